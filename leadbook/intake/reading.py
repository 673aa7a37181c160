"""A file of any origin to a table of text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from leadbook.errors import IntakeError
from leadbook.intake.layout import lay_out
from leadbook.intake.mapping import CONTACT_KEYS, known_field
from leadbook.intake.sniff import kind_of, refuse, wrong_extension
from leadbook.intake.source import RawRows, SourceTable


def read_table(path: Path | str, sheet: str | None = None) -> SourceTable:
    """Read a lead list; its content decides how, never its name.

    Args:
        path: delimited text, .xlsx, .xlsm, .xlsb, .xls, .ods or an HTML table.
        sheet: name of the sheet to take, noted as `sheet_not_used` where a list has no sheets; without it
            the only one that holds contacts.

    Returns:
        The table with the leads; everything that was guessed or left out stands in its warnings.

    Raises:
        IntakeError: the file cannot be read as a whole, or several sheets could be meant.
    """
    path = Path(path)
    kind = kind_of(path)
    if kind == "text":
        from leadbook.intake.delimited import read_delimited

        table = lay_out(read_delimited(path), path.name)
    elif kind == "html":
        from leadbook.intake.markup import read_markup

        table = lay_out(read_markup(path), path.name)
    else:
        from leadbook.intake.workbook import read_workbook

        table = _choose(read_workbook(path, kind), path, sheet)
    if sheet is not None and kind in ("text", "html"):
        table = replace(table, warnings=(*table.warnings, "sheet_not_used"))
    if wrong_extension(path, kind):
        table = replace(table, warnings=(*table.warnings, "wrong_extension"))
    return table


def _choose(sheets: dict[str, RawRows], path: Path, wanted: str | None) -> SourceTable:
    """The table of the sheet that is meant; the others go along."""
    if wanted is not None:
        names = {name.casefold(): name for name in sheets}
        if wanted.casefold() not in names:
            raise refuse("WHICH-SHEET", f"There is no visible sheet “{wanted}”.", path, _name_one(list(sheets)))
        return lay_out(sheets[names[wanted.casefold()]], path.name)
    tables = {name: lay_out(raw, path.name) for name, raw in sheets.items() if any(any(row) for row in raw.rows)}
    if not tables:
        raise refuse("EMPTY", "No visible sheet holds anything.", path, "Check that it is the right file.")
    if len(tables) == 1:
        return next(iter(tables.values()))
    lists = [name for name, table in tables.items() if len(table.frame) and _contacts(table) >= 2]
    if len(lists) != 1:
        raise _which(path, lists or list(tables))
    chosen = tables[lists[0]]
    others = (*chosen.others, *(table for name, table in tables.items() if name != lists[0]))
    return replace(chosen, others=others, warnings=(*chosen.warnings, "sheet_guessed", "more_tables"))


def _contacts(table: SourceTable) -> int:
    """How many columns of a table name a person, a company or a way to reach them."""
    return len({known_field(str(name)) for name in table.frame.columns} & CONTACT_KEYS)


def _which(path: Path, names: list[str]) -> IntakeError:
    """The error for several sheets that could be meant."""
    return refuse("WHICH-SHEET", f"{len(names)} sheets could be the list.", path, _name_one(names))


def _name_one(names: list[str]) -> str:
    """What to do when the sheet is not clear."""
    shown = ", ".join(f"“{name}”" for name in names[:8])
    return f"Name one with --sheet: {shown}." if shown else "Check that it is the right file."
