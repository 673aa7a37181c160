"""Numbers and dates that a program spoiled are repaired where that is certain, and asked where it is not."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import phonenumbers
import pytest

from leadbook.fields import phone, phone_nanp
from leadbook.fields.phone import check_phone
from leadbook.fields.when import date_orders, parse_date, parse_dates


@pytest.mark.parametrize(
    ("text", "country", "value"),
    [
        ("4.155550132E+09", "US", "+1 415-555-0132"), ("4,155550132E+09", "US", "+1 415-555-0132"),
        ("4155550132.0", "US", "+1 415-555-0132"), ("4155550132,0", "US", "+1 415-555-0132"),
        ('="4155550132"', "US", "+1 415-555-0132"), ("'4155550132", "US", "+1 415-555-0132"),
        ("30901820", "DE", "+49 30 901820"), ("4930901820", "DE", "+49 30 901820"),
        ("004930901820", "", "+49 30 901820"), ("+49 (0)30 901820", "", "+49 30 901820"),
        ("030 901820 Durchwahl 12", "DE", "+49 30 901820 ext. 12"), ("＋49 30 ９０１８２０", "", "+49 30 901820"),
        ("٤١٥٥٥٥٠١٣٢", "US", "+1 415-555-0132"), ("415-555-HELP", "US", "+1 415-555-4357"),
        ("415-555-0132 #12", "US", "+1 415-555-0132 ext. 12"), ("21234567", "IT", "+39 02 123 4567"),
        ("callto:+1 415 555 0132", "", "+1 415-555-0132"),
    ],
)  # fmt: skip
def test_a_spoiled_number_is_repaired_where_it_is_certain(text: str, country: str, value: str) -> None:
    assert check_phone(text, country).value == value
    assert check_phone(value, country).value == value


@pytest.mark.parametrize(
    ("text", "country", "problem", "suggestion"),
    [
        ("4.15555E+09", "US", "digits_lost", ""), ("4,15555E+09", "US", "digits_lost", ""),
        ("4.1555501E+09", "US", "digits_lost", "+1 415-555-0100"), ("14155550132", "", "no_country", "+1 415-555-0132"),
        ("0123", "DE", "not_valid", ""), ("415-555-0132 / 415-555-0133", "US", "not_valid", "+1 415-555-0132"),
    ],
)  # fmt: skip
def test_what_is_not_certain_is_asked(text: str, country: str, problem: str, suggestion: str) -> None:
    result = check_phone(text, country)
    assert result.value == ""
    assert result.problem == problem
    assert result.suggestion == suggestion


def test_phonenumbers_is_asked_once_for_each_different_number(monkeypatch: pytest.MonkeyPatch) -> None:
    from leadbook.model import Settings
    from leadbook.stages.clean import clean

    asked: list[str] = []
    real = phonenumbers.parse

    def counting(text: str, region: str | None = None) -> phonenumbers.PhoneNumber:
        asked.append(text)
        return real(text, region)

    monkeypatch.setattr(phone.phonenumbers, "parse", counting)
    monkeypatch.setattr(phone_nanp, "checked", lambda *_: None)
    check_phone.cache_clear()
    numbers = ["+49 30 901820", "030 901821", "+1 415-555-0132"]
    frame = pd.DataFrame({"phone": numbers * 40, "country": ["DE"] * 120})
    cleaned = clean(frame, Settings(home_country="US")).frame
    assert set(cleaned["phone"]) == {"+49 30 901820", "+49 30 901821", "+1 415-555-0132"}
    assert len(asked) == len(numbers)


@pytest.mark.parametrize(
    "text",
    [
        "2. März 2026", "2-mars-2026", "2 de marzo de 2026", "2 de março de 2026", "2 marca 2026",
        "2. maaliskuuta 2026", "2 марта 2026 г.", "2 maart 2026", "den 2 mars 2026", "2 Mart 2026", "2. března 2026",
        "2. marts 2026",
        "2026年3月2日 14:30", "Monday, March 2nd, 2026", "понедельник, 2 марта 2026", "Mar 2, 2026 6:26 PM EDT",
        "2 Mar 26", "20260302", "20260302T143000Z", "2026/3/2", "2026. 3. 2.", "Mon Mar 2 10:00:00 2026", "02.03.26",
        "２０２６/3/2", "1772409600000", "1772409600", "46083", "46083.5",
    ],
)  # fmt: skip
def test_a_date_is_read_in_any_writing(text: str) -> None:
    value = parse_dates([text]).values[0]
    assert value is not None
    assert value.date() == dt.date(2026, 3, 2)


@pytest.mark.parametrize(
    "text", ["last week", "Q1 2026", "May 2026", "2026-02-30", "12345", "99999", "7", "1234567890123456"]
)
def test_what_is_no_day_is_not_guessed(text: str) -> None:
    assert parse_date(text) is None
    assert parse_dates([text]).failed == (0,)


def test_numbers_are_dates_only_when_the_whole_column_agrees() -> None:
    assert parse_dates(["46083", "2026-03-03"]).counted
    assert parse_dates(["46083", "17"]).failed == (0, 1)


def test_a_column_that_contradicts_itself_proves_no_order() -> None:
    assert date_orders(["13/02/2026", "02/13/2026"]) == {"DMY", "MDY"}


def test_a_year_of_two_digits_may_stand_first() -> None:
    days = [value.date() for value in parse_dates(["26-03-05", "13-03-26"]).values if value]
    assert days == [dt.date(2026, 3, 5), dt.date(2026, 3, 13)]
    assert date_orders(["26-03-05"]) == frozenset()
