"""The sheet Scoreboard: one table, with the shortfall of the promise in the colour of what it says."""

from __future__ import annotations

from leadbook.schema.core import Table
from leadbook.template import looks, tables
from leadbook.template.canvas import Canvas
from leadbook.template.layout import BODY_ROW, sheet_columns


def draw(canvas: Canvas, table: Table) -> None:
    """Draw the sheet; its rows are written by the runs that share or count leads."""
    body = tables.draw(canvas, table)
    at = [column.key for column in sheet_columns(table)].index("short_of_promise")
    for criteria, tone in (
        ({"criteria": "=", "value": '""'}, None),
        ({"criteria": ">", "value": 0}, looks.OPEN),
        ({"criteria": "=", "value": 0}, looks.GOOD),
    ):
        style = canvas.looks.state(tone) if tone else None
        rule = {"type": "cell", **criteria, "stop_if_true": tone is None, "format": style}
        canvas.ws.conditional_format(BODY_ROW - 1, at, body - 1, at, rule)
    canvas.protect()
