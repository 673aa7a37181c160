"""Rules that follow a table when its body grows or shrinks: validations, conditional formats, names.

A range that lies within the table's columns and reaches the last body row goes on reaching it; one that reaches
further is only ever made longer; one that ends before it belongs to single rows and stays as it is.
"""

from __future__ import annotations

import re

from lxml import etree

from leadbook.books.closed.cellrefs import Area, column_number
from leadbook.books.closed.formulas import quoted_sheet
from leadbook.books.closed.ooxml import X14, XM, main
from leadbook.books.closed.sheetedges import tail_text, tail_tree
from leadbook.books.closed.tablepart import TablePart
from leadbook.books.closed.workbookpart import WorkbookPart

_RULES = ("conditionalFormatting", "dataValidation", "ignoredError")
_X14_RULES = ("conditionalFormatting", "dataValidation")


def stretched_area(area: Area, table: TablePart, last: int) -> Area:
    """Where a range of the table's sheet ends once the last body row is `last`."""
    if not area.within_columns(table.area) or area.top < table.area.top or area.top > last:
        return area
    bottom = area.bottom
    if bottom == table.last:
        bottom = last
    elif table.totals_rows and bottom == table.area.bottom:
        bottom = last + table.totals_rows
    elif bottom > table.area.bottom:
        bottom = max(bottom, last)
    return Area(area.left, area.top, area.right, bottom)


def stretched_list(text: str, table: TablePart, last: int) -> str:
    """The same for the ranges of an `sqref`."""
    found = []
    for piece in text.split():
        area = Area.parse(piece)
        new = area if area is None else stretched_area(area, table, last)
        found.append(piece if new is None or new == area else str(new))
    return " ".join(found)


def stretched_tail(head: str, tail: str, table: TablePart, last: int) -> str:
    """The tail of the table's sheet with its rules reaching row `last`."""
    if "sqref" not in tail:
        return tail
    tree, changed = tail_tree(head, tail), False
    for node in tree.iter(*map(main, _RULES)):
        old = node.get("sqref", "")
        new = stretched_list(old, table, last)
        if new != old:
            node.set("sqref", new)
            changed = True
    for rule in tree.iter(*(f"{{{X14}}}{name}" for name in _X14_RULES)):
        own = _own_sqref(rule)
        if own is not None and (new := stretched_list(own.text or "", table, last)) != own.text:
            own.text = new
            changed = True
    return tail_text(tree) if changed else tail


def _own_sqref(rule: etree._Element) -> etree._Element | None:
    return next(iter(rule.iterchildren(f"{{{XM}}}sqref")), None)


def stretch_names(workbook: WorkbookPart, table: TablePart, last: int) -> None:
    """Let defined names that end with the table's body, or its totals row, follow it, as Excel does."""
    sheet = "|".join({re.escape(quoted_sheet(table.sheet)), re.escape(f"'{table.sheet}'"), re.escape(table.sheet)})
    pattern = re.compile(rf"(?<![\w.'])((?:{sheet})!)\$([A-Z]+)\$(\d+):\$([A-Z]+)\$(\d+)(?![\w:])", re.I)

    def moved(found: re.Match[str]) -> str:
        left, right = column_number(found[2].upper()), column_number(found[4].upper())
        area = Area(left, int(found[3]), right, int(found[5]))
        new = stretched_area(area, table, last)
        if new == area and area.meets(table.area) and area.bottom == table.area.bottom != table.area.top:
            # a print area that ends with the table, however wide it is
            new = Area(left, area.top, right, last + table.totals_rows)
        return f"{found[1]}${found[2]}${new.top}:${found[4]}${new.bottom}"

    root, changed = workbook.root(), False
    for node in root.iter(main("definedName")):
        new = pattern.sub(moved, node.text or "")
        if new != (node.text or ""):
            node.text = new
            changed = True
    if changed:
        workbook.write(root)
