"""Columns are understood by name and values in many languages; what is not sure is asked, not guessed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadbook.intake.columns.mapping import SURE, map_columns, map_headers
from leadbook.schema.fields import FIELD_KEYS
from tests.intake.lists import inquiries, read

Column = tuple[str, frozenset[str], list[str]]


def _lists() -> list[list[Column]]:
    """The lists of columns.txt: name, fields it may be taken for, and values."""
    text = (Path(__file__).parent / "columns.txt").read_text("utf-8")
    found = []
    for block in text.split("\n\n"):
        lines = [line.split("¦") for line in block.split("\n") if "¦" in line and not line.startswith("# ")]
        if lines:
            found.append([(a.strip(), frozenset(b.strip().split(",")), c.strip().split(";")) for a, b, c in lines])
    return found


LISTS = _lists()


def _rows(columns: list[list[str]]) -> list[list[str]]:
    """Rows of cells, shorter columns filled with blanks."""
    height = max(map(len, columns))
    return [[values[at] if at < len(values) else "" for values in columns] for at in range(height)]


@pytest.mark.parametrize("columns", LISTS, ids=lambda columns: columns[0][0])
def test_every_column_of_a_list_is_what_a_person_would_say(columns: list[Column]) -> None:
    headers = [name for name, _, _ in columns]
    keys = map_headers(headers, _rows([values for _, _, values in columns]))
    wrong = {
        name: key
        for (name, accepted, _), key in zip(columns, keys, strict=True)
        if (key or "-") not in accepted and not (key is None and "?" in accepted)
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("header", "values", "key"),
    [
        ("E-mail", ["yes", "no", "yes"], "email"), ("Phone", ["iPhone", "Android"], "phone"),
        ("Last", ["2026-01-01", "2026-02-01"], "last_name"),
        ("", ["2026-01-01", "2026-02-01"], "created_at"), ("Position", ["1", "2", "3"], "job_title"),
    ],
)  # fmt: skip
def test_a_name_that_the_values_deny_is_asked(header: str, values: list[str], key: str) -> None:
    mapped = map_columns([header], [[value] for value in values])[0]
    assert (mapped.key, mapped.confidence < SURE) == (key, True)


def test_addresses_of_somebody_else_are_no_address_of_the_person() -> None:
    headers = ["Name", "E-mail", "Assistant e-mail", "Referred by (email)", "Another way"]
    rows = [["Ana Silva", f"a{n}@x.example", f"b{n}@x.example", f"c{n}@x.example", f"d{n}@x.example"] for n in "123"]
    assert map_headers(headers, rows) == ["full_name", "email", None, None, None]
    assert map_columns(headers, rows)[4].key == "email2"


PHONES = "Name,E-mail,Mobile\nAna Silva,ana@x.example,iPhone\nBo Lee,bo@x.example,Android\n"


def test_columns_that_are_not_sure_are_named_with_an_example(tmp_path: Path) -> None:
    made = inquiries(read(tmp_path, PHONES))
    assert [(unsure.header, unsure.key, unsure.example) for unsure in made.unsure] == [("Mobile", "phone", "iPhone")]
    assert made.frame["extra"].tolist() == ["Mobile: iPhone", "Mobile: Android"]


def test_a_column_that_a_person_decided_is_not_asked(tmp_path: Path) -> None:
    assert inquiries(read(tmp_path, PHONES), mapping={"Mobile": "product"}).unsure == ()


def test_another_column_of_the_list_proves_the_order_of_its_dates(tmp_path: Path) -> None:
    made = inquiries(read(tmp_path, "Name,E-mail,Created,Last visit\nAna,ana@x.example,03/04/2026,25/04/2026\n"))
    assert made.frame["created_at"].dt.month.tolist() == [4]
    assert "date_order_from_file" in made.warnings


def test_days_as_a_spreadsheet_counts_them_are_dates_and_said(tmp_path: Path) -> None:
    made = inquiries(read(tmp_path, "Name,E-mail,Created\nAna,ana@x.example,46083\nBo,bo@x.example,46084\n"))
    assert made.frame["created_at"].dt.day.tolist() == [2, 3]
    assert "dates_from_numbers" in made.warnings


CELLS = st.one_of(st.text(max_size=12), st.sampled_from(["a@x.example", "+1 415-555-0101", "Ana Silva", "2026-01-02"]))
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.tuples(
        st.lists(st.one_of(st.text(max_size=20), st.sampled_from(["Email", "名", "Name", "Tel."])), min_size=width,
                 max_size=width),
        st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=4),
    )
)  # fmt: skip


@settings(max_examples=40)
@given(TABLES)
def test_any_table_is_mapped_one_to_one_in_any_order_of_rows(table: tuple[list[str], list[list[str]]]) -> None:
    headers, rows = table
    mapped = map_columns(headers, rows)
    assert len(mapped) == len(headers)
    assert {one.key for one in mapped} <= {None, "full_name", *FIELD_KEYS}
    assert all(0 <= one.confidence <= 1 for one in mapped)
    keys = map_headers(headers, rows)
    assert keys.count("email") <= 1
    assert keys.count("phone") <= 1
    assert map_columns(headers, rows[::-1]) == mapped
