"""Close rate and deal size from the reps' own closed leads, shrunk to the team's where they are few.

A lead is closed when it is Sold or Lost; one that was returned was none. Entered figures count until a rep has
closed enough leads on a product (Settings, `measured_from`); from then on the measured ones do.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from leadbook.model import Finding, Measured, Outcome, QuotaLine, Settings, Severity
from leadbook.schema import book
from leadbook.stages.beta_binomial import is_above, upper_bound
from leadbook.stages.forecast import months_of
from leadbook.stages.wording import as_day, percent, plain_name

LENT = 10
"""So many leads at most the team's closed leads count as, beside a rep's own."""
LENT_DEALS = 5
"""The same for the amounts of the team's sales."""

WARN_FROM = 10
"""An entered rate is held against the measured one from so many closed leads on: of a rep's first leads the lost ones
close before the sold ones, and of many reps some always begin with bad luck."""

Key = tuple[str, str]
"""Rep and product in lower case."""

_CODE = "close_rate_above_measured"
_CLOSED = frozenset({Outcome.SOLD, Outcome.LOST})


@dataclasses.dataclass(slots=True)
class _Tally:
    """Closed leads of one rep on one product, or of all: sold, sold or lost, and the amounts of the sold ones."""

    wins: int = 0
    closed: int = 0
    amount: float = 0.0
    amounts: int = 0


class Closed:
    """The closed leads of a book, counted.

    Args:
        leads: tblLeads: columns rep, product, outcome, amount.
    """

    def __init__(self, leads: pd.DataFrame) -> None:
        self._own: dict[Key, _Tally] = {}
        self._all: dict[str, _Tally] = {}
        known: dict[tuple[str, str], Key] = {}  # there are few names and many leads
        amounts: dict[Key, list[float]] = {}
        columns = (leads[key].tolist() for key in ("rep", "product", "outcome", "amount"))
        for rep, product, outcome, amount in zip(*columns, strict=True):
            if outcome not in _CLOSED:
                continue
            if (rep, product) not in known:
                known[rep, product] = key_of(rep, product)
            key = known[rep, product]
            own = self._own.setdefault(key, _Tally())
            own.closed += 1
            own.wins += outcome == Outcome.SOLD
            if outcome == Outcome.SOLD and amount > 0:
                amounts.setdefault(key, []).append(amount)
        self._sum(amounts)

    def _sum(self, amounts: Mapping[Key, Sequence[float]]) -> None:
        """Add the amounts up, and all reps of a product; in whatever order the leads stand it comes to the same."""
        of_product: dict[str, list[float]] = {}
        for key, own in self._own.items():
            some = amounts.get(key, ())
            own.amount, own.amounts = math.fsum(some), len(some)
            of_product.setdefault(key[1], []).extend(some)
            team = self._all.setdefault(key[1], _Tally())
            team.closed += own.closed
            team.wins += own.wins
        for product, some in of_product.items():
            self._all[product].amount, self._all[product].amounts = math.fsum(some), len(some)

    def of(self, rep: str, product: str, unit: str = "money") -> Measured:
        """What a rep's and the others' closed leads on a product show."""
        key = key_of(rep, product)
        own, team = self._own.get(key, _Tally()), self._all.get(key[1], _Tally())
        others = _Tally(
            team.wins - own.wins, team.closed - own.closed, team.amount - own.amount, team.amounts - own.amounts
        )
        return Measured(
            wins=own.wins, closed=own.closed, team_wins=others.wins, team_closed=others.closed,
            lent=min(LENT, others.closed), deal=1.0 if unit == "units" else _deal(own, others),
        )  # fmt: skip


def key_of(rep: object, product: object) -> Key:
    """Rep and product as they are compared."""
    return plain_name(rep), plain_name(product)


def _deal(own: _Tally, others: _Tally) -> float | None:
    """Average amount of a sale: one's own, and the others' mean counted as at most five sales."""
    lent = min(LENT_DEALS, others.amounts)
    if not own.amounts + lent:
        return None
    mean = others.amount / others.amounts if lent else 0.0
    return (own.amount + lent * mean) / (own.amounts + lent)


def with_rates(lines: Sequence[QuotaLine], leads: pd.DataFrame, settings: Settings) -> tuple[QuotaLine, ...]:
    """The lines with the figures that count, entered or measured, and where the close rate comes from.

    Args:
        lines: as Quotas has them, close rate and average deal entered or None.
        leads: tblLeads by schema keys.
    """
    return rated(lines, Closed(leads), settings)


def rated(lines: Sequence[QuotaLine], closed: Closed, settings: Settings) -> tuple[QuotaLine, ...]:
    """The same, where the closed leads are counted already."""
    return tuple(_with_rate(line, closed.of(line.rep, line.product, line.unit), settings) for line in lines)


