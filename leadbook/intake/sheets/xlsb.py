"""Sheets of .xlsb files (MS-XLSB), cell by cell, so that a far cell costs nothing."""

from __future__ import annotations

import posixpath
import struct
import zipfile
from collections.abc import Iterator

from lxml import etree

from leadbook.intake.sheets.biff import unpacked
from leadbook.intake.sheets.cells import Room, SheetCells
from leadbook.intake.sheets.numberforms import NumberForm, cell_number, is_rounded, number_form
from leadbook.intake.sheets.sheetscan import SAFE
from leadbook.intake.sniff import part_names

_ROW, _RK, _ERROR, _BOOL, _REAL, _TEXT, _SHARED = 0, 2, 3, 4, 5, 6, 7
_FORMULAS = {8: _TEXT, 9: _REAL, 10: _BOOL, 11: _ERROR}
_SHORT = {13: _RK, 14: _ERROR, 15: _BOOL, 16: _REAL, 17: _TEXT, 18: _SHARED}
_BLANKS = {1: False, 12: True}
_RICH, _SHARED_ITEM, _FORMAT, _XF, _PROPERTIES, _SHEET, _MERGED = 62, 19, 44, 47, 153, 156, 176
_BEGIN_XFS, _END_XFS = 617, 618
_HIDDEN_ROW = 0x10
_NULL = 0xFFFFFFFF


def read_xlsb(archive: zipfile.ZipFile) -> list[SheetCells]:
    """All worksheets of a workbook in tab order; the zip was checked before.

    Raises:
        ValueError, KeyError: its parts are damaged.
    """
    try:
        return _Workbook(archive).sheets()
    except (struct.error, IndexError, etree.XMLSyntaxError) as error:
        raise ValueError("damaged records") from error


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and content of the records of a part."""
    at, end = 0, len(data)
    while at < end:
        kind, at = data[at], at + 1
        if kind & 0x80:
            kind, at = (kind & 0x7F) | (data[at] & 0x7F) << 7, at + 1
        size = shift = 0
        while True:
            part, at = data[at], at + 1
            size |= (part & 0x7F) << shift
            shift += 7
            if not part & 0x80 or shift == 28:
                break
        if at + size > end:
            raise ValueError("record behind the end")
        yield kind, data[at : at + size]
        at += size


def _text(body: bytes, at: int) -> tuple[str, int]:
    """A text with its length in front, and where it ends."""
    (length,) = struct.unpack_from("<I", body, at)
    if length == _NULL:
        return "", at + 4
    end = at + 4 + 2 * length
    if end > len(body):
        raise ValueError("text behind the end")
    return body[at + 4 : end].decode("utf-16-le", "replace"), end


class _Workbook:
    """The parts that sheets share."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = part_names(archive)
        self._strings = [_text(body, 1)[0] for kind, body in self._part("xl/sharedstrings.bin") if kind == _SHARED_ITEM]
        self._forms = self._number_forms()

    def sheets(self) -> list[SheetCells]:
        """Every worksheet; other kinds of sheets are left out."""
        targets, since_1904, found, room = self._relations(), False, [], Room()
        read: set[str] = set()  # a part belongs to one sheet: many that share one would cost without end
        for kind, body in self._part("xl/workbook.bin"):
            if kind == _PROPERTIES:
                since_1904 = bool(body[0] & 1)
            elif kind == _SHEET:
                relation, at = _text(body, 8)
                sort, part = targets.get(relation, ("", ""))
                if sort.endswith("/worksheet") and part.lower() in self._names and part.lower() not in read:
                    read.add(part.lower())
                    hidden = struct.unpack_from("<I", body)[0] != 0
                    found.append((part.lower(), SheetCells(_text(body, at)[0], hidden, marked=True, room=room)))
        for part, cells in found:
            _SheetReader(cells, self._strings, self._forms, since_1904).read(self._part(part))
        return [cells for _, cells in found]

    def _part(self, name: str) -> Iterator[tuple[int, bytes]]:
        """The records of a part; none when it is not there."""
        return _records(self._archive.read(self._names[name])) if name in self._names else iter(())

    def _relations(self) -> dict[str, tuple[str, str]]:
        """Relation id → kind and target part."""
        name = self._names["xl/_rels/workbook.bin.rels"]
        root = etree.fromstring(self._archive.read(name), etree.XMLParser(**SAFE))  # type: ignore[arg-type]
        found = {}
        for one in root.iter("{*}Relationship"):
            target = (one.get("Target") or "").replace("\\", "/")
            whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            found[one.get("Id") or ""] = (one.get("Type") or "", whole)
        return found

    def _number_forms(self) -> list[NumberForm]:
        """Form of numbers by cell style."""
        codes: dict[int, str] = {}
        styles: list[int] = []
        inside = False
        for kind, body in self._part("xl/styles.bin"):
            if kind == _FORMAT:
                codes[struct.unpack_from("<H", body)[0]] = _text(body, 2)[0]
            elif kind in (_BEGIN_XFS, _END_XFS):
                inside = kind == _BEGIN_XFS
            elif kind == _XF and inside:
                styles.append(struct.unpack_from("<H", body, 2)[0])
        return [number_form(number, codes.get(number, "")) for number in styles]


