"""Cell styles: which are dates, and variants of a style appended when a value needs one.

Only `cellXfs` is ever touched, and only by appending copies: a style with a date format, with a plain number
format, or with the mark that keeps a text a text when somebody edits the cell (`quotePrefix`).
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from leadbook.books.closed.canonical import canonical_part
from leadbook.books.closed.celltext import from_xml
from leadbook.books.closed.ooxml import MAIN, encoding_of, refuse_dtd
from leadbook.books.closed.zipparts import Parts

_XF = re.compile(r"<xf(\s[^>]*?)?(?:/>|>(.*?)</xf>)", re.S)
_CELL_XFS = re.compile(r"<cellXfs(\s[^>]*)?>(.*?)</cellXfs>", re.S)
_NUM_FMT = re.compile(r"<numFmt\s([^>]*?)/?>")
_ATTRIBUTE = re.compile(r'([\w:]+)\s*=\s*"([^"]*)"')

_BUILT_IN_DATES: Final = frozenset({14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 57, 58})
_BUILT_IN_TIMES: Final = frozenset({18, 19, 20, 21, 32, 33, 45, 46, 47, 55, 56})
_TEXT_FORMAT: Final = 49
_IGNORED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.I)


class Variant(StrEnum):
    """Which kind of copy of a style a value needs."""

    DATE = "date"
    DATE_TIME = "date and time"
    NUMBER = "number"
    QUOTED = "text as typed"
    UNQUOTED = "not text as typed"


def is_date_format(code: str) -> bool:
    """Whether a number format shows a day, month or year; a time of day alone is not a date.

    The rules are those of number format codes (ECMA-376 part 1, 18.8.31): quoted text, escaped characters,
    padding and colours say nothing; `m` is a month unless hours or seconds stand beside it.
    """
    code = _IGNORED.sub("", code.split(";")[0]).lower()
    if "general" in code:
        return False
    if "y" in code or "d" in code or re.search(r"(?<![a-z])(?:e|g|b)+(?![a-z+\-0#?])", code):
        return True
    return "m" in code and "h" not in code and "s" not in code


class Styles:
    """The styles of one workbook.

    Args:
        parts: the package.
        name: the styles part, None when the workbook has none (then every variant is the style itself).

    Attributes:
        dates: numbers of the styles, as text, whose format is a date.
        texts: numbers of the styles, as text, whose format is text (`@`).
        quoted: numbers of the styles, as text, that carry `quotePrefix`.
    """

    def __init__(self, parts: Parts, name: str | None) -> None:
        self._parts, self._name = parts, name if name is not None and name in parts else None
        self.dates: set[str] = set()
        self.texts: set[str] = set()
        self.quoted: set[str] = set()
        self._formats: dict[int, str] = {}
        self._xfs: list[str] = []
        self._text = ""
        self._appended: dict[tuple[str, Variant], str] = {}
        self._known = 0
        if self._name is not None:
            self._load(self._name)

    def variant(self, style: str, kind: Variant) -> str:
        """The number of a style that is like `style` but fits a kind of value; `style` itself if it fits.

        Both are numbers as text; "" stands for the default style.
        """
        if self._name is None:
            return style
        base = style or "0"
        if (base, kind) not in self._appended:
            self._appended[base, kind] = self._find_or_append(base, kind)
        found = self._appended[base, kind]
        return style if found == base else found

    def flush(self) -> None:
        """Write the appended styles into the part."""
        if self._name is None or len(self._xfs) == self._known:
            return
        found = _CELL_XFS.search(self._text)
        if found is None:
            return
        body = found[2] + "".join(self._xfs[self._known :])
        attributes = re.sub(r'\scount="\d+"', "", found[1] or "") + f' count="{len(self._xfs)}"'
        new = f"<cellXfs{attributes}>{body}</cellXfs>"
        self._text = self._text[: found.start()] + new + self._text[found.end() :]
        self._known = len(self._xfs)
        self._parts.put(self._name, self._text.encode())

    def _load(self, name: str) -> None:
        data = self._parts.read(name)
        refuse_dtd(data.decode(encoding_of(data[:200]), "replace"), name)
        text = data.decode("utf-8", "replace")
        if f'xmlns="{MAIN}"' not in text[:4000] or "<!" in text or encoding_of(data[:200]) != "utf-8-sig":
            text = canonical_part(data, name).decode()
        self._text = text
        for found in _NUM_FMT.finditer(text):
            attributes = dict(_ATTRIBUTE.findall(found[1]))
            if attributes.get("numFmtId", "").isdigit():
                self._formats.setdefault(int(attributes["numFmtId"]), from_xml(attributes.get("formatCode", "")))
        listing = _CELL_XFS.search(text)
        for found in _XF.finditer(listing[2] if listing else ""):
            self._add(found[0])
        self._known = len(self._xfs)

    def _add(self, xf: str) -> str:
        """Take note of one style; its number as text."""
        number = str(len(self._xfs))
        self._xfs.append(xf)
        attributes = self._attributes(xf)
        text = attributes.get("numFmtId", "0")
        code = int(text) if text.isdigit() else 0
        own = self._formats.get(code)
        if (own is not None and is_date_format(own)) or (own is None and code in _BUILT_IN_DATES):
            self.dates.add(number)
        if code == _TEXT_FORMAT or (own or "").strip() == "@":
            self.texts.add(number)
        if attributes.get("quotePrefix") in ("1", "true"):
            self.quoted.add(number)
        return number

    @staticmethod
    def _attributes(xf: str) -> dict[str, str]:
        return dict(_ATTRIBUTE.findall(xf[: xf.index(">")]))

    def _find_or_append(self, base: str, kind: Variant) -> str:
        """The style itself when it fits, else an equal one that is there, else a new one."""
        fits = {
            Variant.DATE: base in self.dates,
            Variant.DATE_TIME: base in self.dates,
            Variant.NUMBER: base not in self.dates and base not in self.texts,
            Variant.QUOTED: base in self.texts or base in self.quoted,
            Variant.UNQUOTED: base not in self.quoted,
        }
        number = int(base)
        if fits[kind] or number >= len(self._xfs):
            return base
        xf = self._changed(self._xfs[number], kind)
        return str(self._xfs.index(xf)) if xf in self._xfs else self._add(xf)

    @staticmethod
    def _changed(xf: str, kind: Variant) -> str:
        """The tag of a style with the attributes of a variant."""
        wanted = {
            Variant.DATE: {"numFmtId": "14", "applyNumberFormat": "1"},
            Variant.DATE_TIME: {"numFmtId": "22", "applyNumberFormat": "1"},
            Variant.NUMBER: {"numFmtId": "0", "applyNumberFormat": "1"},
            Variant.QUOTED: {"quotePrefix": "1"},
            Variant.UNQUOTED: {},
        }[kind]
        gone = {"quotePrefix"} if kind is not Variant.QUOTED else set()
        end = xf.index(">")
        closing = "/>" if xf[end - 1] == "/" else ">"
        kept = {k: v for k, v in Styles._attributes(xf).items() if k not in gone}
        tag = "".join(f' {name}="{value}"' for name, value in {**kept, **wanted}.items())
        return f"<xf{tag}{closing}{xf[end + 1 :]}"
