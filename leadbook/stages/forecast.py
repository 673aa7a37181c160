"""How many leads a quota needs: exact binomial from the close rate.

gap = quota - booked - pipeline; deals = gap / average deal, rounded up; leads = deals / close rate, rounded up,
is the mean: it makes quota little more than half the time. “80 % sure” is the smallest whole number of leads with
a chance of at least .80.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable

from leadbook.model import Settings

SURE = 0.8
"""The certainty the Cover sheet plans with."""

_TINY = 1e-300
_ROUNDS = 20_000
_MOST_LEADS = 2**50


def period_of(today: dt.date, settings: Settings) -> dt.date:
    """First day of the month (or quarter) in which leads given today close: the one with today + cycle_days."""
    return period_with(today + dt.timedelta(days=settings.cycle_days), settings)


def period_with(day: dt.date, settings: Settings) -> dt.date:
    """First day of the month or quarter that a day lies in."""
    months = _months_in(settings)
    return dt.date(day.year, (day.month - 1) // months * months + 1, 1)


def _months_in(settings: Settings) -> int:
    """Months of a period."""
    return 3 if settings.period == "quarter" else 1


def _later(period: dt.date, months: int) -> dt.date:
    """First day of the month so many months later."""
    at = period.year * 12 + period.month - 1 + months
    return dt.date(at // 12, at % 12 + 1, 1)


def period_before(period: dt.date, settings: Settings) -> dt.date:
    """First day of the month or quarter before one."""
    return _later(period, -_months_in(settings))


def months_of(period: dt.date, settings: Settings) -> tuple[dt.date, ...]:
    """The first days of the months of a period: one, or the three of a quarter."""
    return tuple(_later(period, more) for more in range(_months_in(settings)))


def last_day(period: dt.date, settings: Settings) -> dt.date:
    """The last day of a period that begins on that day."""
    return next_period(period, settings) - dt.timedelta(days=1)


def next_period(period: dt.date, settings: Settings) -> dt.date:
    """The first day of the period after one."""
    return _later(period, _months_in(settings))


def first_to_give(period: dt.date, settings: Settings) -> dt.date:
    """The first day on which a lead that is given closes in the period."""
    return period - dt.timedelta(days=settings.cycle_days)


def give_by(period: dt.date, settings: Settings) -> dt.date:
    """The last day on which a lead that is given still closes in the period, one sales cycle ahead."""
    return last_day(period, settings) - dt.timedelta(days=settings.cycle_days)


def deals_needed(gap: float, average_deal: float | None) -> int | None:
    """Deals that fill the gap, rounded up; None without an average deal; a gap of 0 needs none.

    The quotient is rounded to six places first, as the sheet's formula does, so that 0.1 + 0.2 costs no deal.
    """
    if gap <= 0:
        return 0
    if average_deal is None or not average_deal > 0:
        return None
    return math.ceil(round(max(0.0, gap) / average_deal, 6))


def leads_needed(deals: int | None, rate: float | None) -> int | None:
    """Leads that bring so many deals on average, rounded up; None without deals or close rate; no deal needs none."""
    if deals == 0:
        return 0
    if deals is None or rate is None or not rate > 0:
        return None
    return math.ceil(round(deals / rate, 6))


def chance(leads: int, rate: float, deals: int) -> float:
    """Chance of at least `deals` sales from `leads` leads that each close with `rate`: exact binomial tail.

    Args:
        leads, deals: whole numbers from 0.
        rate: share from 0 to 1.

    Raises:
        ValueError: an argument is out of its range.
    """
    if leads < 0 or deals < 0 or not 0 <= rate <= 1:
        raise ValueError("leads and deals begin at 0, a close rate lies between 0 and 1")
    if deals == 0:
        return 1.0
    if leads < deals or rate == 0:
        return 0.0
    if rate == 1:
        return 1.0
    return regularized_beta(rate, float(deals), float(leads - deals + 1))


def leads_for(deals: int | None, rate: float | None, sure: float = SURE) -> int | None:
    """The smallest number of leads with a chance of at least `sure` to bring so many deals.

    None when deals or close rate are not known, when no deal is ever closed (rate 0), or when the number would
    be beyond any use.
    """
    if deals is not None and deals <= 0:
        return 0
    if deals is None or rate is None or not rate > 0 or not 0 < sure < 1:
        return None
    return smallest(lambda leads: chance(leads, rate, deals) >= sure, deals, _MOST_LEADS)


def smallest(enough: Callable[[int], bool], first: int, most: int) -> int | None:
    """The smallest whole number from `first` on that is enough; None when it would be beyond `most`.

    Args:
        enough: false up to some number and true from there on.
    """
    low, high = first - 1, first
    while not enough(high):
        low, high = high, high * 2
        if high > most:
            return None
    while high - low > 1:
        middle = (low + high) // 2
        if enough(middle):
            high = middle
        else:
            low = middle
    return high


def regularized_beta(x: float, a: float, b: float) -> float:
    """I_x(a, b), by the continued fraction DLMF 8.17.22 on the side where it converges fast.

    P(at least d of n) = I_rate(d, n - d + 1) (DLMF 8.17.5).
    """
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    fast = x < (a + 1) / (a + b + 2)
    value = front * _fraction(x, a, b) / a if fast else 1 - front * _fraction(1 - x, b, a) / b
    return min(1.0, max(0.0, value))


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of DLMF 8.17.22 by the method of Lentz."""
    c, d = 1.0, _away_from_zero(1 - (a + b) * x / (a + 1))
    d = 1 / d
    result = d
    for m in range(1, _ROUNDS):
        for step in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _away_from_zero(1 + step * d)
            c = _away_from_zero(1 + step / c)
            result *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return result


def _away_from_zero(value: float) -> float:
    """The value, kept away from zero as a divisor."""
    return value if abs(value) > _TINY else _TINY
