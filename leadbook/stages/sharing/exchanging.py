"""The cheapest flow: exchange leads among reps until no exchange is cheaper.

A flow is cheapest if and only if its residual network holds no negative cycle (Klein 1967), also for convex costs on
whole numbers. The network here has a node for each rep (`leadbook.stages.sharing.network`): small and dense, whatever
the number of leads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leadbook.stages.sharing.flow import Flow, Move, walk
from leadbook.stages.sharing.network import Labels, Network, swaps

FEW = 48
"""Reps up to whom it costs little to see who passes leads on."""


@dataclass(frozen=True, slots=True)
class _Exchange:
    """One exchange: the moves of leads, cell → change of its count, reps who take one more, reps with one less."""

    moves: list[Move]
    change: dict[tuple[int, int], int]
    gains: list[int]
    loses: list[int]


_Node = tuple[int, int, int]
"""A rep (-1, rep, -1); or a lead in hand that belongs to nobody (line, rep, the group it is of), the last unnamed at
the beginning of a chain: -1."""


def improve(flow: Flow) -> tuple[Network, Labels]:
    """Exchange leads until no exchange is cheaper: first direct ones, then those in which others pass leads on.

    Returns:
        The network at the end and its labels, which are potentials then: they prove that nothing is cheaper.
    """
    network = Network(flow)
    for passing in (False, True) if flow.reps > FEW else (True,):
        network.passing = passing
        network.renew()
        labels = network.labels()
        while found := swaps(network) or labels.cycles(network):
            done = [cycle for cycle in found if _carry_out(flow, network, cycle)]
            if not done:  # cannot be; if it is, the bound will say what was left
                return network, labels
            network.renew()
    return network, labels


def _carry_out(flow: Flow, network: Network, cycle: Sequence[int]) -> bool:
    """Do an exchange, as often as it is cheaper; False when it is not (any more)."""
    walked = _expand(flow, network, cycle)
    return bool(walked) and sum(_apply(flow, _exchange(part, flow.reps)) for part in _simple(walked)) > 0


def _expand(flow: Flow, network: Network, cycle: Sequence[int]) -> list[_Node]:
    """The way of a cycle step by step, [] when its leads are not there any more."""
    nodes: list[_Node] = []
    for at, node in enumerate(cycle):
        to = cycle[(at + 1) % len(cycle)]
        nodes.append((-1, node, -1))
        if flow.reps not in (node, to):
            line = int(network.line[node, to])
            chain = _chain(flow, line, node, to)
            if not chain:
                return []
            nodes += [(line, source, group) for group, source, _ in chain]
            nodes.append((line, to, -1))
    return nodes


def _simple(nodes: list[_Node]) -> list[list[_Node]]:
    """A closed way as closed ways that come to no place twice: then every lead that moves is there."""
    seen: dict[tuple[int, int], int] = {}
    for at, (line, rep, _) in enumerate(nodes):
        first = seen.setdefault((line, rep), at)
        if first < at:
            return [*_simple(nodes[first:at]), *_simple(nodes[:first] + nodes[at:])]
    return [nodes]


def _exchange(nodes: Sequence[_Node], free: int) -> _Exchange:
    """The exchange that a closed way stands for."""
    exchange = _Exchange([], {}, [], [])
    change = exchange.change
    for at, (line, rep, group) in enumerate(nodes):
        to_line, to, _ = nodes[(at + 1) % len(nodes)]
        if line >= 0 and to_line >= 0:
            exchange.moves.append((group, rep, to))
        elif line >= 0:
            change[line, rep] = change.get((line, rep), 0) + 1
        elif to_line >= 0:
            change[to_line, to] = change.get((to_line, to), 0) - 1
        elif to == free:
            exchange.gains.append(rep)
        else:
            exchange.loses.append(to)
    for cell in [cell for cell, value in change.items() if not value]:
        del change[cell]
    return exchange


def _apply(flow: Flow, exchange: _Exchange) -> bool:
    """Carry an exchange out, as often as it is cheaper; False when it is not (any more)."""
    most = _most(flow, exchange)
    if most < 1 or _price(flow, exchange, 1) >= 0:
        return False
    times, step = 1, 1
    while step:
        if times + step <= most and _price(flow, exchange, times + step) < 0:
            times += step
            step *= 2
        else:
            step //= 2
    flow.carry_out(exchange.moves, times)
    for reps, sign in ((exchange.gains, 1), (exchange.loses, -1)):
        for rep in reps:
            flow.take(rep, sign * times)
    return True


def _chain(flow: Flow, line: int, source: int, target: int) -> list[Move]:
    """The fewest moves that bring a lead of a line from one rep to another, [] when none do."""
    here = flow.by_cell[line][source]

    def most_of(rep: int) -> int:
        return max((group for group in here if flow.groups[group].mask >> rep & 1), key=lambda one: (here[one], -one))

    mask = 0
    for group in here:
        mask |= flow.groups[group].mask
    if mask >> target & 1:
        return [(most_of(target), source, target)]
    steps = flow.reach(mask & ~(1 << source), line)
    if target not in steps:
        return []
    moves = walk(steps, -1, target)
    first = moves[0][2]
    return [(most_of(first), source, first), *moves[1:]]


def _most(flow: Flow, exchange: _Exchange) -> int:
    """How often an exchange can be carried out: every cell gives one lead each time. A way to and fro is none."""
    by_leads = [flow.by_group[group].get(rep, 0) for group, rep, _ in exchange.moves]
    return min([*by_leads, *(flow.room[rep] for rep in exchange.gains)], default=0)


def _price(flow: Flow, exchange: _Exchange, time: int) -> int:
    """What the exchange changes the `time`-th time; negative when it is cheaper."""
    cost, total = flow.slots.cost, 0
    for (line, rep), value in exchange.change.items():
        count = flow.count[line][rep]
        for step in range(abs(value)):
            number = (time - 1) * abs(value) + step + 1
            if value > 0:
                total += cost(line, rep, count + number)
            else:
                total -= cost(line, rep, count + 1 - number)
    total += sum(flow.more(rep, time) for rep in exchange.gains)
    return total - sum(flow.more(rep, 1 - time) for rep in exchange.loses)
