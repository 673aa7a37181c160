"""What each run remembers of the rows it read: `rows/000012.json.gz` in the state folder.

A list that is imported again must add nothing, also where a person has edited since. Rows are known by their
fingerprint, without any of their text. What runs that were undone remember does not count.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from leadbook.books.saving import hostfs
from leadbook.books.saving.recordfile import load_runs
from leadbook.books.saving.states import State

FOLDER = "rows"
DAMAGED = (OSError, EOFError, ValueError)


def load_rows(path: Path) -> tuple[set[str], dict[str, str]]:
    """Fingerprints of the rows of earlier runs that still stand, and ID → ID it was merged into."""
    seen: set[str] = set()
    aliases: dict[str, str] = {}
    for run in load_runs(path):
        place = _place(path, run.run)
        if run.undone or not place.exists():
            continue
        try:
            found = json.loads(gzip.decompress(place.read_bytes()))
        except DAMAGED:
            continue  # the rows of this run are then judged by their content alone
        if found.get("book", run.new_sha) != run.new_sha:
            continue  # of a run that did not come to saving; another one got its number
        seen.update(found["prints"])
        aliases.update(found["aliases"])
    return seen, aliases


def save_rows(path: Path, run: int, prints: Iterable[str], aliases: Mapping[str, str], book: str) -> None:
    """Remember the rows of a run that saves the workbook with the SHA-256 `book`."""
    place = _place(path, run)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    content: dict[str, Collection[str]] = {"prints": sorted(set(prints)), "aliases": dict(aliases), "book": book}
    hostfs.write_durable(place, gzip.compress(json.dumps(content).encode(), mtime=0))


def _place(path: Path, run: int) -> Path:
    return State.of(path).folder / FOLDER / f"{run:06d}.json.gz"
