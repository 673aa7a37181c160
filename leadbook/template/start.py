"""The sheet Start: three steps for a newcomer, later the week. One sheet, two states."""

from __future__ import annotations

from leadbook.schema.cells import START_TILES, WEEK_ROWS
from leadbook.template import layout
from leadbook.template.canvas import Canvas

WIDTHS = (2.0, 27.0, 4.0, 27.0, 4.0, 27.0, 4.0, 27.0, 4.0, 21.0)


def draw(canvas: Canvas) -> None:
    """Draw both states; the week is hidden in a new book."""
    canvas.band(len(WIDTHS))
    row = layout.WEEK_ROWS[0]
    for at, tile in enumerate(START_TILES):
        canvas.live(f"lb_start_{tile}", (row + 1, 1 + 2 * at), canvas.looks.style("tile"))
        canvas.text(f"lb_start_{tile}_note", (row + 2, 1 + 2 * at), "", canvas.looks.style("soft"))
    for number in range(1, WEEK_ROWS + 1):
        for column, part in ((1, "what"), (2, "says"), (9, "state")):
            canvas.text(f"lb_week_{number}_{part}", (row + 5 + number, column), "", canvas.looks.plain())
    for hidden in layout.WEEK_ROWS:
        canvas.ws.set_row(hidden - 1, None, None, {"hidden": True})
    canvas.protect()
