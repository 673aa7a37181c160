"""Stored results that are no longer true: formula cells lose theirs when a table changed.

Programs that open the book calculate everything anew. A result that was given since the book was opened (calculated
columns of written tables, filled cells) stays, so that readers that do not calculate see the right number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leadbook.books.closed.canonical import canonical_sheet
from leadbook.books.closed.cellrefs import Area, parse_address
from leadbook.books.closed.rowscan import NotCanonical, SheetScan, decoded, row_text, verbatim
from leadbook.books.closed.values import pieces
from leadbook.books.closed.zipparts import Parts

_RESULT = re.compile(r"<v(?:\s[^>]*)?(?:/>|>[^<]*</v>)")
_TYPE = re.compile(r'\st="[^"]*"')
_FORMULA = re.compile(r"<f[\s/>]")
_ARRAY = re.compile(r'<f(?=[^>]*? t="(?:array|dataTable)")[^>]*? ref="([^"]*)"')


def drop_stale_results(parts: Parts, sheets: list[str], given: dict[str, set[str]]) -> None:
    """Take the stored result from every formula cell of the sheets, except where it was given.

    Args:
        parts: the package, changed in place; sheets without such cells keep their bytes.
        sheets: names of the sheet parts.
        given: for each sheet part the addresses whose result stays.
    """
    for part in sheets:
        kept = given.get(part, set())
        try:
            _clean(parts, part, kept)
        except NotCanonical:
            parts.shadow(part, canonical_sheet(parts.read(part), part))
            _clean(parts, part, kept)


def _clean(parts: Parts, part: str, kept: set[str]) -> None:
    """One sheet; its part is only replaced when a result went."""
    if not _has_formula(parts, part):
        return
    if not any(_stale(row.cells, kept) for row in SheetScan(parts, part).rows() if "<f" in row.cells):
        return
    parts.put_stream(part, _content(parts, part, kept))


def _has_formula(parts: Parts, part: str) -> bool:
    """Whether a formula stands anywhere in a sheet; most sheets have none, and need not be taken apart to know it."""
    end = ""
    for text in decoded(parts, part):
        if _FORMULA.search(end + text[:2]) or _FORMULA.search(text):
            return True
        end = (end + text)[-2:]
    return False


def _stale(cells: str, kept: set[str]) -> bool:
    return any("<f" in piece and "<v" in piece and _ref(piece) not in kept for piece in pieces(cells))


def _ref(piece: str) -> str:
    return piece[3 : piece.index('"', 3)]


def _content(parts: Parts, part: str, kept: set[str]) -> Iterator[bytes]:
    scan, spills = SheetScan(parts, part), list[Area]()
    yield scan.head.encode()
    for row in scan.rows():
        if "<f" not in row.cells and not any(area.bottom >= row.number for area in spills):
            yield verbatim(row).encode()
            continue
        cells = []
        for piece in pieces(row.cells):
            spills.extend(_spilled(piece))
            stale = "<f" in piece or _within(piece, spills)
            cells.append(f"<c {_without_result(piece) if stale and _ref(piece) not in kept else piece}")
        yield row_text(row.number, row.attributes, "".join(cells)).encode()
    yield scan.tail.encode()


def _spilled(piece: str) -> list[Area]:
    """The cells that the formula of a cell fills besides its own."""
    found = _ARRAY.search(piece)
    area = Area.parse(found[1]) if found else None
    return [area] if area is not None and (area.left, area.top) != (area.right, area.bottom) else []


def _within(piece: str, spills: list[Area]) -> bool:
    place = parse_address(_ref(piece)) if spills else None
    return place is not None and any(area.meets(Area(*place, *place)) for area in spills)


def _without_result(piece: str) -> str:
    """A cell without stored result; the type of a result that is gone goes too."""
    end = piece.index(">")
    return _TYPE.sub("", piece[:end]) + _RESULT.sub("", piece[end:], count=1)

