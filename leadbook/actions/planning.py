"""What allocate, forecast and report share: the sales plan of the book, and the sheets written from it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from leadbook.actions.finishing import append
from leadbook.actions.places import header_row
from leadbook.actions.session import Session
from leadbook.model import Finding
from leadbook.stages.allocate_plan import SalesPlan, sales_plan
from leadbook.stages.calculated import calculated
from leadbook.stages.cover import cover
from leadbook.stages.forecast_rows import forecast
from leadbook.stages.measures import rep_measures
from leadbook.stages.quotas import with_given
from leadbook.stages.rates import settled, too_high, with_measures, with_rates
from leadbook.stages.scoreboard import scoreboard
from leadbook.stages.year_plan import year_plan

PLAN_TABLES = ("reps", "away", "quotas", "customers", "events", "rules")


def plan_of(session: Session) -> tuple[SalesPlan, tuple[Finding, ...]]:
    """Reps, absences, quotas, customers and the ledger of the book as a plan for today's period.

    Quotas come with the close rates and deal sizes that count, entered or measured on the leads of the book.
    """
    tables = {key: session.frame(key) for key in PLAN_TABLES}
    fresh: list[dict[str, object]] = [  # what this run has seen and not yet written
        {"when": event.when, "lead_id": event.lead_id, "rep": event.rep, "event": str(event.kind), "after": event.after}
        for event in session.events
    ]
    tables["events"] = append(tables["events"], fresh)
    plan, findings = sales_plan(tables, session.settings, session.context.today, header_row(session, "reps"))
    leads = session.frame("leads")
    lines, earlier = (with_rates(some, leads, session.settings) for some in (plan.quotas, plan.earlier))
    plan = dataclasses.replace(plan, quotas=lines, earlier=earlier)
    found = settled(findings, with_measures(tables["quotas"], leads))
    return plan, (*found, *too_high(tables["quotas"], leads, plan.period, session.settings)[0])


def rate_notes(session: Session, plan: SalesPlan) -> tuple[str, ...]:
    """A sentence for each close rate that is entered higher than the closed leads leave likely."""
    return too_high(session.frame("quotas"), session.frame("leads"), plan.period, session.settings)[1]


def reasons_of(session: Session) -> Mapping[tuple[str, str], str]:
    """Rep and product → why Cover says that there are no leads."""
    frame = session.frame("cover")
    return {
        (rep, product): why for rep, product, why in zip(frame["rep"], frame["product"], frame["why_none"], strict=True)
    }


def update_cover(session: Session, plan: SalesPlan, why_none: Mapping[tuple[str, str], str]) -> None:
    """Put Cover, Scoreboard, Forecast, Plan and the measured columns of Quotas and Reps in line with the leads."""
    leads, settings = session.frame("leads"), session.settings
    lines = with_given(plan.quotas, leads, settings)
    session.put("cover", cover(lines, why_none))
    if session.has_table("scoreboard"):  # the team may have taken its sheet out
        session.put("scoreboard", scoreboard(plan, leads, lines))
    session.put("reps", rep_measures(leads, session.frame("reps")))
    session.put("quotas", calculated("quotas", with_measures(session.frame("quotas"), leads), settings.measured_from))
    session.period = plan.period
    coming = forecast(session.frame("quotas"), leads, session.frame("reps"), settings, plan.period)
    if session.has_table("forecast"):
        session.put("forecast", coming)
    if session.has_table("plan"):
        campaigns, inquiries = session.frame("campaigns"), session.frame("inquiries")
        session.put("plan", year_plan(coming, campaigns, inquiries, settings, session.context.today))
