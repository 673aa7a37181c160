"""The demo does with the sample lists what people who sell would do with them."""

import openpyxl
import pytest

from leadbook.books.package import PackageBook
from leadbook.schema import book as schema
from leadbook.schema import frames
from tests.demo.expectations import ALL
from tests.demo.kinds import World


@pytest.fixture(scope="module")
def world(demo_made):
    """The demo's tables, the texts of its sheets, and what it said."""
    folder, _, said = demo_made
    data = (folder / "Leadbook.xlsx").read_bytes()
    book = PackageBook(data)
    tables = {table.key: frames.to_frame(table, book.read(table.name))[0] for table in schema.TABLES}
    sheets = openpyxl.load_workbook(folder / "Leadbook.xlsx", data_only=True, read_only=True)
    texts = {
        sheet.title: [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
        for sheet in sheets
    }
    return World(tables, texts, said)


@pytest.mark.parametrize("expected", ALL, ids=str)
def test_as_expected_by_hand(world, expected):
    expected.holds(world)


def test_each_expectation_is_one_of_its_own():
    assert len({str(one) for one in ALL}) == len(ALL) >= 60
