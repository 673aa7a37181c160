"""Reports of known tools from the file to the workbook: joined rows, stops of single rows, and the report again."""

from __future__ import annotations

from pathlib import Path

from leadbook.books.saving.recordfile import load_run
from tests.actions.desk import Desk

SAMPLES = Path(__file__).parents[1] / "intake" / "presets" / "samples"


def test_reports_add_up_stop_single_addresses_and_come_in_once(desk: Desk) -> None:
    files = [SAMPLES / name for name in ("zoom-webinar.csv", "gotowebinar-attendees.csv", "calendly.csv")]
    said = desk.run("import", *files)
    found = {file["preset"]: [file[key] for key in ("input_rows", "imported", "merged", "rejected")]
             for file in said["files"]}  # fmt: skip
    assert found == {"zoom-webinar": [9, 3, 2, 4], "gotowebinar-attendees": [4, 1, 3, 0], "calendly": [2, 0, 2, 0]}
    assert said["files"][0]["title"] == "Zoom webinar report"
    (stop,) = desk.rows("suppression")
    assert (stop["what"], stop["value"]) == ("e-mail", "di@practice.example")
    assert stop["why"] == "Unsubscribed from webinar e-mails (list gotowebinar-attendees.csv)"
    verdicts = {row["email"]: row["verdict"] for row in desk.rows("inquiries")}
    assert verdicts["di@practice.example"] == "Suppressed"
    assert verdicts["cy@clinic.example"] == "Qualified", "booked a meeting"
    kept = {one.row: one.texts for one in load_run(desk.book, 1).received if one.file == "zoom-webinar.csv"}
    assert (kept[13]["Time in Session (minutes)"], kept[14]["Time in Session (minutes)"]) == ("30", "12")
    again = desk.run("import", files[0])
    assert [again["files"][0][key] for key in ("imported", "merged", "rejected")] == [0, 5, 4]
    assert not again["changed"]


def test_attendance_and_a_bare_form_of_an_advertisement_raise_no_hand(desk: Desk) -> None:
    desk.run("import", SAMPLES / "teams-attendance.csv", SAMPLES / "tiktok-lead-ads.csv")
    assert "Qualified" not in {row["verdict"] for row in desk.rows("inquiries")}


def test_lines_that_are_no_rows_are_named(desk: Desk, tmp_path: Path) -> None:
    path, people = tmp_path / "leads.csv", ["Ann Lee,Clinic,ann@clinic.example", "Bo Low,Praxis,bo@praxis.example"]
    path.write_text("\n".join(["Name,Company,Email", *people, "", "Grand Totals (2 records)", "", "Copyright"]))
    (file,) = desk.run("import", path, "--dry-run")["files"]
    assert (file["input_rows"], file["skipped"]) == (2, [5, 7])
    assert "lines 5, 7" in desk.say("import", path, "--dry-run")[1]
