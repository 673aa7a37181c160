"""`install`, `uninstall` and `doctor` as commands."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
import xlsxwriter

from leadbook.actions import setting_up
from leadbook.actions.context import Context
from leadbook.actions.doctoring import doctor
from leadbook.actions.doctoring_book import of_book
from leadbook.fronts.text import as_text
from leadbook.hosts.checks import State
from leadbook.template.build import build_book
from tests.hosts.computer import linux, run, windows


@pytest.fixture
def context():
    return Context(today=dt.date(2026, 11, 23), now=dt.datetime(2026, 11, 23, 8))


@pytest.fixture
def book(tmp_path, monkeypatch):
    monkeypatch.setenv("LEADBOOK_STATE", str(tmp_path / "state"))
    folder = tmp_path / "books"
    folder.mkdir()
    path = folder / "Leadbook.xlsx"
    path.write_bytes(build_book())
    return path


def codes(lines):
    return {line.code for line in lines if line.code}


def test_excel_is_refused_on_linux_in_plain_words(tmp_path):
    for command in ("install", "uninstall"):
        done = run(command, "excel", "--json", LEADBOOK_STATE=str(tmp_path))
        assert done.returncode == 2
        assert json.loads(done.stdout)["error"]["fix"].endswith(f"leadbook {command} calc")


def test_uninstalling_what_is_not_there_is_no_error(tmp_path):
    done = run("uninstall", "calc", "--json", "--quiet", LEADBOOK_CALC_PROFILE=str(tmp_path / "profile"))
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert (report["changed"], report["outputs"]) == (False, [])
    assert "nothing to take away" in report["notes"][0]
    assert not (tmp_path / "profile").exists()


def test_another_program_is_no_choice():
    done = run("install", "word")
    assert done.returncode == 2
    assert "'excel'" in done.stderr


@pytest.mark.office
def test_doctor_prints_groups_of_lines_and_changes_nothing(tmp_path, context, monkeypatch):
    monkeypatch.setenv("LEADBOOK_STATE", str(tmp_path / "state"))
    at = linux(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    report = doctor(context, places=at)
    assert sorted(tmp_path.rglob("*")) == before
    text = as_text(report)
    for line in ("Leadbook", "Excel", "LibreOffice", "      → Run: leadbook install calc"):
        assert line in text.splitlines()
    assert text.count("leadbook install calc") == 1
    assert not report.changed


def test_doctor_goes_on_when_parts_of_the_installation_are_missing(tmp_path, context, monkeypatch):
    def missing() -> bytes:
        raise ImportError("No module named 'leadbook.template.macros'")

    monkeypatch.setattr(setting_up, "addin", missing)
    at = windows(tmp_path, LEADBOOK_OFFICE=str(tmp_path / "gone"))
    at.addin.parent.mkdir(parents=True)
    at.addin.write_bytes(b"an add-in")
    report = doctor(context, places=at)
    assert {"setup_parts_missing", "setup_office_missing"} <= {one.code for one in report.findings}
    assert report.counts["needs_a_person"] >= 2


def test_a_good_workbook_is_said_to_be_one(book, context, tmp_path):
    report = doctor(context, book, places=linux(tmp_path))
    assert any("A workbook of Leadbook" in note for note in report.notes)
    assert codes(of_book(book)) == set()


def test_a_workbook_that_is_not_there_or_foreign_or_on_the_web(book, tmp_path):
    assert codes(of_book(tmp_path / "gone.xlsx")) == {"LB-B-MISSING"}
    assert codes(of_book(Path("https://example.sharepoint.example/Leadbook.xlsx"))) == {"LB-B-MISSING"}
    text = tmp_path / "list.csv"
    text.write_text("Name\nDana\n")
    assert codes(of_book(text)) == {"LB-B-NOT-A-LEADBOOK"}
    foreign = tmp_path / "foreign.xlsx"
    with xlsxwriter.Workbook(foreign) as workbook:
        workbook.add_worksheet()
    assert codes(of_book(foreign)) == {"LB-B-NOT-A-LEADBOOK"}


def test_a_workbook_that_is_open_elsewhere_marked_or_synced(book):
    owner = book.with_name("~$Leadbook.xlsx")
    owner.write_bytes(b"\x04Dana".ljust(165, b" "))
    assert codes(of_book(book)) == {"LB-B-BUSY"}
    owner.unlink()
    stream = book.with_name(f"{book.name}:Zone.Identifier")
    stream.write_text("[ZoneTransfer]\r\nZoneId=3\r\n")
    assert codes(of_book(book)) == {"setup_book_marked"}
    stream.unlink()
    synced = book.parent / "OneDrive - Acme" / book.name
    synced.parent.mkdir()
    synced.write_bytes(book.read_bytes())
    lines = of_book(synced)
    assert codes(lines) == {"setup_book_noted"}
    assert all(line.state is not State.WRONG for line in lines)


def test_a_workbook_that_is_read_only(book):
    book.chmod(0o444)
    assert codes(of_book(book)) == {"LB-B-READ-ONLY"}
    book.chmod(0o644)
