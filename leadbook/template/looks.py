"""The palette and the cell styles: the one place where a colour or a size of type is chosen.

Contrast is the ratio of WCAG 2.1, success criterion 1.4.3; every pair in `PAIRS` is at least 4.5. A colour
never stands without its word.
"""

from __future__ import annotations

from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

INK, MUTED, NAVY, TEAL, WHITE = "#1B2733", "#55606E", "#16324F", "#0B5F59", "#FFFFFF"
PALE, SOFT, HEAD, LINE, STEEL = "#CFE0F2", "#F3F6F9", "#E3EAF2", "#D3DAE3", "#7F95AC"
INPUT, INPUT_GROUND, INPUT_HEAD = "#1D4ED8", "#FFF9DB", "#F5E7A3"
RED, RED_GROUND, AMBER, AMBER_GROUND = "#9B1C1C", "#FDE8E8", "#8A3B06", "#FEF1D0"
GREEN, GREEN_GROUND, AQUA_GROUND, BAR = "#14613A", "#E0F3E6", "#DDF1EF", "#BCD7EC"
FONT: Final = "Calibri"

Tone = tuple[str, str]
"""Colour of the text and of its ground."""

GOOD, OPEN, BAD, FRESH = (GREEN, GREEN_GROUND), (AMBER, AMBER_GROUND), (RED, RED_GROUND), (TEAL, AQUA_GROUND)
CALM, QUIET = (NAVY, HEAD), (MUTED, SOFT)

STATES: dict[str, dict[str, Tone]] = {
    "verdict": {
        "Qualified": GOOD, "Needs info": OPEN, "Not a lead": BAD, "Suppressed": BAD, "Duplicate": QUIET,
    },
    "gate_verdict": {"Needs info": OPEN, "Not a lead": BAD, "Suppressed": BAD},
    "status": {"Waiting": OPEN, "New": FRESH, "Open": CALM, "Not yet": QUIET, "Closed": QUIET},
    "outcome": {"Sold": GOOD, "Lost": BAD, "Returned": BAD},
    "campaign_status": {"Ready": GOOD, "Issued": GOOD, "Answers missing": OPEN, "Draft": QUIET},
    "passes": {"Pass": GOOD, "Fail": BAD},
    "week": {"Done": GOOD, "Next": OPEN, "Open": CALM, "Later": QUIET},
}  # fmt: skip
"""What a state looks like, by the name of its list and the beginning of its word."""

TABS = {
    "everybody": TEAL, "marketing": "#C99700", "sales": GREEN, "manager": NAVY, "leadbook": STEEL,
}  # fmt: skip

ROLES: dict[str, dict[str, object]] = {
    "title": {"font_size": 20, "bold": True, "font_color": WHITE, "bg_color": NAVY, "indent": 1},
    "band": {"font_size": 10, "font_color": PALE, "bg_color": NAVY, "align": "right", "indent": 1},
    "status": {"font_size": 12, "bold": True, "font_color": NAVY, "bg_color": SOFT, "indent": 1},
    "head": {"font_size": 10, "bold": True, "font_color": NAVY, "bg_color": HEAD, "bottom": 2, "bottom_color": NAVY,
             "text_wrap": True},
    "head_input": {"font_size": 10, "bold": True, "font_color": INK, "bg_color": INPUT_HEAD, "bottom": 2,
                   "bottom_color": NAVY, "text_wrap": True},
    "output": {"bottom": 1, "bottom_color": LINE},
    "input": {"bottom": 1, "bottom_color": LINE, "font_color": INPUT, "bg_color": INPUT_GROUND, "locked": False},
    "total": {"bold": True, "top": 2, "top_color": NAVY},
    "heading": {"font_size": 13, "bold": True, "font_color": NAVY, "valign": "bottom", "bottom": 2,
                "bottom_color": TEAL},
    "sentence": {"font_size": 12, "text_wrap": True, "bottom": 1, "bottom_color": LINE, "indent": 1},
    "note": {"font_size": 10, "font_color": MUTED, "text_wrap": True, "indent": 1},
    "link": {"font_color": INPUT, "underline": 1},
    "step": {"font_size": 16, "bold": True, "font_color": NAVY, "bg_color": HEAD, "indent": 1},
    "step_first": {"font_size": 16, "bold": True, "font_color": WHITE, "bg_color": TEAL, "indent": 1},
    "soft": {"bg_color": SOFT, "indent": 1},
    "tile_name": {"font_size": 12, "bold": True, "font_color": MUTED, "bg_color": SOFT, "indent": 1, "top": 5},
    "tile": {"font_size": 34, "bold": True, "bg_color": SOFT, "align": "left", "indent": 1, "num_format": "#,##0"},
    "qualified": {"bold": True, "font_color": GREEN, "bg_color": GREEN_GROUND},
    "waiting": {"bold": True, "font_color": AMBER, "bg_color": AMBER_GROUND},
    "not_a_lead": {"bold": True, "font_color": RED, "bg_color": RED_GROUND},
    "fresh": {"bold": True, "font_color": TEAL, "bg_color": AQUA_GROUND},
    "quiet": {"font_color": MUTED, "bg_color": SOFT},
    "line_to_say": {"font_size": 17, "bold": True, "font_color": WHITE, "bg_color": TEAL, "text_wrap": True,
                    "indent": 1},
    "offer": {"font_size": 11.5, "bold": True, "bg_color": AMBER_GROUND, "text_wrap": True, "indent": 1},
    "brief": {"font_size": 10.5, "text_wrap": True},
}  # fmt: skip
"""Cell styles: name in the workbook without its "lb_" → properties as XlsxWriter takes them."""

