"""A fast way through a sheet part of .xlsx for the one shape that nearly all programs write.

Rows and cells are cut by regular expressions that match only what they understand whole: main namespace without a
prefix, attributes in the usual order, no comments, CDATA or document types. A row with anything else in it is given
to the XML parser, and a part whose rows cannot be told apart raises `NotPlain`, so that the parser reads it all.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final, Protocol

from lxml import etree

from leadbook.intake.sheets.cells import LAST_COLUMN, LAST_ROW, SheetCells, column_number
from leadbook.intake.sheets.celltexts import CellTexts, unescape

SAFE: Final = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": True}
_CHUNK = 1 << 20
_CELL = re.compile(
    r'<c(?: r="([A-Z]{1,3})[0-9]+")?((?: s="[0-9]+")?(?: t="(?:n|s|str|b|d|inlineStr)")?)'
    r"(?:/>|>(?:(<f(?: [^<>]*)?(?:/>|>[^<>]*</f>))?<v>([^<>]*)</v>"
    r'|<is><t(?: xml:space="preserve")?>([^<>]*)</t></is>)?</c>)'
)
_GROUPS = 6
_STYLE = re.compile(r's="([0-9]+)"')
_TYPE = re.compile(r't="([a-zA-Z]+)"')
_ROW = re.compile(r"\s*((?:<row(?: [^<>]*)?/>\s*)*)<row( [^<>]*[^<>/]|)>")
_ROW_NUMBER = re.compile(r' r="([0-9]+)"')
_MERGE = re.compile(r'<mergeCell ref="([A-Z]{1,3})([0-9]+):([A-Z]{1,3})([0-9]+)" ?/>')
_PLAIN_HEAD = re.compile(r"^\ufeff?(?:<\?xml[^<>]*\?>)?\s*<worksheet[ >]")
_DECLARED = re.compile(r'<\?xml[^<>]*encoding=["\']([^"\']+)')
_ENTITY = re.compile(r"&(?:(lt|gt|amp|quot|apos)|#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6}));|&")
_NAMED: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_CACHED = 1_000


class Bytes(Protocol):
    """A part that is read in pieces."""

    def read(self, size: int, /) -> bytes:
        """The next bytes, none at the end."""


class NotPlain(ValueError):
    """The part is not in the shape that is known here; the XML parser reads it."""


class SheetScan:
    """One pass over a sheet part.

    Args:
        cells: is filled. texts: what values look like. slow: reads the cells of one row that the parser has parsed.
    """

    def __init__(
        self, cells: SheetCells, texts: CellTexts, slow: Callable[[etree._Element, int], dict[int, str]]
    ) -> None:
        self._cells, self._texts, self._slow = cells, texts, slow
        self._plain, self._shared = texts.plain_styles(), texts.shared_styles()
        self._columns: dict[tuple[str, ...], list[int]] = {}

    def read(self, part: Bytes) -> None:
        """Fill the cells.

        Raises:
            NotPlain: rows cannot be told apart here; what was filled is to be thrown away.
        """
        pieces = _decoded(part)
        text = next(pieces, "")
        if not _PLAIN_HEAD.match(text):
            raise NotPlain("head")
        while (at := text.find("<sheetData>")) < 0:
            more = next(pieces, None)
            if more is None or len(text) > 64 * _CHUNK or "<sheetData" in text[: -len("<sheetData>")]:
                raise NotPlain("head")
            text += more
        text = text[at + len("<sheetData>") :]
        last = 0
        while True:
            *rows, text = text.split("</row>")
            for row in rows:
                last = self._row(row, last)
            if "</sheetData>" in text:
                break
            more = next(pieces, None)
            if more is None:
                raise NotPlain("end")
            text += more
        self._tail(text + "".join(pieces))

    def _tail(self, text: str) -> None:
        """What follows the rows: merged areas."""
        between, _, tail = text.partition("</sheetData>")
        if re.sub(r"<row(?: [^<>]*)?/>", "", between).strip() or not tail.rstrip().endswith("</worksheet>"):
            raise NotPlain("tail")
        found = _MERGE.findall(tail)
        if len(found) != tail.count("<mergeCell "):
            raise NotPlain("merged")
        for left, top, right, bottom in found:
            self._cells.merged.append((int(top), column_number(left), int(bottom), column_number(right)))

    def _row(self, text: str, last: int) -> int:
        """One row, and empty ones before it; its number."""
        start = _ROW.match(text)
        if not start:
            raise NotPlain("row")
        given = _ROW_NUMBER.search(start[2])
        if not given and start[1]:
            raise NotPlain("row number")
        number = int(given[1]) if given else last + 1
        if number <= last:
            raise NotPlain("row order")
        content = text[start.end() :]
        if "_x" in content:
            self._cells.marked = True  # it can stand for a control character
        found = self._content(content, number)
        if "hidden=" in start[2] and re.search(r' hidden="(?:1|true)"', start[2]) and content:
            self._cells.note("hidden_rows_included")
        if found and number > LAST_ROW:
            self._cells.note("stray_cells_ignored")
        elif found:
            self._cells.room.take(len(found), self._cells.name)
            self._cells.rows[number] = found
        return number

    def _content(self, content: str, number: int) -> dict[int, str]:
        """Column → text of the filled cells of a row."""
        parts = _CELL.split(content)
        if any(parts[::_GROUPS]) and "".join(parts[::_GROUPS]).strip():
            return self._slow(_parsed(content), number)
        strings, plain, shared = self._texts.strings, self._plain, self._shared
        count = len(strings)
        found: dict[int, str] = {}
        columns = self._places(tuple(parts[1::_GROUPS]))
        for column, said, formula, value, inline in zip(
            columns, parts[2::_GROUPS], parts[3::_GROUPS], parts[4::_GROUPS], parts[5::_GROUPS], strict=True
        ):
            if value is None:
                text = unescape(_resolved(inline)) if inline else ""
            elif said in shared and value.isdecimal() and (place := int(value)) < count:
                text = strings[place]
            elif said in plain and len(value) < 16 and value.isdecimal() and value[0] in "123456789":
                text = value
            else:
                text = self._text(said, value, (number, column), formula is not None)
            if formula is not None and text:
                self._cells.note("formula_values_used")
            if text:
                found[column] = text
        return found

    def _text(self, said: str, value: str, at: tuple[int, int], is_formula: bool) -> str:
        """Text of a value by the attributes of its cell."""
        kind, style = _kind_and_style(said)
        if is_formula and not value and kind != "str":
            self._cells.troubles.append((*at, "formula_without_value"))
            return ""
        return self._texts.text(kind, _resolved(value), style, at, self._cells)

    def _places(self, letters: tuple[str, ...]) -> list[int]:
        """Columns of the cells of a row by their letters; a cell without stands beside the one before."""
        known = self._columns.get(letters)
        if known is None:
            known, at = [], -1
            for name in letters:
                at = column_number(name) if name else at + 1
                known.append(at)
            if any(a >= b for a, b in pairwise(known)) or (known and known[-1] > LAST_COLUMN):
                raise NotPlain("column order")
            if len(self._columns) < _CACHED:
                self._columns[letters] = known
        return known


@lru_cache(maxsize=4096)
def _kind_and_style(said: str) -> tuple[str, str | None]:
    """Type and style that the attributes of a cell name; without a type it is a number."""
    style, kind = _STYLE.search(said), _TYPE.search(said)
    return kind[1] if kind else "n", style[1] if style else None


def _decoded(part: Bytes) -> Iterator[str]:
    """A part as pieces of text, line ends as XML reads them."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    held, first = "", True
    while data := part.read(_CHUNK):
        text = held + decoder.decode(data)
        if "<!" in text or (first and (said := _DECLARED.match(text)) and said[1].lower() != "utf-8"):
            raise NotPlain("encoding, comments or CDATA")
        first = False
        held = text[-1:] if text[-1:] in ("\r", "<") else ""  # neither a line end nor a mark must be cut in two
        text = text[: len(text) - len(held)]
        yield text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    yield held + decoder.decode(b"", final=True)


