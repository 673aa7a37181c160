"""Rows of texts into a sheet that XlsxWriter writes row by row: whole rows at a time, a fifth of the time of cells."""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from leadbook.books.writegate import text_row

_NEEDED = ("row_data_fh", "_check_dimensions", "previous_row")
"""What is used of XlsxWriter besides what it documents; a release without them is written cell by cell."""

_ONE_LINE = 20
"""Pixels of a row whose height is not set."""


class LongRows:
    """Writes the rows of one sheet, from top to bottom; it must be all that writes cells and heights there."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._names: list[str] = []
        self._styles: dict[int, str] = {}

    @staticmethod
    def fits(sheet: Worksheet) -> bool:
        """Whether a sheet is one that is written row by row."""
        return bool(sheet.constant_memory) and all(hasattr(sheet, name) for name in _NEEDED)

    def row(self, at: int, cells: Mapping[int, tuple[str, Format]], height: float = 0.0) -> None:
        """Write a row; one without cells is left out.

        Args:
            at: position of the row, from 0.
            cells: position of the column → text and format; "" is a blank with a format.
            height: in points, 0 for one line.
        """
        if not cells:
            return
        pixels = int(height * 4 / 3 + 0.5)
        tall = f' ht="{pixels * 0.75:.16g}" customHeight="1"' if pixels and pixels != _ONE_LINE else ""
        columns = sorted(cells)
        for column in (columns[0], columns[-1]):
            self._sheet._check_dimensions(at, column)
        named = [(self._name(column), self._style(cells[column][1]), cells[column][0]) for column in columns]
        self._sheet.row_data_fh.writelines((text_row(at + 1, named, tall),))

    def _name(self, column: int) -> str:
        """Letters of a column."""
        while column >= len(self._names):
            self._names.append(column_letters(len(self._names)))
        return self._names[column]

    def _style(self, form: Format) -> str:
        """The number of a format; XlsxWriter gives it when it is first asked."""
        known = self._styles.get(id(form))
        if known is None:
            known = self._styles[id(form)] = str(form._get_xf_index())
        return known


def column_letters(at: int) -> str:
    """Letters of a column (from 0).

    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    text, number = "", max(at, 0) + 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text
