"""The objective of a hand-out, worked out lead by lead with OR-tools: an independent judge of the sharing.

One node for each lead, one for each cell (rep, product) and each rep, one unit arc for each lead of a cell: its k-th
lead costs (k - 1/2) / leads needed. All costs are whole numbers (shares are multiplied by twice the least common
multiple of the needs), so what two hand-outs cost is compared exactly. Nothing is shared with the package.
"""

import math
from fractions import Fraction

import numpy as np
from ortools.graph.python import min_cost_flow

from tests.stages.sharing_worlds import band

BEST_BAND = 10
"""Scores end at 100."""


class Net:
    """A flow network, arcs added in lots."""

    def __init__(self):
        self._tails, self._heads, self._rooms, self._costs, self._size = [], [], [], [], 0

    def add(self, tails, heads, rooms, costs):
        """A lot of arcs; arguments are arrays or one number for all. Where the lot begins is returned."""
        tails, heads, rooms, costs = np.broadcast_arrays(*(np.asarray(one, dtype=np.int64)
                                                           for one in (tails, heads, rooms, costs)))  # fmt: skip
        self._tails.append(tails)
        self._heads.append(heads)
        self._rooms.append(rooms)
        self._costs.append(costs)
        self._size += len(tails)
        return self._size - len(tails)

    def solve(self, sources, sink):
        """The flow of each arc when one unit leaves every source, at the least cost; and the cost."""
        solver = min_cost_flow.SimpleMinCostFlow()
        solver.add_arcs_with_capacity_and_unit_cost(
            *(np.concatenate(lots) for lots in (self._tails, self._heads, self._rooms, self._costs))
        )
        solver.set_nodes_supplies(sources, np.ones(len(sources), dtype=np.int64))
        solver.set_node_supply(sink, -len(sources))
        status = solver.solve()
        if status != solver.OPTIMAL:
            raise ArithmeticError(f"OR-tools: {status.name}")
        return solver.flows(np.arange(self._size)), solver.optimal_cost()


