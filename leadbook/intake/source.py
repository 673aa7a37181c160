"""What a file of any origin becomes before anybody asks what its columns mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from leadbook.model import Finding, Reject


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTable:
    """One table of a file, as text exactly as a person saw it.

    Args:
        frame: str columns named as in the file, in file order (names can be blank or repeat); "" is an empty cell;
            the index is the number of the row in the file (the row of the sheet; for text the record, from 1).
        rejects: rows that cannot be trusted as rows, with a stable reason.
        findings: cells that were left blank, and why (row, column, code).
        warnings: stable codes of what was guessed or left out, each once.
        others: further tables of the same file.
        source: what kind of file it was read as ("csv", "xlsx", …) and the sheet ("xlsx: Leads").
        header_row: number of the row with the headers.
        left: position in the file (from 0) of the first column of the frame; blank columns before it are left out.
        untrusted: row number → cells of a rejected row, as far as they can be read.
        skipped: row number → text of a row that was left out as a heading or a footer.
    """

    frame: pd.DataFrame
    rejects: tuple[Reject, ...] = ()
    findings: tuple[Finding, ...] = ()
    warnings: tuple[str, ...] = ()
    others: tuple[SourceTable, ...] = ()
    source: str = ""
    header_row: int = 0
    left: int = 0
    untrusted: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    skipped: Mapping[int, str] = field(default_factory=dict)


class RowTexts(Mapping[str, str]):
    """The filled cells of a row by header; reads like a dictionary, without one for each row of a long list.

    Args:
        places: header → position in the row; shared by all rows of a table.
        cells: the row as received.
    """

    __slots__ = ("_cells", "_places")

    def __init__(self, places: Mapping[str, int], cells: list[str]) -> None:
        self._places, self._cells = places, cells

    def __getitem__(self, name: str) -> str:
        text = self._cells[self._places[name]]
        if not text:
            raise KeyError(name)
        return text

    def __iter__(self) -> Iterator[str]:
        return (name for name, text in zip(self._places, self._cells, strict=True) if text)

    def __len__(self) -> int:
        return sum(1 for text in self._cells if text)

    def __repr__(self) -> str:
        return repr(dict(self))


@dataclass(slots=True)
class RawRows:
    """Rows of a file or sheet before its header is found; a reader fills it.

    Args:
        rows: cells as text, possibly of different lengths.
        numbers: number of each row in the file.
        rejects: rows that could not be read.
        cells: (row number, position of the column from 0, code) of cells that were left blank.
        warnings: codes, possibly repeated.
        source: what the file was read as.
        ragged: rows may be longer or shorter than the header (text); a sheet's rows are padded anyway.
        untrusted: number of a rejected row → its cells, or its text in one cell, as far as they can be read.
        hidden: it is a sheet that people do not see unless they ask for it.
        delimiter: what parts the cells of a text; "" for anything else.
    """

    rows: list[list[str]]
    numbers: list[int]
    rejects: list[Reject]
    cells: list[tuple[int, int, str]]
    warnings: list[str]
    source: str
    ragged: bool = True
    untrusted: dict[int, list[str]] = field(default_factory=dict)
    hidden: bool = False
    delimiter: str = ""
