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
        who: the reps who get leads, ascending; their positions in it stand for them in `held`.
        held: band → group → position of the rep → leads.
        cost: band → leads with reps at quota, sum of the costs, and what the proof leaves open of both.
    """

    who: list[int]
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
            work.add(line.kept[kept.pop(0)])
        before = list(work.has)
        done[band], gaps = work.last() if number == len(line.bands) - 1 else work.share(amounts)
        at_quota, price = 0, 0.0
        for had, has, need in zip(before, work.has, work.needed, strict=True):
            at_quota += 0 if need else has - had
            price += (has * has - had * had) / (2 * max(need, 1))
        cost[band] = (at_quota, price, *gaps)
    return Bands(work.who, done, cost)


class _Work:
    """The bands of one product, as far as they are shared. Reps are positions in `who`.

    Attributes:
        has: leads by rep in the bands shared so far, and kept ones. needed: by rep.
    """

    def __init__(self, line: Line) -> None:
        total: dict[int, int] = {}
        for held in line.held.values():
            for rep, number in held.items():
                total[rep] = total.get(rep, 0) + number
        self.who = sorted(total)
        self._place = {rep: at for at, rep in enumerate(self.who)}
        self.needed = [line.needed[rep] for rep in self.who]
        self.has = [0] * len(self.who)
        self._left = [total[rep] for rep in self.who]
        place, among = self._place, sum(1 << rep for rep in self.who)
        self._rest: Holdings = {
            group: {place[rep]: number for rep, number in held.items()} for group, held in line.held.items()
        }
        local = {mask: sum(1 << place[rep] for rep in bits(mask & among)) for mask in set(line.masks.values())}
        self._masks = {group: local[mask] for group, mask in line.masks.items()}
        most = sum(total.values()) + sum(sum(held.values()) for held in line.kept.values()) + 1
        self._slots = Slots([self.needed, self.needed], most, free=(1,))

    def add(self, kept: Mapping[int, int]) -> None:
        """Count leads that reps have already."""
        for rep, number in kept.items():
            if rep in self._place:
                self.has[self._place[rep]] += number

    def last(self) -> tuple[Holdings, tuple[int, float]]:
        """The last band: what is left."""
        self.has = [has + left for has, left in zip(self.has, self._left, strict=True)]
        return self._rest, (0, 0.0)

    def share(self, amounts: Mapping[int, int]) -> tuple[Holdings, tuple[int, float]]:
        """Take the leads of one band out of the rest; who gets them, and what the proof leaves open."""
        before, has = self.has, list(self.has)
        mine, gaps = self._take(amounts, has), (0, 0.0)
        size, masks = len(has), self._masks
        if size > 1 and not even_out(Side(mine, masks, size), Side(self._rest, masks, size), has, self._cost):
            gaps = self._exchange(mine)
            has = list(before)
            for shares in mine.values():
                for at, number in shares.items():
                    has[at] += number
        self._left = [left - now + had for left, now, had in zip(self._left, has, before, strict=True)]
        self.has = has
        return mine, gaps

    def _cost(self, at: int, number: int) -> int:
        """What the k-th lead of the band costs a rep."""
        return self._slots.cost(0, at, number)

    def _exchange(self, mine: Holdings) -> tuple[int, float]:
        """Let any exchanges be made; what the proof leaves open."""
        parts = [*((0, group) for group in mine), *((1, group) for group, held in self._rest.items() if held)]
        before = [list(self.has), [0] * len(self.has)]
        flow = Flow([Group(part, self._masks[group]) for part, group in parts], self._slots, before, before[1])
        flow.hold([(self._rest if part else mine)[group] for part, group in parts])
        network, labels = improve(flow)
        for (part, group), found in zip(parts, flow.by_group, strict=True):
            (self._rest if part else mine)[group] = found
        ranks, left = divmod(gap_of(flow, network, labels, before), RANK)
        return ranks, left / self._slots.unit

    def _take(self, amounts: Mapping[int, int], has: list[int]) -> Holdings:
        """Take a band's leads where it costs least, of those who hold leads of the group; `has` follows."""
        cost, mine, rest = self._slots.cost, {}, self._rest
        price = [cost(0, at, number + 1) for at, number in enumerate(has)]
        for group in sorted(amounts, key=lambda one: (len(rest[one]), one)):
            held, amount = rest[group], amounts[group]
            taken: dict[int, int] = {}
            heap = [(price[at], at) for at in held]
            if len(heap) > 1:
                heapq.heapify(heap)
            for _ in range(amount):
                at = heap[0][1]
                number = taken[at] = taken.get(at, 0) + 1
                has[at] += 1
                price[at] = cost(0, at, has[at] + 1)
                if number < held[at]:
                    heapq.heapreplace(heap, (price[at], at))
                else:
                    heapq.heappop(heap)
            for at, number in taken.items():
                if held[at] == number:
                    del held[at]
                else:
                    held[at] -= number
            mine[group] = taken
        return mine
