"""What xlwings has no words for: the protection of a sheet and how it is printed, each program in its own words.

The sheets that Leadbook fills alone are protected without a password, so that nobody types over them by accident.
Writing there takes the protection off and puts it back as the template has it.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import Any, Protocol

import xlwings as xw

from leadbook.books.protocol import SheetFill
from leadbook.errors import BookReadOnly

_A4, _LETTER = 9, 1
"""xlPaperA4, xlPaperLetter"""


class Extras(Protocol):
    """What a program can do beside what xlwings knows."""

    def is_read_only(self, book: xw.Book) -> bool:
        """Whether the workbook was opened without the right to save it."""
        ...

    def is_saved(self, book: xw.Book) -> bool:
        """Whether the file holds everything that the window shows."""
        ...

    def mark_saved(self, book: xw.Book) -> None:
        """Say that nothing changed since the workbook was saved: putting the program back as it was is no edit."""
        ...

    def is_protected(self, sheet: xw.Sheet) -> bool:
        """Whether cells of the sheet cannot be written."""
        ...

    def unprotect(self, sheet: xw.Sheet) -> None:
        """Take the protection off; one with a password stays."""
        ...

    def protect(self, sheet: xw.Sheet) -> None:
        """Protect it as the template does: no password, formats and sizes may be changed."""
        ...

    def print_set_up(self, sheet: xw.Sheet, fill: SheetFill) -> None:
        """Scale, page breaks, footer and paper, as far as the fill names them."""
        ...


def extras_of(book: xw.Book) -> Extras:
    """Those of the program that a workbook is open in."""
    if book.app.engine.name == "calc":
        from leadbook.books.calc.extras import CalcExtras

        return CalcExtras()
    return MacExtras() if sys.platform == "darwin" else WindowsExtras()


@contextlib.contextmanager
def unprotected(extras: Extras, sheet: xw.Sheet) -> Iterator[None]:
    """A sheet without protection for a while.

    Raises:
        BookReadOnly: it has a password.
    """
    locked = extras.is_protected(sheet)
    if locked:
        with contextlib.suppress(Exception):  # a wrong password is an error in one program and silent in another
            extras.unprotect(sheet)
        if extras.is_protected(sheet):
            raise BookReadOnly(
                "The sheet is protected with a password.", f"Sheet {sheet.name}",
                "Take the protection off (Review, Unprotect Sheet), then run again.",
            )  # fmt: skip
    try:
        yield
    finally:
        if locked:
            extras.protect(sheet)


class WindowsExtras:
    """Excel for Windows, by its own objects (COM)."""

    def is_read_only(self, book: xw.Book) -> bool:
        """See `Extras.is_read_only`."""
        return bool(book.api.ReadOnly)

    def is_saved(self, book: xw.Book) -> bool:
        """See `Extras.is_saved`."""
        return bool(book.api.Saved)

    def mark_saved(self, book: xw.Book) -> None:
        """See `Extras.mark_saved`."""
        book.api.Saved = True

    def is_protected(self, sheet: xw.Sheet) -> bool:
        """See `Extras.is_protected`."""
        return bool(sheet.api.ProtectContents)

    def unprotect(self, sheet: xw.Sheet) -> None:
        """See `Extras.unprotect`."""
        sheet.api.Unprotect("")

    def protect(self, sheet: xw.Sheet) -> None:
        """See `Extras.protect`."""
        sheet.api.Protect(
            Password="", DrawingObjects=True, Contents=True, Scenarios=True,
            AllowFormattingCells=True, AllowFormattingColumns=True, AllowFormattingRows=True,
        )  # fmt: skip

    def print_set_up(self, sheet: xw.Sheet, fill: SheetFill) -> None:
        """See `Extras.print_set_up`."""
        page: Any = sheet.api.PageSetup
        if fill.scale is not None:
            page.Zoom = fill.scale
        if fill.header_footer is not None:
            page.CenterFooter = fill.header_footer
        if fill.paper is not None:
            page.PaperSize = _LETTER if fill.paper == "Letter" else _A4
        if fill.breaks is not None:
            sheet.api.ResetAllPageBreaks()
            for row in fill.breaks:
                sheet.api.HPageBreaks.Add(Before=sheet.api.Range(f"A{row + 1}"))


class MacExtras:
    """Excel for macOS, by its own objects (AppleScript's dictionary)."""

    def is_read_only(self, book: xw.Book) -> bool:
        """See `Extras.is_read_only`."""
        return bool(book.api.read_only.get())

    def is_saved(self, book: xw.Book) -> bool:
        """See `Extras.is_saved`."""
        return bool(book.api.saved.get())

    def mark_saved(self, book: xw.Book) -> None:
        """See `Extras.mark_saved`."""
        book.api.saved.set(True)

    def is_protected(self, sheet: xw.Sheet) -> bool:
        """See `Extras.is_protected`."""
        return bool(sheet.api.protect_contents.get())

    def unprotect(self, sheet: xw.Sheet) -> None:
        """See `Extras.unprotect`."""
        sheet.api.unprotect()

    def protect(self, sheet: xw.Sheet) -> None:
        """See `Extras.protect`."""
        sheet.api.protect_worksheet(
            drawing_objects=True, worksheet_contents=True, scenarios=True, allow_formatting_cells=True,
            allow_formatting_columns=True, allow_formatting_rows=True,
        )  # fmt: skip

    def print_set_up(self, sheet: xw.Sheet, fill: SheetFill) -> None:
        """See `Extras.print_set_up`; page breaks are left as the master sheet has them."""
        page: Any = sheet.api.page_setup_object
        if fill.scale is not None:
            page.zoom.set(fill.scale)
        if fill.header_footer is not None:
            page.center_footer.set(fill.header_footer)
