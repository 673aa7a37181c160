"""What hangs on a sheet that comes from another workbook: its table, its notes, its names, the looks of its rules.

Every part gets a free name, every table an id and a name of its own; what is in the workbook already is only added
to (lists of parts, names and looks), never changed.
"""

from __future__ import annotations

import copy
import re

from lxml import etree

from leadbook.books.closed.context import Context
from leadbook.books.closed.formulas import retarget_sheet
from leadbook.books.closed.names import target_of
from leadbook.books.closed.ooxml import main, parse, serialise
from leadbook.books.closed.relations import ContentTypes, Relation, relations, write_relations
from leadbook.books.closed.workbookpart import WorkbookPart, insert_after, names_holder
from leadbook.books.closed.zipparts import Parts

_BEFORE_DXFS = ("cellStyles", "cellXfs", "cellStyleXfs", "borders", "fills", "fonts", "numFmts")


def graft_parts(context: Context, source: Parts, old: str, new: str) -> None:
    """Copy the parts that a sheet part of another package leads to, and give the new sheet part its relations.

    Args:
        source: the other package. old: the sheet's part in it. new: its part here, already put.
    """
    made = []
    for relation in relations(source, old):
        target = relation.target
        if not relation.external:
            target = _free_name(context.parts, target)
            data = source.read(relation.target)
            context.parts.put(target, _own_table(context, data, target) if relation.kind == "table" else data)
            ContentTypes(context.parts).add(target, ContentTypes(source).of(relation.target))
        made.append(Relation(relation.id, relation.type, target, relation.external))
    if made:
        write_relations(context.parts, new, made)
    context.forget_tables()


def graft_rules(context: Context, source: Parts, root: etree._Element) -> None:
    """Append the looks of a sheet's conditional formats to the styles, and point the rules to them.

    Args:
        root: the sheet as a tree; changed in place.
    """
    rules = [rule for rule in root.iter(main("cfRule")) if rule.get("dxfId") is not None]
    theirs, ours = WorkbookPart(source).related("styles"), context.workbook.related("styles")
    if not rules or theirs is None:
        return
    if ours is None or ours not in context.parts:
        for rule in rules:
            rule.attrib.pop("dxfId")
        return
    looks = parse(source.read(theirs), theirs).find(main("dxfs"))
    styles = parse(context.parts.read(ours), ours)
    holder = styles.find(main("dxfs"))
    if holder is None:
        holder = insert_after(styles, "dxfs", _BEFORE_DXFS)
    places: dict[str, int] = {}
    for rule in rules:
        number = rule.get("dxfId", "0")
        if number not in places:
            places[number] = len(holder)
            holder.append(copy.deepcopy(looks[int(number)]) if looks is not None else etree.Element(main("dxf")))
        rule.set("dxfId", str(places[number]))
    holder.set("count", str(len(holder)))
    context.parts.put(ours, serialise(styles))
    context.forget_styles()


def graft_names(context: Context, source: Parts, old: str, new: str) -> None:
    """Add the names for cells of a sheet of another workbook; a name that is taken here stays as it is.

    Args:
        old, new: name of the sheet there and here, where it is in the list of sheets already.
    """
    other = WorkbookPart(source)
    titles = [node.get("name", "") for node in other.sheet_nodes(other.root())]
    root = context.workbook.root()
    here = [node.get("name", "") for node in context.workbook.sheet_nodes(root)]
    taken = {one.name.casefold() for one in context.workbook.names() if one.scope is None}
    made = []
    for node in other.root().iter(main("definedName")):
        local, text = node.get("localSheetId"), node.text or ""
        target = target_of(text)
        own = titles[int(local)] == old if local is not None else target is not None and target[0] == old
        if not own or (local is None and node.get("name", "").casefold() in taken):
            continue
        name = etree.Element(main("definedName"), {str(k): str(v) for k, v in node.attrib.items()})
        name.text = retarget_sheet(text, old, new)
        if local is not None:
            name.set("localSheetId", str(here.index(new)))
        made.append(name)
    if made:
        names_holder(root).extend(made)
        context.workbook.write(root)


def _own_table(context: Context, data: bytes, part: str) -> bytes:
    """A table part with an id and, where its name is taken, a name that no other table has."""
    root = parse(data, part)
    tables = context.tables()
    ids = [parse(context.parts.read(one.part), one.part).get("id", "0") for one in tables]
    root.set("id", str(max((int(text) for text in ids if text.isdigit()), default=0) + 1))
    taken = {one.name.casefold() for one in tables} | {one.name.casefold() for one in context.workbook.names()}
    name, number = root.get("displayName", ""), 2
    while root.get("displayName", "").casefold() in taken:
        root.set("displayName", f"{name}_{number}")
        root.set("name", f"{name}_{number}")
        number += 1
    return serialise(root)


def _free_name(parts: Parts, part: str) -> str:
    """A part name of the same kind with the first number that is free."""
    found = re.match(r"(.*?)(\d*)(\.[^./]+)$", part)
    stem, ending = (found[1], found[3]) if found else (part, "")
    number = 1
    while f"{stem}{number}{ending}" in parts:
        number += 1
    return f"{stem}{number}{ending}"
