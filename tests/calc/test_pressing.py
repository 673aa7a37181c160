"""Every button on a workbook that is open in Calc."""

import pytest

from leadbook.actions import ACTIONS
from tests.calc.openbook import differences, write_list

LIVE = [one.name for one in ACTIONS if one.button and one.button.needs_book]


def test_importing_fills_the_open_workbook_saves_it_and_says_what_is_next(new, tmp_path):
    answer = new.press("import", files=[write_list(tmp_path / "web.csv", 12)])
    assert len(new.rows("inquiries")) == 12
    assert "web.csv" in answer.text
    assert "Undo last run" in answer.text
    assert "leadbook undo" not in answer.text
    assert differences(new.tables(), new.closed()) == []


def test_the_whole_week_by_buttons(full):
    before = full.tables()
    for command in ("check", "allocate", "forecast", "brief", "report"):
        assert full.press(command).text
    after = full.tables()
    assert len(after["tblLeads"].rows) == len(before["tblLeads"].rows)
    assert differences(after, full.closed()) == []


def test_allocate_shows_cover_and_a_preview_writes_nothing(full):
    before = full.tables()
    full.press("allocate", "preview")
    rep = full.rows("reps")[0]["rep"]
    assert full.press("allocate", "what-if", text=f"without {rep}").text
    assert differences(before, full.tables()) == []


def test_undo_asks_first_then_takes_back_the_last_run(new, tmp_path):
    before = new.tables()
    new.press("import", files=[write_list(tmp_path / "web.csv", 5)])
    asked = new.press("undo", status="ask")
    assert "Take this back?" in asked.text
    assert len(new.rows("inquiries")) == 5
    new.press("undo", yes=True)
    assert differences(before, new.tables(), but=("tblRuns", "tblEvents")) == []


def test_undo_keeps_and_names_what_was_typed_since(new, tmp_path):
    new.press("import", files=[write_list(tmp_path / "web.csv", 5)])
    new.cell("inquiries", 2, "company").value = "Typed since"
    asked = new.press("undo", status="ask")
    assert "Inquiries, row 6, Company (edited since)" in asked.text
    new.press("undo", yes=True)
    assert [row["company"] for row in new.rows("inquiries")] == ["Typed since"]


def test_one_press_is_one_step_of_calcs_own_undo(new, tmp_path):
    before = new.tables()
    new.press("import", files=[write_list(tmp_path / "web.csv", 5)])
    undo = new.document.getUndoManager()
    assert undo.getCurrentUndoActionTitle() == "Leadbook: Import lists"
    undo.undo()
    assert differences(before, new.tables()) == []


def test_why_tells_of_the_selected_row_and_asks_for_one(full):
    full.cell("leads", 3, "company").impl.select()
    answer = full.press("why")
    assert str(full.rows("leads")[3]["lead_id"]) in answer.text
    full.native.sheets["Start"].range("A1").impl.select()
    assert "Click a cell in the row of a lead" in full.press("why", status="error").text


def test_lists_answer_the_campaign_whose_row_is_selected(full, tmp_path):
    name = full.rows("campaigns")[0]["campaign"]
    full.cell("campaigns", 0, "owner").impl.select()
    known = {row["lead_id"] for row in full.rows("inquiries")}
    full.press("import", files=[write_list(tmp_path / "web.csv", 3)])
    assert {row["campaign"] for row in full.rows("inquiries") if row["lead_id"] not in known} == {name}


def test_hidden_sheets_are_shown_by_name_and_listed_without(new):
    assert "Gate" in new.press("show").text
    new.press("show", text="gate, Words")
    assert new.native.sheets["Gate"].visible
    assert new.native.sheets["Words"].visible


@pytest.mark.parametrize("command", LIVE)
def test_every_button_answers_in_words_on_an_empty_workbook(new, command, tmp_path):
    """Nothing to do, or something missing, is said; it is never a bug."""
    asks = next(one.button.asks for one in ACTIONS if one.name == command)
    files = [write_list(tmp_path / "web.csv", 2)] if asks == "lists" else ()
    for status in ("done", "ask", "error"):
        try:
            answer = new.press(command, files=files, status=status)
        except AssertionError:
            continue
        assert answer.text
        return
    pytest.fail("no answer in words")


def test_a_press_leaves_nothing_to_save(new, tmp_path):
    new.press("import", files=[write_list(tmp_path / "web.csv", 3)])
    assert not new.document.isModified()


def test_what_a_person_typed_is_still_to_be_saved_after_a_press_that_writes_nothing(new):
    new.cell("reps", 0, "rep").value = "Ana"
    new.press("show")
    assert new.document.isModified()
