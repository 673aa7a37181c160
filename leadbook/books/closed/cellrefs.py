"""Cell addresses and ranges: letters to numbers and back, rectangles, and the `sqref` lists of rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

MAX_ROW: Final = 1_048_576
MAX_COLUMN: Final = 16_384

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})$")


@lru_cache(maxsize=MAX_COLUMN)
def letters(column: int) -> str:
    """The letters of a column (from 1): 28 → "AB"."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


@lru_cache(maxsize=MAX_COLUMN)
def column_number(text: str) -> int:
    """The number (from 1) of a column's letters: "AB" → 28."""
    number = 0
    for letter in text:
        number = number * 26 + ord(letter) - 64
    return number


def address(column: int, row: int) -> str:
    """The address of a cell, both from 1: (2, 7) → "B7"."""
    return f"{letters(column)}{row}"


def parse_address(text: str) -> tuple[int, int] | None:
    """Column and row (from 1) of an address, with or without $ signs; None when it is not one."""
    found = _ADDRESS.match(text)
    if not found:
        return None
    column, row = column_number(found[1].upper()), int(found[2])
    return (column, row) if column <= MAX_COLUMN and row <= MAX_ROW else None


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, both ends included, all numbers from 1."""

    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    def parse(cls, text: str) -> Area | None:
        """The rectangle of "A3:F20" or "B7"; None for anything else (whole columns, errors)."""
        first, _, last = text.partition(":")
        start, end = parse_address(first), parse_address(last or first)
        if start is None or end is None:
            return None
        return cls(min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1]))

    def __str__(self) -> str:
        first, last = address(self.left, self.top), address(self.right, self.bottom)
        return first if first == last else f"{first}:{last}"

    def meets(self, other: Area) -> bool:
        """Whether the two have a cell in common."""
        return (
            self.left <= other.right
            and other.left <= self.right
            and self.top <= other.bottom
            and other.top <= self.bottom
        )

    def within_columns(self, other: Area) -> bool:
        """Whether all columns of this one are columns of the other."""
        return other.left <= self.left and self.right <= other.right
