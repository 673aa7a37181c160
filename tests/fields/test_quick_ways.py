"""The quick ways of checking an address and a number say what the libraries say."""

import itertools

import phonenumbers
import pytest
from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email
from hypothesis import example, given
from hypothesis import strategies as st

from leadbook.fields import email, phone_nanp


def library(text: str, region: str) -> str:
    """What phonenumbers makes of a number: its international form, "" when it does not check."""
    try:
        number = phonenumbers.parse(text, region or None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


@pytest.mark.parametrize("exchange", ["555", "211", "100", "900"])
def test_every_area_code_of_north_america_checks_as_in_phonenumbers(exchange: str) -> None:
    for area in range(200, 1000):
        text = f"+1 {area} {exchange} 0132"
        assert phone_nanp.checked(text, "") == library(text, ""), text


def test_any_region_of_the_row_gives_the_answer_of_phonenumbers() -> None:
    forms = ("+1 415-555-0132", "(415) 555-0132", "4165550132", "242.555.0132", "+18005550132", "500-555-0132")
    for text, region in itertools.product(forms, ("", "US", "CA", "BS", "DE", "GB", "IN", "AR", "IT")):
        quick = phone_nanp.checked(text, region)
        assert quick is None or quick == library(text, region), (text, region)
    assert phone_nanp.checked("(415) 555-0132", "US") == "+1 415-555-0132"


@given(st.from_regex(r"(\+1[ .-]?)?\(?[2-9][0-9]{2}\)?[ .-]?[0-9]{3}[ .-]?[0-9]{4}", fullmatch=True))
@example("415 555-0132")
def test_every_common_way_of_writing_a_number_checks_as_in_phonenumbers(text: str) -> None:
    assert phone_nanp.checked(text, "US") == library(text, "US")


LABEL = st.from_regex(r"[A-Za-z0-9-]{1,5}", fullmatch=True)
NEARLY_ADDRESSES = st.builds(
    lambda local, labels: f"{local}@{'.'.join(labels)}",
    st.from_regex(r"[A-Za-z0-9._+-]{1,8}", fullmatch=True), st.lists(LABEL, min_size=1, max_size=4),
)  # fmt: skip


@given(st.one_of(NEARLY_ADDRESSES, st.emails()))
@example(f"{'a' * 65}@b.example")
@example(f"a@{'b' * 64}.example")
@example(f"a@{'b.' * 130}example")
@example("a@b.test")
@example("Ana@ACME.Example")
def test_an_address_taken_the_quick_way_is_what_the_library_makes_of_it(address: str) -> None:
    if not email._is_plain(address) or len(address) > 254:
        return
    try:
        found = validate_email(address, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError:
        found = ""
    assert address.lower() == found.lower()


def test_plain_addresses_do_take_the_quick_way_and_special_domains_do_not() -> None:
    assert email._is_plain("ana.silva@acme.example")
    assert not any(email._is_plain(f"ana@acme.{name}") for name in SPECIAL_USE_DOMAIN_NAMES)
