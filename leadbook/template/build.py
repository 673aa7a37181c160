"""The empty workbook, built from the schema. Two builds are byte-identical: no clock, no chance, no names."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Final

from xlsxwriter.workbook import Workbook

from leadbook.schema import book as schema
from leadbook.schema.core import Sheet
from leadbook.template import (
    brief_slots,
    cover,
    lists,
    looks,
    masters,
    outlook,
    report,
    rules,
    scoreboard,
    start,
    tables,
)
from leadbook.template.canvas import Canvas
from leadbook.template.layout import PAPER, VERSION, Paper
from leadbook.template.looks import Looks
from leadbook.template.macros import buttons as press
from leadbook.template.styles_post import add_styles

CREATED: Final = dt.datetime(2026, 1, 1)


def build_book(paper: Paper = PAPER, macros: bytes = b"") -> bytes:
    """A new, empty workbook (.xlsx) as bytes; the same bytes on every call.

    Args:
        macros: a macro project with a document module for the workbook and for each sheet ("Sheet1", …); the workbook
            is then an .xlsm with code names and with buttons on Start.
    """
    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True})
    book.set_properties({"title": "Leadbook", "subject": "Lead management", "author": "", "created": CREATED})
    book.set_custom_property("Leadbook template", VERSION, "number_int")
    book.set_size(2600, 1600)
    style = Looks(book)
    book.formats[0].set_font_name(looks.FONT)
    if macros:
        book.add_vba_project(BytesIO(macros), is_stream=True)
        book.set_vba_name("ThisWorkbook")
    for number, sheet in enumerate(schema.SHEETS, 1):
        canvas = Canvas(book, style, sheet, _widths(sheet), paper)
        _draw(canvas, bool(macros))
        if macros:
            canvas.ws.set_vba_name(f"Sheet{number}")
    book.close()
    bases = {role: style.index(role) for role in looks.ROLES}
    return add_styles(stream.getvalue(), bases, ((role, used.xf_index) for role, used in style.used()))


def build_sheet(key: str, paper: Paper = PAPER) -> bytes:
    """A workbook (.xlsx) with one sheet of the schema alone, to be put into a workbook that lacks it."""
    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True})
    sheet = schema.sheet(key)
    _draw(Canvas(book, Looks(book), sheet, _widths(sheet), paper))
    book.close()
    return stream.getvalue()


def _widths(sheet: Sheet) -> tuple[float, ...]:
    table = schema.table_on(sheet.name)
    if table is not None:
        return tables.widths(table)
    return {"start": start.WIDTHS, "brief_master": brief_slots.WIDTHS}.get(sheet.key, ())


def _draw(canvas: Canvas, buttons: bool = False) -> None:
    """Draw one sheet, whatever kind it is; Start with its buttons when the workbook has macros."""
    table = schema.table_on(canvas.sheet.name)
    if table is None:
        if canvas.sheet.key == "start":
            start.draw(canvas, buttons=buttons)
            if buttons:
                press.draw(canvas)
        elif canvas.sheet.key == "lists":
            lists.fill(canvas)
        elif canvas.sheet.key == "brief_master":
            masters.draw_master(canvas)
        return
    special = {
        "cover": cover.draw, "scoreboard": scoreboard.draw, "forecast": outlook.draw_forecast,
        "plan": outlook.draw_plan, "report": report.draw, "rules": rules.draw,
    }  # fmt: skip
    if canvas.sheet.key in special:
        special[canvas.sheet.key](canvas, table)
    else:
        tables.draw(canvas, table)
