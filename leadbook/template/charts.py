"""Native charts in one look: bars with their figures, and a band with a line across it; no frame."""

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
    _lay(canvas, chart, block)


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Ranges of a chart with a band, of one length: names, its lower edge and height, a line inside, a line across."""

    categories: str
    low: str
    height: str
    inside: str
    across: str


def band(canvas: Canvas, ranges: Band, names: tuple[str, str, str], block: Block) -> None:
    """A band as stacked areas, the lower one unseen, a dashed line inside, and a line with its figures across.

    Cells in hidden rows are left out.

    Args:
        names: of the band, the line inside and the line across, for the legend.
    """
    area = canvas.book.add_chart({"type": "area", "subtype": "stacked"})
    clear = {"fill": {"none": True}, "border": {"none": True}, "line": {"none": True}}
    area.add_series({"name": " ", "categories": ranges.categories, "values": ranges.low, **clear})
    area.add_series({
        "name": names[0], "categories": ranges.categories, "values": ranges.height, "fill": {"color": looks.BAR},
        "border": {"none": True},
    })  # fmt: skip
    line = canvas.book.add_chart({"type": "line"})
    line.add_series({
        "name": names[1], "categories": ranges.categories, "values": ranges.inside,
        "line": {"color": looks.NAVY, "width": 1.75, "dash_type": "dash"}, "marker": {"type": "none"},
    })  # fmt: skip
    line.add_series({
        "name": names[2], "categories": ranges.categories, "values": ranges.across,
        "line": {"color": looks.TEAL, "width": 2.5},
        "marker": {"type": "circle", "size": 8, "fill": {"color": looks.TEAL}, "border": {"color": looks.TEAL}},
        "data_labels": {"value": True, "position": "above", "font": _font(11, looks.TEAL, bold=True)},
    })  # fmt: skip
    area.combine(line)
    area.set_title({"none": True})
    area.set_legend({"position": "top", "font": _font(11, looks.INK), "delete_series": [0]})
    area.set_x_axis({
        "num_font": _font(11, looks.INK), "line": {"color": looks.STEEL}, "major_tick_mark": "none",
        "position_axis": "between",
    })  # fmt: skip
    area.set_y_axis({
        "num_font": _font(11, looks.MUTED), "line": {"none": True}, "min": 0, "num_format": "#,##0",
        "major_gridlines": {"visible": True, "line": {"color": looks.LINE, "width": 0.75}}, "major_tick_mark": "none",
    })  # fmt: skip
    area.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    area.set_plotarea({"fill": {"none": True}})
    _lay(canvas, area, block)


def _lay(canvas: Canvas, chart: Chart, block: Block) -> None:
    """Lay a chart over its block of cells by both its corners."""
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
