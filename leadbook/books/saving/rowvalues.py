"""The values of a row by header, without a dictionary for each row: the rows of a table share their headers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from leadbook.model import Cell


class Headers:
    """The headers of a table, and where each of them stands in a row."""

    __slots__ = ("names", "place")

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        self.place = {name: at for at, name in enumerate(self.names)}


class RowValues(Mapping[str, Cell]):
    """Reads like a dictionary of header → value, and equals one.

    Args:
        headers: shared by all rows of a table; each header once.
        cells: the row, as long as the headers.
    """

    __slots__ = ("_headers", "cells")

    def __init__(self, headers: Headers, cells: Sequence[Cell]) -> None:
        self._headers, self.cells = headers, cells

    @property
    def names(self) -> tuple[str, ...]:
        """The headers in their order."""
        return self._headers.names

    def __getitem__(self, name: str) -> Cell:
        return self.cells[self._headers.place[name]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._headers.names)

    def __len__(self) -> int:
        return len(self._headers.names)

    def __repr__(self) -> str:
        return repr(dict(self))
