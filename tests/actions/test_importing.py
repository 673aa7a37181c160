"""Importing lists as a coordinator does, one file or several, good ones and bad ones."""

import csv
import random
import subprocess
import sys

from tests.actions.desk import DAY, HEADERS, person

FORM = ("--gathered", "raised-hand form")


def test_an_import_says_how_many_are_leads_gives_each_a_sentence_and_keeps_what_was_received(desk):
    rows = [person(1), person(2, need=""), person(3, call="", need="For my dissertation as a student")]
    said = desk.run("import", desk.list("form.csv", rows), *FORM)
    assert said["notes"][0] == "1 lead · 1 one answer away · 1 not a lead"
    assert {key: said["counts"][key] for key in ("leads", "needs_info", "not_leads")} == {
        "leads": 1, "needs_info": 1, "not_leads": 1,
    }  # fmt: skip
    from leadbook.books.saving.recordfile import load_run

    for row in desk.rows("inquiries"):
        assert row["verdict"]
        assert row["why"].endswith(".")
    received = {one.row: one.texts for one in load_run(desk.book, 1).received}
    assert received[2]["Email"] == "ann1@clinic1.example"
    assert received[3]["First name"] == "Ann2"


def test_the_same_list_again_as_it_was_or_in_another_order_and_encoding_adds_nothing(desk):
    rows = [person(n) for n in range(8)]
    path = desk.list("form.csv", rows)
    desk.run("import", path, *FORM)
    before = desk.book.read_bytes()
    random.Random(4).shuffle(rows)
    other = desk.list("again.csv", rows)
    other.write_bytes(other.read_text(encoding="utf-8").replace(",", ";").encode("utf-16"))
    said = desk.run("import", path, other, *FORM)
    assert (said["changed"], said["counts"]["imported"], said["counts"]["merged"]) == (False, 0, 16)
    assert desk.book.read_bytes() == before


def test_the_order_of_the_rows_changes_neither_ids_nor_verdicts_nor_the_sheet(desk, tmp_path):
    rows = [person(n, need="" if n % 3 else "It fails.") for n in range(12)] + [person(5)]
    desk.run("import", desk.list("form.csv", rows), *FORM)
    first = [desk.frame(key).drop(columns="row", errors="ignore") for key in ("inquiries", "leads", "fix")]
    desk.run("undo")
    random.Random(9).shuffle(rows)
    desk.run("import", desk.list("form.csv", rows), *FORM)
    for key, frame in zip(("inquiries", "leads", "fix"), first, strict=True):
        assert desk.frame(key).drop(columns="row", errors="ignore").equals(frame), key  # the row in the list moved


def test_one_bad_list_among_good_ones_is_named_and_the_others_go_on(desk):
    bad = desk.folder / "bad.csv"
    bad.write_bytes(b"")
    said = desk.run("import", desk.list("a.csv", [person(1)]), bad, desk.list("b.csv", [person(2)]), *FORM)
    assert [file["imported"] for file in said["files"]] == [1, 0, 1]
    assert said["files"][1]["error"]
    assert len(desk.rows("inquiries")) == 2


def test_a_bad_list_alone_stops_and_changes_nothing(desk):
    before = desk.book.read_bytes()
    bad = desk.folder / "bad.csv"
    bad.write_bytes(b"")
    said = desk.run("import", bad, code=3)
    assert said["error"]["code"] == "LB-E-EMPTY"
    assert said["error"]["fix"]
    assert desk.book.read_bytes() == before


def test_a_dry_run_says_everything_and_writes_nothing(desk):
    before = desk.book.read_bytes()
    said = desk.run("import", desk.list("form.csv", [person(1), person(2)]), *FORM, "--dry-run")
    assert said["counts"]["imported"] == 2
    assert desk.book.read_bytes() == before


def test_without_a_file_what_is_new_in_the_inbox_is_taken_once(desk):
    inbox = desk.folder / "Inbox"
    inbox.mkdir()
    desk.list("Inbox/one.csv", [person(1)])
    (inbox / "~$one.csv").write_text("x")
    (inbox / "readme.pdf").write_text("x")
    (inbox / ".~lock.one.csv#").write_text(",ann,desk,22.11.2026 09:00")  # it is open in LibreOffice
    said = desk.run("import", *FORM)
    assert [file["file"] for file in said["files"]] == ["one.csv"]
    assert [note.rpartition(": ")[2] for note in said["notes"] if note.startswith("Not read")] == ["readme.pdf."]
    desk.list("Inbox/two.csv", [person(2)])
    assert [file["file"] for file in desk.run("import", *FORM)["files"]] == ["two.csv"]
    assert "Nothing new" in desk.run("import", *FORM)["notes"][-1]


