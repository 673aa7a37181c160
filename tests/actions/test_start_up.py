"""What is felt on every button: how much is imported before a run begins."""

from __future__ import annotations

import subprocess
import sys


def test_no_action_waits_for_a_library_that_hardly_any_run_needs() -> None:
    modules = "checking, importing, allocating, briefing, reporting"
    code = f"import sys; from leadbook.actions import {modules}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "pandas" in loaded, "the actions were imported"
    assert not {"openpyxl", "email_validator", "hypothesis"} & set(loaded)
