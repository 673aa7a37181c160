"""HTML tables that were saved under the name of a workbook, as many exports are."""

from __future__ import annotations

from pathlib import Path

from lxml import etree, html

from leadbook.intake.decoding import decode
from leadbook.intake.sniff import refuse
from leadbook.intake.source import RawRows

_NO_TABLE, _AS_CSV = "This web page holds no table.", "Export the list as CSV."


def read_markup(path: Path) -> list[RawRows]:
    """All rows of all tables of an HTML file, one below the other.

    Raises:
        IntakeError: the file holds no table.
    """
    text = decode(path.read_bytes()).text.replace("\x00", "")
    start = text.find("<", text.find("?>") + 2 if text.lstrip().startswith("<?xml") else 0)
    parser = html.HTMLParser(huge_tree=False, no_network=True)
    try:
        tree = html.document_fromstring(text[max(start, 0) :] or "<html></html>", parser=parser)
    except etree.ParserError as error:  # nothing in it but marks, such as an empty comment
        raise refuse("NOT-A-WORKBOOK", _NO_TABLE, path, _AS_CSV) from error
    raw = RawRows([], [], [], [], [], "html", ragged=False)
    for row in tree.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        raw.rows.append([_text(cell) for cell in cells])
        raw.numbers.append(len(raw.rows))
    if not raw.rows:
        raise refuse("NOT-A-WORKBOOK", _NO_TABLE, path, _AS_CSV)
    return [raw]


def _text(cell: html.HtmlElement) -> str:
    """What a person sees in a cell; a line break is one."""
    for mark in cell.iter("br"):
        mark.tail = "\n" + (mark.tail or "")
    return str(cell.text_content()).replace("\xa0", " ").strip()
