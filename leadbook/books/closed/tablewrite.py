"""Writing a table: its sheet part and its table part are replaced, nothing else of the package is touched.

The sheet is read twice as a stream: once to see what stands in the rows concerned (and to refuse before
anything changes when the table must grow into something), once to copy everything else through. Rows below and
cells beside the table stay where they are. Links and notes anchored in body cells stay at their address. When
the table is filtered, the filter's definition stays and rows with new content are shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leadbook.books.closed.bodyrows import BLOCK, BodyRows, blocks, piece_style, pieces_by_column
from leadbook.books.closed.cellrefs import MAX_ROW, Area, address, letters, parse_address
from leadbook.books.closed.context import Context
from leadbook.books.closed.formulas import moves_with_row, this_row
from leadbook.books.closed.rowedits import RowEdits
from leadbook.books.closed.rowscan import SheetScan, attribute_value, row_text, verbatim, without_attribute
from leadbook.books.closed.seams import SEAM
from leadbook.books.closed.sharedformulas import unshare
from leadbook.books.closed.sheetedges import merged_areas, with_dimension
from leadbook.books.closed.stretching import stretch_names, stretched_tail
from leadbook.books.closed.styles import Variant
from leadbook.books.closed.tablegrid import check_rows, columns_of, present_rows, room_error
from leadbook.books.closed.tablepart import TablePart, move_bottom
from leadbook.books.closed.tableread import body_rows
from leadbook.books.closed.tablezone import Zone, read_zone, standing_style
from leadbook.books.writegate import admit
from leadbook.model import KEEP, Grid, GridCell


def write_table(context: Context, name: str, grid: Grid) -> None:
    """Replace the body of a table; see `protocol.Book.write`."""
    table = context.table(name)
    plan = _Plan(context, table, grid)
    part = table.sheet_part
    if not grid.rows and context.canonically(part, lambda: next(body_rows(context, table), None)) is None:
        # nothing is to be written where nothing is: a blank body of many rows stays as the team made it
        return
    zone = context.canonically(part, lambda: read_zone(context, table, plan.last))
    plan.check_room(zone)
    plan.prepare(zone)
    if any('t="shared"' in row.cells for row in zone.rows.values()) and not plan.changes_nothing():
        unshare(context.parts, part)
        zone = read_zone(context, table, plan.last)
        plan.prepare(zone)
    changed = context.parts.put_stream(part, plan.content(zone))
    moved = move_bottom(context.parts, table, plan.count)
    plan.note_results()
    if plan.last != table.last:
        stretch_names(context.workbook, table, plan.last)
    if changed or moved:
        context.tables_changed = context.counts_changed = True
        context.styles.flush()
        context.forget_tables()


class _Plan:
    """What one write is going to do."""

    def __init__(self, context: Context, table: TablePart, grid: Grid) -> None:
        self._context, self._table, self._grid = context, table, grid
        self._sources = columns_of(table.headers, grid, table.sheet, table.name)
        check_rows(grid, table.name)
        self.count = max(1, len(grid.rows))
        self.last = table.first + self.count - 1
        self._origins = present_rows(grid, table.last - table.first + 1, table.name)
        self._body: BodyRows
        self._edits: RowEdits
        self._mostly_edits = False
        self._attributes: str | None = None

    def check_room(self, zone: Zone) -> None:
        """Refuse to grow into anything.

        Raises:
            TableBlocked: naming the first cell that stands in the way.
        """
        table = self._table
        end = self.last + table.totals_rows
        if end <= table.area.bottom:
            return
        if end > MAX_ROW:
            raise room_error(table.name, table.sheet, address(table.area.left, MAX_ROW), "the sheet has no more rows")
        room = Area(table.area.left, table.area.bottom + 1, table.area.right, end)
        for other in self._context.tables():
            if other.sheet_part == table.sheet_part and other is not table and other.area.meets(room):
                at = address(max(other.area.left, room.left), max(other.area.top, room.top))
                raise room_error(table.name, table.sheet, at, f"the table {other.name} stands below it")
        for area in merged_areas(zone.tail):
            if area.meets(room):
                at = address(max(area.left, room.left), max(area.top, room.top))
                raise room_error(table.name, table.sheet, at, "merged cells stand below it")
        for number in range(room.top, room.bottom + 1):
            for column, piece in sorted(self._inside(zone, number).items()):
                if "<f" in piece or self._context.reader.piece(piece)[1] is not None:
                    raise room_error(table.name, table.sheet, address(column, number), "something stands below it")

    def prepare(self, zone: Zone) -> None:
        """Settle styles, formulas and the cells that may be carried along."""
        table, first = self._table, zone.rows.get(self._table.first)
        pattern = pieces_by_column(first.cells) if first else {}
        styles = []
        for column in range(table.area.left, table.area.right + 1):
            piece = pattern.get(column)
            own = piece_style(piece) if piece else standing_style(zone.head, first, column)
            styles.append(self._context.styles.variant(own, Variant.UNQUOTED))
        used = {origin for origin in self._origins if origin is not None}
        old = {o: self._cells_inside(zone, table.first + o) for o in used}
        self._body = BodyRows(
            table=table,
            writer=self._context.writer,
            reader=self._context.reader,
            sources=self._sources,
            styles=styles,
            old={origin: cells for origin, cells in old.items() if cells},
            given=self._context.results.get(table.sheet_part, set()),
            formula_bases=[self._formula_base(zone, j) for j in range(len(self._sources))],
        )
        self._edits = RowEdits(self._context.writer, self._context.reader, table.area.left, self._sources, styles)

    def changes_nothing(self) -> bool:
        """Whether every row stays where and as it is."""
        first, old = self._table.first, self._body.old
        return self.last == self._table.last and all(
            origin == i and (self._body.unchanged(first + i, i, row) if i in old else _says_nothing(row))
            for i, (origin, row) in enumerate(zip(self._origins, self._grid.rows, strict=True))
        )

    def content(self, zone: Zone) -> Iterator[bytes]:
        """The new sheet part, in pieces."""
        table = self._table
        area = Area(table.area.left, table.area.top, table.area.right, self.last + table.totals_rows)
        yield with_dimension(zone.head, area).encode()
        end = max(table.area.bottom, area.bottom)
        scan, done = SheetScan(self._context.parts, table.sheet_part), False
        held: list[str] = []
        for row in scan.rows():
            if row.number >= table.first and not done:
                yield "".join(held).encode()
                yield SEAM
                held, done = [], True
                yield from self._zone_rows(zone, end)
            if row.number < table.first or row.number > end:
                held.append(verbatim(row))
                if len(held) >= BLOCK:
                    yield "".join(held).encode()
                    held = []
        yield "".join(held).encode()
        if not done:
            yield from self._zone_rows(zone, end)
        yield SEAM
        yield stretched_tail(zone.head, scan.tail, table, self.last).encode()

    def note_results(self) -> None:
        """Remember which stored results of formulas this write gave."""
        body, part = self._table.body, self._table.sheet_part
        kept = {
            ref
            for ref in self._context.results.get(part, set())
            if not (place := Area.parse(ref)) or not place.meets(body)
        }
        self._context.results[part] = kept | self._body.results

    def _zone_rows(self, zone: Zone, end: int) -> Iterator[bytes]:
        """The rows of the zone: body, totals row, and what is left below when the table shrank."""
        table = self._table
        fresh = [o is None or o not in self._body.old for o in self._origins] or [True]
        rows: Sequence[Sequence[GridCell]] = self._grid.rows
        for start, stop, new in blocks(0, fresh):
            if not rows:
                made = [self._blank_row()]
            elif new:
                made = self._body.fresh(table.first + start, rows[start:stop])
            else:
                yield "".join(self._continued_block(zone, start, stop)).encode()
                continue
            numbers = range(table.first + start, table.first + stop)
            yield "".join(self._row(zone, n, cells) for n, cells in zip(numbers, made, strict=True)).encode()
        for number in range(self.last + 1, end + 1):
            totals = self._totals(zone) if table.totals_rows and number == self.last + 1 else ""
            yield self._row(zone, number, totals).encode()

    def _blank_row(self) -> str:
        """The one row of an empty table; no formulas, so that it reads as no row."""
        table, styles = self._table, self._body.styles
        refs = [address(table.area.left + j, table.first) for j in range(len(styles))]
        return "".join(f'<c r="{ref}" s="{style}"/>' for ref, style in zip(refs, styles, strict=True) if style)

    def _continued_block(self, zone: Zone, start: int, stop: int) -> list[str]:
        """Whole rows that continue present ones: as they stood, else edited quickly, else cell by cell."""
        made: dict[int, str] = {}
        # once rows change, most of the next ones do: editing tells too whether a row stays as it was
        edit = [i for i in range(start, stop) if self._stays(zone, i, made) is None]
        self._mostly_edits = len(edit) * 2 > stop - start
        numbers, old = [self._table.first + i for i in edit], [self._body.old[self._origin(i)] for i in edit]
        found = self._edits.edited(numbers, old, [self._grid.rows[i] for i in edit])
        for i, cells in zip(edit, found, strict=True):
            made[i] = self._careful(zone, i) if cells is None else self._row(zone, self._table.first + i, cells)
        return [made[i] for i in range(start, stop)]

    def _stays(self, zone: Zone, i: int, made: dict[int, str]) -> str | None:
        """A row that stays where and as it is, put into `made`; None for one that has to be looked at."""
        row, there = self._grid.rows[i], zone.rows.get(self._table.first + i)
        if self._origins[i] != i or there is None or (self._mostly_edits and row.count(KEEP) < len(row)):
            return None
        if not self._body.unchanged(there.number, i, row):
            self._mostly_edits = True
            return None
        return made.setdefault(i, verbatim(there))

    def _careful(self, zone: Zone, i: int) -> str:
        """A row that continues a present one, cell by cell."""
        number, origin, row = self._table.first + i, self._origin(i), self._grid.rows[i]
        old = zone.rows.get(number)
        if origin == i and old is not None and self._body.unchanged(number, origin, row):
            return verbatim(old)
        return self._row(zone, number, self._body.continued(number, origin, row))

    def _origin(self, i: int) -> int:
        """The position of the present row that a row continues."""
        origin = self._origins[i]
        assert origin is not None
        return origin

    def _totals(self, zone: Zone) -> str:
        """The cells of the totals row at their new place; their references stay, as when cells are moved."""
        inside = self._inside(zone, self._table.area.bottom)
        shift = self.last - self._table.last
        if not shift:
            return "".join(f"<c {piece}" for _, piece in sorted(inside.items()))
        number = self.last + 1
        return "".join(
            f'<c r="{letters(column)}{number}{piece[piece.index(chr(34), 3) :]}'
            for column, piece in sorted(inside.items())
        )

    def _row(self, zone: Zone, number: int, inside: str) -> str:
        """A whole row: what stands beside the table, and the new cells between."""
        table, old = self._table, zone.rows.get(number)
        if old is None:
            return f'<row r="{number}"{self._new_attributes(zone)}>{inside}</row>' if inside else ""
        cells = inside
        if self._body.old.get(number - table.first) is not old.cells:  # the very text: nothing stands beside
            have = sorted(pieces_by_column(old.cells).items())
            left = "".join(f"<c {piece}" for column, piece in have if column < table.area.left)
            cells = left + inside + "".join(f"<c {piece}" for column, piece in have if column > table.area.right)
        if cells == old.cells:
            return verbatim(old)
        attributes = without_attribute(old.attributes, "spans")
        if table.filtered:
            attributes = without_attribute(attributes, "hidden")
        return row_text(number, attributes, cells)

    def _new_attributes(self, zone: Zone) -> str:
        """Attributes of a row that was not there: style, and height if one was set, of the first body row."""
        first = zone.rows.get(self._table.first)
        if self._attributes is None and first is not None:
            is_set = attribute_value(first.attributes, "customHeight") in ("1", "true")
            wanted = ["s", "customFormat", *(("ht", "customHeight") if is_set else ())]
            found = [(name, attribute_value(first.attributes, name)) for name in wanted]
            self._attributes = "".join(f' {name}="{value}"' for name, value in found if value is not None)
        return self._attributes or ""

    def _inside(self, zone: Zone, number: int) -> dict[int, str]:
        """The cells of one row within the table's columns."""
        row, area = zone.rows.get(number), self._table.area
        found = pieces_by_column(row.cells) if row else {}
        return {column: piece for column, piece in found.items() if area.left <= column <= area.right}

    def _cells_inside(self, zone: Zone, number: int) -> str:
        """The same as text; as it stands when nothing is beside the table, which saves taking it apart."""
        row, area = zone.rows.get(number), self._table.area
        if row is None:
            return ""
        ends = [row.cells.find('<c r="') + 6, row.cells.rfind('<c r="') + 6]
        refs = [parse_address(row.cells[at : row.cells.find('"', at)]) for at in ends]
        if all(place is not None and area.left <= place[0] <= area.right for place in refs):
            return row.cells
        return "".join(f"<c {piece}" for _, piece in sorted(self._inside(zone, number).items()))

    def _formula_base(self, zone: Zone, j: int) -> str:
        """The cell that a calculated column's formula is written for, if it has plain references."""
        table, column = self._table, self._table.area.left + j
        formula = this_row(table.formulas[j], table.name)
        if formula and moves_with_row(formula):
            for number, row in zone.rows.items():
                piece = pieces_by_column(row.cells).get(column, "")
                if number <= table.last and f">{formula}</f>" in piece:
                    return address(column, number)
        return address(column, table.first)


def _says_nothing(row: Sequence[GridCell]) -> bool:
    """Whether a row of a grid leaves a blank row blank."""
    return all(value is KEEP or admit(value) is None for value in row)
