"""The briefing page: what stands on it, and how many sides of paper it takes."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from xlsxwriter.workbook import Workbook

from leadbook.books.package import PackageBook
from leadbook.model import BattleRow, BriefLine, BriefPage
from leadbook.template import brief_slots, looks
from leadbook.template.brief_words import ENGLISH, GERMAN
from leadbook.template.build import build_book
from leadbook.template.looks import Looks
from leadbook.template.masters import LEAST_SCALE, brief_fill, for_earlier_pages, sheet_name, write_brief
from tests import office as libreoffice
from tests.template.pages import DOUBLED, NORMAL, OVERFULL
from tests.template.pages import GERMAN as GERMAN_PAGE

PAPERS = ("A4", "Letter")
SIZES = {"A4": (595, 842), "Letter": (612, 792)}

needs_poppler = pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler-utils is not on this machine")


CASES = {"normal": (NORMAL, "en", 1), "doubled": (DOUBLED, "en", 2), "german": (GERMAN_PAGE, "de", 2)}


@pytest.fixture(scope="module")
def printed(tmp_path_factory) -> dict[tuple[str, str], Path]:
    """(case, paper) → PDF of the page alone in a workbook."""
    folder = tmp_path_factory.mktemp("briefs")
    paths = {}
    for name, (page, language, _) in CASES.items():
        for paper in PAPERS:
            paths[name, paper] = folder / f"{name}-{paper}.xlsx"
            with Workbook(str(paths[name, paper])) as book:
                book.formats[0].set_font_name(looks.FONT)
                write_brief(book, Looks(book), page, paper, language=language)
    return dict(zip(paths, libreoffice.convert_all(list(paths.values()), "pdf"), strict=True))


def pages_of(pdf: Path) -> int:
    said = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, check=True).stdout
    return int(re.search(r"Pages:\s+(\d+)", said).group(1))


def text_of(pdf: Path, page: int = 0) -> str:
    """Text of one page, or of all, on one line."""
    which = ["-f", str(page), "-l", str(page)] if page else []
    said = subprocess.run(["pdftotext", *which, str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    return " ".join(said.split())


def test_a_normal_page_is_one_side():
    fill = brief_fill(NORMAL)
    assert fill.breaks == ()
    assert fill.scale >= 100 * LEAST_SCALE


@pytest.mark.parametrize(("page", "language"), [(DOUBLED, "en"), (GERMAN_PAGE, "de")])
def test_a_long_page_ends_before_a_section_instead_of_shrinking(page, language):
    fill = brief_fill(page, language=language)
    assert fill.scale >= 100 * LEAST_SCALE
    starts = {section.start for section in brief_slots.SECTIONS}
    assert fill.breaks
    assert all(after + 1 in starts for after in fill.breaks)
    assert "2" in fill.header_footer.rsplit("·", 1)[1]
    assert fill.cells["version"].endswith("2 Seiten" if language == "de" else "2 pages")  # the title says it as well


@pytest.mark.parametrize("paper", PAPERS)
def test_no_side_is_higher_than_the_paper_at_its_scale(paper):
    for page in (NORMAL, DOUBLED, GERMAN_PAGE, OVERFULL, replace(DOUBLED, asks=DOUBLED.asks[:1] * 12)):
        fill = brief_fill(page)
        edges = [0, *fill.breaks, brief_slots.LAST_ROW]
        title = sum(fill.heights[row] for row in (1, 2))
        for at, (after, last) in enumerate(pairwise(edges)):
            height = sum(points for row, points in fill.heights.items() if after < row <= last) + (title if at else 0)
            assert height * fill.scale / 100 <= SIZES[paper][1] - 72


def test_a_section_higher_than_a_page_is_split_inside():
    long = BriefLine("“Why?”", "An answer that goes on. " * 40)
    fill = brief_fill(replace(NORMAL, asks=(long,) * 12))
    rows = next(section.rows for section in brief_slots.SECTIONS if section.name == "asks")
    assert any(after in rows for after in fill.breaks)


def test_unused_rows_are_hidden_and_every_other_row_has_a_height():
    fill = brief_fill(NORMAL)
    assert fill.shown_rows == set(fill.heights)
    assert fill.hidden_rows.isdisjoint(fill.shown_rows)
    assert fill.hidden_rows | fill.shown_rows == set(range(1, brief_slots.LAST_ROW + 1))
    missing = next(section for section in brief_slots.SECTIONS if section.name == "missing")
    assert {*missing.head, *missing.rows} <= fill.hidden_rows


def test_an_empty_campaign_still_makes_a_page_that_says_what_is_missing():
    fill = brief_fill(BriefPage(campaign="New one", missing=("There is no line to say.",)))
    assert fill.cells["line_to_say"] == ENGLISH["nothing"]
    assert fill.cells["missing_1"] == "There is no line to say."
    assert fill.breaks == ()


def test_what_does_not_fit_is_counted_on_the_page():
    cells = brief_fill(OVERFULL).cells
    assert cells["ask_11_q"] == "“Question 11?”"
    assert cells["ask_12_a"] == "… and 4 more on the sheet Answers."
    assert cells["battle_6_they"] == "… and 3 more on the sheet Answers."
    assert cells["missing_6"] == "… and 4 more on the sheet Answers."
    assert cells["why_6_text"] == "… and 3 more on the sheet Answers."
    assert cells["who_for"].split("\n")[:4] == [
        "People 1", "People 2", "People 3", "… and 3 more on the sheet Answers.",
    ]  # fmt: skip
    assert cells["link_6"] == "… and 3 more on the sheet Answers."


def test_exactly_as_much_as_there_is_room_for_is_shown_whole():
    page = replace(OVERFULL, asks=OVERFULL.asks[:12], battle=OVERFULL.battle[:6], missing=OVERFULL.missing[:6])
    cells = brief_fill(page).cells
    assert cells["ask_12_q"] == "“Question 12?”"
    assert cells["battle_6_name"] == "Rival 6"
    assert cells["missing_6"] == "Missing thing 6."


def test_an_open_answer_is_marked_open_and_keeps_its_words():
    cells = brief_fill(NORMAL).cells
    assert cells["ask_7_a"].startswith("NOT ANSWERED YET. Ida owes this by")
    assert cells["ask_7_state"] == "open"
    assert cells["ask_6_state"] is None


@pytest.mark.parametrize(
    ("days", "figure", "word"),
    [(9, 9, "days left"), (0, None, "last day"), (-2, None, "has ended"), (None, None, None)],
)
def test_days_left_are_told_in_a_figure_and_a_word(days, figure, word):
    cells = brief_fill(replace(NORMAL, days_left=days)).cells
    assert (cells["days_left"], cells["label_left"]) == (figure, word)


def test_both_languages_have_the_same_words():
    assert set(ENGLISH) == set(GERMAN)
    assert brief_fill(NORMAL, language="de-CH").cells["label_ask"] == GERMAN["ask"]
    assert brief_fill(NORMAL, language="xx").cells["label_ask"] == ENGLISH["ask"]


def test_a_sheet_name_is_one_that_excel_takes():
    assert sheet_name("Autumn [1]: a/b") == "Brief - Autumn  1   a b"
    assert len(sheet_name("x" * 60)) == 31


def test_a_page_whose_name_is_taken_gets_a_number():
    long = "Autumn Swap for Clinics in the South"
    first = sheet_name(f"{long} West")
    second = sheet_name(f"{long} East", [first])
    assert first != second
    assert len(second) <= 31
    assert second.endswith("(2)")


def test_a_long_text_beside_short_rows_makes_only_the_last_of_them_higher():
    """Two columns of text do not tear gaps into each other."""
    rows = next(section.rows for section in brief_slots.SECTIONS if section.name == "why")
    short = brief_fill(replace(NORMAL, who_for=("Cafés.",), who_not=())).heights
    long = brief_fill(
        replace(NORMAL, who_for=("Cafés.",), who_not=("Cafés and canteens with a filter older than that. " * 8,) * 2)
    ).heights
    used = [row for row in rows if row in short]
    assert [long[row] for row in used[:-1]] == [short[row] for row in used[:-1]]
    assert long[used[-1]] > short[used[-1]]


def test_a_text_without_rows_beside_it_still_has_its_height():
    rows = next(section.rows for section in brief_slots.SECTIONS if section.name == "why")
    heights = brief_fill(replace(NORMAL, why=())).heights
    for name in ("who_for", "who_not"):
        slot = brief_slots.BY_NAME[name]
        assert heights[slot.row] >= slot.height(str(brief_fill(NORMAL).cells[name]))
    assert len([row for row in rows if row in heights]) == 2


def test_a_page_made_before_for_and_not_stood_apart_still_gets_both():
    told = str(for_earlier_pages(brief_fill(NORMAL)).cells["who"])
    assert all(f"For: {line}" in told for line in NORMAL.who_for)
    assert all(f"Not: {line}" in told for line in NORMAL.who_not)


def test_a_page_that_is_only_late_says_so_in_one_line():
    late = "Late: it started on 1 Oct 2026 and this page is not issued to the reps."
    plain, with_it = brief_fill(NORMAL).heights, brief_fill(replace(NORMAL, missing=(late,))).heights
    rows = set(with_it) - set(plain)
    assert len(rows) == 2
    assert sum(with_it.values()) - sum(plain.values()) < 30


def test_the_version_line_says_the_version_once():
    assert brief_fill(NORMAL).cells["version"] == "Sales brief v2 · Mon 2 Mar 2026 · internal"
    draft = replace(NORMAL, state="Answers missing", version=0, issued=None)
    assert brief_fill(draft).cells["version"] == "Sales brief · Answers missing · internal"


def test_every_slot_is_a_name_of_the_master_and_takes_its_value_in_a_copy():
    book = PackageBook(build_book())
    book.clone("Brief master", "Brief - X")
    fill = brief_fill(NORMAL)
    book.fill("Brief - X", fill)
    again = PackageBook(book.save())
    values = again.values("Brief - X", brief_slots.BY_NAME)
    assert values == dict(fill.cells)
    assert again.values("Brief master", ["campaign"]) == {"campaign": None}


def test_text_from_outside_never_becomes_a_formula_or_a_link(tmp_path):
    nasty = replace(NORMAL, line_to_say="=1+1", offer="@SUM(A1)", links=(("x", "https://aqua.example/=1"),),
                    battle=(BattleRow("-2+3", "+1", "http://aqua.example", "=HYPERLINK(1)"),))  # fmt: skip
    path = tmp_path / "brief.xlsx"
    with Workbook(str(path)) as book:
        write_brief(book, Looks(book), nasty)
    read = PackageBook(path.read_bytes()).values(sheet_name(NORMAL.campaign), ["line_to_say", "battle_1_lose"])
    assert read == {"line_to_say": "=1+1", "battle_1_lose": "=HYPERLINK(1)"}


@pytest.mark.office
@needs_poppler
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", list(CASES))
def test_the_printed_page_has_as_many_sides_as_computed_and_all_its_words(printed, name, paper):
    page, language, sides = CASES[name]
    pdf = printed[name, paper]
    assert pages_of(pdf) == sides == len(brief_fill(page, language=language).breaks) + 1
    text = text_of(pdf)
    for wanted in (page.line_to_say, page.terms, page.contact, page.asks[-1].answer, page.objections[-1].answer):
        assert wanted in text
    for side in range(1, sides + 1):
        assert page.campaign in text_of(pdf, side)
    assert "#" not in text


@pytest.mark.office
@needs_poppler
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", list(CASES))
def test_no_line_of_text_lies_over_another_on_paper(printed, name, paper):
    """A row too low for its text would let lines of neighbouring rows run into each other."""
    said = subprocess.run(
        ["pdftotext", "-l", "1", "-bbox-layout", str(printed[name, paper]), "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found = re.findall(r'<line xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">', said)
    boxes = [tuple(map(float, box)) for box in found]
    body = [box for box in boxes if box[3] - box[1] < 12]  # headings and the line to say have taller letters
    assert len(body) > 30
    for at, (left, top, right, bottom) in enumerate(body):
        for other_left, other_top, other_right, other_bottom in body[at + 1 :]:
            beside = min(right, other_right) - max(left, other_left) <= 3
            overlap = min(bottom, other_bottom) - max(top, other_top)
            assert beside or overlap < 0.35 * (bottom - top), (left, top, other_top)
