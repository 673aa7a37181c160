"""A program that holds still while Leadbook works in it, and is as it was afterwards, whatever happened."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

import xlwings as xw

SETTINGS = ("screen_updating", "display_alerts", "enable_events", "interactive")
"""Excel for macOS has no `interactive`: a person can go on typing there."""

PREFIX = "Leadbook: "


@contextlib.contextmanager
def quiet(app: xw.App) -> Iterator[Callable[[str], None]]:
    """Stop drawing, asking, events, typing and calculating; gives what shows a line of progress.

    Everything is put back as it was, each by itself, also when the program refuses one of them.
    """
    before = {}
    for name in SETTINGS:
        with contextlib.suppress(xw.XlwingsError):  # xlwings says so of what a program does not have
            before[name] = getattr(app, name)
    calculation = app.calculation

    def tell(text: str) -> None:
        with contextlib.suppress(Exception):  # a line that cannot be shown must not end the work
            app.status_bar = PREFIX + text

    try:
        for name in before:
            setattr(app, name, False)
        app.calculation = "manual"
        yield tell
    finally:
        for name, value in before.items():
            with contextlib.suppress(Exception):  # the next ones are to be put back all the same
                setattr(app, name, value)
        with contextlib.suppress(Exception):
            app.calculation = calculation
        with contextlib.suppress(Exception):
            app.status_bar = False
