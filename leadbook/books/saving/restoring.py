"""Taking a run back value by value, against the workbook as it is now.

A value goes back only while it still is the run's value: what a person or a later run wrote since is kept and
named. An opt-out is never taken back. Nothing is written here: a plan says what will be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from leadbook.books.protocol import Book, SheetFill, TableInfo
from leadbook.books.saving.diffing import Key, Keyed, row_print, same
from leadbook.books.saving.records import (
    CellChange,
    Change,
    FillChange,
    RowAdded,
    RowRemoved,
    RunRecord,
    SheetAdded,
    SheetRemoved,
)
from leadbook.books.saving.sheetprint import calculated_columns, sheet_print
from leadbook.model import KEEP, Cell, Grid, GridCell

EDITED = "edited since"
OPTED_OUT = "an opt-out stays"
NO_TABLE = "the table is not there any more"
NO_COLUMN = "the column is not there any more"
NO_ROW = "the row is not there any more"
NOT_CLEAR = "several rows have this key, and none is as the run left it"
THERE_AGAIN = "a row with this key is there again"
NO_CELL = "the cell is not there any more"
SHEET_GONE = "a sheet that was removed cannot be made again from values"


@dataclass(frozen=True, slots=True)
class Sticky:
    """What undo never lifts.

    Args:
        tables: rows added to them stay, and their cells never go back.
        columns: a cell of such a column never goes back from a yes.
    """

    tables: frozenset[str] = frozenset({"tblSuppression"})
    columns: frozenset[str] = frozenset({"Do not contact"})

    def holds(self, table: str, column: str, present: GridCell) -> bool:
        """Whether this cell says that somebody opted out."""
        return table in self.tables or (column in self.columns and says_yes(present))


def says_yes(cell: GridCell) -> bool:
    """Whether a cell says yes; anything written that is not a plain no counts, for the safety of the person."""
    if cell is KEEP or cell is None or isinstance(cell, bool):
        return cell is True
    return str(cell).strip().casefold() not in ("", "no", "n", "false", "0")


@dataclass(frozen=True, slots=True)
class Kept:
    """Something the undo leaves as it is.

    Args:
        table: table, or sheet for a cell outside tables.
        row_key: key of the row; not for messages, as a key may be a person's.
        column: header, cell or "" for the whole row.
        row: sheet row, 0 when there is none.
        reason: why, in a few words.
    """

    table: str
    row_key: Key
    column: str
    row: int
    reason: str


@dataclass(slots=True)
class Plan:
    """What an undo will do.

    Args:
        grids: table → its new body. fills: sheet → cells. sheets: sheets to delete.
        kept: what stays. cells, removed, restored: values put back, rows taken away, rows put back.
    """

    grids: dict[str, Grid] = field(default_factory=dict)
    fills: dict[str, dict[str, Cell]] = field(default_factory=dict)
    sheets: list[str] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    cells: int = 0
    removed: int = 0
    restored: int = 0


def plan_undo(record: RunRecord, data: bytes, book: Book, sticky: Sticky, force: bool = False) -> Plan:
    """What can be taken back of a run.

    Args:
        record: the run with its values.
        data, book: the workbook as it is now.
        sticky: what is never lifted, also not by force.
        force: take back also what was edited since; it is named all the same.
    """
    plan = Plan()
    by_table: dict[str, list[Change]] = defaultdict(list)
    infos = {info.name: info for info in book.tables()}
    formulas = calculated_columns(data)
    for change in record.changes:
        if isinstance(change, CellChange | RowAdded | RowRemoved):
            by_table[change.table].append(change)
    for table, changes in by_table.items():
        if table not in infos:
            plan.kept.append(Kept(table, (), "", 0, NO_TABLE))
            continue
        work = _TableUndo(infos[table], book.read(table), record.keys[table], (sticky, force))
        work.take_back(changes, formulas.get(table, frozenset()) | set(record.formulas.get(table, ())))
        work.hand_over(plan)
    _plan_sheets(plan, record, data, force)
    _plan_fills(plan, record, book, force)
    return plan


def _plan_sheets(plan: Plan, record: RunRecord, data: bytes, force: bool) -> None:
    for change in record.changes:
        if isinstance(change, SheetRemoved):
            plan.kept.append(Kept(change.name, (), "", 0, SHEET_GONE))
        elif isinstance(change, SheetAdded):
            present = sheet_print(data, change.name)
            if present and (force or present == change.print_of):
                plan.sheets.append(change.name)
            elif present:
                plan.kept.append(Kept(change.name, (), "", 0, EDITED))


def _plan_fills(plan: Plan, record: RunRecord, book: Book, force: bool) -> None:
    there = {sheet.name for sheet in book.sheets()} - set(plan.sheets)
    made = {change.name for change in record.changes if isinstance(change, SheetAdded)}
    for change in record.changes:
        if not isinstance(change, FillChange) or change.sheet in made:
            continue
        found = book.values(change.sheet, (change.name,)) if change.sheet in there else {}
        present = found.get(change.name)
        if change.name not in found:
            plan.kept.append(Kept(change.sheet, (), change.name, 0, NO_CELL))
        elif same(present, change.new) or (force and not same(present, change.old)):
            plan.fills.setdefault(change.sheet, {})[change.name] = change.old
            plan.cells += 1
        elif not same(present, change.old):
            plan.kept.append(Kept(change.sheet, (), change.name, 0, EDITED))


class _TableUndo:
    """Taking the changes of one table back."""

    def __init__(self, info: TableInfo, grid: Grid, key: Sequence[str], rules: tuple[Sticky, bool]) -> None:
        self._info = info
        self._width = len(key)
        self._now = Keyed.of(grid, key)
        self._place = {header: i for i, header in enumerate(grid.headers)}
        self._sticky, self._force = rules
        self._edits: dict[int, dict[int, Cell]] = defaultdict(dict)
        self._gone: set[int] = set()
        self._back: list[RowRemoved] = []
        self._kept: list[Kept] = []
        self._seen: dict[tuple[Key, str], int] = defaultdict(int)

    def take_back(self, changes: Sequence[Change], formulas: frozenset[str]) -> None:
        """Decide for every change, added rows before removed ones: a key that goes makes room for one."""
        for change in changes:
            if isinstance(change, CellChange) and change.column not in formulas:
                self._cell(change)
            elif isinstance(change, RowAdded):
                self._added(change, formulas)
        for change in changes:
            if isinstance(change, RowRemoved):
                self._removed(change)

    def _keep(
        self, change: CellChange | RowAdded | RowRemoved, column: str, at: int | None, reason: str
    ) -> None:
        row = 0 if at is None else self._info.first_row + at
        self._kept.append(Kept(change.table, change.row_key[: self._width], column, row, reason))

    def _candidates(self, key: Key) -> list[int]:
        """Rows that a recorded key can mean now."""
        group = self._now.groups.get(key[: self._width], [])
        if len(key) == self._width:
            return group
        return [at for at in group if row_print(self._now.headers, self._now.rows[at]) == key[-1]]

    def _missing(self, key: Key) -> str:
        return NOT_CLEAR if self._now.groups.get(key[: self._width]) else NO_ROW

    def _cell(self, change: CellChange) -> None:
        nth = self._seen[change.row_key, change.column]
        self._seen[change.row_key, change.column] += 1
        found = self._candidates(change.row_key)
        alone = len(change.row_key) == self._width
        if (alone and len(found) != 1) or nth >= len(found):
            self._keep(change, change.column, None, self._missing(change.row_key))
            return
        at, column = found[nth], self._place.get(change.column)
        if column is None:
            self._keep(change, change.column, at, NO_COLUMN)
            return
        present = self._now.rows[at][column]
        if same(present, change.old):
            return
        if self._sticky.holds(change.table, change.column, present):
            self._keep(change, change.column, at, OPTED_OUT)
            return
        if not same(present, change.new):
            self._keep(change, change.column, at, EDITED)
            if not self._force:
                return
        self._edits[at][column] = change.old

    def _added(self, change: RowAdded, formulas: frozenset[str]) -> None:
        nth = self._seen[change.row_key, ""]
        self._seen[change.row_key, ""] += 1
        found = self._candidates(change.row_key)
        alone = len(change.row_key) == self._width
        if not found and self._missing(change.row_key) == NO_ROW:
            return  # somebody took it away already
        if (alone and len(found) != 1) or nth >= len(found):
            self._keep(change, "", None, NOT_CLEAR)
            return
        at = found[-1 - nth]  # from the end: changed rows of the same content are counted from the beginning
        row = dict(zip(self._now.headers, self._now.rows[at], strict=True))
        if any(self._sticky.holds(change.table, header, cell) for header, cell in row.items()):
            self._keep(change, "", at, OPTED_OUT)
            return
        edited = [h for h, cell in row.items() if h not in formulas and not same(cell, change.values.get(h))]
        for header in edited:
            self._keep(change, header, at, EDITED)
        if not edited or self._force:
            self._gone.add(at)

    def _removed(self, change: RowRemoved) -> None:
        key = change.row_key
        if len(key) == self._width:
            there = [at for at in self._now.groups.get(key, ()) if at not in self._gone]
            if there:
                self._keep(change, "", there[0], THERE_AGAIN)
                return
        self._back.append(change)

    def hand_over(self, plan: Plan) -> None:
        """Put the new body of the table and what stays into the plan; no body when nothing changes."""
        plan.kept.extend(self._kept)
        edits = {at: cells for at, cells in self._edits.items() if at not in self._gone}
        plan.cells += sum(len(cells) for cells in edits.values())
        plan.removed += len(self._gone)
        plan.restored += len(self._back)
        if edits or self._gone or self._back:
            plan.grids[self._info.name] = self._grid(edits)

    def _grid(self, edits: Mapping[int, Mapping[int, Cell]]) -> Grid:
        headers = self._now.headers
        untouched: tuple[GridCell, ...] = (KEEP,) * len(headers)
        body: list[tuple[int | None, Sequence[GridCell]]] = []
        for at in range(len(self._now.rows)):
            if at in self._gone:
                continue
            cells = edits.get(at)
            row = untouched if cells is None else [cells.get(i, KEEP) for i in range(len(headers))]
            body.append((at, row))
        for change in sorted(self._back, key=lambda removed: removed.position):
            place = len(body) if change.position < 0 else min(change.position, len(body))
            body.insert(place, (None, [change.values.get(header) for header in headers]))
        return Grid(headers, [row for _, row in body], [origin for origin, _ in body])


def carry_out(plan: Plan, book: Book) -> None:
    """Write a plan into a workbook in memory."""
    for table, grid in plan.grids.items():
        book.write(table, grid)
    for sheet, cells in plan.fills.items():
        book.fill(sheet, SheetFill(cells=cells))
    for sheet in plan.sheets:
        book.delete(sheet)
