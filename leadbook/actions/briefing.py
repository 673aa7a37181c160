"""`brief`: one page for each campaign, with every question a rep gets asked."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from leadbook.actions.context import Context
from leadbook.actions.finishing import finish
from leadbook.actions.printing import print_sheets
from leadbook.actions.session import Session
from leadbook.books.saving.diffing import same
from leadbook.errors import UsageError
from leadbook.model import BriefPage, Finding, RunReport
from leadbook.schema import book as schema
from leadbook.stages.brief import (
    ANSWERS_MISSING,
    DRAFT,
    READY,
    Held,
    brief_page,
    complete_answers,
    content_mark,
    held_in,
    issue,
    mark_answers,
)
from leadbook.stages.brief_book import answer_findings, book_gaps, gap_findings, with_gaps
from leadbook.stages.brief_missing import campaign_gaps, late_gap
from leadbook.stages.wording import plain_name
from leadbook.template.layout import paper_of
from leadbook.template.masters import brief_fill, for_earlier_pages, sheet_name

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
    if pdf is not None and pdf.exists() and not pdf.is_dir():
        raise UsageError("This is a file, not a folder.", f"--pdf {pdf.name}", "Name a folder for the PDFs.")
    session = Session.open(book, context)
    session.put("answers", complete_answers(session.frame("campaigns"), session.frame("answers")))
    sheets = _present(session)
    gone = _without_campaign(session, sheets)
    rows = _campaigns(session, campaign)
    pages = [_make(session, row, sheets) for row in rows]
    names = [page.campaign for page in pages]
    found = answer_findings(session.frame("answers"), session.frame("campaigns"), names, context.today)
    session.findings.extend(found)
    _put_status(session, pages)
    missing = sum(page.answers_needed - page.answers_filled for page in pages)
    counts = {"pages": len(pages), "open_answers": missing, "needs_a_person": missing}
    report = finish(session, RunReport(action="brief", counts=counts, notes=(*_notes(pages), *_lost(found), *gone)))
    if pdf is None or not pages:
        return report
    context.progress("making PDFs")
    data = session.opened.path.read_bytes()
    made, findings = print_sheets(data, [sheets[plain_name(page.campaign)] for page in pages], pdf)
    return dataclasses.replace(
        report, outputs=(*report.outputs, *map(str, made)), findings=(*report.findings, *findings),
        notes=(*report.notes, *(f"{path.name} is in {pdf}." for path in made)),
    )  # fmt: skip


def _campaigns(session: Session, wanted: str) -> list[Mapping[str, object]]:
    """The rows of the campaigns to brief; of a campaign that stands there twice, the first."""
    frame = session.frame("campaigns")
    rows: list[Mapping[str, object]] = [
        {str(key): value for key, value in row.items()} for row in frame.to_dict("records")
    ]
    first = {plain_name(row["campaign"]): row for row in reversed(rows)}
    rows = [row for row in rows if str(row["campaign"]).strip() and first[plain_name(row["campaign"])] is row]
    if not wanted:
        return rows
    found = [row for row in rows if plain_name(row["campaign"]) == plain_name(wanted)]
    if not found:
        names = [str(row["campaign"]) for row in rows]
        near = difflib.get_close_matches(wanted, names, 1, 0.5)
        raise UsageError(
            f"There is no campaign “{wanted}”.", "sheet “Campaigns”",
            f"Did you mean “{near[0]}”?" if near else f"There are: {', '.join(names) or 'none yet'}.",
        )  # fmt: skip
    return found


def _present(session: Session) -> dict[str, str]:
    """Campaign → the sheet of its page. A page says itself whose it is: names of sheets are cut and can be changed."""
    here, own = session.opened.book, {sheet.name for sheet in schema.SHEETS}
    found: dict[str, str] = {}
    for info in here.sheets():
        name = None if info.name in own else here.values(info.name, [CAMPAIGN]).get(CAMPAIGN)
        if name:
            found.setdefault(plain_name(name), info.name)
    return found


def _without_campaign(session: Session, sheets: Mapping[str, str]) -> tuple[str, ...]:
    """A sentence for each page whose campaign is not on Campaigns: it was renamed or removed there."""
    known = {plain_name(name) for name in session.frame("campaigns")["campaign"]}
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
    here, key = session.opened.book, plain_name(row["campaign"])
    is_new = key not in sheets
    if is_new:
        sheets[key] = sheet_name(str(row["campaign"]), [info.name for info in here.sheets()])
    name = sheets[key]
    session.context.progress(f"writing {name}")
    held = held_in(None if is_new else here.values(name, [HELD]).get(HELD))
    answers = session.frame("answers")
    page = _page(session, row, held)
    session.put("answers", mark_answers(answers, page))
    fill = for_earlier_pages(brief_fill(page, language=session.settings.language))
    if is_new:
        here.clone(schema.sheet("brief_master").name, name)
        session.added_sheets.append(name)
        session.fills[name] = dataclasses.replace(fill, paper=paper_of(session.settings.home_country))
    else:
        now = here.values(name, fill.cells)
        if not all(same(now.get(key), value) for key, value in fill.cells.items() if key in now):
            session.fills[name] = fill
    return page


def _page(session: Session, row: Mapping[str, object], held: Held) -> BriefPage:
    """What the page says, issued when it is ready; what is missing becomes findings too."""
    answers, campaigns, today = session.frame("answers"), session.frame("campaigns"), session.context.today
    page = brief_page(row, answers, session.frame("inquiries"), today, held.version)
    mine = [
        {str(key): value for key, value in cells.items()} for cells in answers.to_dict("records")
        if plain_name(cells["campaign"]) == plain_name(row["campaign"])
    ]  # fmt: skip
    more = book_gaps(row, campaigns, session.frame("quotas"))
    late = late_gap(row, today) if not held.version else ()
    page = issue(with_gaps(page, more, (READY, ANSWERS_MISSING)), content_mark(row, answers), held, today, late)
    is_out = page.state not in (DRAFT, ANSWERS_MISSING)
    gaps = (*(() if is_out else late), *campaign_gaps(row, mine, today), *more)
    at = [plain_name(name) for name in campaigns["campaign"]].index(plain_name(row["campaign"])) + 1
    session.findings.extend(gap_findings(at, gaps))
    return page


def _lost(found: Sequence[Finding]) -> tuple[str, ...]:
    """A sentence for answers that no campaign has."""
    lost = [finding for finding in found if finding.code == "answers_without_campaign"]
    return tuple(f"Answers, row {finding.row}: {finding.note}" for finding in lost)


def _put_status(session: Session, pages: list[BriefPage]) -> None:
    """Status and *Matching in book* of each campaign that was briefed."""
    frame = session.frame("campaigns")
    by_name = {plain_name(page.campaign): page for page in pages}
    found = [by_name.get(plain_name(name)) for name in frame["campaign"]]
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
