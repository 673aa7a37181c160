"""Values to cells of a sheet part: the writing half of the write gate, for the closed-file back-end.

New rows are produced column by column in blocks, because the type, the style and the need for escapes are then
settled once per block; whatever does not fit the quick way goes cell by cell through the same gate.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from leadbook.books.closed.cellrefs import letters
from leadbook.books.closed.celltext import to_xml
from leadbook.books.closed.styles import Styles, Variant
from leadbook.books.writegate import ILLEGAL, MONTHS, WHOLE, Report, admit, edit_would_change, serial, text_element
from leadbook.model import Cell

# what sends a text to the careful way: characters to escape in Excel's manner or to remove, blanks at an end
# (texts are joined by line feeds, so a line feed inside a text is seen as an end too)
_CARE = re.compile(f"[\r{ILLEGAL}]|_x[0-9A-Fa-f]{{4}}_|^\\s|\\s$", re.M)
_MAY_CHANGE = re.compile(rf"^[=+\-@'#\s(.,$€£¥\d]|^(?:{MONTHS})[a-z]*[\s./-]*\d|^(?:true|false)\s*$", re.M | re.I)
_MARKUP = re.compile("[&<>]")
_QUICK_LENGTH = 16_000


@dataclass(frozen=True, slots=True)
class CellWriter:
    """Makes the XML of cells.

    Args:
        styles: styles of the book; variants are appended when a value needs one.
        date1904: whether the book counts days from 1904.
        report: told the finding code of each text that could not be written as it was.
    """

    styles: Styles
    date1904: bool
    report: Report

    def cell(self, ref: str, style: str, value: object) -> str:
        """One cell; "" for a blank without style.

        Args:
            ref: address of the cell.
            style: number of the style as text, "" for none.
            value: anything `admit` takes.
        """
        kind, inner, style = self.parts(style, admit(value, self.report))
        if not inner:
            return f'<c r="{ref}" s="{style}"/>' if style else ""
        head = f'<c r="{ref}" s="{style}"' if style else f'<c r="{ref}"'
        if kind == "str":
            return f'{head} t="inlineStr"><is>{text_element(inner)}</is></c>'
        return f'{head} t="{kind}"><v>{inner}</v></c>' if kind else f"{head}><v>{inner}</v></c>"

    def formula(self, ref: str, style: str, formula: str, value: object) -> str:
        """A cell with a formula element and its stored result; the style is the one the value needs."""
        kind, inner, style = self.parts(style, admit(value, self.report))
        head = f'<c r="{ref}"' + (f' s="{style}"' if style else "") + (f' t="{kind}"' if kind else "")
        result = to_xml(inner) if kind == "str" else inner
        return f"{head}>{formula}<v>{result}</v></c>" if inner else f"{head}>{formula}</c>"

    def parts(self, style: str, value: Cell) -> tuple[str, str, str]:
        """Cell type, raw content ("" for a blank) and fitting style of an admitted value."""
        variant = self.styles.variant
        if isinstance(value, dt.date):
            number = serial(value, self.date1904)
            if number is not None:
                kind = Variant.DATE_TIME if isinstance(value, dt.datetime) else Variant.DATE
                return "", number, variant(style, kind)
            value = value.isoformat()
        if isinstance(value, str):
            quoted = edit_would_change(value)
            return "str", value, variant(style, Variant.QUOTED if quoted else Variant.UNQUOTED)
        if value is None:
            return "", "", variant(style, Variant.UNQUOTED)
        if isinstance(value, bool):
            return "b", "1" if value else "0", variant(style, Variant.UNQUOTED)
        return "", repr(value), variant(variant(style, Variant.UNQUOTED), Variant.NUMBER)

    def column(self, place: int, style: str, numbers: Sequence[str], values: Sequence[object]) -> list[str]:
        """The cells of one column for a block of rows.

        Args:
            place: column on the sheet, from 1.
            style: style of the column's new cells.
            numbers: sheet row numbers, as text.
            values: one value per row.
        """
        name, kinds = letters(place), set(map(type, values))
        kinds.discard(type(None))
        blank = (f'<c r="{name}', f'" s="{style}"/>') if style else None
        if not kinds:
            return [f"{blank[0]}{n}{blank[1]}" for n in numbers] if blank else [""] * len(numbers)
        quick = None
        if kinds == {str}:
            quick = self._texts(name, style, numbers, values)
        elif kinds <= {int, float}:
            quick = self._numbers(name, style, numbers, values)
        elif kinds == {dt.date}:
            quick = self._dates(name, style, numbers, values)
        if quick is None:
            return [self.cell(f"{name}{n}", style, value) for n, value in zip(numbers, values, strict=True)]
        return quick

    def _texts(self, name: str, style: str, numbers: Sequence[str], values: Sequence[object]) -> list[str] | None:
        """Plain texts; None when one of them needs care."""
        texts: list[str] = [value or "" for value in values]  # type: ignore[misc]
        if style in self.styles.quoted:
            return None
        filled = "\n".join(filter(None, texts))
        edits = style not in self.styles.texts and _MAY_CHANGE.search(filled) is not None
        if _CARE.search(filled) or edits or (len(filled) > _QUICK_LENGTH and max(map(len, texts)) > _QUICK_LENGTH):
            return self._mixed_texts(name, style, numbers, texts)
        if _MARKUP.search(filled):
            texts = list(map(to_xml, texts))
        tag = f' s="{style}"' if style else ""
        start, middle = f'<c r="{name}', f'"{tag} t="inlineStr"><is><t>'
        empty = f'"{tag}/>'
        return [
            f"{start}{n}{middle}{text}</t></is></c>" if text else f"{start}{n}{empty}" if tag else ""
            for n, text in zip(numbers, texts, strict=True)
        ]

    def _mixed_texts(self, name: str, style: str, numbers: Sequence[str], texts: Sequence[str]) -> list[str]:
        """Texts of which some need care; the others go the quick way one by one."""
        changes = None if style in self.styles.texts else _MAY_CHANGE.search
        tag, care, made = f' s="{style}"' if style else "", _CARE.search, []
        for n, text in zip(numbers, texts, strict=True):
            if not text or len(text) > _QUICK_LENGTH or care(text) or (changes and changes(text)):
                made.append(self.cell(f"{name}{n}", style, text))
            else:
                made.append(f'<c r="{name}{n}"{tag} t="inlineStr"><is><t>{to_xml(text)}</t></is></c>')
        return made

    def _numbers(
        self, name: str, style: str, numbers: Sequence[str], values: Sequence[object]
    ) -> list[str] | None:
        """Plain numbers; None when one is not finite or the column is one of dates."""
        if not all(isfinite(value) for value in values if value is not None):  # type: ignore[arg-type]
            return None
        fitting = self.styles.variant(self.styles.variant(style, Variant.UNQUOTED), Variant.NUMBER)
        return self._plain(name, (style, fitting), numbers, list(map(_digits, values)))

    def _dates(self, name: str, style: str, numbers: Sequence[str], values: Sequence[object]) -> list[str] | None:
        """Plain dates; None when the date system cannot count one of them."""
        found = {value: serial(value, self.date1904) for value in set(values) if isinstance(value, dt.date)}
        if None in found.values():
            return None
        fitting = self.styles.variant(style, Variant.DATE)
        return self._plain(name, (style, fitting), numbers, [found.get(v) for v in values])  # type: ignore[call-overload]

    @staticmethod
    def _plain(
        name: str, styles: tuple[str, str], numbers: Sequence[str], values: Sequence[str | None]
    ) -> list[str]:
        """Cells with nothing but a number; `styles` are those of blank and of filled cells."""
        empty = f'" s="{styles[0]}"/>' if styles[0] else ""
        start, middle = f'<c r="{name}', f'" s="{styles[1]}"><v>' if styles[1] else '"><v>'
        return [
            f"{start}{n}{middle}{value}</v></c>" if value is not None else f"{start}{n}{empty}" if empty else ""
            for n, value in zip(numbers, values, strict=True)
        ]


def _digits(value: object) -> str | None:
    """A number as a cell holds it, None for a blank."""
    if value is None:
        return None
    text = repr(value)
    return text[:-2] if text.endswith(".0") and abs(float(text)) < WHOLE else text
