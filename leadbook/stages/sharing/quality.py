"""Good leads and weak ones shared by the same rule: band by band of scores, the best first, the counts being fixed.

A rep's j-th lead of a band costs (C + j - 1/2) / leads needed, where C is what the rep has already in better bands and
in this one; so whatever the score from which one counts, reps have of the leads above it in proportion to need. With
the counts by rep and product fixed, products do not touch each other; and of one product a band is shared against all
lower ones together, with the better ones settled: a small flow of its own.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from leadbook.stages.sharing.bound import gap_of
from leadbook.stages.sharing.exchanging import improve
from leadbook.stages.sharing.flow import Flow
from leadbook.stages.sharing.pool import Group, bits
from leadbook.stages.sharing.slots import RANK, Slots

Holdings = dict[int, dict[int, int]]
"""Group → rep → leads."""


@dataclass(frozen=True, slots=True)
class Line:
    """One product, its counts fixed.

    Args:
        masks: group → who may get its leads, as bits.
        held: group → rep → leads to share; what each rep gets of all groups together is fixed.
        bands: for each band, the best first: group → its leads.
        needed: by rep. kept: band → rep → leads the rep has already in it.
    """

    masks: Mapping[int, int]
    held: Holdings
    bands: Mapping[int, Mapping[int, int]]
    needed: Sequence[int]
    kept: Mapping[int, Mapping[int, int]]


@dataclass(frozen=True, slots=True)
class Bands:
    """What came of it.

    Args:
        held: band → group → rep → leads.
        cost: band → leads with reps at quota, sum of the costs, and what the proof leaves open of both.
    """

    held: dict[int, Holdings]
    cost: dict[int, tuple[int, float, int, float]]


def share_bands(line: Line) -> Bands:
    """Share the bands of one product, the best first."""
    work = _Work(line)
    done: dict[int, Holdings] = {}
    cost: dict[int, tuple[int, float, int, float]] = {}
    kept = sorted(line.kept, reverse=True)
    for number, (band, amounts) in enumerate(line.bands.items()):
        while kept and kept[0] >= band:
            for rep, leads in line.kept[kept.pop(0)].items():
                work.has[rep] += leads
        last = number == len(line.bands) - 1
        done[band], gaps = (work.rest, (0, 0.0)) if last else work.share(amounts)
        at_quota, price = 0, 0.0
        for rep, leads in _by_rep(done[band]).items():
            need, has = line.needed[rep], work.has[rep]
            at_quota += 0 if need else leads
            price += ((has + leads) ** 2 - has**2) / (2 * max(need, 1))
            work.has[rep] += leads
        cost[band] = (at_quota, price, *gaps)
    return Bands(done, cost)


def _by_rep(held: Holdings) -> dict[int, int]:
    """Leads by rep."""
    found: dict[int, int] = {}
    for reps in held.values():
        for rep, number in reps.items():
            found[rep] = found.get(rep, 0) + number
    return found


class _Work:
    """The bands of one product, as far as they are shared.

    Attributes:
        rest: leads of lower bands by group and rep. has: leads by rep in the bands shared so far, and kept ones.
    """

    def __init__(self, line: Line) -> None:
        self.rest: Holdings = {group: dict(held) for group, held in line.held.items()}
        self.has = [0] * len(line.needed)
        self._who = sorted(_by_rep(self.rest))
        self._place = {rep: at for at, rep in enumerate(self._who)}
        among = sum(1 << rep for rep in self._who)
        self._masks = {
            group: sum(1 << self._place[rep] for rep in bits(line.masks[group] & among)) for group in line.held
        }
        self._needed = [line.needed[rep] for rep in self._who]
        self._most = sum(sum(held.values()) for held in line.held.values()) + 1
        self._most += max((sum(kept.values()) for kept in line.kept.values()), default=0) * len(line.kept)

    def share(self, amounts: Mapping[int, int]) -> tuple[Holdings, tuple[int, float]]:
        """Take the leads of one band out of the rest; who gets them, and what the proof leaves open."""
        slots = Slots([self._needed, self._needed], self._most, free=(1,))
        mine = self._take(amounts, slots)
        if len(self._who) == 1 or self._is_even(mine, slots):
            return mine, (0, 0.0)
        parts = [*((0, group) for group in mine), *((1, group) for group, held in self.rest.items() if held)]
        before = [[self.has[rep] for rep in self._who], [0] * len(self._who)]
        flow = Flow([Group(part, self._masks[group]) for part, group in parts], slots, before, before[1])
        flow.hold([
            {self._place[rep]: number for rep, number in (self.rest if part else mine)[group].items()}
            for part, group in parts
        ])  # fmt: skip
        network, labels = improve(flow)
        for (part, group), found in zip(parts, flow.by_group, strict=True):
            (self.rest if part else mine)[group] = {self._who[rep]: found[rep] for rep in sorted(found)}
        ranks, price = divmod(gap_of(flow, network, labels, before), RANK)
        return mine, (ranks, price / slots.unit)

    def _take(self, amounts: Mapping[int, int], slots: Slots) -> Holdings:
        """Take a band's leads where it costs least, of those who hold leads of the group."""
        has = [self.has[rep] for rep in self._who]
        mine: Holdings = {}
        for group in sorted(amounts, key=lambda one: (len(self.rest[one]), one)):
            held = self.rest[group]
            taken: dict[int, int] = {}
            heap = [(slots.cost(0, at, has[at] + 1), rep, at) for rep in held for at in (self._place[rep],)]
            heapq.heapify(heap)
            for _ in range(amounts[group]):
                _, rep, at = heap[0]
                number = taken[rep] = taken.get(rep, 0) + 1
                has[at] += 1
                if number < held[rep]:
                    heapq.heapreplace(heap, (slots.cost(0, at, has[at] + 1), rep, at))
                else:
                    heapq.heappop(heap)
            for rep, number in taken.items():
                held[rep] -= number
                if not held[rep]:
                    del held[rep]
            mine[group] = taken
        return mine

    def _is_even(self, mine: Holdings, slots: Slots) -> bool:
        """Whether no lead of the band would cost less with anybody who holds lower ones: then nothing is cheaper."""
        got = _by_rep(mine)
        lasts = [slots.cost(0, self._place[rep], self.has[rep] + number) for rep, number in got.items()]
        nexts = [slots.cost(0, self._place[rep], self.has[rep] + got.get(rep, 0) + 1) for rep in _by_rep(self.rest)]
        return not lasts or not nexts or max(lasts) <= min(nexts)
