"""The sheet Report: the table, and under its reserve the totals, three sentences and three charts."""

from __future__ import annotations

from typing import Final

from leadbook.schema.cells import CHART_ROWS, REPORT_RATIOS, REPORT_TOTALS, SENTENCES
from leadbook.schema.core import Kind, Table
from leadbook.template import charts, looks, tables
from leadbook.template.canvas import Canvas
from leadbook.template.cover import hide_reserve, total_row
from leadbook.template.layout import HEAD_ROW, REPORT_BLOCK, REPORT_CHART_ROWS, RESERVE_ROWS, sheet_columns

CHART_HEIGHT: Final = 26.0
BLOCKS: Final = {"funnel": (0, 3), "cost": (5, 9), "lost": (11, 14)}
TITLES: Final = {
    "funnel": "From qualified to sold", "cost": "Cost per qualified lead", "lost": "Why leads were lost",
}  # fmt: skip


def draw(canvas: Canvas, table: Table) -> None:
    """Draw the sheet; of the reserve only the first row is shown in a new book."""
    headers = [column.header for column in sheet_columns(table)]
    tables.draw(canvas, table)
    total = RESERVE_ROWS["report"][1]
    total_row(canvas, total, len(headers), "All campaigns")
    for key, header in REPORT_TOTALS.items():
        style = canvas.looks.style("total", align="right", num_format="#,##0_0")
        canvas.live(f"lb_report_total_{key}", (total, headers.index(header)), style)
    for key, header in REPORT_RATIOS.items():
        number = "0%_0" if key == "qualified_share" else "#,##0_0"
        style = canvas.looks.style("total", align="right", num_format=number)
        canvas.live(f"lb_report_total_{key}", (total, headers.index(header)), style, "")
    for column in sheet_columns(table):
        if column.kind is Kind.MONEY:
            at = headers.index(column.header)
            tables.currency(canvas, (total, at, total, at))
    _sentences(canvas, len(headers))
    _numbers(canvas)
    _charts(canvas, headers)
    hide_reserve(canvas, "report")
    canvas.ws.print_area(0, 0, REPORT_BLOCK[1] - 1, len(headers) - 1)
    canvas.protect()


def _sentences(canvas: Canvas, columns: int) -> None:
    row = REPORT_BLOCK[0] - 1
    canvas.ws.set_row(row, 10)
    style = canvas.looks.style("sentence", bottom=0)
    for number in range(1, SENTENCES + 1):
        canvas.ws.merge_range(row + number, 0, row + number, columns - 1, "", style)
        text = "Import a list, then run Report: what became of it stands here." if number == 1 else ""
        canvas.text(f"lb_report_says_{number}", (row + number, 0), text, style)
        canvas.ws.set_row(row + number, 25)
    canvas.ws.set_row(row + SENTENCES + 1, 8)
    for key, (first, last) in BLOCKS.items():
        canvas.heading(row + SENTENCES + 2, (first, last), TITLES[key])
    canvas.ws.set_row(row + SENTENCES + 2, 24)
    for chart_row in range(row + SENTENCES + 3, REPORT_BLOCK[1]):
        canvas.ws.set_row(chart_row, CHART_HEIGHT)


def _numbers(canvas: Canvas) -> None:
    """The figures behind two charts, one row each, so that rows not used can be hidden and leave the chart."""
    first = REPORT_CHART_ROWS["cost"][0] - 1
    canvas.heading(first - 1, (0, 3), "Numbers behind the charts")
    canvas.ws.set_row(first - 1, 30)
    name = canvas.looks.style("output", indent=1)
    for chart, (top, _) in REPORT_CHART_ROWS.items():
        for number in range(1, CHART_ROWS + 1):
            row = top - 2 + number
            canvas.ws.write_string(row, 0, "Cost" if chart == "cost" else "Lost", name)
            canvas.text(f"lb_report_{chart}_{number}_name", (row, 1), "", name)
            value = canvas.looks.style("output", align="right", num_format="#,##0_0")
            canvas.text(f"lb_report_{chart}_{number}_value", (row, 2), "", value)
        if chart == "cost":
            tables.currency(canvas, (top - 1, 2, top - 2 + CHART_ROWS, 2))


def _charts(canvas: Canvas, headers: list[str]) -> None:
    top = REPORT_BLOCK[0] + SENTENCES + 2
    total = RESERVE_ROWS["report"][1] + 1
    qualified, given, sold = (chr(ord("A") + headers.index(h)) for h in ("Qualified", "Given", "Sold"))

    def across(row: int) -> str:
        return f"=(Report!${qualified}${row},Report!${given}${row}:${sold}${row})"

    def down(chart: str, letter: str) -> str:
        first, last = REPORT_CHART_ROWS[chart]
        return f"=Report!${letter}${first}:${letter}${last}"

    what = {
        "funnel": (across(HEAD_ROW), across(total), looks.NAVY, "Bars of all leads: qualified, given, called, "
                   "meeting, sold"),
        "cost": (down("cost", "B"), down("cost", "C"), looks.TEAL, "Bars of the cost of a qualified lead, by campaign"),
        "lost": (down("lost", "B"), down("lost", "C"), looks.STEEL, "Bars of the reasons why leads were lost"),
    }  # fmt: skip
    for key, (names, values, colour, description) in what.items():
        bars = charts.Series(name=TITLES[key], categories=names, values=values, colour=colour, figures=key != "cost")
        charts.bars(
            canvas,
            (bars,),
            charts.Block(
                rows=(top, REPORT_BLOCK[1] - 1), columns=BLOCKS[key], row_height=CHART_HEIGHT, description=description
            ),
        )
