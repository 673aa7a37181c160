"""Delimited text of any origin is read without losing or inventing a cell."""

from __future__ import annotations

import contextlib
import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadbook.errors import IntakeError
from leadbook.intake import read_table
from tests.intake.lists import HEADER, read

ROW = "Ana,Silva,ana@acme.example,+1 415 555 0132,Müller & Söhne"


@pytest.mark.parametrize(
    ("encoding", "warned"),
    [("utf-8", False), ("utf-8-sig", False), ("utf-16", False), ("utf-16-le", False), ("cp1252", True)],
)
def test_every_usual_encoding_is_read_and_a_guess_is_said(tmp_path: Path, encoding: str, warned: bool) -> None:
    table = read(tmp_path, f"{HEADER}\r\n{ROW}\r\n".encode(encoding))
    assert table.frame["Company"].tolist() == ["Müller & Söhne"]
    assert ("encoding_guessed" in table.warnings) is warned


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_although_others_stand_in_the_text(tmp_path: Path, mark: str) -> None:
    out = io.StringIO()
    rows = [["Name", "E-mail", "Notes"], ["A", "a@x.example", "one, two; three"], ["B", "b@x.example", "x|y"]]
    csv.writer(out, delimiter=mark).writerows(rows)
    table = read(tmp_path, out.getvalue())
    assert [list(table.frame.columns), *table.frame.to_numpy().tolist()] == rows


def test_a_list_of_one_column_is_not_split(tmp_path: Path) -> None:
    table = read(tmp_path, "Email\nanna@mail.example\nmaximilian@mail.example\n")
    assert table.frame["Email"].tolist() == ["anna@mail.example", "maximilian@mail.example"]


def test_names_with_commas_in_one_column_stay_whole(tmp_path: Path) -> None:
    table = read(tmp_path, "Name\nSilva, Ana\nLee, Bo\n")
    assert table.frame["Name"].tolist() == ["Silva, Ana", "Lee, Bo"]


def test_titles_above_and_remarks_below_are_no_rows(tmp_path: Path) -> None:
    text = f"Leads of the week\nAs of 2026-11-20\n\n{HEADER}\n{ROW}\n\nGrand Totals (1 record)\nConfidential\n"
    table = read(tmp_path, text)
    assert table.header_row == 4
    assert table.frame.index.tolist() == [5]
    assert {"header_row_guessed", "text_rows_skipped"} <= set(table.warnings)


def test_rows_too_long_are_rejected_and_short_ones_padded_with_a_word(tmp_path: Path) -> None:
    table = read(tmp_path, f"{HEADER}\nAna,Silva\nB,C,b@x.example,,Co,more,cells\nD,E,d@x.example,,Co,,\n")
    assert [(reject.row, reject.reason) for reject in table.rejects] == [(3, "too_many_fields")]
    assert table.frame.index.tolist() == [2, 4]
    assert "short_rows_padded" in table.warnings


def test_a_header_that_repeats_inside_is_no_row(tmp_path: Path) -> None:
    table = read(tmp_path, f"{HEADER}\n{ROW}\n{HEADER}\n{ROW}\n")
    assert table.frame.index.tolist() == [2, 4]
    assert "repeated_headers_skipped" in table.warnings


def test_text_stays_as_it_is(tmp_path: Path) -> None:
    cells = ["007", "1E10", "NA", "Null", "MAR1", "=1+1", "2026-11-02", " x ", "+1", "-", "TRUE"]
    out = io.StringIO()
    csv.writer(out).writerows([["Email", "Notes"], *([f"a{i}@x.example", cell] for i, cell in enumerate(cells))])
    assert read(tmp_path, out.getvalue()).frame["Notes"].tolist() == cells


def test_a_stray_quote_is_kept_when_the_row_is_otherwise_whole(tmp_path: Path) -> None:
    table = read(tmp_path, 'Name,Notes\nA,"never closed\nB,fine\n')
    assert table.frame["Notes"].tolist() == ['"never closed', "fine"]
    assert "stray_quote_kept" in table.warnings


def test_a_quote_that_never_closes_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(IntakeError) as caught:
        read(tmp_path, 'Name,Notes\nA,fine\nB,"one, two, three\nC,fine\n')
    assert caught.value.code == "LB-E-UNCLOSED-QUOTE"
    assert "line 3" in str(caught.value)


def test_a_line_that_cannot_be_decoded_is_rejected_as_a_row(tmp_path: Path) -> None:
    good = "Name,City\nBjörn,Malmö\nÅsa,Göteborg\n".encode()
    table = read(tmp_path, good + "Jörg,Köln\n".encode("cp1252"))
    assert [(reject.row, reject.reason) for reject in table.rejects] == [(4, "undecodable_bytes")]
    assert len(table.frame) == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "LB-E-EMPTY"), (b"\xef\xbb\xbf \n", "LB-E-EMPTY"),
        (b"\x89PNG\r\n\x1a\n" + bytes(300), "LB-E-NOT-A-WORKBOOK"),
        (b"%PDF-1.7 ...", "LB-E-NOT-A-WORKBOOK"), (b"PK\x03\x04 broken", "LB-E-CORRUPT"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "LB-E-NOT-A-WORKBOOK"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused_whole_and_plainly(tmp_path: Path, content: bytes, code: str) -> None:
    with pytest.raises(IntakeError) as caught:
        read(tmp_path, content)
    assert caught.value.code == code
    assert caught.value.where == "list.csv"
    assert caught.value.fix.endswith(".")


def test_a_missing_file_is_an_error_and_no_traceback(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match="no such file"):
        read_table(tmp_path / "missing.csv")


CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    rows=st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=8),
    mark=st.sampled_from([",", ";", "\t", "|"]),
)
def test_what_a_program_writes_is_read_back_cell_by_cell(
    tmp_path: Path, rows: list[tuple[str, str, str]], mark: str
) -> None:
    out = io.StringIO()
    rows = [(f"p{i}@x.example", *(f"v {cell}".rstrip() + "." for cell in row[1:])) for i, row in enumerate(rows)]
    csv.writer(out, delimiter=mark, quoting=csv.QUOTE_ALL).writerows([("E-mail", "Company", "Notes"), *rows])
    table = read(tmp_path, out.getvalue())
    assert [tuple(row) for row in table.frame.to_numpy().tolist()] == rows


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(
    content=st.one_of(st.binary(max_size=300), st.text('ab,;"\n\t|@.1é', max_size=120).map(lambda text: text.encode()))
)
def test_any_bytes_give_a_table_or_a_plain_refusal(tmp_path: Path, content: bytes) -> None:
    with contextlib.suppress(IntakeError):
        assert read(tmp_path, content).frame.index.is_unique
