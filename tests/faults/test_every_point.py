"""Old or new, never else: every single write-class call of a run is made to fail, in every way a call can.

What the disk answers is put into words in one place (`hostfs.told`) and decides nothing else, so each of the two
errors is tried with one of the two durations. All of them by hand: `LEADBOOK_FAULTS=all python -m pytest tests/faults`.
"""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FAULTS = {
    "killed": (0, 0),
    "disk full from there on": (errno.ENOSPC, 1),
    "input/output error once": (errno.EIO, 0),
}
if os.environ.get("LEADBOOK_FAULTS") == "all":
    FAULTS |= {"disk full once": (errno.ENOSPC, 0), "input/output error from there on": (errno.EIO, 1)}
FEWEST = {"first": 30, "later": 30, "undo": 30, "recover": 3, "create": 4}


def every_point(library: Path, folder: Path, scenario: str, fault: str) -> dict[str, object]:
    """What the runner found."""
    error, lasting = FAULTS[fault]
    found = subprocess.run(
        [sys.executable, "-m", "tests.faults.runner", str(folder), scenario, str(error), str(lasting)],
        cwd=ROOT,
        env={
            **os.environ,
            "LD_PRELOAD": str(library),
            "FAULT_DIRS": f"{folder / 'home'}:{folder / 'state'}",
            "LEADBOOK_STATE": str(folder / "state"),
            "PYTHONPATH": str(ROOT),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stderr
    report: dict[str, object] = json.loads(found.stdout)
    return report


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("scenario", FEWEST)
def test_the_workbook_is_old_or_new_whatever_call_fails(
    faults_library: Path, tmp_path: Path, scenario: str, fault: str, record_property
) -> None:
    """After a fault at any call the workbook is the old or the new one, is cleaned up, and the work can be redone."""
    report = every_point(faults_library, tmp_path, scenario, fault)
    print(f"{scenario}, {fault}: {report}")
    record_property("faults", f"{scenario}, {fault}: {report}")
    left = report["left"]
    assert report["points"] >= FEWEST[scenario]
    assert set(left) <= {"old", "new"}, report
    assert report["wrong"] == []
    assert set(report["ends"]) <= {"killed", "told", "done"}, report
    if fault == "killed":
        assert report["ends"] == {"killed": report["points"]}
    if scenario != "recover":  # recovering never touches the workbook itself
        assert left["old"] > 0
