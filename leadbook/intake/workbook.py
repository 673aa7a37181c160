"""Sheets of .xlsx, .xlsm, .xls, .xlsb and .ods files to rows of text, behind the checks of `sniff`."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from pathlib import Path
from typing import Any

from leadbook.intake.sniff import MAX_COLUMNS, MAX_ROWS, check_zip, refuse
from leadbook.intake.source import RawRows

_MAX_BOX = 60_000_000
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"')
_REPEATED = re.compile(rb'number-(rows|columns)-repeated="(\d+)"')
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def read_workbook(path: Path, kind: str) -> dict[str, RawRows]:
    """Rows of every visible sheet by name, in tab order; a sheet without a filled cell has no rows.

    Raises:
        IntakeError: damaged, protected, hostile or too large.
    """
    if kind != "xls":
        check_zip(path)
        _check_box(path, kind)
    import python_calamine as calamine

    sheets: dict[str, RawRows] = {}
    hidden = 0
    try:
        book = calamine.CalamineWorkbook.from_path(str(path))
        for meta in book.sheets_metadata:
            if meta.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            if meta.visible != calamine.SheetVisibleEnum.Visible:
                hidden += 1
                continue
            sheets[meta.name] = _rows(book.get_sheet_by_name(meta.name), f"{kind}: {meta.name}")
    except calamine.PasswordError as error:
        raise refuse("ENCRYPTED", "The workbook is protected by a password.", path,
                     "Open it with its password, save a copy without one, and import the copy.") from error  # fmt: skip
    except (calamine.CalamineError, OSError, ValueError, KeyError, OverflowError) as error:
        raise refuse("CORRUPT", "The workbook is damaged or was not copied whole.", path,
                     "Open it in the program it came from, save it again, and import that.") from error  # fmt: skip
    if hidden:
        for raw in sheets.values():
            raw.warnings.append("hidden_sheets_ignored")
    return sheets


def cell_text(value: Any) -> str:
    """A cell's value as a person would read it: whole numbers without ".0", dates in ISO form."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float | int):
        return number_text(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, dt.time):
        return value.isoformat(timespec="seconds")
    return str(value)


def number_text(value: float | int) -> str:
    """A number without exponent and without a needless fraction.

    >>> number_text(415555013.0), number_text(0.25), number_text(1e21)
    ('415555013', '0.25', '1000000000000000000000')
    """
    if float(value).is_integer():
        return str(int(value))
    text = repr(float(value))
    return f"{float(value):.15f}".rstrip("0") if "e" in text else text


def _rows(sheet: Any, source: str) -> RawRows:
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


def _check_box(path: Path, kind: str) -> None:
    """Refuse a workbook whose few cells span an area that would exhaust the memory."""
    if kind == "xlsb":
        return
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if kind == "xlsx" and re.match(r"^/?xl/worksheets/[^/]+\.xml$", name):
                rows, columns = _extent(archive.read(name))
            elif kind == "ods" and name == "content.xml":
                repeated = [int(count) for _, count in _REPEATED.findall(archive.read(name))]
                rows, columns = min(sum(repeated), MAX_ROWS), 1
            else:
                continue
            if rows * columns > _MAX_BOX or columns > MAX_COLUMNS:
                raise refuse(
                    "TOO-LARGE", "Single cells stand so far away that the sheet would fill the memory.", path,
                    "Copy the list into a new workbook, or export it as CSV.",
                )  # fmt: skip


def _extent(data: bytes) -> tuple[int, int]:
    """Last row and last column of the cells of a sheet part."""
    rows = columns = 0
    for letters, digits in _CELL.findall(data):
        rows = max(rows, int(digits))
        if len(letters) > 1 or columns < 26:
            number = 0
            for letter in letters:
                number = number * 26 + letter - 64
            columns = max(columns, number)
    return rows, columns
