"""How wide a text is, and how high its row must be: merged and wrapped cells cannot measure themselves.

Widths are those of Carlito, whose advance widths equal Calibri's; `carlito_widths.json` holds them for Latin,
Greek and Cyrillic, regular and bold, in units of the em. Kerning is left out, so that a text is never taken for
narrower than it is by more than a fraction of a pixel.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from importlib import resources
from typing import Final

LINE_HEIGHT: Final = 1.24
"""Height of a line as a multiple of the size of its type (Calibri: ascent 0.952 + descent 0.269)."""

RESERVE_SHARE: Final = 0.97
"""Part of a width that is used: renderers round differently."""

_WIDE: Final = 1.0
"""Width, in em, of a character that is not in the tables (ideographs, emoji)."""


class _Widths(dict[str, float]):
    """Width by character; one that is not in the tables is wide."""

    def __missing__(self, _letter: str) -> float:
        return _WIDE


@cache
def _widths(bold: bool) -> _Widths:
    """Width of each known character in em."""
    source = resources.files("leadbook.template").joinpath("carlito_widths.json").read_text(encoding="utf-8")
    data = json.loads(source)
    units = data["units_per_em"]
    return _Widths(
        (chr(first + at), width / units)
        for first, widths in data["bold" if bold else "regular"]
        for at, width in enumerate(widths)
    )


def column_pixels(width: float) -> int:
    """Pixels (96 dpi) of a column whose width is given in characters of Calibri 11."""
    return int(width * 7 + 5)


def text_width(text: str, points: float, *, bold: bool = False) -> float:
    """Width of a text on one line, in pixels at 96 dpi."""
    return sum(map(_widths(bold).__getitem__, text)) * points * 96 / 72


_word_width = lru_cache(maxsize=1 << 14)(text_width)
"""The same for a word: most words of a column stand in it many times."""


@lru_cache(maxsize=1 << 13)
def line_count(text: str, pixels: float, points: float, *, bold: bool = False) -> int:
    """Lines a text takes in a width, wrapped at spaces and, where a word is too long, inside it."""
    room = max(pixels * RESERVE_SHARE, points)
    blank = text_width(" ", points, bold=bold)
    count = 0
    for paragraph in text.split("\n"):
        count += 1
        used = 0.0
        for word in paragraph.split(" "):
            width = _word_width(word, points, bold=bold)
            if used and used + width > room:
                count += 1
                used = 0.0
            if width > room:
                count += int(width // room)
                width %= room
            used += width + blank
    return count


def text_height(text: str, pixels: float, points: float, *, bold: bool = False, pad: float = 5.0) -> float:
    """Height in points of a row that shows the whole text in a width of that many pixels."""
    return line_count(text, pixels, points, bold=bold) * points * LINE_HEIGHT + pad
