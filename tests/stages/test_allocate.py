"""Who gets which lead: the hard rules hold, need decides, and every lead says why."""

import datetime as dt
import random

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadbook.errors import DuplicateRep
from leadbook.model import EventKind
from leadbook.stages.allocate import allocate, apply
from leadbook.stages.allocate_plan import read_reps
from tests.stages.sales_rows import frame_of
from tests.stages.team import TODAY, Team, quota, rep


def test_r19_a_rep_gets_leads_on_products_of_their_quota_only():
    team = Team([{}, {"product": "XX-300"}, {"product": "ZZ-900"}], [rep("Dana"), rep("Luis")],
                [quota("Dana"), quota("Luis", "XX-300"), quota("Luis", "YY-100")])  # fmt: skip
    done = team.allocate()
    assert {one.lead_id: one.rep for one in done.assignments} == {"L000": "Dana", "L001": "Luis"}
    assert [left.why for left in done.leftovers] == [
        "Waits: no rep has a quota on ZZ-900 for December 2026. A quota on it for Dana or Luis would place it."
    ]
    assert done.product_gaps == (
        "ZZ-900: 1 lead and no rep with a quota on it.", "YY-100: on quota (Luis) and no qualified lead.",
    )  # fmt: skip


def test_r48_a_rep_with_quota_and_no_lead_is_named_with_the_reason():
    team = Team(
        [{}], [rep("Dana"), rep("Luis", territory="DE"), rep("Owen"), rep("Mei", active="No"),
               rep("Zero", capacity_week=0)],
        [quota("Dana"), quota("Luis"), quota("Owen", "XX-300"), quota("Mei"), quota("Zero")],
        away=[{"rep": "Owen", "from": TODAY}],
    )  # fmt: skip
    assert team.allocate().rep_notes == {
        ("Luis", "XX-200"): "1 qualified lead on XX-200, none in their territory (DE).",
        ("Owen", "XX-300"): "Away until 23 Nov 2026.",
        ("Mei", "XX-200"): "Not active.", ("Zero", "XX-200"): "No room: 0 leads a week.",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("inquiry", "more", "why"),
    [
        ({"product": None}, {},
         "Waits: we do not know which product they ask about. Filling Product on Inquiries would settle it."),
        ({"country": "FR", "region": None}, {},
         "Waits: no rep who sells XX-200 covers FR. FR in the territory of Dana would place it."),
        ({"country": None}, {}, "Waits: its country is not known, and no rep who sells XX-200 covers every country. "
         "Filling Country on Inquiries would settle it."),
        ({"language": "French"}, {},
         "Waits: they ask to be called in French; no rep who sells XX-200 in US-CA speaks it."),
        ({}, {"away": [{"rep": "Dana", "from": TODAY, "to": dt.date(2026, 11, 27)}]},
         "Waits: Dana is away until 27 Nov 2026, and no other rep sells XX-200 in US-CA."),
        ({}, {"away": [{"rep": "Everyone", "from": TODAY}, {"rep": "Dana", "from": dt.date(2026, 11, 24)}]},
         "Waits: Dana is away until 24 Nov 2026, and no other rep sells XX-200 in US-CA."),
    ],
)  # fmt: skip
def test_a_waiting_lead_names_the_rule_that_holds_it_back(inquiry, more, why):
    team = Team([inquiry], [rep("Dana", territory="US", languages="English; German")], [quota("Dana")], **more)
    assert team.why_waiting() == why


def test_a_waiting_lead_names_who_has_no_room():
    team = Team([{"score": 90}, {}], [rep("Dana", capacity_week=1)], [quota("Dana")])
    assert team.given() == {"L000": "Dana"}
    assert team.why_waiting() == (
        "Waits: Dana has no room (1 lead a week), and no other rep sells XX-200 in US-CA. "
        "With room for 1 more, Dana could take it."
    )


def test_without_reps_every_lead_waits_and_says_so():
    assert Team([{}], [], []).why_waiting() == "Waits: there is no rep on Reps yet."
    assert Team([{}], [rep("Dana", active="no")], [quota("Dana")]).why_waiting() == "Waits: no rep is active."


def test_leads_given_in_the_last_seven_days_use_up_the_week():
    events = [{"when": dt.datetime(2026, 11, day), "lead_id": f"old{day}", "event": "Given", "rep": "Dana"}
              for day in (16, 17, 20)]  # fmt: skip
    team = Team([{}, {}, {}], [rep("Dana", capacity_week=3)], [quota("Dana")], events=events)
    assert len(team.given()) == 1


def test_open_leads_count_against_the_backlog():
    leads = [{"lead_id": "L000", "rep": "Dana", "outcome": "Call again", "given_on": dt.date(2026, 10, 1)}]
    team = Team([{}, {}, {}], [rep("Dana", backlog_cap=2)], [quota("Dana")], leads=leads)
    assert len(team.given()) == 1


