"""The operating system behind saving: durable writes, locks and replacing a file, on POSIX and on Windows.

Everything that differs between systems stands behind `Host`; the rest of saving is the same everywhere.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from leadbook.errors import BookBusy, BookError, BookReadOnly, LeadbookError

_REPLACE_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)  # a virus scanner or a sync program lets go within seconds
_PROBE_WAITS = (0.02, 0.05)  # another run asks the same question for a moment; that is no sign of a program
_SHARING_VIOLATIONS = (32, 33)  # ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
_NO_LOCKS_HERE = (errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL, errno.ENOSYS)
_NO_LINKS_HERE = (errno.EPERM, errno.EMLINK, *_NO_LOCKS_HERE)


class Host(Protocol):
    """What saving asks of the operating system."""

    def lock(self, descriptor: int) -> bool:
        """Take an exclusive lock without waiting; False when somebody else holds it."""
        ...

    def unlock(self, descriptor: int) -> None:
        """Give the lock back."""
        ...

    def replace(self, source: Path, target: Path) -> None:
        """Put `source` in the place of `target`, as one step."""
        ...

    def publish(self, source: Path, target: Path) -> None:
        """Give `source` the name `target`; FileExistsError when that name is taken."""
        ...

    def sync_folder(self, folder: Path) -> None:
        """Make new names in the folder durable, where the system can."""
        ...

    def held_elsewhere(self, path: Path) -> bool:
        """Whether another program has the file open in a way that shuts others out."""
        ...


if sys.platform != "win32":
    import fcntl

    class PosixHost:
        """Linux, macOS and their kin."""

        def lock(self, descriptor: int) -> bool:
            """See `Host`. A file system without locks counts as free: the hashes still stand guard."""
            return _try_lock(fcntl.flock, descriptor)

        def unlock(self, descriptor: int) -> None:
            """See `Host`."""
            fcntl.flock(descriptor, fcntl.LOCK_UN)

        def replace(self, source: Path, target: Path) -> None:
            """See `Host`."""
            source.replace(target)

        def publish(self, source: Path, target: Path) -> None:
            """See `Host`. Drives without hard links take the name first and fill it then."""
            try:
                os.link(source, target)
            except OSError as error:
                if error.errno not in _NO_LINKS_HERE:
                    raise
                os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
                source.replace(target)
            else:
                remove_quietly(source)

        def sync_folder(self, folder: Path) -> None:
            """See `Host`."""
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

        def held_elsewhere(self, path: Path) -> bool:
            """See `Host`. LibreOffice holds a record lock; other programs use flock: both are asked."""
            for wait in (*_PROBE_WAITS, None):
                if not _probe(path):
                    return False
                if wait is not None:
                    time.sleep(wait)
            return True

    def _probe(path: Path) -> bool:
        try:
            descriptor = os.open(path, os.O_RDWR)
        except PermissionError:
            return False  # a read-only file is told apart elsewhere
        try:
            return not (_try_lock(fcntl.lockf, descriptor) and _try_lock(fcntl.flock, descriptor))
        finally:
            os.close(descriptor)  # gives both locks back

    def _try_lock(take: Callable[[int, int], object], descriptor: int) -> bool:
        try:
            take(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            return error.errno in _NO_LOCKS_HERE
        return True


def _open_for_update(path: Path) -> None:
    with path.open("r+b"):
        pass


@dataclass(frozen=True, slots=True)
class WindowsCalls:
    """The calls of Windows that `WindowsHost` makes, so that its decisions can be tested anywhere.

    Args:
        locking: `msvcrt.locking(descriptor, mode, bytes)`.
        take: the mode that locks without waiting; `release`: the mode that unlocks.
        replace: `Path.replace`; rename: `Path.rename`.
        open_for_update: open a file for reading and writing and close it again.
        sleep: wait for some seconds.
    """

    locking: Callable[[int, int, int], object]
    take: int
    release: int
    replace: Callable[[Path, Path], object] = Path.replace
    rename: Callable[[Path, Path], object] = Path.rename
    open_for_update: Callable[[Path], object] = _open_for_update
    sleep: Callable[[float], object] = time.sleep


class WindowsHost:
    """Windows: byte locks, sharing violations, and programs that hold a file for a moment."""

    def __init__(self, calls: WindowsCalls) -> None:
        self._calls = calls

    def lock(self, descriptor: int) -> bool:
        """See `Host`. The lock is on the first byte, which need not exist."""
        os.lseek(descriptor, 0, os.SEEK_SET)
        try:
            self._calls.locking(descriptor, self._calls.take, 1)
        except OSError:
            return False
        return True

    def unlock(self, descriptor: int) -> None:
        """See `Host`."""
        os.lseek(descriptor, 0, os.SEEK_SET)
        self._calls.locking(descriptor, self._calls.release, 1)

    def replace(self, source: Path, target: Path) -> None:
        """See `Host`. A refusal is tried again for about three seconds before it counts."""
        for wait in _REPLACE_WAITS:
            try:
                self._calls.replace(source, target)
            except PermissionError:
                self._calls.sleep(wait)
            else:
                return
        self._calls.replace(source, target)

    def publish(self, source: Path, target: Path) -> None:
        """See `Host`. Windows refuses to rename onto a name that is taken."""
        self._calls.rename(source, target)

    def sync_folder(self, folder: Path) -> None:
        """See `Host`. Windows keeps names durable itself and cannot open a folder for this."""

    def held_elsewhere(self, path: Path) -> bool:
        """See `Host`. Excel opens a workbook so that nobody else may write it."""
        for wait in (*_PROBE_WAITS, None):
            try:
                self._calls.open_for_update(path)
            except PermissionError as error:
                if getattr(error, "winerror", None) not in _SHARING_VIOLATIONS:
                    return False
            else:
                return False
            if wait is not None:
                self._calls.sleep(wait)
        return True


def _this_host() -> Host:
    if sys.platform == "win32":
        import msvcrt

        return WindowsHost(WindowsCalls(msvcrt.locking, msvcrt.LK_NBLCK, msvcrt.LK_UNLCK))
    return PosixHost()


HOST: Host = _this_host()
"""The system this process runs on."""


def sha256(data: bytes) -> str:
    """SHA-256 of some bytes, as hexadecimal text."""
    return hashlib.sha256(data).hexdigest()


def file_sha(path: Path) -> str:
    """SHA-256 of a file as it is now; "" when there is none."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def write_synced(path: Path, data: bytes, mode: int = 0o600) -> None:
    """Write a new file and wait until the disk has it; `mode` as for `os.open`."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), mode)
    with open(descriptor, "wb") as file:  # noqa: PTH123 (a descriptor, not a path)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def write_durable(path: Path, data: bytes, host: Host | None = None) -> None:
    """Write a file so that after a crash it is there completely or not at all."""
    system = host or HOST
    part = path.with_name(path.name + ".part")
    try:
        write_synced(part, data)
        system.replace(part, path)
    except OSError:
        remove_quietly(part)
        raise
    system.sync_folder(path.parent)


def remove_quietly(path: Path) -> None:
    """Remove a file of ours; when that fails it is left for the next `recover`."""
    with contextlib.suppress(OSError):
        path.unlink()


@contextlib.contextmanager
def locked(path: Path, host: Host | None = None) -> Iterator[bool]:
    """Hold the lock file `path`; yields False when another run holds it. A crash gives the lock back."""
    system = host or HOST
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        mine = system.lock(descriptor)
        try:
            yield mine
        finally:
            if mine:
                with contextlib.suppress(OSError):
                    system.unlock(descriptor)
    finally:
        os.close(descriptor)


def told(error: OSError, where: str) -> LeadbookError:
    """An error of the operating system in words; `where` is a file or folder a person knows."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return BookError(
            "The disk is full, so the workbook was left as it was.", where, "Free some space and run it again."
        )
    if getattr(error, "winerror", None) in _SHARING_VIOLATIONS:
        return BookBusy("Another program holds the workbook.", where, "Close it there and run it again.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return BookReadOnly(
            "The file or its folder may not be written, so the workbook was left as it was.",
            where,
            "Ask for write access, or work on a copy in a folder of your own.",
        )
    name = errno.errorcode.get(error.errno or 0, "unknown")
    return BookError(
        f"The disk answered with an error ({name}), so the workbook was left as it was.",
        where,
        "Check the drive or the network connection and run it again.",
    )
