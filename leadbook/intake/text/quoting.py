"""Records of delimited text whose quotes do not close as they should: every reading that fits, or none."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

_MAX_JOINED_LINES = 200
_JOINING_BUDGET = 400_000
_MAX_TRIES = 24
_SAMPLE = 2000


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a text.

    Args:
        cells: its cells; the whole line as one cell when they cannot be told apart.
        line: number of its first line, from 1.
        problem: "" read as written, "kept" a quote was taken as text, "bad" not to be read, "open" a quote that never
            closes.
    """

    cells: list[str]
    line: int
    problem: str = ""


class Marks:
    """What parts and quotes the cells of a text, and how many cells a record usually has."""

    def __init__(self, lines: list[str], delimiter: str, quote: str) -> None:
        self.delimiter, self.quote = delimiter, quote
        self.inner = re.compile(f"[^{re.escape(delimiter + quote)}]{quote}[^{re.escape(delimiter + quote)}]")
        widths: Counter[int] = Counter()
        for line in lines[:_SAMPLE]:
            row = self.strict(line.rstrip("\r\n")) if line.strip() else "open"
            if isinstance(row, list):
                widths[len(row)] += 1
        self.width = widths.most_common(1)[0][0] if widths else lines[0].count(delimiter) + 1

    def strict(self, text: str) -> list[str] | str:
        """The cells of one record, else "open" (a quote is not closed) or "closed" (text behind a closing quote)."""
        if self.quote not in text and "\n" not in text and "\r" not in text:
            return text.split(self.delimiter)
        source = io.StringIO(text, newline="")
        try:
            rows = list(csv.reader(source, delimiter=self.delimiter, quotechar=self.quote, strict=True))
        except csv.Error as error:
            return "open" if "end of data" in str(error) else "closed"
        return rows[0] if len(rows) == 1 else "closed" if rows else []


def filled_width(row: list[str]) -> int:
    """How many cells a row has up to its last filled one."""
    return max((at for at, cell in enumerate(row, 1) if cell.strip()), default=0)


def holds_a_record(row: list[str], delimiter: str) -> bool:
    """Whether a cell over several lines holds a line that looks like a record of its own, with an address in it.

    Then its quote was a lone one, and the lone quote of a later row seemed to close it.
    """
    parts = (part for cell in row if "\n" in cell or "\r" in cell for part in cell.splitlines()[1:])
    return len(row) > 2 and any(
        "@" in part and part.count(delimiter) == len(row) - 1 and f"{delimiter} " not in part for part in parts
    )


def records(text: str, delimiter: str, quote: str = '"') -> Iterator[Record]:
    """The records of a text, one after the other, for text that a strict reader refuses.

    Args:
        text: rows end with \\n, \\r\\n or \\r.
        delimiter, quote: one character each.
    """
    lines = list(io.StringIO(text, newline=""))
    marks = Marks(lines, delimiter, quote)
    at, budget = 0, _JOINING_BUDGET
    while at < len(lines):
        line = lines[at].rstrip("\r\n")
        if quote not in line:
            yield Record(line.split(delimiter) if line else [], at + 1)
            at += 1
            continue
        row, used, spent = _whole(lines, at, marks, budget)
        budget -= spent
        if row is None:
            yield _single(line, at + 1, marks, never_closed=used == 0)
            used = 1
        else:
            yield _checked(row, line, at + 1, marks) if used == 1 else Record(row, at + 1)
        at += used


def _whole(lines: list[str], at: int, marks: Marks, budget: int) -> tuple[list[str] | None, int, int]:
    """The record that begins at a line as it is written, how many lines it takes, and what the search cost.

    (None, 0) when a quote never closes, (None, 1) when it closes in the wrong place.
    """
    joined = lines[at].rstrip("\r\n")
    row = marks.strict(joined)
    if isinstance(row, list):
        return row, 1, 0
    end, spent = lines[at][len(joined) :], 0
    for more in range(1, min(_MAX_JOINED_LINES, len(lines) - at)) if row == "open" and budget > 0 else ():
        line = lines[at + more].rstrip("\r\n")
        joined += end + line
        end = lines[at + more][len(line) :]
        if marks.quote not in line:
            continue
        spent += more + len(joined) // 1000
        row = marks.strict(joined)
        if isinstance(row, list):
            fits = marks.width in (len(row), filled_width(row)) and not holds_a_record(row, marks.delimiter)
            return (row, more + 1, spent) if fits else (None, 1, spent)
        if row == "closed":
            return None, 1, spent
    return None, 0 if row == "open" and budget > 0 else 1, spent


