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
        native: xlwings' table; sheet: its sheet, with its name.
        headers: column headers. column: first column, from 1. header_row: from 1.
        rows: rows of the body in the sheet, at least the one blank row of an empty table.
        totals: whether a row of totals stands below.
    """

    native: Table
    sheet: xw.Sheet
    sheet_name: str
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
        last = self.header_row + self.rows + self.totals
        return Area(self.column, self.header_row, self.column + len(self.headers) - 1, last)

    def info(self) -> TableInfo:
        """As the protocol tells it."""
        return TableInfo(
            name=self.name, sheet=self.sheet_name, headers=self.headers, first_row=self.first_row, rows=self.rows
        )

    def cells(self, row: int, column: int, rows: int, columns: int) -> xw.Range:
        """A rectangle of the body, from row and column 0; also beyond its end."""
        top, left = self.first_row + row, self.column + column
        return self.sheet.range((top, left), (top + rows - 1, left + columns - 1))

    def body(self) -> list[list[Cell]]:
        """All values of the body."""
        return block(self.cells(0, 0, self.rows, len(self.headers)))

    def calculated(self) -> frozenset[int]:
        """Columns of which the first and the last row hold a formula."""
        ends = {0, self.rows - 1}
        found = [formulas(self.cells(row, 0, 1, len(self.headers)))[0] for row in sorted(ends)]
        return frozenset(
            at for at in range(len(self.headers)) if all(row[at].startswith("=") for row in found)
        )


def tables_of(sheet: xw.Sheet) -> list[LiveTable]:
    """The tables of a sheet, from top to bottom."""
    mine = [_table(sheet, native) for native in sheet.tables]
    return sorted(mine, key=lambda table: (table.header_row, table.column))


def _table(sheet: xw.Sheet, native: Table) -> LiveTable:
    whole, totals = native.range, bool(native.show_totals)
    row, column, (rows, width) = whole.row, whole.column, whole.shape
    headers = sheet.range((row, column), (row, column + width - 1)).options(ndim=2).value[0]
    return LiveTable(
        native=native, sheet=sheet, sheet_name=sheet.name, name=native.name,
        headers=tuple("" if text is None else str(text) for text in headers),
        column=column, header_row=row, rows=max(1, rows - 1 - totals), totals=totals,
    )  # fmt: skip


def check_room(table: LiveTable, rows: int, others: Sequence[LiveTable]) -> None:
    """Refuse to let a table grow into cells that hold something, or into another table.

    Raises:
        TableBlocked: saying in which cell what stands.
    """
    now = table.area
    if rows == table.rows:
        return
    if table.totals:
        raise TableBlocked(
            f"The table {table.name} cannot grow or shrink: its row of totals is switched on.",
            f"Sheet {table.sheet_name}, cell {address(now.left, now.bottom)}",
            "Switch it off (Table Design, Total Row), then run again.",
        )
    bottom = table.header_row + rows
    if bottom > MAX_ROW:
        raise room_error(table.name, table.sheet_name, address(now.left, MAX_ROW), "the sheet has no more rows")
    if bottom <= now.bottom:
        return
    room = Area(now.left, now.bottom + 1, now.right, bottom)
    blocked: list[tuple[int, int, str]] = []
    for other in others:
        if other.name != table.name and other.sheet_name == table.sheet_name and other.area.meets(room):
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
        raise room_error(table.name, table.sheet_name, f"{letters(column)}{row}", why)
