"""How fast the closed-file back-end is, beside python-calamine (reading) and XlsxWriter (writing).

Run by hand: `python -m tests.benchmarks.bench_package [ROWS [COLUMNS]]`. Same cells, same process, best of
three; the peak of memory is that of a child process which does the one thing.
"""

from __future__ import annotations

import datetime as dt
import gc
import io
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

from leadbook.books.package import PackageBook
from leadbook.model import KEEP, Grid

TEXT = "pump valve quote urgent spare line ordered visit Ana José Müller & Sons <north> plant site"
WORDS = TEXT.split()


def cells(rows: int, columns: int) -> list[list[object]]:
    """Mixed cells as a lead list has them: of five columns two texts, one short choice, one number, one date."""
    chance, first = random.Random(7), dt.date(2020, 1, 1)

    def column(j: int) -> list[object]:
        if j % 5 == 3:
            return [round(chance.random() * 10000, 2) if i % 4 else i for i in range(rows)]
        if j % 5 == 4:
            return [first + dt.timedelta(days=chance.randrange(2000)) if i % 7 else None for i in range(rows)]
        if j % 5 == 2:
            return [chance.choice(WORDS[:6]) for _ in range(rows)]
        return [f"{chance.choice(WORDS)} {chance.choice(WORDS)} no {i}" if i % 9 else None for i in range(rows)]

    return [list(row) for row in zip(*(column(j) for j in range(columns)), strict=True)]


def by_xlsxwriter(path: Path, rows: list[list[object]]) -> None:
    """The same cells by XlsxWriter in constant memory, each by its type."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet, date = book.add_worksheet("Leads"), book.add_format({"num_format": "d mmm yyyy"})
    for j in range(len(rows[0])):
        sheet.write_string(0, j, f"Column {j}")
    for i, row in enumerate(rows, 1):
        for j, value in enumerate(row):
            if value is None:
                continue
            if isinstance(value, str):
                sheet.write_string(i, j, value)
            elif isinstance(value, dt.date):
                sheet.write_datetime(i, j, value, date)
            else:
                sheet.write_number(i, j, value)
    book.close()


def empty_book(columns: int) -> bytes:
    """A workbook with an empty table."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    date = book.add_format({"num_format": "d mmm yyyy"})
    sheet, names = book.add_worksheet("Leads"), [{"header": f"Column {j}"} for j in range(columns)]
    for j in range(columns):
        if j % 5 == 4:
            sheet.write_blank(1, j, None, date)
    sheet.add_table(0, 0, 1, columns - 1, {"name": "tblLeads", "columns": names})
    book.close()
    return data.getvalue()


def by_package(rows: list[list[object]]) -> bytes:
    """The same cells into an empty table by the back-end."""
    book = PackageBook(empty_book(len(rows[0])))
    book.write("tblLeads", Grid(tuple(f"Column {j}" for j in range(len(rows[0]))), rows))
    return book.save()


def best(action: Callable[[], object], times: int = 3) -> float:
    """Seconds of the fastest of some runs."""
    found = []
    for _ in range(times):
        gc.collect()
        start = time.perf_counter()
        action()
        found.append(time.perf_counter() - start)
    return min(found)


def peak(task: str, path: Path, rows: int, columns: int) -> float:
    """Megabytes a fresh process needs at most for one task, the grid itself included."""
    child_call = ["--child", task, str(path), str(rows), str(columns)]
    command = [sys.executable, "-m", "tests.benchmarks.bench_package", *child_call]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(done.stdout)


def child(task: str, path: Path, rows: int, columns: int) -> None:
    """One task, then the peak of memory on standard output."""
    if task == "stream":
        for _row in PackageBook(path.read_bytes()).iter_rows("tblLeads"):
            pass
    elif task == "read":
        PackageBook(path.read_bytes()).read("tblLeads")
    elif task == "calamine":
        CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes())).get_sheet_by_index(0).to_python()
    else:
        made = cells(rows, columns)
        if task == "write":
            by_package(made)
    print(peak_memory())


def peak_memory() -> float:
    """Megabytes this process needed at most; what its parent needed before is not counted."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(next(line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM"))) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(rows: int, columns: int) -> None:
    """Print seconds, ratios and memory."""
    print(f"{rows:,} x {columns} = {rows * columns:,} cells, Python {sys.version.split()[0]}")
    with tempfile.TemporaryDirectory() as folder:
        path = writing(Path(folder), rows, columns)
        reading("inline strings", path)
        reading("shared strings", shared(Path(folder, "shared.xlsx"), cells(rows, columns)))
        for task in ("stream", "read", "calamine", "grid alone", "write"):
            print(f"peak memory, {task:10} {peak(task, path, rows, columns):7.0f} MB")


def writing(folder: Path, rows: int, columns: int) -> Path:
    """Compare writing; the file that the back-end made."""
    made, path = cells(rows, columns), folder / "package.xlsx"
    theirs = best(lambda: by_xlsxwriter(folder / "xlsxwriter.xlsx", made), 2)
    ours = best(lambda: path.write_bytes(by_package(made)))
    print(f"write  XlsxWriter {theirs:6.2f} s   package {ours:6.2f} s   ratio {ours / theirs:.2f}")
    data, names = path.read_bytes(), tuple(f"Column {j}" for j in range(columns))
    assert [list(row) for row in PackageBook(data).read("tblLeads").rows] == made
    column: list[list[object]] = [[KEEP, f"new {i}", *[KEEP] * (columns - 2)] for i in range(rows)]
    every = [[changed(value) for value in row] for row in made]
    for label, grid in (("the same values", made), ("one column, the rest kept", column), ("every value", every)):
        book = PackageBook(data)
        again = best(lambda book=book, grid=grid: book.write("tblLeads", Grid(names, grid)), 1)  # type: ignore[misc]
        print(f"write over itself: {label:26} package {again:6.2f} s   ratio {again / theirs:.2f}")
    return path


def changed(value: object) -> object:
    """Another value of the same type; a blank stays blank."""
    if isinstance(value, str):
        return f"{value} x"
    if isinstance(value, dt.date):
        return value + dt.timedelta(days=1)
    return value + 1 if isinstance(value, int | float) else value


def reading(label: str, path: Path) -> None:
    """Compare reading one file."""
    data = path.read_bytes()
    theirs = best(lambda: CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python())
    ours = best(lambda: PackageBook(data).read("tblLeads"))
    print(f"read   calamine {theirs:6.2f} s   package {ours:6.2f} s   ratio {ours / theirs:.2f}   ({label})")


def shared(path: Path, rows: list[list[object]]) -> Path:
    """The same cells as Excel keeps them: texts in the table of shared strings, under the same table."""
    book = xlsxwriter.Workbook(str(path))
    sheet, date = book.add_worksheet("Leads"), book.add_format({"num_format": "d mmm yyyy"})
    names = [{"header": f"Column {j}"} for j in range(len(rows[0]))]
    sheet.add_table(0, 0, len(rows), len(rows[0]) - 1, {"name": "tblLeads", "columns": names})
    for i, row in enumerate(rows, 1):
        for j, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(i, j, value)
            elif isinstance(value, dt.date):
                sheet.write_datetime(i, j, value, date)
            elif value is not None:
                sheet.write_number(i, j, value)
    book.close()
    return path


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]))
    else:
        main(*(int(text) for text in (sys.argv[1:] + ["100000", "40"][len(sys.argv) - 1 :])))
