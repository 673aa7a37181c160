"""When somebody plans to buy: phrases and dates to a first and a last day."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from leadbook.fields.text import fold
from leadbook.fields.when import month_number, parse_date

_NOW = re.compile(
    r"\b(asap|as soon as possible|immediate\w*|right away|urgent\w*|now|today|at once|sofort|umgehend|dringend"
    r"|schnellstmoglich"
    r"|so schnell wie moglich|tout de suite|immediatement|des que possible|urgente?|inmediat\w*|cuanto antes|ya"
    r"|ready to move)\b"
)
_NEVER = re.compile(
    r"\b(no plans?|not now|never|just looking|just browsing|no time|not planned|no date|"
    r"kein\w* (plan\w*|bedarf)|nicht geplant"
    r"|pas de projet|aucun projet|sin planes|no (immediate )?need|only researching|just researching)\b"
)
_UNITS = {
    "day": 1, "tag": 1, "jour": 1, "dia": 1, "week": 7, "woche": 7, "semaine": 7, "semana": 7, "month": 30, "monat": 30,
    "mois": 30, "mes": 30, "quarter": 91, "quartal": 91, "trimestre": 91, "year": 365, "jahr": 365, "an": 365,
    "ano": 365,
}  # fmt: skip
_UNIT = (
    r"(days?|tag\w*|jours?|dias?|weeks?|woche\w*|semaines?|semanas?|months?|monat\w*|mois|mes(?:es)?|"
    r"quarters?|quartal\w*|trimestres?|years?|jahr\w*|ans?|anos?)"
)
_RANGE = re.compile(rf"(\d+) (?:to |bis |a |und |and )?(\d+) {_UNIT}\b")
_WITHIN = re.compile(rf"(\d+) {_UNIT}\b")
_PERIOD = re.compile(
    r"\b(this|next|dieses?|diesen|nachste[nrs]?|kommende[nrs]?|ce|cette|prochaine?|este|esta|proximo|proxima) "
    + _UNIT
    + r"\b|"
    + _UNIT
    + r" (prochaine?|proximo|proxima)\b"
)
_QUARTER = re.compile(r"\b(?:q([1-4])|([1-4])(?:st|nd|rd|th|er|e)? (?:quarter|quartal|trimestre))(?: (\d{4}))?\b")
_YEAR = re.compile(r"\b(20\d\d)\b")
_NEXT = ("next", "nachst", "kommend", "prochain", "proxim")


@dataclass(frozen=True, slots=True)
class Timeframe:
    """First and last day of the time in which somebody plans to buy; without days when they said never or not now."""

    first: dt.date | None
    last: dt.date | None


def parse_timeframe(text: str, asked: dt.date) -> Timeframe | None:
    """When they plan to buy, None when the words do not tell.

    Args:
        text: their words, in English, German, French or Spanish, or a date.
        asked: the day they said it.

    >>> day = dt.date(2026, 11, 20)
    >>> [parse_timeframe(t, day).last.isoformat() for t in ("ASAP", "0-3 months", "Q1 2027", "this year")]
    ['2026-12-20', '2027-02-18', '2027-03-31', '2026-12-31']
    >>> [parse_timeframe(t, day).last.isoformat() for t in ("by end of January", "next quarter", "2027-02-01")]
    ['2027-01-31', '2027-03-31', '2027-02-01']
    >>> parse_timeframe("just looking", day).last, parse_timeframe("when the roof is done", day)
    (None, None)
    """
    exact = parse_date(text)
    if exact is not None:
        return Timeframe(asked, max(exact.date(), asked))
    key = fold(text)
    if not key:
        return None
    if _NEVER.search(key):
        return Timeframe(None, None)
    return (
        _counted(key, asked)
        or _named(key, asked)
        or (Timeframe(asked, asked + dt.timedelta(days=30)) if _NOW.search(key) else None)
    )


def _counted(key: str, asked: dt.date) -> Timeframe | None:
    """“0-3 months”, “within 6 weeks”."""
    match = _RANGE.search(key)
    if match:
        days = _unit(match.group(3))
        first, last = sorted((int(match.group(1)), int(match.group(2))))
        return _span(asked, min(first * days, 36500), min(last * days, 36500))
    match = _WITHIN.search(key)
    if match:
        days = min(int(match.group(1)) * _unit(match.group(2)), 36500)
        late = re.search(r"\b(more than|over|after|uber|mehr als|plus de|mas de)\b", key)
        return _span(asked, days, days + 180) if late else _span(asked, 0, days)
    return None


def _named(key: str, asked: dt.date) -> Timeframe | None:
    """Quarters, months, years, and this or next of them."""
    match = _QUARTER.search(key)
    if match:
        quarter = int(match.group(1) or match.group(2))
        return _quarter(int(match.group(3)) if match.group(3) else None, quarter, asked)
    match = _PERIOD.search(key)
    if match:
        following = any(word.startswith(_NEXT) for word in match.group().split())
        return _period(_unit(match.group(2) or match.group(3)), following, asked)
    if re.search(
        r"\b(end of (the )?year|year end|jahresende|ende des jahres|fin d annee|fin de ano|before christmas)\b", key
    ):
        return Timeframe(asked, dt.date(asked.year, 12, 31))
    month = next((number for word in key.split() if len(word) > 2 and (number := month_number(word))), 0)
    year = _YEAR.search(key)
    if month:
        chosen = int(year.group(1)) if year else asked.year + (month < asked.month)
        return Timeframe(max(asked, dt.date(chosen, month, 1)), _month_end(chosen, month))
    if year and int(year.group(1)) >= asked.year:
        return Timeframe(max(asked, dt.date(int(year.group(1)), 1, 1)), dt.date(int(year.group(1)), 12, 31))
    return None


def _unit(word: str) -> int:
    """Days of a unit of time."""
    return next(
        (days for name, days in sorted(_UNITS.items(), key=lambda pair: -len(pair[0])) if word.startswith(name)), 30
    )


def _span(asked: dt.date, first: int, last: int) -> Timeframe:
    """Days counted from the day they said it."""
    return Timeframe(asked + dt.timedelta(days=first), asked + dt.timedelta(days=last))


def _quarter(year: int | None, quarter: int, asked: dt.date) -> Timeframe:
    """A quarter; without a year the next one of that number that is not over."""
    end = quarter * 3
    chosen = year if year is not None else asked.year + (end < asked.month)
    return Timeframe(max(asked, dt.date(chosen, end - 2, 1)), max(asked, _month_end(chosen, end)))


def _period(days: int, following: bool, asked: dt.date) -> Timeframe:
    """This or next week, month, quarter or year."""
    if days <= 7:
        return _span(asked, 0, 14 if following else 7)
    if days == 30:
        ahead = asked.month - 1 + following
        year, month = asked.year + ahead // 12, ahead % 12 + 1
        return Timeframe(max(asked, dt.date(year, month, 1)), _month_end(year, month))
    if days == 91:
        ahead = (asked.month - 1) // 3 + following
        return _quarter(asked.year + ahead // 4, ahead % 4 + 1, asked)
    year = asked.year + following
    return Timeframe(max(asked, dt.date(year, 1, 1)), dt.date(year, 12, 31))


def _month_end(year: int, month: int) -> dt.date:
    """Last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])
