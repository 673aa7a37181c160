"""The menu and the toolbar of the extension, pressed by mouse and by accessibility action on a real screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from leadbook.actions import ACTIONS
from tests.live.bridge import wait_for
from tests.live.calc import Calc

pytestmark = [pytest.mark.office, pytest.mark.screen]
WORK = (
    ["begin", "Leadbook: check"], ["write", "Leads", "A2", "Acme Ltd"], ["write", "Leads", "B2", "Ready"], ["end"],
    ["answer", "status=done\nsheet=Leads\ncell=B2\ntext=1 inquiry checked.\n"],
)  # fmt: skip


def cell(document, name, sheet="Leads"):
    """Text of a cell."""
    return document.getSheets().getByName(sheet).getCellRangeByName(name).getString()


def test_a_click_on_the_menu_changes_the_sheet_in_one_undo_step(calc, book):
    document = calc.open(book)
    calc.plan(*WORK)
    calc.menu(document, "Leadbook", "Check")
    box = calc.dialog()
    assert "1 inquiry checked." in box.text
    box.press("OK")
    assert (cell(document, "A2"), cell(document, "B2")) == ("Acme Ltd", "Ready")
    assert document.getCurrentSelection().AbsoluteName == "$Leads.$B$2"
    manager = document.getUndoManager()
    assert list(manager.getAllUndoActionTitles()) == ["Leadbook: check"]
    manager.undo()
    assert (cell(document, "A1"), cell(document, "A2"), cell(document, "B2")) == ("Company", "", "")


def test_a_variant_of_the_menu_sends_its_variant(calc, book):
    document = calc.open(book)
    calc.plan(["answer", "status=done\ntext=Nothing was written.\n"])
    calc.menu(document, "Leadbook", "Allocate", "Preview")
    calc.dialog().press("OK")
    request = calc.requests()[0]
    assert (request.command, request.variant, Path(request.book)) == ("allocate", "preview", book)
    assert calc.notes()[0]["called"] == ["-m", "leadbook.fronts.calc", "--text"]


def test_a_tool_works_by_its_accessibility_action_and_by_mouse(calc, book):
    document = calc.open(book)
    for press in (lambda tool: tool.doAccessibleAction(0), calc.click):
        calc.plan(*WORK)
        press(calc.tool(document, "Report"))
        calc.dialog().press("OK")
        assert [request.command for request in calc.requests()] == ["report"]
        assert cell(document, "A2") == "Acme Ltd"
        document.getUndoManager().undo()


def test_the_toolbar_has_every_action_with_a_button(calc, book):
    document = calc.open(book)
    wait_for("the toolbar", lambda: calc.tools(document))
    shown = {name for name, tool in calc.tools(document).items() if tool.getSize().Width > 0}
    assert {action.button.label for action in ACTIONS if action.button} <= shown


def test_the_child_gets_none_of_the_variables_of_the_offices_own_python(calc, book):
    calc.open(book)
    calc.plan(["answer", "status=done\n"])
    calc.press("check")
    note = wait_for("the request", calc.notes)[0]
    assert not {"PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH"} & set(note["env"])
    assert note["env"]["PYTHONUTF8"] == "1"
    assert Path(note["cwd"]) == calc.home


def test_the_office_quits_while_a_command_that_needs_no_workbook_runs(screen, home, tmp_path):
    office = Calc(screen, home)
    try:
        office.start()
        office.plan(["hang"])
        office.press("demo")
        office.choose(office.dialog(), str(tmp_path))
        wait_for("the request", office.requests)
        assert office.stop() == 0
        office.end_child()
    finally:
        office.kill()


def test_the_variable_leadbook_python_comes_before_what_the_extension_was_told(screen, home, book):
    office = Calc(screen, home, {"LEADBOOK_PYTHON": str(home / "other python")})
    try:
        office.python.rename(home / "other python")
        office.start()
        office.open(book)
        office.plan(["answer", "status=done\ntext=Ran.\n"])
        office.press("check")
        box = office.dialog()
        assert box.text == "Ran."
        box.press("OK")
        assert office.stop() == 0
    finally:
        office.kill()
