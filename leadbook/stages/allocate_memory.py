"""Fairness over time: nobody is flooded or starved for having been away, new, or unlucky the period before.

Two numbers are added to the leads a rep counts as having, by rep and product:

* the share of the leads given while they were away or not yet here (of each such lead the part that need would have
  brought them): whoever comes back, or is new, gets leads in proportion from then on, and not all of them at first.
* what they got above the team's usual share in the period before, or less what they missed below it: a shortfall is
  carried over, by at most a quarter of what this period needs.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from leadbook.model import QuotaLine, Rep, Settings
from leadbook.stages.allocate_plan import WORKING_DAYS, is_away
from leadbook.stages.allocate_reach import Reach, Rules
from leadbook.stages.forecast import deals_needed, first_to_give, give_by, leads_needed, period_of
from leadbook.stages.quotas import given_counts
from leadbook.stages.sharing import bits
from leadbook.stages.wording import as_day

MOST = 4
"""A shortfall carries over by at most one part in so many of the leads needed."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What is added to the leads given, by position of rep and product; whole leads.

    Args:
        away: for the time in which they were not here, from 0.
        carried: from the period before; below 0 for those who got too few.
    """

    away: Sequence[Sequence[int]]
    carried: Sequence[Sequence[int]]

    def of(self, rep: int, product: int) -> int:
        """Both together."""
        return self.away[rep][product] + self.carried[rep][product]


def memory_of(
    rules: Rules, leads: pd.DataFrame, settled: Mapping[str, Reach], needed: Sequence[Sequence[int]]
) -> Memory:  # fmt: skip
    """The memory of a book.

    Args:
        leads: tblLeads by schema keys, in any order.
        settled: leads that have a rep → who could have got them.
        needed: leads needed by rep and product.
    """
    return Memory(_missed(rules, leads, settled, needed), _carried(rules, leads, needed))


def _missed(
    rules: Rules, leads: pd.DataFrame, settled: Mapping[str, Reach], needed: Sequence[Sequence[int]]
) -> list[list[int]]:  # fmt: skip
    """What the absent would have got of the leads given for the period: of each their part of the need."""
    plan = rules.plan
    parts: dict[tuple[int, int], list[float]] = {}
    away_on = _away_on(plan.reps)
    for key, given_on in zip(leads["lead_id"], leads["given_on"], strict=True):
        day, reach = as_day(given_on), settled.get(key)
        if day is None or reach is None or reach.product < 0 or reach.owner >= 0:
            continue
        if not (absent := away_on(day) & reach.speaks) or period_of(day, plan.settings) != plan.period:
            continue
        here = sum(needed[rep][reach.product] for rep in bits(reach.speaks & ~absent))
        for rep in bits(absent):
            if need := needed[rep][reach.product]:
                parts.setdefault((rep, reach.product), []).append(need / (need + here))
    found = [[0] * len(rules.products) for _ in plan.reps]
    for (rep, product), some in parts.items():
        found[rep][product] = math.floor(math.fsum(some) + 0.5)  # fsum: the same in any order
    return found


def _away_on(reps: Sequence[Rep]) -> Callable[[dt.date], int]:
    """Who is away on a day, as bits."""
    known: dict[dt.date, int] = {}

    def find(day: dt.date) -> int:
        if day not in known:
            known[day] = sum(1 << at for at, rep in enumerate(reps) if is_away(rep, day))
        return known[day]

    return find


def _carried(rules: Rules, leads: pd.DataFrame, needed: Sequence[Sequence[int]]) -> list[list[int]]:
    """What they got above or below the team's usual share in the period before."""
    plan = rules.plan
    found = [[0] * len(rules.products) for _ in plan.reps]
    if not plan.earlier:
        return found
    place = {rep.name.casefold(): at for at, rep in enumerate(plan.reps)}
    given = given_counts(leads, plan.earlier[0].period, plan.settings)
    for product, name in enumerate(rules.products):
        lines = [line for line in plan.earlier if line.product.casefold() == name and line.rep.casefold() in place]
        reps = [place[line.rep.casefold()] for line in lines]
        weights = [_weight(line, plan.reps[at], plan.settings) for line, at in zip(lines, reps, strict=True)]
        got = [given.get((line.rep.casefold(), name), 0) for line in lines]
        if len(lines) < 2 or not sum(got) or not sum(weights):
            continue
        usual = sum(got) / math.fsum(weights)
        for at, has, weight in zip(reps, got, weights, strict=True):
            most = needed[at][product] // MOST
            found[at][product] = max(-most, min(most, math.floor(has - weight * usual + 0.5)))
    return found


def _weight(line: QuotaLine, rep: Rep, settings: Settings) -> float:
    """What a rep's quota takes in leads, less for the working days on which they were not here."""
    leads = leads_needed(deals_needed(line.quota, line.average_deal), line.close_rate) or 0
    if not leads or not rep.active:
        return 0.0
    days = [day for day in days_for(line.period, settings) if day.weekday() < WORKING_DAYS]
    here = sum(not is_away(rep, day) for day in days)
    return leads * here / len(days) if days else 0.0


def days_for(period: dt.date, settings: Settings) -> Iterator[dt.date]:
    """The days on which leads for a period are given: those from which it is a sales cycle to a day of the period."""
    day, last = first_to_give(period, settings), give_by(period, settings)
    while day <= last:
        yield day
        day += dt.timedelta(days=1)
