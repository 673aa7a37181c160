"""One small workbook, made in every way a workbook comes to us: by two libraries and by LibreOffice.

Sheet "Leads": titles in rows 1 and 2, table tblLeads from row 3 (ID, Rep, Amount, When, Double = calculated, Note)
with three rows, a formula and a text beside it, and tblSmall below at row 20. Sheet "Page" (very hidden): named
cells `title` (B2) and `total` (B3, a formula). Sheet "Other": a formula over the table.
"""

from __future__ import annotations

import datetime as dt
import io
import tempfile
from functools import cache
from pathlib import Path

import openpyxl
import xlsxwriter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table, TableFormula

from leadbook.books.memory import MemoryBook
from leadbook.books.package import PackageBook
from leadbook.books.protocol import Book, SheetFill

HEADERS = ("ID", "Rep", "Amount", "When", "Double", "Note")
ROWS = (
    ("a1", "Ana", 10, dt.date(2024, 5, 1), 20, "first"),
    ("b2", "Ben", 2.5, None, 5, None),
    ("c3", None, 7, dt.datetime(2024, 5, 3, 9, 30), 14, " last "),
)
SMALL = ("Word", "Count")
DOUBLE = "tblLeads[[#This Row],[Amount]]*2"


def memory() -> Book:
    """The book in memory."""
    book = MemoryBook()
    book.add_table("Leads", "tblLeads", [h + "=" * (h == "Double") for h in HEADERS], ROWS, "A4")
    book.add_table("Leads", "tblSmall", SMALL, [], "B21")
    book.fill("Leads", SheetFill(cells={"A1": "Leads", "I5": "beside"}))
    book.add_sheet("Page", "veryHidden")
    book.name_cell("Page", "title", "B2")
    book.name_cell("Page", "total", "B3")
    book.add_sheet("Other")
    return book


def xlsxwriter_bytes() -> bytes:
    """The book as XlsxWriter makes it."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    day, stamp = (book.add_format({"num_format": f}) for f in ("d mmm yyyy", "d mmm yyyy hh:mm"))
    sheet, page, other = (book.add_worksheet(name) for name in ("Leads", "Page", "Other"))
    sheet.write("A1", "Leads")
    sheet.write("I5", "beside")
    sheet.write_formula("J5", "=SUM(tblLeads[Amount])", None, 19.5)
    columns = [{"header": header} for header in HEADERS]
    columns[3]["format"] = day
    columns[4]["formula"] = f"={DOUBLE}"
    sheet.add_table("A3:F6", {"name": "tblLeads", "columns": columns})
    for i, row in enumerate(ROWS, 3):
        for j, value in enumerate(row):
            if j == 4:
                sheet.write_formula(i, j, f"={DOUBLE}", None, value)
            elif isinstance(value, dt.date):
                sheet.write_datetime(i, j, value, stamp if isinstance(value, dt.datetime) else day)
            elif value is not None:
                sheet.write(i, j, value)
    sheet.add_table("B20:C21", {"name": "tblSmall", "columns": [{"header": header} for header in SMALL]})
    page.very_hidden()
    page.write("B2", "")
    page.write_formula("B3", "=1+1", None, 2)
    book.define_name("Page!title", "=Page!$B$2")
    book.define_name("Page!total", "=Page!$B$3")
    other.write_formula("A1", "=COUNTA(tblLeads[ID])", None, 3)
    book.close()
    return data.getvalue()


def openpyxl_bytes() -> bytes:
    """The book as openpyxl makes it."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Leads"
    sheet["A1"], sheet["I5"], sheet["J5"] = "Leads", "beside", "=SUM(tblLeads[Amount])"
    for j, header in enumerate(HEADERS, 1):
        sheet.cell(3, j, header)
        for i, row in enumerate(ROWS, 4):
            sheet.cell(i, j, f"={DOUBLE}" if header == "Double" else row[j - 1])
        sheet.cell(4, 4).number_format = "d mmm yyyy"
    table = Table(displayName="tblLeads", ref="A3:F6")
    table._initialise_columns()
    for column, header in zip(table.tableColumns, HEADERS, strict=True):
        column.name = header
    table.tableColumns[4].calculatedColumnFormula = TableFormula(attr_text=DOUBLE)
    sheet.add_table(table)
    sheet["B20"], sheet["C20"] = SMALL
    sheet.add_table(Table(displayName="tblSmall", ref="B20:C21"))
    page, other = book.create_sheet("Page"), book.create_sheet("Other")
    page.sheet_state = "veryHidden"
    page["B3"] = "=1+1"
    page.defined_names["title"] = DefinedName("title", attr_text="Page!$B$2")
    page.defined_names["total"] = DefinedName("total", attr_text="Page!$B$3")
    other["A1"] = "=COUNTA(tblLeads[ID])"
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


@cache
def libreoffice_bytes() -> bytes:
    """The book as LibreOffice saves it."""
    from tests import office

    path = Path(tempfile.mkdtemp(), "book.xlsx")
    path.write_bytes(xlsxwriter_bytes())
    return office.convert(path, "xlsx", recalc=False).read_bytes()


def package_xlsxwriter() -> Book:
    """A file by XlsxWriter."""
    return PackageBook(xlsxwriter_bytes())


def package_openpyxl() -> Book:
    """A file by openpyxl."""
    return PackageBook(openpyxl_bytes())


def package_libreoffice() -> Book:
    """A file by LibreOffice."""
    return PackageBook(libreoffice_bytes())


def live_calc() -> Book:
    """The file by XlsxWriter, open in a real LibreOffice Calc."""
    from leadbook.books.live.book import LiveBook
    from tests import livecalc

    livecalc.close_all()
    return LiveBook(livecalc.opened(xlsxwriter_bytes()))
