"""Columns beside a list on a sheet that has no table of Leadbook: cells are added, nothing that is there changes.

Touched are the sheet part (rows of the list, column widths, the used range, a filter that ends with the list), the
part of an Excel table that ends with the list, the styles (appended only), and the workbook part when a filter's
hidden name or the results of formulas over the table have to follow.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from leadbook.books.closed.besides_room import Room, find_room
from leadbook.books.closed.bodyrows import pieces_by_column
from leadbook.books.closed.cellrefs import Area, address, letters
from leadbook.books.closed.context import Context
from leadbook.books.closed.formulas import quoted_sheet
from leadbook.books.closed.ooxml import main, parse, serialise
from leadbook.books.closed.rowscan import Row, SheetScan, row_text, verbatim, without_attribute
from leadbook.books.closed.sheetedges import head_text, head_tree, tail_text, tail_tree, with_dimension
from leadbook.books.closed.styleadd import StyleAdder
from leadbook.books.closed.tablepart import TablePart
from leadbook.model import Cell

_FILTER_NAME = "_xlnm._FilterDatabase"


@dataclass(frozen=True, slots=True, kw_only=True)
class Besides:
    """Columns to add beside a list.

    Args:
        sheet: its name.
        area: the list with its header, all numbers from 1.
        headers: names of the new columns; the header row of a table must not have them yet.
        rows: sheet row → one value for each new column.
        widths: of the new columns, in characters.
        tones: word in the first new column → colours of its text and its ground ("#RRGGBB").
        at: column (from 1) to write to, over what stands below the headings there, which stay as they are; None looks
            for room at the right of the list.
    """

    sheet: str
    area: Area
    headers: tuple[str, ...]
    rows: Mapping[int, Sequence[Cell]]
    widths: tuple[float, ...]
    tones: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the columns are now: the first of them (from 1), whether they touch the list, and what was met."""

    left: int
    beside: bool
    protected: bool
    table: str


def add_besides(context: Context, wanted: Besides) -> Placed:
    """Add columns at the first place to the right of a list where nothing stands.

    Raises:
        SheetMissing, LayoutError: there is no such sheet, it has no cells, or it has no room.
        NotALeadbook: the sheet cannot be read.
    """
    room = find_room(context, wanted.sheet, wanted.area, wanted.rows.keys(), len(wanted.headers))
    if wanted.at is not None:
        room.left, room.table = wanted.at, None
    elif room.table is not None and {_fold(name) for name in room.table.headers} & set(map(_fold, wanted.headers)):
        room.table = None  # a table must not have two columns of one name: the new ones stand beside it
    adder = StyleAdder(context.parts, context.workbook.related("styles"))
    looks = {word: adder.derived(room.body_style, *tone) for word, tone in wanted.tones.items()}
    plain = adder.derived(room.body_style, "", "")
    adder.flush()
    context.forget_styles()
    writing = _Writing(context, wanted, room, looks, plain)
    entry = context.worksheet(wanted.sheet)
    context.canonically(entry.part, writing.apply)
    context.styles.flush()
    if room.table is not None:
        _widen(context, room.table, wanted.headers)
        _calculate(context)
    if writing.formula_gone:
        context.workbook.calculate_on_load()
    if writing.filter_before:
        _move_filter_name(context, entry.name, (writing.filter_before, writing.filter_after))
    right = room.table.area.right if room.table is not None else wanted.area.right
    return Placed(room.left, room.left == right + 1, room.protected, room.table.name if room.table else "")


