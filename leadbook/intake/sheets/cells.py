"""The filled cells of a sheet, whatever its format, and how they become rows: strays left out, merged areas filled."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from leadbook.errors import IntakeError
from leadbook.intake.source import RawRows

LAST_ROW, LAST_COLUMN = 1_048_576, 16_383
"""The last row (from 1) and the last column (from 0) of a sheet."""
MAX_CELLS = 40_000_000
"""Places of a sheet as a rectangle, filled or not, beyond which it is no list."""
_FAR_COLUMNS, _FAR_ROWS = 200, 5_000
_FEW = 20
"""So few cells behind a wide gap are strays; more are a part of what is there."""
_MAX_FILLED = 5_000_000
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(slots=True)
class Room:
    """How many more cells the sheets of one workbook may fill together.

    >>> Room(20).take(5, "Leads")
    """

    left: int = 16_000_000

    def take(self, count: int, name: str) -> None:
        """Count filled cells of a sheet.

        Raises:
            IntakeError: TOO-LARGE, when there are more than a computer has room for.
        """
        self.left -= count
        if self.left < 0:
            raise _too_large(name)


@dataclass(slots=True)
class SheetCells:
    """The filled cells of one sheet.

    Args:
        rows: row number → column from 0 → text.
        troubles: (row, column, code) of cells without a usable value.
        merged: (first row, first column, last row, last column) of merged areas.
        codes: warnings about the sheet as a whole.
        marked: a text may hold control characters.
        room: what is left for this sheet and the others of the workbook; `put` counts, others have to.
    """

    name: str
    hidden: bool = False
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    troubles: list[tuple[int, int, str]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    marked: bool = False
    room: Room = field(default_factory=Room)

    def put(self, row: int, column: int, text: str) -> None:
        """Fill a cell; a cell outside of what a sheet can be is noted as a stray."""
        if not text:
            return
        if not (1 <= row <= LAST_ROW and 0 <= column <= LAST_COLUMN):
            self.note("stray_cells_ignored")
            return
        self.room.take(1, self.name)
        self.rows.setdefault(row, {})[column] = text

    def note(self, code: str) -> None:
        """Say something about the sheet, once."""
        if code not in self.codes:
            self.codes.append(code)


@lru_cache(maxsize=20_000)
def column_number(letters: str) -> int:
    """Position from 0 of a column by its letters.

    >>> column_number("A"), column_number("XFD")
    (0, 16383)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def book_rows(sheets: Iterable[SheetCells], kind: str) -> dict[str, RawRows]:
    """The rows of every sheet by its name; of two of one name the second is called "Leads (2)".

    Raises:
        IntakeError: TOO-LARGE, the sheets together are beyond anything a list can be.
    """
    result: dict[str, RawRows] = {}
    places = 0
    for sheet in sheets:
        plain = name = sheet.name or f"Sheet{len(result) + 1}"
        number = 1
        while name in result:
            number += 1
            name = f"{plain} ({number})"
        result[name] = raw = to_rows(sheet, f"{kind}: {name}")
        places += len(raw.rows) * len(raw.rows[0]) if raw.rows else 0
        if places > MAX_CELLS:
            raise _too_large(sheet.name)
        sheet.rows.clear()
    if any(raw.hidden and raw.rows for raw in result.values()):
        for raw in result.values():
            raw.warnings.extend(["hidden_sheets_ignored"] * (not raw.hidden))
    return result


def to_rows(sheet: SheetCells, source: str) -> RawRows:
    """The cells of a sheet as rows without gaps; far single cells are left out and merged cells filled downwards.

    Raises:
        IntakeError: TOO-LARGE, the rectangle around the cells is beyond anything a list can be.
    """
    raw = RawRows([], [], [], list(sheet.troubles), list(sheet.codes), source, ragged=False, hidden=sheet.hidden)
    if _drop_strays(sheet):
        raw.warnings.append("stray_cells_ignored")
    if _fill_merged(sheet):
        raw.warnings.append("merged_cells_filled")
    if sheet.marked and _clean(sheet):
        raw.warnings.append("control_chars_removed")
    width = max((max(cells) for cells in sheet.rows.values()), default=-1) + 1
    last = max(sheet.rows, default=0)
    if width * min(last, len(sheet.rows) * _FAR_ROWS) > MAX_CELLS:
        raise _too_large(sheet.name)
    whole, blank = range(width), [""] * width
    before = 0
    for number in sorted(sheet.rows):
        for gap in range(max(before + 1, number - _FAR_ROWS), number):
            raw.rows.append(blank.copy())
            raw.numbers.append(gap)
        cells = sheet.rows[number]
        raw.rows.append(list(map(cells.get, whole, blank)))
        raw.numbers.append(number)
        before = number
    return raw


def _too_large(name: str) -> IntakeError:
    return IntakeError("LB-E-TOO-LARGE", "The sheet is far larger than any list.", name,
                       "Copy the list alone into a new workbook, or save it as CSV.")  # fmt: skip


def _clean(sheet: SheetCells) -> bool:
    """Take control characters out; whether there were any."""
    found = False
    for cells in sheet.rows.values():
        for column, text in cells.items():
            plain = CONTROLS.sub("", text)
            if plain != text:
                cells[column] = plain
                found = True
    return found


def _drop_strays(sheet: SheetCells) -> bool:
    """Forget a few cells behind a wide gap of empty columns or rows; whether there were any."""
    every: set[int] = set()
    for cells in sheet.rows.values():
        every.update(cells)
    columns, numbers = sorted(every), sorted(sheet.rows)
    far_columns = next((b for a, b in pairwise(columns) if b - a > _FAR_COLUMNS), None)
    far_rows = next((b for a, b in pairwise(numbers) if b - a > _FAR_ROWS), None)
    dropped = False
    if far_rows is not None:
        behind = numbers[bisect_left(numbers, far_rows) :]
        if len(behind) <= _FEW and sum(len(sheet.rows[number]) for number in behind) <= _FEW:
            for number in behind:
                del sheet.rows[number]
            dropped = True
    if far_columns is not None:
        places = [(number, at) for number, cells in sheet.rows.items() for at in cells if at >= far_columns]
        if len(places) <= _FEW:
            for number, at in places:
                del sheet.rows[number][at]
            sheet.rows = {number: cells for number, cells in sheet.rows.items() if cells}
            dropped = True
    return dropped


def _fill_merged(sheet: SheetCells) -> bool:
    """Repeat the value of cells merged over several rows in each of them; whether there were any.

    Raises:
        IntakeError: TOO-LARGE, so many areas lie over each other that it must be malice.
    """
    filled = visited = 0
    numbers = sorted(sheet.rows)
    for top, left, bottom, _ in sheet.merged:
        text = sheet.rows.get(top, {}).get(left, "")
        if bottom <= top or not text:
            continue
        for at in range(bisect_left(numbers, top + 1), len(numbers)):
            if numbers[at] > bottom:
                break
            visited += 1
            if visited > _MAX_FILLED:
                raise _too_large(sheet.name)
            filled += sheet.rows[numbers[at]].setdefault(left, text) is text
    return filled > 0
