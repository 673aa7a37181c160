"""The sheet Start: three steps for a newcomer, later the week. One sheet, two states; the other one is hidden."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from leadbook.schema.cells import START_TILES, WEEK_ROWS
from leadbook.template import layout, looks
from leadbook.template.canvas import Canvas
from leadbook.template.looks import STATES

WIDTHS: Final = (2.0, 27.0, 4.0, 27.0, 4.0, 27.0, 4.0, 27.0, 4.0, 21.0)
"""A margin, then five tiles with gutters."""

LAST: Final = len(WIDTHS) - 1

STEPS: Final = (
    ("Drop a list",
     "Put it into the folder Inbox beside this book: Excel, CSV, badge scans, web forms, in any shape. "
     "Then run: leadbook import, with the name of this book.",
     "There you see: “3 leads · 41 one answer away · 245 not leads”, with the reason for every row.", ""),
    ("See who is a lead",
     "A lead raised a hand in their own words, can be reached by phone and e-mail, and has a need. "
     "Everything else says what is missing.",
     "There you see: a verdict, one sentence why, and what to ask next.", "Inquiries"),
    ("Fix these",
     "The answers that win the most leads stand first. Pick “Suggestion” or type the right value in the yellow cells.",
     "There you see: how many leads each answer unlocks.", "To fix"),
)  # fmt: skip
"""Name of a step, what to do, what comes of it, sheet to go to."""

PRESS: Final = (
    "Press Import lists above and pick what came in: Excel, CSV, badge scans, web forms, in any shape. "
    "What lies in the folder Inbox beside this book is read by Import the Inbox, in the tab or menu Leadbook."
)
"""What to do first in a workbook with buttons."""

AFTERWARDS: Final = (
    ("Write your reps once. Their quotas decide who gets leads on what, and how many leads are missing.", "Reps"),
    ("Write the campaign and its answers. Reps get one page to read before the first call.", "Campaigns"),
    ("Yellow cells are yours, white ones are filled for you. Point at any header to read what its column is for.", ""),
)


@dataclass(frozen=True, slots=True)
class Tile:
    """One large figure: its name, colour, sheet to go to, and the text of that link."""

    name: str
    colour: str
    sheet: str
    link: str


TILES: Final[dict[str, Tile]] = {
    "received": Tile("Received", looks.NAVY, "Inquiries", "See them"),
    "leads": Tile("Leads", looks.GREEN, "Leads", "See who got which"),
    "away": Tile("One answer away", looks.AMBER, "To fix", "Answer the first ones"),
    "not_leads": Tile("Not leads", looks.MUTED, "Not leads", "Look through the reasons"),
    "uncalled": Tile("No first call yet", looks.RED, "Leads", "See who they are"),
}
SIGNS: Final = {2: "=", 4: "+", 6: "+"}
"""The tiles read as a sum: received = leads + one answer away + not leads; the last one stands apart."""

WEEK_LINKS: Final = ("Inquiries", "To fix", "Leads", "Answers", "Leads", "Report")
"""Sheet each line of the week links to, in the fixed order of `leadbook.stages.start_week.week`."""

WEEK: Final = (
    ("Lists", "Drop what came in into the Inbox, and import it."),
    ("Fix", "Ten minutes on To fix: the first answers win the most leads."),
    ("Share", "Fill Reps and Quotas, then run Allocate: every lead gets a rep and a reason."),
    ("Brief", "Answer what reps will be asked; open questions are printed as open."),
    ("Hand out", "Each rep reads the page, then calls; at most two cells per lead."),
    ("Report", "On Friday: what became of the leads, for both sides."),
)
"""What the lines of the week say until a run fills them."""


def draw(canvas: Canvas, *, buttons: bool = False) -> None:
    """Draw both states; the week is hidden in a new book.

    Args:
        buttons: the workbook has buttons, and the first step names one instead of a command.
    """
    canvas.band(len(WIDTHS), "Nothing has been imported yet")
    _steps(canvas, buttons)
    _afterwards(canvas)
    _tiles(canvas)
    _week(canvas)
    canvas.ws.print_area(0, 0, layout.WEEK_ROWS[-1] - 1, LAST)
    canvas.ws.fit_to_pages(1, 1)
    canvas.protect()


def _steps(canvas: Canvas, buttons: bool) -> None:
    """Three blocks; only the first is dark, so that the eye starts there."""
    ws, style = canvas.ws, canvas.looks.style
    row = layout.STEP_ROWS[0] - 1
    ws.set_row(row, 16)
    for number, (name, says, outcome, target) in enumerate(STEPS, 1):
        text = PRESS if buttons and number == 1 else says
        top, bottom = row + 1, row + 2
        role = "step_first" if number == 1 else "step"
        ws.merge_range(top, 1, bottom, 1, f"{number}   {name}", style(role))
        main = style("soft", font_size=13, valign="bottom", text_wrap=True)
        small = style("soft", font_size=12, font_color=looks.MUTED, valign="top", text_wrap=True)
        canvas.merged(top, (2, 7), text, main)
        canvas.merged(bottom, (2, 7), outcome, small)
        ws.set_row(top, max(38, canvas.height(text, (2, 7), 13, pad=12)))
        ws.set_row(bottom, max(32, canvas.height(outcome, (2, 7), 12, pad=14)))
        right = {"bg_color": looks.SOFT, "font_size": 13, "bold": True, "align": "right", "indent": 2}
        if target:
            ws.merge_range(top, 8, bottom, 9, "", style("link", **right))
            canvas.link(top, 8, target, f"Go to {target}", **right)
        else:
            by = "Import lists" if buttons else "leadbook import"
            ws.merge_range(top, 8, bottom, 9, by, style("soft", **{**right, "font_color": looks.NAVY}))
        ws.set_row(bottom + 1, 12)
        row += 3


def _afterwards(canvas: Canvas) -> None:
    row = layout.STEP_ROWS[10] - 1
    canvas.heading(row, (1, LAST), "Once you have leads")
    canvas.ws.set_row(row, 28)
    line = {"bottom": 1, "bottom_color": looks.LINE, "font_size": 12}
    for text, target in AFTERWARDS:
        row += 1
        canvas.merged(row, (1, 7), text, canvas.looks.plain(indent=1, text_wrap=True, **line))
        canvas.ws.set_row(row, max(28, canvas.height(text, (1, 7), 12, pad=12)))
        canvas.ws.merge_range(row, 8, row, 9, "", canvas.looks.plain(**line))
        if target:
            canvas.link(row, 8, target, f"Go to {target}", align="right", indent=2, **line)


def _tiles(canvas: Canvas) -> None:
    """Five figures with a note and a link each; a run fills the notes."""
    ws, style = canvas.ws, canvas.looks.style
    row = layout.WEEK_ROWS[0] - 1
    for offset, height in enumerate((16, 24, 46, 34, 24, 14)):
        _hidden(canvas, row + offset, height)
    for at, key in enumerate(START_TILES):
        tile, column = TILES[key], 1 + 2 * at
        ws.write_string(row + 1, column, tile.name, style("tile_name", top_color=tile.colour))
        canvas.live(f"lb_start_{key}", (row + 2, column), style("tile", font_color=tile.colour))
        note = style("soft", text_wrap=True, valign="top")
        canvas.text(f"lb_start_{key}_note", (row + 3, column), "Import a list first.", note)
        canvas.link(row + 4, column, tile.sheet, tile.link, bg_color=looks.SOFT, indent=1, valign="top")
    for column, sign in SIGNS.items():
        ws.write_string(row + 2, column, sign, canvas.looks.plain(font_size=24, font_color=looks.MUTED, align="center"))


def _week(canvas: Canvas) -> None:
    """Six lines: what, what it says, where to go, and its state in a word."""
    first = layout.WEEK_ROWS[6] - 1
    canvas.heading(first, (1, LAST), "The week")
    _hidden(canvas, first, 26)
    line = {"bottom": 1, "bottom_color": looks.LINE, "font_size": 12}
    plain = canvas.looks.plain
    for number in range(1, WEEK_ROWS + 1):
        row, (what, says) = first + number, WEEK[number - 1]
        name = plain(bold=True, font_color=looks.NAVY, indent=1, text_wrap=True, **line)
        canvas.text(f"lb_week_{number}_what", (row, 1), what, name)
        canvas.ws.merge_range(row, 2, row, 6, "", plain(text_wrap=True, align="left", **line))
        canvas.text(f"lb_week_{number}_says", (row, 2), says, plain(text_wrap=True, align="left", **line))
        target = WEEK_LINKS[number - 1]
        canvas.link(row, 7, target, f"See {target}", align="right", indent=1, **line)
        canvas.ws.write_blank(row, 8, None, plain(**line))
        canvas.text(f"lb_week_{number}_state", (row, LAST), "Later", plain(bold=True, align="center", **line))
        _hidden(canvas, row, 42)
    for word, tone in STATES["week"].items():
        canvas.ws.conditional_format(
            first + 1, LAST, first + WEEK_ROWS, LAST,
            {"type": "text", "criteria": "begins with", "value": word, "format": canvas.looks.state(tone)},
        )  # fmt: skip
    _hidden(canvas, layout.WEEK_ROWS[-1] - 1, 14)


def _hidden(canvas: Canvas, row: int, height: float) -> None:
    canvas.ws.set_row(row, height, None, {"hidden": True})