class LeadLevel:
    """The flows over one world.

    Args:
        scale: what shares are multiplied by; None for the least common multiple of the needs, which is exact.
    """

    def __init__(self, world, scale=None):
        self.world = world
        self.needed = np.maximum(np.array(world.needed, dtype=np.int64), 1)
        self.at_quota = (np.array(world.needed) == 0).astype(np.int64)
        self.count = np.array(world.count, dtype=np.int64)
        self.reps, self.products = self.needed.shape
        self.product = np.array(world.product, dtype=np.int64)
        self.now = np.array(world.now, dtype=np.int64)
        self.band = np.array([band(score) for score in world.score], dtype=np.int64)
        self.scale = math.lcm(*(int(need) for need in np.unique(self.needed))) if scale is None else scale
        known = {mask: np.array([rep for rep in range(self.reps) if mask >> rep & 1], dtype=np.int64)
                 for mask in set(world.mask)}  # fmt: skip
        reach = [known[mask] for mask in world.mask]
        self.lead = np.repeat(np.arange(len(reach)), [len(one) for one in reach])
        self.rep = np.concatenate([np.empty(0, dtype=np.int64), *reach])
        self.cell = self.rep * self.products + self.product[self.lead]
        """Every pair of a lead and a rep who may get it."""

    def placed(self):
        """Which leads are placed when the sum of (score + 1) is the greatest, then the positions the lowest.

        The sets that fit are the independent sets of a matroid, so the sum of positions orders those that are equal
        in score as comparing them lead by lead does.
        """
        number = len(self.product)
        scores = [Fraction(score) + 1 for score in self.world.score]
        whole = math.lcm(1, *(score.denominator for score in scores)) * number * number
        value = [int(score * whole) + number - at for at, score in enumerate(scores)]
        net, leads, cells = Net(), np.unique(self.lead), self.reps * self.products
        if not len(leads):
            return np.zeros(number, dtype=bool)
        sink = number + cells + self.reps
        net.add(self.lead, number + self.cell, 1, 0)
        waiting = net.add(leads, sink, 1, np.array(value, dtype=np.int64)[leads])
        net.add(number + np.arange(cells), number + cells + np.arange(cells) // self.products, number, 0)
        net.add(number + cells + np.arange(self.reps), sink, np.minimum(self.world.room, number), 0)
        flows, _ = net.solve(leads, sink)
        placed = np.zeros(number, dtype=bool)
        placed[leads] = flows[waiting : waiting + len(leads)] == 0
        return placed

    def slots(self, net, pairs, before, nodes):
        """Arcs through which each cell's leads pass, the k-th one at (2 k - 1) scale / needed.

        Args:
            pairs: positions of the pairs that end in these cells: no cell gets more arcs than pairs, or than room.
            before: leads by cell that come before the first one.
            nodes: cell → node, where the arcs begin; array of where they end, by cell; (weight of a share, cost of a
                lead by cell).
        """
        start, ends, (weight, extra) = nodes
        cells, numbers = np.unique(self.cell[pairs], return_counts=True)
        numbers = np.minimum(numbers, np.array(self.world.room)[cells // self.products])
        cell = np.repeat(cells, numbers)
        turn = np.arange(len(cell)) - np.repeat(np.cumsum(numbers) - numbers, numbers) + 1
        share = (2 * (before[cell] + turn) - 1) * self.scale // self.needed.ravel()[cell]
        net.add(start + cell, ends[cell], 1, share * weight + extra[cell])

    def weights(self, leads):
        """What one share, one lead at quota and one lead beyond the promise cost, so that levels do not mix."""
        share = leads + 1
        most = int(2 * (self.count.max(initial=0) + leads)) * self.scale * leads * share
        quota = most + share
        return share, quota, quota * share

    def sharing(self, placed):
        """The reps of the placed leads: promises, cells at quota, shares, preferences, in this order."""
        pairs, number, cells = np.flatnonzero(placed[self.lead]), len(self.product), self.reps * self.products
        chosen = np.full(number, -1)
        if not len(pairs):
            return chosen
        total = int(placed.sum())
        share, quota, promise = self.weights(total)
        if promise * (number + cells + self.reps + 2) >= 2**62:
            raise OverflowError("these needs do not fit one flow")
        liked = np.array([[liked != 0 and not liked >> at & 1 for at in range(self.products)]
                          for liked in self.world.liked], dtype=np.int64)  # fmt: skip
        net, sink = Net(), number + cells + self.reps
        net.add(self.lead[pairs], number + self.cell[pairs], 1, 0)
        rep_of = number + cells + np.arange(cells) // self.products
        extra = (self.at_quota * quota + liked).ravel()
        self.slots(net, pairs, self.count.ravel(), (number, rep_of, (share, extra)))
        reps, room = number + cells + np.arange(self.reps), np.minimum(self.world.room, total)
        first = np.minimum(self.world.promise, room)
        net.add(reps, sink, first, 0)
        net.add(reps, sink, room - first, promise)
        flows, _ = net.solve(np.flatnonzero(placed), sink)
        used = pairs[flows[: len(pairs)] == 1]
        chosen[self.lead[used]] = self.rep[used]
        return chosen

    def staying(self, reps):
        """The same number of leads by cell, the fewest of them with another rep than now."""
        pairs, number, cells = np.flatnonzero(reps[self.lead] >= 0), len(self.product), self.reps * self.products
        chosen = np.full(number, -1)
        if not len(pairs):
            return chosen
        is_in = reps >= 0
        sizes = np.bincount(reps[is_in] * self.products + self.product[is_in], minlength=cells)
        net = Net()
        net.add(self.lead[pairs], number + self.cell[pairs], 1, self.rep[pairs] != self.now[self.lead[pairs]])
        net.add(number + np.arange(cells), number + cells, sizes, 0)
        flows, _ = net.solve(np.flatnonzero(is_in), number + cells)
        used = pairs[flows[: len(pairs)] == 1]
        chosen[self.lead[used]] = self.rep[used]
        return chosen

    def sharing_band(self, reps, score_band):
        """The reps with one band of scores shared anew, and the worse ones in any way that fits its leads by cell."""
        moves = (reps >= 0) & (reps != self.now)
        open_leads = moves & (self.band <= score_band)
        pairs, number, cells = np.flatnonzero(open_leads[self.lead]), len(self.product), self.reps * self.products
        chosen = np.array(reps)
        if not len(pairs):
            return chosen
        inside = self.band[self.lead[pairs]] == score_band
        sizes = np.bincount(reps[open_leads] * self.products + self.product[open_leads], minlength=cells)
        before = np.zeros(cells, dtype=np.int64)
        for (rep, product, at), has in self.world.kept.items():
            before[rep * self.products + product] += has * (at >= score_band)
        fixed = (reps >= 0) & ~open_leads & (self.band >= score_band)
        np.add.at(before, reps[fixed] * self.products + self.product[fixed], 1)
        net, sink = Net(), number + 2 * cells
        net.add(self.lead[pairs], number + self.cell[pairs] + np.where(inside, 0, cells), 1, 0)
        number_inside = int((open_leads & (self.band == score_band)).sum())
        quota = int(2 * (before.max() + number_inside)) * self.scale * number_inside + 1
        ends = number + cells + np.arange(cells)
        self.slots(net, pairs[inside], before, (number, ends, (1, self.at_quota.ravel() * quota)))
        net.add(ends, sink, sizes, 0)
        flows, _ = net.solve(np.flatnonzero(open_leads), sink)
        used = pairs[flows[: len(pairs)] == 1]
        chosen[self.lead[used]] = self.rep[used]
        return chosen

    def solve(self):
        """A whole hand-out, level by level."""
        reps = self.sharing(self.placed())
        if (self.now >= 0).any():
            reps = self.staying(reps)
        for score_band in sorted({int(one) for one in self.band}, reverse=True):
            reps = self.sharing_band(reps, score_band)
        return reps.tolist()


def fits(world, reps):
    """Whether masks and room are kept."""
    totals = [0] * len(world.room)
    for rep, mask in zip(reps, world.mask, strict=True):
        if rep >= 0:
            totals[rep] += 1
            if not mask >> rep & 1:
                return False
    return all(total <= room for total, room in zip(totals, world.room, strict=True))


def cells_of(world, reps):
    """Leads of this hand-out by rep and product."""
    cells = [[0] * len(row) for row in world.needed]
    for rep, product in zip(reps, world.product, strict=True):
        if rep >= 0:
            cells[rep][product] += 1
    return cells


def levels_of(world, reps):
    """What a hand-out comes to in levels 2 to 3d, exactly; of two the smaller is the better one.

    Returns: leads placed as a tuple that orders by preference, minus the sum of (score + 1), minus the leads within
    promises, leads at quota, sum of shares, leads on a product outside the preferences.
    """
    cells = cells_of(world, reps)
    score = sum((Fraction(score) + 1 for score, rep in zip(world.score, reps, strict=True) if rep >= 0), Fraction(0))
    kept = sum(min(sum(row), promise) for row, promise in zip(cells, world.promise, strict=True))
    quota, shares, unwanted = 0, Fraction(0), 0
    for rep, row in enumerate(cells):
        for product, has in enumerate(row):
            need, before, liked = world.needed[rep][product], world.count[rep][product], world.liked[rep]
            quota += has if need == 0 else 0
            shares += Fraction((before + has) ** 2 - before**2, 2 * max(need, 1))
            unwanted += has if liked and not liked >> product & 1 else 0
    return -score, tuple(rep < 0 for rep in reps), -kept, quota, shares, unwanted


def moves_of(world, reps):
    """How many leads change their rep."""
    return sum(now >= 0 and rep >= 0 and rep != now for now, rep in zip(world.now, reps, strict=True))


def bands_of(world, reps):
    """(product, band) → leads at quota, and the sum of shares of its leads; leads that stay only count before."""
    found = {}
    has = {}
    for (rep, product, at), number in world.kept.items():
        has[rep, product, at] = has.get((rep, product, at), 0) + number
    for rep, now, product, score in zip(reps, world.now, world.product, world.score, strict=True):
        if rep >= 0 and rep == now:
            has[rep, product, band(score)] = has.get((rep, product, band(score)), 0) + 1
    moving = sorted((-band(score), at) for at, score in enumerate(world.score) if -1 < reps[at] != world.now[at])
    gone = {}
    for minus, at in moving:
        rep, product = reps[at], world.product[at]
        gone[rep, product] = gone.get((rep, product), 0) + 1
        before = sum(has.get((rep, product, better), 0) for better in range(-minus, BEST_BAND + 1))
        need = world.needed[rep][product]
        quota, shares = found.get((product, -minus), (0, Fraction(0)))
        share = Fraction(2 * (before + gone[rep, product]) - 1, 2 * max(need, 1))
        found[product, -minus] = (quota + (need == 0), shares + share)
    return found


LEVELS = ("score placed", "which are placed", "promises", "at quota", "shares", "preferences")


def judged(world, reps):
    """Level → what this hand-out comes to and the best there is: the same in every level, or it is not the best.

    Which leads stay is judged for the leads by cell as they are; a band of scores for those, and for the better
    bands as they are.
    """
    model = LeadLevel(world)
    best = model.sharing(model.placed()).tolist()
    told = dict(zip(LEVELS, zip(levels_of(world, reps), levels_of(world, best), strict=True), strict=True))
    reps = np.array(reps, dtype=np.int64)
    told["moves"] = moves_of(world, reps.tolist()), moves_of(world, model.staying(reps).tolist())
    here = bands_of(world, reps.tolist())
    for score_band in sorted({one for _, one in here}, reverse=True):
        anew = bands_of(world, model.sharing_band(reps, score_band).tolist())
        for key in here:
            if key[1] == score_band:
                told[key] = here[key], anew.get(key)
    return told


def worse(world, reps):
    """The levels in which a hand-out is not the best there is; ("masks and room",) when it breaks a hard rule."""
    if not fits(world, reps):
        return ("masks and room",)
    return tuple(level for level, (here, best) in judged(world, reps).items() if here != best)
