"""Differences between two states of a table: nothing lost, nothing counted twice, also without usable keys."""

from __future__ import annotations

import collections
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadbook.books.saving.diffing import diff_grids, key_text, same
from leadbook.books.saving.recordfile import decode, encode
from leadbook.books.saving.records import (
    CellChange,
    Change,
    FillChange,
    Received,
    RowAdded,
    RowRemoved,
    RunRecord,
    SheetAdded,
    SheetRemoved,
)
from leadbook.model import KEEP, Cell, Grid
from tests.books_saving.samples import WHEN

HEADERS = ("ID", "A", "B")


def grid(*rows: tuple[Cell, ...]) -> Grid:
    return Grid(HEADERS, rows)


def diff(before: Grid, after: Grid) -> tuple[Change, ...]:
    return diff_grids("t", ("ID",), before, after)


def test_cells_rows_and_order() -> None:
    """Changed cells, new and gone rows are told apart; another order alone is no change."""
    before = grid(("1", "a", None), ("2", "b", None), ("3", "c", None))
    after = grid(("4", "d", 1), ("2", "b", 5), ("1", "a", None))
    assert diff(before, after) == (
        RowAdded("t", ("4",), {"ID": "4", "A": "d", "B": 1}, 0),
        CellChange("t", ("2",), "B", None, 5),
        RowRemoved("t", ("3",), {"ID": "3", "A": "c", "B": None}, 2),
    )
    assert diff(before, grid(*reversed(before.rows))) == ()


def test_rows_of_one_key_are_matched_by_content_and_then_by_order() -> None:
    """Two rows with one key: the equal ones are equal, the others are the same rows in their order."""
    before = grid(("1", "a", None), ("1", "b", None))
    after = grid(("1", "b", None), ("1", "x", None))
    changes = diff(before, after)
    assert [(type(c), c.column, c.old, c.new) for c in changes if isinstance(c, CellChange)] == [
        (CellChange, "A", "a", "x")
    ]
    assert len(changes) == 1
    assert changes[0].row_key[0] == "1"
    assert changes[0].row_key[1].startswith("~")


def test_a_row_whose_blank_key_is_filled_stays_that_row() -> None:
    """Giving an ID to a row that a person pasted is a change of cells, not a lost and a new row."""
    before = grid((None, "a", None), ("2", "b", None), (None, "a", "z"))
    after = grid(("7", "a", 1), ("2", "b", None), ("8", "a", "z"))
    assert diff(before, after) == (
        CellChange("t", ("7",), "ID", None, "7"),
        CellChange("t", ("7",), "B", None, 1),
        CellChange("t", ("8",), "ID", None, "8"),
    )


def test_a_column_that_is_new_or_kept() -> None:
    """A new column's values are changes from blank; KEEP is none."""
    after = Grid(("ID", "A", "B", "C"), [("1", KEEP, 2, "new")])
    assert diff(grid(("1", "a", 2)), after) == (CellChange("t", ("1",), "C", None, "new"),)


def test_a_grid_that_was_written_is_read_through_its_origins() -> None:
    """KEEP, columns that are not named, and rows without a clear key come from where the row says it continues."""
    before = grid((None, "a", "x"), (None, "a", "y"), ("3", "c", "z"))
    after = Grid(("A", "ID"), [(KEEP, KEEP), ("new", KEEP), ("mine", "4")], (2, 1, None))
    found = diff(before, after)
    assert [(type(c), getattr(c, "column", ""), getattr(c, "new", "")) for c in found] == [
        (CellChange, "A", "new"), (RowAdded, "", ""), (RowRemoved, "", ""),
    ]
    assert found[1] == RowAdded("t", ("4",), {"A": "mine", "ID": "4", "B": None}, 2)
    assert found[2] == RowRemoved("t", found[2].row_key, {"ID": None, "A": "a", "B": "x"}, 0)


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        (None, "", True), (1, 1.0, True), (1, True, False), (0, None, False), (0, False, False), (True, True, True),
        ("1", 1, False), ("a\r\nb", "a\nb", True), ("a", "A", False), (0.1 + 0.2, 0.3, True), (1e-9, 2e-9, False),
        (dt.date(2026, 5, 4), dt.datetime(2026, 5, 4), True),
        (dt.datetime(2026, 5, 4, 9, 30), dt.datetime(2026, 5, 4, 9, 30, 0, 1000), True),
        (dt.datetime(2026, 5, 4, 9, 30), dt.date(2026, 5, 4), False),
        (dt.date(2026, 5, 4), "2026-05-04", False), (None, False, False), ("", 0, False),
    ],
)
def test_values_are_equal_whatever_program_saved_them(one: Cell, other: Cell, equal: bool) -> None:
    """Saving with another program must not look like an edit, and an edit must not look like none."""
    assert same(one, other) is equal
    assert same(other, one) is equal


