"""A workbook that is open elsewhere is left alone, and the message says who has it and what to do."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from leadbook.books.saving.hostfs import file_sha
from leadbook.books.saving.locking import owner_files, refuse_if_open, who_has_it
from leadbook.books.saving.opening import open_book
from leadbook.errors import BookBusy
from tests.books_saving.samples import add_leads, commit, lead, make_book, rows_of, run, write_rows


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "Quarter plan.xlsx"
    path.write_bytes(make_book([lead(n) for n in range(3)]))
    return path


def excel_owner(name: str) -> bytes:
    """An owner file as Excel writes it: 165 bytes, the name in ANSI and in UTF-16."""
    ansi = name.encode("cp1252", "replace")[:54]
    wide = name.encode("utf-16-le")[:108]
    return bytes([len(ansi)]) + ansi.ljust(54) + len(name).to_bytes(2, "little") + wide.ljust(108)


@pytest.mark.parametrize("name", ["~$Quarter plan.xlsx", "~$arter plan.xlsx", ".~lock.Quarter plan.xlsx#"])
def test_owner_files_are_respected_when_opening_for_writing(book: Path, name: str) -> None:
    """Excel's name, its shortened form, and LibreOffice's all mean busy; the message says how to get out."""
    before = book.read_bytes()
    (book.parent / name).write_bytes(b"")
    with pytest.raises(BookBusy, match="delete that file") as told:
        open_book(book, for_writing=True)
    assert name in told.value.fix
    assert book.read_bytes() == before
    assert open_book(book).path == book, "reading is allowed all the same"


def test_an_owner_file_that_appears_during_the_run_stops_the_save(book: Path) -> None:
    """Somebody who opens the workbook while a run works keeps it."""
    opened = open_book(book, for_writing=True)
    new = write_rows(opened.data, "tblLeads", add_leads(1)(rows_of(opened.data)))
    (book.parent / "~$Quarter plan.xlsx").write_bytes(excel_owner("Zoë Möller"))
    with pytest.raises(BookBusy, match="Zoë Möller"):
        commit(opened, new)
    assert file_sha(book) == opened.sha


def test_the_owner_files_of_other_workbooks_do_not_matter(book: Path) -> None:
    """A neighbour that is open blocks nothing."""
    for name in ("~$Other plan.xlsx", ".~lock.Other.xlsx#", "~$uarter plan.xlsx"):
        (book.parent / name).write_bytes(b"")
    assert owner_files(book) == ()
    run(book, add_leads(1))


def test_a_short_name_is_not_taken_for_a_shortened_one(tmp_path: Path) -> None:
    """Only names of eight characters and more are shortened by Office programs."""
    book = tmp_path / "Book.xlsx"
    book.write_bytes(b"x")
    (tmp_path / "~$ok.xlsx").write_bytes(b"")
    assert owner_files(book) == ()


@pytest.mark.parametrize(
    ("name", "content", "who"),
    [
        ("~$B.xlsx", excel_owner("Zoë Möller"), "Zoë Möller"),
        ("~$B.xlsx", excel_owner("Иван"), "Иван"),
        ("~$B.xlsx", b"\x03Ann" + b" " * 40, "Ann"),
        ("~$B.xlsx", b"", ""),
        ("~$B.xlsx", b"\xff\xff\xff", "ÿÿ"),
        (".~lock.B.xlsx#", b"Ann Lee,ann,desk7,04.05.2026 09:30,file:///home/x;", "Ann Lee on desk7"),
        (".~lock.B.xlsx#", b",ann,desk7,04.05.2026 09:30,file:///home/x;", "ann on desk7"),
        (".~lock.B.xlsx#", b"Lee\\, Ann,ann,desk7,,;", "Lee, Ann on desk7"),
        (".~lock.B.xlsx#", b"\x00\x1b[31m", "[31m"),
    ],
)
def test_the_name_in_an_owner_file_is_read(tmp_path: Path, name: str, content: bytes, who: str) -> None:
    """The owner is named if the file says so; nothing in it can disturb a message."""
    owner = tmp_path / name
    owner.write_bytes(content)
    assert who_has_it(owner) == who


@pytest.mark.parametrize("lock", ["flock", "lockf"])
def test_a_lock_of_the_system_means_busy(book: Path, lock: str) -> None:
    """A real other process that holds the file shuts a run out until it ends."""
    holder = subprocess.Popen(
        [
            sys.executable, "-c",
            f"import fcntl,sys;f=open(sys.argv[1],'r+b');fcntl.{lock}(f,fcntl.LOCK_EX);print('held',flush=True);"
            "sys.stdin.read()",
            str(book),
        ],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )
    assert holder.stdout is not None
    assert holder.stdin is not None
    try:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(BookBusy, match="Another program"):
            open_book(book, for_writing=True)
    finally:
        holder.communicate("")
    refuse_if_open(book)


def test_asking_for_a_lock_leaves_none_behind(book: Path) -> None:
    """After the question another program can lock the file at once."""
    refuse_if_open(book)
    descriptor = os.open(book, os.O_RDWR)
    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(descriptor)
