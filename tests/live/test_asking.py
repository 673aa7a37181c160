"""What a button asks first: lists, a folder, a new name, a line of text; and a person who cancels."""

from __future__ import annotations

import pytest

pytestmark = [pytest.mark.office, pytest.mark.screen]
RAN = ["answer", "status=done\ntext=Ran.\n"]


@pytest.fixture
def lists(tmp_path):
    """Two lists in a folder."""
    for name in ("fair.csv", "web form.csv"):
        (tmp_path / name).write_text("name\n", encoding="utf-8")
    return tmp_path


def test_import_asks_for_lists(calc, book, lists):
    document = calc.open(book)
    calc.plan(RAN)
    calc.menu(document, "Leadbook", "Import lists", "Import lists")
    picker = calc.dialog()
    assert picker.title == "Lists to import"
    calc.choose(picker, str(lists / "web form.csv"))
    assert calc.wait_text("Ran.")
    request = calc.requests()[0]
    assert (request.command, request.files) == ("import", (str(lists / "web form.csv"),))


def test_import_takes_several_lists_at_once(calc, book, lists):
    calc.open(book)
    calc.plan(RAN)
    calc.press("import")
    calc.choose_rows(calc.dialog(), 0, 1)
    assert calc.wait_text("Ran.")
    assert set(calc.requests()[0].files) == {str(lists / "fair.csv"), str(lists / "web form.csv")}


def test_a_person_who_cancels_starts_nothing(calc, book):
    calc.open(book)
    for command in ("import", "run", "demo", "new", "show"):
        calc.plan(RAN)
        calc.press(command)
        calc.dialog().press("Cancel")
        assert calc.dialogs() == []
        assert calc.requests() == []


def test_the_inbox_asks_nothing(calc, book):
    calc.open(book)
    calc.plan(RAN)
    calc.press("import inbox")
    assert calc.dialog().text == "Ran."
    assert calc.requests()[0].variant == "inbox"


def test_what_if_asks_for_a_line_of_text(calc, book):
    document = calc.open(book)
    calc.plan(RAN)
    calc.menu(document, "Leadbook", "Allocate", "What if …")
    box = calc.dialog()
    assert "quota Dana 120000" in box.text
    calc.fill(box.entries()[0], "close rate +2 %")
    box.press("OK")
    assert calc.wait_text("Ran.")
    request = calc.requests()[0]
    assert (request.command, request.variant, request.text) == ("allocate", "what-if", "close rate +2 %")


def test_a_new_workbook_asks_for_its_name_and_needs_no_workbook(calc, tmp_path):
    calc.plan(RAN)
    calc.press("new")
    calc.choose(calc.dialog(), str(tmp_path / "Q1"))
    assert calc.wait_text("Ran.")
    request = calc.requests()[0]
    assert (request.files, request.book) == ((str(tmp_path / "Q1.xlsm"),), "")


def test_the_demo_asks_for_a_folder(calc, tmp_path):
    calc.plan(RAN)
    calc.press("demo")
    calc.choose(calc.dialog(), str(tmp_path))
    assert calc.wait_text("Ran.")
    assert calc.requests()[0].files == (str(tmp_path),)
