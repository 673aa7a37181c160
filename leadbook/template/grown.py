"""Default rows of Words and Gate that came after a workbook was made: added to it once, at its place in the order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from leadbook.books.package import PackageBook
from leadbook.model import Cell, Grid
from leadbook.schema import book as schema
from leadbook.schema.core import Table
from leadbook.schema.defaults import default_rows

_GROWN = ("words", "gate")
_FIRST = 1
"""The layout whose default rows stand in defaults_1.txt. A workbook of layout 0 is treated as one of it."""

Key = tuple[str, ...]


def add_grown_rows(book: PackageBook, version: int) -> tuple[str, ...]:
    """Add the default rows that are later than a workbook's layout; a sentence for each table that got some.

    Rows that the team changed stay as they are, and rows that it removed stay away: only what was no default row of
    that layout is added, and only when nothing of the same key stands there already.

    Args:
        book: a workbook whose tables have the columns of this layout.
        version: the layout it was made by.
    """
    if version > _FIRST:
        return ()
    present = {info.name.casefold() for info in book.tables()}
    notes = []
    for table in map(schema.table, _GROWN):
        count = _add(book, table) if table.name.casefold() in present else 0
        if count:
            rows = "1 row was" if count == 1 else f"{count} rows were"
            notes.append(f"{rows} added to {table.sheet}, new in this version; rows you changed or removed stay so.")
    return tuple(notes)


def add_settings(book: PackageBook) -> tuple[str, ...]:
    """Add the settings that are later than a workbook, with their default; a sentence on each.

    Nobody takes a setting out to switch it off, so one that is not there came later.
    """
    table = schema.table("settings")
    if table.name.casefold() not in {info.name.casefold() for info in book.tables()}:
        return ()
    grid = book.read(table.name)
    headers = tuple(column.header for column in table.columns)
    key = next(at for at, header in enumerate(grid.headers) if header.casefold() == headers[0].casefold())
    stand = {str(row[key] or "").strip().casefold() for row in grid.rows}
    later = [row for row in default_rows(table.key) if str(row[0]) not in stand]
    if later:
        _write(book, table, len(grid.rows), [(len(grid.rows), row) for row in later])
    return tuple(f"The setting {row[0]} was added: {row[3]}" for row in later)


def _add(book: PackageBook, table: Table) -> int:
    """Add what is later to one table; how many rows that were."""
    grid = book.read(table.name)
    headers = tuple(column.header for column in table.columns)
    at = {header.casefold(): n for n, header in enumerate(grid.headers)}
    stand = [_key(table, [row[at[header.casefold()]] for header in headers]) for row in grid.rows]
    before: list[Key] = []
    places: list[tuple[int, Sequence[Cell]]] = []
    for row in default_rows(table.key):
        key = _key(table, row)
        if key not in stand and key not in _first_rows(table.key):
            places.append((_place(stand, before), row))
        before.append(key)
    if places:
        _write(book, table, len(grid.rows), places)
    return len(places)


def _place(stand: list[Key], before: list[Key]) -> int:
    """Before which row of the table a new one goes: behind the nearest row that stands before it by default."""
    return next((stand.index(key) + 1 for key in reversed(before) if key in stand), len(stand) if before else 0)


def _write(book: PackageBook, table: Table, count: int, places: Sequence[tuple[int, Sequence[Cell]]]) -> None:
    """Write the table with the new rows between those that stay, which keep all they have."""
    headers = tuple(column.header for column in table.columns)
    present = book.read(table.name)
    at = {header.casefold(): n for n, header in enumerate(present.headers)}
    rows: list[Sequence[Cell]] = []
    origins: list[int | None] = []
    for n in range(count + 1):
        for _, row in (place for place in places if place[0] == n):
            rows.append(tuple(row))
            origins.append(None)
        if n < count:
            rows.append(tuple(present.rows[n][at[header.casefold()]] for header in headers))  # type: ignore[misc]
            origins.append(n)
    book.write(table.name, Grid(headers, tuple(rows), tuple(origins)))


def _key(table: Table, row: Sequence[object]) -> Key:
    """What makes a row of a table this one, without its case."""
    values = dict(zip((column.key for column in table.columns), row, strict=False))
    return tuple(" ".join(str(values.get(key) or "").casefold().split()) for key in table.row_key)


@lru_cache(maxsize=4)
def _first_rows(table_key: str) -> frozenset[Key]:
    """Keys of the default rows of layout 1."""
    text = files("leadbook.template").joinpath(f"defaults_{_FIRST}.txt").read_text("utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line.startswith(f"{table_key}\t")]
    return frozenset(tuple(" ".join(part.casefold().split()) for part in line[1:]) for line in lines)
