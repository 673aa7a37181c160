"""Rectangles of cells. Calc's own object is fetched only when it is needed: every call over the pipe costs time."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from leadbook.books.calc import values
from leadbook.books.calc.lacking import Lacks
from leadbook.books.calc.office import import_uno
from leadbook.books.calc.structs import PER_POINT, as_number, as_rgb, enum, properties
from leadbook.books.closed.cellrefs import letters as column_letters

if TYPE_CHECKING:
    from leadbook.books.calc.sheets import Sheet

_CONTENT = 1 | 2 | 4 | 16  # numbers, dates, texts, formulas
_EVERYTHING = 1023
_WIDTH = 190.0
"""Hundredths of a millimetre in a character of column width, with the default font."""


class Range(Lacks, base_classes.Range):
    """Cells of one sheet.

    Args:
        row, column: of the first cell, from 1. shape: rows and columns.
    """

    def __init__(self, sheet: Sheet, row: int, column: int, shape: tuple[int, int]) -> None:
        self._sheet = sheet
        self._row, self._column, self._shape = row, column, shape
        self.options: dict[str, Any] = {}

    @cached_property
    def native(self) -> Any:  # noqa: ANN401
        """Calc's range."""
        right, bottom = self._column + self._shape[1] - 2, self._row + self._shape[0] - 2
        return self._sheet.native.getCellRangeByPosition(self._column - 1, self._row - 1, right, bottom)

    @property
    def api(self) -> Any:  # noqa: ANN401
        """Calc's range."""
        return self.native

    @property
    def sheet(self) -> Sheet:
        """Its sheet."""
        return self._sheet

    @property
    def row(self) -> int:
        """First row, from 1."""
        return self._row

    @property
    def column(self) -> int:
        """First column, from 1."""
        return self._column

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self._shape

    @property
    def coords(self) -> tuple[Any, ...]:
        """Sheet, row, column, rows and columns."""
        return (self._sheet.name, self._row, self._column, *self._shape)

    @property
    def has_array(self) -> None:
        """Not told: Calc has array formulas in single cells too."""
        return

    @property
    def max_cells_per_read(self) -> int | None:
        """No limit."""
        return None

    @property
    def max_cells_per_write(self) -> int | None:
        """No limit."""
        return None

    def __len__(self) -> int:
        return self._shape[0] * self._shape[1]

    def __call__(self, arg1: int, arg2: int | None = None) -> Range:
        if arg2 is None:
            down, right = divmod(arg1 - 1, self._shape[1])
        else:
            down, right = arg1 - 1, arg2 - 1
        return Range(self._sheet, self._row + down, self._column + right, (1, 1))

    def part(self, down: int, rows: int) -> Range:
        """Some of its rows, from `down` (0 is the first)."""
        return Range(self._sheet, self._row + down, self._column, (rows, self._shape[1]))

    def below(self, down: int) -> Range:
        """The row so many rows below its end."""
        return Range(self._sheet, self._row + self._shape[0] + down, self._column, (1, self._shape[1]))

    def sized(self, rows: int, columns: int) -> Range:
        """The cells of that shape that begin where these do."""
        return Range(self._sheet, self._row, self._column, (rows, columns))

    def columns_of(self, right: int, columns: int) -> Range:
        """Some of its columns, from `right` (0 is the first)."""
        return Range(self._sheet, self._row, self._column + right, (self._shape[0], columns))

    def get_address(self, row_absolute: Any = True, col_absolute: Any = True, external: Any = False) -> str:  # noqa: ANN401
        """For example "$A$1:$B$2"."""
        d, c = "$" * bool(row_absolute), "$" * bool(col_absolute)
        text = f"{c}{column_letters(self._column)}{d}{self._row}"
        if len(self) > 1:
            right, bottom = self._column + self._shape[1] - 1, self._row + self._shape[0] - 1
            text += f":{c}{column_letters(right)}{d}{bottom}"
        return f"'[{self._sheet.book.name}]{self._sheet.name}'!{text}" if external else text

    @property
    def address(self) -> str:
        """With dollar signs."""
        return self.get_address()

    @property
    def raw_value(self) -> list[list[Any]]:
        """Rows of values; blank is None, a date a datetime, an error its text when that is asked for."""
        return values.read(self, errors=bool(self.options.get("err_to_str")))

    @raw_value.setter
    def raw_value(self, value: Any) -> None:  # noqa: ANN401
        if not isinstance(value, list | tuple):
            value = [[value] * self._shape[1]] * self._shape[0]
        values.write(self, value)

    @property
    def formula(self) -> Any:  # noqa: ANN401
        """Texts as one would type them, formulas with "="; one text for one cell, else rows."""
        rows = self.native.getFormulaArray()
        return rows[0][0] if len(self) == 1 else rows

    @formula.setter
    def formula(self, value: Any) -> None:  # noqa: ANN401
        if isinstance(value, str):
            value = [[value] * self._shape[1]] * self._shape[0]
        self.native.setFormulaArray(tuple(tuple(row) for row in value))

    @property
    def number_format(self) -> str | None:
        """The format code of the cells; None when they have several."""
        formats, found = self._sheet.book.document.NumberFormats, self._formats()
        return str(formats.getByKey(found.pop()).FormatString) if len(found) == 1 else None

    @number_format.setter
    def number_format(self, value: str) -> None:
        self.native.NumberFormat = values.format_key(self._sheet.book.document, value)

    def _formats(self) -> set[int]:
        """Keys of the number formats of the cells."""
        if len(self) == 1:
            return {self.native.NumberFormat}
        found = self.native.getUniqueCellFormatRanges()
        return {found.getByIndex(at).NumberFormat for at in range(found.Count)}

    @property
    def color(self) -> tuple[int, int, int] | None:
        """The fill; None for none."""
        return as_rgb(self.native.CellBackColor)

    @color.setter
    def color(self, value: Any) -> None:  # noqa: ANN401
        self.native.CellBackColor = as_number(value)

    @property
    def column_width(self) -> float:
        """Width of the first column, in characters."""
        return float(self.native.Columns.getByIndex(0).Width / _WIDTH)

    @column_width.setter
    def column_width(self, value: float) -> None:
        self.native.Columns.Width = int(value * _WIDTH)

    @property
    def row_height(self) -> float:
        """Height of the first row, in points; 0 when it is hidden."""
        row = self.native.Rows.getByIndex(0)
        return float(row.Height / PER_POINT) if row.IsVisible else 0.0

    @row_height.setter
    def row_height(self, value: float) -> None:
        rows = self._sheet.rows if self._shape[0] == 1 else self.native.Rows
        target = rows.getByIndex(self._row - 1) if self._shape[0] == 1 else rows
        target.Height = round(value * PER_POINT)

    @property
    def row_hidden(self) -> bool | None:
        """Whether the rows are hidden; None when some are."""
        shown = sum(area.EndRow - area.StartRow + 1 for area in self._visible())
        return None if 0 < shown < self._shape[0] else not shown

    @row_hidden.setter
    def row_hidden(self, value: bool) -> None:
        self.native.Rows.IsVisible = not value

    def _visible(self) -> tuple[Any, ...]:
        """Addresses of the visible rows, in the first column."""
        return tuple(self.columns_of(0, 1).native.queryVisibleCells().RangeAddresses)

    def get_special_cells(self, cell_type: str, value_type: Any = None) -> list[Range]:  # noqa: ANN401
        """The rectangles of visible cells; other kinds are not asked for.

        Raises:
            NotImplementedError: another kind.
        """
        if cell_type != "visible" or value_type is not None:
            raise NotImplementedError(f"Calc's engine finds visible cells, not {cell_type}.")
        return [
            Range(self._sheet, one.StartRow + 1, one.StartColumn + 1,
                  (one.EndRow - one.StartRow + 1, one.EndColumn - one.StartColumn + 1))
            for one in self.native.queryVisibleCells().RangeAddresses
        ]  # fmt: skip

    @property
    def wrap_text(self) -> bool:
        """Whether long texts are wrapped."""
        return bool(self.native.IsTextWrapped)

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self.native.IsTextWrapped = bool(value)

    def autofit(self, axis: Any = None) -> None:  # noqa: ANN401
        """Let columns ("columns"), rows ("rows") or both be as large as what they hold."""
        if axis in (None, "c", "columns"):
            self.native.Columns.OptimalWidth = True
        if axis in (None, "r", "rows"):
            self.native.Rows.OptimalHeight = True

    def sort(self, keys: Any, ascending: Any, has_headers: Any) -> None:  # noqa: ANN401
        """Sort the rows with their formats, by columns (from 1), the first one first."""
        fields = []
        for key, upwards in zip(keys, ascending, strict=True):
            field = import_uno().createUnoStruct("com.sun.star.table.TableSortField")
            field.Field, field.IsAscending = key - 1, bool(upwards)
            fields.append(field)
        struct = import_uno().Any("[]com.sun.star.table.TableSortField", tuple(fields))
        import_uno().invoke(self.native, "sort", (properties(
            SortFields=struct, ContainsHeader=bool(has_headers), BindFormatsToContent=True, IsSortColumns=False,
        ),))  # fmt: skip

    def clear_contents(self) -> None:
        """Empty the cells; formats stay."""
        self.native.clearContents(_CONTENT)

    def clear(self) -> None:
        """Empty the cells and take their formats."""
        self.native.clearContents(_EVERYTHING)

    def insert(self, shift: Any = None, copy_origin: Any = None) -> None:  # noqa: ANN401, ARG002
        """Insert cells; what is there moves down, or right."""
        way = enum("sheet.CellInsertMode", "RIGHT" if shift == "right" else "DOWN")
        self._sheet.native.insertCells(self.native.RangeAddress, way)

    def delete(self, shift: Any = None) -> None:  # noqa: ANN401
        """Remove the cells; what follows moves up, or left."""
        way = enum("sheet.CellDeleteMode", "LEFT" if shift == "left" else "UP")
        self._sheet.native.removeRange(self.native.RangeAddress, way)

    def copy(self, destination: Any = None) -> None:  # noqa: ANN401
        """Copy the cells with formats and formulas to where the destination begins.

        Raises:
            NotImplementedError: no destination (the clipboard is the user's).
        """
        if destination is None:
            raise NotImplementedError("Calc's engine copies to cells, not to the clipboard.")
        target = destination.impl
        corner = import_uno().createUnoStruct("com.sun.star.table.CellAddress")
        corner.Sheet, corner.Column, corner.Row = target.sheet.index - 1, target.column - 1, target.row - 1
        target.sheet.native.copyRange(corner, self.native.RangeAddress)

    def select(self) -> None:
        """Select the cells in the window."""
        controller = self._sheet.book.document.CurrentController
        if controller is not None:
            controller.select(self.native)
