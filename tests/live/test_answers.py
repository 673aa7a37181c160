"""Each kind of answer that the process which does the work can give."""

from __future__ import annotations

import shutil

import pytest

from tests.live.bridge import wait_for

pytestmark = [pytest.mark.office, pytest.mark.screen]


def at_rest(calc):
    """Whether no command runs: a press of one that is not known says that, and not that one is at work."""
    calc.press("tidy up")
    box = calc.dialog()
    free = "no command" in box.text
    box.press("OK")
    return free


def test_an_error_is_said_and_shown_where_it_is(calc, book):
    document = calc.open(book)
    calc.plan(["answer", "status=error\nsheet=Rules\ncell=C7\ntext=The weight is no number.\ntext=Sheet Rules, C7.\n"])
    calc.press("check")
    box = calc.dialog()
    assert box.text == "The weight is no number.\nSheet Rules, C7."
    box.press("OK")
    assert document.getCurrentSelection().AbsoluteName == "$Rules.$C$7"
    assert not document.isModified()
    assert at_rest(calc)


def test_a_place_that_is_not_there_is_passed_over(calc, book):
    document = calc.open(book)
    calc.plan(["answer", "status=done\nsheet=Gone\ncell=A1\ntext=Said all the same.\n"])
    calc.press("check")
    assert calc.dialog().text == "Said all the same."
    assert document.getCurrentController().getActiveSheet().getName() == "Leads"


def test_an_answer_without_text_shows_no_box(calc, book):
    document = calc.open(book)
    calc.plan(["answer", "status=done\nsheet=Rules\n"])
    calc.press("check")
    controller = document.getCurrentController()
    wait_for("the sheet", lambda: controller.getActiveSheet().getName() == "Rules")
    assert calc.dialogs() == []
    assert at_rest(calc)


QUESTION = (
    ["answer", "status=ask\ntext=4 cells were edited since. Take the run back?\n"],
    ["answer again", "status=done\ntext=Taken back.\n"],
)


def test_yes_to_a_question_sends_the_same_request_with_yes(calc, book):
    calc.open(book)
    calc.plan(*QUESTION)
    calc.press("undo")
    box = calc.dialog()
    assert box.text == "4 cells were edited since. Take the run back?"
    box.press("Yes")
    wait_for("the second answer", lambda: calc.dialogs() and calc.dialog().text == "Taken back.")
    first, second = calc.requests()
    assert (first.yes, second.yes) == (False, True)
    assert (first.command, first.book, first.pipe) == (second.command, second.book, second.pipe)


def test_no_to_a_question_ends_it(calc, book):
    document = calc.open(book)
    calc.plan(*QUESTION)
    calc.press("undo")
    calc.dialog().press("No")
    assert len(calc.requests()) == 1
    assert not document.isModified()
    assert at_rest(calc)


def test_a_workbook_that_was_made_is_opened(calc, book, tmp_path):
    made = tmp_path / "Réport Nº 1.xlsx"
    shutil.copy(book, made)
    document = calc.open(book)
    calc.plan(["answer", f"status=done\nopen={made}\nsheet=Rules\ncell=B2\ntext=Made.\n"])
    calc.press("report")
    calc.dialog().press("OK")
    shown = calc.document(made)
    assert shown.getCurrentSelection().AbsoluteName == "$Rules.$B$2"
    assert document.getCurrentSelection().AbsoluteName == "$Leads.$A$1"


def test_a_workbook_that_cannot_be_opened_is_named(calc, book, tmp_path):
    calc.open(book)
    calc.plan(["answer", f"status=done\nopen={tmp_path / 'nowhere.xlsx'}\ntext=Made.\n"])
    calc.press("report")
    assert calc.dialog().text == f"Made.\nThis could not be opened: {tmp_path / 'nowhere.xlsx'}"


def test_the_answer_is_read_as_utf_8_with_line_breaks_and_backslashes(calc, book):
    calc.open(book)
    calc.plan(["answer", "status=done\ntext=Zoë O\u2019Hara · C:\\\\new\\\\list — “80 %”\n"])
    calc.press("check")
    assert calc.dialog().text == "Zoë O\u2019Hara · C:\\new\\list — “80 %”"
