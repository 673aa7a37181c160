"""Leads for a close rate that is only measured: exact, the smallest number, and what simulation finds too."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadbook.stages import forecast
from leadbook.stages.beta_binomial import chance_of, is_above, leads_of, upper_bound
from leadbook.stages.forecast import regularized_beta

HALVES = st.integers(0, 60).map(lambda whole: whole + 0.5)


def exact(n, beta, deals):
    """The beta-binomial tail in fractions: slow, and beyond doubt."""
    a, b = map(Fraction, beta)
    mass, below = Fraction(1), Fraction(0)
    for i in range(n):
        mass *= (b + i) / (a + b + i)
    for k in range(min(deals, n + 1)):
        below += mass
        if k < n:
            mass *= (n - k) * (k + a) / ((k + 1) * (n - k - 1 + b))
    return float(1 - below)


def jeffreys(wins, closed):
    """Parameters of a rate known from so many leads alone."""
    return wins + 0.5, closed - wins + 0.5


@pytest.mark.parametrize(("wins", "closed", "leads"), [(5, 20, 41), (25, 100, 37)])
def test_seven_deals_at_a_measured_quarter_need_more_leads_the_fewer_it_is_known_from(wins, closed, leads):
    assert leads_of(7, jeffreys(wins, closed), 0.8) == leads
    assert forecast.leads_for(7, 0.25) == 35 < leads


@given(st.integers(0, 60), HALVES, HALVES, st.integers(0, 60))
def test_a_chance_is_the_exact_beta_binomial_tail(n, a, b, deals):
    assert chance_of(n, (a, b), deals) == pytest.approx(exact(n, (a, b), deals), abs=1e-11)


@given(st.integers(1, 40), HALVES, HALVES, st.floats(0.05, 0.95))
def test_the_number_of_leads_is_the_smallest_and_one_fewer_is_less_sure(deals, a, b, sure):
    leads = leads_of(deals, (a, b), sure)
    if leads is None:
        assert chance_of(10**8, (a, b), deals) < sure
        return
    assert chance_of(leads, (a, b), deals) >= sure
    assert leads == deals or chance_of(leads - 1, (a, b), deals) < sure


@pytest.mark.parametrize("leads", [10**3, 10**5, 10**7])
def test_a_rate_known_from_very_many_leads_is_as_good_as_certain(leads):
    beta = (0.25e9, 0.75e9)
    deals = leads // 4
    if leads <= 10**3:
        assert chance_of(leads, beta, deals) == pytest.approx(forecast.chance(leads, 0.25, deals), abs=1e-5)
    assert leads_of(7, beta, 0.8) == 35
    assert 0.4 < chance_of(leads, beta, deals) < 0.6


@pytest.mark.parametrize(("leads", "deals", "beta"), [(41, 7, (5.5, 15.5)), (30, 3, (2.5, 9.5)), (12, 1, (0.5, 6.5))])
def test_simulation_agrees_with_the_exact_chance_within_its_sampling_error(leads, deals, beta):
    draws, random = 400_000, np.random.default_rng(20261123)
    rates = random.beta(*beta, size=draws)
    for told, sold in ((chance_of(leads, beta, deals), random.binomial(leads, rates)),
                       (forecast.chance(leads, 0.25, deals), random.binomial(leads, 0.25, size=draws))):  # fmt: skip
        assert abs((sold >= deals).mean() - told) < 4 * (told * (1 - told) / draws) ** 0.5


def test_nothing_needed_is_certain_and_what_is_out_of_range_is_refused():
    assert (leads_of(0, (1.5, 2.5), 0.8), chance_of(0, (1.5, 2.5), 0), chance_of(2, (1.5, 2.5), 3)) == (0, 1, 0)
    with pytest.raises(ValueError, match="Beta"):
        chance_of(3, (0.0, 1.0), 1)


def test_8_sold_of_40_leave_at_most_34_percent_likely():
    assert upper_bound(8, 40) == pytest.approx(0.342, abs=0.0005)
    assert upper_bound(5, 5) == 1
    assert upper_bound(0, 0) == 1


@given(st.integers(0, 80), st.integers(1, 80))
def test_the_upper_bound_is_the_quantile_of_jeffreys_interval(wins, more):
    closed = wins + more
    bound = upper_bound(wins, closed)
    assert wins / closed < bound < 1
    assert regularized_beta(bound, wins + 0.5, closed - wins + 0.5) == pytest.approx(0.975, abs=1e-9)
    assert is_above(min(1.0, bound + 1e-6), wins, closed)
    assert not is_above(bound - 1e-6, wins, closed)
