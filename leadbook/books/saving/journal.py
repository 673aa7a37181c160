"""The journal of a save: what was meant, so that after a crash it is known what happened.

A run's record is first an *intent*. When the workbook has been replaced the intent is renamed to the record
of a run that is done. After a crash `settle` looks at the workbook itself: when it is what the intent
announced, the run is done; otherwise it never happened.
"""

from __future__ import annotations

import contextlib
import os
import platform
from pathlib import Path

from leadbook.books.saving import hostfs, recordfile
from leadbook.books.saving.records import RunRecord
from leadbook.books.saving.states import State, state_root, told

KEPT = 10
"""How many workbooks from before a run are kept."""


def temp_path(book: Path) -> Path:
    """The file beside the workbook that will take its place.

    Its name is this computer's own, so that in a shared folder nobody clears away the file of another
    computer that is saving right now.
    """
    mine = hostfs.sha256(f"{platform.node()}|{state_root()}".encode("utf-8", "surrogatepass"))[:8]
    name = hostfs.sha256(os.path.normcase(book.name).encode("utf-8", "surrogatepass"))[:8]
    return book.with_name(f".leadbook-{mine}-{name}.tmp")


def begin(state: State, record: RunRecord, before: bytes, after: bytes) -> None:
    """Keep the workbook as it is and as it will be, then say what is going to happen; each durably."""
    hostfs.write_durable(state.before(record.run), before)
    hostfs.write_durable(state.after(record.run), after)
    hostfs.write_durable(state.intent(record.run), recordfile.encode(record))


def finish(state: State, number: int) -> None:
    """The workbook was replaced: the run is done, and what is too old is let go."""
    hostfs.HOST.replace(state.intent(number), state.run(number))
    hostfs.HOST.sync_folder(state.intent(number).parent)
    _prune(state)


def _prune(state: State) -> None:
    for number in state.backups()[:-KEPT]:
        hostfs.remove_quietly(state.before(number))
    done = state.done_runs()
    for number in done[:-1]:
        if state.after(number).exists():
            hostfs.remove_quietly(state.after(number))


def settle(state: State) -> tuple[str, ...]:
    """Clear away what a crash left; the caller holds the lock.

    Returns:
        Sentences for a person: about a run that was cut off and is finished now.
    """
    for leftover in (temp_path(state.book), *state.parts()):
        with contextlib.suppress(FileNotFoundError):
            leftover.unlink()
    notes = []
    current = hostfs.file_sha(state.book) if state.open_intents() else ""
    for number in state.open_intents():
        if _announced(state, number) == current:
            finish(state, number)
            notes.append(f"Run {number} was cut off just before its end. The workbook is complete.")
        else:
            _forget(state, number)
            notes.append(f"Run {number} was cut off. The workbook is as it was before that run.")
    _forget_kept(state)
    return tuple(notes)


def _announced(state: State, number: int) -> str | None:
    try:
        return recordfile.read_head(state.intent(number)).new_sha
    except recordfile.UNREADABLE:
        return None  # a damaged intent announces nothing


def _forget(state: State, number: int) -> None:
    for leftover in (state.intent(number), state.after(number), state.before(number)):
        leftover.unlink(missing_ok=True)


def _forget_kept(state: State) -> None:
    """Copies of runs that were cut off before they announced anything."""
    done = set(state.done_runs())
    for number in {*state.backups(), *state.afters()} - done:
        state.after(number).unlink(missing_ok=True)
        state.before(number).unlink(missing_ok=True)


def recover(path: Path) -> tuple[str, ...]:
    """Clear away what a crash left of a run on this workbook; nothing while another run is writing it.

    Returns:
        Sentences for a person; empty when there was nothing to finish or to forget.

    Raises:
        LeadbookError: the folder of the workbook or the state folder cannot be written.
    """
    state = State.of(path)
    if not state.exists():
        return ()
    try:
        with hostfs.locked(state.lock) as mine:
            return settle(state) if mine else ()
    except OSError as error:
        raise told(error, path) from error
