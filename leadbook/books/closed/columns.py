"""Adding and removing a column of a table, for workbooks made by an earlier Leadbook.

Cells of the table to the right move by one column, with their formats, rules, widths and the plain references of
formulas and names to them; nothing outside the table moves. Charts keep their references, and notes keep their
address, so a column is best added at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from leadbook.books.closed.bodyrows import piece_at, piece_style, pieces_by_column, to_formula
from leadbook.books.closed.cellrefs import MAX_COLUMN, Area, address
from leadbook.books.closed.celltext import from_xml
from leadbook.books.closed.columnshift import ColumnShift
from leadbook.books.closed.context import Context
from leadbook.books.closed.formulas import this_row
from leadbook.books.closed.names import widen_print_area
from leadbook.books.closed.ooxml import main, parse, serialise
from leadbook.books.closed.rowscan import Row, SheetScan, row_text, verbatim, without_attribute
from leadbook.books.closed.sharedformulas import unshare
from leadbook.books.closed.sheetedges import head_text, head_tree, tail_text, tail_tree, with_dimension
from leadbook.books.closed.tablegrid import room_error
from leadbook.books.closed.tablepart import TablePart
from leadbook.errors import ColumnMissing, ColumnTwice, LayoutError

_FORMULA = re.compile(r"(<f(?:\s[^>]*[^>/])?>)([^<]+)(</f>)")


class NewColumn(NamedTuple):
    """A column to add: its header, its formula or "", and how it looks.

    Args:
        looks: numbers of the formats of the header and of the body, as text; None looks like the column before.
        printed: at the end of a table that is printed to its last column it is printed too.
    """

    header: str
    formula: str = ""
    looks: tuple[str, str] | None = None
    printed: bool = True


def add_column(context: Context, name: str, new: NewColumn, after: str | None = None) -> None:
    """See `package.PackageBook.add_column`."""
    table, header = context.table(name), new.header
    if header.casefold() in (known.casefold() for known in table.headers):
        raise ColumnTwice(f'The column "{header}" is there already.', f"Table {table.name}", "Take another name.")
    at = table.area.left + (_position(table, after) + 1 if after is not None else len(table.headers))
    shift = ColumnShift(table, at, insert=True)
    _check_room(context, table)
    _rewrite(context, shift, new)
    _edit_part(context, shift, header, new.formula)
    _finish(context, shift)
    if new.printed and at > table.area.right:
        widen_print_area(context.workbook, table.sheet, table.area.right)


def remove_column(context: Context, name: str, header: str) -> None:
    """See `package.PackageBook.remove_column`."""
    table = context.table(name)
    position = _position(table, header)
    if len(table.headers) == 1:
        raise LayoutError("A table needs one column.", f"Table {table.name}", "Delete the table instead.")
    shift = ColumnShift(table, table.area.left + position, insert=False)
    _rewrite(context, shift, NewColumn(""))
    _edit_part(context, shift, "", "")
    _finish(context, shift)


def _position(table: TablePart, header: str) -> int:
    folded = [known.casefold() for known in table.headers]
    if header.casefold() not in folded:
        where = f"Sheet {table.sheet}, table {table.name}"
        raise ColumnMissing(f'The column "{header}" is not there.', where, "Undo its deletion or renaming.")
    return folded.index(header.casefold())


def _check_room(context: Context, table: TablePart) -> None:
    """Refuse to grow to the right into anything."""
    area = table.area
    if area.right == MAX_COLUMN:
        raise room_error(table.name, table.sheet, address(area.right, area.top), "the sheet has no more columns")
    room = Area(area.right + 1, area.top, area.right + 1, area.bottom)
    for other in context.tables():
        if other.sheet_part == table.sheet_part and other is not table and other.area.meets(room):
            at = address(room.left, max(other.area.top, room.top))
            raise room_error(table.name, table.sheet, at, f"the table {other.name} stands beside it")

    def found(row: Row) -> str:
        piece = pieces_by_column(row.cells).get(room.left, "") if row.number >= room.top else ""
        filled = piece and ("<f" in piece or context.reader.piece(piece)[1] is not None)
        return address(room.left, row.number) if filled else ""

    part = table.sheet_part
    for at in context.canonically(part, lambda: list(context.rows(part, room.bottom, found))):
        if at:
            raise room_error(table.name, table.sheet, at, "something stands beside it")


def _rewrite(context: Context, shift: ColumnShift, new: NewColumn) -> None:
    """Replace the table's sheet, and every other sheet whose formulas refer to cells that move."""
    part = shift.table.sheet_part

    def content() -> bool:
        scan = SheetScan(context.parts, part)
        if any('t="shared"' in row.cells for row in scan.rows()):
            unshare(context.parts, part)
        return context.parts.put_stream(part, _content(context, shift, new))

    context.canonically(part, content)
    for sheet in context.workbook.sheets():
        if sheet.kind == "worksheet" and sheet.part != part:
            context.canonically(sheet.part, lambda s=sheet: _reference_sheet(context, shift, s.part, s.name))  # type: ignore[misc]


def _content(context: Context, shift: ColumnShift, new: NewColumn) -> Iterator[bytes]:
    table, scan = shift.table, SheetScan(context.parts, shift.table.sheet_part)
    head = head_tree(scan.head)
    shift.widths(head)
    text = head_text(scan.head, head)
    if shift.insert:
        area = table.area
        text = with_dimension(text, Area(area.left, area.top, area.right + 1, area.bottom))
    yield text.encode()
    due = table.area.top
    for row in scan.rows():
        for missing in range(due, min(row.number, table.area.bottom + 1)):
            yield _row(context, shift, Row(missing, "", ""), new).encode()
        due = max(due, row.number + 1)
        if table.area.top <= row.number <= table.area.bottom:
            yield _row(context, shift, row, new).encode()
        else:
            yield _followed(shift, row, table.sheet).encode()
    for missing in range(due, table.area.bottom + 1):
        yield _row(context, shift, Row(missing, "", ""), new).encode()
    tail = tail_tree(scan.head, scan.tail)
    shift.tail(tail)
    yield tail_text(tail).encode()


