"""The menu and the toolbar of the extension, pressed by mouse and by accessibility action on a real screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from leadbook.actions import ACTIONS
from tests.live.bridge import wait_for

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
    for action in ACTIONS:
        if action.button:
            assert calc.tool(document, action.button.label).getSize().Width > 0


def test_the_child_gets_none_of_the_variables_of_the_offices_own_python(calc, book):
    calc.open(book)
    calc.plan(["answer", "status=done\n"])
    calc.press("check")
    note = wait_for("the request", calc.notes)[0]
    assert not {"PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH"} & set(note["env"])
    assert note["env"]["PYTHONUTF8"] == "1"
    assert Path(note["cwd"]) == calc.home
