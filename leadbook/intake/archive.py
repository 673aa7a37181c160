"""Lists packed together: the files of a .zip, as an audience export is, and the one file of a .gz."""

from __future__ import annotations

import gzip
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from leadbook.intake.sniff import BROKEN_ZIP, MAX_INFLATED_BYTES, refuse

MAX_MEMBERS = 500
_CHUNK = 1 << 20
_FREE_BYTES, _RATIO = 64 << 20, 150
"""A list may unpack to this much, or to that many times its size, whichever is more; beyond, it is a bomb."""
_UNSAFE = re.compile(r'[\x00-\x1f<>:"|?*\\/]')
_JUNK = frozenset({"thumbs.db", "desktop.ini"})
_AGAIN = "Download or export it again."


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive; nothing of it is unpacked until `extract` is called.

    Args:
        archive: the .zip or .gz.
        name: its path inside the archive with "/", as people see it ("2026/subscribed.csv").
        place: its position among the entries of the archive.
    """

    archive: Path
    name: str
    place: int

    @property
    def title(self) -> str:
        """How the list is called in reports: "audience.zip: subscribed.csv"."""
        return f"{self.archive.name}: {self.name}"

    def extract(self, folder: Path) -> Path:
        """Unpack the file into a folder of its own below `folder`; its path, to be read like any other list.

        The file keeps its last name, without what could lead it out of the folder.

        Raises:
            IntakeError: damaged, protected by a password, or it unpacks to far more than its size.
        """
        home = folder / f"{self.place:04}"
        home.mkdir(parents=True, exist_ok=True)
        target = home / (_UNSAFE.sub("_", PurePosixPath(self.name).name).lstrip(". ") or "list")
        limit = max(_FREE_BYTES, _RATIO * self.archive.stat().st_size)
        try:
            with _opened(self) as source, target.open("wb") as file:
                _copy(source, file, min(limit, MAX_INFLATED_BYTES), self.archive)
        except RuntimeError as error:  # how zipfile says that a password is asked for
            raise _protected(self.archive) from error
        except BROKEN_ZIP as error:
            if isinstance(error, OSError) and error.errno:
                raise  # the disk, not the archive: it is full, or gone
            raise refuse("CORRUPT", "The archive is damaged or was not copied whole.", self.archive, _AGAIN) from error
        return target


def members(path: Path) -> list[Member]:
    """The files of a .zip or .gz in the order of the archive, none of them unpacked yet.

    What a computer adds by itself (`__MACOSX`, `.DS_Store`, `Thumbs.db`), folders and empty files are left out; a zip
    within the zip is a member that `sniff.kind_of` refuses. Read each as a list of its own:

        with tempfile.TemporaryDirectory() as folder:
            for member in members(path):
                table = read_table(member.extract(Path(folder)))   # an IntakeError is about this member alone
                report(member.title, table)

    Whether a file is such an archive tells `kind_of(path) in ARCHIVES`: a workbook is a zip too, and is none.

    Raises:
        IntakeError: EMPTY (no file in it), ENCRYPTED, CORRUPT or TOO-LARGE (too many files, or a bomb).
    """
    found = list(_members(path))
    if not found:
        raise refuse("EMPTY", "There is no list in the archive.", path, "Check that it is the right file.")
    if len(found) > MAX_MEMBERS:
        raise refuse("TOO-LARGE", f"The archive holds {len(found):,} files.", path, "Unpack it, import what is needed.")
    return found


ARCHIVES = frozenset({"zip", "gz"})
"""What `kind_of` calls a file that holds lists as files."""


def _members(path: Path) -> Iterator[Member]:
    """The files that can be lists."""
    with path.open("rb") as file:
        if file.read(2) == b"\x1f\x8b":
            name = path.name[:-3] if path.name.lower().endswith(".gz") else path.name
            yield Member(path, name or "list", 0)
            return
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except BROKEN_ZIP as error:
        raise refuse("CORRUPT", "The archive is damaged or was not copied whole.", path, _AGAIN) from error
    declared = sum(entry.file_size for entry in entries)
    if declared > max(_FREE_BYTES, min(MAX_INFLATED_BYTES, _RATIO * path.stat().st_size)):
        raise _bomb(path)
    for place, entry in enumerate(entries):
        name = "/".join(part for part in entry.filename.replace("\\", "/").split("/") if part not in ("", ".", ".."))
        # a damaged entry can be without any name, which `is_dir` does not survive
        if entry.filename.endswith("/") or not entry.file_size or _is_junk(name):
            continue
        if entry.flag_bits & 1:
            raise _protected(path)
        yield Member(path, name or "list", place)


def _is_junk(name: str) -> bool:
    """Whether a file was put there by a computer and not by a person."""
    parts = PurePosixPath(name).parts
    last = parts[-1].lower() if parts else ""
    return "__MACOSX" in parts or last.startswith((".", "~$")) or last in _JUNK


@contextmanager
def _opened(member: Member) -> Iterator[IO[bytes]]:
    """The content of a member as a stream."""
    with member.archive.open("rb") as file:
        if file.read(2) == b"\x1f\x8b":
            file.seek(0)
            with gzip.GzipFile(fileobj=file) as stream:
                yield stream  # type: ignore[misc]
            return
        with zipfile.ZipFile(file) as archive, archive.open(archive.infolist()[member.place]) as part:
            yield part


def _copy(source: IO[bytes], target: IO[bytes], limit: int, path: Path) -> None:
    """Copy in pieces and stop where it becomes too much, whatever the archive says of its sizes."""
    total = 0
    while chunk := source.read(_CHUNK):
        total += len(chunk)
        if total > limit:
            raise _bomb(path)
        target.write(chunk)


def _bomb(path: Path) -> Exception:
    return refuse("TOO-LARGE", "The archive unpacks to far more than its size.", path,
                  "Unpack it yourself and import the lists inside.")  # fmt: skip


def _protected(path: Path) -> Exception:
    return refuse("ENCRYPTED", "The archive is protected by a password.", path,
                  "Unpack it with its password and import the lists inside.")  # fmt: skip
