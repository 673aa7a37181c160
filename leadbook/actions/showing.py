"""`show`: make hidden sheets visible, or say which there are."""

from __future__ import annotations

import difflib
from pathlib import Path

from leadbook.actions.context import Context
from leadbook.actions.finishing import finish
from leadbook.actions.remembering import told_columns
from leadbook.actions.session import Session
from leadbook.books.protocol import SheetInfo
from leadbook.errors import SheetMissing
from leadbook.model import RunReport
from leadbook.schema import book as schema


def show(book: Path, sheets: list[str], context: Context) -> RunReport:
    """Make the named sheets visible; without names, list the sheets and what each is for.

    Of Mappings the lines are printed too.

    Raises:
        SheetMissing: there is no sheet of that name; nothing was changed.
    """
    session = Session.open(book, context, for_writing=bool(sheets))
    there = session.opened.book.sheets()
    if not sheets:
        return RunReport(action="show", book=str(book), notes=tuple(_line(info) for info in there))
    names = [_find(name, there, session.opened.path.name) for name in sheets]
    hidden = [name for name in names if next(info.state for info in there if info.name == name) != "visible"]
    session.shown_sheets.extend(hidden)
    text = f"Visible now: {', '.join(hidden)}." if hidden else f"Already visible: {', '.join(names)}."
    lines = told_columns(session) if schema.sheet("mappings").name in names else ()
    return finish(session, RunReport(action="show", notes=(text, *lines)))


def _line(info: SheetInfo) -> str:
    """A sheet, its state and what it is for."""
    known = {sheet.name: sheet.help for sheet in schema.SHEETS}
    state = {"visible": "visible", "hidden": "hidden "}.get(info.state, "inner  ")
    return f"{state}  {info.name}" + (f": {known[info.name]}" if info.name in known else "")


def _find(name: str, there: tuple[SheetInfo, ...], book: str) -> str:
    """The sheet of that name, without regard to case."""
    for info in there:
        if info.name.casefold() == name.strip().casefold():
            return info.name
    near = difflib.get_close_matches(name, [info.name for info in there], 1, 0.5)
    raise SheetMissing(
        f"There is no sheet “{name}”.", book,
        f"Did you mean “{near[0]}”?" if near else "List the sheets with: leadbook show BOOK.",
    )  # fmt: skip
