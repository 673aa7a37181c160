"""What all parts of the closed-file back-end share: the package, its workbook, styles, strings and tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TypeVar

from leadbook.books.closed.canonical import canonical_sheet
from leadbook.books.closed.cellwriter import CellWriter
from leadbook.books.closed.ooxml import broken
from leadbook.books.closed.relations import relations
from leadbook.books.closed.rowscan import NotCanonical, Row, SheetScan
from leadbook.books.closed.sharedstrings import shared_strings
from leadbook.books.closed.styles import Styles
from leadbook.books.closed.tablegrid import missing_sheet, missing_table
from leadbook.books.closed.tablepart import TablePart, load_table
from leadbook.books.closed.values import ValueReader
from leadbook.books.closed.workbookpart import SheetEntry, WorkbookPart
from leadbook.books.closed.zipparts import Parts
from leadbook.books.writegate import Report
from leadbook.errors import LayoutError

Result = TypeVar("Result")


class Context:
    """One workbook while it is edited.

    Attributes:
        parts: the package.
        workbook: its workbook part.
        results: for each sheet part the formula cells whose stored result was given since it was opened; all others
            lose theirs when the book is saved with a changed table.
        tables_changed: whether a table was written.
        counts_changed: whether anything that formulas may depend on was changed.
    """

    def __init__(self, data: bytes, report: Report) -> None:
        self.parts = Parts(data)
        self.workbook = WorkbookPart(self.parts)
        self.report = report
        self.results: dict[str, set[str]] = {}
        self.tables_changed = False
        self.counts_changed = False
        self._tables: tuple[TablePart, ...] | None = None

    @cached_property
    def styles(self) -> Styles:
        """The styles of the book."""
        return Styles(self.parts, self.workbook.related("styles"))

    @cached_property
    def reader(self) -> ValueReader:
        """Turns raw cells into values."""
        strings = shared_strings(self.parts, self.workbook.related("sharedStrings"))
        return ValueReader(strings, self.styles.dates, self.workbook.date1904)

    @cached_property
    def writer(self) -> CellWriter:
        """Turns values into raw cells."""
        return CellWriter(self.styles, self.workbook.date1904, self.report)

    def tables(self) -> tuple[TablePart, ...]:
        """All tables, in sheet order and in the order of their place."""
        if self._tables is None:
            found: list[TablePart] = []
            for sheet in self.workbook.sheets():
                own = [
                    load_table(self.parts, relation.target, sheet.part, sheet.name)
                    for relation in relations(self.parts, sheet.part)
                    if relation.kind == "table" and not relation.external
                ]
                found.extend(sorted(own, key=lambda table: (table.area.top, table.area.left)))
            self._tables = tuple(found)
        return self._tables

    def forget_styles(self) -> None:
        """Read the styles anew next time: formats were appended to the part itself."""
        for name in ("styles", "reader", "writer"):
            self.__dict__.pop(name, None)

    def forget_tables(self) -> None:
        """Read the tables anew next time: one was moved, added or taken away."""
        self._tables = None

    def table(self, name: str) -> TablePart:
        """The table of that name, without regard to case.

        Raises:
            TableMissing: there is none.
        """
        for table in self.tables():
            if table.name.casefold() == name.casefold():
                return table
        raise missing_table(name)

    def sheet(self, name: str) -> SheetEntry:
        """The sheet of that name, without regard to case.

        Raises:
            SheetMissing: there is none.
        """
        for sheet in self.workbook.sheets():
            if sheet.name.casefold() == name.casefold():
                return sheet
        raise missing_sheet(name)

    def worksheet(self, name: str) -> SheetEntry:
        """The same, for a sheet with cells.

        Raises:
            SheetMissing, LayoutError: there is none, or it is a chart sheet or the like.
        """
        sheet = self.sheet(name)
        if sheet.kind != "worksheet":
            raise LayoutError(f'The sheet "{name}" has no cells.', "The workbook", "Name a sheet with cells.")
        return sheet

    def canonically(self, part: str, action: Callable[[], Result]) -> Result:
        """Do something with a sheet part; once more, in canonical spelling, if its own is a rare one."""
        try:
            return action()
        except NotCanonical:
            self.parts.shadow(part, canonical_sheet(self.parts.read(part), part))
        try:
            return action()
        except NotCanonical:
            raise broken("A sheet of the file is damaged.", part) from None

    def rows(self, part: str, last: int, parse: Callable[[Row], Result]) -> Iterator[Result]:
        """What `parse` makes of each row of a sheet part through row `last`, whatever the sheet's spelling.

        Raises:
            NotCanonical: rows came that belong before those already given; `canonically` can start anew.
        """
        done = given = 0
        for attempt in range(2):
            skipped = 0
            try:
                for row in SheetScan(self.parts, part).rows():
                    if row.number > last:
                        return
                    if row.number <= done:
                        skipped += 1
                        continue
                    if attempt and skipped != given:
                        break
                    yield parse(row)
                    done, given = row.number, given + (not attempt)
                else:
                    if not attempt or skipped == given:
                        return
            except NotCanonical:
                if attempt:
                    raise broken("A sheet of the file is damaged.", part) from None
                self.parts.shadow(part, canonical_sheet(self.parts.read(part), part))
                continue
            raise NotCanonical("order")
