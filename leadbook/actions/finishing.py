"""The end of a run: figures, ledger, run record, verification, save."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from leadbook.actions.cleared import save_cleared
from leadbook.actions.figures import fill_figures
from leadbook.actions.places import on_sheets
from leadbook.actions.rowheights import heights
from leadbook.actions.session import Session
from leadbook.books.package import PackageBook
from leadbook.books.protocol import SheetFill
from leadbook.books.saving.diffing import diff_grids, same
from leadbook.books.saving.records import Change, FillChange, RunRecord, SheetAdded
from leadbook.errors import BookError
from leadbook.model import KEEP, Event, Grid, RunReport
from leadbook.schema import book as schema
from leadbook.schema import cells, frames
from leadbook.schema.core import Table
from leadbook.stages.leads_asks import asks

_MANY = 20_000
"""Rows of a table from which on writing it takes so long that a person wants to see it."""

SHOWN_WHEN_FILLED = ("cover", "scoreboard", "forecast", "plan", "report", "runs")
"""Tables whose sheet is hidden in a new book and shown by the run that first fills it."""


def finish(session: Session, report: RunReport, made: tuple[tuple[str, str], ...] = ()) -> RunReport:
    """Write what changed, save, and return the report with its run number.

    Nothing is written, and no run is counted, when no table and no sheet changed.

    Args:
        made: name and SHA-256 of files of rows to correct that belong to the run.

    Raises:
        BookError and its kinds; LayoutError and its kinds. The workbook is then as it was.
    """
    grids = _changed_grids(session, session.changed)
    notes = (*session.notes, *report.notes)
    findings = on_sheets(session, (*report.findings, *session.findings, *asks(session.frame("leads"))))
    if not (grids or session.added_sheets or session.shown_sheets or session.fills or session.migrated):
        return dataclasses.replace(report, book=str(session.opened.path), notes=notes, findings=findings)
    run = _next_run(session)
    _log_run(session, run, report, _count_changed(grids))
    grids |= _changed_grids(session, ("events", "runs"))
    changed = tuple(schema.table(key).name for key in grids)
    written = with_results(session, grids)
    grids.clear()  # of a long list each copy weighs as much as the list
    keys = tuple(written)
    session.context.progress("writing the workbook")
    for sheet in session.shown_sheets:
        session.opened.book.show(sheet)
    changes, fitted = _write(session, written)
    changes += _fill(session, fill_figures(session, run, report), fitted)
    changes += [SheetAdded(name) for name in session.added_sheets]
    record = dataclasses.replace(_record(session, report, keys, changes), run=run, made=made)
    session.context.progress("saving")

    def verify(data: bytes) -> None:
        _verify(session, data)
        session.save_memory(run, data)  # before the workbook takes its place: no crash leaves rows that nobody knows

    run = session.opened.save(record, verify)
    save_cleared(session)
    return dataclasses.replace(
        report, book=str(session.opened.path), run=run, changed=True, notes=notes, findings=findings,
        tables=changed, outputs=report.outputs or (str(session.opened.path),),
    )  # fmt: skip


def _record(session: Session, report: RunReport, written: Iterable[str], changes: Iterable[Change]) -> RunRecord:
    """The run as it is remembered, still without its number.

    Args:
        written: keys of the tables that were written.
    """
    return RunRecord(
        action=report.action, when=session.context.now, who=session.context.who, files=tuple(session.files),
        keys={table.name: _key_headers(table) for table in schema.TABLES if table.key in set(written)},
        changes=tuple(changes), received=tuple(session.received), mappings=tuple(session.mappings),
        opt_outs=session.opt_outs, counts=dict(report.counts), notes=(*session.notes, *report.notes),
    )  # fmt: skip


def _key_headers(table: Table) -> tuple[str, ...]:
    """Headers of a table's row key."""
    return tuple(table.column(key).header for key in table.row_key)


def _changed_grids(session: Session, keys: Iterable[str]) -> dict[str, Grid]:
    """The grids to write: of those tables, the ones in which a cell or a row differs."""
    grids = {}
    for table in schema.TABLES:
        if table.key not in keys:
            continue
        grid = _grid(session, table)
        if not _is_same(grid, session.present[table.key]):
            grids[table.key] = grid
    return grids


def _grid(session: Session, table: Table) -> Grid:
    """What is to be written over a table."""
    key = table.key
    return frames.to_grid(table, session.frames[key], session.present[key], session.before[key])


def with_results(session: Session, grids: Mapping[str, Grid]) -> dict[str, Grid]:
    """The grids with the computed value of every formula column given anew.

    Writing any table makes stored results unsure; a reader that does not calculate would then see blanks.
    """
    done = dict(grids)
    there = {info.name.casefold() for info in session.opened.book.tables()}
    for table in schema.TABLES:
        if table.name.casefold() in there and any(column.formula for column in table.columns):
            frame = session.frame(table.key)
            grid = grids.get(table.key) or _grid(session, table)
            if len(frame):
                done[table.key] = frames.with_results(table, grid, frame)
    return done


def _is_same(grid: Grid, present: Grid) -> bool:
    """Whether writing the grid would change nothing."""
    return list(grid.origins or ()) == list(range(len(present.rows))) and all(
        row.count(KEEP) == len(row) for row in grid.rows
    )


def _next_run(session: Session) -> int:
    """One more than any run this computer or this book knows of."""
    known = session.frame("runs")["run"].max()
    return max(session.opened.next_run, 1 if pd.isna(known) else int(known) + 1)


def _count_changed(grids: Mapping[str, Grid]) -> int:
    """Cells that get another value, in rows that were there before."""
    return sum(
        len(row) - row.count(KEEP)
        for grid in grids.values()
        for row, origin in zip(grid.rows, grid.origins or (), strict=True)
        if origin is not None
    )


