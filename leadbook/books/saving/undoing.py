"""Undo: the exact bytes from before a run when nothing happened since, otherwise value by value.

An undo is a run of its own: it is recorded, and undoing it brings the undone run back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from leadbook.books.protocol import Book
from leadbook.books.saving import hostfs
from leadbook.books.saving.diffing import diff_books
from leadbook.books.saving.holding import Held, without_held
from leadbook.books.saving.opening import OpenedBook, open_book
from leadbook.books.saving.recordfile import load_run, load_runs
from leadbook.books.saving.records import CellChange, Change, FillChange, RowAdded, RunRecord, SheetAdded, SheetRemoved
from leadbook.books.saving.restoring import Kept, Plan, Sticky, carry_out, plan_undo
from leadbook.books.saving.save import save_book
from leadbook.books.saving.states import State
from leadbook.errors import BookError, RunError

_NAMED = 20  # what stays is named one by one up to here; the report has all of it
_NAMED_ROWS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoReport:
    """What an undo did, or would do.

    Args:
        run: number of the undo as a run; 0 for a preview.
        undone: number of the run that was undone; action: its name.
        exact: the workbook is byte for byte as it was before that run.
        cells, removed, restored: values put back, rows taken away, rows put back (0 when exact).
        kept: what stays as it is, each with its place and reason.
        notes: sentences for a person.
    """

    run: int
    undone: int
    action: str
    exact: bool
    cells: int = 0
    removed: int = 0
    restored: int = 0
    kept: tuple[Kept, ...] = ()
    notes: tuple[str, ...] = ()


Complete = Callable[[OpenedBook, frozenset[str], str], None]
"""Makes true again what is worked out from the tables, after values were put back: the book with the values put
back, the tables in which that changed anything, the first sentence of the undo."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What the owner of the workbook's tables knows and an undo has to be told.

    Args:
        sticky: what is never lifted.
        worked_out: names of cells that every run works out from the tables: what they show was typed by nobody.
        complete: called before saving, unless the exact bytes come back.
        held: people of whom nothing is taken back, unless the exact bytes come back.
    """

    sticky: Sticky = field(default_factory=Sticky)
    worked_out: frozenset[str] = frozenset()
    complete: Complete | None = None
    held: Held | None = None


@dataclass(frozen=True, slots=True)
class _Undoing:
    opened: OpenedBook
    record: RunRecord
    exact: bytes | None
    plan: Plan


def undo(
    book: Path | OpenedBook, run: int | None, force: bool, when: dt.datetime, rules: Rules | None = None
) -> UndoReport:
    """Take a run back and record that as a run.

    Args:
        book: the workbook, or where it is.
        run: number of the run; None takes the last one that was not undone.
        force: take back also what was edited since. Opt-outs stay all the same.
        when: local stamp for the record.
        rules: what is never lifted, and how the book is completed.

    Raises:
        RunError: nothing to undo, or the run is not recorded on this computer.
        BookError and its kinds: as in `open_book` and `save_book`; the workbook is as it was.
    """
    known = rules or Rules()
    found = _prepare(open_book(book, for_writing=True) if isinstance(book, Path) else book, run, force, known)
    number = _save(found, when, known)
    return _report(found, number)


def preview_undo(
    book: Path | OpenedBook, run: int | None, force: bool = False, rules: Rules | None = None
) -> UndoReport:
    """What `undo` would do; nothing is changed.

    Raises:
        RunError: nothing to undo, or the run is not recorded on this computer.
    """
    return _report(_prepare(open_book(book) if isinstance(book, Path) else book, run, force, rules or Rules()), 0)


def _prepare(opened: OpenedBook, run: int | None, force: bool, rules: Rules) -> _Undoing:
    runs = load_runs(opened.path)
    record = load_run(opened.path, _choose(opened.path, runs, run))
    if record.undone and not force:
        by = max(head.run for head in runs if head.undoes == record.run)
        raise RunError(
            f"Run {record.run} was undone already.", opened.path.name, f"To bring it back, undo run {by}."
        )
    exact = _exact(opened, record, runs, rules.sticky)
    plan, held = Plan(), list[Kept]()
    if exact is None:
        if rules.held is not None:
            record, held = without_held(record, rules.held, opened.book)
        plan = plan_undo(record, opened.data, opened.book, rules.sticky, force)
    plan.kept = held + [kept for kept in plan.kept if kept.row or kept.column not in rules.worked_out]
    return _Undoing(opened, record, exact, plan)


def _choose(path: Path, runs: Sequence[RunRecord], run: int | None) -> int:
    if run is not None:
        return run
    standing = [head.run for head in runs if not head.undone and not head.undoes]
    if not standing:
        raise RunError("There is nothing to undo.", path.name, "Runs made on another computer are undone there.")
    return standing[-1]


def _exact(opened: OpenedBook, record: RunRecord, runs: Iterable[RunRecord], sticky: Sticky) -> bytes | None:
    """The workbook from before the run, when it may come back whole."""
    if record.undone or opened.sha != record.new_sha or _opts_out(record.changes, sticky):
        return None
    for head in runs:
        if head.run >= record.run and head.opt_outs:
            return None
        if head.run > record.run and not head.undone and not head.undoes:
            return None
    try:
        data = State.of(opened.path).before(record.run).read_bytes()
    except FileNotFoundError:
        return None  # only ten are kept
    return data if hostfs.sha256(data) == record.old_sha else None


def _opts_out(changes: Iterable[Change], sticky: Sticky) -> bool:
    for change in changes:
        if isinstance(change, CellChange) and sticky.holds(change.table, change.column, change.new):
            return True
        if isinstance(change, RowAdded) and any(
            sticky.holds(change.table, header, cell) for header, cell in change.values.items()
        ):
            return True
    return False


def _save(found: _Undoing, when: dt.datetime, rules: Rules) -> int:
    from leadbook.books.package import PackageBook

    opened, record = found.opened, found.record
    before = PackageBook(opened.data)
    after: Book
    if found.exact is not None:
        after = PackageBook(found.exact)
    else:
        carry_out(found.plan, opened.book)
        if rules.complete is not None:
            rules.complete(opened, frozenset(found.plan.grids), next(iter(_sentences(found))))
        after = opened.book
    changes = (*diff_books(before, after, record.keys), *_other_changes(found))
    undone = RunRecord(
        action="undo",
        when=when,
        undoes=record.run,
        keys=record.keys,
        changes=changes,
        opt_outs=_opts_out(changes, rules.sticky),
        notes=_report(found, 0).notes,
    )

    def verify(again: bytes) -> None:
        _verify(PackageBook(again), before, found)

    if found.exact is not None:
        return save_book(replace(opened, book=before), found.exact, undone, verify)
    return opened.save(undone, verify)


def _other_changes(found: _Undoing) -> Iterable[Change]:
    """The run's changes outside tables, the other way round."""
    whole, plan = found.exact is not None, found.plan
    for change in found.record.changes:
        if isinstance(change, SheetAdded) and (whole or change.name in plan.sheets):
            yield SheetRemoved(change.name)
        elif isinstance(change, FillChange) and (whole or change.name in plan.fills.get(change.sheet, {})):
            yield FillChange(change.sheet, change.name, change.new, change.old)


