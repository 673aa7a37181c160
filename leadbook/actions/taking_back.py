"""`undo`: take a run back."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from leadbook.actions.context import Context
from leadbook.actions.figures import fill_figures
from leadbook.actions.finishing import with_results
from leadbook.actions.session import Session
from leadbook.books.saving import undoing
from leadbook.books.saving.opening import OpenedBook
from leadbook.books.saving.restoring import Sticky
from leadbook.errors import LayoutError, RuleError
from leadbook.model import Finding, RunReport, Severity
from leadbook.schema import book as schema
from leadbook.schema import cells

OPT_OUTS = Sticky(
    tables=frozenset({schema.table("suppression").name}),
    columns=frozenset({schema.table("inquiries").column("do_not_contact").header}),
)
"""What no undo lifts: a person's wish not to be contacted."""


def undo(book: Path, run_number: int | None, force: bool, context: Context) -> RunReport:
    """Take back a run (the last one, or the one of that number).

    The exact bytes come back when nothing happened since; otherwise value by value, keeping and naming what a
    person edited since. An opt-out is never lifted.

    Raises:
        RunError: there is no such run on this computer. BookError and its kinds.
    """
    context.progress("looking up the run")

    def finish(opened: OpenedBook, tables: frozenset[str], headline: str) -> None:
        complete(Session(opened, context), tables, headline)

    rules = undoing.Rules(sticky=OPT_OUTS, worked_out=frozenset(cells.ALL), complete=finish)
    done = undoing.undo(book, run_number, force, context.now, rules)
    findings = tuple(
        Finding("kept_on_undo", kept.table, kept.row, kept.column, kept.reason, Severity.ASK) for kept in done.kept
    )
    counts = {"undone": done.undone, "cells": done.cells, "removed": done.removed, "restored": done.restored,
              "kept": len(done.kept)}  # fmt: skip
    return RunReport(
        action="undo", book=str(book), run=done.run, counts=counts, notes=done.notes, findings=findings,
        changed=bool(done.run), outputs=(str(book),),
    )  # fmt: skip


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
