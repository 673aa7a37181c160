"""`forecast` on a whole workbook: it counts, writes what it counts, and hands out nothing."""

import datetime as dt

import pytest

from leadbook.books.package import PackageBook
from leadbook.books.protocol import SheetFill
from leadbook.books.saving.opening import open_book
from leadbook.books.saving.records import RunRecord
from leadbook.books.saving.save import save_book
from tests.actions.desk import HEADERS, person

DECEMBER = dt.date(2026, 12, 1)


@pytest.fixture
def team(desk):
    """A workbook with two reps, quotas for two months, a campaign, and five leads that nobody has."""
    desk.add("reps", {"rep": "Dana Vale"}, {"rep": "Luis Ortega"})
    desk.add("quotas", *({"rep": rep, "product": "XX-200", "period": month, "quota": 30_000, "close_rate": 0.25,
                          "average_deal": 10_000} for rep in ("Dana Vale", "Luis Ortega")
                         for month in (DECEMBER, dt.date(2027, 1, 1))))  # fmt: skip
    desk.add("campaigns", {"campaign": "Winter", "type": "lead generation", "product": "XX-200", "expected_leads": 24,
                           "starts": dt.date(2026, 12, 2), "ends": dt.date(2027, 1, 1)})  # fmt: skip
    rows = [(*person(at), "XX-200") for at in range(5)]
    desk.run("import", desk.list("form.csv", rows, (*HEADERS, "Product")), "--gathered", "raised-hand form")
    return desk


def test_it_hands_out_nothing_and_says_how_short_which_month_is_dark_and_what_would_help(team):
    said = team.run("forecast")
    assert {row["rep"] for row in team.rows("leads")} == {""}
    assert said["counts"] == {"given": 0, "short": 32, "quotas": 4, "short_all_months": 64, "expected": 24,
                              "short_with_campaigns": 40}  # fmt: skip
    assert "0 leads given, 32 short of being 80 % sure." in said["notes"][0]
    assert "4 quotas in 2 months: 64 leads short of being 80 % sure, 32 of them in Dec 2026." in said["notes"]
    assert any(note.startswith("Brown-out") and "Dec 2026 has 0 of 22" in note for note in said["notes"])
    assert said["tables"] == ["tblReps", "tblQuotas", "tblCover", "tblScoreboard", "tblForecast", "tblPlan", "tblRuns"]
    shown = {info.name for info in PackageBook(team.book.read_bytes()).sheets() if info.state == "visible"}
    assert {"Cover", "Scoreboard", "Forecast", "Plan"} <= shown


def test_a_second_run_changes_nothing_and_undo_gives_the_bytes_before(team):
    before = team.book.read_bytes()
    team.run("forecast")
    after = team.book.read_bytes()
    again = team.run("forecast")
    assert not again["changed"]
    assert team.book.read_bytes() == after
    team.run("undo")
    assert team.book.read_bytes() == before


def test_allocate_and_report_keep_the_months_ahead_up_to_date_too(team):
    team.run("allocate")
    assert sum(row["given"] for row in team.rows("forecast")) == 5
    assert not team.run("forecast")["changed"]
    team.type("quotas", 0, quota=90_000)
    team.run("report")
    assert team.rows("forecast")[0]["deals_needed"] == 9
    says = PackageBook(team.book.read_bytes()).values("Cover", ["lb_cover_month_1_deals", "lb_cover_lever_says"])
    assert says["lb_cover_month_1_deals"] == 12
    assert "would bring most" in says["lb_cover_lever_says"]


def test_what_is_measured_and_typed_over_by_hand_is_put_back(team):
    team.run("forecast")
    team.type("quotas", 0, measured_rate=0.9)
    said = team.run("forecast")
    assert [one["column"] for one in said["findings"] if one["code"] == "own_column_edited"] == ["Measured close rate"]
    assert team.rows("quotas")[0]["measured_rate"] != 0.9


def test_without_reps_or_quotas_it_says_what_to_fill(desk):
    said = desk.run("forecast")
    assert said["notes"] == ["Nothing can be forecast yet: fill Reps and Quotas first."]
    desk.add("reps", {"rep": "Dana Vale"})
    desk.add("quotas", {"rep": "Dana Vale", "product": "XX-200", "period": dt.date(2027, 3, 1), "quota": 5,
                        "unit": "units", "close_rate": 0.5})  # fmt: skip
    said = desk.run("forecast")
    assert said["notes"][0] == "There is no quota for December 2026, when leads given today close."
    assert len(desk.rows("forecast")) == 1


def test_a_sheet_that_the_team_deleted_is_not_missed(team):
    book = PackageBook(team.book.read_bytes())
    book.delete("Forecast")
    book.delete("Plan")
    team.book.write_bytes(book.save())
    said = team.run("forecast")
    assert said["counts"] == {"given": 0, "short": 32}
    months = PackageBook(team.book.read_bytes()).values("Cover", ["lb_cover_month_1_sure", "lb_cover_month_2_expected"])
    assert months == {"lb_cover_month_1_sure": 32, "lb_cover_month_2_expected": 24}
    assert not team.run("forecast")["changed"]


def test_a_book_whose_last_run_was_of_an_earlier_layout_is_brought_up_also_after_edits_by_hand(team):
    """The last run is remembered with the columns of its layout; it is compared with today's all the same."""
    team.run("allocate")
    opened = open_book(team.book, for_writing=True)
    for header in ("Closed leads", "Measured close rate", "Measured deal", "Leads needed"):
        opened.book.remove_column("tblQuotas", header)
    opened.book.fill("Lists", SheetFill(cells={"lb_version": 3}))
    record = RunRecord(action="allocate", when=dt.datetime(2026, 11, 23))
    save_book(opened, opened.book.save(), record, lambda _data: None)  # what a run of layout 3 leaves
    team.type("leads", 0, outcome="Accepted")
    said = team.run("forecast")
    assert "“Leads needed” was added to Quotas." in said["notes"]
    assert team.rows("leads")[0]["outcome"] == "Accepted"
    assert team.rows("quotas")[0]["leads_needed"] == 12
    assert not team.run("forecast")["changed"]
