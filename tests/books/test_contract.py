"""What every back-end does. A new back-end joins as one more parameter of `book`.

A maker gives the workbook of `makers` as an open book; nothing else here knows which back-end it is.
"""

from __future__ import annotations

import datetime as dt

import pytest

from leadbook.books.protocol import Book, SheetFill, TableInfo
from leadbook.errors import (
    ColumnMissing,
    ColumnTwice,
    LayoutError,
    SheetMissing,
    TableBlocked,
    TableMissing,
    UsageError,
)
from leadbook.model import KEEP, Grid
from tests.books import makers

STORED = [
    makers.memory,
    makers.package_xlsxwriter,
    makers.package_openpyxl,
    pytest.param(makers.package_libreoffice, marks=pytest.mark.office),
]
"""Those that hold the result of a formula as it was written last."""

BACK_ENDS = [*STORED, pytest.param(makers.live_calc, marks=pytest.mark.office)]


@pytest.fixture(params=BACK_ENDS)
def book(request) -> Book:
    """The sample workbook, open in one back-end."""
    return request.param()


def rows(book: Book, table: str = "tblLeads") -> list[list[object]]:
    """The body of a table, without the results of formulas that only some makers store."""
    grid = book.read(table)
    dropped = grid.headers.index("Double") if "Double" in grid.headers else None
    return [[v for j, v in enumerate(row) if j != dropped] for row in grid.rows]


def plain(*names: int) -> list[list[object]]:
    """Some rows of the sample, without the calculated column."""
    return [[v for j, v in enumerate(makers.ROWS[i]) if j != 4] for i in names]


def test_tables_are_listed_in_sheet_order(book):
    """Name, sheet, headers, first body row and number of rows of each table are told."""
    small = TableInfo(name="tblSmall", sheet="Leads", headers=makers.SMALL, first_row=21, rows=1)
    leads = TableInfo(name="tblLeads", sheet="Leads", headers=makers.HEADERS, first_row=4, rows=3)
    assert book.tables() == (leads, small)


def test_sheets_are_listed_with_their_state(book):
    """Tab order and state are told; LibreOffice makes a very hidden sheet a hidden one."""
    assert [s.name for s in book.sheets()] == ["Leads", "Page", "Other"]
    assert [s.state.removeprefix("very").lower() for s in book.sheets()] == ["visible", "hidden", "visible"]


def test_reading_gives_typed_values(book):
    """Text, numbers, dates, stamps and blanks come as such, and a table's name needs no exact case."""
    grid = book.read("TBLLEADS")
    assert grid.headers == makers.HEADERS
    assert rows(book) == plain(0, 1, 2)
    assert [type(row[3]) for row in grid.rows] == [dt.date, type(None), dt.datetime]


def test_blank_body_has_no_rows(book):
    """The one blank row of an empty table is no row."""
    assert list(book.read("tblSmall").rows) == []


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 14])
def test_writing_replaces_the_body(book, count):
    """A table grows and shrinks to the rows of the grid."""
    new = [[f"n{i}", None, i, dt.date(2025, 1, 1), i * 2, f"note {i}"] for i in range(count)]
    book.write("tblLeads", Grid(makers.HEADERS, new))
    assert [list(row) for row in book.read("tblLeads").rows] == new
    assert book.tables()[0].rows == max(1, count)


def test_writing_what_was_read_changes_nothing(book):
    """Reading and writing back is no change."""
    before = book.read("tblLeads")
    book.write("tblLeads", before)
    assert book.read("tblLeads") == before


def test_kept_cells_and_unnamed_columns_stay(book):
    """KEEP and columns that the grid does not name keep their value."""
    book.write("tblLeads", Grid(("Rep", "Note"), [[KEEP, "new"], ["Cy", KEEP], [KEEP, KEEP]]))
    expected = plain(0, 1, 2)
    expected[0][4], expected[1][1] = "new", "Cy"
    assert rows(book) == expected


def test_rows_continue_their_origins(book):
    """A row that moves takes its unnamed cells along; a new row is blank there."""
    book.write("tblLeads", Grid(("Rep",), [["Zoe"], ["Yan"], ["Xu"], [KEEP]], origins=[2, None, 0, 1]))
    third, first, second = plain(2)[0], plain(0)[0], plain(1)[0]
    third[1], first[1] = "Zoe", "Xu"
    assert rows(book) == [third, [None, "Yan", None, None, None], first, second]


def test_calculated_column_keeps_the_value_it_is_given(book):
    """The grid's value becomes the stored result of a formula column."""
    book.write("tblLeads", Grid(("Amount", "Double"), [[1, 2], [3, 6]]))
    assert [row[4] for row in book.read("tblLeads").rows] == [2, 6]


def test_growing_into_another_table_is_refused_with_the_cell(book):
    """TableBlocked names the cell, and nothing was changed."""
    before = book.read("tblLeads")
    with pytest.raises(TableBlocked, match="Sheet Leads, cell B20") as caught:
        book.write("tblLeads", Grid(("ID",), [[str(i)] for i in range(17)]))
    assert "tblSmall" in caught.value.what
    assert book.read("tblLeads") == before


def test_growing_into_a_text_is_refused_with_the_cell(book):
    """A text below the table is never overwritten."""
    book.fill("Leads", SheetFill(cells={"C9": "sum by hand"}))
    with pytest.raises(TableBlocked, match="cell C9"):
        book.write("tblLeads", Grid(("ID",), [[str(i)] for i in range(6)]))
    book.write("tblLeads", Grid(("ID",), [[str(i)] for i in range(5)]))
    assert book.values("Leads", ["C9", "I5"]) == {"C9": "sum by hand", "I5": "beside"}


