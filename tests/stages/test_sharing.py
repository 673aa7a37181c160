"""The sharing is the best there is on every level: compared with trying every possibility."""

import itertools
import random
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadbook.stages.sharing import Pool, Stand, bits, share_out
from leadbook.stages.sharing.pool import band_of


def world(seed, reps=3, products=2, leads=6):
    """A small hand-out."""
    rnd = random.Random(seed)
    reps, products = rnd.randint(1, reps), rnd.randint(1, products)
    kept = {(rep, product, band): rnd.choice([0, 0, 1, 2]) for rep in range(reps) for product in range(products)
            for band in (4, 8)}  # fmt: skip
    stand = Stand(
        needed=[[rnd.choice([0, 1, 2, 3, 5, 9]) for _ in range(products)] for _ in range(reps)],
        count=[[rnd.randint(-1, 2) for _ in range(products)] for _ in range(reps)],
        room=[rnd.randint(0, 4) for _ in range(reps)], promise=[rnd.choice([0, 0, 1, 2]) for _ in range(reps)],
        liked=[rnd.choice([0, 0, 1, 2]) for _ in range(reps)], kept=kept,
    )  # fmt: skip
    groups = [(rnd.randrange(products), rnd.randrange(2**reps)) for _ in range(3)]
    number = rnd.randint(1, leads)
    scores = sorted((rnd.choice([95, 91, 83, 83, 47, 12]) for _ in range(number)), reverse=True)
    chosen = [rnd.choice(groups) for _ in range(number)]
    return Pool([product for product, _ in chosen], [mask for _, mask in chosen], scores), stand


def slots(before, number, need):
    """The slots from `before` on: how many are at quota, and what they cost."""
    cost = sum(Fraction(2 * k - 1, 2 * max(need, 1)) for k in range(before + 1, before + number + 1))
    return (0 if need else number), cost


def counts_value(pool, stand, reps):
    """Levels 2 and 3 of a sharing, to be made as small as possible."""
    cells = Counter((rep, pool.product[lead]) for lead, rep in enumerate(reps) if rep >= 0)
    promised = sum(min(sum(number for (who, _), number in cells.items() if who == rep), missing)
                   for rep, missing in enumerate(stand.promise))  # fmt: skip
    parts = [slots(stand.count[rep][product], number, stand.needed[rep][product])
             for (rep, product), number in cells.items()]  # fmt: skip
    unliked = sum(number for (rep, product), number in cells.items()
                  if stand.liked[rep] and not stand.liked[rep] >> product & 1)  # fmt: skip
    waits = [rep < 0 for rep in reps]
    return waits, -promised, sum(late for late, _ in parts), sum(cost for _, cost in parts), unliked


def band_counts(pool, reps, product, band):
    """How many leads of a band and product each rep has."""
    return Counter(rep for lead, rep in enumerate(reps)
                   if rep >= 0 and pool.product[lead] == product and band_of(pool.score[lead]) == band)  # fmt: skip


def band_value(pool, stand, reps, product, band):
    """Level 4 for one band of one product, the better bands being as they are."""
    late = cost = 0
    for rep in range(len(stand.room)):
        better = sum(band_counts(pool, reps, product, one)[rep] for one in range(band + 1, 11))
        kept = sum(n for (who, one, of), n in stand.kept.items() if who == rep and one == product and of >= band)
        parts = slots(better + kept, band_counts(pool, reps, product, band)[rep], stand.needed[rep][product])
        late, cost = late + parts[0], cost + parts[1]
    return late, cost


def every(pool, stand):
    """Every sharing that keeps the rules."""
    for reps in itertools.product(*([-1, *bits(mask)] for mask in pool.mask)):
        if all(reps.count(rep) <= room for rep, room in enumerate(stand.room)):
            yield reps


@pytest.mark.parametrize("seed", range(400))
def test_no_other_sharing_is_better_on_any_level(seed):
    pool, stand = world(seed)
    mine = share_out(pool, stand)
    assert all(rep < 0 or mask >> rep & 1 for rep, mask in zip(mine.rep, pool.mask, strict=True))
    found = list(every(pool, stand))
    assert tuple(mine.rep) in found
    value = counts_value(pool, stand, mine.rep)
    assert value == min(counts_value(pool, stand, reps) for reps in found)
    cells = Counter(zip(mine.rep, pool.product, strict=True))
    placed = [rep < 0 for rep in mine.rep]
    alike = [reps for reps in found if Counter(zip(reps, pool.product, strict=True)) == cells
             and [rep < 0 for rep in reps] == placed]  # fmt: skip
    for product in range(len(stand.needed[0])):
        rest = alike
        for band in range(10, -1, -1):  # the better bands are settled before
            best = min(band_value(pool, stand, reps, product, band) for reps in rest)
            assert band_value(pool, stand, mine.rep, product, band) == best
            counts = band_counts(pool, mine.rep, product, band)
            rest = [reps for reps in rest if band_counts(pool, reps, product, band) == counts]
    assert all(level.gap == pytest.approx(0, abs=1e-9) for level in mine.levels)


