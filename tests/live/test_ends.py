"""While a command runs the document is kept; whatever becomes of its process, the document is let go."""

from __future__ import annotations

import pytest

from tests.live.bridge import wait_for

pytestmark = [pytest.mark.office, pytest.mark.screen]
HALF_DONE = (
    ["begin", "Leadbook: check"], ["write", "Leads", "A2", "Acme Ltd"], ["write", "Leads", "B2", "Ready"],
    ["progress", "Leadbook: checking 1,200 of 4,000"], ["freeze"], ["hang"],
)  # fmt: skip


def cell(document, name):
    """Text of a cell of the sheet Leads."""
    return document.getSheets().getByName("Leads").getCellRangeByName(name).getString()


def half_done(calc, document):
    """Bring a document into the middle of a command."""
    calc.plan(*HALF_DONE)
    calc.press("check")
    wait_for("half of the work", document.isActionLocked)


def test_nobody_types_in_the_document_or_closes_it_while_a_command_runs(calc, book):
    from com.sun.star.util import CloseVetoException

    document = calc.open(book)
    half_done(calc, document)
    window = document.getCurrentController().getFrame().getContainerWindow()
    assert not window.isEnabled()
    calc.type_into_sheet(document, "typed meanwhile")
    calc.screen.do("key", "Return")
    with pytest.raises(CloseVetoException):
        document.close(True)
    calc.end_child()
    calc.dialog().press("OK")
    assert cell(document, "A1") == "Company"
    assert window.isEnabled()


def test_a_killed_process_leaves_a_free_document_and_one_undo_step(calc, book):
    from com.sun.star.util import InvalidStateException

    document = calc.open(book)
    usual = calc.status(document)
    half_done(calc, document)
    wait_for("the progress", lambda: calc.status(document) != usual)
    calc.end_child()
    box = calc.dialog()
    assert "“Check” ended before it was done (code -9). The workbook can be edited again." in box.text
    assert "is the newest step of Edit ▸ Undo" in box.text
    box.press("OK")
    assert document.getCurrentController().getFrame().getContainerWindow().isEnabled()
    assert not document.isActionLocked()
    assert not document.hasControllersLocked()
    assert document.isAutomaticCalculationEnabled()
    wait_for("the usual status bar", lambda: calc.status(document) == usual)
    manager = document.getUndoManager()
    with pytest.raises(InvalidStateException):
        manager.leaveUndoContext()  # none is open
    assert list(manager.getAllUndoActionTitles()) == ["Leadbook: check"]
    manager.undo()
    assert (cell(document, "A2"), cell(document, "B2")) == ("", "")
    calc.type_into_sheet(document, "typed afterwards")
    calc.screen.do("key", "Return")
    wait_for("what was typed", lambda: cell(document, "A1") == "typed afterwards")


def test_the_next_command_runs_after_one_that_was_killed(calc, book):
    half_done(calc, calc.open(book))
    calc.end_child()
    calc.dialog().press("OK")
    calc.plan(["answer", "status=done\ntext=Ran.\n"])
    calc.press("check")
    assert calc.dialog().text == "Ran."


def test_a_process_that_ends_without_an_answer_is_told_by_its_code(calc, book):
    document = calc.open(book)
    calc.plan(["die", 7])
    calc.press("report")
    assert calc.dialog().text == "“Report” ended before it was done (code 7). The workbook can be edited again."
    assert not document.isModified()


def test_a_second_window_of_the_document_is_kept_too(calc, book):
    document = calc.open(book)
    frame = document.getCurrentController().getFrame()
    calc.dispatch(frame, ".uno:NewWindow")

    def windows():
        found = document.getControllers()
        shown = []
        while found.hasMoreElements():
            shown.append(found.nextElement().getFrame().getContainerWindow())
        return shown

    wait_for("the second window", lambda: len(windows()) == 2)
    half_done(calc, document)
    assert [window.isEnabled() for window in windows()] == [False, False]
    calc.end_child()
    calc.dialog().press("OK")
    assert [window.isEnabled() for window in windows()] == [True, True]
