"""Filling a sheet outside its tables: single cells, row heights, hidden rows and print set-up."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from leadbook.books.closed.bodyrows import piece_style, pieces_by_column
from leadbook.books.closed.cellrefs import Area, address, parse_address
from leadbook.books.closed.context import Context
from leadbook.books.closed.names import cell_of_name, set_print_area
from leadbook.books.closed.ooxml import main
from leadbook.books.closed.rowscan import Row, SheetScan, Text, row_text, verbatim, without_attribute
from leadbook.books.closed.seams import SEAM, parted
from leadbook.books.closed.sheetedges import child, head_text, head_tree, tail_text, tail_tree, with_dimension
from leadbook.books.protocol import SheetFill
from leadbook.errors import LayoutError
from leadbook.model import Cell

_FORMULA = re.compile(r"<f(?:\s[^>]*?)?(?:/>|>[^<]*</f>)")
_FOOTER_PARTS = re.compile(r"&(?=[LCR])")
_FOOTER_LIMIT = 255
_PAPERS = {"Letter": "1", "A4": "9"}
"""Values of paperSize (ECMA-376 Part 1, 18.3.1.63)."""
_BLOCK = 500
_LOOK = re.compile(r'(?:&(?:\d{1,3}|"[^"]*"|[BIUSEXY]|K[0-9A-Fa-f]{6}))*')
"""Type, size and colour at the beginning of a part; they stay when its text changes."""

Cells = dict[int, dict[int, Cell]]
"""Values by row and column, both from 1."""


def fill_sheet(context: Context, sheet: str, fill: SheetFill) -> None:
    """See `protocol.Book.fill`."""
    entry = context.worksheet(sheet)
    cells: Cells = {}
    for name, value in fill.cells.items():
        place = parse_address(name) or cell_of_name(context.workbook, name, entry.name)
        if place is None:
            raise LayoutError(
                f'The cell "{name}" is not there.', f"Sheet {entry.name}", "Undo the renaming of the cell."
            )
        cells.setdefault(place[1], {})[place[0]] = value
    filling = _Filling(context, entry.part, fill, cells)
    if context.canonically(entry.part, filling.apply):
        context.counts_changed = True
        context.styles.flush()
    if fill.print_area is not None:
        set_print_area(context.workbook, entry.name, fill.print_area)


@dataclass(slots=True)
class _Filling:
    """One fill of one sheet part."""

    context: Context
    part: str
    fill: SheetFill
    cells: Cells

    def apply(self) -> bool:
        """Replace the part; False when nothing in it changed."""
        touched = {*self.cells, *self.fill.heights, *self.fill.hidden_rows, *self.fill.shown_rows}
        parts = self.context.parts
        sewn = parts.sew(self.part, lambda head, tail: self._ends(head, tail, sorted(touched)))
        if sewn is not None:
            return sewn
        return parts.put_stream(self.part, self._content(SheetScan(parts, self.part), sorted(touched)))

    def _ends(self, head: bytes, tail: bytes, touched: list[int]) -> tuple[bytes, bytes] | None:
        """The new beginning and end of the part, when no row between them is touched."""
        return parted(self._content(SheetScan(Text(head + tail), self.part), touched))

    def _content(self, scan: SheetScan, touched: list[int]) -> Iterator[bytes]:
        waiting, made = deque(touched), list[str]()
        yield self._head(scan.head).encode()
        for row in scan.rows():
            while waiting and waiting[0] < row.number:
                made.append(self._row(Row(waiting.popleft(), "", "", closed=True)))
            if waiting and waiting[0] == row.number:
                made.append(self._row(row))
                waiting.popleft()
            else:
                made.append(verbatim(row))
            if len(made) >= _BLOCK or not waiting:
                yield "".join(made).encode()
                made = []
            if not waiting:  # the rows below are copied without a look at them
                yield SEAM
                for text in scan.rest():
                    yield text.encode()
                yield SEAM
                break
        made += [self._row(Row(number, "", "", closed=True)) for number in waiting]
        yield "".join(made).encode()
        yield self._tail(scan.head, scan.tail).encode()

    def _row(self, row: Row) -> str:
        """One touched row."""
        attributes, fill = row.attributes, self.fill
        if row.number in fill.heights:
            attributes = without_attribute(attributes, "ht", "customHeight")
            attributes += f' ht="{fill.heights[row.number]:g}" customHeight="1"'
        if row.number in fill.shown_rows or row.number in fill.hidden_rows:
            attributes = without_attribute(attributes, "hidden")
        if row.number in fill.hidden_rows:
            attributes += ' hidden="1"'
        values = self.cells.get(row.number)
        if values is None:
            return row_text(row.number, attributes, row.cells)
        have = pieces_by_column(row.cells)
        made = {column: f"<c {piece}" for column, piece in have.items()}
        for column, value in values.items():
            made[column] = self._cell(address(column, row.number), have.get(column), value)
        if set(made) - set(have):
            attributes = without_attribute(attributes, "spans")
        cells = "".join(made[column] for column in sorted(made))
        return row_text(row.number, attributes, cells)

    def _cell(self, ref: str, piece: str | None, value: Cell) -> str:
        """A cell with its new value; a formula stays and gets the value as its stored result."""
        writer, style = self.context.writer, piece_style(piece) if piece else ""
        formula = _FORMULA.search(piece) if piece else None
        if formula is None:
            return writer.cell(ref, style, value)
        self.context.results.setdefault(self.part, set()).add(ref)
        return writer.formula(ref, style, formula[0], value)

    def _head(self, head: str) -> str:
        """The used range grown, and fit-to-page taken off when a scale is asked for."""
        for number, values in self.cells.items():
            head = with_dimension(head, Area(min(values), number, max(values), number))
        if self.fill.scale is None or "fitToPage" not in head:
            return head
        tree = head_tree(head)
        for node in tree.iter(main("pageSetUpPr")):
            node.attrib.pop("fitToPage", "")
        return head_text(head, tree)

    def _tail(self, head: str, tail: str) -> str:
        """Paper, scale, page breaks and the footer's middle."""
        fill = self.fill
        if fill.scale is None and fill.breaks is None and fill.header_footer is None and fill.paper is None:
            return tail
        tree = tail_tree(head, tail)
        if fill.paper is not None:
            child(tree, "pageSetup").set("paperSize", _PAPERS[fill.paper])
        if fill.scale is not None:
            node = child(tree, "pageSetup")
            node.set("scale", str(fill.scale))
            for name in ("fitToWidth", "fitToHeight"):
                node.attrib.pop(name, "")
        if fill.breaks is not None:
            _set_breaks(tree, fill.breaks)
        if fill.header_footer is not None:
            _set_footer(tree, fill.header_footer)
        return tail_text(tree)


