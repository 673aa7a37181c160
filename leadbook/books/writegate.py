"""The write gate: the only place where a value from outside becomes a cell.

Text is always written as a string and never as a formula, a link or an error value (promise P4). A text that a
later edit in Excel could turn into a number, a date or a formula gets a style with `quotePrefix`, unless the cell
is formatted as text already. Characters that XML cannot hold are removed and text is cut at Excel's limit; both
are reported through a callback with a finding code.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Iterable
from typing import Any, Final

from leadbook.books.closed.celltext import to_xml
from leadbook.model import Cell

TEXT_LIMIT: Final = 32_767
"""UTF-16 units a cell can hold (Excel's specifications and limits)."""

CONTROL_REMOVED: Final = "control_chars_removed"
TEXT_CUT: Final = "cell_text_cut"

WHOLE: Final = 1e15
"""Whole numbers below are kept exactly, and written without a decimal point."""

Report = Callable[[str], None]
"""Called with a finding code for each text that could not be written as it was."""

ILLEGAL: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_ILLEGAL = re.compile(f"[{ILLEGAL}]")
MONTHS: Final = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_EDIT_CHANGES = re.compile(
    r"[=+\-@'#]"  # a formula, Lotus style commands, a prefix sign, an error value
    r"|\s*[(.,$€£¥]*\d[\d\s.,:/%()e+\-]*(?:[ap]m?)?[\s€$£¥]*$"  # numbers, dates, times, percentages, amounts
    rf"|\s*\d{{1,4}}[\s./-]*(?:{MONTHS})"
    rf"|(?:{MONTHS})[a-z]*[\s./-]*\d"
    r"|(?:true|false)\s*$",
    re.I,
)
_FIRST_1900: Final = dt.date(1900, 3, 1)
_FIRST_1904: Final = dt.date(1904, 1, 1)
_ORDINAL_1900: Final = dt.date(1899, 12, 30).toordinal()
_ORDINAL_1904: Final = dt.date(1904, 1, 1).toordinal()
_MILLISECONDS: Final = 86_400_000


def _ignore(_code: str) -> None:
    """Nobody wants to know."""


def clean_text(text: str, report: Report = _ignore) -> str:
    """The text as a cell can hold it: no illegal characters, at most 32,767 UTF-16 units."""
    text = str.__str__(text)
    if _ILLEGAL.search(text):
        text = _ILLEGAL.sub("", text)
        report(CONTROL_REMOVED)
    if len(text) * 2 > TEXT_LIMIT:
        units = text.encode("utf-16-le")
        if len(units) > TEXT_LIMIT * 2:
            # "ignore" drops the first half of a surrogate pair that the cut went through
            text = units[: TEXT_LIMIT * 2].decode("utf-16-le", "ignore")
            report(TEXT_CUT)
    return text


def admit(value: object, report: Report = _ignore) -> Cell:
    """The value as a cell can hold it: what reading it back gives.

    Blank text, NaN, infinities and NaT are blank; a datetime at midnight is a date; times are cut to the
    millisecond; a date before 1 March 1900, which Excel counts wrongly, is ISO text; a whole float is an int,
    as cells do not tell the two apart.

    Raises:
        TypeError: the value is none of the kinds a cell can hold.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return clean_text(value, report) or None
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        return int(value) if value.is_integer() and abs(value) < WHOLE else float(value)
    if isinstance(value, dt.date):
        return _admit_date(value)
    plain = getattr(value, "item", None) or getattr(value, "__float__", None)
    if plain is None:
        raise TypeError(f"a cell cannot hold {type(value).__name__}")
    return admit(plain(), report)


def _admit_date(value: dt.date) -> Cell:
    """Dates and datetimes as cells hold them."""
    if value != value:  # NaT, the missing value of pandas, is a datetime unequal to itself
        return None
    if not isinstance(value, dt.datetime):
        return value if value >= _FIRST_1900 else value.isoformat()
    moment = value.replace(tzinfo=None, microsecond=value.microsecond // 1000 * 1000)
    if moment.date() < _FIRST_1900:
        return moment.isoformat(sep=" ")
    if moment.time() == dt.time():
        return moment.date()
    return dt.datetime.combine(moment.date(), moment.time())


def serial(value: dt.date, date1904: bool) -> str | None:
    """The number that stands for a date in a cell, as text; None when the date system has none for it."""
    first, start = (_FIRST_1904, _ORDINAL_1904) if date1904 else (_FIRST_1900, _ORDINAL_1900)
    days = value.toordinal() - start
    if not isinstance(value, dt.datetime):
        return str(days) if value >= first else None
    if value.date() < first:
        return None
    seconds = value.hour * 3600 + value.minute * 60 + value.second
    milliseconds = seconds * 1000 + value.microsecond // 1000
    return repr(days + milliseconds / _MILLISECONDS) if milliseconds else str(days)


def edit_would_change(text: str) -> bool:
    """Whether Excel could take the text for something else once somebody edits the cell."""
    return _EDIT_CHANGES.match(text) is not None


def text_element(text: str) -> str:
    """`<t>` of an inline string for a text that is clean already."""
    if text != text.strip() or "\n" in text:
        return f'<t xml:space="preserve">{to_xml(text)}</t>'
    return f"<t>{to_xml(text)}</t>"


def text_row(number: int, cells: Iterable[tuple[str, str, str]], attributes: str = "") -> str:
    """`<row>` of a sheet part whose cells hold text, as inline strings.

    Args:
        number: of the row, from 1.
        cells: letters of the column, number of the style, text of any kind; "" is a blank that has a style.
        attributes: of the row besides its number.
    """
    made = []
    for name, style, text in cells:
        if not (text.isascii() and text.isprintable() and len(text) * 2 <= TEXT_LIMIT):
            text = clean_text(text)
        if text:
            inner = text_element(text)
            made.append(f'<c r="{name}{number}" s="{style}" t="inlineStr"><is>{inner}</is></c>')
        else:
            made.append(f'<c r="{name}{number}" s="{style}"/>')
    return f'<row r="{number}"{attributes}>{"".join(made)}</row>'


def write_cell(worksheet: Any, row: int, column: int, value: object, fmt: Any = None) -> None:  # noqa: ANN401
    """Write one value into an XlsxWriter worksheet by its type; never a formula, never a link.

    Args:
        worksheet: an `xlsxwriter.worksheet.Worksheet`.
        row, column: place of the cell, from 0 as XlsxWriter counts.
        fmt: format of the cell, or None; a date needs one with a date format.

    XlsxWriter escapes `_xHHHH_` itself, but not two that share an underscore; Leadbook writes no such text. What
    looks like the markup of a formatted text it would write as markup: such a text is wrapped into some of ours.
    """
    cell = admit(value)
    if isinstance(cell, str) and cell.startswith("<r>") and cell.endswith("</r>"):
        escaped = cell.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        cell = f'<r><t xml:space="preserve">{escaped}</t></r>'
    if cell is None:
        worksheet.write_blank(row, column, None, fmt)
    elif isinstance(cell, bool):
        worksheet.write_boolean(row, column, cell, fmt)
    elif isinstance(cell, dt.date):
        worksheet.write_datetime(row, column, cell, fmt)
    elif isinstance(cell, str):
        worksheet.write_string(row, column, cell, fmt)
    else:
        worksheet.write_number(row, column, cell, fmt)
