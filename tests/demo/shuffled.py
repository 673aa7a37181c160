"""The rows of a list in another order; its header, its sections and its footer stay where they are."""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path

import openpyxl

CODINGS = {"crm_export.csv": "cp1252", "ad_leads.csv": "utf-16", "webinar_report.csv": "utf-8-sig"}
MARKS = {"crm_export.csv": ";", "ad_leads.csv": "\t"}


def shuffle(path: Path, seed: int) -> None:
    """Write the list anew with its rows of data in another order."""
    if path.suffix == ".xlsx":
        _shuffle_workbook(path, seed)
        return
    coding, mark = CODINGS.get(path.name, "utf-8"), MARKS.get(path.name, ",")
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode(coding), newline=""), delimiter=mark))
    first, last = _data(rows)
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=mark).writerows([*rows[:first], *_mixed(rows[first:last], seed), *rows[last:]])
    path.write_bytes(out.getvalue().encode(coding))


def _shuffle_workbook(path: Path, seed: int) -> None:
    """The same for the first sheet of a workbook; a row that is hidden stays hidden at its place."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    first, last = _data(rows)
    for at, row in enumerate(_mixed(rows[first:last], seed)):
        for column, value in enumerate(row, start=1):
            sheet.cell(first + at + 1, column).value = value
    book.save(path)


def _data(rows: list[list[object]]) -> tuple[int, int]:
    """Positions of the first row of data and of the first one after it: below the widest header, before a footer."""
    width = max(sum(value not in (None, "") for value in row) for row in rows)
    header = next(at for at, row in enumerate(rows) if sum(value not in (None, "") for value in row) >= 0.9 * width)
    last = len(rows)
    while sum(value not in (None, "") for value in rows[last - 1]) <= 3:
        last -= 1
    return header + 1, last


def _mixed(rows: list[list[object]], seed: int) -> list[list[object]]:
    """The rows in another order."""
    mixed = random.Random(seed).sample(rows, len(rows))
    assert mixed != rows
    return mixed
