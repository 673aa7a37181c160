"""What a number in a sheet looked like to a person: dates, leading zeros, whole numbers, percentages as stored."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_QUOTED = re.compile(r'"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|_.|\*.')
_ZEROS = re.compile(r"^0{2,}$")
_NOT_A_DAY = 60  # the 29th of February 1900, which the calendar of the 1900 system counts and which never was


@dataclass(frozen=True, slots=True)
class NumberForm:
    """How numbers of one cell style are shown.

    Args:
        is_date: days since the beginning of the workbook's calendar.
        zeros: least number of digits, 0 when the format asks for none.
    """

    is_date: bool = False
    zeros: int = 0


def number_form(format_id: int, code: str) -> NumberForm:
    """The form that a number format gives.

    >>> number_form(14, ""), number_form(164, "00000"), number_form(165, '0.0 "days"')
    (NumberForm(is_date=True, zeros=0), NumberForm(is_date=False, zeros=5), NumberForm(is_date=False, zeros=0))
    """
    if not code:
        return NumberForm(is_date=format_id in _BUILT_IN_DATES)
    plain = _QUOTED.sub("", code).split(";")[0].strip()
    if _ZEROS.match(plain):
        return NumberForm(zeros=len(plain))
    letters = plain.lower().replace("general", "")
    return NumberForm(is_date=bool(re.search(r"[ymdhs]", letters)) and not re.search(r"[#?]", letters))


def number_text(value: float) -> str:
    """A number without exponent and without a needless fraction.

    >>> number_text(415555013.0), number_text(0.25), number_text(1e21)
    ('415555013', '0.25', '1000000000000000000000')
    """
    if value.is_integer():
        return str(int(value))
    text = repr(value)
    return f"{value:.15f}".rstrip("0") if "e" in text else text


def date_text(serial: float, since_1904: bool) -> str | None:
    """ISO date (and time, when there is one) of a serial number; None for a day that never was.

    >>> date_text(46027.0, False), date_text(46027.5, False), date_text(60.0, False), date_text(0.0, True)
    ('2026-01-05', '2026-01-05T12:00:00', None, '1904-01-01')
    """
    if serial < 0 or serial > 2_958_466:
        return None
    if not since_1904 and serial < 1:
        return _clock(serial)
    if not since_1904 and int(serial) == _NOT_A_DAY:
        return None
    zero = dt.datetime(1904, 1, 1) if since_1904 else dt.datetime(1899, 12, 30 if serial > _NOT_A_DAY else 31)
    stamp = zero + dt.timedelta(days=int(serial), seconds=round((serial - int(serial)) * 86400))
    return stamp.date().isoformat() if stamp.time() == dt.time() else stamp.isoformat(timespec="seconds")


def _clock(serial: float) -> str:
    """A time of day."""
    seconds = round(serial * 86400) % 86400
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
