"""Sheets of .ods files (OpenDocument), cell by cell: what is repeated without end is never laid out."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import IO

from lxml import etree

from leadbook.intake.sheets.cells import LAST_COLUMN, LAST_ROW, Room, SheetCells
from leadbook.intake.sheets.numberforms import NumberForm, is_rounded, number_text, shown
from leadbook.intake.sheets.sheetscan import SAFE
from leadbook.intake.sniff import protected, refuse

_MAX_REPEATED = 5_000
_MASKED = re.compile(r"[0-9+()/. \u00a0-]+")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[., \u00a0'’][0-9]{3})+")
_DURATION = re.compile(r"-?P(?:(\d+)D)?T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?")
_FRACTION = re.compile(r"(:\d\d)[.,]\d+$")
_TEXT_PARTS = {"tab": "\t", "line-break": "\n"}


def read_ods(path: Path) -> list[SheetCells]:
    """All sheets in tab order; the zip was checked before.

    Raises:
        IntakeError: ENCRYPTED, or TOO-LARGE, when filled rows or cells are repeated beyond what a list has.
        ValueError, KeyError: the parts are damaged.
    """
    with zipfile.ZipFile(path) as archive:
        manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in archive.namelist() else b""
        if b"encryption-data" in manifest:
            raise protected(path)
        with archive.open("content.xml") as part:
            try:
                return _Reader(path).read(part)
            except etree.XMLSyntaxError as error:
                raise ValueError("damaged XML") from error


def _said(element: etree._Element, name: str) -> str:
    """An attribute by its local name; "" when it is not there. What LibreOffice adds of its own does not count."""
    for key, value in element.attrib.items():
        space, _, local = str(key).rpartition("}")
        if local == name and "calcext" not in space and "loext" not in space:
            return str(value)
    return ""


class _Reader:
    """Reads the content of a workbook as a stream."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._sheets: list[SheetCells] = []
        self._hidden: set[str] = set()
        self._row = 0
        self._room = Room()

    def read(self, part: IO[bytes]) -> list[SheetCells]:
        """The sheets."""
        tags = ("{*}table", "{*}table-row", "{*}style")
        for event, element in etree.iterparse(part, events=("start", "end"), tag=tags, **SAFE):
            name = etree.QName(element).localname
            if event == "start":
                if name == "table" and "table:" in (etree.QName(element).namespace or ""):
                    hidden = _said(element, "style-name") in self._hidden
                    self._sheets.append(SheetCells(_said(element, "name"), hidden, marked=True, room=self._room))
                    self._row = 0
            elif name == "style":
                if any(_said(child, "display") == "false" for child in element if isinstance(child.tag, str)):
                    self._hidden.add(_said(element, "name"))
            elif name == "table-row" and self._sheets:
                self._add(element)
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
        return self._sheets

    def _add(self, row: etree._Element) -> None:
        """The cells of a row, and of those like it below."""
        cells = self._sheets[-1]
        count = _count(row, "number-rows-repeated")
        found = self._cells(row)
        if found and self._row < LAST_ROW:
            if count > _MAX_REPEATED:
                raise self._endless()
            for number in range(self._row + 1, self._row + count + 1):
                for column, text in found.items():
                    cells.put(number, column, text)
            if _said(row, "visibility") in ("collapse", "filter"):
                cells.note("hidden_rows_included")
        self._row += count

    def _endless(self) -> Exception:
        return refuse("TOO-LARGE", "A filled row or cell is repeated too often.", self._path, "Export the list as CSV.")

    def _cells(self, row: etree._Element) -> dict[int, str]:
        """Column → text of the filled cells of a row."""
        found: dict[int, str] = {}
        column = 0
        for cell in row:
            name = etree.QName(cell).localname if isinstance(cell.tag, str) else ""
            if name not in ("table-cell", "covered-table-cell"):
                continue
            count = _count(cell, "number-columns-repeated")
            text = self._text(cell, column)
            if text and name == "table-cell":
                if len(found) + count > LAST_COLUMN + 1:
                    raise self._endless()
                found.update(dict.fromkeys(range(column, column + count), text))
                down = _count(cell, "number-rows-spanned")
                if down > 1:
                    across = _count(cell, "number-columns-spanned")
                    self._sheets[-1].merged.append((self._row + 1, column, self._row + down, column + across - 1))
            column += count
        return found

    def _text(self, cell: etree._Element, column: int) -> str:
        """Text of a cell as a person sees it."""
        sheet, kind = self._sheets[-1], _said(cell, "value-type")
        if any(str(key).endswith("value-type") and value == "error" for key, value in cell.attrib.items()):
            sheet.troubles.append((self._row + 1, column, "error_value"))
            return ""
        if _said(cell, "formula"):
            if not kind:
                sheet.troubles.append((self._row + 1, column, "formula_without_value"))
                return ""
            sheet.note("formula_values_used")
        if kind in ("float", "currency", "percentage"):
            return self._number(float(_said(cell, "value")), kind, _paragraphs(cell))
        if kind == "date":
            return _FRACTION.sub(r"\1", _said(cell, "date-value")).removesuffix("T00:00:00")
        if kind == "time":
            return _clock(_said(cell, "time-value"))
        if kind == "boolean":
            return _said(cell, "boolean-value").upper()
        return _paragraphs(cell) or _said(cell, "string-value")

    def _number(self, value: float, kind: str, seen: str) -> str:
        """A number; as it is shown when it is shown with marks or zeros and all of its digits."""
        if value - value != 0:
            raise ValueError("no number")
        if kind == "percentage":
            return shown(value, NumberForm(percent=True))
        if is_rounded(value, NumberForm()):
            self._sheets[-1].note("precision_lost")
        text = number_text(value)
        digits = re.sub(r"[^0-9]", "", seen)
        if text.isdigit() and kind == "float" and digits.lstrip("0") == text and _MASKED.fullmatch(seen):
            return text if _THOUSANDS.fullmatch(seen) else seen.strip()
        return text


def _count(element: etree._Element, name: str) -> int:
    """How often a row or cell is repeated, or over how many it stands."""
    text = _said(element, name)
    return max(int(text), 1) if text else 1


def _clock(duration: str) -> str:
    """A duration in hours, minutes and seconds."""
    found = _DURATION.fullmatch(duration)
    if not found:
        return duration
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return f"{days * 24 + hours:02}:{minutes:02}:{seconds:02}"


def _paragraphs(cell: etree._Element) -> str:
    """The lines of a cell, without notes on it."""
    return "\n".join(
        _line(child) for child in cell if isinstance(child.tag, str) and etree.QName(child).localname == "p"
    )


def _line(element: etree._Element) -> str:
    """Text of a paragraph with its spaces, tabs and breaks."""
    if not len(element):
        return element.text or ""
    parts = [element.text or ""]
    for child in element:
        name = etree.QName(child).localname if isinstance(child.tag, str) else "annotation"
        if name == "s":
            parts.append(" " * min(_count(child, "c"), 1000))
        elif name in _TEXT_PARTS:
            parts.append(_TEXT_PARTS[name])
        elif name not in ("annotation", "ruby-text"):
            parts.append(_line(child))
        parts.append(child.tail or "")
    return "".join(parts)
