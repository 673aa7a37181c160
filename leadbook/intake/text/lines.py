"""Long texts in bounded memory: lines piece by piece, and values that repeat kept once."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

Progress = Callable[[int], None]
"""Told now and then how many rows are done."""

STEP = 20_000
"""Rows between two times that progress is told."""

_PIECE = 1 << 20
_MOST = 1 << 14
"""So many different values of one column are remembered: where there are more, hardly any comes again."""


def unheard(_: int) -> None:
    """Progress that nobody asked for."""


def lines_of(text: str, piece: int = _PIECE) -> Iterator[str]:
    r"""The lines of a text with their ends (\n, \r\n or \r), as `io.StringIO(text, newline="")` gives them.

    A StringIO holds four bytes for every character whatever the text; here that is so for one piece at a time.

    >>> list(lines_of("a\r\nb\n\nc", 2)), list(lines_of("a\rb\rc", 2))
    (['a\r\n', 'b\n', '\n', 'c'], ['a\r', 'b\r', 'c'])
    """
    at = 0
    while at < len(text):
        end = text.find("\n", at + piece - 1) + 1 or len(text)  # never between \r and \n
        yield from io.StringIO(text[at:end], newline="")
        at = end


class Repeats:
    """Values that a column repeats as one object each, so that a million cells of “Yes” cost no more than one."""

    def __init__(self) -> None:
        self._columns: list[dict[str, str]] = []

    def share(self, row: list[str]) -> None:
        """Put the value that was met first in the place of its equals, column by column."""
        columns = self._columns
        while len(columns) < len(row):
            columns.append({})
        for at, cell in enumerate(row):
            known = columns[at]
            there = known.get(cell)
            if there is not None:
                row[at] = there
            elif len(known) < _MOST:
                known[cell] = cell
