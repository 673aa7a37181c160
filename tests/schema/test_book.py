"""The schema holds together."""

import re

import pytest

from leadbook.schema import book, cells
from leadbook.schema.choices import BOOK_LISTS, CHOICES
from leadbook.schema.core import FilledBy
from leadbook.schema.fields import FIELD_KEYS

FIELD_LIST = """first_name last_name company job_title email email2 phone phone2 website industry employees revenue
address city region postal_code country language product need application timeframe decision_role budget
buying_stage raised_hand hand_date hand_by meeting_at source source_type campaign created_at consent
do_not_contact status owner notes extra""".split()  # noqa: SIM905 - read as one list by people


@pytest.mark.parametrize("table", book.TABLES, ids=lambda t: t.key)
def test_a_table_names_each_column_once_and_explains_it(table):
    assert len(set(table.keys)) == len(table.keys)
    assert len({header.casefold() for header in table.headers}) == len(table.headers)
    assert set(table.row_key) <= set(table.keys)
    for column in table.columns:
        assert column.help.endswith((".", "…")), column.header
        assert not column.choices or column.choices in CHOICES
        assert not column.refers or column.refers in BOOK_LISTS


@pytest.mark.parametrize("table", book.TABLES, ids=lambda t: t.key)
def test_formulas_use_full_structured_references_to_columns_that_exist(table):
    for column in table.columns:
        assert "[@" not in column.formula
        for header in re.findall(r"\[#This Row\],\[([^\]]+)\]", column.formula):
            assert header in table.headers
        assert not column.formula or column.filled_by is FilledBy.LEADBOOK


def test_one_table_stands_on_a_sheet_and_every_table_has_one():
    sheets = [table.sheet for table in book.TABLES]
    assert len(set(sheets)) == len(sheets)
    assert set(sheets) <= {sheet.name for sheet in book.SHEETS}


def test_sheet_names_are_legal_in_every_program():
    for sheet in book.SHEETS:
        assert len(sheet.name) <= 31
        assert not set(sheet.name) & set("[]:*?/\\")
        assert sheet.name.casefold() != "history"
        assert len(sheet.empty) > 5


def test_the_fields_of_an_inquiry_are_the_promised_ones_in_order():
    assert list(FIELD_KEYS) == ["lead_id", *FIELD_LIST]
    keys = book.table("inquiries").keys
    assert list(keys[:4]) == ["lead_id", "verdict", "why", "ask_next"]
    assert list(keys[-3:]) == ["score", "let_through", "lead_since"]


def test_named_cells_are_unique_and_their_formulas_name_real_columns():
    assert len(set(cells.ALL)) == len(cells.ALL)
    headers = {table.name: table.headers for table in book.TABLES}
    for formula in cells.FORMULAS.values():
        for table, header in re.findall(r"(tbl\w+)\[([^\]]+)\]", formula):
            assert header in headers[table]


def test_a_new_book_shows_the_sheets_a_newcomer_needs():
    visible = [sheet.name for sheet in book.SHEETS if sheet.state == "visible"]
    assert visible == [
        "Start", "Inquiries", "To fix", "Not leads", "Leads", "Reps", "Quotas", "Campaigns", "Answers",
    ]  # fmt: skip
