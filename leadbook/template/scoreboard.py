"""The sheet Scoreboard: one table in groups, with the shortfall of the promise in the colour of what it says."""

from __future__ import annotations

from typing import Final

from leadbook.schema.core import Table
from leadbook.template import looks, tables
from leadbook.template.canvas import Canvas
from leadbook.template.kinds import NUMBER_FORMATS
from leadbook.template.layout import BODY_ROW, HEAD_ROW, sheet_columns

GROUPS: Final = ("quota", "leads_for_quota", "expected", "note", "commission_cap")
"""First column of each group after the promise: money, leads, what a tenth more would bring, words, the cap."""


def draw(canvas: Canvas, table: Table) -> None:
    """Draw the sheet; its rows are written by the runs that share or count leads."""
    body = tables.draw(canvas, table)
    columns = sheet_columns(table)
    keys = [column.key for column in columns]
    at = keys.index("short_of_promise")
    for criteria, tone in (
        ({"criteria": "=", "value": '""'}, None),
        ({"criteria": ">", "value": 0}, looks.OPEN),
        ({"criteria": "=", "value": 0}, looks.GOOD),
    ):
        style = canvas.looks.state(tone) if tone else None
        rule = {"type": "cell", **criteria, "stop_if_true": tone is None, "format": style}
        canvas.ws.conditional_format(BODY_ROW - 1, at, body - 1, at, rule)
    for key in GROUPS:
        _line_before(canvas, keys.index(key), table)
    canvas.protect()


def _line_before(canvas: Canvas, at: int, table: Table) -> None:
    """A thin line at the left of a column, from its header down."""
    column = sheet_columns(table)[at]
    line: dict[str, object] = {"left": 1, "left_color": looks.STEEL}
    is_number = column.kind in NUMBER_FORMATS
    head = canvas.looks.style("head", align="right" if is_number else "left", indent=1, valign="vcenter", **line)
    canvas.ws.write_string(HEAD_ROW - 1, at, column.header, head)
    number: dict[str, object] = {"num_format": NUMBER_FORMATS[column.kind], "align": "right"} if is_number else {
        "align": "left", "indent": 1, "text_wrap": True,
    }  # fmt: skip
    canvas.ws.write_blank(BODY_ROW - 1, at, None, canvas.looks.style("output", **number, **line))
