"""What the run records say of single rows, found without unpacking everything else a run did."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from leadbook.books.saving.recordfile import CHANGES_OF_ROWS, UNREADABLE, change_of, from_json, head_of, row_of
from leadbook.books.saving.records import Change, Received, RunRecord
from leadbook.books.saving.states import State

RowName = tuple[str, tuple[str, ...]]
"""A table, and the first cells of a row key."""


def rows_in_runs(path: Path, wanted: Sequence[RowName]) -> tuple[RunRecord, ...]:
    """Every run that is done on this workbook, oldest first, with the changes and received texts of those rows only.

    Args:
        path: the workbook.
        wanted: table and row key; a key may be given by its first cells.

    A record that is damaged is left out: the story goes on without it. Nothing is written.
    """
    state = State.of(path)
    found = []
    for number in state.done_runs():
        try:
            found.append(_read(state.run(number), wanted))
        except UNREADABLE:
            continue
    undone: set[int] = set()
    for record in reversed(found):
        if record.undoes and record.run not in undone:
            undone.add(record.undoes)
    return tuple(replace(record, undone=record.run in undone) for record in found)


def _read(place: Path, wanted: Sequence[RowName]) -> RunRecord:
    """One record with the values of the wanted rows."""
    head, body = gzip.decompress(place.read_bytes()).split(b"\n", 1)
    record, text = head_of(head), body.decode("ascii")
    decoder = json.JSONDecoder(object_hook=from_json)
    headers, _ = decoder.raw_decode(text, text.rindex('"headers":') + len('"headers":'))
    changes: list[Change] = []
    received: list[Received] = []
    for table, key in wanted:
        for kind in CHANGES_OF_ROWS:
            changes += [change_of(headers, *parts) for parts in _parts(text, decoder, [kind, table, list(key)])]
        received += [
            Received(name, tuple(row_key), file, row, row_of(headers, texts))
            for name, row_key, file, row, texts in _parts(text, decoder, [table, list(key)])
        ]
    return replace(record, changes=tuple(changes), received=tuple(received))


def _parts(text: str, decoder: json.JSONDecoder, start: list[Any]) -> Iterator[list[Any]]:
    """Every list of the JSON text that begins so; in a text value the quotation marks would be masked."""
    begins = json.dumps(start, separators=(",", ":"))[:-2]
    at = text.find(begins)
    while at >= 0:
        if text[at + len(begins)] in ",]":
            yield decoder.raw_decode(text, at)[0]
        at = text.find(begins, at + 1)
