"""The sheet Cover: the table, and under its reserve the totals, three sentences and the chart."""

from __future__ import annotations

from typing import Final

from xlsxwriter.utility import xl_col_to_name

from leadbook.schema.cells import COVER_GAPS, COVER_MONTH_ROWS, COVER_MONTHS, COVER_TOTALS, CURRENCY, SENTENCES
from leadbook.schema.core import Table
from leadbook.template import charts, looks, tables
from leadbook.template.canvas import Canvas
from leadbook.template.kinds import SIGNS
from leadbook.template.layout import (
    BODY_ROW,
    CHART_TABLE_ROWS,
    COVER_BELOW,
    COVER_BLOCK,
    HEAD_ROW,
    RESERVE_ROWS,
    sheet_columns,
)

CHART_HEIGHT: Final = 21.0
BELOW_HEIGHT: Final = 19.0
SENTENCE_ROWS: Final = 4
"""Sheet rows each sentence spans, beside the chart."""
SAYS: Final = (0, 5)
CHART: Final = 7
"""Columns of the sentences, and the first of the chart."""
MONTHS: Final = 3
GAPS: Final = 10
"""First column of the months ahead, and of the lines on products."""


def draw(canvas: Canvas, table: Table) -> None:
    """Draw the sheet; of the reserve only the first row is shown in a new book."""
    headers = [column.header for column in sheet_columns(table)]
    body = tables.draw(canvas, table)
    _chance(canvas, headers, body)
    _money(canvas, headers, body)
    total_row(canvas, RESERVE_ROWS["cover"][1], len(headers), "All reps")
    for key, header in COVER_TOTALS.items():
        style = canvas.looks.style("total", align="right", num_format="#,##0_0")
        canvas.live(f"lb_cover_total_{key}", (RESERVE_ROWS["cover"][1], headers.index(header)), style)
    _sentences(canvas)
    _chart(canvas, headers)
    _months(canvas)
    _gaps(canvas, len(headers) - 1)
    hide_reserve(canvas, "cover")
    canvas.ws.print_area(0, 0, COVER_BELOW[1] - 1, len(headers) - 1)
    canvas.protect()


def _chance(canvas: Canvas, headers: list[str], body: int) -> None:
    """Solid bars on a scale from 0 to 1 under the chance; the shortfall in the colour of its weight."""
    chance, short = headers.index("Chance with what they have"), headers.index("Short by")
    canvas.ws.conditional_format(
        BODY_ROW - 1, chance, body - 1, chance,
        {
            "type": "data_bar", "bar_color": looks.BAR, "bar_solid": True, "bar_no_border": True,
            "min_type": "num", "max_type": "num", "min_value": 0, "max_value": 1, "data_bar_2010": True,
        },
    )  # fmt: skip
    for criteria, tone in (
        ({"criteria": "=", "value": '""'}, None),
        ({"criteria": ">=", "value": 10}, looks.BAD),
        ({"criteria": ">", "value": 0}, looks.OPEN),
        ({"criteria": "=", "value": 0}, looks.GOOD),
    ):
        style = canvas.looks.state(tone) if tone else None
        rule = {"type": "cell", **criteria, "stop_if_true": tone is None, "format": style}
        canvas.ws.conditional_format(BODY_ROW - 1, short, body - 1, short, rule)


def _money(canvas: Canvas, headers: list[str], body: int) -> None:
    """The sign of the currency where a quota is money; what is units has none."""
    unit = xl_col_to_name(headers.index("Unit"))
    for header in ("Quota", "Booked", "Pipeline", "Gap", "Average deal"):
        at = headers.index(header)
        for code, shown in SIGNS.items():
            style = canvas.book.add_format({"num_format": shown})
            when = f'=AND(${unit}{BODY_ROW}="money",{CURRENCY}="{code}")'
            rule = {"type": "formula", "criteria": when, "format": style}
            canvas.ws.conditional_format(BODY_ROW - 1, at, body - 1, at, rule)


def _months(canvas: Canvas) -> None:
    """The months ahead: a plain range, filled by every run."""
    top = COVER_BELOW[0] - 1
    canvas.ws.set_row(top, 12)
    styles = canvas.looks
    for number, (part, label) in enumerate(COVER_MONTH_ROWS.items()):
        row, head, bold = top + 1 + number, part == "name", part in ("sure", "short")
        role = "head" if head else "output"
        canvas.ws.set_row(row, 24 if head else BELOW_HEIGHT)
        left = styles.style(role, align="left", indent=1, bold=bold or head)
        canvas.merged(row, (0, MONTHS - 1), label, left)
        for month in range(1, COVER_MONTHS + 1):
            style = styles.style(role, align="right", indent=1, bold=bold or head, num_format="#,##0_0")
            canvas.text(f"lb_cover_month_{month}_{part}", (row, MONTHS - 1 + month), "", style)


