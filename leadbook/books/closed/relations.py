"""Relationships between parts and the list of content types.

Targets may be relative to the part or absolute in the package; both are resolved to a part name, and new ones
are written relative, as Excel does.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from lxml import etree

from leadbook.books.closed.ooxml import CONTENT_TYPES, PKG_REL, parse, serialise
from leadbook.books.closed.zipparts import Parts


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship; `target` is a part name, or the address as written when `external`."""

    id: str
    type: str
    target: str
    external: bool

    @property
    def kind(self) -> str:
        """The last word of the type: "worksheet", "table", "drawing" …"""
        return self.type.rsplit("/", 1)[-1]


def rels_name(part: str) -> str:
    """Name of the part that lists the relationships of a part; "" stands for the package."""
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def relations(parts: Parts, part: str) -> list[Relation]:
    """The relationships of a part, in file order; none when it has no list."""
    name = rels_name(part)
    if name not in parts:
        return []
    return list(parts.known(f"relations of {part}", (name,), lambda: _read(parts, part, name)))


def _read(parts: Parts, part: str, name: str) -> list[Relation]:
    """The relationships of a part as its list says them."""
    found = []
    for node in parse(parts.read(name), name):
        if not isinstance(node.tag, str):
            continue
        target, external = node.get("Target", ""), node.get("TargetMode") == "External"
        if not external:
            target = parts.actual(resolve(part, target))
        found.append(Relation(node.get("Id", ""), node.get("Type", ""), target, external))
    return found


def resolve(part: str, target: str) -> str:
    """The part name a target means, seen from `part`."""
    target = target.replace("\\", "/")
    if target.startswith("/"):
        return posixpath.normpath(target).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target)).lstrip("/")


def relative(part: str, target: str) -> str:
    """The target as written in the list of `part`."""
    return posixpath.relpath(target, posixpath.dirname(part) or ".")


def write_relations(parts: Parts, part: str, found: list[Relation]) -> None:
    """Write the whole list of a part; an empty list takes the part away."""
    name = rels_name(part)
    if not found:
        parts.drop(name)
        return
    root = etree.Element(f"{{{PKG_REL}}}Relationships", nsmap={None: PKG_REL})  # type: ignore[dict-item]
    for relation in found:
        node = etree.SubElement(root, f"{{{PKG_REL}}}Relationship")
        node.set("Id", relation.id)
        node.set("Type", relation.type)
        node.set("Target", relation.target if relation.external else relative(part, relation.target))
        if relation.external:
            node.set("TargetMode", "External")
    parts.put(name, serialise(root))


def free_id(found: list[Relation]) -> str:
    """A relationship id that the list does not use."""
    taken, number = {relation.id for relation in found}, len(found) + 1
    while f"rId{number}" in taken:
        number += 1
    return f"rId{number}"


class ContentTypes:
    """[Content_Types].xml: the type of each part, by name or by extension."""

    _NAME = "[Content_Types].xml"

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def of(self, part: str) -> str:
        """The content type of a part; "" when nothing is said."""
        root = self._root()
        by_extension = ""
        for node in root:
            if node.get("PartName", "").lstrip("/").lower() == part.lower():
                return node.get("ContentType", "")
            if node.get("Extension", "").lower() == part.rsplit(".", 1)[-1].lower():
                by_extension = node.get("ContentType", "")
        return by_extension

    def add(self, part: str, content_type: str) -> None:
        """Name the type of a new part, unless its extension already says it."""
        if self.of(part) == content_type:
            return
        root = self._root()
        node = etree.SubElement(root, f"{{{CONTENT_TYPES}}}Override")
        node.set("PartName", f"/{part}")
        node.set("ContentType", content_type)
        self._parts.put(self._NAME, serialise(root))

    def remove(self, names: set[str]) -> None:
        """Forget the types of parts that are gone."""
        root, gone = self._root(), {name.lower() for name in names}
        found = [node for node in root if node.get("PartName", "").lstrip("/").lower() in gone]
        for node in found:
            root.remove(node)
        if found:
            self._parts.put(self._NAME, serialise(root))

    def _root(self) -> etree._Element:
        return parse(self._parts.read(self._NAME), self._NAME)
