"""The sheet Settings, read; a value that does not fit is said, and the default applies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from leadbook.fields.zone import find_zone
from leadbook.model import Finding, Settings, Severity

_TABLE = "tblSettings"


def _choice(*allowed: str) -> Callable[[str], str | None]:
    """A reader of one of some words, whatever its case."""
    return lambda text: next((word for word in allowed if word.casefold() == text.casefold()), None)


def _code(text: str) -> str | None:
    """A two-letter code in capitals."""
    return text.upper() if len(text) == 2 and text.isascii() and text.isalpha() else None


def _currency(text: str) -> str | None:
    """A three-letter code in capitals."""
    return text.upper() if len(text) == 3 and text.isascii() and text.isalpha() else None


def _whole(text: str) -> int | None:
    """A whole number above 0."""
    number = text.removesuffix(".0")
    return int(number) if number.isascii() and number.isdigit() and int(number) > 0 else None


def _zone(text: str) -> str | None:
    """The name of a time zone; what is none, or not known on this computer, does not fit."""
    return text.strip() if find_zone(text) else None


def _any(text: str) -> str:
    """Any text."""
    return text


READERS: dict[str, tuple[Callable[[str], object], str]] = {
    "home_country": (_code, "a two-letter country code such as US"),
    "date_order": (_choice("DMY", "MDY"), "DMY or MDY"),
    "currency": (_currency, "a three-letter code such as USD"),
    "period": (_choice("month", "quarter"), "month or quarter"),
    "zone": (_zone, "a time zone such as Europe/Berlin, known on this computer"),
    "language": (_any, ""),
    "optout_scope": (_choice("person", "channel"), "person or channel"),
    "stale_days": (_whole, "a whole number of days"),
    "cycle_days": (_whole, "a whole number of days"),
    "attribution_months": (_whole, "a whole number of months"),
    "measured_from": (_whole, "a whole number of closed leads"),
}
"""Key of a setting → what reads it, and what is expected of it."""


def read_settings(frame: pd.DataFrame) -> tuple[Settings, tuple[Finding, ...]]:
    """The settings of the book; a blank value is the default.

    Args:
        frame: columns key, value.

    Returns:
        The settings, and a finding for each key that is unknown (`setting_unknown`) or has a value that does
        not fit (`setting_not_understood`).
    """
    values: dict[str, Any] = {}
    findings = []
    for at, (key, value) in enumerate(zip(frame["key"].tolist(), frame["value"].tolist(), strict=True), start=1):
        name, text = str(key).strip().casefold(), str(value).strip()
        if not name or (name in READERS and not text):
            continue
        if name not in READERS:
            note = f"There is no setting of this name; there is: {', '.join(READERS)}."
            findings.append(Finding("setting_unknown", _TABLE, at, "Key", note, Severity.NOTE))
            continue
        reader, expected = READERS[name]
        read = reader(text)
        if read is None:
            note = f"{name} should be {expected}; the default is used."
            findings.append(Finding("setting_not_understood", _TABLE, at, "Value", note, Severity.PROBLEM))
        else:
            values[name] = read
    return Settings(**values), tuple(findings)
