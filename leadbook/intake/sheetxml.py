"""Sheets of .xlsx and .xlsm files read cell by cell: what a person saw, and what could not be seen."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from leadbook.intake.numberforms import NumberForm, date_text, number_form, number_text
from leadbook.intake.sniff import refuse

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"^([A-Za-z]{1,3})(\d+)$")
_EXACT = 10**15


@dataclass(slots=True)
class SheetCells:
    """The filled cells of one sheet.

    Args:
        rows: row number → column from 0 → text.
        troubles: (row, column, code) of cells without a usable value.
        merged: (first row, first column, last row, last column) of merged areas.
        codes: warnings about the sheet as a whole.
    """

    name: str
    hidden: bool = False
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    troubles: list[tuple[int, int, str]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)


def read_sheets(path: Path) -> list[SheetCells]:
    """All worksheets of a workbook in tab order; the zip was checked before.

    Raises:
        IntakeError: the workbook's parts are damaged.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _Workbook(archive).sheets()
    except (etree.XMLSyntaxError, zipfile.BadZipFile, KeyError, IndexError, ValueError, OverflowError) as error:
        raise refuse(
            "CORRUPT", "The workbook is damaged or was not copied whole.", path,
            "Open it in the program it came from, save it again, and import that.",
        ) from error  # fmt: skip


