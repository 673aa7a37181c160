"""To fix: what is asked, in which order, and what becomes of the answers."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from leadbook.model import Cell, Finding, Settings, Verdict
from leadbook.stages.answers import Applied, apply_answers
from leadbook.stages.ledger import Arrival
from leadbook.stages.qualify import qualify
from leadbook.stages.questions import Known, questions
from leadbook.stages.remembered import Asked
from leadbook.stages.start_lines import open_fixes
from tests.rules.builders import TODAY, frame, gate, inquiries, table

GATE = gate()
NOTHING = frame("fix")


def judged(*changes: dict[str, Cell]) -> pd.DataFrame:
    """Inquiries with the gate's word on them."""
    return again(inquiries(*changes))


def again(rows: pd.DataFrame) -> pd.DataFrame:
    """The same inquiries after another run of the gate."""
    return rows.assign(**dict(qualify(rows, GATE, TODAY).items()))


def answered(rows: pd.DataFrame, **cells: str) -> pd.DataFrame:
    """To fix of these inquiries with these cells typed into its first row."""
    fix = questions(rows, NOTHING)
    for key, value in cells.items():
        fix.loc[0, key] = value
    return fix


def applied(rows: pd.DataFrame, fix: pd.DataFrame, **settings) -> Applied:
    """What becomes of the answers, typed by Katrin Maier."""
    return apply_answers(rows, fix, TODAY, "Katrin Maier", Settings(**settings))


def test_R10_an_inquiry_one_answer_away_is_asked_for_that_answer():
    row = questions(judged({"phone": None}), NOTHING).iloc[0]
    assert row[["kind", "lead_id", "who", "field", "wrong", "suggestion", "unlocks"]].tolist() == [
        "to qualify", "L1", "Ana Silva, Northgate Clinic", "Phone", "There is no phone number.", "", 1,
    ]  # fmt: skip


def test_R10_the_missing_answers_make_it_a_lead_on_the_next_run():
    rows = judged({"phone": None, "need": None})
    assert rows["verdict"].tolist() == [Verdict.NEEDS_INFO]
    fix = questions(rows, NOTHING)
    fix["correct"] = ["+1 415 555 0132", "Cables break"]
    found = again(applied(rows, fix).inquiries)
    assert found["verdict"].tolist() == [Verdict.QUALIFIED]
    assert found["phone"].tolist() == ["+1 415-555-0132"]


def test_nothing_is_asked_about_leads_that_are_complete_and_about_those_who_are_none():
    rows = judged({}, {"raised_hand": None, "phone": "12"}, {"do_not_contact": "Yes", "email": "a@b"})
    assert len(questions(rows, NOTHING)) == 0


def test_answers_that_win_a_lead_stand_first_then_by_id_and_importance():
    rows = judged({"phone": None, "email": None}, {"need": None}, {"phone": None})
    found = questions(rows, NOTHING)
    assert found[["lead_id", "field", "unlocks"]].to_numpy().tolist() == [
        ["L2", "Need (their words)", 1], ["L3", "Phone", 1], ["L1", "Phone", 0], ["L1", "E-mail", 0],
    ]  # fmt: skip


def test_an_address_that_does_not_check_is_asked_with_what_was_probably_meant():
    row = questions(judged({"email": "ana@gmial.com"}), NOTHING).iloc[0]
    assert row[["kind", "now", "suggestion"]].tolist() == ["value", "ana@gmial.com", "ana@gmail.com"]


def test_a_suggestion_of_the_import_comes_before_our_own():
    found = questions(judged({"phone": "12345"}), NOTHING, {("L1", "phone"): "+1 415-555-0177"})
    assert found["suggestion"].tolist() == ["+1 415-555-0177"]


def test_a_request_found_in_the_notes_is_suggested_as_their_words():
    row = questions(judged({"raised_hand": None, "notes": "Please call me next week"}), NOTHING).iloc[0]
    assert (row["field"], row["suggestion"]) == ("Raised hand (their words)", "Please call me next week")


def test_a_cell_that_holds_no_date_is_asked():
    finding = Finding("cell_not_understood", "tblInquiries", 1, "Received", "This is not a date.")
    elsewhere = Finding("cell_not_understood", "tblLeads", 1, "Given on", "This is not a date.")
    row = questions(judged({}), NOTHING, findings=[finding, elsewhere])
    assert row[["kind", "lead_id", "field", "wrong"]].to_numpy().tolist() == [
        ["value", "L1", "Received", "This is not a date."]
    ]


