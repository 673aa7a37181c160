"""Every column is named as a person would name it, no row of data becomes a name, and no row is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from leadbook.intake.inquiries import Intake
from tests.intake.lists import HEADER, inquiries, read

ROW = "Ana,Silva,ana@acme.example,+1 415 555 0132,Acme"
OTHER = "Bo,Lee,bo@acme.example,+1 415 555 0133,Globex"


def names(folder: Path, content: str) -> list[str]:
    """Names of the columns of a text."""
    return list(read(folder, content).frame.columns)


def test_labels_of_groups_stand_before_the_names_below_them(tmp_path: Path) -> None:
    text = "control,,fire,\nX,Y,X,Y\n1,2,3,4\n5,6,7,8\n"
    assert names(tmp_path, text) == ["control X", "control Y", "fire X", "fire Y"]
    head = ",,,2025-26,2024-25\nSegment,Staff,Other,Total,Total\n,,,,Restated\n"
    text = f"{head}North,1,2,3,4\nSouth,5,6,7,8\nEast,1,2,3,4\n"
    assert names(tmp_path, text) == ["Segment", "Staff", "Other", "2025-26 Total", "2024-25 Total Restated"]


def test_a_header_whose_names_stand_in_two_rows_is_one(tmp_path: Path) -> None:
    text = "Company,Contact,,Address,\n,E-mail,Phone,City,Country\nAcme,ana@acme.example,5550132,Bonn,DE\nCo,,,Ulm,DE\n"
    table = read(tmp_path, text)
    assert ", ".join(table.frame.columns) == "Company, Contact E-mail, Contact Phone, Address City, Address Country"
    assert table.frame["Company"].tolist() == ["Acme", "Co"]


@pytest.mark.parametrize("title", ["Meetings,,,,", "Report,Spring show,,,", "Campaign,,Spring,,", "Show:,,Hall 3,,"])
def test_titles_above_a_list_are_no_part_of_its_names(tmp_path: Path, title: str) -> None:
    table = read(tmp_path, f"{title}\n{HEADER}\n{ROW}\n{OTHER}\n")
    assert list(table.frame.columns) == HEADER.split(",")
    assert table.header_row == 2


def test_a_header_written_twice_names_the_columns_once(tmp_path: Path) -> None:
    table = read(tmp_path, f"{HEADER}\n{HEADER}\n{ROW}\n")
    assert list(table.frame.columns) == HEADER.split(",")
    assert len(table.frame) == 1


def imported(folder: Path, content: str) -> Intake:
    """Inquiries of a text."""
    return inquiries(read(folder, content))


@pytest.mark.parametrize(
    "text",
    [f"{ROW}\n{OTHER}\n", f"Ana,Silva,,,Acme\n{ROW}\n{OTHER}\n", f"{ROW}\n", "ana@acme.example\nbo@acme.example\n",
     f"{ROW}\nCy,Ray,n/a,+1 415 555 0134,Co\nDi,Fox,,,Co\n{OTHER}\n"],
)  # fmt: skip
def test_a_list_without_names_of_columns_loses_no_row(tmp_path: Path, text: str) -> None:
    table = read(tmp_path, text)
    assert len(table.frame) == text.count("\n")
    assert table.header_row == 0
    assert table.frame.columns[0] == "Column 1"
    assert "no_header" in table.warnings


def test_columns_without_names_are_understood_by_their_values(tmp_path: Path) -> None:
    intake = imported(tmp_path, f"{ROW}\n{OTHER}\n")
    assert intake.input_rows == 2
    assert intake.frame["email"].tolist() == ["ana@acme.example", "bo@acme.example"]


@pytest.mark.parametrize(
    "text", ["Region,2024,2025\nNorth,10,12\nSouth,11,9\n", "Articolo,Peso\nVite,3\nDado,4\n", "Wort\nHaus\nBaum\n"]
)
def test_names_that_are_years_or_unknown_words_stay_names(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text).header_row == 1


def test_a_header_with_one_name_less_than_columns_is_moved_to_where_its_values_stand(tmp_path: Path) -> None:
    left = read(tmp_path, "Name,E-mail\n1,Ana,ana@acme.example\n2,Bo,bo@acme.example\n")
    assert list(left.frame.columns) == ["", "Name", "E-mail"]
    right = read(tmp_path, "Name,E-mail\nAna,ana@acme.example,Bonn\nBo,bo@acme.example,Ulm\n")
    assert list(right.frame.columns) == ["Name", "E-mail", ""]
    assert not left.rejects
    assert "header_too_short" in left.warnings


def test_tables_below_each_other_are_told_apart_by_their_names(tmp_path: Path) -> None:
    table = read(tmp_path, "Datum,Zahl,Art,Preis\n1,2,a,3\n4,5,b,6\n\nZahl,Art,Preis\n7,c,8\n")
    assert table.frame.index.tolist() == [2, 3]
    assert [list(other.frame.columns) for other in table.others] == [["Zahl", "Art", "Preis"]]
    assert "more_tables" in table.warnings


def test_two_lists_side_by_side_are_two(tmp_path: Path) -> None:
    text = "Name,E-mail,,Name,E-mail\nAna,ana@acme.example,,Cy,cy@acme.example\nBo,bo@acme.example,,,\n"
    table = read(tmp_path, text)
    assert table.frame.to_numpy().tolist() == [["Ana", "ana@acme.example"], ["Bo", "bo@acme.example"]]
    (other,) = table.others
    assert other.frame.to_numpy().tolist() == [["Cy", "cy@acme.example"]]
    assert other.left == 3


def test_a_list_with_an_empty_column_in_it_stays_one(tmp_path: Path) -> None:
    rows = ["First name,Last name,,E-mail,Phone", "Ana,Silva,,ana@acme.example,1", "Bo,Lee,,bo@acme.example,2"]
    table = read(tmp_path, "\n".join(rows))
    assert table.frame.shape == (2, 5)
    assert table.others == ()


def test_sections_under_headings_with_the_same_names_are_one_list(tmp_path: Path) -> None:
    table = read(tmp_path, f"{HEADER}\n{ROW}\n\nSecond day,,,,\n\n{HEADER}\n{OTHER}\n")
    assert table.frame["First name"].tolist() == ["Ana", "Bo"]
    assert {"text_rows_skipped", "repeated_headers_skipped"} <= set(table.warnings)


@pytest.mark.parametrize(
    "text",
    [
        "Name,Status,Owner\nAnn Lee,Lead,Agent\nBob Ray,Customer,Rep\nContact,Prospect,Manager\n",
        "Name,Company,Job,City\nGuest,University,Manager,Ort\nAnn Lee,Acme,Buyer,Bath\nDelegate,School,Role,Place\n",
        "Name,Company,City\nLan,University,Land\nIl,School,By\nNome,Alaska Practice,Nome\n",
        "First,Last,Phone\nMay,Via,415-555-0101\nDate,Str,415-555-0102\nLan,Nguyen,415-555-0103\n",
    ],
)
def test_rows_of_words_that_also_name_columns_stay_rows(tmp_path: Path, text: str) -> None:
    table = read(tmp_path, text)
    assert table.frame.to_numpy().tolist() == [line.split(",") for line in text.strip().splitlines()[1:]]
    assert not table.others
