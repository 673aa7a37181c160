"""The engine for Calc fits the xlwings it is pinned to, and says what it lacks."""

import ast
import inspect
from pathlib import Path

import pytest
from xlwings import base_classes

from leadbook.books.calc import documents, engine, names, printing, ranges, sheets, tables

CLASSES = [
    engine.Apps, engine.App, documents.Books, documents.Book, sheets.Sheets, sheets.Sheet, ranges.Range, names.Names,
    names.Name, tables.Tables, tables.Table, printing.PageSetup,
]  # fmt: skip
OWN = {
    "Apps": {"remove"}, "Range": {"native", "part", "below", "sized", "columns_of"}, "Tables": {"api", "areas_of"},
}  # fmt: skip
"""What only the engine itself uses."""


def excels(kind):
    """Names that xlwings' own engine for Excel on Windows has in the class of that name, read from its source."""
    source = Path(inspect.getfile(base_classes)).with_name("_xlwindows.py").read_text("utf-8")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef) and node.name == kind.__name__:
            return {one.name for one in node.body if isinstance(one, ast.FunctionDef)}
    return set()


def public(kind):
    """Name → member of what a class itself writes out."""
    return {name: member for name, member in vars(kind).items() if not name.startswith("_")}


def known(kind):
    """Name → member of everything that xlwings' base classes of a class know."""
    found = {}
    for base in reversed(kind.__mro__):
        if base.__module__ == "xlwings.base_classes":
            found |= public(base)
    return found


def takes(function):
    """Names of the parameters of a call, and whether it takes any others."""
    parameters = list(inspect.signature(function).parameters.values())[1:]
    more = any(one.kind in (one.VAR_KEYWORD, one.VAR_POSITIONAL) for one in parameters)
    return {one.name for one in parameters if one.kind not in (one.VAR_KEYWORD, one.VAR_POSITIONAL)}, more


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_every_call_is_one_that_xlwings_makes(kind):
    """A name that the base class does not know would never be called: it was renamed there, or is a slip here."""
    base = getattr(base_classes, kind.__name__)
    assert issubclass(kind, base)
    written = {name for name, member in public(kind).items() if callable(member) or isinstance(member, property)}
    unknown = written - set(known(kind)) - excels(kind) - OWN.get(kind.__name__, set())
    assert not unknown


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_every_call_takes_what_xlwings_gives(kind):
    for name, member in public(kind).items():
        wanted = known(kind).get(name)
        if wanted is None or not inspect.isfunction(wanted) or not inspect.isfunction(member):
            continue
        theirs, _ = takes(wanted)
        ours, more = takes(member)
        assert more or theirs <= ours, f"{kind.__name__}.{name} lacks {theirs - ours}"


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_what_is_a_property_there_is_one_here(kind):
    for name, member in public(kind).items():
        wanted = known(kind).get(name)
        if isinstance(wanted, property) and inspect.isfunction(member):
            raise AssertionError(f"{kind.__name__}.{name} is a method here and a property in xlwings")
        if inspect.isfunction(wanted) and isinstance(member, property):
            raise AssertionError(f"{kind.__name__}.{name} is a property here and a method in xlwings")


def test_what_is_lacking_is_named():
    cells = ranges.Range(None, 1, 1, (1, 1))
    with pytest.raises(NotImplementedError, match=r"Range\.merge_area is not in Leadbook.s engine for L"):
        _ = cells.merge_area
    with pytest.raises(NotImplementedError, match=r"Range\.merge is not"):
        cells.merge(True)
    with pytest.raises(NotImplementedError, match="clipboard"):
        cells.copy()


def test_no_call_of_a_base_class_is_left_bare():
    """Everything is either written out or refused in words."""
    for kind in CLASSES:
        own = {name for one in kind.__mro__ if one.__module__.startswith("leadbook") for name in vars(one)}
        open_ones = {
            name for name, member in known(kind).items()
            if name not in own and (callable(member) or isinstance(member, property))
        }  # fmt: skip
        assert not open_ones, (kind, open_ones)