def test_need_decides_in_proportion():
    team = Team([{}] * 18, [rep("Dana"), rep("Luis")], [quota("Dana"), quota("Luis", quota=60_000)])
    given = list(team.given().values())
    assert (given.count("Dana"), given.count("Luis")) == (6, 12)


def test_leads_given_before_count_towards_the_need():
    leads = [{"lead_id": f"L{at:03}", "rep": "Dana", "given_on": TODAY, "outcome": "Accepted"} for at in range(4)]
    team = Team([{}] * 12, [rep("Dana"), rep("Luis")], [quota("Dana"), quota("Luis")], leads=leads)
    given = list(team.given().values())
    assert (given.count("Dana"), given.count("Luis")) == (2, 6)


def test_a_rep_at_quota_comes_last_and_the_sentence_says_so():
    reps, quotas = [rep("Made"), rep("Luis", capacity_week=1)], [quota("Made", booked=30_000), quota("Luis")]
    done = Team([{"score": 90}, {}], reps, quotas).allocate()
    assert [(one.lead_id, one.rep) for one in done.assignments] == [("L000", "Luis"), ("L001", "Made")]
    assert "Made needs no more" in done.assignments[0].why
    assert "Made needs no more leads to make the quota for December, so comes last in turn;" in done.assignments[1].why


def test_r13_a_promised_minimum_comes_first():
    reps = [rep("Dana"), rep("Luis", promised_minimum=5)]
    given = list(Team([{}] * 6, reps, [quota("Dana", quota=600_000), quota("Luis", quota=10_000)]).given().values())
    assert given.count("Luis") == 5


def test_the_best_scores_are_placed_when_not_all_fit():
    team = Team([{"score": 10}, {"score": 90}, {"score": 50}], [rep("Dana", capacity_week=2)], [quota("Dana")])
    assert set(team.given()) == {"L001", "L002"}


def test_reps_share_the_good_and_the_weak_leads_alike():
    team = Team([{"score": 100 - at} for at in range(20)], [rep("Dana"), rep("Luis")], [quota("Dana"), quota("Luis")])
    score = dict(zip(team.leads["lead_id"], team.leads["score"], strict=True))
    means = [sum(score[key] for key, who in team.given().items() if who == name) / 10 for name in ("Dana", "Luis")]
    assert abs(means[0] - means[1]) <= 1


def test_ties_go_by_the_order_of_reps():
    quotas = [quota("Dana"), quota("Luis")]
    assert Team([{}], [rep("Dana"), rep("Luis")], quotas).given() == {"L000": "Dana"}
    assert Team([{}], [rep("Luis"), rep("Dana")], quotas).given() == {"L000": "Luis"}


def test_the_owner_of_an_account_gets_its_lead_whatever_the_territory():
    customers = [{"company": "Brook Dental", "domain": "brook.example", "owner": "Luis"}]
    reps, quotas = [rep("Dana"), rep("Luis", territory="DE")], [quota("Dana"), quota("Luis")]
    lead = {"email": "zoe@brook.example"}
    done = Team([lead], reps, quotas, customers=customers).allocate()
    assert done.assignments[0].why == "Luis owns the account and had 0 of 12 leads needed for December."
    assert Team([{"company": "brook  dental"}], reps, quotas, customers=customers).given() == {"L000": "Luis"}
    off = [rep("Dana"), rep("Luis", active="No")]
    assert Team([lead], off, quotas, customers=customers).given() == {"L000": "Dana"}
    assert Team([lead], reps, [quota("Dana")], customers=customers).given() == {"L000": "Dana"}


def test_languages_are_the_same_by_name_and_by_code():
    reps = [rep("Dana", languages="English"), rep("Luis", languages="fr-CA; German")]
    assert Team([{"language": "French"}], reps, [quota("Dana"), quota("Luis")]).given() == {"L000": "Luis"}


def test_a_lead_that_has_a_rep_stays_and_a_second_run_changes_nothing():
    team = Team([{}] * 5, [rep("Dana"), rep("Luis")], [quota("Dana"), quota("Luis")])
    first, events = apply(team.leads, team.allocate(), TODAY)
    assert {event.kind for event in events} == {EventKind.GIVEN}
    again = allocate(first, team.inquiries, team.plan, TODAY)
    assert (again.assignments, len(again.kept)) == ((), 5)
    second, none = apply(first, again, TODAY)
    pd.testing.assert_frame_equal(first, second)
    assert none == ()


def test_rebalance_moves_untouched_leads_and_leaves_locks_and_outcomes():
    leads = [{"lead_id": f"L{at:03}", "rep": "Dana", "given_on": TODAY} for at in range(6)]
    leads[0]["lock"], leads[1]["outcome"] = "Yes", "Call again"
    events = [{"when": dt.datetime(2026, 11, 23), "lead_id": row["lead_id"], "event": "Given", "rep": "Dana"} for row in
              leads]  # fmt: skip
    team = Team([{}] * 6, [rep("Dana"), rep("Luis")], [quota("Dana"), quota("Luis")], leads=leads, events=events)
    assert team.given() == {}
    moved = team.given(rebalance=True)
    assert set(moved.values()) == {"Luis"}
    assert len(moved) == 3
    assert not {"L000", "L001"} & set(moved)


