"""One inquiry per person: new rows are merged into what the book has, and into one another.

What the book holds is never overwritten: a merge fills blanks. Two exceptions protect people: a do-not-contact always
wins, and among several new rows of one person the newest raised hand is the one that is kept. The result is the
same for every order of the incoming rows. Who counts as one person is written in `leadbook.stages.clusters`.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import pandas as pd

from leadbook.fields.email import email_key
from leadbook.fields.phone import phone_key
from leadbook.stages.clusters import find_duplicates, joined, mapped, more_keys, row_names
from leadbook.stages.filling import FIELDS_OF, NOT_PRINTED, Both
from leadbook.stages.identity import fingerprint, key_hash, make_ids, match_key

__all__ = ["Merge", "Merged", "Mode", "Update", "find_duplicates", "fingerprints", "merge"]


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
        aliases: ID that a merged row would have had → ID it is part of, to be given as `aliases` by later runs.
        ids: label of each incoming row → ID of the inquiry that it became or is part of.
        unmatched: labels of rows that were left out because nobody in the book is this person.
    """

    frame: pd.DataFrame
    new_ids: tuple[str, ...]
    merges: tuple[Merge, ...]
    key_hashes: Mapping[str, str]
    prints: Mapping[int, str]
    aliases: Mapping[str, str]
    ids: Mapping[int, str]
    unmatched: tuple[int, ...] = ()


class Mode(StrEnum):
    """What a list may do to a book (`--update`)."""

    BLANKS = "blanks"
    ONLY = "only"
    NEW = "new"
    FIELDS = "fields"


@dataclass(frozen=True, slots=True)
class Update:
    """How a list is taken.

    Args:
        mode: `blanks` adds people and fills blanks; `only` adds nobody; `new` leaves people who are known alone, but
            for a do-not-contact; `fields` is `blanks` and overwrites some fields of people who are known.
        fields: keys that `fields` overwrites; a do-not-contact is never lifted that way.
        guarded: (ID, field key) of cells that are not overwritten, because a person typed them.
    """

    mode: Mode = Mode.BLANKS
    fields: tuple[str, ...] = ()
    guarded: Collection[tuple[str, str]] = frozenset()


def merge(
    book: pd.DataFrame, incoming: pd.DataFrame, today: dt.date, *, taken: Mapping[str, str] | None = None,
    seen: Collection[str] = frozenset(), aliases: Mapping[str, str] | None = None, update: Update | None = None,
) -> Merged:  # fmt: skip
    """Merge cleaned incoming rows into the inquiries of the book.

    Args:
        book: all inquiries, with `lead_id` and the columns of `leadbook.schema.fields.FIELDS`, possibly more.
        incoming: cleaned rows of one list; index = row labels, each once.
        today: a raised hand dated later than this is not taken for the newest.
        taken: ID → hash of its match key, of earlier runs (`Merged.key_hashes`).
        seen: fingerprints of rows of earlier runs; such a row fills nothing again.
        aliases: ID → ID it was merged into in earlier runs (`Merged.aliases`).
        update: what the list may do to people who are known, and whether it may add others.
    """
    update = update or Update()
    prints = fingerprints(incoming)
    keys = _match_keys(incoming, prints)
    ids = make_ids(keys, _owners(book, taken or {}))
    both, now = Both(book, incoming, today), dict[str, str]()
    made, merges, unmatched = list[int](), list[Merge](), set[int]()
    for own, rows in _groups(book, incoming, [(aliases or {}).get(name, name) for name in ids]):
        if own is None and update.mode is Mode.ONLY:
            unmatched.update(rows)
            continue
        ordered = sorted(rows, key=lambda at: (keys[at][0] != "e", ids[at], prints[at], at))
        first = ordered[0]
        if own is None:
            made.append(first)
            if len(ordered) > 1:
                both.keep_newest_hand(ordered)
        for at in ordered[1:] if own is None else ordered:
            survivor = ids[first] if own is None else str(book["lead_id"].iat[own])
            now[ids[at]] = survivor
            key = both.common(own, first, at)
            old = prints[at] in seen or key == "same row"
            filled = () if old else _taken(both, (own, first, at), update.mode)
            merges.append(Merge(int(incoming.index[at]), survivor, filled, key))
        if own is None:
            both.take_newest(ordered, update.fields)
        elif update.fields:
            _overwrite(both, (own, ordered), str(book["lead_id"].iat[own]), update, merges)
    labels = [int(label) for label in incoming.index]
    return _Rows(keys, ids, prints, merges, unmatched).result(both.result(made, ids), labels, now)


@dataclass(frozen=True, slots=True)
class _Rows:
    """What became of the incoming rows, by position."""

    keys: list[str]
    ids: list[str]
    prints: list[str]
    merges: list[Merge]
    unmatched: set[int]

    def result(
        self, book: tuple[pd.DataFrame, tuple[str, ...]], labels: list[int], now: Mapping[str, str]
    ) -> Merged:  # fmt: skip
        """All of it by label."""
        frame, new_ids = book
        read = [at for at in range(len(labels)) if at not in self.unmatched]
        return Merged(
            frame=frame, new_ids=new_ids, merges=tuple(sorted(self.merges, key=lambda one: one.row)),
            key_hashes={self.ids[at]: key_hash(self.keys[at]) for at in read},
            prints={labels[at]: self.prints[at] for at in read},
            ids={labels[at]: self.ids[at] for at in read} | {one.row: one.survivor_id for one in self.merges},
            aliases={name: survivor for name, survivor in now.items() if name != survivor},
            unmatched=tuple(sorted(labels[at] for at in self.unmatched)),
        )  # fmt: skip


def _taken(both: Both, places: tuple[int | None, int, int], mode: Mode) -> tuple[str, ...]:
    """What a row fills: of people who are known, in the mode `new`, only a do-not-contact."""
    own, first, at = places
    return both.stop(own, at) if own is not None and mode is Mode.NEW else both.fill(own, first, at)


def _overwrite(
    both: Both, places: tuple[int, list[int]], name: str, update: Update, merges: list[Merge]
) -> None:  # fmt: skip
    """Overwrite the named fields of somebody who is known, but for cells that a person typed; note it in the merges."""
    own, rows = places
    keys = [key for key in update.fields if (name, key) not in update.guarded]
    fixed = {key for holder, key in update.guarded if holder == name}
    changed = both.overwrite(own, rows, keys, fixed)
    at = len(merges) - len(rows)
    merges[at] = replace(merges[at], filled=tuple(dict.fromkeys((*merges[at].filled, *changed))))


def fingerprints(frame: pd.DataFrame) -> list[str]:
    """Fingerprint of each row: what was received, without what the import itself added (list, campaign)."""
    columns = []
    for key in sorted(set(map(str, frame.columns)) - NOT_PRINTED):
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
    mails = _key_columns(book, incoming, "E-mail", email_key)
    phones = _key_columns(book, incoming, "Phone", phone_key)
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


def _key_columns(
    book: pd.DataFrame, incoming: pd.DataFrame, label: str, change: Callable[[str], str]
) -> list[list[str]]:
    """Columns of address or number keys over the rows of the book and the incoming ones below."""
    first, second = FIELDS_OF[label]
    columns = [mapped(book[key], change) + mapped(incoming[key], change) for key in (first, second)]
    columns.extend(column + [""] * len(incoming) for column in more_keys(book["extra"], label, change))
    columns.extend([""] * len(book) + column for column in more_keys(incoming["extra"], label, change))
    return columns


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
