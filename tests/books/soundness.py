"""What Excel would repair in a workbook: the parts, their relations, and the order of what stands in a sheet.

Sources: ECMA-376 part 1 (18.3.1.99 worksheet, 18.5.1 tables, 18.8 styles) and part 2 (packages).
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

MAX_ROW, MAX_COLUMN, MAX_TEXT = 1_048_576, 16_384, 32_767
WORKSHEET = (
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios "
    "autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting "
    "dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks "
    "customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture "
    "oleObjects controls webPublishItems tableParts extLst"
)
STYLES = "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst"
WORKBOOK = (
    "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences "
    "definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing "
    "fileRecoveryPr webPublishObjects extLst"
)
TABLE = "autoFilter sortState tableColumns tableStyleInfo extLst"
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)$")


def problems(data: bytes) -> list[str]:
    """Everything about a workbook that Excel may want to repair; [] for a sound one."""
    book = _Book(data)
    book.check_package()
    if not book.found:
        book.check_workbook()
    return book.found


def number(column: str) -> int:
    """Letters of a column → its number from 1."""
    value = 0
    for letter in column:
        value = value * 26 + ord(letter) - 64
    return value


def name(column: int) -> str:
    """A number from 1 → the letters of the column."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def corners(ref: str) -> tuple[int, int, int, int] | None:
    """left, top, right, bottom of A1:B2, all from 1."""
    ends = [_CELL.match(piece) for piece in ref.split(":")]
    if len(ends) > 2 or not all(ends):
        return None
    places = [(number(end[1]), int(end[2])) for end in ends if end]
    return (*places[0], *places[-1])


def _tag(node: etree._Element) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _children(root: etree._Element, name: str) -> list[etree._Element]:
    return [node for node in root.iter() if _tag(node) == name]


