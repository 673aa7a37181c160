"""A new file beside somebody's own: there completely or not at all, and never in the place of another."""

from __future__ import annotations

import contextlib
from pathlib import Path

from leadbook.books.saving import hostfs, journal
from leadbook.errors import BookError, BookReadOnly, LeadbookError


def publish_new(path: Path, data: bytes) -> None:
    """Write a new file under a name that is free.

    Raises:
        FileExistsError: somebody took the name meanwhile; that file was not touched.
        BookReadOnly, BookError: the disk refused, or gave back something else.
    """
    temp = journal.temp_path(path)
    try:
        try:
            hostfs.write_synced(temp, data, mode=0o666)
            if temp.read_bytes() != data:
                raise BookError(
                    "The disk gave back something else than was written, so no file was made.", path.name,
                    "Check the drive and run it again.",
                )  # fmt: skip
            hostfs.HOST.publish(temp, path)
        finally:
            hostfs.remove_quietly(temp)
    except FileExistsError:
        raise
    except OSError as error:
        raise _told(error, path) from error
    with contextlib.suppress(OSError):  # the file is there and complete
        hostfs.HOST.sync_folder(path.parent)


def _told(error: OSError, path: Path) -> LeadbookError:
    """An error of the operating system in words: here nothing was there before, and another place may do."""
    found = hostfs.told(error, path.name)
    if isinstance(found, BookReadOnly):
        what = "The folder may not be written, so no file was made."
        return BookReadOnly(what, path.name, "Name a file in a folder of your own with -o.")
    what = found.what.replace("so the workbook was left as it was", "so no file was made")
    return type(found)(what, path.name, found.fix)
