"""Single cells of an open workbook, by address or name; row heights, hidden rows, print area."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

import xlwings as xw

from leadbook.books.closed.cellrefs import Area, address, parse_address
from leadbook.books.closed.formulas import translated
from leadbook.books.live.tables import LiveTable
from leadbook.books.live.values import block, formulas, is_same
from leadbook.books.live.writing import check, put, with_breaks
from leadbook.books.protocol import SheetFill
from leadbook.books.writegate import Report, admit
from leadbook.errors import LayoutError
from leadbook.model import Cell

Place = tuple[int, int]
"""Row and column, from 1."""

_LONG = 200
"""Rows of one stretch from which on a height of its own for each costs more than it shows."""

_CELL = re.compile(r"=(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?(\d+)")


class NameIndex:
    """The defined names of an open workbook, looked up once: each look costs a call to the program.

    Args:
        book: the workbook; sheets that are added or renamed need a new index.
    """

    def __init__(self, book: xw.Book) -> None:
        self._book = book
        self._global: dict[str, xw.Name] | None = None
        self._local: dict[str, dict[str, xw.Name]] = {}
        self._found: dict[tuple[str, str], tuple[int, int] | None] = {}

    def find(self, sheet: xw.Sheet, sheet_name: str, name: str) -> tuple[int, int] | None:
        """Column and row of the cell of that sheet that has the name, its own names first."""
        key = (sheet_name, name.casefold())
        if key not in self._found:
            self._found[key] = self._look_up(sheet, name)
        return self._found[key]

    def _look_up(self, sheet: xw.Sheet, name: str) -> tuple[int, int] | None:
        if self._global is None:
            self._global = {one.name.casefold(): one for one in self._book.names}
        own = self._local.get(sheet.name)
        if own is None:
            own = {one.name.rpartition("!")[2].casefold(): one for one in sheet.names}
            self._local[sheet.name] = own
        found = own.get(name.casefold()) or self._global.get(name.casefold())
        return None if found is None else _cell(str(found.refers_to), sheet.name)


def places(index: NameIndex, sheet: xw.Sheet, names: Iterable[str]) -> dict[str, Place]:
    """Row and column of each name that is an address, or a name for a cell of that sheet."""
    found, own = dict[str, Place](), sheet.name  # asked for once: it is a call to the program
    for name in names:
        at = parse_address(name) or index.find(sheet, own, name)
        if at is not None:
            found[name] = (at[1], at[0])
    return found


def _cell(refers_to: str, sheet: str) -> tuple[int, int] | None:
    """Column and row of a reference to one cell of that sheet."""
    match = _CELL.fullmatch(refers_to)
    if match is None or (match[1] or match[2]).replace("''", "'").casefold() != sheet.casefold():
        return None
    return parse_address(f"{match[3]}{match[4]}")


def _box(at: Iterable[Place]) -> tuple[Place, Place]:
    """First and last cell of the smallest rectangle around some cells."""
    rows, columns = zip(*at, strict=True)
    return (min(rows), min(columns)), (max(rows), max(columns))


def values(index: NameIndex, sheet: xw.Sheet, names: Iterable[str]) -> dict[str, Cell]:
    """The present values of single cells; a name that is not there is left out."""
    found = places(index, sheet, names)
    if not found:
        return {}
    first, last = _box(found.values())
    rows = block(sheet.range(first, last))
    return {name: rows[row - first[0]][column - first[1]] for name, (row, column) in found.items()}


def fill(index: NameIndex, sheet: xw.Sheet, fill: SheetFill, report: Report) -> dict[str, Cell]:
    """Set cells that differ, heights, hidden rows and the print area; address → what stood in each written cell.

    Raises:
        LayoutError: a name is not there; nothing was written then.
    """
    found = places(index, sheet, fill.cells)
    for name in fill.cells:
        if name not in found:
            raise LayoutError(
                f'The cell named "{name}" is not there.', f"Sheet {sheet.name}",
                "Undo the deletion of the name, or take the sheet over from an earlier version of the file.",
            )  # fmt: skip
    before: dict[str, Cell] = {}
    if found:
        cells = {found[name]: with_breaks(admit(value, report)) for name, value in fill.cells.items()}
        before = _put_cells(sheet, cells)
    for first, last, height in _heights(fill.heights):
        sheet.range((first, 1), (last, 1)).row_height = height
    for rows, hide in ((fill.shown_rows - fill.hidden_rows, False), (fill.hidden_rows, True)):
        for first, last, _ in _spans(dict.fromkeys(rows, 0.0)):
            sheet.range((first, 1), (last, 1)).rows.hidden = hide
    if fill.print_area is not None:
        sheet.page_setup.print_area = fill.print_area
    return before


def _put_cells(sheet: xw.Sheet, cells: Mapping[Place, Cell]) -> dict[str, Cell]:
    """Write what differs, neighbours of one row together; formulas stay. Address → what stood there."""
    first, last = _box(cells)
    box = sheet.range(first, last)
    texts, present = formulas(box), block(box)
    due = sorted(
        (row, column) for (row, column), value in cells.items()
        if not texts[row - first[0]][column - first[1]].startswith("=")
        and not is_same(value, present[row - first[0]][column - first[1]])
    )  # fmt: skip
    start = 0
    for at, (row, column) in enumerate(due):
        if at + 1 < len(due) and due[at + 1] == (row, column + 1):
            continue
        part = due[start : at + 1]
        put(sheet.range(part[0], part[-1]), [[cells[place] for place in part]])
        start = at + 1
    if due:
        written = {(row - first[0], column - first[1]): cells[row, column] for row, column in due}
        check(box, written, f"Sheet {sheet.name}")
    return {address(column, row): present[row - first[0]][column - first[1]] for row, column in due}


def _heights(rows: Mapping[int, float]) -> Iterable[tuple[int, int, float]]:
    """First row, last row and height, in the order in which they are to be set.

    Of each stretch of rows first all get the height that most of them have, then the others theirs: fewer calls. In a
    long one all get the height that is enough for four in five, and only those that need more get more.
    """
    for first, last, _ in list(_spans(dict.fromkeys(rows, 0.0))):
        stretch = range(first, last + 1)
        usual, _ = Counter(rows[row] for row in stretch).most_common(1)[0]
        if len(stretch) > _LONG:
            usual = sorted(rows[row] for row in stretch)[len(stretch) * 4 // 5]
        yield first, last, usual
        others = {row: rows[row] for row in stretch if rows[row] != usual}
        yield from _spans({row: height for row, height in others.items() if len(stretch) <= _LONG or height > usual})


def _spans(rows: Mapping[int, float]) -> Iterable[tuple[int, int, float]]:
    """First row, last row and height of each stretch of rows of one height."""
    ordered = sorted(rows)
    start = 0
    for at, row in enumerate(ordered):
        if at + 1 < len(ordered) and ordered[at + 1] == row + 1 and rows[row + 1] == rows[row]:
            continue
        yield ordered[start], row, rows[row]
        start = at + 1


def continue_formulas(table: LiveTable, before: int, rows: int) -> None:
    """Let new rows have the formulas of calculated columns, where the program did not give them by itself."""
    for column in table.calculated():
        new = table.cells(before, column, rows - before, 1)
        if all(line[0].startswith("=") for line in formulas(table.cells(rows - 1, column, 1, 1))):
            continue
        model = formulas(table.cells(before - 1, column, 1, 1))[0][0].removeprefix("=")
        old, first = (address(table.column + column, table.first_row + row) for row in (before - 1, before))
        new.formula = f"={translated(model, old, first)}"


def stretch_print_area(sheet: xw.Sheet, before: int, now: int) -> None:
    """Let a print area that ended with a table's body end with it again.

    Args:
        before, now: the last row of the body, from 1.
    """
    area = Area.parse((sheet.page_setup.print_area or "").replace("$", ""))
    if area is not None and area.bottom == before:
        sheet.page_setup.print_area = str(Area(area.left, area.top, area.right, now))
