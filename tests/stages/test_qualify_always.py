"""What holds for every inquiry there can be, in any order."""

from __future__ import annotations

import datetime as dt

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadbook.fields.hand import need_beside
from leadbook.model import Cell, GatheredHow, Verdict
from leadbook.stages.qualify import counts, qualify
from leadbook.stages.suppression import suppressed
from tests.rules.builders import TODAY, frame, gate, inquiries

GATE = gate(suppression=frame("suppression", {"what": "domain", "value": "gone.example"}))
TEXTS = st.one_of(
    st.none(),
    st.text(max_size=30),
    st.sampled_from(
        [
            "Please call me",
            "yes",
            "no",
            "not interested",
            "our cables break",
            "PhD student",
            "we offer chairs",
            "n/a",
            "no budget",
            "not my decision",
            "Send a brochure",
            "unsubscribe",
            "not now",
            "{found} {0}",
            "=1+1",
        ]
    ),
)
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(
            (
                "raised_hand",
                "need",
                "notes",
                "job_title",
                "company",
                "budget",
                "decision_role",
                "phone",
                "email",
                "timeframe",
                "let_through",
                "hand_by",
                "website",
                "consent",
                "campaign",
            ),
            TEXTS,
        ),
        "source_type": st.sampled_from([None, *map(str, GatheredHow), "odd"]),
        "do_not_contact": st.sampled_from([None, "Yes", "No"]),
        "created_at": st.one_of(st.none(), st.dates(dt.date(2020, 1, 1), dt.date(2027, 1, 1))),
    },
)
ROWS = st.lists(CHANGES, max_size=6)
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(ROWS)
def test_every_inquiry_gets_exactly_one_verdict_and_a_sentence(changes: list[dict[str, Cell]]):
    found = qualify(inquiries(*changes), GATE, TODAY)
    assert len(found) == len(changes)
    assert found["verdict"].isin(list(Verdict)).all()
    assert all(why.strip() and why.strip()[-1] in ".!?)" for why in found["why"])
    total = counts(found["verdict"])
    assert total["received"] == len(changes)
    assert total["leads"] + total["needs_info"] + total["not_leads"] + total["duplicates"] == len(changes)


@SLOW
@given(ROWS, st.randoms(use_true_random=False))
def test_P8_the_order_of_inquiries_changes_nothing(changes, random):
    there = inquiries(*changes)
    order = list(range(len(there)))
    random.shuffle(order)
    straight = qualify(there, GATE, TODAY)
    shuffled = qualify(there.iloc[order], GATE, TODAY)
    pd.testing.assert_frame_equal(shuffled.sort_index(), straight)


@SLOW
@given(ROWS)
def test_P10_suppression_always_wins(changes):
    there = inquiries(*changes)
    stopped = suppressed(there, GATE.suppression, GATE.settings, TODAY) != ""
    verdicts = qualify(there, GATE, TODAY)["verdict"]
    assert (verdicts[stopped] == Verdict.SUPPRESSED).all()


@SLOW
@given(ROWS)
def test_R26_no_lead_without_initials_lacks_a_raised_hand_a_phone_an_address_or_a_need(changes):
    there = inquiries(*changes)
    verdicts = qualify(there, GATE, TODAY)["verdict"]
    leads = there[(verdicts == Verdict.QUALIFIED) & (there["let_through"].str.strip() == "")]
    for key in ("raised_hand", "phone", "email"):
        assert (leads[key].str.strip() != "").all()
    beside = leads["raised_hand"].map(need_beside)
    assert (leads["need"].str.strip() + leads["application"].str.strip() + beside != "").all()


@SLOW
@given(ROWS)
def test_judging_twice_says_the_same_and_the_inquiries_stay_as_they_were(changes):
    there = inquiries(*changes)
    before = there.copy(deep=True)
    first = qualify(there, GATE, TODAY)
    pd.testing.assert_frame_equal(there, before)
    again = qualify(there.assign(**dict(first.items())), GATE, TODAY)
    pd.testing.assert_frame_equal(again, first)
