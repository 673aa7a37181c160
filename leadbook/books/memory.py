"""A workbook in memory with the behaviour of a file: for tests, and for trying a script without a file.

    book = MemoryBook()
    book.add_table("Leads", "tblLeads", ("ID", "Rep"), [("a", "Ana")])
    book.write("tblLeads", Grid(("Rep",), [("Ben",)]))

Values pass the same gate as in a file, so what is read back is what a file would give back.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from leadbook.books.closed.cellrefs import MAX_ROW, Area, address, letters, parse_address
from leadbook.books.closed.tablegrid import (
    check_rows,
    columns_of,
    missing_sheet,
    missing_table,
    present_rows,
    room_error,
)
from leadbook.books.naming import check_sheet_name
from leadbook.books.protocol import SheetFill, SheetInfo, TableInfo
from leadbook.books.writegate import admit
from leadbook.errors import LayoutError
from leadbook.model import KEEP, Cell, Grid


@dataclass(slots=True)
class _Table:
    """A table: its place, its columns and its body (never without a row)."""

    name: str
    headers: tuple[str, ...]
    first_row: int
    column: int
    calculated: frozenset[str]
    rows: list[list[Cell]]

    def area(self, rows: int) -> Area:
        """Header and a body of so many rows."""
        right = self.column + len(self.headers) - 1
        return Area(self.column, self.first_row - 1, right, self.first_row + rows - 1)


@dataclass(slots=True)
class _Sheet:
    """A sheet: its state, single cells, names and print set-up."""

    name: str
    state: str = "visible"
    tables: list[_Table] = field(default_factory=list)
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    layout: dict[str, object] = field(default_factory=dict)


class MemoryBook:
    """See `protocol.Book`. `save` gives a JSON text of everything, so that equal books give equal bytes."""

    def __init__(self) -> None:
        self._sheets: list[_Sheet] = []
        self.findings: dict[str, int] = {}

    def add_sheet(self, name: str, state: str = "visible") -> None:
        """Add a blank sheet at the end."""
        check_sheet_name(name, [sheet.name for sheet in self._sheets])
        self._sheets.append(_Sheet(name, state))

    def add_table(
        self, sheet: str, name: str, headers: Sequence[str], rows: Iterable[Sequence[Cell]] = (), place: str = "A4"
    ) -> None:
        """Add a table (and its sheet, if there is none of that name).

        Args:
            sheet, name: where it goes and what it is called.
            headers: its columns; a header that ends with "=" is a calculated column.
            rows: its body.
            place: address of the first cell of its body.
        """
        if not any(other.name.casefold() == sheet.casefold() for other in self._sheets):
            self.add_sheet(sheet)
        column, row = parse_address(place) or (1, 4)
        plain = tuple(header.removesuffix("=") for header in headers)
        body = [[admit(value, self._count) for value in line] for line in rows]
        calculated = frozenset(header.removesuffix("=") for header in headers if header.endswith("="))
        self._sheet(sheet).tables.append(
            _Table(name, plain, row, column, calculated, body or [[None] * len(plain)])
        )

    def name_cell(self, sheet: str, name: str, cell: str) -> None:
        """Give a cell of a sheet a name."""
        self._sheet(sheet).names[name.casefold()] = cell

    def tables(self) -> tuple[TableInfo, ...]:
        """See `Book.tables`."""
        return tuple(
            TableInfo(
                name=table.name,
                sheet=sheet.name,
                headers=table.headers,
                first_row=table.first_row,
                rows=len(table.rows),
            )
            for sheet in self._sheets
            for table in sheet.tables
        )

    def sheets(self) -> tuple[SheetInfo, ...]:
        """See `Book.sheets`."""
        return tuple(SheetInfo(name=sheet.name, state=sheet.state) for sheet in self._sheets)

    def read(self, table: str) -> Grid:
        """See `Book.read`."""
        found = self._table(table)[1]
        judged = [j for j, h in enumerate(found.headers) if h not in found.calculated]
        judged = judged or list(range(len(found.headers)))
        blank = all(row[j] is None for row in found.rows for j in judged)
        return Grid(found.headers, [] if blank else [tuple(row) for row in found.rows])

    def write(self, table: str, grid: Grid) -> None:
        """See `Book.write`; a calculated column of a new row without a value is blank, as nothing calculates."""
        sheet, found = self._table(table)
        sources = columns_of(found.headers, grid, sheet.name, found.name)
        check_rows(grid, found.name)
        origins = present_rows(grid, len(found.rows), found.name)
        self._check_room(sheet, found, max(1, len(grid.rows)))
        rows = []
        for row, origin in zip(grid.rows, origins, strict=True):
            old = found.rows[origin] if origin is not None else [None] * len(found.headers)
            values = [old[j] if s is None or row[s] is KEEP else row[s] for j, s in enumerate(sources)]
            rows.append([admit(value, self._count) for value in values])
        found.rows = rows or [[None] * len(found.headers)]

    def values(self, sheet: str, names: Iterable[str]) -> dict[str, Cell]:
        """See `Book.values`."""
        own = self._sheet(sheet)
        places = {name: self._place(own, name) for name in names}
        return {name: self._value(own, place) for name, place in places.items() if place is not None}

    def clone(self, master: str, name: str) -> None:
        """See `Book.clone`."""
        source = self._sheet(master)
        check_sheet_name(name, [sheet.name for sheet in self._sheets])
        made = copy.deepcopy(source)
        made.name, made.state = name, "visible"
        taken = {table.name.casefold() for table in self.tables()}
        for table in made.tables:
            number = 2
            while f"{table.name}_{number}".casefold() in taken:
                number += 1
            table.name = f"{table.name}_{number}"
            taken.add(table.name.casefold())
        self._sheets.append(made)

    def fill(self, sheet: str, fill: SheetFill) -> None:
        """See `Book.fill`."""
        own = self._sheet(sheet)
        places = {name: self._place(own, name) for name in fill.cells}
        for name, place in places.items():
            if place is None:
                raise LayoutError(
                    f'The cell "{name}" is not there.', f"Sheet {own.name}", "Undo the renaming of the cell."
                )
        for name, place in places.items():
            if place is not None:
                self._set(own, place, admit(fill.cells[name], self._count))
        hidden = set(own.layout.get("hidden", ()))  # type: ignore[call-overload]
        own.layout["hidden"] = sorted((hidden - fill.shown_rows) | fill.hidden_rows)
        own.layout["heights"] = {**own.layout.get("heights", {}), **fill.heights}  # type: ignore[dict-item]
        wanted = {"print_area": fill.print_area, "scale": fill.scale, "breaks": fill.breaks}
        wanted |= {"footer": fill.header_footer, "paper": fill.paper}
        own.layout.update({name: value for name, value in wanted.items() if value is not None})

    def delete(self, sheet: str) -> None:
        """See `Book.delete`."""
        own = self._sheet(sheet)
        if not any(other.state == "visible" for other in self._sheets if other is not own):
            raise LayoutError(
                "A workbook needs one visible sheet.", f"Sheet {own.name}", "Make another sheet visible first."
            )
        self._sheets.remove(own)

    def show(self, sheet: str) -> None:
        """See `Book.show`."""
        self._sheet(sheet).state = "visible"

    def save(self) -> bytes:
        """See `Book.save`."""
        return json.dumps([_as_json(sheet) for sheet in self._sheets], default=str, indent=1).encode()

    def _sheet(self, name: str) -> _Sheet:
        for sheet in self._sheets:
            if sheet.name.casefold() == name.casefold():
                return sheet
        raise missing_sheet(name)

    def _table(self, name: str) -> tuple[_Sheet, _Table]:
        for sheet in self._sheets:
            for table in sheet.tables:
                if table.name.casefold() == name.casefold():
                    return sheet, table
        raise missing_table(name)

    def _check_room(self, sheet: _Sheet, table: _Table, rows: int) -> None:
        """Refuse to grow into a cell or another table."""
        now, then = table.area(len(table.rows)), table.area(rows)
        if then.bottom > MAX_ROW:
            at = address(then.left, MAX_ROW)
            raise room_error(table.name, sheet.name, at, "the sheet has no more rows")
        if then.bottom <= now.bottom:
            return
        room = Area(then.left, now.bottom + 1, then.right, then.bottom)
        for column, row in sorted(sheet.cells, key=lambda place: (place[1], place[0])):
            if sheet.cells[column, row] is not None and Area(column, row, column, row).meets(room):
                raise room_error(table.name, sheet.name, address(column, row), "something stands below it")
        for other in sheet.tables:
            if other is not table and other.area(len(other.rows)).meets(room):
                at = f"{letters(max(other.column, room.left))}{max(other.first_row - 1, room.top)}"
                raise room_error(table.name, sheet.name, at, f"the table {other.name} stands below it")

    @staticmethod
    def _place(sheet: _Sheet, name: str) -> tuple[int, int] | None:
        return parse_address(name) or parse_address(sheet.names.get(name.casefold(), ""))

    @staticmethod
    def _in_table(sheet: _Sheet, place: tuple[int, int]) -> tuple[list[Cell], int] | None:
        """The body row and the position in it, when a cell is one of a table's body."""
        for table in sheet.tables:
            row, position = place[1] - table.first_row, place[0] - table.column
            if 0 <= row < len(table.rows) and 0 <= position < len(table.headers):
                return table.rows[row], position
        return None

    def _value(self, sheet: _Sheet, place: tuple[int, int]) -> Cell:
        found = self._in_table(sheet, place)
        return found[0][found[1]] if found else sheet.cells.get(place)

    def _set(self, sheet: _Sheet, place: tuple[int, int], value: Cell) -> None:
        found = self._in_table(sheet, place)
        if found:
            found[0][found[1]] = value
        else:
            sheet.cells[place] = value

    def _count(self, code: str) -> None:
        self.findings[code] = self.findings.get(code, 0) + 1


def _as_json(sheet: _Sheet) -> dict[str, object]:
    """A sheet as plain data in a fixed order."""
    return {
        "name": sheet.name,
        "state": sheet.state,
        "cells": {address(*place): sheet.cells[place] for place in sorted(sheet.cells)},
        "names": dict(sorted(sheet.names.items())),
        "layout": sheet.layout,
        "tables": [
            {"name": table.name, "headers": table.headers, "row": table.first_row, "rows": table.rows}
            for table in sheet.tables
        ],
    }
