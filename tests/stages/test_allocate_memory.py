"""Fairness over time: who was away, is new, or had bad luck the month before; and leads that nobody calls."""

import datetime as dt

import pytest

from leadbook.model import EventKind
from leadbook.stages.allocate import allocate, apply
from leadbook.stages.allocate_memory import days_for
from leadbook.stages.allocate_pool import working_days
from leadbook.stages.leads import NOT_CALLED
from tests.stages.team import DECEMBER, TODAY, Team, quota, rep

NOVEMBER = dt.date(2026, 11, 1)
MONDAY_BEFORE = dt.date(2026, 11, 16)


def had(name, number, day=MONDAY_BEFORE, start=0, **more):
    """Leads that a rep got on a day, and called."""
    return [{"lead_id": f"L{start + at:03}", "rep": name, "given_on": day, "outcome": "Accepted"} | more
            for at in range(number)]  # fmt: skip


def count(team, name, **more):
    """Leads a rep gets."""
    return list(team.given(**more).values()).count(name)


@pytest.mark.parametrize("how", ["new", "away"])
def test_who_comes_late_is_neither_flooded_nor_starved(how):
    leads = had("Dana", 8) + had("Luis", 8, start=8)
    late = rep("Mei", since=TODAY) if how == "new" else rep("Mei")
    away = [{"rep": "Mei", "from": dt.date(2026, 11, 9), "to": dt.date(2026, 11, 20)}] if how == "away" else []
    quotas = [quota("Dana"), quota("Luis"), quota("Mei")]
    team = Team([{}] * 22, [rep("Dana"), rep("Luis"), late], quotas, leads=leads, away=away)
    # of the 16 leads given before a third of the need was Mei's: it counts as having 5, not 0
    assert [count(team, name) for name in ("Dana", "Luis", "Mei")] == [1, 1, 4]
    unfair = Team([{}] * 22, [rep("Dana"), rep("Luis"), rep("Mei")], quotas, leads=leads)
    assert [count(unfair, name) for name in ("Dana", "Luis", "Mei")] == [0, 0, 6]
    why = next(one.why for one in team.allocate().assignments if one.rep == "Mei")
    assert "had 0 of 12 leads needed for December (counts as 5, for the time away)" in why


def test_nobody_gets_leads_before_the_first_day():
    team = Team([{}, {}], [rep("Dana", since=dt.date(2026, 11, 24)), rep("Luis")], [quota("Dana"), quota("Luis")])
    assert set(team.given().values()) == {"Luis"}
    alone = Team([{}], [rep("Dana", since=dt.date(2026, 12, 1))], [quota("Dana")])
    assert alone.why_waiting() == "Waits: Dana starts on 1 Dec 2026, and no other rep sells XX-200 in US-CA."


def test_a_shortfall_of_the_month_before_is_carried_over_by_a_quarter_at_most():
    october = dt.date(2026, 10, 12)  # closes in November
    leads = had("Dana", 10, october) + had("Luis", 2, october, start=10)
    quotas = [quota(name, period=month) for name in ("Dana", "Luis") for month in (NOVEMBER, DECEMBER)]
    team = Team([{}] * 24, [rep("Dana"), rep("Luis")], quotas, leads=leads)
    # usual were 6 each: Dana had 4 more, Luis 4 fewer; of 12 needed at most 3 carry over
    assert [count(team, name) for name in ("Dana", "Luis")] == [3, 9]
    why = next(one.why for one in team.allocate().assignments if one.rep == "Luis")
    assert "(counts as -3, as the period before brought fewer than usual)" in why
    even = Team([{}] * 24, [rep("Dana"), rep("Luis")], quotas, leads=had("Dana", 6, october) +
                had("Luis", 6, october, start=6))  # fmt: skip
    assert [count(even, name) for name in ("Dana", "Luis")] == [6, 6]


def test_somebody_who_was_away_the_month_before_carries_no_shortfall():
    october = dt.date(2026, 10, 12)
    leads = had("Dana", 10, october)
    quotas = [quota(name, period=month) for name in ("Dana", "Luis") for month in (NOVEMBER, DECEMBER)]
    away = [{"rep": "Luis", "from": dt.date(2026, 9, 1), "to": dt.date(2026, 11, 20)}]
    team = Team([{}] * 22, [rep("Dana"), rep("Luis")], quotas, leads=leads, away=away)
    assert [count(team, name) for name in ("Dana", "Luis")] == [6, 6]


def test_the_days_for_a_month_are_those_a_cycle_before_it():
    days = list(days_for(DECEMBER, Team([], [], []).settings))
    assert (days[0], days[-1]) == (dt.date(2026, 11, 1), dt.date(2026, 12, 1))


RULES = [{"rule": "8", "number": 5, "meaning": "working days untouched"}]


def untouched(*more, reps=("Dana", "Luis"), **tables):
    """A book in which Dana got a lead on Monday the 16th and did nothing."""
    lead = {"lead_id": "L000", "rep": "Dana", "given_on": MONDAY_BEFORE} | dict(more)
    events = [{"when": dt.datetime(2026, 11, 16, 9), "lead_id": "L000", "event": "Given", "rep": "Dana"}]
    return Team([{}], [rep(name) for name in reps], [quota(name) for name in reps], leads=[lead], events=events,
                rules=RULES, **tables)  # fmt: skip


