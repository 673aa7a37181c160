"""The briefing page: the master sheet with its slots, and what a run puts into a copy of it.

Merged and wrapped cells cannot measure themselves, so every row height comes from font metrics. A page that fits
one side at 80 % or more is printed on one; else it ends before a section, at the scale its width allows. A print
scale is always set: “fit to pages” would ignore the manual break.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from leadbook.books.naming import safe_sheet_name
from leadbook.books.protocol import SheetFill
from leadbook.books.writegate import write_cell
from leadbook.model import BriefPage, Cell
from leadbook.schema.core import Sheet, Works
from leadbook.template import brief_slots as slots
from leadbook.template import looks
from leadbook.template.brief_slots import Slot
from leadbook.template.brief_values import OPEN, earlier, values
from leadbook.template.brief_words import words
from leadbook.template.canvas import Canvas
from leadbook.template.layout import Paper
from leadbook.template.looks import Looks
from leadbook.template.metrics import column_pixels

PAGE_POINTS: Final[dict[Paper, tuple[int, int]]] = {"Letter": (612, 792), "A4": (595, 842)}
MARGINS: Final = (0.4, 0.4, 0.4, 0.5)
"""Left, right, top and bottom in inches."""

LATE, UNANSWERED = "Late:", "NOT ANSWERED YET"
"""How a sentence begins that is red, or amber."""

LEAST_SCALE: Final = 0.8
WIDTH_RESERVE: Final = 0.93
"""Column widths differ by a few per cent from program to program."""

HEIGHT_RESERVE: Final = 0.985
LEAST_ROW: Final = 17.0


@dataclass(frozen=True, slots=True)
class _Pages:
    """How a page is printed: scale in per cent, rows after which a sheet of paper ends."""

    scale: int
    breaks: tuple[int, ...]


def brief_fill(page: BriefPage, *, language: str = "en") -> SheetFill:
    """What a copy of the master needs to show this page: values by slot name, heights, hidden rows, print set-up.

    It takes the same sides on A4 and on Letter: teams print one workbook on both.

    Args:
        language: of the fixed words ("en", "de"; English for others).
    """
    filled = values(page, language)
    heights = _heights(filled)
    pages = _paginate(heights)
    if pages.breaks:
        filled["version"] = f"{filled['version']} · {words(language)['pages'].format(len(pages.breaks) + 1)}"
    every = set(range(1, slots.LAST_ROW + 1))
    return SheetFill(
        cells=filled, heights=heights, hidden_rows=frozenset(every - heights.keys()),
        shown_rows=frozenset(heights), print_area=f"A1:{xl_col_to_name(slots.LAST)}{slots.LAST_ROW}",
        scale=pages.scale, breaks=pages.breaks, header_footer=_footer(page, pages, language),
    )  # fmt: skip


def for_earlier_pages(fill: SheetFill) -> SheetFill:
    """The same with the slots that only pages of earlier workbooks have; their rows are the same."""
    return replace(fill, cells={**fill.cells, **earlier(fill.cells)})


def _footer(page: BriefPage, pages: _Pages, language: str) -> str:
    """The page's own words; a page that goes on says so, here and in its title."""
    text = page.footer or page.campaign
    return f"{text} · {words(language)['pages'].format(len(pages.breaks) + 1)}" if pages.breaks else text


def draw_master(canvas: Canvas) -> None:
    """Draw the master sheet: all slots, blank, with the words of the page in English."""
    say = words("en")
    _draw(canvas, {f"label_{name}": text for name, text in say.items() if f"label_{name}" in slots.BY_NAME})
    canvas.ws.fit_to_pages(1, 1)
    canvas.ws.set_footer("&C&8Briefing page&R&8Page &P")


