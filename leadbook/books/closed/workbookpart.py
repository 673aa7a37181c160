"""The workbook part: sheets, defined names, the date system, and what makes programs calculate anew."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from leadbook.books.closed.ooxml import DOC_REL, broken, main, parse, serialise
from leadbook.books.closed.relations import ContentTypes, Relation, relations, rels_name, write_relations
from leadbook.books.closed.zipparts import Parts
from leadbook.errors import NotALeadbook

_BEFORE_CALC = ("definedNames", "externalReferences", "functionGroups", "sheets")
_BEFORE_NAMES = ("externalReferences", "functionGroups", "sheets")


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One sheet: its name, state, part and kind of part ("worksheet", "chartsheet" …)."""

    name: str
    state: str
    part: str
    kind: str


@dataclass(frozen=True, slots=True)
class DefinedName:
    """A defined name; `scope` is the name of its sheet, None for the book."""

    name: str
    text: str
    scope: str | None


class WorkbookPart:
    """Reads and edits the workbook part of a package.

    Raises:
        NotALeadbook: the package is no workbook, or one of another format.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._names: tuple[bytes, list[DefinedName]] | None = None
        self._by_name: tuple[list[DefinedName], dict[str, list[DefinedName]]] | None = None
        if "[Content_Types].xml" not in parts:
            raise broken("The file is a zip, but not a workbook.")
        found = [r.target for r in relations(parts, "") if r.kind == "officeDocument"]
        if not found or found[0] not in parts:
            raise broken("The file is a zip, but not a workbook.")
        self.part = found[0]
        if self.part.endswith(".bin") or "binary" in ContentTypes(parts).of(self.part):
            raise NotALeadbook(
                "The file is a binary workbook (.xlsb).",
                "The workbook",
                'Open it in Excel and save it as "Excel Workbook (.xlsx)".',
            )
        root = self.root()
        if root.tag != main("workbook"):
            raise broken("The file is a zip, but not a workbook.", self.part)
        settings = root.find(main("workbookPr"))
        self.date1904 = settings is not None and settings.get("date1904") in ("1", "true")

    def root(self) -> etree._Element:
        """The part as a tree; changes count only after `write`."""
        return parse(self._parts.read(self.part), self.part)

    def write(self, root: etree._Element) -> None:
        """Put a changed tree back."""
        self._parts.put_stream(self.part, (serialise(root),), 6)

    def related(self, kind: str) -> str | None:
        """The part that stands in a relationship of a kind to the workbook, if there is one."""
        for relation in relations(self._parts, self.part):
            if relation.kind == kind and not relation.external:
                return relation.target
        return None

    def sheets(self) -> list[SheetEntry]:
        """All sheets in tab order.

        Raises:
            NotALeadbook: the list names a part that is not there.
        """
        return list(self._parts.known("sheets", (self.part, rels_name(self.part)), self._read_sheets))

    def _read_sheets(self) -> list[SheetEntry]:
        """The sheets as the part says them."""
        by_id = {r.id: r for r in relations(self._parts, self.part)}
        found = []
        for node in self.sheet_nodes(self.root()):
            relation = by_id.get(node.get(f"{{{DOC_REL}}}id", ""), Relation("", "", "", True))
            if relation.target not in self._parts:
                raise broken("A sheet of the file is missing.", self.part)
            name, state = node.get("name", ""), node.get("state", "visible")
            found.append(SheetEntry(name, state, relation.target, relation.kind))
        return found

    @staticmethod
    def sheet_nodes(root: etree._Element) -> list[etree._Element]:
        """The `<sheet>` elements of the tree."""
        holder = root.find(main("sheets"))
        return [] if holder is None else list(holder.iterchildren(main("sheet")))

    def names(self) -> list[DefinedName]:
        """All defined names; read once for each state of the part, as filling asks for them cell by cell."""
        data = self._parts.read(self.part)
        if self._names is None or self._names[0] != data:
            self._names = (data, self._read_names())
        return self._names[1]

    def names_like(self, name: str) -> list[DefinedName]:
        """The defined names of that name, whatever their sheet; case does not matter."""
        found = self.names()
        if self._by_name is None or self._by_name[0] is not found:
            by_name: dict[str, list[DefinedName]] = {}
            for entry in found:
                by_name.setdefault(entry.name.casefold(), []).append(entry)
            self._by_name = (found, by_name)
        return self._by_name[1].get(name.casefold(), [])

    def _read_names(self) -> list[DefinedName]:
        """The defined names as the part has them."""
        root = self.root()
        sheets = [node.get("name", "") for node in self.sheet_nodes(root)]
        found = []
        for node in root.iter(main("definedName")):
            local = node.get("localSheetId", "")
            scope = sheets[int(local)] if local.isdigit() and int(local) < len(sheets) else None
            found.append(DefinedName(node.get("name", ""), node.text or "", scope))
        return found

    def calculate_on_load(self) -> None:
        """Make programs calculate everything when they open the book, and forget the order of calculation."""
        root = self.root()
        node = root.find(main("calcPr"))
        if node is None:
            node = insert_after(root, "calcPr", _BEFORE_CALC)
        if node.get("fullCalcOnLoad") != "1":
            node.set("fullCalcOnLoad", "1")
            self.write(root)
        found = relations(self._parts, self.part)
        chains = [r for r in found if r.kind == "calcChain"]
        if chains:
            write_relations(self._parts, self.part, [r for r in found if r.kind != "calcChain"])
            ContentTypes(self._parts).remove({r.target for r in chains})
            for relation in chains:
                self._parts.drop(relation.target)


def names_holder(root: etree._Element) -> etree._Element:
    """The list of defined names of a workbook tree, made when it is not there."""
    holder = root.find(main("definedNames"))
    return holder if holder is not None else insert_after(root, "definedNames", _BEFORE_NAMES)


def insert_after(root: etree._Element, tag: str, before: tuple[str, ...]) -> etree._Element:
    """A new child that stands after the first of `before` that exists, as the schema's order asks."""
    node = etree.Element(main(tag))
    for name in before:
        known = root.find(main(name))
        if known is not None:
            known.addnext(node)
            return node
    root.append(node)
    return node