def column_number(letters: str) -> int:
    """Position from 0 of a column by its letters.

    >>> column_number("A"), column_number("XFD")
    (0, 16383)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


class _Workbook:
    """The parts of one workbook that are shared by its sheets."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {name.lower().lstrip("/"): name for name in archive.namelist()}
        self._path = self._main_part()
        self._targets = self._relations(self._path)
        root = self._root(self._path)
        properties = next(_all(root, "workbookPr"), None)
        self._since_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        self._sheets = list(_all(root, "sheet"))
        self._strings = self._shared_strings()
        self._forms = self._number_forms()

    def sheets(self) -> list[SheetCells]:
        """Every worksheet; other kinds of sheets are left out."""
        result = []
        for sheet in self._sheets:
            target = self._targets.get(_relation_id(sheet), ("", ""))
            if not target[0].endswith("/worksheet") or target[1].lower() not in self._names:
                continue
            cells = SheetCells(sheet.get("name") or "", sheet.get("state") in ("hidden", "veryHidden"))
            if any(name.startswith("xl/externallinks/") for name in self._names):
                cells.codes.append("external_links_not_followed")
            with self._open(target[1]) as part:
                _SheetReader(cells, self._strings, self._forms, self._since_1904).read(part)
            result.append(cells)
        return result

    def _open(self, name: str) -> zipfile.ZipExtFile:
        """A part by its name, which may differ in case."""
        return self._archive.open(self._names[name.lower()])  # type: ignore[return-value]

    def _root(self, name: str) -> etree._Element:
        with self._open(name) as part:
            return etree.parse(io.BytesIO(part.read()), _parser()).getroot()

    def _main_part(self) -> str:
        """The part that lists the sheets."""
        if "_rels/.rels" in self._names:
            for kind, target in self._relations("").values():
                if kind.endswith("/officeDocument") and target.lower() in self._names:
                    return target
        return "xl/workbook.xml"

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Relation id → kind and target part."""
        folder, _, name = part.rpartition("/")
        rels = f"{folder}/_rels/{name}.rels".lstrip("/") if part else "_rels/.rels"
        if rels.lower() not in self._names:
            return {}
        found = {}
        for relation in _all(self._root(rels), "Relationship"):
            target = (relation.get("Target") or "").replace("\\", "/")
            whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[relation.get("Id") or ""] = (relation.get("Type") or "", whole)
        return found

    def _part_of_kind(self, kind: str) -> str:
        """Name of the part that the workbook relates to, "" when there is none."""
        return next((t for k, t in self._targets.values() if k.endswith(kind) and t.lower() in self._names), "")

    def _shared_strings(self) -> list[str]:
        """Texts that cells point to."""
        name = self._part_of_kind("/sharedStrings")
        if not name:
            return []
        texts = []
        with self._open(name) as part:
            for _, item in etree.iterparse(part, events=("end",), tag="{*}si", **_SAFE):
                texts.append(_rich_text(item))
                item.clear()
        return texts

    def _number_forms(self) -> list[NumberForm]:
        """Form of numbers by cell style."""
        name = self._part_of_kind("/styles")
        if not name:
            return []
        root = self._root(name)
        codes = {int(f.get("numFmtId") or 0): f.get("formatCode") or "" for f in _all(root, "numFmt")}
        styles = next(_all(root, "cellXfs"), None)
        ids = [int(style.get("numFmtId") or 0) for style in _all(styles, "xf")] if styles is not None else []
        return [number_form(number, codes.get(number, "")) for number in ids]


class _SheetReader:
    """Reads one sheet part as a stream."""

    def __init__(self, cells: SheetCells, strings: list[str], forms: list[NumberForm], since_1904: bool) -> None:
        self._cells, self._strings, self._forms, self._since_1904 = cells, strings, forms, since_1904
        self._codes: set[str] = set()

    def read(self, part: zipfile.ZipExtFile) -> None:
        """Fill the sheet's cells."""
        number = 0
        for _, element in etree.iterparse(part, events=("end",), tag=("{*}row", "{*}mergeCell"), **_SAFE):
            if element.tag.endswith("}mergeCell"):
                self._merge(element.get("ref") or "")
                continue
            number = int(element.get("r") or number + 1)
            if element.get("hidden") in ("1", "true") and len(element):
                self._codes.add("hidden_rows_included")
            self._row(element, number)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
        self._cells.codes.extend(sorted(self._codes))

    def _row(self, row: etree._Element, number: int) -> None:
        column = -1
        found: dict[int, str] = {}
        for cell in row:
            reference = _REFERENCE.match(cell.get("r") or "")
            column = column_number(reference.group(1)) if reference else column + 1
            text = self._cell(cell, number, column)
            if text:
                found[column] = text
        if found:
            self._cells.rows[number] = found

    def _cell(self, cell: etree._Element, row: int, column: int) -> str:
        """Text of one cell, "" when it holds nothing that can be read."""
        kind = cell.get("t") or "n"
        value = formula = inline = None
        for child in cell:
            name = etree.QName(child).localname
            value = child if name == "v" else value
            formula = child if name == "f" else formula
            inline = child if name == "is" else inline
        if kind == "inlineStr" and inline is not None:
            return _rich_text(inline)
        raw = (value.text or "") if value is not None else ""
        if formula is not None:
            if value is None or (not raw and kind != "str"):
                self._cells.troubles.append((row, column, "formula_without_value"))
                return ""
            self._codes.add("formula_values_used")
        if kind == "e":
            self._cells.troubles.append((row, column, "error_value"))
            return ""
        return self._value(kind, raw, cell.get("s") or "0", (row, column))

    def _value(self, kind: str, raw: str, style: str, at: tuple[int, int]) -> str:
        """Text of a value by its type."""
        if kind == "s":
            return self._strings[int(raw)] if raw.strip() else ""
        if kind == "str":
            return _unescape(raw)
        if kind == "b":
            return "TRUE" if raw.strip() in ("1", "true") else "FALSE"
        if kind == "d":
            return raw.removesuffix("Z").removesuffix("T00:00:00")
        return self._number(raw, style, at) if raw.strip() else ""

    def _number(self, raw: str, style: str, at: tuple[int, int]) -> str:
        """Text of a number as its format shows it."""
        number = float(raw)
        form = self._forms[int(style)] if int(style) < len(self._forms) else NumberForm()
        if form.is_date:
            text = date_text(number, self._since_1904)
            if text is None:
                self._cells.troubles.append((*at, "impossible_date"))
            return text or ""
        if abs(number) >= _EXACT:
            self._codes.add("precision_lost")
        text = number_text(number)
        return text.zfill(form.zeros) if form.zeros and text.isdigit() else text

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        a, b = _REFERENCE.match(first), _REFERENCE.match(last or first)
        if a and b:
            self._cells.merged.append(
                (int(a.group(2)), column_number(a.group(1)), int(b.group(2)), column_number(b.group(1)))
            )


_SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": True}


def _parser() -> etree.XMLParser:
    """A parser that follows nothing."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def _all(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """All elements of a name in any namespace (transitional and strict)."""
    return root.iter(f"{{*}}{name}")


def _relation_id(sheet: etree._Element) -> str:
    """The relation of a sheet, whatever the namespace of its attribute."""
    return next((str(value) for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")


def _rich_text(item: etree._Element) -> str:
    """Text of a string with runs, without its phonetic guide."""
    parts = []
    for child in item:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if name == "t":
            parts.append(child.text or "")
        elif name == "r":
            parts.extend(t.text or "" for t in child if isinstance(t.tag, str) and etree.QName(t).localname == "t")
    return _unescape("".join(parts))


def _unescape(text: str) -> str:
    """Characters that a sheet stores as _xHHHH_."""
    return _ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), text) if "_x" in text else text
