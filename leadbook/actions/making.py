"""`new`: an empty workbook."""

from __future__ import annotations

from pathlib import Path

from leadbook.actions.context import Context
from leadbook.books.saving.save import create_book
from leadbook.errors import UsageError
from leadbook.model import RunReport
from leadbook.template.build import build_book


def new(book: Path, context: Context) -> RunReport:
    """Make an empty workbook; an existing file is never touched.

    Raises:
        UsageError: a file of this name exists, or the name does not end in .xlsx.
    """
    if book.suffix.lower() == ".xlsm":
        raise UsageError(
            "A workbook with buttons (.xlsm) cannot be made yet.", book.name,
            "Choose a name ending in .xlsx; everything works from the command line.",
        )  # fmt: skip
    context.progress(f"building {book.name}")
    create_book(book, build_book())
    notes = (
        f"{book.name} is ready. Next: leadbook import {book.name} LIST.csv",
        "Fill Reps and Quotas once, then: leadbook allocate " + book.name,
    )
    return RunReport(action="new", book=str(book), notes=notes, changed=True, outputs=(str(book),))
