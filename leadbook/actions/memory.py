"""What Leadbook remembers of rows across runs, beside the workbook: so that nothing comes in twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from leadbook.books.saving.hostfs import sha256
from leadbook.books.saving.rowmemory import load_rows, save_rows
from leadbook.books.saving.states import add_issued, load_issued


@dataclass(slots=True)
class Memory:
    """Earlier runs and this one.

    Args:
        issued: ID → hash of its match key, of every ID ever given.
        seen: fingerprints of rows read by runs that still stand.
        aliases: ID → ID of the inquiry it was merged into.
    """

    issued: dict[str, str]
    seen: set[str]
    aliases: dict[str, str]
    new_issued: dict[str, str] = field(default_factory=dict)
    new_seen: set[str] = field(default_factory=set)
    new_aliases: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, book: Path) -> Memory:
        """What is remembered of a workbook."""
        seen, aliases = load_rows(book)
        return cls(load_issued(book), seen, aliases)

    def add(self, issued: Mapping[str, str], prints: Iterable[str], aliases: Mapping[str, str]) -> None:
        """Remember the rows of one list, at once for the lists that follow and for later runs when saved."""
        self.new_issued |= issued
        self.new_seen |= set(prints)
        self.new_aliases |= aliases
        self.issued |= issued
        self.seen |= self.new_seen
        self.aliases |= aliases

    def save(self, book: Path, run: int, data: bytes) -> None:
        """Keep what this run added, where it read lists; it counts only if the run saves the workbook `data`."""
        if self.new_issued:
            add_issued(book, self.new_issued)
        if self.new_seen or self.new_aliases:
            save_rows(book, run, self.new_seen, self.new_aliases, sha256(data))
