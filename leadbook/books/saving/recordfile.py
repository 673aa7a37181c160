"""Run records as files: gzipped JSON, one line of facts for lists and one with all values; dates keep their type."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from leadbook.books.saving.records import (
    CellChange,
    Change,
    FillChange,
    Received,
    RowAdded,
    RowRemoved,
    RunRecord,
    SheetAdded,
    SheetRemoved,
)
from leadbook.books.saving.rowvalues import RowValues
from leadbook.books.saving.states import State
from leadbook.errors import RunError
from leadbook.model import Cell

_KINDS: dict[str, type[Any]] = {
    "cell": CellChange,
    "added": RowAdded,
    "removed": RowRemoved,
    "fill": FillChange,
    "sheet": SheetAdded,
    "sheet gone": SheetRemoved,
}
_NAMES: dict[type[Any], str] = {kind: name for name, kind in _KINDS.items()}
_FIELDS: dict[type[Any], tuple[str, ...]] = {
    kind: tuple(one.name for one in fields(kind)) for kind in (*_KINDS.values(), Received)
}
_ROWS = frozenset({"values", "texts"})
"""Parts of a change that hold a row."""
_BLOCK = 500
_GZIP = 31
"""Window bits that ask zlib for a gzip file."""
_BODY = ("changes", "received")
CHANGES_OF_ROWS = ("cell", "added", "removed")
"""Kinds of changes that belong to a row of a table."""
UNREADABLE = (OSError, EOFError, zlib.error, ValueError, LookupError, TypeError)
"""What reading a damaged record can raise."""


def _to_json(value: Any) -> Any:  # noqa: ANN401 (anything a cell or a record can hold)
    if isinstance(value, dt.datetime):
        return {"$stamp": value.isoformat()}
    if isinstance(value, dt.date):
        return {"$date": value.isoformat()}
    raise TypeError(f"a record cannot hold {type(value).__name__}")


class _Headers:
    """The headers of the rows in a record, each combination written once."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, ...], int] = {}

    def parts(self, value: Change | Received) -> list[Any]:
        """The kind of a change and its values; a row as the number of its headers and its values."""
        kind = type(value)
        made: list[Any] = [_NAMES[kind]] if kind in _NAMES else []
        for name in _FIELDS[kind]:
            part = getattr(value, name)
            made.append(self._row(part) if name in _ROWS else part)
        return made

    def _row(self, row: Mapping[str, Cell]) -> list[Any]:
        if isinstance(row, RowValues):
            return [self.found.setdefault(row.names, len(self.found)), *row.cells]
        names, cells = zip(*row.items(), strict=True) if row else ((), ())
        return [self.found.setdefault(names, len(self.found)), *cells]


def from_json(found: dict[str, Any]) -> Any:  # noqa: ANN401
    """A date or stamp that was written as an object; any other object as it is."""
    if "$stamp" in found:
        return dt.datetime.fromisoformat(found["$stamp"])
    if "$date" in found:
        return dt.date.fromisoformat(found["$date"])
    return found


def encode(record: RunRecord) -> bytes:
    """A record as the bytes of its file; the same record gives the same bytes."""
    headers = _Headers()
    head = {f.name: getattr(record, f.name) for f in fields(record) if f.name not in _BODY}
    packer = zlib.compressobj(1, zlib.DEFLATED, _GZIP)
    pieces = [packer.compress(text.encode()) for text in _text(head, record, headers)]
    return b"".join((*pieces, packer.flush()))


def _text(head: dict[str, Any], record: RunRecord, headers: _Headers) -> Iterator[str]:
    """The lines of a record in pieces: a hundred thousand rows are never in memory as one text."""
    dumps = json.JSONEncoder(default=_to_json, separators=(",", ":")).encode
    yield f"{dumps(head)}\n{{"
    groups: tuple[tuple[str, Sequence[Change | Received]], ...] = (
        ("changes", record.changes), ("received", record.received),
    )  # fmt: skip
    for name, values in groups:
        yield f'"{name}":['
        for start in range(0, len(values), _BLOCK):
            block = [headers.parts(value) for value in values[start : start + _BLOCK]]
            yield ("," if start else "") + dumps(block)[1:-1]
        yield "],"
    yield f'"headers":{dumps(list(headers.found))}}}'


