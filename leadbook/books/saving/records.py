"""Run records: what a run changed in the workbook, value by value.

A record is what undo and the story of a lead stand on. It is made from the tables as they read before and
after the run, never from what a run meant to write.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from leadbook.model import Cell


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell of a row that was there before and after.

    `row_key` is the text of the row's key columns after the run. Where several rows have that key, or it is
    blank, one more part "~…" follows that stands for the row's whole content after the run.
    """

    table: str
    row_key: tuple[str, ...]
    column: str
    old: Cell
    new: Cell


@dataclass(frozen=True, slots=True)
class RowAdded:
    """A row the run made; `values` by header, `position` from 0 in the table after the run."""

    table: str
    row_key: tuple[str, ...]
    values: Mapping[str, Cell]
    position: int = -1


@dataclass(frozen=True, slots=True)
class RowRemoved:
    """A row the run took away; `values` by header, `position` from 0 in the table before the run."""

    table: str
    row_key: tuple[str, ...]
    values: Mapping[str, Cell]
    position: int = -1


@dataclass(frozen=True, slots=True)
class FillChange:
    """One cell outside tables; `name` is its address or defined name."""

    sheet: str
    name: str
    old: Cell
    new: Cell


@dataclass(frozen=True, slots=True)
class SheetAdded:
    """A sheet the run made. `print_of` is worked out by saving: a hash of the cells as the run left them."""

    name: str
    print_of: str = ""


@dataclass(frozen=True, slots=True)
class SheetRemoved:
    """A sheet the run took away, as undoing a run that made it does."""

    name: str


Change = CellChange | RowAdded | RowRemoved | FillChange | SheetAdded | SheetRemoved


@dataclass(frozen=True, slots=True)
class Received:
    """What a list said of one row, as it was, before anything was cleaned.

    Args:
        table: table of the workbook that the row went into.
        row_key: key of the row it became or was merged into.
        file: name of the list; row: row number in it.
        texts: header of the list → text.
    """

    table: str
    row_key: tuple[str, ...]
    file: str
    row: int
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """One run.

    Args:
        action: name of the command.
        when: local stamp that the caller gives.
        who: name for tblRuns; may be empty.
        files: name and SHA-256 of each list.
        keys: table → headers of its row key, for every table in `changes`.
        changes: what differs between the workbook before and after.
        received: what the lists said, per new or merged row.
        mappings: name of a list, header, and key of the field it was read as ("" for none).
        opt_outs: the run recorded an opt-out or an erasure, so no backup from before it may come back whole.
        counts, notes: as in the run's report.
        run: number of the run; saving gives the next one when it is 0.
        undoes: number of the run that this run undid, else 0.
        undone: a later run undid this one; worked out when records are read.
        old_sha, new_sha: SHA-256 of the workbook before and after; saving sets them.
        made: name and SHA-256 of files of rows to correct that the run put into their folder.
        formulas: table → headers of its formula columns; saving sets it, as some programs forget which they are.
    """

    action: str
    when: dt.datetime
    who: str = ""
    files: tuple[tuple[str, str], ...] = ()
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    received: tuple[Received, ...] = ()
    mappings: tuple[tuple[str, str, str], ...] = ()
    opt_outs: bool = False
    counts: Mapping[str, int | float] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    run: int = 0
    undoes: int = 0
    undone: bool = False
    old_sha: str = ""
    new_sha: str = ""
    formulas: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    made: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        """A change that cannot be found again could never be undone.

        Raises:
            ValueError: a table in `changes` has no row key in `keys`.
        """
        changed = {change.table for change in self.changes if isinstance(change, CellChange | RowAdded | RowRemoved)}
        if missing := sorted(changed - set(self.keys)):
            raise ValueError(f"no row key given for {', '.join(missing)}")