def _verify(again: Book, before: Book, found: _Undoing) -> None:
    """Every table has the number of rows that was planned, or the number it had."""
    if found.exact is not None:
        return  # the hash of the backup was compared, and saving compares the bytes
    for info in again.tables():
        planned = found.plan.grids.get(info.name)
        meant = len(planned.rows) if planned is not None else len(before.read(info.name).rows)
        if len(again.read(info.name).rows) != meant:
            raise BookError(
                "The undo would leave another number of rows than it should, so nothing was changed.",
                info.name,
                "Please report this: it is a fault of Leadbook.",
            )


def _report(found: _Undoing, number: int) -> UndoReport:
    plan, record = found.plan, found.record
    return UndoReport(
        run=number,
        undone=record.run,
        action=record.action,
        exact=found.exact is not None,
        cells=plan.cells,
        removed=plan.removed,
        restored=plan.restored,
        kept=tuple(plan.kept),
        notes=tuple(_sentences(found)),
    )


def _sentences(found: _Undoing) -> Iterable[str]:
    plan, name = found.plan, f"Run {found.record.run} ({found.record.action})"
    if found.exact is not None:
        yield f"{name}: the workbook goes back to exactly what it was before."
        return
    done = [
        _counted(plan.cells, "value goes back", "values go back"),
        _counted(plan.removed, "row is taken away", "rows are taken away"),
        _counted(plan.restored, "row is put back", "rows are put back"),
        _counted(len(plan.sheets), "sheet is taken away", "sheets are taken away"),
    ]
    yield f"{name}: {', '.join(part for part in done if part) or 'nothing is left to take back'}."
    same: dict[tuple[str, str, str], list[int]] = {}
    for kept in plan.kept:
        same.setdefault((kept.table.removeprefix("tbl"), kept.column, kept.reason), []).append(kept.row)
    for (table, column, reason), rows in list(same.items())[:_NAMED]:
        place = ", ".join(part for part in (table, _rows(rows), column) if part)
        yield f"Stays as it is: {place} ({reason})."
    if len(same) > _NAMED:
        yield f"{sum(map(len, list(same.values())[_NAMED:]))} more stay as they are; --json lists them all."


def _rows(rows: Sequence[int]) -> str:
    """Rows in words: “row 8”, “12 rows (8, 9, 10 …)”; "" for a cell outside tables."""
    numbers = [row for row in rows if row]
    if len(numbers) < 2:
        return f"row {numbers[0]}" if numbers else ""
    return f"{len(numbers)} rows ({', '.join(map(str, numbers[:_NAMED_ROWS]))}{' …' * (len(numbers) > _NAMED_ROWS)})"


def _counted(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}" if number else ""
