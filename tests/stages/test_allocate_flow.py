"""The sharing is the best there is: compared with trying every possibility."""

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadbook.stages.allocate_flow import Group, Sharing, Stand, bits


def copy(stand):
    """The same numbers, to be changed."""
    return Stand(needed=stand.needed, count=[list(row) for row in stand.count], room=list(stand.room),
                 promise=list(stand.promise))  # fmt: skip


def world(seed, reps=3, products=3, leads=7):
    """A small hand-out: where the reps stand, groups, and the group of each lead in order of preference."""
    rnd = random.Random(seed)
    reps, products = rnd.randint(1, reps), rnd.randint(1, products)
    stand = Stand(
        needed=[[rnd.choice([0, 1, 2, 3, 5, 9]) for _ in range(products)] for _ in range(reps)],
        count=[[rnd.randint(0, 2) for _ in range(products)] for _ in range(reps)],
        room=[rnd.randint(0, 4) for _ in range(reps)], promise=[rnd.choice([0, 0, 1, 2]) for _ in range(reps)],
    )  # fmt: skip
    groups = [Group(*key) for key in sorted({(rnd.randrange(products), rnd.randrange(1, 2**reps)) for _ in range(3)})]
    return stand, groups, [rnd.randrange(len(groups)) for _ in range(rnd.randint(1, leads))]


def shared(stand, groups, wanted):
    """Which leads are placed, and the leads by rep and product."""
    sharing = Sharing(groups, copy(stand))
    placed = sharing.place(wanted)
    amounts = [sum(group == at and is_in for group, is_in in zip(wanted, placed, strict=True))
               for at in range(len(groups))]  # fmt: skip
    cells = [[0] * len(row) for row in stand.count]
    for at, shares in enumerate(sharing.share(amounts)):
        assert sum(shares.values()) == amounts[at]
        for rep, number in shares.items():
            assert groups[at].mask >> rep & 1
            cells[rep][groups[at].product] += number
    assert sharing.optimal
    return placed, cells


def cost(stand, cells):
    """Promised minimums first, then slot costs."""
    slots = sum(stand.slot(rep, product, more) for rep, row in enumerate(cells) for product, number in enumerate(row)
                for more in range(1, number + 1))  # fmt: skip
    return slots + sum(stand.promised(rep, more) for rep, row in enumerate(cells) for more in range(1, sum(row) + 1))


def best_of_all(stand, groups, wanted):
    """The best placed set and the least cost, by trying everything."""
    found = []
    for reps in itertools.product(*([-1, *bits(groups[group].mask)] for group in wanted)):
        cells = [[0] * len(row) for row in stand.count]
        for group, rep in zip(wanted, reps, strict=True):
            if rep >= 0:
                cells[rep][groups[group].product] += 1
        if all(sum(row) <= room for row, room in zip(cells, stand.room, strict=True)):
            found.append(([rep < 0 for rep in reps], cost(stand, cells)))
    return min(found)


@pytest.mark.parametrize("seed", range(250))
def test_no_other_hand_out_places_better_leads_or_costs_less(seed):
    stand, groups, wanted = world(seed)
    placed, cells = shared(stand, groups, wanted)
    assert ([not is_in for is_in in placed], cost(stand, cells)) == best_of_all(stand, groups, wanted)


@given(st.integers(0, 100_000))
def test_room_is_kept_and_no_lead_waits_while_a_rep_who_may_take_it_has_room(seed):
    stand, groups, wanted = world(seed, reps=6, products=4, leads=60)
    placed, cells = shared(stand, groups, wanted)
    left = [room - sum(row) for room, row in zip(stand.room, cells, strict=True)]
    assert min(left) >= 0
    for group, is_in in zip(wanted, placed, strict=True):
        assert is_in or not any(left[rep] for rep in bits(groups[group].mask))


def test_with_room_for_all_every_rep_gets_leads_in_proportion_to_their_need():
    stand = Stand(needed=[[10], [20], [30]], count=[[0], [0], [0]], room=[999] * 3, promise=[0] * 3)
    _, cells = shared(stand, [Group(0, 0b111)], [0] * 600)
    assert cells == [[100], [200], [300]]
