"""Sentences on the months ahead: brown-outs, rates entered too high, what would help most, status lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from leadbook.model import Settings
from leadbook.schema.cells import COVER_LEVERS
from leadbook.stages.forecast import SURE
from leadbook.stages.sensitivity import NAMES, Levers
from leadbook.stages.wording import as_day, count, listed, money, month_name, period_name
from leadbook.stages.year_plan import brown_outs, campaigns_of, window

_FEW = 3


def months_sentence(plan: pd.DataFrame, settings: Settings, today: dt.date) -> str:
    """Which months have fewer leads, given and expected, than an even chance takes, and why the leanest has so few.

    Args:
        plan: rows of tblPlan.
    """
    found = brown_outs(plan)
    if not found:
        lit = f"No brown-out ahead: every {settings.period} has the leads that an even chance takes."
        return "" if plan.empty else lit
    told = [f"{_name(day, settings)} has {have:,.0f} of {half:,.0f}" for day, have, half in found[:_FEW]]
    if len(found) > _FEW:
        later = count(len(found) - _FEW, f"later {settings.period}")
        told = [*told, f"{later} too few as well"]
    day = min(found, key=lambda one: (one[1] / one[2], one[0]))[0]
    names = campaigns_of(plan, day)
    why = f"only {names} should bring some" if names else "no campaign is planned for these days"
    return (
        f"Brown-out, fewer leads given and expected than an even chance takes: {listed(told)}. "
        f"Leads for {_name(day, settings)} can come {window(day, settings, today)}, and {why}."
    )


def _name(day: dt.date, settings: Settings) -> str:
    """“Dec 2026”, or the months of a quarter."""
    return period_name(day, settings.period) if settings.period == "quarter" else month_name(day)


def rates_sentence(said: Sequence[str]) -> str:
    """Close rates that are entered too high, for Cover; "" when there is none."""
    if not said:
        return ""
    more = f" {count(len(said) - 2, 'more rate')} on Quotas." if len(said) > 2 else ""
    return f"Entered higher than measured: {' '.join(said[:2])}{more}"


def levers_sentence(levers: Levers, currency: str) -> str:
    """What would bring most, beside what can be expected."""
    best = max(NAMES, key=lambda name: getattr(levers, name))
    more = round(getattr(levers, best))
    now = money(levers.expected, currency)
    if more <= 0:
        return f"{now} towards the quotas can be expected; none of these adds to it." if levers.expected else ""
    name = COVER_LEVERS[best]
    return f"{name} would bring most: {money(more, currency)} on top of the {now} to be expected towards the quotas."


def forecast_status(frame: pd.DataFrame, kind: str = "month") -> str:
    """“60 quotas in 6 months: 412 leads short of being 80 % sure, 64 of them in Dec 2026.”

    Args:
        frame: rows of tblForecast. kind: "month" or "quarter", as Settings says.
    """
    months = [day for day in map(as_day, sorted(frame["month"].unique())) if day is not None]
    short = frame["short_by"].sum()
    head = f"{count(len(frame), 'quota')} in {count(len(months), kind)}:"
    if not short:
        return f"{head} each is {SURE * 100:.0f} % sure with the leads given, or cannot be counted."
    first = frame.loc[frame["month"] == pd.Timestamp(months[0]), "short_by"].sum()
    when = period_name(months[0], kind) if kind == "quarter" else month_name(months[0])
    now = f", {first:,.0f} of them in {when}" if len(months) > 1 else ""
    return f"{head} {count(short, 'lead')} short of being {SURE * 100:.0f} % sure{now}."


def plan_status(plan: pd.DataFrame) -> str:
    """“64 leads given and 120 expected from campaigns; 228 short of being 80 % sure. Brown-out: Apr 2027.”"""
    given, expected, short = (plan[key].sum() for key in ("given", "expected", "short_by"))
    lacks = f"{count(short, 'lead')} short of being {SURE * 100:.0f} % sure" if short else "enough to be 80 % sure"
    dark = [month_name(day) for day, _, _ in brown_outs(plan)]
    shown = [*dark[:_FEW], f"{len(dark) - _FEW} more"] if len(dark) > _FEW + 1 else dark
    more = f" Brown-out: {listed(shown)}." if dark else ""
    return f"{count(given, 'lead')} given and {expected:,.0f} expected from campaigns; {lacks}.{more}"
