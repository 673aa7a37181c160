"""The briefing page: what stands on it, and how many sides of paper it takes."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from xlsxwriter.workbook import Workbook

from leadbook.books.package import PackageBook
from leadbook.model import BattleRow, BriefLine, BriefPage
from leadbook.template import brief_slots, looks
from leadbook.template.brief_words import ENGLISH, GERMAN
from leadbook.template.build import build_book
from leadbook.template.looks import Looks
from leadbook.template.masters import LEAST_SCALE, brief_fill, sheet_name, write_brief
from tests import office as libreoffice
from tests.template.pages import DOUBLED, NORMAL, OVERFULL
from tests.template.pages import GERMAN as GERMAN_PAGE

PAPERS = ("A4", "Letter")
SIZES = {"A4": (595, 842), "Letter": (612, 792)}

needs_poppler = pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler-utils is not on this machine")


def pdf_of(page: BriefPage, paper: str, folder: Path, language: str = "en") -> Path:
    """The page alone in a workbook, as a PDF."""
    path = folder / "brief.xlsx"
    with Workbook(str(path)) as book:
        book.formats[0].set_font_name(looks.FONT)
        write_brief(book, Looks(book), page, paper, language=language)
    return libreoffice.convert(path, "pdf")


def pages_of(pdf: Path) -> int:
    said = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, check=True).stdout
    return int(re.search(r"Pages:\s+(\d+)", said).group(1))


def text_of(pdf: Path, page: int = 0) -> str:
    """Text of one page, or of all, on one line."""
    which = ["-f", str(page), "-l", str(page)] if page else []
    said = subprocess.run(["pdftotext", *which, str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    return " ".join(said.split())


@pytest.mark.parametrize("paper", PAPERS)
def test_a_normal_page_is_one_side(paper):
    fill = brief_fill(NORMAL, paper)
    assert fill.breaks == ()
    assert fill.scale >= 100 * LEAST_SCALE


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(("page", "language"), [(DOUBLED, "en"), (GERMAN_PAGE, "de")])
def test_a_long_page_ends_before_a_section_instead_of_shrinking(page, language, paper):
    fill = brief_fill(page, paper, language=language)
    assert fill.scale >= 100 * LEAST_SCALE
    starts = {section.start for section in brief_slots.SECTIONS}
    assert fill.breaks
    assert all(after + 1 in starts for after in fill.breaks)
    assert "2" in fill.header_footer.rsplit("·", 1)[1]


@pytest.mark.parametrize("paper", PAPERS)
def test_no_side_is_higher_than_the_paper_at_its_scale(paper):
    for page in (NORMAL, DOUBLED, GERMAN_PAGE, OVERFULL, replace(DOUBLED, asks=DOUBLED.asks[:1] * 12)):
        fill = brief_fill(page, paper)
        edges = [0, *fill.breaks, brief_slots.LAST_ROW]
        title = sum(fill.heights[row] for row in (1, 2))
        for at, (after, last) in enumerate(zip(edges, edges[1:], strict=False)):
            height = sum(points for row, points in fill.heights.items() if after < row <= last) + (title if at else 0)
            assert height * fill.scale / 100 <= SIZES[paper][1] - 72


def test_a_section_higher_than_a_page_is_split_inside():
    long = BriefLine("“Why?”", "An answer that goes on. " * 40)
    fill = brief_fill(replace(NORMAL, asks=(long,) * 12), "Letter")
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
    assert cells["who_4"] == "… and 3 more on the sheet Answers."
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
@pytest.mark.parametrize(
    ("page", "language", "sides"), [(NORMAL, "en", 1), (DOUBLED, "en", 2), (GERMAN_PAGE, "de", 2)]
)
def test_the_printed_page_has_as_many_sides_as_computed_and_all_its_words(page, language, sides, paper, tmp_path):
    pdf = pdf_of(page, paper, tmp_path, language)
    assert pages_of(pdf) == sides == len(brief_fill(page, paper, language=language).breaks) + 1
    text = text_of(pdf)
    for wanted in (page.line_to_say, page.terms, page.contact, page.asks[-1].answer, page.objections[-1].answer):
        assert wanted in text
    for side in range(1, sides + 1):
        assert page.campaign in text_of(pdf, side)
    assert "#" not in text


@pytest.mark.office
@needs_poppler
@pytest.mark.parametrize("paper", PAPERS)
def test_rows_are_high_enough_for_their_text_on_paper(paper, tmp_path):
    """No line of an answer lies below the baseline room of its row: the gaps between questions are never negative."""
    pdf = pdf_of(GERMAN_PAGE, paper, tmp_path, "de")
    said = subprocess.run(["pdftotext", "-bbox-layout", str(pdf), "-"], capture_output=True, text=True, check=True)
    boxes = [tuple(map(float, found)) for found in re.findall(
        r'<line xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">', said.stdout)]  # fmt: skip
    assert len(boxes) > 60
    for at, (left, top, right, bottom) in enumerate(boxes):
        for other_left, other_top, other_right, other_bottom in boxes[at + 1 :]:
            same_column = min(right, other_right) - max(left, other_left) > 3
            overlap = min(bottom, other_bottom) - max(top, other_top)
            if same_column and abs(top - other_top) > 0.5 and overlap > 0:
                # lines of one text touch by a little; rows laid over each other by much more
                assert overlap < 0.35 * (bottom - top), (left, top, other_top)
