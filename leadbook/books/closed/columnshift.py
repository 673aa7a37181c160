"""Where things of a sheet go when a table gets a column more or less: references, rules, widths.

Only cells of the table move, by one column, as when Excel inserts or deletes cells with "shift right/left".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from leadbook.books.closed.cellrefs import Area, column_number, letters
from leadbook.books.closed.ooxml import X14, XM, main
from leadbook.books.closed.tablepart import TablePart

_CELL = r"(\$?)([A-Z]{1,3})(\$?)(\d+)"
_REFERENCE = re.compile(rf"(?:((?:'(?:[^']|'')+'|[^'!]+)!))?{_CELL}(?::{_CELL})?$", re.I)


@dataclass(frozen=True, slots=True)
class ColumnShift:
    """One column of a table comes or goes.

    Args:
        table: the table as it stands before.
        at: sheet column (from 1) that the new column takes, or that goes.
        insert: whether it comes.
    """

    table: TablePart
    at: int
    insert: bool

    def column(self, column: int) -> int | None:
        """Where a column of the table goes; None for the one that goes away."""
        if column < self.at or column > self.table.area.right:
            return column
        if self.insert:
            return column + 1
        return None if column == self.at else column - 1

    def area(self, area: Area) -> Area | None:
        """Where an area of the table's sheet goes; areas that are not the table's alone stay."""
        table = self.table.area
        if not area.within_columns(table) or area.top < table.top or area.bottom > table.bottom:
            return area
        columns = [c for old in range(area.left, area.right + 1) if (c := self.column(old)) is not None]
        return Area(min(columns), area.top, max(columns), area.bottom) if columns else None

    def sqref(self, text: str) -> str:
        """The same for the areas of a rule; "" when nothing is left."""
        found = []
        for piece in text.split():
            area = Area.parse(piece)
            new = self.area(area) if area is not None else None
            found.append(piece if area is None else "" if new is None else str(new))
        return " ".join(filter(None, found))

    def formula(self, formula: str, sheet: str) -> str:
        """A formula (without "=") of a sheet, its plain references following the table's cells."""
        if not re.search(r"[A-Za-z]\$?\d", formula):
            return formula
        from openpyxl.formula import Tokenizer  # a third of the start-up, and hardly any run needs it
        from openpyxl.formula.tokenizer import Token

        tokens = Tokenizer(f"={formula}")
        for token in tokens.items:
            if token.type == Token.OPERAND and token.subtype == Token.RANGE:
                token.value = self._reference(token.value, sheet)
        rendered: str = tokens.render()
        return rendered[1:]

    def _reference(self, text: str, sheet: str) -> str:
        found = _REFERENCE.match(text)
        if not found:
            return text
        prefix = found[1] or ""
        target = prefix[:-1].strip("'").replace("''", "'") or sheet
        first, row = column_number(found[3].upper()), int(found[5])
        last, bottom = (column_number(found[7].upper()), int(found[9])) if found[7] else (first, row)
        if target.casefold() != self.table.sheet.casefold():
            return text
        new = self.area(Area(min(first, last), min(row, bottom), max(first, last), max(row, bottom)))
        if new is None:
            return f"{prefix}#REF!"
        start = f"{prefix}{found[2]}{letters(new.left)}{found[4]}{row}"
        return f"{start}:{found[6]}{letters(new.right)}{found[8]}{bottom}" if found[7] else start

    def tail(self, tree: etree._Element) -> None:
        """Move rules, links and their formulas in the tail of the table's sheet."""
        for node in list(tree.iter(*map(main, ("conditionalFormatting", "dataValidation", "ignoredError")))):
            self._move(node, "sqref", self.sqref(node.get("sqref", "")))
        for node in list(tree.iter(main("hyperlink"))):
            self._move(node, "ref", self.sqref(node.get("ref", "")))
        for rule in list(tree.iter(f"{{{X14}}}conditionalFormatting", f"{{{X14}}}dataValidation")):
            for own in rule.iterchildren(f"{{{XM}}}sqref"):
                own.text = self.sqref(own.text or "") or own.text
        formulas = (main("formula"), main("formula1"), main("formula2"), f"{{{XM}}}f")
        for node in tree.iter(*formulas):
            node.text = self.formula(node.text or "", self.table.sheet)

    @staticmethod
    def _move(node: etree._Element, name: str, text: str) -> None:
        """Set the areas of a rule, or take the rule away when it has none left."""
        parent = node.getparent()
        if text:
            node.set(name, text)
        elif parent is not None:
            parent.remove(node)
            if parent.get("count") is not None:
                parent.set("count", str(len(parent)))
            if not len(parent) and parent.getparent() is not None:
                parent.getparent().remove(parent)  # type: ignore[union-attr]

    def widths(self, head: etree._Element) -> None:
        """Let column widths and formats follow; a new column looks like the one before it."""
        holder = head.find(main("cols"))
        if holder is None:
            return
        known: dict[int, dict[str, str]] = {}
        beyond = []
        right = self.table.area.right + 1
        for node in holder.iterchildren(main("col")):
            attributes = {str(k): str(v) for k, v in node.attrib.items()}
            first, last = int(attributes["min"]), int(attributes["max"])
            known.update((column, attributes) for column in range(first, min(last, right) + 1))
            if last > right:
                beyond.append({**attributes, "min": str(max(first, right + 1))})
        moved = {c: known[old] for old in sorted(known) if (c := self.column(old)) is not None and old != right}
        if self.insert and self.at - 1 in known:
            moved[self.at] = known[self.at - 1]
        if right in known and right not in moved:
            moved[right] = known[right]
        for node in list(holder):
            holder.remove(node)
        for column in sorted(moved):
            place = {"min": str(column), "max": str(column)}
            etree.SubElement(holder, main("col"), {**moved[column], **place})
        for attributes in beyond:
            etree.SubElement(holder, main("col"), attributes)
        if not len(holder):
            head.remove(holder)
