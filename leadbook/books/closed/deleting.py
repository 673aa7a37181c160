"""Taking a sheet out of the book, with every part that belongs to it alone.

Formulas of other sheets that name it are left as they are: Excel shows them as #REF! when it calculates, and
the team sees what was lost.
"""

from __future__ import annotations

from leadbook.books.closed.context import Context
from leadbook.books.closed.docprops import remove_title
from leadbook.books.closed.names import drop_names
from leadbook.books.closed.ooxml import DOC_REL, main
from leadbook.books.closed.relations import ContentTypes, relations, rels_name, write_relations
from leadbook.books.closed.zipparts import Parts
from leadbook.errors import LayoutError


def delete_sheet(context: Context, name: str) -> None:
    """See `protocol.Book.delete`.

    Raises:
        SheetMissing: there is no such sheet.
        LayoutError: it is the last visible one, which a workbook cannot do without.
    """
    entry, parts, workbook = context.sheet(name), context.parts, context.workbook
    others = [sheet for sheet in workbook.sheets() if sheet.name != entry.name]
    if not any(sheet.state == "visible" for sheet in others):
        raise LayoutError(
            "A workbook needs one visible sheet.", f"Sheet {entry.name}", "Make another sheet visible first."
        )
    before = reachable(parts)
    root = workbook.root()
    nodes = workbook.sheet_nodes(root)
    index = [node.get("name") for node in nodes].index(entry.name)
    relation_id = nodes[index].get(f"{{{DOC_REL}}}id")
    parent = nodes[index].getparent()
    if parent is not None:
        parent.remove(nodes[index])
    drop_names(root, index)
    states = [node.get("state", "visible") for node in workbook.sheet_nodes(root)]
    for view in root.iter(main("workbookView")):
        for attribute in ("activeTab", "firstSheet"):
            if view.get(attribute) is not None:
                view.set(attribute, str(_tab_after(int(view.get(attribute, "0")), index, states)))
    workbook.write(root)
    kept = [r for r in relations(parts, workbook.part) if r.id != relation_id]
    write_relations(parts, workbook.part, kept)
    gone = before - reachable(parts)
    for part in gone:
        parts.drop(part)
        parts.drop(rels_name(part))
    ContentTypes(parts).remove(gone)
    remove_title(parts, entry.name)
    for part in gone:
        context.results.pop(part, None)
    context.counts_changed = True
    context.forget_tables()


def _tab_after(tab: int, gone: int, states: list[str]) -> int:
    """The number of a tab once tab `gone` is away; a visible one."""
    tab = min(tab - 1 if tab > gone else tab, len(states) - 1)
    if states[tab] == "visible":
        return tab
    return next(i for i, state in enumerate(states) if state == "visible")


def reachable(parts: Parts) -> set[str]:
    """Names of all parts that relationships lead to from the package."""
    found: set[str] = set()
    waiting = [""]
    while waiting:
        for relation in relations(parts, waiting.pop()):
            if not relation.external and relation.target in parts and relation.target not in found:
                found.add(relation.target)
                waiting.append(relation.target)
    return found
