"""Row heights of the tables a run writes: sentences wrap, and no program fits the rows of a closed file."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from leadbook.model import KEEP, Grid
from leadbook.schema import frames
from leadbook.schema.core import Kind, Table
from leadbook.template.heights import body_heights

MOST_ROWS = 20_000
"""Rows fitted in one run; beyond it a sheet is read by filter, and the rows keep the height of one line."""

WRAPPED = (Kind.TEXT, Kind.LIST)


def heights(table: Table, grid: Grid, frame: pd.DataFrame, first_row: int) -> dict[int, float]:
    """Sheet row → height in points for the rows that changed or moved, by the text of the printed columns."""
    rows = _touched(grid)
    if not rows or len(rows) > MOST_ROWS:
        return {}
    columns = [column for column in table.columns if column.printed and column.kind in WRAPPED]
    cells = [frames.to_cells(column, frame[column.key].iloc[rows]) for column in columns]
    found = body_heights(table, [column.header for column in columns], zip(*cells, strict=True), 0)
    return {first_row + row: found[at] for at, row in enumerate(rows)}


def _touched(grid: Grid) -> list[int]:
    """Positions of the rows that were written, or stand elsewhere than before."""
    origins: Sequence[int | None] = grid.origins or range(len(grid.rows))
    return [
        at for at, (row, origin) in enumerate(zip(grid.rows, origins, strict=True))
        if origin != at or any(cell is not KEEP for cell in row)
    ]  # fmt: skip
