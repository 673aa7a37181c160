"""The result of flagging as a file: the user's own workbook with three columns more, or a new one around her rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from leadbook.actions.context import Context
from leadbook.actions.flagging_judging import JudgedList
from leadbook.actions.flagging_summary import summary_of
from leadbook.actions.ownfiles import FLAG_HEADERS, OTHER_FLAG_HEADERS, is_summary
from leadbook.books.closed.besides import Besides, Placed
from leadbook.books.closed.cellrefs import MAX_COLUMN, Area, letters
from leadbook.books.naming import safe_sheet_name
from leadbook.books.package import PackageBook
from leadbook.books.writegate import TEXT_LIMIT, clean_text
from leadbook.errors import LayoutError, NotALeadbook
from leadbook.intake.sniff import kind_of
from leadbook.intake.source import RawRows, SourceTable
from leadbook.intake.whole import whole_rows
from leadbook.stages.flags import Flag
from leadbook.template.flagged import SHEET, TITLE, TONES, summary_book
from leadbook.template.flagged_list import FLAG_WIDTHS, ListSheet, flagged_book
from leadbook.template.metrics import text_width

_WIDEST = 110.0


@dataclass(frozen=True, slots=True)
class Made:
    """The complete file, the ending its name must have, and what a person should know about it."""

    data: bytes
    suffix: str
    notes: tuple[str, ...] = ()


def make(path: Path, source: SourceTable, judged: JudgedList, context: Context, earlier: int | None) -> Made:
    """The list with its flags and the summary sheet.

    Args:
        source: the list as judged, without columns of an earlier flagging; earlier: the position of those.

    Raises:
        LayoutError: the sheet has no room.
    """
    if kind_of(path) != "xlsx":
        return _around(path, source, (judged, context, earlier), ())
    if not source.header_row:  # new columns need a row to be named in
        told = "The list has no row with the names of its columns. Its cells were copied as text."
        return _around(path, source, (judged, context, earlier), (told,))
    try:
        book = PackageBook(path.read_bytes())
        suffix = {"sheet.main+xml": ".xlsx", "sheet.macroEnabled.main+xml": ".xlsm"}.get(_kind(book), "")
        if suffix:
            return _inside(book, source, (judged, context.today, earlier), suffix)
    except NotALeadbook as error:
        obstacle = error.what
    else:
        obstacle = "The file is a template."
    return _around(path, source, (judged, context, earlier), (f"{obstacle} Its cells were copied as text.",))


def _kind(book: PackageBook) -> str:
    """The last part of the workbook's content type."""
    kind = book.kind
    return next((end for end in ("sheet.macroEnabled.main+xml", "sheet.main+xml") if kind.endswith(end)), "")


def _inside(book: PackageBook, source: SourceTable, more: tuple[JudgedList, dt.date, int | None], suffix: str) -> Made:
    """Her own workbook, edited part by part."""
    judged, today, earlier = more
    width = source.frame.shape[1] + (len(FLAG_HEADERS) if earlier is not None else 0)
    last = max(flag.row for flag in judged.flags)
    placed = book.add_besides(
        Besides(
            sheet=source.source.partition(": ")[2],
            area=Area(source.left + 1, source.header_row, source.left + width, last),
            headers=_headers(source), rows={flag.row: _cells(flag) for flag in judged.flags},
            widths=_widths(judged.flags), tones=TONES, at=None if earlier is None else source.left + earlier + 1,
        )
    )  # fmt: skip
    noticed = _noticed(placed, earlier)
    for info in book.sheets():
        if info.name.startswith(SHEET) and book.values(info.name, ("A1",)).get("A1") == TITLE:
            book.delete(info.name)
    name = safe_sheet_name(SHEET, [info.name for info in book.sheets()])
    book.add_drawn_sheet(summary_book(summary_of(judged, source, today, noticed)), name)
    return Made(book.save(), suffix, noticed)


def _noticed(placed: Placed, earlier: int | None) -> tuple[str, ...]:
    """What a person should know about the place of the columns."""
    notes = []
    if earlier is not None:
        notes.append("The list was flagged before: Verdict, Why and Ask next were written anew.")
    elif not placed.beside:
        notes.append(f"Something stands beside the list, so Verdict begins in column {letters(placed.left)}.")
    if placed.protected:
        notes.append("The sheet is protected: to sort or filter by Verdict, take the protection off.")
    return tuple(notes)


