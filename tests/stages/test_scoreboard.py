"""The Scoreboard: promise, quota, goal and cap of each rep, from the tables alone."""

import datetime as dt

import numpy as np
import pytest

from leadbook.model import QuotaLine, Rep, Settings
from leadbook.schema import book
from leadbook.stages import scoreboard as scoring
from leadbook.stages.allocate_plan import promised_leads
from leadbook.stages.calculated import calculated
from leadbook.stages.quotas import with_given
from leadbook.stages.scoreboard import (
    counts_for,
    leads_for_goal,
    money_per_lead,
    promise_notes,
    status,
    title,
)
from tests.stages.sales_rows import frame_of
from tests.stages.team import DECEMBER, Team, quota, rep

NOVEMBER = dt.date(2026, 11, 9)


def scoreboard(plan, leads):
    """The rows, with the leads given counted as an action counts them."""
    return scoring.scoreboard(plan, leads, with_given(plan.quotas, leads, plan.settings))


def lead(number, who="Dana Vale", **more):
    """A lead on the sheet, given so that it counts for December."""
    row = {"lead_id": f"L{number:03}", "product": "XX-200", "rep": who, "given_on": NOVEMBER, "score": 50}
    return row | {"status": "Open"} | more


def board(*leads, reps=(), quotas=None, settings=None, events=()):
    """Rows of tblScoreboard by rep."""
    tables = {"settings": settings} if settings else {}
    quotas = [quota("Dana Vale")] if quotas is None else quotas
    team = Team([], reps or [rep("Dana Vale")], quotas, events=events, **tables)
    frame = scoreboard(team.plan, frame_of("leads", *leads))
    return {row["rep"]: row for row in frame.to_dict("records")}


def sold(number, amount, given=NOVEMBER, closed=dt.datetime(2026, 12, 3), **more):
    """A sold lead and its line in the ledger."""
    line = {"when": closed, "lead_id": f"L{number:03}", "event": "Outcome", "after": "Sold"}
    return lead(number, outcome="Sold", amount=amount, given_on=given, **more), line


def test_active_reps_stand_in_the_order_of_reps_whatever_they_have():
    reps = [rep("Zoe Hart"), rep("Gone Away", active="No"), rep("Dana Vale")]
    assert list(board(lead(1), lead(2, "Gone Away"), reps=reps)) == ["Zoe Hart", "Dana Vale"]


def test_what_was_promised_and_given_and_what_is_short():
    leads = [*map(lead, range(4)), lead(4, outcome="Returned"), lead(5, given_on=dt.date(2026, 10, 5))]
    row = board(*leads, reps=[rep("Dana Vale", promised_minimum=10)])["Dana Vale"]
    assert (row["promised"], row["given"], row["short_of_promise"]) == (10, 4, 6)
    more = board(*map(lead, range(4)), reps=[rep("Dana Vale", promised_minimum=3)])["Dana Vale"]
    assert more["short_of_promise"] == 0
    none = board(lead(1))["Dana Vale"]
    assert np.isnan(none["promised"])
    assert np.isnan(none["short_of_promise"])


def test_a_quarter_holds_three_promises_three_goals_and_a_promise_is_whole_leads():
    quarter = Settings(period="quarter", cycle_days=60)
    reps = [rep("Dana Vale", promised_minimum=2.5, personal_goal=100_000, commission_cap=1_000)]
    row = board(reps=reps, quotas=[quota("Dana Vale", period=dt.date(2027, 2, 1))], settings=quarter)["Dana Vale"]
    assert (row["promised"], row["personal_goal"], row["commission_cap"]) == (8, 300_000, 3_000)


def test_a_third_of_a_lead_typed_with_few_digits_is_no_lead_more():
    assert promised_leads(Rep(name="Dana Vale", promised_minimum=2.3333334), 3) == 7
    assert promised_leads(Rep(name="Dana Vale", promised_minimum=2.34), 3) == 8


def line(**more):
    base = {"rep": "Dana Vale", "product": "XX-200", "period": DECEMBER, "quota": 75_000, "close_rate": 0.2,
            "average_deal": 37_500}  # fmt: skip
    return QuotaLine(**(base | more))


def test_a_quota_of_75000_that_takes_ten_leads_is_7500_a_lead_and_a_goal_of_100000_needs_14():
    assert money_per_lead([line()]) == 7_500
    assert leads_for_goal(100_000, [line()]) == 14


def test_what_is_booked_counts_for_the_goal_as_for_the_quota():
    assert leads_for_goal(100_000, [line(booked=37_500, pipeline=7_500)]) == 8  # 55,000 at 7,500
    assert leads_for_goal(100_000, [line(booked=100_000)]) == 0