def _checked(row: list[str], line: str, number: int, marks: Marks) -> Record:
    """A record that reads well, unless a quote inside its text tells that a delimiter is missing."""
    if not marks.inner.search(line):
        return Record(row, number)
    apart = _parted(line, marks)
    if apart is None or len(apart) != marks.width:
        return Record(row, number)
    # both readings have the usual width, so neither can be trusted
    return Record([line], number, "bad") if len(row) == marks.width else Record(apart, number, "kept")


def _single(line: str, number: int, marks: Marks, *, never_closed: bool) -> Record:
    """A line that does not read well: the one reading that gives it the usual width."""
    tolerant = _tolerant(line, marks)
    if len(tolerant) == marks.width:
        return Record(tolerant, number, "kept")
    readings = {tuple(row) for row in _readings(line, marks) if len(row) == marks.width}
    if len(readings) == 1:
        return Record(list(readings.pop()), number, "kept")
    apart = None if readings else _parted(line, marks)
    if apart is not None and len(apart) == marks.width:
        return Record(apart, number, "kept")
    return Record([line], number, "open" if never_closed and not readings else "bad")


def _readings(line: str, marks: Marks) -> Iterator[list[str]]:
    """Other ways to read a line: every quote as text, or one opening quote as text."""
    if line.count(marks.delimiter) + 1 == marks.width:
        yield [_bare(cell, marks.quote) for cell in line.split(marks.delimiter)]
        return
    starts = [
        at for at, char in enumerate(line) if char == marks.quote and (at == 0 or line[at - 1] == marks.delimiter)
    ]
    for start in starts[:_MAX_TRIES]:
        yield _tolerant(line, marks, literal=start)


def _bare(cell: str, quote: str) -> str:
    """A cell without the quotes around it."""
    if len(cell) > 1 and cell[0] == cell[-1] == quote:
        return cell[1:-1].replace(quote * 2, quote)
    return cell


def _tolerant(line: str, marks: Marks, literal: int = -1) -> list[str]:
    """The cells of a line when a quote closes only in front of a delimiter or the end.

    Args:
        literal: position of a quote that is text although it stands at the beginning of a cell.
    """
    cells, at = [], 0
    closes = True  # when nothing closes one cell, nothing closes a later one
    while True:
        quoted = closes and at != literal and line[at : at + 1] == marks.quote
        end = _closing(line, at + 1, marks) if quoted else -1
        closes = closes and (end >= 0 or not quoted)
        if end >= 0:
            cells.append(line[at + 1 : end].replace(marks.quote * 2, marks.quote))
            at = end + 1
        else:
            stop = line.find(marks.delimiter, at)
            stop = len(line) if stop < 0 else stop
            cells.append(line[at:stop])
            at = stop
        if at >= len(line):
            return cells
        at += 1  # behind the delimiter
        if len(cells) > 4 * marks.width + 64:
            return cells


def _closing(line: str, at: int, marks: Marks) -> int:
    """Position of the quote that closes a cell whose text begins at a position; -1 when none does."""
    while (at := line.find(marks.quote, at)) >= 0:
        behind = line[at + 1 : at + 2]
        if not behind or behind == marks.delimiter:
            return at
        at += 2 if behind == marks.quote and line[at + 2 : at + 3] not in ("", marks.delimiter) else 1
    return -1


def _parted(line: str, marks: Marks) -> list[str] | None:
    """The cells of a line in which one delimiter beside a quote is missing; None when it is not that."""
    quote, found = marks.quote, []
    for match in list(marks.inner.finditer(line))[:_MAX_TRIES]:
        at = match.start() + 1
        for text in (line[:at] + marks.delimiter + line[at:], line[: at + 1] + marks.delimiter + line[at + 1 :]):
            row = marks.strict(text)
            if isinstance(row, list) and len(row) == marks.width and not any(quote in cell for cell in row):
                found.append(row)
    return found[0] if len(found) == 1 else None