def _around(
    path: Path, source: SourceTable, more: tuple[JudgedList, Context, int | None], noticed: tuple[str, ...]
) -> Made:
    """A new workbook around the rows of a file that is none."""
    judged, context, earlier = more
    wanted = source.source.partition(": ")[2]
    sheets = [
        _list_sheet(path, source, (raw, judged.flags, earlier)) if name == wanted
        else ListSheet(name=name, rows=_rows(raw))
        for name, raw in whole_rows(path, wanted).items() if name == wanted or not is_summary(name, raw)
    ]  # fmt: skip
    told = noticed or ("The file is no Excel workbook: its cells were copied as text, exactly as they were read.",)
    if any(_too_much(cell) for sheet in sheets for cells in sheet.rows.values() for cell in cells):
        told = (*told, "What no cell can hold is missing in the copy: text beyond 32,767 characters, control marks.")
    summary = summary_of(judged, source, context.today, told)
    data = flagged_book(sheets, summary, context.rows("writing the result", len(judged.flags)))
    return Made(data, ".xlsx", noticed)


def _list_sheet(
    path: Path, source: SourceTable, more: tuple[RawRows, tuple[Flag, ...], int | None]
) -> ListSheet:  # fmt: skip
    """The sheet with the list."""
    raw, flags, earlier = more
    rows, flagged = _rows(raw), {flag.row: _cells(flag) for flag in flags}
    span = [cells for number, cells in rows.items() if number == source.header_row or number in flagged]
    at = max(max(_filled(cells) for cells in span), source.left + source.frame.shape[1])
    if (at if earlier is None else source.left + earlier) + len(FLAG_HEADERS) > MAX_COLUMN:
        raise LayoutError(
            "The list leaves no room for three columns more.", path.name,
            "Keep the columns you need and export it again.",
        )  # fmt: skip
    others = {other.header_row for other in source.others if other.source == source.source}
    return ListSheet(
        name=source.source.partition(": ")[2] or path.stem, rows=rows, heads=frozenset({source.header_row, *others}),
        header_row=source.header_row, at=at if earlier is None else source.left + earlier, headers=_headers(source),
        flags=flagged,
    )  # fmt: skip


def _rows(raw: RawRows) -> Mapping[int, list[str]]:
    """Row number → cells, with the rows that could not be trusted; a line ends inside a cell as Excel ends it."""
    rows = dict(zip(raw.numbers, raw.rows, strict=True)) | raw.untrusted
    return {number: _as_in_excel(rows[number]) for number in sorted(rows)}


def _as_in_excel(cells: list[str]) -> list[str]:
    """The cells of a row with lines that end as in Excel; the very row where they do."""
    if not any("\r" in cell for cell in cells):
        return cells
    return [cell.replace("\r\n", "\n").replace("\r", "\n") for cell in cells]


def _too_much(cell: str) -> bool:
    """Whether something of a text has to stay away."""
    return not (cell.isascii() and cell.isprintable() and len(cell) <= TEXT_LIMIT) and clean_text(cell) != cell


def _filled(cells: list[str]) -> int:
    """How many cells a row has, up to its last filled one."""
    return max((at for at, cell in enumerate(cells, 1) if cell.strip()), default=0)


def _headers(source: SourceTable) -> tuple[str, ...]:
    """Names of the new columns, others when the list has such columns of its own."""
    taken = {str(name).strip().casefold() for name in source.frame.columns}
    plain = FLAG_HEADERS if not taken & {header.casefold() for header in FLAG_HEADERS} else OTHER_FLAG_HEADERS
    number = 2
    headers = plain
    while taken & {header.casefold() for header in headers}:
        headers, number = tuple(f"{header} {number}" for header in plain), number + 1
    return headers


def _cells(flag: Flag) -> tuple[str, str, str]:
    """The three cells of a row."""
    return flag.verdict, flag.why, flag.ask


def _widths(flags: tuple[Flag, ...]) -> tuple[float, ...]:
    """Widths that show every sentence on one line: the heights of her rows stay as they are."""
    columns = ({flag.why for flag in flags}, {flag.ask for flag in flags})
    needed = [max((text_width(text, 11) for text in texts), default=0.0) / 7 + 2 for texts in columns]
    return (FLAG_WIDTHS[0], min(max(needed[0], 30), _WIDEST), min(max(needed[1], 14), _WIDEST))
