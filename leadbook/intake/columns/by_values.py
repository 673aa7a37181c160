"""What the values of a column tell about its meaning: they confirm a name, contradict it, or speak alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from leadbook.fields.place import country_code
from leadbook.fields.text import fold, is_blank_word
from leadbook.intake.columns import kinds
from leadbook.intake.columns.by_name import Guess
from leadbook.intake.columns.kinds import share
from leadbook.intake.columns.synonyms import header_words, squeeze

_SPEAKING, _LIKELY, _FAIR, _DOUBTFUL = 0.9, 0.8, 0.75, 0.4
"""How sure values make: addresses with @; what a vague name leaves open; a kind in a column without a name; a hint."""
_UNNAMED_KIND = 0.62
"""How sure a kind of values makes under a name that is not known: more than a hint, less than any known name."""

_NO_NAME = re.compile(r"(?:column|col|unnamed|field|spalte|feld|colonne|columna|coluna|kolumna|kolom|f|c|var|x)?\W*\d*")
_CALLING = re.compile(r"\+?\d{1,4}")
_SHIRTS = frozenset(["xs", "s", "m", "l", "xl", "xxl", "xxxl", "2xl", "3xl"])
_SIZES = re.compile(r"\d|small|medium|mid|large|smb|sme|enterprise|startup|micro|solo|kmu|pme|klein|gro")
_COUNTRY_OR_REGION = frozenset({"kraj", "land", "stato", "estado", "staat"})
_WORDS = frozenset({"first_name", "last_name", "full_name", "company", "city", "country", "job_title"})
_NO_ANSWERS = _WORDS | {"email", "email2", "phone", "phone2", "website", "postal_code", "address"}
"""Fields that are never told by yes and no."""
_DATES = frozenset({"created_at", "hand_date", "meeting_at"})


def weigh(guess: Guess, header: str, values: Sequence[str]) -> Guess:
    """The meaning of a column by its name, corrected by what stands in it.

    Args:
        guess: what the name tells.
        header: the name.
        values: filled cells of the column, without outer blanks.
    """
    filled = [value for value in values if not is_blank_word(value) or fold(value) in ("no", "x")]
    if guess.closed or not filled:
        return guess
    if guess.key is None:
        alone = _alone(header, filled)
        return replace(alone, by_values=True) if alone else guess
    found = _other_kind(guess, filled) or _vague(guess, header, filled) or _contradicted(guess, filled)
    return found or _confirmed(guess, filled)


def has_no_name(header: str) -> bool:
    """Whether a column was left without a name, or got one from a program that read the file before.

    >>> [has_no_name(name) for name in ("", "Column 3", "Unnamed: 3", "F2", "Fax", "2")]
    [True, True, True, True, False, True]
    """
    return bool(_NO_NAME.fullmatch(header.strip().lower()))


def _other_kind(guess: Guess, values: Sequence[str]) -> Guess | None:
    """Addresses, numbers, links and forms of address under the name of something else."""
    key = guess.key
    mails = share(values, kinds.is_mail)
    if mails >= 0.6 and key in ("notes", "phone", "company", "address", "website", "city", "first_name", "last_name"):
        only = share(values, lambda value: kinds.is_mail(value) and " " not in value) > 0.9
        if (key == "notes" and guess.exact and not only) or (key == "phone" and share(values, kinds.has_number) > 0.5):
            return None
        return Guess("email", _SPEAKING, key)
    if mails > 0.9 and key == "full_name":
        return Guess("email", _SPEAKING, key)
    numbers = share(values, kinds.is_marked_phone) >= 0.8 or share(values, kinds.is_long_number) >= 0.9
    if key in ("full_name", "company", "city", "region") and len(values) > 1 and numbers:
        return Guess("phone", _LIKELY, key)
    if key in ("address", "company", "full_name", "email", "city") and share(values, kinds.is_link) >= 0.8:
        return Guess("website", _LIKELY, key)
    if key in ("job_title", "full_name") and share(values, kinds.is_honorific) > 0.6:
        return Guess(None, 1.0, key, closed=True)
    return None


def _vague(guess: Guess, header: str, values: Sequence[str]) -> Guess | None:
    """Names that stand for several fields: their values decide."""
    key = guess.key
    people = share(values, kinds.is_person)
    if key == "full_name" and share(values, kinds.is_company) >= 0.4 and people < 0.3:
        return Guess("company", _LIKELY, key)
    if key == "company":
        if share(values, kinds.is_trade) >= 0.7:
            return Guess("industry", _FAIR, key)
        if people >= 0.7 and squeeze(header) in ("account", "accountname") and not any(map(kinds.is_company, values)):
            return Guess("full_name", _LIKELY, key)
    if key in ("region", "country") and share(values, kinds.is_state_word) >= 0.6:
        return Guess("status", _LIKELY, key)
    if key == "region" and share(values, kinds.is_country) >= 0.7 and share(values, kinds.is_region) < 0.3:
        return Guess("country", _FAIR, key)
    if key == "country":
        if share(values, lambda value: bool(_CALLING.fullmatch(value))) >= 0.8:
            return Guess(None, 1.0, key, closed=True)  # calling codes: they are put before the numbers
        if squeeze(header) in _COUNTRY_OR_REGION and share(values, lambda v: bool(country_code(v))) < 0.3:
            return Guess("region", _LIKELY, key)
    if key == "city":
        if share(values, kinds.is_country) >= 0.8 and squeeze(header) in ("location", "place", "standort", "sitz"):
            return Guess("country", _FAIR, key)
        if share(values, kinds.is_street) >= 0.6:
            return Guess("address", _LIKELY, key)
    return None


def _contradicted(guess: Guess, values: Sequence[str]) -> Guess | None:
    """A name that the values deny: kept as a question."""
    key, doubt = guess.key, replace(guess, confidence=_DOUBTFUL)
    if key in _NO_ANSWERS and share(values, kinds.is_yes_no) >= 0.8:
        return doubt
    if key in _WORDS and (share(values, kinds.is_number) >= 0.8 or share(values, kinds.is_date) >= 0.8):
        return doubt
    if key in ("email", "email2") and len(values) >= 3 and not any("@" in value for value in values):
        return doubt if not guess.exact or share(values, kinds.has_number) >= 0.6 else None
    if key in ("phone", "phone2") and len(values) > 1:
        return doubt if share(values, kinds.has_number) < 0.2 or share(values, kinds.is_date) >= 0.8 else None
    if key in _DATES:
        least, test = (0.5, kinds.is_date) if key == "meeting_at" or not guess.exact else (0.3, _has_digit)
        return doubt if share(values, test) < least else None
    if key == "postal_code" and len(values) > 1:
        return doubt if share(values, _has_digit) < 0.3 else None
    if key == "employees":
        sizes = [value.lower() for value in values]
        none = share(sizes, lambda v: bool(_SIZES.search(v))) < 0.3 or share(sizes, _SHIRTS.__contains__) >= 0.8
        return doubt if none else None
    if key == "website" and len(values) > 1:
        return doubt if not any("." in value for value in values) else None
    return None


def _confirmed(guess: Guess, values: Sequence[str]) -> Guess:
    """A name that only hints at its field: believed when the values are of that kind, dropped when they cannot be."""
    tests: dict[str, Callable[[str], bool]] = {
        "email": kinds.is_mail, "phone": kinds.is_phone, "company": kinds.is_company, "country": kinds.is_country,
        "website": kinds.is_link, "full_name": kinds.is_person, "first_name": kinds.is_given_name,
        "job_title": kinds.is_job,
    }  # fmt: skip
    test = tests.get(guess.key or "")
    if guess.key == "notes" and guess.confidence < _UNNAMED_KIND:
        is_text = not any(share(values, test) >= 0.5 for test in (kinds.is_number, kinds.is_yes_no, kinds.is_date))
        return replace(guess, confidence=_UNNAMED_KIND) if is_text else guess
    if guess.confidence >= _UNNAMED_KIND or test is None:
        return guess
    if share(values, test) >= 0.5:
        return replace(guess, confidence=_FAIR)
    return Guess(None, 0.0, guess.key) if guess.key in ("email", "phone", "website") else guess


def _has_digit(value: str) -> bool:
    """Whether a digit stands in a cell."""
    return any(c.isdigit() for c in value)


_KINDS: tuple[tuple[str, Callable[[str], bool], float], ...] = (
    ("website", kinds.is_link, 0.8), ("country", kinds.is_country, 0.8), ("full_name", kinds.is_person, 0.6),
    ("company", kinds.is_company, 0.5),
)  # fmt: skip
"""Kinds of values that tell their field under any name, and the share from which on."""
_QUIET_KINDS: tuple[tuple[str, Callable[[str], bool], float, float], ...] = (
    ("first_name", kinds.is_given_name, 0.6, 0.7), ("job_title", kinds.is_job, 0.6, 0.7),
    ("address", kinds.is_street, 0.6, 0.7), ("created_at", kinds.is_date, 0.8, _DOUBTFUL),
    ("status", kinds.is_state_word, 0.8, _DOUBTFUL), ("postal_code", kinds.is_postcode, 0.9, _DOUBTFUL),
    ("region", kinds.is_region, 0.9, _DOUBTFUL), ("phone", kinds.is_long_number, 0.9, _DOUBTFUL),
)  # fmt: skip
"""Kinds that tell something only where a column has no name, the share, and how sure they make."""


def _alone(header: str, values: Sequence[str]) -> Guess | None:
    """What values tell where the name tells nothing."""
    unnamed = has_no_name(header)
    if share(values, kinds.is_mail) >= 0.6:
        return Guess("email", _SPEAKING)
    if len(values) < 2:
        return None
    could_be = not _is_id(header) or squeeze(header) in ("number", "nummer", "numero", "no", "nr")
    if could_be and share(values, kinds.is_marked_phone) >= 0.8 and share(values, kinds.is_postcode) <= 0.5:
        return Guess("phone", _SPEAKING)
    for key, test, least in _KINDS:
        if share(values, test) >= least:
            return Guess(key, _FAIR if unnamed else _UNNAMED_KIND)
    for key, test, least, sure in _QUIET_KINDS if unnamed else ():
        if share(values, test) >= least:
            return Guess(key, sure)
    return None


def _is_id(header: str) -> bool:
    """Whether a name speaks of a number that is no phone."""
    return any(word in ("id", "number", "code", "date", "time", "fax", "ip") for word in header_words(header))
