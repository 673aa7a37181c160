"""`brief`: one page for each campaign, with every question a rep gets asked."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from leadbook.actions.context import Context
from leadbook.actions.finishing import finish
from leadbook.actions.printing import print_sheets
from leadbook.actions.session import Session
from leadbook.books.saving.diffing import same
from leadbook.errors import UsageError
from leadbook.model import BriefPage, RunReport
from leadbook.schema import book as schema
from leadbook.stages.brief import brief_page, complete_answers, content_mark, held_in, issue, mark_answers
from leadbook.template.masters import brief_fill, sheet_name

HELD, CAMPAIGN = "held", "campaign"
"""Slots of a page: which version reps hold, and whose page it is."""


def brief(book: Path, context: Context, *, campaign: str = "", pdf: Path | None = None) -> RunReport:
    """Make or bring up to date the briefing page of every campaign, or of one.

    Questions that nobody answered yet are printed as open, with who owes them and by when.

    Args:
        campaign: this campaign only.
        pdf: folder for a PDF of each page, by LibreOffice.

    Raises:
        UsageError: there is no such campaign. BookError, LayoutError and their kinds.
    """
    session = Session.open(book, context)
    session.put("answers", complete_answers(session.frame("campaigns"), session.frame("answers")))
    sheets = _present(session)
    gone = _without_campaign(session, sheets)
    pages = [_make(session, row, sheets) for row in _campaigns(session, campaign)]
    _put_status(session, pages)
    missing = sum(page.answers_needed - page.answers_filled for page in pages)
    counts = {"pages": len(pages), "open_answers": missing, "needs_a_person": missing}
    report = finish(session, RunReport(action="brief", counts=counts, notes=(*_notes(pages), *gone)))
    if pdf is None or not pages:
        return report
    context.progress("making PDFs")
    data = session.opened.path.read_bytes()
    made, findings = print_sheets(data, [sheets[_key(page.campaign)] for page in pages], pdf)
    return dataclasses.replace(
        report, outputs=(*report.outputs, *map(str, made)), findings=(*report.findings, *findings),
        notes=(*report.notes, *(f"{path.name} is in {pdf}." for path in made)),
    )  # fmt: skip


def _campaigns(session: Session, wanted: str) -> list[Mapping[str, object]]:
    """The rows of the campaigns to brief."""
    frame = session.frame("campaigns")
    rows: list[Mapping[str, object]] = [
        {str(key): value for key, value in row.items()} for row in frame.to_dict("records")
    ]
    rows = [row for row in rows if str(row["campaign"]).strip()]
    if not wanted:
        return rows
    found = [row for row in rows if str(row["campaign"]).strip().casefold() == wanted.strip().casefold()]
    if not found:
        names = [str(row["campaign"]) for row in rows]
        near = difflib.get_close_matches(wanted, names, 1, 0.5)
        raise UsageError(
            f"There is no campaign “{wanted}”.", "sheet “Campaigns”",
            f"Did you mean “{near[0]}”?" if near else f"There are: {', '.join(names) or 'none yet'}.",
        )  # fmt: skip
    return found


def _key(campaign: object) -> str:
    """A campaign's name for comparing."""
    return " ".join(str(campaign).split()).casefold()


def _present(session: Session) -> dict[str, str]:
    """Campaign → the sheet of its page. A page says itself whose it is: names of sheets are cut and can be changed."""
    here, own = session.opened.book, {sheet.name for sheet in schema.SHEETS}
    found: dict[str, str] = {}
    for info in here.sheets():
        name = None if info.name in own else here.values(info.name, [CAMPAIGN]).get(CAMPAIGN)
        if name:
            found.setdefault(_key(name), info.name)
    return found


def _without_campaign(session: Session, sheets: Mapping[str, str]) -> tuple[str, ...]:
    """A sentence for each page whose campaign is not on Campaigns: it was renamed or removed there."""
    known = {_key(name) for name in session.frame("campaigns")["campaign"]}
    return tuple(
        f"The sheet “{sheet}” belongs to no campaign on Campaigns. If its campaign was renamed, rename it in the "
        "answers too and run Brief; the old sheet can then be deleted."
        for key, sheet in sheets.items() if key not in known
    )  # fmt: skip


def _make(session: Session, row: Mapping[str, object], sheets: dict[str, str]) -> BriefPage:
    """Fill the page of one campaign; the sheet is cloned from the master when there is none yet.

    Args:
        sheets: campaign → sheet of its page; a new one is added.
    """
    here, key = session.opened.book, _key(row["campaign"])
    is_new = key not in sheets
    if is_new:
        sheets[key] = sheet_name(str(row["campaign"]), [info.name for info in here.sheets()])
    name = sheets[key]
    session.context.progress(f"writing {name}")
    held = held_in(None if is_new else here.values(name, [HELD]).get(HELD))
    answers = session.frame("answers")
    page = brief_page(row, answers, session.frame("inquiries"), session.context.today, held.version)
    page = issue(page, content_mark(row, answers), held, session.context.today)
    session.put("answers", mark_answers(answers, page))
    fill = brief_fill(page, language=session.settings.language)
    if is_new:
        here.clone(schema.sheet("brief_master").name, name)
        session.added_sheets.append(name)
        session.fills[name] = fill
    else:
        now = here.values(name, fill.cells)
        if not all(same(now.get(key), value) for key, value in fill.cells.items() if key in now):
            session.fills[name] = fill
    return page


def _put_status(session: Session, pages: list[BriefPage]) -> None:
    """Status and *Matching in book* of each campaign that was briefed."""
    frame = session.frame("campaigns")
    by_name = {page.campaign.casefold(): page for page in pages}
    found = [by_name.get(str(name).strip().casefold()) for name in frame["campaign"]]
    status = [page.state if page else old for page, old in zip(found, frame["status"], strict=True)]
    matching = [float(page.matching) if page else old for page, old in zip(found, frame["matching"], strict=True)]
    session.put("campaigns", frame.assign(
        status=pd.Series(status, dtype="object", index=frame.index),
        matching=pd.Series(matching, dtype="float64", index=frame.index),
    ))  # fmt: skip


def _notes(pages: list[BriefPage]) -> tuple[str, ...]:
    """One sentence a page."""
    if not pages:
        return ("No campaigns yet: write one on Campaigns, and its questions appear on Answers.",)
    notes = []
    for page in pages:
        open_lines = [line.question for line in (*page.asks, *page.objections) if line.open]
        text = f"{page.campaign}: {page.answers_filled} of {page.answers_needed} must-answers, {page.state}."
        notes.append(text + (f" Open: {'; '.join(open_lines)}" if open_lines else ""))
        notes += [f"  {line}" for line in page.missing]
    return tuple(notes)
