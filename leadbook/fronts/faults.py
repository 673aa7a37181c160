"""A bug becomes one sentence and a numbered entry in the log, without any values of leads."""

from __future__ import annotations

import datetime as dt
import getpass
import traceback
from pathlib import Path

from leadbook import __version__

LOG = "errors.log"


def log_bug(error: Exception, command: str) -> str:
    """Write what happened into the log; the sentence for the person, with the entry's number."""
    from leadbook.books.saving.states import state_root

    log = state_root() / LOG
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        number = 1 + (log.read_text("utf-8").count("\n# ") if log.exists() else 0)
        stamp = dt.datetime.now().isoformat(timespec="seconds")  # noqa: DTZ005 - for a person at this computer
        lines = [f"\n# {number} {stamp}  {type(error).__name__} in {command}, leadbook {__version__}"]
        lines += _places(error)
        with log.open("a", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    except OSError:
        fix = f"The log {log} could not be written."
    else:
        fix = f"It is number {number} in the log {log}"
    return f"This is a bug in Leadbook ({type(error).__name__}); your workbook was not changed by this step. {fix}"


def _places(error: BaseException) -> list[str]:
    """Where it came from, the innermost call last; then the same of an error that was being dealt with."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    before = error.__cause__ or error.__context__  # an error of LibreOffice is hidden behind one of its bridge
    return [*lines, f"  while it dealt with {type(before).__name__}", *_places(before)] if before else lines


def user() -> str:
    """Name of the computer's user, for the ledger; blank where there is none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
