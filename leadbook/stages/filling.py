"""Filling the blanks of a surviving inquiry from the rows that are merged into it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd

from leadbook.fields.email import email_key
from leadbook.fields.phone import phone_key

_HAND = ("raised_hand", "hand_date", "hand_by")
NOT_PRINTED = frozenset({"source", "source_type", "campaign", "hand_by", "lead_id"})
"""Columns that the import itself adds; they do not tell one received row from another."""
_REACH = frozenset({"email", "email2", "phone", "phone2"})
FIELDS_OF = {"E-mail": ("email", "email2"), "Phone": ("phone", "phone2")}
"""Label of a kind of contact → its fields; a third one is kept among the extra answers under the label."""


_SECOND = {keys[0]: keys[1] for keys in FIELDS_OF.values()}
_LABELS = {key: label for label, keys in FIELDS_OF.items() for key in keys}


def with_seconds(keys: Collection[str]) -> tuple[str, ...]:
    """Field keys with those of the second address or number that overwriting the first one may change.

    >>> with_seconds(["phone", "city"])
    ('phone', 'city', 'phone2')
    """
    return (*keys, *(_SECOND[key] for key in keys if key in _SECOND and _SECOND[key] not in keys))


class Both:
    """Cells of book and incoming rows as lists that a merge may fill; the frames given stay as they are."""

    def __init__(self, book: pd.DataFrame, incoming: pd.DataFrame, today: dt.date) -> None:
        self._book, self._today = book, today
        self._keys = [str(key) for key in incoming.columns if key in book.columns and key != "lead_id"]
        self._old = {key: book[key].tolist() for key in self._keys}
        self._new = {key: incoming[key].tolist() for key in self._keys}
        self._received = {key: list(values) for key, values in self._new.items()}

    def keep_newest_hand(self, rows: list[int]) -> None:
        """Give the first of several new rows of one person the newest raised hand of them all."""
        if "raised_hand" not in self._keys:
            return
        asked = [at for at in rows if self._new["raised_hand"][at]]
        if asked:
            newest = max(asked, key=lambda at: (self._age(at), -rows.index(at)))
            for key in _HAND:
                self._new[key][rows[0]] = self._received[key][newest]

    def _age(self, at: int) -> float:
        """The day of a raised hand as a number; blank and future days count as oldest."""
        day = self._received["hand_date"][at] if "hand_date" in self._keys else None
        if day is None or pd.isna(day) or day.date() > self._today:
            return 0.0
        return float(day.timestamp())

    def fill(self, own: int | None, first: int, at: int) -> tuple[str, ...]:
        """Fill blanks of the survivor (a row of the book, or the first new row) from a row; the keys filled."""
        cells, place = (self._new, first) if own is None else (self._old, own)
        given = {key: self._received[key][at] for key in self._keys}
        filled = []
        if not _is_blank(given.get("raised_hand")) and _is_blank(cells["raised_hand"][place]):
            for key in _HAND:
                if not _is_blank(given[key]) and cells[key][place] != given[key]:
                    cells[key][place] = given[key]
                    filled.append(key)
        if given.get("do_not_contact") == "Yes" and cells["do_not_contact"][place] != "Yes":
            cells["do_not_contact"][place] = "Yes"
            filled.append("do_not_contact")
        for key, value in given.items():
            if key not in _HAND and key not in _REACH and not _is_blank(value) and _is_blank(cells[key][place]):
                cells[key][place] = value
                filled.append(key)
        for label, keys in FIELDS_OF.items():
            for value in (given[key] for key in keys if given.get(key)):
                target = _add_reach(cells, place, label, value)
                filled.extend([target] if target and target not in filled else [])
        return tuple(sorted(filled, key=self._keys.index))

    def stop(self, own: int, at: int) -> tuple[str, ...]:
        """Carry over nothing but a do-not-contact; the keys filled."""
        if self._received["do_not_contact"][at] != "Yes" or self._old["do_not_contact"][own] == "Yes":
            return ()
        self._old["do_not_contact"][own] = "Yes"
        return ("do_not_contact",)

    def overwrite(self, own: int, rows: list[int], keys: list[str], fixed: Collection[str]) -> tuple[str, ...]:
        """Overwrite cells of a row of the book by what the newest of some rows holds; the keys changed.

        A blank overwrites nothing, and a do-not-contact is never lifted. A raised hand comes with its day. An address
        or number that stood in another place moves; what it overwrites takes that place, so none is there twice or
        lost.

        Args:
            fixed: keys that must stay, because a person typed them.
        """
        newest = sorted(rows, key=self._day, reverse=True)
        changed = []
        for key in (key for key in keys if key in self._old and key != "do_not_contact"):
            given = next((at for at in newest if not _is_blank(self._received[key][at])), None)
            if given is None:
                continue
            if key in _REACH:
                changed += self._move(own, key, str(self._received[key][given]), fixed)
                continue
            for part in _HAND if key == "raised_hand" else (key,):
                if not _same(self._old[part][own], self._received[part][given]):
                    self._old[part][own] = self._received[part][given]
                    changed.append(part)
        return tuple(dict.fromkeys(changed))

    def _move(self, own: int, key: str, value: str, fixed: Collection[str]) -> list[str]:
        """Put an address or number into a cell of a row of the book; what stood there takes its earlier place."""
        cells, old = self._old, self._old[key][own]
        label = _LABELS[key]
        other = next(one for one in FIELDS_OF[label] if one != key)
        if old == value or (cells[other][own] == value and (other in fixed or other not in _SECOND.values())):
            return []  # it is there; a first number does not leave its place because of the second one
        cells[key][own] = value
        if cells[other][own] == value:
            cells[other][own] = old
            return [key, other]
        lines = cells["extra"][own].split("; ") if cells["extra"][own] else []
        if f"{label}: {value}" not in lines:
            return [key]
        at = lines.index(f"{label}: {value}")
        lines[at : at + 1] = [f"{label}: {old}"] if old and f"{label}: {old}" not in lines else []
        cells["extra"][own] = "; ".join(lines)
        return [key, "extra"]

    def take_newest(self, rows: list[int], keys: tuple[str, ...]) -> None:
        """Give the first of several new rows of one person what `overwrite` would, so that the list brings the same
        when it is read again."""
        newest = sorted(rows, key=self._day, reverse=True) if keys else []
        for key in (key for key in keys if key in self._new and key not in (*_HAND, "do_not_contact")):
            given = next((at for at in newest if not _is_blank(self._received[key][at])), None)
            if given is not None and not _same(self._new[key][rows[0]], self._received[key][given]):
                _put(self._new, rows[0], key, self._received[key][given])

    def _day(self, at: int) -> float:
        """The day of an incoming row as a number; blank and future days count as oldest."""
        day = self._received["created_at"][at] if "created_at" in self._keys else None
        return 0.0 if day is None or pd.isna(day) or day.date() > self._today else float(day.timestamp())

    def common(self, own: int | None, first: int, at: int) -> str:
        """What a row has in common with its survivor."""
        cells, place = (self._received, first) if own is None else (self._old, own)
        if own is None and all(
            _same(cells[key][place], self._received[key][at]) for key in self._keys if key not in NOT_PRINTED
        ):
            return "same row"
        for label, keys, change in (
            ("e-mail", ("email", "email2"), email_key),
            ("phone", ("phone", "phone2"), phone_key),
        ):
            mine = {change(self._received[key][at]) for key in keys} - {""}
            if mine & {change(cells[key][place] or "") for key in keys}:
                return label
        return "connected"

    def result(self, made: list[int], ids: list[str]) -> tuple[pd.DataFrame, tuple[str, ...]]:
        """The book with its filled blanks and the new inquiries below, oldest first."""
        created = self._new.get("created_at", [None] * len(ids))
        made = sorted(
            made, key=lambda at: (pd.isna(created[at]), created[at] if not pd.isna(created[at]) else 0, ids[at])
        )
        data: dict[str, pd.Series] = {}
        for key in self._book.columns:
            old = self._book[key]
            if key == "lead_id":
                values = [*old.tolist(), *(ids[at] for at in made)]
            elif key in self._old:
                values = [*self._old[key], *(self._new[key][at] for at in made)]
            else:
                values = [*old.tolist(), *([_blank_of(old)] * len(made))]
            data[str(key)] = pd.Series(values, dtype=old.dtype)
        return pd.DataFrame(data, columns=self._book.columns), tuple(ids[at] for at in made)


def _add_reach(cells: dict[str, list[Any]], place: int, label: str, value: str) -> str:
    """Keep an address or number in the first free place: its field, the second, the extra answers; the key filled."""
    keys = FIELDS_OF[label]
    if value in [cells[key][place] for key in keys]:
        return ""
    for key in keys:
        if not cells[key][place]:
            cells[key][place] = value
            return key
    line, extra = f"{label}: {value}", cells["extra"][place]
    if line in extra.split("; "):
        return ""
    cells["extra"][place] = f"{extra}; {line}" if extra else line
    return "extra"


def _put(cells: dict[str, list[Any]], place: int, key: str, value: object) -> None:
    """Put a value into a cell; a first number or address that makes room for the second one takes its place."""
    second = f"{key}2"
    if key in ("email", "phone") and second in cells and _same(cells[second][place], value):
        cells[second][place] = cells[key][place]
    cells[key][place] = value


def _is_blank(value: object) -> bool:
    """Whether a cell of a frame is blank."""
    return value is None or (value == "" if isinstance(value, str) else bool(pd.isna(value)))  # type: ignore[call-overload]


def _same(one: object, other: object) -> bool:
    """Whether two cells are equal; two blanks are."""
    return one == other or (_is_blank(one) and _is_blank(other))


def _blank_of(column: pd.Series) -> object:
    """The blank of a column's type."""
    return "" if column.dtype.kind == "O" else (pd.NaT if column.dtype.kind == "M" else np.nan)
