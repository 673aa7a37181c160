"""What every action is told by the front that calls it: the day, the stamp, who, and whom to tell how far it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from leadbook.books.saving.opening import Opener, open_book


def _silent(_: str) -> None:
    """Progress that nobody reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The circumstances of one run.

    Args:
        today: the local day the run works for.
        now: local stamp for the ledger; only a front asks the clock.
        who: name of the person for the ledger, may be empty.
        progress: called with a short line ("checking 1,200 of 4,000").
        opening: what opens a workbook: the file itself, unless a front works on one that is open in a program.
    """

    today: dt.date
    now: dt.datetime
    who: str = ""
    progress: Callable[[str], None] = _silent
    opening: Opener = open_book

    def rows(self, doing: str, of: int = 0) -> Callable[[int], None]:
        """What a long loop calls now and then with the number of rows that are done ("reading a.csv: 40,000 rows").

        Args:
            of: how many there are, 0 when nobody knows yet.
        """
        known = f" of {of:,}" if of else ""
        return lambda done: self.progress(f"{doing}: {done:,}{known} rows")

    @property
    def stamp(self) -> str:
        """The stamp as the title bands print it ("Mon 23 Nov 2026 08:40")."""
        day = f"{self.now:%a} {self.now.day} {self.now:%b %Y}"
        return day if self.now.time() == dt.time() else f"{day} {self.now:%H:%M}"
