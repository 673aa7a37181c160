"""Sheets of .xlsx, .xlsm, .xls, .xlsb and .ods files to rows of text, behind the checks of `sniff`."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from leadbook.errors import IntakeError
from leadbook.intake.sheets.biff import OlderBiff, Protected, read_biff
from leadbook.intake.sheets.cells import SheetCells, to_rows
from leadbook.intake.sheets.compound import stream
from leadbook.intake.sheets.numberforms import number_text
from leadbook.intake.sheets.ods import read_ods
from leadbook.intake.sheets.sheetxml import read_sheets
from leadbook.intake.sheets.xlsb import read_xlsb
from leadbook.intake.sniff import MAX_ROWS, check_zip, refuse
from leadbook.intake.source import RawRows

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def read_workbook(path: Path, kind: str) -> dict[str, RawRows]:
    """Rows of every sheet by name, in tab order, hidden ones said to be so; a sheet without a filled cell has no rows.

    Raises:
        IntakeError: damaged, protected, hostile or too large.
    """
    if kind != "xls":
        check_zip(path)
    if kind == "xlsx":
        return _from_xml(path)
    if kind == "xls" and (found := _from_biff(path)) is not None:
        return found
    if kind == "xlsb":
        return _from_xlsb(path)
    if kind == "ods":
        return _from_ods(path)
    return _from_calamine(path, kind)


def _from_xml(path: Path) -> dict[str, RawRows]:
    """Sheets of .xlsx and .xlsm."""
    return _as_rows(read_sheets(path), "xlsx")


def _from_biff(path: Path) -> dict[str, RawRows] | None:
    """Sheets of an .xls; None for one of Excel 5 or 95, whose sheets cannot be large."""
    try:
        content = stream(path.read_bytes(), ("Workbook", "Book"))
        return None if content is None else _as_rows(read_biff(content), "xls")
    except OlderBiff:
        return None
    except Protected as error:
        raise _protected(path) from error
    except ValueError as error:
        raise _damaged(path) from error


def _from_xlsb(path: Path) -> dict[str, RawRows]:
    """Sheets of an .xlsb."""
    try:
        with zipfile.ZipFile(path) as archive:
            sheets = read_xlsb(archive)
    except (ValueError, KeyError, zipfile.BadZipFile) as error:
        raise _damaged(path) from error
    return _as_rows(sheets, "xlsb")


def _from_ods(path: Path) -> dict[str, RawRows]:
    """Sheets of an .ods."""
    try:
        sheets = read_ods(path)
    except (ValueError, KeyError, OverflowError, RecursionError, zipfile.BadZipFile) as error:
        raise _damaged(path) from error
    return _as_rows(sheets, "ods")


def _protected(path: Path) -> IntakeError:
    return refuse("ENCRYPTED", "The workbook is protected by a password.", path,
                  "Open it with its password, save a copy without one, and import the copy.")  # fmt: skip


def _damaged(path: Path) -> IntakeError:
    return refuse("CORRUPT", "The workbook is damaged or was not copied whole.", path,
                  "Open it in the program it came from, save it again, and import that.")  # fmt: skip


def _as_rows(sheets: list[SheetCells], kind: str) -> dict[str, RawRows]:
    """Cells as rows by the name of their sheet."""
    hidden = any(sheet.hidden and sheet.rows for sheet in sheets)
    result = {}
    for sheet in sheets:
        result[sheet.name] = raw = to_rows(sheet, f"{kind}: {sheet.name}")
        if hidden and not sheet.hidden:
            raw.warnings.append("hidden_sheets_ignored")
    return result


def _from_calamine(path: Path, kind: str) -> dict[str, RawRows]:
    """Sheets of the other kinds."""
    import python_calamine as calamine

    sheets: dict[str, RawRows] = {}
    hidden = 0
    try:
        book = calamine.CalamineWorkbook.from_path(str(path))
        for meta in book.sheets_metadata:
            if meta.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            sheets[meta.name] = raw = _rows(book.get_sheet_by_name(meta.name), f"{kind}: {meta.name}")
            raw.hidden = meta.visible != calamine.SheetVisibleEnum.Visible
            hidden += raw.hidden and bool(raw.rows)
    except calamine.PasswordError as error:
        raise _protected(path) from error
    except (calamine.CalamineError, OSError, ValueError, KeyError, OverflowError) as error:
        raise _damaged(path) from error
    if hidden:
        for raw in sheets.values():
            raw.warnings.extend(["hidden_sheets_ignored"] * (not raw.hidden))
    return sheets


def cell_text(value: object) -> str:
    """A cell's value as a person would read it: whole numbers without ".0", dates in ISO form."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float | int):
        return number_text(float(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(timespec="seconds")
    if isinstance(value, dt.time):
        return value.isoformat(timespec="seconds")
    return str(value)


def _rows(sheet: CalamineSheet, source: str) -> RawRows:
    """The filled area of one sheet; numbers are those of its rows."""
    raw = RawRows([], [], [], [], [], source, ragged=False)
    start = sheet.start
    if start is None:
        return raw
    first_row, first_column = start
    pad = [""] * first_column
    for number, values in enumerate(sheet.iter_rows(), start=1):
        if number > MAX_ROWS + 1:
            break
        row = [cell_text(value) for value in values]
        if any("\x00" <= char < " " and char not in "\t\n\r" for cell in row for char in cell):
            row = [_CONTROLS.sub("", cell) for cell in row]
            raw.warnings.append("control_chars_removed")
        raw.rows.append(row)
        raw.numbers.append(number)
    return _settle(raw, first_row, pad)


def _settle(raw: RawRows, first_row: int, pad: list[str]) -> RawRows:
    """Number the rows as in the sheet, whether or not the reader began at the first filled cell."""
    blank_top = 0
    while blank_top < len(raw.rows) and not any(cell.strip() for cell in raw.rows[blank_top]):
        blank_top += 1
    if raw.rows and blank_top < first_row:
        raw.numbers = [number + first_row - blank_top for number in raw.numbers]
        raw.rows = [[*pad, *row] for row in raw.rows]
    return raw
