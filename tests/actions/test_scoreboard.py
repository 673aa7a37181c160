"""Scoreboard on a whole workbook: live formulas, runs that change nothing, books of the layout before, undo."""

import datetime as dt
import io

import openpyxl
import pytest

from leadbook.books.package import PackageBook
from leadbook.books.protocol import SheetFill
from leadbook.schema import book as schema
from tests.actions.desk import HEADERS, person
from tests.books.soundness import problems

DECEMBER = dt.date(2026, 12, 1)
QUOTA = {"product": "XX-200", "period": DECEMBER, "quota": 30_000, "close_rate": 0.25, "average_deal": 10_000}
REPS = (
    {"rep": "Dana Vale", "promised_minimum": 10, "personal_goal": 60_000, "commission_cap": 20_000},
    {"rep": "Luis Ortega", "promised_minimum": 0.5}, {"rep": "Mei Tan"}, {"rep": "Out Now", "active": "No"},
)  # fmt: skip


def as_before(desk):
    """The workbook as the layout before made it: without the sheet."""
    book = PackageBook(desk.book.read_bytes())
    book.delete("Scoreboard")
    book.fill("Lists", SheetFill(cells={"lb_version": 3}))
    desk.book.write_bytes(book.save())


def fill(desk):
    """Three active reps with odd and even figures, and some leads to share."""
    desk.add("reps", *REPS)
    desk.add("quotas", QUOTA | {"rep": "Dana Vale", "booked": 21_000}, QUOTA | {"rep": "Luis Ortega", "quota": 0})
    rows = [(*person(number), "XX-200") for number in range(3)]
    desk.run("import", desk.list("form.csv", rows, (*HEADERS, "Product")), "--gathered", "raised-hand form")
    return desk


@pytest.fixture(params=["new", "of the layout before"])
def filled(desk, request):
    if request.param != "new":
        as_before(desk)
    fill(desk)
    desk.run("allocate")
    desk.type("leads", 0, outcome="Sold", amount=7_000)
    desk.run("report")
    return desk


@pytest.mark.office
def test_every_formula_is_live_and_its_stored_value_is_what_libreoffice_computes(filled, office):
    again = openpyxl.load_workbook(office.convert(filled.book, "xlsx", recalc=True), data_only=True)["Scoreboard"]
    stored = openpyxl.load_workbook(filled.book, data_only=True)["Scoreboard"]
    live = openpyxl.load_workbook(filled.book)["Scoreboard"]
    headers = [cell.value for cell in live[3]]
    seen = []
    for column in (column for column in schema.table("scoreboard").columns if column.formula):
        at = headers.index(column.header) + 1
        for row in range(4, 7):
            assert str(live.cell(row, at).value).startswith("=")
            mine, theirs = stored.cell(row, at).value, again.cell(row, at).value
            assert (mine in (None, "")) == (theirs in (None, ""))
            assert (mine or 0) == pytest.approx(theirs or 0)
            seen.append(mine)
    assert seen == [7, 1, None, pytest.approx(7 / 30), None, None]


def test_the_sheet_is_shown_protected_and_sound_and_a_second_run_changes_nothing(filled):
    data = filled.book.read_bytes()
    assert [row["rep"] for row in filled.rows("scoreboard")] == ["Dana Vale", "Luis Ortega", "Mei Tan"]
    assert {sheet.name: sheet.state for sheet in PackageBook(data).sheets()}["Scoreboard"] == "visible"
    assert openpyxl.load_workbook(io.BytesIO(data))["Scoreboard"].protection.sheet
    assert problems(data) == []
    for command in ("report", "allocate", "report"):
        assert not filled.run(command)["changed"]
    assert filled.book.read_bytes() == data


def test_what_is_written_over_by_hand_is_put_back_and_said(filled):
    filled.type("scoreboard", 0, given=99)
    said = filled.run("report")
    assert [row["given"] for row in filled.rows("scoreboard")] == [3, 0, 0]
    assert [(one["code"], one["column"]) for one in said["findings"] if one["table"] == "tblScoreboard"] == [
        ("own_column_edited", "Given")
    ]


def test_a_rep_taken_off_reps_leaves_the_sheet_and_the_order_of_reps_is_kept(filled):
    filled.type("reps", 0, active="No")
    filled.type("reps", 3, active="Yes")
    filled.run("allocate")
    assert [row["rep"] for row in filled.rows("scoreboard")] == ["Luis Ortega", "Mei Tan", "Out Now"]


def test_a_sale_of_an_earlier_lead_counts_from_the_first_run_that_sees_it(desk):
    desk.add("reps", {"rep": "Dana Vale"})
    desk.add("quotas", QUOTA | {"rep": "Dana Vale"}, QUOTA | {"rep": "Dana Vale", "period": dt.date(2026, 11, 1)})
    rows = [(*person(1, at="2026-10-01"), "XX-200")]
    desk.run("import", desk.list("form.csv", rows, (*HEADERS, "Product")), "--gathered", "raised-hand form",
             day="2026-10-05")  # fmt: skip
    desk.run("allocate", day="2026-10-05")
    desk.type("leads", 0, outcome="Sold", amount=7_000)
    desk.run("report", day="2026-12-01")
    (row,) = desk.rows("scoreboard")
    assert (row["given"], row["sold_from_leads"]) == (0, 7_000)
    assert not desk.run("report", day="2026-12-01")["changed"]


def test_undo_takes_the_figures_back(desk):
    fill(desk)
    desk.run("allocate")
    given = [row["given"] for row in desk.rows("scoreboard")]
    desk.type("leads", 0, outcome="Returned", reason="not mine")
    desk.run("report")
    assert [row["given"] for row in desk.rows("scoreboard")] != given
    desk.run("undo")
    assert [row["given"] for row in desk.rows("scoreboard")] == given


def test_a_preview_of_a_book_of_the_layout_before_writes_nothing(desk):
    as_before(desk)
    fill(desk)
    as_before(desk)
    before = desk.book.read_bytes()
    said = desk.run("allocate", "--preview")
    assert "Promised 10, given 3: Dana Vale (7 short)." in said["notes"]
    assert desk.book.read_bytes() == before
