"""The state folder: what Leadbook remembers of a workbook, outside the workbook's own folder.

    LEADBOOK_STATE (else the user's data folder of "leadbook")
    └ books/KEY/                 KEY is made from the workbook's path, so no name of a person is in it
      ├ book.json                the path, to notice a workbook that was moved
      ├ lock                     held while a run writes
      ├ issued.tsv               IDs that were ever given, append-only
      ├ runs/000012.json.gz      record of a run that is done; 000012.intent while it is not
      └ kept/000012.before       the workbook before that run (ten of them); .after: as the last run left it

It holds personal data and is readable by its owner only.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import platformdirs

from leadbook.books.saving import hostfs
from leadbook.errors import LeadbookError

_ASIDE = ".aside"
_WHOLE = "."  # ends a line of issued.tsv, so that one that was cut off is not believed


def state_root() -> Path:
    """The folder of all states: LEADBOOK_STATE, else the user's data folder."""
    told = os.environ.get("LEADBOOK_STATE")
    return Path(told) if told else Path(platformdirs.user_data_dir("leadbook", appauthor=False))


def real_path(path: Path) -> Path:
    """The path with symbolic links resolved, so that one workbook has one state."""
    return path.expanduser().resolve()


def told(error: OSError, book: Path) -> LeadbookError:
    """An error of the operating system in words, about the workbook or about the state folder."""
    root = os.fspath(state_root())
    ours = isinstance(error.filename, str) and error.filename.startswith(root)
    return hostfs.told(error, root if ours else book.name)


def _key(path: Path) -> str:
    return hostfs.sha256(os.path.normcase(path).encode("utf-8", "surrogatepass"))[:24]


@dataclass(frozen=True, slots=True)
class State:
    """Where things of one workbook are; `book` is its resolved path."""

    book: Path
    folder: Path

    @classmethod
    def of(cls, path: Path) -> State:
        """The state of the workbook at this path; nothing is created."""
        book = real_path(path)
        return cls(book, state_root() / "books" / _key(book))

    @property
    def lock(self) -> Path:
        """The lock file; it stays for ever, so that nobody locks a file that is being removed."""
        return self.folder / "lock"

    @property
    def issued(self) -> Path:
        """The IDs that were ever given."""
        return self.folder / "issued.tsv"

    def run(self, number: int) -> Path:
        """Record of a run that is done."""
        return self.folder / "runs" / f"{number:06d}.json.gz"

    def intent(self, number: int) -> Path:
        """Record of a run that was about to replace the workbook."""
        return self.folder / "runs" / f"{number:06d}.intent"

    def before(self, number: int) -> Path:
        """The workbook before a run."""
        return self.folder / "kept" / f"{number:06d}.before"

    def after(self, number: int) -> Path:
        """The workbook as a run left it."""
        return self.folder / "kept" / f"{number:06d}.after"

    def exists(self) -> bool:
        """Whether Leadbook remembers anything of this workbook."""
        return self.folder.is_dir()

    def done_runs(self) -> list[int]:
        """Numbers of the runs that are done, ascending."""
        return self._numbers("runs", ".json.gz")

    def open_intents(self) -> list[int]:
        """Numbers of the runs that were cut off, or are being written now."""
        return self._numbers("runs", ".intent")

    def backups(self) -> list[int]:
        """Numbers of the runs whose workbook before is kept."""
        return self._numbers("kept", ".before")

    def afters(self) -> list[int]:
        """Numbers of the runs whose workbook after is kept."""
        return self._numbers("kept", ".after")

    def next_run(self) -> int:
        """The first number no run had."""
        return max((0, *self.done_runs(), *self.open_intents(), *self.backups())) + 1

    def _numbers(self, folder: str, suffix: str) -> list[int]:
        place = self.folder / folder
        names = [entry.name for entry in place.iterdir()] if place.is_dir() else []
        stems = [name.removesuffix(suffix) for name in names if name.endswith(suffix)]
        return sorted(int(stem) for stem in stems if stem.isdigit())

    def parts(self) -> Iterator[Path]:
        """Files that a crash left half written in the state folder."""
        for place in (self.folder, self.folder / "runs", self.folder / "kept"):
            if place.is_dir():
                yield from (entry for entry in place.iterdir() if entry.name.endswith(".part"))

    def create(self) -> None:
        """Make the folders; several runs may do so at once."""
        for place in (self.folder, self.folder / "runs", self.folder / "kept"):
            place.mkdir(mode=0o700, parents=True, exist_ok=True)

    def note_path(self) -> None:
        """Note where the workbook is; the caller holds the lock."""
        if _told_path(self.folder) != self.book:
            note = {"path": os.fspath(self.book)}
            hostfs.write_durable(self.folder / "book.json", json.dumps(note).encode())

    def set_aside(self) -> None:
        """Make room for a new workbook at this path; what was remembered can still follow a moved one."""
        if self.done_runs() or self.issued.exists():
            n = 1
            while (target := self.folder.with_name(f"{self.folder.name}-{n}{_ASIDE}")).exists():
                n += 1
            self.folder.rename(target)


def _told_path(folder: Path) -> Path | None:
    try:
        note = json.loads((folder / "book.json").read_text(encoding="utf-8"))
        return Path(note["path"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def orphans() -> Iterator[Path]:
    """State folders whose workbook is gone from its path: it was moved, or another was made in its place."""
    place = state_root() / "books"
    for folder in sorted(place.iterdir()) if place.is_dir() else []:
        told = _told_path(folder)
        if told is None:
            continue
        if folder.name.endswith(_ASIDE) or (folder.name == _key(told) and not told.exists()):
            yield folder


def adopt(orphan: Path, state: State) -> None:
    """Let the state of a moved workbook follow it to its new path."""
    with contextlib.suppress(OSError):  # another run was quicker, or holds it: then there is no past here
        orphan.rename(state.folder)
        with hostfs.locked(state.lock) as mine:
            if mine:
                state.note_path()


def load_issued(path: Path) -> dict[str, str]:
    """Every ID that was ever given in this workbook → hash of the key it was made from."""
    state = State.of(path)
    try:
        text = state.issued.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    fields = (line.split("\t") for line in text.splitlines())
    return {field[0]: field[1] for field in fields if len(field) == 3 and field[2] == _WHOLE}


def add_issued(path: Path, issued: Mapping[str, str]) -> None:
    """Remember IDs before they are used; those that are known already are not written again.

    Args:
        path: the workbook.
        issued: ID → hash of the key it was made from; neither holds a tab or a line end.

    Raises:
        LeadbookError: the state folder cannot be written.
    """
    known = load_issued(path)
    lines = "".join(f"{name}\t{key}\t{_WHOLE}\n" for name, key in issued.items() if known.get(name) != key)
    if not lines:
        return
    state = State.of(path)
    try:
        state.create()
        with open(state.issued, "ab+", opener=_private) as file:
            if file.tell() and not _ends_a_line(file):
                lines = "\n" + lines  # a crash cut the last line off; it stays what it is: no line
            file.write(lines.encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise told(error, path) from error


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _ends_a_line(file: BinaryIO) -> bool:
    file.seek(-1, os.SEEK_END)
    return file.read(1) == b"\n"
