"""The story of one inquiry, from facts alone."""

import datetime as dt

import pandas as pd
import pytest

from leadbook.model import Operator, Verdict
from leadbook.rules.rule import Rule
from leadbook.schema import book as schema
from leadbook.stages.story import tell
from leadbook.stages.story_facts import Changed, Facts, Heard, Step
from leadbook.stages.story_today import gate_row

NOON = dt.datetime(2026, 11, 23, 12)
TODAY = dt.date(2026, 11, 24)


def inquiry(**values):
    """A row of Inquiries, blank but for the values."""
    blank = {column.key: pd.NaT if column.kind.is_date else "" for column in schema.table("inquiries").columns}
    return blank | {"lead_id": "ABC12", "first_name": "Ann", "last_name": "Berg", "score": float("nan")} | values


def event(kind, run=1, lead_id="ABC12", **values):
    """A line of the ledger."""
    blank = dict.fromkeys(("rep", "campaign", "before", "after"), "")
    return blank | {"when": NOON, "run": float(run), "lead_id": lead_id, "event": kind, "amount": float("nan")} | values


def came_in(run=1, **values):
    """The run that brought the inquiry in from row 7 of a list."""
    cells = (("Mail", "email", "ANN@X.EXAMPLE"), ("Fon", "phone", "555 0100"), ("Text", "need", "it leaks"))
    stood = {"first_name": "Ann", "last_name": "Berg", "email": "ann@x.example", "phone": "+1 415 555 0100",
             "need": "it leaks", "verdict": "Needs info",
             "why": "No address (rule 1)."} | values  # fmt: skip
    return Step(run=run, when=NOON, action="import", who="dana", heard=(Heard("a.csv", 7, cells),),
                changes=(Changed("inquiries", "added", values=stood),))  # fmt: skip


def cell(column, old, new, table="inquiries"):
    return Changed(table, "cell", column, old, new)


def told(**facts):
    """The sentences as one text."""
    facts = {"inquiry": inquiry(), "today": TODAY} | facts
    return "\n".join(tell(Facts(**facts)).sentences)


def test_where_it_came_from_what_stood_there_and_what_was_tidied_is_told():
    text = told(steps=(came_in(),), inquiry=inquiry(email="ann@x.example", phone="+1 415 555 0100", need="it leaks"))
    assert "23 Nov 2026, run 1 (import, by dana): It came in from a.csv, row 7." in text
    assert "Mail “ANN@X.EXAMPLE”; Fon “555 0100”; Text “it leaks”" in text
    assert "Phone “555 0100” was written as “+1 415 555 0100”" in text
    assert "E-mail “ANN@X.EXAMPLE” was written" not in text  # case alone is no change
    assert "The gate said first: Needs info. No address (rule 1)." in text


def test_without_a_record_the_ledger_tells_what_it_holds_and_the_gap_is_named():
    runs = {1: {"run": 1.0, "when": NOON, "what": "import", "who": "lee"}}
    story = tell(Facts(inquiry=inquiry(), today=TODAY, runs=runs,
                       events=(event("Imported", before="row 7", after="a.csv"),)))  # fmt: skip
    text = "\n".join(story.sentences)
    assert "run 1 (import, by lee): It came in from a.csv, row 7." in text
    assert "Not known here: the record of run 1 (23 Nov 2026) is not on this computer" in text
    assert [one.code for one in story.findings] == ["run_not_recorded"]


def test_an_inquiry_nobody_recorded_says_so():
    assert "Nothing is recorded of its past" in told()


def test_each_merged_row_says_what_it_filled_and_by_what_it_was_known():
    later = Step(run=2, when=NOON, action="import", heard=(Heard("b.csv", 3, (("Town", "city", "Bern"),)),),
                 changes=(cell("city", "", "Bern"),))  # fmt: skip
    merged = event("Merged", 2, before="b.csv, row 3", after="phone")
    text = told(steps=(came_in(), later), events=(merged,), inquiry=inquiry(
        email="ann@x.example", phone="+1 415 555 0100", need="it leaks", city="Bern"))  # fmt: skip
    assert "b.csv, row 3 was merged into it (the same phone number); it filled City." in text
    assert "City went from" not in text


