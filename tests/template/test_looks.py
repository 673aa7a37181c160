"""The palette: every text on every ground can be read, and every format uses a listed pair."""

from __future__ import annotations

import pytest

from leadbook.schema.choices import CHOICES
from leadbook.template import looks


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
