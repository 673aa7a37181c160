"""A sheet with one table, drawn from the schema: header, notes, drop-downs, formats, print set-up."""

from __future__ import annotations

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name

from leadbook.books.writegate import write_cell
from leadbook.model import Cell
from leadbook.schema.book import table_on
from leadbook.schema.choices import list_name
from leadbook.schema.core import Column, FilledBy, Kind, Sheet, Table
from leadbook.schema.defaults import default_rows
from leadbook.schema.names import CURRENCY
from leadbook.template.canvas import Canvas
from leadbook.template.heights import LEAST, body_heights
from leadbook.template.kinds import BARE, BOLD, NUMBER_FORMATS, SIGNS
from leadbook.template.layout import BODY_ROW, HEAD_ROW, printed_columns, sheet_columns
from leadbook.template.looks import STATES
from leadbook.template.metrics import column_pixels, text_height
from leadbook.template.styles_post import TABLE_STYLE

HEAD, BODY = HEAD_ROW - 1, BODY_ROW - 1

WHO_FILLS = {
    FilledBy.PERSON: "You fill this.",
    FilledBy.INTAKE: "Filled by the import; corrected on To fix.",
    FilledBy.LEADBOOK: "Leadbook fills this.",
    FilledBy.BOTH: "Leadbook fills this; what you type here wins.",
}
BLANK_VALUES: dict[str, float] = {"Gap": 0, "Deals needed": 0, "Leads needed": 0, "Leads on average": 0, "Short": 0}
"""What a formula column shows in a row without data, where that is not blank."""

FROZEN = {
    "inquiries": 1, "not_leads": 1, "leads": 2, "reps": 1, "campaigns": 1, "cover": 2, "scoreboard": 1, "forecast": 3,
    "plan": 2, "report": 2,
}  # fmt: skip
"""Columns that stay in sight when a wide table is moved sideways."""


def table_of(sheet: Sheet) -> Table:
    """The table that stands on a sheet which has one."""
    table = table_on(sheet.name)
    assert table is not None, f"{sheet.name} has a table in the schema"
    return table


LEAST_WIDTH = 105.0
"""A sheet is at least that wide, in characters, so that title and run have room beside each other."""


def widths(table: Table) -> tuple[float, ...]:
    """Widths of the sheet's columns, in characters; a narrow table has one blank column beside it."""
    own = tuple(column.width for column in sheet_columns(table))
    spare = LEAST_WIDTH - sum(own)
    return (*own, spare) if spare > 0 else own


def page_columns(table: Table) -> int:
    """How many columns from the left are printed: those of the table, and the blank one beside a narrow one."""
    return max(printed_columns(table), len(widths(table)) if len(widths(table)) > len(table.columns) else 0)


def rows_of(table: Table) -> list[dict[str, Cell]]:
    """The rows a new book starts with, by column key; one blank row where there are none."""
    return [dict(zip(table.keys, row, strict=True)) for row in default_rows(table.key)] or [{}]


def draw(canvas: Canvas, table: Table) -> int:
    """Draw the sheet of one table; returns the last sheet row of its body."""
    columns, rows = sheet_columns(table), rows_of(table)
    last = BODY + len(rows) - 1
    canvas.band(page_columns(table))
    canvas.freeze(FROZEN.get(table.key, 0))
    canvas.ws.add_table(HEAD, 0, last, len(columns) - 1, _options(canvas, table, columns))
    _head(canvas, columns)
    for at, column in enumerate(columns):
        style = body_style(canvas, column)
        for row, values in enumerate(rows, BODY):
            _cell(canvas, (row, at), column, values.get(column.key), style)
        _drop_down(canvas, (at, last), column)
        _states(canvas, (at, last), column)
        _blank(canvas, (at, last), column)
        if column.kind is Kind.MONEY and table.key not in BARE:
            currency(canvas, (BODY, at, last, at))
    if default_rows(table.key):
        for row, height in body_heights(table, table.headers, default_rows(table.key)).items():
            canvas.ws.set_row(row - 1, height)
    else:
        canvas.ws.set_row(BODY, LEAST)
    # postcodes, numbers and IDs are text here: Excel should not mark them as mistakes
    canvas.ws.ignore_errors({"number_stored_as_text": f"A{BODY_ROW}:{xl_col_to_name(len(columns) - 1)}1048576"})
    canvas.ws.print_area(0, 0, last, page_columns(table) - 1)
    return last + 1


