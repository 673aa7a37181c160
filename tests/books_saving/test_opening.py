"""Opening says what is wrong with a path, and what should be known of a folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from leadbook.books.saving.opening import open_book
from leadbook.books.saving.surroundings import conflict_copies, synced_by
from leadbook.errors import BookMissing, BookReadOnly, LeadbookError, NotALeadbook
from tests.books_saving.samples import add_leads, lead, make_book, rows_of, run


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "Book.xlsx"
    path.write_bytes(make_book([lead(0)]))
    return path


@pytest.mark.parametrize(
    "address",
    [
        "https://firm.sharepoint.com/sites/x/Book.xlsx",
        "http://example.com/Book.xlsx",
        "ms-excel:ofe|u|https://firm.sharepoint.com/Book.xlsx",
        "file:///home/x/Book.xlsx",
    ],
)
def test_a_web_address_is_answered_with_the_synced_folder(address: str) -> None:
    """A URL is not a path; the message says what to open instead."""
    with pytest.raises(BookMissing, match=r"open it from your synced folder|no such file"):
        open_book(Path(address))


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    """A missing file, a folder, a broken link and a link in a circle are each missing, not a bug."""
    (tmp_path / "folder.xlsx").mkdir()
    (tmp_path / "broken.xlsx").symlink_to(tmp_path / "nowhere.xlsx")
    (tmp_path / "circle.xlsx").symlink_to(tmp_path / "circle.xlsx")
    for name in ("missing.xlsx", "folder.xlsx", "broken.xlsx", "circle.xlsx", "x" * 400 + ".xlsx"):
        with pytest.raises(BookMissing):
            open_book(tmp_path / name)


def test_other_kinds_of_files_are_refused(tmp_path: Path) -> None:
    """The name must end in .xlsx or .xlsm, and the content must be a workbook."""
    (tmp_path / "list.csv").write_text("a,b")
    (tmp_path / "fake.xlsx").write_text("a,b")
    (tmp_path / "empty.xlsx").write_bytes(b"")
    for name in ("list.csv", "fake.xlsx", "empty.xlsx"):
        with pytest.raises(NotALeadbook):
            open_book(tmp_path / name)


def test_capital_endings_and_links_are_fine(tmp_path: Path, book: Path) -> None:
    """BOOK.XLSX opens, and a link leads to the one real file."""
    upper = tmp_path / "OTHER.XLSX"
    upper.write_bytes(book.read_bytes())
    link = tmp_path / "link.xlsx"
    link.symlink_to(book)
    assert open_book(upper).path == upper
    assert open_book(link).path == book


def test_saving_through_a_link_keeps_the_link(tmp_path: Path, book: Path) -> None:
    """The link stays a link and its target becomes the new workbook."""
    link = tmp_path / "link.xlsx"
    link.symlink_to(book)
    run(link, add_leads(1))
    assert link.is_symlink()
    assert len(rows_of(book.read_bytes())) == 2


def test_a_read_only_file_or_folder_is_refused_for_writing_only(tmp_path: Path) -> None:
    """Reading goes on working; writing says what is read-only before anything is done."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    book = folder / "Book.xlsx"
    book.write_bytes(make_book([lead(0)]))
    book.chmod(0o444)
    with pytest.raises(BookReadOnly, match="file is read-only"):
        open_book(book, for_writing=True)
    book.chmod(0o644)
    folder.chmod(0o555)
    try:
        with pytest.raises(BookReadOnly, match="folder of the workbook"):
            open_book(book, for_writing=True)
        assert rows_of(open_book(book).data)
    finally:
        folder.chmod(0o755)


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Example Ltd", "OneDrive"),
        ("Dropbox (Example)", "Dropbox"),
        ("Google Drive", "Google Drive"),
        ("GoogleDrive-a@example.com", "Google Drive"),
        ("My Drive", "Google Drive"),
        ("com~apple~CloudDocs", "iCloud"),
        ("iCloudDrive", "iCloud"),
        ("Documents", ""),
        ("Dropboxes", ""),
    ],
)
def test_a_synced_folder_is_noticed(tmp_path: Path, folder: str, service: str) -> None:
    """The usual services are known by their folders, also some levels above the workbook."""
    assert synced_by(tmp_path / folder / "Team" / "Book.xlsx") == service


def test_a_synced_folder_is_known_by_its_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A renamed OneDrive root is told by the system, Dropbox leaves a mark in its root."""
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "cloud"))
    (tmp_path / "box" / ".dropbox.cache").mkdir(parents=True)
    assert synced_by(tmp_path / "cloud" / "Book.xlsx") == "OneDrive"
    assert synced_by(tmp_path / "box" / "deep" / "Book.xlsx") == "Dropbox"


def test_conflict_copies_are_said(book: Path) -> None:
    """Copies made by sync programs are named in the notes; other files are not."""
    copies = {"Book (conflicted copy 2026-05-04).xlsx", "Book (Ann's conflicted copy).xlsx", "Book-DESKTOP-7QK2A.xlsx"}
    others = {"Book-2026.xlsx", "Book v2.xlsx", "Booking-DESKTOP.xlsx", "Book-DESKTOP-7QK2A.pdf", "Book (draft).xlsx"}
    for name in copies | others:
        (book.parent / name).write_bytes(b"x")
    assert {copy.name for copy in conflict_copies(book)} == copies
    notes = " ".join(open_book(book).notes)
    assert all(name in notes for name in copies)
    assert not any(name in notes for name in others)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="NOT RUN: an administrator may read all")
def test_a_file_that_may_not_be_read_is_told(book: Path) -> None:
    """No permission to read is told in words."""
    book.chmod(0)
    with pytest.raises(LeadbookError, match="may not be read"):
        open_book(book)
