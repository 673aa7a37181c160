"""Blocks of values that Calc's own Undo takes back whole.

Calc records a block of values so that its Undo brings back what stood in filled cells and leaves the new value in cells
that were blank. Whatever fills a blank cell by filling down, or as a single text, is taken away again; so blank cells
get a placeholder that way first, and the block is set over it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from leadbook.books.calc.structs import enum

if TYPE_CHECKING:
    from leadbook.books.calc.ranges import Range

_PLACEHOLDER = "-"
_FEW = 4
"""Cells up to which one call for each is cheaper than a row of calls and a fill."""

Place = tuple[int, int]
"""Row and column in the block, from 0."""


def hold_blanks(cells: Range, new: Sequence[Sequence[Any]]) -> None:
    """Put a placeholder into blank cells that get a value, so that Undo makes them blank again.

    Filling down takes the format along, so it is done within cells of one format only.

    Args:
        new: what is to be set, "" for blank.
    """
    due = {
        (down, right)
        for down, (row, old) in enumerate(zip(new, cells.native.getDataArray(), strict=True))
        for right, (value, before) in enumerate(zip(row, old, strict=True))
        if value != "" and before == ""
    }
    if len(due) <= _FEW:
        _type(cells, due)
        return
    top, left = cells.row - 1, cells.column - 1
    groups = cells.native.getUniqueCellFormatRanges()
    for at in range(groups.Count):
        for area in groups.getByIndex(at).RangeAddresses:
            rows = range(area.StartRow - top, area.EndRow - top + 1)
            columns = range(area.StartColumn - left, area.EndColumn - left + 1)
            _hold(cells, rows, columns, due)


def _hold(cells: Range, rows: range, columns: range, due: set[Place]) -> None:
    """The same in a rectangle of one format."""
    mine = {place for place in due if place[0] in rows and place[1] in columns}
    if len(mine) <= _FEW + len(columns):
        _type(cells, mine)
        return
    _type(cells, {(rows[0], column) for column in columns})
    part = cells.native.getCellRangeByPosition(columns[0], rows[0], columns[-1], rows[-1])
    part.fillAuto(enum("sheet.FillDirection", "TO_BOTTOM"), 1)


def _type(cells: Range, places: set[Place]) -> None:
    for down, right in sorted(places):
        cells.native.getCellByPosition(right, down).setString(_PLACEHOLDER)
