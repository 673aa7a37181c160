"""The places in a part where a formula stands, so that a copied sheet, chart or control points to the copy.

Charts `<c:f>`, new charts `<cx:f>`, sparklines and rules of newer Excel `<xm:f>`, cells `<f>`, rules
`<formula>`, validations `<formula1>`, links within the book, text boxes linked to a cell, form controls.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from leadbook.books.closed.bodyrows import to_formula
from leadbook.books.closed.celltext import from_xml

_ELEMENTS = re.compile(
    rb"(<(?:[\w]+:)?(?:f|formula|formula1|formula2|calculatedColumnFormula|FmlaLink|FmlaRange|FmlaGroup|FmlaTxbx|FmlaPict)"
    rb"(?:\s[^>]*[^/>]|\s[^/>])?>)([^<]+)(</)"
)
_ATTRIBUTES = re.compile(rb'(\s(?:textlink|location|fmlaLink|fmlaRange|fmlaGroup|fmlaTxbx)=")([^"]+)(")')


def retarget_part(content: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The part with every formula in it changed; it must be UTF-8, as all programs write such parts."""

    def changed(found: re.Match[bytes]) -> bytes:
        old = from_xml(found[2].decode())
        new = change(old)
        if new == old:
            return found[0]
        text = to_formula(new)
        return found[1] + (text.replace('"', "&quot;") if found[3] == b'"' else text).encode() + found[3]

    if part.lower().endswith(".vml") or b"utf-16" not in content[:100].lower():
        content = _ELEMENTS.sub(changed, content)
        content = _ATTRIBUTES.sub(changed, content)
    return content