def test_answers_typed_into_rows_that_are_still_open_stay():
    rows = judged({"phone": None}, {"need": None})
    fix = questions(rows, NOTHING)
    fix.loc[fix["lead_id"] == "L2", "correct"] = "cables"
    kept = questions(rows.iloc[::-1], fix)
    assert dict(zip(kept["lead_id"], kept["correct"], strict=True)) == {"L1": "", "L2": "cables"}


def test_rows_that_were_left_out_stay_asked_about_until_somebody_says():
    present = frame("fix", {"kind": "file row", "file": "fair.csv", "row": 7, "decision": ""})
    found = questions(judged({}), present)
    assert found[["kind", "file", "row"]].to_numpy().tolist() == [["file row", "fair.csv", 7]]
    kept = applied(judged({}), found.assign(decision="Keep as is"))
    assert (kept.kept, len(kept.fix)) == ((("", "file row", "fair.csv, row 7"),), 0)


def test_the_columns_have_the_types_of_the_schema():
    found = questions(judged({"phone": None}), NOTHING)
    assert list(found.columns) == list(table("fix").keys)
    assert found.dtypes.astype(str).to_dict() == frame("fix", {}).dtypes.astype(str).to_dict()


def test_words_typed_by_marketing_are_evidence_of_ours_with_initials_and_a_day():
    rows = judged({"raised_hand": "seemed keen", "hand_by": "ours", "hand_date": None})
    done = applied(rows, answered(rows, correct="Asked me to call about cables"))
    found = again(done.inquiries).iloc[0]
    assert (found["hand_by"], found["hand_date"].date(), found["verdict"]) == ("ours, KM", TODAY, Verdict.QUALIFIED)
    assert "noted by us (KM)" in found["why"]


@pytest.mark.parametrize("decision", ["Suggestion", "Use it"])
def test_a_suggestion_that_is_picked_is_taken(decision):
    rows = judged({"email": "ana@gmial.com"})
    assert applied(rows, answered(rows, decision=decision)).inquiries["email"].tolist() == ["ana@gmail.com"]


def test_not_a_lead_is_kept_in_let_through_where_it_can_be_taken_back():
    rows = judged({"phone": None})
    found = again(applied(rows, answered(rows, decision="Not a lead")).inquiries).iloc[0]
    assert (found["let_through"], found["verdict"]) == ("Not a lead, KM", Verdict.NOT_A_LEAD)


def test_keep_as_is_lets_the_value_count_and_is_not_asked_again():
    rows = judged({"email": "a@b"}, {"phone": None})
    fix = questions(rows, NOTHING)
    fix.loc[fix["lead_id"] == "L1", "decision"] = "Keep as is"
    assert len(open_fixes(fix)) == len(fix) - 1
    done = applied(rows, fix)
    assert done.kept == (("L1", "E-mail", "a@b"),)
    kept = {("L1", "E-mail"): frozenset({"a@b"})}
    after = rows.assign(**dict(qualify(rows, gate(kept=kept), TODAY).items()))
    assert after["verdict"].tolist() == [Verdict.QUALIFIED, Verdict.NEEDS_INFO]
    assert "e-mail kept as it is" in after["why"][0]
    assert questions(after, done.fix, known=Known(kept=kept))["lead_id"].tolist() == ["L2"]


def test_a_value_that_changed_since_it_was_kept_is_asked_again():
    kept = {("L1", "E-mail"): frozenset({"a@c"})}
    rows = inquiries({"email": "a@b"})
    after = rows.assign(**dict(qualify(rows, gate(kept=kept), TODAY).items()))
    assert after["verdict"].tolist() == [Verdict.NEEDS_INFO]
    assert len(questions(after, NOTHING, known=Known(kept=kept))) == 1


@pytest.mark.parametrize(
    ("change", "cells"),
    [
        ({"phone": None}, {"correct": "12345"}),
        ({"phone": None}, {"correct": "555-0132"}),
        ({"email": None}, {"correct": "ana at home"}),
        ({"need": None}, {"correct": "n/a"}),
        ({"phone": None}, {"decision": "Suggestion"}),
        ({"phone": None}, {"decision": "Same person"}),
        ({"phone": None}, {"decision": "Not a lead", "correct": "+1 415 555 0132"}),
    ],
)
def test_an_answer_that_does_not_fit_stays_open_and_says_so_without_quoting_it(change, cells):
    rows = judged(change)
    done = applied(rows, answered(rows, **cells))
    pd.testing.assert_frame_equal(done.inquiries, rows)
    assert (done.done, len(done.fix)) == ((), 1)
    assert [(finding.code, finding.row) for finding in done.findings] == [("answer_not_understood", 1)]
    assert cells.get("correct", "#") not in done.findings[0].note
    assert done.notes == ("1 answer does not fit yet and stays on To fix.",)


