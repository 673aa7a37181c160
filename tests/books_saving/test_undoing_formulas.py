"""What a formula shows was typed by nobody, so it neither holds an undo up nor goes back."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from leadbook.books.saving.undoing import undo
from tests.books_saving.samples import LEADS, WHEN, add_leads, lead, make_book, rows_of, run, write_rows

NOTE = LEADS.index("Team note")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "Book.xlsx"
    path.write_bytes(_with_formula(make_book([lead(n) for n in range(4)])))
    return path


def test_what_a_formula_shows_is_no_edit(book: Path) -> None:
    """A formula column that was calculated anew since, even by a program that forgets it is one, holds nothing up."""
    run(book, add_leads(1))
    book.write_bytes(_without_formula(book.read_bytes(), "calculated anew"))
    report = undo(book, None, False, WHEN)
    assert (report.kept, report.removed) == ((), 1)
    assert len(rows_of(book.read_bytes())) == 4


def _with_formula(data: bytes) -> bytes:
    """The workbook with a formula in the team's column."""
    column = b'name="Team note"'
    formula = b"<calculatedColumnFormula>LEN(tblLeads[[#This Row],[Company]])</calculatedColumnFormula>"
    return _table_part(data, lambda part: re.sub(rb"(<tableColumn [^>]*" + column + rb")\s*/>",
                                                 rb"\1>" + formula + rb"</tableColumn>", part))


def _without_formula(data: bytes, shown: str) -> bytes:
    """What LibreOffice leaves: the table no longer knows that the column is calculated, and its cells changed."""
    bare = _table_part(data, lambda part: re.sub(rb"<calculatedColumnFormula>.*?</calculatedColumnFormula>", b"", part))
    return write_rows(bare, "tblLeads", [[*row[:NOTE], shown] for row in rows_of(bare)])


def _table_part(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """The package with the part of tblLeads changed; it must change."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/tables/table1.xml":
                assert change(part) != part
                part = change(part)
            new.writestr(name, part)
    return stream.getvalue()
