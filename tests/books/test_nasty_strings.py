"""Text stays text: nothing a stranger typed becomes a number, a date, a formula, a link or an error."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
import pytest
import xlsxwriter

from leadbook.books import writegate
from leadbook.books.closed.celltext import unescaped
from leadbook.books.package import PackageBook
from leadbook.model import Grid
from leadbook.template.longrows import LongRows
from tests.books import nasty

TEXTS = nasty.CLEAN
OVERLAPPING = re.compile("_x[0-9A-Fa-f]{4}_x[0-9A-Fa-f]{4}_")
"""Two escapes that share an underscore: XlsxWriter and LibreOffice write the second one unescaped."""


def book_with(texts: list[str], number_format: str = "") -> PackageBook:
    """The texts in the first column of a table, alone (the careful way) and in a second one among plain words."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    sheet = book.add_worksheet("Leads")
    sheet.add_table("A3:B4", {"name": "tblLeads", "columns": [{"header": "Text"}, {"header": "Same"}]})
    if number_format:
        sheet.write_blank("A4", None, book.add_format({"num_format": number_format}))
    book.close()
    made = PackageBook(data.getvalue())
    made.write("tblLeads", Grid(("Text", "Same"), [[text, f"t{text}"] for text in texts]))
    return made


def test_there_are_some_six_hundred_different_texts():
    """The list is as long as it says."""
    assert len(TEXTS) == len(set(TEXTS)) >= 600


@pytest.mark.parametrize("number_format", ["", "@", "0.00", "d mmm yyyy"])
def test_texts_read_back_unchanged(number_format):
    """Whatever the format of the column is."""
    book = PackageBook(book_with(TEXTS, number_format).save())
    assert [row[0] for row in book.read("tblLeads").rows] == TEXTS


def test_nothing_becomes_a_formula_or_a_link():
    """The sheet part has no formula, every filled cell is a string, and no link was made."""
    with zipfile.ZipFile(io.BytesIO(book_with(TEXTS).save())) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
        assert not any("hyperlink" in package.read(n).decode() for n in package.namelist() if n.endswith(".rels"))
    body = sheet[sheet.index('<row r="4"') :]
    assert not re.search(r"<f[ >]|<hyperlink", body)
    assert set(re.findall(r' t="(\w+)"', body)) == {"inlineStr"}
    assert body.count("<c ") == 2 * len(TEXTS)


def test_openpyxl_sees_text():
    """Another reader sees strings too; it does not undo the escapes of carriage returns."""
    sheet = openpyxl.load_workbook(io.BytesIO(book_with(TEXTS).save()))["Leads"]
    for text, row in zip(TEXTS, sheet.iter_rows(4), strict=True):
        assert row[0].data_type in ("s", "inlineStr"), text
        if "_x" not in text and "\r" not in text:
            assert row[0].value == text


CHANGING = ["=1+1", "+1", "-x", "@a", "'a", "007", "1E10", "MAR1", "1/2/2024", "TRUE", "#N/A", "50%"]


@pytest.mark.parametrize("text", CHANGING)
def test_what_an_edit_would_change_is_marked_as_typed_text(text):
    """`quotePrefix` keeps it a text when somebody edits the cell; a text format needs no mark."""
    sheet = openpyxl.load_workbook(io.BytesIO(book_with([text]).save()))["Leads"]
    assert sheet["A4"].quotePrefix
    assert not sheet["B4"].quotePrefix
    assert not openpyxl.load_workbook(io.BytesIO(book_with([text], "@").save()))["Leads"]["A4"].quotePrefix


def test_mark_goes_when_a_number_takes_the_place():
    """A number in a cell that held a marked text is not marked, and only one style is added for all texts."""
    book = book_with(["=1", "+2", "-3"])
    book.write("tblLeads", Grid(("Text",), [[5], ["+2"], ["=x"]]))
    sheet = openpyxl.load_workbook(io.BytesIO(book.save()))["Leads"]
    assert [bool(sheet.cell(r, 1).quotePrefix) for r in (4, 5, 6)] == [False, True, True]
    assert book.read("tblLeads").rows[0][0] == 5


@pytest.mark.parametrize(("text", "left"), nasty.CHANGED.items(), ids=lambda text: ascii(text)[:12])
def test_what_a_cell_cannot_hold_is_removed_and_counted(text, left):
    """Illegal characters go, the rest is cut at 32,767 units, never inside a pair; both are reported."""
    book = book_with([text, "plain"])
    assert book.read("tblLeads").rows[0][0] == left
    assert PackageBook(book.save()).read("tblLeads").rows[0][0] == left
    assert set(book.findings) <= {writegate.CONTROL_REMOVED, writegate.TEXT_CUT}
    assert book.findings


@pytest.mark.office
def test_libreoffice_sees_the_same_texts(tmp_path, office):
    """Opened, calculated afresh and saved by LibreOffice, the texts are what they were.

    LibreOffice itself turns a carriage return into a line feed, and does not escape `_xHHHH_` when it saves.
    """
    texts = [t for t in TEXTS if "\r" not in t and not OVERLAPPING.search(t)]
    path = tmp_path / "nasty.xlsx"
    path.write_bytes(book_with(texts).save())
    made = PackageBook(office.convert(path, "xlsx").read_bytes())
    found = [row[0] for row in made.read("tblLeads").rows]
    assert [(a, b) for a, b in zip(texts, found, strict=True) if b not in (a, unescaped(a))] == []


def test_xlsxwriter_cells_go_through_the_same_gate():
    """What is written into a new workbook by XlsxWriter is typed and cleaned the same way."""
    texts = [t for t in TEXTS if not OVERLAPPING.search(t)]
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    sheet = book.add_worksheet("Leads")
    for i, text in enumerate([*texts, *nasty.CHANGED]):
        writegate.write_cell(sheet, i + 3, 0, text)
    last = len(texts) + len(nasty.CHANGED) + 2
    sheet.add_table(2, 0, last, 0, {"name": "tblLeads", "columns": [{"header": "Text"}]})
    book.close()
    found = [row[0] for row in PackageBook(data.getvalue()).read("tblLeads").rows]
    assert found == [*texts, *nasty.CHANGED.values()]


def test_rows_written_one_after_the_other_go_through_the_same_gate():
    """The rows of a long list hold every text as it is, one that looks like markup of XlsxWriter too."""
    data, texts = io.BytesIO(), [*TEXTS, *nasty.CHANGED]
    book = xlsxwriter.Workbook(data, {"constant_memory": True})
    sheet, form = book.add_worksheet("Leads"), book.add_format({"num_format": "@"})
    rows = LongRows(sheet)
    for at, text in enumerate(texts):
        rows.row(at, {0: (f"t{at}", form), 27: (text, form)})
    book.close()
    found = PackageBook(data.getvalue()).values("Leads", [f"AB{at}" for at in range(1, len(texts) + 1)])
    assert list(found.values()) == [*TEXTS, *nasty.CHANGED.values()]