def write_brief(
    book: Workbook, style: Looks, page: BriefPage, paper: Paper = "Letter", *, language: str = "en"
) -> Worksheet:
    """Lay out a briefing page as a sheet of any XlsxWriter workbook; its values go through the write gate."""
    sheet = Sheet(key="brief", name=sheet_name(page.campaign), title="", empty="", help="", works=Works.SALES,
                  protected=True, landscape=False)  # fmt: skip
    canvas = Canvas(book, style, sheet, slots.WIDTHS, paper)
    fill = brief_fill(page, language=language)
    _draw(canvas, fill.cells)
    for row, height in fill.heights.items():
        canvas.ws.set_row(row - 1, height)
    for row in fill.hidden_rows:
        canvas.ws.set_row(row - 1, None, None, {"hidden": True})
    canvas.ws.set_print_scale(fill.scale or 100)
    if fill.breaks:
        canvas.ws.set_h_pagebreaks(list(fill.breaks))
    middle = (fill.header_footer or "").replace("&", "&&")
    canvas.ws.set_footer(f"&C&8{middle}&R&8Page &P")
    return canvas.ws


def sheet_name(campaign: str, taken: Iterable[str] = ()) -> str:
    """“Brief - Autumn Swap”: 31 characters at most, without what a sheet name may not hold, and none of `taken`."""
    return safe_sheet_name(f"Brief - {campaign.strip()}", taken)


def _draw(canvas: Canvas, filled: Mapping[str, Cell]) -> None:
    """Slots with their formats, names and values; colours by state."""
    ws = canvas.ws
    ws.set_margins(*MARGINS)
    ws.set_column(slots.STATE_COLUMN, slots.STATE_COLUMN, 9, None, {"hidden": True})
    for row in range(slots.TITLE_ROWS):
        for column in range(slots.LAST + 1):
            ws.write_blank(row, column, None, canvas.looks.plain(bg_color=looks.NAVY))
    teal = canvas.looks.plain(bg_color=looks.TEAL)
    for row in slots.LEAD_ROWS:  # the gutter belongs to the line to say: its letters keep clear of the offer
        ws.write_blank(row - 1, slots.GUTTER, None, teal)
    for slot in slots.SLOTS:
        _slot(canvas, slot, filled.get(slot.name))
    for row, height in slots.FIXED.items():
        ws.set_row(row - 1, height)
    _colours(canvas)
    ws.print_area(0, 0, slots.LAST_ROW - 1, slots.LAST)
    ws.repeat_rows(0, slots.TITLE_ROWS - 1)
    canvas.protect()


def _slot(canvas: Canvas, slot: Slot, value: Cell) -> None:
    """One slot: merged where it is wide, named in its sheet, written through the gate."""
    style = canvas.looks.style("brief", **slot.look)
    row, (first, last) = slot.row - 1, slot.span
    if last > first or slot.rows > 1:
        canvas.ws.merge_range(row, first, row + slot.rows - 1, last, "", style)
    write_cell(canvas.ws, row, first, value, style)
    quoted = canvas.sheet.name.replace("'", "''")
    place = xl_rowcol_to_cell(row, first, row_abs=True, col_abs=True)
    canvas.book.define_name(f"'{quoted}'!{slot.name}", f"='{quoted}'!{place}")


def _colours(canvas: Canvas) -> None:
    """Amber for what is not answered yet; its words say the same."""
    amber = canvas.book.add_format({"font_color": looks.AMBER, "bg_color": looks.AMBER_GROUND})
    state = xl_col_to_name(slots.STATE_COLUMN)
    for slot in slots.SLOTS:
        if slot.name.endswith("_state"):
            first, last = slots.FACTS["answers"] if slot.name == "answers_state" else slots.ANSWER
            rule = {"type": "formula", "criteria": f'=${state}${slot.row}="{OPEN}"', "format": amber}
            canvas.ws.conditional_format(slot.row - 1, first, slot.row - 1, last, rule)
    red = canvas.book.add_format({"font_color": looks.RED, "bg_color": looks.RED_GROUND, "bold": True})
    for slot in slots.SLOTS:
        area = (slot.row - 1, slot.span[0], slot.row - 1, slot.span[1])
        if slot.name.startswith("missing_"):
            canvas.ws.conditional_format(*area, _begins(LATE, red))
        elif slot.name.endswith(("_text", "_they")):
            canvas.ws.conditional_format(*area, _begins(UNANSWERED, amber))


def _begins(word: str, style: Format) -> dict[str, object]:
    """A rule for cells that begin with a word."""
    return {"type": "text", "criteria": "begins with", "value": word, "format": style}


