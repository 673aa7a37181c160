"""`doctor`: whether everything is in order on this computer, and what to do about what is not. Changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from leadbook.actions import setting_up
from leadbook.actions.context import Context
from leadbook.books.saving.states import state_root
from leadbook.errors import SetupError
from leadbook.hosts import checks, checks_calc, checks_excel, extension
from leadbook.hosts.checks import Check, State, wrong
from leadbook.hosts.places import Places, here
from leadbook.model import Finding, RunReport, Severity

Group = tuple[str, list[Check]]


def doctor(context: Context, book: Path | None = None, places: Places | None = None) -> RunReport:
    """Look at Leadbook, Excel and LibreOffice, and at a workbook when one is named.

    Args:
        book: the workbook to look at as well.
        places: where everything is; that of this computer when not given.

    Returns:
        A report whose notes are the lines in groups, with a finding for each that is not OK (severity `problem` for
        what does not work, `note` for what is not set up); `counts` has `ok` and `needs_a_person`.
    """
    at = places or here()
    context.progress("looking at Leadbook")
    groups: list[Group] = [("Leadbook", [*checks.of_leadbook(at), *checks.of_folder(state_root())])]
    context.progress("looking at Excel")
    groups.append(("Excel", _complete(lambda: checks_excel.of_excel(at, setting_up.addin, setting_up.script))))
    context.progress("looking at LibreOffice")
    groups.append(("LibreOffice", _complete(lambda: checks_calc.of_calc(at, extension.sources))))
    if book is not None:
        groups.append((book.name, _complete(lambda: _of_book(book))))
    return report(groups, book)


def report(groups: Sequence[Group], book: Path | None = None) -> RunReport:
    """The lines as a report; see `doctor`."""
    notes: list[str] = []
    findings: list[Finding] = []
    for title, lines in groups:
        notes += [*([""] if notes else []), title]
        for line in lines:
            notes.append(f"  {line.state:<2}  {line.what}")
            notes += [f"      → {line.fix}"] if line.fix else []
            if line.code:
                severity = Severity.PROBLEM if line.state is State.WRONG else Severity.NOTE
                note = f"{line.what} {line.fix}".strip()
                findings.append(Finding(line.code, table=title, note=note, severity=severity))
    bad = sum(line.state is State.WRONG for _, lines in groups for line in lines)
    good = sum(line.state is State.OK for _, lines in groups for line in lines)
    last = "Everything that is set up is in order." if not bad else (
        f"{bad} thing{'' if bad == 1 else 's'} marked !! can be put right as said."
    )  # fmt: skip
    return RunReport(
        action="doctor", book=str(book or ""), notes=(*notes, "", last), findings=tuple(findings),
        counts={"ok": good, "needs_a_person": bad},
    )  # fmt: skip


def _complete(look: Callable[[], list[Check]]) -> list[Check]:
    """The lines of one group; a line of its own when parts that belong to Leadbook are not there."""
    try:
        return look()
    except (SetupError, ImportError, FileNotFoundError) as error:
        named = error.what if isinstance(error, SetupError) else f"Leadbook is not complete here ({error})."
        return [wrong("setup_parts_missing", named, "Install Leadbook again.")]


def _of_book(path: Path) -> list[Check]:
    from leadbook.actions.doctoring_book import of_book  # needs the packages that may be what is missing

    return of_book(path)
