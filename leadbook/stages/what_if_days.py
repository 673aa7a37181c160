"""The days of an absence as a manager types them: “1–14 Dec”, “1 Dec to 3 Jan”, “2026-12-01 to 2026-12-14”, “1 Dec”."""

from __future__ import annotations

import datetime as dt
import re

from leadbook.fields.month_names import month_number
from leadbook.fields.when import parse_date

_ISO = r"\d{4}-\d{1,2}-\d{1,2}"
_TO = r"(?:–|—|-|/|\bto\b|\buntil\b|\btill\b|\bthrough\b)"
_BETWEEN = re.compile(rf"(?:(?<!\d)({_ISO})|(.+?))\s*{_TO}\s*({_ISO}|.+)", re.I)
_DAY = re.compile(r"(\d{1,2})\.?\s*([^\W\d]+)?\.?\s*(\d{4})?", re.I)
_MONTH_FIRST = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2})(?:,?\s*(\d{4}))?", re.I)


def days_of(text: str, today: dt.date) -> tuple[dt.date | None, dt.date | None]:
    """First and last day; the year is the one in which the last day is not over yet. (None, None): not understood.

    >>> days_of("1–14 Dec", dt.date(2026, 11, 23))
    (datetime.date(2026, 12, 1), datetime.date(2026, 12, 14))
    >>> days_of("from 28 Dec to 3 Jan", dt.date(2026, 11, 23))
    (datetime.date(2026, 12, 28), datetime.date(2027, 1, 3))
    >>> days_of("2026-12-01 to 2026-12-14", dt.date(2026, 11, 23))
    (datetime.date(2026, 12, 1), datetime.date(2026, 12, 14))
    """
    plain = re.sub(r"^from\s+", "", text.strip(), flags=re.I)
    found = None if _whole(plain) else _BETWEEN.fullmatch(plain)
    parts = [found[1] or found[2], found[3]] if found else [plain]
    last = _day(parts[-1], today, 0)
    if last is None:
        return None, None
    if len(parts) == 1:
        return last, last
    first = _day(parts[0], today, last.month)
    if first is None:
        return None, None
    if first > last and re.fullmatch(r"\d{1,2}\.?", parts[0].strip()):
        return None, None
    if first > last and not re.search(r"\d{4}", parts[0]):
        first = first.replace(year=first.year - 1)
    if first > last:
        last = last.replace(year=last.year + 1)
    return (first, last) if first <= last else (None, None)


def _whole(text: str) -> bool:
    """Whether a text is one date by itself."""
    return re.fullmatch(_ISO, text.strip()) is not None


def _day(text: str, today: dt.date, month: int) -> dt.date | None:
    """One day; `month` is that of the last day, for “1” in “1–14 Dec”."""
    plain = text.strip()
    if _whole(plain):
        read = parse_date(plain)
        return read.date() if read else None
    match = _DAY.fullmatch(plain)
    parts = (match[1], match[2], match[3]) if match else None
    if parts is None and (match := _MONTH_FIRST.fullmatch(plain)):
        parts = (match[2], match[1], match[3])
    if parts is None:
        return None
    number = month_number(parts[1]) if parts[1] else month
    if not number:
        return None
    year = int(parts[2]) if parts[2] else today.year
    try:
        day = dt.date(year, number, int(parts[0]))
    except ValueError:
        return None
    return day if parts[2] or day >= today else day.replace(year=year + 1)
