"""Sheets of .xls files of Excel 97 to 2003 (BIFF8, MS-XLS), cell by cell, so that a far cell costs nothing."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from leadbook.intake.sheets.cells import SheetCells
from leadbook.intake.sheets.numberforms import NumberForm, cell_number, is_rounded, number_form

_BOF, _EOF, _FILEPASS, _CONTINUE = 0x0809, 0x000A, 0x002F, 0x003C
_BOUNDSHEET, _SST, _FORMAT, _XF, _DATEMODE = 0x0085, 0x00FC, 0x041E, 0x00E0, 0x0022
_LABELSST, _NUMBER, _RK, _MULRK, _FORMULA, _STRING = 0x00FD, 0x0203, 0x027E, 0x00BD, 0x0006, 0x0207
_BOOLERR, _LABEL, _RSTRING, _MERGED, _ROW = 0x0205, 0x0204, 0x00D6, 0x00E5, 0x0208
_BIFF8, _WORKSHEET, _HIDDEN_ROW = 0x0600, 0, 0x20
_MAX_TEXT = 1 << 16


class Protected(ValueError):
    """The workbook asks for a password."""


class OlderBiff(ValueError):
    """The workbook is of Excel 5 or 95, which is not read here."""


@dataclass(slots=True)
class _Book:
    """What all sheets share."""

    sheets: list[tuple[int, str, bool]] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)
    codes: dict[int, str] = field(default_factory=dict)
    formats: list[int] = field(default_factory=list)
    since_1904: bool = False
    forms: list[NumberForm] = field(default_factory=list)


def read_biff(data: bytes) -> list[SheetCells]:
    """All worksheets of the stream "Workbook" in tab order.

    Raises:
        Protected, OlderBiff: see there.
        ValueError: the stream is damaged.
    """
    try:
        book = _globals(data)
        book.forms = [number_form(number, book.codes.get(number, "")) for number in book.formats]
        return [_SheetReader(book, SheetCells(name, hidden, marked=True)).read(data, at)
                for at, name, hidden in book.sheets]  # fmt: skip
    except (struct.error, IndexError) as error:
        raise ValueError("damaged records") from error


def _records(data: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Kind and content of the records from a place on."""
    while at + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, at)
        if at + 4 + length > len(data):
            raise ValueError("record behind the end")
        yield kind, data[at + 4 : at + 4 + length]
        at += 4 + length


def _globals(data: bytes) -> _Book:
    """The first part of the stream."""
    book, last, pieces = _Book(), 0, []
    for place, (kind, body) in enumerate(_records(data, 0)):
        if place == 0 and (kind != _BOF or struct.unpack_from("<H", body)[0] != _BIFF8):
            raise OlderBiff
        if kind == _FILEPASS:
            raise Protected
        if kind == _BOUNDSHEET:
            at, state, sort = struct.unpack_from("<IBB", body)
            if sort == _WORKSHEET:
                book.sheets.append((at, _text(body, 6, 1), bool(state & 3)))
        elif kind == _FORMAT:
            book.codes[struct.unpack_from("<H", body)[0]] = _text(body, 2, 2)
        elif kind == _XF:
            book.formats.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == _DATEMODE:
            book.since_1904 = struct.unpack_from("<H", body)[0] == 1
        elif kind == _SST or (kind == _CONTINUE and last == _SST):
            pieces.append(body)
            kind = _SST
        elif kind == _EOF:
            break
        last = kind
    if pieces:
        book.strings = _Strings(pieces).all()
    return book


def _text(body: bytes, at: int, size: int) -> str:
    """A text with its length in `size` bytes in front."""
    length = int.from_bytes(body[at : at + size], "little")
    wide = body[at + size] & 1
    start = at + size + 1
    if wide:
        return body[start : start + 2 * length].decode("utf-16-le", "replace")
    return body[start : start + length].decode("latin-1")


