"""Saving: what is checked before, what is kept, and what stays as it was when something is wrong."""

from __future__ import annotations

import datetime as dt
import os
import stat
from pathlib import Path

import pytest

from leadbook.books.saving import hostfs
from leadbook.books.saving.journal import recover, temp_path
from leadbook.books.saving.opening import open_book
from leadbook.books.saving.recordfile import last_left, load_run, load_runs
from leadbook.books.saving.records import CellChange, RowAdded, RunRecord
from leadbook.books.saving.save import create_book, save_book
from leadbook.books.saving.states import State, add_issued, load_issued
from leadbook.errors import BookChanged, BookError, BookMissing, LeadbookError, NotALeadbook, UsageError
from tests.books_saving.samples import (
    WHEN,
    accept,
    add_leads,
    commit,
    edit_by_hand,
    lead,
    make_book,
    rows_of,
    run,
    write_rows,
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "team" / "Book.xlsx"
    path.parent.mkdir()
    path.write_bytes(make_book([lead(n) for n in range(5)]))
    return path


def beside(book: Path) -> list[str]:
    return sorted(file.name for file in book.parent.iterdir())


def test_a_run_is_saved_and_recorded(book: Path) -> None:
    """The new workbook stands there, with backup, record and the book as it was left; nothing else is beside it."""
    before = book.read_bytes()
    number = run(book, add_leads(2))
    record = load_run(book, number)
    assert number == 1
    assert len(rows_of(book.read_bytes())) == 7
    assert [change.row_key for change in record.changes if isinstance(change, RowAdded)] == [("L-0005",), ("L-0006",)]
    assert record.changes[0].values["Given on"] == dt.date(2026, 1, 6)
    assert (record.old_sha, record.new_sha) == (hostfs.sha256(before), hostfs.file_sha(book))
    assert State.of(book).before(1).read_bytes() == before
    assert last_left(book) == book.read_bytes()
    assert beside(book) == ["Book.xlsx"]


def test_a_workbook_that_was_saved_since_is_left_alone(book: Path) -> None:
    """What a person saved while a run worked is never overwritten."""
    opened = open_book(book, for_writing=True)
    new = write_rows(opened.data, "tblLeads", add_leads(1)(rows_of(opened.data)))
    edit_by_hand(book, "tblLeads", lambda rows: [[*row[:5], "hand"] for row in rows])
    theirs = book.read_bytes()
    with pytest.raises(BookChanged):
        commit(opened, new)
    assert book.read_bytes() == theirs
    assert load_runs(book) == ()


def test_a_workbook_that_is_saved_during_the_check_is_left_alone(book: Path) -> None:
    """The last look is right before the replacing: a save during the verification counts too."""
    opened = open_book(book, for_writing=True)
    new = write_rows(opened.data, "tblLeads", add_leads(1)(rows_of(opened.data)))

    def verify(again: bytes) -> None:
        book.write_bytes(make_book([lead(9)]))

    with pytest.raises(BookChanged):
        save_book(opened, new, RunRecord(action="import", when=WHEN), verify)
    assert book.read_bytes() == make_book([lead(9)])
    assert (beside(book), State.of(book).backups(), load_runs(book)) == (["Book.xlsx"], [], ())


def test_a_refused_verification_changes_nothing(book: Path) -> None:
    """Row conservation is the caller's to check; its refusal reaches the user and the workbook stays."""
    opened = open_book(book, for_writing=True)

    def verify(again: bytes) -> None:
        raise BookError("7 rows are missing.", "tblLeads", "Please report this.")

    with pytest.raises(BookError, match="7 rows are missing"):
        save_book(opened, make_book([]), RunRecord(action="import", when=WHEN), verify)
    assert hostfs.file_sha(book) == opened.sha
    assert (beside(book), State.of(book).backups(), State.of(book).open_intents()) == (["Book.xlsx"], [], [])


@pytest.mark.parametrize("cut", [0, 100, -30])
def test_a_file_that_is_no_whole_workbook_never_gets_there(book: Path, cut: int) -> None:
    """A package that cannot be opened again, or whose content is damaged, is refused."""
    opened = open_book(book, for_writing=True)
    whole = make_book([lead(n) for n in range(9)])
    with pytest.raises(BookError, match="not whole"):
        save_book(opened, whole[:cut], RunRecord(action="import", when=WHEN), accept)
    damaged = bytearray(whole)
    damaged[60:64] = bytes(255 - byte for byte in damaged[60:64])
    with pytest.raises(BookError, match="not whole"):
        save_book(opened, bytes(damaged), RunRecord(action="import", when=WHEN), accept)
    assert hostfs.file_sha(book) == opened.sha


def test_ten_backups_are_kept_and_every_record(book: Path) -> None:
    """After twelve runs ten workbooks are kept, twelve records, and one book as it was left."""
    for _ in range(12):
        run(book, add_leads(1))
    state = State.of(book)
    assert state.backups() == list(range(3, 13))
    assert state.afters() == [12]
    assert [record.run for record in load_runs(book)] == list(range(1, 13))


def test_the_mode_of_the_file_is_kept_and_the_state_is_private(book: Path) -> None:
    """A group's workbook stays the group's; what Leadbook remembers is for its owner only."""
    book.chmod(0o664)
    run(book, add_leads(1))
    assert stat.S_IMODE(book.stat().st_mode) == 0o664
    state = State.of(book).folder
    for place in (state, *state.rglob("*")):
        assert stat.S_IMODE(place.stat().st_mode) & 0o077 == 0, place


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="NOT RUN: only root can give files away")
def test_the_owner_of_the_file_is_kept(book: Path) -> None:
    """A run by somebody else does not take the workbook away from its owner."""
    os.chown(book, 12345, 23456)
    run(book, add_leads(1))
    assert (book.stat().st_uid, book.stat().st_gid) == (12345, 23456)


