"""The new workbook and the demo's hold nothing that Excel would repair; and the checker that says so sees faults."""

import io
import re
import zipfile

import pytest

from leadbook.template.build import build_book
from tests.books.makers import xlsxwriter_bytes
from tests.books.soundness import problems

SHEET, TABLE, STYLES, BOOK = "xl/worksheets/sheet1.xml", "xl/tables/table1.xml", "xl/styles.xml", "xl/workbook.xml"
FAULTS = {
    "elements out of order": (SHEET, r"(<sheetData>.*</sheetData>)(<pageMargins[^>]*/>)", r"\2\1", "out of order"),
    "columns that overlap": (
        SHEET, "<sheetData>", '<cols><col min="1" max="4"/><col min="3" max="5"/></cols><sheetData>', "overlap",
    ),
    "cells out of order": (SHEET, '<c r="B3"', '<c r="E3"', "wrong place"),
    "a format that is missing": (SHEET, '<c r="A3"', '<c s="999" r="A3"', "format of cell A3"),
    "a text that is missing": (SHEET, r'(<c r="A3" t="s"><v>)\d+', r"\g<1>9999", "text of cell A3"),
    "a name that is not its header": (TABLE, 'name="Rep"', 'name="Seller"', "header cell of column 2"),
    "two columns of one name": (TABLE, 'name="Rep"', 'name="ID"', "given twice"),
    "a table that is wider than it says": (TABLE, 'ref="A3:F6"', 'ref="A3:G6"', "do not fill"),
    "a count that is wrong": (STYLES, r'<cellXfs count="\d+"', '<cellXfs count="77"', "another count"),
    "two sheets of one name": (BOOK, 'name="Page"', 'name="leads"', "given twice"),
    "a relation that is missing": (BOOK, 'r:id="rId1"', 'r:id="rId99"', "relation rId99"),
    "a part that is no XML": (TABLE, "</table>", "", "no XML"),
}  # fmt: skip


def test_a_new_workbook_is_sound():
    assert problems(build_book()) == []


def test_the_workbook_of_the_demo_is_sound(demo_made):
    assert [problems(path.read_bytes()) for path in demo_made[0].glob("*.xlsx")] == [[]]


@pytest.mark.parametrize(("part", "old", "new", "told"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_seen(part, old, new, told):
    made, sound = io.BytesIO(), zipfile.ZipFile(io.BytesIO(xlsxwriter_bytes()))
    with zipfile.ZipFile(made, "w") as package:
        for name in sound.namelist():
            text = sound.read(name)
            if name == part:
                changed = re.sub(old, new, text.decode(), count=1, flags=re.S)
                assert changed != text.decode()
                text = changed.encode()
            package.writestr(name, text)
    assert problems(sound.fp.getvalue()) == []
    assert told in " ".join(problems(made.getvalue()))
