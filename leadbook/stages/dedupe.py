"""One inquiry per person: new rows are merged into what the book has, and into one another.

What the book holds is never overwritten: a merge fills blanks. Two exceptions protect people: a do-not-contact always
wins, and among several new rows of one person the newest raised hand is the one that is kept. The result is the
same for every order of the incoming rows. Who counts as one person is written in `leadbook.stages.clusters`.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from leadbook.fields.email import email_key
from leadbook.fields.phone import phone_key
from leadbook.stages.clusters import find_duplicates, joined, mapped, row_names
from leadbook.stages.identity import fingerprint, key_hash, make_ids, match_key

__all__ = ["Merge", "Merged", "find_duplicates", "fingerprints", "merge"]

_HAND = ("raised_hand", "hand_date", "hand_by")
_NOT_PRINTED = frozenset({"source", "source_type", "campaign", "hand_by", "lead_id"})
_SECOND = {"email": "email2", "phone": "phone2"}


@dataclass(frozen=True, slots=True)
class Merge:
    """One incoming row that became part of another inquiry.

    Args:
        row: label of the incoming row.
        survivor_id: ID of the inquiry it is part of now.
        filled: field keys that the row filled there.
        key: what they have in common: "e-mail", "phone", "same row" or "connected" (through a third row).
    """

    row: int
    survivor_id: str
    filled: tuple[str, ...]
    key: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The book after the merge.

    Args:
        frame: rows of the book in their order, then the new inquiries (oldest first, then by ID); columns of
            the book, index from 0.
        new_ids: IDs of the new inquiries, in the order of the frame.
        merges: every incoming row that did not become an inquiry of its own, by row.
        key_hashes: ID → `key_hash` of every ID this merge made, to be given as `taken` by later runs.
        prints: fingerprint of each incoming row by its label, to be given as `seen` by later runs.
        ids: label of each incoming row → ID of the inquiry that it became or is part of.
    """

    frame: pd.DataFrame
    new_ids: tuple[str, ...]
    merges: tuple[Merge, ...]
    key_hashes: Mapping[str, str]
    prints: Mapping[int, str]
    ids: Mapping[int, str]


def merge(
    book: pd.DataFrame, incoming: pd.DataFrame, today: dt.date, *, taken: Mapping[str, str] | None = None,
    seen: Collection[str] = frozenset(),
) -> Merged:  # fmt: skip
    """Merge cleaned incoming rows into the inquiries of the book.

    Args:
        book: all inquiries, with `lead_id` and the columns of `leadbook.schema.fields.FIELDS`, possibly more.
        incoming: cleaned rows of one list; index = row labels, each once.
        today: a raised hand dated later than this is not taken for the newest.
        taken: ID → hash of its match key, of earlier runs (`Merged.key_hashes`).
        seen: fingerprints of rows of earlier runs; such a row fills nothing again.
    """
    prints = fingerprints(incoming)
    keys = _match_keys(incoming, prints)
    ids = make_ids(keys, _owners(book, taken or {}))
    both = _Both(book, incoming, today)
    made: list[int] = []
    merges: list[Merge] = []
    for own, rows in _groups(book, incoming, ids):
        ordered = sorted(rows, key=lambda at: (keys[at][0] != "e", ids[at], prints[at], at))
        first = ordered[0]
        if own is None:
            made.append(first)
            if len(ordered) > 1:
                both.keep_newest_hand(ordered)
        for at in ordered[1:] if own is None else ordered:
            survivor = ids[first] if own is None else str(book["lead_id"].iat[own])
            key = both.common(own, first, at)
            filled = () if prints[at] in seen or key == "same row" else both.fill(own, first, at)
            merges.append(Merge(int(incoming.index[at]), survivor, filled, key))
    frame, new_ids = both.result(made, ids)
    hashes = {name: key_hash(key) for name, key in zip(ids, keys, strict=True)}
    labels = [int(label) for label in incoming.index]
    by_row = dict(zip(labels, prints, strict=True))
    owners = dict(zip(labels, ids, strict=True)) | {one.row: one.survivor_id for one in merges}
    return Merged(frame, new_ids, tuple(sorted(merges, key=lambda one: one.row)), hashes, by_row, owners)


def fingerprints(frame: pd.DataFrame) -> list[str]:
    """Fingerprint of each row: what was received, without what the import itself added (list, campaign)."""
    columns = []
    for key in sorted(set(map(str, frame.columns)) - _NOT_PRINTED):
        values = frame[key]
        if values.dtype.kind == "M":
            columns.append(np.datetime_as_string(values.to_numpy().astype("M8[s]")).tolist())
        elif key == "extra":
            columns.append(mapped(values, lambda text: "; ".join(sorted(text.split("; ")))))
        else:
            columns.append(values.astype(str).tolist())
    return [fingerprint(row) for row in zip(*columns, strict=True)] if columns else [fingerprint(())] * len(frame)


