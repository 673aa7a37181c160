"""The library that makes writing fail, compiled where there is a compiler."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def faults_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """faults.c as a shared library. Without gcc the tests are skipped and say so; under CI=true they fail."""
    compiler = shutil.which("gcc")
    if sys.platform != "linux" or compiler is None:
        reason = "NOT RUN: failing every write-class call needs Linux and gcc"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    library = tmp_path_factory.mktemp("faults") / "faults.so"
    source = Path(__file__).with_name("faults.c")
    subprocess.run([compiler, "-O1", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    return library
