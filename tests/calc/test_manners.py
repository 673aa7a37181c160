"""A workbook that cannot be worked on is refused in a plain sentence, and neither it nor its file changes."""

import pytest

from leadbook.fronts import calc
from leadbook.fronts.exchange import Request
from tests import livecalc
from tests.calc.openbook import OpenBook, write_list


@pytest.fixture
def foreign(tmp_path):
    """A workbook of somebody else, open in Calc."""
    livecalc.close_all()
    path = tmp_path / "Budget.xlsx"
    made = livecalc.app().books.add()
    made.sheets[0].range("A1").value = "Rent"
    made.save(str(path))
    yield OpenBook(path)
    livecalc.close_all()


def test_a_workbook_that_was_never_saved(own_state):
    livecalc.close_all()
    made = livecalc.app().books.add()
    request = Request(command="check", book=made.fullname, pipe=livecalc.app().impl.running.pipe)
    answer = calc.pressed(request)
    assert answer.status == "error"
    assert "The workbook was never saved." in answer.text
    assert "Save it in a folder of this computer as .xlsx or .xlsm" in answer.text
    assert made.fullname == request.book
    livecalc.close_all()


def test_a_document_of_another_kind(new, tmp_path):
    from leadbook.books.calc.structs import properties, url_of

    new.path = tmp_path / "Leads.ods"
    new.document.storeAsURL(url_of(new.path), properties(FilterName="calc8"))
    new.refused("check", ".ods", "Save it as .xlsx or .xlsm")


def test_a_file_that_went_away_while_it_was_open_is_not_made_again(new, tmp_path):
    lists = [write_list(tmp_path / "web.csv", 3)]
    new.path.rename(tmp_path / "Moved.xlsx")
    new.refused("import", "moved, renamed or deleted", "Save the workbook again", str(new.path), files=lists)
    assert not new.path.exists()


def test_a_workbook_that_was_opened_read_only(new, tmp_path):
    livecalc.close_all()
    livecalc.app().books.open(str(new.path), read_only=True)
    new = OpenBook(new.path)
    lists = [write_list(tmp_path / "web.csv", 3)]
    new.refused("import", "open read-only", "open it for editing", new.path.name, files=lists)


def test_a_file_or_a_folder_that_is_read_only(new, tmp_path):
    new.path.chmod(0o444)
    new.refused("check", "The file is read-only.", "Allow writing in its properties")
    new.path.chmod(0o644)
    tmp_path.chmod(0o555)
    try:
        new.refused("check", "The folder of the workbook is read-only.", "a folder of your own")
    finally:
        tmp_path.chmod(0o755)


def test_a_workbook_without_leadbooks_tables(foreign):
    foreign.refused("check", "none of Leadbook's tables", "Press New workbook", "Budget.xlsx")


def test_the_wrong_workbook_in_front_names_the_right_one(foreign, desk):
    beside = OpenBook(desk.book)
    before = beside.whole()
    foreign.refused("check", "none of Leadbook's tables", f"Click “{desk.book.name}” first", "Budget.xlsx")
    assert beside.whole() == before


def test_of_two_workbooks_the_one_of_the_button_changes(new, tmp_path):
    (tmp_path / "other").mkdir()
    path = tmp_path / "other" / new.path.name  # the same name in another folder
    path.write_bytes(new.path.read_bytes())
    other, kept = OpenBook(path), new.path.read_bytes()
    before = new.whole()
    other.press("import", files=[write_list(tmp_path / "web.csv", 3)])
    assert len(other.rows("inquiries")) == 3
    assert new.whole() == before
    assert new.path.read_bytes() == kept
    assert not new.document.isModified()


def test_a_workbook_that_was_closed_meanwhile(new):
    name = new.path.name
    livecalc.close_all()
    request = Request(command="check", book=str(new.path), pipe=new.pipe)
    answer = calc.pressed(request)
    assert (answer.status, name in answer.text, "Open it again." in answer.text) == ("error", True, True)


def test_a_calc_that_does_not_listen(new, monkeypatch):
    from leadbook.books.calc import office

    monkeypatch.setattr(office.connect, "__defaults__", (0.1, None))
    for pipe, words in (("", "leadbook install calc"), ("leadbook-nobody", "Start it again")):
        answer = calc.pressed(Request(command="check", book=str(new.path), pipe=pipe))
        assert answer.status == "error"
        assert words in answer.text
