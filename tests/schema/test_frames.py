"""Grids become typed frames and go back without touching what did not change."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadbook.errors import ColumnMissing, ColumnTwice
from leadbook.model import KEEP, Grid
from leadbook.schema import book, frames
from leadbook.schema.core import Kind

QUOTAS = book.table("quotas")
ROW = ("Ann", "XX", dt.date(2026, 12, 1), 75000, "money", None, None, 0.25, 10000, 4, 0.25, 9000, 30)


def cell_strategy(column):
    """Values that fit a column."""
    if column.kind is Kind.STAMP:
        return st.none() | st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2090, 1, 1)).map(
            lambda v: v.replace(microsecond=0)
        )
    if column.kind.is_date:
        return st.none() | st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1))
    if column.kind.is_number:
        return st.none() | st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False, width=32)
    return st.none() | st.text(min_size=1)


def grids(table):
    """Grids of a table with values that fit."""
    return st.lists(st.tuples(*(cell_strategy(column) for column in table.columns)), max_size=6).map(
        lambda rows: Grid(table.headers, rows)
    )


@pytest.mark.parametrize("table", book.TABLES, ids=lambda t: t.key)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_frame_written_back_unchanged_keeps_every_cell(table, data):
    grid = data.draw(grids(table))
    frame, findings = frames.to_frame(table, grid)
    back = frames.to_grid(table, frame, grid)
    assert not findings
    assert all(cell is KEEP for row in back.rows for cell in row)
    assert sorted(back.origins) == list(range(len(grid.rows)))


@pytest.mark.parametrize("table", book.TABLES, ids=lambda t: t.key)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_frame_written_into_an_empty_table_reads_back_the_same(table, data):
    grid = data.draw(grids(table))
    frame, _ = frames.to_frame(table, grid)
    written = frames.to_grid(table, frame, Grid(table.headers, ()))
    again, _ = frames.to_frame(table, Grid(written.headers, written.rows))
    assert again.equals(frame)


def test_only_what_changed_is_written():
    frame, _ = frames.to_frame(QUOTAS, Grid(QUOTAS.headers, [ROW]))
    grid = frames.to_grid(QUOTAS, frame.assign(booked=5.0), Grid(QUOTAS.headers, [ROW]))
    assert [cell for cell in grid.rows[0] if cell is not KEEP] == [5]


def test_rows_are_followed_by_their_key_when_their_order_changes():
    grid = Grid(QUOTAS.headers, [ROW, ("Bea", *ROW[1:]), ("Cem", *ROW[1:])])
    frame, _ = frames.to_frame(QUOTAS, grid)
    moved = frames.to_grid(QUOTAS, frame.iloc[[2, 0]].reset_index(drop=True), grid)
    assert moved.origins == [2, 0]


def test_what_does_not_fit_its_column_is_a_finding_and_stays_in_the_book():
    grid = Grid(QUOTAS.headers, [(*ROW[:5], "about five", *ROW[6:])])
    frame, findings = frames.to_frame(QUOTAS, grid)
    assert [(f.code, f.table, f.row, f.column) for f in findings] == [
        ("cell_not_understood", "tblQuotas", 1, "Booked")
    ]
    assert "about five" not in findings[0].note
    assert frames.to_grid(QUOTAS, frame, grid).rows[0][5] is KEEP


def test_shares_and_plain_numbers_typed_as_text_are_understood():
    grid = Grid(QUOTAS.headers, [(*ROW[:3], "75,000.00", "money", None, None, "25 %", *ROW[8:])])
    frame, findings = frames.to_frame(QUOTAS, grid)
    assert (frame["quota"][0], frame["close_rate"][0], findings) == (75000.0, 0.25, ())


def test_a_missing_column_says_which_and_where():
    with pytest.raises(ColumnMissing, match="sheet “Quotas”, table tblQuotas: The column “Rep” is missing"):
        frames.to_frame(QUOTAS, Grid(QUOTAS.headers[1:], []))


def test_a_column_twice_is_refused_rather_than_guessed():
    with pytest.raises(ColumnTwice, match="“rep”"):
        frames.to_frame(QUOTAS, Grid((*QUOTAS.headers, "rep"), []))


def test_extra_columns_of_the_team_are_left_to_the_book():
    grid = Grid((*QUOTAS.headers, "Our note"), [(*ROW, "keep me")])
    frame, _ = frames.to_frame(QUOTAS, grid)
    assert "Our note" not in frames.to_grid(QUOTAS, frame, grid).headers
