"""A workbook open in Calc as a person has it: press buttons, look at tables, type, undo."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import xlwings as xw

from leadbook.books.live.book import LiveBook
from leadbook.books.package import PackageBook
from leadbook.books.saving.diffing import same
from leadbook.fronts import calc
from leadbook.fronts.exchange import Answer, Request
from leadbook.model import Grid
from leadbook.schema import book as schema
from tests import livecalc
from tests.actions.desk import Desk, person


class OpenBook:
    """A file that is open in Calc."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.native = xw.Book(impl=livecalc.app().books.impl.open(str(path)))  # Calc opens two of one name, too
        self.pipe = livecalc.app().impl.running.pipe

    @property
    def document(self):
        """Calc's own document."""
        return self.native.api

    def press(self, command: str, variant: str = "", status: str = "done", **more) -> Answer:
        """Press a button; the answer must have that status."""
        files = tuple(str(file) for file in more.pop("files", ()))
        request = Request(
            command=command, variant=variant, book=more.pop("book", self.native.fullname), files=files, pipe=self.pipe,
            **more,
        )  # fmt: skip
        answer = calc.pressed(request)
        assert answer.status == status, answer
        return answer

    def tables(self) -> dict[str, Grid]:
        """Name → body of every table, as the window shows it."""
        live = LiveBook(self.native)
        return {info.name: live.read(info.name) for info in live.tables()}

    def rows(self, key: str) -> list[dict[str, object]]:
        """A table as dictionaries by schema keys."""
        table = schema.table(key)
        grid = LiveBook(self.native).read(table.name)
        keys = {column.header: column.key for column in table.columns}
        return [{keys.get(h, h): value for h, value in zip(grid.headers, row, strict=True)} for row in grid.rows]

    def cell(self, key: str, row: int, column: str) -> xw.Range:
        """The cell of a table's row (from 0) and column, to type into or to select."""
        table = schema.table(key)
        native = self.native.sheets[table.sheet].tables[table.name]
        headers = native.range[0, :].value
        return native.range[row + 1, headers.index(table.column(column).header)]

    def whole(self) -> dict[str, object]:
        """Everything that stands in the window: cells and their formulas, tables, which sheets are shown or locked."""
        found: dict[str, object] = {}
        for sheet in map(self.document.Sheets.getByIndex, range(self.document.Sheets.Count)):
            cursor = sheet.createCursor()
            cursor.gotoEndOfUsedArea(False)
            used = sheet.getCellRangeByPosition(0, 0, cursor.RangeAddress.EndColumn, cursor.RangeAddress.EndRow)
            cells = zip(used.getFormulaArray(), used.getDataArray(), strict=True)
            found |= {
                (sheet.Name, row, column): (text, value)
                for row, (texts, values) in enumerate(cells)
                for column, (text, value) in enumerate(zip(texts, values, strict=True)) if text != ""
            }  # fmt: skip
            found[sheet.Name] = (sheet.IsVisible, sheet.isProtected())
        tables = {info.name: info for info in LiveBook(self.native).tables()}
        return found | tables

    def refused(self, command: str, *words: str, **more) -> Answer:
        """Press a button that must refuse with these words and leave window and file as they were."""
        before, data = self.whole(), self.path.read_bytes() if self.path.exists() else None
        answer = self.press(command, status="error", **more)
        for word in words:
            assert word in answer.text, answer.text
        for word in ("Traceback", "Error:", "Exception", "leadbook."):
            assert word not in answer.text, answer.text
        after = self.whole()
        both = ((key, before.get(key), after.get(key)) for key in before | after)
        changed = [(key, old, new) for key, old, new in both if old != new]
        assert not changed, changed[:9]
        assert (self.path.read_bytes() if self.path.exists() else None) == data
        return answer

    def closed(self) -> dict[str, Grid]:
        """Name → body of every table, as the file holds it."""
        book = PackageBook(self.path.read_bytes())
        return {info.name: book.read(info.name) for info in book.tables()}


def write_list(path: Path, count: int) -> Path:
    """A web form's list with so many people who raised a hand."""
    return Desk.list(SimpleNamespace(folder=path.parent), path.name, [person(number) for number in range(1, count + 1)])


def differences(one: dict[str, Grid], other: dict[str, Grid], but: tuple[str, ...] = ()) -> list[object]:
    """What differs between two workbooks, cell by cell."""
    found: list[object] = []
    if set(one) != set(other):
        found.append(set(one) ^ set(other))
    for name in sorted(set(one) & set(other) - set(but)):
        first, second = one[name], other[name]
        if first.headers != second.headers or len(first.rows) != len(second.rows):
            found.append((name, len(first.rows), len(second.rows)))
            continue
        for at, (row, row2) in enumerate(zip(first.rows, second.rows, strict=True)):
            cells = zip(first.headers, row, row2, strict=True)
            found += [(name, at, header, a, b) for header, a, b in cells if not same(a, b)]
    return found