def test_a_value_typed_between_two_runs_is_told_as_typed_by_hand():
    steps = (came_in(), Step(run=4, when=NOON, action="check", changes=(cell("phone", "555-777", "+1 555 777"),)))
    now = inquiry(email="new@x.example", phone="+1 555 777", need="it leaks")
    text = told(steps=steps, inquiry=now)
    assert "Between run 1 and run 4: Phone was changed by hand from “+1 415 555 0100” to “555-777”" in text
    assert "After run 1: E-mail was changed by hand from “ann@x.example” to “new@x.example”" in text
    assert "Need (their words) was changed" not in text


def test_where_another_computer_ran_meanwhile_nobody_is_said_to_have_typed():
    runs = {2: {"run": 2.0, "when": NOON, "what": "check", "who": ""}}
    now = inquiry(email="new@x.example", phone="+1 415 555 0100", need="it leaks")
    assert "by hand or by a run on another computer" in told(steps=(came_in(),), runs=runs, inquiry=now)


def test_an_answer_on_to_fix_is_told_with_what_changed():
    taken = Changed("fix", "removed", values={"field": "Phone", "correct": "555 0101", "decision": ""})
    steps = (came_in(), Step(run=2, when=NOON, action="check", who="dana",
                             changes=(taken, cell("phone", "+1 415 555 0100", "+1 415 555 0101"))))  # fmt: skip
    text = told(steps=steps, inquiry=inquiry(email="ann@x.example", phone="+1 415 555 0101", need="it leaks"))
    assert "run 2 (check, by dana): An answer on To fix was taken: Phone: “555 0101”." in text
    assert "Phone went from “+1 415 555 0100” to “+1 415 555 0101”." in text


def test_a_run_that_was_taken_back_is_told_in_one_line_and_its_values_are_no_hand_edits():
    given = Step(run=2, when=NOON, action="allocate", undone_by=3,
                 changes=(cell("rep", "", "Lee", "leads"), cell("city", "", "Bern")))  # fmt: skip
    undo = Step(run=3, when=NOON, action="undo", undoes=2,
                changes=(cell("rep", "Lee", "", "leads"), cell("city", "Bern", "")))  # fmt: skip
    now = inquiry(email="ann@x.example", phone="+1 415 555 0100", need="it leaks")
    text = told(steps=(came_in(), given, undo), inquiry=now)
    assert "run 2 (allocate): It was given to Lee; run 3 took that back." in text
    assert "by hand" not in text
    assert "Bern" not in text


def test_hand_outs_moves_returns_and_outcomes_are_told_in_their_order():
    events = (event("Given", 2, rep="Lee", after="Lee"), event("Given", 3, rep="Mei", before="Lee", after="Mei"),
              event("Recalled", 4, rep="Mei", before="Mei", after="Suppressed"),
              event("Returned", 5, rep="Mei", before="Mei", after="wrong person"),
              event("Outcome", 6, rep="Mei", before="Accepted", after="Sold", amount=900.0))  # fmt: skip
    text = told(events=events)
    places = [text.index(part) for part in (
        "It went to Lee.", "It moved from Lee to Mei.", "taken back from Mei: the verdict became Suppressed.",
        "Mei returned it: wrong person.", "Mei noted the outcome Sold (before: Accepted), amount 900.",
    )]  # fmt: skip
    assert places == sorted(places)


def test_decisions_about_duplicates_are_told_for_both_and_parts_say_where_they_came_from():
    events = (event("Imported", 1, "OLD99", before="row 2", after="b.csv"),
              event("Merged", 2, before="OLD99", after="same person"),
              event("Split", 3, "ZED11", before="ABC12", after="different people"),
              event("Kept as is", 4, before="Phone", after="123"))  # fmt: skip
    text = told(events=events)
    assert "OLD99, which is part of it now: It came in from b.csv, row 2." in text
    assert "OLD99 was merged into it (somebody said it is the same person)." in text
    assert "Somebody said that ZED11 and ABC12 are different people." in text
    assert "Somebody answered on To fix that Phone “123” stays as it is." in text


