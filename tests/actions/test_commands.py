"""Commands as a whole: run, show, brief with PDF, what a person reads."""

import datetime as dt

import pytest

from leadbook.books.package import PackageBook
from tests.actions.desk import person

FORM = ("--gathered", "raised-hand form")


def set_up(desk):
    """One rep with a quota, and one campaign."""
    desk.add("reps", {"rep": "Dana Vale"})
    desk.add("quotas", {"rep": "Dana Vale", "product": "XX-200", "period": dt.date(2026, 12, 1), "quota": 20000,
                        "close_rate": 0.5, "average_deal": 10000})  # fmt: skip
    desk.add("campaigns", {"campaign": "Autumn & Winter's", "product": "XX-200", "type": "lead generation"})


def test_run_does_every_step_of_the_week_and_each_can_be_taken_back(desk):
    set_up(desk)
    before = desk.book.read_bytes()
    path = desk.list("form.csv", [person(n) for n in range(3)])
    said = desk.run("run", path, *FORM, "--campaign", "Autumn & Winter's")
    assert [step["action"] for step in said["steps"]] == ["import", "check", "allocate", "brief", "report"]
    assert {row["rep"] for row in desk.rows("leads")} == {"Dana Vale"}
    assert len(desk.rows("answers")) > 10
    assert any(sheet.name.startswith("Brief - Autumn") for sheet in PackageBook(desk.book.read_bytes()).sheets())
    for _ in [step for step in said["steps"] if step["changed"]]:
        assert "exactly" in desk.run("undo")["notes"][0]
    assert desk.book.read_bytes() == before


def test_show_lists_sheets_and_makes_one_visible(desk):
    listed = desk.run("show")["notes"]
    assert any(line.startswith("hidden") and "Gate" in line for line in listed)
    desk.run("show", "gate")
    assert next(s.state for s in PackageBook(desk.book.read_bytes()).sheets() if s.name == "Gate") == "visible"
    assert "Words" in desk.run("show", "wordz", code=3)["error"]["fix"]


def test_each_run_stands_on_runs_with_what_it_read_and_how_to_undo_it(desk):
    desk.run("import", desk.list("form.csv", [person(1), person(2)]), *FORM)
    row = desk.rows("runs")[0]
    assert (row["run"], row["what"], row["received"], row["new"], row["merged"]) == (1, "import", 2, 2, 0)
    assert row["files"] == "form.csv"
    assert row["changed"] == 0
    desk.type("inquiries", 0, do_not_contact="Yes")
    desk.run("check")
    assert desk.rows("runs")[1]["changed"] >= 2  # verdict and sentence at least
    assert "undo" in row["undo"]
    assert {event["run"] for event in desk.rows("events")} == {1, 2}


def test_a_person_reads_the_headline_the_balance_and_how_to_take_it_back(desk):
    code, text, progress = desk.say("import", desk.list("form.csv", [person(1), person(2)]), *FORM)
    assert code == 0
    assert "form.csv: 2 rows = 2 new + 0 merged + 0 left out" in text
    assert "2 leads · 0 one answer away · 0 not leads" in text
    assert "leadbook undo BOOK 1" in text
    assert "reading form.csv" in progress


@pytest.mark.office
def test_the_pdf_of_a_briefing_holds_that_page_only(desk, office):
    set_up(desk)
    said = desk.run("brief", "--pdf", desk.folder / "Pages")
    pdfs = [output for output in said["outputs"] if output.endswith(".pdf")]
    assert len(pdfs) == 1
    import shutil
    import subprocess

    if not shutil.which("pdftotext"):
        pytest.fail("pdftotext (poppler-utils) is needed beside LibreOffice to read the page")
    text = subprocess.run(["pdftotext", pdfs[0], "-"], capture_output=True, text=True, check=True).stdout
    assert "Autumn & Winter's" in text
    assert "Inquiries: everything that came in" not in text


def test_without_libreoffice_the_pages_are_made_and_the_missing_pdf_is_told(desk, monkeypatch):
    monkeypatch.setenv("PATH", str(desk.folder))
    set_up(desk)
    said = desk.run("brief", "--pdf", desk.folder / "Pages")
    assert [f["code"] for f in said["findings"] if f["code"] == "pdf_not_made"] == ["pdf_not_made"]
    assert said["changed"]
