"""How far a flow can be from the cheapest one: a bound from prices, whatever made the flow.

With a price for a lead at a cell and a price for a lead at a rep, no flow can cost less than what the groups pay at
their cheapest cell plus what every cell and every rep gains at best (Lagrangian weak duality; Ahuja, Magnanti and
Orlin 1993, chapter 14). The labels of the last look for exchanges are such prices. What a flow costs above that
bound is worked out part by part here; 0 proves that nothing is cheaper.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from leadbook.stages.sharing.flow import Flow
from leadbook.stages.sharing.network import Labels, Network
from leadbook.stages.sharing.slots import FAR, FAR_RANK, RANK


def gap_of(flow: Flow, network: Network, labels: Labels, before: Sequence[Sequence[int]]) -> int:
    """What the flow costs above the bound, rank and price as one whole number; 0 is proven cheapest.

    Args:
        network, labels: as `leadbook.stages.sharing.exchanging.improve` left them.
        before: count by line and rep before the flow.
    """
    reps = [_cost(rank, price) for rank, price in zip(labels.rank.tolist(), labels.price.tolist(), strict=True)]
    free = reps.pop()
    hands = _hands(flow, network, labels)
    gap = 0
    for group, held in enumerate(flow.by_group):
        hand = hands[flow.groups[group].line]
        if held:
            dearest = max(hand[rep] for rep in flow.eligible[group])
            gap += sum(number * (dearest - hand[rep]) for rep, number in held.items())
    for line, row in enumerate(flow.count):
        for rep, count in enumerate(row):
            if count > before[line][rep]:
                gap += _cell_gap(flow, (line, rep), reps[rep] - hands[line][rep], before[line][rep])
    taken = [sum(flow.count[line][rep] - before[line][rep] for line in range(flow.lines)) for rep in range(flow.reps)]
    return gap + sum(_rep_gap(flow, rep, free - reps[rep], taken[rep]) for rep in range(flow.reps))


def _cost(rank: int, price: int) -> int:
    """Rank and price as one whole number."""
    return rank * RANK + price


def _hands(flow: Flow, network: Network, labels: Labels) -> list[list[int]]:
    """By line and rep the label of a lead that is there and belongs to nobody: the least over who can bring it."""
    found = []
    ranks = flow.slots.rank
    for line in range(flow.lines):
        rank = (labels.rank[:-1] - ranks[line])[:, None] + np.zeros(flow.reps, dtype=np.int64)
        price = (labels.price[:-1] - network.last[line])[:, None] + np.zeros(flow.reps, dtype=np.int64)
        rank = np.where(network.ways[line], rank, FAR_RANK)
        least = rank.min(axis=0)
        price = np.where(network.ways[line] & (rank == least), price, FAR).min(axis=0)
        found.append([_cost(*pair) for pair in zip(least.tolist(), price.tolist(), strict=True)])
    return found


def _cell_gap(flow: Flow, cell: tuple[int, int], value: int, before: int) -> int:
    """What a cell's leads cost above the best number of them, where each is worth so much."""
    (line, rep), cost, gap = cell, flow.slots.cost, 0
    number = flow.count[line][rep]
    while number > before and (more := cost(line, rep, number) - value) > 0:
        gap += more
        number -= 1
    number = flow.count[line][rep] + 1
    most = number + flow.room[rep]
    while number < most and (less := value - cost(line, rep, number)) > 0:
        gap += less
        number += 1
    return gap


def _rep_gap(flow: Flow, rep: int, value: int, taken: int) -> int:
    """The same for all that a rep has taken, promised minimum and room being kept."""
    gap, number = 0, 0
    while number < taken and (more := flow.more(rep, -number) - value) > 0:
        gap += more
        number += 1
    number = 1
    while number <= flow.room[rep] and (less := value - flow.more(rep, number)) > 0:
        gap += less
        number += 1
    return gap
