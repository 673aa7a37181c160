"""What a tenth more would bring: leads, close rate, deal size, and a better gate, in money towards the quotas.

A product brings X deals from n leads, X binomial with the close rate; what counts is min(X · average deal, gap): money
beyond the gap is no money towards the quota.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from leadbook.model import QuotaLine
from leadbook.stages.cover import gap_of
from leadbook.stages.forecast import deals_needed

MORE = 1.1
"""A tenth more."""
KEPT_OUT = 0.1
"""Share of the leads that do not close which a better gate keeps out; others come in their place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Levers:
    """Expected money towards the quotas of one rep, and how much more each lever would bring.

    Args:
        expected: with the leads given. more_leads, close_rate, deal_size: on top of it, with a tenth more of these.
        gate: on top of it, with as many leads from a gate that keeps out one in ten of those that do not close.
    """

    expected: float = 0.0
    more_leads: float = 0.0
    close_rate: float = 0.0
    deal_size: float = 0.0
    gate: float = 0.0


def sensitivity(lines: Sequence[QuotaLine]) -> dict[str, Levers]:
    """Rep → expected money of their quotas in money.

    A line in units, without close rate, or open without average deal is left out; a rep of whom nothing is left is
    not in the result.

    Args:
        lines: quotas of one period with `given`, the leads given for it.
    """
    found: dict[str, list[Levers]] = {}
    for line in lines:
        rate, gap = line.close_rate, gap_of(line)
        if line.unit == "money" and (gap <= 0 or (rate is not None and line.average_deal)):
            found.setdefault(line.rep, []).append(_levers(line.given, rate or 0.0, line.average_deal or 0.0, gap))
    names = [one.name for one in fields(Levers)]
    return {rep: Levers(**{name: sum(getattr(one, name) for one in some) for name in names})
            for rep, some in found.items()}  # fmt: skip


def _levers(leads: int, rate: float, deal: float, gap: float) -> Levers:
    """The five sums of one product."""
    now = _money(leads, rate, deal, gap)
    pulled = {
        "more_leads": _money(leads * MORE, rate, deal, gap),
        "close_rate": _money(leads, min(1.0, rate * MORE), deal, gap),
        "deal_size": _money(leads, rate, deal * MORE, gap), "gate": _money(leads, better_gate(rate), deal, gap),
    }  # fmt: skip
    return Levers(expected=now, **{name: max(0.0, value - now) for name, value in pulled.items()})


def better_gate(rate: float) -> float:
    """The close rate when one in ten of the leads that do not close is kept out: won ÷ (all less those kept out).

    >>> better_gate(1.0), better_gate(0.0), round(better_gate(0.25), 4)
    (1.0, 0.0, 0.2703)
    """
    return rate / (1 - KEPT_OUT * (1 - rate))


def _money(leads: float, rate: float, deal: float, gap: float) -> float:
    """E[min(X · deal, gap)]; between whole numbers of leads on the straight line."""
    deals = deals_needed(gap, deal)
    if not deals:
        return 0.0
    whole = int(leads)
    low = _of_whole(whole, rate, deal, (deals, gap))
    part = leads - whole
    return low + part * (_of_whole(whole + 1, rate, deal, (deals, gap)) - low) if part > 1e-9 else low


def _of_whole(leads: int, rate: float, deal: float, need: tuple[int, float]) -> float:
    """The same for a whole number of leads; `need` is the deals that fill the gap, and the gap.

    Of the last deal only what the gap still takes counts: E = deal · E[min(X, d − 1)] + rest · P(X ≥ d), with
    P(X ≥ d) = E[min(X, d)] − E[min(X, d − 1)].
    """
    deals, gap = need
    before, with_last = (expected_deals(leads, rate, most) for most in (deals - 1, deals))
    return deal * before + (gap - (deals - 1) * deal) * (with_last - before)


def expected_deals(leads: int, rate: float, most: int) -> float:
    """E[min(X, most)] for X deals of so many leads: most − Σ (most − k) · P(X = k) over k below it, exactly.

    >>> round(expected_deals(2, 0.25, 7), 6), round(expected_deals(2, 0.25, 1), 6)
    (0.5, 0.4375)
    """
    if leads <= 0 or rate <= 0 or most <= 0:
        return 0.0
    if most >= leads:
        return leads * rate
    if rate >= 1:
        return float(most)
    k = np.arange(most)
    steps = np.log((leads - k[:-1]) / (k[1:])) + np.log(rate) - np.log1p(-rate)
    logs = np.concatenate(([0.0], np.cumsum(steps))) + leads * np.log1p(-rate)
    return most - float(np.sum((most - k) * np.exp(logs)))