class _SheetReader:
    """Reads the records of one sheet."""

    def __init__(self, cells: SheetCells, strings: list[str], forms: list[NumberForm], since_1904: bool) -> None:
        self._cells, self._strings, self._forms, self._since_1904 = cells, strings, forms, since_1904

    def read(self, records: Iterator[tuple[int, bytes]]) -> None:
        """Fill the sheet's cells."""
        row, column = 0, -1
        hidden: set[int] = set()
        for kind, body in records:
            if kind == _ROW:
                row, column = struct.unpack_from("<I", body)[0] + 1, -1
                if len(body) > 11 and body[11] & _HIDDEN_ROW:
                    hidden.add(row)
            elif kind == _MERGED:
                top, bottom, left, right = struct.unpack_from("<4I", body)
                self._cells.merged.append((top + 1, left, bottom + 1, right))
            elif kind in _SHORT or _BLANKS.get(kind):
                column += 1
                if kind in _SHORT:
                    self._cell(_SHORT[kind], body[4:], (row, column), _style(body, 0))
            elif 1 <= kind <= 11 or kind == _RICH:
                (column,) = struct.unpack_from("<I", body)
                if kind == _RICH:
                    self._cells.put(row, column, _text(body, 9)[0])
                elif kind != 1:
                    if kind in _FORMULAS:
                        self._cells.note("formula_values_used")
                    self._cell(_FORMULAS.get(kind, kind), body[8:], (row, column), _style(body, 4))
        if hidden & self._cells.rows.keys():
            self._cells.note("hidden_rows_included")

    def _cell(self, kind: int, value: bytes, at: tuple[int, int], style: int) -> None:
        """One cell by its kind."""
        if kind == _SHARED:
            self._cells.put(*at, self._strings[struct.unpack_from("<I", value)[0]])
        elif kind == _TEXT:
            self._cells.put(*at, _text(value, 0)[0])
        elif kind == _ERROR:
            self._cells.troubles.append((*at, "error_value"))
        elif kind == _BOOL:
            self._cells.put(*at, "TRUE" if value[0] else "FALSE")
        else:
            packed = kind == _RK
            number = unpacked(struct.unpack_from("<I", value)[0]) if packed else struct.unpack_from("<d", value)[0]
            self._number(number, at, style)

    def _number(self, value: float, at: tuple[int, int], style: int) -> None:
        """A number as its style shows it."""
        if value - value != 0:
            raise ValueError("no number")
        form = self._forms[style] if style < len(self._forms) else NumberForm()
        text = cell_number(value, form, self._since_1904)
        if text is None:
            self._cells.troubles.append((*at, "impossible_date"))
        elif is_rounded(value, form):
            self._cells.note("precision_lost")
        self._cells.put(*at, text or "")


def _style(body: bytes, at: int) -> int:
    """The cell style, which has three bytes."""
    return int.from_bytes(body[at : at + 3], "little")
