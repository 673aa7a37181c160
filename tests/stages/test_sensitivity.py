"""What a tenth more would bring, against sums over every outcome."""

import dataclasses
import datetime as dt
import math

import pytest

from leadbook.model import QuotaLine
from leadbook.stages.sensitivity import Levers, better_gate, expected_deals, sensitivity

LINE = QuotaLine(
    rep="Dana Vale", product="XX-200", period=dt.date(2026, 12, 1), quota=30_000, close_rate=0.25, average_deal=10_000,
    given=8,
)  # fmt: skip


def line(**more):
    return dataclasses.replace(LINE, **more)


def directly(leads, rate, deal, gap):
    """E[min(X · deal, gap)] as the sum over all outcomes of a whole number of leads."""
    return math.fsum(
        math.comb(leads, won) * rate**won * (1 - rate) ** (leads - won) * min(won * deal, gap)
        for won in range(leads + 1)
    )


def between(leads, rate, deal, gap):
    """The same on the straight line between whole numbers of leads."""
    low, part = math.floor(leads), leads - math.floor(leads)
    return (1 - part) * directly(low, rate, deal, gap) + part * directly(low + 1, rate, deal, gap)


@pytest.mark.parametrize("leads", [1, 2, 8, 40, 300])
@pytest.mark.parametrize("rate", [0.02, 0.25, 0.9])
@pytest.mark.parametrize("deal", [3_000, 7_000, 10_000, 45_000])
def test_each_lever_equals_the_direct_sum(leads, rate, deal):
    found = sensitivity([line(given=leads, close_rate=rate, average_deal=deal)])["Dana Vale"]
    now = directly(leads, rate, deal, 30_000)
    pulled = {
        "more_leads": between(leads * 1.1, rate, deal, 30_000),
        "close_rate": directly(leads, min(1, rate * 1.1), deal, 30_000),
        "deal_size": directly(leads, rate, deal * 1.1, 30_000),
        "gate": directly(leads, better_gate(rate), deal, 30_000),
    }
    assert found.expected == pytest.approx(now)
    for name, value in pulled.items():
        assert getattr(found, name) == pytest.approx(value - now, rel=1e-6, abs=1e-6), name


@pytest.mark.parametrize(("leads", "rate", "most"), [(0, 0.5, 3), (5, 0, 3), (5, 1, 3), (5, 1, 9), (7, 0.3, 1),
                                                     (900, 0.04, 30), (100_000, 0.2, 20_000)])  # fmt: skip
def test_expected_deals_are_exact_and_stay_below_both_bounds(leads, rate, most):
    found = expected_deals(leads, rate, most)
    assert -1e-9 <= found <= min(most, leads * rate) + 1e-9
    if leads < 1000:
        assert found == pytest.approx(directly(leads, rate, 1, most))


def test_money_beyond_the_gap_is_no_money_towards_the_quota():
    sure = sensitivity([line(given=50, close_rate=1.0)])["Dana Vale"]
    assert sure == Levers(expected=30_000)
    assert sensitivity([line(booked=30_000)])["Dana Vale"] == Levers()
    one = sensitivity([line(quota=4_000, given=1)])["Dana Vale"]
    assert one.expected == pytest.approx(0.25 * 4_000)


def test_a_better_gate_keeps_what_sells_and_one_in_ten_of_the_rest_less():
    won, lost = 25, 75
    assert better_gate(0.25) == pytest.approx(won / (won + lost * 0.9))


def test_products_of_a_rep_add_up_and_units_or_unknown_figures_stay_out():
    two = [line(), line(product="YY-100", average_deal=5_000)]
    both = sensitivity(two)["Dana Vale"]
    each = [sensitivity([one])["Dana Vale"] for one in two]
    assert both.gate == pytest.approx(each[0].gate + each[1].gate)
    unknown = [line(close_rate=None), line(average_deal=None), line(unit="units")]
    assert sensitivity([*two, *unknown])["Dana Vale"] == both
    assert sensitivity(unknown) == {}


def test_every_lever_brings_more_where_money_is_open():
    found = sensitivity([line(given=3)])["Dana Vale"]
    assert min(found.more_leads, found.close_rate, found.deal_size, found.gate) > 0
