"""Which rows of a file name its columns: one, several that are joined with a space, or none at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from statistics import median

from leadbook.fields.email import find_emails
from leadbook.fields.phone import looks_like_phone
from leadbook.fields.text import fold, is_blank_word
from leadbook.fields.when import is_dateish
from leadbook.intake.columns.kinds import is_given_name, is_person
from leadbook.intake.columns.mapping import contact_fields, known_field
from leadbook.intake.columns.plain_names import names_column

_SEARCH = 60
_BODY = 60
_HEADER_LEAST = 0.5
_FULL = 0.6
_SHARE = 0.8
_NUMBER = re.compile(r"^[+\-(]?\s?[$€£¥]?\s?\d[\d.,' \u00a0]*([eE][+-]?\d+)?\s?[%$€£¥)]?$")
_TIME = re.compile(r"^\d{1,2}:\d{2}(:\d{2})?( ?[ap]m)?$", re.IGNORECASE)
_YEAR = re.compile(r"^(19|20)\d\d$")


@dataclass(frozen=True, slots=True)
class Header:
    """Names of the columns of a table.

    Args:
        first, last: positions of the rows they stand in; `last` is before `first` when no row names the columns.
        names: the names, those of several rows joined with a space.
        names_row: position of the row with the names proper, as it may repeat further below; -1 when there is none.
    """

    first: int
    last: int
    names: list[str]
    names_row: int

    @property
    def is_missing(self) -> bool:
        """Whether the first row is data already."""
        return self.names_row < 0


def is_header(row: Sequence[str]) -> bool:
    """Whether a row names columns: several known names and nothing that is itself a value."""
    # most rows hold an address or a bare number: told cheaply, because every row of a file is asked
    if "@" in " ".join(row) or any(map(str.isdigit, row)):
        return False
    cells = [cell for cell in row if cell.strip()]
    known = sum(1 for cell in cells if known_field(cell))
    if known < 2 or known < 0.3 * len(cells) or not _names_columns(cells, known):
        return False
    return not any(looks_like_value(cell) for cell in cells)


def _names_columns(cells: Sequence[str], known: int) -> bool:
    """Whether known names are no mere values: “Ann Lee, Lead, Agent” and “Bo, School, Manager” are rows of a list."""
    plain = sum(map(names_column, cells))
    return plain > 1 or (plain == 1 and known == len(cells) <= 2)


def looks_like_value(cell: str) -> bool:
    """Whether a cell holds an address, a number or a date, as headers never do."""
    text = cell.strip()
    if "@" in text:
        return bool(find_emails(text))
    return text.replace(".", "").replace(",", "").isdigit() or looks_like_phone(text) or is_dateish(text)


def find_header(rows: list[list[str]], filled: list[int]) -> Header | None:
    """The header of the first table; None when there is no filled row.

    Args:
        rows: cells of each row, as read.
        filled: how many cells of each row are not blank.
    """
    candidates = [at for at in range(min(len(rows), _SEARCH)) if filled[at]]
    if not candidates:
        return None
    usual = _usual_width(filled)
    for at in candidates:
        if is_header(rows[at]) and filled[at] >= _HEADER_LEAST * usual:
            above = [up for up in candidates if up < at and filled[up] >= _FULL * usual and _has_address(rows[up])]
            return _without_names(rows, above[0]) if len(above) > 1 else joined(rows, filled, at)
    full = [at for at in candidates if filled[at] >= max(1, _FULL * usual)]
    for at in full:
        if _is_data(rows, filled, at):
            return _without_names(rows, full[0])
        if all(_YEAR.match(cell.strip()) for cell in rows[at] if looks_like_value(cell)):
            below = _kinds_below(rows, filled, at)
            above = [up for up in full if up < at and _is_alike(rows[up], below)]
            return _without_names(rows, above[0]) if above else joined(rows, filled, at)
    return joined(rows, filled, (full or candidates)[0])


def _usual_width(filled: list[int]) -> int:
    """The number of filled cells that rows usually have."""
    counts = [count for count in filled if count][:2000]
    wide = [count for count in counts if count > 1]
    return int(median(wide if len(wide) * 5 >= len(counts) else counts)) if counts else 0


def _has_address(row: Sequence[str]) -> bool:
    """Whether a row holds an e-mail address."""
    return any("@" in cell and find_emails(cell) for cell in row)


def _without_names(rows: list[list[str]], at: int) -> Header:
    """Names by position for a list that begins at a row without any."""
    width = max(len(row) for row in rows[at : at + _BODY])
    return Header(at, at - 1, [f"Column {place}" for place in range(1, width + 1)], -1)


@lru_cache(maxsize=8192)
def kind_of_value(cell: str) -> str:
    """What a cell is by its form: "", "address", "link", "number", "date" or "text".

    >>> [kind_of_value(text) for text in ("a@x.example", "$4.50", "2026-11-02", "Ana", " ")]
    ['address', 'number', 'date', 'text', '']
    """
    text = cell.strip()
    if not text:
        return ""
    if text.isdecimal() and len(text) < 8:
        return "number"
    if "@" in text and find_emails(text):
        return "address"
    if text.startswith(("http://", "https://", "www.")):
        return "link"
    if text[-1].isalpha() and text[0].isalpha() and len(text) > 30:
        return "text"
    if is_dateish(text) or _TIME.match(text):
        return "date"
    return "number" if _NUMBER.match(text) or looks_like_phone(text) else "text"


def _kinds_below(rows: list[list[str]], filled: list[int], at: int) -> list[str]:
    """What the columns below a row hold, "text" when they hold no one thing."""
    body = [rows[down] for down in range(at + 1, min(len(rows), at + 1 + _BODY)) if filled[down] > 1 or filled[at] == 1]
    return column_kinds(body)


def column_kinds(rows: Sequence[Sequence[str]]) -> list[str]:
    """What each column holds, as `kind_of_value` calls it; "text" when it holds no one thing."""
    kinds = []
    for place in range(max((len(row) for row in rows), default=0)):
        cells = [row[place] for row in rows if place < len(row) and not is_blank_word(row[place])]
        found = Counter(map(kind_of_value, cells)).most_common(1)
        kinds.append(found[0][0] if found and found[0][1] >= _SHARE * len(cells) else "text")
    return kinds


def _is_data(rows: list[list[str]], filled: list[int], at: int) -> bool:
    """Whether a row that could be the header is the first row of data instead."""
    row = rows[at]
    own = [kind_of_value(cell) for cell in row]
    below = _kinds_below(rows, filled, at)
    if "address" in own:  # nobody names a column by an address
        return own.count("address") <= 2 and ("address" in below or not below)
    words = own.count("text")
    known = sum(1 for cell in row if known_field(cell))
    if words and 2 * known >= words and any(map(names_column, row)):
        return False
    if "address" in below[: len(own)] and not own[below.index("address")]:
        return True  # a header names the column of the addresses; a row can lack one
    if _is_named(rows, filled, at):
        return True
    same = [cell.strip() for cell, kind, there in zip(row, own, below, strict=False) if kind == there != "text"]
    return _is_alike(row, below) and not all(_YEAR.match(text) for text in same if text)


def _is_named(rows: list[list[str]], filled: list[int], at: int) -> bool:
    """Whether a row holds the name of a person in a column of such names, and no name of a column."""
    row = rows[at]
    body = [rows[down] for down in range(at + 1, min(len(rows), at + 1 + _BODY)) if filled[down]]
    for tells in (is_given_name, is_person):
        for place, cell in enumerate(row):
            if not tells(cell) or any(map(names_column, row)):
                continue
            below = [other[place] for other in body if "".join(other[place : place + 1]).strip()]
            if len(below) > 1 and 2 * sum(map(tells, below)) >= len(below):
                return True
    return False


def _is_alike(row: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a row holds what the columns below hold, and nowhere words above numbers, dates or addresses."""
    pairs = [(kind_of_value(cell), kind, cell) for cell, kind in zip(row, below, strict=False) if cell.strip()]
    if any(own == "text" and kind not in ("text", "") and not is_blank_word(cell) for own, kind, cell in pairs):
        return False
    return any(own == kind != "text" for own, kind, _ in pairs)


