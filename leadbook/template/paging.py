"""Rows and print set-up of Cover and Report, which have charts below a table that grows.

One page while it can be read; else the charts begin a page of their own, so that no page ends inside one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from leadbook.books.protocol import SheetFill
from leadbook.model import Cell
from leadbook.schema.book import sheet, table_on
from leadbook.schema.cells import CHART_ROWS, COVER_MONTHS, COVER_SENTENCES
from leadbook.template import cover, report
from leadbook.template.layout import (
    COVER_BELOW,
    COVER_BLOCK,
    REPORT_BLOCK,
    REPORT_CHART_ROWS,
    SENTENCE_ROWS,
    chart_rows,
    cover_rows,
    reserve_rows,
    sentence_rows,
)
from leadbook.template.metrics import column_pixels, text_height
from leadbook.template.tables import page_columns, widths

PAGE: Final = (727.0, 519.0)
"""Points between the margins of a landscape page: the narrower of A4 and Letter, and the lower one."""

GOOD_SCALE, LEAST_SCALE = 0.7, 0.6
"""Charts get lower before the type gets smaller than the first; below the second they get a page of their own."""
WIDTH_RESERVE: Final = 0.92
ABOVE: Final = 36.0 + 25.0 + 34.0
"""Title band, status line and header, in points."""

BODY_HEIGHT: Final = 22.5
"""A body row as a rule: some have a second line."""

_BLOCKS: Final = {
    "cover": 23 + 12 + cover.HEADS + 12 + (COVER_BELOW[1] - COVER_BELOW[0]) * cover.BELOW_HEIGHT,
    "report": 23 + 10 + 75 + 8 + 24,
}  # fmt: skip
"""Height of what stands below the table, without the rows of charts and sentences."""

FORMER_BLOCK: Final = 192.0
"""Height of the rows beside the chart on a Cover of an earlier layout, as far as they are more than today's others."""

REPORT_CHARTS: Final = range(REPORT_BLOCK[1] - 9, REPORT_BLOCK[1] + 1)
"""Sheet rows under the charts of Report."""

_CHART_HEIGHTS: Final = (report.CHART_HEIGHT, 22.0, 19.0, 17.0, 15.0)
"""The charts of Report give way to the table above them, down to the last of these heights of their rows."""


def output_fill(sheet_key: str, rows: int, filled: Mapping[str, Cell], *, current: bool = True) -> SheetFill:
    """What the sheet "cover" or "report" needs beside its cells: rows to show and hide, scale and page break.

    Args:
        rows: how many rows its table has.
        filled: the named cells of the sheet, as they are filled; they tell which rows of a chart are used.
        current: whether the sheet was drawn as it is today. An older Cover keeps its rows below the table: other things
            stand in them.
    """
    shown, hidden = reserve_rows(sheet_key, rows)
    if sheet_key == "report":
        for chart in REPORT_CHART_ROWS:
            names = (f"lb_report_{chart}_{number}_name" for number in range(1, CHART_ROWS + 1))
            more = chart_rows(chart, sum(filled.get(name) not in (None, "") for name in names))
            shown, hidden = shown | more[0], hidden | more[1]
    heights: dict[int, float] = {}
    beside = FORMER_BLOCK if sheet_key == "cover" else 0.0
    if sheet_key == "cover" and current:
        heights, more = _beside_chart(filled)
        shown, hidden = shown | more[0], hidden | more[1]
        beside = sum(height for row, height in heights.items() if row not in hidden)
    scale, breaks, height = _pages(sheet_key, max(rows, 1), beside)
    if sheet_key == "report":
        heights = dict.fromkeys(REPORT_CHARTS, height)
    return SheetFill(shown_rows=shown, hidden_rows=hidden, scale=scale, breaks=breaks, heights=heights)


def _beside_chart(filled: Mapping[str, Cell]) -> tuple[dict[int, float], tuple[frozenset[int], frozenset[int]]]:
    """Heights of the rows beside the chart of Cover, so that every sentence fits; rows to show and to hide."""
    texts = [str(filled.get(f"lb_cover_says_{number}") or "") for number in range(1, COVER_SENTENCES + 1)]
    months = sum(filled.get(f"lb_cover_month_{n}_name") not in (None, "") for n in range(1, COVER_MONTHS + 1))
    table = table_on(sheet("cover").name)
    assert table is not None, "Cover has a table"
    first, last = cover.SAYS
    room = sum(column_pixels(one) for one in widths(table)[first : last + 1]) - 14
    heights: dict[int, float] = {}
    for at, text in enumerate(texts):
        needed = text_height(text, room, cover.SAYS_SIZE, pad=8) / SENTENCE_ROWS
        heights |= dict.fromkeys(sentence_rows(at), max(12.0, needed))
    said = [bool(text) or at == 0 for at, text in enumerate(texts)]
    there = [row for at, has in enumerate(said) if has for row in sentence_rows(at)]
    spare = max(0.0, cover.CHART_LEAST - sum(heights[row] for row in there)) / len(there)
    heights |= {row: heights[row] + spare for row in there}  # the chart needs its height, however little is said
    return heights, cover_rows(months, said)


def _pages(sheet_key: str, rows: int, beside: float) -> tuple[int, tuple[int, ...], float]:
    """Scale in per cent, the row after which a page ends where one is not enough, and the height of a chart's row."""
    table = table_on(sheet(sheet_key).name)
    assert table is not None, f"{sheet_key} has a table"
    width = sum(column_pixels(one) for one in widths(table)[: page_columns(table)]) * 0.75
    by_width = min(1.0, PAGE[0] / width * WIDTH_RESERVE)
    whole_height = ABOVE + rows * BODY_HEIGHT + _BLOCKS[sheet_key] + beside
    charts = len(REPORT_CHARTS) if sheet_key == "report" else 0
    fits = [(min(by_width, PAGE[1] / (whole_height + charts * height)), height) for height in _CHART_HEIGHTS]
    for least in (GOOD_SCALE, LEAST_SCALE):
        for whole, height in fits:
            if whole >= min(least, by_width):
                return int(whole * 100), (), height
    first = COVER_BLOCK[0] if sheet_key == "cover" else REPORT_BLOCK[0]
    return int(by_width * 100), (first - 1,), fits[0][1]
