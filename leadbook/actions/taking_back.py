"""`undo`: take a run back."""

from __future__ import annotations

from pathlib import Path

from leadbook.actions.context import Context
from leadbook.books.saving import undoing
from leadbook.books.saving.restoring import Sticky
from leadbook.model import Finding, RunReport, Severity
from leadbook.schema import book as schema

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
    done = undoing.undo(book, run_number, force, context.now, OPT_OUTS)
    findings = tuple(
        Finding("kept_on_undo", kept.table, kept.row, kept.column, kept.reason, Severity.ASK) for kept in done.kept
    )
    counts = {"undone": done.undone, "cells": done.cells, "removed": done.removed, "restored": done.restored,
              "kept": len(done.kept)}  # fmt: skip
    return RunReport(
        action="undo", book=str(book), run=done.run, counts=counts, notes=done.notes, findings=findings,
        changed=bool(done.run), outputs=(str(book),),
    )  # fmt: skip
