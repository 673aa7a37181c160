"""Tables: in Calc a database range with a header row and, of a file from Excel, the table's name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from numbers import Number
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from leadbook.books.calc.lacking import Lacks
from leadbook.books.calc.office import import_uno

if TYPE_CHECKING:
    from leadbook.books.calc.ranges import Range
    from leadbook.books.calc.sheets import Sheet

_HIDDEN = "__Anonymous"  # what Calc calls the filter range of a sheet without a table


class Tables(Lacks, base_classes.Tables):
    """The tables of one sheet, from top to bottom.

    Args:
        areas: name → area of every table of the book, when that was just asked for.
    """

    def __init__(self, sheet: Sheet, areas: dict[str, Any] | None = None) -> None:
        self.sheet = sheet
        self.parent = sheet
        self._areas = areas

    @staticmethod
    def areas_of(document: Any) -> dict[str, Any]:  # noqa: ANN401
        """Name → area of every table of a document."""
        ranges = document.DatabaseRanges
        return {name: ranges.getByName(name).DataArea for name in ranges.ElementNames if not name.startswith(_HIDDEN)}

    @property
    def api(self) -> Any:  # noqa: ANN401
        """Calc's database ranges, those of other sheets included."""
        return self.sheet.book.document.DatabaseRanges

    def _names(self) -> list[str]:
        areas, at = self._areas or self.areas_of(self.sheet.book.document), self.sheet.index - 1
        mine = [(area.StartRow, area.StartColumn, name) for name, area in areas.items() if area.Sheet == at]
        return [name for _, _, name in sorted(mine)]

    def __iter__(self) -> Iterator[Table]:
        return (Table(self, name) for name in self._names())

    def __len__(self) -> int:
        return len(self._names())

    def __contains__(self, key: object) -> bool:
        return any(name.casefold() == str(key).casefold() for name in self._names())

    def __call__(self, key: Any) -> Table:  # noqa: ANN401
        names = self._names()
        if isinstance(key, Number):
            return Table(self, names[int(key) - 1])  # type: ignore[call-overload]
        found = next((name for name in names if name.casefold() == str(key).casefold()), None)
        if found is None:
            raise KeyError(key)
        return Table(self, found)

    def add(  # type: ignore[override]
        self, *, source: Any = None, name: Any = None, has_headers: Any = True, **_: Any  # noqa: ANN401
    ) -> Table:
        """Make a table of cells; the first row holds the headers."""
        number = 1
        while name is None:
            name = None if self.api.hasByName(f"Table{number}") else f"Table{number}"
            number += 1
        self._areas = None
        self.api.addNewByName(name, source.impl.native.RangeAddress)
        added = self.api.getByName(name)
        added.ContainsHeader, added.AutoFilter = bool(has_headers), True
        return Table(self, name)


