"""Exchanges of leads among reps that make a sharing cheaper, until there is none.

The residual network has a node for each rep and product (“a lead of this product is in hand at this rep”), one
for each rep (“one lead too many here”) and one that stands for room. Arcs: pass a lead on, swapping it for one of
the same product; place it; take one of any product out; use or free room. A negative cycle is a cheaper exchange
(Bellman-Ford finds one if there is any).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from leadbook.stages.allocate_flow import Group, Held, Stand

Ints = NDArray[np.int64]
_FAR = np.iinfo(np.int64).max // 4


@dataclass(frozen=True, slots=True)
class _Arcs:
    """Moves that are possible now: from cell to cell (rep x product), sorted by where they lead."""

    source: Ints
    target: Ints
    targets: Ints
    starts: Ints


class Exchanges:
    """The network over one flow. `optimal` says, after `run`, whether no cheaper exchange is left."""

    def __init__(self, groups: Sequence[Group], stand: Stand, held: Held) -> None:
        self._groups, self._stand, self._held = groups, stand, held
        self._reps = len(stand.room)
        self._products = len(stand.count[0]) if self._reps else 0
        self._targets: dict[int, Ints] = {}
        self._bits: dict[int, Ints] = {}
        for rep in range(self._reps):
            for product in held.by_rep[rep]:
                self._renew(rep, product)
        self.optimal = False

    def run(self) -> None:
        """Exchange leads until no exchange is cheaper."""
        while True:
            cycles = self._cycles()
            if not cycles:
                self.optimal = True
                return
            if not sum(self._apply(cycle) for cycle in cycles):
                return

    def _renew(self, rep: int, product: int) -> None:
        """Find again to which cells a rep could pass a lead of a product."""
        mask = 0
        for group in self._held.by_rep[rep].get(product, ()):
            mask |= self._groups[group].mask
        mask &= ~(1 << rep)
        if mask not in self._bits:
            self._bits[mask] = np.array([at for at in range(mask.bit_length()) if mask >> at & 1], dtype=np.int64)
        self._targets[rep * self._products + product] = self._bits[mask] * self._products + product

    def _arcs(self) -> _Arcs:
        """Every move of one lead from a rep to another who may take it."""
        cells = sorted(self._targets)
        if not cells:
            nothing = np.empty(0, dtype=np.int64)
            return _Arcs(nothing, nothing, nothing, nothing)
        source = np.repeat(np.array(cells, dtype=np.int64), [len(self._targets[cell]) for cell in cells])
        target = np.concatenate([self._targets[cell] for cell in cells])
        order = np.argsort(target, kind="stable")
        targets, starts = np.unique(target[order], return_index=True)
        return _Arcs(source[order], target[order], targets, starts.astype(np.int64))

    def _prices(self) -> tuple[Ints, Ints, Ints, Ints]:
        """By cell the cost of one more and of the last one; by rep the same for the rep as a whole."""
        stand, reps = self._stand, range(self._reps)
        count = np.array(stand.count, dtype=np.int64)
        more, last = (stand.slots(count + step).ravel() for step in (1, 0))
        rep_more = [stand.promised(rep) if stand.room[rep] > 0 else _FAR for rep in reps]
        rep_last = [stand.promised(rep, 0) for rep in reps]
        return more, last, np.array(rep_more, dtype=np.int64), np.array(rep_last, dtype=np.int64)

    def _cycles(self) -> list[list[int]]:
        """Negative cycles of the residual network as lists of nodes, [] when there is none."""
        arcs = self._arcs()
        if not len(arcs.source):
            return []
        more, last, rep_more, rep_last = self._prices()
        cells, reps = len(more), self._reps
        room = cells + reps
        distance = np.zeros(room + 1, dtype=np.int64)
        before = np.full(room + 1, -1, dtype=np.int64)
        grid = np.arange(cells).reshape(reps, -1)
        for turn in range(room + 2):
            changed = _relax_cells(arcs, distance, before, (last, cells))
            # a lead in hand is placed; or a rep frees room by giving one away
            placed = distance[:cells].reshape(reps, -1) + more.reshape(reps, -1)
            best = placed.argmin(axis=1)
            value, origin = placed[np.arange(reps), best], grid[np.arange(reps), best]
            freed = distance[room] - rep_last
            origin = np.where(freed < value, room, origin)
            changed |= _improve(distance, before, (np.arange(cells, room), np.minimum(value, freed), origin))
            used = distance[cells:room] + rep_more
            to = int(used.argmin())
            changed |= _improve(distance, before, (np.array([room]), used[[to]], np.array([cells + to])))
            if not changed:
                return []
            if turn % 4 == 3 and (found := _loops(before)):
                return found
        return _loops(before)

    def _apply(self, cycle: Sequence[int]) -> bool:
        """Carry an exchange out, as often as it is still cheaper; False when it is not (any more)."""
        cells = self._reps * self._products
        moves, gains, loses = self._moves(cycle, cells)
        change: dict[tuple[int, int], int] = {}
        for group, source, target in moves:
            product = self._groups[group].product
            change[source, product] = change.get((source, product), 0) - 1
            change[target, product] = change.get((target, product), 0) + 1
        change = {cell: value for cell, value in change.items() if value}
        times = 0
        while self._is_possible(moves, gains, times) and self._price(change, gains, loses, times + 1) < 0:
            times = times + 1 if any(abs(value) > 1 for value in change.values()) else self._more(
                moves, change, (gains, loses, times)
            )
            if any(abs(value) > 1 for value in change.values()):
                break
        if not times:
            return False
        self._carry_out(moves, change, (gains, loses, times))
        return True

    def _moves(self, cycle: Sequence[int], cells: int) -> tuple[list[tuple[int, int, int]], list[int], list[int]]:
        """The moves (group, from, to) of a cycle, the reps that take one lead more, and those with one less."""
        moves, gains, loses = [], [], []
        taken: dict[tuple[int, int], int] = {}
        for at, node in enumerate(cycle):
            to = cycle[(at + 1) % len(cycle)]
            if to < cells:
                rep = node // self._products if node < cells else node - cells
                target, product = divmod(to, self._products)
                group = self._movable(rep, target, product, taken)
                taken[group, rep] = taken.get((group, rep), 0) + 1
                moves.append((group, rep, target))
            elif to == cells + self._reps:
                gains.append(node - cells)
            elif node == cells + self._reps:
                loses.append(to - cells)
        return moves, gains, loses

    def _movable(self, rep: int, target: int, product: int, taken: dict[tuple[int, int], int]) -> int:
        """A group of the product of which the rep holds a lead that the target may take; the lowest."""
        fits = [
            group for group in self._held.by_rep[rep].get(product, ()) if self._groups[group].mask >> target & 1
        ]
        free = [group for group in fits if self._held.by_group[group][rep] > taken.get((group, rep), 0)]
        return min(free or fits, default=-1)

    def _is_possible(self, moves: Sequence[tuple[int, int, int]], gains: Sequence[int], times: int) -> bool:
        """Whether the exchange can be done once more after so many times."""
        if any(group < 0 for group, _, _ in moves):
            return False
        need: dict[tuple[int, int], int] = {}
        for group, source, _ in moves:
            need[group, source] = need.get((group, source), 0) + 1
        enough = all(
            self._held.by_group[group].get(source, 0) >= amount * (times + 1)
            for (group, source), amount in need.items()
        )
        return enough and all(self._stand.room[rep] > times for rep in gains)

    def _price(
        self, change: dict[tuple[int, int], int], gains: Sequence[int], loses: Sequence[int], time: int
    ) -> int:  # fmt: skip
        """What the exchange costs the `time`-th time; negative when it is cheaper."""
        stand, total = self._stand, 0
        for (rep, product), value in change.items():
            for step in range(abs(value)):
                more = (time - 1) * abs(value) + step + 1
                total += stand.slot(rep, product, more) if value > 0 else -stand.slot(rep, product, 1 - more)
        total += sum(stand.promised(rep, time) for rep in gains if rep not in loses)
        return total - sum(stand.promised(rep, 1 - time) for rep in loses if rep not in gains)

    def _more(
        self, moves: Sequence[tuple[int, int, int]], change: dict[tuple[int, int], int],
        state: tuple[Sequence[int], Sequence[int], int],
    ) -> int:  # fmt: skip
        """A larger number of times for which the last one is still cheaper: doubling steps, as costs only grow."""
        gains, loses, times = state
        step = 1
        while (
            self._is_possible(moves, gains, times + step * 2 - 1)
            and self._price(change, gains, loses, times + step * 2) < 0
        ):
            step *= 2
        return times + step

    def _carry_out(
        self, moves: Sequence[tuple[int, int, int]], change: dict[tuple[int, int], int],
        state: tuple[Sequence[int], Sequence[int], int],
    ) -> None:  # fmt: skip
        """Move the leads, and the counts with them."""
        gains, loses, times = state
        for group, source, target in moves:
            self._held.add(group, source, -times)
            self._held.add(group, target, times)
        for group, source, target in moves:
            self._renew(source, self._groups[group].product)
            self._renew(target, self._groups[group].product)
        for (rep, product), value in change.items():
            self._stand.count[rep][product] += value * times
        for reps, sign in ((gains, 1), (loses, -1)):
            for rep in reps:
                self._stand.room[rep] -= sign * times
                self._stand.promise[rep] -= sign * times


def _relax_cells(arcs: _Arcs, distance: Ints, before: Ints, given: tuple[Ints, int]) -> bool:
    """Pass leads on, or take them out of a rep who has one too many."""
    last, cells = given
    products = cells // (len(distance) - cells - 1)
    owner = cells + arcs.source // products
    taken_out = distance[owner] - last[arcs.source]
    passed_on = distance[arcs.source]
    value = np.minimum(passed_on, taken_out)
    origin = np.where(passed_on <= taken_out, arcs.source, owner)
    best = np.minimum.reduceat(value, arcs.starts)
    lengths = np.diff(np.append(arcs.starts, len(value)))
    hits = np.flatnonzero(value == np.repeat(best, lengths))
    segments = np.repeat(np.arange(len(best)), lengths)[hits]
    _, first = np.unique(segments, return_index=True)
    return _improve(distance, before, (arcs.targets, best, origin[hits[first]]))


def _improve(distance: Ints, before: Ints, offer: tuple[Ints, Ints, Ints]) -> bool:
    """Take the offers (node, distance, from where) that are shorter."""
    nodes, value, origin = offer
    better = value < distance[nodes]
    if not better.any():
        return False
    distance[nodes[better]] = value[better]
    before[nodes[better]] = origin[better]
    return True


def _loops(before: Ints) -> list[list[int]]:
    """The cycles in the graph of predecessors, each in the direction of its arcs."""
    back = before.tolist()
    mark, loops = [0] * len(back), []
    for start in range(len(back)):
        node, path = start, []
        while node >= 0 and not mark[node]:
            mark[node] = start + 1
            path.append(node)
            node = back[node]
        if node >= 0 and mark[node] == start + 1 and node in path:
            loops.append(path[path.index(node) :][::-1])
    return loops
