"""Addresses that tell two people apart although their names are alike and their company is the same."""

from __future__ import annotations

import re
from typing import Protocol

from leadbook.fields.text import fold
from leadbook.stages.likeness import Name, given_form, is_slip

_DIGITS, _WORD = re.compile(r"\d"), re.compile(r"[^\W\d_]+")
_LOCAL = 5
"""A local part this long says something about whose mailbox it is."""


class Reached(Protocol):
    """A row by its name, its own addresses and its numbers."""

    @property
    def name(self) -> Name: ...
    @property
    def mails(self) -> tuple[str, ...]: ...
    @property
    def phones(self) -> tuple[str, ...]: ...


def tell_two(one: Reached, other: Reached) -> bool:
    """Whether the addresses tell two people.

    A mail system numbers namesakes, so "ana.silva1" and "ana.silva2" of one domain are two people's; so are "ana.silva"
    and "ana.silva2" when both rows have a phone number. "jane.lee" and "john.lee" are two people's: one family name,
    and two given names.
    """
    if not one.mails or not other.mails:
        return False
    pairs = [(mine.rpartition("@"), theirs.rpartition("@")) for mine in one.mails for theirs in other.mails]
    is_sure = bool(one.phones and other.phones) or all(_DIGITS.search(a[0]) and _DIGITS.search(b[0]) for a, b in pairs)
    if is_sure and all(a[2] == b[2] and numbered_apart(a[0], b[0]) for a, b in pairs):
        return True
    families = {*one.name.last, *other.name.last}
    return all(named_apart(mine[0], theirs[0], families) for mine, theirs in pairs)


def numbered_apart(one: str, other: str) -> bool:
    """Whether two local parts differ only in their numbers.

    >>> numbered_apart("ana.silva1", "ana.silva22"), numbered_apart("ana.silva", "asilva")
    (True, False)
    """
    plain = _DIGITS.sub("", one)
    return one != other and plain == _DIGITS.sub("", other) and len(plain) >= _LOCAL


def named_apart(one: str, other: str, families: set[str]) -> bool:
    """Whether two local parts hold different given names beside the family name of their rows.

    >>> named_apart("jane.lee", "john.lee", {"lee"}), named_apart("bob.lee", "robert.lee", {"lee"})
    (True, False)
    >>> named_apart("j.lee", "m.lee", {"lee"}), named_apart("j.lee", "jane.lee", {"lee"})
    (True, False)
    """
    words, words2 = _WORD.findall(fold(one)), _WORD.findall(fold(other))
    given, given2 = ([word for word in found if word not in families] for found in (words, words2))
    if len(given) != 1 or len(given2) != 1 or min(len(words), len(words2)) < 2:
        return False
    a, b = str(given[0]), str(given2[0])
    if min(len(a), len(b)) < 3:
        return a[0] != b[0]
    return given_form(a) != given_form(b) and not is_slip(a, b)
