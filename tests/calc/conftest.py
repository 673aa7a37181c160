"""A workbook that is open in a real Calc, with buttons to press."""

import pytest

from tests import livecalc
from tests.calc.openbook import OpenBook


def pytest_collection_modifyitems(items):
    """Everything here needs LibreOffice."""
    for item in items:
        if "/tests/calc/" in item.path.as_posix():
            item.add_marker(pytest.mark.office)


@pytest.fixture
def new(desk):
    """An empty workbook, open in Calc."""
    livecalc.close_all()
    yield OpenBook(desk.book)
    livecalc.close_all()


@pytest.fixture
def full(demo):
    """The workbook of the demo, open in Calc, with the records of its runs."""
    livecalc.close_all()
    yield OpenBook(demo.book)
    livecalc.close_all()
