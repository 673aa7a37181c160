"""Rows with more cells than names, because a comma inside a cell parted it: “Acme, Inc.” without quotes."""

from __future__ import annotations

from collections.abc import Sequence

from leadbook.fields.email import find_emails
from leadbook.fields.phone import looks_like_phone
from leadbook.fields.when import is_dateish
from leadbook.intake.columns.mapping import known_field

_MOST = 3
_DATES = frozenset({"created_at", "hand_date", "meeting_at"})


def rejoined(row: Sequence[str], names: Sequence[str], delimiter: str) -> list[str] | None:
    """The row with the parted cell whole again; None unless exactly one join of neighbours puts every value in place.

    Addresses, phones and dates must stand under names that call for them, at least one of them, and each part that is
    joined to the left must begin with a blank, as text has it behind a comma.

    Args:
        row: its cells, more than there are names.
        names: names of the columns.

    >>> rejoined(["Acme", " Inc.", "a@acme.example", "212 555 0101"], ["Company", "E-mail", "Phone"], ",")
    ['Acme, Inc.', 'a@acme.example', '212 555 0101']
    >>> rejoined(["Ana", "Acme", " Inc.", "a@acme.example"], ["Name", "Company", "E-mail"], ",")
    """
    if not any(map(_is_rest, row)):
        return None
    keys = [known_field(name) or "" for name in names]
    found: set[tuple[str, ...]] = set()
    likely = False
    for size in {len(row), _filled(row)}:  # the last cells may be blank ones of the row, or belong to no column
        more = size - len(names)
        places = range(len(names)) if 0 < more <= _MOST else ()
        for at in sorted(places, key=lambda at: not _is_parted(row, at, more)):
            if not likely and not _is_parted(row, at, more):
                break  # those that read as text behind a comma come first, and none of them fits
            whole = (*row[:at], delimiter.join(row[at : at + more + 1]), *row[at + more + 1 : size])
            if all(_fits(cell, key) for cell, key in zip(whole, keys, strict=True)):
                found.add(whole)
                likely = likely or any(_is_typed(key) for cell, key in zip(whole, keys, strict=True) if cell)
            if len(found) > 1:
                return None
    return list(found.pop()) if likely else None


def _is_parted(row: Sequence[str], at: int, more: int) -> bool:
    """Whether the cells behind one read as the rest of its text."""
    return bool(row[at].strip()) and all(map(_is_rest, row[at + 1 : at + more + 1]))


def parted_by_text(rows: Sequence[Sequence[str]], width: int) -> bool:
    """Whether most of the rows that are too wide are so by commas of their text, not by a column without a name."""
    by_text = sum(1 for row in rows if sum(map(_is_rest, row)) in {len(row) - width, _filled(row) - width} - {0})
    return 2 * by_text > len(rows)


def _is_rest(cell: str) -> bool:
    """Whether a cell begins as text does behind a comma."""
    return cell[:1] == " " and bool(cell.strip())


def _filled(row: Sequence[str]) -> int:
    """How many cells a row has up to its last filled one."""
    return max((at for at, cell in enumerate(row, 1) if cell.strip()), default=0)


def _is_typed(key: str) -> bool:
    """Whether a field holds values that are told by their form."""
    return key in ("email", "phone") or key in _DATES


def _fits(cell: str, key: str) -> bool:
    """Whether a cell may stand in a column."""
    text = cell.strip()
    if key == "email":
        return not text or ("," not in text and bool(find_emails(text)))
    if key == "phone":
        return not text or looks_like_phone(text)
    if key in _DATES:
        return not text or is_dateish(text)
    return "@" not in text or not find_emails(text)
