"""Sheets of a spreadsheet that is open in Calc."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from numbers import Number
from typing import TYPE_CHECKING, Any

from xlwings import NoSuchObjectError, base_classes

from leadbook.books.calc.lacking import Lacks
from leadbook.books.calc.names import Names
from leadbook.books.calc.printing import PageSetup
from leadbook.books.calc.ranges import Range
from leadbook.books.calc.tables import Tables, copy_tables
from leadbook.books.closed.cellrefs import parse_address

if TYPE_CHECKING:
    from leadbook.books.calc.documents import Book


class Sheets(Lacks, base_classes.Sheets):
    """The sheets of one book."""

    def __init__(self, book: Book) -> None:
        self.book = book

    @property
    def api(self) -> Any:  # noqa: ANN401
        """Calc's collection of sheets."""
        return self.book.document.Sheets

    @property
    def active(self) -> Sheet:
        """The sheet in front."""
        return Sheet(self.book, self.book.document.CurrentController.ActiveSheet)

    def __len__(self) -> int:
        return int(self.api.Count)

    def __iter__(self) -> Iterator[Sheet]:
        api, tables = self.api, Tables.areas_of(self.book.document)  # asked for once, as every call costs a millisecond
        return (Sheet(self.book, api.getByIndex(at), tables) for at in range(api.Count))

    def __call__(self, name_or_index: Any) -> Sheet:  # noqa: ANN401
        api = self.api
        if isinstance(name_or_index, Number):
            at = int(name_or_index) - 1  # type: ignore[call-overload]
            if 0 <= at < api.Count:
                return Sheet(self.book, api.getByIndex(at))
        elif api.hasByName(name_or_index):
            return Sheet(self.book, api.getByName(name_or_index))
        raise NoSuchObjectError(f"There is no sheet {name_or_index!r}.")

    def add(self, before: Any = None, after: Any = None, name: Any = None) -> Sheet:  # noqa: ANN401
        """A new sheet, before or after another one, else before the active one."""
        api, number = self.api, 1
        while name is None:
            name = None if api.hasByName(f"Sheet{number}") else f"Sheet{number}"
            number += 1
        place = before.index - 1 if before else after.index if after else self.active.index - 1
        api.insertNewByName(name, place)
        return self(name)


class Sheet(Lacks, base_classes.Sheet):
    """One sheet.

    Args:
        areas: name → area of every table of the book, when that was just asked for.
    """

    def __init__(self, book: Book, native: Any, areas: dict[str, Any] | None = None) -> None:  # noqa: ANN401
        self._book = book
        self.native = native
        self._areas = areas

    @property
    def api(self) -> Any:  # noqa: ANN401
        """Calc's sheet."""
        return self.native

    @cached_property
    def rows(self) -> Any:  # noqa: ANN401
        """Calc's collection of its rows."""
        return self.native.Rows

    @property
    def book(self) -> Book:
        """Its book."""
        return self._book

    @property
    def name(self) -> str:
        """Its name."""
        return str(self.native.Name)

    @name.setter
    def name(self, value: str) -> None:
        self.native.Name = value

    @property
    def index(self) -> int:
        """Its place, from 1."""
        return int(self.native.RangeAddress.Sheet) + 1

    @property
    def visible(self) -> bool:
        """Whether it is shown."""
        return bool(self.native.IsVisible)

    @visible.setter
    def visible(self, value: bool) -> None:
        self.native.IsVisible = bool(value)

    @property
    def names(self) -> Names:
        """The names that hold on this sheet only."""
        return Names(self.book, self)

    @property
    def tables(self) -> Tables:
        """Its tables."""
        return Tables(self, self._areas)

    @property
    def page_setup(self) -> PageSetup:
        """How it is printed."""
        return PageSetup(self)

    @property
    def cells(self) -> Range:
        """All its cells."""
        address = self.native.RangeAddress
        return Range(self, 1, 1, (address.EndRow + 1, address.EndColumn + 1))

    @property
    def used_range(self) -> Range:
        """From A1 to the last cell that holds something or has a format of its own."""
        cursor = self.native.createCursor()
        cursor.gotoEndOfUsedArea(False)
        address = cursor.RangeAddress
        return Range(self, 1, 1, (address.EndRow + 1, address.EndColumn + 1))

    def range(self, arg1: Any, arg2: Any = None) -> Range:  # noqa: ANN401
        """Cells by address ("A1:B2"), name, or (row, column) from 1; two corners span a rectangle."""
        if isinstance(arg1, Range):
            first = (arg1.row, arg1.column)
            last = arg2 or arg1
            return self._between(first, (last.row + last.shape[0] - 1, last.column + last.shape[1] - 1))
        if isinstance(arg1, str):
            ends = [_corner(part) for part in f"{arg1}:{arg2}".removesuffix(":None").replace("$", "").split(":")]
            return self._between(ends[0], ends[-1]) if None not in ends else self._named(arg1)
        if len(arg1) == 4:
            return self._between(arg1[:2], (arg1[0] + arg1[2] - 1, arg1[1] + arg1[3] - 1))
        return self._between(arg1, arg2 or arg1)

    def _between(self, first: Any, last: Any) -> Range:  # noqa: ANN401
        (top, bottom), (left, right) = sorted((first[0], last[0])), sorted((first[1], last[1]))
        return Range(self, top, left, (bottom - top + 1, right - left + 1))

    def _named(self, name: str) -> Range:
        own = self.names
        return (own if own.contains(name) else Names(self.book))(name).refers_to_range

    def activate(self) -> None:
        """Bring it to the front."""
        controller = self.book.document.CurrentController
        if controller is not None:
            controller.setActiveSheet(self.native)

    def select(self) -> None:
        """The same as `activate`."""
        self.activate()

    def delete(self) -> None:
        """Remove it with its tables."""
        document, ranges = self.book.document, self.book.document.DatabaseRanges
        for table in [table.name for table in Tables(self)]:
            ranges.removeByName(table)
        document.Sheets.removeByName(self.name)

    def copy(self, before: Any, after: Any) -> None:  # noqa: ANN401
        """Copy it before or after another sheet; tables get names of their own, as Excel gives them."""
        taken = {name.casefold() for name in self.book.document.Sheets.ElementNames}
        number = 2
        while f"{self.name} ({number})".casefold() in taken:
            number += 1
        place, name = before.index - 1 if before else after.index, f"{self.name} ({number})"
        self.book.document.Sheets.copyByName(self.name, name, place)
        copy_tables(self, self.book.sheets(name))


def _corner(text: str) -> tuple[int, int] | None:
    """Row and column of an address such as "B7"; None for a name."""
    found = parse_address(text)
    return (found[1], found[0]) if found else None
