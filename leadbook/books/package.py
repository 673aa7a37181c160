"""The closed-file back-end: an .xlsx or .xlsm edited part by part.

Only the parts that have to change are replaced (see `tablewrite`, `filling`, `cloning`, `deleting`); everything
else a team put into its workbook is copied as the bytes it came in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from leadbook.books.closed.besides import Besides, Placed, add_besides
from leadbook.books.closed.cellrefs import parse_address
from leadbook.books.closed.cloning import clone_sheet
from leadbook.books.closed.columns import NewColumn, add_column, remove_column
from leadbook.books.closed.context import Context
from leadbook.books.closed.deleting import delete_sheet
from leadbook.books.closed.filling import fill_sheet
from leadbook.books.closed.names import cell_of_name, define_name
from leadbook.books.closed.ooxml import broken
from leadbook.books.closed.relations import ContentTypes
from leadbook.books.closed.rowscan import NotCanonical, Row
from leadbook.books.closed.staleness import drop_stale_results
from leadbook.books.closed.tableread import body_rows, count_rows
from leadbook.books.closed.tablewrite import write_table
from leadbook.books.closed.transplant import add_drawn_sheet, column_looks
from leadbook.books.closed.workbookpart import WorkbookPart
from leadbook.books.protocol import SheetFill, SheetInfo, TableInfo
from leadbook.model import Cell, Grid


class PackageBook:
    """A workbook file in memory; see `protocol.Book`.

    Args:
        data: the complete file.

    Attributes:
        findings: how often each finding code was met while values were written (see `writegate`).

    Raises:
        NotALeadbook: the file is not a workbook this back-end can edit; the message says what to do.
    """

    def __init__(self, data: bytes) -> None:
        self.findings: dict[str, int] = {}
        self._context = Context(data, self._count)

    def tables(self) -> tuple[TableInfo, ...]:
        """See `Book.tables`."""
        return tuple(
            TableInfo(
                name=table.name,
                sheet=table.sheet,
                headers=table.headers,
                first_row=table.first,
                rows=table.last - table.first + 1,
            )
            for table in self._context.tables()
        )

    def sheets(self) -> tuple[SheetInfo, ...]:
        """See `Book.sheets`."""
        return tuple(SheetInfo(name=sheet.name, state=sheet.state) for sheet in self._context.workbook.sheets())

    def read(self, table: str) -> Grid:
        """See `Book.read`; rows are tuples."""
        context, found = self._context, self._context.table(table)
        rows = context.canonically(found.sheet_part, lambda: list(body_rows(context, found)))
        return Grid(found.headers, rows)

    def iter_rows(self, table: str) -> Iterator[tuple[Cell, ...]]:
        """The rows of `read` one by one, without holding the sheet in memory."""
        found = self._context.table(table)
        try:
            yield from body_rows(self._context, found)
        except NotCanonical:
            raise broken("The rows of a sheet are out of order.", f"Sheet {found.sheet}") from None

    def count_rows(self, table: str) -> tuple[int, int]:
        """How many rows `read` would give, and how many rows of the sheet hold something in the table's place.

        No value is looked at, so that counting costs a fraction of reading.
        """
        context, found = self._context, self._context.table(table)
        return context.canonically(found.sheet_part, lambda: count_rows(context, found))

    def write(self, table: str, grid: Grid) -> None:
        """See `Book.write`."""
        write_table(self._context, table, grid)

    def values(self, sheet: str, names: Iterable[str]) -> dict[str, Cell]:
        """See `Book.values`."""
        context = self._context
        entry = context.sheet(sheet)
        if entry.kind != "worksheet":
            return {}  # a chart sheet has no cells
        places = {n: parse_address(n) or cell_of_name(context.workbook, n, entry.name) for n in names}
        wanted = {place: None for place in places.values() if place is not None}
        found: dict[tuple[int, int], Cell] = dict(wanted)
        rows = {row for _, row in found}

        def cells(row: Row) -> list[tuple[tuple[int, int], Cell]]:
            if row.number not in rows:
                return []
            return [((column, row.number), value) for column, value in context.reader.cells(row.cells)]

        last = max(rows, default=0)
        for made in context.canonically(entry.part, lambda: list(context.rows(entry.part, last, cells))):
            found.update((place, value) for place, value in made if place in found)
        return {name: found[place] for name, place in places.items() if place is not None}

    def clone(self, master: str, name: str) -> None:
        """See `Book.clone`."""
        clone_sheet(self._context, master, name)

    def fill(self, sheet: str, fill: SheetFill) -> None:
        """See `Book.fill`."""
        fill_sheet(self._context, sheet, fill)

    def delete(self, sheet: str) -> None:
        """See `Book.delete`."""
        delete_sheet(self._context, sheet)

    def show(self, sheet: str) -> None:
        """See `Book.show`."""
        name, workbook = self._context.sheet(sheet).name, self._context.workbook
        root = workbook.root()
        for node in workbook.sheet_nodes(root):
            if node.get("name") == name and node.get("state", "visible") != "visible":
                del node.attrib["state"]
                workbook.write(root)

    def show_only(self, sheet: str) -> None:
        """Hide every other sheet and drop its print area, as LibreOffice prints hidden sheets that have one."""
        name, workbook = self._context.sheet(sheet).name, self._context.workbook
        root = workbook.root()
        for at, node in enumerate(workbook.sheet_nodes(root)):
            if node.get("name") != name:
                node.set("state", "veryHidden" if node.get("state") == "veryHidden" else "hidden")
                continue
            node.attrib.pop("state", "")
            for view in root.iter("{*}workbookView"):
                view.set("activeTab", str(at))
            for area in list(root.iter("{*}definedName")):
                if area.get("name") == "_xlnm.Print_Area" and area.get("localSheetId") != str(at):
                    parent = area.getparent()
                    assert parent is not None
                    parent.remove(area)
        workbook.write(root)

    def add_column(
        self, table: str, header: str, after: str | None = None, formula: str = "", *, drawn: bytes | None = None,
        printed: bool = True,
    ) -> None:  # fmt: skip
        """Add a column to a table; the cells of the table to its right move by one column.

        Args:
            after: header of the column before it; None adds it at the end.
            formula: formula of a calculated column, without "=", with full structured references.
            drawn: a workbook with the table as it is drawn today: the column looks as it does there, else like the
                column before it.
            printed: whether a column at the end is printed when all before it are.

        Raises:
            TableMissing, ColumnMissing, ColumnTwice: a name does not fit the table.
            TableBlocked: something stands to the right of the table; nothing was changed.
        """
        looks = column_looks(self._context, drawn, header) if drawn is not None else None
        add_column(self._context, table, NewColumn(header, formula, looks, printed), after)

    def define_name(self, name: str, formula: str) -> None:
        """Give a formula (without its leading "=") a name that holds in the whole workbook; one that is there stays."""
        define_name(self._context.workbook, name, formula)

    def remove_column(self, table: str, header: str) -> None:
        """Remove a column of a table; the cells of the table to its right move back by one column.

        Raises:
            TableMissing, ColumnMissing: it is not there.
            LayoutError: it is the only one.
        """
        remove_column(self._context, table, header)

    def add_besides(self, wanted: Besides) -> Placed:
        """Add columns beside a list on any sheet; nothing that stands there is changed.

        Raises:
            SheetMissing, LayoutError: there is no such sheet, it has no cells, or it has no room.
        """
        return add_besides(self._context, wanted)

    def add_drawn_sheet(self, drawn: bytes, name: str, *, hidden: bool = False) -> None:
        """Add the first sheet of another workbook, with its tables, notes and names, as the last one.

        Raises:
            UsageError: the name is none that Excel accepts, or it is taken.
        """
        add_drawn_sheet(self._context, drawn, name, hidden=hidden)

    @property
    def kind(self) -> str:
        """Content type of the workbook: it tells a plain workbook from one with macros and from a template."""
        return ContentTypes(self._context.parts).of(self._context.workbook.part)

    def save(self) -> bytes:
        """See `Book.save`; saving changes nothing in this object."""
        context = self._context
        if not context.parts.changed():
            return context.parts.build()
        parts = context.parts.overlaid()
        if context.tables_changed:
            sheets = [s.part for s in context.workbook.sheets() if s.kind == "worksheet"]
            drop_stale_results(parts, sheets, context.results)
        if context.counts_changed:
            WorkbookPart(parts).calculate_on_load()
        return parts.build()

    def _count(self, code: str) -> None:
        self.findings[code] = self.findings.get(code, 0) + 1
