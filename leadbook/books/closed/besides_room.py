"""Where beside a list there is room: columns to its right in which nothing stands, for the height of the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from lxml import etree

from leadbook.books.closed.bodyrows import piece_style
from leadbook.books.closed.cellrefs import MAX_COLUMN, Area, column_number
from leadbook.books.closed.context import Context
from leadbook.books.closed.ooxml import parse
from leadbook.books.closed.relations import relations
from leadbook.books.closed.rowscan import SheetScan
from leadbook.books.closed.sheetedges import merged_areas
from leadbook.books.closed.tablepart import TablePart
from leadbook.books.closed.values import pieces
from leadbook.errors import TableBlocked

_LOOKED_AT = 500
"""Rows whose looks are counted."""


@dataclass(slots=True)
class Room:
    """What was seen around a list.

    Args:
        left: first free column (from 1) of those that are needed.
        head_style: format of the last heading, as text.
        body_style: the most frequent format of the list's cells, as text.
        protected: whether the sheet is protected.
        table: the Excel table that ends with the list's last column and starts with its header; None for none.
    """

    left: int = 0
    head_style: str = ""
    body_style: str = ""
    protected: bool = False
    table: TablePart | None = None


@dataclass(slots=True)
class _Seen:
    """Columns with something in them, and the formats that were met."""

    taken: set[int] = field(default_factory=set)
    heads: dict[int, str] = field(default_factory=dict)
    looks: Counter[str] = field(default_factory=Counter)
    tail: str = ""


def find_room(context: Context, sheet: str, area: Area, rows: Collection[int], needed: int) -> Room:
    """Look for `needed` free columns beside a list.

    Args:
        area: the list with its header.
        rows: sheet rows that get cells besides the header; some may stand above or below the list.

    Raises:
        TableBlocked: the sheet has not that many columns left.
        NotALeadbook: the sheet cannot be read.
    """
    entry = context.worksheet(sheet)
    own = [t for t in context.tables() if t.sheet_part == entry.part]
    table = next((t for t in own if t.area.top == area.top and t.area.meets(area) and t.header_rows), None)
    if table is not None:  # new columns go through all its rows: blank ones and the totals too
        area = Area(area.left, area.top, max(area.right, table.area.right), max(area.bottom, table.area.bottom))
    first, last = min(area.top, *rows), max(area.bottom, *rows)
    seen = context.canonically(entry.part, lambda: _look(context, entry.part, area, {area.top, *rows}))
    for block in (*merged_areas(seen.tail), *(t.area for t in own), *_drawn(context, entry.part)):
        if block.right > area.right and block.top <= last and block.bottom >= first:
            seen.taken.update(range(max(block.left, area.right + 1), min(block.right, MAX_COLUMN) + 1))
    left = area.right + 1
    while seen.taken & set(range(left, left + needed)):
        left += 1
    if left + needed - 1 > MAX_COLUMN:
        raise TableBlocked(
            "The sheet has no free columns to the right of the list.", f"Sheet {entry.name}",
            "Copy the list to a sheet of its own, from column A on, and flag that one.",
        )  # fmt: skip
    head = seen.heads[max(seen.heads)] if seen.heads else ""
    look = min(seen.looks, key=lambda style: (-seen.looks[style], len(style), style)) if seen.looks else ""
    fits = table is not None and table.area.right + 1 == left and not _is_fed(context, table)
    return Room(left, head, look, "<sheetProtection " in seen.tail, table if fits else None)


def _is_fed(context: Context, table: TablePart) -> bool:
    """Whether a query fills the table: its columns are listed elsewhere too, so it is left as it is."""
    return parse(context.parts.read(table.part), table.part).get("tableType", "worksheet") != "worksheet"


def _look(context: Context, part: str, area: Area, rows: Collection[int]) -> _Seen:
    """One pass over the sheet; only the rows that get cells count, and those of the list for their looks."""
    seen, scan = _Seen(), SheetScan(context.parts, part)
    for row in scan.rows():
        if not (area.top <= row.number <= area.bottom or row.number in rows):
            continue
        for piece in reversed(pieces(row.cells)):
            column = column_number(piece[3 : piece.index('"', 3)].rstrip("0123456789"))
            if column > area.right:
                if _is_filled(piece):
                    seen.taken.add(column)
            elif row.number == area.top:
                if _is_filled(piece):
                    seen.heads[column] = piece_style(piece)
            elif area.top < row.number <= area.top + _LOOKED_AT:
                if column >= area.left and _is_filled(piece):
                    seen.looks[piece_style(piece)] += 1
            else:
                break
    seen.tail = scan.tail
    return seen


def _is_filled(piece: str) -> bool:
    """Whether a cell holds a value or a formula."""
    return "<v" in piece or "<is" in piece or "<f" in piece


def _drawn(context: Context, part: str) -> list[Area]:
    """The cells that charts and pictures cover, as far as their anchors name them."""
    found = []
    for relation in relations(context.parts, part):
        if relation.kind != "drawing" or relation.external or relation.target not in context.parts:
            continue
        for anchor in parse(context.parts.read(relation.target), relation.target):
            corners = [_corner(node) for node in anchor if _name(node) in ("from", "to")]
            first, last = (corners[0], corners[-1]) if corners else (None, None)
            if first is not None and last is not None:
                found.append(Area(first[0], first[1], max(first[0], last[0]), max(first[1], last[1])))
    return found


def _corner(node: etree._Element) -> tuple[int, int] | None:
    """Column and row (from 1) of one end of an anchor."""
    texts = {_name(one): (one.text or "").strip() for one in node}
    if not texts.get("col", "").isdigit() or not texts.get("row", "").isdigit():
        return None
    return int(texts["col"]) + 1, int(texts["row"]) + 1


def _name(node: etree._Element) -> str:
    """The name of an element without its namespace."""
    return etree.QName(node).localname if isinstance(node.tag, str) else ""
