"""The rows of a sheet that writing a table may change, and what stands around their cells."""

from __future__ import annotations

import re
from dataclasses import dataclass

from leadbook.books.closed.context import Context
from leadbook.books.closed.rowscan import NotCanonical, Row, SheetScan, attribute_value
from leadbook.books.closed.tablepart import TablePart

_COLUMN_STYLE = re.compile(r"<col (?=[^>]*?min=\"(\d+)\")(?=[^>]*?max=\"(\d+)\")(?=[^>]*?style=\"(\d+)\")")


@dataclass(slots=True)
class Zone:
    """Rows by number, and the sheet's text before and after them."""

    rows: dict[int, Row]
    head: str
    tail: str


def read_zone(context: Context, table: TablePart, last: int) -> Zone:
    """Read the rows from the first body row to the last row concerned."""
    end = max(table.area.bottom, last + table.totals_rows)
    scan, rows = SheetScan(context.parts, table.sheet_part), {}
    for row in scan.rows():
        if table.first <= row.number <= end:
            _check_spelling(row.cells)
            rows[row.number] = row
    return Zone(rows, scan.head, scan.tail)


def standing_style(head: str, row: Row | None, column: int) -> str:
    """The style a cell has that is not there: its row's, else its column's."""
    if row is not None and attribute_value(row.attributes, "customFormat") in ("1", "true"):
        return attribute_value(row.attributes, "s") or ""
    for found in _COLUMN_STYLE.finditer(head):
        if int(found[1]) <= column <= int(found[2]):
            return found[3]
    return ""


def _check_spelling(cells: str) -> None:
    """Refuse, before anything is planned, cells that `values.pieces` would refuse later."""
    whole = not cells or cells.rstrip().endswith(("</c>", "/>"))
    if not whole or cells.count("<c ") != cells.count('<c r="') or "<!" in cells or "<?" in cells:
        raise NotCanonical("cell")
