"""The marks that part and quote cells are found by what they do, and a broken row is mended only when it is certain."""

from __future__ import annotations

from pathlib import Path

import pytest

from leadbook.errors import IntakeError
from leadbook.intake import read_table
from tests.intake.lists import HEADER, read

ROWS = [["Name", "E-mail", "City"], ["Ana", "ana@acme.example", "Bonn"], ["Bo", "bo@acme.example", "Ulm"]]


def cells(folder: Path, content: str) -> list[list[str]]:
    """Names and rows of a text."""
    frame = read(folder, content).frame
    return [list(frame.columns), *frame.to_numpy().tolist()]


@pytest.mark.parametrize("mark", [" ", "^", "~", ":", "||", ";;", "|~|", "::"])
def test_rare_delimiters_and_those_of_several_characters_are_found(tmp_path: Path, mark: str) -> None:
    assert cells(tmp_path, "\n".join(mark.join(row) for row in ROWS)) == ROWS


@pytest.mark.parametrize(
    "text", ["Full name\nAna Silva\nBo Lee\nCy Ray\n", "Ana Silva\nBo Lee\nCy Ray\n", "Note\nat 10:30\nat 11:45\n"]
)
def test_blanks_and_colons_in_a_list_of_one_column_part_nothing(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text).frame.shape[1] == 1


@pytest.mark.parametrize(("left", "right"), [("'", "'"), ("“", "”"), ("„", "“"), ("«", "»")])
def test_single_and_typographic_quotes_around_cells_are_no_text(tmp_path: Path, left: str, right: str) -> None:
    rows = [["Name", "E-mail", "Notes"], ["Ana", "ana@acme.example", "one, two"], ["Bo", "bo@acme.example", "it's ok"]]
    text = "\n".join(",".join(f"{left}{cell}{right}" for cell in row) for row in rows)
    assert cells(tmp_path, text) == rows


def test_apostrophes_that_quote_nothing_stay(tmp_path: Path) -> None:
    rows = [["Name", "Notes"], ["O'Neil", "'tis fine"], ["D'Arc", "the boys'"], ["Bo", "'quoted'"]]
    assert cells(tmp_path, "\n".join(",".join(row) for row in rows)) == rows


@pytest.mark.parametrize("escaped", ['\\"', '""', '\x00"'])
def test_quotes_inside_a_cell_are_read_in_every_usual_spelling(tmp_path: Path, escaped: str) -> None:
    text = f'Name,E-mail,Notes\nAna,a@acme.example,"a 5{escaped} pipe, long"\nBo,,"said {escaped}hi{escaped}"\n'
    assert [row[2] for row in cells(tmp_path, text)[1:]] == ['a 5" pipe, long', 'said "hi"']


def test_a_backslash_at_the_end_of_a_quoted_cell_is_text(tmp_path: Path) -> None:
    text = 'Name,Folder,Notes\nAna,"C:\\lists\\","a, b"\nBo,"D:\\","c"\n'
    assert cells(tmp_path, text)[1:] == [["Ana", "C:\\lists\\", "a, b"], ["Bo", "D:\\", "c"]]


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_every_end_of_line_is_one_and_breaks_inside_quotes_end_no_row(tmp_path: Path, end: str) -> None:
    text = f'Name,Notes,City{end}Ana,"one\u2028two\r\nthree\rfour\nfive",Bonn{end}Bo,"x",Ulm{end}'
    assert cells(tmp_path, text)[1] == ["Ana", "one\u2028two\r\nthree\rfour\nfive", "Bonn"]
    assert len(cells(tmp_path, text)) == 3


def test_line_separators_stay_text_in_a_list_with_a_stray_quote_too(tmp_path: Path) -> None:
    table = read(tmp_path, 'Name,Notes,City\nAna,a 24" screen\u2028black,Bonn\nBo,"lone,Ulm\n')
    assert table.frame["Notes"].tolist() == ['a 24" screen\u2028black', '"lone']


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=;"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_that_names_the_delimiter_decides_and_is_no_row(tmp_path: Path, line: str, end: str) -> None:
    table = read(tmp_path, end.join([line, "Name;Notes", "Ana;a,b", "Bo;c,d"]))
    assert table.frame["Notes"].tolist() == ["a,b", "c,d"]
    assert table.frame.index.tolist() == [3, 4]


