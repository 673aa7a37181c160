"""Saving that never loses anything: after a crash at any moment the workbook is the old one or the new one.

    lock · open elsewhere? · unchanged since it was read? · temp file beside it, synced · reopened, tested and
    verified · backup, intent journal, synced · unchanged still? · replaced in one step · done record
"""

from __future__ import annotations

import contextlib
import io
import os
import stat
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from leadbook.books.saving import hostfs, journal, locking
from leadbook.books.saving.opening import OpenedBook, check_kind, check_url, check_writable
from leadbook.books.saving.records import RunRecord, SheetAdded
from leadbook.books.saving.sheetprint import calculated_columns, sheet_print
from leadbook.books.saving.states import State, told
from leadbook.errors import BookChanged, BookError, BookMissing, UsageError

Verify = Callable[[bytes], None]
"""Looks at the new workbook before it takes the old one's place; raises LeadbookError to stop."""


def save_book(opened: OpenedBook, new: bytes, record: RunRecord, verify: Verify) -> int:
    """Put a new version in the place of the workbook that was opened, and remember the run.

    Args:
        opened: the workbook as it was read.
        new: the complete new file.
        record: the run; its number and hashes are set here (a `run` above 0 is kept if it is free).
        verify: called with the new file as it was read back from the disk.

    Returns:
        Number of the run.

    Raises:
        BookBusy: open in another program, or another run is writing it.
        BookChanged: somebody saved it since it was read.
        BookReadOnly, BookError: the disk refused; LeadbookError: `verify` refused. The workbook is as it was.
    """
    state = State.of(opened.path)
    check_writable(opened.path)
    try:
        state.create()
        with hostfs.locked(state.lock) as mine:
            if not mine:
                raise locking.another_run(opened.path)
            return _save_locked(state, opened, new, (record, verify))
    except OSError as error:
        raise told(error, opened.path) from error


def _save_locked(state: State, opened: OpenedBook, new: bytes, run: tuple[RunRecord, Verify]) -> int:
    locking.refuse_if_open(opened.path)
    _refuse_if_changed(opened)
    record, verify = run
    state.note_path()
    journal.settle(state)
    number = _number(state, opened, record)
    temp = journal.temp_path(opened.path)
    replaced = False
    try:
        _write_temp(temp, new, opened.path)
        again = temp.read_bytes()
        _test(again, new, opened.path)
        verify(again)
        journal.begin(state, complete(record, number, opened.sha, again), opened.data, again)
        locking.refuse_if_open(opened.path)
        _refuse_if_changed(opened)
        hostfs.HOST.replace(temp, opened.path)
        replaced = True
    finally:
        if not replaced:
            with contextlib.suppress(OSError):  # the next run clears away what could not be cleared now
                journal.settle(state)
    with contextlib.suppress(OSError):  # the workbook is new; the next run finishes a journal that could not be
        hostfs.HOST.sync_folder(opened.path.parent)
        journal.finish(state, number)
    return number


def _number(state: State, opened: OpenedBook, record: RunRecord) -> int:
    free = state.next_run()
    if record.run and record.run < free:
        raise _changed(opened.path)  # another run took the number that is written in the new workbook
    return record.run or free


def complete(record: RunRecord, number: int, old_sha: str, new: bytes) -> RunRecord:
    """The record with what is known only when the new workbook is there.

    Args:
        old_sha: of the workbook from before the run; "" when that cannot come back whole.
    """
    changes = tuple(
        replace(change, print_of=sheet_print(new, change.name)) if isinstance(change, SheetAdded) else change
        for change in record.changes
    )
    formulas = {table: tuple(sorted(columns)) for table, columns in calculated_columns(new).items() if columns}
    return replace(
        record,
        run=number,
        changes=changes,
        old_sha=old_sha,
        new_sha=hostfs.sha256(new),
        formulas=formulas,
        undone=False,
    )


def _refuse_if_changed(opened: OpenedBook) -> None:
    if hostfs.file_sha(opened.path) != opened.sha:
        raise _changed(opened.path)


def _changed(path: Path) -> BookChanged:
    return BookChanged(
        "Somebody saved the workbook while this run was working on it, so it was left as it is.",
        path.name,
        "Run it again: it will work on the newest version.",
    )


def _write_temp(temp: Path, data: bytes, model: Path) -> None:
    """A file with the new content and the permissions of the workbook it will replace."""
    hostfs.write_synced(temp, data)
    present = model.stat()
    os.chmod(temp, stat.S_IMODE(present.st_mode))  # noqa: PTH101 (beside chown, which Path lacks)
    if hasattr(os, "chown") and (present.st_uid, present.st_gid) != (os.geteuid(), os.getegid()):
        with contextlib.suppress(PermissionError):  # only the mode can be promised to everybody
            os.chown(temp, present.st_uid, present.st_gid)


def _test(again: bytes, meant: bytes, path: Path) -> None:
    if again != meant:
        raise BookError(
            "The disk gave back something else than was written, so the workbook was left as it was.",
            path.name,
            "Check the drive and run it again.",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(again)) as package:
            broken = package.testzip()
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise _not_whole(path) from error
    if broken is not None:
        raise _not_whole(path)


def _not_whole(path: Path) -> BookError:
    return BookError(
        "The new version of the workbook is not whole, so the old one was left as it was.",
        path.name,
        "Please report this: it is a fault of Leadbook.",
    )


def create_book(path: Path, data: bytes) -> None:
    """Make a new workbook file; an existing file is never touched.

    Raises:
        UsageError: there is a file already, or its name does not end in .xlsx or .xlsm.
        BookMissing: there is no such folder, or the path is an address.
        BookReadOnly, BookError: the disk refused.
    """
    check_url(path)
    check_kind(path)
    if path.exists() or path.is_symlink():
        raise _exists(path)
    if not path.parent.is_dir():
        raise BookMissing("There is no such folder.", str(path.parent), "Make the folder first, or choose another.")
    _test(data, data, path)
    state = State.of(path)
    try:
        state.set_aside()  # a workbook that stood here before was another one
        state.create()
        with hostfs.locked(state.lock) as mine:
            if not mine:
                raise locking.another_run(path)
            state.note_path()
            _publish(journal.temp_path(state.book), data, path)
    except FileExistsError as error:
        raise _exists(path) from error
    except OSError as error:
        raise told(error, path) from error


def _publish(temp: Path, data: bytes, path: Path) -> None:
    try:
        hostfs.write_synced(temp, data, mode=0o666)
        hostfs.HOST.publish(temp, path)
    finally:
        hostfs.remove_quietly(temp)
    with contextlib.suppress(OSError):  # the file is there and complete
        hostfs.HOST.sync_folder(path.parent)


def _exists(path: Path) -> UsageError:
    return UsageError(
        "There is a file of this name already, and it was not touched.", path.name, "Choose another name."
    )
