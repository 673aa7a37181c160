"""Runs, edits by hand and undo in any order, on a real workbook.

What an undo must leave is worked out here a second time and in another way: as a three-way merge of the
workbook before the run, after it, and now, keyed by ID.
"""

from __future__ import annotations

import collections
import os
import shutil
import tempfile
import warnings
from pathlib import Path

import openpyxl
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from leadbook.books.saving.hostfs import sha256
from leadbook.books.saving.opening import open_book
from leadbook.books.saving.recordfile import load_runs
from leadbook.books.saving.undoing import UndoReport, undo
from leadbook.model import Cell
from tests.books_saving.samples import LEADS, WHEN, commit, edit_by_hand, lead, make_book, rows_of, write_rows

ID, COMPANY, REP, GIVEN, OPT_OUT, NOTE = range(6)
PICK = st.integers(0, 50)
Rows = dict[Cell, list[Cell]]


def by_id(data: bytes) -> Rows:
    return {row[ID]: row for row in rows_of(data)}


def hand_texts(data: bytes) -> set[str]:
    return {str(cell) for row in rows_of(data) for cell in row if str(cell).startswith("by hand ")}


def opted_out(rows: list[list[Cell]]) -> collections.Counter[Cell]:
    """How many rows of each ID say Do not contact."""
    return collections.Counter(row[ID] for row in rows if row[OPT_OUT] == "Yes")


def tidy(*books: bytes) -> bool:
    """Whether every row of these workbooks has an ID of its own."""
    for data in books:
        ids = [row[ID] for row in rows_of(data)]
        if None in ids or len(set(ids)) < len(ids):
            return False
    return True


def merged(before: Rows, after: Rows, now: Rows) -> Rows:
    """What must be there after the run between `before` and `after` is undone."""
    result: Rows = {}
    for name, row in now.items():
        was, became = before.get(name), after.get(name)
        if was is None and became is not None:
            if row != became or row[OPT_OUT] == "Yes":
                result[name] = row
        elif was is None or became is None:
            result[name] = row
        else:
            result[name] = [
                old if new == cell and not (column == OPT_OUT and cell == "Yes") else cell
                for column, (old, new, cell) in enumerate(zip(was, became, row, strict=True))
            ]
    for name, row in before.items():
        if name not in after and name not in now:
            result[name] = row
    return result


