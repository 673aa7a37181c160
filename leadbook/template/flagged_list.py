"""A flagged list that was no workbook: every cell as text exactly as read, three columns at the right, a summary."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice
from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from leadbook.books.naming import safe_sheet_name
from leadbook.books.writegate import write_cell
from leadbook.template.canvas import MARGINS, PAPER_CODES
from leadbook.template.flagged import SHEET, TONES, FlagSummary, draw_summary, new_workbook
from leadbook.template.layout import PAPER
from leadbook.template.longrows import LongRows, column_letters
from leadbook.template.looks import Looks
from leadbook.template.metrics import column_pixels, text_height, text_width

FLAG_WIDTHS: Final = (13.0, 58.0, 36.0)
"""Of Verdict, Why and Ask next, in characters."""

_LEAST, _MOST = 8.0, 38.0
_ONE_PAGE: Final = 280.0
"""Characters that can still be read when they are fitted on one page; a wider list goes over several."""

_FROZEN: Final = 12
"""A header further down is not frozen: the rows above it would fill the screen."""

_LOOKED_AT: Final = 2000
"""Rows whose texts are measured for the width of a column."""

_LONG: Final = 50_000
"""A sheet with more rows is written row by row to the disk, not gathered in memory."""

STEP: Final = 20_000
"""Rows between two times that progress is told."""

Progress = Callable[[int], None]
"""Told now and then how many rows of a sheet are written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSheet:
    """One sheet of the new workbook; rows and columns count from 1 and from 0, as they were read.

    Args:
        name: of the sheet; one that Excel does not accept is changed.
        rows: row number → cells.
        heads: numbers of the rows that name columns.
        header_row: the one of the list; 0 on a sheet that holds no list, or one without names of columns.
        at: position (from 0) of the first new column.
        headers: names of the new columns.
        flags: row number → verdict, why, what to ask.
    """

    name: str
    rows: Mapping[int, Sequence[str]]
    heads: frozenset[int] = frozenset()
    header_row: int = 0
    at: int = 0
    headers: tuple[str, ...] = ()
    flags: Mapping[int, tuple[str, str, str]] = field(default_factory=dict)


def _unheard(_: int) -> None:
    """Progress that nobody asked for."""


def flagged_book(sheets: Sequence[ListSheet], summary: FlagSummary, progress: Progress = _unheard) -> bytes:
    """The new workbook (.xlsx); the same bytes on every call."""
    stream = BytesIO()
    book = new_workbook(stream, row_by_row=any(len(sheet.rows) > _LONG for sheet in sheets))
    style = Looks(book)
    names: list[str] = []
    for sheet in sheets:
        names.append(safe_sheet_name(sheet.name, names, "List"))
        _Drawn(book, style, names[-1], sheet).fill(progress)
    draw_summary(book, style, safe_sheet_name(SHEET, names), summary)
    book.close()
    return stream.getvalue()


