"""What stands around the cells of a sheet: the head before `<sheetData>` and the tail after it.

Both are small, so they are edited as trees (wrapped in the sheet's own root tag, so that every prefix keeps its
meaning) and only when something in them has to change.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from leadbook.books.closed.cellrefs import Area
from leadbook.books.closed.ooxml import main

_ROOT = re.compile(r"<worksheet(?:\s[^>]*)?>")
_DIMENSION = re.compile(r'(<dimension ref=")([^"]*)(")')
_MERGE = re.compile(r'<mergeCell ref="([^"]*)"')

_ORDER = """
sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios
autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations
hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches
ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls
webPublishItems tableParts extLst
"""
ORDER: Final = tuple(_ORDER.split())
"""Order of the children of a worksheet (ECMA-376 part 1, 18.3.1.99)."""


def head_tree(head: str) -> etree._Element:
    """The head as a worksheet without cells."""
    return _tree(head.removesuffix("<sheetData>") + "</worksheet>")


def head_text(head: str, tree: etree._Element) -> str:
    """The head of a sheet, with the children of a changed tree."""
    found = _ROOT.search(head)
    start = head[: found.end()] if found else ""
    return start + _children(tree) + "<sheetData>"


def tail_tree(head: str, tail: str) -> etree._Element:
    """The tail as a worksheet without head and cells."""
    found = _ROOT.search(head)
    return _tree((found[0] if found else "<worksheet>") + tail.removeprefix("</sheetData>"))


def tail_text(tree: etree._Element) -> str:
    """The tail of a sheet from a changed tree."""
    return f"</sheetData>{_children(tree)}</worksheet>"


def child(tree: etree._Element, tag: str) -> etree._Element:
    """The child of a head or tail, made at its place when it is not there."""
    found = tree.find(main(tag))
    if found is not None:
        return found
    node = etree.Element(main(tag))
    later = {main(name) for name in ORDER[ORDER.index(tag) + 1 :]}
    for other in tree:
        if other.tag in later:
            other.addprevious(node)
            return node
    tree.append(node)
    return node


def with_dimension(head: str, area: Area) -> str:
    """The head with its used range grown to hold an area; left alone where none is given."""
    found = _DIMENSION.search(head)
    old = Area.parse(found[2]) if found else None
    if found is None or old is None:
        return head
    new = Area(
        min(old.left, area.left),
        min(old.top, area.top),
        max(old.right, area.right),
        max(old.bottom, area.bottom),
    )
    return head[: found.start(2)] + str(new) + head[found.end(2) :]


def merged_areas(tail: str) -> list[Area]:
    """The merged ranges of a sheet."""
    return [area for text in _MERGE.findall(tail) if (area := Area.parse(text)) is not None]


def _tree(text: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    text = text[text.index("<worksheet") :]
    return etree.fromstring(text, parser)


def _children(tree: etree._Element) -> str:
    """The children as text, without the declarations that the root tag already makes."""
    text = etree.tostring(tree, encoding="unicode", with_tail=False)
    if text.endswith("/>") and "</worksheet>" not in text:
        return ""
    end = text.index(">")
    return text[end + 1 : text.rindex("</worksheet>")]
