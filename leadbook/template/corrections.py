"""A file of rows to correct: the rows of a list that could not come in, as text, with what is wrong beside them."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Final

from leadbook.books.writegate import write_cell
from leadbook.template.canvas import MARGINS, PAPER_CODES
from leadbook.template.flagged import new_workbook
from leadbook.template.layout import PAPER
from leadbook.template.looks import Looks
from leadbook.template.metrics import column_pixels, text_height, text_width

SHEET: Final = "Rows to correct"
_LEAST, _MOST, _WRONG = 9.0, 38.0, 46.0
_LOOKED_AT: Final = 500


def corrections_book(headers: Sequence[str], rows: Sequence[Sequence[str]], *, helpers: int) -> bytes:
    """A workbook (.xlsx) with one sheet; every cell is text, so that nothing is turned into a date or a number.

    Args:
        headers: names of the columns, Leadbook's own first.
        rows: cells of each row; more than there are headers where the row has too many.
        helpers: how many columns are Leadbook's own; the second of them holds whole sentences.
    """
    stream = BytesIO()
    book = new_workbook(stream)
    style = Looks(book)
    ws = book.add_worksheet(SHEET)
    ws.set_paper(PAPER_CODES[PAPER])
    ws.set_landscape()
    ws.set_margins(*MARGINS)
    ws.fit_to_pages(1, 0)
    head = style.style("head", num_format="@", valign="top")
    own = style.style("output", num_format="@", valign="top", text_wrap=True)
    theirs = style.plain(num_format="@", valign="top")
    for at, header in enumerate(headers):
        write_cell(ws, 0, at, header, head)
    for number, cells in enumerate(rows, start=1):
        for at, cell in enumerate(cells):
            if cell:
                write_cell(ws, number, at, cell, own if at < helpers else theirs)
        height = text_height(cells[1], column_pixels(_WRONG) - 8, 11, pad=2)
        if height > 18:
            ws.set_row(number, height)
    widest = max([len(headers), *map(len, rows)])
    for at in range(widest):
        ws.set_column(at, at, _WRONG if at == 1 else _width(at, headers, rows))
    ws.ignore_errors({"number_stored_as_text": f"A1:XFD{len(rows) + 1}"})
    ws.freeze_panes(1, 0)
    ws.autofilter(0, 0, max(len(rows), 1), len(headers) - 1)
    ws.repeat_rows(0)
    book.close()
    return stream.getvalue()


def _width(at: int, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> float:
    """A width that shows most cells of a column whole."""
    texts = [row[at].split("\n", 1)[0][:80] for row in rows[:_LOOKED_AT] if at < len(row)]
    needed = max((text_width(text, 11) for text in texts), default=0.0)
    named = text_width(headers[at], 10, bold=True) + 22 if at < len(headers) else 0.0
    return min(max((max(needed, named) + 10) / 7, _LEAST), _MOST)