class _Drawn:
    """One sheet with its rows where they were, and the three columns; written from top to bottom."""

    def __init__(self, book: Workbook, style: Looks, name: str, sheet: ListSheet) -> None:
        self._style, self._sheet = style, sheet
        self._ws: Worksheet = book.add_worksheet(name)
        self._long = LongRows(self._ws) if LongRows.fits(self._ws) else None
        self._heights: dict[tuple[str, str], float] = {}
        self._cell, self._plain = style.plain(num_format="@", valign="top"), style.plain(valign="top", text_wrap=True)
        self._head = style.style("head", num_format="@", valign="top")
        self._tones: dict[str, Format] = {
            word: style.plain(valign="top", bold=True, font_color=ink, bg_color=ground)
            for word, (ink, ground) in TONES.items()
        }

    def fill(self, progress: Progress) -> None:
        """Write it."""
        ws, sheet = self._ws, self._sheet
        ws.set_paper(PAPER_CODES[PAPER])
        ws.set_landscape()
        ws.set_margins(*MARGINS)
        widths = _widths(sheet)
        if sum(widths) + sum(FLAG_WIDTHS) < _ONE_PAGE:
            ws.fit_to_pages(1, 0)
        for at, width in enumerate(widths):
            ws.set_column(at, at, width)
        for count, number in enumerate(sorted({*sheet.rows, *sheet.flags}), start=1):
            self._row(number)
            if not count % STEP:
                progress(count)
        last = max(sheet.rows, default=1)
        width = max((len(cells) for cells in sheet.rows.values()), default=1)
        ws.ignore_errors({"number_stored_as_text": f"A1:{column_letters(width - 1)}{last}"})
        for offset in range(len(sheet.headers)):
            ws.set_column(sheet.at + offset, sheet.at + offset, FLAG_WIDTHS[offset])
        if sheet.header_row:  # else the list begins with its first person: a filter would take that row for the names
            self._finish()

    def _row(self, number: int) -> None:
        """One row of theirs, with what stands beside it."""
        sheet = self._sheet
        is_head = number in sheet.heads
        form = self._head if is_head else self._cell
        cells = {
            at: (cell, form)
            for at, cell in enumerate(sheet.rows.get(number, ()))
            if cell or (is_head and at < sheet.at)
        }  # fmt: skip
        height = 0.0
        if number == sheet.header_row:
            head = self._style.style("head", valign="top")
            cells |= {sheet.at + offset: (header, head) for offset, header in enumerate(sheet.headers)}
        elif number in sheet.flags:
            height = self._flag(cells, *sheet.flags[number])
        self._write(number - 1, cells, height)

    def _write(self, at: int, cells: dict[int, tuple[str, Format]], height: float) -> None:
        """Write the cells of a row that stands at that position."""
        if self._long is not None:
            self._long.row(at, cells, height)
            return
        for column, (text, form) in cells.items():
            write_cell(self._ws, at, column, text, form)
        if height:
            self._ws.set_row(at, height)

    def _flag(self, cells: dict[int, tuple[str, Format]], verdict: str, why: str, ask: str) -> float:
        """Put the three cells of a row beside it, over those of an earlier flagging; the height that shows them."""
        at = self._sheet.at
        cells[at], cells[at + 1] = (verdict, self._tones.get(verdict, self._plain)), (why, self._plain)
        cells.pop(at + 2, None)
        if ask:
            cells[at + 2] = ask, self._plain
        if (why, ask) not in self._heights:
            self._heights[why, ask] = max(_height(why, FLAG_WIDTHS[1]), _height(ask, FLAG_WIDTHS[2]))
        return self._heights[why, ask]

    def _finish(self) -> None:
        """The filter over the list, the header in sight."""
        ws, sheet = self._ws, self._sheet
        top = sheet.header_row - 1
        ws.autofilter(top, 0, max(sheet.flags, default=sheet.header_row) - 1, sheet.at + len(sheet.headers) - 1)
        ws.repeat_rows(top)
        if sheet.header_row <= _FROZEN:
            ws.freeze_panes(sheet.header_row, 0)


def _height(text: str, width: float) -> float:
    """Height of a row with a text of several lines; 0 when one line is enough."""
    height = text_height(text, column_pixels(width) - 8, 11, pad=2)
    return height if height > 18 else 0.0


def _widths(sheet: ListSheet) -> list[float]:
    """Widths that show most cells whole."""
    longest: dict[int, float] = {}
    for number, cells in islice(sheet.rows.items(), _LOOKED_AT):
        if number < sheet.header_row:
            continue  # a title may run over its neighbours
        bold = number in sheet.heads
        for at, cell in enumerate(cells):
            if cell:
                line = cell.split("\n", 1)[0][:80]
                needed = text_width(line, 10, bold=True) + 22 if bold else text_width(line, 11)
                longest[at] = max(longest.get(at, 0.0), needed)
    return [min(max((longest.get(at, 0.0) + 10) / 7, _LEAST), _MOST) for at in range(max(longest, default=-1) + 1)]
