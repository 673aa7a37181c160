"""Named cell styles and the table style, which XlsxWriter cannot write, put into the finished package.

Only `xl/styles.xml` is changed: one cell style "lb_…" per role, the formats of that role pointing to it, and the
table style "Leadbook" (hairlines, a navy head) that new rows and tables of a team can use.
"""

from __future__ import annotations

import copy
import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Final

from lxml import etree

from leadbook.template.looks import HEAD, LINE, NAVY

TABLE_STYLE: Final = "Leadbook"
STYLES_PART: Final = "xl/styles.xml"
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_NOT_IN_STYLE: Final = ("xfId", "quotePrefix", "pivotButton")


def add_styles(package: bytes, roles: Mapping[str, int], members: Iterable[tuple[str, int]]) -> bytes:
    """The same workbook with its cell styles.

    Args:
        package: an .xlsx as XlsxWriter wrote it.
        roles: name of each style without "lb_" → index of the cell format it is taken from.
        members: (name of the style, index of a cell format that belongs to it).
    """
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            data = source.read(info)
            if info.filename == STYLES_PART:
                data = _styled(data, roles, members)
            part = zipfile.ZipInfo(info.filename, (1980, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 0  # the same bytes on every system
            target.writestr(part, data)
    return result.getvalue()


def _styled(data: bytes, roles: Mapping[str, int], members: Iterable[tuple[str, int]]) -> bytes:
    root = etree.fromstring(data)
    style_formats, formats, names = (_child(root, name) for name in ("cellStyleXfs", "cellXfs", "cellStyles"))
    place = {}
    for role, index in roles.items():
        place[role] = len(style_formats)
        format_ = copy.deepcopy(formats[index])
        for attribute in _NOT_IN_STYLE:
            if attribute in format_.attrib:
                del format_.attrib[attribute]
        style_formats.append(format_)
        etree.SubElement(names, f"{{{_MAIN}}}cellStyle", name=f"lb_{role}", xfId=str(place[role]))
    for role, index in members:
        formats[index].set("xfId", str(place[role]))
    for parent in (style_formats, names):
        parent.set("count", str(len(parent)))
    _add_table_style(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _add_table_style(root: etree._Element) -> None:
    """The table style: a hairline between rows, a navy line under the head."""
    parts = _child(root, "dxfs")
    first = len(parts)
    hair, navy = (f'<color rgb="FF{colour[1:]}"/>' for colour in (LINE, NAVY))
    for text in (
        f'<border><bottom style="thin">{hair}</bottom><horizontal style="thin">{hair}</horizontal></border>',
        f'<font><b/>{navy}</font><fill><patternFill patternType="solid"><bgColor rgb="FF{HEAD[1:]}"/></patternFill>'
        f'</fill><border><bottom style="medium">{navy}</bottom></border>',
    ):
        parts.append(etree.fromstring(f'<dxf xmlns="{_MAIN}">{text}</dxf>'))
    parts.set("count", str(len(parts)))
    styles = _child(root, "tableStyles")
    style = etree.SubElement(styles, f"{{{_MAIN}}}tableStyle", name=TABLE_STYLE, pivot="0", count="2")
    for offset, kind in enumerate(("wholeTable", "headerRow")):
        etree.SubElement(style, f"{{{_MAIN}}}tableStyleElement", type=kind, dxfId=str(first + offset))
    styles.set("count", str(len(styles)))


def _child(root: etree._Element, name: str) -> etree._Element:
    child = root.find(f"{{{_MAIN}}}{name}")
    assert child is not None, f"XlsxWriter always writes {name}"
    return child
