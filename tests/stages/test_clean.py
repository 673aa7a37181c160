"""Cells become uniform; what does not check is kept and asked about."""

from __future__ import annotations

import pandas as pd

from leadbook.model import Settings, Severity
from leadbook.stages.clean import clean
from tests.stages.inquiry_rows import incoming

US = Settings(home_country="US")


def test_what_checks_is_written_in_one_form() -> None:
    frame = incoming(
        [{"first_name": " ANA ", "email": "mailto:ANA@X.example", "phone": "(415) 555-0132", "country": "U.S.A.",
          "region": "california", "company": " Acme  Inc "}]
    )  # fmt: skip
    row = clean(frame, Settings()).frame.iloc[0]
    assert (row["first_name"], row["email"], row["phone"]) == ("Ana", "ana@x.example", "+1 415-555-0132")
    assert (row["country"], row["region"], row["company"]) == ("US", "CA", "Acme Inc")


def test_a_bad_cell_stays_and_becomes_a_question_with_a_suggestion() -> None:
    cleaned = clean(incoming([{"email": "ann@gmial.com", "phone": "12345"}, {"email": "ann(at)x.example"}]), US)
    assert cleaned.frame["email"].tolist() == ["ann@gmial.com", "ann(at)x.example"]
    assert cleaned.frame["phone"].tolist() == ["12345", ""]
    assert [(f.code, f.row, f.column, f.severity) for f in cleaned.findings] == [
        ("email_domain_typo", 2, "email", Severity.ASK), ("phone_not_valid", 2, "phone", Severity.ASK),
        ("email_not_an_address", 3, "email", Severity.ASK),
    ]  # fmt: skip
    assert cleaned.suggestions == {(2, "email"): "ann@gmail.com", (3, "email"): "ann@x.example"}


def test_findings_hold_nothing_of_the_persons_data() -> None:
    cleaned = clean(incoming([{"email": "canary-7f3@gmial.com", "phone": "98765"}]), US)
    assert all("canary" not in f.note and "98765" not in f.note for f in cleaned.findings)


def test_words_for_nothing_become_blank_without_a_question() -> None:
    cleaned = clean(incoming([{"email": "n/a", "phone": "-", "company": "none"}]), US)
    assert cleaned.frame.loc[2, ["email", "phone", "company"]].tolist() == ["", "", ""]
    assert cleaned.findings == ()


def test_cleaning_twice_changes_nothing_and_the_argument_is_left_alone() -> None:
    frame = incoming([{"first_name": "ANA", "phone": "415 555 0132", "region": "Texas"}, {"last_name": "o'NEIL"}])
    before = frame.copy()
    once = clean(frame, US).frame
    pd.testing.assert_frame_equal(frame, before)
    pd.testing.assert_frame_equal(clean(once, US).frame, once)


def test_the_country_of_the_row_goes_before_the_home_country() -> None:
    cleaned = clean(incoming([{"phone": "030 5550101", "country": "Germany"}, {"phone": "415 555 0132"}]), US)
    assert cleaned.frame["phone"].tolist() == ["+49 30 5550101", "+1 415-555-0132"]


def test_a_full_name_of_a_state_tells_the_country() -> None:
    assert clean(incoming([{"region": "Texas"}, {"region": "TX"}]), US).frame["country"].tolist() == ["US", ""]


def test_a_list_without_rows_stays_one() -> None:
    assert len(clean(incoming([]), US).frame) == 0
