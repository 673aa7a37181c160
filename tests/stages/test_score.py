"""The score ranks; it never decides."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadbook.model import Cell
from leadbook.rules.timing import months_until
from leadbook.stages.qualify import qualify
from leadbook.stages.score import BASE, score
from tests.rules.builders import TODAY, frame, gate, inquiries, rule

GATE = gate()


def points(change: dict[str, Cell], given_gate=GATE) -> float:
    """The score of one inquiry after the gate."""
    rows = inquiries(change)
    rows = rows.assign(**dict(qualify(rows, given_gate, TODAY).items()))
    return float(score(rows, given_gate.rules, TODAY, given_gate.words).iloc[0])


def test_R31_a_need_in_a_month_ranks_above_one_in_a_year():
    month, year = points({"timeframe": "within 30 days"}), points({"timeframe": "12 months"})
    assert month > year > points({"timeframe": None})


def test_a_lead_ranks_above_one_that_is_an_answer_away_and_that_above_activity():
    assert points({}) > points({"phone": None}) > points({"raised_hand": None})


def test_without_a_raised_hand_nothing_lifts_the_score():
    everything = {"timeframe": "now", "decision_role": "I decide", "budget": "50000", "buying_stage": "ready"}
    assert points(everything | {"raised_hand": None}) == BASE


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"decision_role": "I decide"}, {"decision_role": "Influencer"}),
        ({"decision_role": "Influencer"}, {"decision_role": None}),
        ({"budget": "20k"}, {"budget": "to be discussed"}),
        ({"budget": "to be discussed"}, {"budget": None}),
        ({"buying_stage": "ready"}, {"buying_stage": "comparing"}),
        ({"buying_stage": "comparing"}, {"buying_stage": "researching"}),
        ({"application": "intensive care"}, {"application": None}),
        ({"meeting_at": dt.datetime(2026, 11, 30, 10)}, {"meeting_at": None}),
        ({"email": "ana@northgate.example"}, {"email": "ana@gmail.com"}),
    ],
)
def test_what_they_told_ranks(better, worse):
    assert points(better) > points(worse)


def test_points_of_a_row_of_the_gate_are_added_and_held_between_0_and_100():
    much = gate(rules=frame("gate", rule(field="Company", verdict="Points only", points=500)))
    little = gate(rules=frame("gate", rule(field="Company", verdict="Points only", points=-500)))
    assert points({}, much) == 100
    assert points({}, little) == 0


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("1-3 months", 3),
        ("ASAP", 1),
        ("in 2 weeks", 0.46),
        ("6 Monate", 5.9),
        ("2 years", 24),
        ("dans 3 mois", 3),
        ("Q4 2026", 1.25),
        ("2027-11-23", 12),
        ("2020-01-01", 0),
        ("next year", 13.25),
    ],
)
def test_R22_when_they_buy_is_read_from_their_words(text, months):
    assert months_until(text, TODAY) == pytest.approx(months, abs=0.05)


@pytest.mark.parametrize("text", ["", "when the boss is back", "?"])
def test_a_time_that_cannot_be_read_is_not_guessed(text):
    assert months_until(text, TODAY) != months_until(text, TODAY)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_the_score_is_a_whole_number_from_0_to_100(timeframe, budget, role):
    found = points({"timeframe": timeframe, "budget": budget, "decision_role": role})
    assert 0 <= found <= 100
    assert found == int(found)
