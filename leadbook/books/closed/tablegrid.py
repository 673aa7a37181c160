"""How a grid fits a table: the rules that every back-end shares, and the refusals with their words."""

from __future__ import annotations

from collections.abc import Sequence

from leadbook.errors import ColumnMissing, ColumnTwice, SheetMissing, TableBlocked, TableMissing, UsageError
from leadbook.model import Grid

_LOST = "Undo the deletion or renaming, or take it over from an earlier version of the file."


def columns_of(headers: Sequence[str], grid: Grid, sheet: str, table: str) -> list[int | None]:
    """For each table column its position in the grid's rows, None when the grid does not name it.

    A header is found as it is written, else without regard to case.

    Raises:
        ColumnMissing, ColumnTwice: a header of the grid is not there, or two of them mean one column.
    """
    folded = {header.casefold(): j for j, header in reversed(list(enumerate(headers)))}
    exact = {header: j for j, header in reversed(list(enumerate(headers)))}
    sources: list[int | None] = [None] * len(headers)
    for position, header in enumerate(grid.headers):
        j = exact.get(header, folded.get(header.casefold()))
        if j is None:
            where = f"Sheet {sheet}, table {table}"
            raise ColumnMissing(f'The column "{header}" is not there.', where, "Undo its deletion or renaming.")
        if sources[j] is not None:
            raise ColumnTwice(f'The column "{header}" is named twice.', f"Table {table}", "Name it once.")
        sources[j] = position
    return sources


def check_rows(grid: Grid, table: str) -> None:
    """Refuse rows that are not as long as the headers."""
    for i, row in enumerate(grid.rows):
        if len(row) != len(grid.headers):
            where = f"Table {table}, row {i + 1} of the grid"
            raise UsageError("A row is not as long as the headers.", where, "Give every column a value.")


def present_rows(grid: Grid, present: int, table: str) -> list[int | None]:
    """For each row of the grid the body row (from 0) it continues, None when it is new.

    Args:
        present: number of rows the body has now.
    """
    if grid.origins is None:
        return [i if i < present else None for i in range(len(grid.rows))]
    origins = list(grid.origins)
    if len(origins) != len(grid.rows) or any(o is not None and not 0 <= o < present for o in origins):
        fix = "Give each row the position of one present row, or None."
        raise UsageError("The origins do not fit the rows.", f"Table {table}", fix)
    return origins


def missing_table(name: str) -> TableMissing:
    """The refusal of a table that is not there."""
    return TableMissing(f"The table {name} is not there.", "The workbook", _LOST)


def missing_sheet(name: str) -> SheetMissing:
    """The refusal of a sheet that is not there."""
    return SheetMissing(f'The sheet "{name}" is not there.', "The workbook", _LOST)


def room_error(table: str, sheet: str, at: str, why: str) -> TableBlocked:
    """The refusal to grow into something; `at` is the cell that stands in the way."""
    fix = "Move what stands there to another place, then run again."
    return TableBlocked(f"The table {table} cannot grow: {why}.", f"Sheet {sheet}, cell {at}", fix)
