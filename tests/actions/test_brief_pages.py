"""Briefing pages in the workbook: a sheet for each campaign, found again whatever the campaign is called."""

import datetime as dt
import shutil
import subprocess

import openpyxl
import pytest

from leadbook.books.package import PackageBook
from leadbook.stages.brief import brief_page
from leadbook.template.masters import LEAST_SCALE, brief_fill
from tests import office as libreoffice
from tests.actions.desk import DAY

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")  # the data bar, to openpyxl

LONG = "Autumn Swap for Clinics in the South"


def pages(desk):
    """Campaign → sheet of its page, by what stands on the sheets."""
    book = PackageBook(desk.book.read_bytes())
    found = {}
    for sheet in book.sheets():
        campaign = book.values(sheet.name, ["campaign"]).get("campaign")
        if campaign:
            assert campaign not in found, "two pages of one campaign"
            found[campaign] = sheet.name
    return found


def test_a_campaign_with_signs_in_its_name_gets_one_page_and_keeps_it(desk):
    name = "R&D's [new] day: 1/2 <b> “x”"
    desk.add("campaigns", {"campaign": name, "product": "XX-200"})
    desk.run("brief")
    first = pages(desk)
    assert list(first) == [name]
    desk.run("brief", day="2026-11-24")
    assert pages(desk) == first


def test_campaigns_that_begin_alike_have_a_page_each_and_find_it_again(desk):
    names = [f"{LONG} West", f"{LONG} East"]
    desk.add("campaigns", *({"campaign": name, "product": "XX-200"} for name in names))
    desk.run("brief")
    made = pages(desk)
    assert sorted(made) == sorted(names)
    assert len({sheet.casefold() for sheet in made.values()}) == 2
    assert all(len(sheet) <= 31 for sheet in made.values())
    desk.type("campaigns", 1, line_to_say="East has its own line.")
    desk.run("brief", "--campaign", names[1])
    assert pages(desk) == made
    book = PackageBook(desk.book.read_bytes())
    assert book.values(made[names[1]], ["line_to_say"]) == {"line_to_say": "East has its own line."}
    assert book.values(made[names[0]], ["line_to_say"]) == {"line_to_say": "Not written yet."}


def test_a_renamed_campaign_gets_a_page_and_the_old_one_is_named(desk):
    desk.add("campaigns", {"campaign": "Autumn", "product": "XX-200"})
    desk.run("brief")
    desk.type("campaigns", 0, campaign="Winter")
    said = desk.run("brief")
    assert sorted(pages(desk)) == ["Autumn", "Winter"]
    told = [note for note in said["notes"] if "belongs to no campaign" in note]
    assert len(told) == 1
    assert "Brief - Autumn" in told[0]


def test_the_demo_has_a_page_of_one_side_for_each_campaign_that_runs(demo):
    answers, inquiries = demo.frame("answers"), demo.frame("inquiries")
    day = dt.date.fromisoformat(DAY)
    campaigns = [row for row in demo.rows("campaigns") if row["starts"].date() <= day]
    assert len(campaigns) == 2
    for row in campaigns:
        fill = brief_fill(brief_page(row, answers, inquiries, day, 0))  # the same on A4 and on Letter
        assert fill.breaks == ()
        assert fill.scale >= 100 * LEAST_SCALE


def test_footers_name_the_run_and_a_new_book_says_that_there_was_none(desk):
    def footer(sheet):
        return openpyxl.load_workbook(desk.book)[sheet].oddFooter

    assert footer("Leads").center.text == "No run yet"
    desk.add("campaigns", {"campaign": "Autumn", "product": "XX-200"})
    desk.run("brief")
    assert footer("Leads").center.text.startswith("Run 1, Mon 23 Nov 2026")
    assert "Page" in footer("Leads").right.text


@pytest.mark.office
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not on this machine")
@pytest.mark.parametrize(("currency", "shown"), [("USD", "$18,000"), ("eur", "€18,000"), ("CHF", " 18,000")])
def test_money_has_the_sign_of_the_book_and_no_other(desk, currency, shown, tmp_path):
    desk.add("campaigns", {"campaign": "Autumn", "product": "XX-200", "cost": 18_000})
    settings = [row["key"] for row in desk.rows("settings")]
    desk.type("settings", settings.index("currency"), value=currency)
    book = PackageBook(desk.book.read_bytes())
    book.show_only("Campaigns")
    path = tmp_path / "money.xlsx"
    path.write_bytes(book.save())
    pdf = libreoffice.convert(path, "pdf")
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    assert shown in text
    for sign in {"$", "€", "£"} - {shown[0]}:
        assert f"{sign}18,000" not in text


