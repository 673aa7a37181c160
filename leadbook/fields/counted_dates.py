"""Dates as numbers: days as a spreadsheet counts them, seconds and milliseconds since 1970."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection

from leadbook.fields.text import is_blank_word

_NUMBER = re.compile(r"\d{5}(?:[.,]\d+)?|\d{10}(?:\.\d+)?|\d{13}")
_DIGITS = re.compile(r"\d[\d.,]*")
_ZERO_DAY = dt.datetime(1899, 12, 30)
"""Day 0 of the 1900 date system, for days from March 1900 on (ECMA-376 part 1, 18.17.4.1)."""
_FIRST_YEAR, _LAST_YEAR = 1995, 2060
"""Years in which the day of an inquiry can lie."""


def read_numbers(texts: Collection[str]) -> dict[str, dt.datetime]:
    """Text → stamp, when all texts of a column that are bare numbers are dates counted in the same way; else empty.

    Seconds and milliseconds are counted in UTC; days have no zone. Numbers such as 20260305 are no counts.

    Args:
        texts: different texts of one column whose name says that it holds dates.

    >>> [str(day) for day in read_numbers(["46023", "46024.5"]).values()]
    ['2026-01-01 00:00:00', '2026-01-02 12:00:00']
    >>> [str(day) for day in read_numbers(["1767225600"]).values()]
    ['2026-01-01 00:00:00+00:00']
    >>> read_numbers(["46023", "7"]), read_numbers(["12345"])
    ({}, {})
    """
    bare = [text for text in texts if not is_blank_word(text) and _DIGITS.fullmatch(text) and not _is_written(text)]
    lengths = {len(re.split("[.,]", text)[0]) for text in bare}
    if len(lengths) != 1 or not all(_NUMBER.fullmatch(text) for text in bare):
        return {}
    made = {text: _counted(text) for text in bare}
    fit = all(_FIRST_YEAR <= stamp.year <= _LAST_YEAR for stamp in made.values())
    return made if fit else {}


def _is_written(text: str) -> bool:
    """Whether a number is a date written without marks (20260305) or with dots (5.3.2026)."""
    return bool(re.fullmatch(r"(?:19|20)\d{6}(?:\d{4}|\d{6})?", text)) or text.count(".") == 2


def _counted(text: str) -> dt.datetime:
    """The stamp of one number."""
    number = float(text.replace(",", "."))
    if number < 100_000:
        return _ZERO_DAY + dt.timedelta(seconds=round(number * 86_400))
    seconds = number / 1000 if number > 1e11 else number
    return dt.datetime.fromtimestamp(0, dt.UTC) + dt.timedelta(seconds=round(seconds))
