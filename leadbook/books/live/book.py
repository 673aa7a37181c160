"""The live back-end: a workbook that is open in Excel or Calc; see `protocol.Book`.

Everything goes through the interface of xlwings, so the same lines drive Excel on Windows and macOS and, through
the engine in `books.calc`, LibreOffice. What that interface lacks (protection, print set-up) is in `extras`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
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
from leadbook.books.live.moving import is_moved, move_rows
from leadbook.books.live.tables import LiveTable, check_room, tables_of
from leadbook.books.live.values import formulas
from leadbook.books.live.writing import check, put, stretches, wanted
from leadbook.books.naming import check_sheet_name
from leadbook.books.protocol import SheetFill, SheetInfo, TableInfo
from leadbook.errors import BookError, LayoutError
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
        self._sheets: dict[str, xw.Sheet] | None = None
        self._tables: dict[str, list[LiveTable]] | None = None
        self._names = filling.NameIndex(book)
        self._touched: dict[str, set[int]] = {}
        self._dirty = self._saved = False
        self._back: list[Callable[[], None]] = []

    def tables(self) -> tuple[TableInfo, ...]:
        """See `Book.tables`."""
        return tuple(table.info() for table in self._all())

    def sheets(self) -> tuple[SheetInfo, ...]:
        """See `Book.sheets`."""
        return tuple(SheetInfo(name=name, state=_state(sheet)) for name, sheet in self._by_name().items())

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
        sources = columns_of(found.headers, grid, found.sheet_name, found.name)
        check_rows(grid, found.name)
        origins = present_rows(grid, found.rows, found.name)
        rows = max(1, len(grid.rows))
        check_room(found, rows, self._all())
        present = found.body()
        texts = formulas(found.cells(0, 0, found.rows, len(found.headers)))
        self._remember(found, present, texts)
        with unprotected(self._extras, found.sheet):
            if is_moved(origins) and not self._hidden_rows(found):
                found = self._resize(found, max(rows, found.rows))
                plain = next((at for at in range(len(found.headers)) if not any(
                    line[at].startswith("=") for line in texts)), None)  # fmt: skip
                if plain is not None:
                    origins = move_rows(found, origins, present, plain)
                    present, texts = found.body(), []
            what = wanted(found, present, texts, (grid, sources, origins), self._count)
            found = self._resize(found, rows)
            touched = self._touched.setdefault(found.sheet_name, set())
            for stretch in stretches(what):
                touched.update(range(found.first_row + stretch.row, found.first_row + stretch.row + len(stretch.rows)))
                cells = found.cells(stretch.row, stretch.column, len(stretch.rows), len(stretch.rows[0]))
                put(cells, stretch.rows)
                check(cells, stretch.cells(), f"Sheet {found.sheet_name}")
            for (row, column), formula in what.formulas.items():
                found.cells(row, column, 1, 1).formula = formula
        self._dirty = True
        hidden = self._hidden_rows(found)
        if hidden:
            self.hidden[found.name] = hidden

    def _remember(self, table: LiveTable, rows: list[list[Cell]], texts: list[list[str]]) -> None:
        """Keep what stands in a table, so that it can be put back when the run comes to nothing."""
        calculated = table.calculated()
        typed = {
            (at, column): text for at, line in enumerate(texts) for column, text in enumerate(line)
            if text.startswith("=") and column not in calculated
        }  # fmt: skip

        def put_back() -> None:
            now = self._table(table.name)
            if now.body() == rows and formulas(now.cells(0, 0, now.rows, len(now.headers))) == texts:
                return  # it was refused before anything was written
            self.write(table.name, Grid(table.headers, rows))
            for (at, column), text in typed.items():
                self._table(table.name).cells(at, column, 1, 1).formula = text

        self._back.append(put_back)

    def roll_back(self) -> None:
        """Put back what was written since the last save: values and formulas of tables, single cells, sheets.

        Heights, hidden rows and print set-up stay; no value depends on them.

        Raises:
            BookError: the program refused some of it; all the rest is put back.
        """
        due, self._back = self._back, []
        done = 0
        for put_back in reversed(due):
            with contextlib.suppress(Exception):  # whatever it is, the others are to be put back
                put_back()
                done += 1
        self._back, self._dirty = [], False
        if done < len(due):
            raise BookError(
                "The run was stopped, and not everything in the window could be put back.",
                Path(self.native.fullname).name, "Close the workbook without saving: the file is as it was.",
            )  # fmt: skip

    def _resize(self, table: LiveTable, rows: int) -> LiveTable:
        """Let the body have so many rows; those that go are emptied. The table as it is then."""
        now = table.rows
        if rows == now:
            return table
        last = table.header_row + rows
        if rows < now:
            table.cells(rows, 0, now - rows, len(table.headers)).clear()
        corner = table.column + len(table.headers) - 1
        table.native.resize(table.sheet.range((table.header_row, table.column), (last, corner)))
        assert self._tables is not None  # the table came from it
        mine = self._tables[table.sheet_name]
        filling.stretch_print_area(table.sheet, table.header_row + now, last)
        resized = replace(table, rows=rows)
        mine[mine.index(table)] = resized
        if rows > now:
            filling.continue_formulas(table, now, rows)
        return resized

    @staticmethod
    def _hidden_rows(table: LiveTable) -> int:
        """How many rows nobody sees: the person should know that they are written like the others."""
        areas = table.cells(0, 0, table.rows, 1).get_special_cells("visible")
        assert isinstance(areas, list)  # a promise of areas is for xlwings in the browser alone
        return table.rows - sum(area.shape[0] for area in areas)

    def values(self, sheet: str, names: Iterable[str]) -> dict[str, Cell]:
        """See `Book.values`."""
        return filling.values(self._names, self._sheet(sheet), names)

    def clone(self, master: str, name: str) -> None:
        """See `Book.clone`."""
        check_sheet_name(name, self._by_name())
        source, tables = self._sheet(master), self._all()
        models = [table for table in tables if table.sheet_name == source.name]
        copy = source.copy(after=self.native.sheets[len(self.native.sheets) - 1], name=name)
        copy.visible = True
        self._back.append(lambda: self.delete(name))
        taken = {table.name.casefold() for table in tables}
        for model, own in zip(models, tables_of(copy), strict=True):
            number = 2
            while f"{model.name}_{number}".casefold() in taken:
                number += 1
            taken.add(f"{model.name}_{number}".casefold())
            own.native.name = f"{model.name}_{number}"
        self._changed_sheets()

    def fill(self, sheet: str, fill: SheetFill) -> None:
        """See `Book.fill`; a cell with a formula is left alone, as the program calculates it."""
        own = self._sheet(sheet)
        fill = replace(fill, heights=self._new_heights(own.name, fill.heights))
        with unprotected(self._extras, own):
            before = filling.fill(self._names, own, fill, self._count)
            if before:
                self._back.append(lambda: self.fill(sheet, SheetFill(cells=before)))
            self._extras.print_set_up(own, fill)
        self._dirty = True

    def _new_heights(self, sheet: str, heights: Mapping[int, float]) -> Mapping[int, float]:
        """Heights without those of rows of tables that nothing was written to: theirs are right already."""
        touched = self._touched.get(sheet, set())
        areas = [table.area for table in self._all() if table.sheet_name == sheet]
        inside = {row for area in areas for row in range(area.top + 1, area.bottom + 1)} - touched
        return {row: height for row, height in heights.items() if row not in inside}

    def delete(self, sheet: str) -> None:
        """See `Book.delete`."""
        own = self._sheet(sheet)
        if not any(_state(one) == "visible" for name, one in self._by_name().items() if name != own.name):
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
            self._back.append(lambda: self._hide(own))

    @staticmethod
    def _hide(sheet: xw.Sheet) -> None:
        sheet.visible = False

    def save(self) -> bytes:
        """See `Book.save`: save in place, when something was written since the last time, and give the file."""
        if self._dirty:
            self.native.app.calculate()  # the results that the file holds are those of the new values
            self.native.save()
            self._dirty, self._saved, self._back = False, True, []
        return Path(self.native.fullname).read_bytes()

    def settle(self) -> None:
        """After the program was put back as it was: let it not ask to save what was saved."""
        if self._saved and not self._dirty:
            self._extras.mark_saved(self.native)

    def save_now(self) -> bytes:
        """Save in place whatever was typed since, and give the file."""
        self._dirty = True
        return self.save()

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
        self._sheets, self._tables, self._dirty = None, None, True
        self._names = filling.NameIndex(self.native)

    def _all(self) -> list[LiveTable]:
        if self._tables is None:
            self._tables = {name: tables_of(sheet) for name, sheet in self._by_name().items()}
        return [table for mine in self._tables.values() for table in mine]

    def _by_name(self) -> dict[str, xw.Sheet]:
        """Name → sheet, in tab order; asked for once, as a person cannot change it meanwhile."""
        if self._sheets is None:
            self._sheets = {sheet.name: sheet for sheet in self.native.sheets}
        return self._sheets

    def _table(self, name: str) -> LiveTable:
        for table in self._all():
            if table.name.casefold() == name.casefold():
                return table
        raise missing_table(name)

    def _sheet(self, name: str) -> xw.Sheet:
        for own, sheet in self._by_name().items():
            if own.casefold() == name.casefold():
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
