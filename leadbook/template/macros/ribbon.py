"""A ribbon put into a finished package: the part, its pictures, and the lines that lead to them.

The namespace and the relationship are those of 2006, which every Excel since 2007 reads, on Windows and macOS.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Final

RIBBON_PART: Final = "customUI/customUI.xml"
RIBBON_KIND: Final = "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility"
_IMAGE_KIND: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_BOOK: Final = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_ADD_IN: Final = b"application/vnd.ms-excel.addin.macroEnabled.main+xml"
_TYPES, _ROOT = "[Content_Types].xml", "_rels/.rels"


def add_ribbon(package: bytes, ribbon: bytes, images: Mapping[str, bytes], *, add_in: bool = False) -> bytes:
    """The same macro workbook with a ribbon.

    Args:
        package: an .xlsm as XlsxWriter wrote it.
        ribbon: the customUI part; its images are names of `images`.
        images: name → PNG.
        add_in: make it an add-in (.xlam).
    """
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == _ROOT:
                data = _before_end(data, b"</Relationships>", _relation("rIdRibbon", RIBBON_KIND, RIBBON_PART))
            elif name == _TYPES:
                data = _typed(data, add_in)
            _put(target, name, data)
        _put(target, RIBBON_PART, ribbon)
        lines = [_relation(name, _IMAGE_KIND, f"images/{name}.png") for name in sorted(images)]
        _put(target, "customUI/_rels/customUI.xml.rels", _relations(lines))
        for name in sorted(images):
            _put(target, f"customUI/images/{name}.png", images[name])
    return result.getvalue()


def _typed(data: bytes, add_in: bool) -> bytes:
    """The list of content types with pictures, and the workbook as an add-in when it is one."""
    if add_in:
        assert _BOOK in data, "XlsxWriter writes this type once a project is added"
        data = data.replace(_BOOK, _ADD_IN)
    if b'Extension="png"' in data:
        return data
    end = data.index(b"<Override")  # defaults stand first
    return data[:end] + b'<Default Extension="png" ContentType="image/png"/>' + data[end:]


def _relation(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>'


def _relations(lines: list[str]) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<Relationships xmlns="{_RELATIONSHIPS}">{"".join(lines)}</Relationships>'.encode()


def _before_end(data: bytes, end: bytes, text: str) -> bytes:
    at = data.rindex(end)
    return data[:at] + text.encode() + data[at:]


def _put(target: zipfile.ZipFile, name: str, data: bytes) -> None:
    part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    part.compress_type = zipfile.ZIP_DEFLATED
    part.create_system = 0  # the same bytes on every system
    target.writestr(part, data)
