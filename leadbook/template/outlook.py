"""The sheets Forecast and Plan, and how chances, shortfalls and quotas look on them and on Cover."""

from __future__ import annotations

from xlsxwriter.utility import xl_col_to_name

from leadbook.schema.core import Table
from leadbook.schema.names import CURRENCY
from leadbook.template import looks, tables
from leadbook.template.canvas import Canvas
from leadbook.template.kinds import SIGNS
from leadbook.template.layout import BODY_ROW, sheet_columns

_MONEY = ("Quota", "Booked", "Pipeline", "Gap", "Average deal")


def draw_forecast(canvas: Canvas, table: Table) -> None:
    """Draw the sheet Forecast."""
    headers = [column.header for column in sheet_columns(table)]
    rows = (BODY_ROW - 1, tables.draw(canvas, table) - 1)
    chance(canvas, headers, rows)
    shortfall(canvas, headers.index("Short of 80 %"), rows)
    money(canvas, headers, rows)
    canvas.protect()


def draw_plan(canvas: Canvas, table: Table) -> None:
    """Draw the sheet Plan."""
    headers = [column.header for column in sheet_columns(table)]
    rows = (BODY_ROW - 1, tables.draw(canvas, table) - 1)
    shortfall(canvas, headers.index("Short"), rows)
    canvas.protect()


def chance(canvas: Canvas, headers: list[str], rows: tuple[int, int]) -> None:
    """Solid bars on a scale from 0 to 1 under the chance, in a body from one row to another (from 0)."""
    at = headers.index("Chance with what they have")
    canvas.ws.conditional_format(
        rows[0], at, rows[1], at,
        {
            "type": "data_bar", "bar_color": looks.BAR, "bar_solid": True, "bar_no_border": True,
            "min_type": "num", "max_type": "num", "min_value": 0, "max_value": 1, "data_bar_2010": True,
        },
    )  # fmt: skip


def shortfall(canvas: Canvas, at: int, rows: tuple[int, int]) -> None:
    """The shortfall in the colour of its weight."""
    for criteria, tone in (
        ({"criteria": "=", "value": '""'}, None),
        ({"criteria": ">=", "value": 10}, looks.BAD),
        ({"criteria": ">", "value": 0}, looks.OPEN),
        ({"criteria": "=", "value": 0}, looks.GOOD),
    ):
        style = canvas.looks.state(tone) if tone else None
        rule = {"type": "cell", **criteria, "stop_if_true": tone is None, "format": style}
        canvas.ws.conditional_format(rows[0], at, rows[1], at, rule)


def money(canvas: Canvas, headers: list[str], rows: tuple[int, int]) -> None:
    """The sign of the currency where a quota is money; what is units has none."""
    unit = xl_col_to_name(headers.index("Unit"))
    for header in _MONEY:
        at = headers.index(header)
        for code, shown in SIGNS.items():
            style = canvas.book.add_format({"num_format": shown})
            when = f'=AND(${unit}{rows[0] + 1}="money",{CURRENCY}="{code}")'
            rule = {"type": "formula", "criteria": when, "format": style}
            canvas.ws.conditional_format(rows[0], at, rows[1], at, rule)
