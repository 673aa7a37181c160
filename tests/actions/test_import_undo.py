"""Taking one import back among later ones: what it overwrote returns, what others brought and people typed stays."""

import datetime as dt
import shutil

import pytest

from leadbook.actions.checking import check
from leadbook.actions.context import Context
from leadbook.actions.importing import import_lists
from leadbook.actions.making import new
from tests.actions.desk import DAY, Desk, person
from tests.actions.desk import HEADERS as FORM_HEADERS

FORM = ("--gathered", "raised-hand form")
HEADERS = ("Email", "First name", "Job title", "City", "Phone", "Industry")
TODAY = dt.date.fromisoformat(DAY)
ANN, BO = "ann1@clinic1.example", "ann2@clinic2.example"


def cells(desk, mail, *keys):
    """Some cells of an inquiry."""
    (row,) = (row for row in desk.rows("inquiries") if row["email"] == mail)
    return tuple(row[key] for key in keys)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Run 1 brought two people; run 2 overwrote fields of both, filled blanks, and brought a third. Made once."""
    folder, context = tmp_path_factory.mktemp("two"), Context(today=TODAY, now=dt.datetime.combine(TODAY, dt.time()))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LEADBOOK_STATE", str(folder / "state"))
        desk = Desk(folder, lambda: ("", ""), book=folder / "Leads.xlsx")
        new(desk.book, context)

        def take(name, rows, headers, **how):
            return import_lists(desk.book, [desk.list(name, rows, headers)], context, **how)

        take("a.csv", [person(1), person(2)], FORM_HEADERS, gathered="raised-hand form")
        desk.type("inquiries", 0, notes="mine")
        check(desk.book, context)
        take("b0.csv", [(ANN, "", "Clerk", "Salem", "", ""), (BO, "", "Clerk", "Salem", "", "")], HEADERS)
        said = take("b.csv", [(ANN, "", "Owner", "Boston", "", "Dental"), (BO, "", "Owner", "Boston", "", ""),
                              ("cy@orr.example", "Cy", "Buyer", "Lynn", "+1 415 555 0177", "")], HEADERS,
                    update="fields=job_title,city")  # fmt: skip
    return desk.book, desk.book.read_bytes(), said.run


@pytest.fixture
def two(made, tmp_path, monkeypatch, capsys):
    """What was made once, with a memory of its own."""
    book, data, run = made
    book.write_bytes(data)
    shutil.copytree(book.parent / "state", tmp_path / "state", dirs_exist_ok=True)
    monkeypatch.setenv("LEADBOOK_STATE", str(tmp_path / "state"))
    return Desk(book.parent, lambda: capsys.readouterr(), book=book), run


def test_undo_of_an_update_restores_what_it_overwrote_but_not_what_a_person_typed_since(two):
    desk, run = two
    assert cells(desk, ANN, "job_title", "city", "industry") == ("Owner", "Boston", "Dental")
    where = desk.where("inquiries", email=ANN)
    desk.type("inquiries", where, city="Chelsea")
    later = desk.list("c.csv", [(BO, "", "", "", "", "Legal"), ("di@fox.example", "Di", "", "", "", "")], HEADERS)
    desk.run("import", later)
    said = desk.run("undo", run)
    assert cells(desk, ANN, "job_title", "city", "industry", "notes") == ("Clerk", "Chelsea", "", "mine")
    assert cells(desk, BO, "job_title", "city", "industry") == ("Clerk", "Salem", "Legal")
    assert {row["email"] for row in desk.rows("inquiries")} == {ANN, BO, "di@fox.example"}
    kept = [one for one in said["findings"] if one["column"] == "City"]
    assert [(one["table"], one["row"] > 0) for one in kept] == [("tblInquiries", True)]
    assert "555" not in str(said["notes"])
    desk.run("import", desk.folder / "b.csv", "--update", "fields=job_title,city")
    assert cells(desk, BO, "job_title", "city") == ("Owner", "Boston")
    assert cells(desk, ANN, "city") == ("Chelsea",)


def test_undo_of_the_first_list_keeps_people_whom_a_later_list_told_more_about_and_names_them(two):
    desk, _ = two
    said = desk.run("undo", 1)
    kept = {row["email"]: row for row in desk.rows("inquiries")}
    assert (kept[ANN]["job_title"], kept[BO]["city"]) == ("Owner", "Boston")
    assert "cy@orr.example" in kept
    assert any("Stays as it is: Inquiries" in note for note in said["notes"])
    desk.run("import", desk.folder / "a.csv", *FORM)
    assert len(desk.rows("inquiries")) == 3


def test_an_opt_out_that_a_list_brought_outlives_its_undo_and_so_does_all_of_that_person(two):
    desk, _ = two
    stop = desk.list("stop.csv", [(ANN, "Yes", "Quincy"), (BO, "", "Quincy")], ("Email", "Do not contact", "City"))
    run = desk.run("import", stop, "--update", "fields=city")["run"]
    desk.run("import", desk.list("d.csv", [(BO, "", "", "", "", "Legal")], HEADERS))
    said = desk.run("undo", run)
    assert cells(desk, ANN, "do_not_contact", "city", "verdict") == ("Yes", "Quincy", "Suppressed")
    assert cells(desk, BO, "city", "industry") == ("Boston", "Legal")
    assert any(one["row"] and one["table"] == "tblInquiries" for one in said["findings"])
