"""How a sheet is printed, as far as xlwings asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from leadbook.books.calc.lacking import Lacks
from leadbook.books.calc.office import import_uno
from leadbook.books.closed.cellrefs import letters as column_letters

if TYPE_CHECKING:
    from leadbook.books.calc.sheets import Sheet


class PageSetup(Lacks, base_classes.PageSetup):
    """The print area of a sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    @property
    def api(self) -> Any:  # noqa: ANN401
        """Calc's page style of the sheet."""
        styles = self._sheet.book.document.StyleFamilies.getByName("PageStyles")
        return styles.getByName(self._sheet.native.PageStyle)

    @property
    def print_area(self) -> str | None:
        """For example "$A$1:$L$48"; None when the whole sheet is printed."""
        areas = self._sheet.native.getPrintAreas()
        if not areas:
            return None
        one = areas[0]
        first = f"${column_letters(one.StartColumn + 1)}${one.StartRow + 1}"
        return f"{first}:${column_letters(one.EndColumn + 1)}${one.EndRow + 1}"

    @print_area.setter
    def print_area(self, value: str | None) -> None:
        if value is None:
            self._sheet.native.setPrintAreas(())
            return
        area, cells = import_uno().createUnoStruct("com.sun.star.table.CellRangeAddress"), self._sheet.range(value)
        area.Sheet = self._sheet.index - 1
        area.StartRow, area.StartColumn = cells.row - 1, cells.column - 1
        area.EndRow, area.EndColumn = area.StartRow + cells.shape[0] - 1, area.StartColumn + cells.shape[1] - 1
        self._sheet.native.setPrintAreas((area,))
