"""What `doctor` says of one workbook."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from leadbook.actions.session import refuse_foreign
from leadbook.books.saving import locking, surroundings
from leadbook.books.saving.opening import check_writable, open_book
from leadbook.errors import LeadbookError
from leadbook.hosts import files
from leadbook.hosts.checks import Check, off, ok, wrong
from leadbook.template.layout import VERSION
from leadbook.template.migrate import version_of


def of_book(path: Path) -> list[Check]:
    """Lines about a workbook: there, of Leadbook, its layout, open elsewhere, read-only, synced, blocked.

    What a command would refuse has the code of that error.
    """
    try:
        opened = open_book(path)
        refuse_foreign(opened)
    except LeadbookError as error:
        return [_refusal(error)]
    layout = version_of(opened.book)
    lines = [ok(f"A workbook of Leadbook, layout {layout or 'not said'}: {opened.path}")]
    if layout is not None and layout < VERSION:
        lines.append(off("setup_book_older", f"Its layout is {layout}; the next run brings it to {VERSION}."))
    lines += _refused(locking.refuse_if_open, opened.path)
    lines += _refused(check_writable, opened.path)
    lines += [off("setup_book_noted", note) for note in surroundings.notes(opened.path)]
    if files.marked(opened.path):
        lines.append(wrong(
            "setup_book_marked", "Windows notes that it came from the internet, so that Excel blocks macros in it.",
            "Right-click the file, Properties, Unblock; or make one on this computer with leadbook new.",
        ))  # fmt: skip
    return lines


def _refused(check: Callable[[Path], None], path: Path) -> list[Check]:
    """A line when a run would refuse the workbook."""
    try:
        check(path)
    except LeadbookError as error:
        return [_refusal(error)]
    return []


def _refusal(error: LeadbookError) -> Check:
    return wrong(error.code, error.what, error.fix)
