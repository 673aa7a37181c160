"""`demo`: a workbook built from the sample lists, with every step run on it."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import shutil
from importlib import resources
from pathlib import Path

import pandas as pd

from leadbook import samples
from leadbook.actions.allocating import allocate
from leadbook.actions.briefing import brief
from leadbook.actions.checking import check
from leadbook.actions.context import Context
from leadbook.actions.finishing import append, finish
from leadbook.actions.importing import import_lists
from leadbook.actions.making import new
from leadbook.actions.reporting import report
from leadbook.actions.running import together
from leadbook.actions.session import Session
from leadbook.errors import UsageError
from leadbook.model import RunReport
from leadbook.schema import book as schema
from leadbook.schema.core import Column, Table

NAME = "Leadbook.xlsx"
LISTS = "Lists"
MADE_FOR = dt.date(2026, 11, 23)
"""The day the sample lists are made for; the demo runs as if it were that day."""


def demo(folder: Path | None, context: Context) -> RunReport:
    """Build a workbook in the folder and run every step on the sample lists.

    Args:
        folder: None is the first free one of leadbook-demo, leadbook-demo-2, …

    Raises:
        UsageError: the folder holds a demo already.
    """
    folder = folder or _free_folder()
    if context.today != MADE_FOR and context.now.time() != dt.time():
        context = dataclasses.replace(context, today=MADE_FOR, now=dt.datetime.combine(MADE_FOR, dt.time(8, 40)))
    book = folder / NAME
    if book.exists():
        raise UsageError("There is a demo already.", str(book), "Choose another folder, or remove this one.")
    lists = _copy_lists(folder)
    new(book, context)
    steps = [_set_up(book, context)]
    for row in _rows("lists.csv"):
        path = lists / row["file"]
        steps.append(import_lists(book, [path], context, campaign=row["campaign"], gathered=row["gathered_how"]))
    steps += [
        check(book, context), allocate(book, context), brief(book, context, pdf=folder / "Briefings"),
        report(book, context),
    ]  # fmt: skip
    return dataclasses.replace(together("demo", book, steps), notes=_notes(book, lists, steps))


def _free_folder() -> Path:
    """The first folder of the usual name that is not there yet."""
    names = ("leadbook-demo", *(f"leadbook-demo-{number}" for number in range(2, 1000)))
    return next(path for path in map(Path, names) if not path.exists())


def _copy_lists(folder: Path) -> Path:
    """The sample lists in the folder, where a person can look at them."""
    target = folder / LISTS
    target.mkdir(parents=True, exist_ok=True)
    source = resources.files(samples) / "lists"
    for entry in source.iterdir():
        if not entry.name.startswith(("_", ".")):
            with resources.as_file(entry) as path:
                shutil.copyfile(path, target / entry.name)
    return target


def _rows(name: str) -> list[dict[str, str]]:
    """The rows of one of the set-up files."""
    text = (resources.files(samples) / "setup" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _set_up(book: Path, context: Context) -> RunReport:
    """Fill reps, quotas, campaigns and the rest as a team would."""
    session = Session.open(book, context)
    filled = []
    for table in schema.TABLES:
        name = f"{table.key}.csv"
        if not (resources.files(samples) / "setup" / name).is_file():
            continue
        rows = _rows(name)
        session.put(table.key, _settings(session, rows) if table.key == "settings" else _filled(session, table, rows))
        filled.append(table.sheet)
    return finish(session, RunReport(action="set up", notes=(f"Filled {', '.join(filled)}.",)))


def _settings(session: Session, rows: list[dict[str, str]]) -> pd.DataFrame:
    """The sheet Settings with some values changed."""
    values = {row["key"]: row["value"] for row in rows}
    frame = session.frame("settings")
    return frame.assign(value=[values.get(key, old) for key, old in zip(frame["key"], frame["value"], strict=True)])


def _filled(session: Session, table: Table, rows: list[dict[str, str]]) -> pd.DataFrame:
    """A table with rows added."""
    typed = [{key: _typed(table.column(key), text) for key, text in row.items()} for row in rows]
    return append(session.frame(table.key), typed)


def _typed(column: Column, text: str) -> object:
    """A value of a set-up file with the type of its column."""
    if column.kind.is_date:
        return pd.Timestamp(text) if text else pd.NaT
    if column.kind.is_number:
        return float(text) if text else float("nan")
    return text


def _notes(book: Path, lists: Path, steps: list[RunReport]) -> tuple[str, ...]:
    """Where the files are, and what to try next."""
    pdfs = [output for step in steps for output in step.outputs if output.endswith(".pdf")]
    return (
        f"The workbook is {book}. Start with its sheet Start; Leads says who got which lead and why.",
        f"The lists it was made from are in {lists}.",
        *([f"The briefing pages are in {Path(pdfs[0]).parent} as PDF."] if pdfs else []),
        f"Try: leadbook undo {book}   or import a list of your own: leadbook import {book} LIST.csv",
    )
