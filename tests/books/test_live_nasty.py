"""Texts that typing would change stay texts in an open workbook, and no stranger's text becomes a formula."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest

from leadbook.books.live import writing
from leadbook.model import KEEP, Grid
from tests.books import makers, nasty

pytestmark = pytest.mark.office


@pytest.fixture(scope="module")
def book():
    """The sample workbook, open in Calc."""
    return makers.live_calc()


def unbroken(text):
    """A text with the line breaks that a cell has: a carriage return is none of them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def test_texts_read_back_unchanged_and_none_becomes_a_formula(book):
    book.write("tblSmall", Grid(("Word",), [["x"]]))
    room = [[text, text] for text in nasty.CLEAN if text]
    sheet = book.native.sheets["Leads"]
    sheet.range("B22:C22").clear()
    book.write("tblSmall", Grid(("Word", "Count"), room))
    found = book.read("tblSmall").rows
    assert [tuple(row) for row in found] == [tuple(map(unbroken, row)) for row in room]
    native = sheet.range("B21").resize(len(room), 2).impl.native
    assert native.queryFormulaCells(7).RangeAddresses == ()
    saved = openpyxl.load_workbook(io.BytesIO(book.save()))["Leads"]
    kinds = {cell.data_type for row in saved.iter_rows(21, 20 + len(room), 2, 3) for cell in row}
    assert kinds == {"s"}


def test_a_text_cell_takes_a_number_and_a_date_again(book):
    book.write("tblSmall", Grid(("Word", "Count"), [["007", "=1"], ["+1", "x"]]))
    book.write("tblSmall", Grid(("Word", "Count"), [[7, dt.date(2026, 12, 1)], [KEEP, 2.5]]))
    assert [tuple(row) for row in book.read("tblSmall").rows] == [(7, dt.date(2026, 12, 1)), ("+1", 2.5)]


def test_without_the_text_format_calc_types_like_excel_and_the_check_mends_it(monkeypatch):
    """What protects the texts is needed: the engine takes them as typed, and what came out otherwise is mended."""
    book, mended = makers.live_calc(), []
    monkeypatch.setattr(writing, "_prepare", lambda *_: None)
    mend = writing._mend
    monkeypatch.setattr(writing, "_mend", lambda cell, value: (mended.append(cell.value), mend(cell, value)))
    book.write("tblLeads", Grid(("ID",), [["007"], ["=1+1"], ["'quoted'"]]))
    assert mended == [7, 2, "quoted'"]
    assert [row[0] for row in book.read("tblLeads").rows] == ["007", "=1+1", "'quoted'"]
