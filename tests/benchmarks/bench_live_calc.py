"""What a press costs in an open Calc, and how much of it is talking to Calc.

Run by hand: `python -m tests.benchmarks.bench_live_calc [ROWS_THERE ROWS_NEW]` (10,000 and 5,000 by default; some
minutes). Needs LibreOffice. A workbook with so many inquiries is open in Calc; a list of new people is imported by its
button, then fifty cells are typed and Check is pressed. Told are: seconds of the press; the seconds within the engine
for Calc (books/calc, which is nearly all waiting for Calc); the seconds of the same import on the closed file in the
same run, and the ratio; the cells that were written into Calc, and how many a rewrite of the tables would be.

The start of a button (the process until it can read the workbook) is timed beside a bare `import pandas`.
"""

from __future__ import annotations

import cProfile
import pstats
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from leadbook.books.calc import values
from tests.benchmarks.bench_long_lists import by_command, write_list

EDITS = 50


def timed(what: Callable[[], object]) -> tuple[float, float]:
    """Seconds of a call, and the seconds of it within the engine for Calc."""
    profile, begun = cProfile.Profile(), time.perf_counter()
    profile.enable()
    what()
    profile.disable()
    seconds = time.perf_counter() - begun
    stats = pstats.Stats(profile).stats.items()  # type: ignore[attr-defined]
    within = sum(own for (name, _, _), (_, _, own, _, _) in stats if "/books/calc/" in name)
    return seconds, within


class Written:
    """Counts the cells that are set in Calc while it is on."""

    def __init__(self) -> None:
        self.cells, self._write = 0, values.write

    def __enter__(self) -> Written:
        def counted(cells: object, rows: list[list[object]]) -> None:
            self.cells += sum(map(len, rows))
            self._write(cells, rows)  # type: ignore[arg-type]

        values.write = counted  # type: ignore[assignment]
        return self

    def __exit__(self, *_: object) -> None:
        values.write = self._write


def start_up() -> None:
    """How long a button's process takes until it could read the workbook, beside `import pandas`."""

    def median(command: list[str]) -> float:
        found = []
        for _ in range(7):
            begun = time.perf_counter()
            subprocess.run(command, capture_output=True, check=True)
            found.append(time.perf_counter() - begun)
        return sorted(found)[3]

    bare = median([sys.executable, "-c", "import pandas"])
    modules = "leadbook.fronts.calc, leadbook.fronts.pressing, leadbook.actions.context, leadbook.books.live.opening"
    begin = f"import {modules}, leadbook.books.calc.engine; from leadbook.actions import load; "
    for command in ("undo", "import", "check", "allocate", "report"):
        ours = median([sys.executable, "-c", f"{begin}load('{command}')"])
        print(f"start of {command}: {ours:.2f} s, import pandas {bare:.2f} s, ratio {ours / bare:.2f}")


def main(there: int, new: int) -> None:
    """Measure and print."""
    from tests import livecalc
    from tests.calc.openbook import OpenBook

    folder = Path(tempfile.mkdtemp(prefix="leadbook-bench-"))
    import os

    os.environ["LEADBOOK_STATE"] = str(folder / "state")
    book, twin = folder / "Leads.xlsx", folder / "Twin.xlsx"
    start_up()
    write_list(folder / "all.csv", there + new)
    lines = (folder / "all.csv").read_text("utf-8").splitlines(keepends=True)
    (folder / "old.csv").write_text("".join(lines[: there + 1]), encoding="utf-8")
    (folder / "new.csv").write_text("".join([lines[0], *lines[there + 1 :]]), encoding="utf-8")
    by_command("new", str(book))
    by_command("import", str(book), str(folder / "old.csv"))
    shutil.copy(book, twin)
    begun = time.perf_counter()
    by_command("import", str(twin), str(folder / "new.csv"))
    closed = time.perf_counter() - begun
    opened = OpenBook(book)
    with Written() as written:
        seconds, engine = timed(lambda: opened.press("import", files=[folder / "new.csv"]))
    size = sum(len(grid.rows) * len(grid.headers) for grid in opened.tables().values())
    print(f"import of {new:,} rows into {there:,}: {seconds:.1f} s, {engine:.1f} s of it in Calc's engine "
          f"({engine / seconds:.0%}); closed file {closed:.1f} s, ratio {seconds / closed:.1f}")  # fmt: skip
    print(f"cells written {written.cells:,} of {size:,} in all tables")
    rows = len(opened.rows("inquiries"))
    step = max(1, rows // EDITS)
    for at in range(0, step * EDITS, step):
        opened.cell("inquiries", at, "need").value = "Please call me about a new unit."
    with Written() as written:
        seconds, engine = timed(lambda: opened.press("check"))
    print(f"check after {EDITS} edits among {rows:,}: {seconds:.1f} s, {engine:.1f} s of it in Calc's engine "
          f"({engine / seconds:.0%}); cells written {written.cells:,}")  # fmt: skip
    livecalc.app().kill()
    shutil.rmtree(folder)


if __name__ == "__main__":
    main(*(map(int, sys.argv[1:]) if len(sys.argv) > 1 else (10_000, 5_000)))
