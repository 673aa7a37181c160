"""Looks added to a workbook that is somebody else's: fonts, fills, borders and cell formats, appended only.

`Styles` appends variants of formats that are there; this is for formats with a font or a fill of their own. What is
there keeps its number; a look that is there already is used again.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence

from lxml import etree

from leadbook.books.closed.ooxml import main, parse, serialise
from leadbook.books.closed.zipparts import Parts

_GROUPS = {"font": "fonts", "fill": "fills", "border": "borders", "xf": "cellXfs"}
_FIRST: Mapping[str, Sequence[Mapping[str, Mapping[str, str]]]] = {
    "font": ({"sz": {"val": "11"}, "name": {"val": "Calibri"}},),
    "fill": ({"patternFill": {"patternType": "none"}}, {"patternFill": {"patternType": "gray125"}}),
    "border": ({tag: {} for tag in ("left", "right", "top", "bottom", "diagonal")},),
    "xf": ({},),
}
"""What the first numbers mean, whoever wrote the file: cells without a look use 0, fills 0 and 1 are Excel's own."""

_OWN_FORMATS = 164
"""First number of a format that is not built in (ECMA-376 part 1, 18.8.30)."""


class StyleAdder:
    """The styles part as a tree that grows.

    Args:
        parts: the package.
        name: the styles part; None when the workbook has none: then every style is "" (the default).
    """

    def __init__(self, parts: Parts, name: str | None) -> None:
        self._parts, self._name = parts, name if name is not None and name in parts else None
        self._root = parse(parts.read(self._name), self._name) if self._name is not None else None
        self._known: dict[str, dict[bytes, int]] = {}
        self._changed = False

    def derived(self, base: str, ink: str, ground: str) -> str:
        """A format like `base`, as plain left-aligned text, in other colours.

        Args:
            base: number of a format as text, "" for the default.
            ink, ground: colours as "#RRGGBB"; "" leaves the font or the fill as it is. With an ink the font is bold.

        Returns:
            The number of the format as text.
        """
        xf = self._xf(base)
        if self._root is None or xf is None:
            return base
        if ink:
            xf.set("fontId", str(self._add("font", self._font(int(xf.get("fontId", "0")), ink))))
            xf.set("applyFont", "1")
        if ground:
            fill = etree.Element(main("fill"))
            pattern = etree.SubElement(fill, main("patternFill"), patternType="solid")
            etree.SubElement(pattern, main("fgColor"), rgb=f"FF{ground[1:]}")
            etree.SubElement(pattern, main("bgColor"), indexed="64")
            xf.set("fillId", str(self._add("fill", fill)))
            xf.set("applyFill", "1")
        xf.set("numFmtId", "0")
        xf.attrib.pop("quotePrefix", "")
        self._align(xf)
        return str(self._add("xf", xf))

    def copied(self, source: etree._Element, number: int) -> str:
        """A cell format of another workbook, as a format of this one.

        Args:
            source: root of the other styles part.
            number: index of the format there.
        """
        if self._root is None:
            return ""
        groups = {kind: source.find(main(group)) for kind, group in _GROUPS.items()}
        formats = groups["xf"]
        assert formats is not None
        xf = copy.deepcopy(formats[number])
        for kind in ("font", "fill", "border"):
            group = groups[kind]
            assert group is not None
            xf.set(f"{kind}Id", str(self._add(kind, copy.deepcopy(group[int(xf.get(f"{kind}Id", "0"))]))))
        code = next(
            (one.get("formatCode", "") for one in source.iter(main("numFmt"))
             if one.get("numFmtId") == xf.get("numFmtId")), "",
        )  # fmt: skip
        if code:
            xf.set("numFmtId", str(self._number_format(code)))
        xf.set("xfId", "0")
        return str(self._add("xf", xf))

    def flush(self) -> None:
        """Write the part back when something was appended."""
        if self._root is not None and self._name is not None and self._changed:
            self._parts.put(self._name, serialise(self._root))

    def _xf(self, base: str) -> etree._Element | None:
        """A copy of a format."""
        formats = None if self._root is None else self._group("xf")
        at = int(base or "0")
        return copy.deepcopy(formats[at]) if formats is not None and at < len(formats) else None

    def _font(self, number: int, ink: str) -> etree._Element:
        """A font that is there, bold and in another colour, without underline or strike."""
        fonts = self._group("font")
        font = copy.deepcopy(fonts[number]) if number < len(fonts) else etree.Element(main("font"))
        for tag in ("b", "u", "strike", "color"):
            for node in font.findall(main(tag)):
                font.remove(node)
        font.insert(0, etree.Element(main("b")))
        colour = etree.Element(main("color"), rgb=f"FF{ink[1:]}")
        # the schema's order: b i strike condense extend outline shadow u vertAlign sz color name …
        later = [node for node in font if etree.QName(node).localname in ("name", "family", "charset", "scheme")]
        if later:
            later[0].addprevious(colour)
        else:
            font.append(colour)
        return font

    @staticmethod
    def _align(xf: etree._Element) -> None:
        """Left, one line, at the height of the row's other cells."""
        found = xf.find(main("alignment"))
        vertical = found.get("vertical") if found is not None else None
        if found is not None:
            xf.remove(found)
        kept: Mapping[str, str] = {"vertical": vertical} if vertical else {}
        xf.insert(0, etree.Element(main("alignment"), {"horizontal": "left", **kept}))
        xf.set("applyAlignment", "1")

    def _group(self, kind: str) -> etree._Element:
        """The list of one kind of parts of a look."""
        assert self._root is not None
        group = self._root.find(main(_GROUPS[kind]))
        if group is None:
            group = etree.Element(main(_GROUPS[kind]))
            before = [name for name in _ORDER[: _ORDER.index(_GROUPS[kind])] if self._root.find(main(name)) is not None]
            at = list(self._root).index(self._root.find(main(before[-1]))) + 1 if before else 0  # type: ignore[arg-type]
            self._root.insert(at, group)
        for first in _FIRST[kind][len(group) :]:
            etree.SubElement(group, main(kind)).extend(
                etree.Element(main(tag), dict(found)) for tag, found in first.items()
            )
            group.set("count", str(len(group)))
            self._changed = True
        return group

    def _add(self, kind: str, node: etree._Element) -> int:
        """The index of a part of a look, appended when there is none like it."""
        group = self._group(kind)
        if kind not in self._known:
            self._known[kind] = {}
            for at, one in enumerate(group):
                self._known[kind].setdefault(_spelling(one), at)
        text = _spelling(node)
        if text not in self._known[kind]:
            self._known[kind][text] = len(group)
            group.append(node)
            group.set("count", str(len(group)))
            self._changed = True
        return self._known[kind][text]

    def _number_format(self, code: str) -> int:
        """The number of a format code, appended when it is new."""
        assert self._root is not None
        listing = self._root.find(main("numFmts"))
        if listing is None:
            listing = etree.Element(main("numFmts"))
            self._root.insert(0, listing)
        for one in listing:
            if one.get("formatCode") == code:
                return int(one.get("numFmtId", "0"))
        number = max([_OWN_FORMATS - 1, *(int(one.get("numFmtId", "0")) for one in listing)]) + 1
        etree.SubElement(listing, main("numFmt"), numFmtId=str(number), formatCode=code)
        listing.set("count", str(len(listing)))
        self._changed = True
        return number


_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles")


def _spelling(node: etree._Element) -> bytes:
    """A part of a look as text to compare by."""
    return bytes(etree.tostring(node, method="c14n", exclusive=True, with_tail=False))
