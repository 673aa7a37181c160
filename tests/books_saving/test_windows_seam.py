"""What Windows does differently, run here with its calls replaced; nothing else of saving is replaced."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from leadbook.books.saving import hostfs
from leadbook.books.saving.hostfs import WindowsCalls, WindowsHost, locked, told, write_durable
from leadbook.errors import BookBusy, BookReadOnly

TAKE, RELEASE = 2, 0  # msvcrt.LK_NBLCK and LK_UNLCK


class Calls:
    """Windows as the tests need it: one lock table, and refusals on demand."""

    def __init__(self) -> None:
        self.locks: set[tuple[int, int]] = set()
        self.refusals = 0
        self.sharing = 0
        self.waits: list[float] = []
        self.positions: list[int] = []

    def locking(self, descriptor: int, mode: int, size: int) -> None:
        assert size == 1
        self.positions.append(os.lseek(descriptor, 0, os.SEEK_CUR))
        file = os.fstat(descriptor)
        key = (file.st_dev, file.st_ino)
        if mode == RELEASE:
            self.locks.remove(key)
        elif key in self.locks:
            raise PermissionError(13, "Permission denied")
        else:
            self.locks.add(key)

    def replace(self, source: Path, target: Path) -> None:
        if self.refusals:
            self.refusals -= 1
            raise PermissionError(13, "Access is denied")
        source.replace(target)

    def rename(self, source: Path, target: Path) -> None:
        if target.exists():
            raise FileExistsError(17, "exists")
        source.rename(target)

    def open_for_update(self, path: Path) -> None:
        if self.sharing:
            assert path.exists()
            self.sharing -= 1
            error = PermissionError(13, "in use")
            error.winerror = 32  # type: ignore[attr-defined]
            raise error

    def host(self) -> WindowsHost:
        return WindowsHost(
            WindowsCalls(
                self.locking, TAKE, RELEASE, self.replace, self.rename, self.open_for_update, self.waits.append
            )
        )


@pytest.fixture
def calls() -> Calls:
    return Calls()


def test_the_lock_is_on_the_first_byte_and_given_back(tmp_path: Path, calls: Calls) -> None:
    """A second run is told no while the first has the lock, and gets it afterwards."""
    host, lock = calls.host(), tmp_path / "lock"
    with locked(lock, host) as first:
        with locked(lock, host) as second:
            assert (first, second) == (True, False)
        assert calls.locks, "being refused must not give the first run's lock back"
    with locked(lock, host) as again:
        assert again
    assert set(calls.positions) == {0}
    assert not calls.locks


def test_a_file_held_for_a_moment_is_replaced_after_waiting(tmp_path: Path, calls: Calls) -> None:
    """A virus scanner that lets go in time costs waits that grow, and nothing else."""
    calls.refusals = 4
    target = tmp_path / "Book.xlsx"
    target.write_bytes(b"old")
    write_durable(target, b"new", calls.host())
    assert target.read_bytes() == b"new"
    assert calls.waits == sorted(calls.waits)
    assert len(calls.waits) == 4


def test_a_file_held_for_good_is_refused_and_nothing_is_left(tmp_path: Path, calls: Calls) -> None:
    """After all waits the refusal counts: the old file stays, the half-way file is removed."""
    calls.refusals = 1000
    target = tmp_path / "Book.xlsx"
    target.write_bytes(b"old")
    with pytest.raises(PermissionError):
        write_durable(target, b"new", calls.host())
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_sharing_violation_means_open_elsewhere(tmp_path: Path, calls: Calls) -> None:
    """Excel shuts others out as long as a workbook is open; a moment's clash with another run is no sign of it."""
    book = tmp_path / "Book.xlsx"
    book.write_bytes(b"x")
    calls.sharing = 1
    assert not calls.host().held_elsewhere(book)
    calls.sharing = 1000
    assert calls.host().held_elsewhere(book)


def test_a_refusal_that_is_no_sharing_violation_is_not_open_elsewhere(tmp_path: Path, calls: Calls) -> None:
    """A file that may simply not be written is read-only, not busy."""

    def refuse(path: Path) -> None:
        raise PermissionError(13, "Access is denied")

    host = WindowsHost(WindowsCalls(calls.locking, TAKE, RELEASE, open_for_update=refuse))
    assert not host.held_elsewhere(tmp_path / "Book.xlsx")


def test_a_new_name_is_never_taken_from_a_file_that_has_it(tmp_path: Path, calls: Calls) -> None:
    """Publishing onto an existing file is refused and that file stays."""
    source, target = tmp_path / "a", tmp_path / "b"
    source.write_bytes(b"new")
    target.write_bytes(b"old")
    with pytest.raises(FileExistsError):
        calls.host().publish(source, target)
    assert target.read_bytes() == b"old"


def test_folders_are_not_synced_on_windows(tmp_path: Path, calls: Calls) -> None:
    """Windows cannot open a folder for that; it must not be tried."""
    calls.host().sync_folder(tmp_path / "not there")


def test_errors_of_windows_are_told_in_words() -> None:
    """A sharing violation is a busy book, another refusal a read-only one."""
    sharing = PermissionError(13, "in use")
    sharing.winerror = 32  # type: ignore[attr-defined]
    assert isinstance(told(sharing, "Book.xlsx"), BookBusy)
    assert isinstance(told(PermissionError(13, "denied"), "Book.xlsx"), BookReadOnly)


def test_a_whole_save_runs_on_the_windows_branch(
    tmp_path: Path, calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The save protocol is the same on Windows: with its calls in place the new book takes the old one's place."""
    from tests.books_saving.samples import add_leads, lead, make_book, rows_of, run

    monkeypatch.setattr(hostfs, "HOST", calls.host())
    book = tmp_path / "Book.xlsx"
    book.write_bytes(make_book([lead(0)]))
    calls.refusals = 2
    assert run(book, add_leads(2)) == 1
    assert len(rows_of(book.read_bytes())) == 3
    assert not calls.locks
