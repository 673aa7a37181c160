"""Quotas of one period, read from tblQuotas, and the leads given for it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import pandas as pd

from leadbook.model import Finding, Outcome, QuotaLine, Rep, Settings, Severity
from leadbook.schema import book
from leadbook.stages.forecast import months_of, period_of
from leadbook.stages.wording import as_day

TABLE = "tblQuotas"


def read_quotas(
    frame: pd.DataFrame, period: dt.date, settings: Settings, reps: Sequence[Rep] = ()
) -> tuple[tuple[QuotaLine, ...], tuple[Finding, ...]]:
    """The quotas of a period, months summed to a quarter when Settings says so.

    Args:
        frame: tblQuotas by schema keys.
        period: first day of the period (`leadbook.stages.forecast.period_of`).
        reps: those on tblReps; a quota of nobody on it is a finding. None given: not checked.

    Returns:
        Lines in the order of the table, each with booked and pipeline; close rate and average deal weighted by
        quota where months are summed. Findings for rows (of any period) that cannot be used as they are.
    """
    findings: list[Finding] = []

    def say(row: int, key: str, code: str, note: str) -> None:
        findings.append(Finding(code, TABLE, row, book.table("quotas").column(key).header, note, Severity.ASK))

    names = {rep.name.casefold(): rep.name for rep in reps}
    spelled: dict[str, str] = {}
    months = months_of(period, settings)
    lines: dict[tuple[str, str], list[QuotaLine]] = {}
    for at, cells in enumerate(frame.to_dict("records"), start=1):
        row: dict[str, object] = {str(key): value for key, value in cells.items()}
        line = _read_row(row, names, partial(say, at))
        if line is None or line.period not in months:
            continue
        _missing(line, row, partial(say, at))
        line = dataclasses.replace(line, product=spelled.setdefault(line.product.casefold(), line.product))
        same = lines.setdefault((line.rep, line.product), [])
        if any(other.unit != line.unit for other in same):
            say(at, "unit", "quota_unit_mixed", "Money and units cannot be added; this row is left out.")
        elif any(other.period == line.period for other in same):
            say(at, "period", "quota_twice", "This rep, product and month stand above already; left out.")
        else:
            same.append(line)
    return tuple(_sum(same, period) for same in lines.values()), tuple(findings)


def _read_row(
    row: Mapping[str, object], names: Mapping[str, str], say: Callable[[str, str, str], None]
) -> QuotaLine | None:
    """One row as a line of its month, None when it cannot be used."""
    rep, product = str(row["rep"]).strip(), " ".join(str(row["product"]).split())
    quota, month = _number(row["quota"]), as_day(row["period"])
    if not rep and not product and quota is None:
        return None
    if names and rep.casefold() not in names:
        say("rep", "rep_unknown", "This rep is not on Reps; add them there, or correct the name.")
        return None
    if not rep or not product or month is None or quota is None:
        key = "rep" if not rep else "product" if not product else "period" if month is None else "quota"
        say(key, "quota_incomplete", "Without it this row does not count.")
        return None
    if quota < 0:
        say("quota", "quota_negative", "A quota cannot be below 0; it counts as 0.")
    units = str(row["unit"]).strip().casefold() == "units"
    deal = _number(row["average_deal"])
    if deal is not None and deal <= 0:
        say("average_deal", "deal_not_positive", "An average deal is above 0; it counts as not known.")
        deal = None
    return QuotaLine(
        rep=names.get(rep.casefold(), rep), product=product, period=month.replace(day=1), quota=max(0.0, quota),
        unit="units" if units else "money", booked=_number(row["booked"]) or 0.0,
        pipeline=_number(row["pipeline"]) or 0.0, close_rate=_rate(_number(row["close_rate"]), say),
        average_deal=1.0 if units and deal is None else deal,
    )  # fmt: skip


def _missing(line: QuotaLine, row: Mapping[str, object], say: Callable[[str, str, str], None]) -> None:
    """Say what a quota that is not made yet lacks for a forecast."""
    if line.quota - line.booked - line.pipeline <= 0:
        return
    if _number(row["close_rate"]) is None:
        say("close_rate", "close_rate_missing", "Without a close rate nobody can say how many leads this quota needs.")
    elif line.close_rate == 0:
        say("close_rate", "close_rate_zero", "At 0 % no number of leads makes this quota; is that meant?")
    if line.average_deal is None and _number(row["average_deal"]) is None:
        say("average_deal", "deal_missing", "Without an average deal nobody can say how many deals this quota needs.")


def _rate(value: float | None, say: Callable[[str, str, str], None]) -> float | None:
    """A close rate from 0 to 1; 25 is read as 25 %, and said."""
    if value is None or 0 <= value <= 1:
        return value
    if 1 < value <= 100:
        say("close_rate", "close_rate_read_as_percent", f"{value:g} was read as {value:g} %.")
        return value / 100
    say("close_rate", "close_rate_out_of_range", "A close rate lies between 0 % and 100 %; it counts as not known.")
    return None


def _sum(lines: Sequence[QuotaLine], period: dt.date) -> QuotaLine:
    """Months of one rep and product as one line."""
    if len(lines) == 1:
        return dataclasses.replace(lines[0], period=period)
    return dataclasses.replace(
        lines[0], period=period, quota=sum(line.quota for line in lines), booked=sum(line.booked for line in lines),
        pipeline=sum(line.pipeline for line in lines),
        close_rate=_weighted([(line.close_rate, line.quota) for line in lines]),
        average_deal=_weighted([(line.average_deal, line.quota) for line in lines]),
    )  # fmt: skip


def _weighted(pairs: Sequence[tuple[float | None, float]]) -> float | None:
    """Mean of the known values, weighted by quota (evenly when all quotas are 0)."""
    known = [(value, weight) for value, weight in pairs if value is not None]
    if not known:
        return None
    total = sum(weight for _, weight in known)
    if total == 0 or len({value for value, _ in known}) == 1:
        return sum(value for value, _ in known) / len(known)
    return sum(value * weight for value, weight in known) / total


def _number(value: object) -> float | None:
    """A frame's number, None when it is blank."""
    number = float(value)  # type: ignore[arg-type]
    return None if number != number else number


