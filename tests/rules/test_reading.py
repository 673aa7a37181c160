"""The sheets of a manager, read; what cannot be understood is said with its row and what there is."""

from __future__ import annotations

import re

import pytest

from leadbook.errors import FieldUnknown, OperatorUnknown, ValueInvalid
from leadbook.model import Operator, Settings, Verdict
from leadbook.rules.reading import read_gate, read_settings, read_words
from leadbook.schema.choices import CHOICES
from leadbook.schema.defaults import default_rows
from tests.rules.builders import default_frame, frame, rule, table


def test_the_gate_of_a_new_book_is_understood_and_every_reason_names_its_rule():
    rules = read_gate(default_frame("gate"))
    assert len(rules) > 20
    assert all(re.search(r"\(rule \d+\)\.$", found.reason) for found in rules if found.verdict)


def test_a_row_is_read_into_a_rule():
    found = read_gate(
        frame(
            "gate",
            rule(
                field="e-mail; Other e-mail",
                operator="Domain in list",
                value="free mail",
                verdict="not a lead",
                points=-3,
            ),
        )
    )[0]
    assert (found.fields, found.operator) == (("email", "email2"), Operator.DOMAIN_IN_LIST)
    assert (found.verdict, found.points, found.row) == (Verdict.NOT_A_LEAD, -3, 1)


def test_rows_that_are_off_or_blank_are_passed_over():
    rows = rule(field="Nonsense", on="No"), {}, rule(field="Company", on=None)
    assert [found.row for found in read_gate(frame("gate", *rows))] == [3]


def test_a_field_that_does_not_exist_is_named_with_its_row_and_the_nearest_one():
    with pytest.raises(FieldUnknown) as error:
        read_gate(frame("gate", rule(field="Company"), rule(field="Compnay")))
    assert str(error.value).startswith(
        "sheet “Gate”, row 5: The field “Compnay” does not exist. Did you mean “Company”?"
    )


def test_an_operator_that_does_not_exist_is_named_with_all_there_are():
    with pytest.raises(OperatorUnknown) as error:
        read_gate(frame("gate", rule(field="Company", operator="matches regex")))
    assert all(operator.value in str(error.value) for operator in Operator)


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"operator": "contains word of", "value": "studnet"}, "Did you mean “student”?"),
        ({"operator": "at least", "value": "many"}, "is not a number"),
        ({"operator": "is", "value": None}, "needs a value"),
        ({"operator": "older than days", "value": 10}, "needs a date"),
        ({"verdict": "Maybe"}, "The verdict “Maybe” does not exist."),
        ({"verdict": "Qualified"}, "The verdict “Qualified” does not exist."),
        ({"verdict": "Points only"}, "neither a verdict nor points"),
        ({"field": "Received", "operator": "contains", "value": "2026"}, "A date cannot be tested"),
    ],
)
def test_a_value_that_does_not_fit_stops_with_a_sentence(cells, says):
    with pytest.raises(ValueInvalid, match=re.escape(says)):
        read_gate(frame("gate", rule(field="Company") | cells))


def test_an_age_can_be_a_setting():
    cells = rule(field="Received", operator="older than days", value="stale_days")
    assert read_gate(frame("gate", cells), Settings(stale_days=90))[0].number == 90


def test_a_row_without_a_reason_explains_itself():
    found = read_gate(frame("gate", rule(field="Company", operator="is", value="Acme", reason=None)))[0]
    assert found.reason == "Company is Acme (Gate)."


def test_words_are_read_by_kind_and_only_known_kinds_are_shipped():
    found = read_words(frame("words", {"kind": " Student", "word": "thesis "}, {"kind": "student"}, {"word": "x"}))
    assert found.of("student") == ("thesis",)
    assert found.of("press") == ()
    assert {row[0] for row in default_rows("words")} <= set(CHOICES["word_kind"])


@pytest.mark.parametrize("key", ["gate", "words", "rules", "settings"])
def test_the_rows_of_a_new_book_fit_their_table_and_are_different(key):
    columns, rows = table(key), default_rows(key)
    places = [columns.keys.index(name) for name in columns.row_key]
    assert all(len(row) == len(columns.columns) for row in rows)
    assert len({tuple(row[at] for at in places) for row in rows}) == len(rows)


def test_the_lead_management_rules_are_ten():
    assert {str(row[0]).split()[0] for row in default_rows("rules")} == {str(number) for number in range(1, 11)}


def test_no_competitor_supplier_or_own_domain_is_invented():
    listed = read_words(default_frame("words"))
    assert listed.of("competitor") == listed.of("own domain") == ()
    assert not any("." in word for word in listed.of("supplier"))


def test_the_settings_of_a_new_book_are_the_defaults():
    assert read_settings(default_frame("settings")) == (Settings(), ())


def test_settings_are_read_and_what_does_not_fit_is_said_and_left_at_its_default():
    found, findings = read_settings(
        frame(
            "settings",
            {"key": "home_country", "value": "de"},
            {"key": "stale_days", "value": "90"},
            {"key": "optout_scope", "value": "Channel"},
            {"key": "period", "value": "week"},
            {"key": "colour", "value": "x"},
        )
    )
    assert found == Settings(home_country="DE", stale_days=90, optout_scope="channel")
    assert [(finding.code, finding.row) for finding in findings] == [
        ("setting_not_understood", 4),
        ("setting_unknown", 5),
    ]
