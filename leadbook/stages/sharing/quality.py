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
from leadbook.stages.sharing.levelling import Holdings, Side, even_out
from leadbook.stages.sharing.pool import Group, bits
from leadbook.stages.sharing.slots import RANK, Slots


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
        has: leads by rep in the bands shared so far, and kept ones.
    """

    def __init__(self, line: Line) -> None:
        self.has = [0] * len(line.needed)
        self._who = sorted(_by_rep(line.held))
        place = {rep: at for at, rep in enumerate(self._who)}
        self._rest: Holdings = {
            group: {place[rep]: number for rep, number in held.items()} for group, held in line.held.items()
        }
        among = sum(1 << rep for rep in self._who)
        self._masks = {
            group: sum(1 << place[rep] for rep in bits(line.masks[group] & among)) for group in line.held
        }
        needed = [line.needed[rep] for rep in self._who]
        most = sum(sum(held.values()) for held in (*line.held.values(), *line.kept.values())) + 1
        self._slots = Slots([needed, needed], most, free=(1,))

    def share(self, amounts: Mapping[int, int]) -> tuple[Holdings, tuple[int, float]]:
        """Take the leads of one band out of the rest; who gets them, and what the proof leaves open."""
        cost = self._slots.cost

        def price(at: int, number: int) -> int:
            return cost(0, at, number)

        has = [self.has[rep] for rep in self._who]
        mine = self._take(amounts, has)
        if len(self._who) == 1 or even_out(
            Side(mine, self._masks, len(has)), Side(self._rest, self._masks, len(has)), has, price
        ):
            return self._named(mine), (0, 0.0)
        parts = [*((0, group) for group in mine), *((1, group) for group, held in self._rest.items() if held)]
        before = [[self.has[rep] for rep in self._who], [0] * len(self._who)]
        flow = Flow([Group(part, self._masks[group]) for part, group in parts], self._slots, before, before[1])
        flow.hold([(self._rest if part else mine)[group] for part, group in parts])
        network, labels = improve(flow)
        for (part, group), found in zip(parts, flow.by_group, strict=True):
            (self._rest if part else mine)[group] = found
        ranks, left = divmod(gap_of(flow, network, labels, before), RANK)
        return self._named(mine), (ranks, left / self._slots.unit)

    def _named(self, held: Holdings) -> Holdings:
        """Holdings with the reps as all know them."""
        return {group: {self._who[at]: shares[at] for at in sorted(shares)} for group, shares in held.items()}

    @property
    def rest(self) -> Holdings:
        """What is left for the last band."""
        return self._named(self._rest)

    def _take(self, amounts: Mapping[int, int], has: list[int]) -> Holdings:
        """Take a band's leads where it costs least, of those who hold leads of the group; `has` follows."""
        cost, mine = self._slots.cost, {}
        for group in sorted(amounts, key=lambda one: (len(self._rest[one]), one)):
            held = self._rest[group]
            taken: dict[int, int] = {}
            heap = [(cost(0, at, has[at] + 1), at) for at in held]
            heapq.heapify(heap)
            for _ in range(amounts[group]):
                at = heap[0][1]
                number = taken[at] = taken.get(at, 0) + 1
                has[at] += 1
                if number < held[at]:
                    heapq.heapreplace(heap, (cost(0, at, has[at] + 1), at))
                else:
                    heapq.heappop(heap)
            for at, number in taken.items():
                held[at] -= number
                if not held[at]:
                    del held[at]
            mine[group] = taken
        return mine
