"""`undo`: take a run back."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from leadbook.actions.context import Context
from leadbook.actions.correcting import take_away
from leadbook.actions.figures import fill_figures
from leadbook.actions.finishing import with_results
from leadbook.actions.session import Session
from leadbook.books.protocol import Book
from leadbook.books.saving import undoing
from leadbook.books.saving.holding import Held
from leadbook.books.saving.opening import OpenedBook
from leadbook.books.saving.recordfile import load_runs
from leadbook.books.saving.records import RowAdded, RunRecord
from leadbook.books.saving.restoring import Sticky, says_yes
from leadbook.books.saving.states import real_path
from leadbook.errors import LayoutError, RuleError
from leadbook.model import Finding, RunReport, Severity
from leadbook.rules import reading
from leadbook.schema import book as schema
from leadbook.schema import cells, frames
from leadbook.stages.suppression import suppressed

OPT_OUTS = Sticky(
    tables=frozenset({schema.table("suppression").name}),
    columns=frozenset({schema.table("inquiries").column("do_not_contact").header}),
)
"""What no undo lifts: a person's wish not to be contacted."""


def undo(
    book: Path, run_number: int | None, force: bool, context: Context, *, preview: bool = False
) -> RunReport:
    """Take back a run (the last one, or the one of that number).

    The exact bytes come back when nothing happened since; otherwise value by value, keeping and naming what a
    person edited since. An opt-out is never lifted.

    Args:
        preview: say what would go back and write nothing.

    Raises:
        RunError: there is no such run on this computer. BookError and its kinds.
    """
    context.progress("looking up the run")

    def finish(opened: OpenedBook, tables: frozenset[str], headline: str) -> None:
        complete(Session(opened, context), tables, headline)

    def stopped(there: Book, record: RunRecord) -> frozenset[str]:
        return _stopped(there, record, context)

    held = Held(schema.table("inquiries").column("lead_id").header, stopped)
    rules = undoing.Rules(sticky=OPT_OUTS, worked_out=frozenset(cells.ALL), complete=finish, held=held)
    opened = context.opening(book, not preview, whole=True)
    if preview:
        done = undoing.preview_undo(opened, run_number, force, rules)
        return RunReport(
            action="undo", book=str(book), counts=_counts(done), notes=done.notes, findings=_kept(done), dry_run=True
        )
    done = undoing.undo(opened, run_number, force, context.now, rules)
    made = next((head.made for head in load_runs(book) if head.run == done.undone), ())
    said = take_away(real_path(book), made)
    return RunReport(
        action="undo", book=str(book), run=done.run, counts=_counts(done), notes=(*done.notes, *said),
        findings=_kept(done), changed=bool(done.run), outputs=(str(book),),
    )  # fmt: skip


def _counts(done: undoing.UndoReport) -> dict[str, int]:
    """The figures of an undo."""
    return {"undone": done.undone, "cells": done.cells, "removed": done.removed, "restored": done.restored,
            "kept": len(done.kept)}  # fmt: skip


def _kept(done: undoing.UndoReport) -> tuple[Finding, ...]:
    """What stays as it is, one finding each."""
    return tuple(
        Finding("kept_on_undo", kept.table, kept.row, kept.column, kept.reason, Severity.ASK) for kept in done.kept
    )


def _stopped(book: Book, record: RunRecord, context: Context) -> frozenset[str]:
    """IDs of inquiries nobody may contact, as the sheets stand: their lead does not come back to a rep.

    Not those that the run itself brought in, as long as their row holds no opt-out: they go with it.
    """
    tables = {}
    try:
        for key in ("inquiries", "suppression", "settings"):
            tables[key], _ = frames.to_frame(schema.table(key), book.read(schema.table(key).name))
        settings, _ = reading.read_settings(tables["settings"])
        found = suppressed(tables["inquiries"], tables["suppression"], settings, context.today)
    except (LayoutError, RuleError):
        return frozenset()  # the team changed the tables; the cells of opt-outs stay all the same
    inquiries = schema.table("inquiries")
    wish = inquiries.column("do_not_contact").header
    came = {
        change.row_key[0] for change in record.changes
        if isinstance(change, RowAdded) and change.table == inquiries.name and not says_yes(change.values.get(wish))
    }  # fmt: skip
    return frozenset(tables["inquiries"]["lead_id"][found != ""]) - came


def complete(session: Session, tables: frozenset[str], headline: str) -> None:
    """Make true again what is worked out from the tables: results of formulas, titles, status lines, tiles.

    Args:
        session: on the book in which values were put back.
        tables: names of the tables that this changed; headline: what the undo did.
    """
    session.changed |= {table.key for table in schema.TABLES if table.name in tables}
    try:
        report = RunReport(action="undo", notes=(headline,))
        fills, grids = fill_figures(session, session.opened.next_run, report), with_results(session, {})
    except (LayoutError, RuleError):
        return  # the team changed the tables themselves; what was put back stands all the same
    book = session.opened.book
    for key, grid in grids.items():
        book.write(schema.table(key).name, grid)
    sheets = {info.name for info in book.sheets()}
    for sheet, fill in fills.items():
        if sheet in sheets:
            there = book.values(sheet, fill.cells)
            found = {name: value for name, value in fill.cells.items() if name in there}
            book.fill(sheet, dataclasses.replace(fill, cells=found))
