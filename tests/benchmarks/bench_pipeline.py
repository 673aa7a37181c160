"""How long a whole week's work takes, step by step and part by part, beside reading and writing the same tables.

Run by hand: `python -m tests.benchmarks.bench_pipeline [INQUIRIES]`. A web form's list of that many invented
inquiries goes through new, import, check, allocate and report, as it would from the command line but in one
process. Times are CPU seconds of this process; a part's time is what passes inside its functions, without the parts
that they call. The floor is what the back-end needs to read the finished tables and to write them into an empty book.
"""

from __future__ import annotations

import csv
import datetime as dt
import functools
import os
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from leadbook.actions import allocating, checking, figures, finishing, importing, judging, making, reporting, session
from leadbook.actions.context import Context
from leadbook.books.package import PackageBook
from leadbook.books.saving import save
from leadbook.model import RunReport
from leadbook.schema import book as schema
from leadbook.schema import frames
from leadbook.template.build import build_book
from tests.benchmarks.bench_package import peak_memory

DAY = dt.date(2026, 11, 23)
HEADERS = (
    "Submitted at", "First name", "Last name", "Work e-mail", "Phone", "Company", "Job title", "State", "Country",
    "Product of interest", "How can we help you?", "When do you plan to buy?", "Who makes the decision?", "Budget",
    "Number of employees", "I agree to be contacted",
)  # fmt: skip
FIRST = ("Ana", "Ben", "Chloe", "Dan", "Eva", "Finn", "Grace", "Hugo", "Ivy", "Jack", "Kira", "Leo", "Mia", "Noah")
LAST = ("Albright", "Berg", "Castro", "Dahl", "Ek", "Fischer", "Grant", "Hahn", "Ito", "Jones", "Klein", "Lund")
STATES = ("CA", "TX", "NY", "IL", "WA", "OR", "CO", "AZ", "FL", "GA", "OH", "MI", "PA", "NC", "VA", "NJ", "MA", "MN")
NEEDS = (
    "Our old unit needs 70 minutes a cycle and patients wait. Please call me.",
    "We lose a day each week to repairs; I would like a demo of the faster model.",
    "Please send a quote for two units, our lease ends in March.",
    "Just looking for the brochure.",
    "",
    "I am a student writing a paper.",
    "We open a second practice and need a sterilizer there by spring.",
)
PRODUCTS = ("XX-200", "XX-300", "")
PARTS: dict[str, tuple[tuple[object, str], ...]] = {
    "opening the book": ((session, "open_book"), (session, "restore_hand_edits")),
    "reading tables": ((PackageBook, "read"), (PackageBook, "values")),
    "to_frame": ((frames, "to_frame"),),
    "intake": ((importing, "_read"),),
    "clean": ((importing, "clean"),),
    "merge": ((importing, "merge"),),
    "qualify": ((judging, "qualify"), (judging, "score")),
    "sheets that follow": ((judging, "sync_leads"), (judging, "not_leads"), (judging, "questions")),
    "sharing leads": ((allocating, "share"), (allocating, "apply"), (allocating, "plan_of")),
    "counting": ((reporting.counting, "report"), (allocating, "cover"), (allocating, "rep_measures")),
    "to_grid": ((frames, "to_grid"),),
    "writing tables": ((PackageBook, "write"),),
    "row heights": ((finishing, "heights"),),
    "figures": ((finishing, "fill_figures"), (figures, "figures")),
    "filling cells": ((PackageBook, "fill"),),
    "diff": ((finishing, "diff_grids"),),
    "packing": ((PackageBook, "save"),),
    "saving and record": ((finishing, "save_book"),),
    "verification": ((save, "_test"), (finishing, "_verify")),
}
"""Part → functions whose time it is."""


def inquiries(count: int) -> Iterator[tuple[str, ...]]:
    """Rows of a web form; about one in eight repeats an earlier person, and verdicts are mixed."""
    chance, people = random.Random(11), list[tuple[str, ...]]()
    for number in range(count):
        day = DAY - dt.timedelta(days=chance.randrange(1, 25))
        if people and chance.random() < 0.12:
            person = chance.choice(people)
        else:
            domain = f"practice{number}.example" if number % 9 else "example.com"
            first, last = chance.choice(FIRST), chance.choice(LAST)
            person = (
                first, last, f"{first}.{last}{number}@{domain}".lower() if number % 13 else "",
                f"+1 {201 + number % 700} 555 {number % 10000:04d}" if number % 4 else "",
                f"Practice {number}" if number % 11 else "", chance.choice(("Owner", "Practice manager", "Nurse", "")),
                chance.choice(STATES), "USA",
            )  # fmt: skip
            people.append(person)
        rest = (
            chance.choice(PRODUCTS), chance.choice(NEEDS),
            chance.choice(("within 30 days", "Q1 2027", "", "next year")),
            chance.choice(("me", "my partner and I", "")), chance.choice(("9000", "$8,500", "")),
            str(chance.randrange(1, 60)), chance.choice(("yes", "yes", "no", "")),
        )  # fmt: skip
        yield (f"{day:%Y-%m-%d} {8 + number % 10:02d}:{number % 60:02d}", *person, *rest)