def _heights(filled: dict[str, Cell]) -> dict[int, float]:
    """Height of every row that is shown; rows without a value, and headings without rows, are not in it."""
    needed: dict[int, float] = {}
    for slot in slots.SLOTS:
        value = filled.get(slot.name)
        if value is not None and slot.rows == 1 and slot.span[0] <= slots.LAST:
            needed[slot.row] = max(needed.get(slot.row, 0.0), slot.height(str(value)), _least(slot))
    _lead(needed, filled)
    _beside(needed, filled)
    for section in slots.SECTIONS:
        used = [row for row in section.rows if row in needed]
        if section.name == "battle" and len(used) == 1:  # only its own headings
            del needed[used.pop()]
        alone = section.name == "missing" and len(used) == 1 and str(filled.get("missing_1")).startswith(LATE)
        for row in section.head:
            needed.pop(row, None)
            if used and not (alone and row > section.start):  # one red line speaks for itself
                needed[row] = slots.FIXED[row]
    for row, height in slots.FIXED.items():
        if row < slots.SECTIONS[0].start:
            needed[row] = height
    return dict(sorted(needed.items()))


def _least(slot: Slot) -> float:
    """No row of a section is lower than a line with air."""
    return LEAST_ROW if slot.row >= slots.SECTIONS[0].start else 0.0


def _lead(needed: dict[int, float], filled: dict[str, Cell]) -> None:
    """The line to say spans the rows of the offer and of the terms."""
    line = slots.BY_NAME["line_to_say"]
    offer, terms = line.row, line.row + 1
    needed[offer] = max(needed.get(offer, 0.0), 36.0)
    whole = line.height(str(filled.get("line_to_say") or ""))
    needed[terms] = max(needed.get(terms, 0.0), 24.0, whole - needed[offer])


def _beside(needed: dict[int, float], filled: dict[str, Cell]) -> None:
    """A text beside several rows: the last of them is as high as the rest of the text asks for."""
    for slot in slots.SLOTS:
        text = filled.get(slot.name)
        if slot.rows > 1 and slot.row >= slots.SECTIONS[0].start and text:
            used = [row for row in range(slot.row, slot.row + slot.rows) if row in needed] or [slot.row]
            more = slot.height(str(text)) - sum(needed.get(row, 0.0) for row in used)
            if more > 0 or used[-1] not in needed:  # the first row is where the text begins
                needed[used[-1]] = needed.get(used[-1], 0.0) + max(0.0, more)


def _paginate(heights: dict[int, float]) -> _Pages:
    """One side when it fits at 80 % or more; else breaks before sections, at the scale the width allows.

    The paper is the narrower of both and the lower of both, so that no page depends on which one is in the tray.
    """
    wide, high = (min(sizes) for sizes in zip(*PAGE_POINTS.values(), strict=True))
    room_wide = wide - 72 * (MARGINS[0] + MARGINS[1])
    room_high = (high - 72 * (MARGINS[2] + MARGINS[3])) * HEIGHT_RESERVE
    width = sum(column_pixels(one) for one in slots.WIDTHS) * 0.75
    by_width = min(1.0, room_wide / width * WIDTH_RESERVE)
    whole = min(by_width, room_high / sum(heights.values()))
    if whole >= LEAST_SCALE:
        return _Pages(int(whole * 100), ())
    scale = int(by_width * 100)
    return _Pages(scale, _breaks(heights, room_high * 100 / scale))


def _breaks(heights: dict[int, float], room: float) -> tuple[int, ...]:
    """Rows after which a page ends: before a section, or inside one that is higher than a page."""
    title = sum(heights.get(row, 0.0) for row in range(1, slots.TITLE_ROWS + 1))
    starts = [section.start for section in slots.SECTIONS if section.start in heights]
    used = sum(height for row, height in heights.items() if not starts or row < starts[0])
    breaks: list[int] = []
    for at, start in enumerate(starts):
        end = starts[at + 1] if at + 1 < len(starts) else slots.LAST_ROW + 1
        rows = [row for row in range(start, end) if row in heights]
        whole = sum(heights[row] for row in rows)
        if used + whole > room and (whole + title <= room or used > room / 2):
            breaks.append(start - 1)
            used = title
        for number, row in enumerate(rows):
            if used + heights[row] > room and number > slots.HEAD_ROWS:
                breaks.append(row - 1)
                used = title
            used += heights[row]
    return tuple(breaks)