@given(st.integers(0, 100_000))
def test_room_is_kept_and_no_lead_waits_while_a_rep_who_may_take_it_has_room(seed):
    pool, stand = world(seed, reps=6, products=4, leads=60)
    mine = share_out(pool, stand)
    left = [room - mine.rep.count(rep) for rep, room in enumerate(stand.room)]
    assert min(left) >= 0
    for rep, mask in zip(mine.rep, pool.mask, strict=True):
        assert rep >= 0 or not any(left[one] for one in bits(mask))
    assert all(level.gap == pytest.approx(0, abs=1e-9) for level in mine.levels)


def test_with_room_for_all_every_rep_gets_leads_in_proportion_to_their_need_and_good_ones_too():
    stand = Stand(needed=[[10], [20], [30]], count=[[0], [0], [0]], room=[999] * 3, promise=[0] * 3)
    scores = [95.0] * 60 + [55.0] * 540
    mine = share_out(Pool([0] * 600, [0b111] * 600, scores), stand)
    assert [mine.rep.count(rep) for rep in range(3)] == [100, 200, 300]
    assert [mine.rep[:60].count(rep) for rep in range(3)] == [10, 20, 30]


@pytest.mark.parametrize("seed", range(150))
def test_when_leads_may_move_the_counts_are_the_best_and_as_few_move_as_these_counts_allow(seed):
    pool, stand = world(seed)
    rnd = random.Random(seed)
    room = list(stand.room)
    now = []
    for mask in pool.mask:
        able = [rep for rep in bits(mask) if room[rep] > 0]
        now.append(rnd.choice([-1, *able]))
        if now[-1] >= 0:
            room[now[-1]] -= 1
    mine = share_out(Pool(pool.product, pool.mask, pool.score, now), stand)
    found = list(every(pool, stand))
    value = counts_value(pool, stand, mine.rep)
    assert value[:4] == min(counts_value(pool, stand, reps) for reps in found)[:4]

    def moved(reps):
        return sum(rep != there >= 0 for rep, there in zip(reps, now, strict=True))

    cells = Counter(zip(mine.rep, pool.product, strict=True))
    placed = [rep < 0 for rep in mine.rep]
    alike = [reps for reps in found if Counter(zip(reps, pool.product, strict=True)) == cells
             and [rep < 0 for rep in reps] == placed]  # fmt: skip
    assert moved(mine.rep) == min(map(moved, alike))
    again = share_out(Pool(pool.product, pool.mask, pool.score, mine.rep), stand)
    assert again.rep == mine.rep, "sharing again moves nobody"


def test_a_flow_that_is_not_the_cheapest_has_a_gap():
    from leadbook.stages.sharing.bound import gap_of
    from leadbook.stages.sharing.exchanging import improve
    from leadbook.stages.sharing.flow import Flow
    from leadbook.stages.sharing.pool import Group
    from leadbook.stages.sharing.slots import Slots

    def flow(shares):
        one = Flow([Group(0, 0b11)], Slots([[10, 10]], 40), [[0, 0]], [40, 40])
        one.hold([shares])
        one.room = [40 - shares.get(rep, 0) for rep in (0, 1)]
        return one

    good = flow({0: 10, 1: 10})
    network, labels = improve(good)
    assert gap_of(good, network, labels, [[0, 0]]) == 0
    bad = flow({0: 14, 1: 6})
    assert gap_of(bad, network, labels, [[0, 0]]) / bad.slots.unit == pytest.approx((14**2 + 6**2 - 2 * 10**2) / 20)


def test_an_exchange_that_takes_two_good_leads_and_two_weak_ones_at_once_is_found():
    """Whom A and B leave can take no weak lead back from where they go: only all four together can change places."""
    a, b, c, d = 0b0011, 0b1100, 0b0110, 0b1001
    pool = Pool([0] * 4, [a, b, c, d], [95, 95, 15, 15])
    stand = Stand(needed=[[1], [10], [1], [10]], count=[[0]] * 4, room=[1] * 4, promise=[0] * 4,
                  kept={(1, 0, 9): 20, (3, 0, 9): 20})  # fmt: skip
    mine = share_out(pool, stand)
    assert mine.rep == [0, 2, 1, 3]
    assert all(level.gap == 0 for level in mine.levels)
    plain = Stand(needed=stand.needed, count=stand.count, room=stand.room, promise=stand.promise)
    assert share_out(pool, plain).rep == [1, 3, 2, 0]
