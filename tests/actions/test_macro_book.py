"""A workbook with buttons (.xlsm): made by `new`, and every command leaves its macros, tab and buttons as they are."""

import re
import zipfile
from io import BytesIO

import pytest

from leadbook.template.macros.buttons import BAND_HEIGHT
from leadbook.template.macros.macrobook import build_macro_book
from tests.actions.desk import Desk, person

FORM = ("--gathered", "raised-hand form")


@pytest.fixture
def macro_desk(desk):
    path = desk.folder / "Buttons.xlsm"
    made = desk.run("new", book=path)
    assert made["outputs"] == [str(path)]
    assert "Import lists" in made["notes"][0]
    return Desk(desk.folder, desk._read, path)


def carried(data: bytes) -> dict[str, bytes]:
    """The parts that a run has no business with."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        names = [name for name in package.namelist() if name.startswith("customUI/") or name.endswith((".bin", ".vml"))]
        return {name: package.read(name) for name in [*names, "_rels/.rels"]}


def test_new_makes_what_is_built_and_says_what_comes_next(macro_desk):
    assert macro_desk.book.read_bytes() == build_macro_book()


def test_every_command_leaves_the_macros_and_undo_gives_the_book_back(macro_desk):
    before = macro_desk.book.read_bytes()
    wanted = carried(before)
    assert len(wanted) > 25
    path = macro_desk.list("form.csv", [person(number) for number in range(4)])
    for command in (["import", path, *FORM], ["check"], ["allocate"], ["brief"], ["report"], ["forecast"]):
        macro_desk.run(*command)
        assert carried(macro_desk.book.read_bytes()) == wanted, command
    assert len(macro_desk.rows("inquiries")) == 4
    assert start_row(macro_desk.book.read_bytes()) == f'ht="{BAND_HEIGHT:g}"'
    for _ in range(8):
        if macro_desk.book.read_bytes() == before:
            break
        macro_desk.run("undo")
    assert macro_desk.book.read_bytes() == before


def start_row(data: bytes) -> str:
    """The height of the first row of Start, where the buttons are."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        row = re.search(r'<row r="1"[^>]*>', package.read("xl/worksheets/sheet1.xml").decode())[0]
    return re.search(r'\bht="[^"]*"', row)[0]
