"""Web pages and XML under the name of a workbook are read as a person sees them."""

from __future__ import annotations

from pathlib import Path

import pytest

from leadbook.errors import IntakeError
from tests.intake.lists import read

PAGE = """<html><head><meta charset="iso-8859-1"></head><body>
<table><tr><td><table><tr><td>Müller's report</td></tr></table>
</td></tr><tr><td><table><thead><tr><th>First Name</th><th>Last Name</th><th>E-mail</th><th>Zip</th></tr></thead>
<tr><td rowspan=2>An&auml;</td><td> Li&nbsp;
 Po</td><td><a href="mailto:x">a@x.example</a></td><td style='mso-number-format:"\\@"'>00123</td></tr>
<tr><td>Bo<script>x()</script><br>two</td><td>b@x.example</td><td>2</td></tr>
<tr><td colspan=2>C D</td><td>c@x.example</td><td>3</td></tr></table></td></tr></table></body></html>"""
XML = """<?xml version="1.0"?>{dtd}<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="z"><NumberFormat ss:Format="00000"/></Style></Styles>
<Worksheet ss:Name="Leads"><Table><Row ss:Index="2"><Cell><Data ss:Type="String">First Name</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="String">E-mail</Data></Cell><Cell><Data ss:Type="String">Zip</Data></Cell>
<Cell><Data ss:Type="String">Created</Data></Cell></Row>
<Row><Cell ss:MergeDown="1"><Data ss:Type="String">A &amp; B</Data></Cell>
<Cell ss:Index="3"><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>a</B>@x.example</ss:Data></Cell>
<Cell ss:StyleID="z"><Data ss:Type="Number">123</Data></Cell>
<Cell><Data ss:Type="DateTime">2026-01-05T00:00:00.000</Data></Cell></Row>
<Row><Cell ss:Index="3"><Data ss:Type="String">b@x.example</Data></Cell><Cell><Data ss:Type="Error">#N/A</Data></Cell>
</Row></Table></Worksheet></Workbook>"""


def test_the_list_among_nested_tables_is_found_with_its_spans(tmp_path: Path) -> None:
    table = read(tmp_path, PAGE.encode("latin-1"), "report.xls")
    assert table.frame.to_numpy().tolist() == [
        ["Anä", "Li Po", "a@x.example", "00123"],
        ["Anä", "Bo\ntwo", "b@x.example", "2"],
        ["C D", "", "c@x.example", "3"],
    ]
    assert [other.frame.shape[0] for other in table.others] == [0]


def test_a_header_in_a_table_of_its_own_is_that_of_the_table_below(tmp_path: Path) -> None:
    page = "<table><tr><td>Name<td>E-mail</table><table><tr><td>A<td>a@x.example</table>"
    assert read(tmp_path, page, "report.xls").frame.to_numpy().tolist() == [["A", "a@x.example"]]


def test_a_web_archive_is_read(tmp_path: Path) -> None:
    head = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html\n'
    body = "Content-Transfer-Encoding: quoted-printable\n\n"
    body += "<table><tr><td>Name<td>E-mail<tr><td>=C3=84<td>a@x.example</table>"
    assert read(tmp_path, f"{head}{body}\n--b--\n", "report.xls").frame["Name"].tolist() == ["Ä"]


def test_spans_beyond_any_list_are_refused(tmp_path: Path) -> None:
    cells = "<td colspan=1000 rowspan=1000>x</td>" * 100
    with pytest.raises(IntakeError) as caught:
        read(tmp_path, f"<table><tr>{cells}</tr>{'<tr><td>1</td></tr>' * 200}</table>", "report.xls")
    assert caught.value.code == "LB-E-TOO-LARGE"


def test_a_workbook_as_xml_is_read_with_gaps_merges_dates_and_formats(tmp_path: Path) -> None:
    table = read(tmp_path, XML.format(dtd=""), "report.xls")
    assert table.header_row == 2
    assert table.source == "xml: Leads"
    assert table.frame.to_numpy().tolist() == [
        ["A & B", "", "a@x.example", "00123", "2026-01-05"],
        ["A & B", "", "b@x.example", "", ""],
    ]
    assert [(finding.row, finding.column, finding.code) for finding in table.findings] == [(4, "Zip", "error_value")]


def test_xml_with_a_document_type_is_refused_and_cut_off_xml_too(tmp_path: Path) -> None:
    with pytest.raises(IntakeError) as unsafe:
        read(tmp_path, XML.format(dtd='<!DOCTYPE x [<!ENTITY a "b">]>'), "report.xls")
    with pytest.raises(IntakeError) as cut:
        read(tmp_path, XML.format(dtd="")[:-40], "report.xls")
    assert (unsafe.value.code, cut.value.code) == ("LB-E-UNSAFE-XML", "LB-E-CORRUPT")
