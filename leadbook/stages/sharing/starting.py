"""A good flow to begin with: how the leads would be shared if they could be cut into pieces.

It saves exchanges and decides nothing: whatever the flow to begin with, the exchanges end at the cheapest one. Each
group moves its leads from reps that are dear to it to those that are cheap, by factors (multiplicative weights,
Arora, Hazan and Kale 2012), while reps who have no room get a toll. Only sums, products and quotients in a fixed
order, so that every machine begins alike.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from leadbook.stages.sharing.flow import Flow

WORTH_IT = 3000
"""Pairs of a group and a rep from which on the exchanges saved take longer than this."""
_TURNS = 40
_STEP, _TOLL = 1.0, 0.5
_LEAST = 0.25
"""A cell at quota counts as one that needs this little."""


def begin(flow: Flow, amounts: Sequence[int]) -> list[int]:
    """Give out most of the leads of each group, and set the tolls by which the rest goes out well.

    Returns:
        By group, the leads that are left to give out.
    """
    left = list(amounts)
    if sum(map(len, flow.eligible)) < WORTH_IT:
        return left
    shares, tolls = _fractions(flow, amounts)
    at, room = 0, list(flow.room)
    holdings: list[dict[int, int]] = []
    for group, who in enumerate(flow.eligible):
        held: dict[int, int] = {}
        for rep in who:
            number = min(shares[at], room[rep], left[group])
            at += 1
            if number > 0:
                held[rep] = number
                room[rep] -= number
                left[group] -= number
        holdings.append(held)
    flow.hold(holdings)
    for rep, now in enumerate(room):
        flow.take(rep, flow.room[rep] - now)
    flow.set_tolls([int(toll * flow.slots.unit) << flow.slots.shift for toll in tolls])
    return left


def _fractions(flow: Flow, amounts: Sequence[int]) -> tuple[list[int], list[float]]:
    """By pair of group and rep the whole leads of a sharing in pieces; by rep the toll, as a price."""
    lengths = [len(who) for who in flow.eligible]
    group = np.repeat(np.arange(len(lengths)), lengths)
    rep = np.array([one for who in flow.eligible for one in who], dtype=np.int64)
    cell = np.array([one.line for one in flow.groups], dtype=np.int64)[group] * flow.reps + rep
    amount = np.array(amounts, dtype=np.float64)
    need = np.maximum(np.array(flow.slots.needed, dtype=np.float64).ravel(), _LEAST)
    given = np.array(flow.count, dtype=np.float64).ravel()
    room = np.maximum(np.array(flow.room, dtype=np.float64), 0.5)
    usual = max(float(amount.sum()), 1.0) / float(need.sum())
    weight, toll = need[cell], np.zeros(flow.reps)
    for _ in range(_TURNS):
        pieces = weight * (amount / np.bincount(group, weight, len(lengths)))[group]
        total = np.bincount(rep, pieces, flow.reps)
        toll = np.maximum(0.0, toll + _TOLL * (total / room - 1))
        price = ((np.bincount(cell, pieces, len(need)) + given) / need)[cell] / usual + toll[rep]
        mean = (np.bincount(group, price * pieces, len(lengths)) / np.maximum(amount, 1.0))[group]
        dearer = _STEP * (price - mean)
        weight = np.maximum(pieces * np.where(dearer > 0, 1 / (1 + np.abs(dearer)), np.minimum(1 - dearer, 4.0)), 1e-6)
    return np.floor(pieces + 0.02).astype(np.int64).tolist(), (toll * usual).tolist()
