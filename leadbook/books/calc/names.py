"""Names of cells, of a book or of one sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from numbers import Number
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from leadbook.books.calc.lacking import Lacks
from leadbook.books.calc.office import import_uno

if TYPE_CHECKING:
    from leadbook.books.calc.documents import Book
    from leadbook.books.calc.ranges import Range
    from leadbook.books.calc.sheets import Sheet

_EXCEL = re.compile(r"=?(?:'((?:[^']|'')+)'|([^'!]+))!(.+)")
_CALC = re.compile(r"\$?(?:'((?:[^']|'')+)'|([^'.]+))\.(\$?[A-Z]+\$?\d+)(?::(\$?[A-Z]+\$?\d+))?")


class Names(Lacks, base_classes.Names):
    """The names of a book, or those of one sheet."""

    def __init__(self, book: Book, sheet: Sheet | None = None) -> None:
        self.book = book
        self.api = (book.document if sheet is None else sheet.native).NamedRanges

    def __iter__(self) -> Iterator[Name]:
        return (Name(self, name) for name in self.api.ElementNames)

    def __len__(self) -> int:
        return int(self.api.Count)

    def __call__(self, name_or_index: Any) -> Name:  # noqa: ANN401
        if isinstance(name_or_index, Number):
            return Name(self, self.api.ElementNames[int(name_or_index) - 1])  # type: ignore[call-overload]
        found = next((name for name in self.api.ElementNames if name.casefold() == str(name_or_index).casefold()), None)
        if found is None:
            raise KeyError(name_or_index)
        return Name(self, found)

    def contains(self, name_or_index: Any) -> bool:  # noqa: ANN401
        """Whether there is such a name."""
        return any(name.casefold() == str(name_or_index).casefold() for name in self.api.ElementNames)

    def snapshot(self) -> list[tuple[str, Name]]:
        """All of them, with their text."""
        return [(name, Name(self, name)) for name in self.api.ElementNames]

    def add(self, name: str, refers_to: str) -> Name:
        """Give cells a name; a name that is there is given anew.

        Args:
            refers_to: for example "=Sheet1!$A$1".
        """
        content = _as_calc(refers_to)
        if self.api.hasByName(name):
            self.api.getByName(name).setContent(content)
        else:
            self.api.addNewByName(name, content, import_uno().createUnoStruct("com.sun.star.table.CellAddress"), 0)
        return Name(self, name)


class Name(Lacks, base_classes.Name):
    """One name."""

    def __init__(self, names: Names, name: str) -> None:
        self._names = names
        self._name = name

    @property
    def api(self) -> Any:  # noqa: ANN401
        """Calc's named range."""
        return self._names.api.getByName(self._name)

    @property
    def name(self) -> str:
        """Its text."""
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        self.api.setName(value)
        self._name = value

    @property
    def refers_to(self) -> str:
        """What it stands for, as Excel writes it ("='My sheet'!$A$1")."""
        return as_excel(str(self.api.Content))

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        self.api.setContent(_as_calc(value))

    @property
    def refers_to_range(self) -> Range:
        """The cells it stands for.

        Raises:
            ValueError: it stands for no cells.
        """
        from leadbook.books.calc.ranges import Range
        from leadbook.books.calc.sheets import Sheet

        cells = self.api.getReferredCells()
        if cells is None:
            raise ValueError(f"the name {self._name} stands for no cells")
        address = cells.getRangeAddress()
        sheet = Sheet(self._names.book, self._names.book.document.Sheets.getByIndex(address.Sheet))
        shape = (address.EndRow - address.StartRow + 1, address.EndColumn - address.StartColumn + 1)
        return Range(sheet, address.StartRow + 1, address.StartColumn + 1, shape)

    def delete(self) -> None:
        """Take the name away."""
        self._names.api.removeByName(self._name)


def as_excel(content: str) -> str:
    """Calc's text of a reference as Excel writes it; another content with "=" before it."""
    found = _CALC.fullmatch(content)
    if not found:
        return f"={content}"
    sheet = f"'{found[1]}'" if found[1] else found[2]
    return f"={sheet}!{found[3]}" + (f":{found[4]}" if found[4] else "")


def _as_calc(refers_to: str) -> str:
    """Excel's text of a reference as Calc writes it."""
    found = _EXCEL.fullmatch(refers_to)
    if not found:
        return refers_to.removeprefix("=")
    sheet = f"'{found[1]}'" if found[1] else found[2]
    return f"${sheet}.{found[3]}"
