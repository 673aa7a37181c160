"""How soon somebody plans to buy, from their own words, in months from today."""

from __future__ import annotations

import datetime as dt

from leadbook.fields.text import word_set
from leadbook.fields.timeframe import parse_timeframe
from leadbook.rules.phrases import plain

NEVER_SAID = float("nan")
LATER = 24.0
"""Months for somebody who only looks around."""

_MONTH = 30.44
_UNDECIDED = word_set(
    "later|unsure|not sure|undecided|unknown|später|unklar|plus tard|más tarde|più tardi|no rush", "|"
)
_SOON = frozenset({"soon", "bald", "bientôt", "pronto", "presto", "binnenkort"})


def months_until(text: str, today: dt.date) -> float:
    """The latest time they named, in months from today; NaN when nothing was said that can be read.

    A time that is past counts as now; who only looks around is `LATER`, "soon" is three months.

    >>> round(months_until("1-3 months", dt.date(2026, 11, 22)), 1), months_until("not sure", dt.date(2026, 11, 22))
    (3.0, 24.0)
    >>> months_until("Q1 2027", dt.date(2026, 11, 22)) < 6 < months_until("next year", dt.date(2026, 11, 22))
    True
    """
    said = plain(text)
    if not said:
        return NEVER_SAID
    if said in _UNDECIDED:
        return LATER
    if said in _SOON:
        return 3.0
    found = parse_timeframe(text, today)
    if found is None:
        return NEVER_SAID
    return LATER if found.last is None else max(0.0, (found.last - today).days / _MONTH)
