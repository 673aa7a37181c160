"""The sharing equals an independent lead-level model (OR-tools' min-cost flow) in every level of the objective."""

import pytest

from leadbook.stages.sharing import Pool, Stand, share_out
from tests.stages.lead_level import levels_of, worse
from tests.stages.sharing_worlds import KINDS, MOVING, tiny, world

CHUNK = 10


def shared_out(made):
    """What the sharing makes of a world; what it was given is left as it was."""
    pool, stand = Pool(**made.pool()), Stand(**made.stand())
    shared = share_out(pool, stand)
    assert {key: getattr(pool, key) for key in made.pool()} == made.pool()
    assert {key: getattr(stand, key) for key in made.stand()} == made.stand()
    assert [level for level in shared.levels if level.objective != level.bound] == []
    return list(shared.rep)


@pytest.mark.parametrize("first", range(0, 50, CHUNK))
@pytest.mark.parametrize("kind", KINDS)
def test_500_hand_outs_are_the_best_there_are_in_every_level(kind, first):
    for seed in range(first, first + CHUNK):
        made = world(seed, kind)
        assert worse(made, shared_out(made)) == (), f"seed {seed}"


@pytest.mark.parametrize("first", range(0, 200, 2 * CHUNK))
@pytest.mark.parametrize("kind", MOVING)
def test_400_hand_outs_of_leads_that_may_move_are_the_best_there_are(kind, first):
    for seed in range(first, first + 2 * CHUNK):
        made = world(seed, kind)
        assert worse(made, shared_out(made)) == (), f"seed {seed}"


@pytest.mark.parametrize("seed", [42, 2313, 6829, 26644])
def test_a_small_hand_out_that_once_was_not_the_best_is(seed):
    """42, 26644: a lead that waits is none that stays. 2313, 6829: what reps prefer comes before who stays."""
    made = tiny(seed, "moving")
    assert worse(made, shared_out(made)) == ()


@pytest.mark.parametrize("kind", [*KINDS, *MOVING])
@pytest.mark.parametrize("seed", range(500, 502))
def test_middle_sized_hand_outs_are_the_best_there_are(kind, seed):
    made = world(seed, kind, most_reps=25, most_products=6, most_leads=400)
    assert worse(made, shared_out(made)) == ()


@pytest.mark.parametrize("kind", ["everything", *MOVING])
@pytest.mark.parametrize("seed", range(25))
def test_what_is_said_of_a_hand_out_is_what_it_comes_to(kind, seed):
    made = world(seed, kind)
    shared = share_out(Pool(**made.pool()), Stand(**made.stand()))
    score, _, promised, quota, shares, unwanted = levels_of(made, shared.rep)
    told = [level.objective for level in shared.levels]
    expected = [-score, -promised, quota, shares, *([unwanted] if any(made.liked) else [])]
    if any(now >= 0 for now in made.now):  # who loses a lead that now waits is counted too
        expected.append(sum(now >= 0 and now != rep for now, rep in zip(made.now, shared.rep, strict=True)))
    assert not any(made.mask) or told[: len(expected)] == pytest.approx([float(one) for one in expected], abs=1e-6)
