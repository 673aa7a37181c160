"""The tables of an open workbook, and where one may grow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import xlwings as xw
from xlwings.main import Table

from leadbook.books.closed.cellrefs import MAX_ROW, Area, address, letters
from leadbook.books.closed.tablegrid import room_error
from leadbook.books.live.values import block, formulas
from leadbook.books.protocol import TableInfo
from leadbook.errors import TableBlocked
from leadbook.model import Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveTable:
    """A table where it stands now.

    Args:
        native: xlwings' table; sheet: its sheet.
        headers: column headers. column: first column, from 1. header_row: from 1.
        rows: rows of the body in the sheet; an empty table may have none.
        totals: whether a row of totals stands below.
    """

    native: Table
    sheet: xw.Sheet
    name: str
    headers: tuple[str, ...]
    column: int
    header_row: int
    rows: int
    totals: bool

    @property
    def first_row(self) -> int:
        """Sheet row of the first row of the body."""
        return self.header_row + 1

    @property
    def area(self) -> Area:
        """Header, body and totals; an empty table holds its one blank row."""
        last = self.header_row + max(1, self.rows) + self.totals
        return Area(self.column, self.header_row, self.column + len(self.headers) - 1, last)

    def info(self) -> TableInfo:
        """As the protocol tells it."""
        return TableInfo(
            name=self.name, sheet=self.sheet.name, headers=self.headers, first_row=self.first_row,
            rows=max(1, self.rows),
        )  # fmt: skip

    def cells(self, row: int, column: int, rows: int, columns: int) -> xw.Range:
        """A rectangle of the body, from row and column 0; also beyond its end."""
        top, left = self.first_row + row, self.column + column
        return self.sheet.range((top, left), (top + rows - 1, left + columns - 1))

    def body(self) -> list[list[Cell]]:
        """All values of the body."""
        return block(self.cells(0, 0, self.rows, len(self.headers))) if self.rows else []

    def calculated(self) -> frozenset[int]:
        """Columns of which the first and the last row hold a formula."""
        if not self.rows:
            return frozenset()
        ends = {0, self.rows - 1}
        found = [formulas(self.cells(row, 0, 1, len(self.headers)))[0] for row in sorted(ends)]
        return frozenset(
            at for at in range(len(self.headers)) if all(row[at].startswith("=") for row in found)
        )


def all_tables(book: xw.Book) -> list[LiveTable]:
    """Every table, in sheet order and from top to bottom."""
    found = []
    for sheet in book.sheets:
        mine = [_table(sheet, native) for native in sheet.tables]
        found += sorted(mine, key=lambda table: (table.header_row, table.column))
    return found


def _table(sheet: xw.Sheet, native: Table) -> LiveTable:
    header = native.header_row_range
    assert header is not None  # a table of Leadbook has headers; one without is not asked for by name
    body = native.data_body_range
    values = header.options(ndim=2).value[0]
    return LiveTable(
        native=native, sheet=sheet, name=native.name,
        headers=tuple("" if text is None else str(text) for text in values),
        column=header.column, header_row=header.row, rows=0 if body is None else body.shape[0],
        totals=bool(native.show_totals),
    )  # fmt: skip


def check_room(table: LiveTable, rows: int, others: Sequence[LiveTable]) -> None:
    """Refuse to let a table grow into cells that hold something, or into another table.

    Raises:
        TableBlocked: saying in which cell what stands.
    """
    now = table.area
    if rows == max(1, table.rows):
        return
    if table.totals:
        raise TableBlocked(
            f"The table {table.name} cannot grow or shrink: its row of totals is switched on.",
            f"Sheet {table.sheet.name}, cell {address(now.left, now.bottom)}",
            "Switch it off (Table Design, Total Row), then run again.",
        )
    bottom = table.header_row + rows
    if bottom > MAX_ROW:
        raise room_error(table.name, table.sheet.name, address(now.left, MAX_ROW), "the sheet has no more rows")
    if bottom <= now.bottom:
        return
    room = Area(now.left, now.bottom + 1, now.right, bottom)
    blocked: list[tuple[int, int, str]] = []
    for other in others:
        if other.name != table.name and other.sheet.name == table.sheet.name and other.area.meets(room):
            column, row = max(other.column, room.left), max(other.header_row, room.top)
            blocked.append((row, column, f"the table {other.name} stands below it"))
    cells = table.sheet.range((room.top, room.left), (room.bottom, room.right))
    for down, line in enumerate(formulas(cells)):
        right = next((at for at, text in enumerate(line) if text != ""), None)
        if right is not None:
            blocked.append((room.top + down, room.left + right, "something stands below it"))
            break
    if blocked:
        row, column, why = min(blocked, key=lambda one: (one[0], "table" not in one[2], one[1]))
        raise room_error(table.name, table.sheet.name, f"{letters(column)}{row}", why)
