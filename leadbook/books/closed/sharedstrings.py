"""The table of shared strings, as plain texts: rich text runs joined, phonetic guides left out.

Leadbook never adds to it: what it writes stands inline in the cell, so the part stays byte-identical.
"""

from __future__ import annotations

import re

from leadbook.books.closed.canonical import canonical_part
from leadbook.books.closed.celltext import from_xml
from leadbook.books.closed.ooxml import MAIN, broken, encoding_of, refuse_dtd
from leadbook.books.closed.zipparts import Parts

_PLAIN = re.compile(r'<si><t(?: xml:space="preserve")?>([^<]*)</t></si>')
_ITEM = re.compile(r"<si(?:\s[^>]*)?(?:/>|>(.*?)</si>)", re.S)
_PHONETIC = re.compile(r"<rPh[ >].*?</rPh>", re.S)
_TEXT = re.compile(r"<t(?:\s[^>]*)?>([^<]*)</t>")


def shared_strings(parts: Parts, name: str | None) -> list[str]:
    """All shared texts in order; none when the workbook has no such part."""
    if name is None or name not in parts:
        return []
    data = parts.read(name)
    try:
        text = data.decode(encoding_of(data[:200]))
    except (UnicodeDecodeError, LookupError) as error:
        raise broken("A part of the file is damaged.", name) from error
    refuse_dtd(text, name)
    plain_root = f'xmlns="{MAIN}"' in text[:4000]
    if not plain_root or "<!" in text or text.count("<?") > 1:
        text = canonical_part(data, name).decode()
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _items(text)


def _items(text: str) -> list[str]:
    """The texts; the quick way when every item is one plain text, which is nearly always."""
    plain = _PLAIN.findall(text)
    if len(plain) != text.count("<si>") + text.count("<si/>") + text.count("<si "):
        return [from_xml(joined_runs(found[1] or "")) for found in _ITEM.finditer(text)]
    if "&" in text or "_x" in text:
        return [from_xml(item) for item in plain]
    return plain


def joined_runs(inner: str) -> str:
    """The raw text of an item or an inline string: its runs joined, phonetic guides left out."""
    if "<rPh" in inner:
        inner = _PHONETIC.sub("", inner)
    return "".join(_TEXT.findall(inner))