class Table(Lacks, base_classes.Table):
    """One table."""

    def __init__(self, tables: Tables, name: str) -> None:
        self._tables = tables
        self._name = name

    @cached_property
    def api(self) -> Any:  # noqa: ANN401
        """Calc's database range."""
        return self._tables.api.getByName(self._name)

    @property
    def parent(self) -> Sheet:
        """Its sheet."""
        return self._tables.sheet

    @property
    def name(self) -> str:
        """Its name."""
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        self.api.setName(value)
        self._name, self._tables._areas = value, None

    @property
    def display_name(self) -> str:
        """The same as its name."""
        return self._name

    @display_name.setter
    def display_name(self, value: str) -> None:
        self.name = value

    @property
    def range(self) -> Range:
        """Header, body and totals."""
        from leadbook.books.calc.ranges import Range

        area = self.api.DataArea
        shape = (area.EndRow - area.StartRow + 1, area.EndColumn - area.StartColumn + 1)
        return Range(self.parent, area.StartRow + 1, area.StartColumn + 1, shape)

    @property
    def header_row_range(self) -> Range:
        """Its first row."""
        whole = self.range
        return whole.part(0, 1)

    @property
    def data_body_range(self) -> Range | None:
        """The rows below the header and above the totals; None when there are none."""
        whole, totals = self.range, int(self.show_totals)
        rows = whole.shape[0] - 1 - totals
        return whole.part(1, rows) if rows > 0 else None

    @property
    def totals_row_range(self) -> Range | None:
        """The row of totals, None when there is none."""
        whole = self.range
        return whole.part(whole.shape[0] - 1, 1) if self.show_totals else None

    @property  # type: ignore[misc]
    def show_headers(self) -> bool:
        """Whether its first row holds headers."""
        return bool(self.api.ContainsHeader)

    @property  # type: ignore[misc]
    def show_totals(self) -> bool:
        """Whether its last row holds totals."""
        return bool(self.api.TotalsRow)

    @property
    def show_autofilter(self) -> bool:
        """Whether its headers have filter buttons."""
        return bool(self.api.AutoFilter)

    @show_autofilter.setter
    def show_autofilter(self, value: bool) -> None:
        self.api.AutoFilter = bool(value)

    def sort(self, keys: Any, ascending: Any) -> None:  # noqa: ANN401
        """Sort the body with its formats, by columns (from 1), the first one first."""
        body = self.data_body_range
        if body is not None:
            body.sort(keys, ascending, False)

    def resize(self, range: Any) -> None:  # noqa: ANN401
        """Give it another area; new rows get formats, rules and calculated columns of the last one, as in Excel."""
        before, target = self.range, range.impl
        self.api.DataArea = target.native.RangeAddress
        self._tables._areas = None
        more = target.row + target.shape[0] - (before.row + before.shape[0])
        if more > 0 and before.shape[0] > 1 and not self.show_totals:
            _continue(before, more)


def _continue(before: Range, more: int) -> None:
    """Let new rows below a table look and calculate like its last row, and hold nothing else."""
    last = before.part(before.shape[0] - 1, 1)
    formulas = last.native.getFormulaArray()[0]
    sheet, height = last.sheet.native, 1
    filled = before.below(0)
    while height < more + 1:  # the last row and what was copied of it are copied again: 13 calls for 5,000 rows
        step = min(height, more + 1 - height)
        source = last.part(0, step).native.RangeAddress
        sheet.copyRange(_corner(last, height), source)
        height += step
    new = filled.sized(more, before.shape[1])
    new.native.Rows.Height = last.native.Rows.getByIndex(0).Height  # else every value that is set measures its row anew
    keep = [at for at, formula in enumerate(formulas) if str(formula).startswith("=")]
    for left, right in _gaps(keep, before.shape[1]):
        new.columns_of(left, right - left).native.clearContents(1 | 2 | 4 | 8)


def _corner(cells: Range, down: int) -> Any:  # noqa: ANN401
    """The address of the cell so many rows below the first one."""
    corner = import_uno().createUnoStruct("com.sun.star.table.CellAddress")
    corner.Sheet, corner.Column, corner.Row = cells.sheet.index - 1, cells.column - 1, cells.row - 1 + down
    return corner


def _gaps(keep: list[int], width: int) -> Iterator[tuple[int, int]]:
    """Stretches of columns between those that are kept, from and to."""
    start = 0
    for at in [*keep, width]:
        if at > start:
            yield start, at
        start = at + 1


def copy_tables(source: Sheet, target: Sheet) -> None:
    """Make on a copied sheet the tables of the sheet it was copied from, as Excel does."""
    ranges = source.book.document.DatabaseRanges
    there = [table.range for table in Tables(target)]
    if there:
        return
    for table in list(Tables(source)):
        model, number = table.api, 2
        while ranges.hasByName(f"{table.name}{number}"):
            number += 1
        whole = table.range
        area = target.range((whole.row, whole.column, *whole.shape)).native.RangeAddress
        ranges.addNewByName(f"{table.name}{number}", area)
        made = ranges.getByName(f"{table.name}{number}")
        made.ContainsHeader, made.TotalsRow, made.AutoFilter = model.ContainsHeader, model.TotalsRow, model.AutoFilter
