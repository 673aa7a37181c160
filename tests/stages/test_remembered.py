"""What was said about columns is known again for the same form, and for no other."""

from __future__ import annotations

import random

import pandas as pd
import pytest

from leadbook.stages.remembered import DATES, KEEP, Form, asked, remember, saved_for, waiting
from tests.rules.builders import frame

HEADERS = ("First name", "Last name", "E-mail", "Company", "Reach me", "Colour", "How big?", "City", "Zip", "When")
FORM = Form("expo", HEADERS)
SAID = {"column": "Reach me", "field": "Phone", "said": "--map, KM", "when": pd.Timestamp("2026-11-23")}


def mappings(*rows: dict[str, object], form: Form = FORM) -> pd.DataFrame:
    """tblMappings after these rows were said about a form."""
    return remember(frame("mappings"), form, rows)


@pytest.mark.parametrize(
    ("change", "known"),
    [
        (lambda names: names, True),
        (lambda names: random.Random(7).sample(names, len(names)), True),
        (lambda names: [name.upper().replace(" ", "_") for name in names], True),
        (lambda names: [*names, "Newsletter", "Wants a call"], True),
        (lambda names: names[:-2], True),
        (lambda names: names[:-3], False),
        (lambda names: [name for name in names if name != "Reach me"], False),
        (lambda names: [*names, *(f"Question {letter}" for letter in "abcdefgh")], False),
        (lambda names: [names[4], "Name", "Mail"], False),
    ],
    ids=["same", "shuffled", "respelt", "two more", "two fewer", "three fewer", "without it", "much more", "other"],
)
def test_the_same_form_is_known_again_and_another_is_not(change, known):
    names = change(list(HEADERS))
    found = saved_for(mappings(SAID), Form("another file", tuple(names))).mapping
    reach = next((name for name in names if name.casefold().replace("_", " ") == "reach me"), "")
    assert found == ({reach: "phone"} if known else {})


def test_a_known_tool_needs_half_of_the_columns_and_a_file_of_the_same_name_does_not():
    half = ("E-mail", "Reach me", "Colour", "How big?", "When", *(f"Question {letter}" for letter in "abcde"))
    table = mappings(SAID, form=Form("Typeform", HEADERS, is_known=True))
    assert saved_for(table, Form("Typeform", half, is_known=True)).mapping == {"Reach me": "phone"}
    assert saved_for(table, Form("Typeform", half)).mapping == {}
    assert saved_for(table, Form("Typeform", ("Reach me", "Name"), is_known=True)).mapping == {}


def test_lists_without_names_of_columns_must_have_as_many_and_the_same_name_of_file():
    names = ("Column 1", "Column 2", "Column 3")
    table = mappings(SAID | {"column": "Column 3"}, form=Form("agency", names))
    assert saved_for(table, Form("agency", names)).mapping == {"Column 3": "phone"}
    assert saved_for(table, Form("other", names)).mapping == {}
    assert saved_for(table, Form("agency", (*names, "Column 4"))).mapping == {}


def test_the_nearer_form_decides_and_a_row_that_a_person_deleted_is_forgotten():
    other = Form("expo", (*HEADERS[:-1], "Until", "Hall"))
    table = remember(mappings(SAID), other, [SAID | {"column": "Hall", "field": "City"}])
    table = pd.concat([table, table.iloc[[0]].assign(headers=other.text, field="Other phone")], ignore_index=True)
    assert saved_for(table, FORM).mapping["Reach me"] == "phone"
    assert saved_for(table, other).mapping == {"Reach me": "phone2", "Hall": "city"}
    assert saved_for(table.iloc[[1]], FORM).mapping == {}


def test_an_answer_is_renewed_in_its_row_and_a_question_never_takes_one_away():
    table = mappings({"column": "Reach me", "could_be": "Phone", "lists": "a.csv"}, {"column": DATES, "lists": "a.csv"})
    assert waiting(table, FORM) == ["Reach me", DATES]
    later = Form("expo", (*HEADERS, "Hall"))
    table = remember(table, later, [{"column": "Reach me", "lists": "b.csv"}])
    assert asked(table)[0].files == ("a.csv", "b.csv")
    table = remember(table, later, [SAID | {"field": KEEP}, {"column": DATES, "field": "day first"}])
    assert (len(table), table.loc[0, "headers"], saved_for(table, FORM).order) == (2, FORM.text, "DMY")
    assert saved_for(table, FORM).mapping == {"Reach me": ""}
    again = remember(table, FORM, [{"column": "Reach me", "lists": "c.csv"}, SAID | {"field": KEEP, "said": "later"}])
    pd.testing.assert_frame_equal(again, table)
    assert [one.is_said for one in asked(table)] == [True, True]