SWAP = {
    "campaign": "Swap", "product": "XX-200", "starts": dt.date(2026, 10, 1), "ends": dt.date(2026, 9, 1),
    "brief_by": dt.date(2026, 10, 5), "owner": "Priya Nair", "offer": "$400 off", "deadline": dt.date(2026, 12, 24),
}  # fmt: skip
ASKED = {"campaign": "Swap", "section": "If they ask", "must": "Yes", "owes": "Kim Lund"}


def codes(said, column=None):
    """Codes of the findings, of one column or of all."""
    return {one["code"] for one in said["findings"] if column in (None, one["column"])}


def test_what_is_missing_or_contradictory_reaches_the_page_the_status_the_text_and_the_findings(desk):
    desk.add("campaigns", SWAP, SWAP | {"campaign": "swap "})
    desk.add("quotas", {"rep": "Dana", "product": "YY-100", "period": dt.date(2026, 12, 1), "quota": 1})
    desk.add("answers", ASKED | {"question": "Price?", "answer": "tbd", "by": dt.date(2026, 11, 20)},
             ASKED | {"question": "Colour?", "owes": None}, {**ASKED, "campaign": "Swop", "question": "Lost?"},
             ASKED | {"question": "Size?", "answer": "Two sizes.", "by": dt.date(2026, 12, 1)})  # fmt: skip
    said = desk.run("brief")
    assert list(pages(desk)) == ["Swap"]
    assert [row["status"] for row in desk.rows("campaigns")] == ["Answers missing"] * 2
    text = "\n".join(said["notes"])
    for sentence in (
        "Late: it started on 1 Oct 2026", "It starts (1 Oct 2026) after it ends (1 Sep 2026).", "no terms yet",
        "The deadline (24 Dec 2026) is after the end (1 Sep 2026).", "is due (5 Oct 2026) after the start",
        "no phone number", "No objection is answered", "No competitor stands under", "stands 2 times on Campaigns",
        "No rep has a quota on XX-200", "“Swop” is not on Campaigns; is it “Swap”?",
    ):  # fmt: skip
        assert sentence in text, sentence
    found = codes(said)
    assert {"campaign_incomplete", "campaign_contradicts", "campaign_without_quota", "briefing_late", "answer_overdue",
            "answer_without_owner", "answer_half_open", "until_then_missing", "answers_without_campaign"} <= found
    shown = PackageBook(desk.book.read_bytes()).values("Brief - Swap", ["missing_1", "missing_6", "ask_1_a"])
    assert shown["missing_1"].startswith("Late:")
    assert shown["missing_6"].startswith("… and ")
    assert shown["ask_1_a"].startswith("NOT ANSWERED YET. Kim Lund owed this by Fri 20 Nov. Until then say:")


@pytest.mark.parametrize(("country", "size"), [("US", "1"), ("CA", "1"), ("DE", "9"), (None, "1")])
def test_the_paper_of_a_new_book_and_its_pages_follows_the_country(desk, country, size):
    keys = [row["key"] for row in desk.rows("settings")]
    desk.type("settings", keys.index("home_country"), value=country)
    desk.add("campaigns", SWAP)
    desk.run("brief")
    book = openpyxl.load_workbook(desk.book)
    assert {str(book[name].page_setup.paperSize) for name in ("Leads", "Campaigns", "Start", "Brief - Swap")} == {size}


def test_paper_that_a_team_chose_stays(desk):
    desk.add("campaigns", SWAP)
    desk.run("brief")
    desk.type("settings", [row["key"] for row in desk.rows("settings")].index("home_country"), value="DE")
    desk.type("campaigns", 0, line_to_say="Something new.")
    desk.run("brief")
    assert str(openpyxl.load_workbook(desk.book)["Brief - Swap"].page_setup.paperSize) == "1"
