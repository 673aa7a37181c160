"""Rows of a file or sheet as a table: its header found, what is no row of data left out, further tables kept apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from leadbook.fields.text import fold
from leadbook.fields.when import is_ambiguous
from leadbook.intake.columns.mapping import contact_fields, known_field
from leadbook.intake.presets.match import known_columns
from leadbook.intake.presets.sections import with_sections
from leadbook.intake.source import RawRows, SourceTable
from leadbook.intake.tables.header_rows import Header, find_header, kind_of_value, looks_like_value
from leadbook.intake.tables.surplus import parted_by_text, rejoined
from leadbook.intake.tables.tables_apart import Block, blocks_of, side_by_side, without_staff
from leadbook.model import Finding, Reject, Severity

__all__ = ["lay_out", "looks_like_value"]

_DATE_KEYS = frozenset({"created_at", "hand_date", "meeting_at"})
_KINDS = {"email": "address", "phone": "number", "website": "link", **dict.fromkeys(_DATE_KEYS, "date")}
_LOOKED_AT = 50
_NOTES = {
    "error_value": "The cell held an error and was left blank.",
    "formula_without_value": "The cell held a formula without a value and was left blank.",
    "impossible_date": "The cell held a date that does not exist and was left blank.",
}


def lay_out(raw: RawRows, file: str) -> SourceTable:
    """The table with the leads as a frame, further tables in `others`, and what was left out as warnings.

    Args:
        raw: rows as read, with their numbers.
        file: name of the file, for findings.
    """
    raw = without_staff(raw)
    warnings = list(raw.warnings)
    filled = [sum(map(bool, map(str.strip, row))) for row in raw.rows]
    header = find_header(raw.rows, filled)
    if header is None:
        return SourceTable(
            frame=pd.DataFrame(), rejects=tuple(raw.rejects), warnings=_once([*warnings, "no_rows"]), source=raw.source,
            untrusted=_cells(raw.untrusted),
        )  # fmt: skip
    if header.is_missing:
        warnings.append("no_header")
    if any(filled[: header.first]):
        warnings.append("header_row_guessed")
    skipped: list[int] = []
    blocks = blocks_of(raw.rows, filled, header, warnings, skipped)
    parts = [part for block in blocks for part in side_by_side(raw.rows, block)]
    chosen = _chosen(raw, [_table(raw, part, file) for part in parts], warnings)
    texts = {raw.numbers[at]: " ".join(cell.strip() for cell in raw.rows[at] if cell.strip()) for at in skipped}
    return replace(chosen, skipped=texts)


def _chosen(raw: RawRows, tables: list[SourceTable], warnings: list[str]) -> SourceTable:
    """The table with the leads, with what was said about the whole file."""
    best = max(range(len(tables)), key=lambda at: (_worth(tables[at]), -at)) if len(tables) > 1 else 0
    others = tuple(table for at, table in enumerate(tables) if at != best)
    chosen = tables[best]
    said = [*warnings, *(["more_tables"] if others else []), *chosen.warnings]
    if chosen.frame.empty:
        said.append("no_rows")
    rejects = (*raw.rejects, *chosen.rejects)
    whole = SourceTable(
        frame=chosen.frame, rejects=tuple(sorted(rejects, key=lambda reject: reject.row)),
        findings=chosen.findings, warnings=_once(said), others=others, source=raw.source,
        header_row=chosen.header_row, left=chosen.left, untrusted={**_cells(raw.untrusted), **chosen.untrusted},
    )  # fmt: skip
    return with_sections(whole)


def _cells(untrusted: dict[int, list[str]]) -> dict[int, tuple[str, ...]]:
    """Cells of rejected rows, as they are kept for good."""
    return {number: tuple(row) for number, row in untrusted.items()}


def _table(raw: RawRows, block: Block, file: str) -> SourceTable:
    """The frame of one table, with its findings and rejects."""
    looked = block.rows[:_LOOKED_AT] if raw.ragged else block.rows  # a note far down beside a list is no surplus cell
    right = block.right
    below = [raw.rows[at][block.left : right] for at in looked]
    names, warnings = _wide_enough(block.header, below) if raw.ragged and right is None else (block.header.names, [])
    trimmed, names = _trim(names, below)
    shift = block.left + trimmed
    width = len(names)
    rejects, rows, numbers, untrusted = [], [], [], {}
    for at in block.rows:
        row = raw.rows[at][shift:right]
        if len(row) > width:
            whole = rejoined(row, names, raw.delimiter) if raw.delimiter else None
            if whole:
                warnings.append("cells_joined")
                row = whole
            elif any(cell.strip() for cell in row[width:]):
                rejects.append(Reject(raw.numbers[at], "too_many_fields"))
                untrusted[raw.numbers[at]] = tuple(raw.rows[at])
                continue
            row = row[:width]
        elif len(row) < width:
            if raw.ragged and right is None:
                warnings.append("short_rows_padded")
            row = [*row, *[""] * (width - len(row))]
        rows.append(row)
        numbers.append(raw.numbers[at])
    frame = _frame(rows, names, numbers)
    warnings.extend(_header_warnings(names))
    if _has_ambiguous_dates(frame):
        warnings.append("ambiguous_dates")
    return SourceTable(
        frame=frame, rejects=tuple(rejects), findings=_findings(raw, numbers, names, shift, file),
        warnings=_once(warnings), source=raw.source,
        header_row=0 if block.header.is_missing else raw.numbers[block.header.last], left=shift, untrusted=untrusted,
    )  # fmt: skip


def _frame(rows: list[list[str]], names: list[str], numbers: list[int]) -> pd.DataFrame:
    """The cells as a frame of text; columns may share a name."""
    index = pd.Index(numbers, dtype="int64")
    if rows or not names:
        return pd.DataFrame(rows, columns=names, index=index, dtype="object")
    frame = pd.DataFrame({at: pd.Series(dtype="object") for at in range(len(names))}, index=index)
    frame.columns = pd.Index(names)
    return frame


def _findings(raw: RawRows, numbers: list[int], names: list[str], shift: int, file: str) -> tuple[Finding, ...]:
    """What was left blank in the cells of a table."""
    seen = set(numbers) if raw.cells else set()
    return tuple(
        Finding(code, file, row, names[at - shift], _NOTES[code], Severity.ASK)
        for row, at, code in raw.cells
        if row in seen and 0 <= at - shift < len(names)
    )


def _wide_enough(header: Header, rows: list[list[str]]) -> tuple[list[str], list[str]]:
    """Names for every column when most rows are wider than the header, which is too short then; and what to say.

    R and other programs write a column of row names without a name for it, so one blank name is put on the left,
    unless the values tell that what lacks a name stands on the right. Where commas of the text made the rows wide, no
    column is added: it would cut “Acme, Inc.” in two without a word, while those rows are mended or rejected otherwise.
    """
    width = len(header.names)
    over = [row for row in rows if any(cell.strip() for cell in row[width:])]
    if len(over) < 2 or len(over) * 2 <= len(rows) or parted_by_text(over, width):
        return header.names, []
    real = Counter(max(at for at, cell in enumerate(row, 1) if cell.strip()) for row in over)
    more = real.most_common(1)[0][0] - width
    if header.is_missing:
        return [*header.names, *(f"Column {at}" for at in range(width + 1, width + more + 1))], []
    left = more == 1 and _names_rows(header.names, rows)
    names = ["", *header.names] if left else [*header.names, *[""] * more]
    return names, ["header_too_short"]


def _names_rows(names: list[str], rows: list[list[str]]) -> bool:
    """Whether the column without a name is the first one: by the values under known names, else by its own values."""
    kinds = [_KINDS.get(known_field(name) or "", "") for name in names]
    here = moved = 0
    for row in rows:
        found = [kind_of_value(cell) for cell in row]
        here += sum(bool(kind) and kind == own for kind, own in zip(kinds, found, strict=False))
        moved += sum(bool(kind) and kind == own for kind, own in zip(kinds, found[1:], strict=False))
    if here != moved:
        return moved > here
    first = [row[0].strip() for row in rows if row]
    return all(first) and len(set(first)) == len(first)


def _trim(header: Sequence[str], rows: list[list[str]]) -> tuple[int, list[str]]:
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
    return shift, list(header[shift:used])


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
    """How likely a table is the one with the leads: its contact columns and those of a known report, then its rows."""
    names = [str(name) for name in table.frame.columns]
    if not len(table.frame):
        return 0, 0
    return len(contact_fields(names)) + known_columns(names), len(table.frame)


def _once(warnings: list[str]) -> tuple[str, ...]:
    """Each code once, in the order of their first appearance."""
    return tuple(dict.fromkeys(warnings))