def test_a_lead_locked_without_a_rep_waits():
    assert Team([{}], [rep("Dana")], [quota("Dana")], leads=[{"lead_id": "L000", "lock": "Yes"}]).why_waiting() == (
        "Waits: locked without a rep."
    )


def test_what_is_not_qualified_is_never_given_even_when_it_stands_on_leads():
    team = Team([{"verdict": "Suppressed"}], [rep("Dana")], [quota("Dana")])
    stray = frame_of("leads", {"lead_id": "L000", "status": "Waiting", "product": "XX-200", "score": 99})
    done = allocate(stray, team.inquiries, team.plan, TODAY)
    assert (done.assignments, len(done.leftovers)) == ((), 1)


def test_a_sentence_compares_those_who_could_take_it():
    names = ("Dana Whitfield", "Luis Ortega")
    team = Team([{}], [rep(name) for name in names], [quota(names[0], quota=60_000), quota(names[1])])
    (one,) = team.allocate().assignments
    assert one.why == (
        "Dana and Luis could take it. Dana had 0 of 24 leads needed for December; Luis had 0 of 12, less behind."
    )


def test_an_unknown_need_is_guessed_from_the_others_and_said():
    team = Team([{}], [rep("Dana")], [quota("Dana", close_rate=None)])
    assert "how many are needed is not known" in team.allocate().assignments[0].why


def test_two_reps_of_one_name_stop_the_run():
    with pytest.raises(DuplicateRep, match="there twice"):
        read_reps(frame_of("reps", rep("Dana"), rep("dana ")), frame_of("away"))


def test_what_is_not_understood_about_reps_is_a_finding():
    _, findings = read_reps(
        frame_of("reps", rep("Dana", territory="North")),
        frame_of("away", {"rep": "Nobody", "from": TODAY}, {"rep": "Dana"},
                 {"rep": "Dana", "from": TODAY, "to": dt.date(2026, 11, 1)}),
    )  # fmt: skip
    assert {finding.code for finding in findings} == {
        "territory_not_understood", "rep_unknown", "absence_without_day", "absence_ends_before_it_starts",
    }  # fmt: skip


def random_team(seed, leads=12):
    """A small book with every rule in it."""
    rnd = random.Random(seed)
    names = ["Ann", "Bob", "Cat", "Dan"][: rnd.randint(1, 4)]
    reps = [rep(name, capacity_week=rnd.choice([None, 1, 3, 6]), backlog_cap=rnd.choice([None, 2, 5]),
                territory=rnd.choice([None, "US", "US-CA; DE"]), languages=rnd.choice([None, "English"]),
                promised_minimum=rnd.choice([None, 2])) for name in names]  # fmt: skip
    quotas = [quota(name, product, quota=rnd.choice([0, 10_000, 50_000]), close_rate=rnd.choice([None, 0.2, 0.5]))
              for name in names for product in ("P", "Q", "R") if rnd.random() < 0.6]  # fmt: skip
    inquiries = [{"product": rnd.choice(["P", "Q", "R", "none", None]), "score": rnd.choice([10, 50, 90]),
                  "country": rnd.choice(["US", "DE", None]), "language": rnd.choice([None, "French"]),
                  "company": rnd.choice(["Acme", "Other"])} for _ in range(leads)]  # fmt: skip
    return Team(inquiries, reps, quotas, customers=[{"company": "Acme", "owner": names[0]}])


@given(st.integers(0, 10_000))
def test_every_lead_is_given_or_waits_with_a_sentence_and_no_limit_is_passed(seed):
    team = random_team(seed)
    done = team.allocate()
    ids = [one.lead_id for one in (*done.assignments, *done.leftovers)]
    assert sorted(ids) == sorted(team.leads["lead_id"])
    assert all(one.why.endswith(".") for one in (*done.assignments, *done.leftovers))
    held = [one.rep for one in done.assignments]
    on_quota = {(line.rep, line.product) for line in team.plan.quotas}
    product = dict(zip(team.leads["lead_id"], team.leads["product"], strict=True))
    assert all((one.rep, product[one.lead_id]) in on_quota for one in done.assignments)
    for one in team.plan.reps:
        for most in (one.capacity_per_week, one.backlog_cap):
            assert most is None or held.count(one.name) <= most


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_the_answer_does_not_depend_on_the_order_of_leads(seed, order):
    team = random_team(seed)
    mixed = team.leads.sample(frac=1, random_state=order).reset_index(drop=True)
    inquiries = team.inquiries.sample(frac=1, random_state=order + 1).reset_index(drop=True)
    assert allocate(mixed, inquiries, team.plan, TODAY) == team.allocate()
