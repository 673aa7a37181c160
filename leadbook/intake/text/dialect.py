"""How a text parts and quotes its cells: found by what gives its rows one width, never by the name of the file."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass

from leadbook.intake.columns.mapping import known_field
from leadbook.intake.tables.header_rows import is_header, kind_of_value
from leadbook.intake.text.wrapping import without_padding, without_wrapping

DELIMITERS = (",", ";", "\t", "|")
ONE_COLUMN = "\x1f"
"""Stands for no delimiter at all: control characters were removed before."""
STAND_IN = "\x1e"
"""Stands for a delimiter of several characters while the text is read."""
_RARE = ("^", "~", " ", ":")
_LONG = ("|~|", "~|~", "||", ";;", "::", "~~", "^^", ",,", "\t\t", "|#|", "#|#", "@#@", "$$", "##", "%%", "<>", "=>")
_SAMPLE_ROWS = 400
_SAMPLE_TEXT = 400_000
_LEAST_ALIKE = 0.9
_SEP = re.compile(r'^"?sep=(.)"?(\r\n|\n|\r|$)', re.IGNORECASE)
_CURLY = re.compile("[“”„‟«»]")


@dataclass(frozen=True, slots=True)
class Dialect:
    """A text made ready to read.

    Args:
        text: the text, its delimiter and quotes one character each.
        delimiter: one character; `ONE_COLUMN` when nothing parts it.
        quote: one character.
        skipped: lines before the text that are no rows.
        warnings: codes of what was done to the text.
    """

    text: str
    delimiter: str
    quote: str = '"'
    skipped: int = 0
    warnings: tuple[str, ...] = ()


def find_dialect(text: str) -> Dialect:
    """How a text is to be read; a first line “sep=;” decides."""
    hint = _SEP.match(text)
    skipped = 1 if hint else 0
    if hint:
        text = text[hint.end() :]
    text = _straight(text)
    bare = without_wrapping(text, find_delimiter)
    warnings = ("whole_rows_quoted",) if bare is not None else ()
    text = text if bare is None else bare
    delimiter = hint.group(1) if hint else ""
    if not delimiter:
        delimiter = find_delimiter(text)
        long = _long_delimiter(text, delimiter)
        if long:
            text, delimiter = text.replace(long, STAND_IN), STAND_IN
    quote = _find_quote(text, delimiter)
    return Dialect(without_padding(text, delimiter, quote), delimiter, quote, skipped, warnings)


def find_delimiter(text: str) -> str:
    """The mark that gives most rows one width; `ONE_COLUMN` when no mark parts anything."""
    best, best_score = ONE_COLUMN, 0.0
    sample = first_lines(text)
    for mark in DELIMITERS:
        if mark not in sample:
            continue
        score = _score(sample, mark)
        if score > best_score:
            best, best_score = mark, score
    if best == ONE_COLUMN or best_score < _LEAST_ALIKE:
        return next((mark for mark in _RARE if mark in sample and _parts_all(sample, mark)), best)
    return best


def _score(sample: str, mark: str) -> float:
    """How well a mark parts the rows; 0 when it does not."""
    rows = [row for row in loose(sample, mark) if any(cell.strip() for cell in row)]
    widths = [len(row) for row in rows]
    width, count = Counter(widths).most_common(1)[0] if widths else (1, 0)
    if width < 2:
        wide = [w for w in widths if w > 1]
        width, count = Counter(wide).most_common(1)[0] if wide else (1, 0)
    # several tables below each other have several widths, but only the right mark parts their headers
    named = any(sum(bool(known_field(cell)) for cell in row) > 2 for row in rows[:60])
    if width < 2 or (not named and len(widths) > 2 and count < 0.34 * len(widths) and (count < 2 or width < 3)):
        return 0.0
    if width == 2 and widths[0] == 1 and count == len(widths) - 1 and known_field(sample.split("\n", 1)[0]):
        return 0.0  # "Name" above "Silva, Ana": one column whose values hold the mark
    # a whole extra column weighs less than rows that fall apart
    return count / len(widths) + min(width, 40) * 0.004 + 0.5 * named


def _parts_all(sample: str, mark: str) -> bool:
    """Whether a mark that is common in text parts nearly every row alike, and into cells that are something."""
    rows = [row for row in loose(sample, mark) if any(cell.strip() for cell in row)]
    width, count = Counter(len(row) for row in rows).most_common(1)[0]
    if width < (2 if mark in "^~" else 3) or count < _LEAST_ALIKE * len(rows) or len(rows) < 2 or len(rows[0]) != width:
        return False
    if mark in "^~" or is_header(rows[0]):
        return True
    if mark == ":" or known_field(sample.splitlines()[0]):
        return False
    body = [row for row in rows[1:] if len(row) == width]
    kinds = [{kind_of_value(row[place]) for row in body} - {""} for place in range(width)]
    return len(body) > 1 and any(len(kind) == 1 and kind != {"text"} for kind in kinds)


def first_lines(text: str) -> str:
    """The beginning of a text, cut at the end of a line."""
    cut = text[:_SAMPLE_TEXT]
    if len(cut) == len(text):
        return cut
    return cut[: max(cut.rfind("\n"), cut.rfind("\r")) + 1] or cut


def loose(text: str, mark: str, quote: str = '"') -> list[list[str]]:
    """Rows for looking only: no quote stops the reading."""
    rows = []
    csv.field_size_limit(max(131_072, len(text) + 1))
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark, quotechar=quote, skipinitialspace=mark != " "):
        rows.append(row)
        if len(rows) >= _SAMPLE_ROWS:
            break
    return rows


def _long_delimiter(text: str, found: str) -> str:
    """A delimiter of several characters that stands equally often in every line, or "" when there is none.

    A mark that only ever stands twice (“||”) is one delimiter, not a list whose every other column is blank.
    """
    lines = [line for line in first_lines(text).splitlines() if line.strip()][:_SAMPLE_ROWS]
    for mark in _LONG if len(lines) > 1 else ():
        if mark not in lines[0]:
            continue
        counts = Counter(line.count(mark) for line in lines)
        count, rows = counts.most_common(1)[0]
        if count < 1 or rows < _LEAST_ALIKE * len(lines) or lines[0].count(mark) != count:
            continue
        if found in mark and all(found not in line.replace(mark, "") for line in lines[:1]):
            return mark
        if found == ONE_COLUMN:
            return mark
    return ""


def _straight(text: str) -> str:
    """The text with typographic quotes around its cells made straight, when it has no straight ones."""
    sample = text[:_SAMPLE_TEXT]
    if '"' in sample or not _CURLY.search(sample):
        return text
    opening = len(re.findall(r"(?:^|[,;\t|])[“„«]", sample, re.MULTILINE))
    closing = len(re.findall(r"[”“»](?=[,;\t|]|\r|$)", sample, re.MULTILINE))
    if opening < 2 or abs(opening - closing) > 0.1 * opening:
        return text
    text = re.sub(r"(^|[,;\t|\r])[“„«]", r'\1"', text, flags=re.MULTILINE)
    return re.sub(r"[”“»](?=[,;\t|\r]|$)", '"', text, flags=re.MULTILINE)


def _find_quote(text: str, delimiter: str) -> str:
    """The quote around cells: a single one only when it opens and closes cells, the header's too, or mends widths."""
    sample = first_lines(text)
    if "'" not in sample or delimiter == ONE_COLUMN:
        return '"'
    edge = re.escape(delimiter)
    opening = len(re.findall(rf"(?:^|{edge})'(?!'*(?:{edge}|\r|$))", sample, re.MULTILINE))
    closing = len(re.findall(rf"[^'\n{edge}]'(?={edge}|\r|$)", sample, re.MULTILINE))
    if opening < 2 or closing < 2 or min(opening, closing) < 0.8 * max(opening, closing):
        return '"'
    if len(re.findall(rf'(?:^|{edge})"', sample, re.MULTILINE)) > 0.1 * opening:
        return '"'
    widths = [Counter(map(len, loose(sample, delimiter, quote))).most_common(1)[0][1] for quote in "\"'"]
    first = next((line for line in sample.splitlines() if line.strip()), "")
    named = first.startswith("'") or f"{delimiter}'" in first
    return "'" if widths[1] > widths[0] or (named and widths[1] == widths[0]) else '"'
