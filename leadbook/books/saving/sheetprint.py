"""What a workbook file itself tells undo: which columns are formulas, and a hash of what one sheet holds.

The hash is of the cells of one sheet, to tell whether somebody worked on a sheet that a run made.

Values and formulas count; styles, heights, shared-string numbers and the order of attributes do not, so that
a program that only saved the workbook again leaves the hash as it is.
"""

from __future__ import annotations

import hashlib

from lxml import etree

from leadbook.books.closed.celltext import unescaped
from leadbook.books.closed.ooxml import main, parse
from leadbook.books.closed.relations import relations
from leadbook.books.closed.sharedstrings import shared_strings
from leadbook.books.closed.zipparts import Parts

_REL_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def sheet_print(data: bytes, sheet: str) -> str:
    """The hash, or "" when the workbook has no such sheet.

    Args:
        data: the workbook file.
        sheet: name of the sheet.

    Raises:
        NotALeadbook: the file is no workbook that can be read.
    """
    parts = Parts(data)
    book = next((relation.target for relation in relations(parts, "") if relation.kind == "officeDocument"), "")
    if book not in parts:
        return ""
    targets = {relation.id: relation for relation in relations(parts, book)}
    strings = next((r.target for r in targets.values() if r.kind == "sharedStrings"), None)
    for node in parse(parts.read(book), book).iter(main("sheet")):
        relation = targets.get(node.get(_REL_ID, ""))
        if node.get("name", "").casefold() == sheet.casefold() and relation and relation.target in parts:
            return _cells_print(parse(parts.read(relation.target), relation.target), shared_strings(parts, strings))
    return ""


def _cells_print(root: etree._Element, strings: list[str]) -> str:
    found = hashlib.sha256()
    for cell in root.iter(main("c")):
        formula, value = cell.find(main("f")), cell.find(main("v"))
        if formula is not None:  # its result may be calculated anew at any time
            content = "=" + (formula.text or formula.get("si") or "")
        elif cell.get("t") == "inlineStr":
            content = "".join(text.text or "" for text in cell.iter(main("t")))
        elif value is None or not value.text:
            continue
        elif cell.get("t") == "s":
            content = strings[int(value.text)]
        else:
            content = _number(value.text) if cell.get("t", "n") == "n" else value.text
        if content:
            found.update(f"{cell.get('r', '')}\t{content}\n".encode("utf-8", "surrogatepass"))
    return found.hexdigest()


def calculated_columns(data: bytes) -> dict[str, frozenset[str]]:
    """Table → headers of its columns that hold a formula; what they show is not what anybody typed.

    Raises:
        NotALeadbook: the file is no workbook that can be read.
    """
    parts = Parts(data)
    found = {}
    for name in parts.names():
        if "/tables/" in name and name.endswith(".xml"):
            root = parse(parts.read(name), name)
            headers = (
                unescaped(column.get("name") or "")
                for column in root.iter(main("tableColumn"))
                if column.find(main("calculatedColumnFormula")) is not None
            )
            found[unescaped(root.get("displayName") or root.get("name") or "")] = frozenset(headers)
    return found


def _number(text: str) -> str:
    try:
        return format(float(text), ".15g")
    except ValueError:
        return text