def test_what_is_not_there_is_named(book):
    """A missing table, column or sheet is an error of its own kind."""
    with pytest.raises(TableMissing, match="tblNone"):
        book.read("tblNone")
    with pytest.raises(ColumnMissing, match='"Nope"'):
        book.write("tblLeads", Grid(("Nope",), [["x"]]))
    with pytest.raises(ColumnTwice):
        book.write("tblLeads", Grid(("Rep", "rep"), [["x", "y"]]))
    with pytest.raises(SheetMissing, match="Nowhere"):
        book.show("Nowhere")
    with pytest.raises(LayoutError, match="nameless"):
        book.fill("Page", SheetFill(cells={"nameless": 1}))


def test_grids_that_do_not_fit_are_refused(book):
    """Short rows and wrong origins are errors of use."""
    with pytest.raises(UsageError):
        book.write("tblLeads", Grid(("ID", "Rep"), [["x"]]))
    for origins in ([3], [-1], [0, 1]):
        with pytest.raises(UsageError):
            book.write("tblLeads", Grid(("ID",), [["x"]], origins=origins))


def test_single_cells_are_filled_by_address_and_by_name(book):
    """Filled cells read back; a name that is not there is left out of what is read."""
    book.fill("Page", SheetFill(cells={"title": "Hello", "D9": dt.date(2024, 2, 29), "total": 2, "D10": True}))
    assert book.values("Page", ["title", "D9", "total", "D10", "E1", "missing"]) == {
        "title": "Hello", "D9": dt.date(2024, 2, 29), "total": 2, "D10": True, "E1": None
    }  # fmt: skip


@pytest.mark.parametrize("maker", STORED)
def test_a_filled_formula_shows_what_it_was_given(maker):
    """Where nothing calculates, the value is the formula's stored result; a program that calculates knows better."""
    book = maker()
    book.fill("Page", SheetFill(cells={"total": 5}))
    assert book.values("Page", ["total"]) == {"total": 5}


def test_clone_is_a_visible_sheet_of_its_own_at_the_end(book):
    """A clone has the master's names; filling it leaves the master alone."""
    book.clone("Page", "Brief - Spring")
    assert [(s.name, s.state) for s in book.sheets()][-1] == ("Brief - Spring", "visible")
    book.fill("Brief - Spring", SheetFill(cells={"title": "Spring"}))
    assert book.values("Brief - Spring", ["title"]) == {"title": "Spring"}
    assert book.values("Page", ["title"]) == {"title": None}


def test_clone_of_a_sheet_with_tables_gets_tables_of_its_own(book):
    """Tables of a clone have new names and are written apart from the master's."""
    book.clone("Leads", "Copy")
    names = [t.name for t in book.tables() if t.sheet == "Copy"]
    assert names == ["tblLeads_2", "tblSmall_2"]
    book.write("tblLeads_2", Grid(("ID",), [["only"]]))
    assert [row[0] for row in book.read("tblLeads_2").rows] == ["only"]
    assert rows(book) == plain(0, 1, 2)


@pytest.mark.parametrize("name", ["", "History", "page", "a/b", "x" * 32, "'quoted'", "[x]", "a\x00b"])
def test_clone_refuses_names_that_excel_refuses(book, name):
    """The rules of sheet names hold, and nothing was changed."""
    before = book.sheets()
    with pytest.raises(UsageError):
        book.clone("Page", name)
    assert book.sheets() == before


def test_deleted_sheet_is_gone_with_its_tables(book):
    """Deleting takes the sheet and its tables; a clone can be made and deleted again."""
    book.clone("Page", "Brief - X")
    book.delete("Leads")
    book.delete("Brief - X")
    assert [s.name for s in book.sheets()] == ["Page", "Other"]
    assert book.tables() == ()
    with pytest.raises(LayoutError):
        book.delete("Other")


def test_shown_sheet_is_visible(book):
    """A hidden sheet can be shown."""
    book.show("Page")
    assert [s.state for s in book.sheets()] == ["visible"] * 3


def test_saving_twice_gives_the_same_bytes(book):
    """Saving changes nothing, so that an unchanged book is an unchanged file."""
    first = book.save()
    assert book.save() == first
    book.write("tblLeads", Grid(("Rep",), [["New"]]))
    assert book.save() == book.save() != first


@pytest.mark.parametrize(
    ("given", "read"),
    [
        (True, True), (0, 0), (-7, -7), (1e300, 1e300), (0.1, 0.1), (5.0, 5), ("", None), (float("nan"), None),
        (float("inf"), None), ("007", "007"), ("=1+1", "=1+1"), ("a\x07b", "ab"), ("x" * 40_000, "x" * 32_767),
        (dt.date(1900, 2, 28), "1900-02-28"), (dt.date(1900, 3, 1), dt.date(1900, 3, 1)),
        (dt.date(9999, 12, 31), dt.date(9999, 12, 31)), (dt.datetime(2024, 1, 1), dt.date(2024, 1, 1)),
        (dt.datetime(2024, 1, 1, 23, 59, 59, 999_999), dt.datetime(2024, 1, 1, 23, 59, 59, 999_000)),
    ],
)  # fmt: skip
def test_values_read_back_as_the_gate_admits_them(book, given, read):
    """Each kind of value comes back as what a cell can hold, in any column and in new and old rows."""
    book.write("tblLeads", Grid(("ID", "Amount", "When"), [[given, given, given], ["x", 1, None]] * 3))
    found = [(row[0], row[2], row[3]) for row in book.read("tblLeads").rows][::2]
    assert found == [(read, read, read)] * 3
    assert {type(value) for row in found for value in row} <= {type(read), int}