def test_needs_info_says_what_is_missing_who_can_say_it_and_where_it_is_typed():
    row = {"sheet_row": 12, "kind": "value", "field": "Phone", "wrong": "There is no phone number.", "correct": "",
           "decision": ""}  # fmt: skip
    one = inquiry(verdict="Needs info", why="Asked for a call, but there is no phone number (rule 1).",
                  ask_next="Phone: which number reaches them?", email="ann@x.example")  # fmt: skip
    story = tell(Facts(inquiry=one, today=TODAY, questions=(row,), rules={"1": "A lead is a lead."}))
    text = "\n".join(story.sentences)
    assert "one answer away from a lead (Needs info)" in text
    assert "Only they can say; ask by e-mail." in text
    assert "Open on To fix, row 12 (Phone): There is no phone number." in text
    assert "Rule 1 reads: “A lead is a lead”." in text
    assert "Next: get that answer" in text
    assert story.counts["needs_a_person"] == 1
    answered = tell(Facts(inquiry=one, today=TODAY, questions=(row | {"correct": "555 0100"},)))
    assert "Next: run leadbook check BOOK" in "\n".join(answered.sentences)
    assert answered.counts["needs_a_person"] == 0


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"rep": "", "why_rep": "Waits: no room."}, ("It has no rep. Waits: no room.", "it waits for Allocate")),
        ({"rep": "Lee", "status": "New", "lock": "Yes"}, ("It is locked", "Next: Lee calls and picks an outcome")),
        ({"rep": "Lee", "status": "Open", "outcome": "Call again", "next_date": pd.Timestamp(2026, 11, 20)},
         ("“Call again”, next date 20 Nov 2026", "20 Nov 2026 (overdue)")),
        ({"rep": "Lee", "status": "Closed", "outcome": "Sold", "amount": 900.0},
         ("“Sold”, amount 900", "Next: nothing; it is closed.")),
    ],
)  # fmt: skip
def test_a_lead_says_who_has_it_what_became_of_it_and_what_is_next(values, says):
    blank = dict.fromkeys(("rep", "why_rep", "status", "lock", "outcome", "reason", "how_got_name"), "")
    dates = {"given_on": pd.NaT, "next_date": pd.NaT, "amount": float("nan")}
    text = told(inquiry=inquiry(verdict="Qualified", why="Asked."), lead=blank | dates | values)
    for part in says:
        assert part in text


def test_a_stop_names_the_row_and_the_reason_and_nothing_else_of_the_entry():
    stop = {"sheet_row": 9, "what": "domain", "value": "secret.example", "why": "asked by phone",
            "from": pd.Timestamp(2026, 10, 1), "until": pd.NaT, "added": pd.NaT}  # fmt: skip
    text = told(inquiry=inquiry(verdict="Suppressed", why="On the list (rule 3)."), stops=(stop,))
    assert "Row 9 of the sheet Suppression (domain) stops it since 1 Oct 2026, for ever: asked by phone." in text
    assert "secret" not in text
    assert "Nobody may contact them" in text


def test_the_row_of_the_gate_is_found_by_the_sentence_it_gave():
    first = Rule(fields=("job_title",), operator=Operator.CONTAINS_WORD, value="student", verdict=Verdict.NOT_A_LEAD,
                 reason="Studies: the title says “{found}” (rule 3).", row=1)  # fmt: skip
    other = Rule(fields=("need",), operator=Operator.IS_FILLED, points=3.0, reason="Named.", row=2)
    assert gate_row((first, other), "Let through by MK. The gate said: Studies: the title says “intern” (rule 3).")
    assert gate_row((first, other), "Named.") is None  # a row of points decides nothing


def test_the_same_facts_in_another_order_give_the_same_story():
    runs = (came_in(), Step(run=2, when=NOON, action="check", changes=(cell("city", "", "Bern"),)))
    assert told(steps=runs) == told(steps=runs[::-1])
