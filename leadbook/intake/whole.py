"""A file with all its rows, those included that are no data: what is needed to give a list back whole."""

from __future__ import annotations

from pathlib import Path

from leadbook.intake.sniff import kind_of
from leadbook.intake.source import RawRows


def whole_rows(path: Path) -> dict[str, RawRows]:
    """Every visible sheet of a file as text; a file without sheets is one sheet named "".

    Rows that could not be trusted stand in `RawRows.untrusted` under their number.

    Raises:
        IntakeError: the file cannot be read as a whole.
    """
    kind = kind_of(path)
    if kind == "text":
        from leadbook.intake.delimited import read_delimited

        return {"": read_delimited(path)}
    if kind == "html":
        from leadbook.intake.markup import read_markup

        return {"": read_markup(path)}
    from leadbook.intake.workbook import read_workbook

    return read_workbook(path, kind)
