"""What a number in a sheet looked like to a person: dates, leading zeros, masks of phones and codes, percentages."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_BUILT_IN_PERCENT = frozenset({9, 10})
_BUILT_IN_ELAPSED = 46
_QUOTED = re.compile(r'"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|_.|\*.', re.IGNORECASE)
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_PARTS = re.compile(r'"([^"]*)"|\\(.)|(_.|\*.)|(\[[^\]]*\])|([0#?])|(.)', re.DOTALL)
_LIMIT = re.compile(r"\[(<=?|>=?|=)\s*(\d+(?:\.\d+)?)\]")
_THOUSANDS = re.compile(r"^#+0?(?:[ \u00a0\u202f'’.]##0)+$|^#[ \u00a0\u202f'’.]##0$")
_JOINTS = frozenset(" -+()/.:\u00a0")
_NOT_A_DAY = 60  # the 29th of February 1900, which the calendar of the 1900 system counts and which never was
_LAST_DAY = 2_958_466
_EXACT_INTEGERS = 1e15


@dataclass(frozen=True, slots=True)
class NumberForm:
    """How numbers of one cell style are shown.

    Args:
        is_date: days since the beginning of the workbook's calendar.
        zeros: least number of digits, 0 when the format asks for none.
        percent: shown as a hundred times as much, with the sign.
        masks: (condition, places and marks) of sections that set marks between digits, as phones and codes have.
        is_elapsed: a duration; hours beyond a day are counted on.
    """

    is_date: bool = False
    zeros: int = 0
    percent: bool = False
    masks: tuple[tuple[str, str], ...] = ()
    is_elapsed: bool = False


def number_form(format_id: int, code: str) -> NumberForm:
    """The form that a number format gives.

    >>> number_form(14, "").is_date, number_form(164, "00000").zeros, number_form(165, '0.0 "days"') == NumberForm()
    (True, 5, True)
    >>> shown(4155550132.0, number_form(170, r"[<=9999999]###\\-####;\\(###\\)\\ ###\\-####"))
    '(415) 555-0132'
    """
    if not code:
        is_date, percent = format_id in _BUILT_IN_DATES, format_id in _BUILT_IN_PERCENT
        return NumberForm(is_date=is_date, percent=percent, is_elapsed=format_id == _BUILT_IN_ELAPSED)
    first = code.split(";")[0]
    plain = _QUOTED.sub("", first).strip()
    if plain and not plain.strip("0") and len(plain) >= 2 and _QUOTED.sub("", code) == code:
        return NumberForm(zeros=len(plain))
    letters = plain.lower().replace("general", "")
    if re.search(r"[ymdhs]", letters) and not re.search(r"[#?]", letters):
        return NumberForm(is_date=True, is_elapsed=bool(_ELAPSED.search(plain)))
    if "%" in plain:
        return NumberForm(percent=True)
    return NumberForm(masks=_masks(code))


def _masks(code: str) -> tuple[tuple[str, str], ...]:
    """The sections of a format that set marks between the digits of a whole number."""
    found: list[tuple[str, str]] = []
    for section in _sections(code):
        limit = _LIMIT.search(section)
        mask = _mask(section)
        if not mask and not found:
            return ()
        found.append((limit.group(0) if limit else "", mask))
        if not limit:
            break  # what follows is for numbers below 0
    return tuple(found)


def _sections(code: str) -> list[str]:
    """A format cut at its semicolons, those in quotes left alone."""
    return [part for part in re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code) if part]


def _mask(section: str) -> str:
    """Places as "0" or "#" and marks behind a tab each; "" when the section does not set marks within a number."""
    mask, seen, between, zeros = "", 0, False, 0
    for quoted, escaped, padding, bracket, place, other in _PARTS.findall(section):
        if place:
            mask += "#" if place == "?" else place
            seen += 1
            zeros += place == "0"
        elif bracket:
            if bracket.startswith("[$") and not bracket.startswith("[$-"):
                return ""
        elif not padding:
            text = quoted or escaped or other
            if other and other not in _JOINTS:
                return ""  # thousands, decimals, exponents, fractions, currencies
            if any(char not in _JOINTS and not (char.isalnum() and not seen) for char in text):
                return ""
            between = between or not seen or any(not char.isspace() for char in text)
            mask += "".join("\t" + char for char in text)
    plain = mask.replace("\t", "")
    if not seen or re.search(r"[0#]\.[0#]", _QUOTED.sub("", section)):
        return ""
    if _THOUSANDS.match(plain.strip()) or not any(char == "\t" for char in mask.rstrip("\t ")):
        return mask if zeros >= 2 and plain == mask else ""
    marks_inside = bool(re.search(r"[0#](?:\t.)+[0#]|^(?:\t.)+", mask))
    letters = any(char.isalpha() for char in plain)
    return mask if marks_inside and (zeros >= 2 or (seen >= 5 and not letters) or plain.startswith("+")) else ""


def shown(value: float, form: NumberForm) -> str:
    """A number that is no date as its form shows it.

    >>> shown(2134.0, NumberForm(zeros=5)), shown(0.256, NumberForm(percent=True)), shown(12.5, NumberForm())
    ('02134', '25.6%', '12.5')
    """
    if form.percent:
        return number_text(float(f"{value * 100:.13g}")) + "%"
    text = number_text(value)
    if not text.isdigit():
        return text
    for condition, mask in form.masks:
        if _holds(value, condition):
            return _filled(text, mask) if mask else text
    return text.zfill(form.zeros) if form.zeros else text


def _holds(value: float, condition: str) -> bool:
    """Whether a number is one that a section is for."""
    found = _LIMIT.match(condition)
    if not found:
        return True
    sign, limit = found.group(1), float(found.group(2))
    holds = {"<": value < limit, "<=": value <= limit, ">": value > limit, ">=": value >= limit}
    return holds.get(sign, value == limit)


def _filled(digits: str, mask: str) -> str:
    """Digits put into the places of a mask from the right; what is left over stands before the first."""
    left, result, at = list(digits), [], len(mask)
    places = [i for i, char in enumerate(mask) if char in "0#" and mask[i - 1 : i] != "\t"]
    first = places[0]
    while at > 0:
        at -= 1
        char = mask[at]
        if mask[at - 1 : at] == "\t":
            if at < first or left or "0" in [mask[i] for i in places if i < at]:
                result.append(char)
            at -= 1
        elif left:
            result.append(left.pop())
            if at == first:
                result.extend(reversed(left))
                left.clear()
        elif char == "0":
            result.append("0")
    return "".join(reversed(result)).strip()


def number_text(value: float) -> str:
    """A number without exponent, without a needless fraction, and with the 15 digits a sheet knows.

    >>> number_text(415555013.0), number_text(0.1 + 0.2), number_text(1e21)
    ('415555013', '0.3', '1000000000000000000000')
    """
    if value.is_integer():
        return str(int(value))
    text = f"{value:.15g}"
    return f"{float(text):.20f}".rstrip("0").rstrip(".") if "e" in text else text


def date_text(serial: float, since_1904: bool) -> str | None:
    """ISO date (and time, when there is one) of a serial number; None for a day that never was.

    >>> date_text(46027.0, False), date_text(46027.5, False), date_text(60.0, False), date_text(0.0, True)
    ('2026-01-05', '2026-01-05T12:00:00', None, '1904-01-01')
    """
    if serial < 0 or serial > _LAST_DAY - (1462 if since_1904 else 0):
        return None
    if not since_1904 and serial < 1:
        return _clock(serial)
    if not since_1904 and int(serial) == _NOT_A_DAY:
        return None
    zero = dt.datetime(1904, 1, 1) if since_1904 else dt.datetime(1899, 12, 30 if serial > _NOT_A_DAY else 31)
    stamp = zero + dt.timedelta(days=int(serial), seconds=round((serial - int(serial)) * 86400))
    return stamp.date().isoformat() if stamp.time() == dt.time() else stamp.isoformat(timespec="seconds")


def elapsed_text(serial: float) -> str | None:
    """Hours, minutes and seconds of a duration in days; None below 0 or beyond what a sheet shows.

    >>> elapsed_text(1.5)
    '36:00:00'
    """
    if serial < 0 or serial > _LAST_DAY:
        return None
    seconds = round(serial * 86400)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def cell_number(value: float, form: NumberForm, since_1904: bool) -> str | None:
    """A number of a cell as text; None for a date that cannot be."""
    if form.is_elapsed:
        return elapsed_text(value)
    return date_text(value, since_1904) if form.is_date else shown(value, form)


def is_rounded(value: float, form: NumberForm) -> bool:
    """Whether a sheet has cut digits of a long number."""
    return not form.is_date and abs(value) >= _EXACT_INTEGERS


def _clock(serial: float) -> str:
    """A time of day."""
    seconds = round(serial * 86400) % 86400
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
