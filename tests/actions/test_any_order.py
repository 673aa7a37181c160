"""Imports, checks, hand-outs, pages, reports, hand edits and undo in any order, on a real workbook.

More walks by hand: `LEADBOOK_WALKS=200 python -m pytest tests/actions/test_any_order.py -n 2`.
"""

import os

import pytest

from tests.actions.walk_more import LongWalk

WALKS = int(os.environ.get("LEADBOOK_WALKS", "5"))
STEPS = 12


@pytest.mark.filterwarnings("ignore:.*extension is not supported")
@pytest.mark.parametrize("seed", range(WALKS))
def test_nothing_is_lost_or_overwritten_whatever_the_order(tmp_path, seed):
    """After every step all of `LongWalk`'s promises hold; the commands leave the same bytes when repeated."""
    walk = LongWalk(tmp_path, seed)
    for _ in range(STEPS):
        walk.step()
