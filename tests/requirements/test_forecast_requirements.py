"""What the people who sell asked of forecasts: more quota, more leads; measured rates; campaigns that cover it."""

import datetime as dt
import math

import openpyxl
import pytest

from leadbook.books.package import PackageBook
from leadbook.model import KEEP, Grid
from leadbook.schema import book as schema
from tests.actions.desk import HEADERS, person

FORM = ("--gathered", "raised-hand form")
DECEMBER, JANUARY = dt.date(2026, 12, 1), dt.date(2027, 1, 1)
WITH_PRODUCT = (*HEADERS, "Product", "Country")


def quota(rep, product="XX-200", **more):
    """A row of Quotas for December."""
    row = {"rep": rep, "product": product, "period": DECEMBER, "quota": 30_000, "close_rate": 0.25,
           "average_deal": 10_000}  # fmt: skip
    return row | more


def bring(desk, number, product="XX-200"):
    """Import a web form of so many people."""
    rows = [(*person(at), product, "US") for at in range(number)]
    return desk.run("import", desk.list("form.csv", rows, WITH_PRODUCT), *FORM)


def close(desk, wins, lost, amount=10_000):
    """Type Sold and Lost into the first leads."""
    book = PackageBook(desk.book.read_bytes())
    number = len(book.read("tblLeads").rows)
    rows = [("Sold", amount, KEEP)] * wins + [("Lost", KEEP, "price")] * lost
    rows += [(KEEP, KEEP, KEEP)] * (number - len(rows))
    book.write("tblLeads", Grid(("Outcome", "Amount", "Reason"), rows))
    desk.book.write_bytes(book.save())


def cells(desk, *names):
    """Values of named cells on Cover."""
    found = PackageBook(desk.book.read_bytes()).values("Cover", names)
    return [found[name] for name in names]


def sheet(path, table):
    """The rows of a table as another program reads its stored values."""
    ws = openpyxl.load_workbook(path, data_only=True)[schema.table(table).sheet]
    head = [cell.value for cell in ws[3]]
    return [dict(zip(head, (cell.value for cell in row), strict=True)) for row in ws.iter_rows(min_row=4)]


@pytest.mark.office
@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
def test_r07_a_raised_quota_cell_raises_the_leads_needed_at_once_before_any_run(desk, office):
    desk.add("reps", {"rep": "Dana Vale"})
    desk.add("quotas", quota("Dana Vale", quota=75_000, close_rate=1, average_deal=7_500))
    desk.run("allocate")
    assert desk.rows("quotas")[0]["leads_needed"] == 10
    for typed, rate, needed in ((100_000, 1, 14), (100_000, 25, math.ceil(14 / 0.25)), (0, 1, 0)):
        desk.type("quotas", 0, quota=typed, close_rate=rate)
        found = sheet(office.convert(desk.book, "xlsx", recalc=True), "quotas")[0]
        assert found["Leads needed"] == needed, (typed, rate)


def test_r07_the_run_after_it_shows_the_manager_what_is_not_covered(desk):
    desk.add("reps", {"rep": "Dana Vale"})
    desk.add("quotas", quota("Dana Vale"))
    bring(desk, 4)
    desk.run("allocate")
    before = desk.rows("forecast")[0]
    desk.type("quotas", 0, quota=60_000)
    said = desk.run("forecast")
    (row,) = desk.rows("forecast")
    assert (row["gap"], row["deals_needed"], row["leads_needed"]) == (60_000, 6, math.ceil(6 / 0.25))
    assert row["short_by"] == row["leads_80"] - 4 > before["short_by"]
    assert said["counts"]["short"] == row["short_by"] == desk.rows("cover")[0]["short_by"]


def test_r21_leads_for_50_80_and_90_percent_stand_per_rep_product_and_month_one_cycle_ahead(desk):
    desk.add("reps", {"rep": "Dana Vale"}, {"rep": "Luis Ortega"})
    desk.add("quotas", quota("Dana Vale", quota=7, unit="units", average_deal=1),
             quota("Luis Ortega", "YY-100", period=JANUARY, booked=10_000, pipeline=5_000))  # fmt: skip
    desk.run("forecast")
    first, second = desk.rows("forecast")
    assert [first[f"leads_{sure}"] for sure in (50, 80, 90)] == [27, 35, 40]
    assert first["leads_needed"] == 28
    assert (first["give_by"], second["give_by"]) == (dt.datetime(2026, 12, 1), dt.datetime(2027, 1, 1))
    assert (second["gap"], second["deals_needed"], second["leads_needed"]) == (15_000, 2, 8)
    live = openpyxl.load_workbook(desk.book)["Forecast"]
    head = [cell.value for cell in live[3]]
    for header in ("Gap", "Deals needed", "Leads on average", "Short of 80 %"):
        assert str(live.cell(4, head.index(header) + 1).value).startswith("="), header
    assert cells(desk, "lb_cover_month_1_half", "lb_cover_month_1_sure", "lb_cover_month_1_ninety") == [27, 35, 40]


