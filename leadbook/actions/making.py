"""`new`: an empty workbook."""

from __future__ import annotations

from pathlib import Path

from leadbook.actions.context import Context
from leadbook.books.saving.save import create_book
from leadbook.model import RunReport
from leadbook.template.build import build_book
from leadbook.template.macros.macrobook import build_macro_book


def new(book: Path, context: Context) -> RunReport:
    """Make an empty workbook, with buttons when its name ends in .xlsm; an existing file is never touched.

    Raises:
        UsageError: a file of this name exists, or the name ends neither in .xlsx nor in .xlsm.
    """
    context.progress(f"building {book.name}")
    macros = book.suffix.lower() == ".xlsm"
    create_book(book, build_macro_book() if macros else build_book())
    first = f"Next: leadbook import {book.name} LIST.csv"
    if macros:
        first = "Open it, choose Enable Content, and press Import lists; once before that: leadbook install excel"
    notes = (
        f"{book.name} is ready. {first}",
        "Fill Reps and Quotas once, then: " + ("press Allocate" if macros else f"leadbook allocate {book.name}"),
    )
    return RunReport(action="new", book=str(book), notes=notes, changed=True, outputs=(str(book),))
