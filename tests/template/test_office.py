"""What LibreOffice makes of the workbook: the same figures, no error, nothing cut to ###."""

from __future__ import annotations

import os
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula
from xlsxwriter.workbook import Workbook

from leadbook.schema import cells
from leadbook.template.build import build_book
from tests.office import convert
from tests.template.filled import filled_book

pytestmark = [
    pytest.mark.office,
    pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning"),  # the data bar, to openpyxl
]

BOOKS = {"new": build_book, "filled": filled_book}


@pytest.fixture(scope="module", params=list(BOOKS))
def saved(request, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("books") / f"{request.param}.xlsx"
    path.write_bytes(BOOKS[request.param]())
    return path


def cells_of(path: Path, data_only: bool):
    """(sheet, address) → value of every cell that is not blank."""
    book = openpyxl.load_workbook(BytesIO(path.read_bytes()), data_only=data_only)
    return {(ws.title, cell.coordinate): cell.value for ws in book for row in ws.iter_rows() for cell in row
            if cell.value is not None}  # fmt: skip


def is_formula(value: object) -> bool:
    return isinstance(value, ArrayFormula) or (isinstance(value, str) and value.startswith("="))


@pytest.fixture(scope="module")
def computed(saved) -> dict[tuple[str, str], object]:
    """The values after LibreOffice calculated everything afresh."""
    return cells_of(convert(saved, "xlsx"), True)


def test_every_stored_value_of_a_formula_is_what_libreoffice_computes(saved, computed):
    formulas = [place for place, value in cells_of(saved, False).items() if is_formula(value)]
    stored, compared = cells_of(saved, True), 0
    for sheet, address in formulas:
        mine, theirs = stored.get((sheet, address), ""), computed.get((sheet, address), "")
        assert mine == pytest.approx(theirs) if isinstance(theirs, int | float) else mine == theirs, (sheet, address)
        compared += 1
    assert compared >= len(cells.FORMULAS) + 6


def test_the_comparison_would_notice_a_wrong_value(tmp_path):
    path = tmp_path / "wrong.xlsx"
    with Workbook(str(path)) as book:
        book.add_worksheet("Sheet").write_formula("A1", "=1+1", None, 7)
    assert cells_of(convert(path, "xlsx"), True)["Sheet", "A1"] == 2
    assert cells_of(convert(path, "xlsx", recalc=False), True)["Sheet", "A1"] == 7


def test_no_cell_shows_an_error(computed):
    for place, value in computed.items():
        assert not (isinstance(value, str) and value.startswith(("#", "Err:"))), place


def test_nothing_is_cut_on_paper(saved):
    if shutil.which("pdftotext") is None:
        assert not os.environ.get("CI"), "poppler-utils is not on this machine, and a CI run may not leave this out"
        pytest.skip("poppler-utils is not on this machine")
    pdf = convert(saved, "pdf")
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    assert "Inquiries: everything that came in" in text
    for wrong in ("###", "#REF", "#NAME", "#VALUE", "Err:"):
        assert wrong not in text
