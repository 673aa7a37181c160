"""When a command cannot run, the extension says so in one sentence, and nothing is changed and nothing started."""

from __future__ import annotations

import functools
import shutil
import sys
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.live.bridge import wait_for

pytestmark = [pytest.mark.office, pytest.mark.screen]


def refused(calc, command="check"):
    """What the box says after a press, with nothing started."""
    calc.plan(["answer", "status=done\ntext=This ran.\n"])
    calc.press(command)
    box = calc.dialog()
    text = box.text
    box.press("OK")
    assert calc.requests() == []
    assert calc.dialogs() == []
    return text


def untouched(document):
    """Whether nothing in a document was changed."""
    return not document.isModified() and not document.getUndoManager().getAllUndoActionTitles()


def test_without_a_workbook(calc):
    assert refused(calc) == "No workbook is active in Calc. Open one and try again."


def test_a_workbook_that_was_never_saved(calc):
    document = calc.open("private:factory/scalc")
    assert "has not been saved yet" in refused(calc)
    assert untouched(document)


def test_a_workbook_that_is_read_only(calc, book):
    document = calc.open(book, ReadOnly=True)
    assert "open read-only" in refused(calc)
    assert untouched(document)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *words):
        pass


def test_a_workbook_from_a_network_address(calc, book):
    handler = functools.partial(_Quiet, directory=str(book.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        document = calc.open(f"http://127.0.0.1:{server.server_port}/Week%2048.xlsx")
        assert "opened from a network address" in refused(calc)
        assert untouched(document)
        document.close(True)
        server.shutdown()


def test_a_cell_that_is_being_edited_keeps_what_was_typed(calc, book):
    document = calc.open(book)
    calc.plan(["answer", "status=done\ntext=This ran.\n"])
    calc.type_into_sheet(document, "half a wo")
    calc.click(calc.tool(document, "Check"))
    box = calc.dialog()
    assert box.text == "A cell is being edited, so nothing was changed. Press Enter or Esc in it, then try again."
    box.press("OK")
    assert calc.requests() == []
    calc.screen.do("type", "rd")
    calc.screen.do("key", "Return")
    sheet = document.getSheets().getByName("Leads")
    wait_for("the typed text", lambda: sheet.getCellRangeByName("A1").getString() == "half a word")
    calc.menu(document, "Leadbook", "Check")
    assert calc.dialog().text == "This ran."


def test_a_second_command_while_one_runs(calc, book, tmp_path):
    document = calc.open(book)
    other = shutil.copy(book, tmp_path / "Other.xlsx")
    calc.plan(["hang"])
    calc.press("report")
    wait_for("the request", calc.requests)
    second = calc.open(tmp_path / "Other.xlsx")
    calc.press("check")
    box = calc.dialog()
    assert "still at work on “Report”" in box.text
    box.press("OK")
    assert len(calc.requests()) == 1
    assert untouched(document)
    assert untouched(second)
    calc.end_child()
    calc.dialog().press("OK")
    assert str(other).endswith("Other.xlsx")


def test_a_command_that_is_not_known(calc, book):
    document = calc.open(book)
    assert "no command “tidy up”" in refused(calc, "tidy up")
    assert untouched(document)


def test_a_python_that_is_gone(calc, book):
    document = calc.open(book)
    kept = calc.python.rename(calc.home / "kept")
    try:
        text = refused(calc)
    finally:
        kept.rename(calc.python)
    assert str(calc.python) in text
    assert "leadbook install calc" in text
    assert untouched(document)


def test_an_extension_that_was_told_no_python(calc, book):
    document = calc.open(book)
    note = next((calc.home / "profile").rglob("python.txt"))
    told = note.read_text("utf-8")
    note.unlink()
    try:
        text = refused(calc)
    finally:
        note.write_text(told, encoding="utf-8")
    assert text == "This extension does not know its Python. In a terminal, `leadbook install calc` tells it."
    assert untouched(document)


def test_a_python_without_leadbook(calc, book):
    document = calc.open(book)
    calc.plan()
    calc.use_python(f"'{sys.executable}' -I -S")
    calc.press("check")
    text = calc.dialog().text
    assert str(calc.python) in text
    assert "has no Leadbook" in text
    assert untouched(document)


def test_a_python_that_cannot_start(calc, book):
    document = calc.open(book)
    calc.python.write_bytes(b"MZ this is a program for another system")
    calc.press("check")
    text = calc.dialog().text
    assert str(calc.python) in text
    assert "did not start" in text
    assert untouched(document)
