"""`report`: count the way from inquiry to sale, for both sides alike."""

from __future__ import annotations

from pathlib import Path

from leadbook.actions.context import Context
from leadbook.actions.finishing import finish
from leadbook.actions.judging import sync
from leadbook.actions.planning import plan_of, rate_notes, reasons_of, update_cover
from leadbook.actions.session import Session
from leadbook.model import RunReport
from leadbook.stages import report as counting
from leadbook.stages.report_cells import expectations_sentence, report_sentences, report_status


def report(book: Path, context: Context) -> RunReport:
    """Bring Report, Cover and Start up to date with what stands on the sheets.

    Raises:
        DuplicateRep; BookError, LayoutError and their kinds.
    """
    session = Session.open(book, context)
    notes = sync(session)
    plan, findings = plan_of(session)
    session.findings.extend(findings)
    update_cover(session, plan, reasons_of(session))
    rows = counting.report(
        session.frame("inquiries"), session.frame("leads"), session.frame("campaigns"), session.frame("events"),
        context.today,
    )  # fmt: skip
    session.put("report", rows)
    currency = session.settings.currency
    expectations = expectations_sentence(session.frame("inquiries"), session.frame("leads"))
    said = [text for text in report_sentences(rows, currency, expectations) if text]
    totals = rows[rows["by"] == "Campaign"]
    counts = {key: int(totals[key].sum()) for key in ("received", "qualified", "given", "called", "meeting", "sold")}
    said += rate_notes(session, plan)
    result = RunReport(action="report", counts=counts, notes=(report_status(rows, currency), *said, *notes))
    return finish(session, result)