def test_a_lead_nobody_called_for_five_working_days_goes_to_another_rep_and_never_back():
    team = untouched()
    done = team.allocate()
    (one,) = done.assignments
    assert (one.lead_id, one.rep) == ("L000", "Luis")
    assert one.why.startswith("Dana did not call it in 5 working days. ")
    assert done.notes[:2] == ("1 lead to 1 rep.", "Of them 1 was with a rep who did not call in 5 working days.")
    leads, events = apply(team.leads, done, TODAY)
    assert [(event.kind, event.rep, event.after) for event in events] == [
        (EventKind.RECALLED, "Dana", NOT_CALLED), (EventKind.GIVEN, "Luis", "Luis"),
    ]  # fmt: skip
    assert (leads["rep"].iloc[0], leads["given_on"].iloc[0].date()) == ("Luis", TODAY)
    again = allocate(leads, team.inquiries, team.plan, TODAY)
    assert again.assignments == ()


def test_it_stays_with_a_word_a_lock_less_time_a_cleared_rule_or_when_nobody_else_may_get_it():
    for book in (
        untouched(("outcome", "Accepted")), untouched(("lock", "Yes")), untouched(("given_on", dt.date(2026, 11, 17))),
        untouched(away=[{"rep": "Dana", "from": dt.date(2026, 11, 18)}]),
    ):
        assert (book.given(), book.allocate().kept) == ({}, ("L000",))
    alone = untouched(reps=("Dana",)).allocate()
    assert alone.kept == ("L000",)
    assert "1 lead not called in 5 working days stays with Dana: no other rep may get it." in alone.notes


def test_a_lead_nobody_called_stays_when_the_others_have_no_room():
    lead = {"lead_id": "L000", "rep": "Dana", "given_on": MONDAY_BEFORE}
    team = Team([{}], [rep("Dana"), rep("Luis", capacity_week=0)], [quota("Dana"), quota("Luis")], leads=[lead],
                events=[{"when": dt.datetime(2026, 11, 16), "lead_id": "L000", "event": "Given", "rep": "Dana"}],
                rules=RULES)  # fmt: skip
    assert (team.given(), team.allocate().kept) == ({}, ("L000",))


def test_working_days_leave_out_weekends_holidays_and_absences():
    team = Team([], [rep("Dana")], [], away=[{"rep": "Everyone", "from": dt.date(2026, 11, 26)},
                                              {"rep": "Dana", "from": dt.date(2026, 11, 23)}])  # fmt: skip
    (dana,) = team.plan.reps
    assert working_days(dana, dt.date(2026, 11, 19), dt.date(2026, 11, 27)) == 4


def test_a_lead_taken_back_by_hand_goes_to_another_rep():
    events = [{"when": dt.datetime(2026, 11, 20), "lead_id": "L000", "event": "Recalled", "rep": "Dana",
               "after": "taken back by hand"}]  # fmt: skip
    team = Team([{}], [rep("Dana"), rep("Luis")], [quota("Dana", quota=600_000), quota("Luis")], events=events)
    (one,) = team.allocate().assignments
    assert one.rep == "Luis"
    assert one.why.startswith("Before with Dana. Of the others only Luis sells XX-200 in US-CA.")


def test_a_named_account_goes_to_its_rep_and_a_customers_owner_comes_first():
    reps = [rep("Dana"), rep("Luis", named_accounts="Brook Dental; acme.example", territory="DE")]
    quotas = [quota("Dana"), quota("Luis")]
    (one,) = Team([{"company": "brook dental inc"}], reps, quotas).allocate().assignments
    assert (one.rep, one.why) == (
        "Luis", "Luis has it as a named account and had 0 of 12 leads needed for December.",
    )  # fmt: skip
    assert Team([{"email": "zoe@acme.example"}], reps, quotas).given() == {"L000": "Luis"}
    owned = [{"company": "Brook Dental", "owner": "Dana"}]
    assert Team([{"company": "Brook Dental"}], reps, quotas, customers=owned).given() == {"L000": "Dana"}
    unfit = Team([{"company": "Brook Dental"}], reps, [quota("Dana"), quota("Luis", "ZZ")]).allocate().assignments[0]
    assert unfit.rep == "Dana"
    assert unfit.why.endswith("Luis has it as a named account but has no quota on XX-200.")


def test_an_account_that_two_reps_name_is_a_finding_and_the_upper_one_gets_it():
    reps = [rep("Dana", named_accounts="Brook Dental"), rep("Luis", named_accounts="brook dental Inc.; Other")]
    team = Team([{"company": "Brook Dental"}], reps, [quota("Dana"), quota("Luis")])
    assert [(one.code, one.row) for one in team.findings] == [("account_named_twice", 2)]
    assert team.given() == {"L000": "Dana"}


def test_what_a_rep_prefers_decides_between_hand_outs_that_are_equally_fair():
    quotas = [quota("Dana"), quota("Luis"), quota("Dana", "YY-100"), quota("Luis", "YY-100")]
    leads = [{}, {"product": "YY-100"}]
    reps = [rep("Dana", preferred_products="YY-100"), rep("Luis", preferred_products="XX-200")]
    assert Team(leads, reps, quotas).given() == {"L000": "Luis", "L001": "Dana"}
    assert Team(leads, [rep("Dana"), rep("Luis")], quotas).given() == {"L000": "Dana", "L001": "Dana"}
    needier = [quota("Dana", quota=60_000), *quotas[1:]]
    assert Team(leads, reps, needier).given()["L000"] == "Dana", "need comes before liking"
