"""LibreOffice itself runs the macros: it takes every module, every button says its command, texts come through."""

from __future__ import annotations

import zipfile

import pytest
from oletools.olevba import VBA_Parser

from leadbook.fronts import macros
from leadbook.fronts.exchange import Answer, Request, read_request, write_answer
from leadbook.template.macros.buttons import BUTTONS
from leadbook.template.macros.macrobook import build_macro_book
from tests.template.macros import calc

pytestmark = pytest.mark.office
MODULES = {"LeadbookCalc", "LeadbookCommands", "LeadbookHost", "LeadbookRibbon"}


@pytest.fixture(scope="module")
def context():
    with calc.running() as found:
        yield found


@pytest.fixture(scope="module")
def book(context, tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "Leads.xlsm"
    path.write_bytes(build_macro_book())
    opened = calc.open_book(context, path)
    yield opened
    opened.close(True)


def test_libreoffice_has_every_module_with_its_lines(book):
    library = book.BasicLibraries.getByName("VBAProject")
    assert set(library.ElementNames) >= MODULES | {"ThisWorkbook", "Sheet1"}
    assert "LeadbookStart" in library.getByName("LeadbookHost")


def test_without_the_extension_a_command_says_so_and_ends(book):
    assert calc.call(book, "LeadbookCommands.LeadbookImport") is None
    assert calc.call(book, "LeadbookCalc.LeadbookCalcRun", "import", "") is False  # a fault would give None


def test_a_macro_with_a_fault_gives_none_here(book):
    library = book.BasicLibraries.getByName("VBAProject")
    library.insertByName("Faulty", "Public Function Right()\n    Dim a As\n    Right = False\nEnd Function\n")
    try:
        assert calc.call(book, "Faulty.Right") is None
        library.replaceByName("Faulty", "Public Function Right()\n    Right = False\nEnd Function\n")
        assert calc.call(book, "Faulty.Right") is False
    finally:
        library.removeByName("Faulty")


def test_every_command_reaches_the_extension_by_its_name(context, book):
    extension = calc.Recorder(context)
    assert calc.call(book, "LeadbookCalc.LeadbookCalcRun", "import", "inbox") is True
    assert extension.told.pop() == "import inbox"
    for command in macros.every_command():
        calc.call(book, f"LeadbookCommands.{command.macro}")
    assert extension.told == [command.tag for command in macros.every_command()]


def test_each_button_on_start_calls_its_macro(book):
    sheet = book.Sheets.getByName("Start")
    assert sheet.isProtected()
    form = sheet.DrawPage.Forms.getByIndex(0)
    found = []
    for at in range(form.Count):
        event = form.getScriptEvents(at)[0]
        found.append((form.getByIndex(at).Label, event.ScriptCode.split("?")[0].rpartition(".")[2]))
    assert sorted(found) == sorted((caption, macro) for caption, macro, _ in BUTTONS)


VALUES = ["plain", "C:\\new\\table.csv", "a\nb", "50 % = half", "\\\\server\\n", "end\\", "“Łódź” – 北京", "\\n"]


@pytest.mark.parametrize("value", VALUES)
def test_what_visual_basic_writes_is_what_python_reads(book, value):
    lines = calc.call(book, "LeadbookHost.OneLine", "command", "why") + calc.call(
        book, "LeadbookHost.OneLine", "text", value
    )
    assert read_request(lines) == Request(command="why", text=value)


@pytest.mark.parametrize("value", [*VALUES, "", "three\n\nlines"])
def test_what_python_writes_is_what_visual_basic_reads(book, value):
    text = write_answer(Answer(status="ask", text=value, sheet="To fix", cell="B4"))
    for lines in (text, text.replace("\n", "\r\n")):
        assert calc.call(book, "LeadbookHost.Field", lines, "text") == value
        assert calc.call(book, "LeadbookHost.Field", lines, "cell") == "B4"
        assert calc.call(book, "LeadbookHost.Field", lines, "open") == ""


def test_a_problem_of_the_macro_itself_is_an_answer_too(book):
    answer = calc.call(book, "LeadbookHost.NoAnswer", "3")
    assert calc.call(book, "LeadbookHost.Field", answer, "status") == "error"
    assert "exit code 3" in calc.call(book, "LeadbookHost.Field", answer, "text")


def test_calc_saves_the_macros_and_what_the_buttons_call(context, tmp_path):
    path = tmp_path / "Saved.xlsm"
    path.write_bytes(build_macro_book())
    opened = calc.open_book(context, path)
    opened.setModified(True)
    opened.store()
    opened.close(True)
    assert path.read_bytes() != build_macro_book()
    assert sources(path.read_bytes()) == sources(build_macro_book())
    with zipfile.ZipFile(path) as saved:
        drawings = b"".join(saved.read(part) for part in saved.namelist() if part.endswith(".vml"))
    assert all(macro.encode() in drawings for _, macro, _ in BUTTONS)


def sources(data: bytes) -> dict[str, str]:
    """Module → source, as olevba finds them."""
    parser = VBA_Parser("book.xlsm", data=data)
    found = {entry[2].rpartition(".")[0]: " ".join(entry[3].split()) for entry in parser.extract_macros()}
    parser.close()
    return found
