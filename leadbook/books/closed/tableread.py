"""Reading the body of a table as a stream of rows."""

from __future__ import annotations

from collections.abc import Iterator

from leadbook.books.closed.cellrefs import column_number
from leadbook.books.closed.context import Context
from leadbook.books.closed.rowscan import Row, SheetScan
from leadbook.books.closed.rowshape import ShapedReader, Values
from leadbook.books.closed.tablepart import TablePart
from leadbook.books.closed.values import pieces
from leadbook.model import Cell


def body_rows(context: Context, table: TablePart) -> Iterator[tuple[Cell, ...]]:
    """The values of each body row, blank rows included; nothing at all when the whole body is blank.

    Calculated columns do not count: an empty table may hold formulas in its one blank row.
    """
    width = len(table.headers)
    blank: tuple[Cell, ...] = (None,) * width
    forgotten = _formulas_of_the_only_row(context, table) if table.first == table.last else frozenset[int]()
    judged = [j for j, formula in enumerate(table.formulas) if not formula and j not in forgotten]
    judged = judged or list(range(width))
    waiting: list[tuple[Cell, ...]] = []
    found, due = False, table.first
    for row in _all_rows(context, table):
        number, values = row
        waiting.extend([blank] * (number - due))
        due = number + 1
        if not found and all(values[j] is None for j in judged):
            waiting.append(values)
            continue
        found = True
        if waiting:
            yield from waiting
            waiting = []
        yield values
    if found:
        yield from [*waiting, *([blank] * (table.last + 1 - due))]


def _formulas_of_the_only_row(context: Context, table: TablePart) -> frozenset[int]:
    """Columns, from 0, of a body of one row that hold a formula: LibreOffice forgets which columns are calculated."""
    for row in SheetScan(context.parts, table.sheet_part).rows():
        if row.number == table.first and "<f" in row.cells:
            with_formula = [piece[3 : piece.index('"', 3)] for piece in pieces(row.cells) if "<f" in piece]
            return frozenset(column_number(ref.rstrip("0123456789")) - table.area.left for ref in with_formula)
        if row.number >= table.first:
            break
    return frozenset()


def _all_rows(context: Context, table: TablePart) -> Iterator[Values]:
    """Number and values of the body rows that stand in the part."""
    shaped = ShapedReader(context.reader, table.area.left, len(table.headers))

    def values(row: Row) -> list[Values]:
        return list(shaped.read(row)) if row.number >= table.first else []

    for ready in context.rows(table.sheet_part, table.last, values):
        yield from ready
    yield from shaped.flush()


def count_rows(context: Context, table: TablePart) -> tuple[int, int]:
    """Rows of the body as `body_rows` gives them, and how many of the rows that stand in the part hold a value.

    A value beside the table makes its row count as filled; where the body is blank there are no rows at all.

    Raises:
        NotCanonical: the sheet has to be brought into its canonical spelling first.
    """
    if next(body_rows(context, table), None) is None:
        return 0, 0
    filled = 0
    for row in SheetScan(context.parts, table.sheet_part).rows():
        if row.number > table.last:
            break
        if row.number >= table.first and ("<v" in row.cells or "<is" in row.cells):
            filled += 1
    return table.last - table.first + 1, filled
