"""The sheet Cover: the table, and under its reserve the totals, sentences, months ahead, levers and product gaps."""

from __future__ import annotations

from typing import Final

from leadbook.schema.cells import (
    COVER_GAPS,
    COVER_LEVERS,
    COVER_LINE,
    COVER_MONTH_ROWS,
    COVER_MONTHS,
    COVER_SENTENCES,
    COVER_TOTALS,
)
from leadbook.schema.core import Table
from leadbook.template import charts, looks, outlook, tables
from leadbook.template.canvas import Canvas
from leadbook.template.layout import (
    BODY_ROW,
    COVER_BELOW,
    COVER_BLOCK,
    COVER_LINES,
    RESERVE_ROWS,
    SENTENCE_ROWS,
    printed_columns,
    sheet_columns,
)

CHART_HEIGHT: Final = 15.0
BELOW_HEIGHT: Final = 16.5
HEADS: Final = 22.0
"""Height of the rows of the sentences, of those below, and of headings, in points."""
CHART_LEAST: Final = 205.0
"""The chart is at least so high, in points."""
SAYS: Final = (0, 5)
SAYS_SIZE: Final = 11
CHART: Final = 7
"""Columns of the sentences with the size of their type, and the first column of the chart."""
MONTHS: Final = 3
BESIDE: Final = 10
"""First column of the months ahead, and of the product gaps and levers."""
COUNTED: Final = (
    "How it is counted: months add the rows up, so each quota by itself is as sure as its line says (exact chances)."
)


def draw(canvas: Canvas, table: Table) -> None:
    """Draw the sheet; of the reserve only the first row is shown in a new book."""
    headers = [column.header for column in sheet_columns(table)]
    last = printed_columns(table) - 1
    body = tables.draw(canvas, table)
    outlook.chance(canvas, headers, (BODY_ROW - 1, body - 1))
    outlook.shortfall(canvas, headers.index("Short by"), (BODY_ROW - 1, body - 1))
    outlook.money(canvas, headers, (BODY_ROW - 1, body - 1))
    total_row(canvas, RESERVE_ROWS["cover"][1], last + 1, "All reps")
    for key, header in COVER_TOTALS.items():
        style = canvas.looks.style("total", align="right", num_format="#,##0_0")
        canvas.live(f"lb_cover_total_{key}", (RESERVE_ROWS["cover"][1], headers.index(header)), style)
    _sentences(canvas)
    _chart(canvas, last)
    for row in range(COVER_BELOW[0], COVER_BELOW[1]):
        canvas.ws.set_row(row, BELOW_HEIGHT)
    _months(canvas)
    _gaps(canvas, last)
    _levers(canvas, last)
    _lines(canvas)
    hide_reserve(canvas, "cover")
    canvas.ws.print_area(0, 0, COVER_BELOW[1] - 1, last)
    canvas.protect()


def _months(canvas: Canvas) -> None:
    """The months ahead: a plain range, filled by every run; under it how it is counted."""
    top = COVER_BELOW[0] - 1
    canvas.ws.set_row(top, 12)
    styles = canvas.looks
    for number, (part, label) in enumerate(COVER_MONTH_ROWS.items()):
        row, head, bold = top + 1 + number, part == "name", part in ("sure", "short")
        role = "head" if head else "output"
        canvas.merged(row, (0, MONTHS - 1), label, styles.style(role, align="left", indent=1, bold=bold or head))
        for month in range(1, COVER_MONTHS + 1):
            style = styles.style(role, align="right", bold=bold or head, num_format="#,##0_0")
            canvas.text(f"lb_cover_month_{month}_{part}", (row, MONTHS - 1 + month), "", style)
    row = top + 1 + len(COVER_MONTH_ROWS)
    note = styles.style("note", font_size=9, text_wrap=False)
    canvas.merged(row, (0, MONTHS - 1 + COVER_MONTHS), COUNTED, note)
    _red(canvas, (top + 1 + list(COVER_MONTH_ROWS).index("short"), MONTHS, MONTHS - 1 + COVER_MONTHS))


def _red(canvas: Canvas, place: tuple[int, int, int]) -> None:
    """What is short is red; the row says the word."""
    row, first, last = place
    style = canvas.book.add_format({"font_color": looks.RED})
    rule = {"type": "cell", "criteria": ">", "value": 0, "format": style}
    canvas.ws.conditional_format(row, first, row, last, rule)


