"""`flag`: a list judged by itself. No workbook, no settings; the user's own file with three columns more."""

from __future__ import annotations

import os
import re
from pathlib import Path

from leadbook.actions.context import Context
from leadbook.actions.flagging_judging import judge_list
from leadbook.actions.flagging_summary import notes_of
from leadbook.actions.flagging_writing import Made, make
from leadbook.actions.ownfiles import is_leadbook, read_list, without_flags
from leadbook.books.saving import hostfs
from leadbook.books.saving.newfile import publish_new
from leadbook.books.saving.opening import check_url
from leadbook.errors import UsageError
from leadbook.model import RunReport

SUFFIXES = (".xlsx", ".xlsm")
_ENDING = " (flagged)"
_LONGEST = 255  # bytes of a file's name on the disks in use
_FLAGGED = re.compile(re.escape(_ENDING) + r"(?: \d+)?$")


def flag(path: Path, context: Context, *, output: Path | None = None, sheet: str | None = None) -> RunReport:
    """Say of every row of a list what it is, why, and what to ask; the list itself is never written to.

    Args:
        path: the list, of any kind that can be read.
        output: the new file; None is “LIST (flagged).xlsx” beside the list (.xlsm when the list holds macros).
        sheet: the sheet with the list, when there are several.

    Returns:
        A report with one `FileReport`: imported = rows judged, merged = rows that repeat another one.
        `changed` is False when the very same result is there already.

    Raises:
        UsageError: the list is a folder, or `output` exists, has a wrong ending or no folder.
        IntakeError: the list cannot be read, is empty, or no column could be a person.
        LayoutError, BookError: the sheet has no room, or the disk refused. No file was made then.
    """
    _check(path, output)
    if sheet is None and is_leadbook(path):
        raise UsageError(
            "This is a workbook of Leadbook: its sheet Inquiries says the verdicts already.", path.name,
            f"To judge them again: leadbook check {path.name}. To flag a sheet of it as a list, name it with --sheet.",
        )  # fmt: skip
    context.progress(f"reading {path.name}")
    try:
        source, earlier = without_flags(read_list(path, sheet, context.rows(f"reading {path.name}")))
        context.progress(f"cleaning {len(source.frame):,} rows")
        judged = judge_list(source, path.name, context.today, context.progress)
        context.progress("writing the result")
        made = make(path, source, judged, context, earlier)
    except OSError as error:
        raise hostfs.told(error, path.name) from error
    target, is_new = _publish(path, output, made)
    place = f"Your list was not touched. The result: {target}"
    if not is_new:
        place = f"Nothing was written: the same result is there already: {target}"
    unused = ("--sheet was not used: a list of this kind has no sheets.",)
    said = unused if "sheet_not_used" in judged.report.warnings else ()
    return RunReport(
        action="flag", files=(judged.report,), findings=judged.intake.findings, counts=judged.counts,
        notes=(*notes_of(judged), *made.notes, *said, place), changed=is_new, outputs=(str(target),),
    )  # fmt: skip


def _check(path: Path, output: Path | None) -> None:
    """Refuse what cannot end well before anything is read.

    Raises:
        UsageError
    """
    check_url(path)
    if path.is_dir():
        raise UsageError("This is a folder.", path.name or str(path), "Name one list in it.")
    if output is None:
        return
    if output.is_dir():
        raise UsageError("This is a folder.", str(output), f"Name the file in it, for example {_name(path, '.xlsx')}.")
    if output.suffix.lower() not in SUFFIXES:
        ending = f"ends in “{output.suffix}”" if output.suffix else "has no ending"
        raise UsageError(f"The name {ending}.", str(output), "The result is a workbook: end its name in .xlsx.")
    if output.exists() or output.is_symlink():
        raise _taken(output)
    if not output.parent.is_dir():
        raise UsageError("There is no such folder.", str(output.parent), "Make it first, or choose another.")


def _publish(path: Path, output: Path | None, made: Made) -> tuple[Path, bool]:
    """Write the file under its name; its path, and False when it was there with the very same content.

    Raises:
        UsageError: the name is taken, or ends otherwise than the content asks.
        BookError and its kinds: the disk refused.
    """
    if output is not None:
        if output.suffix.lower() != made.suffix:
            kind = "holds macros, so its name must" if made.suffix == ".xlsm" else "holds no macros, so its name must"
            raise UsageError(f"The result {kind} end in {made.suffix}.", str(output), "Choose that ending.")
        try:
            publish_new(output, made.data)
        except FileExistsError as error:
            raise _taken(output) from error
        return output, True
    number = 1
    while True:
        target = path.with_name(_name(path, made.suffix, number))
        if target.is_file() and target.stat().st_size == len(made.data) and target.read_bytes() == made.data:
            return target, False
        if not target.exists() and not target.is_symlink():
            try:
                publish_new(target, made.data)
            except FileExistsError:
                continue  # somebody took the name meanwhile: look at that file
            return target, True
        number += 1


def _name(path: Path, suffix: str, number: int = 1) -> str:
    """“LIST (flagged).xlsx”, with a number from the second on; a flagged list is not named so twice.

    A name that no disk would take is cut before the ending.
    """
    stem = _FLAGGED.sub("", path.stem)
    ending = f"{_ENDING}{f' {number}' if number > 1 else ''}{suffix}"
    room = _LONGEST - len(os.fsencode(ending))
    while len(os.fsencode(stem)) > room:
        stem = stem[:-1]
    return stem + ending


def _taken(output: Path) -> UsageError:
    """The refusal to write over anything."""
    return UsageError("There is a file of this name already; it was not touched.", str(output), "Choose another name.")