def given_counts(leads: pd.DataFrame, period: dt.date, settings: Settings) -> dict[tuple[str, str], int]:
    """Leads given for a period, by (rep, product) in lower case; those returned do not count.

    A lead counts for the period in which it can close: the one that holds the day it was given plus a cycle.
    """
    return given_by_period(leads, settings).get(period, {})


def given_by_period(leads: pd.DataFrame, settings: Settings) -> dict[dt.date, dict[tuple[str, str], int]]:
    """First day of a period → the leads given for it as `given_counts` counts them."""
    found: dict[dt.date, dict[tuple[str, str], int]] = {}
    periods: dict[dt.date, dt.date] = {}
    keys = ("rep", "product", "given_on", "outcome")
    for rep, product, given_on, outcome in zip(*(leads[key].tolist() for key in keys), strict=True):
        given = as_day(given_on)
        if not rep or given is None or outcome == Outcome.RETURNED:
            continue
        if given not in periods:
            periods[given] = period_of(given, settings)
        counts = found.setdefault(periods[given], {})
        key = (rep.strip().casefold(), product.strip().casefold())
        counts[key] = counts.get(key, 0) + 1
    return found


def with_given(lines: Sequence[QuotaLine], leads: pd.DataFrame, settings: Settings) -> tuple[QuotaLine, ...]:
    """The lines with the number of leads given for their period."""
    return with_counts(lines, given_counts(leads, lines[0].period, settings)) if lines else ()


def with_counts(lines: Sequence[QuotaLine], counts: Mapping[tuple[str, str], int]) -> tuple[QuotaLine, ...]:
    """The lines with leads given, as `given_counts` gives them."""
    return tuple(
        dataclasses.replace(line, given=counts.get((line.rep.casefold(), line.product.casefold()), 0)) for line in lines
    )
