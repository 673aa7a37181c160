"""Not leads: kept with a reason, and looked at again in time."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from leadbook.model import Cell
from leadbook.stages.not_leads import carry_let_through, not_leads
from leadbook.stages.qualify import qualify
from tests.rules.builders import TODAY, frame, gate, inquiries, table

GATE = gate()


def sheet(*changes: dict[str, Cell], present: pd.DataFrame | None = None, today: dt.date = TODAY) -> pd.DataFrame:
    """Not leads after the gate has judged these inquiries."""
    rows = inquiries(*changes)
    rows = rows.assign(**dict(qualify(rows, GATE, today).items()))
    return not_leads(rows, frame("not_leads") if present is None else present, today)


def test_only_what_did_not_pass_stands_there_with_its_reason():
    found = sheet({}, {"phone": None}, {"raised_hand": None, "source_type": "event"}, {"do_not_contact": "Yes"})
    assert found[["lead_id", "who", "reason"]].to_numpy().tolist() == [
        ["L3", "Ana Silva", "Attended the event; did not ask to talk (rule 2)."],
        ["L4", "Ana Silva", "Suppressed: Asked not to be contacted (rule 3)."],
    ]
    assert list(found.columns) == list(table("not_leads").keys)


@pytest.mark.parametrize(
    ("change", "review"),
    [
        ({"raised_hand": None, "source_type": "event"}, dt.date(2027, 1, 22)),
        ({"timeframe": "not now"}, dt.date(2027, 2, 21)),
        ({"timeframe": "2027-03-01", "notes": "not now"}, dt.date(2027, 3, 1)),
        ({"created_at": dt.date(2025, 1, 1), "hand_date": None}, dt.date(2027, 1, 22)),
        ({"job_title": "Student"}, None),
        ({"raised_hand": "not interested"}, None),
        ({"do_not_contact": "Yes"}, None),
    ],
)
def test_R30_R87_a_day_to_look_again_is_proposed_by_the_reason(change, review):
    found = sheet(change)["review_on"].iloc[0]
    assert (None if pd.isna(found) else found.date()) == review


def test_a_review_day_stays_as_somebody_left_it_also_when_it_was_emptied():
    activity = {"raised_hand": None, "source_type": "event"}
    first = sheet(activity, activity)
    first["review_on"] = pd.Series([pd.Timestamp(2027, 5, 1), pd.NaT], dtype="datetime64[us]")
    later = sheet(activity, activity, present=first, today=TODAY + dt.timedelta(days=30))
    pd.testing.assert_series_equal(later["review_on"], first["review_on"])
    pd.testing.assert_series_equal(later["since"], first["since"])


def test_initials_show_on_the_sheet():
    found = sheet({"do_not_contact": "Yes", "let_through": "KM"})
    assert found["let_through"].tolist() == ["KM"]


@pytest.mark.parametrize(
    ("here", "there", "before", "wins"),
    [
        ("", "", "", ""),
        ("KM", "", "", "KM"),
        ("", "KM", "", "KM"),
        ("", "KM", "KM", ""),
        ("KM", "", "KM", ""),
        ("KM", "JS", "KM", "JS"),
        ("KM", "JS", "JS", "KM"),
        ("KM", "JS", "AB", "KM"),
        ("", "JS", "AB", "JS"),
    ],
)
def test_R20_of_the_two_sheets_the_one_edited_since_the_last_run_wins(here, there, before, wins):
    rows = inquiries({"let_through": here})
    shown = frame("not_leads", {"lead_id": "L1", "let_through": there})
    assert carry_let_through(rows, shown, {"L1": before} if before else {}).tolist() == [wins]


def test_an_inquiry_that_is_not_on_the_sheet_keeps_its_initials():
    rows = inquiries({"let_through": "KM"})
    assert carry_let_through(rows, frame("not_leads"), {"L1": "KM"}).tolist() == ["KM"]


@pytest.mark.parametrize(
    ("change", "on"),
    [
        ({"timeframe": "Not now, maybe in March 2027"}, dt.date(2027, 3, 1)),
        ({"notes": "no time to deal with it before April 2027"}, dt.date(2027, 4, 1)),
        ({"raised_hand": "Asked for a quote, will not buy before 2028"}, dt.date(2028, 1, 1)),
        ({"timeframe": "Never"}, dt.date(2027, 2, 21)),
        ({"timeframe": "not now"}, dt.date(2027, 2, 21)),
    ],
)
def test_r30_who_says_not_now_comes_back_on_the_day_they_named_else_in_ninety_days(change, on):
    rows = inquiries(change)
    judged = rows.assign(**dict(qualify(rows, gate(), TODAY).items()))
    assert judged["verdict"].iloc[0] == "Not a lead"
    assert not_leads(judged, frame("not_leads"), TODAY)["review_on"].iloc[0].date() == on
