"""Who is who: the match key of an inquiry, and the short ID that is made from it once.

An ID is the beginning of the SHA-256 of the match key in an alphabet without look-alikes. It depends on nothing else:
the same person has the same ID in every run, whatever the order, also after undo.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence

from leadbook.fields.email import email_key, is_role
from leadbook.fields.person import name_key
from leadbook.fields.phone import phone_key

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 signs; 0, 1, I and O are left out because people read them for one another."""

_SHORTEST = 5
_FIRST = 10
"""Hexadecimal digits that hold the first eight signs of an ID."""
_ALPHABET = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", ALPHABET)
"""The signs of base 32 (RFC 4648) to ours, value by value."""


def match_key(email: str, phone: str, first: str, last: str, row_print: str) -> str:
    """The key that tells one inquirer from another: address, else number with the name, else the received row.

    A mailbox that many people read counts together with the name, as a number always does: two people behind one
    switchboard are two.

    Args:
        email: cleaned address, "" when there is none that checks.
        phone: number in international form, "" when there is none.
        first, last: names.
        row_print: fingerprint of the row.

    >>> match_key("Ana@acme.example", "", "Ana", "Silva", "f1"), match_key("info@acme.example", "", "Ana", "", "f1")
    ('e:ana@acme.example', 'e:info@acme.example|ana')
    >>> match_key("", "+1 415-555-0132", "Ana", "Silva", "f1"), match_key("", "", "Ana", "Silva", "f1")
    ('p:14155550132|ana silva', 'r:f1')
    """
    address = email_key(email) if email else ""
    if address:
        return f"e:{address}|{name_key(first, last)}" if is_role(address) else f"e:{address}"
    number = phone_key(phone)
    return f"p:{number}|{name_key(first, last)}" if number else f"r:{row_print}"


def fingerprint(values: Iterable[str]) -> str:
    """SHA-256 of a row's values, the same for the same row in any file.

    >>> fingerprint(["Ana", ""]) == fingerprint(["Ana", ""]), fingerprint(["", "Ana"]) == fingerprint(["Ana", ""])
    (True, False)
    """
    return hashlib.sha256("\x1f".join(values).encode("utf-8", "surrogatepass")).hexdigest()


def key_hash(key: str) -> str:
    """SHA-256 of a match key, what `taken` remembers instead of the key itself."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def make_ids(keys: Sequence[str], taken: Mapping[str, str]) -> list[str]:
    """One ID per key; equal keys get equal IDs, different keys different ones, in whatever order they come.

    Args:
        keys: match keys.
        taken: ID → `key_hash` of the key it was made from, of the book and of all earlier runs. An ID whose key is
            not known has any other text as its hash and is never used again.

    >>> make_ids(["e:a@x.example", "e:b@x.example", "e:a@x.example"], {})
    ['8RTPQ', '6QJKQ', '8RTPQ']
    """
    owner = dict(taken)
    known = {digest: name for name, digest in taken.items()}
    made: dict[str, str] = {}
    for digest, key in sorted((key_hash(key), key) for key in set(keys)):
        if digest in known:
            made[key] = known[digest]
            continue
        length = _SHORTEST
        name = _signs(digest[:_FIRST])[:length]  # nearly always enough: the rest of a hash is not spelled for it
        while owner.get(name, digest) != digest:
            length += 1
            name = _signs(digest)[:length]
        owner[name] = digest
        made[key] = name
    return [made[key] for key in keys]


def _signs(digest: str) -> str:
    """A hash in the alphabet of IDs, five bits a sign."""
    return base64.b32encode(bytes.fromhex(digest)).decode().rstrip("=").translate(_ALPHABET)
