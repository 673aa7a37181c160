"""Small words in sentences that people read: days, money, counts, lists of names. The same in every locale."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence

import pandas as pd

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}


def as_day(value: object) -> dt.date | None:
    """A frame's date as a date, None when it is blank."""
    if isinstance(value, dt.datetime):
        return None if pd.isna(value) else value.date()
    return value if isinstance(value, dt.date) else None


def plain_name(value: object) -> str:
    """A name for comparing: of a rep, a product, a campaign.

    >>> plain_name("  Autumn  SWAP ")
    'autumn swap'
    """
    return " ".join(str(value).split()).casefold()


def day(value: dt.date) -> str:
    """“23 Nov 2026”."""
    return f"{value.day} {_MONTHS[value.month - 1][:3]} {value.year}"


def short_day(value: dt.date) -> str:
    """“Mon 23 Nov”."""
    return f"{_DAYS[value.weekday()]} {value.day} {_MONTHS[value.month - 1][:3]}"


def long_day(value: dt.date) -> str:
    """“Monday 23 November 2026”."""
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    return f"{names[value.weekday()]} {value.day} {_MONTHS[value.month - 1]} {value.year}"


def period_name(period: dt.date, kind: str = "month", with_year: bool = True) -> str:
    """“December 2026”, or “October to December 2026” for a quarter that begins then."""
    first = _MONTHS[period.month - 1]
    name = first if kind != "quarter" else f"{first} to {_MONTHS[(period.month + 1) % 12]}"
    return f"{name} {period.year}" if with_year else name


def month_name(month: dt.date) -> str:
    """“Dec 2026”."""
    return f"{_MONTHS[month.month - 1][:3]} {month.year}"


def days_between(first: dt.date | None, last: dt.date | None) -> str:
    """“1 Oct – 30 Nov 2026”; what is not known is left out."""
    if first is None or last is None:
        return f"from {day(first)}" if first else (f"until {day(last)}" if last else "")
    left = day(first) if first.year != last.year else day(first).rsplit(" ", 1)[0]
    return f"{left} – {day(last)}"


def money(amount: float, currency: str) -> str:
    """“$1,250”; an unknown currency stands as its code. Whole units: no report is exact to the cent."""
    sign = _SIGNS.get(currency.upper(), f"{currency.upper()} " if currency else "")
    text = f"{abs(amount):,.0f}"
    return f"{'-' if amount < 0 and text != '0' else ''}{sign}{text}"


def count(number: float, noun: str, many: str = "") -> str:
    """“1 lead”, “1,200 leads”."""
    return f"{number:,.0f} {noun if number == 1 else many or noun + 's'}"


def percent(share: float) -> str:
    """“32 %”; what is not quite certain never reads as 100 %, nor what is barely possible as 0 %."""
    if 0 < share < 0.005:
        return "under 1 %"
    if 0.995 <= share < 1:
        return "over 99 %"
    return f"{math.floor(round(share * 100, 6) + 0.5)} %"  # as a cell shows it: halves go up


def listed(names: Sequence[str], last: str = "and") -> str:
    """“Dana”, “Dana and Luis”, “Dana, Luis and Mei”."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def short_names(names: Sequence[str]) -> dict[str, str]:
    """Full name → the first name where it is enough to tell them apart."""
    firsts = [name.split()[0] if name.split() else name for name in names]
    return {name: first if firsts.count(first) == 1 else name for name, first in zip(names, firsts, strict=True)}


def cut(text: str, most: int) -> str:
    """The text, cut at a word with “…” when it is longer than `most` characters; line breaks become blanks."""
    flat = " ".join(text.split())
    if len(flat) <= most:
        return flat
    head = flat[: most - 1]
    return (head.rsplit(" ", 1)[0] if " " in head[most // 2 :] else head).rstrip(" ,;:") + "…"


def sentence(text: str) -> str:
    """The text with a capital first letter and a full stop."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?…”" else ".")
