"""Territories as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadbook.stages.territory import Place, TerritoryIndex, covers, not_understood, place_of, split_list

GERMANY_8 = Place("DE", "BY", "80331")


@pytest.mark.parametrize(
    ("text", "place", "holds"),
    [
        ("", Place(), True),
        ("", GERMANY_8, True),
        ("US", Place("US", "CA"), True),
        ("us-ca; us-nv", Place("US", "NV"), True),
        ("US-CA", Place("US", "NY"), False),
        ("US-CA", Place("US"), False),
        ("DE 8*", GERMANY_8, True),
        ("DE 8*", Place("DE", "", "10115"), False),
        ("DE 8*", Place("AT", "", "8010"), False),
        ("DE 80331", GERMANY_8, True),
        ("DE 8033", GERMANY_8, False),
        ("GB SW1*", Place("GB", "", "SW1A1AA"), True),
        ("UK", Place("GB"), True),
        ("US", Place(), False),
        ("North", Place("US"), False),
        ("North; US", Place("US"), True),
    ],
)
def test_a_piece_holds_country_region_or_postcode_and_blank_is_everywhere(text, place, holds):
    assert covers(split_list(text), place) is holds


def test_a_piece_that_is_not_understood_is_named_and_holds_nobody():
    assert not_understood(("US", "North", "DE 8*", "US-CALIFORNIA")) == ("North", "US-CALIFORNIA")


def test_a_place_is_read_from_an_inquiry_and_home_country_fills_a_blank():
    row = {"country": " us", "region": "US-CA", "postal_code": "94105-1234"}
    assert place_of(row) == Place("US", "CA", "941051234")
    blank = {"country": "", "region": "", "postal_code": "SW1A 1AA"}
    assert place_of(blank) == Place("", "", "SW1A1AA")
    assert place_of(blank, "uk").country == "GB"


PIECES = st.sampled_from(["US", "US-CA", "DE 8*", "DE 80*", "DE 80331", "FR", "nowhere"])


@given(st.lists(st.lists(PIECES, max_size=3), max_size=5),
       st.sampled_from([Place(), Place("US", "CA"), GERMANY_8, Place("FR"), Place("DE", "", "81")]))  # fmt: skip
def test_many_territories_at_once_say_the_same_as_one_at_a_time(territories, place):
    held = TerritoryIndex(territories).holders(place)
    assert [bool(held >> at & 1) for at in range(len(territories))] == [covers(pieces, place) for pieces in territories]
