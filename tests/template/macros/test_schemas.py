"""The published schemas of Office Open XML, as the Open XML SDK has them, have nothing against what is built."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openxml_audit import FileFormat, OpenXmlValidator

from leadbook.template.build import build_book
from leadbook.template.macros.macrobook import build_addin, build_macro_book

BUILT = {"Leadbook.xlsx": build_book, "Leadbook.xlsm": build_macro_book, "Leadbook.xlam": build_addin}

FAULTS = {
    "an element that is not known": ("xl/worksheets/sheet1.xml", b"<sheetData>", b"<bogus/><sheetData>"),
    "an element at the wrong place": ("xl/worksheets/sheet1.xml", b"<pageMargins", b"<sheetPr/><pageMargins"),
    "an attribute that is not known": ("xl/workbook.xml", b' codeName="ThisWorkbook"', b' codeNames="ThisWorkbook"'),
    "a value of the wrong kind": ("xl/tables/table1.xml", b'totalsRowShown="0"', b'totalsRowShown="x"'),
    "a group of the ribbon with a page": ("customUI/customUI.xml", b"</group>", b"<page/></group>"),
    "a ribbon that is not there": ("_rels/.rels", b"customUI/customUI.xml", b"customUI/custom.xml"),
}


def faults(path: Path) -> list[str]:
    """What the validator says of a file, for Excel of today."""
    return [str(error) for error in OpenXmlValidator(FileFormat.MICROSOFT_365, max_errors=0).validate(path).errors]


@pytest.mark.parametrize("name", BUILT)
def test_every_part_follows_the_schemas(name, tmp_path):
    (tmp_path / name).write_bytes(BUILT[name]())
    assert faults(tmp_path / name) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_the_validator_notices(fault, tmp_path):
    part, old, new = FAULTS[fault]
    path = tmp_path / "Leadbook.xlsm"
    with zipfile.ZipFile(BytesIO(build_macro_book())) as source, zipfile.ZipFile(path, "w") as target:
        assert old in source.read(part)
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data.replace(old, new, 1) if name == part else data)
    assert faults(path)
