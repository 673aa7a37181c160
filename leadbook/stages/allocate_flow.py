"""Sharing as a flow with convex costs: which leads are placed, and how many of each group each rep gets.

Leads with the same product and the same eligible reps form a group. The k-th lead of a rep on a product costs
(k - 1/2) / leads needed; a rep has room for so many leads. Two steps, both exact:

1. placing: the best-scoring set of leads that fits. Such sets are the independent sets of a transversal matroid,
   so taking leads by score and keeping each that still fits (an augmenting path exists) gives the best set
   (Edmonds 1971).
2. sharing: the cheapest flow for that set. It starts from shortest augmenting paths within a product and ends
   when no exchange of leads is cheaper: a flow is cheapest if and only if its residual network holds no negative
   cycle (Klein 1967), also for convex costs on whole numbers.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from leadbook.stages.allocate_exchange import Exchanges

SCALE = 1_000_000
"""Slot costs are whole numbers of millionths, so that comparing them is exact on every machine."""
AT_QUOTA = 10**14
"""More than any sum of slot costs on one path: a rep at quota comes after every rep in need."""
PROMISED = 4 * 10**16
"""More than any sum of the two below it: a promised minimum comes first."""
_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Group:
    """Leads that are alike to the sharing; bit i of `mask` is set when rep i is eligible."""

    product: int
    mask: int


@dataclass(slots=True, kw_only=True)
class Stand:
    """Where the reps stand, by position of rep and product. Changed while leads are placed.

    Args:
        needed: leads needed by rep and product; 0 at quota. A product without quota never comes up.
        count: leads given for the period by rep and product.
        room: leads a rep can still take.
        promise: leads still missing to the promised minimum.
    """

    needed: list[list[int]]
    count: list[list[int]]
    room: list[int]
    promise: list[int]

    def slot(self, rep: int, product: int, more: int = 1) -> int:
        """Cost of the lead that is `more` after the present count (0: the last one there)."""
        k = self.count[rep][product] + more
        need = self.needed[rep][product]
        if need > 0:
            return (2 * k - 1) * SCALE // (2 * need)
        return AT_QUOTA + (2 * k - 1) * SCALE // 2

    def slots(self, k: NDArray[np.int64]) -> NDArray[np.int64]:
        """Cost of the k-th lead for every rep and product at once."""
        need = np.array(self.needed, dtype=np.int64)
        costs: NDArray[np.int64] = (2 * k - 1) * SCALE // (2 * np.maximum(need, 1))
        return np.where(need > 0, costs, AT_QUOTA + (2 * k - 1) * SCALE // 2)

    def promised(self, rep: int, more: int = 1) -> int:
        """Cost for the rep as a whole of the lead that is `more` after those they have now."""
        return -PROMISED if self.promise[rep] >= more else 0


def bits(mask: int) -> list[int]:
    """Positions of the bits that are set, ascending."""
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found


@dataclass(slots=True)
class Held:
    """How many leads of each group each rep holds: the flow.

    `by_rep` is by rep, product and group. `ever` holds by rep and product every rep that leads they ever held
    could go to: more than could be moved now, so where it shows nobody new there is no need to look.
    """

    groups: Sequence[Group]
    reps: int
    by_group: list[dict[int, int]] = field(init=False)
    by_rep: list[dict[int, dict[int, int]]] = field(init=False)
    ever: list[dict[int, int]] = field(init=False)

    def __post_init__(self) -> None:
        self.by_group = [{} for _ in self.groups]
        self.by_rep = [{} for _ in range(self.reps)]
        self.ever = [{} for _ in range(self.reps)]

    def add(self, group: int, rep: int, amount: int) -> None:
        """Give a rep more leads of a group, or (a negative amount) fewer."""
        product, mask = self.groups[group].product, self.groups[group].mask
        self.ever[rep][product] = self.ever[rep].get(product, 0) | mask
        mine = self.by_rep[rep].setdefault(product, {})
        for place, key in ((self.by_group[group], rep), (mine, group)):
            value = place.get(key, 0) + amount
            if value:
                place[key] = value
            else:
                del place[key]


Steps = dict[int, tuple[int, int]]
"""Rep reached → (rep before, group whose lead moves from there), (-1, -1) for those eligible themselves."""


class Sharing:
    """One hand-out.

    Args:
        groups: in an order that does not depend on the order of leads.
        stand: where the reps stand; counts, room and promises are moved on.
    """

    def __init__(self, groups: Sequence[Group], stand: Stand) -> None:
        self.groups, self.stand = groups, stand
        self.held = Held(groups, len(stand.room))
        self.optimal = False

    def place(self, wanted: Sequence[int]) -> list[bool]:
        """Which leads are placed, for the groups of leads in order of preference."""
        held, room = Held(self.groups, len(self.stand.room)), list(self.stand.room)
        full, placed = 0, []
        for group in wanted:
            left = self.groups[group].mask & ~full
            at = next((rep for rep in bits(left) if room[rep] > 0), -1)
            steps: Steps = {} if at < 0 else {at: (-1, -1)}
            if at < 0 and left:
                at, steps = self._reach(held, room, left)
            if at < 0:
                for rep in steps:
                    full |= 1 << rep  # nobody of them can ever make room again
                placed.append(False)
                continue
            room[at] -= 1
            self._walk(held, group, at, steps)
            placed.append(True)
        return placed

    def _reach(self, held: Held, room: Sequence[int], mask: int) -> tuple[int, Steps]:
        """The first rep with room that a chain of moves reaches, -1 when there is none; and the chain."""
        steps: Steps = dict.fromkeys(bits(mask), (-1, -1))
        seen, queue = mask, list(steps)
        for rep in queue:
            if room[rep] > 0:
                return rep, steps
            for product, ever in held.ever[rep].items():
                if ever & ~seen:
                    seen = self._spread(held, rep, product, (seen, steps, queue))
        return -1, steps

    def _spread(self, held: Held, rep: int, product: int, found: tuple[int, Steps, list[int]]) -> int:
        """Add the reps to whom a rep could pass a lead of a product; who is found now."""
        seen, steps, queue = found
        for group in held.by_rep[rep].get(product, ()):
            if fresh := self.groups[group].mask & ~seen:
                seen |= fresh
                for other in bits(fresh):
                    steps[other] = (rep, group)
                    queue.append(other)
        return seen

    @staticmethod
    def _walk(held: Held, group: int, rep: int, steps: Steps) -> None:
        """Move one lead along the chain that ends at a rep, and place one of the group at its beginning."""
        while True:
            before, moved = steps[rep]
            if before < 0:
                held.add(group, rep, 1)
                return
            held.add(moved, before, -1)
            held.add(moved, rep, 1)
            rep = before

    def share(self, amounts: Sequence[int]) -> list[dict[int, int]]:
        """How many leads of each group each rep gets, at the least cost.

        Args:
            amounts: leads to place of each group; they must fit.

        Returns:
            For each group: position of the rep → number of leads.
        """
        for turn in range(_ROUNDS):  # a slice of each group in turn, so that no product takes all the room
            for group, amount in enumerate(amounts):
                self._insert(group, amount * (turn + 1) // _ROUNDS - amount * turn // _ROUNDS)
        exchanges = Exchanges(self.groups, self.stand, self.held)
        exchanges.run()
        self.optimal = exchanges.optimal
        return self.held.by_group

    def _insert(self, group: int, amount: int) -> None:
        """Place so many leads of a group, each by the cheapest chain of moves within its product."""
        product = self.groups[group].product
        while amount > 0:
            steps = self._reach_within(group)
            queue = [(self._price(rep, product), rep) for rep in steps if self.stand.room[rep] > 0]
            heapq.heapify(queue)
            if not queue:
                self._insert_anyhow(group)
                amount -= 1
                continue
            while amount > 0 and queue:
                rep = queue[0][1]
                if not self._still_goes(rep, steps):
                    break
                self._walk(self.held, group, rep, steps)
                self._arrived(rep, product)
                amount -= 1
                if self.stand.room[rep] > 0:
                    heapq.heapreplace(queue, (self._price(rep, product), rep))
                else:
                    heapq.heappop(queue)

    def _price(self, rep: int, product: int) -> int:
        """Cost of one lead more."""
        return self.stand.promised(rep) + self.stand.slot(rep, product)

    def _arrived(self, rep: int, product: int) -> None:
        """A rep has one lead more."""
        self.stand.count[rep][product] += 1
        self.stand.room[rep] -= 1
        self.stand.promise[rep] -= 1

    def _reach_within(self, group: int) -> Steps:
        """Every rep that a lead of the group reaches by moving leads of the same product."""
        product, seen = self.groups[group].product, self.groups[group].mask
        steps: Steps = dict.fromkeys(bits(seen), (-1, -1))
        queue = list(steps)
        for rep in queue:
            if self.held.ever[rep].get(product, 0) & ~seen:
                seen = self._spread(self.held, rep, product, (seen, steps, queue))
        return steps

    def _still_goes(self, rep: int, steps: Steps) -> bool:
        """Whether every move of the chain is still possible."""
        while True:
            before, moved = steps[rep]
            if before < 0:
                return True
            if not self.held.by_group[moved].get(before, 0):
                return False
            rep = before

    def _insert_anyhow(self, group: int) -> None:
        """Place one lead by any chain of moves, across products; the exchanges put the costs right."""
        at, steps = self._reach(self.held, self.stand.room, self.groups[group].mask)
        if at < 0:
            raise ValueError("these leads do not fit; place() says which do")
        rep = at
        while steps[rep][0] >= 0:
            before, moved = steps[rep]
            product = self.groups[moved].product
            self.stand.count[rep][product] += 1
            self.stand.count[before][product] -= 1
            rep = before
        self.stand.count[rep][self.groups[group].product] += 1
        self.stand.room[at] -= 1
        self.stand.promise[at] -= 1
        self._walk(self.held, group, at, steps)
