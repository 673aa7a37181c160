"""Row heights for the body of a table: as high as its longest wrapped text, with air."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from leadbook.model import Cell
from leadbook.schema.core import Column, Table
from leadbook.template.kinds import BOLD, NUMBER_FORMATS
from leadbook.template.layout import BODY_ROW
from leadbook.template.metrics import column_pixels, text_height

LEAST: Final = 21.0
MOST: Final = 120.0
"""A cell with a page of text does not push the next row off the screen; it is read in the formula bar."""

AIR: Final = 7.0


def body_heights(
    table: Table, headers: Sequence[str], rows: Iterable[Sequence[Cell]], first_row: int = BODY_ROW
) -> dict[int, float]:
    """Sheet row (from 1) → height in points, for `SheetFill.heights`.

    Args:
        headers: headers of the values of a row; those the schema does not know are left out.
        rows: the body of the table.
        first_row: sheet row of the first body row (`TableInfo.first_row`).
    """
    known: Mapping[str, Column] = {column.header: column for column in table.columns}
    wrapped = [
        (at, column_pixels(known[header].width) - 14, known[header].key in BOLD) for at, header in enumerate(headers)
        if header in known and known[header].kind not in NUMBER_FORMATS
    ]  # fmt: skip
    return {row: _height(values, wrapped) for row, values in enumerate(rows, first_row)}


def _height(values: Sequence[Cell], wrapped: Sequence[tuple[int, int, bool]]) -> float:
    """Height of one row; `wrapped` has position, pixels and weight of the columns that count."""
    needed = LEAST
    for at, room, bold in wrapped:
        value = values[at]
        if isinstance(value, str) and value:
            needed = max(needed, text_height(value, room, 11, bold=bold, pad=AIR))
    return min(needed, MOST)
