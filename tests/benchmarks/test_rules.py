"""The rules of other systems are theirs, and none that keeps the hard rules does better than Leadbook in its aims."""

import pytest

from tests.benchmarks.months import KINDS, Lead, Line, Month, Seller, by_leadbook, invented, measures, wins
from tests.benchmarks.peer_rules import RULES, odoo_click, odoo_month, shortfall


def team(*rooms, leads=200):
    """Reps with these rooms who all may get every lead; each needs as many leads as they have room for."""
    sellers = [Seller({0: Line(1000.0 * room, 1000.0, 1.0)}, room=room) for room in rooms]
    return Month(sellers, [Lead(0, 0.5)] * leads, 1)


def totals(month, reps):
    """Leads by rep."""
    return [reps.count(at) for at in range(len(month.sellers))]


def test_one_click_of_odoo_gives_each_rep_one_lead_of_thirty():
    month = team(30, 30, 30, 30, 30)
    assert totals(month, odoo_click(month)) == [1] * 5


def test_odoo_never_gives_a_lead_to_a_rep_with_less_room_than_fifteen():
    month = team(10, 14, 15, 44, 45, leads=300)
    assert totals(month, odoo_month(month)) == [0, 0, 30, 30, 60]


def test_the_shortfall_rule_gives_leads_in_proportion_to_quotas():
    month = team(100, 200, 300, leads=120)
    assert totals(month, shortfall(month)) == [20, 40, 60]


def test_a_rep_with_a_rule_that_knows_no_product_gets_leads_they_cannot_sell():
    month = Month([Seller({0: Line(10_000, 1000, 0.5)}, room=25), Seller({1: Line(10_000, 1000, 0.5)}, room=25)],
                  [Lead(0, 0.5)] * 10, 2)  # fmt: skip
    assert measures(month, RULES["round robin"](month))["wrong product"] == 5
    assert measures(month, RULES["round robin, fairest"](month))["wrong product"] == 0


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("kind", KINDS)
def test_every_fairest_rule_keeps_products_places_and_room(kind, seed):
    month = invented(seed, kind)
    for name, rule in RULES.items():
        if name.endswith("fairest"):
            found = measures(month, rule(month))
            assert (found["wrong product"], found["over capacity"]) == (0, 0), name


def test_sales_beyond_the_quota_do_not_count():
    assert wins(0, 0.25, 3) == 0
    assert wins(4, 0.25, 4) == pytest.approx(1.0)
    assert wins(2, 0.5, 1) == pytest.approx(0.75)
    assert wins(5, 1.0, 3) == 3
    assert wins(1000, 0.25, 3) == pytest.approx(3)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("kind", KINDS)
def test_no_rule_that_keeps_the_hard_rules_places_better_or_shares_the_same_leads_more_evenly(kind, seed):
    month = invented(seed, kind)
    reps = by_leadbook(month)
    ours = measures(month, reps)
    assert (ours["wrong product"], ours["over capacity"]) == (0, 0)
    for name, rule in RULES.items():
        others = rule(month)
        theirs = measures(month, others)
        if theirs["wrong product"] or theirs["over capacity"]:
            continue
        assert ours["placed"] >= theirs["placed"], name
        assert ours["score placed"] >= theirs["score placed"] - 1e-6, name
        if [rep < 0 for rep in reps] == [rep < 0 for rep in others]:
            assert ours["unevenness"] <= theirs["unevenness"] + 1e-6, name