def _gaps(canvas: Canvas, last: int) -> None:
    """Beside the months: products with leads and no rep, and on quota without leads."""
    top = COVER_BELOW[0]
    style = canvas.looks.style("head", align="left", indent=1)
    canvas.merged(top, (GAPS, last), "Products that lack a rep or a lead", style)
    for number in range(1, COVER_GAPS + 1):
        plain = canvas.looks.style("output", align="left", indent=1)
        canvas.merged(top + number, (GAPS, last), "", plain)
        canvas.text(f"lb_cover_gap_{number}", (top + number, GAPS), "", plain)


def total_row(canvas: Canvas, row: int, columns: int, label: str) -> None:
    """A line of totals under the reserve, outside the table."""
    style = canvas.looks.style("total", indent=1)
    for at in range(1, columns):
        canvas.ws.write_blank(row, at, None, canvas.looks.style("total"))
    canvas.ws.write_string(row, 0, label, style)
    canvas.ws.set_row(row, 23)


def _sentences(canvas: Canvas) -> None:
    top = COVER_BLOCK[0] - 1
    canvas.ws.set_row(top, 12)
    canvas.heading(top + 1, SAYS, "What this says")
    canvas.ws.set_row(top + 1, 24)
    style = canvas.looks.style("sentence")
    for number in range(1, SENTENCES + 1):
        row = top + 2 + (number - 1) * SENTENCE_ROWS
        canvas.ws.merge_range(row, 0, row + SENTENCE_ROWS - 1, SAYS[1], "", style)
        text = "Fill Reps and Quotas, then run Allocate: the answer stands here." if number == 1 else ""
        canvas.text(f"lb_cover_says_{number}", (row, 0), text, style)
    for row in range(top + 2, COVER_BLOCK[1]):
        canvas.ws.set_row(row, CHART_HEIGHT)


def _chart(canvas: Canvas, headers: list[str]) -> None:
    """Leads needed to be 80 % sure beside leads given, for the rows with the largest shortfall."""
    top = COVER_BLOCK[0] - 1
    canvas.heading(top + 1, (CHART, len(headers) - 1), "Leads needed to be 80 % sure, and given: the largest gaps")
    end = BODY_ROW + CHART_TABLE_ROWS - 1

    def column(header: str) -> str:
        letter = chr(ord("A") + headers.index(header))
        return f"=Cover!${letter}${BODY_ROW}:${letter}${end}"

    letter = _labels(canvas, len(headers) + 1)
    names = f"=Cover!${letter}${BODY_ROW}:${letter}${end}"
    charts.bars(
        canvas,
        (
            charts.Series(name="For 80 % sure", categories=names, values=column("For 80 % sure"), colour=looks.STEEL),
            charts.Series(name="Given", categories=names, values=column("Given"), colour=looks.TEAL),
        ),
        charts.Block(
            rows=(top + 2, COVER_BLOCK[1] - 1), columns=(CHART, len(headers) - 1), row_height=CHART_HEIGHT,
            description="Bars by rep and product: leads needed to be 80 per cent sure of quota, and leads given",
        ),
    )  # fmt: skip


def _labels(canvas: Canvas, at: int) -> str:
    """“Rep, Product” beside the printed columns, for the chart; returns the letter of the column."""
    quiet = canvas.looks.plain(font_color=looks.MUTED, font_size=9)
    canvas.ws.set_column(at, at, 26)
    canvas.ws.write_string(HEAD_ROW - 1, at, "Names in the chart", quiet)
    for number in range(1, CHART_TABLE_ROWS + 1):
        canvas.live(f"lb_cover_chart_{number}", (BODY_ROW - 2 + number, at), quiet, "")
    return str(xl_col_to_name(at))


def hide_reserve(canvas: Canvas, key: str) -> None:
    """Hide the rows that the table does not use yet."""
    for row in range(BODY_ROW, RESERVE_ROWS[key][1]):
        canvas.ws.set_row(row, None, None, {"hidden": True})
