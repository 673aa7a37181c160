"""Opening a workbook file: is it there, may it be read and written, is it whole, and what should be said of it."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from leadbook.books.saving import hostfs, journal, locking, surroundings
from leadbook.books.saving.recordfile import UNREADABLE, read_head
from leadbook.books.saving.states import State, adopt, orphans, real_path
from leadbook.errors import BookError, BookMissing, BookReadOnly, NotALeadbook

if TYPE_CHECKING:
    from leadbook.books.protocol import Book
    from leadbook.books.saving.records import RunRecord
    from leadbook.books.saving.save import Verify

KINDS = (".xlsx", ".xlsm")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:[\\/]")  # two characters at least: C:\ is a drive


class Opener(Protocol):
    """Opens the workbook at a path: the file itself, or the one that is open in a program."""

    def __call__(self, path: Path, for_writing: bool = False, *, whole: bool = False) -> OpenedBook:
        """See `open_book`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedBook:
    """A workbook as it was read.

    Args:
        path: its place, symbolic links resolved.
        data: the bytes of the file; sha: their SHA-256. Blank for a workbook that is open in a program, unless they
            were asked for.
        book: the tables and sheets in it.
        notes: sentences a person should see, for example that the folder is synced.
        next_run: the number that the next run on this computer can have.
    """

    path: Path
    data: bytes
    sha: str
    book: Book
    notes: tuple[str, ...] = ()
    next_run: int = 1

    def save(self, record: RunRecord, verify: Verify) -> int:
        """Save the workbook with what was written to it, and remember the run; see `save.save_book`."""
        from leadbook.books.saving.save import save_book

        return save_book(self, self.book.save(), record, verify)


def open_book(path: Path, for_writing: bool = False, *, whole: bool = False) -> OpenedBook:  # noqa: ARG001
    """Read a workbook; what a crash left of an earlier run is cleared away first.

    Args:
        path: the file.
        for_writing: also refuse a workbook that could not be saved: open elsewhere, or read-only.
        whole: its bytes are needed; of a file they always come.

    Raises:
        BookMissing: no such file, a folder, or a web address.
        NotALeadbook: not .xlsx or .xlsm, or no workbook at all.
        BookBusy, BookReadOnly: with `for_writing` only.
        BookError: the disk refused to give the file.
    """
    check_url(path)
    book_path = _find(path)
    check_kind(book_path)
    if for_writing:
        locking.refuse_if_open(book_path)
        check_writable(book_path)
    recovered = _recover(book_path, for_writing)
    try:
        data = book_path.read_bytes()
    except OSError as error:
        raise _unreadable(error, book_path) from error
    from leadbook.books.package import PackageBook

    try:
        book = PackageBook(data)
    except NotALeadbook as error:  # the bytes do not know the name of their file
        raise NotALeadbook(error.what, book_path.name, error.fix) from error
    sha = hostfs.sha256(data)
    state = state_of(book_path, sha)
    return OpenedBook(
        path=book_path,
        data=data,
        sha=sha,
        book=book,
        notes=(*recovered, *surroundings.notes(book_path)),
        next_run=state.next_run(),
    )


def check_url(path: Path) -> None:
    """Refuse a web address: a file in the cloud is opened from the folder that is synced with it.

    Raises:
        BookMissing
    """
    if _ADDRESS.match(os.fspath(path)):
        raise BookMissing(
            "This is a web address, and Leadbook works on files of this computer.",
            re.sub(r":[\\/]+", "://", os.fspath(path), count=1),  # a path folds the two strokes into one
            "Sync the folder to this computer (OneDrive, SharePoint: Sync) and open it from your synced folder.",
        )


def check_kind(path: Path) -> None:
    """Refuse a file that is no workbook by its name.

    Raises:
        NotALeadbook
    """
    if path.suffix.lower() not in KINDS:
        ending = f'A file ending in "{path.suffix}"' if path.suffix else "A file without an ending"
        raise NotALeadbook(
            f"{ending} is not a Leadbook workbook.",
            path.name,
            "Choose a workbook ending in .xlsx or .xlsm.",
        )


def _find(path: Path) -> Path:
    try:
        found = real_path(path)
        there, folder = found.exists(), found.is_dir()
    except (OSError, RuntimeError) as error:  # RuntimeError: a home folder or a loop of links that leads nowhere
        raise BookMissing("This path leads nowhere.", path.name, "Check the path.") from error
    if folder:
        raise BookMissing("This is a folder, not a workbook.", os.fspath(path), "Name the file in it.")
    if not there:
        raise BookMissing(
            "There is no such file.", os.fspath(path), 'Check the name, or make a workbook with "leadbook new".'
        )
    return found


def _recover(path: Path, for_writing: bool) -> tuple[str, ...]:
    try:
        return journal.recover(path)
    except BookError:
        if for_writing:
            raise
        return ()  # a workbook can be read although nothing can be cleared away


def check_writable(path: Path) -> None:
    """Refuse a workbook that is marked read-only or stands in a folder that is.

    Raises:
        BookReadOnly
    """
    if not (path.stat().st_mode & stat.S_IWUSR and os.access(path, os.W_OK)):
        raise BookReadOnly(
            "The file is read-only.", path.name, "Allow writing in its properties, or work on a copy."
        )
    folder = path.parent
    marked = os.name != "nt" and not folder.stat().st_mode & 0o222
    if marked or not os.access(folder, os.W_OK):
        raise BookReadOnly(
            "The folder of the workbook is read-only.", os.fspath(folder), "Move the workbook to a folder of your own."
        )


def _unreadable(error: OSError, path: Path) -> BookError:
    if isinstance(error, PermissionError) and os.name != "nt":
        return BookError("The file may not be read.", path.name, "Ask its owner for access.")
    return BookError("The file could not be read.", path.name, "Check the drive, or close the file elsewhere.")


def state_of(path: Path, sha: str) -> State:
    """The state of the workbook here; the state of a workbook that was moved here follows it."""
    state = State.of(path)
    if state.exists():
        return state
    for orphan in orphans():
        runs = State(path, orphan).done_runs()
        try:
            if runs and read_head(State(path, orphan).run(runs[-1])).new_sha == sha:
                adopt(orphan, state)
                break
        except UNREADABLE:
            continue
    return state
