"""Lists wrapped, padded, parted by commas or followed by something else: nothing becomes a person that is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.lists import HEADER, read

ROWS = "Ana,Silva,ana@acme.example,212 555 0101,Acme\nBo,Lee,bo@acme.example,212 555 0102,Baker\n"


def rows(folder: Path, content: str) -> list[list[str]]:
    """Names and rows of a text."""
    frame = read(folder, content).frame
    return [list(frame.columns), *frame.to_numpy().tolist()]


@pytest.mark.parametrize("tail", ["", ",,"])
@pytest.mark.parametrize("mark", [",", ";"])
def test_lines_that_stand_in_quotes_as_a_whole_are_rows(tmp_path: Path, mark: str, tail: str) -> None:
    lines = ["Name,E-mail,Firm", 'Ana,a@acme.example,""Acme, Inc.""', "Bo,b@acme.example,Baker"]
    text = "\r\n".join(f'"{line}"{tail}' for line in lines)
    if mark == ";":
        text = text.replace(",", ";").replace("Acme; Inc.", "Acme, Inc.")
    table = read(tmp_path, text)
    assert table.frame.to_numpy().tolist() == [
        ["Ana", "a@acme.example", "Acme, Inc."],
        ["Bo", "b@acme.example", "Baker"],
    ]
    assert "whole_rows_quoted" in table.warnings


def test_a_single_row_in_quotes_as_a_whole_is_parted_as_the_others(tmp_path: Path) -> None:
    table = read(tmp_path, 'Name;Firm;E-mail\nAna;Acme;a@acme.example\n"Bo;Baker, Inc.;b@acme.example"\n')
    assert table.frame.to_numpy().tolist()[1] == ["Bo", "Baker, Inc.", "b@acme.example"]
    assert "whole_rows_quoted" in table.warnings


def test_quoted_names_with_a_comma_are_no_rows(tmp_path: Path) -> None:
    assert rows(tmp_path, '"Last, First"\n"Silva, Ana"\n"Lee, Bo"\n') == [["Last, First"], ["Silva, Ana"], ["Lee, Bo"]]


@pytest.mark.parametrize("mark", [" , ", " ,", " ;", "\t ", " | "])
def test_blanks_between_quotes_and_delimiters_are_no_text(tmp_path: Path, mark: str) -> None:
    cells = [["Name", "E-mail", "Firm"], ["Ana", "a@acme.example", 'Acme, "" , y'], ["Bo", "", "one\ntwo"]]
    text = "\n".join(mark.join(f'"{cell}"' for cell in row) for row in cells)
    assert rows(tmp_path, text)[1:] == [["Ana", "a@acme.example", 'Acme, " , y'], ["Bo", "", "one\ntwo"]]


@pytest.mark.parametrize(
    "second", ["Product,Price\nA,1\nB,2\n", "Product,Qty,Price\nA,1,2\n", "Q,Z\nx,http://a.example\n"]
)
def test_a_second_table_of_another_width_is_none_of_the_people(tmp_path: Path, second: str) -> None:
    table = read(tmp_path, f"{HEADER}\n{ROWS}\n\n{second}")
    assert table.frame.index.tolist() == [2, 3]
    assert list(table.others[0].frame.columns) == second.split("\n")[0].split(",")
    assert "more_tables" in table.warnings


def test_a_second_table_of_the_same_width_is_told_by_what_it_holds(tmp_path: Path) -> None:
    table = read(tmp_path, "Wer,Was,Wo\nAna,a@acme.example,Bonn\nBo,b@acme.example,Ulm\n\nX,Y,Z\nq,1,5\nw,2,6\n")
    assert [len(table.frame), len(table.others[0].frame)] == [2, 2]


@pytest.mark.parametrize(
    "more", ["Eva,Fox\nDan,Ray\n", "Eva,Fox,,,Cole\nDan,Ray,dan@acme.example,,Dole\n", "Eva,Fox\n"]
)
def test_people_below_a_blank_row_stay_in_their_list(tmp_path: Path, more: str) -> None:
    table = read(tmp_path, f"{HEADER}\n{ROWS}\n{more}")
    assert len(table.frame) == 2 + more.count("\n")
    assert table.others == ()


def test_a_lone_address_name_or_number_below_a_list_is_kept_and_remarks_are_told_by_their_row(tmp_path: Path) -> None:
    table = read(tmp_path, f"{HEADER}\n{ROWS}\nEnd of list\n\nPaul Weller\neva@acme.example\n212 555 0199\nAsk us.\n")
    assert table.frame["First name"].tolist()[2:] == ["Paul Weller", "eva@acme.example", "212 555 0199"]
    assert table.skipped == {5: "End of list", 10: "Ask us."}


@pytest.mark.parametrize("rule", ["|---|:---:|", "+-----+-----+", "| === | === |"])
def test_lines_that_are_drawn_under_the_names_are_no_rows(tmp_path: Path, rule: str) -> None:
    table = read(tmp_path, f"| Name | E-mail |\n{rule}\n| Ana | a@acme.example |\n| Bo | b@acme.example |\n(2 rows)\n")
    assert [cell.strip() for cell in table.frame.iloc[:, 0]] == ["Ana", "Bo"]
    assert sorted(table.skipped) == [2, 5]


def test_a_comma_in_a_cell_without_quotes_is_mended_only_when_one_reading_fits(tmp_path: Path) -> None:
    sure = ["Acme, Inc.,a@acme.example,212 555 0101", "Baker,b@acme.example,", "Co, A, B,c@acme.example,"]
    table = read(tmp_path, "\n".join(["Company,E-mail,Phone", *sure]))
    assert table.frame["Company"].tolist() == ["Acme, Inc.", "Baker", "Co, A, B"]
    assert "cells_joined" in table.warnings
    unsure = read(tmp_path, "Name,Company,E-mail\nAna,Acme, Inc.,a@acme.example\nBo,Baker,b@acme.example\nCy,D,\n")
    assert [(reject.row, reject.reason) for reject in unsure.rejects] == [(2, "too_many_fields")]
    surplus = read(
        tmp_path, "Company,E-mail,Phone\nAcme,a@acme.example,1\nBaker,b@acme.example,212 555 0101,more\nC,,\n"
    )
    assert [reject.row for reject in surplus.rejects] == [3]


def test_commas_of_the_text_add_no_column_even_where_most_rows_have_them(tmp_path: Path) -> None:
    lines = [f"Ana,Acme, Inc.,a{at}@acme.example" for at in range(3)]
    table = read(tmp_path, "\n".join(["Name,Company,E-mail", *lines, "Bo,Baker,b@acme.example"]))
    assert list(table.frame.columns) == ["Name", "Company", "E-mail"]
    assert len(table.rejects) == 3


@pytest.mark.parametrize("text", ["Ana,Silva,Bonn\nBob,Lee,Ulm\nCarl,Ray,Jena\n", "Ana Silva\nBob Lee\nCarl Ray\n"])
def test_the_first_of_a_list_of_names_without_a_header_is_a_person(tmp_path: Path, text: str) -> None:
    table = read(tmp_path, text)
    assert table.frame.iloc[:, 0].tolist() == [line.split(",")[0] for line in text.splitlines()]
    assert "no_header" in table.warnings
