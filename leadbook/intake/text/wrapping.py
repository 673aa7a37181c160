"""Quotes that stand around whole lines, and blanks between a closing quote and the delimiter behind it."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable

_WHOLE = re.compile(r'"([^"]*(?:""[^"]*)*)"[,;\t|]*')
_LEAST = 0.9
_LINES = 400
_SAMPLE = 400_000


def without_wrapping(text: str, find_delimiter: Callable[[str], str]) -> str | None:
    r"""The text without the quotes around its lines; None when they are not around whole lines.

    A list that was pasted into one column of a sheet and saved as text looks so.

    Args:
        find_delimiter: says what parts the lines when their quotes are gone.

    >>> without_wrapping('"Contact,Firm"\n"Ana,""Acme, Inc."" (US)"\n', lambda _: ";")
    >>> without_wrapping('"Contact;Firm"\n"Ana;""Acme, Inc."" (US)"\n', lambda _: ";")
    'Contact;Firm\nAna;"Acme, Inc." (US)\n'
    """
    if not text.lstrip().startswith('"'):
        return None
    looked = [line for line in io.StringIO(text[:_SAMPLE], newline="") if line.strip()][:_LINES]
    inner = [_unwrapped(line) for line in looked]
    if len(inner) < 2 or inner[0] == looked[0] or sum(map(str.__ne__, inner, looked)) < _LEAST * len(inner):
        return None
    mark = find_delimiter("".join(inner))
    if not mark.isprintable() and mark != "\t":
        return None
    rows = list(csv.reader(inner, delimiter=mark))
    width, count = Counter(map(len, rows)).most_common(1)[0]
    if width < 2 or len(rows[0]) != width or count < _LEAST * len(rows):
        return None
    if all(f"{mark} " in line for line in inner):
        return None  # “Silva, Ana” is one name
    return "".join(map(_unwrapped, io.StringIO(text, newline="")))


def _unwrapped(line: str) -> str:
    """A line without the quotes around it; as it is when it has none or they are those of a cell."""
    bare = line.rstrip("\r\n")
    match = _WHOLE.fullmatch(bare.strip())
    return match.group(1).replace('""', '"') + line[len(bare) :] if match else line


def without_padding(text: str, delimiter: str, quote: str) -> str:
    r"""The text without blanks between quotes and delimiters; as it is when one of its quotes is not around a cell.

    >>> without_padding('"Name" , "Firm"\n"Ana" , "Acme, Inc."\n', ",", '"')
    '"Name","Firm"\n"Ana","Acme, Inc."\n'
    """
    if quote != '"' or delimiter == " " or not re.search(f'"[ \t]+{re.escape(delimiter)}', text[:_SAMPLE]):
        return text
    blanks = " *" if delimiter == "\t" else "[ \t]*"
    edge = re.escape(delimiter)
    quoted = re.compile(f'{blanks}("[^"]*+(?:""[^"]*+)*+"){blanks}(?={edge}|[\r\n]|$)')
    plain = re.compile(f'[^{edge}"\r\n]*+')
    ends = re.compile(f"{edge}|\r?\n|\r|$")
    parts: list[str] = []
    at = 0
    while at < len(text):
        cell = quoted.match(text, at) or plain.match(text, at)
        end = ends.match(text, cell.end()) if cell else None
        if not cell or not end:
            return text
        parts += (cell[1] if cell.lastindex else cell[0], end[0])
        at = end.end()
    return "".join(parts)
