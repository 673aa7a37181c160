"""Addresses against a table judged by hand: never worse than email-validator alone, and nothing repaired in silence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from email_validator import EmailNotValidError, validate_email

from leadbook.fields.email import check_email, find_emails

LINES = (Path(__file__).parent / "addresses.txt").read_text("utf-8").split("\n")
CASES = [tuple(line.rsplit("\t", 1)) for line in LINES if "\t" in line and not line.startswith("# ")]


def _seen(text: str) -> str:
    """The text of a line, with the letters that cannot be seen."""
    return re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)


def _library_alone(text: str) -> bool:
    """What email-validator says, for addresses on the internet."""
    try:
        found = validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return False
    return "." in found.domain


@pytest.mark.parametrize("verdict", ["ok", "okfix", "bad", "sug"])
def test_addresses_are_judged_as_the_standards_say(verdict: str) -> None:
    texts = [_seen(text) for text, said in CASES if said == verdict]
    wrong = [text for text in texts if bool(check_email(text).value) != (verdict in ("ok", "okfix"))]
    assert len(texts) > 3
    assert wrong == []


def test_no_address_is_judged_worse_than_by_the_library_alone() -> None:
    judged = [(_seen(text), said in ("ok", "okfix")) for text, said in CASES if said != "any"]
    assert len(judged) > 140
    assert [t for t, is_one in judged if _library_alone(t) == is_one != bool(check_email(t).value)] == []


def test_what_is_only_meant_as_an_address_is_suggested_and_not_taken() -> None:
    meant = {text: check_email(text) for text in ("ana at acme dot example", "ana＠acme.example", ".ana@acme.example")}
    assert {result.suggestion for result in meant.values()} == {"ana@acme.example"}
    assert {result.value for result in meant.values()} == {""}


def test_an_apostrophe_is_part_of_an_address() -> None:
    assert find_emails("o'neil@acme.example; 'bo@acme.example'") == ["o'neil@acme.example", "bo@acme.example"]
