"""The operators of the gate, one by one."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadbook.model import Cell, Operator
from leadbook.rules.matching import OPERATORS, Matcher, span
from leadbook.rules.phrases import domain_of, domains, phrases, plain, tokens
from leadbook.rules.reading import read_gate, read_words
from tests.rules.builders import TODAY, frame, inquiries, rule, words


def holds(text: Cell, operator: str, value: Cell = None, field: str = "Notes", *listed: tuple[str, str]) -> bool:
    """Whether a test on one cell holds."""
    key = {"Notes": "notes", "E-mail": "email", "Received": "created_at", "Employees": "employees"}[field]
    tested = read_gate(frame("gate", rule(field=field, operator=operator, value=value)))[0]
    matcher = Matcher(inquiries({key: text}), read_words(words(*listed)), TODAY)
    return bool(matcher.holds(tested)[0])


@pytest.mark.parametrize(
    ("text", "operator", "value", "expected"),
    [
        (None, "is blank", None, True),
        ("n/a", "is blank", None, True),
        ("text", "is blank", None, False),
        ("text", "is filled", None, True),
        ("-", "is filled", None, False),
        ("None", "is", "none; no", True),
        ("nonesuch", "is", "none; no", False),
        (None, "is", "none", False),
        ("DE", "is not", "US; CA", True),
        ("us", "is not", "US; CA", False),
        (None, "is not", "US", False),
        ("n/a", "is not", "US", False),
        ("Hospital bed", "contains", "pital", True),
        ("bed", "contains", "pital", False),
        ("My THESIS, at last", "contains word of", "study", True),
        ("hypothesisers", "contains word of", "study", False),
        ("student housing office", "contains word of", "student", False),
        ("unknown", "is in list", "placeholder", True),
        ("unknown to us", "is in list", "placeholder", False),
        ("1,250 beds", "at least", 1000, True),
        ("50-99", "at least", 60, False),
        ("50-99", "at least", 50, True),
        ("$20k", "at most", 20000, True),
        ("50-99", "at most", 60, False),
        ("none yet", "at most", 0, False),
    ],
)
def test_an_operator_tests_a_text(text, operator, value, expected):
    assert holds(text, operator, value) is expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [("a@gmail.com", True), ("a@mail.gmail.com", True), ("a@notgmail.com", False), (None, False), ("gmail", False)],
)
def test_a_domain_is_in_a_list_with_what_is_below_it(address, expected):
    assert holds(address, "domain in list", "free mail", "E-mail") is expected


@pytest.mark.parametrize(("address", "expected"), [("info@x.example", True), ("jim@info.example", False)])
def test_a_shared_mailbox_is_told_by_the_part_before_the_at(address, expected):
    assert holds(address, "contains word of", "role mail", "E-mail") is expected


@pytest.mark.parametrize(("days", "expected"), [(180, False), (181, True)])
def test_a_day_is_older_than_so_many_days_only_beyond_them(days, expected):
    assert holds(TODAY - dt.timedelta(days=days), "older than days", 180, "Received") is expected


def test_a_blank_date_is_never_too_old():
    assert holds(None, "older than days", 1, "Received") is False


def test_every_operator_has_a_function():
    assert set(OPERATORS) | {Operator.OLDER_THAN_DAYS} == set(Operator)


def test_several_fields_hold_together_when_one_does_and_are_blank_when_all_are():
    rows = inquiries({"notes": "thesis", "application": None}, {"notes": None, "application": None})
    matcher = Matcher(rows, read_words(words()), TODAY)
    said, blank = read_gate(
        frame(
            "gate",
            rule(field="What for; Notes", operator="contains word of", value="study"),
            rule(field="What for; Notes", operator="is blank"),
        )
    )
    assert matcher.holds(said).tolist() == [True, False]
    assert matcher.holds(blank).tolist() == [False, True]
    assert matcher.found(said, [0]) == ["thesis"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("sadly no budget", "no budget"),
        ("there is no budget limit", ""),
        ("no  budget limit, no budget", "no budget"),
        ("No. Budget is there", ""),
        ("no, budget", "no budget"),
        ("We DON’T decide", "don't decide"),
        ("nobudget", ""),
    ],
)
def test_a_phrase_is_found_by_its_words_and_not_across_sentences_or_in_an_exception(text, found):
    looked = phrases(("no budget", "not: no budget limit", "don't decide"))
    assert looked.find(plain(text)) == found


def test_a_word_of_the_list_with_a_sign_needs_the_sign():
    looked = phrases(("info@", "90% off"))
    assert looked.find("write to info@x.example") == "info@"
    assert looked.find("more info please") == ""
    assert looked.find("90 off") == ""


@pytest.mark.parametrize(
    ("domain", "found"),
    [("a.edu", "edu"), ("x.a.edu", "edu"), ("stud.uni.example", "stud.uni.example"), ("edu.example", ""), ("", "")],
)
def test_a_domain_belongs_to_an_ending_or_has_a_part(domain, found):
    assert domains((".edu", "stud.", "no domain")).find(domain) == found


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("Ann <ann@X.example>", "x.example"),
        ("http://www.x.example:80/a?b", "x.example"),
        ("x.example", "x.example"),
        ("no domain here", ""),
        ("", ""),
        ("a@b", ""),
    ],
)
def test_the_domain_of_an_address_is_read(text, domain):
    assert domain_of(text) == domain


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("50-99", 50, 99),
        ("1.250,50", 1250.5, 1250.5),
        ("$ 1,250", 1250, 1250),
        ("2k to 3k", 2000, 3000),
        ("1.5m", 1.5e6, 1.5e6),
        ("> 50", 50, float("inf")),
        ("500+", 500, float("inf")),
        ("up to 20", 0, 20),
        ("0", 0, 0),
        ("12 500", 12500, 12500),
    ],
)
def test_a_number_or_a_range_is_read_from_text(text, low, high):
    assert span(text) == (low, high)


@given(st.text(max_size=60), st.lists(st.sampled_from(["no budget", "budget", "not: budget plan", "a", "x@"])))
def test_what_is_found_is_a_word_of_the_list_that_stands_there(text, listed):
    found = phrases(tuple(listed)).find(plain(text))
    assert found == "" or (found in listed and set(tokens(found)) <= set(tokens(plain(text))))


@given(st.text(max_size=80))
def test_reading_a_number_never_fails(text):
    low, high = span(plain(text))
    assert low != low or low <= high


def test_a_column_of_any_type_can_be_tested():
    matcher = Matcher(inquiries({"employees": 50}, {"employees": None}), read_words(words()), TODAY)
    tested = read_gate(frame("gate", rule(field="Received; Employees", operator="is filled")))[0]
    assert matcher.holds(tested).tolist() == [True, True]
    assert isinstance(matcher.frame["created_at"].iloc[0], pd.Timestamp)
