"""Where in a file the header stands, what is a row of data and what is not; several tables are told apart."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from statistics import median

import pandas as pd

from leadbook.fields.email import find_emails
from leadbook.fields.phone import looks_like_phone
from leadbook.fields.text import fold
from leadbook.fields.when import is_ambiguous, is_dateish
from leadbook.intake.mapping import CONTACT_KEYS, known_field
from leadbook.intake.source import RawRows, SourceTable
from leadbook.model import Finding, Reject, Severity

_SEARCH = 60
_HEADER_LEAST = 0.5
_DATE_KEYS = frozenset({"created_at", "hand_date", "meeting_at"})
_NOTES = {
    "error_value": "The cell held an error and was left blank.",
    "formula_without_value": "The cell held a formula without a value and was left blank.",
    "impossible_date": "The cell held a date that does not exist and was left blank.",
}


@dataclass(slots=True)
class _Block:
    """One table found in a file: position of its header and of its rows in the raw rows."""

    header: int
    rows: list[int] = field(default_factory=list)


def lay_out(raw: RawRows, file: str) -> SourceTable:
    """The table with the leads as a frame, further tables in `others`, and what was left out as warnings.

    Args:
        raw: rows as read, with their numbers.
        file: name of the file, for findings.
    """
    raw = _without_staff(raw)
    warnings = list(raw.warnings)
    filled = [sum(1 for cell in row if cell.strip()) for row in raw.rows]
    usual = _usual_width(filled)
    top = _find_header(raw.rows, filled, usual)
    if top is None:
        return SourceTable(
            frame=pd.DataFrame(), rejects=tuple(raw.rejects), warnings=_once([*warnings, "no_rows"]), source=raw.source
        )
    blocks = _blocks(raw.rows, filled, top, warnings)
    if any(filled[at] for at in range(top)):
        warnings.append("header_row_guessed")
    tables = [_table(raw, block, file) for block in blocks]
    best = max(range(len(tables)), key=lambda at: (_worth(tables[at]), -at))
    others = tuple(table for at, table in enumerate(tables) if at != best)
    if others:
        warnings.append("more_tables")
    chosen = tables[best]
    warnings.extend(chosen.warnings)
    if chosen.frame.empty:
        warnings.append("no_rows")
    rejects = (*raw.rejects, *chosen.rejects)
    return SourceTable(
        frame=chosen.frame, rejects=tuple(sorted(rejects, key=lambda reject: reject.row)),
        findings=chosen.findings, warnings=_once(warnings), others=others, source=raw.source,
        header_row=chosen.header_row, left=chosen.left,
    )  # fmt: skip


_STAFF = (
    ("host", "host"), ("organizer", "host"), ("organiser", "host"), ("moderator", "host"), ("panelist", "panelist"),
    ("presenter", "panelist"), ("speaker", "panelist"), ("gastgeber", "host"), ("referent", "panelist"),
)  # fmt: skip


def _without_staff(raw: RawRows) -> RawRows:
    """The rows without the tables under headings like “Host Details”; their people are rejected, not read as leads.

    A webinar tool writes hosts, panelists and attendees below each other, each under such a line.
    """
    filled = [sum(1 for cell in row if cell.strip()) for row in raw.rows]
    gone: set[int] = set()
    rejects = list(raw.rejects)
    for at, count in enumerate(filled):
        reason = _staff(raw.rows[at]) if count == 1 else ""
        if not reason or not _is_heading(raw.rows, filled, at):
            continue
        gone |= {at, at + 1}
        for row in range(at + 2, len(filled)):
            if filled[row] <= 1 or is_header(raw.rows[row]):
                break
            gone.add(row)
            rejects.append(Reject(raw.numbers[row], reason))
    if not gone:
        return raw
    kept = [at for at in range(len(filled)) if at not in gone]
    return replace(
        raw, rows=[raw.rows[at] for at in kept], numbers=[raw.numbers[at] for at in kept],
        rejects=sorted(rejects, key=lambda reject: reject.row),
    )  # fmt: skip


def _staff(row: list[str]) -> str:
    """Why people below this heading are no inquiries, "" when it is no such heading."""
    words = fold(next(cell for cell in row if cell.strip())).split()
    found = (reason for start, reason in _STAFF if words[:1] and words[0].startswith(start))
    return next(found, "") if len(words) <= 2 else ""


def is_header(row: list[str]) -> bool:
    """Whether a row names columns: several known names and nothing that is itself a value."""
    # most rows hold an address or a bare number: told cheaply, because every row of a file is asked
    if any("@" in cell or cell.isdigit() for cell in row):
        return False
    cells = [cell for cell in row if cell.strip()]
    known = sum(1 for cell in cells if known_field(cell))
    values = sum(1 for cell in cells if looks_like_value(cell))
    return known >= 2 and values == 0 and known >= 0.3 * len(cells)


def looks_like_value(cell: str) -> bool:
    """Whether a cell holds an address, a number or a date, as headers never do."""
    text = cell.strip()
    if "@" in text:
        return bool(find_emails(text))
    return text.replace(".", "").replace(",", "").isdigit() or looks_like_phone(text) or is_dateish(text)


def _usual_width(filled: list[int]) -> int:
    """The number of filled cells that rows usually have."""
    counts = [count for count in filled if count][:2000]
    wide = [count for count in counts if count > 1]
    return int(median(wide if len(wide) * 2 >= len(counts) else counts)) if counts else 0


def _find_header(rows: list[list[str]], filled: list[int], usual: int) -> int | None:
    """Position of the first row that can be the header; None when there is no filled row."""
    candidates = [at for at in range(min(len(rows), _SEARCH)) if filled[at]]
    for at in candidates:
        if is_header(rows[at]) and filled[at] >= _HEADER_LEAST * usual:
            return at
    for at in candidates:
        if filled[at] >= max(1, 0.6 * usual) and not any(looks_like_value(cell) for cell in rows[at] if cell.strip()):
            return at
    return candidates[0] if candidates else None


def _blocks(rows: list[list[str]], filled: list[int], top: int, warnings: list[str]) -> list[_Block]:
    """The tables of a file from the first header on; blank rows, headings and repeated headers belong to none."""
    blocks = [_Block(top)]
    key = _row_key(rows[top])
    blank = False
    for at in range(top + 1, len(rows)):
        if not filled[at]:
            blank = True
            continue
        if blank:
            warnings.append("blank_rows_skipped")
            after_blank, blank = True, False
        else:
            after_blank = False
        if fold(rows[at][0]) == (key[0] if key else "") and _row_key(rows[at]) == key:
            warnings.append("repeated_headers_skipped")
        elif filled[at] >= 3 and is_header(rows[at]):
            blocks.append(_Block(at))
            key = _row_key(rows[at])
        elif _is_heading(rows, filled, at) or _is_footer(rows, filled, at, after_blank, blocks[-1]):
            warnings.append("text_rows_skipped")
        else:
            blocks[-1].rows.append(at)
    return blocks


def _row_key(row: list[str]) -> tuple[str, ...]:
    """A row of headers as a key to compare by."""
    cells = [fold(cell) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _is_heading(rows: list[list[str]], filled: list[int], at: int) -> bool:
    """Whether a row only names the table that begins below it."""
    if filled[at] != 1 or at + 1 >= len(rows):
        return False
    return filled[at + 1] >= 3 and is_header(rows[at + 1])


def _is_footer(rows: list[list[str]], filled: list[int], at: int, after_blank: bool, block: _Block) -> bool:
    """Whether a row and all below it are closing remarks: one cell each, after a blank row or of the known kind."""
    named = [place for place, cell in enumerate(rows[block.header]) if cell.strip()]
    if len(named) < 3 or not block.rows:
        return False
    text = "".join(rows[at][: named[0] + 1]).strip()  # the list may begin right of the first column
    if filled[at] != 1 or not text:
        return False
    known = fold(text).startswith(_FOOTER_WORDS)
    before = at - 1
    started = after_blank or (before > block.rows[-1] and filled[before] == 1)
    return (known or started) and all(count <= 1 for count in filled[at:])


_FOOTER_WORDS = (
    "grand total", "copyright", "confidential", "generated by", "report generated", "exported", "end of report",
    "total records", "gesamt", "summe", "erstellt", "vertraulich", "exportiert", "ende des", "total general",
)  # fmt: skip


def _table(raw: RawRows, block: _Block, file: str) -> SourceTable:
    """The frame of one table, with its findings and rejects."""
    header = list(raw.rows[block.header])
    looked = block.rows[:50] if raw.ragged else block.rows  # a note far down beside a sheet's list is no surplus cell
    shift, header = _trim(header, [raw.rows[at] for at in looked])
    width, warnings, rejects = len(header), [], []
    rows, numbers = [], []
    for at in block.rows:
        row = raw.rows[at][shift:]
        if len(row) > width:
            if any(cell.strip() for cell in row[width:]):
                rejects.append(Reject(raw.numbers[at], "too_many_fields"))
                continue
            row = row[:width]
        elif len(row) < width:
            if raw.ragged:
                warnings.append("short_rows_padded")
            row = [*row, *[""] * (width - len(row))]
        rows.append(row)
        numbers.append(raw.numbers[at])
    warnings.extend(_header_warnings(header))
    frame = pd.DataFrame(rows, columns=header, index=pd.Index(numbers, dtype="int64"), dtype="object")
    if width and not rows:
        frame = pd.DataFrame({at: pd.Series(dtype="object") for at in range(width)}, index=frame.index)
        frame.columns = pd.Index(header)
    if _has_ambiguous_dates(frame):
        warnings.append("ambiguous_dates")
    seen = set(numbers)
    findings = tuple(
        Finding(code, file, row, header[at - shift], _NOTES[code], Severity.ASK)
        for row, at, code in raw.cells
        if row in seen and 0 <= at - shift < width
    )
    return SourceTable(
        frame=frame, rejects=tuple(rejects), findings=findings, warnings=_once(warnings), source=raw.source,
        header_row=raw.numbers[block.header], left=shift,
    )  # fmt: skip


def _trim(header: list[str], rows: list[list[str]]) -> tuple[int, list[str]]:
    """Leave out columns at either side that have neither a name nor a value; how many at the left."""
    used = len(header)
    while used and not header[used - 1].strip() and not any(len(row) >= used and row[used - 1].strip() for row in rows):
        used -= 1
    shift = 0
    while (
        shift < used
        and not header[shift].strip()
        and not any(row[shift : shift + 1] != [] and row[shift].strip() for row in rows)
    ):
        shift += 1
    return shift, header[shift:used]


def _header_warnings(header: list[str]) -> list[str]:
    """Codes for names that are missing or repeat."""
    names = [fold(name) or name.strip() for name in header]
    codes = ["blank_header"] if any(not name.strip() for name in header) else []
    if any(count > 1 and name for name, count in Counter(names).items()):
        codes.append("duplicate_headers")
    return codes


def _has_ambiguous_dates(frame: pd.DataFrame) -> bool:
    """Whether a column named as a date holds days that could be read either way, seen alone."""
    places = [at for at, name in enumerate(frame.columns) if known_field(str(name)) in _DATE_KEYS]
    return any(is_ambiguous(text) for at in places for text in frame.iloc[:, at].unique())


def _worth(table: SourceTable) -> tuple[int, int]:
    """How likely a table is the one with the leads: its contact columns first, then its rows."""
    known = {known_field(str(name)) for name in table.frame.columns}
    return len(known & CONTACT_KEYS) if len(table.frame) else 0, len(table.frame)


def _once(warnings: list[str]) -> tuple[str, ...]:
    """Each code once, in the order of their first appearance."""
    return tuple(dict.fromkeys(warnings))
