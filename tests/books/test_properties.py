"""Random grids: what is written is read, in any sequence of growing, shrinking and moving rows."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadbook.books.package import PackageBook
from leadbook.books.writegate import admit
from leadbook.model import KEEP, Grid
from tests.books import makers

KNOWN = ["=1", "007", "_x000D_", " a ", "TRUE", "1/2"]
TEXT = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(KNOWN)
VALUE = st.one_of(
    st.none(),
    TEXT,
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.floats(),
    st.dates(dt.date(1900, 1, 1), dt.date(9999, 12, 31)),
    st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(9999, 12, 31, 23, 59, 59)),
)
HEADERS = ("ID", "Rep", "Amount", "When", "Note")
ROWS = st.lists(st.tuples(*[VALUE] * len(HEADERS)), max_size=9)
FILES = {"xlsxwriter": makers.xlsxwriter_bytes(), "openpyxl": makers.openpyxl_bytes()}


def body(book: PackageBook) -> list[tuple[object, ...]]:
    """The rows without the calculated column."""
    return [(*row[:4], row[5]) for row in book.read("tblLeads").rows]


def admitted(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """What the gate makes of rows; a wholly blank body is none."""
    clean = [tuple(admit(value) for value in row) for row in rows]
    return clean if any(value is not None for row in clean for value in row) else []


@pytest.mark.parametrize("maker", FILES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(ROWS, min_size=1, max_size=4))
def test_what_is_written_is_read(maker, steps):
    """After each of several writes, at once and from the saved file."""
    book = PackageBook(FILES[maker])
    for rows in steps:
        book.write("tblLeads", Grid(HEADERS, rows))
        assert body(book) == admitted(rows)
        again = PackageBook(book.save())
        assert body(again) == admitted(rows)
        assert [[type(v) for v in row] for row in body(again)] == [[type(v) for v in row] for row in admitted(rows)]


@settings(max_examples=60, deadline=None)
@given(data=st.data(), rows=ROWS.filter(len))
def test_rows_keep_what_is_not_named_wherever_they_go(data, rows):
    """Origins carry cells along; the same in memory as in a file."""
    books = [PackageBook(FILES["xlsxwriter"]), makers.memory()]
    origins = data.draw(st.lists(st.none() | st.integers(0, len(rows) - 1), max_size=9))
    new = [[data.draw(st.just(KEEP) | VALUE)] for _ in origins]
    for book in books:
        book.write("tblLeads", Grid(HEADERS, rows))
        book.write("tblLeads", Grid(("Rep",), new, origins=origins))
    clean = [tuple(admit(value) for value in row) for row in rows]
    expected = []
    for origin, (value,) in zip(origins, new, strict=True):
        row = list(clean[origin]) if origin is not None else [None] * len(HEADERS)
        row[1] = row[1] if value is KEEP else admit(value)
        expected.append(tuple(row))
    if not any(value is not None for row in expected for value in row):
        expected = []
    assert body(books[0]) == expected
    assert body(books[1]) == expected


@settings(max_examples=30, deadline=None)
@given(rows=ROWS)
def test_writing_back_gives_what_was_there(rows):
    """As undo does it: the old rows written over the new ones read as before."""
    book = PackageBook(FILES["xlsxwriter"])
    before = book.read("tblLeads")
    book.write("tblLeads", Grid(HEADERS, rows))
    book.write("tblLeads", before)
    assert book.read("tblLeads") == before
