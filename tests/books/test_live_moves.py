"""Rows that change places in an open workbook take along what belongs to them; new rows take nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadbook.books.live.moving import is_moved, places_of
from leadbook.model import KEEP, Grid
from tests.books import makers

YELLOW = (255, 255, 0)


@st.composite
def moves(draw):
    """How many rows are there, and which of them goes to each place."""
    there = draw(st.integers(1, 12))
    kept = draw(st.lists(st.integers(0, there - 1), unique=True))
    new = draw(st.integers(0, 5))
    return there, draw(st.permutations([*kept, *[None] * new]))


@given(moves())
def test_every_row_gets_a_place_of_its_own_and_those_that_stay_the_one_they_should(case):
    there, origins = case
    rows = max(there, len(origins))
    places = places_of(origins, rows)
    assert sorted(places) == list(range(rows))
    assert all(places[origin] == at for at, origin in enumerate(origins) if origin is not None)


@pytest.mark.parametrize(("origins", "moved"), [([0, 1, None], False), ([1, 0], True), ([None, 0], True), ([], False)])
def test_moved_is_what_leaves_its_place(origins, moved):
    assert is_moved(origins) is moved


@pytest.fixture
def book():
    """The sample workbook, open in Calc, with the row of a1 coloured and a formula typed beside its rep."""
    live = makers.live_calc()
    sheet = live.native.sheets["Leads"]
    sheet.range("A4:F4").color = YELLOW
    sheet.range("F5").formula = "=C5+1"
    return live


@pytest.mark.office
def test_colours_and_formulas_go_with_their_row(book):
    book.write("tblLeads", Grid(("Rep",), [["Zoe"], [KEEP], [None], [KEEP]], origins=[2, None, 1, 0]))
    sheet = book.native.sheets["Leads"]
    assert [row[0] for row in book.read("tblLeads").rows] == ["c3", None, "b2", "a1"]
    assert [sheet.range(f"B{row}").color for row in range(4, 8)] == [None, None, None, YELLOW]
    assert sheet.range("F6").formula == "=C6+1"
    assert book.read("tblLeads").rows[2][5] == 3.5
    assert [row[1] for row in book.read("tblLeads").rows] == ["Zoe", None, None, "Ana"]


@pytest.mark.office
def test_rows_that_go_leave_no_colour_behind(book):
    book.write("tblLeads", Grid(("ID",), [[KEEP], [KEEP]], origins=[2, 1]))
    sheet = book.native.sheets["Leads"]
    assert [row[0] for row in book.read("tblLeads").rows] == ["c3", "b2"]
    assert [sheet.range(f"A{row}").color for row in range(4, 7)] == [None, None, None]


@pytest.mark.office
def test_where_rows_are_hidden_values_move_and_nothing_is_lost(book):
    sheet = book.native.sheets["Leads"]
    sheet.range("A5").rows.hidden = True
    book.write("tblLeads", Grid(("Rep",), [[KEEP], [KEEP], [KEEP]], origins=[2, 0, 1]))
    assert [row[0] for row in book.read("tblLeads").rows] == ["c3", "a1", "b2"]
    assert sheet.range("F6").formula == "=C6+1"
    assert book.hidden == {"tblLeads": 1}


@pytest.mark.office
def test_what_was_moved_goes_back_when_the_run_comes_to_nothing(book):
    before = book.read("tblLeads")
    book.write("tblLeads", Grid(("Rep",), [["x"], ["y"], ["z"], ["new"]], origins=[2, 0, 1, None]))
    book.roll_back()
    assert book.read("tblLeads") == before
    assert book.native.sheets["Leads"].range("F5").formula == "=C5+1"


@pytest.mark.office
def test_a_print_area_that_ends_with_the_table_follows_it(book):
    sheet = book.native.sheets["Leads"]
    sheet.page_setup.print_area = "A1:F6"
    book.write("tblLeads", Grid(("ID",), [[str(at)] for at in range(9)]))
    assert sheet.page_setup.print_area == "$A$1:$F$12"
    book.write("tblLeads", Grid(("ID",), [["only"]]))
    assert sheet.page_setup.print_area == "$A$1:$F$4"
    sheet.page_setup.print_area = "A1:F40"
    book.write("tblLeads", Grid(("ID",), [["1"], ["2"]]))
    assert sheet.page_setup.print_area == "$A$1:$F$40"
