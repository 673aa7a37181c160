"""A file with all its rows, those included that are no data: what is needed to give a list back whole."""

from __future__ import annotations

from pathlib import Path

from leadbook.intake.sniff import kind_of, refuse
from leadbook.intake.source import RawRows
from leadbook.intake.text.lines import Progress, unheard


def whole_rows(path: Path, wanted: str = "", progress: Progress = unheard) -> dict[str, RawRows]:
    """Every visible sheet of a file as text; a file without sheets is one sheet named "".

    Rows that could not be trusted stand in `RawRows.untrusted` under their number.

    Args:
        wanted: a sheet that is to be there even if it is hidden.
        progress: told how many rows are read; only for text, as a workbook is read at one go.

    Raises:
        IntakeError: the file cannot be read as a whole, or holds lists as files of their own.
    """
    kind = kind_of(path)
    if kind in ("zip", "gz"):
        raise refuse("NOT-A-WORKBOOK", "This is an archive with lists in it.", path,
                     "Unpack it and take the lists inside one by one.")  # fmt: skip
    return {name: raw for name, raw in sheets_of(path, kind, progress).items() if not raw.hidden or name == wanted}


def sheets_of(path: Path, kind: str, progress: Progress = unheard) -> dict[str, RawRows]:
    """All sheets of a file by name, hidden ones too; the tables of a page are one below the other in a sheet "".

    Args:
        kind: what `kind_of` says, but no archive.

    Raises:
        IntakeError: the file cannot be read as a whole.
    """
    if kind == "text":
        from leadbook.intake.text.delimited import read_delimited

        return {"": read_delimited(path, progress)}
    if kind in ("html", "mhtml"):
        from leadbook.intake.markup import read_markup

        return {"": stacked(read_markup(path))}
    if kind == "vcard":
        from leadbook.intake.vcards import read_vcards

        return {"": read_vcards(path)}
    if kind == "spreadsheetml":
        from leadbook.intake.sheets.spreadsheetml import read_spreadsheetml

        return read_spreadsheetml(path)
    from leadbook.intake.sheets.workbook import read_workbook

    return read_workbook(path, kind)


def stacked(tables: list[RawRows]) -> RawRows:
    """Tables whose rows are numbered on and on, as one."""
    first = tables[0]
    for table in tables[1:]:
        first.rows.extend(table.rows)
        first.numbers.extend(table.numbers)
        first.rejects.extend(table.rejects)
        first.cells.extend(table.cells)
        first.warnings.extend(table.warnings)
        first.untrusted.update(table.untrusted)
    return first
