"""From a button that is pressed on the screen to sheets that changed, with nothing in between but the real parts."""

from __future__ import annotations

import shlex
import sys

import pytest

from leadbook.template.build import build_book
from leadbook.template.macros.macrobook import build_macro_book
from tests.calc.openbook import write_list
from tests.live.bridge import wait_for
from tests.live.test_book_buttons import button

pytestmark = [pytest.mark.office, pytest.mark.screen]
HEADER_ROW = 3


@pytest.fixture
def real(calc, tmp_path):
    """Calc with the extension, which starts the Python that has Leadbook."""
    calc.use_python(f"env LEADBOOK_STATE={shlex.quote(str(tmp_path / 'state'))} {shlex.quote(sys.executable)}")
    return calc


def ids(document):
    """What stands in the first column of Inquiries, below its header."""
    cells = document.getSheets().getByName("Inquiries").getCellRangeByPosition(0, HEADER_ROW, 0, HEADER_ROW + 20)
    return [row[0] for row in cells.getDataArray() if row[0] != ""]



def test_the_buttons_of_the_macro_workbook_import_and_take_back(real, tmp_path):
    path = tmp_path / "Leads.xlsm"
    path.write_bytes(build_macro_book())
    document = real.open(path)
    lists = write_list(tmp_path / "web.csv", 6)
    real.click(button(real, document, "Import lists"))
    real.choose(real.dialog(), str(lists))
    box = wait_for("the outcome", lambda: next((d for d in boxes(real) if "web.csv" in d.text), None), 90)
    assert "web.csv: 6 rows = 6 new" in box.text
    real.screen.picture(tmp_path / "imported.png")
    box.press("OK")
    assert len(ids(document)) == 6
    document.getCurrentController().setActiveSheet(document.getSheets().getByName("Start"))
    real.click(button(real, document, "Undo last run"))
    box = wait_for("the question", lambda: next((d for d in boxes(real) if "Take this back?" in d.text), None), 90)
    box.press("Yes")
    box = wait_for("the outcome", lambda: next((d for d in boxes(real) if "Run 1 (import)" in d.text), None), 90)
    box.press("OK")
    assert ids(document) == []


def test_the_menu_of_the_extension_imports_and_one_undo_takes_it_back(real, tmp_path):
    path = tmp_path / "Leads.xlsx"
    path.write_bytes(build_book())
    document = real.open(path)
    lists = write_list(tmp_path / "web.csv", 5)
    real.menu(document, "Leadbook", "Import lists", "Import lists")
    real.choose(real.dialog(), str(lists))
    box = wait_for("the outcome", lambda: next((d for d in boxes(real) if "web.csv" in d.text), None), 90)
    box.press("OK")
    assert len(ids(document)) == 5
    assert document.getUndoManager().getCurrentUndoActionTitle() == "Leadbook: Import lists"
    real.dispatch(document.getCurrentController().getFrame(), ".uno:Undo")
    wait_for("Calc's own undo", lambda: ids(document) == [])


def test_what_is_wrong_is_one_message_and_the_cell_that_is_to_blame(real, tmp_path):
    path = tmp_path / "Leads.xlsx"
    path.write_bytes(build_book())
    document = real.open(path)
    document.getSheets().getByName("Inquiries").getCellRangeByName("C8").setString("a note below the table")
    lists = write_list(tmp_path / "web.csv", 9)
    real.menu(document, "Leadbook", "Import lists", "Import lists")
    real.choose(real.dialog(), str(lists))
    box = wait_for("the refusal", lambda: next((d for d in boxes(real) if "cannot grow" in d.text), None), 90)
    assert "Traceback" not in box.text
    box.press("OK")
    assert ids(document) == []
    assert document.getCurrentSelection().AbsoluteName == "$Inquiries.$C$8"


def boxes(calc):
    """The message boxes that stand open."""
    from tests.live.calc import Dialog

    return [Dialog(calc, context) for context in calc.dialogs()]