def _gaps(canvas: Canvas, last: int) -> None:
    """Beside the months: products with leads and no rep, and on quota without leads."""
    top = COVER_BELOW[0]
    style = canvas.looks.style("head", align="left", indent=1)
    canvas.merged(top, (BESIDE, last), "Products that lack a rep or a lead", style)
    for number in range(1, COVER_GAPS + 1):
        plain = canvas.looks.style("output", align="left", indent=1)
        canvas.merged(top + number, (BESIDE, last), "", plain)
        canvas.text(f"lb_cover_gap_{number}", (top + number, BESIDE), "", plain)


def _levers(canvas: Canvas, last: int) -> None:
    """Under the gaps: what would help, each by itself, in money towards the quotas of the table."""
    top = COVER_BELOW[0] + COVER_GAPS + 1
    head = canvas.looks.style("head", align="left", indent=1)
    canvas.merged(top, (BESIDE, last - 1), "What would help, each by itself: more towards these quotas", head)
    canvas.ws.write_blank(top, last, None, canvas.looks.style("head"))
    plain = canvas.looks.style("output", align="left", indent=1)
    money = canvas.looks.style("output", align="right", num_format="#,##0_0")
    for row, (key, label) in enumerate(COVER_LEVERS.items(), top + 1):
        canvas.merged(row, (BESIDE, last - 1), label, plain)
        canvas.text(f"lb_cover_lever_{key}", (row, last), "", money)
    end = top + len(COVER_LEVERS)
    tables.currency(canvas, (top + 1, last, end, last))
    style = canvas.looks.style("note", font_size=9, valign="vcenter", text_wrap=False)
    canvas.merged(end + 1, (BESIDE, last), "", style)
    canvas.text("lb_cover_lever_says", (end + 1, BESIDE), "", style)


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
    canvas.ws.set_row(top + 1, HEADS)
    style = canvas.looks.style("sentence", font_size=SAYS_SIZE)
    for number in range(1, COVER_SENTENCES + 1):
        row = top + 2 + (number - 1) * SENTENCE_ROWS
        canvas.ws.merge_range(row, 0, row + SENTENCE_ROWS - 1, SAYS[1], "", style)
        text = "Fill Reps and Quotas, then run Allocate: the answer stands here." if number == 1 else ""
        canvas.text(f"lb_cover_says_{number}", (row, 0), text, style)
    for row in range(top + 2, COVER_BLOCK[1]):
        canvas.ws.set_row(row, CHART_HEIGHT)


def _chart(canvas: Canvas, last: int) -> None:
    """The months ahead: a band of the leads that are needed, and the leads given or expected."""
    top = COVER_BLOCK[0] - 1
    canvas.heading(top + 1, (CHART, last), "The months ahead: qualified leads needed, and given or expected")
    first, end = COVER_LINES

    def column(part: str) -> str:
        letter = chr(ord("A") + COVER_LINE.index(part))
        return f"=Cover!${letter}${first}:${letter}${end}"

    charts.band(
        canvas,
        charts.Band(
            categories=column("name"), low=column("half"), height=column("band"), inside=column("sure"),
            across=column("have"),
        ),
        ("Needed: 50 to 90 % sure", "80 % sure", "Given or expected"),
        charts.Block(
            rows=(top + 2, COVER_BLOCK[1] - 1), columns=(CHART, last), row_height=CHART_HEIGHT,
            description="By month: a band of the qualified leads needed to be 50 to 90 per cent sure of every quota, "
            "a dashed line for 80 per cent, and the leads given or expected from campaigns",
        ),
    )  # fmt: skip


def _lines(canvas: Canvas) -> None:
    """The numbers behind the chart, below what is printed; one row each, so that rows not used leave the chart."""
    top = COVER_LINES[0] - 2
    quiet = canvas.looks.plain(font_color=looks.MUTED, font_size=9)
    labels = ("Behind the chart", "For 50 % sure", "More for 90 %", "For 80 % sure", "Given and expected")
    for at, label in enumerate(labels):
        canvas.ws.write_string(top, at, label, quiet)
        for month in range(1, COVER_MONTHS + 1):
            canvas.text(f"lb_cover_line_{month}_{COVER_LINE[at]}", (top + month, at), "", quiet)


def hide_reserve(canvas: Canvas, key: str) -> None:
    """Hide the rows that the table does not use yet."""
    for row in range(BODY_ROW, RESERVE_ROWS[key][1]):
        canvas.ws.set_row(row, None, None, {"hidden": True})
