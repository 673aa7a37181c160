"""Sheets of .xlsx, .xlsm, .xls, .xlsb and .ods files to rows of text, behind the checks of `sniff`."""

from __future__ import annotations

import zipfile
from pathlib import Path

from leadbook.errors import IntakeError
from leadbook.intake.sheets.biff import OlderBiff, Protected, read_biff
from leadbook.intake.sheets.cells import SheetCells, book_rows
from leadbook.intake.sheets.compound import stream
from leadbook.intake.sheets.ods import read_ods
from leadbook.intake.sheets.sheetxml import read_sheets
from leadbook.intake.sheets.xlsb import read_xlsb
from leadbook.intake.sniff import check_zip, refuse
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
            raise _damaged(path)
        return read_biff(content)
    except OlderBiff as error:
        raise refuse("NOT-A-WORKBOOK", "This is an Excel workbook of before 1993, not a list.", path,
                     "Open it in LibreOffice and save it as .xlsx.") from error  # fmt: skip
    except Protected as error:
        raise _protected(path) from error
    except ValueError as error:
        raise _damaged(path) from error


def _from_xlsb(path: Path) -> list[SheetCells]:
    """Sheets of an .xlsb."""
    try:
        with zipfile.ZipFile(path) as archive:
            return read_xlsb(archive)
    except (ValueError, KeyError, zipfile.BadZipFile) as error:
        raise _damaged(path) from error


def _from_ods(path: Path) -> list[SheetCells]:
    """Sheets of an .ods."""
    try:
        return read_ods(path)
    except (ValueError, KeyError, OverflowError, RecursionError, zipfile.BadZipFile) as error:
        raise _damaged(path) from error


def _protected(path: Path) -> IntakeError:
    return refuse("ENCRYPTED", "The workbook is protected by a password.", path,
                  "Open it with its password, save a copy without one, and import the copy.")  # fmt: skip


def _damaged(path: Path) -> IntakeError:
    return refuse("CORRUPT", "The workbook is damaged or was not copied whole.", path,
                  "Open it in the program it came from, save it again, and import that.")  # fmt: skip
