"""After a change by hand the sentence says what it cost."""

import pytest

from leadbook.stages.allocate_overrides import with_costs
from leadbook.stages.leads import moved, picked
from tests.stages.team import TODAY, Team, quota, rep

DEAL = {"quota": 10_000, "close_rate": 0.5}
"""One deal at one half: k leads make it with 1 - 1/2^k."""


def sentences(quotas, *whys, names=("Dana Vale", "Sara Lund")):
    """The sentences of leads that now are with the first rep, after the costs were added."""
    leads = [{"lead_id": f"L{at:03}", "rep": names[0], "lock": "Yes", "given_on": TODAY, "why_rep": why}
             for at, why in enumerate(whys)]  # fmt: skip
    events = [{"when": TODAY, "lead_id": row["lead_id"], "event": "Given", "rep": names[0]} for row in leads]
    team = Team([{}] * len(leads), [rep(name) for name in names], quotas, leads=leads, events=events)
    done = with_costs(team.leads, team.plan)
    again = with_costs(done, team.plan)
    assert list(again["why_rep"]) == list(done["why_rep"])
    return list(done["why_rep"])


MOVED = moved("Sara Lund", "Dana Vale")


def test_the_chance_of_both_reps_is_told_before_and_after():
    quotas = [quota("Dana Vale", **DEAL), quota("Sara Lund", **DEAL)]
    assert sentences(quotas, MOVED) == [
        "Moved by hand from Sara Lund to Dana Vale. Sara's chance on XX-200 went from 50 % to 0 %, Dana's from 0 % "
        "to 50 %."
    ]


def test_several_moves_are_counted_one_after_the_other_and_end_at_the_chance_of_now():
    quotas = [quota("Dana Vale", **DEAL), quota("Sara Lund", **DEAL)]
    first, second = sentences(quotas, MOVED, MOVED)
    assert "Sara's chance on XX-200 went from 75 % to 50 %, Dana's from 0 % to 50 %." in first
    assert "Sara's chance on XX-200 went from 50 % to 0 %, Dana's from 50 % to 75 %." in second


@pytest.mark.parametrize(
    ("quotas", "why", "says"),
    [
        ([quota("Sara Lund", **DEAL)], MOVED, "went from 50 % to 0 %; Dana has no quota on it."),
        ([quota("Dana Vale")], MOVED, "Sara has no quota on XX-200, so it cost nothing."),
        ([quota("Dana Vale"), quota("Sara Lund", close_rate=None)], MOVED,
         "What that changes is not known (Sara: no close rate or average deal on Quotas)."),
        ([quota("Dana Vale"), quota("Sara Lund", booked=30_000)], MOVED, "went from 100 % to 100 %, Dana's from"),
        ([], picked("Dana Vale"), "Given to Dana Vale by hand. Dana has no quota on XX-200."),
        ([quota("Dana Vale")], "Only Dana sells it.", "Only Dana sells it."),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_said_and_other_sentences_stay(quotas, why, says):
    (text,) = sentences(quotas, why)
    assert says in text
    assert text.startswith(why)
