"""Kinds of values: tests for one cell, and the share of a column that passes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from leadbook.fields.company import company_key
from leadbook.fields.email import find_emails
from leadbook.fields.phone import looks_like_phone
from leadbook.fields.place import country_code
from leadbook.fields.regions import REGIONS
from leadbook.fields.text import NO_WORDS, YES_WORDS, fold, tidy
from leadbook.fields.when import is_dateish
from leadbook.intake.columns.given_names import GIVEN_NAMES
from leadbook.intake.columns.synonyms import word_list

_LINK = re.compile(r"(?:https?://|www\.)\S+|(?:[a-z0-9-]+\.)+(?:com|org|net|io|de|fr|uk|eu|ch|at|it|es|pl|nl|se|example)/?",
                   re.IGNORECASE)  # fmt: skip
_PROFILE = re.compile(r"(?:linkedin|facebook|twitter|instagram|xing|youtube)\.|\.(?:jpe?g|png|gif|pdf)$", re.IGNORECASE)
_POSTCODE = re.compile(
    r"\d{5}(?:-\d{3,4})?|\d{4}(?:\s?[A-Z]{2})?|\d{2}-\d{3}|\d{3} \d{2}|\d{3}-\d{4}|\d{6}|"
    r"[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}"
)
_DECIMAL = re.compile(r"[+-]?\d+[.,]\d{2,}")
_MARKED = re.compile(
    r"(?:\+|00)[1-9][\d\s().\-/]{6,}.*|\(0?\d{2,5}\).*|0\d+[\s/-].*|\(?[2-9]\d\d\)?[ .-]\d{3}[ .-]\d{4}.*"
)
_LEGAL_MARK = re.compile(
    r"\b(?:inc|llc|ltd|limited|corp|corporation|gmbh|mbh|ag|kg|s\.?a\.?r\.?l|sas|s\.?r\.?l|s\.?p\.?a|s\.?l|b\.?v|n\.?v|"
    r"plc|oy|oyj|aps|a/s|sp\. ?z ?o\.? ?o|s\.?r\.?o|a\.?s|ltda|pty|pvt|co|group|holding|company|hospital|clinic|klinik|"
    r"university|institute|solutions|systems|technologies|industries|partners|associates|bank|ооо|ао|ип)\b\.?|公司|会社|企业",
    re.IGNORECASE,
)


def share(values: Sequence[str], test: Callable[[str], bool]) -> float:
    """The share of values that pass a test."""
    return sum(1 for value in values if test(value)) / len(values) if values else 0.0


def is_mail(value: str) -> bool:
    """Whether an address stands in a cell."""
    return "@" in value and bool(find_emails(value))


def is_marked_phone(value: str) -> bool:
    """A number written as people write phones, not just any long number.

    >>> [is_marked_phone(t) for t in ("+49 30 5550101", "(415) 555-0101", "415.555.0101", "-122.419416", "4155550101")]
    [True, True, True, False, False]
    """
    plain = value.strip()
    return looks_like_phone(plain) and bool(_MARKED.fullmatch(plain)) and not _DECIMAL.fullmatch(plain)


def is_phone(value: str) -> bool:
    """A number with the marks or the length of a phone."""
    return is_marked_phone(value) or is_long_number(value)


def is_long_number(value: str) -> bool:
    """Nine to thirteen digits, whatever they are."""
    plain = value.strip().lstrip("+")
    return plain.isdigit() and 9 <= len(plain) <= 13


def has_number(value: str) -> bool:
    """Whether a cell could be a number to call, also one that a spreadsheet spoiled."""
    return sum(c.isdigit() for c in value) >= 5 or bool(re.search(r"\d[eE]\+?\d", value))


def is_link(value: str) -> bool:
    """Whether a cell is the address of a web site, not of somebody's profile or of a picture."""
    return "@" not in value and bool(_LINK.fullmatch(value.strip())) and not _PROFILE.search(value)


def is_yes_no(value: str) -> bool:
    """Whether a cell only answers a question."""
    return fold(value) in YES_WORDS | NO_WORDS


def is_number(value: str) -> bool:
    """Whether a cell is an amount, a count or a code of digits."""
    return bool(re.fullmatch(r"[+-]?[\d.,\s]*\d[\d.,\s]*[%€$£]?", value.strip()))


def is_date(value: str) -> bool:
    """Whether a cell is a date."""
    return any(c.isdigit() for c in value) and is_dateish(value)


def is_postcode(value: str) -> bool:
    """Whether a cell has the form of a postcode."""
    return bool(_POSTCODE.fullmatch(tidy(value).upper().lstrip("〒")))


def is_country(value: str) -> bool:
    """Whether a cell is the name of a country; codes are not counted, because they are those of regions too."""
    return len(value.strip()) > 3 and bool(country_code(value))


def is_region(value: str) -> bool:
    """Whether a cell is a state, province or canton by its code or its name."""
    return any(fold(value) in names for names in REGIONS.values())


def is_state_word(value: str) -> bool:
    """Whether a cell tells how far somebody is."""
    return fold(value) in word_list("states")


def is_trade(value: str) -> bool:
    """Whether a cell is a line of business."""
    return fold(value) in word_list("trades")


def is_honorific(value: str) -> bool:
    """Whether a cell is a form of address."""
    return fold(value) in word_list("honorifics")


def is_job(value: str) -> bool:
    """Whether a cell names what somebody does at work."""
    words = fold(value).split()
    return len(words) <= 6 and any(word in word_list("jobs") for word in words)


def is_street(value: str) -> bool:
    """Whether a cell is a street with its number."""
    return bool(re.search(r"\d", value)) and any(
        word in word_list("streets") or word.endswith(("strasse", "str", "weg", "straat", "gatan", "platz", "gasse"))
        for word in fold(value).split()
    )


def is_company(value: str) -> bool:
    """Whether a cell has what names of companies have and names of people have not."""
    if not _LEGAL_MARK.search(value) or len(value.split()) > 9 or not company_key(value):
        return False
    inside = re.search(r"\((.+)\)", value)  # “Acme Corp (Ann Lee)” names somebody
    return not inside or not is_person(inside[1])


@lru_cache(maxsize=4096)
def is_person(value: str) -> bool:
    """Whether a cell is a given name with a family name, in whatever order.

    >>> is_person("Ana Silva"), is_person("Schmidt, Peter"), is_person("New York"), is_person("Acme Inc")
    (True, True, False, False)
    """
    words = [word for word in fold(value).split() if not is_honorific(word)]
    if not 2 <= len(words) <= 5 or any(c.isdigit() for c in value) or is_company(value):
        return False
    return words[0] in GIVEN_NAMES or ("," in value and words[-1] in GIVEN_NAMES)


def is_given_name(value: str) -> bool:
    """Whether a cell is one of the common given names."""
    words = fold(value).split()
    return 1 <= len(words) <= 2 and words[0] in GIVEN_NAMES


def is_one_word(value: str) -> bool:
    """Whether a cell could be a part of a name: one or two words of letters, the first with a capital."""
    words = value.split()
    return len(words) <= 2 and all(word.replace("-", "").replace("'", "").isalpha() for word in words) and (
        value[:1].isupper() or not value.isascii()
    )
