"""What the value of a cell of an .xlsx looks like to a person: shared texts, numbers by their style, escapes."""

from __future__ import annotations

import re

from leadbook.intake.sheets.cells import CONTROLS, SheetCells
from leadbook.intake.sheets.numberforms import NumberForm, cell_number, is_rounded

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FRACTION = re.compile(r"(:\d\d)\.\d+$")
_CACHED = 100_000


class CellTexts:
    """What the values of cells look like: the texts they point to and the forms of numbers by style."""

    def __init__(self, strings: list[str], forms: list[NumberForm], since_1904: bool) -> None:
        self.strings = strings
        self.marked = CONTROLS.search("\n".join(strings)) is not None
        self._forms, self._since_1904 = forms, since_1904
        self._known: dict[tuple[str | None, str], str] = {}
        self._common = NumberForm()

    def text(self, kind: str, raw: str, style: str | None, at: tuple[int, int], cells: SheetCells) -> str:
        """Text of a value by its type; a trouble is noted with its row and column."""
        if kind == "s":
            return self.strings[_place(raw)] if raw.strip() else ""
        if kind in ("str", "inlineStr"):
            return unescape(raw)
        if kind == "b":
            return "TRUE" if raw.strip() in ("1", "true") else "FALSE"
        if kind == "d":
            return _FRACTION.sub(r"\1", raw.strip().removesuffix("Z")).removesuffix("T00:00:00")
        return self.number(raw, style, at, cells) if raw.strip() else ""

    def number(self, raw: str, style: str | None, at: tuple[int, int], cells: SheetCells) -> str:
        """Text of a number as its style shows it."""
        known = self._known.get((style, raw))
        if known is not None:
            return known
        place = int(style or 0)
        form = self._forms[place] if place < len(self._forms) else self._common
        value = float(raw)
        if value - value != 0:  # no number is infinite in a sheet
            raise ValueError(raw)
        text = cell_number(value, form, self._since_1904)
        if text is None:
            cells.troubles.append((*at, "impossible_date"))
            return ""
        if is_rounded(value, form):
            cells.note("precision_lost")
        elif len(self._known) < _CACHED:
            self._known[(style, raw)] = text
        return text

    def plain_styles(self) -> frozenset[str]:
        """Attributes of cells that show a whole number as it is."""
        forms = self._forms or [self._common]
        styles = [f' s="{at}"' for at, form in enumerate(forms) if form == self._common]
        if forms[0] == self._common:
            styles.append("")
        return frozenset(style + kind for style in styles for kind in ("", ' t="n"'))

    def shared_styles(self) -> frozenset[str]:
        """Attributes of cells that point to a shared text."""
        return frozenset(style + ' t="s"' for style in ("", *(f' s="{at}"' for at in range(len(self._forms)))))


def _place(raw: str) -> int:
    """The place of a shared text, which cannot be below 0."""
    place = int(raw)
    if place < 0:
        raise ValueError(raw)
    return place


def unescape(text: str) -> str:
    """Characters that a sheet stores as _xHHHH_."""
    if "_x" not in text:
        return text
    text = _ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), text)
    if any("\ud800" <= char <= "\udfff" for char in text):
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
