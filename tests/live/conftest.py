"""A screen for each worker, and a Calc with the extension for each file of tests."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlsxwriter

from tests.live.calc import Calc, Dialog
from tests.live.screen import Screen


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Keep a picture of the screen of a test that failed, beside the test's files."""
    report = yield
    shown = getattr(item, "funcargs", {}).get("screen")
    folder = getattr(item, "funcargs", {}).get("tmp_path")
    if report.when == "call" and report.failed and shown is not None and folder is not None:
        report.sections.append(("screen", str(shown.picture(folder / "failed.png"))))
    return report


@pytest.fixture(scope="session")
def screen() -> Iterator[Screen]:
    """An Xvfb of this worker."""
    shown = Screen()
    yield shown
    shown.close()


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder that every user can reach, as the installer of extensions works for root as another user."""
    folder = _home()
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def running(screen: Screen) -> Iterator[Calc]:
    """A Calc with the extension; at the end it quits as a person would have it quit."""
    folder = _home()
    try:
        office = Calc(screen, folder)
        try:
            office.start()
            yield office
            assert office.stop() == 0
        finally:
            office.kill()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def calc(running: Calc, screen: Screen, tmp_path: Path) -> Iterator[Calc]:
    """The Calc of this file, with no document open and the child's usual Python."""
    running.plan()
    script = running.python.read_text("utf-8")
    yield running
    running.python.write_text(script, encoding="utf-8")
    running.python.chmod(0o755)
    while standing := running.dialogs():
        Dialog(running, standing[0]).press("OK", "Cancel", "No")
    running.close_all()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A small workbook with the sheets Leads and Rules."""
    path = tmp_path / "Week 48.xlsx"
    with xlsxwriter.Workbook(path) as made:
        made.add_worksheet("Leads").write_string(0, 0, "Company")
        made.add_worksheet("Rules")
    return path


def _home() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="leadbook-screen-"))
    folder.chmod(0o777)
    return folder
