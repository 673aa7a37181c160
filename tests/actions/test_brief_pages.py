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


def test_the_demo_has_a_page_of_one_side_for_each_campaign(demo):
    answers, inquiries = demo.frame("answers"), demo.frame("inquiries")
    day = dt.date.fromisoformat(DAY)
    campaigns = demo.rows("campaigns")
    assert len(campaigns) == 2
    for row in campaigns:
        for paper in ("Letter", "A4"):
            fill = brief_fill(brief_page(row, answers, inquiries, day, 0))
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