def test_a_number_that_is_written_in_the_workbook_is_kept(book: Path) -> None:
    """The run number stands in the new workbook already; when another run took it the save is refused."""
    opened = open_book(book, for_writing=True)
    assert opened.next_run == 1
    record = RunRecord(action="import", when=WHEN, run=40)
    assert save_book(opened, make_book([lead(1)]), record, accept) == 40
    again = open_book(book, for_writing=True)
    assert again.next_run == 41
    with pytest.raises(BookChanged):
        save_book(again, make_book([lead(2)]), record, accept)


def test_a_cut_off_run_whose_workbook_is_there_is_done(book: Path) -> None:
    """Recovery looks at the workbook: it is what the intent announced, so the run is done and can be undone."""
    run(book, add_leads(1))
    state = State.of(book)
    state.run(1).rename(state.intent(1))
    assert load_runs(book) == ()
    notes = open_book(book).notes
    assert any("Run 1" in note and "complete" in note for note in notes)
    assert [record.run for record in load_runs(book)] == [1]
    assert recover(book) == ()


def test_a_cut_off_run_whose_workbook_is_not_there_never_happened(book: Path) -> None:
    """The workbook is not what the intent announced: intent and copies go, so does the half-way file."""
    before = book.read_bytes()
    run(book, add_leads(1))
    state = State.of(book)
    state.run(1).rename(state.intent(1))
    book.write_bytes(before)
    temp_path(book).write_bytes(b"half")
    (state.folder / "runs" / "000002.intent.part").write_bytes(b"half")
    assert "as it was before" in recover(book)[0]
    assert (load_runs(book), state.backups(), state.afters(), list(state.parts())) == ((), [], [], [])
    assert beside(book) == ["Book.xlsx"]
    assert run(book, add_leads(1)) == 1


def test_recovery_leaves_a_run_alone_that_is_at_work(book: Path) -> None:
    """Reading a workbook while another run writes it must not clear that run's files away."""
    opened = open_book(book, for_writing=True)

    def verify(again: bytes) -> None:
        assert temp_path(book).exists()
        assert open_book(book).sha == opened.sha
        assert temp_path(book).exists()

    save_book(opened, make_book([lead(1)]), RunRecord(action="import", when=WHEN), verify)
    assert book.read_bytes() == make_book([lead(1)])


def test_the_past_follows_a_workbook_that_is_moved(book: Path, tmp_path: Path) -> None:
    """A moved or renamed workbook keeps its runs and issued IDs; a copy of it starts fresh."""
    run(book, add_leads(1))
    add_issued(book, {"L-1": "0f"})
    copy = tmp_path / "Copy.xlsx"
    copy.write_bytes(book.read_bytes())
    open_book(copy)
    assert (load_runs(copy), len(load_runs(book))) == ((), 1)
    moved = tmp_path / "Moved.xlsx"
    book.rename(moved)
    open_book(moved)
    assert [record.run for record in load_runs(moved)] == [1]
    assert load_issued(moved) == {"L-1": "0f"}
    assert load_runs(book) == ()


