"""Sheets of .xlsx and .xlsm files read cell by cell: what a person saw, and what could not be seen."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from leadbook.intake.sheets.cells import Room, SheetCells, column_number
from leadbook.intake.sheets.celltexts import CellTexts, unescape
from leadbook.intake.sheets.numberforms import NumberForm, number_form
from leadbook.intake.sheets.sheetscan import SAFE, NotPlain, SheetScan, plain_strings
from leadbook.intake.sniff import damaged, part_names

_REFERENCE = re.compile(r"^\$?([A-Za-z]{1,3})\$?([0-9]{1,9})$")


def read_sheets(path: Path) -> list[SheetCells]:
    """All worksheets of a workbook in tab order; the zip was checked before.

    Raises:
        IntakeError: the workbook's parts are damaged.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _Workbook(archive).sheets()
    except (etree.XMLSyntaxError, zipfile.BadZipFile, KeyError, IndexError, ValueError, OverflowError) as error:
        raise damaged(path) from error


class _Workbook:
    """The parts of one workbook that are shared by its sheets."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = part_names(archive)
        self._path = self._main_part()
        self._targets = self._relations(self._path)
        root = self._root(self._path)
        properties = next(_all(root, "workbookPr"), None)
        self._since_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        self._sheets = list(_all(root, "sheet"))
        self._room = Room()
        self._texts = CellTexts(self._shared_strings(), self._number_forms(), self._since_1904)

    def sheets(self) -> list[SheetCells]:
        """Every worksheet; other kinds of sheets are left out."""
        result: list[SheetCells] = []
        read: set[str] = set()
        for sheet in self._sheets:
            target = self._targets.get(_relation_id(sheet), ("", ""))
            # a part belongs to one sheet: many sheets that share one would cost without end
            if not target[0].endswith("/worksheet") or target[1].lower() not in self._names or target[1] in read:
                continue
            read.add(target[1])
            result.append(self._cells(sheet, target[1]))
        return result

    def _cells(self, sheet: etree._Element, part_name: str) -> SheetCells:
        """The cells of one sheet: the fast way, or all of it by the parser."""
        for fast in (True, False):
            cells = SheetCells(sheet.get("name") or "", sheet.get("state") in ("hidden", "veryHidden"))
            cells.room = Room(self._room.left)
            cells.marked = self._texts.marked
            if any(name.startswith("xl/externallinks/") for name in self._names):
                cells.note("external_links_not_followed")
            reader = _SheetReader(cells, self._texts)
            with self._open(part_name) as part:
                try:
                    if fast:
                        SheetScan(cells, self._texts, reader.row).read(part)
                    else:
                        reader.read(part)
                except (NotPlain, UnicodeDecodeError):
                    if not fast:
                        raise
                    continue
            self._room = cells.room
            return cells
        raise AssertionError("one of the two ways returns")

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
        try:
            with self._open(name) as part:
                return plain_strings(part, _rich_text)
        except (NotPlain, UnicodeDecodeError):
            texts = []
        with self._open(name) as part:
            for _, item in etree.iterparse(part, events=("end",), tag="{*}si", **SAFE):
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
    """Reads one sheet part, or single rows of it, with the XML parser."""

    def __init__(self, cells: SheetCells, texts: CellTexts) -> None:
        self._cells, self._texts = cells, texts

    def read(self, part: zipfile.ZipExtFile) -> None:
        """Fill the sheet's cells."""
        number = last = 0
        self._cells.marked = True
        for _, element in etree.iterparse(part, events=("end",), tag=("{*}row", "{*}mergeCell"), **SAFE):
            if etree.QName(element).localname == "mergeCell":
                self._merge(element.get("ref") or "")
                continue
            number = int(element.get("r") or number + 1)
            if element.get("hidden") in ("1", "true") and len(element):
                self._cells.note("hidden_rows_included")
            if number in self._cells.rows:
                number = max(last, number) + 1  # two rows of one number: none is lost
            last = max(last, number)
            for column, text in self.row(element, number).items():
                self._cells.put(number, column, text)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]

    def row(self, row: etree._Element, number: int) -> dict[int, str]:
        """Column → text of the filled cells of a row."""
        column = -1
        found: dict[int, str] = {}
        for cell in row:
            if not isinstance(cell.tag, str):
                continue
            reference = _REFERENCE.match(cell.get("r") or "")
            column = column_number(reference.group(1)) if reference else column + 1
            text = self._cell(cell, number, column)
            if text:
                found[column] = text
        return found

    def _cell(self, cell: etree._Element, row: int, column: int) -> str:
        """Text of one cell, "" when it holds nothing that can be read."""
        kind = cell.get("t") or "n"
        value = formula = inline = None
        for child in cell:
            name = etree.QName(child).localname if isinstance(child.tag, str) else ""
            value = child if name == "v" else value
            formula = child if name == "f" else formula
            inline = child if name == "is" else inline
        if kind == "inlineStr" and inline is not None:
            return _rich_text(inline)
        raw = _text_of(value) if value is not None else ""
        if formula is not None:
            if value is None or (not raw and kind != "str"):
                self._cells.troubles.append((row, column, "formula_without_value"))
                return ""
            self._cells.note("formula_values_used")
        if kind == "e":
            self._cells.troubles.append((row, column, "error_value"))
            return ""
        return self._texts.text(kind, raw, cell.get("s"), (row, column), self._cells)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        a, b = _REFERENCE.match(first), _REFERENCE.match(last or first)
        if a and b:
            self._cells.merged.append(
                (int(a.group(2)), column_number(a.group(1)), int(b.group(2)), column_number(b.group(1)))
            )


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
            parts.append(_text_of(child))
        elif name == "r":
            parts.extend(_text_of(t) for t in child if isinstance(t.tag, str) and etree.QName(t).localname == "t")
    return unescape("".join(parts))


def _text_of(element: etree._Element) -> str:
    """The text of an element, also around a comment in it."""
    return str(element.xpath("string()")) if len(element) else element.text or ""
