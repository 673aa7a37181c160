"""What a story is told from: everything that is known of one inquiry, as plain values."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from leadbook.rules.rule import Rule
from leadbook.stages.wording import cut, day

Row = Mapping[str, object]
"""A row of a table by schema keys."""

_LONGEST = 140


@dataclass(frozen=True, slots=True)
class Changed:
    """What a run did to one row that has to do with the inquiry.

    Args:
        table: key of the table ("inquiries", "leads", "fix").
        kind: "cell", "added" or "removed".
        column: schema key of the cell; old, new: what it held, as `shown`.
        values: of a row that was added or removed: schema key → text.
    """

    table: str
    kind: str
    column: str = ""
    old: str = ""
    new: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Heard:
    """What one row of a list said: file, row, and (header, field key or "", text) of each filled cell."""

    file: str
    row: int
    cells: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One run as this computer recorded it, as far as it has to do with the inquiry.

    Args:
        undoes: number of the run that it took back, else 0.
        undone_by: number of the run that took it back, else 0.
    """

    run: int
    when: dt.datetime
    action: str
    who: str = ""
    undoes: int = 0
    undone_by: int = 0
    changes: tuple[Changed, ...] = ()
    heard: tuple[Heard, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything known of one inquiry.

    Args:
        asked_as: the ID that was asked for, when it became part of this inquiry.
        lead, not_lead: its rows on Leads and Not leads.
        questions: its rows of To fix; each also has "sheet_row".
        events: its lines of the ledger, in the order of the sheet.
        steps: recorded runs that touched it, oldest first.
        runs: number → row of tblRuns, of runs that this computer did not record.
        stops: rows of Suppression in force that match it, each with "sheet_row".
        campaign, customer: the row of its campaign, and of the account of its company.
        rules: number of a rule → its text. gate: rows of tblGate; gate_top: sheet row before the first.
        rep_known: whether its rep is on Reps.
        missing: names of sheets that are not in the workbook.
    """

    inquiry: Row
    today: dt.date
    asked_as: str = ""
    lead: Row | None = None
    not_lead: Row | None = None
    questions: tuple[Row, ...] = ()
    events: tuple[Row, ...] = ()
    steps: tuple[Step, ...] = ()
    runs: Mapping[int, Row] = field(default_factory=dict)
    stops: tuple[Row, ...] = ()
    campaign: Row | None = None
    customer: Row | None = None
    rules: Mapping[str, str] = field(default_factory=dict)
    gate: tuple[Rule, ...] = ()
    gate_top: int = 3
    rep_known: bool = True
    missing: tuple[str, ...] = ()


def shown(value: object) -> str:
    """A cell as a person reads it; blank is "".

    >>> shown(12.0), shown(dt.date(2026, 11, 3)), shown(None), shown("  a\\r\\nb ")
    ('12', '3 Nov 2026', '', 'a\\nb')
    """
    if isinstance(value, dt.datetime):
        if pd.isna(value):
            return ""
        return day(value) if value.time() == dt.time() else f"{day(value)} {value:%H:%M}"
    if isinstance(value, dt.date):
        return day(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float):
        return "" if value != value else str(int(value)) if value == int(value) else str(value)
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


def text(row: Row | None, key: str) -> str:
    """A cell of a row as `shown`, "" when there is no row."""
    return "" if row is None else shown(row.get(key))


def quoted(value: str) -> str:
    """A value in quotation marks on one line, cut when it is long; nothing in words.

    >>> quoted("a\\nb"), quoted("")
    ('“a b”', 'blank')
    """
    return f"“{cut(value, _LONGEST)}”" if value else "blank"


def same_text(one: str, other: str) -> bool:
    """Whether two texts differ in blanks and case only.

    >>> same_text("Ann  LEE", "ann lee")
    True
    """
    return re.sub(r"\s+", " ", one).strip().casefold() == re.sub(r"\s+", " ", other).strip().casefold()


def stamp(value: object) -> str:
    """The day of a stamp, “a day that is not noted” when it is blank."""
    return day(value) if isinstance(value, dt.date) and not pd.isna(value) else "A day that is not noted"


def number(value: object) -> int:
    """A number of a run from a cell, 0 when it is blank.

    >>> number(3.0), number(None)
    (3, 0)
    """
    return int(value) if isinstance(value, int | float) and value == value else 0
