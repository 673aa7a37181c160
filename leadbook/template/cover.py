"""The sheet Cover: the table, and under its reserve the totals, three sentences and the chart."""

from __future__ import annotations

from leadbook.schema.cells import COVER_TOTALS, SENTENCES
from leadbook.schema.core import Table
from leadbook.template import tables
from leadbook.template.canvas import Canvas
from leadbook.template.layout import BODY_ROW, RESERVE_ROWS, sheet_columns


def draw(canvas: Canvas, table: Table) -> None:
    """Draw the sheet; of the reserve only the first row is shown in a new book."""
    tables.draw(canvas, table)
    row = RESERVE_ROWS["cover"][1]
    headers = [column.header for column in sheet_columns(table)]
    for key, header in COVER_TOTALS.items():
        canvas.live(f"lb_cover_total_{key}", (row, headers.index(header)), canvas.looks.style("total"))
    for number in range(1, SENTENCES + 1):
        canvas.text(f"lb_cover_says_{number}", (row + 2 + number, 0), "", canvas.looks.style("sentence"))
    hide_reserve(canvas, "cover")
    canvas.protect()


def hide_reserve(canvas: Canvas, key: str) -> None:
    """Hide the rows that the table does not use yet."""
    for row in range(BODY_ROW, RESERVE_ROWS[key][1]):
        canvas.ws.set_row(row, None, None, {"hidden": True})
