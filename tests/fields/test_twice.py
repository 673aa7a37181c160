"""What a field returns, given back to it, stays as it is: cleaning twice changes nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadbook.fields.company import company_key, tidy_company
from leadbook.fields.email import check_email
from leadbook.fields.person import tidy_name
from leadbook.fields.phone import check_phone
from leadbook.fields.place import tidy_country, tidy_region
from leadbook.fields.text import fold, tidy
from leadbook.fields.title import tidy_title

WORDS = st.sampled_from([
    "GmbH", "Dr.", "van der", "O'NEIL", "n/a", "Inc.", "The", "SAS", "mailto:", "info@x.example", "+1 415-555-0132",
    "(415) 555-0132 x5", "4.155550132E+09", "CEO", "Germany", "ca", "–", "\u00a0", "ß", "İ", "PhD", "Smith, Ann",
])  # fmt: skip
TEXTS = st.one_of(st.text(max_size=30), st.lists(WORDS, max_size=4).map(" ".join))
TIDIED = {
    "tidy": tidy, "fold": fold, "name": tidy_name, "company": tidy_company, "company key": company_key,
    "title": tidy_title, "country": tidy_country, "region": lambda text: tidy_region(text, "US"),
    "email": lambda text: check_email(text).value or text,
    "phone": lambda text: check_phone(text, "US").value or text,
}  # fmt: skip


@pytest.mark.parametrize("name", TIDIED)
@given(text=TEXTS)
def test_tidying_twice_is_tidying_once(name, text):
    once = TIDIED[name](text)
    assert TIDIED[name](once) == once


@given(text=TEXTS.filter(lambda text: any(c.isalnum() for c in text)))
def test_a_company_key_is_empty_only_where_nothing_can_be_read(text):
    assert company_key(text) or not fold(text)


@given(text=TEXTS)
def test_a_suggested_address_or_number_checks_itself(text):
    for check in (check_email, lambda value: check_phone(value, "US")):
        suggestion = check(text).suggestion
        assert not suggestion or check(suggestion).problem in ("", "domain_typo", "placeholder")
