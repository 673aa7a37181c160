"""What would help: each lever by itself, in money that counts towards the quotas and not beyond them."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadbook.model import QuotaLine
from leadbook.stages.odds import expected_to_quota
from leadbook.stages.sensitivity import NAMES, Levers, sensitivity, total

LINE = QuotaLine(rep="Dana", product="XX-200", period=dt.date(2026, 12, 1), quota=100_000, close_rate=0.2,
                 average_deal=10_000, given=20)  # fmt: skip


def test_each_lever_is_what_the_expected_money_rises_by():
    levers = sensitivity([LINE])["Dana"]
    now = expected_to_quota(LINE, 20)
    assert levers.expected == now
    assert levers.more_leads == pytest.approx(expected_to_quota(LINE, 22) - now)
    assert levers.close_rate == pytest.approx(expected_to_quota(dataclasses.replace(LINE, close_rate=0.22), 20) - now)
    larger = dataclasses.replace(LINE, average_deal=11_000)
    assert levers.deal_size == pytest.approx(expected_to_quota(larger, 20) - now)
    gate = dataclasses.replace(LINE, close_rate=0.2 / 0.92)
    assert levers.gate == pytest.approx(expected_to_quota(gate, 20) - now)
    assert levers.close_rate > levers.gate > 0


def test_reps_add_up_their_quotas_and_units_and_unknown_ones_stay_out():
    other = dataclasses.replace(LINE, product="YY-100", quota=20_000)
    lines = [LINE, other, dataclasses.replace(LINE, rep="Luis", unit="units"),
             dataclasses.replace(LINE, rep="Mei", close_rate=None)]  # fmt: skip
    found = sensitivity(lines)
    assert list(found) == ["Dana"]
    assert found["Dana"] == total([sensitivity([LINE])["Dana"], sensitivity([other])["Dana"]])
    assert total([]) == Levers()


@given(
    st.floats(0, 200_000), st.floats(0.01, 1), st.floats(500, 50_000), st.integers(0, 60), st.booleans()
)
def test_no_lever_takes_away_and_none_brings_more_than_the_gap(quota, rate, deal, given_leads, measured):
    beta = (rate * 20 + 0.5, (1 - rate) * 20 + 0.5) if measured else None
    line = dataclasses.replace(LINE, quota=quota, close_rate=rate, average_deal=deal, given=given_leads, beta=beta)
    levers = sensitivity([line])["Dana"]
    for name in NAMES:
        assert getattr(levers, name) >= 0
        assert levers.expected + getattr(levers, name) <= line.gap + 1e-6
    if given_leads == 0:
        assert total([levers]) == Levers()


def test_a_quota_that_is_made_gains_nothing_from_any_lever():
    assert sensitivity([dataclasses.replace(LINE, booked=100_000)])["Dana"] == Levers()
