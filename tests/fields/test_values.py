"""What single values become, beyond the examples in the docstrings."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadbook.fields.company import company_key, tidy_company
from leadbook.fields.email import check_email
from leadbook.fields.hand import asks_to_talk
from leadbook.fields.location import split_location
from leadbook.fields.person import name_key, split_name, tidy_name
from leadbook.fields.phone import check_phone, phone_key
from leadbook.fields.place import tidy_country, tidy_region
from leadbook.fields.text import fold, tidy
from leadbook.fields.timeframe import parse_timeframe
from leadbook.fields.title import tidy_title, title_level
from leadbook.fields.when import is_ambiguous, parse_date, parse_dates

TIDIES = [tidy, fold, tidy_name, tidy_company, tidy_title, tidy_country, tidy_region]


@pytest.mark.parametrize("change", TIDIES, ids=lambda change: change.__name__)
@given(text=st.text(max_size=40))
def test_tidying_twice_changes_nothing_more(change, text: str) -> None:
    assert change(change(text)) == change(text)


@given(text=st.one_of(st.text(max_size=40), st.emails()))
def test_a_checked_address_checks_again_as_itself(text: str) -> None:
    first = check_email(text)
    if first.value:
        assert check_email(first.value).value == first.value
    assert bool(first.value) or first.problem


@given(text=st.from_regex(r"\+?[0-9 ().\-]{0,20}", fullmatch=True), region=st.sampled_from(["US", "DE", "IN", ""]))
def test_a_checked_number_checks_again_as_itself_in_any_region(text: str, region: str) -> None:
    first = check_phone(text, region)
    assert bool(first.value) != bool(first.problem)
    if first.value:
        assert check_phone(first.value, "FR").value == first.value
        assert phone_key(first.value)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("ann@acme", "not_an_address"), ("ann acme.example", "not_an_address"), ("a@b@c.example", "not_an_address"),
        ("-", "blank"), ("noemail@nowhere.com", "placeholder"), ("ann@hotmial.com", "domain_typo"),
    ],
)  # fmt: skip
def test_a_bad_address_says_what_is_wrong(text: str, problem: str) -> None:
    assert check_email(text).problem == problem


@pytest.mark.parametrize("area", ["206", "212", "312", "404", "415", "503", "617", "702", "713", "720", "416", "514"])
def test_fictional_numbers_behind_real_area_codes_check(area: str) -> None:
    assert check_phone(f"({area}) 555-0132", "US").value == f"+1 {area}-555-0132"


def test_a_number_in_any_writing_has_one_key() -> None:
    forms = [
        "415-555-0132",
        "+1 (415) 555.0132",
        "1 415 555 0132",
        "4155550132.0",
        "4.155550132E+09",
        "001 415 555 0132",
    ]
    assert {phone_key(check_phone(form, "US").value) for form in forms} == {"14155550132"}


def test_a_number_without_any_country_is_asked_about_and_never_assumed() -> None:
    assert check_phone("415-555-0132").problem == "no_country"
    assert check_phone("415-555-0132", "", "US").value


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Mr. John Q. Public Jr.", ("John Q.", "Public")), ("de la Cruz, Maria", ("Maria", "de la Cruz")),
        ("Null Null", ("Null", "Null")), ("李伟", ("李伟", "")), ("JEAN-LUC PICARD", ("Jean-Luc", "Picard")),
    ],
)  # fmt: skip
def test_full_names_are_split_as_people_would(text: str, parts: tuple[str, str]) -> None:
    assert split_name(text) == parts


def test_companies_of_one_name_and_other_legal_forms_have_one_key() -> None:
    names = ["Acme Medical Inc.", "ACME MEDICAL, INC", "Acme Medical", "The Acme Medical Company"]
    assert {company_key(name) for name in names} == {"acme medical"}
    assert company_key("AG") == "ag"
    assert name_key("", "") == ""


def test_one_order_of_day_and_month_holds_for_the_whole_file() -> None:
    read = parse_dates(["01/02/2026", "13/02/2026", "2026-05-04"])
    assert [value.date() for value in read.values if value] == [
        dt.date(2026, 2, 1), dt.date(2026, 2, 13), dt.date(2026, 5, 4),
    ]  # fmt: skip
    unclear = parse_dates(["01/02/2026", "13/02/2026", "02/13/2026"])
    assert unclear.ambiguous == (0,)
    assert [value is None for value in unclear.values] == [True, False, False]


def test_iso_dates_are_never_turned_round() -> None:
    assert parse_date("2026-11-02", "DMY") == dt.datetime(2026, 11, 2)
    assert parse_date("2026-02-30") is None


@given(st.dates(dt.date(1990, 1, 1), dt.date(2060, 1, 1)))
def test_unmistakable_dates_are_read_in_every_writing(day: dt.date) -> None:
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%B %d, %Y", "%Y%m%d", "%d-%b-%Y"):
        assert parse_date(day.strftime(form)) == dt.datetime(day.year, day.month, day.day)


@pytest.mark.parametrize(
    "text",
    [
        "Could someone call us?", "I'd like to see a demo", "Wants a quote for one XX-300",
        "Requested callback next week",
        "Would like a call on Monday", "Please get in touch, our unit overheats", "Asked to be called the week after",
        "Bitte um Rückruf", "Bitte um Angebot", "Wir möchten einen Termin", "Merci de me rappeler",
        "Souhaite un devis, cycle trop long",
        "Por favor llamarme la próxima semana", "Necesitamos una cotización",
    ],
)  # fmt: skip
def test_words_that_ask_for_contact_are_a_raised_hand(text: str) -> None:
    assert asks_to_talk(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "great show!", "iPad draw", "Please send a brochure", "price list please", "do not call me, e-mail is fine",
        "Will call back tomorrow", "Called twice, didn't pick up", "nice lunch, thank you", "no money, just looking",
        "student project", "already bought elsewhere, not interested", "Kein Interesse", "ne pas appeler",
        "Call back later",
        "Downloaded the guide", "We call him next week",
    ],
)  # fmt: skip
def test_words_that_do_not_ask_for_contact_are_no_raised_hand(text: str) -> None:
    assert not asks_to_talk(text)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("ASAP", "2026-12-20"), ("within 60 days", "2027-01-19"), ("in 3 Monaten", "2027-02-18"), ("Q1", "2027-03-31"),
        ("by end of January", "2027-01-31"), ("this quarter", "2026-12-31"), ("ce mois", "2026-11-30"),
        ("next year", "2027-12-31"), ("März 2027", "2027-03-31"), ("este mes", "2026-11-30"),
    ],
)  # fmt: skip
def test_buying_times_end_on_a_day(text: str, last: str) -> None:
    found = parse_timeframe(text, dt.date(2026, 11, 20))
    assert found is not None
    assert str(found.last) == last


def test_titles_tell_a_level() -> None:
    assert [title_level(t) for t in ("Practice Owner", "CFO", "Head of Surgery", "Student", "Nurse")] == [
        "owner", "chief", "director", "student", "staff",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("612 345 678", "ES"), ("090-1234-5678", "JP"), ("+31 6 12345678", ""), ("06 12 34 56 78", "FR"),
        ("(11) 91234-5678", "BR"), ("0171 2345678", "DE"), ("0412 345 678", "AU"), ("+44 7123 456789", ""),
    ],
)  # fmt: skip
def test_a_run_of_digits_inside_a_real_number_makes_it_no_placeholder(text: str, region: str) -> None:
    assert check_phone(text, region).value


@pytest.mark.parametrize("text", ["123-456-7890", "1-123-456-7890", "+45 12345678", "000-000-0000", "1111111",
                                  "0123456789", "+34 600000000", "0049 123456789"])  # fmt: skip
def test_a_number_that_is_nothing_but_a_run_is_a_placeholder(text: str) -> None:
    assert check_phone(text, "US").problem == "placeholder"


def test_the_time_may_stand_before_the_date() -> None:
    texts = ["10:30 05/13/2026", "9:05 AM, May 14, 2026", "10:30 05/06/2026"]
    assert [str(value) for value in parse_dates(texts).values] == [
        "2026-05-13 10:30:00", "2026-05-14 09:05:00", "2026-05-06 10:30:00",
    ]  # fmt: skip
    assert is_ambiguous("10:30 05/06/2026")


def test_a_town_with_the_code_of_a_state_is_in_no_country_of_that_code() -> None:
    assert not any(split_location(text).country for text in ("Mumbai, MH", "Torino, TO", "Salvador, BA", "Lecce, LE"))
