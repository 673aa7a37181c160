"""Native charts in one look: bars with their figures, no frame, no value axis."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.chart import Chart

from leadbook.template import looks
from leadbook.template.canvas import Canvas


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Where a chart lies: cells it covers (from 0), with the height in points of each of its rows."""

    rows: tuple[int, int]
    columns: tuple[int, int]
    row_height: float
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One series: references as Excel writes them, or the name as text; `figures` stand at the bars."""

    name: str
    categories: str
    values: str
    colour: str
    number: str = "#,##0"
    figures: bool = True


def bars(canvas: Canvas, series: tuple[Series, ...], block: Block) -> None:
    """Horizontal bars, first category on top, laid over a block of cells by both its corners.

    Cells in hidden rows are left out, so that a chart over a reserve shows the rows that are used.
    """
    chart = canvas.book.add_chart({"type": "bar"})
    labels = {"value": True, "font": _font(11, looks.INK, bold=True)}
    for one in series:
        chart.add_series({
            "name": one.name, "categories": one.categories, "values": one.values,
            "fill": {"color": one.colour}, "border": {"none": True}, "gap": 45, "overlap": 0,
            **({"data_labels": {**labels, "num_format": one.number}} if one.figures else {}),
        })  # fmt: skip
    _dress(chart, legend=len(series) > 1)
    first, last = block.columns
    height = (block.rows[1] - block.rows[0] + 1) * round(block.row_height * 96 / 72)
    chart.set_size({"width": canvas.pixels(first, last), "height": height})
    options = {"object_position": 1, "description": block.description}
    canvas.ws.insert_chart(block.rows[0], first, chart, options)


def _dress(chart: Chart, *, legend: bool) -> None:
    chart.set_title({"none": True})
    chart.set_legend({"position": "top", "font": _font(11, looks.INK)} if legend else {"none": True})
    chart.set_y_axis({
        "reverse": True, "num_font": _font(11, looks.INK), "line": {"color": looks.STEEL}, "major_tick_mark": "none",
    })  # fmt: skip
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    chart.set_plotarea({"fill": {"none": True}})


def _font(size: int, colour: str, *, bold: bool = False) -> dict[str, object]:
    return {"size": size, "color": colour, "bold": bold, "name": looks.FONT}
