"""Places, names, companies, dates and money in the ways that lists of several countries write them."""

import datetime as dt
from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadbook.fields.company import company_key
from leadbook.fields.location import split_location
from leadbook.fields.money import amounts, parse_money
from leadbook.fields.person import split_name
from leadbook.fields.place import country_code, restore_postcode, tidy_country, tidy_region
from leadbook.fields.when import parse_date, parse_dates
from leadbook.fields.zone import find_zone

COUNTRIES = {
    "USA": "US", "U.S.A.": "US", "The United States": "US", "Etats Unis d'Amérique": "US", "UK": "GB", "DEU": "DE",
    "Estados Unidos de América": "US", "Netherlands (the)": "NL", "Korea, Republic of": "KR", "Russland": "RU",
    "Schweiz / CH": "CH", "Côte d'Ivoire": "CI", "Algérie": "DZ", "日本": "JP", "Georgia": "", "Bayern": "", "no": "NO",
    "Mexico City": "", "North Macedonia": "MK", "ROU": "RO", "Kuwait": "KW", "Namibia": "NA",
}  # fmt: skip


@pytest.mark.parametrize("text", COUNTRIES)
def test_a_country_is_known_in_any_writing_and_what_may_be_a_state_is_not_one(text):
    assert country_code(text) == COUNTRIES[text]
    assert tidy_country(tidy_country(text)) == tidy_country(text)


REGIONS = {
    ("Bayern", "DE"): "BY", ("NRW", "DE"): "NW", ("nsw", "AU"): "NSW", ("Calif.", "US"): "CA", ("D.C.", "US"): "DC",
    ("Québec", "CA"): "QC", ("Ontario", "US"): "Ontario", ("TX - Texas", "US"): "TX", ("US-TX", "US"): "TX",
    ("State of New York", "US"): "NY", ("DE", ""): "DE", ("London", "GB"): "London", ("Genève", "CH"): "GE",
}  # fmt: skip


@pytest.mark.parametrize("pair", REGIONS)
def test_a_region_becomes_its_code_only_where_its_country_has_it(pair):
    assert tidy_region(*pair) == REGIONS[pair]


POSTCODES = {
    ("2109", "US", "MA"): "02109", ("7030-1234", "US", "NJ"): "07030-1234", ("801", "US", "PR"): "00801",
    ("7870", "US", "TX"): "7870", ("1234", "US", ""): "1234", ("1067", "DE", ""): "01067", ("1010", "AT", ""): "1010",
    ("8001", "ES", ""): "08001", ("800", "AU", "NT"): "0800", ("123", "DE", ""): "123",
    ("k1a 0b1", "CA", "ON"): "k1a 0b1",
}  # fmt: skip


@pytest.mark.parametrize("given_", POSTCODES)
def test_a_zero_comes_back_only_where_it_is_certain_that_it_was_lost(given_):
    assert restore_postcode(*given_) == POSTCODES[given_]
    assert restore_postcode(POSTCODES[given_], *given_[1:]) == POSTCODES[given_]


PLACES = {
    "Austin, TX 78701, USA": ("Austin", "TX", "78701", "US"), "D-80331 München": ("München", "", "80331", "DE"),
    "80331 München": ("München", "", "80331", ""), "Toronto, ON M5V 2T6": ("Toronto", "ON", "M5V 2T6", ""),
    "London SW1A 1AA, UK": ("London", "", "SW1A 1AA", "GB"), "Sydney NSW 2000": ("Sydney", "NSW", "2000", ""),
    "Portland, OR, 97201, US": ("Portland", "OR", "97201", "US"), "Paris, France": ("Paris", "", "", "FR"),
    "München, Bayern, Deutschland": ("München", "Bayern", "", "DE"), "Paris, Texas": ("Paris", "Texas", "", ""),
    "Frankfurt, DE": ("Frankfurt, DE", "", "", ""), "12 Main St, Austin": ("12 Main St, Austin", "", "", ""),
    "Georgia": ("Georgia", "", "", ""), "St. Louis, MO 63101-1234": ("St. Louis", "MO", "63101-1234", ""),
}  # fmt: skip


@pytest.mark.parametrize("text", PLACES)
def test_a_place_in_one_cell_is_taken_apart_where_that_is_certain(text):
    assert astuple(split_location(text)) == PLACES[text]


@given(st.text(max_size=30))
def test_no_letter_of_a_place_is_lost(text):
    found = split_location(text)
    if not found.country:
        kept = "".join(sorted("".join(astuple(found)).casefold()))
        assert set(kept) >= {c for c in text.casefold() if c.isalnum() and c.isascii()} - set("-")


