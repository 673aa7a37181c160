"""A real LibreOffice Calc that tests work in: one for each process, with a profile of its own, ended with it."""

from __future__ import annotations

import atexit
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xlwings as xw


@cache
def app() -> xw.App:
    """The Calc of this process, without a window."""
    from leadbook.books.calc.engine import start

    started = start()
    atexit.register(started.kill)
    return started


def opened(data: bytes, name: str = "book.xlsx") -> xw.Book:
    """A file of those bytes, in a new folder, open in Calc."""
    path = Path(tempfile.mkdtemp(prefix="leadbook-live-"), name)
    path.write_bytes(data)
    return app().books.open(str(path))


def close_all() -> None:
    """Close every document without saving, so that no test sees another one's."""
    for book in list(app().books):
        book.close()
