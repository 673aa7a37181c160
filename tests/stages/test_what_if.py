"""“What if”: what a manager may say, and the answer in leads and in money."""

import datetime as dt

import pytest

from leadbook.errors import UsageError
from leadbook.stages.allocate import allocate
from leadbook.stages.what_if import suppose
from leadbook.stages.what_if_answer import answer, as_counts, figures
from leadbook.stages.what_if_days import days_of
from tests.stages.team import TODAY, Team, quota, rep

REPS = [rep("Dana Vale", capacity_week=10), rep("Luis Ortega", capacity_week=10)]
QUOTAS = [quota("Dana Vale"), quota("Luis Ortega"), quota("Luis Ortega", "YY-100", quota=10_000)]


def book(leads=12):
    """Two reps, three quotas, some leads."""
    return Team([{}] * leads, REPS, QUOTAS)


def lines(text):
    """(rep, product) → the supposed quota."""
    return {(one.rep.split()[0], one.product): one for one in suppose(book().plan, text, TODAY).plan.quotas}


@pytest.mark.parametrize("text", [
    "quota Dana 120000", "Quota Dana Vale $120,000", "quota dana vale 120k", "quota Dana XX-200 120 000",
    "quota Dana on XX-200 to 120000", "quota Dana +90000", "quota Dana 400 %",
])  # fmt: skip
def test_a_quota_is_another_one_however_it_is_written(text):
    found = lines(text)
    assert [one.quota for one in found.values()] == [120_000, 30_000, 10_000]


def test_a_quota_over_several_products_is_raised_in_proportion():
    found = lines("quota Luis 80000")
    assert [found["Luis", product].quota for product in ("XX-200", "YY-100")] == [60_000, 20_000]


def test_rates_and_deals_change_for_all_or_for_one():
    assert [round(one.close_rate, 4) for one in lines("close rate +2 %").values()] == [0.27] * 3
    assert [round(one.close_rate, 4) for one in lines("close rate +1").values()] == [0.26] * 3
    assert [round(one.close_rate, 4) for one in lines("close rate -0.05").values()] == [0.2] * 3
    assert [one.close_rate for one in lines("close rate Luis YY-100 40%").values()] == [0.25, 0.25, 0.4]
    assert [round(one.average_deal) for one in lines("deal -10 %").values()] == [9_000] * 3
    assert [one.average_deal for one in lines("average deal Dana 12000").values()] == [12_000, 10_000, 10_000]


def test_a_rep_is_away_without_leads_or_takes_more():
    plan = book().plan
    assert suppose(plan, "absent Luis 23–27 Nov", TODAY).plan.reps[1].away == ((TODAY, dt.date(2026, 11, 27)),)
    later = suppose(plan, "absent Luis 1–14 Dec", TODAY)
    assert later.plan.reps[1].away == ((TODAY, dt.date(2026, 12, 14)),)
    assert later.says == ("Luis Ortega is away from 1 Dec 2026 to 14 Dec 2026, counted from today on.",)
    assert not suppose(plan, "without Dana", TODAY).plan.reps[0].active
    assert suppose(plan, "capacity Dana 20; capacity Luis +5", TODAY).plan.reps[1].capacity_per_week == 15
    assert plan.reps[0].capacity_per_week == 10, "the plan itself stays"


@pytest.mark.parametrize("text", [
    "", "fnord", "quota", "quota Zoe 5", "quota Dana", "quota Dana many", "quota Dana YY-100 5", "absent Dana someday",
    "without Dana and Luis", "close rate",
])  # fmt: skip
def test_what_is_not_understood_is_said_with_what_can_be_said(text):
    with pytest.raises(UsageError, match="Say for example: quota Dana 120000"):
        suppose(book().plan, text, TODAY)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("1-14 Dec", ("2026-12-01", "2026-12-14")), ("1 Dec – 3 Jan", ("2026-12-01", "2027-01-03")),
        ("from 20 November to 27 November", ("2026-11-20", "2026-11-27")),
        ("Dec 24 to Dec 31", ("2026-12-24", "2026-12-31")),
        ("2026-12-01 - 2026-12-14", ("2026-12-01", "2026-12-14")), ("24 Dec 2027", ("2027-12-24", "2027-12-24")),
        ("3 Feb", ("2027-02-03", "2027-02-03")), ("14–1 Dec 2026", None), ("32 Dec", None), ("", None), ("1–14", None),
    ],
)  # fmt: skip
def test_days_are_read_as_people_write_them(text, days):
    found = days_of(text, TODAY)
    assert tuple(str(day) for day in found) == days if days else found == (None, None)


def told(team, text):
    """The answer to a what-if."""
    supposed = suppose(team.plan, text, TODAY)
    plans = (team.plan, supposed.plan)
    now, then = (figures(plan, allocate(team.leads, team.inquiries, plan, TODAY)) for plan in plans)
    return now, then, answer(supposed.says, now, then, "USD")


def test_a_larger_quota_draws_leads_and_says_what_it_needs():
    now, then, said = told(book(), "quota Dana 60000")
    assert [line.given for line in now.lines] == [6, 6, 0]
    assert [line.given for line in then.lines] == [8, 4, 0]
    assert said[0] == "What if: Dana Vale's quota is 60,000 instead of 30,000."
    assert said[1] == "Leads needed on average: 28 → 40 (+12); for 80 % sure: 38 → 53 (+15)."
    assert said[2] == "This hand-out would give 12 as now; 0 as now would wait."
    assert any(line.startswith("Dana Vale on XX-200: 8 leads instead of 6, needs 31 instead of 16") for line in said)
    assert said[-1] == "Nothing was written."
    assert as_counts(now, then)["leads_80"] - as_counts(now, then)["leads_80_now"] == 15


def test_money_is_what_the_leads_given_bring_towards_the_quotas():
    now, then, said = told(book(), "without Luis")
    assert (then.given, then.waiting) == (10, 2)
    assert then.expected < now.expected
    assert said[3].startswith("Money to be expected towards the quotas with the leads given: $")
    assert f"(-${now.expected - then.expected:,.0f})" in said[3]