NAMES = {
    "John Smith Jr., MD": ("John", "Smith"), "Prof. Dr. Dr. h.c. Eva Braun": ("Eva", "Braun"),
    "Dipl.-Ing. Karl Maier": ("Karl", "Maier"), "María de la Cruz Gómez": ("María", "de la Cruz Gómez"),
    "ludwig van beethoven": ("Ludwig", "van Beethoven"), "O'NEILL, MARY-KATE": ("Mary-Kate", "O'Neill"),
    "JOHN MCDONALD": ("John", "McDonald"), "Иван Петров": ("Иван", "Петров"), "Mr & Mrs Jones": ("", "Jones"),
    "Ann Lee <ann@firm.example>": ("Ann", "Lee"), "ann@firm.example": ("", ""), "n/a": ("", ""), "Null": ("Null", ""),
    "Ann Lee, RN, BSN": ("Ann", "Lee"), 'Anna "Anni" Huber': ("Anna", "Huber"), "Jack Ma": ("Jack", "Ma"),
    "Kim Thi Do": ("Kim Thi", "Do"), "St. John, Ann": ("Ann", "St. John"), "Smith John": ("Smith", "John"),
}  # fmt: skip


@pytest.mark.parametrize("text", NAMES)
def test_a_name_is_split_without_titles_mail_and_degrees(text):
    assert split_name(text) == NAMES[text]


FORMS = [
    "GmbH & Co. KG", "S.A.R.L.", "S.p.A.", "B.V.", "A/S", "ApS", "Oy", "AB (publ)", "Sp. z o.o.",
    "s.r.o.", "a.s.", "Kft.", "S.A. de C.V.", "S. de R.L.", "Ltda.", "Pvt. Ltd.", "(Pty) Ltd", "Co., Ltd.",
    ", L.L.C.", "e.K.", "d.o.o.", "EOOD", "Lda", "Aktiengesellschaft", "Limited Liability Company",
]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_the_legal_form_behind_a_name_does_not_count(form):
    assert company_key(f"Acme {form}") == "acme"


@pytest.mark.parametrize("name", ["SAS Institute", "AS Roma", "NV Energy", "PC World", "EV Motors", "S.A. Brothers"])
def test_a_word_in_front_that_looks_like_a_legal_form_is_a_name(name):
    assert company_key(name) != company_key(name.split(" ", 1)[1])


DATES = {
    "1er mars 2026": "2026-03-01", "Nov 2, 26": "2026-11-02", "2nd of November 2026": "2026-11-02",
    "lundi 2 novembre 2026": "2026-11-02", "mar 2 2026": "2026-03-02", "2026-Nov-17": "2026-11-17",
    "Tue Nov 17 2026 10:00:00 GMT+0100 (CET)": "2026-11-17 10:00", "17.11.2026, 10.30 Uhr": "2026-11-17 10:30",
    "17/11/2026 10h30": "2026-11-17 10:30", "11/13/2026 9am": "2026-11-13 09:00", "2026年11月17日": "2026-11-17",
    "11/13/2026 1:05:09 p. m.": "2026-11-13 13:05", "2026-11-02 12:30 AM": "2026-11-02 00:30",
    "2026-11-02 13:30 AM": "", "2026-02-30": "", "46027": "", "tomorrow": "", "2026-W47": "",
}  # fmt: skip


@pytest.mark.parametrize("text", DATES)
def test_a_date_is_read_in_many_writings_and_one_that_never_was_is_not(text):
    found = parse_date(text)
    assert ("" if found is None else f"{found:%Y-%m-%d %H:%M}".removesuffix(" 00:00")) == DATES[text]


def test_stamps_with_an_offset_are_told_in_the_zone_and_all_others_as_written():
    texts = ["2026-11-02T23:30:00Z", "2026-07-02 23:30 +00:00", "2026-11-02 23:30", "2026-11-02 23:30 EST"]
    days = [value.date().day for value in parse_dates(texts, "", find_zone("Europe/Berlin")).values if value]
    assert days == [3, 3, 2, 2]
    assert parse_dates(texts[:1]).values == (dt.datetime(2026, 11, 2, 23, 30),)


MONEY = {
    "$5-10k": (5000, "USD"), "10.000 €": (10000, "EUR"), "1,5 Mio. €": (1_500_000, "EUR"), "20 TEUR": (20000, "EUR"),
    "50k USD": (50000, "USD"), "USD50000": (50000, "USD"), "R$ 5.000": (5000, "BRL"), "none": (0, ""), "rien": (0, ""),
    "20k€": (20000, "EUR"), "1.5 million dollars": (1_500_000, "USD"), "10k/month": (10000, ""),
}  # fmt: skip


@pytest.mark.parametrize("text", MONEY)
def test_money_is_read_with_its_scale_and_currency(text):
    found = parse_money(text)
    assert found is not None
    assert (float(found.amount), found.currency) == MONEY[text]


@pytest.mark.parametrize("text", ["60 % discount", "60% off", "Q3 2027", "in 6 months", "415-555-0132", "tbd", "yes"])
def test_shares_times_and_phone_numbers_are_no_money(text):
    assert amounts(text) == ()
