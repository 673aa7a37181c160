"""What an import says of each row, before it and after it, and what can be corrected comes in as if it always had."""

import openpyxl
import pytest

from tests.actions.desk import HEADERS, person

FORM = ("--gathered", "raised-hand form", "--campaign", "Autumn Swap")


def rows_of(said):
    """Row by row what a report says of its first list."""
    return said["files"][0]["rows"]


def correct(path, **changes):
    """Type into cells of a file of rows to correct as a person does: cell → text."""
    book = openpyxl.load_workbook(path)
    for place, text in changes.items():
        book.active[place] = text
    book.save(path)


def everything(folder):
    """Every file below a folder with its content."""
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def broken(desk):
    """A list with two good rows, one with nobody in it and two rows with a cell too many."""
    path = desk.list("web.csv", [person(1), (*person(2), "", "too much"), ("",) * 7 + ("2026-11-20",),
                                  (*person(4), "x"), person(5)])  # fmt: skip
    return desk, path


def test_a_dry_run_says_of_each_row_what_the_import_then_does_and_leaves_no_trace(desk, tmp_path):
    desk.run("import", desk.list("first.csv", [person(1), person(2)]), *FORM)
    more = desk.list("more.csv", [
        ("Ann1", "Berg", "ann1@clinic1.example", "+1 415 555 0191", "Owner", "Boston"),
        ("Bo", "Lee", "bo@lee.example", "+1 415 555 0198", "Buyer", "Salem"),
        ("Bo", "Lee", "bo@lee.example", "+1 415 555 0198", "Buyer", "Salem"),
        ("", "", "", "", "", ""), ("Total", "", "", "", "", "3"),
    ], ("First name", "Last name", "Email", "Phone", "Job title", "City"))  # fmt: skip
    before = everything(tmp_path)
    dry = desk.run("import", more, "--update", "fields=phone", "--dry-run")
    assert everything(tmp_path) == before
    real = desk.run("import", more, "--update", "fields=phone")
    assert real["files"] == [{key: said for key, said in file.items() if key != "rows"} for file in dry["files"]]
    assert dry["findings"] == [one for one in real["findings"] if one["table"] == "more.csv"]
    verdicts = ("leads", "needs_info", "not_leads", "suppressed", "needs_a_person", "imported", "merged", "rejected")
    assert [real["counts"].get(key) for key in verdicts] == [dry["counts"].get(key) for key in verdicts]
    first, second, third, *rest = rows_of(dry)
    ids = {row["email"]: row["lead_id"] for row in desk.rows("inquiries")}
    assert (first["row"], first["outcome"], first["id"]) == (2, "merged", ids["ann1@clinic1.example"])
    assert (set(first["replaced"]), {"job_title", "city"} <= set(first["fields"])) == ({"phone"}, True)
    assert (second["outcome"], second["id"], second["reason"]) == ("new", ids["bo@lee.example"], "")
    assert (third["outcome"], third["id"], third["fields"]) == ("merged", ids["bo@lee.example"], [])
    assert [one["outcome"] for one in rest] == ["left out"] * len(rest)
    assert "555" not in str(rows_of(dry))


def test_a_dry_run_on_a_computer_that_knows_nothing_makes_no_folder(desk, tmp_path, monkeypatch):
    state = tmp_path / "nothing"
    monkeypatch.setenv("LEADBOOK_STATE", str(state))
    code, text, _ = desk.say("import", desk.list("web.csv", [person(1), person(2)]), *FORM, "--dry-run")
    assert (code, state.exists()) == (0, False)
    assert "  rows 2–3: new\n" in text
    assert "Email → E-mail" in text


