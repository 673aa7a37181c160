"""Workbooks of old and binary formats are read as a person sees them, and hostile ones are refused in words."""

from __future__ import annotations

import random
import struct
from pathlib import Path

import pytest
import xlsxwriter

from leadbook.errors import IntakeError
from leadbook.intake import SourceTable, read_table
from tests import office
from tests.intake.binaries import (
    CONTINUE,
    EOF,
    FORMAT,
    XF,
    cell,
    compound,
    letters,
    part,
    record,
    shared,
    stream,
    wide,
    xlsb,
)  # fmt: skip
from tests.intake.lists import read

LABEL, LABELSST, NUMBER, RK, MULRK, FORMULA, STRING, BOOLERR = 0x204, 0xFD, 0x203, 0x27E, 0xBD, 6, 0x207, 0x205
FORMATS = record(FORMAT, struct.pack("<H", 164) + letters("00000")) + b"".join(
    record(XF, struct.pack("<HH", 0, number) + bytes(16)) for number in (0, 164, 14, 10)
)
HEADERS = ("E-mail", "Zip", "Created", "Share", "Note", "Ok")
HEAD = [cell(LABEL, 0, at, letters(name)) for at, name in enumerate(HEADERS)]


def rk(value: int, hundredths: bool = False) -> bytes:
    """A whole number in four bytes."""
    return struct.pack("<I", (value << 2 & 0xFFFFFFFF) | 2 | hundredths)


def xls(folder: Path, content: bytes, name: str = "Workbook") -> SourceTable:
    """The table of a workbook stream."""
    return read(folder, compound(content, name), "a.xls")


def test_every_kind_of_record_of_an_xls_is_read_as_seen(tmp_path: Path) -> None:
    text = b"\x00\x00\xff\xff"
    rows = [
        *HEAD, cell(LABELSST, 1, 0, struct.pack("<I", 0)), cell(RK, 1, 1, rk(2134), 1), cell(RK, 1, 2, rk(46027), 2),
        cell(NUMBER, 1, 3, struct.pack("<d", 0.256), 3), cell(FORMULA, 1, 4, bytes(4) + text + bytes(8)),
        record(STRING, letters("Zoë")[:4]), record(CONTINUE, b"\x01" + "oł".encode("utf-16-le")),
        cell(BOOLERR, 1, 5, b"\x01\x00"), record(0x208, struct.pack("<6HHH", 2, 0, 6, 0, 0, 0, 0x20, 0)),
        cell(LABELSST, 2, 0, struct.pack("<I", 1)), record(MULRK, struct.pack("<HH", 2, 1) + struct.pack("<H", 1)
        + rk(7) + struct.pack("<H", 2) + rk(4602750, hundredths=True) + struct.pack("<H", 2)),
        cell(FORMULA, 2, 3, struct.pack("<d", 12.5) + bytes(8)), cell(BOOLERR, 2, 5, b"\x07\x01"),
    ]  # fmt: skip
    texts = shared([letters("ana@x.example") + struct.pack("<HBH", 12, 8, 1) + b"bo@x", b"\x01"
                    + ".example".encode("utf-16-le") + bytes(4)], 2)  # fmt: skip
    hidden = ("Old", 1, cell(LABEL, 0, 0, letters("x")))
    table = xls(tmp_path, stream([("Leads", 0, b"".join(rows)), hidden], FORMATS + texts))
    assert table.frame.to_numpy().tolist() == [
        ["ana@x.example", "02134", "2026-01-05", "25.6%", "Zoł", "TRUE"],
        ["bo@x.example", "00007", "2026-01-05T12:00:00", "12.5", "", ""],
    ]
    assert [(one.row, one.column, one.code) for one in table.findings] == [(3, "Ok", "error_value")]
    assert set(table.warnings) == {"formula_values_used", "hidden_rows_included", "hidden_sheets_ignored"}


def test_a_workbook_of_excel_95_is_read_in_its_code_page(tmp_path: Path) -> None:
    codec = "cp1250"
    rows = [cell(LABEL, 0, at, letters(name, codec=codec)) for at, name in enumerate(("Imię", "E-mail", "Data"))]
    rows += [
        cell(LABEL, 1, 0, letters("Łukasz", codec=codec)),
        cell(0xD6, 1, 1, letters("l@x.example", codec=codec) + b"\x00"),
        cell(RK, 1, 2, rk(46027), 1),
    ]  # fmt: skip
    more = record(0x42, struct.pack("<H", 1250)) + record(FORMAT, struct.pack("<H", 164) + letters("d/m/yy", 1, codec))
    more += b"".join(record(XF, struct.pack("<HH", 0, number) + bytes(12)) for number in (0, 164))
    table = xls(tmp_path, stream([("Osoby", 0, b"".join(rows))], more, 0x0500, codec), "Book")
    assert table.frame.to_numpy().tolist() == [["Łukasz", "l@x.example", "2026-01-05"]]
    assert table.source == "xls: Osoby"