def body_style(canvas: Canvas, column: Column) -> Format:
    """The format of a body cell: by who fills it and by the kind of its values."""
    keys: dict[str, object] = {}
    if column.kind in NUMBER_FORMATS:
        keys.update(num_format=NUMBER_FORMATS[column.kind], align="right")
    elif column.kind is Kind.YES_NO:
        keys.update(align="center")
    else:
        keys.update(align="left", indent=1, text_wrap=True, bold=column.key in BOLD)
        if column.kind in (Kind.TEXT, Kind.LIST) and column.filled_by is not FilledBy.LEADBOOK:
            keys.update(num_format="@")  # what looks like a date, a number or a formula stays as it was typed
    return canvas.looks.style("input" if _is_input(column) else "output", **keys)


def _is_input(column: Column) -> bool:
    return column.filled_by in (FilledBy.PERSON, FilledBy.BOTH)


def _options(canvas: Canvas, table: Table, columns: tuple[Column, ...]) -> dict[str, object]:
    described = [
        {"header": column.header, **({"formula": "=" + column.formula} if column.formula else {})} for column in columns
    ]
    return {
        "name": table.name, "style": TABLE_STYLE, "banded_rows": False, "autofilter": not canvas.sheet.protected,
        "columns": described,
    }  # fmt: skip


def _head(canvas: Canvas, columns: tuple[Column, ...]) -> None:
    """Headers with their notes; with filter buttons the text stands at the top, clear of the button."""
    height = 31.0
    for at, column in enumerate(columns):
        right = column.kind in NUMBER_FORMATS
        keys: dict[str, object] = {"align": "right" if right else "left", "indent": 1}
        if column.kind is Kind.YES_NO:
            keys = {"align": "center"}
        keys["valign"] = "vcenter" if canvas.sheet.protected else "top"
        style = canvas.looks.style("head_input" if _is_input(column) else "head", **keys)
        canvas.ws.write_string(HEAD, at, column.header, style)
        note = f"{column.help}\n{WHO_FILLS[column.filled_by]}"
        canvas.ws.write_comment(HEAD, at, note, {"x_scale": 1.7, "y_scale": 1.0, "font_size": 9, "author": "Leadbook"})
        room = column_pixels(column.width) - (8 if canvas.sheet.protected else 18)
        height = max(height, text_height(column.header, room, 10, bold=True, pad=6))
    canvas.ws.set_row(HEAD, height)


def _cell(canvas: Canvas, place: tuple[int, int], column: Column, value: Cell, style: Format) -> None:
    if column.formula:
        blank = BLANK_VALUES.get(column.header, "")
        canvas.ws.write_formula(*place, "=" + column.formula, style, blank)
    else:
        write_cell(canvas.ws, *place, value, style)


def _drop_down(canvas: Canvas, span: tuple[int, int], column: Column) -> None:
    """A list to pick from. It stops a wrong word only where people fill a closed list."""
    name = column.choices or column.refers
    if not name:
        return
    at, last = span
    closed = bool(column.choices) and column.filled_by is not FilledBy.INTAKE and _is_input(column)
    canvas.ws.data_validation(
        BODY, at, last, at,
        {
            "validate": "list", "source": "=" + list_name(name), "error_type": "stop" if closed else "warning",
            "error_title": "Not in the list", "error_message": f"Pick one of the words offered for {column.header}.",
        },
    )  # fmt: skip


def _states(canvas: Canvas, span: tuple[int, int], column: Column) -> None:
    """Colour a cell by the word that stands in it; the word itself stays."""
    at, last = span
    for word, tone in STATES.get(_list_of(column), {}).items():
        canvas.ws.conditional_format(
            BODY, at, last, at,
            {"type": "text", "criteria": "begins with", "value": word, "format": canvas.looks.state(tone)},
        )  # fmt: skip


def _blank(canvas: Canvas, span: tuple[int, int], column: Column) -> None:
    """A formula that gives 0 in the one blank row of an empty table shows nothing there."""
    if column.header in BLANK_VALUES:
        at, last = span
        rule = {
            "type": "formula", "criteria": f'=$A{BODY_ROW}=""', "format": canvas.book.add_format({"num_format": ";;;"}),
        }  # fmt: skip
        canvas.ws.conditional_format(BODY, at, last, at, rule)


def currency(canvas: Canvas, area: tuple[int, int, int, int]) -> None:
    """Money with the sign of the currency in Settings: it changes with the setting, and no book shows a wrong sign."""
    for code, shown in SIGNS.items():
        style = canvas.book.add_format({"num_format": shown})
        rule = {"type": "formula", "criteria": f'={CURRENCY}="{code}"', "format": style}
        canvas.ws.conditional_format(*area, rule)


def _list_of(column: Column) -> str:
    if column.key in ("marketing_passes", "sales_passes"):
        return "passes"
    if column.key == "status" and not column.choices and column.filled_by is FilledBy.LEADBOOK:
        return "campaign_status"
    return column.choices
