"""Plain values that move between a workbook and the layers above it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum


class _Keep(Enum):
    """The type of `KEEP`, an enum so that type checkers can tell it from a value."""

    KEEP = "KEEP"

    def __repr__(self) -> str:
        return "KEEP"


KEEP = _Keep.KEEP
"""In a grid that is written: leave this cell as it is (value, formula, format, everything)."""


Cell = str | float | int | bool | dt.date | dt.datetime | None
"""What a cell can hold. Blank is None. Dates are local dates; a datetime has no zone."""


GridCell = Cell | _Keep


@dataclass(frozen=True, slots=True)
class Grid:
    """The body of one table as plain values.

    Args:
        headers: names of the columns, in the order of the values of a row.
        rows: one sequence of values per row, as long as `headers`.
        origins: for a grid that is written: for each row the position (from 0) of the row of the present
            table it continues, or None for a new row. Cells in columns that the grid does not name, and
            cells that are `KEEP`, are carried along from there. Without it, row i continues row i.
    """

    headers: tuple[str, ...]
    rows: Sequence[Sequence[GridCell]]
    origins: Sequence[int | None] | None = None
