"""Rows told by what stands in them: words above numbers name a table, a lone name or address is a person."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leadbook.fields.email import find_emails
from leadbook.fields.phone import looks_like_phone
from leadbook.fields.text import fold
from leadbook.intake.columns.kinds import is_given_name
from leadbook.intake.columns.kinds import is_person as is_name
from leadbook.intake.tables.header_rows import column_kinds, kind_of_value

_BODY = 60
_LONGEST = 40
_SIGNS = "-=+:_( "
_COUNT = re.compile(r"\(\d+ rows?( affected)?\)", re.IGNORECASE)
_RULE = re.compile(r"\s*[:+|]?(-{3,}|={3,}|_{3,})[-=_+:|]*\s*")


def is_rule(row: Sequence[str]) -> bool:
    """Whether a row is a line drawn under the names or tells how many rows there are, as databases print tables.

    >>> is_rule(["", "---", ":---:"]), is_rule(["---", "Ana"]), is_rule(["(2 rows affected)"])
    (True, False, True)
    """
    first = row[0] or "".join(row[1:2])
    if first and first[0] not in _SIGNS:
        return False  # told cheaply, because every row of a file is asked
    if _COUNT.fullmatch("".join(row).strip()):
        return True
    return all(not cell.strip() or bool(_RULE.fullmatch(cell)) for cell in row)


def is_person(text: str) -> bool:
    """Whether a cell is nothing but an address, a phone number, or the name of a person.

    >>> [is_person(text) for text in ("ana@acme.example", "+1 212 555 0101", "Ana Silva", "End of the list")]
    [True, True, True, False]
    """
    if "@" in text:
        return find_emails(text) == [text.strip().lower()] or find_emails(text) == [text.strip()]
    if any(char.isdigit() for char in text):
        return looks_like_phone(text)
    return len(text.split()) <= 3 and not text.rstrip().endswith((".", ":")) and is_name(text)


def names_another(rows: list[list[str]], filled: list[int], at: int, above: list[int]) -> bool:
    """Whether a row after blank ones names the columns of another table, although its names are not known.

    It does when it holds words only, all rows up to the next blank one stay under them, and a column of numbers,
    dates or addresses stands where the table above holds something else. Unless the rows are of another width than
    those above, it also needs a table of addresses above that none of them holds.

    Args:
        rows, filled: cells of each row of the file, and how many of each are not blank.
        at: position of the row.
        above: positions of the rows of the table above.
    """
    first, width = rows[at], filled[at]
    if width < 2 or at + 1 >= len(rows) or not filled[at + 1] or not above:
        return False
    names = [fold(cell) for cell in first[:width]]
    if not all(names) or len(set(names)) < width or any(len(name) > _LONGEST for name in names):
        return False
    end = next((row for row in range(at + 1, min(at + 1 + _BODY, len(rows))) if not filled[row]), None)
    body = [rows[row] for row in range(at + 1, min(len(rows), at + 1 + _BODY) if end is None else end)]
    if any(cell.strip() for row in body for cell in row[width:]):
        return False
    if any(kind_of_value(cell) != "text" or is_given_name(cell) or is_name(cell) for cell in first[:width]):
        return False
    other = all(len(row) == len(first) for row in body) and len(first) not in {len(rows[row]) for row in above[:_BODY]}
    if len(body) < (1 if other else 2):
        return False
    kinds, usual = column_kinds(body), column_kinds([rows[row] for row in above[:_BODY]])
    usual += [""] * len(kinds)
    differs = any(kind not in ("text", "", own) for kind, own in zip(kinds[:width], usual, strict=False))
    lacks = "address" in usual and "address" not in kinds
    return differs and (other or lacks)
