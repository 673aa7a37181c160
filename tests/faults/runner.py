"""Runs under the preloaded faults.c: every write-class call of a scenario fails once; what is left is looked at.

    python -m tests.faults.runner FOLDER SCENARIO ERRNO LASTING     (ERRNO 0 kills) → one JSON object
"""

from __future__ import annotations

import collections
import ctypes
import json
import os
import shutil
import sys
from pathlib import Path

from leadbook.books.saving.hostfs import file_sha
from leadbook.books.saving.journal import recover
from leadbook.books.saving.opening import open_book
from leadbook.books.saving.recordfile import last_left, load_run, load_runs
from leadbook.books.saving.save import create_book
from leadbook.books.saving.states import State, add_issued, load_issued
from leadbook.books.saving.undoing import undo
from leadbook.errors import LeadbookError
from tests.books_saving.samples import WHEN, add_leads, commit, lead, make_book, rows_of, run, write_rows

FAULTS = ctypes.CDLL(None)  # the library is preloaded, so its names are those of the process


class Bench:
    """A fresh folder with a workbook and a state for every point."""

    def __init__(self, root: Path, scenario: str) -> None:
        self.home, self.state = root / "home", root / "state"
        self.book = self.home / "Book.xlsx"
        self.scenario = scenario
        self.template = root / "template"
        self._make_template()

    def _make_template(self) -> None:
        self.home.mkdir()
        if self.scenario != "create":
            self.book.write_bytes(make_book([lead(n) for n in range(60)]))
        if self.scenario in ("later", "undo", "recover"):
            for _ in range(11):  # as many as to let a backup go
                run(self.book, add_leads(1))
        self.old = file_sha(self.book)
        if self.scenario == "recover":  # replaced, but cut off before it was noted
            opened = open_book(self.book, for_writing=True)
            number = commit(opened, write_rows(opened.data, "tblLeads", add_leads(5)(rows_of(opened.data))))
            state = State.of(self.book)
            state.run(number).rename(state.intent(number))
            self.old = file_sha(self.book)
        (self.template / "state").mkdir(parents=True)
        shutil.copytree(self.home, self.template / "home")
        if self.state.exists():
            shutil.copytree(self.state, self.template / "state", dirs_exist_ok=True)

    def fresh(self) -> None:
        for folder in (self.home, self.state):
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(self.template / folder.name, folder)

    def work(self) -> None:
        if self.scenario == "create":
            create_book(self.book, make_book([lead(0)]))
        elif self.scenario == "undo":
            undo(self.book, None, False, WHEN)
        elif self.scenario == "recover":
            recover(self.book)
        else:
            add_issued(self.book, {"L-9": "0f"})
            run(self.book, add_leads(5))

    def child(self, at: int, error: int = 0, lasting: int = 0) -> tuple[str, int]:
        """Do the work in a child with the fault armed; how it ended, and the calls it made."""
        reader, writer = os.pipe()
        pid = os.fork()
        if pid == 0:
            FAULTS.faults_arm(ctypes.c_long(at), error, lasting)
            code = 70
            try:
                self.work()
                code = 0
            except LeadbookError as told:
                code = 3 if told.what and told.fix and "Company" not in str(told) else 71
            finally:
                os.write(writer, str(FAULTS.faults_count()).encode())
                os._exit(code)
        os.close(writer)
        calls = int(os.read(reader, 20) or b"0")
        os.close(reader)
        _, status = os.waitpid(pid, 0)
        if os.WIFSIGNALED(status):
            return "killed", calls
        ends = {0: "done", 3: "told"}
        return ends.get(os.WEXITSTATUS(status), f"exit {os.WEXITSTATUS(status)}"), calls

    def look(self, new: str) -> str:
        present = file_sha(self.book)
        return "old" if present == self.old else "new" if present == new else "NEITHER"

    def after(self, state: str) -> list[str]:
        """Recover, look whether anything is left over, and do the work again; what is wrong."""
        wrong = []
        recover(self.book)
        folder = State.of(self.book)
        if folder.open_intents() or list(folder.parts()):
            wrong.append("the journal is not settled")
        leftovers = [f.name for f in self.home.iterdir() if f != self.book]
        if leftovers:
            wrong.append(f"left over: {leftovers}")
        if load_runs(self.book) and last_left(self.book) is None:
            wrong.append("how the last run left the workbook is not known")
        for head in load_runs(self.book):
            load_run(self.book, head.run)
        load_issued(self.book)
        if state == "old" and self.scenario != "recover":
            end, _ = self.child(0)
            if end != "done" or self.look(self.new) != "new":
                wrong.append(f"the work cannot be done again: {end}")
        return wrong

    def all_points(self, error: int, lasting: int) -> dict[str, object]:
        self.fresh()
        end, points = self.child(0)
        assert end == "done", end
        self.new = file_sha(self.book)
        ends: collections.Counter[str] = collections.Counter()
        left: collections.Counter[str] = collections.Counter()
        wrong = []
        for at in range(1, points + 1):
            self.fresh()
            end, _ = self.child(at, error, lasting)
            state = self.look(self.new)
            ends[end] += 1
            left[state] += 1
            if end == "told" and state != "old":
                wrong.append([at, "said that nothing changed, but it did"])
            if end == "done" and state != "new":
                wrong.append([at, "said that it was done, but it was not"])
            wrong.extend([at, fault] for fault in self.after(state))
        return {"points": points, "ends": ends, "left": left, "wrong": wrong}


if __name__ == "__main__":
    place, scenario, error, lasting = sys.argv[1:]
    print(json.dumps(Bench(Path(place), scenario).all_points(int(error), int(lasting))))
