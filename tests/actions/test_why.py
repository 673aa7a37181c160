"""`leadbook why`: the story of one inquiry, told by a whole workbook, and never a byte changed."""

import json
import shutil

import pytest

from leadbook.fronts.cli import main
from tests.actions.desk import DAY, person


def told(desk, *words, code=0):
    """The sentences as one text; the workbook is as it was."""
    before = desk.book.read_bytes()
    said = desk.run("why", *words, code=code)
    assert desk.book.read_bytes() == before
    return "\n".join(said["notes"]) if "notes" in said else said["error"]


@pytest.fixture
def team(desk):
    """A workbook with four inquiries of one list: a lead, one without a phone, one merged row, one that opted out."""
    rows = [person(1), person(2, phone=""), person(3), person(3, phone="+1 415 555 0177")]
    desk.run("import", desk.list("form.csv", rows), "--gathered", "raised-hand form")
    desk.ids = {row["first_name"]: row["lead_id"] for row in desk.rows("inquiries")}
    return desk


def test_the_story_begins_with_the_list_and_ends_with_what_is_next(team):
    text = told(team, team.ids["Ann1"])
    assert text.startswith(f"{team.ids['Ann1']}: Ann1 Berg, Clinic 1, title not known.")
    assert "It came in from form.csv, row 2." in text
    assert "Phone “+1 415 555 0101”" in text
    assert "Today: it is a lead (Qualified)." in text
    assert "it waits for Allocate" in text.splitlines()[-1]


def test_small_letters_an_address_and_a_name_find_the_same_inquiry(team):
    text = told(team, team.ids["Ann1"])
    assert told(team, team.ids["Ann1"].lower()) == text
    assert told(team, "ANN1@clinic1.example") == text
    assert told(team, "ann1", "BERG") == text
    assert told(team, "Ann1 Berg") == text


def test_a_row_merged_in_the_same_list_is_told(team):
    assert "form.csv, row 5 was merged into it (the same e-mail address)" in told(team, team.ids["Ann3"])


def test_somebody_who_is_not_there_is_refused_and_no_address_is_repeated(team):
    one = team.ids["Ann1"]
    error = told(team, one[:-1] + ("2" if one[-1] != "2" else "3"), code=2)
    assert one in error["fix"]
    error = told(team, "nobody@nowhere.example", code=2)
    assert "nobody" not in json.dumps(error)
    error = told(team, "No Body", code=2)
    assert "Body" not in json.dumps(error)


def test_a_name_that_fits_two_is_answered_with_their_ids_only(team):
    team.run("import", team.list("two.csv", [person(50, first="Kim"), person(51, first="Kim")]))
    ids = sorted(row["lead_id"] for row in team.rows("inquiries") if row["first_name"] == "Kim")
    error = told(team, "Kim Berg", code=2)
    assert error["what"] == f"2 inquiries fit: {', '.join(ids)}."


def test_what_a_later_list_filled_and_what_a_person_typed_is_told_apart(team):
    headers = ("Email", "Phone", "City")
    team.run("import", team.list("crm.csv", [("ann2@clinic2.example", "", "Fresno")], headers))
    at = team.where("inquiries", first_name="Ann2")
    team.type("inquiries", at, job_title="Nurse")
    text = told(team, team.ids["Ann2"])
    assert "crm.csv, row 2 was merged into it (the same e-mail address); it filled City" in text
    assert "Job title was changed by hand from blank to “Nurse”" in text
    assert "City was changed by hand" not in text


def test_an_answer_on_to_fix_shows_in_the_story_with_the_verdict_it_won(team):
    at = team.where("fix", lead_id=team.ids["Ann2"], field="Phone")
    assert "Open on To fix, row" in told(team, team.ids["Ann2"])
    team.type("fix", at, correct="+1 415 555 0188")
    assert "An answer is typed there already and waits for Check" in told(team, team.ids["Ann2"])
    team.run("check")
    text = told(team, team.ids["Ann2"])
    assert "An answer on To fix was taken: Phone: “+1 415 555 0188”." in text
    assert "The verdict went from Needs info to Qualified" in text
    team.run("undo")
    text = told(team, team.ids["Ann2"])
    assert "(check" in text
    assert "run 3 took that back" in text
    assert "Today: it is one answer away" in text
    assert "changed by hand" not in text


def test_an_import_that_was_taken_back_and_one_that_came_again_are_told_truly(team):
    desk, one = team, team.ids["Ann1"]
    team.run("undo")
    error = told(desk, one, code=2)
    assert "taken back" in error["what"]
    desk.run("import", desk.folder / "form.csv", "--gathered", "raised-hand form")
    text = told(desk, one)
    assert "run 1 (import" in text
    assert "It was brought in from form.csv, row 2; run 2 took that back." in text
    assert "run 3 (import" in text
    assert "changed by hand" not in text


def test_it_tells_also_while_the_workbook_is_open_or_read_only(team):
    (team.folder / ".~lock.Leads.xlsx#").write_bytes(b",dana,desk,;")
    assert "Today:" in told(team, team.ids["Ann1"])
    team.book.chmod(0o444)
    team.folder.chmod(0o555)
    try:
        assert "Today:" in told(team, team.ids["Ann1"])
    finally:
        team.folder.chmod(0o755)


def test_without_the_records_of_this_computer_the_ledger_tells_and_the_gap_is_named(team, tmp_path):
    shutil.rmtree(tmp_path / "state")
    text = told(team, team.ids["Ann1"])
    assert "It came in from form.csv" in text
    assert "is not on this computer" in text


def test_the_demo_tells_of_every_inquiry_and_names_nobody_else(demo):
    """A rep's lead, one that waits and one that is suppressed: each story is its own."""
    leads = demo.rows("leads")
    for row in (next(r for r in leads if r["rep"]), next(r for r in leads if not r["rep"])):
        text = told(demo, row["lead_id"])
        assert (row["rep"] or "It has no rep") in text
        assert row["why_rep"].rstrip(".") in text
        assert row["how_got_name"] in text
    values = [str(row["value"]) for row in demo.rows("suppression")]
    stopped = [row for row in demo.rows("inquiries") if row["verdict"] == "Suppressed"]
    for row in stopped[:3]:
        text = told(demo, row["lead_id"])
        own = " ".join(str(value) for value in row.values()).casefold()
        assert "Nobody may contact them" in text
        assert not [value for value in values if value in text and value.casefold() not in own]


def test_only_the_story_is_printed_and_json_is_one_object(team, capsys):
    assert main(["why", str(team.book), team.ids["Ann2"], "--today", DAY]) == 0
    out = capsys.readouterr().out
    assert out.startswith(team.ids["Ann2"])
    assert "To take it back" not in out
    assert main(["why", str(team.book), team.ids["Ann2"], "--today", DAY, "--strict", "--json"]) == 4
    said = json.loads(capsys.readouterr().out)
    assert {"action", "book", "counts", "files", "findings", "notes"} <= set(said)
    assert [one["code"] for one in said["findings"]] == ["question_open"]
    assert not said["changed"]
