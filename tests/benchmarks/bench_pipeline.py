"""How long a whole week's work takes, step by step and part by part, beside reading and rewriting the same tables.

Run by hand: `python -m tests.benchmarks.bench_pipeline [INQUIRIES …]` (10,000 and 100,000 by default). A web form's
list of that many invented inquiries goes through new, import, check, allocate, brief and report as from the command
line, each step in a process of its own. Seconds are CPU seconds of that process, start-up apart; memory is the most
it ever held. A part's time is what passes inside its functions, without the parts that they call. The floor is what
the back-end needs to read all tables of the finished book and to write them, every value, into an empty one.
"""

from __future__ import annotations

import csv
import datetime as dt
import functools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from tests.benchmarks.bench_package import peak_memory
from tests.benchmarks.web_form import DAY, HEADERS, inquiries

STEPS = ("new", "import", "check", "allocate", "brief", "report")
FLAGGED_ROWS = 20_000
PARTS: dict[str, tuple[str, ...]] = {
    "opening the book": ("session.open_book", "session.restore_hand_edits"),
    "reading tables": ("package.PackageBook.read", "package.PackageBook.values"),
    "to_frame": ("frames.to_frame",),
    "reading the list": ("importing.read_table",),
    "to_inquiries": ("importing.to_inquiries",),
    "clean": ("importing.clean",),
    "merge": ("importing.merge",),
    "keeping what was received": ("importing._remember",),
    "qualify": ("judging.qualify",),
    "score": ("judging.score",),
    "leads": ("judging.sync_leads",),
    "not leads": ("judging.not_leads", "judging.carry_let_through"),
    "to fix": ("judging.questions", "checking.apply_answers"),
    "sharing leads": ("allocating.share", "allocating.apply", "allocating.plan_of"),
    "counting": ("reporting.counting.report", "allocating.cover", "allocating.rep_measures"),
    "to_grid": ("frames.to_grid",),
    "writing tables": ("package.PackageBook.write",),
    "row heights": ("finishing.heights",),
    "figures": ("finishing.fill_figures", "figures.figures"),
    "filling cells": ("package.PackageBook.fill",),
    "diff": ("finishing.diff_grids",),
    "packing": ("package.PackageBook.save",),
    "saving": ("finishing.save_book",),
    "run record": ("recordfile.encode",),
    "verification": ("save._test", "finishing._verify"),
}
"""Part → functions whose time it is: module (by its last name) and function."""
_MODULES = {
    "package": "leadbook.books.package", "frames": "leadbook.schema.frames", "save": "leadbook.books.saving.save",
    "recordfile": "leadbook.books.saving.recordfile",
}  # fmt: skip


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

    def watch(self, part: str, place: str) -> None:
        """Count the time of one function from now on, wherever it was imported under this name."""
        module, *path, name = place.split(".")
        owner: object = import_module(_MODULES.get(module, f"leadbook.actions.{module}"))
        for step in path:
            owner = getattr(owner, step)
        real: Callable[..., object] = getattr(owner, name)

        @functools.wraps(real)
        def watched(*given: object, **named: object) -> object:
            with self.running(part):
                return real(*given, **named)

        setattr(owner, name, watched)


def make(folder: Path) -> dict[str, object]:
    """`new`, then twenty reps with a quota for both products and two campaigns; the counts of the book."""
    import pandas as pd

    from leadbook.actions import finishing, making, session
    from leadbook.model import RunReport
    from tests.benchmarks.web_form import CAMPAIGNS, FIRST, LAST, PRODUCTS

    book, context = folder / "Leads.xlsx", _context()
    start = time.process_time()
    making.new(book, context)
    seconds = time.process_time() - start
    opened = session.Session.open(book, context)
    reps = [{"rep": f"{FIRST[i % len(FIRST)]} {LAST[i % len(LAST)]}", "active": "Yes"} for i in range(20)]
    quotas: list[dict[str, object]] = [
        {"rep": rep["rep"], "product": product, "period": pd.Timestamp(2026, month, 1), "quota": 40000.0,
         "unit": "money", "booked": 0.0, "pipeline": 0.0, "close_rate": 0.25, "average_deal": 7500.0}
        for rep in reps for product in PRODUCTS if product for month in (11, 12)
    ]  # fmt: skip
    for key, rows in (("reps", list(reps)), ("quotas", quotas), ("campaigns", list(CAMPAIGNS))):
        opened.put(key, finishing.append(opened.frame(key), rows))  # type: ignore[arg-type]
    finishing.finish(opened, RunReport(action="set up"))
    return {"seconds": seconds, "parts": {}, "counts": {}}