def test_r21_a_rate_known_from_twenty_leads_needs_more_of_them_than_the_same_rate_taken_as_known(desk):
    desk.add("reps", {"rep": "Dana Vale"})
    desk.add("quotas", quota("Dana Vale", quota=70_000))
    bring(desk, 20)
    desk.run("allocate")
    assert desk.rows("forecast")[0]["leads_80"] == 35
    close(desk, 5, 15)
    desk.run("forecast")
    (row,) = desk.rows("forecast")
    assert (row["rate_from"], row["close_rate"], row["leads_needed"], row["leads_80"]) == ("5 of 20", 0.25, 28, 41)
    (line,) = desk.rows("quotas")
    assert (line["closed_leads"], line["measured_rate"], line["measured_deal"]) == (20, 0.25, 10_000)
    assert line["close_rate"] == 0.25, "what was entered stays"
    assert not desk.run("forecast")["changed"]


def test_r52_the_year_plan_says_per_month_and_product_what_is_needed_planned_covered_and_short(desk):
    desk.add("reps", {"rep": "Dana Vale"})
    desk.add("quotas", quota("Dana Vale"), quota("Dana Vale", period=JANUARY), quota("Dana Vale", "YY-100"))
    winter = {"campaign": "Winter", "type": "lead generation", "product": "XX-200",
              "starts": dt.date(2026, 12, 2), "ends": dt.date(2027, 1, 1), "expected_leads": 12}  # fmt: skip
    desk.add("campaigns", winter)
    desk.run("forecast")
    plan = {(row["product"], row["month"].month): row for row in desk.rows("plan")}
    assert set(plan) == {("XX-200", 12), ("YY-100", 12), ("XX-200", 1)}
    row = plan["XX-200", 1]
    assert (row["leads_needed"], row["expected"], row["short_by"]) == (12, 12, row["leads_80"] - 12)
    assert row["coverage"] == pytest.approx(12 / row["leads_80"])
    assert row["campaigns"] == "Winter"
    assert plan["XX-200", 12]["coverage"] == 0
    expected = cells(desk, "lb_cover_month_1_expected", "lb_cover_month_2_expected")
    assert expected == [0, 12]
    says = cells(desk, "lb_cover_says_4")[0]
    assert "Dec 2026 has 0 of" in says
    assert "no campaign is planned for these days" in says


def test_r54_branding_owes_no_leads_in_the_plan(desk):
    desk.add("reps", {"rep": "Dana Vale"})
    desk.add("quotas", quota("Dana Vale", period=JANUARY))
    name = {"campaign": "Known by name", "type": "branding", "product": "XX-200", "starts": dt.date(2026, 12, 2),
            "ends": dt.date(2027, 1, 1), "expected_leads": 500}  # fmt: skip
    desk.add("campaigns", name)
    desk.run("forecast")
    (row,) = desk.rows("plan")
    assert (row["expected"], row["coverage"], row["campaigns"]) == (0, 0, "")
    desk.type("campaigns", 0, type="lead generation")
    desk.run("forecast")
    assert desk.rows("plan")[0]["expected"] == 500


def test_r91_40_percent_entered_with_8_of_40_sold_is_a_warning_for_the_manager(desk):
    desk.add("reps", {"rep": "Dana Vale"})
    desk.add("quotas", quota("Dana Vale", quota=300_000, close_rate=0.4))
    bring(desk, 40)
    desk.run("allocate")
    close(desk, 8, 32)
    text = "Dana Vale on XX-200: 40 % entered, 8 of 40 sold so far: at most 34 % is likely."
    for command in ("forecast", "allocate", "report"):
        said = desk.run(command)
        assert text in said["notes"], command
        found = [one for one in said["findings"] if one["code"] == "close_rate_above_measured"]
        assert [(one["table"], one["row"], one["column"]) for one in found] == [("tblQuotas", 4, "Close rate")]
    assert cells(desk, "lb_cover_says_5") == [f"Entered higher than measured: {text}"]
    assert desk.rows("cover")[0]["close_rate"] == 0.2, "the measured rate counts"


def test_r91_a_rate_within_what_is_measured_is_no_warning(desk):
    desk.add("reps", {"rep": "Dana Vale"})
    desk.add("quotas", quota("Dana Vale", close_rate=0.34))
    bring(desk, 40)
    desk.run("allocate")
    close(desk, 8, 32)
    said = desk.run("forecast")
    assert not [one for one in said["findings"] if one["code"] == "close_rate_above_measured"]
    assert cells(desk, "lb_cover_says_5") == [None]
