"""Who holds how many leads of which group: the flow that placing fills and exchanging improves."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence

from leadbook.stages.sharing.pool import Group, bits
from leadbook.stages.sharing.slots import PROMISED, RANK, Slots

Move = tuple[int, int, int]
"""Group, and the reps from and to whom one of its leads goes; from -1 comes from outside."""


NO_PROMISE = -(1 << 40)
"""Leads missing to a promised minimum that nobody gave, or that is kept already."""


class Flow:
    """Leads held by group and rep, with the counts, the room and the promises that follow.

    Args:
        count: by line and rep, leads that count as given before.
        room: by rep, leads that can still be taken.
        promise: by rep, leads missing to the promised minimum.

    Attributes:
        touched: cells (line, rep) that changed; who follows the flow empties it.
    """

    def __init__(
        self, groups: Sequence[Group], slots: Slots, count: Sequence[Sequence[int]], room: Sequence[int],
        promise: Sequence[int] = (),
    ) -> None:  # fmt: skip
        self.groups, self.slots = groups, slots
        self.reps, self.lines = slots.reps, slots.lines
        self.count = [list(row) for row in count]
        self.room = list(room)
        self.promise = [missing if missing > 0 else NO_PROMISE for missing in promise] or [NO_PROMISE] * self.reps
        self.by_group: list[dict[int, int]] = [{} for _ in groups]
        self.by_cell: list[list[dict[int, int]]] = [[{} for _ in range(self.reps)] for _ in range(self.lines)]
        self._ever = [[0] * self.reps for _ in range(self.lines)]
        self.eligible = [bits(group.mask) for group in groups]
        self.touched: set[tuple[int, int]] = set()
        self._tolls = [0] * self.reps
        self._next = [[0] * self.reps for _ in range(self.lines)]
        self.set_tolls(self._tolls)

    def add(self, group: int, rep: int, amount: int) -> None:
        """Give a rep more leads of a group, or (a negative amount) fewer; the counts follow, the room does not."""
        line = self.groups[group].line
        self.count[line][rep] += amount
        self.touched.add((line, rep))
        self._next[line][rep] = self.slots.cost(line, rep, self.count[line][rep] + 1) + self._tolls[rep]
        self._ever[line][rep] |= self.groups[group].mask
        for place, key in ((self.by_group[group], rep), (self.by_cell[line][rep], group)):
            value = place.get(key, 0) + amount
            if value:
                place[key] = value
            else:
                del place[key]

    def hold(self, holdings: Sequence[Mapping[int, int]]) -> None:
        """Begin with these leads by group and rep; the counts follow, the room does not."""
        for group, held in enumerate(holdings):
            line, mask = self.groups[group].line, self.groups[group].mask
            self.by_group[group] = dict(held)
            count, cells, ever = self.count[line], self.by_cell[line], self._ever[line]
            for rep, number in held.items():
                count[rep] += number
                cells[rep][group] = number
                ever[rep] |= mask
        self.set_tolls(self._tolls)

    def set_slots(self, slots: Slots) -> None:
        """Go on with other costs."""
        self.slots = slots
        self.set_tolls([0] * self.reps)

    def set_tolls(self, tolls: Sequence[int]) -> None:
        """Let `fill` count a cost more for each lead that a rep gets, so that scarce room goes where it is needed."""
        self._tolls = list(tolls)
        cost = self.slots.cost
        self._next = [
            [cost(line, rep, number + 1) + toll for rep, (number, toll) in enumerate(zip(row, tolls, strict=True))]
            for line, row in enumerate(self.count)
        ]

    def take(self, rep: int, amount: int) -> None:
        """Use up room and promise of a rep, or (a negative amount) free them."""
        self.room[rep] -= amount
        self.promise[rep] -= amount

    def more(self, rep: int, number: int) -> int:
        """Cost for the rep as a whole of the lead that is `number` after those they have now (0: the last)."""
        return -PROMISED * RANK if self.promise[rep] >= number else 0

    def fill(self, group: int, amount: int) -> int:
        """Place leads of a group with reps who may take them, each where it costs least; how many found no room."""
        line, room, promise = self.groups[group].line, self.room, self.promise
        price = self._next[line]
        who = [rep for rep in self.eligible[group] if room[rep] > 0]
        heap = [(price[rep] + self.more(rep, 1) if promise[rep] > 0 else price[rep], rep) for rep in who]
        if amount == 1 and heap:
            self._give(group, min(heap)[1], 1)
            return 0
        if len(heap) == 1:
            number = min(amount, room[who[0]])
            self._give(group, who[0], number)
            return amount - number
        heapq.heapify(heap)
        given: dict[int, int] = {}
        cost, count, tolls = self.slots.cost, self.count[line], self._tolls
        while amount and heap:
            rep = heap[0][1]
            has = given[rep] = given.get(rep, 0) + 1
            amount -= 1
            if room[rep] > has:
                more = cost(line, rep, count[rep] + has + 1) + tolls[rep] + self.more(rep, has + 1)
                heapq.heapreplace(heap, (more, rep))
            else:
                heapq.heappop(heap)
        for rep, number in given.items():
            self._give(group, rep, number)
        return amount

    def _give(self, group: int, rep: int, number: int) -> None:
        """Give a rep leads from outside."""
        self.add(group, rep, number)
        self.take(rep, number)

    def push(self, group: int, amount: int) -> tuple[int, int]:
        """Place leads of a group by chains of moves that make room elsewhere.

        Returns:
            How many found no room; and then the reps (as bits) that nothing can make room with any more.
        """
        while amount:
            steps = self.reach(self.groups[group].mask, to_room=True)
            at = next(reversed(steps))
            if self.room[at] <= 0:
                return amount, sum(1 << rep for rep in steps)
            moves = walk(steps, group, at)
            most = min(amount, self.room[at], *(self.by_group[one][source] for one, source, _ in moves[1:]))
            self.carry_out(moves, most)
            self.take(at, most)
            amount -= most
        return 0, 0

    def reach(self, mask: int, line: int = -1, *, to_room: bool = False) -> dict[int, Move]:
        """Every rep to whom a lead can be passed on, beginning with those of a mask; of one line, or (-1) of any.

        Args:
            to_room: end with the first who has room.

        Returns:
            Rep → the move by which they are reached: group, from whom; (-1, -1, rep) for those of the mask. In the
            order in which they are found, so that each is reached by fewest moves.
        """
        steps: dict[int, Move] = {}
        for rep in bits(mask):
            steps[rep] = (-1, -1, rep)
            if to_room and self.room[rep] > 0:
                return steps
        seen, queue = mask, list(steps)
        lines = range(self.lines) if line < 0 else (line,)
        for rep in queue:
            for one in lines:
                if not self._ever[one][rep] & ~seen:  # more than could be moved now: nobody new there
                    continue
                for group in self.by_cell[one][rep]:
                    fresh = self.groups[group].mask & ~seen
                    for other in bits(fresh):
                        steps[other] = (group, rep, other)
                        if to_room and self.room[other] > 0:
                            return steps
                        queue.append(other)
                    seen |= fresh
        return steps

    def carry_out(self, moves: Sequence[Move], times: int) -> None:
        """Do every move so many times."""
        for group, source, target in moves:
            if source >= 0:
                self.add(group, source, -times)
            self.add(group, target, times)


def walk(steps: dict[int, Move], group: int, rep: int) -> list[Move]:
    """The moves of the chain that ends at a rep, the first one bringing a lead of the group from outside."""
    moves: list[Move] = []
    while True:
        moved, source, target = steps[rep]
        if source < 0:
            return [(group, -1, target), *reversed(moves)]
        moves.append((moved, source, target))
        rep = source