@dataclass(slots=True)
class _Writing:
    """One rewrite of the list's sheet."""

    context: Context
    wanted: Besides
    room: Room
    looks: Mapping[str, str]
    plain: str
    filter_before: str = ""
    filter_after: str = ""
    formula_gone: bool = False

    def apply(self) -> bool:
        """Replace the part."""
        part = self.context.worksheet(self.wanted.sheet).part
        return self.context.parts.put_stream(part, self._content(part))

    def _content(self, part: str) -> Iterator[bytes]:
        scan, made = SheetScan(self.context.parts, part), list[str]()
        yield self._head(scan.head).encode()
        for row in scan.rows():
            made.append(self._row(row))
            if len(made) >= 500:
                yield "".join(made).encode()
                made = []
        yield "".join(made).encode()
        yield self._tail(scan.head, scan.tail).encode()

    def _row(self, row: Row) -> str:
        """A row with the new cells; one that is none of the list's as it stands."""
        is_head = row.number == self.wanted.area.top
        values = self.wanted.headers if is_head else self.wanted.rows.get(row.number)
        if values is None or (is_head and self.wanted.at is not None):
            return verbatim(row)  # a heading that is there may be the name of a table's column
        made = {column: f"<c {piece}" for column, piece in pieces_by_column(row.cells).items()}
        for offset, value in enumerate(values):
            place = self.room.left + offset
            style = self.room.head_style if is_head else self.plain
            if not is_head and not offset:
                style = self.looks.get(str(value), self.plain)
            cell = self.context.writer.cell(address(place, row.number), style, value)
            self.formula_gone |= "<f" in made.pop(place, "")
            if cell:
                made[place] = cell
        cells = "".join(made[column] for column in sorted(made))
        return row_text(row.number, without_attribute(row.attributes, "spans"), cells)

    def _head(self, head: str) -> str:
        """The used range grown, and the widths of the new columns."""
        rows = (self.wanted.area.top, *self.wanted.rows)
        last = self.room.left + len(self.wanted.headers) - 1
        head = with_dimension(head, Area(self.room.left, min(rows), last, max(rows)))
        if self.wanted.at is not None:
            return head  # columns that are there already keep the widths a person gave them
        tree = head_tree(head)
        _set_widths(tree, self.room.left, self.wanted.widths)
        return head_text(head, tree)

    def _tail(self, head: str, tail: str) -> str:
        """A filter that ends with the list ends with the new columns."""
        if "<autoFilter" not in tail or self.wanted.at is not None:
            return tail
        tree = tail_tree(head, tail)
        node = tree.find(main("autoFilter"))
        area = Area.parse(node.get("ref", "")) if node is not None else None
        if node is None or area is None or area.top != self.wanted.area.top or area.right + 1 != self.room.left:
            return tail
        new = Area(area.left, area.top, self.room.left + len(self.wanted.headers) - 1, area.bottom)
        self.filter_before, self.filter_after = str(area), str(new)
        node.set("ref", self.filter_after)
        return tail_text(tree)


def _set_widths(tree: etree._Element, first: int, widths: Sequence[float]) -> None:
    """Widths of some columns; the columns beside them keep theirs."""
    holder = tree.find(main("cols"))
    if holder is None:
        holder = etree.Element(main("cols"))
        tree.append(holder)  # the last element before the cells
    last, kept = first + len(widths) - 1, list[etree._Element]()
    for node in list(holder):
        holder.remove(node)
        low, high = int(node.get("min", "1")), int(node.get("max", "1"))
        for start, end in ((low, min(high, first - 1)), (max(low, last + 1), high)):
            if start <= end:
                piece = copy.deepcopy(node)
                piece.set("min", str(start))
                piece.set("max", str(end))
                kept.append(piece)
    for offset, width in enumerate(widths):
        number = str(first + offset)
        kept.append(etree.Element(main("col"), min=number, max=number, width=f"{width:g}", customWidth="1"))
    holder.extend(sorted(kept, key=lambda node: int(node.get("min", "1"))))


def _widen(context: Context, table: TablePart, headers: Sequence[str]) -> None:
    """The table part with the new columns at its end."""
    root = parse(context.parts.read(table.part), table.part)
    area, right = table.area, table.area.right + len(headers)
    root.set("ref", str(Area(area.left, area.top, right, area.bottom)))
    for node in root.iterchildren(main("autoFilter")):
        node.set("ref", str(Area(area.left, area.top, right, table.last)))
    columns = root.find(main("tableColumns"))
    assert columns is not None
    number = max(int(node.get("id", "0")) for node in columns)
    for offset, header in enumerate(headers, 1):
        etree.SubElement(columns, main("tableColumn"), {"id": str(number + offset), "name": header})
    columns.set("count", str(len(columns)))
    context.parts.put(table.part, serialise(root))
    context.forget_tables()


def _calculate(context: Context) -> None:
    """Formulas over a whole table see more columns now; no formula moved, so the order of calculation holds."""
    root = context.workbook.root()
    node = root.find(main("calcPr"))
    if node is not None and node.get("fullCalcOnLoad") != "1":
        node.set("fullCalcOnLoad", "1")
        context.workbook.write(root)


def _move_filter_name(context: Context, sheet: str, refs: tuple[str, str]) -> None:
    """The hidden name of a sheet's filter means the same cells as the filter."""
    root = context.workbook.root()
    before, after = (f"{quoted_sheet(sheet)}!{_absolute(ref)}" for ref in refs)
    for node in root.iter(main("definedName")):
        if node.get("name") == _FILTER_NAME and (node.text or "").replace("'", "") == before.replace("'", ""):
            node.text = after
            context.workbook.write(root)


def _fold(name: str) -> str:
    """A column's name as Excel compares it."""
    return name.strip().casefold()


def _absolute(ref: str) -> str:
    """A2:F9 → $A$2:$F$9."""
    area = Area.parse(ref)
    assert area is not None
    return f"${letters(area.left)}${area.top}:${letters(area.right)}${area.bottom}"
