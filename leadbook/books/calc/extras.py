"""Protection and print set-up in Calc; see `books.live.extras`."""

from __future__ import annotations

import xlwings as xw

from leadbook.books.protocol import SheetFill

_PAPERS = {"A4": (21000, 29700), "Letter": (21590, 27940)}
"""Width and height upright, in hundredths of a millimetre."""


class CalcExtras:
    """LibreOffice Calc."""

    def is_read_only(self, book: xw.Book) -> bool:
        """See `Extras.is_read_only`."""
        return bool(book.api.isReadonly())

    def is_saved(self, book: xw.Book) -> bool:
        """See `Extras.is_saved`."""
        return not book.api.isModified()

    def mark_saved(self, book: xw.Book) -> None:
        """See `Extras.mark_saved`."""
        book.api.setModified(False)

    def is_protected(self, sheet: xw.Sheet) -> bool:
        """See `Extras.is_protected`."""
        return bool(sheet.api.isProtected())

    def unprotect(self, sheet: xw.Sheet) -> None:
        """See `Extras.unprotect`."""
        sheet.api.unprotect("")

    def protect(self, sheet: xw.Sheet) -> None:
        """See `Extras.protect`."""
        sheet.api.protect("")

    def print_set_up(self, sheet: xw.Sheet, fill: SheetFill) -> None:
        """See `Extras.print_set_up`."""
        if fill.scale is None and fill.paper is None and fill.header_footer is None and fill.breaks is None:
            return
        style = sheet.page_setup.api
        if fill.scale is not None:
            style.ScaleToPagesX = style.ScaleToPagesY = style.ScaleToPages = 0
            style.PageScale = fill.scale
        if fill.paper is not None:
            short, long = _PAPERS[fill.paper]
            style.Width, style.Height = (long, short) if style.IsLandscape else (short, long)
        if fill.header_footer is not None:
            footer = style.RightPageFooterContent
            footer.CenterText.setString(fill.header_footer)
            style.RightPageFooterContent = footer
        if fill.breaks is not None:
            sheet.api.removeAllManualPageBreaks()
            for row in fill.breaks:
                sheet.api.Rows.getByIndex(row).IsStartOfNewPage = True
