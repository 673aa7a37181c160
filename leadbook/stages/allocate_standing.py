"""Where the reps stand before a hand-out: leads needed, leads given, room; and what that says about gaps."""

from __future__ import annotations

import datetime as dt
import math
import statistics
from collections import Counter
from collections.abc import Collection, Sequence

import pandas as pd

from leadbook.model import EventKind, LeadStatus, Outcome, QuotaLine, Rep
from leadbook.stages.allocate_memory import memory_of
from leadbook.stages.allocate_plan import WORKING_DAYS, days_here, promised_leads
from leadbook.stages.allocate_pool import Sorted
from leadbook.stages.allocate_reach import Reach, Rules
from leadbook.stages.allocate_reasons import Reasons
from leadbook.stages.allocate_words import Room
from leadbook.stages.cover import needed
from leadbook.stages.forecast import months_of, period_of
from leadbook.stages.quotas import given_counts
from leadbook.stages.sharing import Stand
from leadbook.stages.sharing.pool import band_of
from leadbook.stages.territory import split_list
from leadbook.stages.wording import as_day, count, listed

_WEEK = 7
_NO_LIMIT = 10**9


class Standing:
    """Numbers by position of rep and of product (`Rules.products`).

    Args:
        leads: tblLeads; those that may move count as without a rep.
        done: the same leads, sorted out.
    """

    def __init__(self, rules: Rules, leads: pd.DataFrame, done: Sorted, today: dt.date) -> None:
        self.rules, plan = rules, rules.plan
        free = {lead.lead_id for lead in done.free}
        self._place = {rep.name.casefold(): at for at, rep in enumerate(plan.reps)}
        self._product = {name: at for at, name in enumerate(rules.products)}
        held = _without(leads, free)
        there = {lead.lead_id for lead in done.free if lead.uncalled < 0}
        busy = held if len(there) == len(free) else _without(leads, there)  # leads not called take room all the same
        self.needed, self.guessed = self._needs()
        self._by_product = given_counts(held, plan.period, plan.settings)
        self.given = [[0] * len(rules.products) for _ in plan.reps]
        self.total = [0] * len(plan.reps)
        for (rep, product), number in self._by_product.items():
            at = self._place.get(rep, -1)
            if at >= 0:
                self.total[at] += number
                if product in self._product:
                    self.given[at][self._product[product]] += number
        months = len(months_of(plan.period, plan.settings))
        self.promised = [promised_leads(rep, months) or 0 for rep in plan.reps]
        self.memory = memory_of(rules, held, done.settled, self.needed)
        self._kept = self._bands(held, done)
        lately = self._given_lately(busy, there, today)
        open_leads = self._open_leads(busy)
        self.room = tuple(
            _room(rep, len(lately[at]), open_leads[at], days_here(rep, today)) for at, rep in enumerate(plan.reps)
        )
        self._leads = leads

    def counts(self) -> list[list[int]]:
        """A copy of the leads given, to count on."""
        return [list(row) for row in self.given]

    def places(self, line: QuotaLine) -> tuple[int, int]:
        """Positions of a quota's rep (-1 when not on Reps) and product."""
        return self._place.get(line.rep.casefold(), -1), self._product[line.product.casefold()]

    def counted(self) -> list[list[int]]:
        """Leads that count as given: those given, and what the memory adds."""
        return [[n + self.memory.of(rep, at) for at, n in enumerate(row)] for rep, row in enumerate(self.given)]

    def left(self) -> list[int]:
        """By rep the leads they can still take."""
        return [_NO_LIMIT if room.left is None else room.left for room in self.room]

    def stand(self) -> Stand:
        """The numbers the sharing begins with."""
        promise = [max(0, most - total) for most, total in zip(self.promised, self.total, strict=True)]
        return Stand(
            needed=self.needed, count=self.counted(), room=self.left(), promise=promise, liked=self._liked(),
            kept=self._kept,
        )  # fmt: skip

    def _liked(self) -> list[int]:
        """By rep the products they prefer, as bits."""
        wanted = [{name.casefold() for name in rep.preferred_products} for rep in self.rules.plan.reps]
        return [sum(1 << at for name, at in self._product.items() if name in some) for some in wanted]

    def _bands(self, held: pd.DataFrame, done: Sorted) -> dict[tuple[int, int, int], int]:
        """(rep, product, band of scores) → leads they have for the period, those sent back apart."""
        plan, found = self.rules.plan, Counter[tuple[int, int, int]]()
        keys = ("lead_id", "rep", "score", "given_on", "outcome")
        for key, rep, score, given_on, outcome in zip(*(held[name].tolist() for name in keys), strict=True):
            at, reach, day = self._place.get(rep.strip().casefold(), -1), done.settled.get(key), as_day(given_on)
            if at < 0 or reach is None or reach.product < 0 or day is None or outcome == Outcome.RETURNED:
                continue
            if period_of(day, plan.settings) == plan.period:
                found[at, reach.product, band_of(score)] += 1
        return dict(found)

    def _needs(self) -> tuple[list[list[int]], frozenset[tuple[int, int]]]:
        """Leads needed by rep and product; where they are not known the median of the others stands in."""
        needs = [[0] * len(self.rules.products) for _ in self.rules.plan.reps]
        known: list[tuple[int, int]] = []
        unknown: list[tuple[int, int]] = []
        for line in self.rules.plan.quotas:
            at, product = self._place.get(line.rep.casefold(), -1), self._product[line.product.casefold()]
            if at < 0 or line.gap == 0:
                continue
            leads = needed(line)
            if leads is None:
                unknown.append((at, product))
            else:
                needs[at][product] = leads
                known.append((product, leads))
        for at, product in unknown:
            like = [leads for other, leads in known if other == product] or [leads for _, leads in known] or [1]
            needs[at][product] = max(1, round(statistics.median(like)))
        return needs, frozenset(unknown)

    def _given_lately(self, held: pd.DataFrame, free: set[str], today: dt.date) -> list[set[str]]:
        """IDs of leads given in the days that a rep's capacity counts, from the ledger and from the sheet."""
        lately: list[set[str]] = [set() for _ in self.rules.plan.reps]
        days = [_days_counted(rep) for rep in self.rules.plan.reps]
        events = self.rules.plan.events
        lines = zip(*(events[key].tolist() for key in ("lead_id", "event", "rep", "when")), strict=True)
        recent = [(key, rep, when) for key, kind, rep, when in lines if kind == EventKind.GIVEN]
        recent += list(zip(*(held[key].tolist() for key in ("lead_id", "rep", "given_on")), strict=True))
        for key, rep, when in recent:
            at, day = self._place.get(str(rep).strip().casefold(), -1), as_day(when)
            if at >= 0 and day is not None and key not in free and 0 <= (today - day).days < days[at]:
                lately[at].add(key)
        return lately

    def _open_leads(self, held: pd.DataFrame) -> list[int]:
        """Open leads by rep: new, open and not yet."""
        numbers = [0] * len(self.rules.plan.reps)
        for rep, status in zip(held["rep"], held["status"], strict=True):
            at = self._place.get(str(rep).strip().casefold(), -1)
            if at >= 0 and status in (LeadStatus.NEW, LeadStatus.OPEN, LeadStatus.NOT_YET):
                numbers[at] += 1
        return numbers

    def without_leads(
        self, after: tuple[Sequence[Sequence[int]], Sequence[int]], reaches: Sequence[Reach], reasons: Reasons
    ) -> dict[tuple[str, str], str]:
        """(rep, product) → why a rep with a quota has no lead.

        Args:
            after: leads by rep and product, and room by rep, both after the hand-out.
            reaches: of all leads, those given before too, so that the same hand-out again says the same.
        """
        running, left = after
        notes = {}
        bare = [
            (line, self._place[line.rep.casefold()], self._product[line.product.casefold()])
            for line in self.rules.plan.quotas if line.rep.casefold() in self._place and line.gap > 0
        ]  # fmt: skip
        asked = Counter(reach.product for reach in reaches)
        seen: dict[int, list[int]] = {}  # by product the reps in whose territory, and in whose language, a lead is
        for product, there, speaks in {(reach.product, reach.there, reach.speaks) for reach in reaches}:
            masks = seen.setdefault(product, [0, 0])
            masks[0], masks[1] = masks[0] | there, masks[1] | speaks
        for line, at, product in bare:
            if running[at][product] == 0:
                told = {
                    "all": asked[product], "room": left[at],
                    "there": seen.get(product, [0, 0])[0] >> at & 1, "fits": seen.get(product, [0, 0])[1] >> at & 1,
                }
                notes[line.rep, line.product] = reasons.none_for(at, product, told)
        return notes

    def _on_sheet(self, product: int) -> int:
        """Leads given for the period on a product."""
        return sum(row[product] for row in self.given)

    def product_gaps(self, reaches: Sequence[Reach]) -> tuple[str, ...]:
        """Products with leads and no rep, then products on quota without a lead."""
        homeless: dict[str, int] = {}
        asked = set()
        for reach in reaches:
            asked.add(reach.product)
            if not reach.sells and split_list(reach.asked):
                name = listed(split_list(reach.asked), "or")
                homeless[name] = homeless.get(name, 0) + 1
        said = [
            f"{name}: {count(number, 'lead')} and no rep with a quota on it."
            for name, number in sorted(homeless.items())
        ]
        for at, product in enumerate(self.rules.products):
            lines = [line for line in self.rules.plan.quotas if line.product.casefold() == product and line.gap > 0]
            if lines and at not in asked and not self._on_sheet(at):
                who = listed(list(dict.fromkeys(line.rep for line in lines))[:4])
                said.append(f"{lines[0].product}: on quota ({who}) and no qualified lead.")
        return tuple(said)

    def notes(self) -> tuple[str, ...]:
        """What a manager should know of leads with reps who are not there."""
        said = []
        names = {rep.name.casefold(): rep for rep in self.rules.plan.reps}
        stray: dict[str, int] = {}
        for rep, status in zip(self._leads["rep"], self._leads["status"], strict=True):
            known = names.get(str(rep).strip().casefold())
            if str(rep).strip() and status != LeadStatus.CLOSED and (known is None or not known.active):
                stray[str(rep).strip()] = stray.get(str(rep).strip(), 0) + 1
        for name, number in sorted(stray.items()):
            why = "is not active" if name.casefold() in names else "is not on Reps"
            said.append(f"{count(number, 'open lead')} with {name}, who {why}: pick another rep, or clear the cell.")
        return tuple(said)


