"""The independent judge of the sharing is right: it agrees with trying everything and with another kind of solver."""

import itertools
import math
from fractions import Fraction

import pytest
from ortools.sat.python import cp_model

from tests.stages.lead_level import LeadLevel, bands_of, cells_of, fits, levels_of, moves_of, worse
from tests.stages.sharing_worlds import KINDS, MOVING, NO_LIMIT, band, tiny, world


def every_hand_out(made):
    """All hand-outs that keep masks and room."""
    choices = ([-1, *(rep for rep in range(len(made.room)) if mask >> rep & 1)] for mask in made.mask)
    return [reps for reps in map(list, itertools.product(*choices)) if fits(made, reps)]


def of_one_band(made, reps, score_band):
    """Product → leads at quota and shares of one band."""
    return {product: cost for (product, one), cost in bands_of(made, reps).items() if one == score_band}


def leads_in(made, reps, score_band):
    """Leads by rep and product, those of better bands and of this one apart: what a worse band stands on."""
    return [
        sorted((rep, product, band(score)) for rep, product, score in zip(reps, made.product, made.score, strict=True)
               if rep >= 0 and band(score) > score_band),
        [at for at, (rep, now) in enumerate(zip(reps, made.now, strict=True)) if rep >= 0 and rep == now],
        cells_of(made, reps),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", [*KINDS, *MOVING])
@pytest.mark.parametrize("seed", range(40))
def test_nothing_that_can_be_tried_is_better_in_any_level(kind, seed):
    made = tiny(seed, kind)
    reps = LeadLevel(made).solve()
    tried = every_hand_out(made)
    assert levels_of(made, reps) == min(levels_of(made, one) for one in tried)
    alike = [one for one in tried if cells_of(made, one) == cells_of(made, reps)
             and levels_of(made, one) == levels_of(made, reps)]  # fmt: skip
    assert moves_of(made, reps) == min(moves_of(made, one) for one in alike)
    for score_band in {band(score) for score in made.score}:
        stands = leads_in(made, reps, score_band)
        others = [of_one_band(made, one, score_band) for one in alike if leads_in(made, one, score_band) == stands]
        for product, cost in of_one_band(made, reps, score_band).items():
            assert cost == min(other[product] for other in others)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(6))
def test_an_integer_program_comes_to_the_same(kind, seed):
    made = world(1000 + seed, kind, most_reps=5, most_products=3, most_leads=24)
    model = LeadLevel(made)
    placed = model.placed()
    ours = levels_of(made, model.sharing(placed).tolist())
    assert by_integer_program(made, placed.tolist()) == (ours[0], *ours[2:])


class Program:
    """A hand-out as an integer program; a level once solved is a condition of the next."""

    def __init__(self, made):
        self.made, self.model, self.solver = made, cp_model.CpModel(), cp_model.CpSolver()
        self.solver.parameters.num_workers = 1
        leads, reps = range(len(made.mask)), range(len(made.room))
        self.gets = {(lead, rep): self.model.new_bool_var("") for lead in leads for rep in reps
                     if made.mask[lead] >> rep & 1}  # fmt: skip
        self.placed = {lead: sum(self.gets[lead, rep] for rep in reps if (lead, rep) in self.gets) for lead in leads
                       if made.mask[lead]}  # fmt: skip
        for lead in self.placed:
            self.model.add(self.placed[lead] <= 1)
        self.total = {rep: sum(gets for (_, one), gets in self.gets.items() if one == rep) for rep in reps}
        for rep in reps:
            self.model.add(self.total[rep] <= min(made.room[rep], len(made.mask)))

    def least(self, cost):
        """The least value of a cost; from now on it stays."""
        self.model.minimize(cost)
        assert self.solver.solve(self.model) == cp_model.OPTIMAL
        found = round(self.solver.objective_value)
        self.model.add(cost == found)
        return found


def by_integer_program(made, placed):
    """What the best hand-out comes to in the levels, which leads are placed left out."""
    program = Program(made)
    if not program.gets:
        return 0, 0, 0, 0, 0
    gets, reps = program.gets.items(), range(len(made.room))
    score = program.least(-sum(round(4 * (made.score[lead] + 1)) * one for (lead, _), one in gets)) / 4
    for lead, one in program.placed.items():
        program.model.add(one == placed[lead])
    kept = [program.model.new_int_var(0, made.promise[rep], "") for rep in reps]
    for rep in reps:
        program.model.add(kept[rep] <= program.total[rep])
    within = program.least(-sum(kept))
    cells = {(rep, product): sum(one for (lead, other), one in gets if other == rep and made.product[lead] == product)
             for rep in reps for product in range(len(made.needed[0]))}  # fmt: skip
    quota = program.least(sum(has for (rep, product), has in cells.items() if made.needed[rep][product] == 0) + 0)
    scale, shares = math.lcm(*(max(need, 1) for row in made.needed for need in row)), 0
    for (rep, product), has in cells.items():
        before, need = made.count[rep][product], max(made.needed[rep][product], 1)
        slots = [program.model.new_bool_var("") for _ in made.mask]
        program.model.add(sum(slots) == has)
        shares += sum((2 * (before + k) - 1) * (scale // need) * slot for k, slot in enumerate(slots, start=1))
    least = program.least(shares)
    unwanted = program.least(sum(has for (rep, product), has in cells.items()
                                 if made.liked[rep] and not made.liked[rep] >> product & 1) + 0)  # fmt: skip
    return score, within, quota, Fraction(least, 2 * scale), unwanted


def test_a_hand_out_that_is_not_the_best_is_called_so():
    made = world(3, "everything")
    made.room, made.mask[-1] = [NO_LIMIT] * len(made.room), 0
    reps = LeadLevel(made).solve()
    assert worse(made, reps) == ()
    first = next(lead for lead, rep in enumerate(reps) if rep >= 0)
    assert "score placed" in worse(made, [-1 if lead == first else rep for lead, rep in enumerate(reps)])
    assert worse(made, [*reps[:-1], 0]) == ("masks and room",)


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_rep_who_can_take_a_lead_is_often_not_the_best_choice(kind):
    found = set()
    for seed in range(12):
        made = world(seed, kind)
        left, reps = list(made.room), []
        for mask in made.mask:
            rep = next((one for one, has in enumerate(left) if mask >> one & 1 and has > 0), -1)
            reps.append(rep)
            if rep >= 0:
                left[rep] -= 1
        found |= {seed} if worse(made, reps) else set()
    assert len(found) >= 5


def test_among_worlds_of_every_kind_is_what_the_kind_is_named_for():
    def share(kind, says):
        return sum(says(world(seed, kind)) for seed in range(50)) / 50

    assert share("scarce", lambda made: -1 in LeadLevel(made).solve()) > 0.9
    assert share("ample", lambda made: NO_LIMIT in made.room) > 0.8
    assert share("at quota", lambda made: any(0 in row for row in made.needed)) > 0.8
    assert share("promises", lambda made: any(made.promise)) > 0.9
    assert share("preferences", lambda made: any(made.liked)) > 0.9
    assert share("locks and absences", lambda made: any(map(any, made.count))) > 0.9
    assert share("no room", lambda made: 0 in made.room) > 0.7
    assert share("equal scores", lambda made: len(set(made.score)) < len(made.score) / 2) > 0.7
    assert share("moving", lambda made: max(made.now) >= 0) > 0.8
