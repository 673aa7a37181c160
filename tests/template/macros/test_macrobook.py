"""Leadbook.xlsm and Leadbook.xlam: what is in them, the same bytes each time, and a run leaves their macros alone."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from oletools.olevba import VBA_Parser

from leadbook.books.package import PackageBook
from leadbook.model import Grid
from leadbook.schema import book as schema
from leadbook.template.build import build_book
from leadbook.template.macros.buttons import BUTTONS
from leadbook.template.macros.macrobook import build_addin, build_macro_book
from leadbook.template.macros.vba import module_of

ROOT = Path(__file__).parents[3]
SOURCES = {module_of(path.read_text("utf-8")).name: path for path in sorted((ROOT / "macros").glob("*.bas"))}
BUILT = {"Leadbook.xlsm": build_macro_book, "Leadbook.xlam": build_addin}
TYPES = {
    "Leadbook.xlsm": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    "Leadbook.xlam": "application/vnd.ms-excel.addin.macroEnabled.main+xml",
}


@cache
def parts(name: str) -> dict[str, bytes]:
    """The parts of one of the two files."""
    with zipfile.ZipFile(BytesIO(BUILT[name]())) as package:
        return {part: package.read(part) for part in package.namelist()}


both = pytest.mark.parametrize("name", BUILT)


@both
def test_the_checked_in_file_is_current(name):
    assert (ROOT / "workbook" / name).read_bytes() == BUILT[name](), "run: python -m leadbook.template"


@both
def test_another_process_with_another_hash_seed_builds_the_same_bytes(name, tmp_path):
    code = (
        "import sys, pathlib\n"
        "from leadbook.template.macros import macrobook\n"
        f"pathlib.Path(sys.argv[1]).write_bytes(macrobook.{BUILT[name].__name__}())"
    )
    for seed in ("1", "2"):
        env = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "TZ": f"UTC+{seed}"}
        subprocess.run([sys.executable, "-c", code, str(tmp_path / seed)], env=env, check=True)
        assert (tmp_path / seed).read_bytes() == BUILT[name]()


@both
def test_olevba_finds_exactly_the_sources(name):
    parser = VBA_Parser(name, data=BUILT[name]())
    found = {entry[2].rsplit(".", 1)[0]: entry[3].replace("\r\n", "\n").strip() for entry in parser.extract_macros()}
    stomped = parser.detect_vba_stomping()
    parser.close()
    documents = {key: code for key, code in found.items() if key not in SOURCES}
    count = len(schema.SHEETS) if name == "Leadbook.xlsm" else 1
    assert set(documents) == {"ThisWorkbook", *(f"Sheet{number}" for number in range(1, count + 1))}
    assert all(line.startswith("Attribute ") for code in documents.values() for line in code.splitlines())
    assert not stomped
    for key, path in SOURCES.items():
        assert found[key] == path.read_text("utf-8").strip()


@both
def test_nothing_of_xlwings_and_no_declare_is_inside(name):
    project = VBA_Parser(name, data=BUILT[name]())
    text = "\n".join(entry[3] for entry in project.extract_macros()).lower()
    project.close()
    assert "leadbookstart" in text
    assert "xlwings" not in text
    assert not re.search(r"^\s*(public |private )?declare ", text, re.MULTILINE)


@both
def test_every_part_is_whole_and_the_kind_of_file_is_right(name):
    for part, data in parts(name).items():
        if part.endswith((".xml", ".rels", ".vml")):
            etree.fromstring(data)
    types = etree.fromstring(parts(name)["[Content_Types].xml"])
    kinds = {entry.get("PartName", "." + entry.get("Extension", "")): entry.get("ContentType") for entry in types}
    assert kinds["/xl/workbook.xml"] == TYPES[name]
    assert kinds[".bin"] == "application/vnd.ms-office.vbaProject"
    assert kinds[".png"] == "image/png"
    assert [entry.tag.rsplit("}")[1] for entry in types] == sorted(entry.tag.rsplit("}")[1] for entry in types)


def test_each_sheet_has_the_code_name_of_its_document_module():
    workbook = parts("Leadbook.xlsm")["xl/workbook.xml"].decode()
    assert 'codeName="ThisWorkbook"' in workbook
    assert re.findall(r'<sheet name="([^"]+)"', workbook) == [sheet.name for sheet in schema.SHEETS]
    for number in range(1, len(schema.SHEETS) + 1):
        sheet = parts("Leadbook.xlsm")[f"xl/worksheets/sheet{number}.xml"].decode()
        assert f'<sheetPr codeName="Sheet{number}"' in sheet


def test_apart_from_macros_buttons_and_start_the_book_is_the_plain_one():
    with zipfile.ZipFile(BytesIO(build_book())) as plain:
        old = {part: plain.read(part) for part in plain.namelist()}
    new = parts("Leadbook.xlsm")
    added = {part for part in new if part not in old}
    assert {part for part in added if not part.startswith(("customUI/", "xl/drawings/vmlDrawing"))} == {
        "xl/vbaProject.bin", "xl/worksheets/_rels/sheet1.xml.rels",
    }  # fmt: skip
    tables = [part for part in old if part.startswith("xl/tables/")]
    assert len(tables) == len(schema.TABLES)
    assert [part for part in tables if new[part] != old[part]] == []
    for number in range(2, len(schema.SHEETS) + 1):  # a style more on Start shifts no format of another sheet
        part = f"xl/worksheets/sheet{number}.xml"
        name = f' codeName="Sheet{number}"'.encode()
        rows = [re.search(rb"<sheetData>.*</sheetData>", data, re.DOTALL)[0] for data in (old[part], new[part])]
        assert name in new[part]
        assert strings(rows[0], old) == strings(rows[1], new)


def strings(rows: bytes, package: dict[str, bytes]) -> list[str]:
    """The texts of the cells, by their shared string."""
    shared = etree.fromstring(package["xl/sharedStrings.xml"])
    texts = ["".join(entry.itertext()) for entry in shared]
    return [texts[int(number)] for number in re.findall(rb't="s"><v>(\d+)</v>', rows)]


def test_start_has_the_buttons_in_the_band_that_both_states_show():
    rels = parts("Leadbook.xlsm")["xl/worksheets/_rels/sheet1.xml.rels"].decode()
    drawing = parts("Leadbook.xlsm")["xl/" + re.search(r"drawings/vmlDrawing\d+\.vml", rels)[0]]
    office = {"v": "urn:schemas-microsoft-com:vml", "x": "urn:schemas-microsoft-com:office:excel"}
    found, right = [], -1
    for shape in etree.fromstring(drawing).findall("v:shape", office):
        place = shape.find("x:ClientData/x:Anchor", office).text
        left, offset, top, _, last, end, bottom, _ = map(int, place.split(","))
        assert (top, bottom) == (0, 0), "a run hides the rows below in turn"
        assert (left, offset) > (0, 0)
        assert last <= 9
        assert left * 1000 + offset > right, "two buttons overlap"
        right = last * 1000 + end
        found.append((
            "".join(shape.find("v:textbox", office).itertext()).strip(),
            shape.find("x:ClientData/x:FmlaMacro", office).text.removeprefix("[0]!"),
            shape.get("alt"),
        ))  # fmt: skip
    assert tuple(found) == BUTTONS


def test_start_is_protected_and_a_protected_sheet_still_runs_the_macro_of_a_button():
    sheet = parts("Leadbook.xlsm")["xl/worksheets/sheet1.xml"].decode()
    protection = re.search(r"<sheetProtection [^>]*>", sheet)[0]
    assert 'objects="1"' in protection  # nobody moves a button by accident; a click on it is no edit
    assert "password" not in protection


def test_a_run_leaves_macros_ribbon_and_buttons_byte_for_byte():
    data = build_macro_book()
    book = PackageBook(data)
    grid = book.read("tblReps")
    row = ["Dana Whitfield" if header == grid.headers[0] else None for header in grid.headers]
    book.write("tblReps", Grid(grid.headers, [row]))
    saved = book.save()
    with zipfile.ZipFile(BytesIO(saved)) as new:
        after = {part: new.read(part) for part in new.namelist()}
    assert after["[Content_Types].xml"].count(TYPES["Leadbook.xlsm"].encode()) == 1
    before = parts("Leadbook.xlsm")
    kept = [part for part in before if part.startswith("customUI/") or part.endswith((".bin", ".vml"))]
    assert len(kept) > 25
    assert [part for part in [*kept, "_rels/.rels"] if after.get(part) != before[part]] == []
    assert PackageBook(saved).read("tblReps").rows[0][0] == "Dana Whitfield"
