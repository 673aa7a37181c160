"""Who may be one person: pairs that are asked about, and pairs that never are."""

from __future__ import annotations

import doctest
import random

import pandas as pd
import pytest

from leadbook.stages import ledger, likeness, other_answers
from leadbook.stages.maybes import find_maybes
from tests.stages.inquiry_rows import incoming


def people(*rows: dict[str, object]) -> pd.DataFrame:
    """Cleaned inquiries with the IDs 000, 001, …"""
    frame = incoming(rows, 0)
    return frame.assign(lead_id=[f"{at:03d}" for at in range(len(rows))])


def row(name: str, company: str = "", **more: object) -> dict[str, object]:
    """One inquiry."""
    first, _, last = name.partition(" ")
    return {"first_name": first, "last_name": last, "company": company, **more}


def asked(one: dict[str, object], other: dict[str, object]) -> str:
    """Why the second may be the first, "" when it is not asked."""
    found = find_maybes(people(one, other))
    assert set(found) <= {"001"}
    return found["001"].why if found else ""


@pytest.mark.parametrize("module", [likeness, ledger, other_answers])
def test_examples_in_docstrings_are_true(module) -> None:
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Silva|Northgate Clinic", "Ana Silva|NORTHGATE CLINIC, Inc."),
        ("Ana Silva|Northgate Clinic", "Ana Silva|Northgate"),
        ("Ana Silva|International Business Machines", "Ana Silva|IBM"),
        ("Ana Silva|Northgate Manufacturing", "Ana Silva|Northgate Mfg."),
        ("José García|Northgate Clinic", "Jose Garcia|Northgate Clinic"),
        ("Bob Lee|Northgate Clinic", "Robert Lee|Northgate Clinic"),
        ("A. Silva|Northgate Clinic", "Ana Silva|Northgate Clinic"),
        ("Silva Ana|Northgate Clinic", "Ana Silva|Northgate Clinic"),
        ("Jonathan Whitlok|Whitlock Dental", "Jonathan Whitlock|Whitlock Dental"),
        ("Stephen Marchetti|Marchetti Endodontics", "Steven Marchetti|Marchetti Endodontics"),
        ("Jürgen Müller|Nordtor Klinik", "Juergen Mueller|Nordtor Klinik GmbH"),
    ],
)
def test_names_alike_at_one_company_are_asked_whichever_comes_first(one: str, other: str) -> None:
    first, second = row(*one.split("|")), row(*other.split("|"))
    assert asked(first, second)
    assert asked(second, first)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Silva|Northgate Clinic", "Rui Silva|Northgate Clinic"),
        ("Ana Silva|Northgate Clinic", "Ana Costa|Northgate Clinic"),
        ("Daniel Lee|Northgate Clinic", "Daniela Lee|Northgate Clinic"),
        ("Ann1 Berg|Clinic 1", "Ann11 Berg|Clinic 1"),
        ("Ana Silva|Clinic 1", "Ana Silva|Clinic 2"),
        ("Ana Silva|Northgate Clinic", "Ana Silva|Southgate Clinic"),
        ("Ana Silva|", "Ana Silva|"),
        ("Ana Silva|Dental Clinic", "Ana Silva|Dental Clinic Northgate"),
        ("Jan Hansen|Northgate Clinic", "Jan Jansen|Northgate Clinic"),
    ],
)
def test_two_people_are_never_a_pair(one: str, other: str) -> None:
    assert asked(row(*one.split("|")), row(*other.split("|"))) == ""


def test_a_number_an_address_or_a_place_speaks_for_one_person_too() -> None:
    phone = {"phone": "+1 415-555-0132"}
    assert asked(row("Ana Silva", "A Ltd", **phone), row("Anna Silva", "", **phone)).endswith("same phone number")
    own = row("Ana Silva", "Acme", email="ana.silva@acme.example")
    assert asked(row("Ana Silva", email="ana.silva@gmail.com"), own)
    mails = {"email": "ana@acme.example"}, {"email2": "ana@acme.example"}
    assert asked(row("Ana Silva", **mails[0]), row("Rui Costa", **mails[1])) == "same e-mail address"
    place = {"postal_code": "02108", "address": "25 School St"}
    assert asked(row("Ana Silva", "Acme", **place), row("Ana Silva", **place)) == "same name, same address"
    assert asked(row("Ana Silva", **phone), row("Bo Lee", **phone)) == ""


def test_the_order_of_rows_does_not_matter_and_the_first_come_stands() -> None:
    rows = [row("Ana Silva", "Northgate Clinic", created_at=f"2026-11-{day:02d}") for day in (9, 3, 7)]
    rows += [row("Ana Silva", "Northgate", created_at="2026-11-05"), row("Bo Lee", "Northgate")]
    frame = people(*rows)
    found = find_maybes(frame)
    assert {late: maybe.earlier for late, maybe in found.items()} == {"000": "001", "002": "001", "003": "001"}
    for seed in range(4):
        assert find_maybes(frame.sample(frac=1, random_state=seed)) == found
    ranked = find_maybes(frame, standing={"000": 0, "001": 1, "002": 1, "003": 1})
    assert {maybe.earlier for maybe in ranked.values()} == {"000"}


def test_pairs_that_a_person_told_apart_are_not_asked_again_and_the_next_one_is() -> None:
    frame = people(*[row("Ana Silva", "Northgate Clinic")] * 3)
    assert find_maybes(frame)["002"].earlier == "000"
    assert find_maybes(frame, apart={("000", "002")})["002"].earlier == "001"
    assert "002" not in find_maybes(frame, apart={("000", "002"), ("001", "002")})


def test_only_pairs_with_somebody_it_is_about_count() -> None:
    frame = people(*[row("Ana Silva", "Northgate Clinic")] * 2, *[row("Bo Lee", "Acme Tools")] * 2)
    assert set(find_maybes(frame, about={"000"})) == {"001"}


def test_a_company_with_thousands_of_people_is_looked_at_in_steps_that_grow_with_it() -> None:
    """Every pair of 3,000 colleagues would be four million comparisons."""
    chance = random.Random(3)
    letters = "abcdefghijklmnopqrstuvwxyz"
    rows = [row(f"{''.join(chance.choices(letters, k=7))} {''.join(chance.choices(letters, k=7))}", "Northgate Clinic")
            for _ in range(3000)]  # fmt: skip
    assert len(find_maybes(people(*rows))) < 30
