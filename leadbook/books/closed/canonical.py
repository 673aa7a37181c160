"""The slow way: any legal sheet or table part brought into the one shape `rowscan` knows.

Used for sheets of rare writers (a namespace prefix, rows or cells without `r`, single quotes, comments, CDATA,
UTF-16). The content stays the same; only the spelling changes.
"""

from __future__ import annotations

import re

from lxml import etree

from leadbook.books.closed.cellrefs import letters, parse_address
from leadbook.books.closed.ooxml import MAIN, broken, encoding_of, main, refuse_dtd, refuse_strict

_FIRST = ("r", "s", "t")


def canonical_sheet(data: bytes, part: str) -> bytes:
    """A sheet part in canonical spelling, as UTF-8.

    Raises:
        NotALeadbook: the part is damaged, strict, or not a worksheet.
    """
    root = _clean_tree(data, part)
    if root.tag != main("worksheet"):
        raise broken("A sheet of the file is not a worksheet.", part)
    sheet_data = root.find(main("sheetData"))
    if sheet_data is None:
        raise broken("A sheet of the file has no place for cells.", part)
    _number_rows(sheet_data)
    return unprefixed(etree.tostring(root, encoding="unicode")).encode()


def canonical_part(data: bytes, part: str) -> bytes:
    """A small part (shared strings, styles) without prefix, comments and CDATA, as UTF-8."""
    return unprefixed(etree.tostring(_clean_tree(data, part), encoding="unicode")).encode()


def _clean_tree(data: bytes, part: str) -> etree._Element:
    """The tree without comments, processing instructions and CDATA sections."""
    try:
        refuse_dtd(data.decode(encoding_of(data[:200])), part)
        parser = etree.XMLParser(
            remove_comments=True, remove_pis=True, strip_cdata=True, resolve_entities=False, huge_tree=True
        )
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, UnicodeDecodeError, LookupError, ValueError) as error:
        raise broken("A part of the file is damaged.", part) from error
    refuse_strict(root.tag, part)
    return root


def unprefixed(text: str) -> str:
    """The text of a tree that lxml wrote, with the main namespace as the default one."""
    found = re.search(rf'\sxmlns:([\w.-]+)="{re.escape(MAIN)}"', text[: text.find(">")])
    if not found or f' xmlns="{MAIN}"' in text[: text.find(">")]:
        return text
    prefix = found[1]
    text = re.sub(rf"(</?){re.escape(prefix)}:", r"\1", text)
    return text.replace(f' xmlns:{prefix}="{MAIN}"', f' xmlns="{MAIN}"', 1)


def _number_rows(sheet_data: etree._Element) -> None:
    """Give every row and cell its place, put them in order, join rows that stand there twice."""
    rows: dict[int, etree._Element] = {}
    last = 0
    for row in list(sheet_data):
        sheet_data.remove(row)
        if row.tag != main("row"):
            continue
        last = int(row.get("r") or last + 1)
        if last in rows:
            rows[last].extend(list(row))
        else:
            rows[last] = row
    for number in sorted(rows):
        row = rows[number]
        _first_attributes(row, {"r": str(number)})
        _number_cells(row, number)
        row.text = row.tail = None
        sheet_data.append(row)
    sheet_data.text = None


def _number_cells(row: etree._Element, number: int) -> None:
    """The same for the cells of one row; anything else in it (extensions nobody writes) goes."""
    cells: dict[int, etree._Element] = {}
    last = 0
    for cell in list(row):
        row.remove(cell)
        if cell.tag != main("c"):
            continue
        place = parse_address(cell.get("r") or "")
        last = place[0] if place else last + 1
        cells[last] = cell
    for column in sorted(cells):
        cell = cells[column]
        _first_attributes(cell, {"r": f"{letters(column)}{number}"})
        cell.tail = None
        row.append(cell)


def _first_attributes(node: etree._Element, known: dict[str, str]) -> None:
    """Write the attributes of a tag anew: r, s, t, then the rest in their order."""
    attributes = {str(name): str(value) for name, value in node.attrib.items()}
    attributes.update(known)
    node.attrib.clear()
    for name in (*_FIRST, *attributes):
        if name in attributes:
            node.set(name, attributes[name])
