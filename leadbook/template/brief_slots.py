"""The fixed slots of the briefing page: what stands in which row and columns, in which type.

Fourteen columns: six, a gutter, seven. Every slot is one named cell of the sheet. Rows count from 1. Where two
columns of text stand side by side, the right one is a single cell over all rows of the left one, so that neither
tears gaps into the other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from leadbook.template.looks import AMBER, AMBER_GROUND, GREEN, INK, LINE, MUTED, NAVY, PALE, RED, SOFT, TEAL, WHITE
from leadbook.template.metrics import column_pixels, text_height

WIDTHS: Final = (8.9,) * 6 + (1.8, 5.2, 4.2) + (8.9,) * 5
LAST: Final = len(WIDTHS) - 1
GUTTER: Final = 6
LEAD_ROWS: Final = (3, 4, 5)
STATE_COLUMN: Final = LAST + 1
"""A hidden column beside the page: “open” there colours the answer."""

LEFT, RIGHT, WHOLE = (0, 5), (7, LAST), (0, LAST)
LABEL, TEXT = (0, 1), (2, 5)
QUESTION, ANSWER = (0, 3), (4, LAST)
WHO_WORD, WHO_TEXT = (7, 7), (8, LAST)
NAME, THEY, WIN, LOSE = (0, 1), (2, 4), (5, 9), (10, LAST)
FACTS: Final = {"runs": (0, 2), "owner": (3, 6), "product": (7, 9), "answers": (10, 11), "matching": (12, LAST)}

WHY, FOR, NOT, ASKS, OBJECTIONS, BATTLE, FIRST, HELP, LINKS, MISSING = 6, 4, 4, 12, 6, 6, 4, 4, 6, 6


@dataclass(frozen=True, slots=True)
class Slot:
    """One named cell (or cells merged into one).

    Args:
        row: sheet row from 1; `rows` how many rows it spans.
        span: first and last column from 0.
        look: properties of the cell on top of the body type of the page.
        pad: points above and below the text together.
    """

    name: str
    row: int
    span: tuple[int, int]
    look: dict[str, object] = field(default_factory=dict)
    rows: int = 1
    pad: float = 4.0

    @property
    def points(self) -> float:
        """Size of the type."""
        size = self.look.get("font_size", BODY)
        assert isinstance(size, int | float)
        return float(size)

    def height(self, text: str) -> float:
        """Points the text needs in this slot; 0 for none."""
        if not text:
            return 0.0
        indent = 9 if self.look.get("indent") else 0
        room = sum(column_pixels(width) for width in WIDTHS[self.span[0] : self.span[1] + 1]) - 8 - indent
        return text_height(text, room, self.points, bold=bool(self.look.get("bold")), pad=self.pad)


@dataclass(frozen=True, slots=True)
class Section:
    """Rows that belong together: a page may end before `start`, never within the head.

    Args:
        head: rows above the slots (air, heading), shown when one of `rows` is.
        rows: those of the slots, in order.
    """

    name: str
    start: int
    head: tuple[int, ...]
    rows: tuple[int, ...]


BODY: Final = 10.0
HEAD_ROWS: Final = 3
"""Air, heading and air above the rows of a section."""
_LINE: Final[dict[str, object]] = {"bottom": 1, "bottom_color": LINE}
_HEAD: Final[dict[str, object]] = {
    "font_size": 13, "bold": True, "font_color": NAVY, "valign": "bottom", "bottom": 2, "bottom_color": TEAL,
}  # fmt: skip
_TEAL: Final[dict[str, object]] = {"bg_color": TEAL, "font_color": WHITE, "bold": True, "indent": 1}
_AMBER: Final[dict[str, object]] = {"bg_color": AMBER_GROUND, "font_color": AMBER, "bold": True}
_NAVY: Final[dict[str, object]] = {"bg_color": NAVY, "indent": 1}
_BOLD: Final[dict[str, object]] = {"bold": True, "font_color": NAVY}

SLOTS: list[Slot] = []
SECTIONS: list[Section] = []
FIXED: dict[int, float] = {}
"""Heights of rows that do not depend on the text."""


def _top() -> int:
    """Title, line to say and offer, facts; returns the next free row."""
    label = {"font_size": 9.5, "valign": "bottom", "text_wrap": False}
    SLOTS.extend((
        Slot("campaign", 1, WHOLE, {**_NAVY, "font_size": 22, "bold": True, "font_color": WHITE, "text_wrap": False}),
        Slot("subtitle", 2, (0, 8), {**_NAVY, "font_size": 12, "font_color": PALE, "valign": "top"}, pad=6),
        Slot("version", 2, (9, LAST), {**_NAVY, "font_size": 9.5, "font_color": PALE, "align": "right",
                                       "valign": "top", "text_wrap": False}),
        Slot("label_line", 3, LEFT, {**_TEAL, **label}),
        Slot("label_offer", 3, (7, 10), {**_AMBER, **label, "indent": 1}),
        Slot("until", 3, (11, LAST), {**_AMBER, **label, "align": "right", "indent": 1}),
        Slot("line_to_say", 4, LEFT, {**_TEAL, "font_size": 17}, rows=2, pad=14),
        Slot("offer", 4, (7, 11), {**_AMBER, "font_color": INK, "font_size": 11.5, "valign": "top", "indent": 1},
             pad=8),
        Slot("days_left", 4, (12, 12), {**_AMBER, "font_size": 22, "align": "right",
                                        "text_wrap": False}),
        Slot("label_left", 4, (13, 13), {**_AMBER, "font_size": 9.5}, pad=8),
        Slot("terms", 5, RIGHT, {"bg_color": AMBER_GROUND, "font_size": 10, "valign": "top", "indent": 1}, pad=8),
    ))  # fmt: skip
    for name, span in FACTS.items():
        SLOTS.append(Slot(f"label_{name}", 6, span, {
            "font_size": 9, "font_color": MUTED, "bg_color": SOFT, "indent": 1, "valign": "bottom",
        }))  # fmt: skip
        SLOTS.append(Slot(name, 7, span, {
            "font_size": 10, "bold": True, "font_color": NAVY, "bg_color": SOFT, "indent": 1, "valign": "top",
        }))  # fmt: skip
    SLOTS.append(Slot("answers_state", 7, (STATE_COLUMN, STATE_COLUMN), {"font_color": MUTED}))
    SLOTS.append(Slot("held", 6, (STATE_COLUMN, STATE_COLUMN), {"font_color": MUTED}))  # the version reps hold
    FIXED.update({1: 34.0, 3: 18.0, 6: 14.0})
    return 8


def _section(name: str, row: int, headings: dict[str, tuple[int, int]], count: int) -> range:
    """A gap, a heading (one slot per column of it) and the rows of a section."""
    FIXED.update({row: 6.0, row + 1: 20.0, row + 2: 3.0})
    for label, span in headings.items():
        SLOTS.append(Slot(f"label_{label}", row + 1, span, {**_HEAD, "text_wrap": False}))
    rows = range(row + 3, row + 3 + count)
    SECTIONS.append(Section(name, row, (row, row + 1, row + 2), tuple(rows)))
    return rows


def _pairs(name: str, rows: range, spans: tuple[tuple[int, int], tuple[int, int]], look: dict[str, object]) -> None:
    """A bold label and its text in each row."""
    for number, row in enumerate(rows, 1):
        SLOTS.append(Slot(f"{name}_{number}_label", row, spans[0], {**_BOLD, **look}))
        SLOTS.append(Slot(f"{name}_{number}_text", row, spans[1], look))


def _questions(name: str, rows: range) -> None:
    """Questions in bold at the left, what to say at the right, a hairline between rows."""
    for number, row in enumerate(rows, 1):
        SLOTS.append(Slot(f"{name}_{number}_q", row, QUESTION, {**_BOLD, **_LINE}))
        SLOTS.append(Slot(f"{name}_{number}_a", row, ANSWER, {**_LINE, "indent": 1}))
        SLOTS.append(Slot(f"{name}_{number}_state", row, (STATE_COLUMN, STATE_COLUMN), {"font_color": MUTED}))


def _who(rows: range, look: dict[str, object]) -> None:
    """For whom, in green, above for whom not, in red; each a word and one text beside several rows of the left."""
    upper = 2  # most campaigns fill four rows at the left
    for name, row, count, colour in (("for", rows[0], upper, GREEN), ("not", rows[upper], len(rows) - upper, RED)):
        SLOTS.append(Slot(f"label_who_{name}", row, WHO_WORD, {**look, "bold": True, "font_color": colour}, rows=count))
        SLOTS.append(Slot(f"who_{name}", row, WHO_TEXT, look, rows=count))


def _body(row: int) -> int:
    """All sections in their order; returns the last row."""
    top: dict[str, object] = {"valign": "top"}
    rows = _section("missing", row, {"missing": WHOLE}, MISSING)
    for number, at in enumerate(rows, 1):
        SLOTS.append(Slot(f"missing_{number}", at, WHOLE, {**_AMBER, "bold": False, "indent": 1}))
    rows = _section("why", rows.stop, {"why": LEFT, "who": RIGHT}, WHY)
    _pairs("why", rows, (LABEL, TEXT), top)
    _who(rows, top)
    rows = _section("asks", rows.stop, {"ask": QUESTION, "say": ANSWER}, ASKS)
    _questions("ask", rows)
    rows = _section("objections", rows.stop, {"push": QUESTION, "say_too": ANSWER}, OBJECTIONS)
    _questions("objection", rows)
    rows = _section("battle", rows.stop, {"battle": WHOLE}, BATTLE + 1)
    for name, span in (("they", THEY), ("win", WIN), ("lose", LOSE)):
        SLOTS.append(Slot(f"label_{name}", rows[0], span, {
            **_LINE, "font_size": 10, "bold": True, "font_color": MUTED, "bg_color": SOFT, "indent": 1,
        }))  # fmt: skip
    for number, at in enumerate(rows[1:], 1):
        SLOTS.append(Slot(f"battle_{number}_name", at, NAME, {**_BOLD, **_LINE}))
        SLOTS.append(Slot(f"battle_{number}_they", at, THEY, {**_LINE, "indent": 1}))
        SLOTS.append(Slot(f"battle_{number}_win", at, WIN, {**_LINE, "indent": 1, "bold": True}))
        SLOTS.append(Slot(f"battle_{number}_lose", at, LOSE, {**_LINE, "indent": 1}))
    rows = _section("first", rows.stop, {"first": LEFT, "help": RIGHT}, FIRST)
    _pairs("first", rows, (LABEL, TEXT), top)
    SLOTS.append(Slot("help", rows[0], RIGHT, top, rows=len(rows)))
    return _foot(rows.stop)


def _foot(row: int) -> int:
    """Who answers what is not here, and the links in two columns."""
    FIXED[row] = 5.0
    SLOTS.append(Slot("contact", row + 1, WHOLE, {"bold": True, "font_color": TEAL, "top": 1, "top_color": LINE},
                      pad=9))  # fmt: skip
    rows = range(row + 2, row + 2 + LINKS // 2)
    for number in range(1, LINKS + 1):
        at = rows[(number - 1) // 2]
        SLOTS.append(Slot(f"link_{number}", at, LEFT if number % 2 else RIGHT, {"font_size": 9.5}))
    SECTIONS.append(Section("foot", row, (row,), (row + 1, *rows)))
    return rows.stop - 1


LAST_ROW: Final = _body(_top())
BY_NAME: Final = {slot.name: slot for slot in SLOTS}
TITLE_ROWS: Final = 2
"""Rows repeated on every page."""
