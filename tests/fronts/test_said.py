"""What a message box says: whole lines, the words of somebody who has buttons, and what only a terminal can do."""

from __future__ import annotations

from leadbook.errors import BookError, VersionTooOld
from leadbook.fronts import said


def test_a_command_that_has_a_button_is_named_by_its_label():
    error = BookError("Something was off.", "Leads.xlsx", "Then run: leadbook check Leads.xlsx")
    assert "Then run: press Check" in said.refusal(error).text


def test_what_only_a_terminal_can_do_stays_a_command():
    """A workbook of an older layout is brought up to date while it is closed: no button can do that."""
    error = VersionTooOld(
        "This workbook has layout 3.", "Old.xlsx", "Close it, run this once in a terminal: leadbook check Old.xlsx"
    )
    assert "in a terminal: leadbook check Old.xlsx" in said.refusal(error).text


def test_a_place_in_an_error_becomes_a_cell_to_go_to():
    answer = said.refusal(BookError("It cannot grow.", "Sheet To fix, cell C318", "Move it."))
    assert (answer.sheet, answer.cell) == ("To fix", "C318")


def test_help_is_whole_lines_and_names_no_sheet_that_would_hold_the_rest():
    text = said.help_text()
    assert len(text) <= said.MOST
    assert "the sheets Runs" not in text
    assert all(": " in line for line in text.splitlines()[:-1])