def test_the_inbox_offers_a_list_again_after_its_import_was_undone(desk):
    (desk.folder / "Inbox").mkdir()
    desk.list("Inbox/one.csv", [person(1)])
    desk.run("import", *FORM)
    desk.list("Inbox/same.csv", [person(1), person(1)])
    same = desk.run("import", *FORM)
    assert ([file["file"] for file in same["files"]], same["changed"]) == (["same.csv"], False)
    assert desk.run("import", *FORM)["files"] == []  # what brings nothing new is read once, too
    desk.run("undo")
    (desk.folder / "Inbox" / "one.csv").unlink()
    assert desk.run("import", *FORM)["counts"]["imported"] == 1


def test_a_person_says_which_field_a_column_is(desk):
    path = desk.list("odd.csv", [("Ann", "ann@a.example", "blue")], ("Given name", "Email", "Zzz"))
    desk.run("import", path, "--map", "Zzz=industry")
    assert desk.rows("inquiries")[0]["industry"] == "blue"
    assert desk.run("import", path, "--map", "Zzz=colour", code=2)["error"]["where"] == "--map"


def test_columns_that_fit_no_field_are_kept_as_other_answers(desk):
    path = desk.list("odd.csv", [("Ann", "ann@a.example", "blue")], ("First name", "Email", "Favourite colour"))
    desk.run("import", path)
    assert "Favourite colour: blue" in desk.rows("inquiries")[0]["extra"]


def test_the_campaign_says_how_its_names_were_gathered(desk):
    desk.add("campaigns", {"campaign": "Lunch", "gathered_how": "hospitality"})
    rows = [person(n, call="", need="") for n in range(20)]
    said = desk.run("import", desk.list("lunch.csv", rows), "--campaign", "lunch")
    assert said["counts"]["leads"] == 0
    assert {row["source_type"] for row in desk.rows("inquiries")} == {"hospitality"}
    assert all(row["why"] for row in desk.rows("inquiries"))


def test_text_that_looks_like_a_formula_a_number_or_a_date_arrives_as_it_was(desk):
    nasty = ["=1+1", "+1", "-", "@SUM(A1)", "00042", "1E10", "MAR1", "NA", "3/4", "'quoted", "_x000D_", "é😀‮abc"]
    rows = [(f"a{n}@b{n}.example", text) for n, text in enumerate(nasty)]
    desk.run("import", desk.list("nasty.csv", rows, ("Email", "Notes")))
    found = {row["email"]: row["notes"] for row in desk.rows("inquiries")}
    assert [found[f"a{n}@b{n}.example"] for n in range(len(nasty))] == nasty


def test_hash_seed_and_time_zone_change_no_byte(desk, tmp_path):
    """The same commands in a fresh process of another seed and zone leave the same workbook."""
    path = desk.list("form.csv", [person(n, need="" if n % 4 else "It fails.") for n in range(20)])
    desk.run("import", path, *FORM)
    other = tmp_path / "other.xlsx"
    env = {"PYTHONHASHSEED": "77", "TZ": "America/Lima",
           "LEADBOOK_STATE": str(tmp_path / "s"), "PATH": "/usr/bin:/bin", "LOGNAME": "ann", "USER": "ann"}  # fmt: skip
    for command in (["new", other], ["import", other, path, *FORM]):
        words = [sys.executable, "-m", "leadbook", *map(str, command), "--quiet", "--today", DAY]
        done = subprocess.run(words, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    from leadbook.books.package import PackageBook

    here, there = (PackageBook(place.read_bytes()) for place in (desk.book, other))
    for table in here.tables():
        if table.name != "tblRuns":  # who ran it differs
            assert here.read(table.name).rows == there.read(table.name).rows, table.name


def test_rows_are_conserved_whatever_the_list_holds(desk):
    """Blank rows, a header in the middle, ragged rows: data rows are new, merged or left out with a reason."""
    path = desk.folder / "odd.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerows([["Report of November"], [], HEADERS, person(1), [], HEADERS, person(1), person(2)[:4]])
        file.write("a,b,c,d,e,f,g,h,i,j,k\n")
    said = desk.run("import", path, *FORM)
    file = said["files"][0]
    assert file["input_rows"] == file["imported"] + file["merged"] + file["rejected"] == 4
    assert len(desk.rows("inquiries")) == file["imported"]
    assert "too_many_fields" in {reject["reason"] for reject in file["rejects"]}
