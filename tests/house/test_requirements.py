"""House rule: every requirement has our own words for it and tests that show it, and no such test is left out."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[1] / "requirements"
MAP = tomllib.loads((FOLDER / "requirements.toml").read_text("utf-8"))
NUMBERS = [
    f"R{number}" for number in (
        1, 2, 4, 5, 6, 7, 10, 13, 16, 17, 18, 19, 20, 21, 22, 23, 26, 27, 28, 29, 31, 33, 34, 45, 46, 48, 52, 54, 58,
        60, 61, 62, 63, 64, 65, 68, 69, 70, 71, 83, 84, 85, 89, 91,
    )
]  # fmt: skip
"""The requirements that are shown so far."""

TESTS = {
    f"{path.name}::{node.name}": node
    for path in sorted(FOLDER.glob("test_*.py"))
    for node in ast.walk(ast.parse(path.read_text("utf-8")))
    if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
}


def asserts(node):
    """Whether a test claims something that can be wrong: an assert that is no constant, or an error it expects."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Assert) and not isinstance(inner.test, ast.Constant):
            return True
        if isinstance(inner, ast.With) and any("raises" in ast.unparse(item.context_expr) for item in inner.items):
            return True
    return False


@pytest.mark.parametrize("number", NUMBERS)
def test_every_requirement_is_in_the_map_with_our_words_for_it(number):
    says = MAP[number]["says"]
    assert 30 <= len(says) <= 140
    assert says.endswith(".")


def test_the_map_has_no_number_that_is_not_asked_for_and_keeps_their_order():
    assert list(MAP) == NUMBERS


@pytest.mark.parametrize("number", NUMBERS)
def test_every_test_in_the_map_exists_and_begins_with_its_number(number):
    for name in MAP[number]["tests"]:
        assert name in TESTS, f"{number} names {name}, and there is no such test"
        assert re.search(rf"::test_r0*{number[1:]}_", name), f"{name} stands under {number}"


def test_no_test_stands_twice_in_the_map():
    named = [name for entry in MAP.values() for name in entry["tests"]]
    assert len(named) == len(set(named))


@pytest.mark.parametrize("name", TESTS)
def test_every_test_of_a_requirement_is_in_the_map_and_asserts_something(name):
    number = re.search(r"::test_r0*(\d+)_", name)
    assert number, f"{name} does not begin with the number of a requirement"
    assert name in MAP[f"R{number[1]}"]["tests"], f"add {name} to requirements.toml"
    assert asserts(TESTS[name])
