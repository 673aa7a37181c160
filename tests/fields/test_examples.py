"""The examples in the docstrings of leadbook.fields are true."""

import doctest
import importlib
import pkgutil

import pytest

import leadbook.fields

MODULES = sorted(module.name for module in pkgutil.iter_modules(leadbook.fields.__path__))


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_are_true(name: str) -> None:
    module = importlib.import_module(f"leadbook.fields.{name}")
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0