def _without(leads: pd.DataFrame, some: Collection[str]) -> pd.DataFrame:
    """The leads but some, by ID."""
    if not some:
        return leads
    return leads[~leads["lead_id"].isin(list(some))] if len(some) < len(leads) else leads.iloc[:0]


def _days_counted(rep: Rep) -> int:
    """The days a capacity is counted over: a week, or longer when they take less than one lead a week."""
    capacity = rep.capacity_per_week
    return math.ceil(_WEEK / capacity) if capacity and capacity < 1 else _WEEK


def _room(rep: Rep, lately: int, open_leads: int, here: int) -> Room:
    """How much a rep can take, and the limit that sets it.

    A capacity is for five working days: who is away on some of the coming ones takes so much less, but at least one.
    """
    limits = []
    if rep.capacity_per_week is not None:
        capacity = rep.capacity_per_week
        most = math.floor(capacity) if capacity >= 1 or not capacity else 1
        says = f"{count(most, 'lead')} a week" if most == 0 or capacity >= 1 else f"1 lead in {_days_counted(rep)} days"
        if 0 < here < WORKING_DAYS and capacity >= 1:
            fewer = max(1, math.floor(capacity * here / WORKING_DAYS + 0.5))
            if fewer < most:
                says = f"{fewer} of {most} leads a week, with {count(WORKING_DAYS - here, 'day')} off"
                most = fewer
        limits.append((most - lately, says))
    if rep.backlog_cap is not None:
        most = math.floor(rep.backlog_cap)
        limits.append((most - open_leads, f"cap of {count(most, 'open lead')}"))
    if not limits:
        return Room(None, "no limit")
    left, says = min(limits)
    return Room(max(0, left), says)
