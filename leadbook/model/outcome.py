"""What a run says: findings, rejects, and the report that every action returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from leadbook.model.words import Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about one row of the user's data; collected and shown, never raised.

    Args:
        code: stable name, explained once in `leadbook.findings`.
        table: table or file the row is in.
        row: row number a person can find (sheet or file row), 0 when it is about the whole.
        column: header or field, "" when it is about the row.
        note: one sentence without any of the lead's values.
    """

    code: str
    table: str = ""
    row: int = 0
    column: str = ""
    note: str = ""
    severity: Severity = Severity.NOTE


@dataclass(frozen=True, slots=True)
class Reject:
    """A row of a list that was not imported, with the reason; `row` is its number in the file."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowOutcome:
    """What became of one row of a list, without any of its values.

    Args:
        row: its number in the file.
        outcome: "new", "merged" or "left out".
        id: the inquiry it became or is part of, "" when it was left out.
        fields: field keys that it filled there; those of a new inquiry are not named.
        replaced: field keys in which it overwrote what stood there.
        reason: why it was left out (a code of `leadbook.findings`), or by what a merged row was known.
    """

    row: int
    outcome: str
    id: str = ""
    fields: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """What became of one list. `input_rows = imported + merged + rejected`, always.

    `error` says why a list was refused as a whole while others were imported. `preset` and `title` are key
    and name of the kind of list it was recognised as, "" for none. `rows` says it of each row, as they stand there;
    `skipped` are numbers of lines that were left out as headings or footers and are no rows.
    """

    file: str
    source: str = ""
    header_row: int = 0
    input_rows: int = 0
    imported: int = 0
    merged: int = 0
    rejects: tuple[Reject, ...] = ()
    warnings: tuple[str, ...] = ()
    mapping: tuple[tuple[str, str], ...] = ()
    error: str = ""
    preset: str = ""
    title: str = ""
    rows: tuple[RowOutcome, ...] = ()
    skipped: tuple[int, ...] = ()

    @property
    def rejected(self) -> int:
        """Number of rows that were not imported."""
        return len(self.rejects)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """What one action did: what every action returns, the run record stores and `--json` prints.

    Args:
        action: name of the command.
        counts: figures by name, for example {"leads": 3, "needs_info": 41}.
        notes: sentences for a person, in the order in which they should be read.
        changed: whether the workbook was changed on disk.
        outputs: files that were made or changed, as text.
        steps: reports of the steps of `run` and `demo`.
        certificate: how good the allocation is; empty elsewhere.
        dry_run: nothing was written; the report says what would happen.
    """

    action: str
    book: str = ""
    run: int = 0
    files: tuple[FileReport, ...] = ()
    tables: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    counts: Mapping[str, int | float] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    changed: bool = False
    outputs: tuple[str, ...] = ()
    steps: tuple[RunReport, ...] = ()
    certificate: Mapping[str, float | str] = field(default_factory=dict)
    dry_run: bool = False
