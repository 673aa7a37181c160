"""Sheets and tables that a team renamed, deleted, filtered, locked or added to."""

import datetime as dt

import pytest

from leadbook.schema import book as schema
from tests import livecalc
from tests.actions.desk import HEADERS, person
from tests.calc.openbook import OpenBook, write_list

PASSWORD = "not-a-secret"


@pytest.fixture
def shared(desk):
    """Six leads that were shared between two reps, open in Calc."""
    reps = (("Dana Vale", 50000), ("Luis Ortega", 45000))
    desk.add("reps", *({"rep": rep} for rep, _ in reps))
    desk.add("quotas", *(
        {"rep": rep, "product": "XX-200", "period": dt.date(2026, 12, 1), "quota": quota, "close_rate": 0.25,
         "average_deal": 10000, "booked": 5000}
        for rep, quota in reps
    ))  # fmt: skip
    rows = [(*person(n), "XX-200") for n in range(6)]
    desk.run("import", desk.list("one.csv", rows, (*HEADERS, "Product")), "--gathered", "raised-hand form")
    desk.run("allocate")
    livecalc.close_all()
    yield OpenBook(desk.book)
    livecalc.close_all()


def lists(tmp_path, count=3):
    return [write_list(tmp_path / "web.csv", count)]


def test_sheets_that_were_renamed_keep_their_tables(new, tmp_path):
    new.native.sheets["Leads"].name = "Our leads"
    new.native.sheets["Start"].name = "Welcome"
    new.press("import", files=lists(tmp_path))
    assert len(new.rows("leads")) == 3


def test_what_was_deleted_or_renamed_is_named_with_its_sheet(new):
    """A sheet, a table and a header, each put back before the next."""
    new.document.DatabaseRanges.getByName("tblGate").setName("Gate2")
    new.refused("check", "tblGate is missing", "“Gate”", "Undo that", "Leads.xlsx")
    new.document.DatabaseRanges.getByName("Gate2").setName("tblGate")
    header = new.native.sheets["Inquiries"].tables["tblInquiries"].range[0, 2]
    said, header.value = header.value, "Firm"
    new.refused("check", said, "tblInquiries")
    header.value = None
    new.refused("check", said, "tblInquiries")
    header.value = said
    new.document.DatabaseRanges.removeByName("tblInquiries")
    new.refused("check", "tblInquiries is missing", "“Inquiries”", "Undo that")


def test_a_sheet_that_was_deleted(new):
    new.native.sheets["Inquiries"].delete()
    new.refused("check", "tblInquiries is missing", "“Inquiries”", "deleted or renamed")


def test_something_below_a_table_that_is_written_late_takes_everything_back(new, tmp_path):
    sheet = new.native.sheets["Events"]
    below = sheet.tables["tblEvents"].range.last_cell.row + 2
    sheet.range((below, 2)).value = "a note"
    answer = new.refused("import", "tblEvents", "cannot grow", f"B{below}", files=lists(tmp_path))
    assert (answer.sheet, answer.cell) == ("Events", f"B{below}")
    assert new.document.isModified(), "what the person typed is still to be saved"
    sheet.range((below, 2)).value = None
    new.press("import", files=lists(tmp_path))
    assert len(new.rows("inquiries")) == 3


def test_a_sheet_with_a_password_stays_shut_and_one_without_is_shut_again(new, tmp_path):
    events = new.document.Sheets.getByName("Events")
    events.unprotect("")
    events.protect(PASSWORD)
    new.refused("import", "protected with a password", "Events", "Unprotect Sheet", files=lists(tmp_path))
    events.unprotect(PASSWORD)
    assert not events.isProtected()
    start = new.document.Sheets.getByName("Start")
    start.protect("")
    new.press("import", files=lists(tmp_path))
    assert start.isProtected()
    start.unprotect("")
    assert not start.isProtected(), "still without a password"


def hide_all_but(book, key, column, value):
    """Filter a table, as a person does with the button in its header."""
    from com.sun.star.sheet import TableFilterField
    from com.sun.star.sheet.FilterOperator import EQUAL

    table = schema.table(key)
    own = book.document.DatabaseRanges.getByName(table.name)
    field = TableFilterField()
    field.Field = [one.key for one in table.columns].index(column)
    field.Operator, field.IsNumeric, field.StringValue = EQUAL, False, value
    wish = own.getFilterDescriptor()
    wish.setFilterFields((field,))
    own.refresh()


def shown(book, key):
    """For each row of a table whether it can be seen."""
    table = schema.table(key)
    area = book.document.DatabaseRanges.getByName(table.name).DataArea
    rows = book.document.Sheets.getByName(table.sheet).Rows
    return [rows.getByIndex(at).IsVisible for at in range(area.StartRow + 1, area.EndRow + 1)]


def test_rows_that_a_filter_hides_are_written_stay_hidden_and_are_told(shared):
    """Leads of Dana are filtered out of sight; her quota is raised and the open leads are shared again."""
    hide_all_but(shared, "leads", "rep", "Luis Ortega")
    before = {row["lead_id"]: row["rep"] for row in shared.rows("leads")}
    seen = [rep == "Luis Ortega" for rep in before.values()]
    assert shown(shared, "leads") == seen
    assert not all(seen)
    assert any(seen)
    shared.cell("quotas", 0, "quota").value = 500000
    answer = shared.press("allocate", "rebalance")
    after = {row["lead_id"]: row["rep"] for row in shared.rows("leads")}
    assert after != before
    assert set(after) == set(before)
    assert shown(shared, "leads") == seen
    hidden = seen.count(False)
    assert f"Leads has {hidden} hidden row" in answer.text
    assert shared.closed()["tblLeads"].rows == shared.tables()["tblLeads"].rows


def test_columns_of_the_team_are_kept_with_their_rows(shared, desk):
    """A typed column and one of formulas, right of Leadbook's own; new leads come in above or between."""
    table = shared.native.sheets["Leads"].tables["tblLeads"]
    whole = table.range
    rows, width = whole.shape
    sheet, right = whole.sheet, whole.column + width
    table.resize(sheet.range((whole.row, whole.column), (whole.row + rows - 1, right + 1)))
    sheet.range((whole.row, right), (whole.row, right + 1)).value = ["Our note", "Twice"]
    ids = [row["lead_id"] for row in shared.rows("leads")]
    for at, own in enumerate(ids):
        sheet.range((whole.row + 1 + at, right)).value = f"note on {own}"
        sheet.range((whole.row + 1 + at, right + 1)).formula = f"=LEN(A{whole.row + 1 + at})*2"
    better = [person(number, need="We need five now; budget is approved.") for number in range(20, 24)]
    shared.press("import", files=[desk.list("more.csv", better)])
    shared.press("allocate")
    found = {row["lead_id"]: (row["Our note"], row["Twice"]) for row in shared.rows("leads")}
    assert len(found) == 10
    assert {own: found[own][0] for own in ids} == {own: f"note on {own}" for own in ids}
    assert {own: two for own, (_, two) in found.items()} == {own: len(own) * 2 for own in found}
    assert all(found[own][0] is None for own in found if own not in ids)
    closed = shared.closed()["tblLeads"]
    assert closed.rows == shared.tables()["tblLeads"].rows
