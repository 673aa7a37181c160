"""Columns are added to and removed from a table of a team's workbook; nothing else moves."""

from __future__ import annotations

import io

import openpyxl
import pytest

from leadbook.books.package import PackageBook
from leadbook.errors import ColumnMissing, ColumnTwice, TableBlocked
from tests.books import makers, teambook


@pytest.mark.parametrize("maker", [makers.xlsxwriter_bytes, makers.openpyxl_bytes])
@pytest.mark.parametrize(("after", "at"), [(None, 6), ("Rep", 2), ("Note", 6), ("id", 1)])
def test_added_column_is_blank_and_the_others_keep_their_values(maker, after, at):
    """At the end or after a named column; the file reads the same otherwise."""
    book = PackageBook(maker())
    before = book.read("tblLeads")
    book.add_column("tblLeads", "New", after)
    found = PackageBook(book.save()).read("tblLeads")
    assert found.headers == (*before.headers[:at], "New", *before.headers[at:])
    left = [[v for j, v in enumerate(row) if j not in (at, found.headers.index("Double"))] for row in found.rows]
    assert left == [[v for j, v in enumerate(row) if j != 4] for row in before.rows]


def test_calculated_column_stands_in_every_row():
    """The formula is written into the table part and into each row."""
    book = PackageBook(makers.xlsxwriter_bytes())
    book.add_column("tblLeads", "Triple", None, "tblLeads[[#This Row],[Amount]]*3")
    sheet = openpyxl.load_workbook(io.BytesIO(book.save()))["Leads"]
    assert {sheet.cell(r, 7).value for r in (4, 5, 6)} == {"=tblLeads[[#This Row],[Amount]]*3"}
    assert sheet["I5"].value == "beside"


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_rules_and_names_follow_the_cells():
    """Validations, conditional formats and names of moved columns move; those before stay."""
    book = PackageBook(teambook.team_workbook())
    book.remove_column("tblLeads", "Company")
    book.add_column("tblLeads", "First", "ID")
    book.add_column("tblLeads", "Second", "First")
    opened = openpyxl.load_workbook(io.BytesIO(book.save()))
    sheet = opened["Leads"]
    assert sheet.tables["tblLeads"].ref == "A3:H9"
    assert sorted(str(v.sqref) for v in sheet.data_validations.dataValidation) == ["D4:D8", "F4:F8"]
    assert opened.defined_names["Scores"].attr_text == "Leads!$D$4:$D$8"
    assert sheet["D9"].value == "=SUBTOTAL(109,[Score])"
    rules = {str(area.sqref): rules[0].formula for area, rules in sheet.conditional_formatting._cf_rules.items()}
    assert rules["A4:H8"] == ["$D4>20"]


def test_removed_column_takes_its_cells():
    """The columns behind it close up; the cell that is free then is empty."""
    book = PackageBook(makers.xlsxwriter_bytes())
    book.remove_column("tblLeads", "when")
    assert [row[3] for row in book.read("tblLeads").rows] == [20, 5, 14]
    assert book.values("Leads", ["F3", "F4", "I5"]) == {"F3": None, "F4": None, "I5": "beside"}


def test_what_stands_beside_is_respected():
    """A column that would run into something, or a name that does not fit, is refused; nothing changes."""
    data = makers.xlsxwriter_bytes()
    book = PackageBook(data)
    with pytest.raises(ColumnTwice):
        book.add_column("tblLeads", "rep")
    with pytest.raises(ColumnMissing):
        book.remove_column("tblLeads", "Nope")
    book.add_column("tblLeads", "G")
    book.add_column("tblLeads", "H")
    before = book.save()
    with pytest.raises(TableBlocked, match="cell I5"):
        book.add_column("tblLeads", "I")
    assert book.save() == before
