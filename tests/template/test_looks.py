"""The palette: every text on every ground can be read, and every format uses a listed pair."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from leadbook.schema.choices import CHOICES
from leadbook.template import looks
from leadbook.template.build import build_book
from tests.template.filled import filled_book


@pytest.mark.parametrize("pair", looks.PAIRS)
def test_contrast_of_every_pair_is_enough(pair):
    assert looks.contrast(*pair) >= 4.5


def test_contrast_is_that_of_the_standard():
    assert looks.contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert looks.contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_every_cell_style_uses_a_listed_pair():
    for role, keys in looks.ROLES.items():
        pair = (keys.get("font_color", looks.INK), keys.get("bg_color", looks.WHITE))
        assert pair in looks.PAIRS, role


def test_every_state_uses_a_listed_pair_and_a_word_of_its_list():
    for name, tones in looks.STATES.items():
        for word, tone in tones.items():
            assert tone in looks.PAIRS
            if name in CHOICES:
                assert word in CHOICES[name]


def test_every_verdict_and_status_has_a_look():
    assert set(looks.STATES["verdict"]) == set(CHOICES["verdict"])
    assert set(looks.STATES["status"]) == set(CHOICES["status"])
    assert set(looks.STATES["campaign_status"]) == set(CHOICES["campaign_status"])


@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
def test_every_cell_with_words_in_the_built_book_can_be_read():
    book = openpyxl.load_workbook(BytesIO(filled_book()))
    seen = set()
    for ws in book:
        for row in ws.iter_rows():
            seen |= {(ink(cell.font), ground(cell.fill)) for cell in row if cell.value is not None}
    assert len(seen) > 15
    for text, behind in seen:
        assert looks.contrast(text, behind) >= 4.5, (text, behind)


@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
def test_every_conditional_format_can_be_read():
    book = openpyxl.load_workbook(BytesIO(build_book()))
    pairs = {
        (rule.dxf.font.color.rgb, rule.dxf.fill.bgColor.rgb)
        for ws in book
        for rules in ws.conditional_formatting
        for rule in rules.rules
        if rule.dxf is not None and rule.dxf.font is not None and rule.dxf.fill is not None
    }
    assert len(pairs) >= 5
    for text, behind in pairs:
        assert looks.contrast(f"#{text[2:]}", f"#{behind[2:]}") >= 4.5


def ink(font) -> str:
    """The colour of a cell's text; black where it is left to the program."""
    colour = font.color
    return f"#{colour.rgb[2:]}" if colour is not None and colour.type == "rgb" else "#000000"


def ground(fill) -> str:
    """The colour behind a cell's text; white where it has none."""
    return f"#{fill.fgColor.rgb[2:]}" if fill.patternType == "solid" else looks.WHITE
