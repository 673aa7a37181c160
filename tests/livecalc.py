"""A real LibreOffice Calc that tests work in: one for each process, with a profile of its own, ended with its tests."""

from __future__ import annotations

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

    return start()


def has_died() -> bool:
    """Whether the Calc of this process fell over by itself; LibreOffice does so now and then, in its own bridge."""
    return bool(app.cache_info().currsize) and app().impl.running.process.poll() is not None


def end() -> None:
    """End the Calc of this process, if a test has started one; called when the last test is done."""
    if app.cache_info().currsize:
        app().kill()
        app.cache_clear()


def opened(data: bytes, name: str = "book.xlsx") -> xw.Book:
    """A file of those bytes, in a new folder, open in Calc."""
    path = Path(tempfile.mkdtemp(prefix="leadbook-live-"), name)
    path.write_bytes(data)
    return app().books.open(str(path))


def close_all() -> None:
    """Close every document without saving, so that no test sees another one's."""
    for book in list(app().books):
        book.close()