class Clock:
    """CPU seconds of each part; time in a part that another one calls is the inner one's."""

    def __init__(self) -> None:
        self.parts: dict[str, float] = defaultdict(float)
        self._stack: list[tuple[str, float]] = []

    @contextmanager
    def running(self, part: str) -> Iterator[None]:
        """Count what passes inside."""
        now = time.process_time()
        if self._stack:
            outer, since = self._stack[-1]
            self.parts[outer] += now - since
        self._stack.append((part, now))
        try:
            yield
        finally:
            now = time.process_time()
            self.parts[part] += now - self._stack.pop()[1]
            if self._stack:
                self._stack[-1] = (self._stack[-1][0], now)

    def watch(self, part: str, owner: object, name: str) -> None:
        """Count the time of one function from now on, wherever it was imported under this name."""
        real: Callable[..., object] = getattr(owner, name)

        @functools.wraps(real)
        def watched(*given: object, **named: object) -> object:
            with self.running(part):
                return real(*given, **named)

        setattr(owner, name, watched)


def set_up(book: Path, context: Context) -> None:
    """Twenty reps, each with a quota for both products."""
    opened = session.Session.open(book, context)
    reps = [{"rep": f"{FIRST[i % len(FIRST)]} {LAST[i % len(LAST)]}", "active": "Yes"} for i in range(20)]
    opened.put("reps", finishing.append(opened.frame("reps"), list(reps)))
    quotas: list[dict[str, object]] = [
        {"rep": rep["rep"], "product": product, "period": pd.Timestamp(2026, month, 1), "quota": 40000.0,
         "unit": "money", "booked": 0.0, "pipeline": 0.0, "close_rate": 0.25, "average_deal": 7500.0}
        for rep in reps for product in ("XX-200", "XX-300") for month in (11, 12)
    ]  # fmt: skip
    opened.put("quotas", finishing.append(opened.frame("quotas"), quotas))
    finishing.finish(opened, RunReport(action="set up"))


def floor(data: bytes) -> float:
    """CPU seconds to read every table of a book and to write them all into an empty one."""
    empty, start = build_book(), time.process_time()
    there, new = PackageBook(data), PackageBook(empty)
    for table in schema.TABLES:
        grid = there.read(table.name)
        if grid.rows:
            new.write(table.name, grid)
    new.save()
    return time.process_time() - start


def main(count: int) -> None:
    """Print CPU seconds by step and part, the ratio to the floor, and the peak of memory."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["LEADBOOK_STATE"] = str(folder / "state")
        source, book = folder / "Web form.csv", folder / "Leads.xlsx"
        with source.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEADERS, *inquiries(count)])
        context = Context(today=DAY, now=dt.datetime.combine(DAY, dt.time(8, 40)))
        making.new(book, context)
        set_up(book, context)
        clock = Clock()
        for part, functions in PARTS.items():
            for owner, function in functions:
                clock.watch(part, owner, function)
        total = 0.0
        steps: dict[str, Callable[[], RunReport]] = {
            "import": lambda: importing.import_lists(book, [source], context),
            "check": lambda: checking.check(book, context),
            "allocate": lambda: allocating.allocate(book, context),
            "report": lambda: reporting.report(book, context),
        }
        for step, action in steps.items():
            total += told(step, action, clock)
        ground = floor(book.read_bytes())
        print(f"all steps {total:.1f} s   floor {ground:.1f} s   ratio {total / ground:.1f}")


def told(step: str, action: Callable[[], RunReport], clock: Clock) -> float:
    """Run one step and print what it took."""
    clock.parts.clear()
    start = time.process_time()
    with clock.running("other"):
        report = action()
    seconds = time.process_time() - start
    print(f"{step:9} {seconds:7.2f} s   peak so far {peak_memory():5.0f} MB   {dict(report.counts)}")
    for part, share in sorted(clock.parts.items(), key=lambda item: -item[1]):
        if share > 0.01 * seconds:
            print(f"    {part:20} {share:7.2f} s  {share / seconds:5.1%}")
    return seconds


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 10_000)
