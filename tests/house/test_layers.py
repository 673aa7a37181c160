"""House rules on imports, read from the source."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "leadbook"
FILES = sorted(PACKAGE.rglob("*.py"))
COMMON = {"errors", "model", "leadbook"}
MAY_IMPORT = {
    "errors": set(),
    "model": {"errors", "model"},
    "findings": {"errors", "model"},
    "bootstrap": set(),
    "schema": {"errors", "model", "schema"},
    "fields": {"errors", "model", "fields"},
    "rules": {"errors", "model", "schema", "fields", "rules"},
    "stages": {"errors", "model", "schema", "fields", "rules", "stages"},
    "books": {"errors", "model", "books"},
    "intake": {"errors", "model", "schema", "fields", "intake"},
    "template": {"errors", "model", "schema", "books", "template", "findings"},
    "samples": {"samples"},
    "hosts": {"errors", "model", "books", "hosts", "template"},
    "actions": {"errors", "model", "schema", "rules", "fields", "stages", "books", "intake", "template", "samples",
                "actions", "findings", "hosts"},
    "fronts": {"errors", "model", "schema", "actions", "fronts", "books", "leadbook", "findings", "hosts"},
    "__main__": {"fronts"},
    "__init__": set(),
}  # fmt: skip
ONLY_IN = {
    "openpyxl": {"intake", "books", "template"},
    "lxml": {"intake", "books", "template"},
    "xlsxwriter": {"template"},
    "xlwings": {"books", "fronts"},
    "uno": {"books", "fronts"},
    "com": {"books", "fronts"},
    "pandas": {"schema", "rules", "stages", "intake", "actions"},
    "numpy": {"schema", "rules", "stages", "intake", "actions"},
    "python_calamine": {"intake"},
    "phonenumbers": {"fields"},
    "email_validator": {"fields"},
}


LIVE = {"xlwings": ("books/live/", "books/calc/", "fronts/"), "uno": ("books/calc/",), "com": ("books/calc/",)}
"""Library of a running program → the only places that know it."""


def imports(path):
    """Every module name imported anywhere in a file."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            if node.module == "leadbook":
                yield from (f"leadbook.{alias.name}" for alias in node.names)


def layer(path):
    """The first folder below leadbook/, or the module's own name."""
    parts = path.relative_to(PACKAGE).parts
    return parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_imports_only_layers_below_its_own(path):
    for name in imports(path):
        if name.startswith("leadbook."):
            below = name.split(".")[1]
            assert below in MAY_IMPORT[layer(path)] | {"__version__"}, f"{path.name} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_library_is_imported_only_where_it_belongs(path):
    for name in imports(path):
        top = name.split(".")[0]
        if top in ONLY_IN:
            assert layer(path) in ONLY_IN[top], f"{path.name} imports {name}"
        assert not name.startswith(("xlwings.pro", "xlwings.reports"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_running_program_is_known_where_it_is_driven(path):
    here = path.relative_to(PACKAGE).as_posix()
    for name in imports(path):
        places = LIVE.get(name.split(".")[0])
        assert places is None or here.startswith(places), f"{here} imports {name}"


def test_stages_know_no_clock_no_chance_and_no_file():
    for path in sorted((PACKAGE / "stages").rglob("*.py")):
        assert not {"random", "time", "os", "pathlib", "io"} & set(imports(path)), path.name
        text = path.read_text("utf-8")
        for call in ("date.today(", "datetime.now(", " open(", "Timestamp.now(", "Timestamp.today("):
            assert call not in text, f"{path.name}: {call}"


def test_everything_is_caught_only_at_the_edge():
    for path in FILES:
        if layer(path) == "fronts":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                assert node.type is not None, f"{path.name}:{node.lineno}"
                assert ast.unparse(node.type) not in ("Exception", "BaseException"), f"{path.name}:{node.lineno}"
