"""Which leads are placed: the best-scoring set that fits, and a proof that no other set scores more.

Sets of leads that fit are the independent sets of a transversal matroid, so taking leads by score and keeping each
that still fits gives the best set (Edmonds 1971). A lead fits when a chain of moves makes room for it. Where a chain
finds none, the reps it reached are full of leads that only they may take: nothing makes room there any more, and
only the leads confined to such reps compete; all others are placed at once, by group. Between leads of one score the
order of the pool decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from leadbook.stages.sharing.flow import Flow
from leadbook.stages.sharing.pool import Level, Pool, bits
from leadbook.stages.sharing.starting import begin

NAME = "score of the leads placed"


def place(
    pool: Pool, wanted: Sequence[int], flow: Flow, now: Sequence[Mapping[int, int]] = ()
) -> tuple[list[bool], Level]:  # fmt: skip
    """Place the best-scoring leads that fit; the flow then holds them, those of a group as cheaply as room allowed.

    Args:
        wanted: group by lead of the pool, -1 for a lead that nobody may get.
        now: by group: rep → leads that are with them and may stay; the flow begins with them.

    Returns:
        Whether a lead is placed, by lead; and the level with its bound.
    """
    room = list(flow.room)
    amounts = [0] * len(flow.groups)
    for group in wanted:
        if group >= 0:
            amounts[group] += 1
    full = _fill_all(flow, amounts, now)
    placed = [group >= 0 for group in wanted]
    since = [0.0] * flow.reps
    if full:
        confined = [bool(amount) and not flow.groups[at].mask & ~full for at, amount in enumerate(amounts)]
        for group, is_confined in enumerate(confined):
            if is_confined:
                _take_out(flow, group, amounts[group])
        since = _by_score(pool, wanted, flow, confined, placed)
    return placed, _level(pool, wanted, flow, placed, [(most, price) for most, price in zip(room, since, strict=True)])


def _fill_all(flow: Flow, amounts: Sequence[int], now: Sequence[Mapping[int, int]]) -> int:
    """Place every group, those that fewest reps may take first; the reps (as bits) who are full for good."""
    left = begin(flow, amounts) if not any(now) else list(amounts)
    for group, held in enumerate(now):
        for rep, number in held.items():
            stays = min(number, flow.room[rep])
            if stays:
                flow.add(group, rep, stays)
                flow.take(rep, stays)
                left[group] -= stays
    order = sorted(range(len(amounts)), key=lambda group: (len(flow.eligible[group]), group))
    short = [(group, flow.fill(group, left[group])) for group in order if left[group]]
    full = 0
    for group, amount in short:
        if amount and flow.groups[group].mask & ~full:
            full |= flow.push(group, amount)[1]
    return full


def _take_out(flow: Flow, group: int, amount: int) -> None:
    """Take so many leads of a group out again, from the last of those who hold some."""
    for rep in sorted(flow.by_group[group], reverse=True):
        number = min(amount, flow.by_group[group][rep])
        flow.add(group, rep, -number)
        flow.take(rep, -number)
        amount -= number
        if not amount:
            return


def _by_score(
    pool: Pool, wanted: Sequence[int], flow: Flow, confined: Sequence[bool], placed: list[bool]
) -> list[float]:  # fmt: skip
    """Place the confined leads by score, and mark those that do not fit; by rep the weight at which they were full."""
    since, full = [0.0] * flow.reps, 0
    for score, run in _runs(pool, wanted, confined):
        done, fuller = {}, full
        for group, leads in run.items():
            left = len(leads)
            if flow.groups[group].mask & ~fuller:
                left, reached = flow.push(group, flow.fill(group, left))
                fuller |= reached
            done[group] = len(leads) - left
            for lead in leads[len(leads) - left :]:
                placed[lead] = False
        if fuller != full:
            _one_by_one(run, done, flow, (full, fuller, placed))
        for rep in bits(fuller & ~full):
            since[rep] = score + 1
        full = fuller
    return since


def _one_by_one(
    run: Mapping[int, Sequence[int]], done: Mapping[int, int], flow: Flow, state: tuple[int, int, list[bool]]
) -> None:  # fmt: skip
    """Of the leads of one score that compete for the last room, let the order of the pool decide."""
    full, fuller, placed = state
    rivals = {group: leads for group, leads in run.items() if not flow.groups[group].mask & ~fuller}
    if len(rivals) == 1:
        return
    for group in rivals:
        _take_out(flow, group, done[group])
    for lead, group in sorted((lead, group) for group, leads in rivals.items() for lead in leads):
        left = 1
        if flow.groups[group].mask & ~full and (left := flow.fill(group, 1)):
            left, reached = flow.push(group, 1)
            full |= reached
        placed[lead] = not left


def _runs(
    pool: Pool, wanted: Sequence[int], confined: Sequence[bool]
) -> Iterator[tuple[float, dict[int, list[int]]]]:  # fmt: skip
    """The confined leads of each score by group, the best score first."""
    leads = (lead for lead, group in enumerate(wanted) if group >= 0 and confined[group])
    for score, run in groupby(leads, key=pool.score.__getitem__):
        by_group: dict[int, list[int]] = {}
        for lead in run:
            by_group.setdefault(wanted[lead], []).append(lead)
        yield score, by_group


def _level(
    pool: Pool, wanted: Sequence[int], flow: Flow, placed: Sequence[bool], prices: Sequence[tuple[int, float]]
) -> Level:  # fmt: skip
    """The level with the bound that prices of room prove: room x price, and what a lead scores above the price.

    For any prices of room no sharing can score more than that (weak duality).
    """
    cheapest = [min((prices[rep][1] for rep in who), default=0.0) for who in flow.eligible]
    bound = sum(most * price for most, price in prices if price)
    reached = 0.0
    for lead, group in enumerate(wanted):
        if group >= 0:
            weight = pool.score[lead] + 1
            bound += max(0.0, weight - cheapest[group])
            reached += weight * placed[lead]
    return Level(NAME, reached, bound)