def step(name: str, folder: Path) -> dict[str, object]:
    """One step in this process: its seconds, parts and counts."""
    from leadbook.actions import allocating, briefing, checking, importing, reporting

    book, context, clock = folder / "Leads.xlsx", _context(), Clock()
    for part, functions in PARTS.items():
        for function in functions:
            clock.watch(part, function)
    steps: dict[str, Callable[[], object]] = {
        "import": lambda: importing.import_lists(book, [folder / "Web form.csv"], context),
        "check": lambda: checking.check(book, context),
        "allocate": lambda: allocating.allocate(book, context),
        "brief": lambda: briefing.brief(book, context),
        "report": lambda: reporting.report(book, context),
    }
    start = time.process_time()
    with clock.running("other"):
        report = steps[name]()
    seconds = time.process_time() - start
    return {"seconds": seconds, "parts": dict(clock.parts), "counts": dict(getattr(report, "counts", {}))}


def flag(folder: Path) -> dict[str, object]:
    """`flag` on the list, without any workbook."""
    flagging = import_module("leadbook.actions.flagging")
    start = time.process_time()
    flagging.flag(folder / "Web form.csv", _context())
    return {"seconds": time.process_time() - start, "parts": {}, "counts": {}}


def floor(folder: Path) -> dict[str, object]:
    """Read every table of the finished book and write them all into an empty one."""
    from leadbook.books.package import PackageBook
    from leadbook.schema import book as schema
    from leadbook.template.build import build_book

    data, empty = (folder / "Leads.xlsx").read_bytes(), build_book()
    start = time.process_time()
    there, new = PackageBook(data), PackageBook(empty)
    for table in schema.TABLES:
        grid = there.read(table.name)
        if grid.rows:
            new.write(table.name, grid)
    new.save()
    return {"seconds": time.process_time() - start, "parts": {}, "counts": {}}


def _context() -> object:
    """The day and hour of every run."""
    from leadbook.actions.context import Context

    return Context(today=DAY, now=dt.datetime.combine(DAY, dt.time(8, 40)))


def child(name: str, folder: Path) -> None:
    """One task of a child process, told on standard output."""
    tasks = {"new": make, "flag": flag, "floor": floor}
    told = tasks[name](folder) if name in tasks else step(name, folder)
    print(json.dumps(told | {"peak": peak_memory()}))


def measured(name: str, folder: Path) -> dict[str, object]:
    """What a fresh process says of one task."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_pipeline", "--child", name, str(folder)]
    environment = os.environ | {"LEADBOOK_STATE": str(folder / "state")}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    told: dict[str, object] = json.loads(done.stdout)
    return told


def write_list(folder: Path, count: int) -> None:
    """The list of a web form."""
    with (folder / "Web form.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADERS, *inquiries(count)])


def run(count: int) -> dict[str, float]:
    """Print every step with its parts; seconds by step, the floor among them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_list(folder, count)
        found = {task: measured(task, folder) for task in (*STEPS, "floor")}
    ground = _number(found["floor"], "seconds")
    print(f"{count:,} inquiries; the floor is {ground:.2f} s, {_number(found['floor'], 'peak'):.0f} MB")
    for task in STEPS:
        print_step(task, found[task], ground)
    seconds = {task: _number(told, "seconds") for task, told in found.items()}
    work = sum(seconds[task] for task in STEPS if task != "new")
    print(f"import to report {work:.2f} s, {work / ground:.1f} x the floor\n")
    return seconds | {"import to report": work}


def print_step(task: str, told: Mapping[str, object], ground: float) -> None:
    """One step: seconds, ratio to the floor, memory, and the parts that take more than one per cent."""
    seconds, parts = _number(told, "seconds"), told["parts"]
    assert isinstance(parts, dict)
    cost = f"{seconds:7.2f} s {seconds / ground:6.2f} x floor {_number(told, 'peak'):6.0f} MB"
    print(f"{task:9} {cost}  {told['counts']}")
    for part, share in sorted(parts.items(), key=lambda item: -item[1]):
        if share > 0.01 * seconds:
            print(f"    {part:26} {share:7.2f} s  {share / seconds:5.1%}")


def _number(told: Mapping[str, object], key: str) -> float:
    """A figure out of what a child said."""
    value = told[key]
    assert isinstance(value, int | float)
    return float(value)


def main(counts: list[int]) -> None:
    """Print all sizes, how the steps grow between them, and what flagging a list takes."""
    found = [run(count) for count in counts]
    for at in range(1, len(counts)):
        growth = ", ".join(f"{task} {found[at][task] / found[at - 1][task]:.1f}" for task in found[at])
        print(f"times the seconds at {counts[at] / counts[at - 1]:.1f} times the inquiries: {growth}\n")
    with tempfile.TemporaryDirectory() as name:
        write_list(Path(name), FLAGGED_ROWS)
        try:
            told = measured("flag", Path(name))
        except subprocess.CalledProcessError as error:
            print(f"flag could not be measured: {error.stderr.strip().splitlines()[-1]}")
            return
    print(f"flag, {FLAGGED_ROWS:,} rows: {_number(told, 'seconds'):.2f} s, {_number(told, 'peak'):.0f} MB")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], Path(sys.argv[3]))
    else:
        main([int(text) for text in sys.argv[1:]] or [10_000, 100_000])
