"""What leads can do for a quota, the same questions for entered and measured rates."""

import dataclasses
import datetime as dt
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadbook.model import QuotaLine
from leadbook.stages import forecast
from leadbook.stages.beta_binomial import leads_of
from leadbook.stages.odds import chance, expected_to_quota, leads_for

LINE = QuotaLine(rep="Dana", product="XX-200", period=dt.date(2026, 12, 1), quota=100_000, close_rate=0.25,
                 average_deal=30_000)  # fmt: skip
MEASURED = dataclasses.replace(LINE, beta=(5.5, 15.5))


def by_hand(line, leads, mass):
    """The mean of min(sales x deal, gap), summed over every number of sales."""
    return sum(mass(k) * min(k * line.average_deal, line.gap) for k in range(leads + 1))


def test_both_models_answer_the_same_questions():
    assert leads_for(LINE, 0.8) == forecast.leads_for(4, 0.25, 0.8)
    assert leads_for(MEASURED, 0.8) == leads_of(4, (5.5, 15.5), 0.8) > leads_for(LINE, 0.8)
    assert chance(leads_for(LINE, 0.8), LINE) >= 0.8 > chance(leads_for(LINE, 0.8), MEASURED)


def test_nothing_is_said_where_a_figure_is_missing_and_a_quota_that_is_made_is_certain():
    for line in (dataclasses.replace(LINE, close_rate=None), dataclasses.replace(LINE, average_deal=None)):
        assert (chance(3, line), leads_for(line), expected_to_quota(line, 3)) == (None, None, None)
        assert expected_to_quota(line, 0) is None
        made = dataclasses.replace(line, booked=100_000)
        assert (chance(0, made), leads_for(made), expected_to_quota(made, 5)) == (1, 0, 0)


@given(st.integers(0, 30), st.floats(0.01, 0.99), st.integers(1, 300))
def test_what_leads_bring_on_average_is_exact_for_a_known_rate(leads, rate, quota):
    line = dataclasses.replace(LINE, close_rate=rate, quota=float(quota * 1000))
    told = by_hand(line, leads, lambda k: comb(leads, k) * rate**k * (1 - rate) ** (leads - k))
    assert expected_to_quota(line, leads) == pytest.approx(told, rel=1e-9, abs=1e-6)


@given(st.integers(1, 30), st.integers(0, 20), st.integers(1, 300))
def test_what_leads_bring_on_average_is_exact_for_a_measured_rate(leads, wins, quota):
    from leadbook.stages.beta_binomial import chance_of

    beta = (wins + 0.5, 20 - wins + 0.5)
    line = dataclasses.replace(LINE, beta=beta, quota=float(quota * 1000))
    told = by_hand(line, leads, lambda k: chance_of(leads, beta, k) - chance_of(leads, beta, k + 1))
    assert expected_to_quota(line, leads) == pytest.approx(told, rel=1e-8, abs=1e-4)


@given(st.floats(0, 40), st.floats(0, 40))
def test_more_leads_bring_more_never_beyond_the_gap_and_between_whole_numbers_in_a_straight_line(one, other):
    low, high = sorted((one, other))
    for line in (LINE, MEASURED):
        assert expected_to_quota(line, low) <= expected_to_quota(line, high) + 1e-9
        assert expected_to_quota(line, high) <= line.gap
        whole = int(low)
        ends = expected_to_quota(line, whole), expected_to_quota(line, whole + 1)
        assert expected_to_quota(line, low) == pytest.approx(ends[0] + (low - whole) * (ends[1] - ends[0]))


def test_75_thousand_from_ten_leads_is_7500_a_lead_and_money_not_worked_is_wasted():
    """$10,000 for 100 leads of which 25 are worked: $7,500 wasted, $400 instead of $100 for a worked lead."""
    assert 75_000 / 10 == 7_500
    cost, leads, worked = 10_000, 100, 25
    assert cost * (leads - worked) / leads == 7_500
    assert (cost / worked, cost / leads) == (400, 100)
    assert [round(1 / (1 - ignored)) for ignored in (0.75, 0.9)] == [4, 10]