def _parsed(content: str) -> etree._Element:
    """The cells of a row as elements."""
    try:
        return etree.fromstring(f"<row>{content}</row>", etree.XMLParser(**SAFE))  # type: ignore[arg-type]
    except etree.XMLSyntaxError as error:
        raise NotPlain("cells") from error


def plain_strings(part: Bytes, slow: Callable[[etree._Element], str]) -> list[str]:
    """The shared texts in their order.

    Args:
        slow: text of one that the parser has parsed.

    Raises:
        NotPlain: they cannot be told apart here.
    """
    texts: list[str] = []
    pieces = _decoded(part)
    text = next(pieces, "")
    start = re.match(r"\ufeff?(?:<\?xml[^<>]*\?>)?\s*<sst(?: [^<>]*[^<>/])?>", text)
    if not start:
        raise NotPlain("shared texts")
    text = text[start.end() :]
    while True:
        *items, text = text.split("</si>")
        for item in items:
            if item.startswith("<si><t>") and item.endswith("</t>") and item.count("<") == 3 and ">" not in item[7:-4]:
                plain = item[7:-4]  # as nearly all are: told without an expression
                texts.append(unescape(_resolved(plain)) if "&" in plain or "_x" in plain else plain)
                continue
            found = _ITEM.match(item)
            if found and found.end() == len(item):
                texts.append(unescape(_resolved(found[1] or "")))
            else:
                texts.append(slow(_parsed(f"{item.strip()}</si>")[-1]))
                if not item.lstrip().startswith("<si>"):
                    raise NotPlain("shared text")
        more = next(pieces, None)
        if more is None:
            break
        text += more
    if text.strip() != "</sst>":
        raise NotPlain("end of shared texts")
    return texts


_ITEM = re.compile(r'\s*<si><t(?: xml:space="preserve")?(?:/>|>([^<>]*)</t>)')


def _resolved(text: str) -> str:
    """A text with its entities read; there are five, and numbers.

    Raises:
        NotPlain: another one.
    """
    return _ENTITY.sub(_entity, text) if "&" in text else text


def _entity(found: re.Match[str]) -> str:
    if found[1]:
        return _NAMED[found[1]]
    number = int(found[2]) if found[2] else int(found[3], 16) if found[3] else 0
    if number in (9, 10, 13) or 32 <= number < 0xD800 or 0xE000 <= number <= 0x10FFFF:
        return chr(number)
    raise NotPlain("entity")
