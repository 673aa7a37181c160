"""Writing a grid over a table of an open workbook: only cells that differ, in as few blocks as possible.

Excel takes what is written as if it were typed. Texts that typing would change therefore go into cells formatted as
text, and every block is read back and compared; what came out otherwise is mended cell by cell or refused.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import xlwings as xw

from leadbook.books.closed.cellrefs import address
from leadbook.books.closed.formulas import translated
from leadbook.books.live.tables import LiveTable
from leadbook.books.live.values import as_cell, block, is_same
from leadbook.books.writegate import Report, admit, edit_would_change
from leadbook.errors import BookError
from leadbook.model import KEEP, Cell, Grid

TEXT, GENERAL, DAY, STAMP = "@", "General", "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss"
GAP = 30
"""Cells between two changes that are written again rather than making one more call to the program."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A rectangle of a table's body that is written: first row and column from 0, and its values."""

    row: int
    column: int
    rows: Sequence[Sequence[Cell]]

    def cells(self) -> dict[tuple[int, int], Cell]:
        """Row and column in the rectangle → value."""
        return {(at, right): value for at, row in enumerate(self.rows) for right, value in enumerate(row)}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a body is to hold.

    Args:
        rows: the values to be; of calculated columns whatever stands there.
        changed: for each column the rows, ascending, in which a value is to be written.
        formulas: (row, column) → formula that moves with its row.
    """

    rows: list[list[Cell]]
    changed: list[list[int]]
    formulas: dict[tuple[int, int], str]


Placed = tuple[Grid, Sequence[int | None], Sequence[int | None]]
"""A grid; for each column its place in the grid's rows, None when the grid leaves it alone; for each row of the grid
the row it continues."""


def wanted(
    table: LiveTable, present: Sequence[Sequence[Cell]], texts: Sequence[Sequence[str]], placed: Placed, report: Report
) -> Wanted:
    """What the body is to hold after a grid was written over it.

    Args:
        present: the values that stand there; texts: the texts one would type, needed where rows are still to move.
        report: told of texts that could not be kept as they are.
    """
    (grid, sources, origins), width = placed, len(table.headers)
    calculated = table.calculated()
    found = Wanted([], [[] for _ in range(width)], {})
    for at in range(max(1, len(grid.rows))):
        line = grid.rows[at] if at < len(grid.rows) else None
        origin = origins[at] if at < len(grid.rows) else None
        old = present[origin] if origin is not None else [None] * width
        row: list[Cell] = list(old)
        for column, source in enumerate(sources):
            if column in calculated:
                continue
            value = KEEP if line is None or source is None else line[source]
            if value is not KEEP:
                row[column] = with_breaks(admit(value, report))
            elif origin is not None and origin != at and texts[origin][column].startswith("="):
                found.formulas[at, column] = _moved(table, texts[origin][column], (origin, column), (at, column))
            if not is_same(row[column], present[at][column] if at < len(present) else None):
                found.changed[column].append(at)
        found.rows.append(row)
    return found


def with_breaks(value: Cell) -> Cell:
    """A text with the one line break that cells of a program have; a carriage return would be read back as that."""
    return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) and "\r" in value else value


def _moved(table: LiveTable, formula: str, old: tuple[int, int], new: tuple[int, int]) -> str:
    """A formula as it reads in another cell of the body."""
    before, after = (address(table.column + column, table.first_row + row) for row, column in (old, new))
    return f"={translated(formula.removeprefix('='), before, after)}"


def stretches(what: Wanted) -> Iterator[Stretch]:
    """The rectangles to write: stretches of changed rows, those of neighbouring columns together."""
    spans = [list(_spans(rows)) for rows in what.changed]
    for column, own in enumerate(spans):
        for first, last in own:
            width = 1
            while column + width < len(spans) and (first, last) in spans[column + width]:
                spans[column + width].remove((first, last))
                width += 1
            rows = [row[column : column + width] for row in what.rows[first : last + 1]]
            yield Stretch(first, column, rows)


def _spans(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last row of each stretch; small gaps are closed."""
    if not rows:
        return
    first = rows[0]
    for one, next_one in pairwise(rows):
        if next_one - one > GAP:
            yield first, one
            first = next_one
    yield first, rows[-1]


def put(cells: xw.Range, rows: Sequence[Sequence[Cell]]) -> None:
    """Write values, each into a cell with a format that lets it stay what it is; `check` looks whether it did."""
    _prepare(cells, rows)
    cells.options(ndim=2).value = [list(row) for row in rows]


def check(cells: xw.Range, wanted: Mapping[tuple[int, int], Cell], where: str) -> None:
    """Read back, and write again by itself what came out otherwise.

    Args:
        wanted: row and column in the rectangle, from 0 → value. where: what an error says of the place.

    Raises:
        BookError: the program would not hold a value as it is.
    """
    present = block(cells)
    for (row, column), value in wanted.items():
        if is_same(value, present[row][column]):
            continue
        cell = cells[row, column]
        _mend(cell, value)
        if not is_same(value, as_cell(cell.options(err_to_str=True).value)):
            raise BookError(
                "A value could not be written as it is.", f"{where}, cell {cell.get_address(False, False)}",
                "Nothing more was written. Set the format of this cell to General, then run again.",
            )  # fmt: skip


def _prepare(cells: xw.Range, rows: Sequence[Sequence[Cell]]) -> None:
    """Give cells the format that lets a text stay a text, and a number or a date be one."""
    for column in range(len(rows[0])):
        values = [row[column] for row in rows]
        risky = [at for at, value in enumerate(values) if isinstance(value, str) and edit_would_change(value)]
        others = [at for at, value in enumerate(values) if value is not None and not isinstance(value, str)]
        if not risky and not others:
            continue
        present = cells[:, column].number_format
        if risky and present != TEXT:
            for first, last in _spans_of_like(risky, values, texts=True):
                cells[first : last + 1, column].number_format = TEXT
        if others and present in (TEXT, None):
            _unset_text(cells[:, column], others, values)


def _spans_of_like(rows: Sequence[int], values: Sequence[Cell], *, texts: bool) -> Iterator[tuple[int, int]]:
    """Stretches of rows; gaps that hold no value of the other kind are closed."""
    first = last = rows[0]
    for row in rows[1:]:
        between = values[last + 1 : row]
        if any(value is not None and isinstance(value, str) != texts for value in between):
            yield first, last
            first = row
        last = row
    yield first, last


def _unset_text(column: xw.Range, rows: Sequence[int], values: Sequence[Cell]) -> None:
    """Take the text format from cells that get a number or a date."""
    for first, last in _spans_of_like(rows, values, texts=False):
        part = column[first : last + 1]
        if part.number_format in (TEXT, None):
            part.number_format = _format_of(values[first])


def _format_of(value: Cell) -> str:
    if isinstance(value, dt.datetime):
        return STAMP
    return DAY if isinstance(value, dt.date) else GENERAL


def _mend(cell: xw.Range, value: Cell) -> None:
    """Write one value again, with everything that makes it stay."""
    if isinstance(value, str):
        cell.number_format = TEXT
        cell.value = f"'{value}"  # the sign that says “text” and is not kept
    else:
        cell.number_format = GENERAL if value is None else _format_of(value)
        cell.value = value
