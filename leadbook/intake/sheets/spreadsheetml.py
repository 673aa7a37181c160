"""A workbook as XML (SpreadsheetML 2003), as many programs write it under the name .xls, to rows of text."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from leadbook.errors import IntakeError
from leadbook.intake.sheets.cells import LAST_COLUMN, LAST_ROW, Room, SheetCells, book_rows
from leadbook.intake.sheets.numberforms import NumberForm, elapsed_text, number_form, shown
from leadbook.intake.sheets.sheetscan import SAFE
from leadbook.intake.sniff import refuse
from leadbook.intake.source import RawRows

_MIDNIGHT = re.compile(r"T00:00:00(?:\.0+)?$")
_FRACTION = re.compile(r"(:\d\d)\.\d+$")
_NO_DAY = "1899-12-31T"
_NAMED = {"Percent": "0%", "General Number": "", "Fixed": "0.00", "Standard": "#,##0.00", "Scientific": "0.00E+00"}


def read_spreadsheetml(path: Path) -> dict[str, RawRows]:
    """Rows of every worksheet by name, hidden ones said to be so.

    Raises:
        IntakeError: the XML is damaged, or declares entities.
    """
    data = path.read_bytes()
    if re.search(rb"<!(DOCTYPE|ENTITY)", data.replace(b"\x00", b""), re.IGNORECASE):
        raise refuse("UNSAFE-XML", "The workbook holds XML that could harm this computer.", path,
                     "Open it in the program it came from and save it as .xlsx.")  # fmt: skip
    try:
        root = etree.fromstring(data.lstrip(), etree.XMLParser(**SAFE))  # type: ignore[arg-type]
    except etree.XMLSyntaxError as error:
        raise _corrupt(path) from error
    forms, room = _forms(root), Room()
    try:
        return book_rows([_Reader(forms, room).read(sheet) for sheet in root.iter("{*}Worksheet")], "xml")
    except (ValueError, OverflowError) as error:
        raise _corrupt(path) from error


def _corrupt(path: Path) -> IntakeError:
    return refuse("CORRUPT", "The workbook is damaged or was not copied whole.", path,
                  "Open it in the program it came from, save it as .xlsx, and import that.")  # fmt: skip


def _said(element: etree._Element, name: str) -> str:
    """An attribute, whatever its namespace; "" when it is not there."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def _forms(root: etree._Element) -> dict[str, NumberForm]:
    """Form of numbers by the name of a style."""
    forms = {}
    for style in root.iter("{*}Style"):
        form = next(style.iterchildren("{*}NumberFormat"), None)
        code = _said(form, "Format") if form is not None else ""
        forms[_said(style, "ID")] = number_form(0, _NAMED.get(code, code))
    return forms


class _Reader:
    """Reads one worksheet."""

    def __init__(self, forms: dict[str, NumberForm], room: Room) -> None:
        self._forms, self._room = forms, room
        self._cells = SheetCells("")
        self._columns: dict[int, str] = {}

    def read(self, sheet: etree._Element) -> SheetCells:
        """The cells of a worksheet."""
        cells = self._cells = SheetCells(_said(sheet, "Name"), marked=True, room=self._room)
        hidden = ("SheetHidden", "SheetVeryHidden")
        cells.hidden = any((mark.text or "").strip() in hidden for mark in sheet.iter("{*}Visible"))
        row = 0
        for table in sheet.iterchildren("{*}Table"):
            self._columns = _column_styles(table)
            for element in table.iterchildren("{*}Row"):
                row = int(_said(element, "Index") or row + 1)
                if _said(element, "Hidden") == "1" and len(element):
                    cells.note("hidden_rows_included")
                if row <= LAST_ROW:
                    self._row(element, row)
                row += int(_said(element, "Span") or 0)
        return cells

    def _row(self, element: etree._Element, row: int) -> None:
        """The cells of a row."""
        column = -1
        for cell in element.iterchildren("{*}Cell"):
            index = _said(cell, "Index")
            column = int(index) - 1 if index else column + 1
            across, down = int(_said(cell, "MergeAcross") or 0), int(_said(cell, "MergeDown") or 0)
            style = _said(cell, "StyleID") or _said(element, "StyleID") or self._columns.get(column, "")
            if column <= LAST_COLUMN:
                self._cells.put(row, column, self._text(cell, row, column, self._forms.get(style) or NumberForm()))
            if down > 0:
                self._cells.merged.append((row, column, row + down, column + across))
            column += max(across, 0)

    def _text(self, cell: etree._Element, row: int, column: int, form: NumberForm) -> str:
        """Text of a cell as a person sees it."""
        data = next(cell.iterchildren("{*}Data"), None)
        is_formula = bool(_said(cell, "Formula"))
        if data is None:
            if is_formula:
                self._cells.troubles.append((row, column, "formula_without_value"))
            return ""
        kind, text = _said(data, "Type"), str(data.xpath("string()"))
        if kind == "Error":
            self._cells.troubles.append((row, column, "error_value"))
            return ""
        if is_formula and text:
            self._cells.note("formula_values_used")
        if kind == "Number" and text.strip():
            value = float(text)
            if abs(value) >= 1e15:
                self._cells.note("precision_lost")
            return shown(value, form) if value - value == 0 else text
        if kind == "DateTime":
            return _date(text.strip(), form)
        if kind == "Boolean":
            return "TRUE" if text.strip() in ("1", "true") else "FALSE"
        return text


def _date(text: str, form: NumberForm) -> str:
    """A date without a midnight and without parts of a second; a time of day without its day."""
    if text.startswith(_NO_DAY):
        return _FRACTION.sub(r"\1", text.removeprefix(_NO_DAY))
    if form.is_elapsed and text.startswith("1900-01-"):
        day, _, clock = text.partition("T")
        hours, minutes, seconds = (float(part) for part in clock.split(":"))
        return elapsed_text(int(day[-2:]) + (hours * 3600 + minutes * 60 + seconds) / 86400) or text
    return _FRACTION.sub(r"\1", _MIDNIGHT.sub("", text))


def _column_styles(table: etree._Element) -> dict[int, str]:
    """Style by column, for cells and rows that have none."""
    styles: dict[int, str] = {}
    at = -1
    for column in table.iterchildren("{*}Column"):
        at = int(_said(column, "Index") or at + 2) - 1
        for place in range(at, min(at + int(_said(column, "Span") or 0), LAST_COLUMN) + 1):
            styles[place] = _said(column, "StyleID")
        at = min(at + int(_said(column, "Span") or 0), LAST_COLUMN)
    return styles
