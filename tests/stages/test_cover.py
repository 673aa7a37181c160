"""Cover and Leads on a whole workbook: odd quotas, live formulas, and what people change by hand."""

import datetime as dt

import openpyxl
import pytest

from leadbook.books.package import PackageBook
from leadbook.schema import book as schema
from tests.actions.desk import HEADERS, person

DECEMBER = dt.date(2026, 12, 1)
HEADER = (*HEADERS, "Product")
ODD = (
    {"rep": "Rate Nought", "quota": 1000, "close_rate": 0, "average_deal": 100},
    {"rep": "Rate One", "quota": 1000, "close_rate": 1, "average_deal": 100},
    {"rep": "Rate Blank", "quota": 1000, "average_deal": 100},
    {"rep": "Rate Percent", "quota": 1000, "close_rate": 25, "average_deal": 100},
    {"rep": "Deal Nought", "quota": 1000, "close_rate": 0.25, "average_deal": 0},
    {"rep": "Deal Blank", "quota": 1000, "close_rate": 0.25},
    {"rep": "Quota Nought", "quota": 0},
    {"rep": "Quota Minus", "quota": -5, "close_rate": 0.25, "average_deal": 100},
    {"rep": "Over Quota", "quota": 1000, "booked": 4000, "close_rate": 0.25, "average_deal": 100},
    {"rep": "Cents", "quota": 0.3, "booked": 0, "close_rate": 0.1, "average_deal": 0.1},
)


@pytest.fixture
def odd(desk):
    """A workbook with every odd quota there is, shared out."""
    desk.add("reps", *({"rep": row["rep"]} for row in ODD))
    desk.add("quotas", *({"product": "XX-200", "period": DECEMBER} | row for row in ODD))
    desk.run("import", desk.list("form.csv", [(*person(n), "XX-200") for n in range(3)], HEADER),
             "--gathered", "raised-hand form")  # fmt: skip
    desk.report = desk.run("allocate")
    return desk


def test_odd_quotas_are_findings_with_their_sheet_row_and_the_rest_goes_on(odd):
    found = {(one["row"] - 4, one["code"]) for one in odd.report["findings"] if one["table"] == "tblQuotas"}
    assert found == {
        (0, "close_rate_zero"), (2, "close_rate_missing"), (3, "close_rate_read_as_percent"), (4, "deal_not_positive"),
        (5, "deal_missing"), (7, "quota_negative"),
    }  # fmt: skip
    assert odd.report["counts"]["given"] == 3
    rows = {row["rep"]: row for row in odd.rows("cover")}
    assert rows["Rate Percent"]["close_rate"] == 0.25
    for rep in ("Quota Nought", "Quota Minus", "Over Quota"):
        assert (rows[rep]["leads_needed"], rows[rep]["chance"], rows[rep]["short_by"]) == (0, 1, 0)
    assert rows["Cents"]["deals_needed"] == 3
    assert not odd.run("allocate")["changed"]


@pytest.mark.office
@pytest.mark.parametrize("measured", [False, True], ids=["entered", "measured"])
def test_every_formula_is_live_and_its_stored_value_is_what_libreoffice_computes(odd, office, measured):
    if measured:
        odd.type("settings", [row["key"] for row in odd.rows("settings")].index("measured_from"), value="1")
        for at, row in enumerate(odd.rows("leads")):
            odd.type("leads", at, **({"outcome": "Sold", "amount": 250} if row["rep"] == "Rate One" else
                                     {"outcome": "Lost", "reason": "price"}))  # fmt: skip
    assert odd.run("forecast")["changed"] == measured
    books = [openpyxl.load_workbook(path, data_only=only) for path, only in (
        (odd.book, False), (odd.book, True), (office.convert(odd.book, "xlsx", recalc=True), True))]  # fmt: skip
    for key in ("quotas", "cover", "forecast", "plan"):
        table = schema.table(key)
        live, stored, again = (book[table.sheet] for book in books)
        headers, size = [cell.value for cell in live[3]], len(odd.rows(key))
        assert size == (1 if key == "plan" else len(ODD))
        for column in (column for column in table.columns if column.formula):
            at = headers.index(column.header) + 1
            for row in range(4, 4 + size):
                where = f"{table.sheet}: {column.header} of {stored.cell(row, 1).value}"
                assert str(live.cell(row, at).value).startswith("="), where
                mine, theirs = stored.cell(row, at).value, again.cell(row, at).value
                assert (mine or 0) == pytest.approx(theirs or 0), where
                assert (mine in (None, "")) == (theirs in (None, "")), where


