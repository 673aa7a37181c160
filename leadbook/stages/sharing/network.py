"""The residual network of a flow with one node for each rep, and its negative cycles.

An arc from one rep to another is a lead of some line that goes from the first, along others who only pass leads of
that line on, to the second: what it costs the second to take one more, less what the first saves. One more node is
the room that is free: to it goes who takes one more in all, from it comes who has one less.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from leadbook.stages.sharing.flow import NO_PROMISE, Flow
from leadbook.stages.sharing.slots import FAR, FAR_RANK, PROMISED, Ints

Ways = NDArray[np.bool_]
_OPEN = FAR_RANK >> 1
"""A rank below it is one of a way that exists."""


class Network:
    """The costs of the arcs as they are now, kept up to date where the flow changed.

    Args:
        passing: whether leads may be passed on by reps between the first and the last.

    Attributes:
        rank, price: by node and node, what passing one lead changes. line: which line is cheapest.
        more, last: by line and rep, the price of one lead more and of the last one. ways: who reaches whom.
    """

    def __init__(self, flow: Flow, *, passing: bool = False) -> None:
        self.flow, self.passing = flow, passing
        lines, reps = flow.lines, flow.reps
        self.ways: Ways = np.zeros((lines, reps, reps), dtype=np.bool_)
        self.rank: Ints = np.full((reps + 1, reps + 1), FAR_RANK, dtype=np.int64)
        self.price: Ints = np.full((reps + 1, reps + 1), FAR, dtype=np.int64)
        self.line: Ints = np.zeros((reps, reps), dtype=np.int64)
        count = np.array(flow.count, dtype=np.int64).reshape(lines, reps)
        self.more: Ints = flow.slots.prices(count + 1)
        self.last: Ints = flow.slots.prices(count)
        self._has_ranks = bool(flow.slots.rank.any())
        self.ranked = self._has_ranks or any(missing > NO_PROMISE // 2 for missing in flow.promise)
        """Whether ranks differ at all where there is a way."""
        self._masks = [[0] * reps for _ in range(lines)]
        self._reached = [[0] * reps for _ in range(lines)]
        self._seen: list[tuple[int, ...]] = [()] * lines
        self._rows: dict[int, Ways] = {0: np.zeros(reps, dtype=np.bool_)}
        self._was_passing: bool | None = None
        flow.touched.update((line, rep) for line in range(lines) for rep in range(reps))

    def labels(self) -> Labels:
        """Labels to begin with: no node has any."""
        return Labels(len(self.price))

    def renew(self) -> None:
        """Bring the arcs in line with the flow."""
        flow, touched = self.flow, self.flow.touched
        lines = set(range(flow.lines)) if self._was_passing != self.passing else {line for line, _ in touched}
        for line, rep in touched:
            number = flow.count[line][rep]
            self.more[line, rep], self.last[line, rep] = (flow.slots.price(line, rep, k) for k in (number + 1, number))
            mask = 0
            for group in flow.by_cell[line][rep]:
                mask |= flow.groups[group].mask
            self._masks[line][rep] = mask
        rows = {rep for _, rep in touched}
        columns = sorted(rows)
        for line in sorted(lines):
            rows |= self._reach(line)
        touched.clear()
        self._was_passing = self.passing
        self._fill_rows(sorted(rows))
        self._fill_columns(columns)
        self._fill_room(columns)

    def _reach(self, line: int) -> set[int]:
        """See again who reaches whom on a line; the reps for whom that changed."""
        now = (self.passing, *self._masks[line])
        if self._seen[line] == now:
            return set()
        self._seen[line] = now
        masks = list(self._masks[line])
        if self.passing:
            close(masks)
        old = self._reached[line]
        changed = {rep for rep, mask in enumerate(masks) if mask != old[rep]}
        for rep in changed:
            self.ways[line, rep] = self._row(masks[rep])
        self._reached[line] = masks
        return changed

    def _row(self, mask: int) -> Ways:
        """A mask as a row of the matrix."""
        if mask not in self._rows:
            size = self.flow.reps
            some = np.frombuffer(mask.to_bytes((size + 7) // 8, "little"), dtype=np.uint8)
            self._rows[mask] = np.unpackbits(some, bitorder="little")[:size].astype(np.bool_)
        return self._rows[mask]

    def _fill_rows(self, rows: list[int]) -> None:
        """The arcs that leave these reps."""
        price = self.more[:, None, :] - self.last[:, rows, None]
        ranks = self.flow.slots.rank
        rank = ranks[:, None, :] - ranks[:, rows, None] if self._has_ranks else None
        found = _least_line(price, rank, self.ways[:, rows, :])
        reps = self.flow.reps
        self.rank[rows, :reps], self.price[rows, :reps], self.line[rows] = found
        self.rank[rows, rows], self.price[rows, rows] = FAR_RANK, FAR

    def _fill_columns(self, columns: list[int]) -> None:
        """The arcs that lead to these reps."""
        price = self.more[:, None, columns] - self.last[:, :, None]
        ranks = self.flow.slots.rank
        rank = ranks[:, None, columns] - ranks[:, :, None] if self._has_ranks else None
        found = _least_line(price, rank, self.ways[:, :, columns])
        reps = self.flow.reps
        self.rank[:reps, columns], self.price[:reps, columns], self.line[:, columns] = found
        self.rank[columns, columns], self.price[columns, columns] = FAR_RANK, FAR

    def _fill_room(self, some: list[int]) -> None:
        """The arcs of these reps to and from the room that is free."""
        free, flow = self.flow.reps, self.flow
        for rep in some:
            has, promise = flow.room[rep] > 0, flow.promise[rep]
            self.price[rep, free] = 0 if has else FAR
            self.rank[rep, free] = FAR_RANK if not has else -PROMISED if promise >= 1 else 0
            self.price[free, rep], self.rank[free, rep] = 0, PROMISED if promise >= 0 else 0


def swaps(network: Network) -> list[list[int]]:
    """Pairs of reps for whom it is cheaper to give each other a lead; no rep is in two of them, the cheapest first.

    A quick look that finds many at once; what it does not see, the labels do.
    """
    reps = network.flow.reps
    price = network.price[:reps, :reps] + network.price[:reps, :reps].T
    if not network.ranked:
        rows, columns = np.nonzero(price < 0)
        rank = np.zeros_like(price)
    else:
        rank = network.rank[:reps, :reps] + network.rank[:reps, :reps].T
        rows, columns = np.nonzero((rank < 0) | ((rank == 0) & (price < 0)))
    rows, columns = rows[rows < columns], columns[rows < columns]
    found = sorted(zip(rank[rows, columns].tolist(), price[rows, columns].tolist(), rows.tolist(), columns.tolist(),
                       strict=True))  # fmt: skip
    used: set[int] = set()
    chosen = []
    for _, _, row, column in found:
        if row not in used and column not in used:
            used |= {row, column}
            chosen.append([row, column])
    return chosen


def _least_line(price: Ints, rank: Ints | None, ways: Ways) -> tuple[Ints, Ints, Ints]:
    """Rank, price and number of the cheapest line, along the first axis; far where there is no way."""
    price = np.where(ways, price, FAR)
    if rank is None:
        best = price.min(axis=0)
        return np.where(best < FAR, 0, FAR_RANK), best, price.argmin(axis=0)
    rank = np.where(ways, rank, FAR_RANK)
    lowest = rank.min(axis=0)
    price = np.where(rank == lowest, price, 2 * FAR)
    return lowest, price.min(axis=0), price.argmin(axis=0)


class Arcs(Protocol):
    """What labels need to know of a network: by node and node rank and price of an arc, and whether ranks differ."""

    rank: Ints
    price: Ints
    ranked: bool


class Labels:
    """Distances of the nodes (Bellman-Ford). They stay from one look to the next, as little changes in between."""

    def __init__(self, size: int) -> None:
        self.rank: Ints = np.zeros(size, dtype=np.int64)
        self.price: Ints = np.zeros(size, dtype=np.int64)

    def cycles(self, network: Arcs) -> list[list[int]]:
        """Negative cycles; none: the labels are potentials, that is, no arc is cheaper than they differ."""
        size, ranked = len(self.price), network.ranked
        before = np.full(size, -1, dtype=np.int64)
        for turn in range(2 * size):
            rank, price, at = self._offers(network, ranked)
            better = (rank < _OPEN) & ((rank < self.rank) | ((rank == self.rank) & (price < self.price)))
            if not better.any():
                return []
            self.rank, self.price = np.where(better, rank, self.rank), np.where(better, price, self.price)
            before = np.where(better, at, before)
            if turn and (found := _loops(before.tolist())):
                self.rank, self.price = self.rank - self.rank.max(), self.price - self.price.max()
                return found
        raise AssertionError("labels that neither settle nor loop")

    def _offers(self, network: Arcs, ranked: bool) -> tuple[Ints, Ints, Ints]:
        """The shortest way to each node over one arc more: rank, price, from where."""
        price = self.price[:, None] + network.price
        if not ranked:
            at = price.argmin(axis=0)
            nodes = np.arange(len(at))
            return network.rank[at, nodes], price[at, nodes], at
        rank = self.rank[:, None] + network.rank
        price = np.where(rank == rank.min(axis=0), price, 2 * FAR)
        at = price.argmin(axis=0)
        nodes = np.arange(len(at))
        return rank[at, nodes], price[at, nodes], at


def close(masks: list[int]) -> None:
    """Add to each rep whom they reach through others (Warshall 1962, a row at a time)."""
    some = [rep for rep, mask in enumerate(masks) if mask]
    for middle in some:
        through, bit = masks[middle], 1 << middle
        for rep in some:
            if masks[rep] & bit:
                masks[rep] |= through


def _loops(back: Iterable[int]) -> list[list[int]]:
    """The cycles in the graph of predecessors, each in the direction of its arcs."""
    back = list(back)
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
