"""The levels one after the other, and which lead of several that are alike goes to whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from leadbook.stages.sharing.bound import gap_of
from leadbook.stages.sharing.exchanging import improve
from leadbook.stages.sharing.flow import Flow
from leadbook.stages.sharing.placing import place
from leadbook.stages.sharing.pool import BAND, Group, Level, Pool, Shared, Stand, band_of
from leadbook.stages.sharing.quality import Bands, Line, share_bands
from leadbook.stages.sharing.slots import PROMISED, RANK, Slots
from leadbook.stages.sharing.stays import keep_most

Leads = list[int]
"""Positions in the pool, in its order."""


def share_out(pool: Pool, stand: Stand) -> Shared:
    """Share the leads of a pool among reps.

    Returns:
        The same for every order of groups, machine and hash seed; ties between reps go to the first.
    """
    groups, wanted = _groups(pool)
    if not groups:
        return Shared([-1] * len(wanted))
    lines, reps = range(len(stand.needed[0])), range(len(stand.room))
    before = [[stand.count[rep][line] for rep in reps] for line in lines]
    now = _present(pool, wanted, len(groups))
    flow = _flow(pool, stand, groups)
    placed, level = place(pool, wanted, flow, now)
    if any(now):
        now = _present(pool, [group if is_in else -1 for group, is_in in zip(wanted, placed, strict=True)], len(groups))
        flow.set_slots(_slots(pool, stand, groups, now))
    network, labels = improve(flow)
    levels = [level, *_count_levels(flow, stand, before, gap_of(flow, network, labels, before))]
    rep = [-1] * len(wanted)
    if any(there >= 0 for there in pool.now):
        moved = keep_most(flow, now)
        moved += sum(there >= 0 and not is_in for there, is_in in zip(pool.now, placed, strict=True))
        levels.append(Level("leads that change their rep", moved, moved))
        _let_stay(pool, wanted, flow, (placed, rep))
    moving = [lead for lead, is_in in enumerate(placed) if is_in and rep[lead] < 0]
    levels += _deal(pool, stand, (moving, wanted), (flow, rep))
    return Shared(rep, tuple(levels))


def _groups(pool: Pool) -> tuple[list[Group], list[int]]:
    """The groups of leads that are alike, in an order that does not depend on the leads; group by lead, -1 for none."""
    keys = list(zip(pool.product, pool.mask, strict=True))
    known = sorted(key for key in set(keys) if key[1])
    number = {key: at for at, key in enumerate(known)}
    return [Group(*key) for key in known], [number.get(key, -1) for key in keys]


def _present(pool: Pool, wanted: Sequence[int], groups: int) -> list[dict[int, int]]:
    """By group: rep → leads that are with them now and may stay there."""
    now: list[dict[int, int]] = [{} for _ in range(groups)]
    for group, rep, mask in zip(wanted, pool.now, pool.mask, strict=False):
        if group >= 0 and rep >= 0 and mask >> rep & 1:
            now[group][rep] = now[group].get(rep, 0) + 1
    return now


def _flow(pool: Pool, stand: Stand, groups: Sequence[Group]) -> Flow:
    """An empty flow over the whole problem."""
    room = [min(most, len(pool.mask)) for most in stand.room]
    return Flow(groups, _slots(pool, stand, groups), _by_line(stand.count), room, stand.promise)


def _by_line(rows: Sequence[Sequence[int]]) -> list[list[int]]:
    """Numbers by rep and product as numbers by product and rep."""
    return [list(row) for row in zip(*rows, strict=True)]


def _slots(pool: Pool, stand: Stand, groups: Sequence[Group], now: Sequence[Mapping[int, int]] = ()) -> Slots:
    """The costs of the whole problem; `now`: leads that are placed and with a rep already, by group."""
    count, unliked, had = _by_line(stand.count), None, None
    if any(stand.liked):
        unliked = [[int(bool(liked) and not liked >> line & 1) for liked in stand.liked] for line in range(len(count))]
    if any(now):
        had = _by_line(stand.count)
        for group, held in zip(groups, now, strict=True):
            for rep, number in held.items():
                had[group.line][rep] += number
    most = len(pool.mask) + max((abs(number) for row in count for number in row), default=0)
    return Slots(_by_line(stand.needed), most, unliked=unliked, had=had)


def _count_levels(flow: Flow, stand: Stand, before: Sequence[Sequence[int]], gap: int) -> list[Level]:
    """The levels of the counts, with what the proof leaves open."""
    rank_gap, price_gap = divmod(gap, RANK)
    promised_gap, quota_gap = divmod(rank_gap, PROMISED)
    gained = [sum(row[rep] for row in flow.count) - sum(row[rep] for row in before) for rep in range(flow.reps)]
    promised = sum(min(got, max(0, missing)) for got, missing in zip(gained, stand.promise, strict=True))
    at_quota, price, unliked = 0, 0.0, 0
    for line, row in enumerate(flow.count):
        for rep, (count, had) in enumerate(zip(row, before[line], strict=True)):
            need = stand.needed[rep][line]
            at_quota += 0 if need else count - had
            price += (count * count - had * had) / (2 * max(need, 1))
            if stand.liked and stand.liked[rep] and not stand.liked[rep] >> line & 1:
                unliked += count - had
    slot_gap = (price_gap >> flow.slots.shift) / flow.slots.unit
    small_gap = (price_gap & ((1 << flow.slots.shift) - 1)) >> flow.slots.small
    levels = [
        Level("promised leads kept", promised, promised + promised_gap),
        Level("leads to reps at quota", at_quota, at_quota - quota_gap),
        Level("cost of the shares", price, price - slot_gap),
    ]
    if any(stand.liked):
        levels.append(Level("leads on products not preferred", unliked, unliked - small_gap))
    return levels


def _let_stay(pool: Pool, wanted: Sequence[int], flow: Flow, state: tuple[Sequence[bool], list[int]]) -> None:
    """Write down the leads that stay with their rep, and take them out of the flow."""
    placed, found = state
    for lead, group in enumerate(wanted):
        rep = pool.now[lead]
        if placed[lead] and rep >= 0 and flow.by_group[group].get(rep, 0):
            found[lead] = rep
            flow.add(group, rep, -1)


def _deal(
    pool: Pool, stand: Stand, leads: tuple[Sequence[int], Sequence[int]], result: tuple[Flow, list[int]]
) -> list[Level]:  # fmt: skip
    """Share the bands of each product, and deal out the leads of each; the levels of the quality."""
    (moving, wanted), (flow, rep) = leads, result
    kept = dict(stand.kept)
    alike: dict[int, dict[int, dict[int, Leads]]] = {}
    band = {score: band_of(score) for score in set(pool.score)}
    staying = [lead for lead, there in enumerate(rep) if there >= 0]
    for lead in staying:
        key = (rep[lead], pool.product[lead], band[pool.score[lead]])
        kept[key] = kept.get(key, 0) + 1
    for lead in moving:
        of_line = alike.setdefault(pool.product[lead], {})
        of_line.setdefault(band[pool.score[lead]], {}).setdefault(wanted[lead], []).append(lead)
    by_line: dict[int, dict[int, dict[int, int]]] = {}
    for (who, line, one), number in kept.items():
        by_line.setdefault(line, {}).setdefault(one, {})[who] = number
    cost: dict[int, list[float]] = {}
    for line in sorted(alike):
        bands = alike[line]
        held = {group: dict(flow.by_group[group]) for group, one in enumerate(flow.groups) if one.line == line}
        done = share_bands(
            Line(
                {group: flow.groups[group].mask for group in held}, {group: own for group, own in held.items() if own},
                {one: {group: len(some) for group, some in bands[one].items()} for one in sorted(bands, reverse=True)},
                [row[line] for row in stand.needed], by_line.get(line, {}),
            )
        )
        _deal_bands(pool, bands, done, rep)
        for one, parts in done.cost.items():
            cost[one] = [sum(pair) for pair in zip(cost.get(one, [0] * len(parts)), parts, strict=True)]
    levels = []
    for one, (at_quota, price, open_quota, open_price) in sorted(cost.items(), reverse=True):
        name = f"from {one * BAND} points" if one >= 0 else "without a score"
        levels.append(Level(f"leads {name} to reps at quota", at_quota, at_quota - open_quota))
        levels.append(Level(f"cost of the shares of leads {name}", price, price - open_price))
    return levels


def _deal_bands(pool: Pool, bands: Mapping[int, Mapping[int, Leads]], done: Bands, rep: list[int]) -> None:
    """Which lead of those that are alike goes to whom: in turns, the best first; of equals to who had weaker ones."""
    score, who = pool.score, done.who
    every = [score[lead] for groups in bands.values() for leads in groups.values() for lead in leads]
    usual, luck = sum(every) / len(every), [0.0] * len(who)
    for band, held in done.held.items():
        for group, leads in sorted(bands[band].items(), key=lambda one: (len(held[one[0]]), one[0])):
            shares = held[group]
            if len(shares) == 1:
                at = next(iter(shares))
                for lead in leads:
                    rep[lead] = who[at]
                    luck[at] += score[lead] - usual
                continue
            turns = [[1 / (2 * number), luck[at], at, number] for at, number in sorted(shares.items())]
            for lead in leads:
                turn = min(turns)
                at, number = int(turn[2]), turn[3]
                rep[lead] = who[at]
                luck[at] += score[lead] - usual
                turn[0] += 1 / number
                turn[1] = luck[at]
                if turn[0] > 1:
                    turns.remove(turn)