def test_rows_that_were_corrected_come_in_as_if_they_had_come_with_their_list(broken):
    desk, path = broken
    said = desk.run("import", path, *FORM)
    assert [one["row"] for one in said["files"][0]["rejects"]] == [3, 4, 5]
    target = desk.folder / "Rows to correct" / "web (rows to correct).xlsx"
    assert said["outputs"] == [str(desk.book), str(target)]
    sheet = openpyxl.load_workbook(target).active
    assert [cell.value for cell in sheet[1]][:4] == ["Row in the list", "What is wrong", "From the list",
                                                     "Campaign of the list"]  # fmt: skip
    assert [cell.value for cell in sheet["A"]][1:] == ["3", "5"]
    before = target.read_bytes()
    again = desk.run("import", path, *FORM)
    assert (again["changed"], target.read_bytes()) == (False, before)
    correct(target, O2=None)
    assert sum(row["kind"] == "file row" for row in desk.rows("fix")) == 2
    said = desk.run("import", target)
    assert (said["counts"]["imported"], said["files"][0]["rejects"]) == (1, [{"row": 3, "reason": "too_many_fields"}])
    row = next(row for row in desk.rows("inquiries") if row["email"] == "ann2@clinic2.example")
    assert (row["source"], row["campaign"], row["source_type"]) == ("web.csv", "Autumn Swap", "raised-hand form")
    assert row["extra"] == ""
    event = next(one for one in desk.rows("events") if one["lead_id"] == row["lead_id"] and one["event"] == "Imported")
    assert (event["after"], event["before"]) == ("web.csv", "row 3")
    assert [(one["file"], one["row"]) for one in desk.rows("fix") if one["kind"] == "file row"] == [("web.csv", 5)]
    assert not desk.run("import", target)["changed"]


def test_a_corrected_row_has_its_dates_read_as_the_whole_list_told(desk):
    path = desk.folder / "dates.csv"
    path.write_text("Name,Email,Submitted at\nAnn Berg,a@a.example,25/10/2026\nBo Lee,b@b.example,05/10/2026,x\n")
    desk.run("import", path)
    target = desk.folder / "Rows to correct" / "dates (rows to correct).xlsx"
    head = [cell.value for cell in openpyxl.load_workbook(target).active[1]]
    assert head[3] == "Dates of the list"
    correct(target, H2=None)
    said = desk.run("import", target)
    assert (said["counts"]["imported"], said["findings"]) == (1, [])
    assert {str(row["created_at"])[:10] for row in desk.rows("inquiries")} == {"2026-10-25", "2026-10-05"}


def test_to_fix_points_to_no_file_that_the_disk_refused(desk):
    (desk.folder / "Rows to correct").write_text("a file of that name")
    path = desk.list("web.csv", [person(1), (*person(2), "", "too much")])
    assert any("could not be put" in note for note in desk.run("import", path, *FORM)["notes"])
    (row,) = (row for row in desk.rows("fix") if row["kind"] == "file row")
    assert "folder" not in row["wrong"]
    assert row["wrong"].endswith("Correct it in the list and import that again.")


def test_undo_takes_the_file_of_rows_to_correct_away_unless_somebody_edited_it(broken):
    desk, path = broken
    desk.run("import", path, *FORM)
    target = desk.folder / "Rows to correct" / "web (rows to correct).xlsx"
    desk.run("undo")
    assert not target.parent.exists()
    desk.run("import", path, *FORM)
    correct(target, C2="mine")
    edited = target.read_bytes()
    assert any("edited" in note for note in desk.run("undo")["notes"])
    desk.run("import", path, *FORM)
    assert target.read_bytes() == edited
    assert len(list(target.parent.glob("web (rows to correct)*.xlsx"))) == 2


def test_a_row_that_is_corrected_in_the_list_itself_is_no_question_any_more(broken):
    desk, path = broken
    desk.run("import", path, *FORM)
    desk.list("web.csv", [person(n) for n in (1, 2, 3, 4, 5)], HEADERS)
    said = desk.run("import", path, *FORM)
    assert said["counts"]["imported"] == 3
    assert not [row for row in desk.rows("fix") if row["kind"] == "file row"]


def test_a_row_that_nobody_corrected_is_left_out_again_on_every_computer(desk, monkeypatch, tmp_path):
    """Cells that could not be told apart must not come in as the name of a person."""
    path = desk.folder / "odd.csv"
    path.write_bytes(b"First name,Last name,Email\nAnn,Berg,a@a.example\nJ\xff\xfe\x81rg,Orr,j@o.example\n"
                     b"Bo,Lee,b@b.example\nCy,Fox,c@c.example,x,y\n")  # fmt: skip
    first = desk.run("import", path)["files"][0]
    target = desk.folder / "Rows to correct" / "odd (rows to correct).xlsx"
    sheet = openpyxl.load_workbook(target).active
    sheet["D2"] = 'Di,"Fox,d@d.example'
    sheet["E2"] = sheet["F2"] = sheet["G2"] = sheet["H2"] = None
    sheet.parent.save(target)
    for state in ("state", "elsewhere"):
        monkeypatch.setenv("LEADBOOK_STATE", str(tmp_path / state))
        again = desk.run("import", target)["files"][0]
        assert again["imported"] == 0
        assert again["rejected"] == first["rejected"] > 0