def test_the_country_of_the_settings_reads_a_typed_number():
    rows = judged({"phone": None})
    done = applied(rows, answered(rows, correct="(415) 555-0132"), home_country="US")
    assert done.inquiries["phone"].tolist() == ["+1 415-555-0132"]


def test_a_typed_date_is_read_as_a_date():
    rows = judged({"created_at": None})
    finding = Finding("cell_not_understood", "tblInquiries", 1, "Received", "This is not a date.")
    fix = questions(rows, NOTHING, findings=[finding]).assign(correct="3 Nov 2026")
    assert applied(rows, fix).inquiries["created_at"].dt.date.tolist() == [dt.date(2026, 11, 3)]


def test_an_answer_about_an_inquiry_that_is_gone_does_no_harm():
    rows = judged({"phone": None})
    fix = answered(rows, correct="+1 415 555 0132")
    done = applied(judged({}).iloc[:0], fix)
    assert len(done.findings) == 1


def column_questions(rows: pd.DataFrame, *columns: Asked) -> pd.DataFrame:
    """The questions about columns of the list fair.csv."""
    places = {name: Arrival(0, "fair.csv", float(at)) for at, name in enumerate(rows["lead_id"], start=2)}
    found = questions(rows, NOTHING, known=Known(places=places, asked=columns))
    return found[found["kind"] == "column"]


def test_an_unsure_column_is_asked_with_examples_its_likely_field_and_the_leads_it_wins():
    rows = judged(
        {"phone": None, "extra": "Reach me: +1 415 555 0111; Hall: 3"}, {"extra": "Reach me: mornings"},
        {"phone": None, "extra": "reach ME.: by mail"}, {"phone": None, "extra": "Hall: 4"},
    )  # fmt: skip
    found = column_questions(rows, Asked("Reach me", "phone", ("fair.csv",), is_said=False))
    assert found[["file", "who", "field", "now", "suggestion", "unlocks"]].to_numpy().tolist() == [
        ["fair.csv", "3 people", "Reach me", "+1 415 555 0111 · by mail · mornings", "Phone", 1]
    ]
    assert column_questions(rows, Asked("Reach me", "phone", ("fair.csv",), is_said=True)).empty
    backwards = column_questions(rows.iloc[::-1], Asked("Reach me", "phone", ("fair.csv",), is_said=False))
    assert backwards["now"].tolist() == found["now"].tolist()


def test_no_more_than_five_columns_of_a_list_are_asked_about_those_first_that_win_most():
    extra = "; ".join(f"Way {letter}: +1 415 555 0{at}11" for at, letter in enumerate("abcdefgh"))
    rows = judged({"phone": None, "extra": extra}, {"phone": None, "extra": "Way h: +1 415 555 0199"})
    assert sorted(column_questions(rows)["field"]) == ["Way a", "Way b", "Way c", "Way d", "Way h"]


def test_one_answer_goes_to_every_list_of_the_kind_that_waits_for_it():
    rows = judged(*({"phone": None, "extra": f"Reach me: +1 415 555 011{at}"} for at in range(3)))
    places = dict(zip(rows["lead_id"], (Arrival(at, f"{at}.csv", 2.0) for at in range(3)), strict=True))
    fix = frame("fix", {"kind": "column", "file": "0.csv", "field": "Reach me", "correct": "Phone"})
    waiting = {("0.csv", "reach me"): frozenset({"0.csv", "1.csv"})}
    done = apply_answers(rows, fix, TODAY, "Katrin Maier", arrivals=places, together=waiting).inquiries
    assert done["phone"].tolist() == ["+1 415-555-0110", "+1 415-555-0111", ""]
    assert done["extra"].tolist()[:2] == ["", ""]


def test_an_answer_takes_the_whole_value_though_semicolons_stand_in_it():
    rows = judged({"notes": "", "extra": "What they said: trays get lost; between sites; Hall: 3"})
    places = {rows["lead_id"].iloc[0]: Arrival(0, "fair.csv", 2.0)}
    fix = frame("fix", {"kind": "column", "file": "fair.csv", "field": "What they said", "correct": "Notes"})
    done = apply_answers(rows, fix, TODAY, "Katrin Maier", arrivals=places).inquiries
    assert done[["notes", "extra"]].to_numpy().tolist() == [["trays get lost; between sites", "Hall: 3"]]
