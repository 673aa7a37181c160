"""Calc's side of a button: `python -m leadbook.fronts.calc --text REQUEST`; the answer is printed.

The extension of LibreOffice starts this process and opens the pipe that the request names; the document stays with
Calc and is driven from here.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leadbook.errors import BackendMissing, BookError
from leadbook.fronts.excel import serve
from leadbook.fronts.exchange import Answer, Request

if TYPE_CHECKING:
    import xlwings as xw


def main(argv: Sequence[str] | None = None) -> int:
    """Read the request, do it, print the answer; 0 whenever there is an answer."""
    return serve("leadbook.fronts.calc", pressed, argv)


def pressed(request: Request) -> Answer:
    """Do what a button of the Calc that listens on the request's pipe asks for."""
    from leadbook.actions import ACTIONS
    from leadbook.fronts.pressing import press

    label = next((one.button.label for one in ACTIONS if one.button and one.name == request.command), request.command)
    found: list[Any] = []

    def find_it(asked: Request) -> xw.Book:
        book = find(asked)
        found.append(book)
        return book

    return press(request, find_it, _one_step(found, f"Leadbook: {label}"))


def find(request: Request) -> xw.Book:
    """The open document of a request.

    Raises:
        BackendMissing: no Calc listens. BookError: it is not open there.
    """
    from leadbook.books.calc.engine import attach
    from leadbook.books.calc.office import import_uno
    from leadbook.hosts import office

    if not request.pipe:
        raise BackendMissing(
            "The request does not say where LibreOffice listens.", "LibreOffice Calc", "Run: leadbook install calc"
        )
    program = office.find_office()
    import_uno(*map(str, office.uno_folders(program) if program else ()))
    app = attach(request.pipe)
    for book in app.books:
        if book.fullname == request.book or (book.fullname and Path(book.fullname) == Path(request.book)):
            app.impl.only = book.impl  # the others stay free, whatever becomes of this process
            return book
    raise BookError("LibreOffice does not have this workbook open.", Path(request.book).name, "Open it again.")


def _one_step(found: list[Any], title: str) -> Callable[[], contextlib.AbstractContextManager[None]]:
    """Makes one step of Calc's Undo of everything that is done to the document that was found."""

    @contextlib.contextmanager
    def step() -> Iterator[None]:
        undo = found[-1].api.getUndoManager()
        undo.enterUndoContext(title)
        try:
            yield
        finally:
            undo.leaveUndoContext()

    return step


if __name__ == "__main__":
    sys.exit(main())
