"""Files to lists: a file may hold several, as tables, as sheets, or as files of a .zip."""

from __future__ import annotations

import errno
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from leadbook.actions.correcting import Origin, read_corrections
from leadbook.actions.ownfiles import is_leadbook, read_list, without_flags
from leadbook.books.saving.hostfs import file_sha
from leadbook.errors import IntakeError
from leadbook.intake.archive import ARCHIVES, members
from leadbook.intake.reading import holds_people
from leadbook.intake.sniff import kind_of, refuse
from leadbook.intake.source import RawRows, SourceTable
from leadbook.intake.tables.layout import lay_out
from leadbook.intake.text.lines import Progress, unheard
from leadbook.intake.whole import whole_rows

ALL_SHEETS = "all"
"""What `--sheet` says for every sheet that holds people."""

_NAMED = 5
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Part:
    """One list of a file.

    Args:
        name: how reports and the ledger call it: "leads.csv", "audience.zip: members.csv", "leads.csv, table 2".
        sha: SHA-256 of the file.
        table: its rows.
        origin: the list that corrected rows are from; None for a list of its own.
        notes: sentences about what of the file is no list.
    """

    name: str
    sha: str
    table: SourceTable
    origin: Origin | None = None
    notes: tuple[str, ...] = ()

    @property
    def listed(self) -> str:
        """The name of the list that its rows belong to."""
        return self.origin.file if self.origin and self.origin.file else self.name

    def place(self, row: int) -> tuple[str, int]:
        """List and row that a row of this file is, as the ledger writes it."""
        if self.origin and self.origin.file and row in self.origin.rows:
            return self.origin.file, self.origin.rows[row]
        return self.name, row


@dataclass(frozen=True, slots=True)
class Refused:
    """A list that cannot be read, and why."""

    name: str
    error: IntakeError


@dataclass(frozen=True, slots=True)
class ListFile:
    """A file that somebody named, under the name that tells it from the others."""

    path: Path
    name: str = field(default="")


def named(paths: Sequence[Path]) -> list[ListFile]:
    """The files with their names; those of one name in several folders carry the folder, or a number, too.

    >>> [one.name for one in named([Path("a/leads.csv"), Path("b/leads.csv"), Path("c.csv")])]
    ['leads.csv (a)', 'leads.csv (b)', 'c.csv']
    """
    plain = [_one_line(path.name) for path in paths]
    folders = [f"{name} ({_one_line(path.absolute().parent.name)})" for name, path in zip(plain, paths, strict=True)]
    often, twice = Counter(name.casefold() for name in plain), Counter(name.casefold() for name in folders)
    seen: Counter[str] = Counter()
    found = []
    for path, name, longer in zip(paths, plain, folders, strict=True):
        if often[name.casefold()] > 1:
            name = longer
            if twice[longer.casefold()] > 1:
                seen[longer.casefold()] += 1
                name = f"{longer} {seen[longer.casefold()]}"
        found.append(ListFile(path, name))
    return found


def _one_line(name: str) -> str:
    """A file's name that fits into a line of a report; bytes that are no letters are shown as “?”."""
    plain = name.encode("utf-8", "replace").decode("utf-8")
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in plain).split())
    return plain if len(plain) <= _LONGEST_NAME else f"{plain[: _LONGEST_NAME - 20]}…{plain[-19:]}"


def read_parts(file: ListFile, sheet: str | None, folder: Path, progress: Progress = unheard) -> list[Part | Refused]:
    """The lists of a file, in its order; a member of an archive that cannot be read is given back as refused.

    Args:
        sheet: as for `read_table`, or `ALL_SHEETS`.
        folder: where archives may be unpacked.
        progress: as for `read_table`.

    Raises:
        IntakeError: nothing of the file can be read, or it changes meanwhile.
    """
    try:
        sha = _sha(file.path)
        found: list[Part | Refused] = []
        if kind_of(file.path) in ARCHIVES:
            found += _members(file, sheet, folder, sha)
        else:
            found += _lists(file.path, file.name, sheet, sha, progress)
        changed = file_sha(file.path) != sha
    except OSError as error:
        raise _told(error, file.path) from error
    if changed:
        raise refuse(
            "CORRUPT", "The list was changed or taken away while it was read.", file.path,
            "Import it again when nothing writes to it any more.",
        )  # fmt: skip
    return found


def _members(file: ListFile, sheet: str | None, folder: Path, sha: str) -> list[Part | Refused]:
    """The lists of an archive."""
    found: list[Part | Refused] = []
    for member in members(file.path):
        name = _one_line(f"{file.name}: {member.name}")
        try:
            found += _lists(member.extract(folder), name, sheet, sha)
        except IntakeError as error:
            found.append(Refused(name, error))
    return found