class _Strings:
    """The shared texts, which run over the ends of records."""

    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces = pieces
        self._piece, self._at = 0, 8

    def all(self) -> list[str]:
        """The texts in their order."""
        (count,) = struct.unpack_from("<I", self._pieces[0], 4)
        texts: list[str] = []
        while len(texts) < count and self._left():
            texts.append(self._one())
        return texts

    def _left(self) -> bool:
        """Whether there is more; goes on to the next record at the end of one."""
        while self._at >= len(self._pieces[self._piece]):
            if self._piece + 1 >= len(self._pieces):
                return False
            self._piece, self._at = self._piece + 1, 0
        return True

    def _bytes(self, count: int) -> bytes:
        """The next bytes, over the ends of records."""
        found = b""
        while len(found) < count:
            if not self._left():
                raise ValueError("texts break off")
            part = self._pieces[self._piece][self._at : self._at + count - len(found)]
            self._at += len(part)
            found += part
        return found

    def _one(self) -> str:
        """One text; where it goes on in another record, that begins with how its letters are stored."""
        length, flags = struct.unpack("<HB", self._bytes(3))
        runs = struct.unpack("<H", self._bytes(2))[0] if flags & 8 else 0
        extra = struct.unpack("<I", self._bytes(4))[0] if flags & 4 else 0
        parts, wide = [], flags & 1
        while length:
            if self._at >= len(self._pieces[self._piece]):
                if not self._left():
                    raise ValueError("texts break off")
                wide = self._bytes(1)[0] & 1
            size = 2 if wide else 1
            here = min(length, (len(self._pieces[self._piece]) - self._at) // size)
            if not here:
                raise ValueError("half a letter")
            parts.append(self._bytes(here * size).decode("utf-16-le" if wide else "latin-1", "replace"))
            length -= here
        self._skip(4 * runs + extra)
        return "".join(parts)

    def _skip(self, count: int) -> None:
        while count:
            if not self._left():
                raise ValueError("texts break off")
            step = min(count, len(self._pieces[self._piece]) - self._at)
            self._at += step
            count -= step


class _SheetReader:
    """Reads the records of one sheet."""

    def __init__(self, book: _Book, cells: SheetCells) -> None:
        self._book, self._cells = book, cells
        self._waiting: tuple[int, int] | None = None
        self._hidden: set[int] = set()

    def read(self, data: bytes, at: int) -> SheetCells:
        """The cells of the sheet that begins at a place; charts inside it are passed over."""
        depth = 0
        for kind, body in _records(data, at):
            depth += (kind == _BOF) - (kind == _EOF)
            if depth == 0:
                break
            if depth == 1:
                self._record(kind, body)
        if self._hidden & self._cells.rows.keys():
            self._cells.note("hidden_rows_included")
        return self._cells

    def _record(self, kind: int, body: bytes) -> None:
        """What one record says."""
        if kind == _STRING and self._waiting:
            self._cells.put(*self._waiting, _text(body, 0, 2))
            self._waiting = None
        elif kind == _MERGED:
            for at in range(2, min(2 + 8 * struct.unpack_from("<H", body)[0], len(body) - 7), 8):
                top, bottom, left, right = struct.unpack_from("<4H", body, at)
                self._cells.merged.append((top + 1, left, bottom + 1, right))
        elif kind == _ROW:
            if struct.unpack_from("<H", body, 12)[0] & _HIDDEN_ROW:
                self._hidden.add(struct.unpack_from("<H", body)[0] + 1)
        elif kind == _MULRK:
            row, left = struct.unpack_from("<HH", body)
            for place, at in enumerate(range(4, len(body) - 7, 6)):
                style, packed = struct.unpack_from("<HI", body, at)
                self._number(row + 1, left + place, style, unpacked(packed))
        elif kind in (_LABELSST, _NUMBER, _RK, _FORMULA, _BOOLERR, _LABEL, _RSTRING):
            row, column, style = struct.unpack_from("<3H", body)
            self._cell(kind, body, (row + 1, column, style))

    def _cell(self, kind: int, body: bytes, at: tuple[int, int, int]) -> None:
        row, column, _ = at
        if kind == _LABELSST:
            self._cells.put(row, column, self._book.strings[struct.unpack_from("<I", body, 6)[0]])
        elif kind in (_LABEL, _RSTRING):
            self._cells.put(row, column, _text(body, 6, 2))
        elif kind == _NUMBER:
            self._number(*at, struct.unpack_from("<d", body, 6)[0])
        elif kind == _RK:
            self._number(*at, unpacked(struct.unpack_from("<I", body, 6)[0]))
        elif kind == _BOOLERR:
            self._known(row, column, body[6], is_error=bool(body[7]))
        elif body[12:14] != b"\xff\xff":
            self._cells.note("formula_values_used")
            self._number(*at, struct.unpack_from("<d", body, 6)[0])
        else:
            self._cells.note("formula_values_used")
            if body[6] == 0:
                self._waiting = (row, column)
            elif body[6] in (1, 2):
                self._known(row, column, body[8], is_error=body[6] == 2)

    def _known(self, row: int, column: int, value: int, *, is_error: bool) -> None:
        """A truth value or an error."""
        if is_error:
            self._cells.troubles.append((row, column, "error_value"))
        else:
            self._cells.put(row, column, "TRUE" if value else "FALSE")

    def _number(self, row: int, column: int, style: int, value: float) -> None:
        """A number as its style shows it."""
        if value - value != 0:
            raise ValueError("no number")
        form = self._book.forms[style] if style < len(self._book.forms) else NumberForm()
        text = cell_number(value, form, self._book.since_1904)
        if text is None:
            self._cells.troubles.append((row, column, "impossible_date"))
        elif is_rounded(value, form):
            self._cells.note("precision_lost")
        self._cells.put(row, column, text or "")


def unpacked(packed: int) -> float:
    """A number stored in four bytes: an integer or the upper half of a float, perhaps in hundredths."""
    if packed & 2:
        value = float((packed >> 2) - ((1 << 30) if packed & 0x80000000 else 0))
    else:
        value = float(struct.unpack("<d", b"\x00\x00\x00\x00" + struct.pack("<I", packed & 0xFFFFFFFC))[0])
    return value / 100 if packed & 1 else value
