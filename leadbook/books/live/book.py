"""The live back-end: a workbook that is open in Excel or Calc; see `protocol.Book`.

Everything goes through the interface of xlwings, so the same lines drive Excel on Windows and macOS and, through
the engine in `books.calc`, LibreOffice. What that interface lacks (protection, print set-up) is in `extras`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import xlwings as xw

from leadbook.books.closed.tablegrid import (
    check_rows,
    columns_of,
    missing_sheet,
    missing_table,
    present_rows,
)
from leadbook.books.live import filling
from leadbook.books.live.extras import Extras, extras_of, unprotected
from leadbook.books.live.tables import LiveTable, all_tables, check_room
from leadbook.books.live.writing import put, stretches, wanted
from leadbook.books.naming import check_sheet_name
from leadbook.books.protocol import SheetFill, SheetInfo, TableInfo
from leadbook.errors import LayoutError
from leadbook.model import Cell, Grid

_VERY_HIDDEN = 2


class LiveBook:
    """An open workbook; see `protocol.Book`. `save` saves in place.

    Args:
        book: xlwings' book.

    Attributes:
        findings: how often each finding code was met while values were written.
        hidden: table → rows of it that a filter, or a person, has hidden and that were written.
    """

    def __init__(self, book: xw.Book) -> None:
        self.native = book
        self.findings: dict[str, int] = {}
        self.hidden: dict[str, int] = {}
        self._extras: Extras = extras_of(book)
        self._tables: list[LiveTable] | None = None
        self._dirty = False

    def tables(self) -> tuple[TableInfo, ...]:
        """See `Book.tables`."""
        return tuple(table.info() for table in self._all())

    def sheets(self) -> tuple[SheetInfo, ...]:
        """See `Book.sheets`."""
        return tuple(SheetInfo(name=sheet.name, state=_state(sheet)) for sheet in self.native.sheets)

    def read(self, table: str) -> Grid:
        """See `Book.read`."""
        found = self._table(table)
        rows, calculated = found.body(), found.calculated()
        judged = [at for at in range(len(found.headers)) if at not in calculated] or list(range(len(found.headers)))
        blank = all(row[at] is None for row in rows for at in judged)
        return Grid(found.headers, [] if blank else [tuple(row) for row in rows])

    def write(self, table: str, grid: Grid) -> None:
        """See `Book.write`; the program calculates the columns of formulas itself."""
        found = self._table(table)
        sources = columns_of(found.headers, grid, found.sheet.name, found.name)
        check_rows(grid, found.name)
        origins = present_rows(grid, max(1, found.rows), found.name)
        rows = max(1, len(grid.rows))
        check_room(found, rows, self._all())
        what = wanted(found, grid, sources, origins, self._count)
        with unprotected(self._extras, found.sheet):
            self._resize(found, rows)
            for stretch in stretches(what):
                cells = found.cells(stretch.row, stretch.column, len(stretch.rows), len(stretch.rows[0]))
                put(cells, stretch.rows, f"Sheet {found.sheet.name}")
            for (row, column), formula in what.formulas.items():
                found.cells(row, column, 1, 1).formula = formula
        self._dirty = True
        self._note_hidden(found, rows)

    def _resize(self, table: LiveTable, rows: int) -> None:
        """Let the body have so many rows; those that go are emptied."""
        now = max(1, table.rows)
        if rows == now:
            return
        last = table.header_row + rows
        if rows < now:
            table.cells(rows, 0, now - rows, len(table.headers)).clear()
        corner = table.column + len(table.headers) - 1
        table.native.resize(table.sheet.range((table.header_row, table.column), (last, corner)))
        self._tables = None
        if rows > now:
            filling.continue_formulas(table, now, rows)

    def _note_hidden(self, table: LiveTable, rows: int) -> None:
        """Count the rows that nobody sees: the person should know that they were written like the others."""
        areas = table.cells(0, 0, rows, 1).get_special_cells("visible")
        assert isinstance(areas, list)  # a promise of areas is for xlwings in the browser alone
        hidden = rows - sum(area.shape[0] for area in areas)
        if hidden:
            self.hidden[table.name] = hidden

    def values(self, sheet: str, names: Iterable[str]) -> dict[str, Cell]:
        """See `Book.values`."""
        return filling.values(self.native, self._sheet(sheet), names)

    def clone(self, master: str, name: str) -> None:
        """See `Book.clone`."""
        check_sheet_name(name, [sheet.name for sheet in self.native.sheets])
        source = self._sheet(master)
        models = [table for table in self._all() if table.sheet.name == source.name]
        taken = {table.name.casefold() for table in self._all()}
        copy = source.copy(after=self.native.sheets[len(self.native.sheets) - 1], name=name)
        copy.visible = True
        self._changed_sheets()
        made = [table for table in self._all() if table.sheet.name == copy.name]
        for model, own in zip(models, made, strict=True):
            number = 2
            while f"{model.name}_{number}".casefold() in taken:
                number += 1
            taken.add(f"{model.name}_{number}".casefold())
            own.native.name = f"{model.name}_{number}"
        self._changed_sheets()

    def fill(self, sheet: str, fill: SheetFill) -> None:
        """See `Book.fill`; a cell with a formula is left alone, as the program calculates it."""
        own = self._sheet(sheet)
        with unprotected(self._extras, own):
            filling.fill(self.native, own, fill, self._count)
            self._extras.print_set_up(own, fill)
        self._dirty = True

    def delete(self, sheet: str) -> None:
        """See `Book.delete`."""
        own = self._sheet(sheet)
        if not any(_state(other) == "visible" for other in self.native.sheets if other.name != own.name):
            raise LayoutError(
                "A workbook needs one visible sheet.", f"Sheet {own.name}", "Make another sheet visible first."
            )
        own.delete()
        self._changed_sheets()

    def show(self, sheet: str) -> None:
        """See `Book.show`."""
        own = self._sheet(sheet)
        if _state(own) != "visible":
            own.visible = True
            self._dirty = True

    def save(self) -> bytes:
        """See `Book.save`: save in place, when something was written since the last time, and give the file."""
        if self._dirty:
            self.native.save()
            self._dirty = False
        return Path(self.native.fullname).read_bytes()

    def formula_columns(self, names: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """Table → headers of its columns of formulas, of those tables that have some."""
        found = {}
        for name in names:
            table = self._table(name)
            headers = tuple(sorted(table.headers[at] for at in table.calculated()))
            if headers:
                found[table.name] = headers
        return found

    def _changed_sheets(self) -> None:
        self._tables, self._dirty = None, True

    def _all(self) -> list[LiveTable]:
        if self._tables is None:
            self._tables = all_tables(self.native)
        return self._tables

    def _table(self, name: str) -> LiveTable:
        for table in self._all():
            if table.name.casefold() == name.casefold():
                return table
        raise missing_table(name)

    def _sheet(self, name: str) -> xw.Sheet:
        for sheet in self.native.sheets:
            if sheet.name.casefold() == name.casefold():
                return sheet
        raise missing_sheet(name)

    def _count(self, code: str) -> None:
        self.findings[code] = self.findings.get(code, 0) + 1


def _state(sheet: xw.Sheet) -> str:
    """"visible", "hidden" or "veryHidden"; Calc has no very hidden sheets."""
    visible = sheet.visible
    if not isinstance(visible, bool) and visible == _VERY_HIDDEN:
        return "veryHidden"
    return "visible" if visible else "hidden"