@dataclass
class _Book:
    data: bytes
    found: list[str] = field(default_factory=list)
    parts: dict[str, bytes] = field(default_factory=dict)
    trees: dict[str, etree._Element] = field(default_factory=dict)

    def say(self, part: str, what: str) -> None:
        self.found.append(f"{part}: {what}")

    def check_package(self) -> None:
        """Names, XML, content types and the targets of relations."""
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            names = [info.filename for info in archive.infolist() if not info.is_dir()]
            self.parts = {name: archive.read(name) for name in names}
        if len({name.casefold() for name in names}) < len(names):
            self.say("package", "a part is there twice")
        for name in names:
            if name.endswith((".xml", ".rels", ".vml")):
                try:
                    self.trees[name] = etree.fromstring(self.parts[name])
                except etree.XMLSyntaxError as error:
                    if not name.endswith(".vml"):
                        self.say(name, f"no XML: {error}")
        types = self.trees["[Content_Types].xml"]
        defaults = [node.get("Extension", "").casefold() for node in types if _tag(node) == "Default"]
        overrides = [node.get("PartName", "").lstrip("/").casefold() for node in types if _tag(node) == "Override"]
        folded = {name.casefold() for name in names}
        for one in (defaults, overrides):
            if len(set(one)) < len(one):
                self.say("[Content_Types].xml", "the type of a part is given twice")
        for name in set(overrides) - folded:
            self.say("[Content_Types].xml", f"names a part that is missing: {name}")
        for name in folded - set(overrides) - {"[content_types].xml"}:
            if name.rpartition(".")[2] not in defaults:
                self.say("[Content_Types].xml", f"no type for {name}")
        for name in names:
            if name.endswith(".rels"):
                self._check_rels(name, folded)

    def _check_rels(self, name: str, folded: set[str]) -> None:
        source = self._source(name)
        ids = [node.get("Id", "") for node in self.trees[name]]
        if len(set(ids)) < len(ids):
            self.say(name, "an id is given twice")
        if source and source not in self.parts:
            self.say(name, "relations of a part that is missing")
        for kind, target, _ in self.related(source):
            if target.casefold() not in folded and target:
                self.say(name, f"{kind} leads to a part that is missing: {target}")
        if source in self.trees:
            for node in self.trees[source].iter():
                for key, value in node.attrib.items():
                    if "officeDocument" in str(key) and "relationships}" in str(key) and value and value not in ids:
                        self.say(source, f"uses the relation {value}, which is missing")

    @staticmethod
    def _source(rels: str) -> str:
        folder, name = posixpath.split(rels)
        return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))

    def related(self, part: str) -> Iterator[tuple[str, str, str]]:
        """Kind, part and id of each inner relation."""
        folder, name = posixpath.split(part)
        tree = self.trees.get(posixpath.join(folder, "_rels", f"{name}.rels"))
        for node in () if tree is None else tree:
            if node.get("TargetMode") != "External":
                target = node.get("Target", "").partition("#")[0]
                path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/") if target else ""
                yield node.get("Type", "").rpartition("/")[2], path, node.get("Id", "")

    def check_workbook(self) -> None:
        """Sheets, names, styles, and every worksheet."""
        main = next(target for kind, target, _ in self.related("") if kind == "officeDocument")
        root, by_id = self.trees[main], {key: (kind, target) for kind, target, key in self.related(main)}
        self.in_order(main, root, WORKBOOK)
        sheets = _children(root, "sheet")
        names, ids = [s.get("name", "").casefold() for s in sheets], [s.get("sheetId") for s in sheets]
        if len(set(names)) < len(names) or len(set(ids)) < len(ids):
            self.say(main, "a sheet's name or id is given twice")
        if any(len(name) > 31 or set(name) & set("[]:*?/\\") or name[:1] == "'" for name in names):
            self.say(main, "a sheet has a name that Excel refuses")
        if not any(sheet.get("state", "visible") == "visible" for sheet in sheets):
            self.say(main, "no sheet is visible")
        for view in _children(root, "workbookView"):
            if int(view.get("activeTab", "0")) >= len(sheets):
                self.say(main, "the active sheet is missing")
        seen: set[tuple[str, str | None]] = set()
        for one in _children(root, "definedName"):
            key = (one.get("name", "").casefold(), one.get("localSheetId"))
            if key in seen or int(key[1] or "0") >= len(sheets):
                self.say(main, f"the name {key} is there twice or of no sheet")
            seen.add(key)
        styles = next((target for kind, target in by_id.values() if kind == "styles"), "")
        formats, rules = self._check_styles(styles) if styles else (1, 0)
        strings = next((target for kind, target in by_id.values() if kind == "sharedStrings"), "")
        texts = len([n for n in self.trees[strings] if _tag(n) == "si"]) if strings else 0
        tables: list[etree._Element] = []
        formulas: set[tuple[str, str]] = set()
        for sheet in sheets:
            key = next(value for name, value in sheet.attrib.items() if str(name).endswith("}id"))
            kind, part = by_id[key]
            if kind == "worksheet":
                one = _Sheet(self, part, formats, rules, texts)
                tables += one.check()
                formulas |= {(sheet.get("sheetId", ""), ref) for ref in one.formulas}
        self._check_tables(tables)
        chain = next((target for kind, target in by_id.values() if kind == "calcChain"), "")
        where = ""
        for link in self.trees[chain] if chain else ():
            where = link.get("i", where)
            if (where, link.get("r", "")) not in formulas:
                self.say(chain, f"names {link.get('r')} of sheet {where}, which holds no formula")

    def _check_tables(self, tables: list[etree._Element]) -> None:
        for attribute in ("id", "displayName"):
            values = [table.get(attribute, "").casefold() for table in tables]
            if len(set(values)) < len(values):
                self.say("tables", f"{attribute} is given twice")

    def _check_styles(self, part: str) -> tuple[int, int]:
        """How many cell formats and rule formats there are."""
        root = self.trees[part]
        self.in_order(part, root, STYLES)
        groups = {_tag(node): list(node.iterchildren(tag=etree.Element)) for node in root}
        for node in root:
            if node.get("count") and _tag(node) != "extLst" and int(node.get("count", "")) != len(groups[_tag(node)]):
                self.say(part, f"{_tag(node)} has another count than it says")
        for kind in ("cellXfs", "cellStyleXfs"):
            for xf in groups.get(kind, []):
                for group, name in (("fonts", "fontId"), ("fills", "fillId"), ("borders", "borderId")):
                    if int(xf.get(name, "0")) >= max(len(groups.get(group, [])), 1):
                        self.say(part, f"{kind}: {name} {xf.get(name)} is missing")
                if kind == "cellXfs" and int(xf.get("xfId", "0")) >= max(len(groups.get("cellStyleXfs", [])), 1):
                    self.say(part, f"xfId {xf.get('xfId')} is missing")
        if len(groups.get("cellXfs", [])) > 65_490:
            self.say(part, "too many cell formats")
        return max(len(groups.get("cellXfs", [])), 1), len(groups.get("dxfs", []))

    def in_order(self, part: str, root: etree._Element, schema: str) -> None:
        """The elements stand in the order of the schema."""
        names = schema.split()
        tags = [_tag(node) for node in root if _tag(node) in names]
        places = [names.index(tag) for tag in tags]
        if places != sorted(places):
            self.say(part, f"elements out of order: {tags}")
        once = [tag for tag in tags if tag != "conditionalFormatting"]
        if len(set(once)) < len(once):
            self.say(part, "an element is there twice")


