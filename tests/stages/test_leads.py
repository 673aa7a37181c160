"""The Leads sheet follows the verdicts, and what people wrote there is theirs."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadbook.model import EventKind, GatheredHow, Outcome
from leadbook.schema import book
from leadbook.stages.got_name import how_got_name
from leadbook.stages.leads import status_of, sync_leads
from leadbook.stages.leads_asks import asks
from tests.stages.sales_rows import frame_of

TODAY = dt.date(2026, 11, 23)
NOTHING = frame_of("leads")


def inquiry(lead_id, **more):
    """A qualified inquiry."""
    given = {"lead_id": lead_id, "verdict": "Qualified", "company": "Brook Dental", "first_name": "Zoe",
             "last_name": "Novak", "score": 50, "product": "XX-200", "raised_hand": "Please call me."}  # fmt: skip
    return given | more


def sync(leads, *inquiries, events=(), campaigns=(), today=TODAY):
    """The sheet brought up to date."""
    if not isinstance(leads, pd.DataFrame):
        leads = frame_of("leads", *leads)
    return sync_leads(
        leads, frame_of("inquiries", *inquiries), frame_of("events", *events), frame_of("campaigns", *campaigns), today
    )


def given_event(lead_id, rep, event="Given"):
    """One line of the ledger."""
    return {"when": dt.datetime(2026, 11, 16), "lead_id": lead_id, "event": event, "rep": rep}


def test_new_leads_follow_by_score_then_by_id():
    done = sync(NOTHING, inquiry("B1"), inquiry("A1"), inquiry("C1", score=90), inquiry("D1", verdict="Needs info"))
    assert list(done.frame["lead_id"]) == ["C1", "A1", "B1"]
    assert set(done.frame["status"]) == {"Waiting"}
    assert list(done.frame.columns) == list(book.table("leads").keys)
    assert done.notes == ("3 new leads on Leads.",)


def test_rows_that_stand_there_keep_their_order_and_what_people_wrote():
    rows = [
        {"lead_id": "B1", "rep": "Dana", "outcome": "Sold", "amount": 1250, "reason": "price",
         "next_date": TODAY, "lock": "Yes"},
        {"lead_id": "A1"},
    ]  # fmt: skip
    done = sync(rows, inquiry("A1", score=99), inquiry("B1"), inquiry("Z1", score=100),
                events=[given_event("B1", "Dana")])  # fmt: skip
    assert list(done.frame["lead_id"]) == ["B1", "A1", "Z1"]
    first = done.frame.iloc[0]
    assert (first["rep"], first["outcome"], first["amount"], first["reason"], first["lock"], first["status"]) == (
        "Dana", "Sold", 1250, "price", "Yes", "Closed",
    )  # fmt: skip
    assert first["next_date"].date() == TODAY


@pytest.mark.parametrize(
    ("rep", "outcome", "status"),
    [("", "", "Waiting"), ("Dana", "", "New"), ("Dana", "Call again", "Open"), ("Dana", "Not yet", "Not yet"),
     ("Dana", "Sold", "Closed"), ("Dana", "Lost", "Closed"), ("Dana", "Returned", "Closed"), ("", "Sold", "Closed"),
     ("Dana", "Meeting set", "Open")],
)  # fmt: skip
def test_a_status_follows_from_rep_and_outcome(rep, outcome, status):
    assert status_of(rep, outcome, None, TODAY) == status


def test_a_rep_picked_by_hand_is_locked_and_goes_into_the_ledger():
    rows = [{"lead_id": "A1", "rep": "Dana", "given_on": dt.date(2026, 11, 16)}, {"lead_id": "B1", "rep": "Sara"}]
    done = sync(rows, inquiry("A1"), inquiry("B1"), events=[given_event("A1", "Sara")])
    assert list(done.frame["lock"]) == ["Yes", "Yes"]
    assert list(done.frame["why_rep"]) == ["Moved by hand from Sara to Dana.", "Given to Sara by hand."]
    assert [value.date() for value in done.frame["given_on"]] == [TODAY, TODAY]
    assert [(e.lead_id, e.kind, e.before, e.after) for e in done.events] == [
        ("A1", EventKind.GIVEN, "Sara", "Dana"), ("B1", EventKind.GIVEN, "", "Sara"),
    ]  # fmt: skip


def test_a_rep_given_by_the_ledger_is_not_locked():
    done = sync([{"lead_id": "A1", "rep": "Dana"}], inquiry("A1"), events=[given_event("A1", "Dana")])
    assert list(done.frame["lock"]) == [""]
    assert done.events == ()


def test_a_rep_taken_out_by_hand_puts_the_lead_back_to_waiting():
    rows = [{"lead_id": "A1", "given_on": TODAY, "why_rep": "Only Dana."}]
    done = sync(rows, inquiry("A1"), events=[given_event("A1", "Dana")])
    row = done.frame.iloc[0]
    assert (row["status"], row["why_rep"], pd.isna(row["given_on"])) == ("Waiting", "Waits: taken back by hand.", True)
    assert [e.kind for e in done.events] == [EventKind.RECALLED]


def test_what_is_no_longer_a_lead_leaves_and_is_recalled():
    rows = [{"lead_id": "A1", "rep": "Dana"}, {"lead_id": "B1"}]
    done = sync(rows, inquiry("A1", verdict="Not a lead"), inquiry("B1", verdict="Needs info"),
                events=[given_event("A1", "Dana")])  # fmt: skip
    assert done.frame.empty
    assert done.recalled == ("A1",)
    assert "2 rows left Leads: the gate no longer calls them leads." in done.notes


def test_a_lead_with_an_outcome_stays_as_closed_and_suppression_recalls_it():
    rows = [{"lead_id": "A1", "rep": "Dana", "outcome": "Meeting set"}]
    done = sync(rows, inquiry("A1", verdict="Suppressed"), events=[given_event("A1", "Dana")])
    row = done.frame.iloc[0]
    assert (row["status"], row["outcome"], done.recalled) == ("Closed", "Meeting set", ("A1",))
    assert row["why_rep"].startswith("Recalled: do not contact.")
    told = [given_event("A1", "Dana"), given_event("A1", "Dana", "Recalled")]
    again = sync(done.frame, inquiry("A1", verdict="Suppressed"), events=told)
    assert (again.recalled, again.events, again.notes) == ((), (), ())


def test_a_blank_product_comes_from_the_campaign_when_it_has_exactly_one():
    campaigns = [{"campaign": "Swap", "product": "XX-300"}, {"campaign": "Both", "product": "XX-200; XX-300"}]
    done = sync(NOTHING, inquiry("A1", product="", campaign="swap"), inquiry("B1", product="", campaign="Both"),
                inquiry("C1", product=" YY-100", campaign="Swap"), campaigns=campaigns)  # fmt: skip
    assert dict(zip(done.frame["lead_id"], done.frame["product"], strict=True)) == {
        "A1": "XX-300", "B1": "", "C1": "YY-100",
    }  # fmt: skip


def test_a_second_pass_changes_nothing():
    first = sync([{"lead_id": "B1", "rep": "Dana"}], inquiry("A1"), inquiry("B1"))
    ledger = [{"when": e.when, "lead_id": e.lead_id, "event": str(e.kind), "rep": e.rep} for e in first.events]
    second = sync(first.frame, inquiry("A1"), inquiry("B1"), events=ledger)
    pd.testing.assert_frame_equal(first.frame, second.frame)
    assert (second.events, second.notes) == ((), ())


@given(
    st.sampled_from(["", *GatheredHow]), st.sampled_from(["", "Autumn Swap"]), st.sampled_from(["", "Please call."]),
    st.sampled_from(["", "theirs", "ours PN"]), st.sampled_from([None, TODAY]), st.sampled_from(["", "A need"]),
)  # fmt: skip
def test_r60_every_lead_says_how_we_got_the_name_in_one_sentence(how, campaign, words, by, asked, need):
    row = frame_of("inquiries", inquiry("A1", source_type=how, campaign=campaign, raised_hand=words, hand_by=by,
                                        hand_date=asked, need=need)).iloc[0]  # fmt: skip
    text = how_got_name(row.to_dict())
    assert text.startswith("On ")
    assert (words in text) if words else ("no words of theirs" in text or need in text)
    assert ("23 Nov 2026" in text) == (asked is not None)
    assert campaign in text
    assert "  " not in text
    assert " ," not in text


def test_how_we_got_the_name_quotes_their_words():
    row = inquiry("A1", source_type="event", campaign="CareExpo", hand_date=TODAY, raised_hand="Call me about a swap")
    assert how_got_name(frame_of("inquiries", row).iloc[0].to_dict()) == (
        "On 23 Nov 2026 at our event (CareExpo), noted in the list: “Call me about a swap”"
    )


def test_every_outcome_gives_a_status():
    assert {status_of("Dana", outcome, None, TODAY) for outcome in Outcome} == {"Open", "Not yet", "Closed"}


def ledger(events):
    """Events as rows of the ledger."""
    return [{"when": e.when, "lead_id": e.lead_id, "event": str(e.kind), "rep": e.rep, "before": e.before,
             "after": e.after} for e in events]  # fmt: skip


def test_r30_not_yet_comes_back_on_its_date():
    row = {"lead_id": "A1", "rep": "Dana", "outcome": "Not yet", "next_date": dt.date(2026, 12, 1), "given_on": TODAY}
    before = [given_event("A1", "Dana")]
    first = sync([row], inquiry("A1"), events=before)
    assert list(first.frame["status"]) == ["Not yet"]
    events = before + ledger(first.events)
    due = sync(first.frame, inquiry("A1"), events=events, today=dt.date(2026, 12, 1))
    assert (list(due.frame["status"]), due.notes) == (
        ["Open"], ("1 lead said “not yet” until today; it is open again.",),
    )  # fmt: skip
    again = sync(due.frame, inquiry("A1"), events=events, today=dt.date(2026, 12, 2))
    assert (again.notes, again.events) == ((), ())


def test_an_outcome_goes_into_the_ledger_once_with_its_amount():
    row = {"lead_id": "A1", "rep": "Dana", "outcome": "Sold", "amount": 7500, "given_on": TODAY}
    before = [given_event("A1", "Dana")]
    done = sync([row], inquiry("A1"), events=before)
    assert [(e.kind, e.rep, e.before, e.after, e.amount) for e in done.events] == [
        (EventKind.OUTCOME, "Dana", "", "Sold", 7500.0)
    ]
    assert sync(done.frame, inquiry("A1"), events=before + ledger(done.events)).events == ()


def test_a_lead_sent_back_waits_for_another_rep_and_the_reason_is_kept():
    row = {"lead_id": "A1", "rep": "Dana", "lock": "Yes", "outcome": "Returned", "reason": "not mine",
           "given_on": TODAY}  # fmt: skip
    before = [given_event("A1", "Dana")]
    done = sync([row], inquiry("A1"), events=before)
    row = done.frame.iloc[0]
    assert (row["status"], row["rep"], row["lock"], row["outcome"], row["reason"], row["why_rep"]) == (
        "Waiting", "", "", "", "", "Waits: Dana sent it back (not mine).",
    )  # fmt: skip
    assert [(e.kind, e.rep, e.after) for e in done.events] == [(EventKind.RETURNED, "Dana", "not mine")]
    assert sync(done.frame, inquiry("A1"), events=before + ledger(done.events)).events == ()


def test_a_reason_that_comes_later_is_kept_too():
    row = {"lead_id": "A1", "rep": "Dana", "outcome": "Returned", "given_on": TODAY}
    before = [given_event("A1", "Dana")]
    first = sync([row], inquiry("A1"), events=before)
    assert first.frame["status"].iloc[0] == "Closed"
    events = before + ledger(first.events)
    later = sync(first.frame.assign(reason="wrong person"), inquiry("A1"), events=events)
    assert [(e.kind, e.after) for e in later.events] == [(EventKind.RETURNED, "wrong person")]
    assert later.frame["why_rep"].iloc[0] == "Waits: Dana sent it back (wrong person)."


@pytest.mark.parametrize("reason", ["not a lead", "duplicate", "do not contact"])
def test_a_lead_sent_back_as_none_is_closed_until_a_person_decides(reason):
    row = {"lead_id": "A1", "rep": "Dana", "outcome": "Returned", "reason": reason, "given_on": TODAY}
    before = [given_event("A1", "Dana")]
    done = sync([row], inquiry("A1"), events=before)
    assert (done.frame["status"].iloc[0], done.frame["why_rep"].iloc[0]) == (
        "Closed",
        f"Sent back by Dana ({reason}). Not given to them again; name another rep, or clear Rep and it waits.",
    )
    assert [(e.kind, e.rep, e.after) for e in done.events] == [(EventKind.RETURNED, "Dana", reason)]
    events = before + ledger(done.events)
    assert sync(done.frame, inquiry("A1"), events=events).events == ()
    cleared = sync(done.frame.assign(rep=""), inquiry("A1"), events=events)
    row = cleared.frame.iloc[0]
    assert (row["status"], row["outcome"], row["reason"], row["why_rep"]) == (
        "Waiting", "", "", f"Waits: Dana sent it back ({reason}).",
    )  # fmt: skip
    assert sync(cleared.frame, inquiry("A1"), events=events).events == ()
    other = sync(done.frame.assign(rep="Luis"), inquiry("A1"), events=events)
    row = other.frame.iloc[0]
    assert (row["status"], row["outcome"], row["lock"]) == ("New", "", "Yes")
    assert [(e.kind, e.before, e.after) for e in other.events] == [(EventKind.GIVEN, "Dana", "Luis")]
    assert sync(other.frame, inquiry("A1"), events=events + ledger(other.events)).events == ()
    same = sync(done.frame.assign(outcome="Accepted"), inquiry("A1"), events=events)
    assert same.frame["why_rep"].iloc[0] == "Sent back by Dana, and taken on again."
    assert sync(same.frame, inquiry("A1"), events=events + ledger(same.events)).events == ()


def test_waiting_leads_stand_first_and_each_block_by_score_unless_somebody_sorted_the_sheet():
    inquiries = [inquiry("A1", score=10), inquiry("B1", score=90), inquiry("C1", score=50), inquiry("D1", score=70)]
    rows = [{"lead_id": "A1", "status": "Waiting", "score": 10},
            {"lead_id": "B1", "rep": "Dana", "status": "New", "score": 90},
            {"lead_id": "C1", "rep": "Dana", "status": "Closed", "outcome": "Sold", "score": 50}]  # fmt: skip
    events = [given_event("B1", "Dana"), given_event("C1", "Dana")]
    assert list(sync(rows, *inquiries, events=events).frame["lead_id"]) == ["D1", "A1", "B1", "C1"]
    assert list(sync(rows[::-1], *inquiries, events=events).frame["lead_id"]) == ["C1", "B1", "A1", "D1"]


def test_what_an_outcome_lacks_is_asked_and_blocks_nothing():
    rows = [{"lead_id": "A", "outcome": "Sold"}, {"lead_id": "B", "outcome": "Lost"}, {"lead_id": "C"},
            {"lead_id": "D", "outcome": "Not yet"}, {"lead_id": "E", "outcome": "Returned"},
            {"lead_id": "F", "outcome": "Sold", "amount": 1}, {"lead_id": "G", "outcome": "Lost", "reason": "price"},
            {"lead_id": "H", "outcome": "Not yet", "next_date": TODAY}]  # fmt: skip
    found = [(one.row, one.column, one.code) for one in asks(frame_of("leads", *rows))]
    assert sorted(found) == [
        (1, "Amount", "sold_without_amount"), (2, "Reason", "outcome_without_reason"),
        (4, "Next date", "not_yet_without_date"), (5, "Reason", "outcome_without_reason"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("how", "by", "says"),
    [("raised-hand form", "theirs", "they wrote: “"), ("event", "theirs", "noted in the list: “"),
     ("purchased", "", "noted in the list: “"), ("event", "ours PN", "they said (noted by us, PN): “"),
     ("own", "ours", "they said (noted by us): “")],
)  # fmt: skip
def test_r60_the_sentence_says_whose_hand_the_words_are_in(how, by, says):
    row = frame_of("inquiries", inquiry("A1", source_type=how, hand_by=by, hand_date=TODAY)).iloc[0].to_dict()
    assert f"{says}Please call me.”" in how_got_name(row)
