"""What the columns of a list mean: by their names in several languages, and by the values below them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from leadbook.intake.columns.by_name import by_name
from leadbook.intake.columns.by_values import weigh
from leadbook.intake.columns.settle import settle
from leadbook.intake.columns.synonyms import known_field

__all__ = ["SURE", "Mapped", "contact_fields", "known_field", "map_columns", "map_headers"]

_CONTACT_KEYS = frozenset({"first_name", "last_name", "full_name", "company", "email", "phone", "job_title"})
"""Fields that make a table a list of people."""



def contact_fields(names: Iterable[str]) -> frozenset[str]:
    """Fields by which headers name a person, a company, or a way to reach them.

    >>> sorted(contact_fields(["E-mail", "Firma", "Hall"]))
    ['company', 'email']
    """
    return _CONTACT_KEYS & {known_field(name) or "" for name in names}


SURE = 0.6
"""From this confidence on a column is taken for its field; below it a person is asked."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a column was found to be.

    Args:
        key: one of `leadbook.schema.fields.FIELD_KEYS`, or "full_name"; None for a column that fits no field.
        confidence: how much speaks for `key`, 0 to 1. 1: the name is known and nothing contradicts it. 0.9: the name
            is known without words that add nothing, or the values speak for themselves (addresses with @). 0.8: the
            name is a question, or a part of it is known. 0.7: one slip away from a known name. Below `SURE`:
            the values contradict the name, or only one of the two hints at the field.
        rival: the other field it could be, None when there is none.
    """

    key: str | None
    confidence: float
    rival: str | None = None


def map_columns(headers: Sequence[str], sample_rows: Sequence[Sequence[str]]) -> list[Mapped]:
    """The meaning of each column, however unsure.

    A second address or number becomes email2 or phone2; other fields may be named by several columns, of which the
    first filled cell counts.

    Args:
        headers: names of the columns in file order.
        sample_rows: some rows of the file, cells in the same order.

    >>> map_columns(["E-Mail", "Farbe"], [["ana@acme.example", "blau"]])
    [Mapped(key='email', confidence=1.0, rival=None), Mapped(key=None, confidence=0.0, rival=None)]
    """
    columns = [
        [row[at].strip() for row in sample_rows if at < len(row) and row[at].strip()] for at in range(len(headers))
    ]
    guesses = [weigh(by_name(header), header, values) for header, values in zip(headers, columns, strict=True)]
    return [Mapped(guess.key, guess.confidence, guess.rival) for guess in settle(guesses, headers, columns)]


def map_headers(headers: Sequence[str], sample_rows: Sequence[Sequence[str]]) -> list[str | None]:
    """Field key of each column, None for a column that fits no field or not surely enough (it is an extra answer).

    Args:
        headers: names of the columns in file order.
        sample_rows: some rows of the file, cells in the same order.

    Returns:
        One key of `leadbook.schema.fields.FIELD_KEYS`, or "full_name", or None for each header.
    """
    return [mapped.key if mapped.confidence >= SURE else None for mapped in map_columns(headers, sample_rows)]
