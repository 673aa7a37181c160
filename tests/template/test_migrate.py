"""A workbook of an earlier layout is brought up to this one, and keeps what the team put there."""

import io

import openpyxl
import pytest

from leadbook.actions.context import Context
from leadbook.actions.importing import import_lists
from leadbook.books.package import PackageBook
from leadbook.books.protocol import SheetFill
from leadbook.errors import VersionTooNew
from leadbook.model import Grid
from leadbook.schema import book as schema
from leadbook.schema.defaults import default_rows
from leadbook.template.build import build_book
from leadbook.template.grown import _first_rows, _key
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
    assert len([note for note in notes if "added to" in note or "taken off" in note]) == 3
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
    (rows := tmp_path / "list.csv").write_text("First name,Email\nAnn,ann@a.example\n")
    with pytest.raises(VersionTooNew, match="Update Leadbook"):
        import_lists(path, [rows], Context(today=dt.date(2026, 11, 23), now=dt.datetime(2026, 11, 23)))
    assert path.read_bytes() == before


def test_a_book_of_the_first_layout_gets_trust_on_its_report():
    book = PackageBook(build_book())
    book.remove_column("tblReport", "Trust")
    book.fill("Lists", SheetFill(cells={"lb_version": 1}))
    old = PackageBook(book.save())
    assert "“Trust” was added to Report." in migrate(old)
    assert "Trust" in PackageBook(old.save()).read("tblReport").headers


REMOVED = ("not my decision", "Studies: the title says “{found}” (rule 3).")
NEW = "Not the person to talk to: “{found}” (rule 1)."


def column(book, table, header):
    grid = book.read(table)
    return [row[grid.headers.index(header)] for row in grid.rows]


@pytest.fixture
def first():
    """A workbook of layout 1 as its team left it: one default word and one rule removed, one changed, one of theirs."""
    book = PackageBook(build_book())
    for name, key in (("tblWords", "words"), ("tblGate", "gate")):
        grid = book.read(name)
        rows = [(n, row) for n, row in enumerate(grid.rows) if is_first(schema.table(key), grid.headers, row)]
        rows = [(n, row) for n, row in rows if not set(REMOVED) & set(row)]
        rows = [(n, ["No" if cell == "Yes" else cell for cell in row]) for n, row in rows]
        book.write(name, Grid(grid.headers, tuple(row for _, row in rows), tuple(n for n, _ in rows)))
    words = book.read("tblWords")
    theirs = tuple({"Kind": "competitor", "Word": "Corvane"}.get(header) for header in words.headers)
    book.write("tblWords", Grid(words.headers, (*words.rows, theirs), (*range(len(words.rows)), None)))
    book.fill("Lists", SheetFill(cells={"lb_version": 1}))
    return PackageBook(book.save())


def is_first(table, headers, row):
    values = dict(zip(headers, row, strict=True))
    named = [values[column.header] for column in table.columns]
    return _key(table, named) in _first_rows(table.key)


def test_later_default_rows_are_added_once_and_what_the_team_changed_or_removed_stays_so(first):
    had = {name: len(first.read(name).rows) for name in ("tblWords", "tblGate")}
    notes = migrate(first)
    book = PackageBook(first.save())
    words, reasons = column(book, "tblWords", "Word"), column(book, "tblGate", "Reason")
    assert any("added to Words, new in this version" in note for note in notes)
    assert "reseller" in column(book, "tblWords", "Kind")
    assert NEW in reasons
    assert not set(REMOVED) & {*words, *reasons}
    assert words.count("Corvane") == 1
    assert column(book, "tblGate", "On").count("Yes") == len(reasons) - had["tblGate"]
    assert len(words) == len({*zip(column(book, "tblWords", "Kind"), words, strict=True)})
    removed = [word for word in REMOVED if word in {row[1] for row in default_rows("words")}]
    assert len(words) == len(default_rows("words")) + 1 - len(removed)
    assert migrate(book) == ()


def test_a_later_rule_of_the_gate_stands_where_it_stands_in_a_new_book(first):
    migrate(first)
    reasons = column(first, "tblGate", "Reason")
    expected = [row[6] for row in default_rows("gate") if row[6] in reasons]
    assert reasons == expected
