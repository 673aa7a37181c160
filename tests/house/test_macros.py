"""House rules on the extension of Calc: it is current, short, and runs in the oldest Python of a LibreOffice."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from leadbook.actions.importing import LIST_SUFFIXES
from leadbook.fronts.calcmenu import BUTTONS_FILE, addons, buttons
from leadbook.template.extension import extension_files, source_files
from tests.house.test_wording import COMMANDS, MIXED

ROOT = Path(__file__).resolve().parents[2]
MACROS = ROOT / "macros"
SOURCES = sorted((MACROS / "calc").rglob("*.py"))
OFFICE = {"uno", "unohelper", "com.sun.star", "leadbook_calc"}
MOST_LINES, MOST_FUNCTION_LINES, MOST_PARAMETERS = 320, 45, 5
OLDEST = (3, 8)
NEWER = (".removeprefix(", ".removesuffix(", "strict=", "slots=", "kw_only=", "from pathlib import")
"""What the grammar allows and Python 3.8 does not have; paths there are plain text, as LibreOffice gives them."""


def test_menu_and_toolbar_are_made_from_the_actions():
    icons = frozenset(path.stem for path in (MACROS / "icons").glob("*.png"))
    current = (MACROS / "calc" / "Addons.xcu").read_text("utf-8")
    assert current == addons(icons), "run: python -m leadbook.fronts.calcmenu"
    current = (MACROS / "calc" / BUTTONS_FILE).read_text("utf-8")
    assert current == buttons(LIST_SUFFIXES), "run: python -m leadbook.fronts.calcmenu"


def test_the_package_has_the_sources_as_they_are():
    assert extension_files() == source_files(MACROS), "run: python -m leadbook.template"


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.name)
def test_a_source_is_python_3_8_with_the_standard_library_and_uno_only(path):
    tree = ast.parse(path.read_text("utf-8"), feature_version=OLDEST)
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module] if isinstance(node, ast.ImportFrom) else []
        for name in names:
            known = name.split(".")[0] in sys.stdlib_module_names or name.startswith(tuple(OFFICE))
            assert known, f"{path.name} imports {name}"
    for newer in NEWER:
        assert newer not in path.read_text("utf-8"), path.name


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.name)
def test_a_source_is_short_and_says_what_it_is_for(path):
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    assert text.count("\n") <= MOST_LINES
    assert ast.get_docstring(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno - node.lineno + 1 <= MOST_FUNCTION_LINES, node.name
            assert len([a for a in node.args.args if a.arg != "self"]) <= MOST_PARAMETERS, node.name
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), node.name


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.name)
def test_what_the_extension_says_neither_commands_nor_mixes_inquiries_and_leads(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            for pattern in (MIXED, COMMANDS):
                assert not pattern.search(node.value), (path.name, node.lineno)
