"""The text of a cell between Python and XML: entities, and Excel's own `_xHHHH_` escapes.

Excel writes a character that XML cannot hold as `_xHHHH_`, and a text that looks like such an escape with its
first `_` escaped as `_x005F_` (ECMA-376 part 1, 22.4.2.4, ST_Xstring / bstr).
"""

from __future__ import annotations

import re

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);")
_SIMPLE = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"}


def _entity(found: re.Match[str]) -> str:
    text = found[0]
    if text in _SIMPLE:
        return _SIMPLE[text]
    number = int(text[3:-1], 16) if text[2] in "xX" else int(text[2:-1])
    return chr(number) if number < 0x110000 else ""


def from_xml(raw: str) -> str:
    """The text that a piece of XML character data stands for, `_xHHHH_` escapes included."""
    if "&" in raw:
        raw = _ENTITY.sub(_entity, raw)
    return unescaped(raw) if "_x" in raw else raw


def unescaped(text: str) -> str:
    """`_x000D_` and its kind turned into the characters they stand for."""
    if "_x" not in text:
        return text
    text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    # two escapes in a row may be the halves of one character beyond U+FFFF
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def to_xml(text: str) -> str:
    """Character data for a text that is already free of illegal characters; escapes are escaped."""
    if "_x" in text:
        text = _LOOKS_ESCAPED.sub("_x005F_", text)
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # a bare carriage return would be read back as a line feed
    return text.replace("\r", "_x000D_") if "\r" in text else text


def attribute(text: str) -> str:
    """A text for use between double quotes in a tag."""
    return to_xml(text).replace('"', "&quot;").replace("\n", "_x000a_")
