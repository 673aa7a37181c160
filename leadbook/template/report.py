"""The sheet Report: the table, and under its reserve the totals, three sentences and three charts."""

from __future__ import annotations

from leadbook.schema.cells import CHART_ROWS, REPORT_TOTALS, SENTENCES
from leadbook.schema.core import Table
from leadbook.template import tables
from leadbook.template.canvas import Canvas
from leadbook.template.cover import hide_reserve
from leadbook.template.layout import RESERVE_ROWS, sheet_columns


def draw(canvas: Canvas, table: Table) -> None:
    """Draw the sheet; of the reserve only the first row is shown in a new book."""
    tables.draw(canvas, table)
    row = RESERVE_ROWS["report"][1]
    headers = [column.header for column in sheet_columns(table)]
    for key, header in REPORT_TOTALS.items():
        canvas.live(f"lb_report_total_{key}", (row, headers.index(header)), canvas.looks.style("total"))
    for number in range(1, SENTENCES + 1):
        canvas.text(f"lb_report_says_{number}", (row + 2 + number, 0), "", canvas.looks.style("sentence"))
    for at, chart in enumerate(("cost", "lost")):
        for number in range(1, CHART_ROWS + 1):
            for step, part in enumerate(("name", "value")):
                place = (row + 8 + number, 2 * at + step)
                canvas.text(f"lb_report_{chart}_{number}_{part}", place, "", canvas.looks.plain())
    hide_reserve(canvas, "report")
    canvas.protect()