def _with_rate(line: QuotaLine, measured: Measured, settings: Settings) -> QuotaLine:
    enough = measured.closed >= settings.measured_from
    rate, deal = line.close_rate, line.average_deal
    use_rate = measured.rate is not None and (enough or rate is None)
    use_deal = line.unit != "units" and measured.deal is not None and (enough or deal is None)
    return dataclasses.replace(
        line, close_rate=measured.rate if use_rate else rate, average_deal=measured.deal if use_deal else deal,
        beta=(measured.alpha, measured.beta) if use_rate else None,
        rate_from=source(measured) if use_rate else "" if rate is None else "entered",
    )  # fmt: skip


def source(measured: Measured) -> str:
    """Where a measured rate comes from: “5 of 20”, “5 of 20, team 24 %”, “team 30 of 120”."""
    if not measured.closed:
        return f"team {measured.team_wins} of {measured.team_closed}"
    own = f"{measured.wins} of {measured.closed}"
    return f"{own}, team {percent(measured.team_rate)}" if measured.lent else own


def with_measures(quotas: pd.DataFrame, leads: pd.DataFrame) -> pd.DataFrame:
    """tblQuotas with what is measured beside what was entered: Closed leads, Measured close rate, Measured deal.

    Blank where nothing is measured, and in rows without a rep or a product.
    """
    closed = Closed(leads)
    rows = []
    for rep, product, unit in zip(*(quotas[key].tolist() for key in ("rep", "product", "unit")), strict=True):
        if not (str(rep).strip() and str(product).strip()):
            rows.append((np.nan, np.nan, np.nan))
            continue
        found = closed.of(rep, product, "units" if str(unit).strip().casefold() == "units" else "money")
        rows.append((float(found.closed), _blank(found.rate), _blank(found.deal)))
    made = pd.DataFrame(rows, columns=["closed_leads", "measured_rate", "measured_deal"], index=quotas.index)
    return quotas.assign(**{key: made[key].astype("float64") for key in made.columns})


def _blank(value: float | None) -> float:
    return np.nan if value is None else value


def settled(findings: Sequence[Finding], quotas: pd.DataFrame) -> tuple[Finding, ...]:
    """The findings on Quotas without those that a measured figure answers: a blank close rate or average deal.

    Args:
        quotas: tblQuotas as `with_measures` gives it.
    """
    answers = {"close_rate_missing": "measured_rate", "deal_missing": "measured_deal"}
    return tuple(
        finding for finding in findings
        if finding.code not in answers or np.isnan(quotas[answers[finding.code]].iloc[(finding.row or 1) - 1])
    )  # fmt: skip


def too_high(
    quotas: pd.DataFrame, leads: pd.DataFrame, period: dt.date, settings: Settings
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """Entered close rates above what a rep's closed leads leave likely: findings on Quotas, and the same with names.

    One for each rep, product and entered rate, on its first row from the period on.

    Args:
        quotas: tblQuotas by schema keys. period: first day of the period leads are given for.
    """
    closed = Closed(leads)
    findings, said = [], []
    seen: set[tuple[Key, float]] = set()
    header = book.table("quotas").column("close_rate").header
    first = min(months_of(period, settings))
    keys = ("rep", "product", "period", "close_rate")
    for at, (rep, product, month, typed) in enumerate(zip(*(quotas[key].tolist() for key in keys), strict=True), 1):
        rate, day = as_share(typed), as_day(month)
        if rate is None or day is None or day.replace(day=1) < first:
            continue
        key = key_of(rep, product), rate
        if key in seen:
            continue
        seen.add(key)
        measured = closed.of(rep, product)
        if measured.closed < WARN_FROM or not is_above(rate, measured.wins, measured.closed):
            continue
        text = warning(rate, measured.wins, measured.closed)
        findings.append(Finding(_CODE, "tblQuotas", at, header, text, Severity.ASK))
        said.append(f"{' '.join(str(rep).split())} on {' '.join(str(product).split())}: {text}")
    return tuple(findings), tuple(said)


def warning(rate: float, wins: int, closed: int) -> str:
    """“40 % entered, 8 of 40 sold so far: at most 34 % is likely.”"""
    most = percent(upper_bound(wins, closed))
    return f"{percent(rate)} entered, {wins} of {closed} sold so far: at most {most} is likely."


def as_share(value: float) -> float | None:
    """A close rate as it was typed as a share: 25 is 25 %; None for a blank or what is none."""
    if not 0 <= value <= 100:  # NaN is neither
        return None
    return value / 100 if value > 1 else value