@pytest.fixture
def given(desk):
    """A workbook in which Dana and Luis share four leads evenly."""
    desk.add("reps", {"rep": "Dana Vale"}, {"rep": "Luis Ortega"})
    desk.add("quotas", *({"rep": rep, "product": "XX-200", "period": DECEMBER, "quota": 10_000, "close_rate": 0.5,
                          "average_deal": 10_000} for rep in ("Dana Vale", "Luis Ortega")))  # fmt: skip
    desk.run("import", desk.list("form.csv", [(*person(n), "XX-200") for n in range(4)], HEADER),
             "--gathered", "raised-hand form")  # fmt: skip
    desk.run("allocate")
    return desk


def test_a_rep_changed_by_hand_is_locked_and_the_sentence_says_what_it_cost(given):
    at = next(at for at, row in enumerate(given.rows("leads")) if row["rep"] == "Dana Vale")
    lead = given.rows("leads")[at]["lead_id"]
    given.type("leads", at, rep="Luis Ortega")
    given.run("allocate", "--rebalance")
    (row,) = [row for row in given.rows("leads") if row["lead_id"] == lead]
    assert (row["rep"], row["lock"], row["why_rep"]) == (
        "Luis Ortega", "Yes", "Moved by hand from Dana Vale to Luis Ortega. Dana's chance on XX-200 went from 75 % to "
        "50 %, Luis's from 75 % to 88 %.",
    )  # fmt: skip
    assert [one["rep"] for one in given.rows("leads")].count("Luis Ortega") == 2, "rebalancing evened it out"
    assert not given.run("allocate")["changed"]


def test_a_lead_sent_back_is_never_given_to_that_rep_again(given):
    at = next(at for at, row in enumerate(given.rows("leads")) if row["rep"] == "Dana Vale")
    lead = given.rows("leads")[at]["lead_id"]
    given.type("leads", at, outcome="Returned", reason="not mine")
    given.run("check")
    (row,) = [row for row in given.rows("leads") if row["lead_id"] == lead]
    assert (row["status"], row["rep"], row["why_rep"]) == ("Waiting", "", "Waits: Dana Vale sent it back (not mine).")
    given.run("allocate")
    (row,) = [row for row in given.rows("leads") if row["lead_id"] == lead]
    assert (row["rep"], row["status"], row["outcome"]) == ("Luis Ortega", "New", "")
    assert row["why_rep"].startswith("Before with Dana, who sent it back (not mine).")
    kinds = [line["event"] for line in given.rows("events") if line["lead_id"] == lead]
    assert kinds[-3:] == ["Given", "Returned", "Given"]
    assert not given.run("allocate")["changed"]


def test_a_lead_sent_back_and_cleared_in_one_go_waits_when_nobody_else_could_take_it(given):
    given.type("reps", 1, active="No")
    at = next(at for at, row in enumerate(given.rows("leads")) if row["rep"] == "Dana Vale")
    lead = given.rows("leads")[at]["lead_id"]
    given.type("leads", at, outcome="Returned", rep=None)
    given.run("allocate")
    (row,) = [row for row in given.rows("leads") if row["lead_id"] == lead]
    assert (row["status"], row["rep"]) == ("Waiting", "")
    assert row["why_rep"] == "Waits: Dana sent it back, and no other rep sells XX-200 in US."


def test_outcomes_typed_by_hand_stay_through_every_run_and_ask_for_what_they_lack(given):
    rows = given.rows("leads")
    typed = dict(zip((row["lead_id"] for row in rows), ("Sold", "Lost", "Not yet", "Accepted"), strict=True))
    for at, row in enumerate(rows):
        given.type("leads", at, outcome=typed[row["lead_id"]])
    said = given.run("allocate", "--rebalance")
    after = {row["lead_id"]: row for row in given.rows("leads")}
    assert {key: row["outcome"] for key, row in after.items()} == typed
    assert sorted(row["status"] for row in after.values()) == ["Closed", "Closed", "Not yet", "Open"]
    sheet = PackageBook(given.book.read_bytes()).read("tblLeads")
    where = {row[sheet.headers.index("ID")]: at for at, row in enumerate(sheet.rows, start=4)}
    asks = {(one["row"], one["column"]) for one in said["findings"] if one["table"] == "tblLeads"}
    by_word = {word: where[key] for key, word in typed.items()}
    assert asks == {(by_word["Sold"], "Amount"), (by_word["Lost"], "Reason"), (by_word["Not yet"], "Next date")}
    assert given.run("report")["counts"]
    assert {row["lead_id"]: row["outcome"] for row in given.rows("leads")} == typed
