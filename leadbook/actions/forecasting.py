"""`forecast`: what the quotas of the months ahead need, without handing out anything."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from leadbook.actions.context import Context
from leadbook.actions.finishing import finish
from leadbook.actions.judging import sync
from leadbook.actions.planning import plan_of, rate_notes, reasons_of, update_cover
from leadbook.actions.session import Session
from leadbook.model import RunReport
from leadbook.stages import outlook_words as words
from leadbook.stages.allocate_plan import SalesPlan
from leadbook.stages.cover import status
from leadbook.stages.quotas import with_given
from leadbook.stages.sensitivity import sensitivity, total


def forecast(book: Path, context: Context) -> RunReport:
    """Bring Cover, Forecast, Plan and the measured columns in line with Leads, Quotas and Campaigns.

    Raises:
        DuplicateRep; BookError, LayoutError and their kinds.
    """
    session = Session.open(book, context)
    notes = sync(session)
    context.progress("counting the leads the quotas need")
    plan, findings = plan_of(session)
    session.findings.extend(findings)
    update_cover(session, plan, reasons_of(session))
    said = (*_said(session, plan), *rate_notes(session, plan), *notes)
    return finish(session, RunReport(action="forecast", counts=_counts(session), notes=said))


def _said(session: Session, plan: SalesPlan) -> tuple[str, ...]:
    """The outcome in sentences: how short, which months are dark, what would help most."""
    lacks = [sheet for sheet, rows in (("Reps", plan.reps), ("Quotas", session.frame("quotas"))) if not len(rows)]
    if lacks:
        return (f"Nothing can be forecast yet: fill {' and '.join(lacks)} first.",)
    first = () if plan.quotas else (f"There is no quota for {plan.period:%B %Y}, when leads given today close.",)
    coming, months = session.frames.get("forecast"), session.frames.get("plan")
    said = [
        *first, status(session.frame("cover")) if plan.quotas else "",
        words.forecast_status(coming, session.settings.period) if coming is not None and len(coming) else "",
        words.months_sentence(months, session.settings, session.context.today) if months is not None else "",
    ]  # fmt: skip
    lines = with_given(plan.quotas, session.frame("leads"), session.settings)
    said.append(words.levers_sentence(total(sensitivity(lines).values()), session.settings.currency))
    return tuple(text for text in said if text)


def _counts(session: Session) -> Mapping[str, int | float]:
    """Figures of the forecast: this period's, and of all months ahead."""
    cover, coming, months = (session.frames.get(key) for key in ("cover", "forecast", "plan"))
    counts: dict[str, int | float] = {}
    if cover is not None:
        counts |= {"given": int(cover["given"].sum()), "short": int(cover["short_by"].sum())}
    if coming is not None:
        counts |= {"quotas": len(coming), "short_all_months": int(coming["short_by"].sum())}
    if months is not None:
        counts |= {"expected": int(months["expected"].sum()), "short_with_campaigns": int(months["short_by"].sum())}
    return counts
