"""What the values of a column tell about its meaning: they confirm a name, contradict it, or speak alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from leadbook.fields.email import find_emails
from leadbook.fields.phone import looks_like_phone
from leadbook.fields.text import fold
from leadbook.fields.when import is_dateish
from leadbook.intake.by_name import Guess
from leadbook.intake.synonyms import word_list

_VALUES = 0.9
"""How sure values make that speak alone: addresses with @ and numbers written as phones."""
_CONTRADICTED = 0.4


def share(values: Sequence[str], test: Callable[[str], bool]) -> float:
    """The share of values that pass a test."""
    return sum(1 for value in values if test(value)) / len(values) if values else 0.0


def weigh(guess: Guess, header: str, values: Sequence[str]) -> Guess:
    """The meaning of a column by its name, corrected by what stands in it.

    Args:
        guess: what the name tells.
        header: the name.
        values: filled cells of the column, without outer blanks.
    """
    if guess.closed or not values:
        return guess
    key, exact = guess.key, guess.exact
    mails = share(values, lambda value: bool(find_emails(value)))
    if key == "job_title" and share(values, lambda v: fold(v) in word_list("honorifics")) > 0.6:
        return Guess(None, 1.0, closed=True)
    if key in (None, "notes") and not exact and mails >= 0.6:
        return Guess("email", _VALUES, key)
    if mails >= 0.6 and key in ("full_name", "phone", "company") and share(values, looks_like_phone) < 0.5:
        return Guess("email", _VALUES, key) if key != "full_name" or mails > 0.9 else guess
    if key in ("email", "email2") and len(values) >= 3 and not any("@" in value for value in values):
        doubtful = not exact or share(values, looks_like_phone) >= 0.6
        return Guess(key, _CONTRADICTED, guess.rival) if doubtful else guess
    if key is None and len(values) >= 2 and not _is_id(header) and share(values, _plain_phone) >= 0.8:
        return Guess("phone", _VALUES)
    if key == "meeting_at" and share(values, is_dateish) < 0.5:
        return Guess(key, _CONTRADICTED)
    return guess


def _plain_phone(value: str) -> bool:
    """A number with the marks of a phone, not just any long number."""
    return looks_like_phone(value) and (value.strip().startswith("+") or any(mark in value for mark in "()- "))


def _is_id(header: str) -> bool:
    """Whether a name speaks of a number that is no phone."""
    return any(
        word in ("id", "number", "no", "nr", "code", "date", "time", "fax", "ip") for word in fold(header).split()
    )
