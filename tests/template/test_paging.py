"""Cover and Report: rows of the reserve, rows of the charts, and where a page ends."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from leadbook.books.package import PackageBook
from leadbook.books.protocol import SheetFill
from leadbook.model import Grid
from leadbook.schema.book import table
from leadbook.template import cover, layout
from leadbook.template.build import build_book
from leadbook.template.paging import REPORT_CHARTS, output_fill
from tests import office as libreoffice
from tests.template.rows import sample_rows


@pytest.mark.parametrize("key", ["cover", "report"])
def test_a_short_table_shares_its_page_with_the_charts(key):
    fill = output_fill(key, 8, {})
    assert fill.breaks == ()
    assert fill.scale >= 60


@pytest.mark.parametrize("key", ["cover", "report"])
def test_a_long_table_leaves_the_charts_to_a_page_of_their_own(key):
    fill = output_fill(key, 60, {})
    assert fill.breaks == (layout.RESERVE_ROWS[key][1] + 1,)
    assert fill.scale >= 65


@pytest.mark.parametrize("rows", [8, 15, 20])
def test_the_charts_of_the_report_give_way_to_a_table_of_twenty_rows(rows):
    fill = output_fill("report", rows, {})
    assert fill.breaks == ()
    assert fill.scale >= 60
    heights = [fill.heights[row] for row in REPORT_CHARTS]
    assert len(set(heights)) == 1
    assert 15 <= heights[0] <= 26


def test_rows_of_a_chart_without_a_name_leave_the_chart():
    fill = output_fill(
        "report", 3, {"lb_report_cost_1_name": "A", "lb_report_cost_2_name": "B", "lb_report_lost_1_name": ""}
    )
    first, last = layout.REPORT_CHART_ROWS["cost"]
    assert {first, first + 1} <= fill.shown_rows
    assert set(range(first + 2, last + 1)) <= fill.hidden_rows
    assert layout.REPORT_CHART_ROWS["lost"][0] in fill.shown_rows
    assert layout.REPORT_CHART_ROWS["lost"][0] + 1 in fill.hidden_rows


def test_a_table_longer_than_the_reserve_shows_all_of_it():
    fill = output_fill("cover", 5000, {})
    first, last = layout.RESERVE_ROWS["cover"]
    assert set(range(first, last + 1)) <= fill.shown_rows
    assert all(row > last for row in fill.hidden_rows)


def test_blank_sentences_and_months_not_there_give_their_rows_to_the_rest():
    says = {f"lb_cover_says_{n}": "One quota is likely." for n in (1, 2, 3)}
    fill = output_fill("cover", 8, says | {"lb_cover_month_1_name": "Dec 2026", "lb_cover_month_2_name": "Jan 2027"})
    first, last = layout.COVER_LINES
    assert {first, first + 1} <= fill.shown_rows
    assert set(range(first + 2, last + 1)) <= fill.hidden_rows
    assert set(layout.sentence_rows(2)) <= fill.shown_rows
    assert {*layout.sentence_rows(3), *layout.sentence_rows(4)} <= fill.hidden_rows
    beside = sum(height for row, height in fill.heights.items() if row not in fill.hidden_rows)
    assert beside == pytest.approx(cover.CHART_LEAST)
    longer = output_fill("cover", 8, says | {"lb_cover_says_2": "Unlikely with these leads: Ada on XX-200. " * 12})
    rows = layout.sentence_rows(1)
    assert sum(longer.heights[row] for row in rows) > 1.5 * sum(fill.heights[row] for row in rows)


def test_a_cover_drawn_by_an_earlier_layout_keeps_its_rows_below_the_table():
    fill = output_fill("cover", 8, {}, current=False)
    first, last = layout.RESERVE_ROWS["cover"]
    assert fill.heights == {}
    assert fill.shown_rows | fill.hidden_rows == set(range(first, last + 1))


@pytest.mark.office
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not on this machine")
@pytest.mark.parametrize(("rows", "sides"), [(6, 1), (20, 1), (40, 3)])
def test_the_report_prints_at_full_width_on_the_pages_computed(rows, sides, tmp_path):
    book = PackageBook(build_book())
    sample = sample_rows()["report"]
    headers = book.read("tblReport").headers
    keys = {column.header: column.key for column in layout.sheet_columns(table("report"))}
    grid = [[sample[number % len(sample)].get(keys[header]) for header in headers] for number in range(rows)]
    book.write("tblReport", Grid(headers, grid))
    book.fill("Report", output_fill("report", rows, {}))
    book.fill("Report", SheetFill(heights={4 + row: 21.0 for row in range(rows)}))
    book.show_only("Report")
    path = tmp_path / "report.xlsx"
    path.write_bytes(book.save())
    pdf = libreoffice.convert(path, "pdf")
    pages = _pages(pdf)
    own = [text for text in pages if "Report: from inquiry to sale" in text]
    assert len(own) == sides
    assert all("Lost in ignored" in text for text in own), "a column fell off the page"
    assert "Why leads were lost" in own[-1]


def _pages(pdf):
    """The text of each page, each on one line."""
    said = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    return [" ".join(page.split()) for page in said.split("\f") if page.strip()]