def _set_breaks(tree: etree._Element, breaks: tuple[int, ...]) -> None:
    """Manual page breaks after the given rows, and no others."""
    node = child(tree, "rowBreaks")
    for old in list(node):
        node.remove(old)
    if not breaks:
        tree.remove(node)
        return
    for row in sorted(set(breaks)):
        etree.SubElement(node, main("brk"), {"id": str(row), "max": "16383", "man": "1"})
    node.set("count", str(len(node)))
    node.set("manualBreakCount", str(len(node)))


def _set_footer(tree: etree._Element, text: str) -> None:
    """The middle of every footer the sheet has; left and right stay."""
    holder = child(tree, "headerFooter")
    names = ["oddFooter"] + [name for name in ("evenFooter", "firstFooter") if holder.find(main(name)) is not None]
    for name in names:
        node = holder.find(main(name))
        if node is None:
            node = etree.Element(main(name))
            header = holder.find(main("oddHeader"))
            if header is not None:
                header.addnext(node)
            else:
                holder.insert(0, node)
        node.text = with_middle(node.text or "", text)


def with_middle(footer: str, text: str) -> str:
    """A header or footer with another middle part, within the 255 characters Excel allows."""
    first, *rest = _FOOTER_PARTS.split(footer)
    if first:
        # without a mark the text is the middle
        rest = [f"C{first}", *rest]
    sections: Mapping[str, str] = {piece[0]: piece[1:] for piece in rest}
    ends = {name: sections[name] for name in ("L", "R") if sections.get(name)}
    room = _FOOTER_LIMIT - sum(len(end) + 2 for end in ends.values()) - 2
    look = _LOOK.match(sections.get("C", ""))
    codes = look.group() if look and text else ""
    if codes and text[:1].isdigit():
        codes += " "  # else the digit would belong to the size of the type
    middle = codes + text.replace("&", "&&")[: max(room - len(codes), 0)]
    if (len(middle) - len(middle.rstrip("&"))) % 2:
        middle = middle[:-1]
    pieces = {**ends, "C": middle} if middle else ends
    return "".join(f"&{name}{pieces[name]}" for name in "LCR" if name in pieces)