def test_an_extra_quote_spoils_neither_its_row_nor_the_other_cells(tmp_path: Path) -> None:
    rows = ['Name,E-mail,Notes', '"Ana,ana@acme.example,"one, two"', 'Bo,bo@acme.example,""three"']
    text = "\n".join([*rows, '"Cy","cy@acme.example","ok"'])
    table = read(tmp_path, text)
    assert table.frame.to_numpy().tolist() == [
        ['"Ana', "ana@acme.example", "one, two"],
        ["Bo", "bo@acme.example", '"three'],
        ["Cy", "cy@acme.example", "ok"],
    ]
    assert "stray_quote_kept" in table.warnings


def test_a_delimiter_missing_beside_a_quote_is_put_back_and_said(tmp_path: Path) -> None:
    text = 'Name,Notes,City,Country\nAna,"a",Bonn,DE\nBo"b",Ulm,DE\nCy,"c"Jena,DE\n'
    table = read(tmp_path, text)
    assert table.frame["City"].tolist() == ["Bonn", "Ulm", "Jena"]
    assert "stray_quote_kept" in table.warnings


def test_a_row_that_can_be_read_in_two_ways_is_rejected_with_its_text(tmp_path: Path) -> None:
    text = 'Name,Notes,City\nAna,"a",Bonn\nBo"b, c",Ulm\nCy,d,Jena\n'
    table = read(tmp_path, text)
    assert [(reject.row, reject.reason) for reject in table.rejects] == [(3, "bad_quoting")]
    assert table.untrusted == {3: ('Bo"b, c",Ulm',)}
    assert table.frame["Name"].tolist() == ["Ana", "Cy"]


def test_a_quote_that_another_row_closes_swallows_no_row(tmp_path: Path) -> None:
    text = f'{HEADER}\nAna,Silva,ana@acme.example,1,"Acme\nBo,Lee,bo@acme.example,2,Co\nCy,Ray,cy@acme.example,3,Ltd"\n'
    table = read(tmp_path, text)
    assert len(table.frame) + len(table.rejects) == 3


def test_a_row_with_another_delimiter_is_read_by_it(tmp_path: Path) -> None:
    rows = [f"p{at},p{at}@acme.example,Bonn" for at in range(4)]
    table = read(tmp_path, "\n".join(["Name;E-mail;City", *rows, "Ana;ana@acme.example;Ulm"]))
    assert list(table.frame.columns) == ["Name", "E-mail", "City"]
    assert table.frame["City"].tolist() == ["Bonn"] * 4 + ["Ulm"]
    assert "other_delimiter" in table.warnings


def test_a_short_row_with_other_marks_in_its_text_stays_as_it_is(tmp_path: Path) -> None:
    table = read(tmp_path, "Name,Notes,City\nAna,one; two; three\nBo,x,Ulm\n")
    assert table.frame["Notes"].tolist() == ["one; two; three", "x"]


def test_cells_of_rows_with_too_many_are_kept_beside_their_number(tmp_path: Path) -> None:
    table = read(tmp_path, f"{HEADER}\nAna,Silva,a@acme.example,1,Co,more\nBo,Lee,b@acme.example,2,Co\n")
    assert table.untrusted == {2: ("Ana", "Silva", "a@acme.example", "1", "Co", "more")}


def test_hostile_quotes_are_read_in_one_pass(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"{HEADER}\n" + ',"x' * 40_000 + "\n" + 'x,"""\n' * 4_000, encoding="utf-8")
    with pytest.raises(IntakeError) as caught:
        read_table(path)
    assert caught.value.code in ("LB-E-UNCLOSED-QUOTE", "LB-E-TOO-MANY-COLUMNS")
