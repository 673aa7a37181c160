"""Rows of a table that change places: the program sorts them itself, so that colours, notes and formulas go along.

Written as values alone, a row would leave behind the colour somebody gave it. For the time of the sort the first plain
column holds the place each row goes to; its own content is written back afterwards. Where a filter hides rows nothing
is sorted, as a program sorts what it shows; values move then, and colours stay.
"""

from __future__ import annotations

from collections.abc import Sequence

from leadbook.books.live.tables import LiveTable
from leadbook.books.live.writing import put
from leadbook.model import Cell

Origins = list[int | None]


def is_moved(origins: Sequence[int | None]) -> bool:
    """Whether a row that stays is to stand in another place."""
    return any(origin is not None and origin != at for at, origin in enumerate(origins))


def places_of(origins: Sequence[int | None], there: int) -> list[int]:
    """For each row that is there (from 0) the place it goes to; those that nobody wants fill the gaps, then the end.

    Args:
        origins: for each place the row that goes there, None for a new one; there: how many rows are there.
    """
    places = [-1] * there
    for place, origin in enumerate(origins):
        if origin is not None:
            places[origin] = place
    taken = {place for place in places if place >= 0}
    free = iter([place for place in range(max(there, len(origins))) if place not in taken])
    unwanted = [row for row in reversed(range(there)) if places[row] < 0]
    for row, place in zip(unwanted, free, strict=False):  # from the end: what the table has grown by comes in first
        places[row] = place
    return places


def move_rows(
    table: LiveTable, origins: Sequence[int | None], present: Sequence[Sequence[Cell]], plain: int
) -> Origins:
    """Sort the body so that every row that stays stands in its place; for each place what stands there now.

    Args:
        table: it has as many rows as are needed already. present: its values. plain: a column without formulas.
    """
    places = places_of(origins, table.rows)
    column = table.cells(0, plain, table.rows, 1)
    put(column, [[f"k{place:07d}"] for place in places])  # a text in every format, so that all of them sort alike
    table.native.sort(plain + 1)
    content: list[Cell] = [None] * table.rows
    for row, place in enumerate(places):
        content[place] = present[row][plain] if row < len(present) else None
    put(column, [[value] for value in content])
    return [at if origin is not None else None for at, origin in enumerate(origins)]