def _sha(path: Path) -> str:
    """Hash of a file's content; a pipe or a device is refused, as it can be read only once.

    Raises:
        IntakeError
    """
    if path.exists() and not path.is_file():
        raise refuse("NOT-A-WORKBOOK", "This is a pipe or a device, not a file.", path, "Save the list as a file.")
    if not path.exists():
        raise refuse("NOT-A-WORKBOOK", "There is no such file.", path, "Check the name and the folder.")
    return file_sha(path)


def _lists(path: Path, name: str, sheet: str | None, sha: str, progress: Progress = unheard) -> Iterator[Part]:
    """The lists of one file that is no archive."""
    if sheet is None and is_leadbook(path):
        raise refuse(
            "NOT-A-WORKBOOK", "This is a workbook of Leadbook, not a list.", path,
            "To take one of its sheets for a list, name it with --sheet.",
        )  # fmt: skip
    if sheet is not None and sheet.casefold() == ALL_SHEETS:
        sheets = whole_rows(path)
        if "" in sheets:
            sheet = None  # it has no sheets
        elif ALL_SHEETS not in {title.casefold() for title in sheets}:
            for title, table in _sheets(path, sheets):
                yield from _with_others(table, f"{name}: {_one_line(title)}", sha)
            return
    try:
        table = read_list(path, sheet, progress)
    except IntakeError as error:
        if sheet is None and error.code == "LB-E-WHICH-SHEET":
            fix = f"{error.fix} For every sheet that names people: --sheet {ALL_SHEETS}."
            raise IntakeError(error.code, error.what, error.where, fix) from error
        raise
    yield from _with_others(table, name, sha)


def _sheets(path: Path, sheets: Mapping[str, RawRows]) -> list[tuple[str, SourceTable]]:
    """The sheets with people.

    Raises:
        IntakeError: there is none.
    """
    tables = {title: lay_out(raw, path.name) for title, raw in sheets.items() if any(any(row) for row in raw.rows)}
    found = [(title, table) for title, table in tables.items() if holds_people(table)]
    if not found:
        raise refuse("NO-PEOPLE", "No sheet names persons in its columns.", path, "Name one with --sheet.")
    return found


def _with_others(table: SourceTable, name: str, sha: str) -> Iterator[Part]:
    """A table, and those of its further ones that hold people; the others are named."""
    corrected = read_corrections(table)
    if corrected:
        for one, origin in corrected:
            title = name if len(corrected) == 1 else f"{name} ({origin.file or 'other rows'})"
            yield Part(title, sha, one, origin)
        return
    plain, flagged = without_flags(table)
    notes = [] if flagged is None else [f"{name}: Verdict, Why and Ask next of an earlier flagging were not read."]
    people = [other for other in table.others if holds_people(other)]
    rest = [other for other in table.others if not any(other is one for one in people)]
    notes += [_left(name, table, other) for other in rest[:_NAMED]]
    if len(rest) > _NAMED:
        notes.append(f"{name}: {len(rest) - _NAMED} more tables without people were not read.")
    warnings = tuple(code for code in table.warnings if rest or code != "more_tables")
    yield Part(name, sha, replace(plain, warnings=warnings), None, tuple(notes))
    for number, other in enumerate(people, start=2):
        yield Part(f"{name}, table {number}", sha, other)


def _left(name: str, table: SourceTable, other: SourceTable) -> str:
    """A sentence about a table that is no list of people."""
    sheet = other.source.partition(": ")[2]
    where = f"the sheet “{sheet}”" if sheet and other.source != table.source else f"the table at row {other.header_row}"
    count = len(other.frame)
    rows = f" ({count:,} {'row' if count == 1 else 'rows'})" if count else ""
    return f"{name}: {where}{rows} names no people and was not read."


def _told(error: OSError, path: Path) -> IntakeError:
    """An error of the operating system about a list, in words."""
    if error.errno in (errno.EACCES, errno.EPERM):
        what, fix = "The list may not be read.", "Close it where it is open, or copy it to a folder of your own."
    elif error.errno == errno.ENOENT:
        what, fix = "The list was taken away while it was read.", "Check the folder, then import it again."
    elif error.errno == errno.ENAMETOOLONG:
        what, fix = "The name is longer than any file's.", "Check the name."
    else:
        what = f"The disk or the network answered with an error ({errno.errorcode.get(error.errno or 0, 'unknown')})."
        fix = "Copy the list to this computer and import the copy."
    return refuse("NOT-A-WORKBOOK", what, path, fix)