PAIRS: tuple[Tone, ...] = (
    (INK, WHITE), (INK, SOFT), (INK, BAR), (INK, INPUT_HEAD), (INK, INPUT_GROUND), (INK, AMBER_GROUND), (MUTED, WHITE),
    (MUTED, SOFT), (NAVY, WHITE), (NAVY, HEAD), (NAVY, SOFT), (WHITE, NAVY), (PALE, NAVY), (WHITE, TEAL),
    (TEAL, WHITE), (INPUT, WHITE), (INPUT, SOFT), (INPUT, INPUT_GROUND), (RED, WHITE), (RED, SOFT), (AMBER, WHITE),
    (AMBER, SOFT), (GREEN, WHITE), (GREEN, SOFT), GOOD, OPEN, BAD, FRESH, CALM, QUIET,
)  # fmt: skip
"""Every text on every ground that the workbook uses."""


def contrast(text: str, ground: str) -> float:
    """Contrast ratio of two #RRGGBB colours, from 1 to 21 (WCAG 2.1, relative luminance of sRGB)."""
    light, dark = sorted((_luminance(text), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class Looks:
    """The formats of one workbook, made once each, and which cell style each belongs to."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}
        self._styled: list[tuple[str, Format]] = []

    def style(self, role: str, **more: object) -> Format:
        """The format of a cell style, with its own properties on top."""
        return self._get(role, {**ROLES[role], **more})

    def plain(self, **more: object) -> Format:
        """A format that belongs to no cell style."""
        return self._get("", more)

    def state(self, tone: Tone) -> Format:
        """What a conditional format puts on a cell that says this state."""
        made: Format = self._book.add_format({"font_color": tone[0], "bg_color": tone[1], "bold": True})
        return made

    def used(self) -> list[tuple[str, Format]]:
        """Cell style and format of every format that some cell has; known once the workbook is closed."""
        return [(role, made) for role, made in self._styled if made.xf_index is not None]

    def index(self, role: str) -> int:
        """Index of the cell format of a style, once the workbook is closed."""
        # XlsxWriter merges formats with the same properties and tells the index only to this method
        index: int = self.style(role)._get_xf_index()
        return index

    def _get(self, role: str, keys: dict[str, object]) -> Format:
        keys = {"font_name": FONT, "font_size": 11, "font_color": INK, "valign": "vcenter", **keys}
        if keys.get("indent") and "align" not in keys:
            keys["align"] = "left"  # an indent without an alignment is dropped
        name = (("role", role), *sorted(keys.items()))
        if name not in self._made:
            self._made[name] = self._book.add_format(keys)
            if role:
                self._styled.append((role, self._made[name]))
        return self._made[name]
