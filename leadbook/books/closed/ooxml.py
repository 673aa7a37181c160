"""The plumbing of OOXML parts: namespaces, safe parsing and serialising of small parts.

Small parts (workbook, tables, relationships, styles, content types) are handled as lxml trees; sheets, which
may hold millions of cells, are handled as text by `rowscan`. No part with a document type is ever parsed.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from leadbook.errors import NotALeadbook

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT_MAIN: Final = "http://purl.oclc.org/ooxml/spreadsheetml/main"
DOC_REL: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PKG_REL: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
XM: Final = "http://schemas.microsoft.com/office/excel/2006/main"
X14: Final = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"

_PROLOG = re.compile(r"\ufeff?\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*", re.S)
_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]+)[\"']")


def main(tag: str) -> str:
    """The full name of an element of the main namespace."""
    return f"{{{MAIN}}}{tag}"


def broken(what: str, where: str = "The workbook") -> NotALeadbook:
    """The refusal of a file that is not a workbook Leadbook can edit safely."""
    return NotALeadbook(what, where, "Open it in Excel, save it as an Excel workbook (.xlsx), then try again.")


def encoding_of(start: bytes) -> str:
    """The encoding of a part from its first bytes: byte order mark, NUL pattern, then the declaration."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if start[:4].count(0) == 2:
        return "utf-16-be" if start[0] == 0 else "utf-16-le"
    found = _DECLARED.match(start)
    name = found[1].decode("ascii").lower() if found else "utf-8"
    return "utf-8-sig" if name in ("utf-8", "utf8", "us-ascii", "ascii") else name


def refuse_dtd(start: str, part: str) -> None:
    """Refuse a part that declares a document type: entities can blow a parser up.

    Args:
        start: the beginning of the part, at least up to its root element.
        part: name of the part, for the message.

    Raises:
        NotALeadbook: there is a document type, or no root element within `start`.
    """
    found = _PROLOG.match(start)
    rest = start[found.end() :] if found else start
    if rest.startswith("<!"):
        raise broken("A part declares a document type, which a workbook never needs.", part)
    if not rest.startswith("<"):
        raise broken("A part is not XML.", part)


def parse(data: bytes, part: str) -> etree._Element:
    """The root element of a small part.

    Raises:
        NotALeadbook: the part is not well-formed, declares a document type, or is strict OOXML.
    """
    try:
        refuse_dtd(data.decode(encoding_of(data[:200])), part)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, load_dtd=False)
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, UnicodeDecodeError, LookupError, ValueError) as error:
        raise broken("A part of the file is damaged.", part) from error
    refuse_strict(root.tag, part)
    return root


def refuse_strict(tag: str | None, part: str) -> None:
    """Refuse the strict variant of the format, whose parts have other names for everything."""
    if tag is not None and STRICT_MAIN in tag:
        raise NotALeadbook(
            "The file is a Strict Open XML workbook, which Leadbook does not edit.",
            part,
            'Open it in Excel and save it as "Excel Workbook (.xlsx)".',
        )


def serialise(root: etree._Element) -> bytes:
    """A part as bytes, in UTF-8 with the declaration Excel writes."""
    body = etree.tostring(root, encoding="UTF-8")
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + body
