"""Cells of sheets are read as a person saw them, by the fast way and by the parser alike, within bounds."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import Workbook

from leadbook.errors import IntakeError
from leadbook.intake import read_table
from leadbook.intake.sheets.numberforms import number_form, shown
from tests.intake.lists import read

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ROWS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>E-mail</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>A &amp;amp; &#x42;_x0043_</t></is></c>'
    '<c r="B2" t="str"><f>1</f><v>a@x.example</v></c></row>'
)


def _book(sheet: str | bytes, count: int = 1) -> bytes:
    """A workbook with one sheet part, named by so many sheets."""
    sheets = "".join(f'<sheet name="S{at}" sheetId="{at}" r:id="r1"/>' for at in range(1, count + 1))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        workbook = f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets>{sheets}</sheets></workbook>'
        archive.writestr("xl/workbook.xml", workbook)
        relation = '<Relationship Id="r1" Type="x/worksheet" Target="worksheets/a.xml"/>'
        archive.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="x">{relation}</Relationships>')
        archive.writestr("xl/worksheets/a.xml", sheet)
    return buffer.getvalue()


def _sheet(rows: str, tail: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}"><dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData>{tail}</worksheet>'


TALL = (f'</row><row r="{at}"><c><v>1</v></c>' for at in range(4, 3000))
PREFIXED = _sheet(ROWS).replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=")


@pytest.mark.parametrize(
    "sheet",
    [
        _sheet(ROWS),
        PREFIXED,
        _sheet("<!-- rows -->" + ROWS),
        _sheet(ROWS.replace("A &amp;amp; &#x42;", "<![CDATA[A &amp; B]]>")),
        ('<?xml version="1.0" encoding="UTF-16"?>' + _sheet(ROWS)).encode("utf-16"),
        _sheet(ROWS).replace("><", ">\r\n<").replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"),
    ],
)
def test_however_a_sheet_is_written_its_cells_are_the_same(tmp_path: Path, sheet: str | bytes) -> None:
    table = read(tmp_path, _book(sheet), "a.xlsx")
    assert table.frame.to_numpy().tolist() == [["A &amp; BC", "a@x.example"]]
    assert "formula_values_used" in table.warnings


def test_two_rows_of_one_number_are_both_kept(tmp_path: Path) -> None:
    more = "".join(f'<row r="3"><c r="A3" t="inlineStr"><is><t>{name}</t></is></c></row>' for name in "XY")
    assert read(tmp_path, _book(_sheet(ROWS + more)), "a.xlsx").frame["Name"].tolist()[1:] == ["X", "Y"]


def test_one_part_for_many_sheets_is_read_once(tmp_path: Path) -> None:
    assert len(read(tmp_path, _book(_sheet(ROWS), 5000), "a.xlsx").frame) == 1


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ('<c r="A3" t="s"><v>9</v></c>', "LB-E-CORRUPT"),
        ('<c r="A3" t="s"><v>-1</v></c>', "LB-E-CORRUPT"),
        ('<c r="A3"><v>1e999</v></c>', "LB-E-CORRUPT"),
        ('<c r="A3" t="str"><v>&bogus;</v></c>', "LB-E-CORRUPT"),
        ("<c><v>1</v></c>" * 16_384 + "".join(TALL), "LB-E-TOO-LARGE"),
    ],
)
def test_cells_that_cannot_be_are_refused_and_wide_ones_cost_little(tmp_path: Path, cell: str, code: str) -> None:
    rows = ROWS + f'<row r="3">{cell}</row>'
    with pytest.raises(IntakeError) as caught:
        read(tmp_path, _book(_sheet(rows)), "a.xlsx")
    assert caught.value.code == code


def test_a_list_on_a_hidden_sheet_is_named_and_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = Workbook()
    book.active.append(["Nothing here"])
    hidden = book.create_sheet("Leads")
    hidden.append(["First name", "E-mail"])
    hidden.append(["Ana", "ana@x.example"])
    hidden.sheet_state = "hidden"
    book.save(path)
    with pytest.raises(IntakeError) as caught:
        read_table(path)
    assert caught.value.code == "LB-E-WHICH-SHEET"
    assert "“Leads”" in caught.value.fix
    assert len(read_table(path, "leads").frame) == 1


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ("00000", 2134, "02134"), ("00000\\-0000", 21340001, "02134-0001"),
        ("(###) ###-####", 4155550132, "(415) 555-0132"),
        ("[<=9999999]###\\-####;\\(###\\)\\ ###\\-####", 5550132, "555-0132"), ("0.0%", 0.256, "25.6%"),
        ('0#" "##" "##" "##" "##', 612345678, "06 12 34 56 78"), ('"ID-"00000', 42, "ID-00042"),
        ("#,##0", 12345, "12345"), ("#\\ ##0", 12345, "12345"), ('"$"#,##0.00', 1200, "1200"), ('0 "days"', 5, "5"),
        ("0.00E+00", 4155550132, "4155550132"), ("0.00", 3.14159, "3.14159"), ("[$-409]000", 7, "007"),
    ],
)  # fmt: skip
def test_numbers_are_shown_as_masks_and_not_as_rounded(code: str, value: float, text: str) -> None:
    assert shown(float(value), number_form(170, code)) == text


def test_durations_and_phone_masks_of_a_workbook_are_read_as_seen(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["E-mail", "Phone", "Time in session"])
    sheet.write(1, 0, "a@x.example")
    sheet.write_number(1, 1, 4155550132, book.add_format({"num_format": "(###) ###-####"}))
    sheet.write_number(1, 2, 1.5, book.add_format({"num_format": "[h]:mm:ss"}))
    book.close()
    assert read_table(path).frame.iloc[0].tolist() == ["a@x.example", "(415) 555-0132", "36:00:00"]


def _ods(rows: str, manifest: str = "") -> bytes:
    names = ("office", "table", "text")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    sheet = f'<table:table table:name="Leads">{rows}</table:table>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
        archive.writestr("content.xml", f"<office:document-content {spaces}>{sheet}</office:document-content>")
    return buffer.getvalue()


def _cell(text: str, more: str = 'office:value-type="string"') -> str:
    return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"


HEAD = f"<table:table-row>{_cell('E-mail')}{_cell('Zip')}{_cell('Created')}</table:table-row>"
LINE = (
    f"<table:table-row>{_cell('a@x.example')}" + _cell("02134", 'office:value-type="float" office:value="2134"')
    + _cell("5 Jan", 'office:value-type="date" office:date-value="2026-01-05"') + "</table:table-row>"
)  # fmt: skip


def test_an_ods_is_read_as_seen_and_its_far_cells_cost_nothing(tmp_path: Path) -> None:
    far = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row>'
    wide = f'<table:table-row><table:table-cell table:number-columns-repeated="16383"/>{_cell("x")}</table:table-row>'
    table = read(tmp_path, _ods(HEAD + LINE + far + wide), "a.ods")
    assert table.frame.to_numpy().tolist() == [["a@x.example", "02134", "2026-01-05"]]
    assert "stray_cells_ignored" in table.warnings


def test_an_ods_that_repeats_without_end_or_is_protected_is_refused(tmp_path: Path) -> None:
    endless = f'<table:table-row table:number-rows-repeated="900000">{_cell("x")}</table:table-row>'
    for content, code in ((_ods(HEAD + endless), "LB-E-TOO-LARGE"), (_ods(HEAD, "encryption-data"), "LB-E-ENCRYPTED")):
        with pytest.raises(IntakeError) as caught:
            read(tmp_path, content, "a.ods")
        assert caught.value.code == code
