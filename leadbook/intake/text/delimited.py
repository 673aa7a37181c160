"""Delimited text of any dialect to rows: quotes and delimiters are repaired only when it is certain."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

from leadbook.intake.sniff import MAX_COLUMNS, MAX_ROWS, refuse
from leadbook.intake.source import RawRows
from leadbook.intake.tables.header_rows import is_header
from leadbook.intake.text.decoding import Decoded, decode
from leadbook.intake.text.dialect import DELIMITERS, ONE_COLUMN, Dialect, find_delimiter, find_dialect, first_lines
from leadbook.intake.text.lines import STEP, Progress, Repeats, lines_of, unheard
from leadbook.intake.text.quoting import Record, filled_width, holds_a_record, records
from leadbook.model import Reject

__all__ = ["ONE_COLUMN", "find_delimiter", "read_delimited"]

_MAX_CELL = 32_767
_HOPELESS = 2 * MAX_ROWS
"""Records, the blank ones included, after which nobody needs to read on."""
_NUL_ESCAPE = re.compile(r'\x00(?=["\'])')
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_SURROGATES = re.compile("[\udc80-\udcff]")
_ESCAPED = re.compile(r'(?<!\\)((?:\\\\)*)\\"')


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
    dialect = find_dialect(text)
    raw = RawRows([], [], [], [], [*warnings, *dialect.warnings], "csv")
    _split(dialect, raw, path, progress)
    _mend_delimiters(raw, dialect.delimiter)
    raw.delimiter = dialect.delimiter if dialect.delimiter.isprintable() else ""
    if dialect.skipped:
        raw.numbers = [number + dialect.skipped for number in raw.numbers]
        raw.rejects = [Reject(reject.row + dialect.skipped, reject.reason) for reject in raw.rejects]
        raw.untrusted = {number + dialect.skipped: cells for number, cells in raw.untrusted.items()}
    _drop_untrusted(raw, decoded.damaged)
    if len(raw.rows) > MAX_ROWS:
        more = "more than " if len(raw.rows) >= _HOPELESS else ""
        raise refuse("TOO-MANY-ROWS", f"The list has {more}{len(raw.rows):,} rows; a sheet holds {MAX_ROWS:,}.", path,
                     "Split it, by year or by region for example, and take the parts one by one.")  # fmt: skip
    if max((len(row) for row in raw.rows), default=0) > MAX_COLUMNS:
        raise refuse("TOO-MANY-COLUMNS", f"The list has more than {MAX_COLUMNS:,} columns.", path,
                     "Keep the columns you need and export it again.")  # fmt: skip
    return raw


def _printable(decoded: Decoded, path: Path) -> tuple[str, list[str]]:
    """The text without control characters, and the codes of what was done to it."""
    warnings = ["encoding_guessed"] if decoded.guessed else []
    text = _NUL_ESCAPE.sub(r"\\", decoded.text) if "\x00" in decoded.text else decoded.text
    text, removed = _CONTROLS.subn("", text)
    if removed > 0.1 * len(decoded.text) + 20 or (decoded.guessed and removed > 0.01 * len(decoded.text) + 5):
        raise refuse("NOT-A-WORKBOOK", "This is no list: its content is not text.", path,
                     "Export the list as CSV or as an Excel workbook.")  # fmt: skip
    if removed:
        warnings.append("control_chars_removed")
    return text, warnings


def _split(dialect: Dialect, raw: RawRows, path: Path, progress: Progress) -> None:
    """Fill `raw` with the rows of the text: as written when all quotes close, else record by record."""
    text, delimiter, quote = dialect.text, dialect.delimiter, dialect.quote
    if not _is_odd(dialect) and _split_as_written(dialect, raw, progress):
        return
    found = list(records(text, delimiter, quote))
    if quote == '"' and '\\"' in text:  # a backslash may stand for the second quote, or for itself
        other = list(records(_ESCAPED.sub(r'\1""', text), delimiter, quote))
        found = min(found, other, key=lambda reading: (_unread(reading), _strays(reading)))
    for number, record in enumerate(found, start=1):
        if record.problem == "open":
            raise refuse("UNCLOSED-QUOTE", f"A quotation mark in line {record.line} is never closed.", path,
                         f"Correct line {record.line} in a text editor, or export the list again.")  # fmt: skip
        if record.problem == "bad":
            raw.rejects.append(Reject(number, "bad_quoting"))
            raw.untrusted[number] = record.cells
            continue
        if record.problem:
            raw.warnings.append("stray_quote_kept")
        raw.rows.append(record.cells)
        raw.numbers.append(number)


def _unread(reading: list[Record]) -> int:
    """How many records could not be read."""
    return sum(1 for record in reading if record.problem in ("bad", "open"))


def _strays(reading: list[Record]) -> int:
    """How many records were read with a quote as text."""
    return sum(1 for record in reading if record.problem)


def _is_spaced(dialect: Dialect) -> bool:
    """Whether a blank stands between a delimiter and a quote."""
    mark = dialect.delimiter
    return mark != " " and bool(re.search(f"{re.escape(mark)} +{dialect.quote}", first_lines(dialect.text)))


def _is_odd(dialect: Dialect) -> bool:
    """Whether quotes stand inside text, so that a strict reader may understand them wrongly without a word."""
    text, quote = dialect.text, dialect.quote
    edges = re.escape(dialect.delimiter + quote) + r"\r\n"
    if quote not in text or _is_spaced(dialect):
        return False
    return f"\\{quote}" in text or bool(re.search(f"[^{edges}]{quote}[^{edges}]", text))


def _split_as_written(dialect: Dialect, raw: RawRows, progress: Progress) -> bool:
    """Fill `raw` by a strict reader; False when a quote is not where it belongs, and `raw` is left empty.

    A record over several lines with more cells than usual is a sign of it too: the quote of another row closed it.
    """
    text = dialect.text
    csv.field_size_limit(max(131_072, len(text) + 1))
    reader = csv.reader(
        lines_of(text), delimiter=dialect.delimiter, quotechar=dialect.quote, strict=True,
        skipinitialspace=_is_spaced(dialect),
    )  # fmt: skip
    repeats, line, widest = Repeats(), 0, 0
    try:
        for number, row in enumerate(reader, start=1):
            if reader.line_num > line + 1:
                widest = max(widest, MAX_ROWS if holds_a_record(row, dialect.delimiter) else filled_width(row))
            line = reader.line_num
            repeats.share(row)
            raw.rows.append(row)
            raw.numbers.append(number)
            if not number % STEP:
                progress(number)
            if number >= _HOPELESS:
                return True  # refused afterwards
    except csv.Error:
        widest = -1
    usual = Counter(map(len, raw.rows[:1000])).most_common(1)
    if 0 <= widest <= (usual[0][0] if usual else 0):
        return True
    raw.rows.clear()
    raw.numbers.clear()
    return False


def _mend_delimiters(raw: RawRows, delimiter: str) -> None:
    """Read a row by another mark when it has one cell by the usual one, and the usual number of cells by the other.

    Two exports pasted together differ so, and a header typed by hand.
    """
    widths = Counter(len(row) for row in raw.rows[:1000])
    width = widths.most_common(1)[0][0] if widths else 0
    first = next((at for at, row in enumerate(raw.rows) if any(row)), -1)
    if width < 3 and first >= 0 and is_header(raw.rows[first]):
        width = len(raw.rows[first])
    if width < 3 or delimiter == ONE_COLUMN:
        return
    for at, row in enumerate(raw.rows):
        if len(row) >= width or not row or (len(row) == 1 and not row[0]):
            continue
        line = delimiter.join(row)
        if len(row) == 1 and _is_whole_row(row[0], delimiter, width):
            raw.rows[at] = next(csv.reader([line], delimiter=delimiter))
            raw.warnings.append("whole_rows_quoted")
            continue
        for mark in DELIMITERS:
            if mark == delimiter or line.count(mark) < width - 1 or f"{mark} " in line:
                continue  # a blank behind it makes it a mark of the text
            cells = next(csv.reader([line], delimiter=mark))
            if len(cells) == width:
                raw.rows[at] = cells
                raw.warnings.append("other_delimiter")
                break
        if at == first and len(raw.rows[at]) == 1 and line.count(" ") >= width - 1:
            cells = next(csv.reader([line], delimiter=" "))
            if len(cells) == width and (is_header(cells) or '"' in line):
                raw.rows[at] = cells
                raw.warnings.append("other_delimiter")


def _is_whole_row(cell: str, delimiter: str, width: int) -> bool:
    """Whether a cell is a row by itself: a sheet puts quotes around a line it holds in one cell, if that needs them."""
    if cell.count(delimiter) < width - 1 or f"{delimiter} " in cell:
        return False
    rows = list(csv.reader(cell.splitlines(), delimiter=delimiter))
    return [len(row) for row in rows] == [width]


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
