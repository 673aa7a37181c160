"""The new body of a table, row by row: values that are written, cells that are carried along.

A row that continues a present row keeps each cell it does not change exactly as it was (value, formula, rich
text, style), also when its value is written again unchanged. New rows take the style of each column from the
first body row and the formula of calculated columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from leadbook.books.closed.cellrefs import address, column_number
from leadbook.books.closed.celltext import from_xml
from leadbook.books.closed.cellwriter import CellWriter
from leadbook.books.closed.formulas import this_row, translated
from leadbook.books.closed.rowscan import Row, attribute_value
from leadbook.books.closed.rowshape import ShapedReader
from leadbook.books.closed.tablepart import TablePart
from leadbook.books.closed.values import ValueReader, pieces, same
from leadbook.books.writegate import admit
from leadbook.model import KEEP, Cell, GridCell

BLOCK = 1000
_FORMULA = re.compile(r"<f((?:\s[^>]*?)?)(?:/>|>([^<]*)</f>)")

Pieces = dict[int, str]
"""Cells of one row by column (from 1), each as `values.pieces` gives it."""


def pieces_by_column(cells: str) -> Pieces:
    """The cells of a row by column."""
    return {column_number(p[3 : p.index('"', 3)].rstrip("0123456789")): p for p in pieces(cells)}


def piece_style(piece: str) -> str:
    """The style of a cell as text, "" when it has none."""
    return attribute_value(piece[: piece.index(">")], "s") or ""


def piece_at(piece: str, column: int, row: int) -> str:
    """A whole cell as it reads when it is moved to another place, its formula copied along."""
    quote = piece.index('"', 3)
    old, new = piece[3:quote], address(column, row)
    if old == new:
        return f"<c {piece}"
    text = f'<c r="{new}{piece[quote:]}'
    if "<f" not in text:
        return text

    def moved(found: re.Match[str]) -> str:
        attributes = found[1].replace(f' ref="{old}"', f' ref="{new}"').replace(f' ref="{old}:{old}"', f' ref="{new}"')
        return f"<f{attributes}>{to_formula(translated(from_xml(found[2] or ''), old, new))}</f>"

    return _FORMULA.sub(moved, text, count=1)


def to_formula(formula: str) -> str:
    """A formula as character data; it knows no `_xHHHH_` escapes."""
    return formula.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@dataclass(slots=True)
class BodyRows:
    """Makes the cells of the new body.

    Args:
        table: the table as it stands.
        writer, reader: the gates of the book.
        sources: for each table column its position in the grid's rows, None when the grid does not name it.
        styles: style of each column's new cells.
        old: cells of the present body, by position of the row (from 0).
        given: formula cells whose stored result was given before, since the book was opened.
        results: formula cells whose stored result is given now (filled while rows are made).
    """

    table: TablePart
    writer: CellWriter
    reader: ValueReader
    sources: Sequence[int | None]
    styles: Sequence[str]
    old: dict[int, str]
    given: set[str]
    formula_bases: Sequence[str]
    results: set[str] = field(default_factory=set)
    _read: dict[int, tuple[Cell, ...]] = field(default_factory=dict)
    _next: int = 0

    def fresh(self, first: int, rows: Sequence[Sequence[GridCell]]) -> list[str]:
        """The cells of new rows from sheet row `first`, one text per row."""
        numbers = [str(first + i) for i in range(len(rows))]
        columns = list(zip(*rows, strict=True)) if rows and rows[0] else []
        made = []
        for j, source in enumerate(self.sources):
            values: Sequence[GridCell] = [None] * len(rows) if source is None else columns[source]
            if KEEP in values:
                values = [None if value is KEEP else value for value in values]
            made.append(self._fresh_column(j, numbers, values))
        return ["".join(cells) for cells in zip(*made, strict=True)]

    def _fresh_column(self, j: int, numbers: Sequence[str], values: Sequence[GridCell]) -> list[str]:
        place = self.table.area.left + j
        if not self.table.formulas[j]:
            return self.writer.column(place, self.styles[j], numbers, values)
        return [self._calculated(j, int(n), self.styles[j], v) for n, v in zip(numbers, values, strict=True)]

    def _calculated(self, j: int, row: int, style: str, value: object) -> str:
        """A cell of a calculated column with its stored result."""
        ref = address(self.table.area.left + j, row)
        if value is not None:
            self.results.add(ref)
        return self.writer.formula(ref, style, self.formula_element(j, row), value)

    def formula_element(self, j: int, row: int) -> str:
        """The formula of a calculated column for one row."""
        ref = address(self.table.area.left + j, row)
        formula = this_row(self.table.formulas[j], self.table.name)
        text = to_formula(translated(formula, self.formula_bases[j], ref))
        return f'<f t="array" ref="{ref}">{text}</f>' if j in self.table.arrays else f"<f>{text}</f>"

    def unchanged(self, number: int, origin: int, row: Sequence[GridCell]) -> bool:
        """Whether a row that stays where it is, sheet row `number`, also stays as it is."""
        if row.count(KEEP) == len(row):
            self.results |= self.given & {address(self.table.area.left + j, number) for j in range(len(self.sources))}
            return True
        cells, left = self.old[origin], self.table.area.left
        old = self._values(origin)
        named = [(j, row[s]) for j, s in enumerate(self.sources) if s is not None and row[s] is not KEEP]
        for j, value in named:
            # most values are equal and of one type, which needs no gate
            if (type(old[j]) is not type(value) or old[j] != value) and not same(old[j], admit(value)):
                return False
        if "<f" not in cells:
            return not any(self.table.formulas[j] for j, _ in named)
        have = pieces_by_column(cells)
        calculated = {left + j for j, _ in named if "<f" in have.get(left + j, "")}
        if any(self.table.formulas[j] and left + j not in calculated for j, _ in named):
            return False
        self.results |= {address(column, number) for column in calculated}
        self.results |= self.given & {address(left + j, number) for j in range(len(self.sources))}
        return True

    def _values(self, origin: int) -> tuple[Cell, ...]:
        """The values of a present row; many rows are read at once as long as they are asked for in order."""
        if origin not in self._read:
            stop = origin + (BLOCK if origin == self._next else 1)
            shaped = ShapedReader(self.reader, self.table.area.left, len(self.sources))
            rows = [Row(o + 1, "", self.old[o]) for o in range(origin, stop) if o in self.old]
            self._read = {number - 1: values for row in rows for number, values in shaped.read(row)}
            self._read.update((number - 1, values) for number, values in shaped.flush())
            self._next = stop
        return self._read[origin]

    def continued(self, number: int, origin: int, row: Sequence[GridCell]) -> str:
        """The cells of sheet row `number`, which continues the present row at position `origin`."""
        cells = self.old[origin]
        have = pieces_by_column(cells)
        left = self.table.area.left
        values = self._values(origin)
        made = []
        for j, source in enumerate(self.sources):
            value = KEEP if source is None else row[source]
            piece = have.get(left + j)
            if value is KEEP or (not self.table.formulas[j] and same(values[j], admit(value))):
                made.append(self._carried(piece, left + j, number, given=value is not KEEP))
            elif self.table.formulas[j]:
                made.append(self._recalculated(j, number, piece, values[j], value))
            else:
                style = piece_style(piece) if piece is not None else self.styles[j]
                made.append(self.writer.cell(address(left + j, number), style, value))
        return "".join(made)

    def _carried(self, piece: str | None, column: int, number: int, *, given: bool) -> str:
        """A cell that is kept, at its new place."""
        if piece is None:
            return ""
        if "<f" in piece and (given or piece[3 : piece.index('"', 3)] in self.given):
            self.results.add(address(column, number))
        return piece_at(piece, column, number)

    def _recalculated(self, j: int, number: int, piece: str | None, old: Cell, value: object) -> str:
        """A cell of a calculated column, left as it is when formula and result are the same."""
        style = piece_style(piece) if piece is not None else self.styles[j]
        if piece is not None and same(old, admit(value)):
            text = self.formula_element(j, number)
            here = piece.startswith(f'r="{address(self.table.area.left + j, number)}"')
            if here and text[text.index(">") :] in piece:
                return self._carried(piece, self.table.area.left + j, number, given=True)
        return self._calculated(j, number, style, value)


def blocks(first: int, flags: Sequence[bool]) -> Iterator[tuple[int, int, bool]]:
    """Runs of equal flags as (start, end, flag), none longer than `BLOCK`; positions from `first`."""
    start = 0
    while start < len(flags):
        end = start + 1
        while end < len(flags) and flags[end] == flags[start] and end - start < BLOCK:
            end += 1
        yield first + start, first + end, flags[start]
        start = end
