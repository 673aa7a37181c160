"""Files that hold several lists, files that are no lists, and files with which something is wrong."""

import os
import zipfile

import openpyxl
import pytest

from leadbook.actions.import_reading import ListFile, Part, read_parts
from leadbook.errors import IntakeError
from tests.actions.desk import person


def pack(path, **members):
    """A .zip with files of text."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(f"{name}.csv", text)
    return path


def people(*names):
    """A list of people as text."""
    return "First name,Email\n" + "".join(f"{name},{name.lower()}@clinic.example\n" for name in names)


def sheets(path, **content):
    """A workbook with a sheet of rows each."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in content.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def names_of(path, tmp_path, sheet=None):
    """Names of the lists of a file, refused ones in brackets, with their numbers of rows."""
    return [
        (one.name, len(one.table.frame)) if isinstance(one, Part) else (f"({one.name})", 0)
        for one in read_parts(ListFile(path, path.name), sheet, tmp_path)
    ]


def test_every_list_of_an_archive_is_imported_and_those_to_leave_alone_count_before_anybody_is_judged(desk):
    path = pack(desk.folder / "audience.zip", members=people("Ann", "Bo"), notes="",
                unsubscribed="Email Address,UNSUB_TIME\nann@clinic.example,2026-11-02 10:00:00\n")  # fmt: skip
    said = desk.run("import", path)
    assert [(file["file"], file["imported"], file["rejected"]) for file in said["files"]] == [
        ("audience.zip: members.csv", 2, 0), ("audience.zip: unsubscribed.csv", 0, 1),
    ]  # fmt: skip
    verdicts = {row["email"]: row["verdict"] for row in desk.rows("inquiries")}
    assert verdicts["ann@clinic.example"] == "Suppressed" != verdicts["bo@clinic.example"]
    assert not desk.run("import", path)["changed"]


def test_a_member_that_is_no_list_is_named_and_the_others_go_on(tmp_path):
    path = tmp_path / "mixed.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("logo.png", b"\x89PNG\r\n\x1a\n" + bytes(20))
        archive.writestr("lists/a.csv", people("Ann"))
    assert names_of(path, tmp_path) == [("(mixed.zip: logo.png)", 0), ("mixed.zip: lists/a.csv", 1)]


def test_further_tables_with_people_are_lists_of_their_own_and_others_are_named(tmp_path):
    path = tmp_path / "both.csv"
    path.write_text(
        "First name,Last name,Email\nAnn,Berg,ann@a.example\nBo,Lee,bo@b.example\n\n"
        "Company,Phone,E-mail\nClinic,+1 415 555 0101,c@c.example\n\n"
    )
    assert names_of(path, tmp_path) == [("both.csv", 2), ("both.csv, table 2", 1)]
    book = sheets(tmp_path / "two.xlsx", Leads=[("Name", "Email"), ("Ann Berg", "a@a.example")],
                  Rooms=[("Room", "Floor"), ("Blue", "2")])  # fmt: skip
    (part,) = read_parts(ListFile(book, "two.xlsx"), None, tmp_path)
    assert part.notes == ("two.xlsx: the sheet “Rooms” (1 row) names no people and was not read.",)


def test_several_sheets_of_people_are_asked_about_or_all_taken(tmp_path):
    book = sheets(tmp_path / "fair.xlsx", Day1=[("Name", "Email"), ("Ann Berg", "a@a.example")],
                  Day2=[("Name", "Email"), ("Bo Lee", "b@b.example")], Rooms=[("Room",), ("Blue",)])  # fmt: skip
    with pytest.raises(IntakeError) as caught:
        names_of(book, tmp_path)
    assert "--sheet all" in caught.value.fix
    assert names_of(book, tmp_path, "ALL") == [("fair.xlsx: Day1", 1), ("fair.xlsx: Day2", 1)]
    assert names_of(book, tmp_path, "Day2") == [("fair.xlsx", 1)]


def test_lists_of_one_name_from_two_folders_are_told_apart(desk):
    for number, folder in enumerate(("north", "south")):
        (desk.folder / folder).mkdir()
        desk.list(f"{folder}/leads.csv", [(*person(number), "too much")])
    said = desk.run("import", desk.folder / "north/leads.csv", desk.folder / "south/leads.csv")
    assert [file["file"] for file in said["files"]] == ["leads.csv (north)", "leads.csv (south)"]
    assert {row["file"] for row in desk.rows("fix")} == {"leads.csv (north)", "leads.csv (south)"}
    assert len(list((desk.folder / "Rows to correct").iterdir())) == 2


def test_what_leadbook_made_itself_is_known(desk, tmp_path):
    with pytest.raises(IntakeError) as caught:
        names_of(desk.book, tmp_path)
    assert "workbook of Leadbook" in caught.value.what
    flagged = tmp_path / "flagged.csv"
    flagged.write_text("Name,Email,Verdict,Why,Ask next\nAnn Berg,a@a.example,Needs info,No phone.,Which number?\n")
    (part,) = read_parts(ListFile(flagged, "flagged.csv"), None, tmp_path)
    assert [*part.table.frame.columns] == ["Name", "Email"]
    assert "earlier flagging" in part.notes[0]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="NOT RUN: Windows has no pipes in folders")
def test_a_pipe_is_refused_and_never_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(IntakeError):
        names_of(tmp_path / "pipe.csv", tmp_path)


@pytest.mark.parametrize("how", ["gone", "longer"])
def test_a_list_that_changes_while_it_is_read_is_refused(tmp_path, monkeypatch, how):
    path = tmp_path / "growing.csv"
    path.write_text(people("Ann"))
    from leadbook.actions import import_reading

    def read_and_change(*given):
        table = read_table(*given)
        path.unlink() if how == "gone" else path.write_text(people("Ann", "Bo"))
        return table

    read_table = import_reading.read_list
    monkeypatch.setattr(import_reading, "read_list", read_and_change)
    with pytest.raises(IntakeError) as caught:
        names_of(path, tmp_path)
    assert "changed or taken away" in caught.value.what


def test_names_of_any_kind_stay_on_one_line(desk):
    odd = desk.folder / "a\nb \"quoted\" 'list'\x07 💡.csv"
    try:
        odd.write_text(people("Ann"))
    except OSError:
        pytest.skip("NOT RUN: this disk takes no such name")
    long = desk.folder / f"{'x' * 240}.csv"
    long.write_text("First name,Email\nBo,bo@b.example,1\nCy,cy@c.example\n")
    said = desk.run("import", odd, long)
    assert said["files"][0]["file"] == "a b \"quoted\" 'list' 💡.csv"
    assert len(said["files"][1]["file"]) <= 120
    assert (said["counts"]["imported"], said["counts"]["rejected"]) == (2, 1)
