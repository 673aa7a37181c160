"""What a sheet, a table and a column are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

HEADER_ROW = 3
"""Row of the sheet in which a new book has the header of each table; a team may have moved it."""


class Kind(StrEnum):
    """What the values of a column are; decides number format, reading and checking."""

    TEXT = "text"
    CHOICE = "choice"
    LIST = "list with ;"
    YES_NO = "yes or no"
    WHOLE = "whole number"
    NUMBER = "number"
    MONEY = "money"
    SHARE = "share"
    DATE = "date"
    STAMP = "date and time"
    MONTH = "month"

    @property
    def is_number(self) -> bool:
        """Whether the column holds numbers."""
        return self in (Kind.WHOLE, Kind.NUMBER, Kind.MONEY, Kind.SHARE)

    @property
    def is_date(self) -> bool:
        """Whether the column holds dates."""
        return self in (Kind.DATE, Kind.STAMP, Kind.MONTH)


class FilledBy(StrEnum):
    """Who may change a column.

    PERSON: Leadbook never writes it. INTAKE: filled when the row is made, blanks filled by later imports,
    otherwise changed only through *To fix*. LEADBOOK: rewritten by every run. BOTH: either may write, a
    person's later edit wins.
    """

    PERSON = "person"
    INTAKE = "intake"
    LEADBOOK = "leadbook"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table.

    Args:
        key: name in code and frames.
        header: name in the sheet.
        help: the header's note, one or two sentences.
        choices: name of a list in `leadbook.schema.choices.CHOICES` (a drop-down).
        refers: name of a list that lives in the book, in `leadbook.schema.choices.BOOK_LISTS`.
        formula: in full structured references; its computed value is stored beside it, always.
        width: in characters of the body font.
        printed: whether it belongs to the print area.
    """

    key: str
    header: str
    help: str
    kind: Kind = Kind.TEXT
    filled_by: FilledBy = FilledBy.LEADBOOK
    required: bool = False
    unique: bool = False
    choices: str = ""
    refers: str = ""
    formula: str = ""
    width: float = 14.0
    printed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One Excel table.

    Args:
        key: name in code ("inquiries").
        name: name in the workbook ("tblInquiries").
        row_key: keys of the columns that tell one row from another.
    """

    key: str
    name: str
    sheet: str
    help: str
    row_key: tuple[str, ...]
    columns: tuple[Column, ...]

    def column(self, key: str) -> Column:
        """The column of that key; KeyError when there is none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(f"{self.name} has no column {key!r}")

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of all columns, in sheet order."""
        return tuple(column.key for column in self.columns)

    @property
    def headers(self) -> tuple[str, ...]:
        """Headers of all columns, in sheet order."""
        return tuple(column.header for column in self.columns)


class Works(StrEnum):
    """Who works on a sheet; decides its tab colour."""

    EVERYBODY = "everybody"
    MARKETING = "marketing"
    SALES = "sales"
    MANAGER = "manager"
    LEADBOOK = "leadbook"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet.

    Args:
        key: name in code and in defined names ("to_fix").
        name: name on the tab.
        title: text of the title band.
        empty: status line of a new book; says what to do.
        state: "visible", "hidden" or "veryHidden" in a new book.
        protected: protected without a password (output sheets only).
    """

    key: str
    name: str
    title: str
    empty: str
    help: str
    works: Works = Works.LEADBOOK
    state: str = "visible"
    protected: bool = False
    landscape: bool = True
