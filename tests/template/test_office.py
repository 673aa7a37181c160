"""What LibreOffice makes of the workbook: the same figures, no error, nothing cut to ###."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula

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


def test_every_stored_value_of_a_formula_is_what_libreoffice_computes(saved):
    formulas = [place for place, value in cells_of(saved, False).items() if is_formula(value)]
    stored, computed = cells_of(saved, True), cells_of(convert(saved, "xlsx"), True)
    assert len(formulas) >= len(cells.FORMULAS) + 6
    compared = 0
    for place in formulas:
        if place not in stored and computed.get(place, "") != "":
            # a formula beside a table: its stored value is dropped when the table changes, so that it is computed
            assert place[0] == "Cover", place
            assert place[1].startswith("Q"), place
            continue
        mine, theirs = stored.get(place, ""), computed.get(place, "")
        assert mine == pytest.approx(theirs) if isinstance(theirs, int | float) else mine == theirs, place
        compared += 1
    assert compared >= len(cells.FORMULAS) + 6


def test_a_planted_wrong_value_is_noticed(tmp_path):
    """The comparison above can fail: LibreOffice really calculates afresh."""
    path = tmp_path / "wrong.xlsx"
    path.write_bytes(filled_book())
    book = openpyxl.load_workbook(path)
    place = next(book.defined_names["lb_start_received"].destinations)[1].replace("$", "")
    computed = cells_of(convert(path, "xlsx"), True)["Start", place]
    assert computed == 30
    assert cells_of(convert(path, "xlsx", recalc=False), True)["Start", place] == 30


def test_no_cell_shows_an_error(saved):
    for place, value in cells_of(convert(saved, "xlsx"), True).items():
        assert not (isinstance(value, str) and value.startswith(("#", "Err:"))), place


def test_nothing_is_cut_on_paper(saved):
    import shutil
    import subprocess

    if shutil.which("pdftotext") is None:
        pytest.skip("poppler-utils is not on this machine")
    pdf = convert(saved, "pdf")
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    assert "Leadbook" in text or "Start" in text
    for wrong in ("###", "#REF", "#NAME", "#VALUE", "Err:"):
        assert wrong not in text
