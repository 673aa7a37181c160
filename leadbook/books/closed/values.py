"""Raw cells of a row to plain values: the reading half of the back-end.

Dates: a number whose format shows a day, month or year is a `date`, with a time of day other than midnight a
`datetime`, read to the millisecond (what Excel keeps). A number with a time-only or elapsed-time format stays a
number, a share of a day. Errors are their text ("#N/A"). Empty text is blank.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Container
from dataclasses import dataclass, field
from typing import Final

from leadbook.books.closed.cellrefs import column_number
from leadbook.books.closed.celltext import from_xml
from leadbook.books.closed.rowscan import NotCanonical
from leadbook.books.closed.sharedstrings import joined_runs
from leadbook.model import Cell

_QUICK = re.compile(
    r'<c r="([A-Z]+)\d+"(?: s="(\d+)")?(?: t="([a-zA-Z]+)")?(?:/>|>'
    r"(?:<v>([^<]*)</v>"
    r'|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>'
    r"|<f(?: [^>]*[^/>])?>[^<]*</f>(?:<v>([^<]*)</v>|<v ?/>)?"
    r"|<v ?/>)?</c>)"
)
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
_VALUE = re.compile(r"<v(?:\s[^>]*)?>([^<]*)</v>")
_INLINE = re.compile(r"<is(?:\s[^>]*)?>(.*?)</is>", re.S)

_EPOCH_1900: Final = dt.datetime(1899, 12, 30)
_EPOCH_1904: Final = dt.datetime(1904, 1, 1)
_LAST_SERIAL: Final = 2_958_466
_MILLISECONDS: Final = 86_400_000


def from_serial(serial: float, date1904: bool) -> Cell:
    """The date a serial number means; the number itself when it means none.

    Serials below 61 of the 1900 system are one day off, because Excel has a 29 February 1900.
    """
    days, last = serial, _LAST_SERIAL - (1462 if date1904 else 0)
    first = 0 if date1904 else 1
    if not first <= serial < last or (not date1904 and 60 <= serial < 61):
        return serial
    if not date1904 and serial < 60:
        days = serial + 1
    whole = math.floor(days)
    milliseconds = round((days - whole) * _MILLISECONDS)
    moment = (_EPOCH_1904 if date1904 else _EPOCH_1900) + dt.timedelta(days=whole, milliseconds=milliseconds)
    return moment if moment.time() != dt.time() else moment.date()


def number(text: str) -> int | float | None:
    """The number a `<v>` holds: int when it is written as one; None when it holds none."""
    if text.isdigit():
        return int(text)
    try:
        if "." not in text and "E" not in text and "e" not in text and "n" not in text.lower():
            return int(text)
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


@dataclass(slots=True)
class ValueReader:
    """Turns raw cells into values.

    Args:
        strings: the shared strings.
        dates: styles, as text, whose format is a date.
        date1904: whether the book counts days from 1904.
    """

    strings: list[str]
    dates: Container[str]
    date1904: bool = False
    _seen: dict[str, Cell] = field(default_factory=dict)

    def row(self, cells: str, left: int, width: int) -> list[Cell]:
        """The values of `width` columns from column `left` (from 1) of a row's cells."""
        values: list[Cell] = [None] * width
        for column, value in self.cells(cells):
            if 0 <= column - left < width:
                values[column - left] = value
        return values

    def cells(self, cells: str) -> list[tuple[int, Cell]]:
        """Column (from 1) and value of every cell of a row."""
        found = _QUICK.findall(cells)
        if len(found) != cells.count("<c "):
            return [self.piece(piece) for piece in pieces(cells)]
        value = self.value
        return [
            (column_number(name), value(style, kind, plain or result, inline) if plain or inline or result else None)
            for name, style, kind, plain, inline, result in found
        ]

    def piece(self, piece: str) -> tuple[int, Cell]:
        """Column and value of one cell as `pieces` gives it."""
        end = piece.find(">")
        attributes = dict(_ATTRIBUTE.findall(piece[:end]))
        column = column_number(attributes["r"].rstrip("0123456789"))
        if piece[end - 1] == "/":
            return column, None
        inner = piece[end + 1 :]
        plain, inline = _VALUE.search(inner), _INLINE.search(inner)
        kind = attributes.get("t", "")
        if kind != "inlineStr" or inline is None:
            text = plain[1] if plain else ""
            return column, self.value(attributes.get("s", ""), kind, text, "") if text else None
        return column, from_xml(joined_runs(inline[1])) or None

    def value(self, style: str, kind: str, raw: str, inline: str) -> Cell:
        """The value of a cell that is not blank, from its style, its type and its raw content."""
        if kind == "s":
            index = int(raw)
            return (self.strings[index] or None) if index < len(self.strings) else None
        if kind in ("inlineStr", "str"):
            return from_xml(inline or raw)
        if kind in ("", "n"):
            return self.date(raw) if style in self.dates else number(raw)
        if kind == "b":
            return raw.strip() in ("1", "true")
        if kind == "d":
            return _iso(raw)
        return from_xml(raw)

    def date(self, raw: str) -> Cell:
        """The date a raw number stands for; few different ones stand in a column, so each is worked out once."""
        if raw not in self._seen:
            serial = number(raw)
            self._seen[raw] = None if serial is None else from_serial(serial, self.date1904)
        return self._seen[raw]


def _iso(raw: str) -> Cell:
    """A cell of type `d`: a date in ISO 8601, which few writers use."""
    try:
        moment = dt.datetime.fromisoformat(raw).replace(tzinfo=None)
    except ValueError:
        return raw
    return moment if moment.time() != dt.time() else moment.date()


def pieces(cells: str) -> list[str]:
    """The cells of a row as pieces of text, each without its leading `<c `.

    Raises:
        NotCanonical: a cell does not begin with its address.
    """
    if not cells:
        return []
    found = cells.split("<c ")
    if found[0].strip() or "<!" in cells or "<?" in cells:
        raise NotCanonical("cell")
    del found[0]
    for piece in found:
        if not piece.startswith('r="') or not piece.rstrip().endswith(("</c>", "/>")):
            raise NotCanonical("cell")
    return found


def same(old: Cell, new: Cell) -> bool:
    """Whether two values are equal and of one kind: True is not 1, a date is not a datetime."""
    if type(old) is type(new):
        return old == new
    numbers = isinstance(old, int | float) and isinstance(new, int | float)
    return numbers and not isinstance(old, bool) and not isinstance(new, bool) and old == new
