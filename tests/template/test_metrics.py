"""Widths of text, and heights of rows that follow from them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadbook.schema.book import table
from leadbook.template.heights import LEAST, MOST, body_heights
from leadbook.template.metrics import column_pixels, line_count, text_height, text_width


def test_widths_are_those_of_the_font():
    # advance widths of Carlito in 1/2048 em: H 1276, e 1019, l 470, o 1080
    assert text_width("Hello", 11) == pytest.approx((1276 + 1019 + 470 + 470 + 1080) / 2048 * 11 * 96 / 72)


def test_bold_is_wider():
    assert text_width("Where it came from", 11, bold=True) > text_width("Where it came from", 11)


@pytest.mark.parametrize("text", ["Ω and Ж", "ß", "Ł", "“…”", "№ 5", "漢字"])
def test_letters_beyond_ascii_have_a_width(text):
    assert text_width(text, 11) > 0


def test_column_widths_are_those_of_the_file_format():
    assert column_pixels(8.43) == 64
    assert column_pixels(10) == 75


def test_a_text_wraps_at_spaces_and_a_long_word_inside():
    assert line_count("one", 100, 11) == 1
    assert line_count("one\ntwo", 100, 11) == 2
    assert line_count("word " * 20, 100, 11) > 5
    assert line_count("w" * 60, 100, 11) > 5


@given(st.text(max_size=200), st.integers(20, 600))
def test_more_text_never_needs_less_height(text, pixels):
    assert text_height(text + " more", pixels, 11) >= text_height(text, pixels, 11) > 0


@given(st.text(alphabet="abc de", max_size=200), st.integers(40, 300))
def test_a_wider_column_never_needs_more_lines(text, pixels):
    assert line_count(text, pixels * 2, 11) <= line_count(text, pixels, 11)


def test_body_rows_are_as_high_as_their_longest_sentence():
    inquiries = table("inquiries")
    rows = [
        ("K2", None),
        ("K3", "One sentence that is longer than its column is wide, with the rule."),
        ("K4", "x" * 5000),
    ]
    heights = body_heights(inquiries, ("ID", "Why"), rows)
    assert list(heights) == [4, 5, 6]
    assert heights[4] == LEAST < heights[5] < heights[6] == MOST


def test_columns_of_the_team_are_left_out_of_the_height():
    assert body_heights(table("inquiries"), ("Ours",), [("word " * 99,)]) == {4: LEAST}
