"""What leads can do for one quota, whether its close rate is taken as known or measured.

An entered rate is taken as known (binomial); a measured one is known only as well as the closed leads tell it
(beta-binomial, `QuotaLine.beta`).
"""

from __future__ import annotations

import math

from leadbook.model import QuotaLine
from leadbook.stages import forecast
from leadbook.stages.beta_binomial import chance_of, leads_of, masses
from leadbook.stages.forecast import SURE, deals_needed


def deals_of(line: QuotaLine) -> int | None:
    """Deals that fill the gap of a line; None without an average deal."""
    return deals_needed(line.gap, line.average_deal)


def chance(leads: int, line: QuotaLine) -> float | None:
    """Chance to make the quota with so many leads; None when close rate or average deal are not known."""
    deals = deals_of(line)
    return None if deals is None else chance_of_deals(leads, line, deals)


def chance_of_deals(leads: int, line: QuotaLine, deals: int) -> float | None:
    """Chance of at least so many sales from so many leads; None when the close rate is not known."""
    if deals == 0:
        return 1.0
    if line.beta is not None:
        return chance_of(leads, line.beta, deals)
    return None if line.close_rate is None else forecast.chance(leads, line.close_rate, deals)


def leads_for(line: QuotaLine, sure: float = SURE) -> int | None:
    """The smallest number of leads with a chance of at least `sure` to make the quota; None when that is not known."""
    deals = deals_of(line)
    if deals is not None and line.beta is not None:
        return leads_of(deals, line.beta, sure)
    return forecast.leads_for(deals, line.close_rate, sure)


def expected_to_quota(line: QuotaLine, leads: float) -> float | None:
    """What so many leads bring towards the quota on average, in its unit; never more than the gap.

    The mean of min(sales x average deal, gap), exact for both models: summed over every number of sales below the
    deals needed, and the whole gap for all others. Between whole numbers of leads it is a straight line.
    None when close rate or average deal are not known.
    """
    whole = math.floor(leads)
    least = _expected(line, whole)
    if least is None or whole == leads:
        return least
    more = _expected(line, whole + 1)
    return None if more is None else least + (leads - whole) * (more - least)


def _expected(line: QuotaLine, leads: int) -> float | None:
    """The same for a whole number of leads."""
    gap, deals = line.gap, deals_of(line)
    if not deals:
        return None if deals is None else 0.0
    assert line.average_deal is not None, "there is a number of deals only with an average deal"
    below = _masses(line, leads, min(deals, leads + 1))
    if below is None:
        return None
    enough = max(0.0, 1.0 - math.fsum(below)) if leads >= deals else 0.0
    return math.fsum(sales * line.average_deal * mass for sales, mass in enumerate(below)) + gap * enough


def _masses(line: QuotaLine, leads: int, deals: int) -> list[float] | None:
    """The chances of exactly 0, 1, … deals - 1 sales; None when the close rate is not known."""
    if line.beta is not None:
        return masses(leads, line.beta, deals)
    rate = line.close_rate
    if rate is None:
        return None
    if rate in (0.0, 1.0):
        return [float(sales == leads * rate) for sales in range(deals)]
    logs = math.log(rate), math.log1p(-rate)
    whole = math.lgamma(leads + 1)
    return [
        math.exp(whole - math.lgamma(k + 1) - math.lgamma(leads - k + 1) + k * logs[0] + (leads - k) * logs[1])
        for k in range(deals)
    ]
