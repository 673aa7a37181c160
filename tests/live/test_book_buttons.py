"""The buttons on sheet Start of the workbook with macros, pressed in Calc: its macro hands over to the extension."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.live.bridge import wait_for
from tests.live.calc import DOCUMENT_WINDOW, PUSH_BUTTON

ROOT = Path(__file__).resolve().parents[2]
BOOK = ROOT / "workbook" / "Leadbook.xlsm"
pytestmark = [pytest.mark.office, pytest.mark.screen]
COMMANDS = {"Check": "check", "Allocate": "allocate", "Briefing pages": "brief", "Report": "report",
            "Undo last run": "undo"}  # fmt: skip
"""Caption → command, of the buttons that ask nothing."""


@pytest.fixture
def document(calc, tmp_path):
    """The workbook, open in Calc with its macros allowed."""
    path = tmp_path / "Leadbook.xlsm"
    shutil.copy(BOOK, path)
    return calc.open(path)


def button(calc, document, caption):
    """A button on the active sheet."""
    window = document.getCurrentController().getFrame().getContainerWindow().getAccessibleContext()
    area = next(at for at in calc.within(window, 4) if at.getAccessibleRole() == DOCUMENT_WINDOW)
    return wait_for(f"the button {caption}", lambda: next(
        (at for at in calc.within(area, 3) if at.getAccessibleRole() == PUSH_BUTTON
         and at.getAccessibleName() == caption), None))  # fmt: skip


def test_a_click_on_a_button_changes_the_workbook_in_one_undo_step(calc, document):
    calc.plan(
        ["begin", "Leadbook: check"], ["write", "Inquiries", "B40", "Acme Ltd"], ["end"],
        ["answer", "status=done\nsheet=Inquiries\ncell=B40\ntext=1 inquiry checked.\n"],
    )  # fmt: skip
    calc.click(button(calc, document, "Check"))
    box = calc.dialog()
    assert box.text == "1 inquiry checked."
    box.press("OK")
    sheet = document.getSheets().getByName("Inquiries")
    assert sheet.getCellRangeByName("B40").getString() == "Acme Ltd"
    assert document.getCurrentController().getActiveSheet().getName() == "Inquiries"
    document.getUndoManager().undo()
    assert sheet.getCellRangeByName("B40").getString() == ""


@pytest.mark.parametrize("caption", COMMANDS)
def test_a_button_runs_its_command_by_its_accessibility_action(calc, document, caption):
    calc.plan(["answer", "status=done\ntext=Ran.\n"])
    button(calc, document, caption).doAccessibleAction(0)
    assert calc.dialog().text == "Ran."
    assert [(request.command, request.variant) for request in calc.requests()] == [(COMMANDS[caption], "")]


def test_the_import_button_asks_for_lists(calc, document, tmp_path):
    (tmp_path / "fair.csv").write_text("name\n", encoding="utf-8")
    calc.plan(["answer", "status=done\ntext=Ran.\n"])
    calc.click(button(calc, document, "Import lists"))
    picker = calc.dialog()
    assert picker.title == "Lists to import"
    calc.choose(picker, str(tmp_path / "fair.csv"))
    assert calc.wait_text("Ran.")
    assert calc.requests()[0].files == (str(tmp_path / "fair.csv"),)
