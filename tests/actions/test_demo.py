"""The demo does the whole job on the sample lists, and says so."""

import datetime as dt
import io
import re
import shutil

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from leadbook.actions.context import Context
from leadbook.actions.demo import _rows, _set_up
from leadbook.books.package import PackageBook
from leadbook.fronts.text import as_text
from leadbook.model import FileReport, Reject, RunReport
from leadbook.schema import book as schema
from leadbook.schema import cells
from leadbook.schema.core import Kind
from tests.actions.desk import DAY, Desk


def test_every_row_of_every_list_is_new_merged_or_left_out_with_a_reason(demo_made):
    _, _, said = demo_made
    assert len(said["files"]) == 8
    for file in said["files"]:
        assert file["input_rows"] == file["imported"] + file["merged"] + file["rejected"] > 0
        assert all(reject["reason"] for reject in file["rejects"])


def test_it_leaves_a_workbook_with_inquiries_leads_reps_cover_pages_and_a_report(demo_made):
    folder, _, said = demo_made
    book = PackageBook((folder / "Leadbook.xlsx").read_bytes())
    rows = {table.key: len(book.read(table.name).rows) for table in schema.TABLES}
    assert rows["inquiries"] == sum(file["imported"] for file in said["files"])
    for key in ("leads", "not_leads", "fix", "reps", "quotas", "cover", "campaigns", "answers", "report", "events"):
        assert rows[key] > 0, key
    shown = {sheet.name for sheet in book.sheets() if sheet.state == "visible"}
    assert {"Cover", "Report", "Runs", "Brief - Autumn Swap", "Brief - Clinic Expo 2026"} <= shown
    assert [step["action"] for step in said["steps"]] == [
        "set up", *["import"] * 6, "check", "allocate", "brief", "report",
    ]  # fmt: skip


def test_an_open_answer_stands_on_its_page_with_who_owes_it_and_by_when(demo_made):
    folder, _, _ = demo_made
    book = openpyxl.load_workbook(folder / "Leadbook.xlsx")
    texts = [cell.value for row in book["Brief - Autumn Swap"].iter_rows() for cell in row if cell.value]
    answers = Desk(folder, lambda: ("", ""), book=folder / "Leadbook.xlsx").rows("answers")
    swap = [row for row in answers if row["campaign"] == "Autumn Swap"]
    open_rows = [row for row in swap if row["must"] == "Yes" and not row["answer"]]
    assert open_rows
    for row in open_rows:
        line = next(text for text in texts if str(text).startswith("NOT ANSWERED YET."))
        assert row["owes"] in line
        assert str(row["by"].day) in line


def test_every_lead_has_a_rep_or_waits_and_says_why_and_how_we_got_the_name(demo_made):
    folder, _, _ = demo_made
    desk = Desk(folder, lambda: ("", ""), book=folder / "Leadbook.xlsx")
    reps = set(desk.frame("reps")["rep"])
    for lead in desk.rows("leads"):
        assert (lead["rep"] in reps) == (lead["status"] != "Waiting")
        assert lead["why_rep"].endswith(".")
        assert lead["how_got_name"]
    assert set(desk.frame("leads")["lead_id"]) == set(
        desk.frame("inquiries").query("verdict == 'Qualified'")["lead_id"]
    )


@pytest.mark.parametrize("table", schema.TABLES, ids=lambda t: t.key)
def test_other_readers_read_the_same_tables(demo_made, table):
    data = (demo_made[0] / "Leadbook.xlsx").read_bytes()
    ours = PackageBook(data).read(table.name)
    place = next(info for info in PackageBook(data).tables() if info.name == table.name)
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=True)[table.sheet]
    calamine = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(table.sheet).to_python(
        skip_empty_area=False
    )
    for at, row in enumerate(ours.rows):
        number = place.first_row + at
        theirs = [cell.value for cell in sheet[number][: len(row)]]
        third = calamine[number - 1][: len(row)]
        for header, mine, other, last in zip(ours.headers, row, theirs, third, strict=True):
            kind = table.column(next(c.key for c in table.columns if c.header == header)).kind
            if mine is None or kind.is_date or kind is Kind.STAMP:
                assert (mine is None) == (other is None)
                continue
            assert other == mine, (header, number)
            assert last == mine or str(last) == str(mine), (header, number)


@pytest.mark.office
def test_libreoffice_computes_every_formula_to_the_value_that_is_stored(demo_made, office):
    data = (demo_made[0] / "Leadbook.xlsx").read_bytes()
    again = office.convert(demo_made[0] / "Leadbook.xlsx", "xlsx", recalc=True)
    formulas = openpyxl.load_workbook(io.BytesIO(data))
    stored = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    computed = openpyxl.load_workbook(again, data_only=True)
    count = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    count += 1
                    mine = stored[sheet.title][cell.coordinate].value
                    theirs = computed[sheet.title][cell.coordinate].value
                    where = f"{sheet.title}!{cell.coordinate} {cell.value}: {mine!r} {theirs!r}"
                    if isinstance(mine, int | float) and not isinstance(mine, bool):
                        assert theirs == pytest.approx(mine), where
                    else:
                        assert (mine or "") == (theirs or ""), where
    assert count >= len(cells.FORMULAS) + 4 * len(PackageBook(data).read("tblCover").rows)


