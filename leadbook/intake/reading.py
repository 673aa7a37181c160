"""A file of any origin to a table of text."""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from leadbook.errors import IntakeError
from leadbook.intake.archive import ARCHIVES, members
from leadbook.intake.columns.mapping import contact_fields
from leadbook.intake.sniff import kind_of, refuse, wrong_extension
from leadbook.intake.source import RawRows, SourceTable
from leadbook.intake.tables.layout import lay_out
from leadbook.intake.text.lines import Progress, unheard
from leadbook.intake.whole import sheets_of

_SHEETED = frozenset({"xlsx", "xlsb", "xls", "ods", "spreadsheetml"})
_LEAST_CONTACTS = 2
"""So many columns about persons make a table a list of people."""


def read_table(path: Path | str, sheet: str | None = None, progress: Progress = unheard) -> SourceTable:
    """Read a lead list; its content decides how, never its name.

    Args:
        path: delimited text, .xlsx, .xlsm, .xlsb, .xls, .ods, tables of a web page, a workbook as XML, vCards, or
            one or several of these in a .zip or .gz.
        sheet: name of the sheet to take, hidden ones too, noted as `sheet_not_used` where a list has no sheets;
            without it the only visible one that holds contacts.
        progress: told how many rows of a text are read, now and then.

    Returns:
        The table with the leads; everything that was guessed or left out stands in its warnings. Of several lists in
        an archive the one with most contact columns, then most rows; the others are in `others`.

    Raises:
        IntakeError: the file cannot be read as a whole, or several sheets could be meant.
    """
    with _uncollected():
        return _read(Path(path), sheet, progress)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles: a list makes millions of texts and rows, and none of them is in a cycle."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _read(path: Path, sheet: str | None, progress: Progress) -> SourceTable:
    """See `read_table`."""
    kind = kind_of(path)
    if kind in ARCHIVES:
        table = _from_archive(path, kind, sheet)
    elif kind in _SHEETED:
        table = _choose(sheets_of(path, kind), path, sheet)
    elif kind in ("html", "mhtml"):
        from leadbook.intake.markup import read_markup

        table = _best([lay_out(raw, path.name) for raw in read_markup(path)], "more_tables")
    else:
        table = lay_out(sheets_of(path, kind, progress)[""], path.name)
    if sheet is not None and kind not in _SHEETED and kind not in ARCHIVES:
        table = replace(table, warnings=(*table.warnings, "sheet_not_used"))
    if wrong_extension(path, kind):
        table = replace(table, warnings=(*table.warnings, "wrong_extension"))
    return table


def _from_archive(path: Path, kind: str, sheet: str | None) -> SourceTable:
    """The best of the lists in an archive; the only one, when there is one."""
    found = members(path)
    tables: list[SourceTable] = []
    refused: IntakeError | None = None
    with tempfile.TemporaryDirectory(prefix="leadbook-") as folder:
        for member in found:
            unpacked = member.extract(Path(folder))
            try:
                if kind_of(unpacked) in ARCHIVES:
                    raise refuse("NOT-A-WORKBOOK", "This is an archive within an archive.", Path(member.name),
                                 "Unpack it and import the lists inside.")  # fmt: skip
                tables.append(replace(read_table(unpacked, sheet), source=f"{kind}: {member.name}"))
            except IntakeError as error:
                refused = refused or error
            unpacked.unlink()
    if not tables:
        raise refused or refuse("EMPTY", "There is no list in the archive.", path, "Check that it is the right file.")
    table = _best(tables, "list_guessed")
    return replace(table, warnings=(*table.warnings, "members_not_read")) if refused else table


def _best(tables: list[SourceTable], code: str) -> SourceTable:
    """The table with most contact columns, then most rows; the others go along.

    Args:
        code: the warning when there was a choice.
    """
    if len(tables) == 1:
        return tables[0]
    best = max(range(len(tables)), key=lambda at: (_contacts(tables[at]), len(tables[at].frame), -at))
    others = (*tables[best].others, *(table for at, table in enumerate(tables) if at != best))
    codes = dict.fromkeys((*tables[best].warnings, code, "more_tables"))
    return replace(tables[best], others=others, warnings=tuple(codes))


def _choose(sheets: dict[str, RawRows], path: Path, wanted: str | None) -> SourceTable:
    """The table of the sheet that is meant; the others go along."""
    hidden = [name for name, raw in sheets.items() if raw.hidden and raw.rows]
    if wanted is not None:
        names = {name.casefold(): name for name in sheets}
        if wanted.casefold() not in names:
            raise refuse("WHICH-SHEET", f"There is no sheet “{wanted}”.", path, _name_one(list(sheets)))
        return lay_out(sheets[names[wanted.casefold()]], path.name)
    tables = {
        name: lay_out(raw, path.name)
        for name, raw in sheets.items() if not raw.hidden and any(any(row) for row in raw.rows)
    }  # fmt: skip
    if not tables and hidden:
        raise refuse("WHICH-SHEET", "What is in the workbook stands on hidden sheets.", path, _name_one(hidden))
    if not tables:
        raise refuse("EMPTY", "No sheet holds anything.", path, "Check that it is the right file.")
    lists = [name for name, table in tables.items() if holds_people(table)]
    if not lists and hidden and (better := _lists_among(sheets, hidden, path)):
        fix = f"{_name_one([*better, *tables])} Or unhide it in your spreadsheet program and save."
        raise refuse("WHICH-SHEET", "The list stands on a hidden sheet.", path, fix)
    if len(tables) == 1:
        return next(iter(tables.values()))
    if len(lists) != 1:
        raise _which(path, lists or list(tables))
    chosen = tables[lists[0]]
    others = (*chosen.others, *(table for name, table in tables.items() if name != lists[0]))
    return replace(chosen, others=others, warnings=(*chosen.warnings, "sheet_guessed", "more_tables"))


def _lists_among(sheets: dict[str, RawRows], names: list[str], path: Path) -> list[str]:
    """The names of those sheets that hold contacts."""
    tables = {name: lay_out(sheets[name], path.name) for name in names}
    return [name for name, table in tables.items() if holds_people(table)]


def holds_people(table: SourceTable) -> bool:
    """Whether a table has rows, and columns that name persons, companies or ways to reach them."""
    return len(table.frame) > 0 and _contacts(table) >= _LEAST_CONTACTS


def _contacts(table: SourceTable) -> int:
    """How many columns of a table name a person, a company or a way to reach them."""
    return len(contact_fields(map(str, table.frame.columns)))


def _which(path: Path, names: list[str]) -> IntakeError:
    """The error for several sheets that could be meant."""
    return refuse("WHICH-SHEET", f"{len(names)} sheets could be the list.", path, _name_one(names))


def _name_one(names: list[str]) -> str:
    """What to do when the sheet is not clear."""
    shown = ", ".join(f"“{name}”" for name in names[:8])
    return f"Name one with --sheet: {shown}." if shown else "Check that it is the right file."
