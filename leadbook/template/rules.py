"""The sheet Rules: the Lead Management Rules on one printed page."""

from __future__ import annotations

from leadbook.schema.core import Table
from leadbook.template import tables
from leadbook.template.canvas import Canvas


def draw(canvas: Canvas, table: Table) -> None:
    """Draw the sheet; only the yellow cells can be changed."""
    tables.draw(canvas, table)
    canvas.ws.fit_to_pages(1, 1)
    canvas.protect()
