"""A sheet of another workbook put into this one: its cells, widths, heights, merges and print set-up.

The sheet is one that `leadbook.template` drew; a table, notes and names may hang on it (see `grafting`), charts and
pictures may not. Its texts become inline strings and its looks are appended to the styles, so nothing of the
workbook changes but its lists of sheets, parts, names and styles.
"""

from __future__ import annotations

import copy

from lxml import etree

from leadbook.books.closed.cellrefs import address
from leadbook.books.closed.context import Context
from leadbook.books.closed.docprops import add_title
from leadbook.books.closed.grafting import graft_names, graft_parts, graft_rules
from leadbook.books.closed.ooxml import DOC_REL, main, parse, serialise
from leadbook.books.closed.relations import ContentTypes, Relation, free_id, relations, write_relations
from leadbook.books.closed.styleadd import StyleAdder
from leadbook.books.closed.workbookpart import WorkbookPart
from leadbook.books.closed.zipparts import Parts
from leadbook.books.naming import check_sheet_name

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


def add_drawn_sheet(context: Context, drawn: bytes, name: str, *, hidden: bool = False) -> None:
    """Add the first sheet of a workbook as the last one of this, under a name.

    Args:
        hidden: the sheet can be shown by anybody, but is not at first.

    Raises:
        UsageError: the name is none that Excel accepts, or it is taken.
    """
    workbook, parts = context.workbook, context.parts
    there = workbook.sheets()
    check_sheet_name(name, [sheet.name for sheet in there])
    source = Parts(drawn)
    drawn_sheet = WorkbookPart(source).sheets()[0]
    root = _sheet(context, source)
    graft_rules(context, source, root)
    part = _free_part(parts, next((s.part for s in there if "/worksheets/" in s.part), there[0].part))
    parts.put(part, serialise(root))
    ContentTypes(parts).add(part, _SHEET_TYPE)
    graft_parts(context, source, drawn_sheet.part, part)
    found = relations(parts, workbook.part)
    relation_id = free_id(found)
    kind = f"{DOC_REL}/worksheet"
    write_relations(parts, workbook.part, [*found, Relation(relation_id, kind, part, external=False)])
    tree = workbook.root()
    nodes = workbook.sheet_nodes(tree)
    number = max(int(node.get("sheetId", "0")) for node in nodes) + 1
    node = etree.Element(main("sheet"), {"name": name, "sheetId": str(number)})
    if hidden:
        node.set("state", "hidden")
    node.set(f"{{{DOC_REL}}}id", relation_id)
    nodes[-1].addnext(node)
    workbook.write(tree)
    graft_names(context, source, drawn_sheet.name, name)
    add_title(parts, name, [sheet.name for sheet in there])
    context.forget_tables()


def column_looks(context: Context, drawn: bytes, header: str) -> tuple[str, str] | None:
    """The formats that a column has in the first table of a drawn workbook, as formats of this one.

    Returns:
        Numbers of the formats of the header and of the body, as text; None when no table has the column.
    """
    source = Parts(drawn)
    other = Context(drawn, lambda _code: None)
    found = [table for table in other.tables() if header in table.headers]
    looks = WorkbookPart(source).related("styles")
    if not found or looks is None:
        return None
    table, column = found[0], found[0].area.left + found[0].headers.index(header)
    root = parse(source.read(table.sheet_part), table.sheet_part)
    there = {node.get("r", ""): int(node.get("s", "0")) for node in root.iter(main("c"))}
    styles, adder = parse(source.read(looks), looks), StyleAdder(context.parts, context.workbook.related("styles"))
    made = [adder.copied(styles, there.get(address(column, row), 0)) for row in (table.area.top, table.first)]
    adder.flush()
    context.forget_styles()
    return made[0], made[1]


def _sheet(context: Context, source: Parts) -> etree._Element:
    """The sheet with this workbook's styles and its texts inside its cells."""
    other = WorkbookPart(source)
    root = parse(source.read(other.sheets()[0].part), "sheet")
    strings = other.related("sharedStrings")
    texts = list(parse(source.read(strings), strings)) if strings else []
    looks = other.related("styles")
    assert looks is not None
    styles, adder = parse(source.read(looks), looks), StyleAdder(context.parts, context.workbook.related("styles"))
    for node, name in [(n, "s") for n in root.iter(main("c"), main("row"))] + [
        (n, "style") for n in root.iter(main("col"))
    ]:
        if node.get(name) is not None:
            new = adder.copied(styles, int(node.get(name, "0")))
            node.attrib.pop(name)
            if new:
                node.set(name, new)
    for cell in root.iter(main("c")):
        if cell.get("t") == "s":
            _put_inline(cell, texts[int(cell.findtext(main("v"), "0"))])
    for view in root.iter(main("sheetView")):
        view.attrib.pop("tabSelected", "")
    adder.flush()
    context.forget_styles()
    return root


def _put_inline(cell: etree._Element, text: etree._Element) -> None:
    """The text of a shared string inside the cell itself."""
    for node in list(cell):
        cell.remove(node)
    cell.set("t", "inlineStr")
    holder = etree.SubElement(cell, main("is"))
    holder.extend(copy.deepcopy(node) for node in text)


def _free_part(parts: Parts, beside: str) -> str:
    """A name for the sheet's part, in the folder of the others."""
    folder = beside.rpartition("/")[0]
    number = 1
    while f"{folder}/sheet{number}.xml" in parts:
        number += 1
    return f"{folder}/sheet{number}.xml"
