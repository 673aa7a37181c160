"""What long lists cost: reading, importing and flagging beside Python's own csv.reader on the same file.

Run by hand: `python -m tests.benchmarks.bench_long_lists [ROWS …]` (10,000 and 100,000 by default; 1000000 takes half
an hour). Lists of twelve columns are invented; each task runs in a process of its own, import and flag as commands.
Seconds are CPU seconds of the task, start-up apart; memory is the most the process ever held, above what it held
before the task. Ratios are to csv.reader, which keeps all rows as lists of texts.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.bench_package import peak_memory
from tests.benchmarks.web_form import DAY, HEADERS, inquiries

COLUMNS = (0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 15)
TASKS = ("csv.reader", "read_table", "flag", "import")


def write_list(path: Path, count: int) -> None:
    """A list of twelve columns."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow([HEADERS[at] for at in COLUMNS])
        rows.writerows([row[at] for at in COLUMNS] for row in inquiries(count))


def by_csv(path: Path) -> object:
    """All rows as lists."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def by_read_table(path: Path) -> object:
    """The list as a table."""
    from leadbook.intake import read_table

    return read_table(path)


def by_command(*words: str) -> object:
    """A command as a person gives it; what it prints is not shown."""
    from leadbook.fronts.cli import main

    with contextlib.redirect_stdout(io.StringIO()):
        code = main([*words, "--today", DAY.isoformat(), "--quiet"])
    if code:
        raise SystemExit(f"leadbook {words[0]} ended with {code}")
    return code


def child(task: str, path: Path) -> None:
    """One task, told on standard output."""
    import pandas  # noqa: F401 - loading it belongs to no task

    book = path.with_suffix(".xlsx")
    tasks: dict[str, Callable[[], object]] = {
        "csv.reader": lambda: by_csv(path),
        "read_table": lambda: by_read_table(path),
        "flag": lambda: by_command("flag", str(path)),
        "import": lambda: by_command("import", str(book), str(path)),
    }
    if task == "import":
        by_command("new", str(book))
    before, start = peak_memory(), time.process_time()
    kept = tasks[task]()
    seconds = time.process_time() - start
    print(json.dumps({"seconds": seconds, "peak": peak_memory() - before, "kept": kept is not None}))


def measured(task: str, path: Path) -> tuple[float, float]:
    """CPU seconds and megabytes of one task in a fresh process."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_long_lists", "--child", task, str(path)]
    environment = os.environ | {"LEADBOOK_STATE": str(path.parent / "state")}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    told = json.loads(done.stdout.splitlines()[-1])
    return float(told["seconds"]), float(told["peak"])


def main(counts: list[int]) -> None:
    """Print every task at every size, and how it grows."""
    last: dict[str, tuple[int, float, float]] = {}
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "Web form.csv")
            write_list(path, count)
            print(f"{count:,} rows x {len(COLUMNS)} columns, {path.stat().st_size / 1e6:.0f} MB")
            floor = (1.0, 1.0)
            for task in TASKS:
                seconds, peak = measured(task, path)
                floor = (seconds, peak) if task == TASKS[0] else floor
                grown = ""
                if task in last:
                    rows, then, held = last[task]
                    grown = f"   {count / rows:.0f} x the rows: {seconds / then:.1f} x CPU, {peak / held:.1f} x memory"
                last[task] = (count, seconds, max(peak, 0.1))
                print(f"  {task:10} {seconds:8.2f} s {seconds / floor[0]:7.1f} x  {peak:7.0f} MB"
                      f" {peak / max(floor[1], 0.1):5.1f} x{grown}", flush=True)  # fmt: skip


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], Path(sys.argv[3]))
    else:
        main([int(text) for text in sys.argv[1:]] or [10_000, 100_000])
