"""The order of rows in a list changes nothing: who is a lead, who gets whom and what is asked."""

import datetime as dt

import pytest

from leadbook.actions import demo as making
from leadbook.actions.context import Context
from tests.actions.desk import Desk
from tests.demo.shuffled import shuffle

SAME = ("inquiries", "leads", "not_leads", "fix", "cover", "scoreboard", "suppression", "report", "campaigns")


@pytest.fixture(scope="module")
def shuffled(tmp_path_factory):
    """The demo made of the same lists with their rows in another order; no PDF of it."""
    folder = tmp_path_factory.mktemp("shuffled")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LEADBOOK_STATE", str(folder / "state"))
        copy, brief = making._copy_lists, making.brief

        def copy_shuffled(to):
            lists = copy(to)
            for seed, path in enumerate(sorted(lists.iterdir())):
                shuffle(path, seed)
            return lists

        patch.setattr(making, "_copy_lists", copy_shuffled)
        patch.setattr(making, "brief", lambda book, context, **_: brief(book, context))
        day = dt.date(2026, 11, 23)
        making.demo(folder / "demo", Context(today=day, now=dt.datetime.combine(day, dt.time())))
    return folder / "demo"


def _rows(folder, key):
    """A table as texts, without the row of a file, in an order of its own."""
    frame = Desk(folder, lambda: ("", ""), book=folder / "Leadbook.xlsx").frame(key)
    frame = frame.drop(columns="row", errors="ignore").astype(str)
    return sorted(tuple(row) for row in frame.itertuples(index=False))


@pytest.mark.parametrize("key", SAME)
def test_lists_with_their_rows_shuffled_give_the_same_table(demo_made, shuffled, key):
    assert _rows(shuffled, key) == _rows(demo_made[0], key)


def test_the_shuffled_lists_are_in_another_order(demo_made, shuffled):
    for path in (demo_made[0] / "Lists").iterdir():
        assert path.read_bytes() != (shuffled / "Lists" / path.name).read_bytes()