def joined(rows: list[list[str]], filled: list[int], at: int) -> Header:
    """The header at a row, together with a row of groups above it and of further words below it."""
    first = last = at
    names = rows[at]
    if _continues(rows, filled, at):
        last = at + 1
        names = _both(_carried(names, rows[last]) if _has_gaps(names, rows[last]) else names, rows[last])
    if at and filled[at - 1] and _are_groups(rows[at - 1], names):
        first = at - 1
        names = _both(_carried(rows[first], names), names)
    return Header(first, last, list(names), at)


def _both(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Two rows of names as one."""
    width = max(len(upper), len(lower))
    above, below = ([*row, *[""] * (width - len(row))] for row in (upper, lower))
    return [" ".join(part for part in (a.strip(), b.strip()) if part) for a, b in zip(above, below, strict=True)]


def _carried(groups: Sequence[str], names: Sequence[str]) -> list[str]:
    """The label of a group over each of its columns: to the right, as long as cells are blank and named below."""
    result, label = [], ""
    for place in range(max(len(groups), len(names))):
        own = groups[place].strip() if place < len(groups) else ""
        named = place < len(names) and bool(names[place].strip())
        label = own or (label if named else "")
        result.append(label)
    return result


def _are_groups(row: Sequence[str], names: Sequence[str]) -> bool:
    """Whether a row above the names groups them: labels with gaps, and no title or remark.

    A line “Report | Spring show” above a list is no group: only names that repeat below the labels, or labels that
    stand apart over a named table, are evidence.
    """
    labels = [place for place, cell in enumerate(row) if cell.strip()]
    named = [place for place, cell in enumerate(names) if cell.strip()]
    if not labels or labels[-1] >= len(names) or not names[labels[-1]].strip() or len(named) < 3:
        return False
    if any(row[place].strip().endswith(":") or kind_of_value(row[place]) == "address" for place in labels):
        return False
    with_labels = _both(_carried(row, names), names)
    told_apart = len({fold(names[at]) for at in named}) < len({fold(with_labels[at]) for at in named})
    if told_apart and (len(labels) > 1 or labels[0] > named[0]):
        return True
    if len(labels) < 2 or any(looks_like_value(row[place]) for place in labels):
        return False
    if is_header(names) and not contact_fields(row[place] for place in labels):
        return False  # names that are clear need no label, and this may be a title
    apart = [b - a > 1 for a, b in pairwise([*labels, named[-1] + 1])]
    return labels[0] > named[0] or (all(apart) and len(labels) * 2 <= len(named))


def _has_gaps(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether the lower row names columns that the upper one leaves blank."""
    return any(cell.strip() and not "".join(upper[place : place + 1]).strip() for place, cell in enumerate(lower))


def _continues(rows: list[list[str]], filled: list[int], at: int) -> bool:
    """Whether the row below a header belongs to it; a row that could be a person never does.

    It does when its first column is blank and its words stand only over columns of numbers, dates or addresses
    (“Total” above “Restated”), or when it names fields below blank cells (“Contact” above “Phone”, “E-mail”).
    """
    below = at + 1
    if below + 1 >= len(rows) or not filled[below] or filled[below] > max(filled[at], len(rows[at])):
        return False
    upper, row = rows[at], rows[below]
    places = [place for place, cell in enumerate(row) if cell.strip()]
    if places[0] == 0 or any(looks_like_value(row[place]) or is_blank_word(row[place]) for place in places):
        return False
    known = sum(1 for place in places if known_field(row[place]))
    if known > 1 and 2 * known >= len(places) and any(map(names_column, row)) and _has_gaps(upper, row):
        return True
    kinds = _kinds_below(rows, filled, below)
    typed = [place for place in places if kinds[place : place + 1] not in ([], ["text"], [""])]
    return len(typed) == len(places) and len(rows) - below > 3