def test_a_new_workbook_in_an_old_ones_place_has_no_past(book: Path, tmp_path: Path) -> None:
    """The past stays with the old workbook, which may be moved and still find it."""
    run(book, add_leads(1))
    moved = tmp_path / "Archive.xlsx"
    book.rename(moved)
    create_book(book, make_book([lead(0)]))
    assert load_runs(book) == ()
    open_book(moved)
    assert len(load_runs(moved)) == 1


def test_issued_ids_are_kept_for_ever(book: Path) -> None:
    """IDs are added once; a line that a crash cut off is no line, and the next ones are whole."""
    add_issued(book, {"L-1": "aa", "L-2": "bb"})
    add_issued(book, {"L-1": "aa"})
    file = State.of(book).issued
    assert file.read_text().count("L-1") == 1
    with file.open("a") as half:
        half.write("L-3\tc")
    add_issued(book, {"L-4": "dd"})
    assert load_issued(book) == {"L-1": "aa", "L-2": "bb", "L-4": "dd"}


def test_a_damaged_record_is_told_and_stops_nothing_else(book: Path) -> None:
    """Opening and saving go on; only what needs the damaged record says so."""
    run(book, add_leads(1))
    State.of(book).run(1).write_bytes(b"\x1f\x8bnonsense")
    with pytest.raises(LeadbookError, match="record of run 1"):
        load_run(book, 1)
    assert run(book, add_leads(1)) == 2


def test_a_state_folder_that_cannot_be_used_is_named(book: Path, state_folder: Path) -> None:
    """When what Leadbook remembers cannot be written, the message names that folder and the workbook stays."""
    before = book.read_bytes()
    (state_folder / "books").write_text("in the way")
    with pytest.raises(LeadbookError) as told:
        run(book, add_leads(1))
    assert told.value.where == str(state_folder)
    assert book.read_bytes() == before


def test_a_record_without_a_row_key_is_a_bug() -> None:
    """Changes of a table whose key is not named could never be undone."""
    with pytest.raises(ValueError, match="tblLeads"):
        RunRecord(action="import", when=WHEN, changes=(CellChange("tblLeads", ("1",), "Rep", None, "Bo"),))


def test_creating_never_overwrites(tmp_path: Path) -> None:
    """A new workbook takes only a free name in a folder that is there."""
    path = tmp_path / "New.xlsx"
    create_book(path, make_book([]))
    assert path.read_bytes() == make_book([])
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~_umask()
    (tmp_path / "link.xlsx").symlink_to(tmp_path / "nowhere.xlsx")
    for name, error in (
        ("New.xlsx", UsageError), ("link.xlsx", UsageError), ("no/New.xlsx", BookMissing), ("New.ods", NotALeadbook),
    ):
        with pytest.raises(error):
            create_book(tmp_path / name, make_book([lead(1)]))
    assert path.read_bytes() == make_book([])
    assert sorted(file.name for file in tmp_path.iterdir()) == ["New.xlsx", "link.xlsx"]


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_no_value_of_a_lead_is_in_a_name_or_message(book: Path, state_folder: Path) -> None:
    """File names of the journal are numbers and hashes; errors name files, not people."""
    canary = "Zyxwv Canary"
    opened = open_book(book, for_writing=True)
    commit(opened, write_rows(opened.data, "tblLeads", [["L-1", canary, canary, None, None, canary]]))
    assert not any(canary in str(place) for place in state_folder.rglob("*"))
    with pytest.raises(BookChanged) as told:
        commit(opened, opened.data)
    assert canary not in str(told.value)


def test_a_cell_change_is_recorded_with_old_and_new(book: Path) -> None:
    """The record is what the workbook reads before and after."""
    run(book, lambda rows: [[*row[:2], "Cy", *row[3:]] if row[0] == "L-0001" else row for row in rows])
    assert load_run(book, 1).changes == (CellChange("tblLeads", ("L-0001",), "Rep", "Bo", "Cy"),)
