"""Lists that brought nothing new, so that no run remembers them: `unchanged.json` in the state folder.

A list in the Inbox is read once. What a run read stands in its record; a list whose rows were all here already makes no
run, and would be read again each time. It counts until a run is undone, as its rows may be missing then.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection
from pathlib import Path

from leadbook.books.saving import hostfs
from leadbook.books.saving.recordfile import load_runs
from leadbook.books.saving.states import State

_NAME = "unchanged.json"


def load_unchanged(path: Path) -> set[str]:
    """SHA-256 of the lists that brought nothing new, of the workbook at this path."""
    try:
        found = json.loads((State.of(path).folder / _NAME).read_text(encoding="utf-8"))
        return {str(sha) for sha in found["lists"]} if found["undone"] == _undone(path) else set()
    except (OSError, ValueError, KeyError, TypeError):
        return set()  # none yet, or damaged: the lists are read again, which adds nothing


def add_unchanged(path: Path, lists: Collection[str]) -> None:
    """Remember lists that brought nothing new; where the disk refuses, they are read again."""
    there = load_unchanged(path)
    if set(lists) <= there:
        return
    content = {"undone": _undone(path), "lists": sorted({*there, *lists})}
    state = State.of(path)
    with contextlib.suppress(OSError):
        state.create()
        hostfs.write_durable(state.folder / _NAME, json.dumps(content).encode())


def _undone(path: Path) -> list[int]:
    """The runs that were undone."""
    return sorted(run.run for run in load_runs(path) if run.undone)
