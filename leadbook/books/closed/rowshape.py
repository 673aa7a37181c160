"""The quick way of reading many rows of one table: their common shape as one regular expression.

The rows of a table look alike: each column has one or two kinds of cells. The reader learns these kinds from the
rows it meets, compiles one pattern for a whole row, and converts values column by column in blocks. A row that
does not match the pattern in full is read cell by cell by `ValueReader`, so speed is all that is at stake here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum

from leadbook.books.closed.cellrefs import letters
from leadbook.books.closed.celltext import from_xml
from leadbook.books.closed.rowscan import Row
from leadbook.books.closed.values import ValueReader, number
from leadbook.model import Cell

_CELL = re.compile(
    r'<c r="([A-Z]+)\d+"(?: s="(\d+)")?(?: t="([a-zA-Z]+)")?(?:(/>)|>(?:<f>[^<]*</f>)?(?:<v>|<is><t))'
)
_BLOCK = 256
_FIRST_LOOK = 48
"""Rows that did not fit before a pattern is made: making one costs as much as reading some fifty rows without."""
_MOST_COMPILES = 12

Values = tuple[int, tuple[Cell, ...]]
"""Number and values of one row."""


class _Kind(StrEnum):
    """Kinds of cells; the value is the pattern from the end of the style to the end of the cell."""

    SHARED = ' t="s"><v>([0-9]++)</v></c>'
    INLINE = ' t="inlineStr"><is><t(?: xml:space="preserve")?+>([^<]*+)</t></is></c>'
    RESULT = ' t="str">(?:<f>[^<]*+</f>)?+<v>([^<]*+)</v></c>'
    NUMBER = '(?: t="n")?+>(?:<f>[^<]*+</f>)?+<v>([^<]*+)</v></c>'
    DATE = '(?: t="n")?+>(?:<f>[^<]*+</f>)?+<v>([^<]*+)</v></c> '
    TRUTH = ' t="b">(?:<f>[^<]*+</f>)?+<v>([01])</v></c>'


_BY_TYPE = {"s": _Kind.SHARED, "inlineStr": _Kind.INLINE, "str": _Kind.RESULT, "b": _Kind.TRUTH}


class ShapedReader:
    """Reads rows of one table.

    Args:
        reader: reads what does not fit the shape.
        left: first column of the table, from 1.
        width: number of its columns.
    """

    def __init__(self, reader: ValueReader, left: int, width: int) -> None:
        self._reader, self._left, self._width = reader, left, width
        self._names = [letters(left + j) for j in range(width)]
        self._seen: list[dict[_Kind, set[str]]] = [{} for _ in range(width)]
        self._blank_styles: list[set[str]] = [set() for _ in range(width)]
        self._pattern: re.Pattern[str] | None = None
        self._kinds: list[list[_Kind]] = []
        self._misses = self._compiles = 0
        self._waiting: list[tuple[int, tuple[str | None, ...]]] = []
        self._escapes = False

    def read(self, row: Row) -> Iterator[Values]:
        """Take one row; gives the rows that are ready, in order."""
        found = self._pattern.fullmatch(row.cells) if self._pattern else None
        if found is None:
            values = tuple(self._reader.row(row.cells, self._left, self._width))
            yield from self.flush()
            yield row.number, values
            self._learn(row.cells)
            return
        self._waiting.append((row.number, found.groups()))
        self._escapes = self._escapes or "&" in row.cells or "_x" in row.cells
        if len(self._waiting) >= _BLOCK:
            yield from self.flush()

    def flush(self) -> Iterator[Values]:
        """The rows that wait for their block."""
        if not self._waiting:
            return
        numbers, groups = zip(*self._waiting, strict=True)
        raw, columns, position = list(zip(*groups, strict=True)), [], 0
        for kinds in self._kinds:
            made = [self._converted(kind, raw[position + i]) for i, kind in enumerate(kinds)]
            position += len(kinds)
            column = made[0]
            for other in made[1:]:
                column = [a if a is not None else b for a, b in zip(column, other, strict=True)]
            columns.append(column)
        self._waiting, self._escapes = [], False
        yield from zip(numbers, zip(*columns, strict=True), strict=True)

    def _converted(self, kind: _Kind, raw: Sequence[str | None]) -> list[Cell]:
        """The values of one column of a block, of those cells that are of one kind."""
        if kind in (_Kind.INLINE, _Kind.RESULT):
            if self._escapes:
                return [(from_xml(text) if "&" in text or "_x" in text else text) if text else None for text in raw]
            return [text or None for text in raw]
        if kind is _Kind.SHARED:
            return self._shared(raw)
        convert: Callable[[str], Cell] = number
        if kind is _Kind.DATE:
            convert = self._reader.date
        elif kind is _Kind.TRUTH:
            convert = _truth
        return [convert(text) if text else None for text in raw]

    def _shared(self, raw: Sequence[str | None]) -> list[Cell]:
        """Shared strings; an index beyond the table is blank."""
        strings = self._reader.strings
        try:
            return [(strings[int(text)] or None) if text is not None else None for text in raw]
        except IndexError:
            known = len(strings)
            return [strings[int(text)] or None if text is not None and int(text) < known else None for text in raw]

    def _learn(self, cells: str) -> None:
        """Take note of the kinds of cells in a row that did not match, and make a new pattern now and then."""
        for name, style, kind, closed in _CELL.findall(cells):
            if name not in self._names:
                continue
            j = self._names.index(name)
            self._blank_styles[j].add(style)
            if closed:
                continue
            found = _BY_TYPE.get(kind)
            if kind in ("", "n"):
                found = _Kind.DATE if style in self._reader.dates else _Kind.NUMBER
            if found is not None:
                self._seen[j].setdefault(found, set()).add(style)
        self._misses += 1
        if self._misses >= _FIRST_LOOK << self._compiles // 2 and self._compiles < _MOST_COMPILES:
            self._compile()

    def _compile(self) -> None:
        """One pattern for a row; every cell may be missing or blank."""
        pieces, self._kinds = [], []
        for name, seen, blank in zip(self._names, self._seen, self._blank_styles, strict=True):
            kinds = seen or {_Kind.NUMBER: {""}}
            self._kinds.append(list(kinds))
            choices = [f"{_styles(styles)}{kind.rstrip()}" for kind, styles in kinds.items()]
            choices.append(f"{_styles(blank | {''})}/>")
            pieces.append(f'(?><c r="{name}[0-9]++"(?:{"|".join(choices)}))?+')
        self._pattern = re.compile("".join(pieces))
        self._misses, self._compiles = 0, self._compiles + 1


def _styles(styles: set[str]) -> str:
    """A pattern for the style attribute of a cell."""
    numbers = "|".join(sorted(style for style in styles if style))
    if not numbers:
        return ""
    return f'(?: s="(?:{numbers})"){"?" if "" in styles else ""}'


def _truth(text: str) -> bool:
    return text == "1"
