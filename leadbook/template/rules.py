"""The sheet Rules: the Lead Management Rules on one printed page, both sides measured."""

from __future__ import annotations

from typing import Final

from leadbook.schema.core import Table
from leadbook.template import looks, tables
from leadbook.template.canvas import Canvas
from leadbook.template.layout import BODY_ROW, RESERVE_ROWS

DEFINITION: Final = (
    "Somebody who raised a hand in their own words, can be reached by phone and by an e-mail that checks, has a need, "
    "and shows none of: competitor, student, supplier, press, job seeker, no money, no decision, no time. When they "
    "buy, what for and who decides ranks a lead; what is missing is asked for."
)
SIGNED: Final = ("In force since", "For marketing", "For sales")


def draw(canvas: Canvas, table: Table) -> None:
    """Draw the sheet; only the yellow cells can be changed. The table can grow: what stands below keeps off it."""
    last, width = tables.draw(canvas, table), len(table.columns) - 1
    _rows(canvas, last)
    end = RESERVE_ROWS["rules"][1]
    for row in range(last, end):
        canvas.ws.set_row(row, None, None, {"hidden": True})
    row = end + 1
    canvas.ws.set_row(row - 1, 14)
    canvas.heading(row, (0, width), "What a lead is")
    canvas.ws.set_row(row, 24)
    canvas.merged(row + 1, (0, width), DEFINITION, canvas.looks.style("sentence", bottom=0))
    canvas.ws.set_row(row + 1, canvas.height(DEFINITION, (0, width), 12, pad=16))
    note, blank = canvas.looks.style("note", valign="bottom"), canvas.looks.style("input", text_wrap=True, indent=1)
    for at, (span, label) in enumerate(zip(((0, 0), (1, 3), (4, 6)), SIGNED, strict=True)):
        canvas.merged(row + 2, span, label, note)
        if span[0] == span[1]:
            canvas.ws.write_blank(row + 3, at, None, blank)
        else:
            canvas.ws.merge_range(row + 3, span[0], row + 3, span[1], "", blank)
    canvas.ws.set_row(row + 2, 20)
    canvas.ws.set_row(row + 3, 24)
    canvas.ws.print_area(0, 0, row + 3, width)
    canvas.ws.fit_to_pages(1, 1)
    canvas.protect()


def _rows(canvas: Canvas, last: int) -> None:
    """Heights for whole sentences; a rule that goes on with another figure is repeated quietly."""
    table = tables.table_of(canvas.sheet)
    for row, values in enumerate(tables.rows_of(table), BODY_ROW - 1):
        canvas.ws.set_row(row, max(27, canvas.height(str(values["rule"]), (0, 0), 11, pad=8)))
    canvas.ws.conditional_format(
        BODY_ROW, 0, last - 1, 0,
        {
            "type": "formula", "criteria": f"=$A{BODY_ROW + 1}=$A{BODY_ROW}",
            "format": canvas.book.add_format({"font_color": looks.MUTED}),
        },
    )  # fmt: skip
