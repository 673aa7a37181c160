"""One Excel Table: its part, its place on the sheet and its columns."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from leadbook.books.closed.cellrefs import Area
from leadbook.books.closed.celltext import unescaped
from leadbook.books.closed.ooxml import broken, main, parse, serialise
from leadbook.books.closed.zipparts import Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePart:
    """A table as its part describes it.

    Args:
        part, sheet_part, sheet: names of the table part, of its sheet's part and of the sheet.
        name: display name.
        area: header, body and totals row together.
        headers: column names, escapes undone.
        formulas: for each column its formula (without "="), "" when it has none.
        arrays: columns (from 0) whose formula is an array formula.
        header_rows, totals_rows: 0 or 1 each.
    """

    part: str
    sheet_part: str
    sheet: str
    name: str
    area: Area
    headers: tuple[str, ...]
    formulas: tuple[str, ...]
    arrays: frozenset[int]
    header_rows: int
    totals_rows: int
    filtered: bool

    @property
    def first(self) -> int:
        """Sheet row of the first body row."""
        return self.area.top + self.header_rows

    @property
    def last(self) -> int:
        """Sheet row of the last body row."""
        return self.area.bottom - self.totals_rows

    @property
    def body(self) -> Area:
        """The body as a rectangle."""
        return Area(self.area.left, self.first, self.area.right, self.last)


def load_table(parts: Parts, part: str, sheet_part: str, sheet: str) -> TablePart:
    """Read a table part.

    Raises:
        NotALeadbook: the part is damaged or says nothing of its place.
    """
    root = parse(parts.read(part), part)
    area = Area.parse(root.get("ref", ""))
    columns = root.find(main("tableColumns"))
    if area is None or columns is None:
        raise broken("A table of the file does not say where it stands.", part)
    nodes = list(columns.iterchildren(main("tableColumn")))
    formulas = [node.find(main("calculatedColumnFormula")) for node in nodes]
    headers = tuple(unescaped(node.get("name", "")) for node in nodes)
    if len(headers) != area.right - area.left + 1:
        raise broken("A table of the file has another number of columns than it says.", part)
    auto_filter = root.find(main("autoFilter"))
    return TablePart(
        part=part,
        sheet_part=sheet_part,
        sheet=sheet,
        name=unescaped(root.get("displayName") or root.get("name") or ""),
        area=area,
        headers=headers,
        formulas=tuple((node.text or "").lstrip("=") if node is not None else "" for node in formulas),
        arrays=frozenset(
            i for i, node in enumerate(formulas) if node is not None and node.get("array") in ("1", "true")
        ),
        header_rows=_count(root, "headerRowCount", 1),
        totals_rows=_count(root, "totalsRowCount", 0),
        filtered=auto_filter is not None and auto_filter.find(main("filterColumn")) is not None,
    )


def _count(root: etree._Element, name: str, otherwise: int) -> int:
    text = root.get(name, "")
    return int(text) if text.isdigit() else otherwise


def move_bottom(parts: Parts, table: TablePart, rows: int) -> bool:
    """Let the table part say that its body has `rows` rows; True when it said something else before."""
    shift = rows - (table.last - table.first + 1)
    root = parse(parts.read(table.part), table.part)
    grew = root.attrib.pop("insertRow", "") != ""
    root.attrib.pop("insertRowShift", "")
    if not shift and not grew:
        return False
    area = table.area
    root.set("ref", str(Area(area.left, area.top, area.right, area.bottom + shift)))
    for node in root.iter(main("autoFilter"), main("sortState"), main("sortCondition")):
        own = Area.parse(node.get("ref", ""))
        if own is not None and own.bottom in (table.last, area.bottom):
            node.set("ref", str(Area(own.left, own.top, own.right, own.bottom + shift)))
    return parts.put_stream(table.part, (serialise(root),), 6)