def test_a_goal_above_the_quotas_takes_no_fewer_leads_and_units_come_on_top():
    open_still = [line(booked=70_000), line(product="B", quota=75_000, booked=74_000)]
    assert leads_for_goal(150_000, open_still) == 10  # one deal of each product still open is five leads each
    units = line(product="U", unit="units", quota=7, close_rate=0.25, average_deal=1)
    assert leads_for_goal(100_000, [line(), units]) == 14 + 28


@pytest.mark.parametrize("lines", [[], [line(close_rate=None)], [line(average_deal=None)], [line(close_rate=0)],
                                   [line(unit="units", average_deal=1)]])  # fmt: skip
def test_without_a_known_price_of_a_lead_the_goal_has_no_number(lines):
    assert leads_for_goal(100_000, lines) is None
    assert leads_for_goal(None, [line()]) is None


def test_quota_and_booked_are_money_and_leads_for_quota_those_of_every_product():
    quotas = [quota("Dana Vale", booked=10_000), quota("Dana Vale", "U", unit="units", quota=2, average_deal=1)]
    row = board(quotas=quotas)["Dana Vale"]
    assert (row["quota"], row["booked"], row["leads_for_quota"]) == (30_000, 10_000, 8 + 8)
    unknown = board(quotas=[*quotas, quota("Dana Vale", "V", close_rate=None)])["Dana Vale"]
    assert np.isnan(unknown["leads_for_quota"])
    only_units = board(quotas=quotas[1:])["Dana Vale"]
    assert all(np.isnan(only_units[key]) for key in ("quota", "booked", "sold_share", "expected"))


def test_a_sale_counts_for_the_later_of_the_period_given_for_and_the_period_closed_in():
    day, settings = dt.date, Settings()
    assert counts_for(day(2026, 11, 9), day(2026, 11, 20), settings) == DECEMBER
    assert counts_for(day(2026, 9, 1), day(2026, 12, 31), settings) == DECEMBER
    assert counts_for(day(2026, 11, 9), day(2027, 1, 2), settings) == day(2027, 1, 1)
    assert counts_for(day(2025, 6, 15), day(2026, 12, 14), settings) == DECEMBER
    assert counts_for(day(2025, 6, 15), day(2026, 12, 15), settings) is None, "given 18 months before"
    assert counts_for(None, day(2026, 12, 15), settings) == DECEMBER
    assert counts_for(day(2026, 11, 9), None, settings) == DECEMBER
    assert counts_for(None, None, settings) is None
    quarter = Settings(period="quarter")
    assert counts_for(day(2026, 8, 1), day(2026, 12, 3), quarter) == day(2026, 10, 1)


def test_sales_of_the_period_against_quota_leave_out_other_periods_and_products_in_units():
    pairs = [
        sold(1, 5_000), sold(2, 1_000, given=dt.date(2026, 8, 3)),  # an earlier lead, closed in December
        sold(3, 7_000, closed=dt.datetime(2027, 1, 4)), sold(4, 9_000, product="U"),
        sold(5, 800, given=dt.date(2025, 1, 7)), sold(6, None),
    ]  # fmt: skip
    quotas = [quota("Dana Vale"), quota("Dana Vale", "U", unit="units", quota=2, average_deal=1)]
    row = board(*(one for one, _ in pairs), quotas=quotas, events=[line for _, line in pairs])["Dana Vale"]
    assert row["sold_from_leads"] == 6_000
    assert row["sold_share"] == pytest.approx(0.2)
    assert row["note"] == "1 sale without an amount."


def test_a_sale_taken_back_and_made_again_closes_on_the_last_day():
    one, line = sold(1, 5_000, given=dt.date(2026, 8, 3), closed=dt.datetime(2026, 9, 9))
    again = line | {"when": dt.datetime(2026, 12, 9)}
    assert board(one, events=[line])["Dana Vale"]["sold_from_leads"] == 0
    assert board(one, events=[line, line | {"after": "Lost"}, again])["Dana Vale"]["sold_from_leads"] == 5_000


def test_the_average_score_is_that_of_the_leads_given_for_the_period():
    leads = [lead(1, score=80), lead(2, score=45), lead(3, score=10, outcome="Returned"), lead(4, score=None),
             lead(5, score=5, given_on=dt.date(2026, 9, 1))]  # fmt: skip
    assert board(*leads)["Dana Vale"]["average_score"] == 62.5
    assert np.isnan(board()["Dana Vale"]["average_score"])


@pytest.mark.parametrize(("booked", "pipeline", "at_cap", "says"), [
    (20_000, 0, "booked", "At the commission cap of $20,000; the sharing does not look at it."),
    (15_000, 5_000, "with pipeline",
     "Booked and pipeline reach the commission cap of $20,000; the sharing does not look at it."),
    (15_000, 4_999, "", ""),
])  # fmt: skip
def test_a_rep_at_the_cap_has_a_note(booked, pipeline, at_cap, says):
    reps = [rep("Dana Vale", commission_cap=20_000)]
    row = board(reps=reps, quotas=[quota("Dana Vale", booked=booked, pipeline=pipeline)])["Dana Vale"]
    assert (row["at_cap"], row["note"]) == (at_cap, says)


