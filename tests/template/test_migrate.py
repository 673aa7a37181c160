"""A workbook of an earlier layout is brought up to this one, and keeps what the team put there."""

import io

import openpyxl
import pytest

from leadbook.actions.context import Context
from leadbook.actions.importing import import_lists
from leadbook.books.package import PackageBook
from leadbook.books.protocol import SheetFill
from leadbook.errors import VersionTooNew
from leadbook.schema import book as schema
from leadbook.template.build import build_book
from leadbook.template.layout import VERSION
from leadbook.template.migrate import migrate, version_of


@pytest.fixture
def old():
    """A workbook of layout 0: two columns fewer, one more that was given up, and one of the team."""
    book = PackageBook(build_book())
    book.remove_column("tblInquiries", "Industry")
    book.remove_column("tblCover", "Short by")
    book.add_column("tblReps", "Shoe size")
    book.add_column("tblReps", "Our note")
    book.fill("Lists", SheetFill(cells={"lb_version": VERSION - 1}))
    return book


def test_missing_columns_are_added_with_their_formula_and_given_up_ones_go(old):
    notes = migrate(old, schema.TABLES, ((VERSION, "tblReps", "Shoe size"),))
    headers = {info.name: info.headers for info in old.tables()}
    for table in schema.TABLES:
        assert set(table.headers) <= set(headers[table.name])
    assert "Shoe size" not in headers["tblReps"]
    assert "Our note" in headers["tblReps"]
    assert len(notes) == 3
    assert version_of(old) == VERSION
    assert migrate(old) == ()
    table = openpyxl.load_workbook(io.BytesIO(old.save()))["Cover"].tables["tblCover"]
    formula = next(c.calculatedColumnFormula for c in table.tableColumns if c.name == "Short by")
    assert "For 80 % sure" in formula.attr_text


def test_the_first_run_on_an_old_book_migrates_it_and_says_so(old, tmp_path, monkeypatch):
    import datetime as dt

    monkeypatch.setenv("LEADBOOK_STATE", str(tmp_path / "state"))
    path, rows = tmp_path / "old.xlsx", tmp_path / "list.csv"
    path.write_bytes(old.save())
    rows.write_text("First name,Email,Industry\nAnn,ann@a.example,Dental\n")
    day = dt.date(2026, 11, 23)
    report = import_lists(path, [rows], Context(today=day, now=dt.datetime(2026, 11, 23)))
    assert any("Industry" in note for note in report.notes)
    grid = PackageBook(path.read_bytes()).read("tblInquiries")
    assert grid.rows[0][grid.headers.index("Industry")] == "Dental"


def test_a_book_of_a_later_layout_is_refused_and_left_alone(tmp_path, monkeypatch):
    import datetime as dt

    monkeypatch.setenv("LEADBOOK_STATE", str(tmp_path / "state"))
    book = PackageBook(build_book())
    book.fill("Lists", SheetFill(cells={"lb_version": VERSION + 1}))
    path = tmp_path / "later.xlsx"
    path.write_bytes(before := book.save())
    with pytest.raises(VersionTooNew, match="Update Leadbook"):
        import_lists(path, [path], Context(today=dt.date(2026, 11, 23), now=dt.datetime(2026, 11, 23)))
    assert path.read_bytes() == before


def test_a_book_of_the_first_layout_gets_trust_on_its_report():
    book = PackageBook(build_book())
    book.remove_column("tblReport", "Trust")
    book.fill("Lists", SheetFill(cells={"lb_version": 1}))
    old = PackageBook(book.save())
    assert "“Trust” was added to Report." in migrate(old)
    assert "Trust" in PackageBook(old.save()).read("tblReport").headers
