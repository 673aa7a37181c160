"""What every back-end does: read and write tables, clone, fill, delete and show sheets.

One contract test file (tests/books/test_contract.py) is run against each back-end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from leadbook.model import Cell, Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class TableInfo:
    """One table of a workbook.

    Args:
        name: display name, for example "tblLeads".
        sheet: name of the sheet it stands on.
        headers: column headers in sheet order.
        first_row: sheet row (from 1) of the first data row.
        rows: number of data rows, the one blank row of an empty table included.
    """

    name: str
    sheet: str
    headers: tuple[str, ...]
    first_row: int
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetInfo:
    """One sheet of a workbook; `state` is "visible", "hidden" or "veryHidden"."""

    name: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFill:
    """Values and layout for one sheet outside its tables.

    Args:
        cells: address ("B7") or defined name (of the sheet, else of the book) → value. A cell that holds a
            formula keeps it and gets the value as its stored result; a format is kept.
        heights: sheet row (from 1) → height in points.
        hidden_rows: sheet rows (from 1) to hide; rows of `shown_rows` are shown again.
        print_area: for example "A1:L48"; None leaves it.
        scale: print scale in per cent instead of fit-to-page; None leaves it.
        breaks: rows (from 1) after which a page ends; None leaves them.
        header_footer: text of the footer's middle; None leaves it.
        paper: "A4" or "Letter"; None leaves it.
    """

    cells: Mapping[str, Cell] = field(default_factory=dict)
    heights: Mapping[int, float] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    shown_rows: frozenset[int] = frozenset()
    print_area: str | None = None
    scale: int | None = None
    breaks: tuple[int, ...] | None = None
    header_footer: str | None = None
    paper: str | None = None


class Book(Protocol):
    """A workbook. Errors: LayoutError and its kinds when something that is named is not there."""

    def tables(self) -> tuple[TableInfo, ...]:
        """Every table, in sheet order."""
        ...

    def sheets(self) -> tuple[SheetInfo, ...]:
        """Every sheet, in tab order."""
        ...

    def read(self, table: str) -> Grid:
        """The body of a table. Totals row and header are not in it; a wholly blank body has no rows."""
        ...

    def write(self, table: str, grid: Grid) -> None:
        """Replace the body of a table (see `Grid` for what is carried along).

        A calculated column keeps its formula in every row; the grid's value becomes the stored result.

        Raises:
            TableMissing, ColumnMissing: the table, or a header of the grid, is not there.
            TableBlocked: something stands where the table must grow; nothing was changed.
        """
        ...

    def values(self, sheet: str, names: Iterable[str]) -> dict[str, Cell]:
        """Present values of single cells, by address or defined name; a missing name is left out."""
        ...

    def clone(self, master: str, name: str) -> None:
        """Copy a sheet with its drawings, charts, tables and sheet-level names; the copy is visible, last."""
        ...

    def fill(self, sheet: str, fill: SheetFill) -> None:
        """Set single cells, row heights, hidden rows and print set-up of a sheet."""
        ...

    def delete(self, sheet: str) -> None:
        """Remove a sheet with all that belongs to it alone."""
        ...

    def show(self, sheet: str) -> None:
        """Make a sheet visible."""
        ...

    def save(self) -> bytes:
        """The complete file; identical bytes when nothing was changed. Live back-ends save in place."""
        ...