class AnyOrder(RuleBasedStateMachine):
    """A workbook that a team and Leadbook work on."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.outside = os.environ.get("LEADBOOK_STATE")
        os.environ["LEADBOOK_STATE"] = str(self.folder / "state")
        self.book = self.folder / "team" / "Book.xlsx"
        self.count = 0
        self.before: dict[int, bytes] = {}
        self.after: dict[int, bytes] = {}
        self.opted: set[int] = set()
        self.returned: set[str] = set()

    def teardown(self) -> None:
        if self.outside is not None:
            os.environ["LEADBOOK_STATE"] = self.outside
        shutil.rmtree(self.folder)

    @initialize(size=st.integers(0, 5))
    def start(self, size: int) -> None:
        self.book.parent.mkdir()
        self.book.write_bytes(make_book([lead(n) for n in range(size)]))

    @property
    def rows(self) -> list[list[Cell]]:
        return rows_of(self.book.read_bytes())

    def fresh(self, kind: str) -> str:
        self.count += 1
        return f"{kind} {self.count}"

    def run(self, leads: list[list[Cell]], blocked: list[list[Cell]] | None = None) -> None:
        """A run of Leadbook that leaves these rows."""
        opened = open_book(self.book, for_writing=True)
        new = write_rows(opened.data, "tblLeads", leads)
        if blocked is not None:
            new = write_rows(new, "tblSuppression", blocked)
        opts_out = blocked is not None or not opted_out(leads) <= opted_out(rows_of(opened.data))
        number = commit(opened, new, opt_outs=opts_out)
        self.before[number], self.after[number] = opened.data, new
        if opts_out:
            self.opted.add(number)
        assert self.book.read_bytes() == new

    @rule(count=st.integers(1, 3))
    def run_adds_rows(self, count: int) -> None:
        rows = self.rows
        for _ in range(count):
            self.count += 1
            rows.append([f"L-1{self.count:03d}", self.fresh("run"), "Ann", None, None, None])
        self.run(rows)

    @rule(picks=st.lists(PICK, min_size=1, max_size=3), column=st.sampled_from([COMPANY, REP, NOTE]))
    def run_writes_cells(self, picks: list[int], column: int) -> None:
        rows = self.rows
        for pick in picks[: len(rows)]:
            rows[pick % len(rows)][column] = self.fresh("run")
        self.run(rows)

    @rule(pick=PICK)
    def run_removes_a_row(self, pick: int) -> None:
        rows = self.rows
        if rows:
            del rows[pick % len(rows)]
        self.run(rows)

    @rule()
    def run_sorts_and_fills_ids(self) -> None:
        rows = sorted(self.rows, key=lambda row: str(row[COMPANY]))
        for row in rows:
            if row[ID] is None:
                row[ID] = f"L-2{self.fresh('')[1:]:0>3}"
        self.run(rows)

    @rule(pick=PICK, suppress=st.booleans())
    def run_opts_out(self, pick: int, suppress: bool) -> None:
        rows, blocked = self.rows, rows_of(self.book.read_bytes(), "tblSuppression")
        if rows:
            rows[pick % len(rows)][OPT_OUT] = "Yes"
        self.run(rows, [*blocked, [self.fresh("value"), "asked"]] if suppress else None)

    @rule(pick=PICK, column=st.sampled_from([COMPANY, REP, NOTE]))
    def hand_edits_a_cell(self, pick: int, column: int) -> None:
        text = self.fresh("by hand")

        def change(rows: list[list[Cell]]) -> list[list[Cell]]:
            if rows:
                rows[pick % len(rows)][column] = text
            return rows

        edit_by_hand(self.book, "tblLeads", change)

    @rule(pick=PICK, column=st.sampled_from([COMPANY, REP, NOTE]))
    def hand_edits_with_another_program(self, pick: int, column: int) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(self.book)
            if self.rows:
                book["Leads"].cell(4 + pick % len(self.rows), 1 + column).value = self.fresh("by hand")
            book.save(self.book)

    @rule(keyed=st.booleans())
    def hand_adds_a_row(self, keyed: bool) -> None:
        name = f"L-3{self.fresh('')[1:]:0>3}" if keyed else None
        edit_by_hand(self.book, "tblLeads", lambda rows: [*rows, [name, self.fresh("by hand"), None, None, None, None]])

    @rule(pick=PICK)
    def hand_copies_a_row(self, pick: int) -> None:
        edit_by_hand(self.book, "tblLeads", lambda rows: [*rows, rows[pick % len(rows)]] if rows else rows)

    @rule(pick=PICK)
    def hand_removes_a_row(self, pick: int) -> None:
        edit_by_hand(self.book, "tblLeads", lambda rows: [r for n, r in enumerate(rows) if n != pick % len(rows)])

    @rule()
    def hand_sorts(self) -> None:
        edit_by_hand(self.book, "tblLeads", lambda rows: rows[::-1])

    @precondition(lambda self: self.before)
    @rule(pick=PICK, last=st.booleans())
    def undo_a_run(self, pick: int, last: bool) -> None:
        heads = {head.run: head for head in load_runs(self.book)}
        standing = [head.run for head in heads.values() if not head.undone and not head.undoes]
        able = [head.run for head in heads.values() if not head.undone]
        number = standing[-1] if last and standing else able[pick % len(able)]
        now = self.book.read_bytes()
        later = [run for run in standing if run > number]
        whole = now == self.after[number] and not later and not any(run >= number for run in self.opted)
        report = undo(self.book, number, False, WHEN)
        result = self.book.read_bytes()
        self.before[report.run], self.after[report.run] = now, result
        self.check_undo(report, now, result)
        assert report.exact or not whole
        if report.exact:
            assert now == self.after[number]
            assert result == self.before[number]
        elif tidy(self.before[number], self.after[number], now):
            rows = {name: by_id(data) for name, data in
                    (("before", self.before[number]), ("after", self.after[number]), ("now", now))}
            assert by_id(result) == merged(**rows)
        if heads[number].undoes and {row[OPT_OUT] for row in rows_of(result)} - {row[OPT_OUT] for row in rows_of(now)}:
            self.opted.add(report.run)

    def check_undo(self, report: UndoReport, now: bytes, result: bytes) -> None:
        """What holds for every undo, also where IDs are missing or doubled."""
        if not report.exact:
            assert len(rows_of(result)) == len(rows_of(now)) - report.removed + report.restored
        lost = hand_texts(now) - hand_texts(result) - self.returned
        assert not lost, "an undo took away what a person wrote"
        self.returned |= hand_texts(result) - hand_texts(now)  # undoing this undo may take it away again
        blocked = collections.Counter(map(tuple, rows_of(now, "tblSuppression")))
        assert blocked <= collections.Counter(map(tuple, rows_of(result, "tblSuppression")))
        yes = {row[ID] for row in rows_of(now) if row[OPT_OUT] == "Yes" and row[ID]}
        assert yes <= {row[ID] for row in rows_of(result) if row[OPT_OUT] == "Yes"}
        assert not any(text in " ".join(report.notes) for text in hand_texts(now))

    @invariant()
    def the_workbook_is_whole(self) -> None:
        if self.book.exists():
            opened = open_book(self.book)
            assert opened.book.read("tblLeads").headers == LEADS
            assert [file.name for file in self.book.parent.iterdir()] == ["Book.xlsx"]
            last = max(self.after, default=0)
            assert load_runs(self.book)[-1].new_sha == sha256(self.after[last]) if last else True


AnyOrder.TestCase.settings = settings(
    max_examples=int(os.environ.get("LEADBOOK_EXAMPLES", "40")),
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestAnyOrder = AnyOrder.TestCase
