"""One run on one workbook: tables in as frames, changed tables out, figures, run record, save.

An action reads with `frame`, says what is new with `put` and `log`, and ends with `finish`. Nothing reaches the
disk before `finish`, and `finish` writes nothing when nothing changed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from leadbook.actions.context import Context
from leadbook.actions.handmade import restore_hand_edits
from leadbook.actions.memory import Memory
from leadbook.books.package import PackageBook
from leadbook.books.protocol import SheetFill
from leadbook.books.saving.opening import OpenedBook
from leadbook.books.saving.records import Received
from leadbook.errors import NotALeadbook, TableMissing, VersionTooNew, VersionTooOld
from leadbook.model import Event, Finding, Grid, Settings
from leadbook.rules import reading
from leadbook.schema import book as schema
from leadbook.schema import frames
from leadbook.schema.core import Table
from leadbook.stages.calculated import calculated
from leadbook.template.layout import VERSION
from leadbook.template.migrate import migrate, version_of


@dataclass
class Session:
    """An open workbook with the frames read and put so far.

    Args:
        present: the grids as the book holds them; before: their content; frames: the same, as far as read or put.
        changed: keys of the tables that were put.
        events, received, mappings, files, opt_outs: for the ledger and the run record.
        fills: sheet → cells and layout to set besides the figures.
        memory: what earlier runs and this one remember of the rows they read.
        suggestions: (ID, field) → what was probably meant, for To fix.
        cleared: (ID, field) of cells that a person emptied since the last run.
        left_let_through: ID → initials as Leadbook left them.
    """

    opened: OpenedBook
    context: Context
    present: dict[str, Grid] = field(default_factory=dict)
    before: dict[str, pd.DataFrame] = field(default_factory=dict)
    frames: dict[str, pd.DataFrame] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    events: list[Event] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    received: list[Received] = field(default_factory=list)
    mappings: list[tuple[str, str, str]] = field(default_factory=list)
    files: list[tuple[str, str]] = field(default_factory=list)
    fills: dict[str, SheetFill] = field(default_factory=dict)
    added_sheets: list[str] = field(default_factory=list)
    shown_sheets: list[str] = field(default_factory=list)
    opt_outs: bool = False
    migrated: tuple[str, ...] = ()
    suggestions: dict[tuple[str, str], str] = field(default_factory=dict)
    cleared: set[tuple[str, str]] = field(default_factory=set)
    left_let_through: dict[str, str] = field(default_factory=dict)
    period: dt.date | None = None
    _settings: Settings | None = None
    _memory: Memory | None = None

    @classmethod
    def open(cls, path: Path, context: Context, *, for_writing: bool = True, as_it_is: bool = False) -> Session:
        """Open a workbook of Leadbook.

        Args:
            as_it_is: only look: what was edited by hand stays as it stands.

        Raises:
            BookError and its kinds: see `leadbook.books.opening.open_book`.
            NotALeadbook: it has none of Leadbook's tables. VersionTooNew: a newer Leadbook made it.
        """
        context.progress(f"opening {path.name}")
        session = cls(context.opening(path, for_writing), context)
        session._check_kind()
        session.notes.extend(session.opened.notes)
        if not as_it_is:
            restore_hand_edits(session)
        return session

    def _check_kind(self) -> None:
        """Refuse workbooks of other people, and of later versions; bring earlier ones up to date."""
        refuse_foreign(self.opened)
        book = self.opened.book
        if isinstance(book, PackageBook):
            self.migrated = migrate(book)
        elif (version := version_of(book)) is not None and version < VERSION:
            raise VersionTooOld(
                f"This workbook has layout {version}; this Leadbook works with {VERSION}.", self.opened.path.name,
                f"Close it, run this once in a terminal: leadbook check {self.opened.path.name}  Then open it again.",
            )  # fmt: skip
        self.notes.extend(self.migrated)

    def frame(self, key: str) -> pd.DataFrame:
        """The table of that key as a typed frame; read once, never to be edited in place."""
        if key not in self.frames:
            table = schema.table(key)
            self.check_table(table)
            self.present[key] = self.opened.book.read(table.name)
            frame, findings = frames.to_frame(table, self.present[key])
            self.before[key] = frame
            self.frames[key] = calculated(key, frame, self.settings.measured_from if key == "quotas" else 0)
            self.findings.extend(findings)
        return self.frames[key]

    def has_table(self, key: str) -> bool:
        """Whether the book has the table of that key; the team may have deleted its sheet."""
        name = schema.table(key).name.casefold()
        return any(info.name.casefold() == name for info in self.opened.book.tables())

    def check_table(self, table: Table) -> None:
        """Say on which sheet a table was that is there no more."""
        if not self.has_table(table.key):
            raise TableMissing(
                f"The table {table.name} is missing: it, or its sheet “{table.sheet}”, was deleted or renamed.",
                self.opened.path.name, "Undo that in Excel, or go on with an earlier copy of the workbook.",
            )  # fmt: skip

    def put(self, key: str, frame: pd.DataFrame) -> None:
        """Set a table's new content; it is written at the end, as far as it differs."""
        self.frame(key)
        self.frames[key] = frame
        self.changed.add(key)

    def log(self, events: Iterable[Event]) -> None:
        """Add lines to the ledger."""
        self.events.extend(events)

    @property
    def memory(self) -> Memory:
        """IDs ever given, rows ever read, and which ID became part of which."""
        if self._memory is None:
            self._memory = Memory.load(self.opened.path)
        return self._memory

    def save_memory(self, run: int, data: bytes) -> None:
        """Keep what the run under way read, as that of the run that saves the workbook `data`."""
        if self._memory is not None:
            self._memory.save(self.opened.path, run, data)

    @property
    def settings(self) -> Settings:
        """What the sheet Settings says."""
        if self._settings is None:
            self._settings, findings = reading.read_settings(self.frame("settings"))
            self.findings.extend(findings)
        return self._settings

    @property
    def is_new(self) -> bool:
        """Whether the book holds no inquiry."""
        return self.frame("inquiries").empty


def refuse_foreign(opened: OpenedBook) -> None:
    """Refuse workbooks of other people, and of later versions.

    Raises:
        NotALeadbook: it has none of Leadbook's tables. VersionTooNew: a newer Leadbook made it.
    """
    names = {table.name.casefold() for table in opened.book.tables()}
    if not names & {table.name.casefold() for table in schema.TABLES}:
        raise NotALeadbook(
            "This workbook has none of Leadbook's tables.", str(opened.path.name),
            "Make one with: leadbook new BOOK.xlsx. To judge a list without a workbook, import it into one.",
        )  # fmt: skip
    version = version_of(opened.book)
    if version is not None and version > VERSION:
        raise VersionTooNew(
            f"This workbook has layout {version}; this Leadbook knows up to {VERSION}.",
            str(opened.path.name), "Update Leadbook: pip install --upgrade leadbook.",
        )  # fmt: skip
