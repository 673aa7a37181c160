"""A desk with a workbook on it: run commands as a person would, look at tables, type into cells."""

import csv
import io
import json
from pathlib import Path

from leadbook.books.package import PackageBook
from leadbook.fronts.cli import main
from leadbook.model import KEEP, Grid
from leadbook.schema import book as schema
from leadbook.schema import frames

DAY = "2026-11-23"
HEADERS = ("First name", "Last name", "Company", "Email", "Phone", "How can we help?", "Please call me", "Submitted at")


_NEW: list[bytes] = []
"""The empty workbook, once a test has had it made."""


class Desk:
    """A workbook in a folder, and the commands on it."""

    def __init__(self, folder: Path, read, book: Path | None = None):
        self.folder, self._read = folder, read
        self.book = book or folder / "Leads.xlsx"
        if book is None and not _NEW:
            self.run("new")
            _NEW.append(self.book.read_bytes())
        elif book is None:
            self.book.write_bytes(_NEW[0])  # what `new` makes is the same bytes every time: it is made once

    def run(self, command, *words, day=DAY, code=0, book=None):
        """Run a command on the workbook; its JSON. The exit code must be the one given."""
        self._read()
        target = [] if command == "demo" else [str(book or self.book)]
        found = main([command, *target, *map(str, words), "--json", "--quiet", "--today", day])
        out, err = self._read()
        self.said = err
        assert found == code, (found, out, err)
        return json.loads(out) if out.strip() else {}

    def say(self, command, *words, day=DAY):
        """What a person reads: exit code, text, and what went to stderr."""
        self._read()
        code = main([command, str(self.book), *map(str, words), "--today", day])
        return code, *self._read()

    def frame(self, key):
        """A table of the workbook as a typed frame."""
        table = schema.table(key)
        return frames.to_frame(table, PackageBook(self.book.read_bytes()).read(table.name))[0]

    def rows(self, key):
        """A table as a list of dictionaries."""
        return self.frame(key).to_dict("records")

    def type(self, key, row, **values):
        """Type values into a row (from 0) of a table, as a person does in the closed file's program."""
        table = schema.table(key)
        here = PackageBook(self.book.read_bytes())
        grid = here.read(table.name)
        headers = [table.column(name).header for name in values]
        rows = [tuple(values.values()) if at == row else (KEEP,) * len(headers) for at in range(len(grid.rows))]
        here.write(table.name, Grid(tuple(headers), rows))
        self.book.write_bytes(here.save())

    def add(self, key, *rows):
        """Add rows to a table by hand."""
        table = schema.table(key)
        here = PackageBook(self.book.read_bytes())
        grid = here.read(table.name)
        new = [tuple(row.get(column.key) for column in table.columns) for row in rows]
        old = [(KEEP,) * len(table.columns)] * len(grid.rows)
        origins = [*range(len(old)), *([None] * len(new))]
        here.write(table.name, Grid(table.headers, [*old, *new], origins))
        self.book.write_bytes(here.save())

    def where(self, key, **values):
        """Position of the only row with these values."""
        found = [at for at, row in enumerate(self.rows(key)) if all(row[k] == v for k, v in values.items())]
        assert len(found) == 1, found
        return found[0]

    def list(self, name, rows, headers=HEADERS):
        """A CSV list in the folder."""
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(headers)
        writer.writerows(rows)
        path = self.folder / name
        path.write_text(text.getvalue(), encoding="utf-8")
        return path


def person(number, *, need="Our old unit fails twice a week.", call="Yes, please call me", **more):
    """A row of a web form by somebody invented."""
    row = {
        "first": f"Ann{number}", "last": "Berg", "company": f"Clinic {number}",
        "email": f"ann{number}@clinic{number}.example",
        "phone": f"+1 415 555 {100 + number % 100:04d}", "need": need, "call": call, "at": "2026-11-20",
    } | more  # fmt: skip
    return tuple(row.values())
