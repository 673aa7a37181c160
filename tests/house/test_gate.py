"""House rule: data becomes a cell only through the write gate (promise P4), read from the source.

Four ways lead to a cell, and each is held in one place:

* cell XML is spelled in the modules of `SPELLS` only, and all text and numbers they put there come from the gate;
* XlsxWriter is called in `leadbook/template` only: there `write_string` and `write_blank` for the template's own
  words, `write_formula` for the schema's formulas, `write_url` for places in the book; whatever has a value from
  outside goes through `writegate.write_cell`. Calls that guess a type (`write`, `write_row`, …) are not made at all;
* in an open workbook values are set by `put` of `books/live/writing.py`, which takes what the gate admitted, reads it
  back and compares; the engine for Calc sets what xlwings hands it;
* openpyxl reads, and never writes.
"""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "leadbook"
FILES = {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8")) for path in sorted(ROOT.rglob("*.py"))}

GATE = "books/writegate.py"
SPELLS = {
    GATE: "the text of an inline string",
    "books/closed/cellwriter.py": "a new cell, from a value that the gate admitted",
    "books/closed/rowedits.py": "a cell that is there already, carried to its new row",
}
"""Module → which cells it spells. One more needs a good reason, and a look at where its text comes from."""

READS = {
    "books/closed/rowshape.py", "books/closed/rowedits.py", "books/closed/values.py", "intake/sheets/sheetscan.py",
}  # fmt: skip
"""Modules with patterns over cell XML; a pattern is a constant that is compiled and never written."""

LIVE_WRITERS = {"books/live/writing.py": {"put", "_mend"}}
"""Module → functions that set values of an open workbook."""

LIVE_FORMULAS = {
    "books/live/book.py": {"write", "_remember", "put_back"}, "books/live/filling.py": {"continue_formulas"},
}  # fmt: skip
"""Module → functions that set formulas: those that stand in the table already, for the rows they move or grow to."""

CALC_SETS = {"setDataArray", "setFormulaArray", "setFormula", "setString", "setValue"}
CALC_WRITERS = {"books/calc/values.py", "books/calc/ranges.py", "books/calc/extras.py", "books/calc/undoable.py"}

VALUE_XML = re.compile(r"<(?:v|is|t)(?: xml:space=\"preserve\")?>")
OWN_WORDS = {"write_string", "write_blank", "write_formula", "write_url", "write_comment"}
TYPED = {"write_number", "write_boolean", "write_datetime"}
GUESSES = {
    "write_row", "write_column", "write_rich_string", "write_array_formula", "write_dynamic_array_formula",
    "insert_textbox",
}  # fmt: skip


def calls(tree):
    """(method name, call) of every call of a method."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr, node


def words(tree):
    """Every string constant that is no docstring."""
    loose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes) and id(node) not in loose:
            yield node.value if isinstance(node.value, str) else node.value.decode("latin-1")


@pytest.mark.parametrize("name", FILES)
def test_cell_xml_is_spelled_in_the_listed_modules_only(name):
    found = [text for text in words(FILES[name]) if VALUE_XML.search(text)]
    if name not in SPELLS and name not in READS:
        assert not found
    elif name in SPELLS:
        assert found, f"{name} spells no cell any more: take it off the list"


def test_what_spells_new_cells_takes_its_text_from_the_gate():
    tree = FILES["books/closed/cellwriter.py"]
    taken = {
        alias.name for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "leadbook.books.writegate" for alias in node.names
    }  # fmt: skip
    assert {"admit", "text_element"} <= taken


@pytest.mark.parametrize("name", FILES)
def test_xlsxwriter_writes_words_of_the_template_and_the_gate_writes_data(name):
    for method, call in calls(FILES[name]):
        assert method not in GUESSES, (name, call.lineno, method)
        if method in OWN_WORDS:
            assert name == GATE or name.startswith("template/"), (name, call.lineno, method)
        if method in TYPED and name != GATE:
            # the layout's number is the one figure of the template itself
            assert ast.unparse(call.args[-1]) == "VERSION", (name, call.lineno, ast.unparse(call))
        whole_table = ast.unparse(call.func).startswith("book.")  # PackageBook.write takes a grid, through the gate
        if name.startswith("template/") and method == "write" and not whole_table:
            raise AssertionError((name, call.lineno, "write() guesses what a text is"))


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("template/")])
def test_formulas_come_from_the_schema_and_links_stay_in_the_book(name):
    for method, call in calls(FILES[name]):
        if method == "write_formula":
            text = ast.unparse(call)
            assert "column.formula" in text or "cells.FORMULAS[" in text, (name, call.lineno, text)
        if method == "write_url":
            assert any("'internal:" in ast.unparse(arg) or '"internal:' in ast.unparse(arg) for arg in call.args), name


@pytest.mark.parametrize("name", FILES)
def test_openpyxl_never_writes(name):
    tree = FILES[name]
    modules = {
        node.module if isinstance(node, ast.ImportFrom) else alias.name
        for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom) for alias in node.names
    }  # fmt: skip
    used = {module for module in modules if module and module.split(".")[0] == "openpyxl"}
    assert all(module.startswith("openpyxl.formula") for module in used), (name, used)


def test_the_template_hands_its_rows_to_the_gate():
    users = [name for name, tree in FILES.items() if any(
        isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "write_cell"
        for node in ast.walk(tree)
    )]  # fmt: skip
    assert "template/tables.py" in users


def set_attributes(tree):
    """(function, attribute) of every assignment to an attribute."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                for target in node.targets if isinstance(node, ast.Assign) else ():
                    if isinstance(target, ast.Attribute):
                        yield function.name, target.attr


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith(("books/live/", "fronts/", "actions/"))])
def test_values_of_an_open_workbook_are_set_in_one_place(name):
    for function, attribute in set_attributes(FILES[name]):
        if attribute in ("value", "raw_value"):
            assert function in LIVE_WRITERS.get(name, ()), (name, function)
        if attribute in ("formula", "formula2", "formula_array"):
            assert function in LIVE_FORMULAS.get(name, ()), (name, function)


@pytest.mark.parametrize("name", FILES)
def test_calc_is_written_by_its_engine_only(name):
    for method, call in calls(FILES[name]):
        assert method not in CALC_SETS or name in CALC_WRITERS, (name, call.lineno, method)


def test_what_is_written_into_an_open_workbook_passed_the_gate():
    for name in ("books/live/writing.py", "books/live/filling.py"):
        users = {
            function.name for function in ast.walk(FILES[name]) if isinstance(function, ast.FunctionDef)
            for node in ast.walk(function)
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "admit"
        }  # fmt: skip
        assert users & {"wanted", "fill"}, name
