"""Which cells of inquiries a person typed, as far as this computer knows: what a list must not overwrite."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

import pandas as pd

from leadbook.actions.session import Session
from leadbook.books.saving.recordfile import load_run, load_runs
from leadbook.books.saving.records import CellChange, RowAdded
from leadbook.errors import RunError
from leadbook.schema import book as schema

_ANSWERS = "check"
"""The run that takes answers of To fix: what it changes in a field, a person typed."""


def typed_cells(
    session: Session, ids: Iterable[str], keys: Collection[str]
) -> tuple[frozenset[tuple[str, str]], tuple[str, ...]]:
    """(ID, field key) of cells that a person typed, or of which nobody knows who wrote them; and what to say of those.

    A cell that still holds what a run wrote is a list's; one that reads otherwise was edited since, and one that a
    check wrote was an answer on To fix. Blank cells are nobody's.
    """
    columns = {column.header: column.key for column in schema.table("inquiries").columns if column.key in keys}
    written = _written(session, set(ids), columns)
    frame = session.frame("inquiries")
    rows = {str(name): at for at, name in enumerate(frame["lead_id"].tolist())}
    guarded, unknown = set(), 0
    for name in sorted({name for name in ids if name in rows}):
        for key in columns.values():
            present = _plain(frame[key].iloc[rows[name]])
            if not present:
                continue
            by = written.get((name, key))
            unknown += by is None
            if by is None or by[1] or by[0] != present:
                guarded.add((name, key))
    note = f"{unknown:,} values stay as they are: this computer does not know who wrote them."
    return frozenset(guarded), (note,) if unknown else ()


def _written(session: Session, ids: set[str], columns: dict[str, str]) -> dict[tuple[str, str], tuple[str, bool]]:
    """(ID, field key) → what a run last wrote there, and whether it was a person's answer."""
    table, book = schema.table("inquiries").name, session.opened.path
    found: dict[tuple[str, str], tuple[str, bool]] = {}
    for head in load_runs(book):
        try:
            record = load_run(book, head.run)
        except RunError:
            continue  # a damaged record: its values count as not known, so they stay
        for change in record.changes:
            if not isinstance(change, CellChange | RowAdded) or change.table != table or change.row_key[0] not in ids:
                continue
            cells = {change.column: change.new} if isinstance(change, CellChange) else change.values
            for header, key in columns.items():
                if header in cells:
                    found[change.row_key[0], key] = (_plain(cells[header]), head.action == _ANSWERS)
    return found


def _plain(value: object) -> str:
    """A cell as text, the same for a frame and a record."""
    if value is None or value is pd.NaT or value != value:
        return ""
    if isinstance(value, dt.date):
        stamp = pd.Timestamp(value)
        return stamp.isoformat()
    return str(value)
