"""Changing cells in many present rows by one pattern: what it changes, what it carries, what it leaves to others."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadbook.books.closed.context import Context
from leadbook.books.closed.rowedits import RowEdits
from leadbook.model import KEEP, GridCell
from tests.books.makers import xlsxwriter_bytes

Row = tuple[GridCell, ...]
STYLES = ("", "1", "")
OLD = '<c r="A4" t="inlineStr"><is><t>a1</t></is></c><c r="B4" s="1"><v>45413</v></c><c r="C4"><v>7</v></c>'
CARRIED = '<c r="D4" t="s"><v>0</v></c>'


@pytest.fixture(scope="module")
def context() -> Context:
    """The gates of a book whose style 1 is a date."""
    return Context(xlsxwriter_bytes(), lambda _code: None)


@pytest.fixture
def edits(context: Context) -> RowEdits:
    """A table of four columns from A; the grid gives the first three."""
    assert "1" in context.reader.dates
    return RowEdits(context.writer, context.reader, 1, (0, 1, 2, None), (*STYLES, ""))


def one(edits: RowEdits, row: Row, old: str = OLD + CARRIED, number: int = 4) -> str | None:
    """The cells of one row."""
    (made,) = edits.edited([number], [old], [row])
    return made


def test_a_row_written_with_its_own_values_keeps_every_byte(edits: RowEdits) -> None:
    assert one(edits, ("a1", dt.date(2024, 5, 1), 7)) == OLD + CARRIED
    assert one(edits, (KEEP, KEEP, KEEP)) == OLD + CARRIED
    assert one(edits, ("a1", KEEP, 7.0)) == OLD + CARRIED


def test_only_the_cell_with_another_value_is_made_anew_and_keeps_its_style(edits: RowEdits) -> None:
    made = one(edits, ("a1", dt.date(2024, 5, 2), KEEP))
    assert made == (OLD + CARRIED).replace("45413", "45414")
    assert one(edits, ("b & <c>", KEEP, KEEP)) == (OLD + CARRIED).replace(">a1<", ">b &amp; &lt;c&gt;<")
    assert one(edits, (KEEP, None, KEEP)) == (OLD + CARRIED).replace('s="1"><v>45413</v></c>', 's="1"/>')


def test_a_cell_that_was_not_there_gets_the_style_of_its_column(edits: RowEdits) -> None:
    assert one(edits, (KEEP, dt.date(2024, 5, 2), KEEP), old=CARRIED) == f'<c r="B4" s="1"><v>45414</v></c>{CARRIED}'
    assert one(edits, (None, None, 3), old="") == '<c r="C4"><v>3</v></c>'


def test_a_row_that_moves_takes_all_its_cells_along(edits: RowEdits) -> None:
    moved = re.sub(r'r="([A-D])4"', r'r="\g<1>9"', OLD + CARRIED)
    assert one(edits, (KEEP, KEEP, KEEP), number=9) == moved
    assert one(edits, (KEEP, KEEP, 8), number=9) == moved.replace("<v>7</v>", "<v>8</v>")


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="C4"><f>1+6</f><v>7</v></c>',
        '<c r="C4" t="inlineStr"><is><r><t>rich</t></r></is></c>',
        '<c r="C4"><v>7</v><extLst/></c>',
        '<c r="Z4"><v>7</v></c>',
    ],
    ids=["formula", "rich text", "more than a value", "beside the table"],
)
def test_a_row_with_anything_but_plain_values_is_left_to_the_careful_way(edits: RowEdits, cell: str) -> None:
    other, changed = OLD + CARRIED, (OLD + CARRIED).replace("<v>7<", "<v>8<")
    odd = OLD.replace('<c r="C4"><v>7</v></c>', "") + cell
    assert edits.edited([4, 4], [odd, other], [(KEEP, KEEP, 8), (KEEP, KEEP, 8)]) == [None, changed]


def test_rows_without_an_end_or_with_a_shared_text_are_read_right(edits: RowEdits, context: Context) -> None:
    assert context.reader.strings, "the book has shared texts"
    shared = '<c r="A4" t="s"><v>0</v></c>'
    assert one(edits, (context.reader.strings[0], KEEP, KEEP), old=shared) == shared
    assert one(edits, ("other", KEEP, KEEP), old=shared) == '<c r="A4" t="inlineStr"><is><t>other</t></is></c>'
    assert one(edits, (True, KEEP, KEEP), old='<c r="A4" t="b"><v>1</v></c>') == '<c r="A4" t="b"><v>1</v></c>'
    assert "<v>1</v>" in (one(edits, (1, KEEP, KEEP), old='<c r="A4" t="b"><v>1</v></c>') or "")


VALUES = st.one_of(
    st.none(), st.just(KEEP), st.text(max_size=12), st.integers(-(10**6), 10**6), st.booleans(),
    st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1)),
)  # fmt: skip


THREE = st.tuples(VALUES, VALUES, VALUES)


@given(rows=st.lists(st.tuples(THREE, THREE), min_size=1, max_size=6))
def test_what_is_read_back_is_what_was_given_or_was_there(rows: list[tuple[Row, Row]]) -> None:
    context = Context(xlsxwriter_bytes(), lambda _code: None)
    edits = RowEdits(context.writer, context.reader, 1, (0, 1, 2), STYLES)
    numbers = list(range(4, 4 + len(rows)))
    old = edits.edited(numbers, [""] * len(rows), [before for before, _ in rows])
    new = edits.edited(numbers, [cells or "" for cells in old], [after for _, after in rows])
    for was, (_, after), made in zip(old, rows, new, strict=True):
        written = [
            "" if value is KEEP else context.writer.cell(f"{name}4", style, value)
            for name, style, value in zip("ABC", STYLES, after, strict=True)
        ]
        there, given = context.reader.row(was or "", 1, 3), context.reader.row("".join(written), 1, 3)
        meant = [a if value is KEEP else b for a, b, value in zip(there, given, after, strict=True)]
        assert context.reader.row(made or "", 1, 3) == meant