def decode(data: bytes) -> RunRecord:
    """A record from the bytes of its file.

    Raises:
        one of UNREADABLE when the bytes are damaged.
    """
    head, body = gzip.decompress(data).split(b"\n", 1)
    record = head_of(head)
    parts = json.loads(body, object_hook=from_json)
    headers = parts["headers"]
    return replace(
        record,
        changes=tuple(change_of(headers, *change) for change in parts["changes"]),
        received=tuple(
            Received(table, tuple(key), file, row, row_of(headers, texts))
            for table, key, file, row, texts in parts["received"]
        ),
    )


def row_of(headers: list[list[str]], row: list[Any]) -> dict[str, Any]:
    """A row by header."""
    return dict(zip(headers[row[0]], row[1:], strict=True))


def head_of(line: bytes) -> RunRecord:
    """The facts of a record, from the first line of its file."""
    facts: dict[str, Any] = json.loads(line, object_hook=from_json)
    facts["files"] = tuple((name, sha) for name, sha in facts["files"])
    facts["keys"] = {table: tuple(headers) for table, headers in facts["keys"].items()}
    facts["formulas"] = {table: tuple(headers) for table, headers in facts.get("formulas", {}).items()}
    facts["made"] = tuple((name, sha) for name, sha in facts.get("made", ()))
    facts["notes"] = tuple(facts["notes"])
    facts["mappings"] = tuple((file, header, key) for file, header, key in facts.get("mappings", ()))
    return RunRecord(**facts)


def change_of(headers: list[list[str]], kind: str, *values: Any) -> Change:  # noqa: ANN401
    """One change from its parts."""
    made: Callable[..., Change] = _KINDS[kind]
    if kind == "cell":
        return made(values[0], tuple(values[1]), *values[2:])
    if kind in ("added", "removed"):
        return made(values[0], tuple(values[1]), row_of(headers, values[2]), values[3])
    return made(*values)


def read_head(path: Path) -> RunRecord:
    """The facts of a record without its values, however large it is."""
    with gzip.open(path) as file:
        return head_of(io.BufferedReader(file).readline())


def load_runs(path: Path) -> tuple[RunRecord, ...]:
    """Every run that is done on this workbook, oldest first, without the values (`changes`, `received`).

    A run counts as undone when a run that undid it stands, that is, was not undone itself.
    """
    state = State.of(path)
    heads = []
    for number in state.done_runs():
        try:
            heads.append(read_head(state.run(number)))
        except UNREADABLE as error:
            raise _damaged(number, path) from error
    undone: set[int] = set()
    for head in reversed(heads):
        if head.undoes and head.run not in undone:
            undone.add(head.undoes)
    return tuple(replace(head, undone=head.run in undone) for head in heads)


def load_run(path: Path, number: int) -> RunRecord:
    """One run with all its values.

    Raises:
        RunError: its record is not on this computer, or is damaged.
    """
    state = State.of(path)
    try:
        record = decode(state.run(number).read_bytes())
    except FileNotFoundError as error:
        raise RunError(
            f"Run {number} is not recorded on this computer.",
            path.name,
            "Undo it on the computer where it was made, or choose a run of this one.",
        ) from error
    except UNREADABLE as error:
        raise _damaged(number, path) from error
    heads = {head.run: head for head in load_runs(path)}
    return replace(record, undone=heads[number].undone)


def _damaged(number: int, path: Path) -> RunError:
    return RunError(
        f"The record of run {number} cannot be read.",
        path.name,
        "Go on working as usual; only this run cannot be undone.",
    )


def last_left(path: Path) -> bytes | None:
    """The workbook as Leadbook left it at the last run, so that edits by hand can be told; None if unknown."""
    state = State.of(path)
    runs = state.done_runs()
    if not runs:
        return None
    try:
        return state.after(runs[-1]).read_bytes()
    except FileNotFoundError:
        return None
