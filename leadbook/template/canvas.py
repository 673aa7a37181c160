"""What all sheets share: the page, the title band, the status line, names and headings."""

from __future__ import annotations

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from leadbook.schema import cells
from leadbook.schema.core import Sheet
from leadbook.template import looks
from leadbook.template.layout import BODY_ROW, PAPER, Paper
from leadbook.template.looks import Looks
from leadbook.template.metrics import column_pixels, text_height

PAPER_CODES: dict[Paper, int] = {"Letter": 1, "A4": 9}
MARGINS = (0.45, 0.45, 0.5, 0.55)
NO_RUN = "No run yet"
URGENT = (
    '=OR(LEFT($A$2,5)="Next:",ISNUMBER(SEARCH("missing",$A$2)),'
    'AND(ISNUMBER(SEARCH("waiting",$A$2)),NOT(ISNUMBER(SEARCH(" 0 waiting",$A$2)))))'
)
"""A status line that asks for something is amber."""


class Canvas:
    """One sheet being drawn. Rows and columns count from 0 here, as in XlsxWriter."""

    def __init__(
        self, book: Workbook, style: Looks, sheet: Sheet, widths: tuple[float, ...], paper: Paper = PAPER
    ) -> None:
        self.book, self.looks, self.sheet, self.widths = book, style, sheet, widths
        self.ws: Worksheet = book.add_worksheet(sheet.name)
        for at, width in enumerate(widths):
            self.ws.set_column(at, at, width)
        self.ws.hide_gridlines(2)
        self.ws.set_tab_color(looks.TABS[sheet.works])
        self.ws.set_paper(PAPER_CODES[paper])
        if sheet.landscape:
            self.ws.set_landscape()
        else:
            self.ws.set_portrait()
        self.ws.set_margins(*MARGINS)
        self.ws.center_horizontally()
        self.ws.fit_to_pages(1, 0)
        self.ws.set_footer(f"&L&8{sheet.name}&C&8{NO_RUN}&R&8Page &P")
        self.ws.set_start_page(1)
        if sheet.state == "hidden":
            self.ws.hide()
        elif sheet.state == "veryHidden":
            self.ws.very_hidden()

    def band(self, columns: int, band_text: str = "") -> None:
        """Rows 1 and 2: title, run and date at the right of the printed columns, status line."""
        ws, last = self.ws, columns - 1
        ws.set_row(0, 36)
        ws.set_row(1, 25)
        for at in range(1, columns):
            ws.write_blank(0, at, None, self.looks.style("title"))
            ws.write_blank(1, at, None, self.looks.style("status"))
        ws.write_string(0, 0, self.sheet.title, self.looks.style("title"))
        ws.write_string(0, last, band_text or NO_RUN, self.looks.style("band"))
        ws.write_string(1, 0, self.sheet.empty, self.looks.style("status"))
        amber = {"type": "formula", "criteria": URGENT, "format": self.looks.state(looks.OPEN)}
        ws.conditional_format(1, 0, 1, last, amber)
        self.name(cells.title(self.sheet.key), 0, 0)
        self.name(cells.band(self.sheet.key), 0, last)
        self.name(cells.status(self.sheet.key), 1, 0)

    def name(self, name: str, row: int, column: int) -> None:
        """Give one cell a name that holds in the whole workbook."""
        quoted = self.sheet.name.replace("'", "''")
        self.book.define_name(name, f"='{quoted}'!{xl_rowcol_to_cell(row, column, True, True)}")

    def text(self, name: str, place: tuple[int, int], text: str, style: Format) -> None:
        """A named cell that a run fills; `text` is what a new book shows."""
        if text:
            self.ws.write_string(*place, text, style)
        else:
            self.ws.write_blank(*place, None, style)
        self.name(name, *place)

    def live(self, name: str, place: tuple[int, int], style: Format, value: float | str = 0) -> None:
        """A named cell with its formula of the schema and the value it has in an empty book."""
        self.ws.write_formula(*place, "=" + cells.FORMULAS[name], style, value)
        self.name(name, *place)

    def heading(self, row: int, span: tuple[int, int], text: str) -> None:
        """A section's heading with a rule under it."""
        first, last = span
        style = self.looks.style("heading", indent=1)
        for at in range(first + 1, last + 1):
            self.ws.write_blank(row, at, None, style)
        self.ws.write_string(row, first, text, style)

    def pixels(self, first: int, last: int) -> int:
        """Width of some columns together."""
        return sum(column_pixels(width) for width in self.widths[first : last + 1])

    def height(self, text: str, span: tuple[int, int], points: float, *, bold: bool = False, pad: float = 8.0) -> float:
        """Height of a row that shows the whole text in these columns."""
        return text_height(text, self.pixels(*span) - 14, points, bold=bold, pad=pad)

    def merged(self, row: int, span: tuple[int, int], text: str, style: Format) -> None:
        """A text over several columns; never in a table."""
        first, last = span
        if first == last:
            self.ws.write_string(row, first, text, style)
        else:
            self.ws.merge_range(row, first, row, last, text, style)

    def link(self, row: int, column: int, target: str, text: str, **more: object) -> None:
        """A link to a sheet that is visible in a new book."""
        self.ws.write_url(row, column, f"internal:'{target}'!A1", self.looks.style("link", **more), text)

    def protect(self) -> None:
        """Protect an output sheet without a password; widths, heights and formats stay free."""
        self.ws.protect("", {"format_cells": True, "format_columns": True, "format_rows": True, "objects": False})

    def freeze(self, columns: int = 0) -> None:
        """Keep everything down to the header in sight, and repeat it on every printed page."""
        self.ws.freeze_panes(BODY_ROW - 1, columns)
        self.ws.repeat_rows(0, BODY_ROW - 2)