def _row(context: Context, shift: ColumnShift, row: Row, new: NewColumn) -> str:
    """A row of the table with its cells moved."""
    table, made = shift.table, dict[int, str]()
    have = pieces_by_column(_following(shift, row.cells, table.sheet))
    for column, piece in have.items():
        place = shift.column(column)
        if place is not None:
            made[place] = _at(piece, place, row.number) if place != column else f"<c {piece}"
    if shift.insert:
        before = have.get(shift.at - 1) if shift.at > table.area.left else have.get(shift.at)
        cell = _new_cell(context, shift, row.number, before, new)
        if cell:
            made[shift.at] = cell
    cells = "".join(made[column] for column in sorted(made))
    return row_text(row.number, without_attribute(row.attributes, "spans"), cells)


def _new_cell(context: Context, shift: ColumnShift, number: int, before: str | None, new: NewColumn) -> str:
    """The cell of the new column in one row of the table; without looks of its own it looks like its neighbour."""
    table, ref = shift.table, address(shift.at, number)
    style = piece_style(before) if before else ""
    if new.looks is not None and number <= table.last:
        style = new.looks[0 if number < table.first else 1]
    if number < table.first:
        return context.writer.cell(ref, style, new.header)
    if number > table.last or not new.formula:
        return f'<c r="{ref}" s="{style}"/>' if style else ""
    element = f"<f>{to_formula(this_row(new.formula, table.name))}</f>"
    return context.writer.formula(ref, style, element, None)


def _at(piece: str, column: int, row: int) -> str:
    """A cell that moves within its row; its formula was moved before and is not copied along."""
    if "<f" not in piece or 't="array"' in piece:
        return piece_at(piece, column, row)
    return f'<c r="{address(column, row)}{piece[piece.index(chr(34), 3) :]}'


def _following(shift: ColumnShift, cells: str, sheet: str) -> str:
    """The cells of a row with the references of their formulas moved."""
    if "<f" not in cells:
        return cells

    def moved(found: re.Match[str]) -> str:
        old = from_xml(found[2])
        new = shift.formula(old, sheet)
        return found[0] if new == old else f"{found[1]}{to_formula(new)}{found[3]}"

    return _FORMULA.sub(moved, cells)


def _followed(shift: ColumnShift, row: Row, sheet: str) -> str:
    cells = _following(shift, row.cells, sheet)
    return verbatim(row) if cells == row.cells else verbatim(row._replace(cells=cells))


def _reference_sheet(context: Context, shift: ColumnShift, part: str, sheet: str) -> None:
    """Another sheet: only its references into the table, if it has any."""
    scan = SheetScan(context.parts, part)
    rows = "".join(_followed(shift, row, sheet) for row in scan.rows() if "<f" in row.cells)
    if shift.table.sheet.casefold() not in rows.casefold():
        return
    scan = SheetScan(context.parts, part)
    text = [scan.head, *(_followed(shift, row, sheet) for row in scan.rows())]
    context.parts.put_stream(part, ("".join([*text, scan.tail]).encode(),))


def _edit_part(context: Context, shift: ColumnShift, header: str, formula: str) -> None:
    """The table part: its columns, place, filters; a sort order is forgotten."""
    table = shift.table
    root = parse(context.parts.read(table.part), table.part)
    area, position = table.area, shift.at - table.area.left
    right = area.right + (1 if shift.insert else -1)
    root.set("ref", str(Area(area.left, area.top, right, area.bottom)))
    for node in list(root.iter(main("sortState"))):
        if (parent := node.getparent()) is not None:
            parent.remove(node)
    for node in root.iterchildren(main("autoFilter")):
        node.set("ref", str(Area(area.left, area.top, right, table.last)))
        _move_filters(node, position, insert=shift.insert)
    columns = root.find(main("tableColumns"))
    assert columns is not None
    nodes = list(columns.iterchildren(main("tableColumn")))
    if shift.insert:
        number = str(max(int(node.get("id", "0")) for node in nodes) + 1)
        new = etree.Element(main("tableColumn"), {"id": number, "name": header.replace("\n", "_x000a_")})
        if formula:
            etree.SubElement(new, main("calculatedColumnFormula")).text = this_row(formula, table.name)
        columns.insert(position, new)
    else:
        columns.remove(nodes[position])
    columns.set("count", str(len(columns)))
    context.parts.put(table.part, serialise(root))


def _move_filters(node: etree._Element, position: int, *, insert: bool) -> None:
    for column in list(node.iterchildren(main("filterColumn"))):
        number = int(column.get("colId", "0"))
        if not insert and number == position:
            node.remove(column)
        elif number >= position:
            column.set("colId", str(number + (1 if insert else -1)))


def _finish(context: Context, shift: ColumnShift) -> None:
    """Names follow, and everything is calculated anew."""
    workbook = context.workbook
    root, changed = workbook.root(), False
    for node in root.iter(main("definedName")):
        new = shift.formula(node.text or "", "")
        if new != (node.text or ""):
            node.text = new
            changed = True
    if changed:
        workbook.write(root)
    results = context.results.get(shift.table.sheet_part)
    if results:
        body = shift.table.body
        context.results[shift.table.sheet_part] = {r for r in results if (a := Area.parse(r)) and not a.meets(body)}
    context.tables_changed = context.counts_changed = True
    context.styles.flush()
    context.forget_tables()

