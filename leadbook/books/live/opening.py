"""A workbook that is open in a program, as an action opens and saves it; see `saving.opening` for the closed file.

What a run writes stands in the open window first; only at its end the program saves it in its place. A run that is
cut off has therefore changed the window alone: the file is what it was, and the next run says so.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import xlwings as xw

from leadbook.books.live.book import LiveBook
from leadbook.books.live.extras import extras_of
from leadbook.books.saving import hostfs, journal, locking, surroundings
from leadbook.books.saving.opening import OpenedBook, check_kind, check_url, check_writable, state_of
from leadbook.books.saving.records import RunRecord
from leadbook.books.saving.save import Verify, complete
from leadbook.books.saving.states import State, real_path, told
from leadbook.errors import BookError, BookMissing, BookReadOnly, LeadbookError, NotALeadbook

_MARK, _TURN = "writing", "turn"
CUT_OFF = "The run before was cut off while it wrote into the open workbook, and is not recorded."


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedLive(OpenedBook):
    """A workbook that is open in a program; `live` is its tables and sheets too."""

    live: LiveBook

    def save(self, record: RunRecord, verify: Verify) -> int:
        """Let the program save the workbook in its place, and remember the run.

        The workbook from before is kept as it stood on the disk. Edits since then that were not saved are in the
        record's values only, so an undo goes value by value.

        Raises:
            BookBusy: another run is writing the file. BookReadOnly, BookError: the disk refused.
            BookError: the saved file lacks something; the run is recorded, so that it can be taken back.
        """
        state = State.of(self.path)
        check_writable(self.path)
        try:
            state.create()
            with hostfs.locked(state.lock) as mine:
                if not mine:
                    raise locking.another_run(self.path)
                return self._save_locked(state, record, verify)
        except OSError as error:
            raise told(error, self.path) from error

    def _save_locked(self, state: State, record: RunRecord, verify: Verify) -> int:
        state.note_path()
        journal.settle(state)
        before = self.path.read_bytes()
        number = record.run or state.next_run()
        data = self.live.save()
        done = replace(complete(record, number, "", data), formulas=self.live.formula_columns(record.keys))
        journal.begin(state, done, before, data)
        try:
            verify(data)
        except LeadbookError as error:
            raise BookError(
                f"The workbook was saved, but not all of it is there: {error.what}", self.path.name,
                "Undo the last run, and please report this: it is a fault of Leadbook.",
            ) from error  # fmt: skip
        finally:
            journal.finish(state, number)
        return number


def open_live(book: xw.Book, *, for_writing: bool, whole: bool = False) -> OpenedLive:
    """A workbook that is open in a program, if it can be worked on.

    Args:
        for_writing: also refuse one that could not be saved.
        whole: the bytes of the file are needed; for writing it is saved first, so that they are those of the window.

    Raises:
        BookError: it was never saved. BookMissing: it lies in the cloud, or its file is gone.
        NotALeadbook: it is no .xlsx or .xlsm. BookReadOnly: it, its file or its folder cannot be written.
    """
    path = _path(book)
    if for_writing:
        if extras_of(book).is_read_only(book):
            raise BookReadOnly(
                "The workbook is open read-only.", path.name,
                "Somebody else may have it open. Close it, open it for editing, then press the button again.",
            )  # fmt: skip
        check_writable(path)
    live = LiveBook(book)
    data = b""
    if whole:  # a look is no reason to save what somebody typed
        data = live.save_now() if for_writing else path.read_bytes()
    state = state_of(path, hostfs.file_sha(path))
    return OpenedLive(
        path=path, data=data, sha="", book=live, live=live, next_run=state.next_run(),
        notes=surroundings.notes(path),
    )  # fmt: skip


def _path(book: xw.Book) -> Path:
    """Where the file of an open workbook is.

    Raises:
        BookError, BookMissing, NotALeadbook
    """
    name = book.fullname
    check_url(Path(name))
    path = Path(name)
    if not path.is_absolute():
        raise BookError(
            "The workbook was never saved.", path.name,
            "Save it in a folder of this computer as .xlsx or .xlsm, then press the button again.",
        )  # fmt: skip
    try:
        check_kind(path)
    except NotALeadbook as error:
        raise NotALeadbook(
            error.what, error.where, "Save it as .xlsx or .xlsm, then press the button again."
        ) from error
    found = real_path(path)
    if not found.exists():
        raise BookMissing(
            "The file of the open workbook is not there any more: it was moved, renamed or deleted.",
            os.fspath(path), "Save the workbook again, then press the button again.",
        )  # fmt: skip
    return found


@contextlib.contextmanager
def marked(path: Path, *, saved: bool = True) -> Iterator[tuple[str, ...]]:
    """While a run may write into an open workbook, a mark stands beside its records, so that a cut is noticed.

    Gives a sentence when the run before was cut off.

    Args:
        saved: whether the window shows nothing but what the file holds.

    Raises:
        BookBusy: another press is at work on the workbook.
        BookError: the run before was cut off, and half of what it wrote may stand in the window.
    """
    state = State.of(path)
    mark = state.folder / _MARK
    with contextlib.ExitStack() as held:
        try:
            state.create()
            if not held.enter_context(hostfs.locked(state.folder / _TURN)):  # a crash gives this lock back
                raise locking.another_run(path)
            if mark.exists() and not saved:  # to save it now would put half a run into the file
                raise BookError(
                    CUT_OFF, path.name, "Close the workbook without saving and open it again: the file is as it was. "
                    "Save it then, and press the button again.",
                )  # fmt: skip
            notes = (CUT_OFF,) if mark.exists() else ()
            mark.touch()
        except OSError as error:
            raise told(error, path) from error
        try:
            yield notes
        finally:
            with contextlib.suppress(OSError):
                mark.unlink()
