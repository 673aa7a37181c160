"""Sheets of .xls files of Excel 5 to 2003 (BIFF5 and BIFF8, MS-XLS), cell by cell: a far cell costs nothing."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from leadbook.intake.sheets.bifftexts import Texts, code_page
from leadbook.intake.sheets.cells import Room, SheetCells
from leadbook.intake.sheets.numberforms import NumberForm, cell_number, is_rounded, number_form

_BOF, _EOF, _FILEPASS, _CONTINUE = 0x0809, 0x000A, 0x002F, 0x003C
_BOUNDSHEET, _SST, _FORMAT, _XF, _DATEMODE = 0x0085, 0x00FC, 0x041E, 0x00E0, 0x0022
_LABELSST, _NUMBER, _RK, _MULRK, _FORMULA, _STRING = 0x00FD, 0x0203, 0x027E, 0x00BD, 0x0006, 0x0207
_BOOLERR, _LABEL, _RSTRING, _MERGED, _ROW = 0x0205, 0x0204, 0x00D6, 0x00E5, 0x0208
_BIFF5, _BIFF8, _CODEPAGE = 0x0500, 0x0600, 0x0042
_WORKSHEET, _HIDDEN_ROW = 0, 0x20
_TEXTS = frozenset({_STRING, _LABEL, _RSTRING})


class Protected(ValueError):
    """The workbook asks for a password."""


class OlderBiff(ValueError):
    """The workbook is of Excel 4 or before, which is not read here."""


@dataclass(slots=True)
class _Book:
    """What all sheets share."""

    codec: str = ""
    sheets: list[tuple[int, str, bool]] = field(default_factory=list)
    others: int = 0
    strings: list[str] = field(default_factory=list)
    codes: dict[int, str] = field(default_factory=dict)
    formats: list[int] = field(default_factory=list)
    since_1904: bool = False
    forms: list[NumberForm] = field(default_factory=list)


def read_biff(data: bytes) -> list[SheetCells]:
    """All worksheets of the stream "Workbook" or "Book" in tab order.

    Raises:
        Protected, OlderBiff: see there.
        ValueError: the stream is damaged.
        IntakeError: TOO-LARGE, beyond what a list has.
    """
    try:
        book = _globals(data)
        if not book.sheets and not book.others:
            raise ValueError("no sheets")
        book.forms = [number_form(number, book.codes.get(number, "")) for number in book.formats]
        return _sheets(book, data)
    except (struct.error, IndexError) as error:
        raise ValueError("damaged records") from error


def _sheets(book: _Book, data: bytes) -> list[SheetCells]:
    """The sheets, read in the order of the stream: none may lie within another, or reading would cost without end."""
    found: dict[int, SheetCells] = {}
    room, end = Room(), 0
    for place in sorted(range(len(book.sheets)), key=lambda place: book.sheets[place][0]):
        at, name, hidden = book.sheets[place]
        if at < end or data[at : at + 2] != _BOF.to_bytes(2, "little"):
            raise ValueError("sheets over each other, or none")
        reader = _SheetReader(book, SheetCells(name, hidden, marked=True, room=room))
        end = reader.read(data, at)
        found[place] = reader.cells
    return [found[place] for place in range(len(book.sheets))]


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
        if place == 0:
            version = struct.unpack_from("<H", body)[0] if kind == _BOF else 0
            if version not in (_BIFF5, _BIFF8):
                raise OlderBiff
            book.codec = "cp1252" if version == _BIFF5 else ""
        if kind == _FILEPASS:
            raise Protected
        if kind == _SST or (kind == _CONTINUE and last == _SST):
            pieces.append(body)
            kind = _SST
        elif kind == _EOF:
            break
        else:
            _learn(book, kind, body)
        last = kind
    if pieces:
        book.strings = Texts(pieces, 8).shared()
    return book


def _learn(book: _Book, kind: int, body: bytes) -> None:
    """What one record says of the whole workbook."""
    if kind == _BOUNDSHEET:
        at, state, sort = struct.unpack_from("<IBB", body)
        if sort == _WORKSHEET:
            book.sheets.append((at, Texts([body], 6, book.codec).plain(1), bool(state & 3)))
        else:
            book.others += 1
    elif kind == _FORMAT:
        book.codes[struct.unpack_from("<H", body)[0]] = Texts([body], 2, book.codec).plain(1 if book.codec else 2)
    elif kind == _XF:
        book.formats.append(struct.unpack_from("<H", body, 2)[0])
    elif kind == _DATEMODE:
        book.since_1904 = struct.unpack_from("<H", body)[0] == 1
    elif kind == _CODEPAGE and book.codec:
        book.codec = code_page(struct.unpack_from("<H", body)[0])


class _SheetReader:
    """Reads the records of one sheet."""

    def __init__(self, book: _Book, cells: SheetCells) -> None:
        self.cells = cells
        self._book = book
        self._waiting: tuple[int, int] | None = None
        self._held: tuple[int, list[bytes]] | None = None
        self._hidden: set[int] = set()

    def read(self, data: bytes, at: int) -> int:
        """Fill the cells of the sheet that begins at a place; charts inside it are passed over.

        Returns:
            Where it ends.
        """
        depth, end = 0, at
        for kind, body in _records(data, at):
            end += 4 + len(body)
            depth += (kind == _BOF) - (kind == _EOF)
            if depth == 0:
                break
            if depth == 1:
                self._next(kind, body)
        self._text()
        if self._hidden & self.cells.rows.keys():
            self.cells.note("hidden_rows_included")
        return end

    def _next(self, kind: int, body: bytes) -> None:
        """A record, or more of the text in the one before."""
        if kind == _CONTINUE and self._held:
            self._held[1].append(body)
            return
        self._text()
        if kind in _TEXTS:
            self._held = (kind, [body])
        else:
            self._record(kind, body)

    def _text(self) -> None:
        """A text that stands in records of its own: that of a cell, or what a formula gave."""
        if self._held is None:
            return
        kind, pieces = self._held
        self._held = None
        if kind != _STRING:
            row, column = struct.unpack_from("<HH", pieces[0])
            self.cells.put(row + 1, column, Texts(pieces, 6, self._book.codec).plain(2))
        elif self._waiting:
            self.cells.put(*self._waiting, Texts(pieces, 0, self._book.codec).plain(2))
            self._waiting = None

    def _record(self, kind: int, body: bytes) -> None:
        """What one record says."""
        if kind == _MERGED:
            for at in range(2, min(2 + 8 * struct.unpack_from("<H", body)[0], len(body) - 7), 8):
                top, bottom, left, right = struct.unpack_from("<4H", body, at)
                self.cells.merged.append((top + 1, left, bottom + 1, right))
        elif kind == _ROW:
            if struct.unpack_from("<H", body, 12)[0] & _HIDDEN_ROW:
                self._hidden.add(struct.unpack_from("<H", body)[0] + 1)
        elif kind == _MULRK:
            row, left = struct.unpack_from("<HH", body)
            for place, at in enumerate(range(4, len(body) - 7, 6)):
                style, packed = struct.unpack_from("<HI", body, at)
                self._number(row + 1, left + place, style, unpacked(packed))
        elif kind in (_LABELSST, _NUMBER, _RK, _FORMULA, _BOOLERR):
            row, column, style = struct.unpack_from("<3H", body)
            self._cell(kind, body, (row + 1, column, style))

    def _cell(self, kind: int, body: bytes, at: tuple[int, int, int]) -> None:
        row, column, _ = at
        if kind == _LABELSST:
            self.cells.put(row, column, self._book.strings[struct.unpack_from("<I", body, 6)[0]])
        elif kind == _NUMBER:
            self._number(*at, struct.unpack_from("<d", body, 6)[0])
        elif kind == _RK:
            self._number(*at, unpacked(struct.unpack_from("<I", body, 6)[0]))
        elif kind == _BOOLERR:
            self._known(row, column, body[6], is_error=bool(body[7]))
        elif body[12:14] != b"\xff\xff":
            self.cells.note("formula_values_used")
            self._number(*at, struct.unpack_from("<d", body, 6)[0])
        else:
            self.cells.note("formula_values_used")
            if body[6] == 0:
                self._waiting = (row, column)
            elif body[6] in (1, 2):
                self._known(row, column, body[8], is_error=body[6] == 2)

    def _known(self, row: int, column: int, value: int, *, is_error: bool) -> None:
        """A truth value or an error."""
        if is_error:
            self.cells.troubles.append((row, column, "error_value"))
        else:
            self.cells.put(row, column, "TRUE" if value else "FALSE")

    def _number(self, row: int, column: int, style: int, value: float) -> None:
        """A number as its style shows it."""
        if value - value != 0:
            raise ValueError("no number")
        form = self._book.forms[style] if style < len(self._book.forms) else NumberForm()
        text = cell_number(value, form, self._book.since_1904)
        if text is None:
            self.cells.troubles.append((row, column, "impossible_date"))
        elif is_rounded(value, form):
            self.cells.note("precision_lost")
        self.cells.put(row, column, text or "")


def unpacked(packed: int) -> float:
    """A number stored in four bytes: an integer or the upper half of a float, perhaps in hundredths."""
    if packed & 2:
        value = float((packed >> 2) - ((1 << 30) if packed & 0x80000000 else 0))
    else:
        value = float(struct.unpack("<d", b"\x00\x00\x00\x00" + struct.pack("<I", packed & 0xFFFFFFFC))[0])
    return value / 100 if packed & 1 else value
