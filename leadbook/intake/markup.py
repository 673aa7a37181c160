"""Tables of a web page, often saved under the name of a workbook, to rows of text."""

from __future__ import annotations

import email
import email.policy
import re
from pathlib import Path

from lxml import etree, html

from leadbook.intake.sheets.cells import MAX_CELLS
from leadbook.intake.sniff import MAX_COLUMNS, kind_of, refuse
from leadbook.intake.source import RawRows
from leadbook.intake.text.decoding import decode

_NO_TABLE, _AS_CSV = "This web page holds no table.", "Export the list as CSV."
_CHARSET = re.compile(
    rb"""<meta[^>]+charset\s*=\s*["']?([\w-]+)|<\?xml[^>]+encoding\s*=\s*["']([\w-]+)""", re.IGNORECASE
)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\xa0]+")
_BLOCKS = frozenset({"br", "p", "div", "li", "tr"})
_SKIPPED = frozenset({"script", "style", "noscript", "template", "select", "textarea"})
_MAX_SPAN = 1_000


def read_markup(path: Path) -> list[RawRows]:
    """The tables of a page in their order, without those that only place others; rows are numbered on and on.

    A cell over several rows gives its value to each; a cell over several columns stands in the first.

    Raises:
        IntakeError: the file holds no table.
    """
    data = path.read_bytes()
    text = _related(data) if kind_of(path) == "mhtml" else _decoded(data)
    text = re.sub(r"<!(?!--)[^>]*>|[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text)
    start = text.find("<", text.find("?>") + 2 if text.lstrip().startswith("<?xml") else 0)
    parser = html.HTMLParser(huge_tree=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text[max(start, 0) :] or "<html></html>", parser=parser)
    except etree.ParserError as error:  # nothing in it but marks, such as an empty comment
        raise refuse("NOT-A-WORKBOOK", _NO_TABLE, path, _AS_CSV) from error
    tables: list[RawRows] = []
    number = places = 0
    for table in tree.iter("table"):
        if any(True for _ in table.iterdescendants("table")) and not _is_list(table):
            continue
        raw = RawRows([], [], [], [], [], "html", ragged=False)
        raw.rows = _rows(table, raw.warnings, MAX_CELLS // 4 - places)
        places += sum(map(len, raw.rows))
        if places > MAX_CELLS // 4:
            raise refuse("TOO-LARGE", "The table is far larger than any list.", path, _AS_CSV)
        raw.numbers = list(range(number + 1, number + 1 + len(raw.rows)))
        number += len(raw.rows)
        if any(any(row) for row in raw.rows):
            tables.append(raw)
    if not tables:
        raise refuse("NOT-A-WORKBOOK", _NO_TABLE, path, _AS_CSV)
    return _joined(tables)


def _decoded(data: bytes) -> str:
    """The text of a page in the encoding it names; in one that fits when it names none or a wrong one."""
    named = _CHARSET.search(data[:4096])
    if named and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode((named[1] or named[2]).decode("ascii"))
        except (LookupError, ValueError):
            pass
    return decode(data).text


def _related(data: bytes) -> str:
    """The pages within a web archive, one behind the other."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    pages = [part.get_payload(decode=True) for part in message.walk() if part.get_content_type() == "text/html"]
    return "\n".join(_decoded(page) for page in pages if isinstance(page, bytes))


def _is_list(table: html.HtmlElement) -> bool:
    """Whether a table that holds others is a list itself: most of its rows have several cells without tables."""
    own = [row for row in _own_rows(table) if sum(1 for cell in _own_cells(row) if cell.find(".//table") is None) > 1]
    return len(own) > 2


def _own_rows(table: html.HtmlElement) -> list[html.HtmlElement]:
    """The rows of a table without those of tables inside it, the head first and the foot last."""
    parts: dict[str, list[html.HtmlElement]] = {"thead": [], "tbody": [], "tfoot": []}
    for child in table:
        if child.tag == "tr":
            parts["tbody"].append(child)
        elif child.tag in parts:
            parts[str(child.tag)].extend(row for row in child if row.tag == "tr")
    return [*parts["thead"], *parts["tbody"], *parts["tfoot"]]


def _own_cells(row: html.HtmlElement) -> list[html.HtmlElement]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _rows(table: html.HtmlElement, warnings: list[str], most: int) -> list[list[str]]:
    """The cells of a table, each in its place; no more rows once there are more than so many cells."""
    rows: list[list[str]] = []
    width = 0
    below: dict[int, tuple[int, str]] = {}  # column → rows still covered, and the text that covers them
    for row in _own_rows(table):
        if _HIDDEN.search(row.get("style") or ""):
            warnings.append("hidden_rows_included")
        cells: list[str] = []
        covered, below = below, {}
        for cell in _own_cells(row):
            _fill(cells, covered, below)
            text = _text(cell)
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            for at in range(across):
                if down > 1:
                    below[len(cells)] = (down - 1, "" if at else text)
                cells.append("" if at else text)
        _fill(cells, covered, below)
        rows.append(cells)
        width = max(width, len(cells))
        if width > MAX_COLUMNS or width * len(rows) > most:
            return [[""] * (most + 1)]
    return [[*row, *[""] * (width - len(row))] for row in rows]


def _fill(cells: list[str], covered: dict[int, tuple[int, str]], below: dict[int, tuple[int, str]]) -> None:
    """Put in what comes from cells above."""
    while len(cells) in covered:
        left, text = covered[len(cells)]
        if left > 1:
            below[len(cells)] = (left - 1, text)
        cells.append(text)


def _span(cell: html.HtmlElement, name: str) -> int:
    """Over how many columns or rows a cell stands."""
    text = (cell.get(name) or "").strip()
    return min(max(int(text), 1), _MAX_SPAN) if text.isdecimal() and len(text) < 9 else 1


def _joined(tables: list[RawRows]) -> list[RawRows]:
    """A table of one row above one as wide is its header, as pages with a fixed header have it."""
    result: list[RawRows] = []
    for table in tables:
        last = result[-1] if result else None
        if last and len(last.rows) == 1 and len(last.rows[0]) > 1 and len(last.rows[0]) == len(table.rows[0]):
            last.rows.extend(table.rows)
            last.numbers.extend(table.numbers)
        else:
            result.append(table)
    return result


def _text(cell: html.HtmlElement) -> str:
    """What a person sees in a cell; a line break and a paragraph begin a line."""
    parts = [cell.text or ""]
    if len(cell):
        parts.clear()
        _gather(cell, parts)
    lines = (_SPACES.sub(" ", line).strip() for line in "".join(parts).split("\x00"))
    return "\n".join(line for line in lines if line)


def _gather(top: html.HtmlElement, parts: list[str]) -> None:
    """The texts below an element, breaks as NUL."""
    for event, element in etree.iterwalk(top, events=("start", "end")):
        if event == "start":
            if element.tag in _BLOCKS and element is not top:
                parts.append("\x00")
            if not _is_unseen(element):
                parts.append(element.text or "")
        elif element is not top:
            if element.tag in _BLOCKS and element.tag != "br":
                parts.append("\x00")
            if not any(_is_unseen(above) for above in element.iterancestors(*_SKIPPED)):
                parts.append(element.tail or "")


def _is_unseen(element: html.HtmlElement) -> bool:
    """Whether an element's text is not shown."""
    return element.tag in _SKIPPED or bool(_HIDDEN.search(element.get("style") or ""))
