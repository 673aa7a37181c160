"""The single cells that every run brings up to date: titles, status lines, tiles, sentences, totals."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from typing import TYPE_CHECKING

from leadbook.books.protocol import SheetFill
from leadbook.model import Cell, RunReport
from leadbook.schema import book as schema
from leadbook.schema import cells
from leadbook.stages.start import BookState, figures
from leadbook.template.layout import paper_of, reserve_rows, start_rows

if TYPE_CHECKING:
    from leadbook.actions.session import Session

_OWNERS = {"lb_start_": "Start", "lb_week_": "Start", "lb_cover_": "Cover", "lb_report_": "Report"}
DRAWN_SINCE_4 = "lb_cover_lever_says"
"""A cell that Cover has since layout 4; one that was drawn earlier stays as it is."""
_LINE_OWNERS = {
    make(sheet.key): sheet.name for sheet in schema.SHEETS for make in (cells.title, cells.status, cells.band)
}


def fill_figures(session: Session, run: int, report: RunReport) -> dict[str, SheetFill]:
    """Sheet → cells to fill, and the rows to show and hide where a sheet has a reserve or two states."""
    state = BookState(
        **{key: session.frame(key) for key in BookState.FRAMES}, today=session.context.today, run=run,
        stamp=session.context.stamp, said=report.notes[0] if report.notes else "", period=session.period,
        **{key: session.frame(key) for key in BookState.LATER if session.has_table(key)},
    )  # fmt: skip
    by_sheet: dict[str, dict[str, Cell]] = defaultdict(dict)
    for name, value in figures(state).items():
        by_sheet[_sheet_of(name)][name] = None if value == "" else value
    footer = f"Run {run}, {session.context.stamp}"
    fills = {sheet: SheetFill(cells=found, header_footer=footer) for sheet, found in by_sheet.items()}
    if len(session.frame("runs")) <= 1:  # a new book: later the paper is what the team chose
        paper = paper_of(session.settings.home_country)
        fills = {sheet: dataclasses.replace(fill, paper=paper) for sheet, fill in fills.items()}
    shown, hidden = start_rows(week=not session.is_new)
    fills["Start"] = dataclasses.replace(fills["Start"], shown_rows=shown, hidden_rows=hidden)
    shown, hidden = reserve_rows("rules", len(session.frame("rules")))
    fills["Rules"] = dataclasses.replace(fills["Rules"], shown_rows=shown, hidden_rows=hidden)
    for key in ("cover", "report"):
        if key in session.changed:
            from leadbook.template.paging import output_fill  # what draws a sheet is not needed to open a workbook

            sheet = schema.sheet(key).name
            current = key != "cover" or bool(session.opened.book.values(sheet, [DRAWN_SINCE_4]))
            cells_too = output_fill(key, len(session.frame(key)), by_sheet[sheet], current=current)
            fills[sheet] = dataclasses.replace(
                cells_too, cells=by_sheet[sheet], header_footer=footer, paper=fills[sheet].paper
            )
    return fills


def _sheet_of(name: str) -> str:
    """The sheet on which a named cell stands in a new book."""
    if name in _LINE_OWNERS:
        return _LINE_OWNERS[name]
    return next(sheet for start, sheet in _OWNERS.items() if name.startswith(start))
