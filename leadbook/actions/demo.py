"""`demo`: a workbook built from the sample lists, with every step run on it."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import itertools
import shutil
from collections import Counter
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
from leadbook.model import LeadStatus, RunReport
from leadbook.schema import book as schema
from leadbook.schema.core import Column, Table
from leadbook.stages.wording import count as count_of
from leadbook.stages.wording import day, listed

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
    for (campaign, gathered), rows in itertools.groupby(_rows("lists.csv"), _kind):
        files = [lists / row["file"] for row in rows]  # lists of one campaign and kind come in together
        steps.append(import_lists(book, files, context, campaign=campaign, gathered=gathered))
    steps += [
        check(book, context), allocate(book, context), brief(book, context, pdf=folder / "Briefings"),
        report(book, context),
    ]  # fmt: skip
    session = Session.open(book, context, for_writing=False)
    notes = (*_outcome(session, steps), *_needs(session), *_notes(book, lists, steps))
    return dataclasses.replace(together("demo", book, steps), notes=notes)


def _kind(row: dict[str, str]) -> tuple[str, str]:
    """The campaign of a list, and how its names were gathered."""
    return row["campaign"], row["gathered_how"]


def _free_folder() -> Path:
    """The first folder of the usual name that is not there yet."""
    names = ("leadbook-demo", *(f"leadbook-demo-{number}" for number in range(2, 1000)))
    return next(path for path in map(Path, names) if not path.exists())


def _copy_lists(folder: Path) -> Path:
    """The sample lists in the folder, where a person can look at them."""
    target = folder / LISTS
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError("This folder cannot be made.", str(folder), "Choose a folder of your own.") from error
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


def _outcome(session: Session, steps: list[RunReport]) -> tuple[str, ...]:
    """What came of it: the headline, and how many leads found a rep."""
    headline = next(step.notes[0] for step in steps if step.action == "check")
    leads = session.frame("leads")
    reps = leads.loc[leads["rep"] != "", "rep"]
    waiting = int((leads["status"] == LeadStatus.WAITING).sum())
    return headline, f"{len(reps)} leads went to {reps.nunique()} reps; {waiting} wait, each with its reason."


def _needs(session: Session) -> tuple[str, ...]:
    """What needs whom: the coordinator, the manager, and whoever owes an answer."""
    fix = session.frame("fix")
    wins = fix[fix["unlocks"] > 0]
    most = ", ".join(f"{field} ({count})" for field, count in Counter(wins["field"]).most_common(3))
    notes = ["What needs whom:"]
    if len(fix):
        notes.append(f"  Coordinator: {count_of(len(fix), 'question')} on To fix." + (
            f" {len(wins)} of them would win a lead with one answer: {most}." if len(wins) else ""
        ))  # fmt: skip
    notes += [f"  Manager: {line}" for line in _for_manager(session)]
    answers = session.frame("answers")
    owed = answers[(answers["must"] == "Yes") & (answers["answer"].str.strip() == "")]
    for row in owed[owed["owes"].str.strip() != ""].to_dict("records"):
        by = "" if pd.isna(row["by"]) else f" by {day(row['by'].date())}"
        notes.append(f"  {row['owes']} owes an answer{by}: “{row['question']}” ({row['campaign']}).")
    planned = Counter(owed.loc[owed["owes"].str.strip() == "", "campaign"])
    if planned:
        named = listed([f"{campaign} ({number})" for campaign, number in planned.items()])
        notes.append(f"  Marketing: campaigns that are planned have answers to write: {named}.")
    return tuple(notes)


def _for_manager(session: Session) -> list[str]:
    """Reps with a quota and no lead at all, then what leads wait for."""
    cover = session.frame("cover")
    given = cover.groupby("rep")["given"].sum()
    none = cover[cover["rep"].isin(given[given == 0].index) & (cover["why_none"] != "")].drop_duplicates("rep")
    lines = [f"{row['rep']} has a quota and no lead: {row['why_none']}" for row in none.to_dict("records")]
    leads = session.frame("leads")
    waiting = leads[leads["status"] == LeadStatus.WAITING]
    if len(waiting):
        kinds = ", ".join(f"{product} ({count})" for product, count in Counter(waiting["product"]).most_common())
        lines.append(f"{count_of(len(waiting), 'lead')} without a rep: {kinds}. Leads says what would place each.")
    return lines


def _notes(book: Path, lists: Path, steps: list[RunReport]) -> tuple[str, ...]:
    """Where the files are, and what to try next."""
    pdfs = [output for step in steps for output in step.outputs if output.endswith(".pdf")]
    return (
        "Where it is:",
        f"  The workbook: {book} (its sheet Start says what to do first)",
        f"  The lists it was made from: {lists}",
        *([f"  The briefing pages as PDF: {Path(pdfs[0]).parent}"] if pdfs else []),
        "What to try next:",
        f"  leadbook flag {lists / 'web_form.csv'}   (the verdicts in the list itself, no workbook needed)",
        f"  leadbook undo {book}   (takes the last step back)",
        f"  leadbook import {book} LIST.csv   (a list of your own)",
    )