def _match_keys(frame: pd.DataFrame, prints: list[str]) -> list[str]:
    """Match key of each row; a second address or number stands in when there is no first."""
    columns = [frame[key].tolist() for key in ("email", "email2", "phone", "phone2", "first_name", "last_name")]
    return [
        match_key(mail if email_key(mail) else mail2, phone if phone_key(phone) else phone2, first, last, row_print)
        for mail, mail2, phone, phone2, first, last, row_print in zip(*columns, prints, strict=True)
    ]


def _owners(book: pd.DataFrame, taken: Mapping[str, str]) -> dict[str, str]:
    """ID → hash of its key: as remembered, else as the row of the book has it now."""
    owners = dict(taken)
    missing = [at for at, name in enumerate(book["lead_id"].tolist()) if name and name not in owners]
    if missing:
        rows = book.iloc[missing]
        hashes = [key_hash(key) for key in _match_keys(rows, [""] * len(rows))]
        used = set(owners.values())
        for name, digest in zip(rows["lead_id"].tolist(), hashes, strict=True):
            owners[name] = digest if digest not in used else f"unknown {name}"
            used.add(digest)
    return owners


def _groups(book: pd.DataFrame, incoming: pd.DataFrame, ids: list[str]) -> list[tuple[int | None, list[int]]]:
    """People among the incoming rows: position of their row in the book or None, and their incoming positions."""
    size = len(book)
    names = row_names(book["first_name"], book["last_name"]) + row_names(incoming["first_name"], incoming["last_name"])
    mails = [mapped(book[key], email_key) + mapped(incoming[key], email_key) for key in ("email", "email2")]
    phones = [mapped(book[key], phone_key) + mapped(incoming[key], phone_key) for key in ("phone", "phone2")]
    found = joined(names, mails, phones)
    place = {name: at for at, name in enumerate(book["lead_id"].tolist()) if name}
    for at, name in enumerate(ids):
        found.join(place.setdefault(name, size + at), size + at)
    members: dict[int, list[int]] = defaultdict(list)
    for at, label in enumerate(found.labels().tolist()):
        members[label].append(at)
    groups: list[tuple[int | None, list[int]]] = []
    for rows in members.values():
        own, new = [at for at in rows if at < size], [at - size for at in rows if at >= size]
        if len(own) <= 1:
            if new:
                groups.append((own[0] if own else None, new))
            continue
        nearest: dict[int, list[int]] = defaultdict(list)
        for at in new:
            nearest[_nearest(own, at, size, (place.get(ids[at]), mails, phones, book))].append(at)
        groups.extend(nearest.items())
    return groups


def _nearest(
    own: list[int], at: int, size: int, by: tuple[int | None, list[list[str]], list[list[str]], pd.DataFrame]
) -> int:
    """Of several rows of the book that an incoming row leads to, the one it has most in common with."""
    same, mails, phones, book = by
    if same is not None and same < size:
        return same
    ordered = sorted(own, key=lambda row: str(book["lead_id"].iat[row]))
    for columns in (mails, phones):
        mine = {column[size + at] for column in columns} - {""}
        for row in ordered:
            if mine & {column[row] for column in columns}:
                return row
    return ordered[0]


class _Both:
    """Cells of book and incoming rows as lists that a merge may fill; the frames given stay as they are."""

    def __init__(self, book: pd.DataFrame, incoming: pd.DataFrame, today: dt.date) -> None:
        self._book, self._incoming, self._today = book, incoming, today
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
            if key in _HAND or _is_blank(value):
                continue
            target = key
            if key in _SECOND and not _is_blank(cells[key][place]) and cells[key][place] != value:
                target = _SECOND[key]
            if (
                target in cells
                and _is_blank(cells[target][place])
                and value != cells.get(_FIRST.get(target, ""), {place: None})[place]
            ):
                cells[target][place] = value
                filled.append(target)
        return tuple(sorted(filled, key=self._keys.index))

    def common(self, own: int | None, first: int, at: int) -> str:
        """What a row has in common with its survivor."""
        cells, place = (self._received, first) if own is None else (self._old, own)
        if own is None and all(
            _same(cells[key][place], self._received[key][at]) for key in self._keys if key not in _NOT_PRINTED
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


_FIRST = {second: first for first, second in _SECOND.items()}


def _is_blank(value: object) -> bool:
    """Whether a cell of a frame is blank."""
    return value is None or (value == "" if isinstance(value, str) else bool(pd.isna(value)))  # type: ignore[call-overload]


def _same(one: object, other: object) -> bool:
    """Whether two cells are equal; two blanks are."""
    return one == other or (_is_blank(one) and _is_blank(other))


def _blank_of(column: pd.Series) -> object:
    """The blank of a column's type."""
    return "" if column.dtype.kind == "O" else (pd.NaT if column.dtype.kind == "M" else np.nan)
