"""A disk that really is full, and a limit that really is reached: the workbook stays, and the message says why."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from leadbook.books.saving.hostfs import file_sha
from leadbook.books.saving.journal import recover
from leadbook.errors import BookError
from tests.books_saving.samples import add_leads, lead, make_book, rows_of, run

SIZE = 400 * 1024


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A tmpfs of 400 KB."""
    place = tmp_path / "small"
    place.mkdir()
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)]
    if mount is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("NOT RUN: a small disk can only be mounted by root (the limit on file sizes is tested instead)")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_leaves_the_workbook_as_it_was(small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With less and less room free the save fails at other places; each time the old book stays and can be used."""
    monkeypatch.setenv("LEADBOOK_STATE", str(small_disk / "state"))
    book = small_disk / "Book.xlsx"
    book.write_bytes(make_book([lead(n) for n in range(400)]))
    old, room = file_sha(book), 0
    messages: list[str] = []
    filler = small_disk / "filler"
    for room in range(0, SIZE, 4096):
        _fill(small_disk, filler, room)
        try:
            run(book, add_leads(5))
        except BookError as error:
            messages.append(error.what)
        else:
            break
        finally:
            filler.unlink()
        assert file_sha(book) == old
        recover(book)
        left = [file.name for file in small_disk.iterdir() if file.name not in ("Book.xlsx", "state")]
        assert left == []
    print(f"told {len(messages)} times, then saved with {room // 1024} KB free")
    assert len(messages) >= 10
    assert all("disk is full" in message for message in messages)
    assert len(rows_of(book.read_bytes())) == 405


def _fill(disk: Path, filler: Path, room: int) -> None:
    """Leave `room` bytes free."""
    stat = os.statvfs(disk)
    filler.write_bytes(b"\0" * max(0, stat.f_bavail * stat.f_frsize - room))


WORK = """
import sys
from pathlib import Path
import resource
from leadbook.errors import BookError
from tests.books_saving.samples import add_leads, run
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
try:
    run(Path(sys.argv[1]), add_leads(5))
except BookError as error:
    assert "disk is full" in str(error), str(error)
    sys.exit(3)
"""


def test_a_limit_on_file_sizes_leaves_the_workbook_as_it_was(tmp_path: Path) -> None:
    """The same where no disk can be mounted: no file may grow beyond a limit, from nothing to enough."""
    book = tmp_path / "home" / "Book.xlsx"
    book.parent.mkdir()
    book.write_bytes(make_book([lead(n) for n in range(400)]))
    old, size = file_sha(book), book.stat().st_size
    codes = []
    for limit in (0, 10, 60, 1000, size // 2, size - 1, 4 * size):
        done = subprocess.run(
            [sys.executable, "-c", WORK, str(book), str(limit)],
            cwd=Path(__file__).parents[2],
            env={**os.environ, "LEADBOOK_STATE": str(tmp_path / "state")},
            capture_output=True,
            text=True,
            check=False,
        )
        codes.append(done.returncode)
        assert done.returncode in (0, 3), done.stderr
        assert (file_sha(book) == old) == (done.returncode == 3)
        assert [file.name for file in book.parent.iterdir()] == ["Book.xlsx"]
    assert codes == [3, 3, 3, 3, 3, 3, 0]
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY, "only children were limited"
