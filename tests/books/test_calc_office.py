"""A LibreOffice that is started from here finds its own Python, whatever Python runs Leadbook."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from leadbook.books.calc.engine import start
from leadbook.books.calc.office import of_its_own


def test_the_systems_python_comes_first_and_nothing_of_ours_is_handed_on():
    ours = str(Path(sys.executable).parent)
    path = os.pathsep.join([ours, "/usr/local/bin", "/usr/bin", "/bin"])
    given = {"PATH": path, "PYTHONPATH": "x", "HOME": "/home/a", "VIRTUAL_ENV": ours, "PYTHONHOME": "y"}
    kept = of_its_own(given)
    assert kept == {"PATH": os.pathsep.join(["/usr/bin", "/bin", ours, "/usr/local/bin"]), "HOME": "/home/a"}


def test_a_system_without_such_folders_keeps_its_path():
    assert of_its_own({"PATH": "C:\\Windows"})["PATH"] == "C:\\Windows"


@pytest.mark.office
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="NOT RUN: processes are looked up in /proc")
def test_a_calc_that_is_killed_leaves_no_process_behind():
    app = start()
    folder = app.impl.running.profile.as_uri().encode()

    def alive() -> bool:
        return any(folder in content(one) for one in Path("/proc").glob("[0-9]*/cmdline"))

    assert alive()
    app.kill()
    end = time.monotonic() + 10
    while alive() and time.monotonic() < end:
        time.sleep(0.05)
    assert not alive()


def content(path: Path) -> bytes:
    """The command line of a process; blank when it has just ended."""
    try:
        return path.read_bytes()
    except OSError:
        return b""
