"""Rows of tblForecast: what each quota of the months ahead needs, and how likely the leads given make it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
import pandas as pd

from leadbook.model import QuotaLine, Rep, Settings
from leadbook.schema import book, frames
from leadbook.stages.forecast import give_by, leads_needed, period_with
from leadbook.stages.odds import chance, deals_of, leads_for
from leadbook.stages.quotas import given_by_period, read_quotas, with_counts
from leadbook.stages.rates import Closed, rated
from leadbook.stages.wording import as_day

PERIODS = 12
"""Months (or quarters) ahead, at most."""

LEVELS = {"leads_50": 0.5, "leads_80": 0.8, "leads_90": 0.9}
"""Column of tblForecast and tblPlan → how sure so many leads make."""


def forecast(
    quotas: pd.DataFrame, leads: pd.DataFrame, reps: pd.DataFrame, settings: Settings, period: dt.date
) -> pd.DataFrame:  # fmt: skip
    """Rows of tblForecast for the periods with quotas from one on, by month and then as Quotas has them.

    Args:
        quotas, leads, reps: the tables by schema keys.
        period: first day of the period leads are given for.

    Returns:
        All keys of tblForecast, values of formula columns as the sheet computes them (NaN where it shows "").
    """
    rows = [_row(line, settings) for lines in coming(quotas, leads, reps, settings, period) for line in lines]
    return frames.from_rows(book.table("forecast"), rows)


def coming(
    quotas: pd.DataFrame, leads: pd.DataFrame, reps: pd.DataFrame, settings: Settings, period: dt.date
) -> list[tuple[QuotaLine, ...]]:  # fmt: skip
    """The quotas of each period from one on that has any, with rates and leads given; see `forecast`."""
    names = [Rep(name=" ".join(str(name).split())) for name in reps["rep"] if str(name).strip()]
    days = [None if day is None else period_with(day, settings) for day in map(as_day, quotas["period"].tolist())]
    counts, closed = given_by_period(leads, settings), Closed(leads)
    found = []
    for first in sorted({day for day in days if day is not None and day >= period}):
        lines, _ = read_quotas(quotas[np.array([day == first for day in days])], first, settings, names)
        if lines:
            found.append(with_counts(rated(lines, closed, settings), counts.get(first, {})))
        if len(found) == PERIODS:
            break
    return found


def period_lines(
    quotas: pd.DataFrame, leads: pd.DataFrame, reps: pd.DataFrame, settings: Settings, period: dt.date
) -> Sequence[QuotaLine]:  # fmt: skip
    """The quotas of one period, with rates and leads given; none where it has none."""
    chosen = [_in(day, period, settings) for day in map(as_day, quotas["period"].tolist())]
    of_period = quotas[np.array(chosen, dtype=bool)]
    found = coming(of_period, leads, reps, settings, period)
    return found[0] if found else ()


def _in(day: dt.date | None, period: dt.date, settings: Settings) -> bool:
    """Whether a day belongs to the period."""
    return day is not None and period_with(day, settings) == period


def _row(line: QuotaLine, settings: Settings) -> dict[str, object]:
    """One row by schema keys; None for blank."""
    deals = deals_of(line)
    sure = {key: leads_for(line, level) for key, level in LEVELS.items()}
    eighty = sure["leads_80"]
    return {
        "rep": line.rep, "product": line.product, "month": line.period, "unit": line.unit,
        "quota": line.quota, "booked": line.booked, "pipeline": line.pipeline, "gap": line.gap,
        "close_rate": line.close_rate, "rate_from": line.rate_from, "average_deal": line.average_deal,
        "deals_needed": deals, "leads_needed": leads_needed(deals, line.close_rate), **sure,
        "given": line.given, "chance": chance(line.given, line),
        "short_by": None if eighty is None else max(0, eighty - line.given),
        "give_by": give_by(line.period, settings),
    }  # fmt: skip
