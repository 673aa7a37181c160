"""Cloning a master sheet inside the book: its part and all parts that belong to it, under new names.

Pictures are shared with the master. Charts and names of the clone point to the clone, its tables get names and
ids of their own. A sheet with a slicer or a timeline is refused: those are registered across the workbook.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass, field

from lxml import etree

from leadbook.books.closed.context import Context
from leadbook.books.closed.docprops import add_title
from leadbook.books.closed.formulas import retarget_sheet, retarget_table
from leadbook.books.closed.names import copy_names
from leadbook.books.closed.ooxml import DOC_REL, main, parse, serialise
from leadbook.books.closed.relations import ContentTypes, Relation, free_id, relations, write_relations
from leadbook.books.closed.retargeting import retarget_part
from leadbook.books.closed.workbookpart import SheetEntry
from leadbook.books.naming import check_sheet_name
from leadbook.errors import LayoutError

_SHARED = frozenset({"image", "hyperlink", "pivotCacheDefinition", "theme", "person", "queryTable", "audio", "video"})
_REFUSED = frozenset({"slicer", "timeline"})
_SPACE = uuid.UUID("6f2b1a56-6c38-4f3f-9e55-0b6f0a2f7c11")


def clone_sheet(context: Context, master: str, name: str) -> None:
    """See `protocol.Book.clone`.

    Raises:
        SheetMissing: there is no such master.
        LayoutError: the master has no cells, or holds a slicer.
        UsageError: the name is none that Excel accepts.
    """
    entry, workbook, parts = context.worksheet(master), context.workbook, context.parts
    sheets = workbook.sheets()
    check_sheet_name(name, [sheet.name for sheet in sheets])
    copier = _Copier(context, entry, name)
    part = copier.copy(entry.part)
    copier.finish()
    found = relations(parts, workbook.part)
    source = next(r for r in found if r.target == entry.part)
    relation_id = free_id(found)
    write_relations(parts, workbook.part, [*found, Relation(relation_id, source.type, part, external=False)])
    root = workbook.root()
    nodes = workbook.sheet_nodes(root)
    number = max(int(node.get("sheetId", "0")) for node in nodes) + 1
    node = etree.Element(main("sheet"), {"name": name, "sheetId": str(number)})
    node.set(f"{{{DOC_REL}}}id", relation_id)
    nodes[-1].addnext(node)
    names = [sheet.name for sheet in sheets]
    copy_names(root, entry.name, name, (names.index(entry.name), len(names)))
    workbook.write(root)
    add_title(parts, name, [entry.name, *names])
    if entry.part in context.results:
        context.results[part] = set(context.results[entry.part])
    context.counts_changed = True
    context.forget_tables()


@dataclass(slots=True)
class _Copier:
    """Copies a tree of parts; each part once."""

    context: Context
    master: SheetEntry
    name: str
    copies: dict[str, str] = field(default_factory=dict)
    tables: dict[str, str] = field(default_factory=dict)

    def copy(self, part: str) -> str:
        """Copy a part and what hangs on it; the new part's name."""
        if part in self.copies:
            return self.copies[part]
        parts = self.context.parts
        new = self.copies[part] = self._free_name(part)
        # the old spelling of a part may be read through a shadow, but what is copied is the part itself
        parts.put(new, parts.read(part))
        ContentTypes(parts).add(new, ContentTypes(parts).of(part))
        made = []
        for relation in relations(parts, part):
            if relation.kind in _REFUSED:
                raise LayoutError(
                    "A sheet with a slicer or timeline cannot be copied.",
                    f"Sheet {self.master.name}",
                    "Take the slicer off the master sheet.",
                )
            target = relation.target
            if not relation.external and relation.kind not in _SHARED and target in parts:
                target = self.copy(target)
            made.append(Relation(relation.id, relation.type, target, relation.external))
        write_relations(parts, new, made)
        return new

    def finish(self) -> None:
        """Give the copies identities of their own and point them at one another."""
        parts, own = self.context.parts, [t for t in self.context.tables() if t.sheet_part == self.master.part]
        taken = {t.name.casefold() for t in self.context.tables()}
        taken |= {n.name.casefold() for n in self.context.workbook.names()}
        highest = max((_table_id(self.context, t.part) for t in self.context.tables()), default=0)
        for table in own:
            number = 2
            while f"{table.name}_{number}".casefold() in taken:
                number += 1
            self.tables[table.name] = f"{table.name}_{number}"
            taken.add(self.tables[table.name].casefold())
        for offset, table in enumerate(own, 1):
            new = self.copies[table.part]
            root = parse(parts.read(new), new)
            root.set("id", str(highest + offset))
            root.set("name", self.tables[table.name])
            root.set("displayName", self.tables[table.name])
            parts.put(new, serialise(root))
        for old, new in self.copies.items():
            content = parts.read(new)
            if old == self.master.part:
                content = self._own_sheet(content)
            if new.lower().endswith((".xml", ".vml")):
                content = retarget_part(content, new, self._retargeted)
                parts.put(new, self._own_ids(content))

    def _retargeted(self, formula: str) -> str:
        """A formula of the master as the clone needs it."""
        formula = retarget_sheet(formula, self.master.name, self.name)
        for old, new in self.tables.items():
            formula = retarget_table(formula, old, new)
        return formula

    def _own_sheet(self, content: bytes) -> bytes:
        """The sheet without the marks of which there can be one: its code module's name, being selected."""
        content = re.sub(rb'(<(?:\w+:)?sheetPr\b[^>]*?)\scodeName="[^"]*"', rb"\1", content, count=1)
        return re.sub(rb'(<(?:\w+:)?sheetView\b[^>]*?)\stabSelected="[^"]*"', rb"\1", content)

    def _own_ids(self, content: bytes) -> bytes:
        """Fresh unique ids, the same in every copied part, derived from the old ones."""

        def fresh(found: re.Match[bytes]) -> bytes:
            made = uuid.uuid5(_SPACE, f"{self.name}\n{found[2].decode().upper()}")
            return found[1] + str(made).upper().encode() + found[3]

        attributes = rb'((?:\b(?:xr\d?:)?uid|\bxr:uid|<threadedComment\b[^>]*?\s(?:id|parentId)|\sparentId)="\{)'
        content = re.sub(attributes + rb"([0-9A-Fa-f-]{36})(\}\")", fresh, content)
        return re.sub(rb"(tc=\{)([0-9A-Fa-f-]{36})(\})", fresh, content)

    def _free_name(self, part: str) -> str:
        """A part name of the same kind with the first number that is free."""
        found = re.match(r"(.*?)(\d*)(\.[^./]+)$", part)
        stem, ending = (found[1], found[3]) if found else (part, "")
        number = 1
        while f"{stem}{number}{ending}" in self.context.parts:
            number += 1
        return f"{stem}{number}{ending}"


def _table_id(context: Context, part: str) -> int:
    text = parse(context.parts.read(part), part).get("id", "0")
    return int(text) if text.isdigit() else 0
