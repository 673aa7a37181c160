"""Values into cells and out of them, the way Excel does it.

A text that is set is taken as if it were typed: “007” becomes a number, “=1+1” a formula, a leading apostrophe says
“this is text” and is not kept. Only in cells with the format “@” a text stays as it is. Calc's own calls are kinder,
so what passes here would pass there.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from leadbook.books.calc.office import import_uno
from leadbook.books.calc.undoable import hold_blanks

if TYPE_CHECKING:
    from leadbook.books.calc.ranges import Range

EPOCH = dt.datetime(1899, 12, 30)
_DATE, _TIME, _LOGICAL, _TEXT = 2, 4, 1024, 256
"""com.sun.star.util.NumberFormat"""
_ERRORS = 4
"""com.sun.star.sheet.FormulaResult.ERROR"""
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_TYPED = re.compile(
    rf"['=]|\s*(?:true|false)\s*$|(?=.*\d)(?:[\s\d.,:/%()e+\-$€£¥]|[ap]m|(?:{_MONTHS})[a-z]*)+$", re.I
)
"""Texts that typing could turn into something else."""
_MILLISECONDS = 86_400_000
Typed = tuple[int, int, str]
"""Row and column in the rectangle, from 0, and a text that typing could change."""

_formats: dict[tuple[str, int], int] = {}


def format_key(document: Any, code: str) -> int:  # noqa: ANN401
    """The number that a format code has in a document."""
    formats, english = document.NumberFormats, import_uno().createUnoStruct("com.sun.star.lang.Locale")
    english.Language, english.Country = "en", "US"
    key = formats.queryKey(code, english, False)
    return int(key if key != -1 else formats.addNew(code, english))


def _kind(document: Any, key: int) -> int:  # noqa: ANN401
    """The kinds of values that a format shows, as a sum."""
    place = (str(document.RuntimeUID), key)
    if place not in _formats:
        _formats[place] = int(document.NumberFormats.getByKey(key).Type)
    return _formats[place]


def _stretches(cells: Range, kinds: int) -> Iterator[tuple[int, Any]]:
    """Kind and relative address of every part of the cells whose format shows one of the kinds."""
    document = cells.sheet.book.document
    if len(cells) == 1:
        kind = _kind(document, cells.native.NumberFormat) & kinds
        if kind:
            yield kind, cells.native.RangeAddress
        return
    unique = cells.native.getUniqueCellFormatRanges()
    for at in range(unique.Count):
        group = unique.getByIndex(at)
        kind = _kind(document, group.NumberFormat) & kinds
        if kind:
            for address in group.RangeAddresses:
                yield kind, address


def read(cells: Range, *, errors: bool) -> list[list[Any]]:
    """Rows of values.

    Args:
        errors: whether an error is its text; else it is None.
    """
    rows = [list(row) for row in cells.native.getDataArray()]
    left, top = cells.column - 1, cells.row - 1
    numbers = any(isinstance(value, float) for row in rows for value in row)
    for kind, address in _stretches(cells, _DATE | _TIME | _LOGICAL) if numbers else ():
        for row in rows[max(0, address.StartRow - top) : address.EndRow - top + 1]:
            for at in range(max(0, address.StartColumn - left), min(address.EndColumn - left, len(row) - 1) + 1):
                if isinstance(row[at], float):
                    row[at] = _as_moment(row[at], kind)
    if errors and any(value is None for row in rows for value in row):
        for address in cells.native.queryFormulaCells(_ERRORS).RangeAddresses:
            for down in range(address.StartRow, address.EndRow + 1):
                for right in range(address.StartColumn, address.EndColumn + 1):
                    cell = cells.sheet.native.getCellByPosition(right, down)
                    rows[down - top][right - left] = cell.String
    return [[None if value == "" else value for value in row] for row in rows]


def _as_moment(number: float, kind: int) -> Any:  # noqa: ANN401
    """The date or the truth a number stands for; a time of day stays a number, as in the closed file."""
    if kind & _LOGICAL:
        return bool(number)
    if not kind & _DATE:
        return number
    try:
        return EPOCH + dt.timedelta(milliseconds=round(number * _MILLISECONDS))
    except OverflowError:
        return number


def write(cells: Range, rows: Sequence[Sequence[Any]]) -> None:
    """Set values as if they were typed; the cells are as many as the values."""
    made: list[tuple[Any, ...]] = []
    typed: list[Typed] = []
    dates: dict[tuple[int, bool], list[int]] = {}
    truths: dict[int, list[int]] = {}
    for down, row in enumerate(rows):
        line = []
        for right, value in enumerate(row):
            if isinstance(value, str) and _TYPED.match(value):
                typed.append((down, right, value))
            elif isinstance(value, bool):
                truths.setdefault(right, []).append(down)
            elif isinstance(value, dt.date):
                stamped = isinstance(value, dt.datetime) and value.time() != dt.time()
                dates.setdefault((right, stamped), []).append(down)
            line.append(_as_cell(value))
        made.append(tuple(line))
    as_typed = _without_text_format(cells, typed) if typed else []
    for down, right, _ in as_typed:
        made[down] = (*made[down][:right], "", *made[down][right + 1 :])
    hold_blanks(cells, made)
    cells.native.setDataArray(tuple(made))
    _type(cells, as_typed)
    for (right, stamped), downs in dates.items():
        _format(cells, right, downs, "yyyy-mm-dd hh:mm:ss" if stamped else "yyyy-mm-dd", _DATE)
    for right, downs in truths.items():
        _format(cells, right, downs, "BOOLEAN", _LOGICAL)


def _as_cell(value: Any) -> Any:  # noqa: ANN401
    """A value as Calc's data array takes it."""
    if value is None:
        return ""
    if isinstance(value, bool | int):
        return float(value)
    if isinstance(value, dt.date):
        moment = value if isinstance(value, dt.datetime) else dt.datetime(value.year, value.month, value.day)
        return (moment - EPOCH) / dt.timedelta(days=1)
    return value if isinstance(value, str | float) else str(value)


def _without_text_format(cells: Range, typed: Sequence[Typed]) -> list[Typed]:
    """Those texts that do not go as they are into a cell formatted as text."""
    left, top = cells.column - 1, cells.row - 1
    texts: set[tuple[int, int]] = set()
    for _, address in _stretches(cells, _TEXT):
        columns = range(max(0, address.StartColumn - left), address.EndColumn - left + 1)
        for down in range(max(0, address.StartRow - top), address.EndRow - top + 1):
            texts.update((down, right) for right in columns)
    return [one for one in typed if (one[0], one[1]) not in texts or one[2].startswith("'")]


def _type(cells: Range, typed: Sequence[Typed]) -> None:
    """Set texts as if they were typed."""
    for down, right, value in typed:
        cell = cells.native.getCellByPosition(right, down)
        if value.startswith("'"):
            cell.setString(value[1:])
        else:
            cell.setFormula(value)


def _format(cells: Range, right: int, downs: Sequence[int], code: str, kind: int) -> None:
    """Give cells of a column a format, unless theirs shows such values already."""
    document = cells.sheet.book.document
    key = format_key(document, code)
    for first, last in runs(downs):
        stretch = cells.native.getCellRangeByPosition(right, first, right, last)
        unique = stretch.getUniqueCellFormatRanges()
        for at in range(unique.Count):
            group = unique.getByIndex(at)
            if not _kind(document, group.NumberFormat) & kind:
                group.NumberFormat = key


def runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of each stretch of numbers that follow one another."""
    first = last = numbers[0]
    for number in numbers[1:]:
        if number != last + 1:
            yield first, last
            first = number
        last = number
    yield first, last
