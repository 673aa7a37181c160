"""Sheets of .xlsx, .xlsm, .xls, .xlsb and .ods files to rows of text, behind the checks of `sniff`."""

from __future__ import annotations

import zipfile
from pathlib import Path

from leadbook.intake.sheets.biff import OlderBiff, Protected, read_biff
from leadbook.intake.sheets.cells import SheetCells, book_rows
from leadbook.intake.sheets.compound import stream
from leadbook.intake.sheets.ods import read_ods
from leadbook.intake.sheets.sheetxml import read_sheets
from leadbook.intake.sheets.xlsb import read_xlsb
from leadbook.intake.sniff import check_zip, damaged, protected, refuse
from leadbook.intake.source import RawRows


def read_workbook(path: Path, kind: str) -> dict[str, RawRows]:
    """Rows of every sheet by name, in tab order, hidden ones said to be so; a sheet without a filled cell has no rows.

    Args:
        kind: xlsx, xls, xlsb or ods, as `kind_of` says.

    Raises:
        IntakeError: damaged, protected, hostile or too large.
    """
    if kind != "xls":
        check_zip(path)
    readers = {"xlsx": read_sheets, "xls": _from_biff, "xlsb": _from_xlsb, "ods": _from_ods}
    return book_rows(readers[kind](path), kind)


def _from_biff(path: Path) -> list[SheetCells]:
    """Sheets of an .xls."""
    try:
        content = stream(path.read_bytes(), ("Workbook", "Book"))
        if content is None:
            raise damaged(path)
        return read_biff(content)
    except OlderBiff as error:
        raise refuse("NOT-A-WORKBOOK", "This is an Excel workbook of before 1993, not a list.", path,
                     "Open it in LibreOffice and save it as .xlsx.") from error  # fmt: skip
    except Protected as error:
        raise protected(path) from error
    except ValueError as error:
        raise damaged(path) from error


def _from_xlsb(path: Path) -> list[SheetCells]:
    """Sheets of an .xlsb."""
    try:
        with zipfile.ZipFile(path) as archive:
            return read_xlsb(archive)
    except (ValueError, KeyError, zipfile.BadZipFile) as error:
        raise damaged(path) from error


def _from_ods(path: Path) -> list[SheetCells]:
    """Sheets of an .ods."""
    try:
        return read_ods(path)
    except (ValueError, KeyError, OverflowError, RecursionError, zipfile.BadZipFile) as error:
        raise damaged(path) from error
