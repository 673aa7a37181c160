"""Sales from leads when the close rate itself is only known from some closed leads: the beta-binomial distribution.

The rate follows Beta(a, b); of n leads k are sold with the chance C(n, k) B(k + a, n - k + b) / B(a, b) (Johnson,
Kemp and Kotz, Univariate Discrete Distributions, 6.2.2). The fewer closed leads the rate is known from, the wider
the spread and the more leads it takes to be sure.
"""

from __future__ import annotations

import math
from functools import lru_cache

from leadbook.stages.forecast import regularized_beta, smallest

MOST_LEADS = 10**9
"""Beyond so many leads nobody is helped by a number."""

_LARGE = 1000.0
_NOTHING = 1e-18
_HALVINGS = 60


def chance_of(leads: int, beta: tuple[float, float], deals: int) -> float:
    """Chance of at least `deals` sales from `leads` leads whose close rate follows Beta(a, b): exact tail.

    Args:
        leads, deals: whole numbers from 0.
        beta: a and b, both above 0.

    Raises:
        ValueError: an argument is out of its range.
    """
    a, b = beta
    if leads < 0 or deals < 0 or not (a > 0 and b > 0):
        raise ValueError("leads and deals begin at 0, the parameters of a Beta distribution are above 0")
    if deals == 0:
        return 1.0
    if leads < deals:
        return 0.0
    return min(1.0, max(0.0, 1.0 - math.fsum(masses(leads, beta, deals))))


def masses(leads: int, beta: tuple[float, float], deals: int) -> list[float]:
    """The chances of exactly 0, 1, … deals - 1 sales, worked out from the likeliest of these numbers outwards.

    Args:
        leads, deals: whole numbers, deals from 1 to one more than leads. beta: as for `chance_of`.
    """
    a, b = beta
    start = min(deals - 1, int(leads * a / (a + b)))
    first = mass = math.exp(_log_mass(start, leads, beta))
    found = [0.0] * deals
    found[start] = first
    for k in range(start, 0, -1):  # mass(k - 1) from mass(k)
        mass *= k * (leads - k + b) / ((leads - k + 1) * (k - 1 + a))
        found[k - 1] = mass
        if mass < _NOTHING * first:
            break
    mass = first
    for k in range(start + 1, deals):  # mass(k) from mass(k - 1)
        mass *= (leads - k + 1) * (k - 1 + a) / (k * (leads - k + b))
        found[k] = mass
    return found


def _log_mass(k: int, n: int, beta: tuple[float, float]) -> float:
    """Logarithm of the chance of exactly k sales."""
    a, b = beta
    return (
        _log_ratio(k + 1, a - 1) + _log_ratio(n - k + 1, b - 1) - _log_ratio(n + 1, a + b - 1)
        + math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    )  # fmt: skip


def _log_ratio(x: float, more: float) -> float:
    """log(gamma(x + more) / gamma(x)); for large x by the series of Stirling, so that no digit is lost."""
    if x < _LARGE or x + more < _LARGE:
        return math.lgamma(x + more) - math.lgamma(x)
    y = x + more
    rest = (1 / y - 1 / x) / 12 - (1 / y**3 - 1 / x**3) / 360
    return more * math.log(x) + (y - 0.5) * math.log1p(more / x) - more + rest


@lru_cache(maxsize=4096)
def leads_of(deals: int, beta: tuple[float, float], sure: float) -> int | None:
    """The smallest number of leads with a chance of at least `sure` to bring so many deals; 0 when none is needed.

    None when the number would be beyond any use.
    """
    if deals <= 0:
        return 0
    return smallest(lambda leads: chance_of(leads, beta, deals) >= sure, deals, MOST_LEADS)


SHARE = 0.975
"""Of a close rate that is measured: so likely it is not above the upper bound."""


def is_above(rate: float, wins: int, closed: int) -> bool:
    """Whether a close rate lies above the upper bound of one measured on so many leads."""
    if wins >= closed or rate * closed <= wins:
        return False
    return rate >= 1 or regularized_beta(rate, wins + 0.5, closed - wins + 0.5) > SHARE


@lru_cache(maxsize=1024)
def upper_bound(wins: int, closed: int) -> float:
    """The highest close rate that so many sales of so many closed leads leave likely.

    The upper end of Jeffreys' interval: the quantile .975 of Beta(wins + 1/2, closed - wins + 1/2), 1 when every
    lead was sold (Brown, Cai and DasGupta, Interval Estimation for a Binomial Proportion, 2001, section 3.1.2).
    """
    if wins >= closed:
        return 1.0
    a, b = wins + 0.5, closed - wins + 0.5
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if regularized_beta(middle, a, b) < SHARE:
            low = middle
        else:
            high = middle
    return high
