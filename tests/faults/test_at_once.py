"""Several runs on one workbook at the same moment, as real processes."""

from __future__ import annotations

import collections
import os
import subprocess
import sys
from pathlib import Path

import pytest

from leadbook.books.saving.recordfile import load_runs
from tests.books_saving.samples import add_leads, lead, make_book, rows_of, write_rows

ROOT = Path(__file__).parents[2]
WORK = """
import sys
from pathlib import Path
from leadbook.books.saving.opening import open_book
from leadbook.errors import BookBusy, BookChanged
from tests.books_saving.samples import add_leads, commit, rows_of, write_rows
try:
    if sys.argv[2] == "early":
        print("ready", flush=True); sys.stdin.readline()
    opened = open_book(Path(sys.argv[1]), for_writing=True)
    new = write_rows(opened.data, "tblLeads", add_leads(50)(rows_of(opened.data)))
    if sys.argv[2] == "late":
        print("ready", flush=True); sys.stdin.readline()
    commit(opened, new)
except BookBusy: sys.exit(3)
except BookChanged: sys.exit(4)
"""


def start(book: Path, state: Path, moment: str) -> subprocess.Popen[str]:
    """A run that waits for a line before it opens the workbook, or before it saves."""
    return subprocess.Popen(
        [sys.executable, "-c", WORK, str(book), moment],
        cwd=ROOT,
        env={**os.environ, "LEADBOOK_STATE": str(state)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("states", ["one computer", "eight computers"])
def test_of_eight_runs_one_wins_and_seven_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, states: str
) -> None:
    """All have read the workbook and save at once: one is saved, seven are told busy or changed, nothing mixes."""
    home = tmp_path / "home"
    home.mkdir()
    book = home / "Book.xlsx"
    book.write_bytes(make_book([lead(n) for n in range(300)]))
    wanted = write_rows(book.read_bytes(), "tblLeads", add_leads(50)(rows_of(book.read_bytes())))
    folders = [tmp_path / ("state" if states == "one computer" else f"state{n}") for n in range(8)]
    runs = [start(book, folder, "late") for folder in folders]
    for process in runs:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in runs:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    codes = collections.Counter((process.communicate()[0], process.returncode)[1] for process in runs)
    print(f"{states}: saved {codes[0]}, busy {codes[3]}, changed {codes[4]}")
    assert set(codes) <= {0, 3, 4}
    assert book.read_bytes() == wanted
    assert [file.name for file in home.iterdir()] == ["Book.xlsx"]
    if states == "one computer":
        assert codes[0] == 1
        monkeypatch.setenv("LEADBOOK_STATE", str(folders[0]))
        assert len(load_runs(book)) == 1
    else:
        assert codes[0] >= 1


def test_runs_that_start_at_once_never_mix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs that also open at once: each that is saved adds its rows to those before it, each other one is told."""
    book = tmp_path / "Book.xlsx"
    book.write_bytes(make_book([lead(n) for n in range(300)]))
    monkeypatch.setenv("LEADBOOK_STATE", str(tmp_path / "state"))
    runs = [start(book, tmp_path / "state", "early") for _ in range(8)]
    for process in runs:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in runs:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    codes = collections.Counter((process.communicate()[0], process.returncode)[1] for process in runs)
    print(f"saved {codes[0]}, busy {codes[3]}, changed {codes[4]}")
    assert set(codes) <= {0, 3, 4}
    assert codes[0] >= 1
    assert len(rows_of(book.read_bytes())) == 300 + 50 * codes[0]
    assert len({row[0] for row in rows_of(book.read_bytes())}) == 300 + 50 * codes[0]
    assert len(load_runs(book)) == codes[0]
