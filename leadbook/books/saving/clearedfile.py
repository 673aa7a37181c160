"""Cells that people emptied, kept in the state folder as `cleared.tsv`: one row key and one column a line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from leadbook.books.saving import hostfs
from leadbook.books.saving.states import State

NAME = "cleared.tsv"


def load_cleared(path: Path) -> set[tuple[str, str]]:
    """Row key and column of every cell that was found empty after it had been filled."""
    file = State.of(path).folder / NAME
    if not file.exists():
        return set()
    lines = file.read_text(encoding="utf-8").splitlines()
    return {(key, column) for key, _, column in (line.partition("\t") for line in lines) if column}


def add_cleared(path: Path, cells: Iterable[tuple[str, str]]) -> None:
    """Remember more of them; the file is replaced in one step."""
    state = State.of(path)
    state.create()
    known = sorted(load_cleared(path) | set(cells))
    text = "".join(f"{key}\t{column}\n" for key, column in known)
    hostfs.write_durable(state.folder / NAME, text.encode("utf-8"))