def test_keys_are_compared_as_text() -> None:
    """An ID that a program turned into a number is still that ID."""
    assert key_text(7.0) == key_text(7) == key_text("7") == "7"
    assert key_text(dt.date(2026, 5, 4)) == key_text(dt.datetime(2026, 5, 4))


CELLS = st.one_of(
    st.none(), st.text(max_size=3), st.integers(-3, 3), st.booleans(), st.floats(allow_nan=False),
    st.dates(), st.datetimes().map(lambda stamp: stamp.replace(fold=0)),
)
ROWS = st.lists(st.tuples(st.sampled_from(["1", "2", "3", None, ""]), CELLS, CELLS), max_size=7)


def shape(row: tuple[Cell, ...]) -> tuple[str, ...]:
    """A row so that equal rows are equal, whatever types they are of."""
    return tuple(f"{isinstance(cell, bool)}{key_text(cell)}" for cell in row)


@given(ROWS, ROWS)
def test_no_row_is_lost_or_counted_twice(before: list[tuple[Cell, ...]], after: list[tuple[Cell, ...]]) -> None:
    """Rows after = rows before + added − removed, and what is added or removed is a row that is there."""
    changes = diff(grid(*before), grid(*after))
    added = [c for c in changes if isinstance(c, RowAdded)]
    removed = [c for c in changes if isinstance(c, RowRemoved)]
    assert len(after) == len(before) + len(added) - len(removed)
    new = collections.Counter(shape(tuple(c.values.values())) for c in added)
    gone = collections.Counter(shape(tuple(c.values.values())) for c in removed)
    assert new <= collections.Counter(shape(row) for row in after)
    assert gone <= collections.Counter(shape(row) for row in before)
    assert {c.position for c in added} <= set(range(len(after)))
    assert {c.position for c in removed} <= set(range(len(before)))


@given(ROWS)
def test_a_table_that_did_not_change_has_no_differences(rows: list[tuple[Cell, ...]]) -> None:
    """The same rows, in whatever order, differ in nothing."""
    assert diff(grid(*rows), grid(*rows)) == ()
    assert diff(grid(*rows), grid(*reversed(rows))) == ()


@given(ROWS, ROWS)
def test_a_record_comes_back_as_it_was(before: list[tuple[Cell, ...]], after: list[tuple[Cell, ...]]) -> None:
    """Writing and reading a record keeps every value and its type, and gives the same bytes each time."""
    record = RunRecord(
        action="import",
        when=WHEN,
        files=(("list.csv", "ab"),),
        keys={"t": ("ID",)},
        changes=(*diff(grid(*before), grid(*after)), FillChange("S", "B7", 1, dt.date(2026, 1, 1)),
                 SheetAdded("Brief", "ff"), SheetRemoved("Old")),
        received=(Received("t", ("1",), "list.csv", 3, {"$date": "x", "E-mail": "a@example.com"}),),
        opt_outs=True,
        counts={"leads": 3, "share": 0.5},
        notes=("One.",),
        run=7,
        undoes=6,
        formulas={"t": ("B",)},
    )
    back = decode(encode(record))
    assert back == record
    assert repr(back) == repr(record)
    assert encode(back) == encode(record)
