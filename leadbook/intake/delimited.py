"""Delimited text of any dialect to rows: delimiter by consistency, quotes repaired only when it is certain."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path

from leadbook.intake.decoding import Decoded, decode
from leadbook.intake.lines import STEP, Progress, Repeats, lines_of, unheard
from leadbook.intake.mapping import known_field
from leadbook.intake.sniff import MAX_COLUMNS, MAX_ROWS, refuse
from leadbook.intake.source import RawRows
from leadbook.model import Reject

DELIMITERS = (",", ";", "\t", "|")
ONE_COLUMN = "\x1f"
"""Stands for no delimiter at all: control characters were removed before."""
_SAMPLE_ROWS = 400
_MAX_CELL = 32_767
_HOPELESS = 2 * MAX_ROWS
"""Records, the blank ones included, after which nobody needs to read on."""
_MAX_JOINED_LINES = 200
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_SURROGATES = re.compile("[\udc80-\udcff]")
_SEP = re.compile(r"^sep=(.)\r?\n?$", re.IGNORECASE)


def read_delimited(path: Path, progress: Progress = unheard) -> RawRows:
    """All rows of a text file.

    Args:
        progress: told how many rows are read, every `STEP` rows.

    Raises:
        IntakeError: not text, too many rows or columns, or a quote that is never closed.
    """
    decoded = decode(path.read_bytes())
    text, warnings = _printable(decoded, path)
    if not text.strip():
        raise refuse("EMPTY", "The file is empty.", path, "Export the list again.")
    delimiter, skipped = "", 0
    first = text[: text.find("\n")] if "\n" in text else text
    hint = _SEP.match(first)
    if hint:
        delimiter, skipped, text = hint.group(1), 1, text[len(first) + 1 :]
    delimiter = delimiter or find_delimiter(text)
    raw = RawRows([], [], [], [], warnings, "csv")
    _split(text, delimiter, raw, path, progress)
    raw.numbers = [number + skipped for number in raw.numbers]
    raw.rejects = [Reject(reject.row + skipped, reject.reason) for reject in raw.rejects]
    raw.untrusted = {number + skipped: cells for number, cells in raw.untrusted.items()}
    _drop_untrusted(raw, decoded.damaged)
    if len(raw.rows) > MAX_ROWS:
        more = "more than " if len(raw.rows) > _HOPELESS else ""
        raise refuse("TOO-MANY-ROWS", f"The list has {more}{len(raw.rows):,} rows; a sheet holds {MAX_ROWS:,}.", path,
                     "Split it, by year or by region for example, and take the parts one by one.")  # fmt: skip
    if max((len(row) for row in raw.rows), default=0) > MAX_COLUMNS:
        raise refuse("TOO-MANY-COLUMNS", f"The list has more than {MAX_COLUMNS:,} columns.", path,
                     "Keep the columns you need and export it again.")  # fmt: skip
    return raw


def find_delimiter(text: str) -> str:
    """The mark that gives most rows one width; `ONE_COLUMN` when no mark parts anything."""
    best, best_score = ONE_COLUMN, 0.0
    sample = _first_lines(text)
    for mark in DELIMITERS:
        if mark not in sample:
            continue
        rows = [row for row in _loose(sample, mark) if any(cell.strip() for cell in row)]
        widths = [len(row) for row in rows]
        width, count = Counter(widths).most_common(1)[0] if widths else (1, 0)
        if width < 2:
            wide = [w for w in widths if w > 1]
            width, count = Counter(wide).most_common(1)[0] if wide else (1, 0)
        # several tables below each other have several widths, but only the right mark parts their headers
        named = any(sum(bool(known_field(cell)) for cell in row) > 2 for row in rows[:60])
        if width < 2 or (not named and len(widths) > 2 and count < 0.34 * len(widths) and (count < 2 or width < 3)):
            continue
        # a whole extra column weighs less than rows that fall apart
        score = count / len(widths) + min(width, 40) * 0.004
        score += 0.5 * named
        if width == 2 and widths[0] == 1 and count == len(widths) - 1 and known_field(sample.split("\n", 1)[0]):
            continue  # "Name" above "Silva, Ana": one column whose values hold the mark
        if score > best_score:
            best, best_score = mark, score
    return best


def _first_lines(text: str) -> str:
    """The beginning of a text, cut at the end of a line."""
    cut = text[:400_000]
    return cut if len(cut) == len(text) else cut[: cut.rfind("\n") + 1]


def _loose(text: str, mark: str) -> list[list[str]]:
    """Rows for looking only: no quote stops the reading."""
    rows = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, skipinitialspace=True)
    csv.field_size_limit(max(131_072, len(text) + 1))
    for row in reader:
        rows.append(row)
        if len(rows) >= _SAMPLE_ROWS:
            break
    return rows


def _printable(decoded: Decoded, path: Path) -> tuple[str, list[str]]:
    """The text without control characters, and the codes of what was done to it."""
    warnings = ["encoding_guessed"] if decoded.guessed else []
    text, removed = _CONTROLS.subn("", decoded.text)
    if removed > 0.1 * len(decoded.text) + 20 or (decoded.guessed and removed > 0.01 * len(decoded.text) + 5):
        raise refuse("NOT-A-WORKBOOK", "This is no list: its content is not text.", path,
                     "Export the list as CSV or as an Excel workbook.")  # fmt: skip
    if removed:
        warnings.append("control_chars_removed")
    return text, warnings


def _split(text: str, delimiter: str, raw: RawRows, path: Path, progress: Progress) -> None:
    """Fill `raw` with the rows of the text."""
    spaced = bool(re.search(re.escape(delimiter) + r'[ ]+"', text[:400_000])) and delimiter != " "
    csv.field_size_limit(max(131_072, len(text) + 1))
    reader = csv.reader(lines_of(text), delimiter=delimiter, strict=True, skipinitialspace=spaced)
    repeats = Repeats()
    try:
        for number, row in enumerate(reader, start=1):
            repeats.share(row)
            raw.rows.append(row)
            raw.numbers.append(number)
            if not number % STEP:
                progress(number)
            if number > _HOPELESS:
                break  # refused below
    except csv.Error:
        raw.rows.clear()
        raw.numbers.clear()
        _split_with_care(text, delimiter, raw, path)


def _split_with_care(text: str, delimiter: str, raw: RawRows, path: Path) -> None:
    """Line by line, for text whose quotes do not close: keep what has the usual width, reject or refuse the rest."""
    lines = text.splitlines()
    counts = Counter(line.count(delimiter) + 1 for line in lines if line.strip() and '"' not in line)
    width = counts.most_common(1)[0][0] if counts else lines[0].count(delimiter) + 1
    at = number = 0
    while at < len(lines):
        number += 1
        row, used = _record(lines, at, delimiter, width)
        if row is None:
            literal = lines[at].split(delimiter)
            if len(literal) == width:
                row = literal
                raw.warnings.append("stray_quote_kept")
            elif used == 0:
                raise refuse("UNCLOSED-QUOTE", f"A quotation mark in line {at + 1} is never closed.", path,
                             f"Correct line {at + 1} in a text editor, or export the list again.")  # fmt: skip
            else:
                raw.rejects.append(Reject(number, "bad_quoting"))
                raw.untrusted[number] = [lines[at]]
            used = 1
        if row is not None:
            raw.rows.append(row)
            raw.numbers.append(number)
        at += used


def _record(lines: list[str], at: int, delimiter: str, width: int) -> tuple[list[str] | None, int]:
    """The record that begins at a line and how many lines it takes; (None, 0) when a quote never closes."""
    joined = lines[at]
    row = _strict(joined, delimiter)
    if isinstance(row, list):
        return row, 1
    if row == "closed":
        return None, 1
    for more in range(1, min(_MAX_JOINED_LINES, len(lines) - at)):
        joined += "\n" + lines[at + more]
        row = _strict(joined, delimiter)
        if isinstance(row, list):
            return (row, more + 1) if len(row) == width else (None, 1)
        if row == "closed":
            return None, 1
    return None, 0


def _strict(line: str, delimiter: str) -> list[str] | str:
    """The cells of one record, else "open" (a quote is not closed) or "closed" (text behind a closing quote)."""
    try:
        rows = list(csv.reader(io.StringIO(line, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "open" if "end of data" in str(error) else "closed"
    return rows[0] if rows else []


def _drop_untrusted(raw: RawRows, damaged: bool) -> None:
    """Reject rows with bytes that are not text, and rows with a cell that no sheet can hold."""
    keep_rows, keep_numbers = [], []
    for row, number in zip(raw.rows, raw.numbers, strict=True):
        reason = ""
        if damaged and any(_has_surrogate(cell) for cell in row):
            reason = "undecodable_bytes"
        elif any(
            len(cell) > _MAX_CELL // 2 and len(cell.encode("utf-16-le", "replace")) > 2 * _MAX_CELL for cell in row
        ):
            reason = "cell_too_long"
        if reason:
            raw.rejects.append(Reject(number, reason))
            raw.untrusted[number] = [_SURROGATES.sub("\ufffd", cell) for cell in row]
        else:
            keep_rows.append(row)
            keep_numbers.append(number)
    raw.rows, raw.numbers = keep_rows, keep_numbers


def _has_surrogate(cell: str) -> bool:
    """Whether a cell holds bytes that could not be read."""
    return not cell.isascii() and any("\udc80" <= char <= "\udcff" or char == "\ufffd" for char in cell)
