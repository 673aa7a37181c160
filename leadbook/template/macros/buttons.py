"""The buttons on sheet Start of a workbook with macros: what a newcomer needs, in that order.

They stand in the title band, the one strip that both states of the sheet show: rows below it are hidden in turn, and
a button in a hidden row is gone.
"""

from __future__ import annotations

from typing import Final

from leadbook.template.canvas import Canvas

BUTTONS: Final = (
    ("Import lists", "LeadbookImport", "Reads lists into the workbook"),
    ("Check", "LeadbookCheck", "Applies the answers on To fix and judges every inquiry again"),
    ("Allocate", "LeadbookAllocate", "Shares the leads among the reps"),
    ("Briefing pages", "LeadbookBrief", "Makes the briefing page of each campaign"),
    ("Report", "LeadbookReport", "Counts the way from inquiry to sale"),
    ("Undo last run", "LeadbookUndo", "Takes the last run back"),
)
"""Caption, macro, and what a screen reader says of it."""

BAND_HEIGHT: Final = 75.75
"""Points of row 1: the title above, the buttons below."""

_LEFT, _TOP, _WIDTH, _HEIGHT, _GAP = 19, 56, 160, 34, 10
"""Pixels."""


def draw(canvas: Canvas) -> None:
    """Make the band of sheet Start taller and put the buttons into it."""
    last = len(canvas.widths) - 1
    canvas.ws.set_row(0, BAND_HEIGHT)
    canvas.ws.write_string(0, 0, canvas.sheet.title, canvas.looks.style("title", valign="top"))
    canvas.ws.write_string(0, last, "Nothing has been imported yet", canvas.looks.style("band", valign="top"))
    for at, (caption, macro, description) in enumerate(BUTTONS):
        canvas.ws.insert_button(0, 0, {
            "macro": macro, "caption": caption, "description": description, "width": _WIDTH, "height": _HEIGHT,
            "x_offset": _LEFT + at * (_WIDTH + _GAP), "y_offset": _TOP,
        })  # fmt: skip