def _log_run(session: Session, run: int, report: RunReport, changed: int) -> None:
    """Add the run's row to Runs and its lines to Events."""
    totals = {part: sum(getattr(file, part) for file in report.files) for part in ("input_rows", "imported", "merged")}
    row = {
        "run": float(run), "when": session.context.now, "who": session.context.who, "what": report.action,
        "files": "; ".join(file.file for file in report.files),
        "received": float(totals["input_rows"]), "new": float(totals["imported"]), "merged": float(totals["merged"]),
        "rejected": float(sum(file.rejected for file in report.files)), "changed": float(changed),
        "message": report.notes[0] if report.notes else "", "undo": f"leadbook undo BOOK {run}",
    }  # fmt: skip
    session.put("runs", append(session.frame("runs"), [row]))
    session.put("events", append(session.frame("events"), [_event_row(event, run) for event in session.events]))


def _event_row(event: Event, run: int) -> dict[str, object]:
    """One line of the ledger by schema keys."""
    return {
        "when": event.when, "run": float(run), "lead_id": event.lead_id, "rep": event.rep,
        "campaign": event.campaign, "event": str(event.kind), "before": event.before, "after": event.after,
        "amount": float("nan") if event.amount is None else event.amount,
    }  # fmt: skip


def append(frame: pd.DataFrame, rows: list[dict[str, object]]) -> pd.DataFrame:
    """The frame with rows added at the end, with the frame's types; keys that a row lacks are blank."""
    if not rows:
        return frame
    blanks = {key: _blank(dtype) for key, dtype in frame.dtypes.items()}
    added = pd.DataFrame(
        {
            key: pd.Series([row.get(str(key), blanks[key]) for row in rows], dtype=dtype)
            for key, dtype in frame.dtypes.items()
        }
    )
    return pd.concat([frame, added], ignore_index=True) if len(frame) else added


def _blank(dtype: object) -> object:
    """What stands for blank in a column of that type."""
    return pd.NaT if str(dtype).startswith("datetime") else float("nan") if str(dtype) == "float64" else ""


def _write(session: Session, grids: dict[str, Grid]) -> tuple[list[Change], dict[str, dict[int, float]]]:
    """Write the grids, each let go then; what differs, value by value, and the row heights that fit for each sheet."""
    changes: list[Change] = []
    fitted: dict[str, dict[int, float]] = {}
    places = {info.name: info for info in session.opened.book.tables()}
    for key in tuple(grids):
        table, grid = schema.table(key), grids.pop(key)
        if len(grid.rows) >= _MANY:
            session.context.progress(f"writing {table.sheet}: {len(grid.rows):,} rows")
        session.opened.book.write(table.name, grid)
        changes += diff_grids(table.name, _key_headers(table), session.present[key], grid)
        fitted[table.sheet] = heights(table, grid, session.frames[key], places[table.name].first_row)
        if key in SHOWN_WHEN_FILLED and len(grid.rows):
            show(session, table.sheet)
        if key == "inquiries" and not session.present[key].rows:
            show(session, schema.sheet("report").name)  # Start shows the week from now on, with a link to it
    return changes, fitted


def show(session: Session, sheet: str) -> None:
    """Make a sheet visible when it is there and hidden."""
    if any(info.name == sheet and info.state != "visible" for info in session.opened.book.sheets()):
        session.opened.book.show(sheet)


def _fill(
    session: Session, figures: Mapping[str, SheetFill], fitted: Mapping[str, Mapping[int, float]]
) -> list[Change]:
    """Fill the single cells and the sheets laid out by the action, each sheet once; what differs."""
    changes: list[Change] = []
    there = {info.name for info in session.opened.book.sheets()}
    rest = {sheet: SheetFill(heights=rows) for sheet, rows in fitted.items() if rows and sheet not in figures}
    for sheet, fill in (*session.fills.items(), *figures.items(), *rest.items()):
        if sheet not in there:
            continue  # the team took the sheet out: its titles and figures go with it
        before = session.opened.book.values(sheet, fill.cells)
        fill = dataclasses.replace(fill, cells={name: value for name, value in fill.cells.items() if name in before})
        if sheet in figures and sheet in fitted:
            fill = dataclasses.replace(fill, heights={**fitted[sheet], **fill.heights})
        session.opened.book.fill(sheet, fill)
        if sheet not in session.added_sheets:
            changes += [
                FillChange(sheet, name, before[name], value)
                for name, value in fill.cells.items()
                if name not in cells.FORMULAS and name not in cells.FORMER and not same(before[name], value)
            ]
    return changes


def _verify(session: Session, data: bytes) -> None:
    """Count the rows in the new file: every table has as many as was meant, and as many filled ones.

    Raises:
        BookError: a row is missing; the workbook is left as it was then.
    """
    book = PackageBook(data)
    for key in session.changed:
        name, frame = schema.table(key).name, session.frames[key]
        rows, filled = book.count_rows(name)
        meant = _filled_rows(frame)
        if rows != len(frame) or filled < meant:
            raise BookError(
                f"After writing, {name} has {rows} rows, {filled} of them filled, instead of {len(frame)} and {meant}.",
                session.opened.path.name, "Nothing was changed. Please report this as a bug.",
            )  # fmt: skip


def _filled_rows(frame: pd.DataFrame) -> int:
    """Rows of a frame that surely hold something a cell can show."""
    filled = np.zeros(len(frame), dtype=bool)
    for _, column in frame.items():
        if filled.all():
            break
        if column.dtype.kind == "O":
            texts = [isinstance(text, str) and text != "" and text.isprintable() for text in column.tolist()]
            filled |= np.array(texts, dtype=bool)
        else:
            filled |= column.notna().to_numpy()
    return int(filled.sum())
