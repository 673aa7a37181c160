"""Shared formulas written out: each cell of a group gets its own, so that rows can move one by one."""

from __future__ import annotations

import re

from leadbook.books.closed.bodyrows import to_formula
from leadbook.books.closed.celltext import from_xml
from leadbook.books.closed.formulas import translated
from leadbook.books.closed.rowscan import SheetScan, verbatim
from leadbook.books.closed.values import pieces
from leadbook.books.closed.zipparts import Parts

_SHARED = re.compile(r'<f(?=[^>]*? t="shared")(?=[^>]*? si="(\d+)")([^>]*?)(?:/>|>([^<]*)</f>)')


def unshare(parts: Parts, part: str) -> None:
    """Let a sheet be read without shared formulas from now on; its part changes when it is written.

    A group's formula may stand below the cells that share it, so all are collected first.
    """
    masters: dict[str, tuple[str, str]] = {}
    for row in SheetScan(parts, part).rows():
        if 't="shared"' not in row.cells:
            continue
        for piece in pieces(row.cells):
            found = _SHARED.search(piece)
            if found and found[3]:
                masters[found[1]] = (from_xml(found[3]), piece[3 : piece.index('"', 3)])

    def own_formula(piece: str) -> str:
        ref = piece[3 : piece.index('"', 3)]

        def written_out(found: re.Match[str]) -> str:
            if found[3]:
                return f"<f>{found[3]}</f>"
            formula, origin = masters.get(found[1], ("", ref))
            return f"<f>{to_formula(translated(formula, origin, ref))}</f>" if formula else ""

        return _SHARED.sub(written_out, piece, count=1)

    scan, rows = SheetScan(parts, part), []
    for row in scan.rows():
        if 't="shared"' in row.cells:
            row = row._replace(cells="".join(f"<c {own_formula(piece)}" for piece in pieces(row.cells)))
        rows.append(verbatim(row))
    parts.shadow(part, (scan.head + "".join(rows) + scan.tail).encode())
