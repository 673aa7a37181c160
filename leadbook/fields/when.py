"""Dates as text: ISO first, then one day/month order for the whole file, decided from all its values."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from leadbook.fields.counted_dates import read_numbers
from leadbook.fields.month_names import WEEKDAYS, month_number
from leadbook.fields.text import fold, is_blank_word, tidy
from leadbook.fields.zone import local, offset

_CLOCK = (
    r"(?:[T ,]+(?:(?:at|um|a|à|klo|kl)\s+)?(\d{1,2})(?:[:h.](\d{2})(?::(\d{2})(?:[.,]\d+)?)?|(?=\s*[AaPp]\.?\s?[Mm]))"
    r"\s*(?:([AaPp])\.?\s?[Mm]\b\.?|Uhr)?)?"
)
_ZONE = r"\s*((?:UTC|GMT)?[+-]\d{2}(?::?\d{2})?|Z|UTC|GMT|[A-Z]{3,4}|[A-Z][a-z]+/[A-Za-z_]+)?(?:\s*\([^)]*\))?"
_ISO = re.compile(rf"^(\d{{4}})(?:[-/.]|\. )(\d{{1,2}})(?:[-/.]|\. )(\d{{1,2}})\.?{_CLOCK}{_ZONE}$")
_COMPACT = re.compile(
    r"^((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[T ]?([01]\d|2[0-3])([0-5]\d)([0-5]\d)?(Z)?)?$"
)
_NUMERIC = re.compile(rf"^(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_CLOCK}{_ZONE}$")
_DAY_FIRST = re.compile(
    rf"^(?:\w+,\s+)?(\d{{1,2}})(?:st|nd|rd|th|er|º|o|\.)?"
    rf"[\s\-/]+(?:de\s+|of\s+)?([^\W\d]+)\.?,?[\s\-/]+(?:de\s+|del\s+)?(\d{{4}}|'?\d{{2}}){_CLOCK}{_ZONE}$"
)
_MONTH_FIRST = re.compile(
    rf"^(?:\w+,\s+)?([^\W\d]+)\.?[\s\-]+(\d{{1,2}})(?:st|nd|rd|th)?,?[\s\-]+(\d{{4}}|'?\d{{2}}(?!:)){_CLOCK}{_ZONE}$"
)
_YEAR_FIRST = re.compile(rf"^(\d{{4}})[- /]([^\W\d]+)[- /](\d{{1,2}}){_CLOCK}{_ZONE}$")
_WEEKDAY = re.compile(r"^([^\W\d]+)(?:-feira)?\b\.?,?\s+(?=\S)")
_YEAR_LAST = re.compile(r"^([^\W\d]+ +\d{1,2}) +(\d{1,2}:\d\d(?::\d\d)?)(?: [A-Z]{3,4})? +((?:19|20)\d\d)$")
"""A stamp as the C library writes it: Mar 5 10:00:00 2026."""
_TIME_FIRST = re.compile(r"^(\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?),? +(?:on )?(\S.*\d{2,4}.*)$")
"""The time before the date: 10:30 05/13/2026."""
_EASTERN = re.compile(rf"^(\d{{4}})\s?[年년]\s?(\d{{1,2}})\s?[月월]\s?(\d{{1,2}})\s?[日일号](?:\s*\([^)]*\))?{_CLOCK}$")


_YEARS = range(15, 41)
"""Years of two digits in which people can have asked."""


@dataclass(frozen=True, slots=True)
class Dates:
    """What became of the dates of one file.

    Args:
        values: local stamps, None where there is none; as many as texts were given.
        order: "DMY" or "MDY" when one had to be used, else "".
        ambiguous: positions of texts that could be read both ways and were not read.
        failed: positions of filled texts that are no date.
        counted: whether numbers were read as dates, because the whole column is of that kind.
    """

    values: tuple[dt.datetime | None, ...]
    order: str = ""
    ambiguous: tuple[int, ...] = ()
    failed: tuple[int, ...] = ()
    counted: bool = False


def date_order(texts: Iterable[str]) -> str:
    """The order of day and month that all values of a file allow: "DMY", "MDY", or "" when they do not tell.

    >>> date_order(["01/02/2026", "13/02/2026"]), date_order(["01/02/2026", "03/04/2026"])
    ('DMY', '')
    >>> date_order(["13/02/2026", "02/13/2026"])
    ''
    """
    seen = date_orders(texts)
    return next(iter(seen)) if len(seen) == 1 else ""


def date_orders(texts: Iterable[str], *, dots: bool = True) -> frozenset[str]:
    """All orders of day and month that some value proves; `dots`: whether a dot proves that the day is first.

    >>> sorted(date_orders(["13/02/2026", "02/13/2026"])), sorted(date_orders(["1.2.2026"], dots=False))
    (['DMY', 'MDY'], [])
    """
    seen = set()
    for text in texts:
        match = _NUMERIC.match(_bare(text)) if text[:40].strip() else None
        if match is None or _is_year_first(match):
            continue
        first, mark, second = int(match.group(1)), match.group(2), int(match.group(3))
        if first > 12 >= second or (dots and mark == "." and second <= 12):
            seen.add("DMY")
        elif second > 12 >= first:
            seen.add("MDY")
    return frozenset(seen)


def parse_dates(texts: Sequence[str], order: str = "", zone: dt.tzinfo | None = None) -> Dates:
    """Read dates; `order` settles what the texts leave open, and only that. Stamps with an offset are told in `zone`.

    A date such as 03/04/2026 is read only when another value of `texts`, or `order`, tells which number is the day.
    With dots the day always stands first.

    >>> [d.date().isoformat() for d in parse_dates(["2026-11-02", "13/02/2026", "01/02/2026"]).values]
    ['2026-11-02', '2026-02-13', '2026-02-01']
    >>> parse_dates(["03/04/2026"]).ambiguous, parse_dates(["03/04/2026"], "MDY").values[0].month
    ((0,), 3)
    >>> parse_dates(["03/03/2026", "30.02.2026", "soon"]).failed
    (1, 2)
    >>> str(parse_dates(["2026-11-02T23:30:00Z"], "", dt.timezone(dt.timedelta(hours=1))).values[0])
    '2026-11-03 00:30:00'
    """
    found = date_order(texts)
    used = found or order
    cache: dict[str, dt.datetime | str | None] = {}
    counts = read_numbers({tidy(text) for text in texts})
    values: list[dt.datetime | None] = []
    ambiguous, failed = [], []
    for at, text in enumerate(texts):
        if text not in cache:
            cache[text] = counts.get(tidy(text)) or _parse(text, used)
        value = cache[text]
        values.append(local(value, zone) if isinstance(value, dt.datetime) else None)
        if value == "ambiguous":
            ambiguous.append(at)
        elif value == "failed":
            failed.append(at)
    return Dates(tuple(values), used, tuple(ambiguous), tuple(failed), bool(counts))


def parse_date(text: str, order: str = "") -> dt.datetime | None:
    """One date, None when it is none or can be read both ways.

    >>> [str(parse_date(t)) for t in ("May 13, 2026 2:05 PM", "13. November 2026", "2026-05-13T14:20:48+05:30")]
    ['2026-05-13 14:05:00', '2026-11-13 00:00:00', '2026-05-13 14:20:48']
    """
    value = _parse(text, order)
    return local(value, None) if isinstance(value, dt.datetime) else None


def is_ambiguous(text: str) -> bool:
    """Whether a date could be read with either number as the day.

    >>> is_ambiguous("03/04/2026"), is_ambiguous("03.04.2026"), is_ambiguous("13/04/2026"), is_ambiguous("03/03/2026")
    (True, False, False, False)
    """
    return _parse(text, "") == "ambiguous"


def is_dateish(text: str) -> bool:
    """Whether a text has the form of a date, readable or not.

    >>> [is_dateish(t) for t in ("03/04/2026", "2026-01-01 10:00", "4 Jul 2026", "555-0101", "Q1")]
    [True, True, True, False, False]
    """
    plain = tidy(text)
    return bool(_NUMERIC.match(plain)) or isinstance(_parse(plain, "DMY"), dt.datetime)


def _parse(text: str, order: str) -> dt.datetime | str | None:
    """A stamp, None for blank, "ambiguous" or "failed"."""
    plain = _bare(text)
    if is_blank_word(plain):
        return None
    match = _ISO.match(plain)
    if match:
        y, m, d, *clock = match.groups()
        return _stamp(int(y), int(m), int(d), clock)
    match = _EASTERN.match(plain)
    if match:
        return _stamp(int(match[1]), int(match[2]), int(match[3]), match.groups()[3:])
    match = _COMPACT.match(plain)
    if match:
        y, m, d, hour, minute, second, mark = match.groups()
        return _stamp(int(y), int(m), int(d), [hour, minute, second, None, mark])
    match = _NUMERIC.match(plain)
    if match:
        return _numeric(match, order)
    return _with_month(plain)


def _bare(text: str) -> str:
    """The text without the day of the week in front and the word for year behind."""
    plain = tidy(text)
    if not plain.isascii():
        plain = unicodedata.normalize("NFKC", plain)
    match = _WEEKDAY.match(plain)
    if match and fold(match[1]) in WEEKDAYS:
        plain = plain[match.end() :]
    plain = _YEAR_LAST.sub(r"\1, \3 \2", plain)
    plain = _TIME_FIRST.sub(r"\2 \1", plain)
    return re.sub(r"\s*(?:г\.?|года|r\.)$", "", plain)


def _with_month(plain: str) -> dt.datetime | str:
    """A stamp whose month is a word, in whatever place; "failed" when it is none."""
    for form, (y, m, d) in ((_DAY_FIRST, (3, 2, 1)), (_MONTH_FIRST, (3, 1, 2)), (_YEAR_FIRST, (1, 2, 3))):
        match = form.match(plain)
        if match and (month := month_number(match[m])):
            return _stamp(_year(match[y]), month, int(match[d]), match.groups()[3:])
    return "failed"


def _numeric(match: re.Match[str], order: str) -> dt.datetime | str:
    """A date of three numbers with the year last, or first and of two digits."""
    a, mark, b, y, *clock = match.groups()
    first, second = int(a), int(b)
    if _is_year_first(match):
        return _stamp(_year(a), second, int(y), clock)
    if first > 12 or mark == ".":
        return _stamp(_year(y), second, first, clock)
    if second > 12 or first == second:
        return _stamp(_year(y), first, second, clock)
    if order == "DMY":
        return _stamp(_year(y), second, first, clock)
    if order == "MDY":
        return _stamp(_year(y), first, second, clock)
    return "ambiguous"


def _is_year_first(match: re.Match[str]) -> bool:
    """Whether 26-03-05 begins with its year: the first number can be the year of an inquiry, the last cannot."""
    a, mark, _, y = match.groups()[:4]
    return mark == "-" and len(y) == 2 and int(a) in _YEARS and int(y) not in _YEARS and int(y) <= 31


def _year(text: str) -> int:
    """Two digits mean this century up to 69."""
    number = int(text.lstrip("'"))
    return number if number > 99 else number + (2000 if number < 70 else 1900)


def _stamp(year: int, month: int, day: int, clock: Sequence[str | None]) -> dt.datetime | str:
    """A stamp from its parts, with its offset when one is written; "failed" when there is no such day or time."""
    hour, minute, second, half, zone = (*clock, None, None, None, None, None)[:5]
    hours = int(hour or 0)
    if half and hours <= 12:
        hours = hours % 12 + (12 if half.lower() == "p" else 0)
    elif half and half.lower() == "a":
        return "failed"
    try:
        return dt.datetime(year, month, day, hours, int(minute or 0), int(second or 0), tzinfo=offset(zone or ""))
    except ValueError:
        return "failed"