def test_a_second_demo_in_the_same_folder_is_refused(demo_made, desk):
    folder, _, _ = demo_made
    before = (folder / "Leadbook.xlsx").read_bytes()
    assert desk.run("demo", folder, code=2)["error"]["code"] == "LB-U-USAGE"
    assert (folder / "Leadbook.xlsx").read_bytes() == before


def test_importing_the_lists_again_adds_nothing(demo):
    before = demo.book.read_bytes()
    lists = sorted((demo.folder / "Lists").iterdir())
    assert len(lists) == 8
    said = demo.run("import", *lists)
    assert said["counts"]["imported"] == 0
    assert not said["changed"]
    for file in said["files"]:
        assert file["input_rows"] == file["merged"] + len(file["rejects"])
    assert demo.book.read_bytes() == before


def test_what_it_prints_fits_a_screen_and_names_who_is_needed(demo_made):
    said = as_text(report_of(demo_made[2]))
    lines = said.splitlines()
    assert len(lines) <= 30
    for words in ("one answer away", "Coordinator: ", "Manager: ", "Robert Hale, pricing owes", "What to try next:"):
        assert words in said
    assert sum(" rows = " in line for line in lines) == 8
    assert not re.search(r"[\w.]+@[\w.]+", said)


def report_of(said):
    """The demo's JSON as the report it was made from, as far as text needs it."""
    files = tuple(
        FileReport(**file | {"rejects": tuple(Reject(**one) for one in file["rejects"])} | {"mapping": ()})
        for file in ({key: one[key] for key in FileReport.__slots__ if key in one} for one in said["files"])
    )
    return RunReport(action="demo", files=files, notes=tuple(said["notes"]), counts=said["counts"])


def test_undo_takes_every_step_back_to_the_bytes_before(demo):
    """Up to the list of those who unsubscribed: what it put on Suppression is never lifted, all else goes."""
    last = demo.rows("runs")[-1]["run"]
    while (step := demo.rows("runs")[-1])["what"].lower() != "import":
        said = demo.run("undo")
        assert said["counts"]["undone"] == step["run"]
        assert "exactly" in said["notes"][0], said["notes"]
    assert last > step["run"]
    stopped = len(demo.rows("suppression"))
    people = len(demo.rows("inquiries"))
    demo.run("undo")
    assert len(demo.rows("suppression")) == stopped
    assert len(demo.rows("inquiries")) < people


def test_undo_right_after_each_step_gives_the_bytes_before(desk, demo_made, tmp_path):
    """Only what stops somebody from being contacted stays, and undo says so then."""
    _set_up(desk.book, Context(today=dt.date.fromisoformat(DAY), now=dt.datetime(2026, 11, 23, 8, 40)))
    lists = demo_made[0] / "Lists"
    steps = [
        ("import", lists / row["file"], "--gathered", row["gathered_how"], "--campaign", row["campaign"])
        for row in _rows("lists.csv")
    ]
    exact = []
    for words in (*steps, ("check",), ("allocate",), ("brief",), ("report",)):
        before = desk.book.read_bytes()
        if not desk.run(*words)["changed"]:
            assert desk.book.read_bytes() == before
            continue
        done, kept = desk.book.read_bytes(), shutil.copytree(tmp_path / "state", tmp_path / "kept")
        said = desk.run("undo")
        exact.append(desk.book.read_bytes() == before)
        assert exact[-1] or any("opt-out" in note for note in said["notes"]), (words, said["notes"])
        shutil.rmtree(tmp_path / "state")
        kept.rename(tmp_path / "state")
        desk.book.write_bytes(done)
    assert exact.count(True) >= len(exact) - 3


def test_the_report_counts_what_other_readers_count(demo_made):
    """Rows of the tables as openpyxl and calamine see them, against the counts of the JSON."""
    folder, _, said = demo_made
    data = (folder / "Leadbook.xlsx").read_bytes()
    counts = said["counts"]
    new = sum(file["imported"] for file in said["files"])
    asked = next(step for step in said["steps"] if step["action"] == "check")["counts"]["needs_a_person"]
    expected = {"inquiries": new, "leads": counts["leads"], "fix": asked}
    expected["runs"] = said["run"]
    desk = Desk(folder, lambda: ("", ""), book=folder / "Leadbook.xlsx")
    verdicts = [row["verdict"] for row in desk.rows("inquiries")]
    expected["not_leads"] = sum(verdict in ("Not a lead", "Suppressed", "Duplicate") for verdict in verdicts)
    places = {info.name: info for info in PackageBook(data).tables()}
    sheets = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    again = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for key, count in expected.items():
        table = schema.table(key)
        first = places[table.name].first_row
        mine = [row[0] for row in sheets[table.sheet].iter_rows(min_row=first, values_only=True)]
        theirs = again.get_sheet_by_name(table.sheet).to_python(skip_empty_area=False)[first - 1 :]
        assert sum(value not in (None, "") for value in mine) == count, key
        assert sum(row[0] not in (None, "") for row in theirs) == count, key
