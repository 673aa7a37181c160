"""Bring a workbook of an earlier layout up to this one: columns come and go, everything of the team stays.

A new layout raises `leadbook.template.layout.VERSION`. Columns that the schema has and the workbook lacks are then
added; columns that the schema gave up are listed in `GIVEN_UP` with the version that gave them up. Default rows of
Words and Gate that are later than the workbook are added too, and so are sheets that came later (`ADDED`).
"""

from __future__ import annotations

from leadbook.books.naming import safe_sheet_name
from leadbook.books.package import PackageBook
from leadbook.books.protocol import Book, SheetFill
from leadbook.schema import book as schema
from leadbook.schema.core import Table
from leadbook.schema.names import NAMES
from leadbook.template.grown import add_grown_rows, add_settings
from leadbook.template.layout import VERSION

GIVEN_UP: tuple[tuple[int, str, str], ...] = ()
"""Version, table and header of each column that is no longer written; it is removed when it is there."""

ADDED: tuple[tuple[int, str], ...] = ((3, "mappings"), (4, "scoreboard"), (4, "forecast"), (4, "plan"))
"""Version and key of each sheet with a table that came later; it is added, hidden, when its table is not there."""

NAME = "lb_version"


def version_of(book: Book) -> int | None:
    """The layout version of a workbook, None when it does not say."""
    lists = schema.sheet("lists").name
    if lists not in {sheet.name for sheet in book.sheets()}:
        return None
    found = book.values(lists, [NAME]).get(NAME)
    return int(found) if isinstance(found, int | float) else None


def migrate(
    book: PackageBook, tables: tuple[Table, ...] = schema.TABLES, given_up: tuple[tuple[int, str, str], ...] = GIVEN_UP
) -> tuple[str, ...]:
    """Add and remove columns of a workbook of an earlier version, add later default rows; sentences on what was done.

    Raises:
        TableBlocked: something stands right of a table where a column must be added; nothing is saved then.
    """
    version = version_of(book)
    if version is None or version >= VERSION:
        return ()
    notes: list[str] = []
    for name, formula in NAMES.items():
        book.define_name(name, formula)
    present = {info.name.casefold(): info for info in book.tables()}
    for table in tables:
        info = present.get(table.name.casefold())
        if info is None:
            continue
        have = {header.casefold() for header in info.headers}
        for column in table.columns:
            if column.header.casefold() not in have:
                drawn = _drawn(table)
                book.add_column(
                    table.name, column.header, formula=column.formula, drawn=drawn, printed=column.printed
                )
                notes.append(f"“{column.header}” was added to {table.sheet}.")
        for since, name, header in given_up:
            if name == table.name and version < since and header.casefold() in have:
                book.remove_column(name, header)
                notes.append(f"“{header}” was taken off {table.sheet}; it is not used any more.")
    notes.extend(_add_sheets(book, version))
    notes.extend(add_settings(book))
    notes.extend(add_grown_rows(book, version))
    book.fill(schema.sheet("lists").name, SheetFill(cells={NAME: VERSION}))
    return tuple(notes)


def _drawn(table: Table) -> bytes:
    """A workbook with the table's sheet as it is drawn today."""
    from leadbook.template.build import build_sheet  # as below

    return build_sheet(next(sheet.key for sheet in schema.SHEETS if sheet.name == table.sheet))


def _add_sheets(book: PackageBook, version: int) -> list[str]:
    """Add the sheets that are later than a workbook's layout; a sentence on each."""
    from leadbook.template.build import build_sheet  # drawing is needed for books of earlier layouts only

    notes = []
    for since, key in ADDED:
        sheet, table = schema.sheet(key), schema.table(key)
        there = {info.name.casefold() for info in book.tables()}
        if version >= since or table.name.casefold() in there:
            continue
        name = safe_sheet_name(sheet.name, [info.name for info in book.sheets()])
        book.add_drawn_sheet(build_sheet(key), name, hidden=sheet.state != "visible")
        notes.append(f"The sheet {name} was added. {sheet.help}")
    return notes