def test_days_of_the_calendar_of_1904_and_merged_cells_are_read(tmp_path: Path) -> None:
    rows = [*HEAD[:3], cell(LABEL, 1, 0, letters("a@x.example")), cell(LABEL, 1, 1, letters("02134")),
            cell(RK, 1, 2, rk(44565), 2), cell(LABEL, 2, 0, letters("b@x.example")), cell(RK, 2, 2, rk(44565), 2),
            record(0xE5, struct.pack("<H4H", 1, 1, 2, 1, 1))]  # fmt: skip
    table = xls(tmp_path, stream([("Leads", 0, b"".join(rows))], FORMATS + record(0x22, b"\x01\x00")))
    assert table.frame["Created"].tolist() == ["2026-01-05", "2026-01-05"]
    assert table.frame["Zip"].tolist() == ["02134", "02134"]
    assert "merged_cells_filled" in table.warnings


def test_a_cell_far_away_in_an_xls_costs_nothing(tmp_path: Path) -> None:
    rows = [*HEAD, cell(LABEL, 1, 0, letters("a@x.example")), cell(LABEL, 65_535, 16_000, letters("x"))]
    table = xls(tmp_path, stream([("Leads", 0, b"".join(rows))]))
    assert len(table.frame) == 1
    assert "stray_cells_ignored" in table.warnings


SHEET = b"".join(HEAD) + cell(LABEL, 1, 0, letters("a@x.example"))
GOOD = stream([("Leads", 0, SHEET)])


def _twice() -> bytes:
    """Two names for one sheet: many such would cost without end."""
    content = stream([("Leads", 0, SHEET), ("More", 0, SHEET)])
    at = content.index(record(EOF)) + 4
    first = content.index(struct.pack("<I", at))
    second = content.index(struct.pack("<HH", 0x85, 6 + len(letters("More", 1)))) + 4
    return content[:second] + content[first : first + 4] + content[second + 4 :]


def _with(place: int, data: bytes, content: bytes) -> bytes:
    return content[:place] + data + content[place + len(data) :]


HOSTILE = {
    "CORRUPT": {
        "a sheet behind the end": compound(_with(GOOD.index(b"\x85\x00") + 4, b"\xff\xff\xff\x7f", GOOD)),
        "a record longer than the rest": compound(_with(22, b"\xff\xff", GOOD + b"\x01" * 5000)),
        "two names for one sheet": compound(_twice()),
        "a text longer than its record": compound(stream([("L", 0, cell(LABEL, 0, 0, b"\xff\xff\x00abc"))])),
        "a shared text that is not there": compound(stream([("L", 0, cell(LABELSST, 0, 0, struct.pack("<I", 9)))])),
        "a circle of sectors": _with(512 + 8, struct.pack("<I", 2), compound(GOOD + bytes(9000))),
        "a sector behind the end": _with(512 + 8, struct.pack("<I", 0xFFFFFF), compound(GOOD + bytes(9000))),
        "half a file": compound(GOOD)[:1400],
    },
    "NOT-A-WORKBOOK": {
        "Excel 4": compound(record(0x0409, struct.pack("<HH", 0, 0x10)) + record(EOF)),
        "macros": compound(b"\x00" * 10, "ThisWorkbook"),
    },
    "ENCRYPTED": {
        "a password": compound(record(0x809, struct.pack("<HH", 0x600, 5)) + record(0x2F, bytes(6))),
        "a password of today": compound(b"", "EncryptedPackage"),
    },
}  # fmt: skip


@pytest.mark.parametrize(("code", "name"), [(code, name) for code, files in HOSTILE.items() for name in files])
def test_a_hostile_or_other_ole_file_is_refused_in_words(code: str, name: str, tmp_path: Path) -> None:
    with pytest.raises(IntakeError) as caught:
        read(tmp_path, HOSTILE[code][name], "a.xls")
    assert caught.value.code == f"LB-E-{code}"


STYLES = part(44, struct.pack("<H", 164) + wide("00000")) + part(617) + b"".join(
    part(47, struct.pack("<HH", 0xFFFF, number) + bytes(12)) for number in (0, 164, 14, 10)) + part(618)  # fmt: skip


def bcell(kind: int, column: int, body: bytes, style: int = 0) -> bytes:
    """A cell of an .xlsb."""
    return part(kind, struct.pack("<II", column, style) + body)


def brow(number: int, hidden: bool = False) -> bytes:
    """The beginning of a row of an .xlsb."""
    return part(0, struct.pack("<IIHBBB", number, 0, 300, 0, 0x10 * hidden, 0) + bytes(4))


BHEAD = brow(0) + b"".join(bcell(7, at, struct.pack("<I", at)) for at in range(6))
NAMES = (*HEADERS, "ana@x.example")


