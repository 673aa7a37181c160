"""How fast an .xlsx becomes a table, beside python-calamine alone on the same file in the same run.

Run by hand: `python -m tests.benchmarks.bench_reading [ROWS [COLUMNS]]`. Shared and inline texts both; processor
time, best of two. The aim is at most three times python-calamine.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

from leadbook.intake import read_table


def make(path: Path, rows: int, columns: int, *, inline: bool) -> None:
    """A list of texts with an address, a date, a sum and a code in each row."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": inline})
    sheet, day = book.add_worksheet("Leads"), book.add_format({"num_format": "yyyy-mm-dd"})
    chance, texts = random.Random(1), columns - 4
    sheet.write_row(0, 0, [*(f"Column {at}" for at in range(texts)), "E-mail", "Created", "Revenue", "Zip"])
    for row in range(1, rows + 1):
        for at in range(texts):
            sheet.write_string(row, at, f"text {chance.randrange(20_000)} in {at}")
        sheet.write_string(row, texts, f"person{row}@example.com")
        sheet.write_number(row, texts + 1, 46_000 + row % 300, day)
        sheet.write_number(row, texts + 2, chance.random() * 1e5)
        sheet.write_number(row, texts + 3, chance.randrange(99_999))
    book.close()


def best(work: Callable[[], object]) -> float:
    """Processor seconds of the faster of two runs."""
    times = []
    for _ in range(2):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return min(times)


def main() -> None:
    """Print the ratio for both ways of storing texts."""
    rows, columns = (int(text) for text in (*sys.argv[1:3], "100000", "20")[:2]) if len(sys.argv) != 2 else (
        int(sys.argv[1]), 20)  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        for name, inline in (("shared", False), ("inline", True)):
            path = Path(folder) / f"{name}.xlsx"
            make(path, rows, columns, inline=inline)
            alone = best(lambda: CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python())  # noqa: B023
            ours = best(lambda: read_table(path))  # noqa: B023
            print(f"{name} texts, {rows:,} x {columns}: python-calamine {alone:.2f} s, read_table {ours:.2f} s, "
                  f"{ours / alone:.2f} times as much")  # fmt: skip


if __name__ == "__main__":
    main()
