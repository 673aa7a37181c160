"""What a person has selected in an open workbook, as the row of a table."""

from __future__ import annotations

from typing import Any

import xlwings as xw

from leadbook.schema import book as schema

ID = schema.table("inquiries").column("lead_id").header


def selected_row(book: xw.Book, key: str) -> dict[str, Any]:
    """The values of the selected row of a table by schema keys; empty when it is not selected."""
    wanted = schema.table(key)
    found = _row(book, wanted.name)
    headers = {column.header: column.key for column in wanted.columns}
    return {headers[header]: value for header, value in found.items() if header in headers}


def selected_id(book: xw.Book) -> str:
    """The ID in the row of the selected cell, whatever table it is in; "" when there is none."""
    return str(_row(book, None).get(ID) or "")


def _row(book: xw.Book, table: str | None) -> dict[str, Any]:
    """Header → value of the selected row, of the table of that name, or of any."""
    cell = book.app.selection
    if cell is None or cell.sheet.book.name != book.name:
        return {}
    for native in cell.sheet.tables:
        whole = native.range
        inside = whole.row < cell.row < whole.row + whole.shape[0]
        across = whole.column <= cell.column < whole.column + whole.shape[1]
        if not inside or (table is None and not across) or (table is not None and native.name != table):
            continue
        right = whole.column + whole.shape[1] - 1
        headers, values = (
            cell.sheet.range((row, whole.column), (row, right)).options(ndim=1).value for row in (whole.row, cell.row)
        )
        return dict(zip(map(str, headers), values, strict=True))
    return {}