def test_every_kind_of_record_of_an_xlsb_is_read_as_seen(tmp_path: Path) -> None:
    rows = (
        BHEAD + brow(1) + bcell(7, 0, struct.pack("<I", 6)) + bcell(2, 1, rk(2134), 1)
        + bcell(5, 2, struct.pack("<d", 46027), 2) + bcell(9, 3, struct.pack("<d", 0.256) + bytes(6), 3)
        + bcell(8, 4, wide("Zoł") + bytes(6)) + bcell(4, 5, b"\x01")
        + brow(2, hidden=True) + bcell(6, 0, wide("bo@x.example")) + part(16, struct.pack("<Id", 1, 7))
        + bcell(62, 4, b"\x00" + wide("rich")) + bcell(3, 5, b"\x07")
    )  # fmt: skip
    table = read(tmp_path, xlsb([("Leads", 0, rows), ("Old", 1, BHEAD)], NAMES, STYLES), "a.xlsb")
    assert table.frame.to_numpy().tolist() == [
        ["ana@x.example", "02134", "2026-01-05", "25.6%", "Zoł", "TRUE"],
        ["bo@x.example", "00007", "", "", "rich", ""],
    ]
    assert [(one.row, one.column, one.code) for one in table.findings] == [(3, "Ok", "error_value")]
    assert set(table.warnings) == {"formula_values_used", "hidden_rows_included", "hidden_sheets_ignored"}


@pytest.mark.parametrize("rows", [
    BHEAD + b"\x00\xff\xff\xff\x7f", BHEAD + brow(1) + bcell(7, 0, struct.pack("<I", 99)),
    BHEAD + brow(1) + bcell(6, 0, b"\xff\xff\xff\x7f"), BHEAD + brow(1) + bcell(5, 0, b"\x00"),
    BHEAD + brow(1) + bcell(5, 0, b"\xff" * 8), BHEAD + b"\x80",
])  # fmt: skip
def test_a_hostile_xlsb_is_refused_in_words(rows: bytes, tmp_path: Path) -> None:
    with pytest.raises(IntakeError) as caught:
        read(tmp_path, xlsb([("Leads", 0, rows)], NAMES, STYLES), "a.xlsb")
    assert caught.value.code == "LB-E-CORRUPT"


def test_a_cell_far_away_in_an_xlsb_costs_nothing(tmp_path: Path) -> None:
    rows = BHEAD + brow(1) + bcell(6, 0, wide("a@x.example")) + brow(1_048_575) + bcell(6, 16_383, wide("x"))
    table = read(tmp_path, xlsb([("Leads", 0, rows)], NAMES, STYLES), "a.xlsb")
    assert len(table.frame) == 1
    assert "stray_cells_ignored" in table.warnings


def test_what_is_broken_anywhere_is_read_or_refused(tmp_path: Path) -> None:
    """Bytes of both formats are changed one after the other: a table or words, never an error of the program."""
    chance = random.Random(4)
    rows = BHEAD + brow(1) + bcell(6, 0, wide("a@x.example")) + bcell(2, 1, rk(2134), 1)
    refused = 0
    for at in range(240):
        content = bytearray(compound(GOOD) if at % 2 else rows)
        for _ in range(chance.randint(1, 3)):
            content[chance.randrange(len(content))] = chance.choice((0, 1, 4, 0x7F, 0x80, 0xFF, chance.randrange(256)))
        file = bytes(content) if at % 2 else xlsb([("Leads", 0, bytes(content))], NAMES, STYLES)
        try:
            read(tmp_path, file, "a.xls" if at % 2 else "a.xlsb")
        except IntakeError:
            refused += 1
    assert 0 < refused < 240


@pytest.mark.office
def test_what_libreoffice_saves_as_xls_and_ods_is_read_as_the_xlsx_it_came_from(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Leads")
    codes = ("00000", "yyyy-mm-dd", "0.0%", "[h]:mm:ss", "0.00")
    forms = {code: book.add_format({"num_format": code}) for code in codes}
    sheet.write_row(0, 0, ["E-mail", "Zip", "Created", "Share", "Time", "Sum", "Ok", "City", "Group", "Call"])
    for row in range(1, 400):
        sheet.write_string(row, 0, f"person{row}@x.example")
        for column, (code, value) in enumerate((("00000", 2134), ("yyyy-mm-dd", 46027), ("0.0%", 0.256)), start=1):
            sheet.write_number(row, column, value + row * (column != 3), forms[code])
        sheet.write_number(row, 4, 1.5, forms["[h]:mm:ss"])
        sheet.write_number(row, 5, row / 4, forms["0.00"])
        sheet.write_boolean(row, 6, row % 2)
        sheet.write_string(row, 7, f"Łódź Köln 東京 {'x' * row}")
        sheet.write_formula(row, 9, '="T"&"el"', None, "Tel")
    sheet.merge_range(1, 8, 3, 8, "Gold")
    sheet.set_row(5, None, None, {"hidden": True})
    book.add_worksheet("Old").hide()
    book.close()
    seen = read_table(path)
    for kind in ("xls", "ods"):
        table = read_table(office.convert(path, kind))
        assert table.frame.to_numpy().tolist() == seen.frame.to_numpy().tolist(), kind
        assert {"hidden_rows_included", "merged_cells_filled", "formula_values_used"} <= set(table.warnings), kind
