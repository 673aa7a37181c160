"""From a file of any origin to inquiries: sniff, read, lay out, map the headers, make inquiries."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leadbook.intake.columns.mapping import map_headers
    from leadbook.intake.reading import read_table
    from leadbook.intake.source import SourceTable

__all__ = ["SourceTable", "map_headers", "read_table"]

_PLACES = {"read_table": "reading", "map_headers": "columns.mapping", "SourceTable": "source"}


def __getattr__(name: str) -> object:
    """Load on first use: pandas is not wanted by every command."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found: object = getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
    return found
