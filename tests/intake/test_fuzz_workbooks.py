"""Workbooks whose parts were changed, dropped, doubled or mixed up are read or refused in words."""

from __future__ import annotations

import io
import os
import re
import tempfile
import warnings
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadbook.errors import IntakeError
from leadbook.intake import read_table
from leadbook.intake.sheets.cells import Room, SheetCells
from tests.intake.binaries import cell, compound, letters, stream
from tests.intake.lists import outcome, read, write

EXAMPLES = int(os.environ.get("LEADBOOK_FUZZ", "40"))
VALUES = (
    b"", b"-1", b"0", b"2", b"9" * 20, b"1048577", b"16384", b"1e309", b"NaN", b"abc", b"XFD1048576", b"A1:XFD1048576",
    b"\xff", b"\x00", b"str", b"e", b"inlineStr", b"d", b"&#0;", b"&#xD800;", b"&other;", b"_xD83D_",
)  # fmt: skip


def _parts() -> list[tuple[str, bytes]]:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet, day = book.add_worksheet("Leads"), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, ["E-mail", "Company", "Created", "Notes"])
    for row in range(1, 4):
        sheet.write_row(row, 0, [f"p{row}@x.example", f"Firm {row}"])
        sheet.write_number(row, 2, 46_000 + row, day)
        sheet.write_rich_string(row, 3, "x", day, "yz")
    sheet.write_formula(4, 3, '="a"&"b"', None, "ab")
    sheet.merge_range("B6:B7", "m")
    book.add_worksheet("Two").write(0, 0, "hello")
    book.close()
    with zipfile.ZipFile(buffer) as archive:
        wanted = [name for name in archive.namelist() if "docProps" not in name and "theme" not in name]
        return [(name, archive.read(name)) for name in wanted]


PARTS = _parts()


def packed(parts: list[tuple[str, bytes]]) -> bytes:
    """A zip of these parts."""
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as archive:
        warnings.simplefilter("ignore")  # of two parts of one name
        for name, content in parts:
            archive.writestr(name, content)
    return buffer.getvalue()


def changed(content: bytes, place: int, how: int, value: bytes) -> bytes:
    """XML with a mark dropped, doubled or repeated, or a value or text replaced, or the end cut off."""
    if how == 0:
        return content[: place % (len(content) + 1)]
    pattern = rb"<[^>]*>" if how < 4 else rb'="([^"]*)"|>([^<]+)<'
    found = [match.span(match.lastindex or 0) for match in re.finditer(pattern, content)]
    if not found:
        return content
    begin, end = found[place % len(found)]
    middle = (b"", content[begin:end] * 2, content[begin:end] * 40)[how - 1] if how < 4 else value
    return content[:begin] + middle + content[end:]


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None)
@given(changes=st.lists(
    st.tuples(st.integers(0, 99), st.integers(0, 9_999), st.integers(-3, 8), st.sampled_from(VALUES)),
    min_size=1, max_size=3,
))  # fmt: skip
def test_a_workbook_with_damaged_parts_is_a_table_or_a_refusal(changes: list[tuple[int, int, int, bytes]]) -> None:
    parts = list(PARTS)
    for at, place, how, value in changes:
        name, content = parts[at % len(parts)]
        if how == -3:
            parts.append((name, content))
        elif how == -2 and len(parts) > 1:
            parts.remove((name, content))
        elif how == -1:
            parts[at % len(parts)] = (parts[place % len(parts)][0], content)
        else:
            parts[at % len(parts)] = (name, changed(content, place, max(how, 0), value))
    with tempfile.TemporaryDirectory() as folder:
        found = outcome(write(Path(folder), packed(parts), "a.xlsx"))
    if isinstance(found, IntakeError):
        assert found.code.startswith("LB-E-")
        assert found.fix
    else:
        assert found.frame.index.is_unique


def test_parts_named_with_backslashes_are_found(tmp_path: Path) -> None:
    parts = [(name.replace("/", "\\"), content) for name, content in PARTS if "sheet2" not in name]
    assert len(read(tmp_path, packed(parts), "a.xlsx").frame) == 5


def test_two_parts_that_differ_in_case_alone_are_refused(tmp_path: Path) -> None:
    name = "xl/worksheets/sheet1.xml"
    with pytest.raises(IntakeError) as caught:
        read(tmp_path, packed([*PARTS, (name.upper(), dict(PARTS)[name])]), "a.xlsx")
    assert caught.value.code == "LB-E-CORRUPT"


def _sheet(rows: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    text = f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'
    return packed([(name, text.encode() if name.endswith("sheet1.xml") else content) for name, content in PARTS
                   if "sheet2" not in name])  # fmt: skip


def test_rows_that_all_claim_one_number_are_all_kept(tmp_path: Path) -> None:
    row = '<row r="1"><c t="inlineStr"><is><t>{}</t></is></c><c t="inlineStr"><is><t>{}</t></is></c></row>'
    rows = "".join(row.format(f"a{at}@x.example", f"Firm {at}") for at in range(2_000))
    table = read(tmp_path, _sheet(row.format("E-mail", "Company") + rows), "a.xlsx")
    assert table.frame["E-mail"].tolist() == [f"a{at}@x.example" for at in range(2_000)]


def test_sheets_of_one_name_are_both_there(tmp_path: Path) -> None:
    rows = b"".join(cell(0x204, row, at, letters(text)) for row, line in enumerate(
        [("E-mail", "Company"), ("a@x.example", "Acme")]) for at, text in enumerate(line))  # fmt: skip
    content = compound(stream([("Leads", 0, rows), ("Leads", 0, rows)]))
    with pytest.raises(IntakeError) as caught:
        read(tmp_path, content, "a.xls")
    assert "“Leads (2)”" in caught.value.fix
    assert len(read_table(tmp_path / "a.xls", "Leads (2)").frame) == 1


def test_sheets_that_fill_more_cells_than_a_computer_has_room_for_are_refused() -> None:
    room = Room(5)
    sheets = [SheetCells(name, room=room) for name in ("Leads", "More")]
    for at in range(1, 6):
        sheets[at % 2].put(at, 0, "x")
    with pytest.raises(IntakeError) as caught:
        sheets[0].put(6, 0, "x")
    assert caught.value.code == "LB-E-TOO-LARGE"
