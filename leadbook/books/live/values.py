"""Values as xlwings gives them and as a grid holds them; what typing would change, and what is the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import xlwings as xw

from leadbook.books.saving.diffing import same
from leadbook.model import Cell

_WHOLE = 1e15
_FIRST_DAY = dt.datetime(1900, 1, 1)
_EPOCH = dt.datetime(1899, 12, 30)
_MILLISECOND = dt.timedelta(milliseconds=1)


def block(cells: xw.Range) -> list[list[Cell]]:
    """The values of a rectangle, row by row."""
    rows: Sequence[Sequence[Any]] = cells.options(ndim=2, err_to_str=True).value
    return [[as_cell(value) for value in row] for row in rows]


def formulas(cells: xw.Range) -> list[list[str]]:
    """The texts of a rectangle as one would type them, formulas with "="."""
    found = cells.formula
    if not isinstance(found, list | tuple):
        return [[_text(found)]]
    if found and not isinstance(found[0], list | tuple):  # a single row comes as it is
        found = [found]
    return [[_text(text) for text in row] for row in found]


def _text(value: object) -> str:
    return "" if value is None else str(value)


def as_cell(value: Any) -> Cell:  # noqa: ANN401 - what a program gives
    """A value as a grid holds it: whole numbers as int, midnight as a date, blank text as None.

    A time of day without a day is a share of a day, as in a closed file.
    """
    if value is None or value == "":
        return None
    if isinstance(value, float) and abs(value) < _WHOLE and value.is_integer():
        return int(value)
    if isinstance(value, dt.datetime):
        moment = _to_millisecond(value.replace(tzinfo=None))
        if moment < _FIRST_DAY:
            return as_cell((moment - _EPOCH) / dt.timedelta(days=1))
        return moment if moment.time() != dt.time() else moment.date()
    if isinstance(value, bool | int | float | str | dt.date):
        return value
    return float(value)  # a Decimal, which Excel gives for amounts of money


def _to_millisecond(moment: dt.datetime) -> dt.datetime:
    """A moment without the rest that comes from its share of a day."""
    whole = moment.replace(microsecond=0)
    return whole + round((moment - whole) / _MILLISECOND) * _MILLISECOND


def is_same(wanted: Cell, present: Cell) -> bool:
    """Whether a cell holds what it should, in the same kind of value."""
    return same(wanted, present) and isinstance(wanted, str) == isinstance(present, str)
