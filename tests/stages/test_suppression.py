"""Do not contact: however it is written, whoever it names, until when."""

from __future__ import annotations

import datetime as dt

import pytest

from leadbook.model import Cell, Settings
from leadbook.stages.suppression import suppressed
from tests.rules.builders import TODAY, frame, inquiries


def reason(change: dict[str, Cell], *rows: dict[str, Cell], **settings) -> str:
    """Why one inquiry may not be contacted."""
    return suppressed(inquiries(change), frame("suppression", *rows), Settings(**settings), TODAY).iloc[0]


@pytest.mark.parametrize(
    "written", ["+1 415-555-0132", "001 415 555 0132", "(415) 555-0132", "415.555.0132", "14155550132"]
)
def test_R61_a_number_on_the_list_is_caught_in_another_format(written):
    assert "phone number" in reason({"phone": "+1 415-555-0132"}, {"what": "phone", "value": written})


def test_R61_a_number_without_its_country_is_caught_by_its_digits():
    assert reason({"phone": "415 555 0132", "country": None}, {"what": "phone", "value": "+1 415-555-0132"})


def test_another_number_is_not_caught():
    assert reason({"phone": "+1 415-555-0133"}, {"what": "phone", "value": "+1 415-555-0132"}) == ""


@pytest.mark.parametrize("value", ["ANA@Northgate.example", "<ana@northgate.example>"])
def test_R61_an_address_on_the_list_is_caught_whatever_its_case(value):
    found = reason({}, {"what": "e-mail", "value": value})
    assert found == "The e-mail address is on the do-not-contact list (rule 3)."


def test_R61_a_second_address_is_looked_at_too():
    assert reason({"email2": "old@north.example"}, {"what": "e-mail", "value": "old@north.example"})


@pytest.mark.parametrize("value", ["northgate.example", "@northgate.example", "Northgate.EXAMPLE"])
def test_R61_a_domain_stops_everybody_below_it(value):
    assert reason({"email": "x@mail.northgate.example"}, {"what": "domain", "value": value})
    assert reason({"email": "x@southgate.example"}, {"what": "domain", "value": value}) == ""


def test_R61_a_person_is_caught_by_name_and_by_name_with_company():
    assert reason({}, {"what": "person", "value": "ana SILVA"})
    assert reason({}, {"what": "person", "value": "Ana Silva, Northgate Clinic Ltd"})
    assert reason({}, {"what": "person", "value": "Ana Silva, Elsewhere"}) == ""


def test_R61_a_company_is_caught_whatever_its_legal_form():
    assert reason({"company": "The Northgate Clinic, Inc."}, {"what": "company", "value": "Northgate Clinic"})


def test_the_reason_that_was_written_down_is_said():
    row = {"what": "company", "value": "Northgate Clinic", "why": "in a lawsuit"}
    assert reason({}, row) == "The company is on the do-not-contact list: in a lawsuit (rule 3)."


def test_a_row_counts_from_its_first_day_to_its_last():
    row = {"what": "company", "value": "Northgate Clinic"}
    assert reason({}, row | {"until": TODAY})
    assert reason({}, row | {"until": TODAY - dt.timedelta(days=1)}) == ""
    assert reason({}, row | {"from": TODAY + dt.timedelta(days=1)}) == ""


@pytest.mark.parametrize("value", ["ana@northgate.example", "northgate.example", "+1 415 555 0132", "Northgate Clinic"])
def test_what_a_value_is_can_be_left_blank(value):
    assert reason({}, {"value": value})


@pytest.mark.parametrize("said", ["opted out", "Unsubscribed", "withdrawn on 3 May", "opt-out"])
def test_a_consent_that_was_taken_back_counts(said):
    assert reason({"consent": said}) == "Took back their consent (rule 3)."


def test_P10_the_flag_of_the_list_counts_and_a_no_does_not():
    assert reason({"do_not_contact": "Yes"}) == "Asked not to be contacted (rule 3)."
    assert reason({"do_not_contact": "No"}) == ""


def test_with_scope_person_one_opt_out_stops_every_channel():
    assert reason({}, {"what": "e-mail", "value": "ana@northgate.example"}, optout_scope="person")


def test_with_scope_channel_an_address_leaves_the_phone_and_a_number_leaves_the_other_number():
    mail = {"what": "e-mail", "value": "ana@northgate.example"}
    phone = {"what": "phone", "value": "+1 415-555-0132"}
    assert reason({}, mail, optout_scope="channel") == ""
    assert reason({"phone": None}, mail, optout_scope="channel")
    assert reason({}, phone, optout_scope="channel")
    assert reason({"phone2": "+1 415-555-0177"}, phone, optout_scope="channel") == ""


def test_an_empty_list_stops_nobody():
    assert reason({}) == ""
