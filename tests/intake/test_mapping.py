"""Columns are recognised by name in several languages and by their values; what is not known is not guessed."""

import pytest

from leadbook.intake import map_headers
from leadbook.intake.columns.by_name import by_name
from leadbook.intake.columns.mapping import SURE


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("E-Mail-Adresse", "email"), ("Vorname", "first_name"), ("Nachname", "last_name"), ("Firma", "company"),
        ("Prénom", "first_name"), ("Société", "company"), ("Téléphone (bureau)", "phone"),
        ("Correo electrónico", "email"),
        ("Empresa", "company"), ("company_name", "company"), ("COMPANY / ACCOUNT", "company"),
        ("Zip/Postal Code", "postal_code"),
        ("State/Province", "region"), ("  c r e a t e d _ a t  ", "created_at"), ("# Employees", "employees"),
        ("Person - Email - Work", "email"), ("E-mail adress", "email"), ("Telephon Nummer", "phone"),
        ("How can we help you?", "need"), ("When do you plan to buy?", "timeframe"),
        ("What is your role in the decision?", "decision_role"), ("Would you like a demo?", "raised_hand"),
        ("Email Opt Out", "do_not_contact"),
        ("Attendee full name", "full_name"), ("Favourite colour", None), ("Fax", None), ("ad_name", None), ("", None),
    ],
)  # fmt: skip
def test_a_header_gives_its_field(header: str, key: str | None) -> None:
    assert map_headers([header], []) == [key]


def test_a_second_address_and_number_go_to_the_second_fields() -> None:
    headers = ["Home phone", "E-mail 2 Address", "E-mail Address", "Business phone", "Mobile"]
    assert map_headers(headers, []) == ["phone2", "email2", "email", "phone", "phone2"]


def test_a_column_of_addresses_is_an_address_whatever_its_name() -> None:
    rows = [["x", "ana@x.example"], ["y", "bo@x.example"], ["z", "cy@x.example"]]
    assert map_headers(["Thing", "Where we write to"], rows) == [None, "email"]


def test_title_is_a_salutation_or_a_job_by_its_values() -> None:
    assert map_headers(["Title"], [["Mr"], ["Dr."], ["Mrs"]]) == [None]
    assert map_headers(["Title"], [["CEO"], ["Head nurse"]]) == ["job_title"]


def test_name_beside_a_first_name_is_the_family_name() -> None:
    assert map_headers(["Vorname", "Name"], [["Ana", "Silva"]]) == ["first_name", "last_name"]
    assert map_headers(["Name"], [["Ana Silva"]]) == ["full_name"]
    assert map_headers(["Nombre", "Apellidos"], [["Ana", "Silva"]]) == ["first_name", "last_name"]


def test_every_column_gets_exactly_one_answer() -> None:
    headers = ["Email", "Email", "Email", "Phone", "Phone", "Name", "Name"]
    keys = map_headers(headers, [])
    assert len(keys) == len(headers)
    assert keys.count("email") == keys.count("phone") == 1


def test_a_column_of_requests_is_a_raised_hand_and_one_of_poll_answers_is_none() -> None:
    assert map_headers(["Request", "Email"], []) == ["raised_hand", "email"]
    assert map_headers(["Ask", "Email"], []) == ["raised_hand", "email"]
    assert map_headers(["Poll: Would you like a call?", "Email"], []) == [None, "email"]


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("DNC Y/N", "do_not_contact"), ("Nicht anrufen", "do_not_contact"),
        ("Ne pas appeler (oui/non)", "do_not_contact"),
        ("Keine Werbung", "do_not_contact"), ("Showing requested", "raised_hand"), ("Termin erwünscht", "raised_hand"),
        ("Souhaite être rappelé", "raised_hand"), ("Richiede preventivo", "raised_hand"), ("Booth staff", "owner"),
        ("Standpersonal", "owner"), ("Price range", "budget"), ("¿Qué necesita?", "need"), ("Kontakt am", "created_at"),
        ("Phone #", "phone"), ("Compnay name", "company"), ("Frist name", "first_name"),
    ],
)  # fmt: skip
def test_names_of_columns_that_people_made_up_are_known(header: str, key: str) -> None:
    assert (by_name(header).key, by_name(header).confidence >= SURE) == (key, True)


@pytest.mark.parametrize(
    "header",
    ["Created by", "Entered by", "Caller", "Acct #", "Registration type", "Attended", "Segment", "Destination",
     "Portal", "Contract", "Consultant", "Leader", "Property address", "Requested visit date", "No. of calls"],
)  # fmt: skip
def test_well_spelt_names_are_not_taken_for_slips_of_others(header: str) -> None:
    assert by_name(header).key is None


def test_the_first_of_two_numbers_is_the_first_in_every_language() -> None:
    rows = [["612 555 010", "", "Neri"], ["633 555 011", "644 555 013", "Sala"]]
    assert map_headers(["Teléfono 1", "Teléfono 2", "Cognome referente"], rows) == ["phone", "phone2", "last_name"]
