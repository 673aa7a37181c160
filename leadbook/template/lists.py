"""The very hidden sheet of the drop-down lists, and a sample of every cell style."""

from __future__ import annotations

from xlsxwriter.utility import xl_col_to_name

from leadbook.schema.choices import BOOK_LISTS, CHOICES, list_name
from leadbook.schema.names import NAMES
from leadbook.template.canvas import Canvas
from leadbook.template.layout import VERSION
from leadbook.template.looks import ROLES


def fill(canvas: Canvas) -> None:
    """Write each list in its own column from row 2 on, and name it."""
    ws, sheet = canvas.ws, canvas.sheet.name
    head, body = canvas.looks.style("head"), canvas.looks.plain()
    for at, (name, words) in enumerate(CHOICES.items()):
        ws.write_string(0, at, name, head)
        for row, word in enumerate(words, 1):
            ws.write_string(row, at, word, body)
        column = xl_col_to_name(at, True)
        canvas.book.define_name(list_name(name), f"='{sheet}'!{column}$2:{column}${len(words) + 1}")
    for name, (table, header) in BOOK_LISTS.items():
        canvas.book.define_name(list_name(name), f"={table}[{header}]")
    for name, formula in NAMES.items():
        canvas.book.define_name(name, f"={formula}")
    _styles(canvas, len(CHOICES) + 1)
    _version(canvas, len(CHOICES) + 2)


def _version(canvas: Canvas, column: int) -> None:
    """The version of the layout in a named cell; a Leadbook refuses books newer than it knows."""
    canvas.ws.write_string(0, column, "Layout", canvas.looks.style("head"))
    canvas.ws.write_number(1, column, VERSION)
    canvas.book.define_name("lb_version", f"='{canvas.sheet.name}'!${xl_col_to_name(column)}$2")


def _styles(canvas: Canvas, column: int) -> None:
    """One cell in each style, so that all of them are in the workbook from the start."""
    canvas.ws.write_string(0, column, "Cell styles", canvas.looks.style("head"))
    for row, role in enumerate(ROLES, 1):
        canvas.ws.write_string(row, column, f"lb_{role}", canvas.looks.style(role))