@dataclass
class _Sheet:
    book: _Book
    part: str
    formats: int
    rules: int
    texts: int
    formulas: set[str] = field(default_factory=set)

    def say(self, what: str) -> None:
        self.book.say(self.part, what)

    def check(self) -> list[etree._Element]:
        """The sheet itself; its tables."""
        root = self.book.trees[self.part]
        self.book.in_order(self.part, root, WORKSHEET)
        end = 0
        for col in _children(root, "col"):
            low, high = int(col.get("min", "0")), int(col.get("max", "0"))
            if not end < low <= high <= MAX_COLUMN:
                self.say(f"column widths overlap or fall: {low}-{high} after {end}")
            if not 0 <= float(col.get("width", "8")) <= 255 or int(col.get("style", "0")) >= self.formats:
                self.say(f"a width or a format of column {low} is impossible")
            end = high
        cells = self._check_rows(root)
        for rule in _children(root, "cfRule"):
            if int(rule.get("dxfId", "-1")) >= self.rules:
                self.say("a rule's format is missing")
        merged = [c for node in _children(root, "mergeCell") if (c := corners(node.get("ref", "")))]
        for at, one in enumerate(merged):
            if any(_meet(one, other) for other in merged[:at]):
                self.say("merged cells overlap")
        areas, trees = [], []
        for kind, target, _ in self.book.related(self.part):
            if kind == "table":
                trees.append(self.book.trees[target])
                area = self._check_table(target, trees[-1], cells)
                areas += [area] if area else []
        for at, one in enumerate(areas):
            if any(_meet(one, other) for other in [*areas[:at], *merged]):
                self.say("a table overlaps a table or merged cells")
        own = next((node for node in root if _tag(node) == "autoFilter"), None)
        if own is not None and any(_meet(one, corners(own.get("ref", ""))) for one in areas):
            self.say("the filter of the sheet overlaps a table")
        return trees

    def _check_rows(self, root: etree._Element) -> dict[tuple[int, int], etree._Element]:
        """Rows and cells ascend; every format and shared text is there; the cells by row and column."""
        cells: dict[tuple[int, int], etree._Element] = {}
        last = 0
        for row in _children(root, "row"):
            at = int(row.get("r", last + 1))
            if not last < at <= MAX_ROW:
                self.say(f"row {at} stands after row {last}")
            last, column = at, 0
            for cell in row:
                place = corners(cell.get("r", "")) if cell.get("r") else (column + 1, at)
                if not place or place[1] != at or not column < place[0] <= MAX_COLUMN:
                    self.say(f"cell {cell.get('r')} is in the wrong place")
                    continue
                column = place[0]
                cells[at, column] = cell
                self._check_cell(cell)
            spans = [piece.split(":") for piece in row.get("spans", "").split()]
            if spans and len(row) and column > max(int(high) for _, high in spans):
                self.say(f"row {at} is wider than its spans")
        return cells

    def _check_cell(self, cell: etree._Element) -> None:
        where, kind = cell.get("r"), cell.get("t", "n")
        tags = [_tag(node) for node in cell]
        if [tag for tag in ("f", "v", "is", "extLst") if tag in tags] != tags:
            self.say(f"cell {where} holds {tags}")
        for formula in (node for node in cell if _tag(node) == "f"):
            area = corners(formula.get("ref", "")) if formula.get("t") in ("array", "dataTable") else None
            self.formulas |= {where or "", *(_inside(area) if area else ())}
        if int(cell.get("s", "0")) >= self.formats:
            self.say(f"the format of cell {where} is missing")
        value = next((node.text or "" for node in cell if _tag(node) == "v"), None)
        if kind == "s" and (value is None or int(value) >= self.texts):
            self.say(f"the text of cell {where} is missing")
        if kind == "n" and value:
            try:
                float(value)
            except ValueError:
                self.say(f"cell {where} is no number")
        if len("".join(node.text or "" for node in _children(cell, "t"))) > MAX_TEXT:
            self.say(f"the text of cell {where} is too long")

    def _check_table(
        self, part: str, root: etree._Element, cells: dict[tuple[int, int], etree._Element]
    ) -> tuple[int, int, int, int] | None:
        self.book.in_order(part, root, TABLE)
        area = corners(root.get("ref", ""))
        columns = _children(root, "tableColumn")
        names, ids = [c.get("name", "") for c in columns], [c.get("id") for c in columns]
        holder = next((node for node in root if _tag(node) == "tableColumns"), None)
        if area is None or holder is None or len(columns) != area[2] - area[0] + 1:
            self.book.say(part, "the columns do not fill the table's place")
            return None
        if int(holder.get("count", len(columns))) != len(columns):
            self.book.say(part, "another count of columns than it says")
        if len({name.casefold() for name in names}) < len(names) or len(set(ids)) < len(ids):
            self.book.say(part, "a column's name or id is given twice")
        if root.get("headerRowCount", "1") == "1":
            for at, name in enumerate(names, area[0]):
                cell = cells.get((area[1], at))
                if cell is None or self.text(cell) != _unescaped(name):
                    self.book.say(part, f"the header cell of column {at} is not its name")
        own = next((node for node in root if _tag(node) == "autoFilter"), None)
        bottom = area[3] - int(root.get("totalsRowCount", "0"))
        if own is not None and corners(own.get("ref", "")) != (*area[:3], bottom):
            self.book.say(part, "the filter is not over the table")
        return area

    def text(self, cell: etree._Element) -> str | None:
        """The text of a header cell; None for a cell that holds none."""
        if cell.get("t") == "s":
            path = next(t for name in self.book.trees for k, t, _ in self.book.related(name) if k == "sharedStrings")
            items, at = [n for n in self.book.trees[path] if _tag(n) == "si"], int(cell.findtext("{*}v", "0"))
            if at >= len(items):
                return None
            item = items[at]
            return _unescaped("".join(t.text or "" for t in _children(item, "t") if _tag(t.getparent()) != "rPh"))
        texts = _children(cell, "t") if cell.get("t") == "inlineStr" else _children(cell, "v")
        return _unescaped("".join(node.text or "" for node in texts)) if cell.get("t") in ("inlineStr", "str") else None


def _inside(area: tuple[int, int, int, int]) -> list[str]:
    """The addresses of a rectangle."""
    rows, columns = range(area[1], area[3] + 1), range(area[0], area[2] + 1)
    return [f"{name(column)}{row}" for row in rows for column in columns]


def _meet(one: tuple[int, ...], other: tuple[int, ...] | None) -> bool:
    if not other:
        return False
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _unescaped(text: str) -> str:
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)
