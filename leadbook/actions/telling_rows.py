"""The rows that a story needs: of the workbook without turning every table into a frame, and of the run records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from leadbook.actions.session import Session
from leadbook.books.saving.records import CellChange, Change, FillChange, Received, RunRecord, SheetAdded, SheetRemoved
from leadbook.books.saving.rowstory import rows_in_runs
from leadbook.model import Grid
from leadbook.schema import book as schema
from leadbook.schema import frames
from leadbook.schema.choices import CHOICES
from leadbook.stages.story_facts import Changed, Heard, Step, shown
from leadbook.stages.suppression import suppressed

Row = Mapping[str, object]
"""A row by schema keys, with "sheet_row"."""

Test = Callable[..., bool]
"""What is asked of the cells of a row."""


def rows_of(session: Session, key: str, columns: tuple[str, ...], test: Test) -> list[Row]:
    """The rows of a table whose cells in those columns pass a test, each with its row on the sheet.

    Only these are given their types, so that one row of a large table is found without waiting.

    Raises:
        TableMissing, ColumnMissing, ColumnTwice.
    """
    table = schema.table(key)
    session.check_table(table)
    grid = session.opened.book.read(table.name)
    frames.to_frame(table, Grid(grid.headers, ()))  # every column is there, once
    names = [header.strip().casefold() for header in grid.headers]
    places = [names.index(table.column(column).header.casefold()) for column in columns]
    found = [(at, row) for at, row in enumerate(grid.rows) if test(*(row[place] for place in places))]
    frame, _ = frames.to_frame(table, Grid(grid.headers, [row for _, row in found]))
    top = next(info.first_row for info in session.opened.book.tables() if info.name.casefold() == table.name.casefold())
    return [
        {**{str(name): value for name, value in row.items()}, "sheet_row": top + at}
        for (at, _), row in zip(found, frame.to_dict("records"), strict=True)
    ]


def steps_of(session: Session, lead_id: str) -> tuple[Step, ...]:
    """Every run that this computer recorded, oldest first, with what it did to that inquiry."""
    kinds = [(schema.table("fix").name, (kind, lead_id)) for kind in CHOICES["fix_kind"]]
    own = [(schema.table(key).name, (lead_id,)) for key in ("inquiries", "leads")]
    records = rows_in_runs(session.opened.path, [*own, *kinds])
    undone_by = {record.undoes: record.run for record in records if record.undoes and not record.undone}
    return tuple(_step(record, undone_by.get(record.run, 0)) for record in records)


def _step(record: RunRecord, undone_by: int) -> Step:
    """A run record as the story reads it."""
    fields = {(file, header): key for file, header, key in record.mappings}
    changes = (_changed(change) for change in record.changes)
    return Step(
        run=record.run, when=record.when, action=record.action, who=record.who, undoes=record.undoes,
        undone_by=undone_by, changes=tuple(change for change in changes if change is not None),
        heard=tuple(_heard(received, fields) for received in record.received),
    )  # fmt: skip


def _changed(change: Change) -> Changed | None:
    """A change by schema keys; None for a column of the team's own."""
    if isinstance(change, FillChange | SheetAdded | SheetRemoved):
        return None
    table = next((table for table in schema.TABLES if table.name == change.table), None)
    if table is None:
        return None
    keys = {column.header.casefold(): column.key for column in table.columns}
    if isinstance(change, CellChange):
        key = keys.get(change.column.strip().casefold())
        return Changed(table.key, "cell", key, shown(change.old), shown(change.new)) if key else None
    values = {keys.get(name.strip().casefold(), ""): shown(cell) for name, cell in change.values.items()}
    return Changed(table.key, "removed" if "Removed" in type(change).__name__ else "added", values=values)


def _heard(received: Received, fields: Mapping[tuple[str, str], str]) -> Heard:
    """What a row of a list said, by header and field."""
    cells = ((header, fields.get((received.file, header), ""), said) for header, said in received.texts.items())
    return Heard(received.file, received.row, tuple(cell for cell in cells if cell[2].strip()))


def stops_of(session: Session, inquiry: Row, entries: list[Row]) -> tuple[Row, ...]:
    """The entries of Suppression that stop the inquiry today, found by halving the list."""
    one: dict[str, Any] = {column.key: [inquiry[column.key]] for column in schema.table("inquiries").columns}
    frame = pd.DataFrame(one).assign(do_not_contact="", consent="")

    def matching(part: list[Row]) -> list[Row]:
        if not part or suppressed(frame, pd.DataFrame(part), session.settings, session.context.today).iloc[0] == "":
            return []
        if len(part) == 1:
            return part
        return matching(part[: len(part) // 2]) + matching(part[len(part) // 2 :])

    return tuple(matching(entries))
