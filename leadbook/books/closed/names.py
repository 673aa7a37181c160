"""Defined names: finding the cell one means, print areas, and what becomes of names when sheets come and go."""

from __future__ import annotations

import re

from lxml import etree

from leadbook.books.closed.cellrefs import Area, letters
from leadbook.books.closed.formulas import quoted_sheet, retarget_sheet
from leadbook.books.closed.ooxml import main
from leadbook.books.closed.workbookpart import WorkbookPart, names_holder

_TARGET = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?)$", re.I)
_PRINT_AREA = "_xlnm.Print_Area"


def target_of(text: str) -> tuple[str, Area] | None:
    """Sheet and area that the text of a name means; None when it is not one plain area."""
    found = _TARGET.match(text.strip().lstrip("="))
    area = Area.parse(found[3]) if found else None
    if found is None or area is None:
        return None
    return (found[1] or "").replace("''", "'") or found[2], area


def cell_of_name(workbook: WorkbookPart, name: str, sheet: str) -> tuple[int, int] | None:
    """Column and row (from 1) of a named cell on a sheet: the sheet's own name first, then the book's."""
    found = workbook.names_like(name)
    for scope in (sheet.casefold(), None):
        for candidate in found:
            own = candidate.scope.casefold() if candidate.scope is not None else None
            target = target_of(candidate.text) if own == scope else None
            if target is not None and target[0].casefold() == sheet.casefold():
                return target[1].left, target[1].top
    return None


def define_name(workbook: WorkbookPart, name: str, formula: str) -> None:
    """Name a formula (without "=") for the whole workbook, unless the name is taken."""
    if any(entry.scope is None for entry in workbook.names_like(name)):
        return
    root = workbook.root()
    etree.SubElement(names_holder(root), main("definedName"), {"name": name}).text = formula
    workbook.write(root)


def set_print_area(workbook: WorkbookPart, sheet: str, area: str) -> None:
    """Set the print area of a sheet, for example "A1:L48"."""
    parsed = Area.parse(area)
    if parsed is None:
        raise ValueError(f"not an area: {area}")
    root = workbook.root()
    index = _index(workbook, root, sheet)
    text = (
        f"{quoted_sheet(sheet)}!${letters(parsed.left)}${parsed.top}:${letters(parsed.right)}${parsed.bottom}"
    )
    holder = names_holder(root)
    for node in holder:
        if node.get("name") == _PRINT_AREA and node.get("localSheetId") == str(index):
            break
    else:
        node = etree.SubElement(holder, main("definedName"), {"name": _PRINT_AREA, "localSheetId": str(index)})
    if node.text != text:
        node.text = text
        workbook.write(root)


def widen_print_area(workbook: WorkbookPart, sheet: str, right: int) -> None:
    """Let the print area of a sheet take in one more column, when it ends with the column `right` (from 1)."""
    root = workbook.root()
    index = str(_index(workbook, root, sheet))
    for node in root.iter(main("definedName")):
        found = target_of(node.text or "") if node.get("name") == _PRINT_AREA else None
        if found is not None and node.get("localSheetId") == index and found[1].right == right:
            area = found[1]
            set_print_area(workbook, sheet, f"{letters(area.left)}{area.top}:{letters(right + 1)}{area.bottom}")


def copy_names(root: etree._Element, old: str, new: str, indexes: tuple[int, int]) -> None:
    """Give a cloned sheet its own names: those of its master, and the book's names for cells of the master.

    Args:
        root: tree of the workbook part, changed in place.
        old, new: names of the master and of the clone.
        indexes: their positions among the sheets, from 0.
    """
    if root.find(main("definedNames")) is None:
        return
    holder, made = names_holder(root), list[etree._Element]()
    local = {node.get("name", "").casefold() for node in holder if node.get("localSheetId") == str(indexes[0])}
    for node in holder.iterchildren(main("definedName")):
        own = node.get("localSheetId") == str(indexes[0])
        target = target_of(node.text or "")
        of_book = node.get("localSheetId") is None and target is not None and target[0].casefold() == old.casefold()
        if not own and not (of_book and node.get("name", "").casefold() not in local):
            continue
        copy = etree.Element(main("definedName"), {str(k): str(v) for k, v in node.attrib.items()})
        copy.set("localSheetId", str(indexes[1]))
        copy.text = retarget_sheet(node.text or "", old, new)
        made.append(copy)
    holder.extend(made)


def drop_names(root: etree._Element, index: int) -> None:
    """Take away the names of a sheet that goes, and count the sheets behind it anew."""
    holder = root.find(main("definedNames"))
    if holder is None:
        return
    for node in list(holder):
        local = node.get("localSheetId", "")
        if local == str(index):
            holder.remove(node)
        elif local.isdigit() and int(local) > index:
            node.set("localSheetId", str(int(local) - 1))
    if not len(holder):
        root.remove(holder)


def _index(workbook: WorkbookPart, root: etree._Element, sheet: str) -> int:
    names = [node.get("name", "").casefold() for node in workbook.sheet_nodes(root)]
    return names.index(sheet.casefold())
