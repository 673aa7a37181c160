"""Which rows are one person, by address and number: keys, then connected components.

The rule, in words:

* One address is one person. A mailbox that many people read (info@, sales@) counts like a number.
* One number is one person only when the names do not speak against it: rows with the same name (or with initials of
  it) belong together; a row without a name joins when the number has one name only and no second address. Two
  names behind one switchboard stay two people.
* What is connected through either belongs together. The result depends on the set of rows, never on their order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd

from leadbook.fields.email import email_key, is_role
from leadbook.fields.person import name_key, names_fit, split_name
from leadbook.fields.phone import phone_key

_MANY_NAMES = 30
"""A number with more names than this is a switchboard; initials are not matched there."""


class Joined:
    """Union-find over positions 0 … size - 1."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, at: int) -> int:
        """The representative of a position, the same for all that are joined."""
        parent = self._parent
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    def join(self, one: int, other: int) -> None:
        """Put two positions together; the smaller root stays."""
        a, b = self.root(one), self.root(other)
        if a != b:
            self._parent[max(a, b)] = min(a, b)

    def labels(self) -> np.ndarray:
        """Root of every position."""
        return np.fromiter((self.root(at) for at in range(len(self._parent))), dtype="int64", count=len(self._parent))


def find_duplicates(frame: pd.DataFrame, kinds: Mapping[str, str]) -> pd.Series:
    """Labels of people: rows with one label are one.

    Args:
        frame: text columns.
        kinds: column → what it holds: given_name, family_name, full_name, email or phone (in international form
            or at least written alike); other kinds do not decide exact duplicates and are not looked at.

    Returns:
        Integers with the index of the frame; a label is the position of the first row of its cluster.
    """
    by_kind: dict[str, list[str]] = defaultdict(list)
    for column, kind in kinds.items():
        by_kind[kind].append(column)
    names = _names(frame, by_kind)
    mails = [mapped(frame[column], email_key) for column in by_kind["email"]]
    phones = [mapped(frame[column], _any_phone) for column in by_kind["phone"]]
    return pd.Series(joined(names, mails, phones).labels(), index=frame.index)


def joined(names: Sequence[str], mails: Sequence[Sequence[str]], phones: Sequence[Sequence[str]]) -> Joined:
    """Clusters of rows.

    Args:
        names: name key of each row, "" without a name.
        mails: columns of address keys; a row can have several addresses.
        phones: columns of number keys.
    """
    found = Joined(len(names))
    shared: list[dict[str, list[int]]] = []
    for columns in (mails, phones):
        groups: dict[str, list[int]] = defaultdict(list)
        for column in columns:
            for at, key in enumerate(column):
                if key:
                    groups[key].append(at)
        shared.append(groups)
    shared_mails, shared_phones = shared
    for key, rows in shared_mails.items():
        if len(rows) > 1 and not is_role(key):
            for row in rows[1:]:
                found.join(rows[0], row)
    labels = found.labels()
    personal = _personal(labels, mails)
    names = _known_names(labels, names)
    for groups, by_name_only in ((shared_mails, is_role), (shared_phones, bool)):
        for key, rows in groups.items():
            if len(rows) > 1 and by_name_only(key):
                _join_by_name(found, sorted(set(rows)), names, personal)
    return found


def mapped(values: pd.Series, change: Callable[[str], str]) -> list[str]:
    """A column with every different value changed once."""
    table = {value: change(value) if value else "" for value in values.unique()}
    return [table[value] for value in values.tolist()]


def row_names(first: pd.Series, last: pd.Series) -> list[str]:
    """Name key of each row, every different name keyed once."""
    pairs = list(zip(first.tolist(), last.tolist(), strict=True))
    table = {pair: name_key(*pair) for pair in set(pairs)}
    return [table[pair] for pair in pairs]


def _names(frame: pd.DataFrame, by_kind: Mapping[str, list[str]]) -> list[str]:
    """Name key of each row from whatever name columns there are."""
    blank = pd.Series([""] * len(frame), index=frame.index, dtype="object")
    first = frame[by_kind["given_name"][0]] if by_kind.get("given_name") else blank
    last = frame[by_kind["family_name"][0]] if by_kind.get("family_name") else blank
    if by_kind.get("full_name"):
        return mapped(frame[by_kind["full_name"][0]], lambda text: name_key(*split_name(text)))
    return row_names(first, last)


def _any_phone(text: str) -> str:
    """Key of a number in any form: its digits, when there are enough of them."""
    digits = phone_key(text) or "".join(char for char in text if char.isdigit())
    return digits if len(digits) >= 7 else ""


def _known_names(labels: np.ndarray, names: Sequence[str]) -> list[str]:
    """Name of each row, where it has none the one name of the person its address belongs to."""
    own: dict[int, set[str]] = defaultdict(set)
    for label, name in zip(labels.tolist(), names, strict=True):
        if name:
            own[label].add(name)
    return [name or min(own.get(label, {""})) for label, name in zip(labels.tolist(), names, strict=True)]


def more_keys(extra: pd.Series, label: str, change: Callable[[str], str]) -> list[list[str]]:
    """Columns of keys from the extra answers “E-mail: …” and “Phone: …”, where a third one of a person is kept."""
    found = {
        text: [change(part[len(label) + 2 :]) for part in text.split("; ") if part.startswith(f"{label}: ")]
        for text in extra.unique()
    }
    most = max((len(keys) for keys in found.values()), default=0)
    return [[found[text][at] if at < len(found[text]) else "" for text in extra.tolist()] for at in range(most)]


def _personal(labels: np.ndarray, mails: Sequence[Sequence[str]]) -> list[frozenset[str]]:
    """Personal addresses of the person each row belongs to, as joined by addresses alone.

    Taken before any number is looked at, so that the order of numbers does not matter.
    """
    own: dict[int, set[str]] = defaultdict(set)
    for column in mails:
        for label, key in zip(labels.tolist(), column, strict=True):
            if key and not is_role(key):
                own[label].add(key)
    return [frozenset(own.get(label, ())) for label in labels.tolist()]


def _join_by_name(found: Joined, rows: list[int], names: Sequence[str], personal: list[frozenset[str]]) -> None:
    """Join rows that share a number or a common mailbox, as far as their names allow."""
    by_name: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        by_name[names[row]].append(row)
    nameless = by_name.pop("", [])
    for people in by_name.values():
        for row in people[1:]:
            found.join(people[0], row)
    full = sorted(by_name)
    for name in full if len(full) <= _MANY_NAMES else []:
        fits = [other for other in full if other != name and names_fit(name, other)]
        if len(fits) == 1 and all(not names_fit(fits[0], third) for third in full if third not in (name, fits[0])):
            found.join(by_name[name][0], by_name[fits[0]][0])
    # one name stays one name here also when it was written with an initial: those rows are joined by now
    if (
        len({found.root(by_name[name][0]) for name in full}) <= 1
        and len({personal[row] for row in rows} - {frozenset()}) <= 1
    ):
        for row in rows[1:]:
            found.join(rows[0], row)
        return
    bare = [row for row in nameless if not personal[row]]
    for row in bare[1:]:
        found.join(bare[0], row)
