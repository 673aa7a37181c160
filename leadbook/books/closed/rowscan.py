"""A sheet part as a stream of rows, without ever holding the whole sheet.

The scanner knows one shape, the one Excel, LibreOffice, openpyxl and XlsxWriter write: main namespace without a
prefix, `r` first on every row and cell, rows in ascending order, no comments or CDATA. Any other sheet raises
`NotCanonical` and is brought into that shape by `canonical` first, so that there is one way through the rest.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Final, NamedTuple, Protocol

from leadbook.books.closed.ooxml import encoding_of, refuse_dtd, refuse_strict

_HEAD_LIMIT: Final = 64 << 20
_ROW_OR_END = re.compile(r'\s*(?:<row( (?:r="([0-9]+)")?[^>]*?)?(/?)>|(</sheetData\s*>))')
_NUMBER = re.compile(r' r="(\d+)"')
_DECLARATION = re.compile(r"<\?xml[^>]*\?>\r\n")
_SHEET_DATA = re.compile(r"<sheetData\s*(/?)>")
_END: Final = "</sheetData"
_ROOT_TAG = re.compile(r"<worksheet[ >]")


class NotCanonical(Exception):
    """The sheet is not in the one shape the scanner knows; never leaves `leadbook.books`."""


class Row(NamedTuple):
    """One row as text: its number (from 1), the attributes of its tag, everything between its tags.

    `closed` is True for a row without an end tag of its own.
    """

    number: int
    attributes: str
    cells: str
    closed: bool = False


class Source(Protocol):
    """What gives the content of a part in pieces."""

    def stream(self, name: str) -> Iterator[bytes]:
        """See `Parts.stream`."""


class Text:
    """One content that stands for a part."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def stream(self, name: str) -> Iterator[bytes]:  # noqa: ARG002 (whatever the part is called)
        """See `Parts.stream`."""
        yield self._content


def decoded(parts: Source, name: str) -> Iterator[str]:
    """A part as pieces of text, line ends as XML reads them."""
    stream = parts.stream(name)
    first = next(stream, b"")
    decoder = codecs.getincrementaldecoder(encoding_of(first[:200]))()
    text, held = decoder.decode(first), ""
    refuse_dtd(text, name)
    if declaration := _DECLARATION.match(text):
        # stays as it is, so that a sheet in which nothing changes keeps its bytes
        yield declaration[0]
        text = text[declaration.end() :]
    while True:
        text = held + text
        # a line end must not be cut in two, or one \r\n would become two
        held = "\r" if text.endswith("\r") else ""
        text = text[:-1] if held else text
        yield text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
        piece = next(stream, None)
        if piece is None:
            break
        text = decoder.decode(piece)
    yield held.replace("\r", "\n") + decoder.decode(b"", final=True)


class SheetScan:
    """One pass over a sheet.

    Args:
        parts, name: the package and the name of the sheet part.

    Attributes:
        head: everything through `<sheetData>`.
        tail: everything from `</sheetData>`; complete once `rows()` is exhausted.
    """

    def __init__(self, parts: Source, name: str) -> None:
        self._pieces = decoded(parts, name)
        self.tail = ""
        text = ""
        while not (found := _SHEET_DATA.search(text)):
            piece = next(self._pieces, None)
            if piece is None or len(text) > _HEAD_LIMIT:
                raise NotCanonical(name)
            text += piece
        self.head = text[: found.start()] + "<sheetData>"
        self._check_head(name)
        self._left = ("", 0)
        self._text = ("</sheetData>" if found[1] else "") + text[found.end() :]

    def rows(self) -> Iterator[Row]:
        """The rows in order.

        Raises:
            NotCanonical: a row is without number, out of order, or in a shape the scanner does not know.
        """
        text, position, last = self._text, 0, 0
        match = _ROW_OR_END.match
        while True:
            found = match(text, position)
            end = -1
            if found:
                attributes, digits, closed, ending = found.groups()
                if ending:
                    self.tail = "</sheetData>" + text[found.end() :] + "".join(self._pieces)
                    return
                start = found.end()
                end = start if closed else text.find("</row>", start)
            if not found or end < 0:
                piece = next(self._pieces, None)
                if piece is None or (not found and len(text) - position > 65536):
                    raise NotCanonical("row")
                text, position = text[position:] + piece, 0
                continue
            number = int(digits) if digits else self._number(attributes or "")
            if number <= last:
                raise NotCanonical("row number")
            position = end if closed else end + 6
            self._left = (text, position)
            yield Row(number, attributes or "", text[start:end], bool(closed))
            last = number

    def rest(self) -> Iterator[str]:
        """What follows the row that `rows()` gave last, up to the end of the rows, as it stands; then `tail` is known.

        Raises:
            NotCanonical: there is something that could hide where the rows end.
        """
        text = self._left[0][self._left[1] :]
        while (at := text.find(_END)) < 0:
            piece = next(self._pieces, None)
            if piece is None or "<!" in text:
                raise NotCanonical("rest")
            # the end must not be cut in two
            yield text[: -len(_END)]
            text = text[-len(_END) :] + piece
        if "<!" in text[:at]:
            raise NotCanonical("rest")
        yield text[:at]
        behind = text[at:] + "".join(self._pieces)
        self.tail = "</sheetData>" + behind[behind.index(">") + 1 :]

    @staticmethod
    def _number(attributes: str) -> int:
        """The number of a row, which must stand there."""
        found = _NUMBER.search(attributes)
        if not found:
            raise NotCanonical("row number")
        return int(found[1])

    def _check_head(self, name: str) -> None:
        """The head must be plain: no comment that could hide a tag, no foreign main namespace."""
        if "<!--" in self.head or "<![" in self.head or not _ROOT_TAG.search(self.head):
            raise NotCanonical("head")
        refuse_strict(self.head if "purl.oclc.org/ooxml" in self.head else None, name)


def verbatim(row: Row) -> str:
    """A row as it stood in the part."""
    return f"<row{row.attributes}/>" if row.closed else f"<row{row.attributes}>{row.cells}</row>"


def row_text(number: int, attributes: str, cells: str) -> str:
    """A row as text, "" for one that says nothing; `attributes` may still hold another number."""
    attributes = _NUMBER.sub("", attributes)
    if cells:
        return f'<row r="{number}"{attributes}>{cells}</row>'
    return f'<row r="{number}"{attributes}/>' if attributes.strip() else ""


def attribute_value(attributes: str, name: str) -> str | None:
    """One attribute out of the attributes of a tag; None when it is not there."""
    start = attributes.find(f' {name}="')
    if start < 0:
        return None
    start += len(name) + 3
    return attributes[start : attributes.index('"', start)]


def without_attribute(attributes: str, *names: str) -> str:
    """The attributes of a tag without some of them."""
    for name in names:
        value = attribute_value(attributes, name)
        if value is not None:
            attributes = attributes.replace(f' {name}="{value}"', "", 1)
    return attributes
