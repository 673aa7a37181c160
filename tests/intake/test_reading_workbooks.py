"""Workbooks are read as a person sees them, and never without a check of what is inside."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import Workbook

from leadbook.errors import IntakeError
from leadbook.intake import read_table
from tests.intake.lists import read

ROWS = [["First name", "E-mail", "Phone"], ["Ana", "ana@x.example", "+1 415 555 0132"], ["Bo", "bo@x.example", ""]]


def _save(path: Path, rows: list[list[object]], title: str = "Leads", state: str = "visible") -> Workbook:
    book = Workbook()
    sheet = book.active
    sheet.title, sheet.sheet_state = title, state
    for row in rows:
        sheet.append(row)
    book.save(path)
    return book


def test_cells_are_text_as_shown(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Leads")
    sheet.write_row(0, 0, ["E-mail", "Postcode", "Phone", "Created", "Revenue", "Ok"])
    sheet.write_string(1, 0, "a@x.example")
    sheet.write_number(1, 1, 2134, book.add_format({"num_format": "00000"}))
    sheet.write_number(1, 2, 4155550132)
    sheet.write_datetime(1, 3, dt.datetime(2026, 11, 2), book.add_format({"num_format": "d mmm yyyy"}))
    sheet.write_number(1, 4, 0.25)
    sheet.write_boolean(1, 5, True)
    book.close()
    row = read_table(path).frame.iloc[0].tolist()
    assert row == ["a@x.example", "02134", "4155550132", "2026-11-02", "0.25", "TRUE"]


def test_errors_and_empty_formulas_become_blank_cells_with_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = Workbook()
    book.active.append(["E-mail", "Phone"])
    book.active.append(["a@x.example", '=VLOOKUP("x",Z:Z,1,0)'])
    book.save(path)
    table = read_table(path)
    assert table.frame["Phone"].tolist() == [""]
    assert [(f.row, f.column, f.code) for f in table.findings] == [(2, "Phone", "formula_without_value")]


def test_titles_hidden_rows_and_merged_cells_are_handled_and_said(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Leads")
    sheet.merge_range("B2:D2", "Show leads")
    sheet.write_row(3, 1, ["Company", "Name", "E-mail"])
    sheet.merge_range("B5:B6", "Acme")
    sheet.write_row(4, 2, ["A", "a@x.example"])
    sheet.write_row(5, 2, ["B", "b@x.example"])
    sheet.set_row(5, None, None, {"hidden": True})
    book.close()
    table = read_table(path)
    assert table.header_row == 4
    assert table.frame.to_numpy().tolist() == [["Acme", "A", "a@x.example"], ["Acme", "B", "b@x.example"]]
    assert {"header_row_guessed", "hidden_rows_included", "merged_cells_filled"} <= set(table.warnings)


def test_a_hidden_sheet_is_left_out_with_a_word(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = _save(path, ROWS)
    other = book.create_sheet("Old")
    for row in ROWS:
        other.append(row)
    other.sheet_state = "hidden"
    book.save(path)
    table = read_table(path)
    assert len(table.frame) == 2
    assert "hidden_sheets_ignored" in table.warnings


def test_two_sheets_that_could_be_the_list_are_asked_about_and_one_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = _save(path, ROWS)
    for row in ROWS[:2]:
        (book["More"] if "More" in book.sheetnames else book.create_sheet("More")).append(row)
    book.save(path)
    with pytest.raises(IntakeError) as caught:
        read_table(path)
    assert caught.value.code == "LB-E-WHICH-SHEET"
    assert "“More”" in caught.value.fix
    assert len(read_table(path, "more").frame) == 1


def test_a_single_cell_far_away_costs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = _save(path, ROWS)
    book.active.cell(1_048_576, 16_384, "x")
    book.save(path)
    table = read_table(path)
    assert len(table.frame) == 2
    assert "stray_cells_ignored" in table.warnings


def test_a_document_type_declaration_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    _save(path, ROWS)
    parts = {name: zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist()}
    parts["xl/workbook.xml"] = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>' + parts["xl/workbook.xml"]
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    with pytest.raises(IntakeError) as caught:
        read_table(path)
    assert caught.value.code == "LB-E-UNSAFE-XML"


def test_a_workbook_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (80 << 20))
    with pytest.raises(IntakeError) as caught:
        read(tmp_path, buffer.getvalue(), "bomb.xlsx")
    assert caught.value.code == "LB-E-TOO-LARGE"


def test_text_named_as_a_workbook_is_read_and_said(tmp_path: Path) -> None:
    table = read(tmp_path, "Name,E-mail\nA,a@x.example\n", "really.xlsx")
    assert len(table.frame) == 1
    assert "wrong_extension" in table.warnings


def test_a_web_page_named_as_a_workbook_is_read_and_said(tmp_path: Path) -> None:
    page = "<html><table><tr><th>Name</th><th>E-mail</th></tr><tr><td>A</td><td>a@x.example</td></tr></table></html>"
    table = read(tmp_path, page, "report.xls")
    assert table.frame.to_numpy().tolist() == [["A", "a@x.example"]]
    assert "wrong_extension" in table.warnings


def test_a_truncated_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    _save(path, ROWS)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(IntakeError) as caught:
        read_table(path)
    assert caught.value.code == "LB-E-CORRUPT"
