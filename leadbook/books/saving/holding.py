"""People of whom an undo takes nothing back, since they asked to be left alone: all their rows stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from leadbook.books.protocol import Book
from leadbook.books.saving.diffing import key_text
from leadbook.books.saving.records import CellChange, Change, RowAdded, RowRemoved, RunRecord
from leadbook.books.saving.restoring import OPTED_OUT, Kept


@dataclass(frozen=True, slots=True)
class Held:
    """Who stays as they are.

    Args:
        header: header of the column that names a person in the keys of tables.
        whom: given the workbook as it is now and the run, the names of those who are held.
    """

    header: str
    whom: Callable[[Book, RunRecord], frozenset[str]]


def without_held(record: RunRecord, held: Held, book: Book) -> tuple[RunRecord, list[Kept]]:
    """The run without its changes about people who are held, and one line for each of them that it had changed."""
    names = held.whom(book, record)
    if not names:
        return record, []
    stays: dict[str, Change] = {}
    changes = []
    for change in record.changes:
        name = _name(change, record.keys, held.header)
        if name in names:
            stays.setdefault(name, change)
        else:
            changes.append(change)
    return replace(record, changes=tuple(changes)), _told(stays, record, held.header, book)


def _name(change: Change, keys: Mapping[str, tuple[str, ...]], header: str) -> str:
    """Who a change is about, "" when it is about nobody."""
    if not isinstance(change, CellChange | RowAdded | RowRemoved) or header not in keys.get(change.table, ()):
        return ""
    return change.row_key[keys[change.table].index(header)]


def _told(stays: Mapping[str, Change], record: RunRecord, header: str, book: Book) -> list[Kept]:
    """A line for each person, with the sheet row where there is one."""
    there = {info.name: info for info in book.tables()}
    places: dict[str, dict[str, int]] = {}
    kept = []
    for name, change in stays.items():
        assert isinstance(change, CellChange | RowAdded | RowRemoved)
        table = change.table
        if table not in places:
            grid = book.read(table) if table in there and header in there[table].headers else None
            at = grid.headers.index(header) if grid else 0
            first = there[table].first_row if grid else 0
            places[table] = {key_text(row[at]): first + i for i, row in enumerate(grid.rows)} if grid else {}
        key = change.row_key[: len(record.keys[table])]
        kept.append(Kept(table, key, "", places[table].get(name, 0), OPTED_OUT))
    return kept
