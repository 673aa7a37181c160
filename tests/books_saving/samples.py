"""Small invented workbooks for the tests of saving, and the steps a run takes on them."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import xlsxwriter

from leadbook.books.package import PackageBook
from leadbook.books.saving.diffing import diff_books
from leadbook.books.saving.opening import OpenedBook, open_book
from leadbook.books.saving.records import RunRecord
from leadbook.books.saving.save import save_book
from leadbook.model import KEEP, Cell, Grid

WHEN = dt.datetime(2026, 5, 4, 9, 30)
LEADS = ("ID", "Company", "Rep", "Given on", "Do not contact", "Team note")
BLOCKED = ("Value", "Why")
KEYS = {"tblLeads": ("ID",), "tblSuppression": ("Value",)}

Row = Sequence[Cell]


def lead(number: int) -> list[Cell]:
    """One invented lead."""
    day = dt.date(2026, 1, 1) + dt.timedelta(days=number % 90)
    return [f"L-{number:04d}", f"Company {number}", ("Ann", "Bo", None)[number % 3], day, None, None]


def make_book(leads: Sequence[Row], blocked: Sequence[Row] = ()) -> bytes:
    """A workbook with tblLeads on Leads and tblSuppression on Suppression; same rows, same bytes."""
    return make_tables({"tblLeads": ("Leads", LEADS, leads), "tblSuppression": ("Suppression", BLOCKED, blocked)})


def make_tables(tables: Mapping[str, tuple[str, Sequence[str], Sequence[Row]]]) -> bytes:
    """A workbook with these tables: name → sheet, headers, rows."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"created": WHEN})
    day = book.add_format({"num_format": "d mmm yyyy"})
    for table, (sheet, headers, rows) in tables.items():
        page = book.add_worksheet(sheet)
        page.write(0, 0, sheet)
        columns = [{"header": header} for header in headers]
        page.add_table(2, 0, 2 + max(1, len(rows)), len(headers) - 1, {"name": table, "columns": columns})
        for r, row in enumerate(rows, start=3):
            for c, value in enumerate(row):
                if isinstance(value, dt.date):
                    page.write_datetime(r, c, dt.datetime(value.year, value.month, value.day), day)
                elif value is not None:
                    page.write(r, c, value)
    book.close()
    return stream.getvalue()


def rows_of(data: bytes, table: str = "tblLeads") -> list[list[Cell]]:
    """The body of a table as lists."""
    return [[None if cell is KEEP else cell for cell in row] for row in PackageBook(data).read(table).rows]


def write_rows(data: bytes, table: str, rows: Sequence[Row], origins: Sequence[int | None] | None = None) -> bytes:
    """The workbook with another body of one table."""
    book = PackageBook(data)
    headers = next(info.headers for info in book.tables() if info.name == table)
    book.write(table, Grid(headers, rows, origins))
    return book.save()


def commit(opened: OpenedBook, new: bytes, action: str = "import", opt_outs: bool = False) -> int:
    """Save a new version as a run would."""
    changes = diff_books(PackageBook(opened.data), PackageBook(new), KEYS)
    record = RunRecord(action=action, when=WHEN, keys=KEYS, changes=changes, opt_outs=opt_outs)
    rows = len(rows_of(new))

    def verify(again: bytes) -> None:
        assert len(rows_of(again)) == rows

    return save_book(opened, new, record, verify)


def accept(again: bytes) -> None:
    """A verification that finds nothing; the file must be readable."""
    PackageBook(again)


def run(path: Path, change: Callable[[list[list[Cell]]], list[list[Cell]]], table: str = "tblLeads") -> int:
    """Open a workbook, change the rows of one table, save it as a run; returns its number."""
    opened = open_book(path, for_writing=True)
    return commit(opened, write_rows(opened.data, table, change(rows_of(opened.data, table))))


def add_leads(count: int) -> Callable[[list[list[Cell]]], list[list[Cell]]]:
    """A change that appends leads."""

    def change(rows: list[list[Cell]]) -> list[list[Cell]]:
        return rows + [lead(len(rows) + n) for n in range(count)]

    return change


def edit_by_hand(path: Path, table: str, change: Callable[[list[list[Cell]]], list[list[Cell]]]) -> None:
    """What a person does: change the file without Leadbook knowing."""
    data = path.read_bytes()
    path.write_bytes(write_rows(data, table, change(rows_of(data, table))))
