"""What each row of a list is told, in words that need no workbook."""

import datetime as dt

import pandas as pd
import pytest

from leadbook.stages.dedupe import merge
from leadbook.stages.flags import LEFT_OUT, Flag, asked, flag_rows, plain_sentence, reason_counts, standing
from tests.stages.inquiry_rows import incoming, no_book

TODAY = dt.date(2026, 11, 23)


def flagged(*rows, verdict="Qualified", why="Asked for a call (rule 1).", left_out=()):
    """Flags of rows numbered from 2; every person gets the same verdict."""
    frame = incoming(rows)
    merged = merge(no_book(), frame, TODAY)
    judged = pd.DataFrame({"verdict": verdict, "why": why, "ask_next": ""}, index=merged.frame.index)
    return frame, merged, flag_rows(frame, merged, judged, dict(left_out))


ANN = {"first_name": "Ann", "last_name": "Berg", "email": "ann@clinic.example", "phone": "+1 415-555-0132"}


def test_the_row_with_the_raised_hand_carries_the_verdict_of_its_person():
    silent = {**ANN, "raised_hand": "", "need": ""}
    _, _, flags = flagged(silent, {**ANN, "raised_hand": "Please call me"}, {**silent, "city": "Ghent"})
    assert [(flag.row, flag.verdict) for flag in flags] == [(2, "Duplicate"), (3, "Qualified"), (4, "Duplicate")]
    assert flags[0].why == "Same person as row 3 (same e-mail)."


def test_among_several_raised_hands_the_newest_carries_the_verdict():
    hand = {**ANN, "raised_hand": "Please call me"}
    older, newer = {**hand, "hand_date": "2026-10-01"}, {**hand, "hand_date": "2026-11-01", "city": "Ghent"}
    _, _, flags = flagged(older, newer)
    assert [flag.verdict for flag in flags] == ["Duplicate", "Qualified"]


def test_a_row_that_repeats_another_in_every_cell_is_said_to_be_just_that():
    _, _, flags = flagged(ANN, ANN)
    assert flags[1] == Flag(3, "Duplicate", "The same as row 2 in every cell.")


def test_what_two_rows_of_a_person_have_in_common_is_named():
    _, _, flags = flagged(ANN, {**ANN, "email": "berg@home.example"})
    assert flags[1].why == "Same person as row 2 (same phone)."


def test_every_row_has_one_flag_in_the_order_of_the_file():
    _, _, flags = flagged(ANN, {**ANN, "email": "b@b.example", "phone": "", "last_name": "Other"},
                          left_out={9: "Somebody tried out the form."})  # fmt: skip
    assert [flag.row for flag in flags] == [2, 3, 9]
    assert flags[2] == Flag(9, LEFT_OUT, "Somebody tried out the form.")


def test_no_sentence_names_an_id_or_a_rule():
    _, merged, flags = flagged(ANN, why="May be the same person as XXXXX (rule 3).")
    lead_id = merged.frame["lead_id"].iat[0]
    sentence = plain_sentence(f"May be the same person as {lead_id} (rule 3).", {lead_id: 7})
    assert sentence == "May be the same person as row 7."
    assert all("(rule" not in flag.why for flag in flags)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Did not ask to talk (rule 2).", "Did not ask to talk."),
        ("Let through by AB (rule 9). The gate said: no (rule 1).", "Let through by AB. The gate said: no."),
        ("Works for ABCDE2, on the list (rule 3).", "Works for ABCDE2, on the list."),
    ],
)
def test_only_rule_numbers_and_known_ids_leave_a_sentence(before, after):
    assert plain_sentence(before, {"ZZZZZ": 4}) == after


def test_reasons_that_differ_only_in_a_day_a_word_or_a_row_are_one():
    flags = [
        Flag(2, "Not a lead", "From 3 Feb 2026: older than 180 days."),
        Flag(3, "Not a lead", "From 4 May: older than 180 days."),
        Flag(4, "Duplicate", "Same person as row 12 (same e-mail)."),
        Flag(5, "Duplicate", "Same person as row 3 (same e-mail)."),
        Flag(6, "Duplicate", "Same person as row 2 (same e-mail)."),
        Flag(7, "Not a lead", "Studies: said “thesis”."),
    ]
    assert [(verdict, count) for verdict, _, count in reason_counts(flags)] == [
        ("Duplicate", 3), ("Not a lead", 2), ("Not a lead", 1),
    ]  # fmt: skip
    assert sum(count for *_, count in reason_counts(flags)) == len(flags)


def test_a_question_wins_only_those_who_lack_nothing_else():
    phone = "Phone: which number reaches them?"
    flags = [
        Flag(2, "Needs info", "Asked on 3 Nov: “call me”, but there is no phone number.", phone),
        Flag(3, "Needs info", "Asked on 3 Nov: “call me”, but there is no phone number and no need is named.", phone),
        Flag(4, "Qualified", "Asked on 3 Nov.", "When do they plan to buy?"),
    ]
    assert [(one.question, one.rows, one.wins) for one in asked(flags)] == [(phone, 2, 1)]


def test_who_asked_to_talk_stands_before_who_did_not():
    other = {"first_name": "Bo", "last_name": "Dahl", "email": "bo@dahl.example", "phone": "", "raised_hand": ""}
    frame, merged, _ = flagged(other, {**ANN, "raised_hand": "Please call me"})
    rank = standing(frame, merged)
    assert rank[merged.ids[3]] < rank[merged.ids[2]]
