"""The summary sheet of a flagged list: what the rows are, why, what to ask, and what was guessed. One page wide.

Drawn once, as a workbook of its own; `leadbook.books` puts its sheet into the workbook of a team.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from leadbook.books.writegate import write_cell
from leadbook.template import looks
from leadbook.template.canvas import MARGINS, PAPER_CODES
from leadbook.template.layout import PAPER
from leadbook.template.looks import Looks, Tone
from leadbook.template.metrics import column_pixels, text_height

SHEET: Final = "Leadbook summary"
TITLE: Final = "What Leadbook says of this list"
CREATED: Final = dt.datetime(2026, 1, 1)
WIDTHS: Final = (24.0, 66.0, 13.0)
TONES: Final[dict[str, Tone]] = {**looks.STATES["verdict"], "Left out": looks.QUIET}
"""Word under Verdict → colours."""

Cells = Sequence[str | int]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagSummary:
    """What the sheet says.

    Args:
        file: name of the list, with its sheet when there are several.
        judged_on: the day, as text.
        headline: "3 leads · 41 one answer away · 245 not leads".
        verdicts: word, what it means, rows; balance: the sentence that adds them up, and all rows.
        reasons: word, reason, rows.
        asks: leads that the answer wins, question, rows.
        columns: their heading, what it was taken for, how.
        guesses, unknown, go_on: sentences.
    """

    file: str
    judged_on: str
    headline: str
    verdicts: tuple[tuple[str, str, int], ...]
    balance: tuple[str, int]
    reasons: tuple[tuple[str, str, int], ...]
    asks: tuple[tuple[int, str, int], ...]
    columns: tuple[tuple[str, str, str], ...]
    guesses: tuple[str, ...]
    unknown: tuple[str, ...]
    go_on: tuple[str, ...]


def summary_book(summary: FlagSummary) -> bytes:
    """A workbook that holds the summary sheet alone; the same bytes on every call."""
    stream = BytesIO()
    book = new_workbook(stream)
    draw_summary(book, Looks(book), SHEET, summary)
    book.close()
    return stream.getvalue()


def new_workbook(stream: BytesIO, *, row_by_row: bool = False) -> Workbook:
    """An empty workbook without clock and names.

    Args:
        row_by_row: what is written goes to the disk at once, so that a long list costs no memory; rows must be
            written from top to bottom then, and a row without a cell has no height.
    """
    book = Workbook(stream, {"constant_memory": True} if row_by_row else {"in_memory": True})
    book.set_properties({"title": "Leadbook", "author": "", "created": CREATED})
    book.set_size(2600, 1600)
    book.formats[0].set_font_name(looks.FONT)
    return book


def draw_summary(book: Workbook, style: Looks, name: str, summary: FlagSummary) -> Worksheet:
    """Draw the sheet."""
    page = _Page(book, style, name)
    page.band(summary)
    page.section("What the rows are")
    page.heads("Verdict", "What it means", "Rows")
    for word, meaning, count in summary.verdicts:
        page.row((word, meaning, count), tone=TONES.get(word))
    page.total(*summary.balance)
    page.section("Why, the most frequent first")
    page.heads("Verdict", "Reason", "Rows")
    for word, reason, count in summary.reasons:
        page.row((word, reason, count), tone=TONES.get(word))
    page.section("What to ask, the question that wins most leads first")
    if summary.asks:
        page.heads("Leads it wins at once", "Question", "Asked in rows")
        for line in summary.asks:
            page.row(line)
    else:
        page.sentence("Nothing is to be asked: no row is one answer away.")
    for title, sentences in (
        ("How to go on", summary.go_on), ("What was guessed or noticed", summary.guesses),
        ("What could not be known here", summary.unknown),
    ):  # fmt: skip
        page.section(title)
        for sentence in sentences:
            page.sentence(sentence)
    page.section("What your columns were taken for")
    page.heads("Your heading", "Leadbook took it for", "Known by")
    for theirs in summary.columns:
        page.row(theirs)
    page.ws.set_selection(0, 0, 0, 0)
    return page.ws


class _Page:
    """The sheet while it is drawn from top to bottom."""

    def __init__(self, book: Workbook, style: Looks, name: str) -> None:
        self._looks, self._at, self._last = style, 0, len(WIDTHS) - 1
        self.ws: Worksheet = book.add_worksheet(name)
        for at, width in enumerate(WIDTHS):
            self.ws.set_column(at, at, width)
        self.ws.hide_gridlines(2)
        self.ws.set_tab_color(looks.TABS["everybody"])
        self.ws.set_paper(PAPER_CODES[PAPER])
        self.ws.set_portrait()
        self.ws.set_margins(*MARGINS)
        self.ws.center_horizontally()
        self.ws.fit_to_pages(1, 0)

    def band(self, summary: FlagSummary) -> None:
        """Title, headline, and which list on which day."""
        self._filled(TITLE, self._looks.style("title"), 36)
        self._filled(summary.headline, self._looks.style("status", font_size=15), 32)
        line = f"{summary.file}   ·   judged on {summary.judged_on}"
        self._filled(line, self._looks.style("note", text_wrap=False), 22)
        self.ws.set_footer(f"&L&8{summary.file.replace('&', '&&')[:120]}&R&8Page &P of &N")

    def section(self, title: str) -> None:
        """A heading with air above it."""
        self.ws.set_row(self._at, 10)
        self.ws.write_blank(self._at, 0, None, self._looks.plain())
        self._at += 1
        self._filled(title, self._looks.style("heading", indent=1), 25)

    def heads(self, *names: str) -> None:
        """The header of a table."""
        for at, name in enumerate(names):
            look = {"align": "right"} if at == self._last and name != "Known by" else {"indent": 1}
            self._write(at, name, self._looks.style("head", **look))
        self.ws.set_row(self._at, 19)
        self._at += 1

    def row(self, cells: Cells, tone: Tone | None = None) -> None:
        """One line of a table; `tone` colours its first cell."""
        for at, cell in enumerate(cells):
            more: dict[str, object] = {"text_wrap": True}
            if isinstance(cell, int):
                more |= {"num_format": "#,##0", **({"align": "left", "indent": 1} if not at else {})}
            else:
                more["indent"] = 1
            if not at and tone:
                more |= {"bold": True, "font_color": tone[0], "bg_color": tone[1]}
            self._write(at, cell, self._looks.style("output", **more))
        heights = [
            text_height(str(cell), column_pixels(WIDTHS[at]) - 12, 11, bold=bool(not at and tone), pad=5)
            for at, cell in enumerate(cells)
        ]
        self.ws.set_row(self._at, max(19.0, *heights))
        self._at += 1

    def total(self, sentence: str, count: int) -> None:
        """The line that adds a table up."""
        style = self._looks.style("total", indent=1)
        self._write(0, "All rows", style)
        self._write(1, sentence, style)
        self._write(2, count, self._looks.style("total", num_format="#,##0"))
        self.ws.set_row(self._at, 20)
        self._at += 1

    def sentence(self, text: str) -> None:
        """A sentence over the whole width."""
        style = self._looks.style("output", text_wrap=True, indent=1)
        room = sum(column_pixels(width) for width in WIDTHS) - 16
        self.ws.merge_range(self._at, 0, self._at, self._last, "", style)
        self._write(0, text, style)
        self.ws.set_row(self._at, max(19.0, text_height(text, room, 11, pad=5)))
        self._at += 1

    def _filled(self, text: str, style: Format, height: float) -> None:
        """A text with its ground over the whole width."""
        self._write(0, text, style)
        for at in range(1, self._last + 1):
            self.ws.write_blank(self._at, at, None, style)
        self.ws.set_row(self._at, height)
        self._at += 1

    def _write(self, column: int, value: str | int, style: Format) -> None:
        write_cell(self.ws, self._at, column, value, style)