def test_a_cap_of_nought_is_none():
    row = board(reps=[rep("Dana Vale", commission_cap=0)])["Dana Vale"]
    assert row["at_cap"] == ""
    assert np.isnan(row["commission_cap"])


def test_a_note_has_two_sentences_at_most_the_promise_first():
    reps = [rep("Dana Vale", promised_minimum=10, commission_cap=20_000, personal_goal=90_000)]
    row = board(*map(lead, range(4)), reps=reps, quotas=[quota("Dana Vale", booked=20_000)])["Dana Vale"]
    assert row["note"] == (
        "6 short of the 10 promised. At the commission cap of $20,000; the sharing does not look at it."
    )  # fmt: skip
    goal = board(reps=[rep("Dana Vale", personal_goal=90_000)])["Dana Vale"]
    assert goal["note"] == "36 leads for the personal goal, 12 for the quota."
    made = board(reps=[rep("Dana Vale", personal_goal=90_000)], quotas=[quota("Dana Vale", booked=30_000)])["Dana Vale"]
    assert made["note"] == "24 leads for the personal goal, none for the quota."
    without = board(reps=[rep("Dana Vale", promised_minimum=2)], quotas=[])["Dana Vale"]
    assert without["note"] == "2 short of the 2 promised. No quota for December 2026."


def test_what_a_tenth_more_brings_is_told_as_money_on_top():
    row = board(*map(lead, range(8)))["Dana Vale"]
    two = [row[key] for key in ("expected", "more_leads", "more_rate", "more_deal", "better_gate")]
    assert two == [round(value, 2) for value in two]
    assert min(two) > 0
    assert row["more_leads"] < row["expected"] / 10, "the quota bounds it"


def test_spelling_of_names_and_the_order_of_leads_change_nothing():
    leads = [lead(1, "dana  VALE", product="xx-200"), lead(2, score=51), lead(3, score=49.7)]
    team = Team([], [rep("Dana Vale", promised_minimum=4)], [quota("Dana Vale")])
    one, other = (scoreboard(team.plan, frame_of("leads", *rows)) for rows in (leads, leads[::-1]))
    assert one.equals(other)
    assert one["given"].tolist() == [3]


def test_the_frame_has_the_keys_and_types_of_the_schema_also_without_reps():
    for reps in ([], [rep("A")]):
        frame = scoreboard(Team([], reps, []).plan, frame_of("leads"))
        assert tuple(frame.columns) == book.table("scoreboard").keys
        assert all((frame[c.key].dtype == "float64") == c.kind.is_number for c in book.table("scoreboard").columns)


def test_values_of_formula_columns_are_what_is_calculated_anew():
    team = Team([], [rep("Dana Vale", promised_minimum=9), rep("Luis")], [quota("Dana Vale"), quota("Luis", quota=0)])
    one, line = sold(1, 5_000)
    team.tables["events"] = frame_of("events", line)
    frame = scoreboard(team.plan, frame_of("leads", one, lead(2, "Luis")))
    assert frame["short_of_promise"].fillna(-1).tolist() == [8, -1]
    assert calculated("scoreboard", frame.assign(short_of_promise=7.0, sold_share=7.0)).equals(frame)


def rows(*reps):
    team = Team([], [rep(name, promised_minimum=promised) for name, promised, _ in reps], [quota("Dana Vale")])
    leads = [lead(at * 100 + n, name) for at, (name, _, given) in enumerate(reps) for n in range(given)]
    return scoreboard(team.plan, frame_of("leads", *leads))


def test_reps_below_their_promise_are_named_in_the_order_of_reps():
    frame = rows(("Zoe Hart", 10, 4), ("Dana Vale", 2, 3), ("Luis Ortega", 3, 0), ("Mei Tan", None, 0))
    assert promise_notes(frame) == (
        "Promised 10, given 4: Zoe Hart (6 short).", "Promised 3, given 0: Luis Ortega (3 short).",
    )  # fmt: skip
    assert status(frame) == "7 leads given. Of 15 promised, 6 were given; 2 reps are short of it."


def test_the_status_line_says_when_every_promise_is_kept_and_when_there_is_none():
    assert status(rows(("Dana Vale", 2, 3))) == "3 leads given; each rep has the leads promised (2 in all)."
    assert status(rows(("Dana Vale", None, 1))) == "1 lead given to 1 rep; Reps names no promised minimum."
    assert status(frame_of("scoreboard")) == book.sheet("scoreboard").empty


def test_the_title_names_the_period():
    assert title(DECEMBER) == "Scoreboard: December 2026"
    assert title(dt.date(2026, 10, 1), "quarter") == "Scoreboard: October to December 2026"
