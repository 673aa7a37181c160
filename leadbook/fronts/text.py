"""A run's report as text for a person."""

from __future__ import annotations

import dataclasses
from collections import Counter

from leadbook.actions.list_lines import list_lines
from leadbook.model import Finding, RunReport, Severity

MOST_FINDINGS = 8
MOST_ROWS = 5
WRITES = ("import", "check", "allocate", "brief", "report")


def as_text(report: RunReport) -> str:
    """The outcome in a few lines: what was done, what needs whom, where the files are."""
    if report.action == "flag":
        return "\n".join(report.notes)  # the list is not in a workbook: its own sentences say it all
    lines: list[str] = []
    for step in report.steps if report.action != "demo" else ():  # eleven steps: its own sentences sum them up
        lines += [f"{step.action.capitalize()}", *(f"  {line}" for line in as_text(step).splitlines()), ""]
    brief = report.action == "demo"
    for file in report.files:
        shown = dataclasses.replace(file, warnings=(), skipped=()) if brief else file
        of_list = list_lines(shown, dry_run=report.dry_run)
        lines += of_list[:1] if brief else of_list  # eight lists on one screen
    for at, note in enumerate(report.notes):
        lines += [""] if brief and (not at or note.endswith(":")) else []
        lines.append(note)
    told = report.steps or report.action in ("undo", "why", "doctor")  # their sentences say it already
    said = {note.strip() for note in report.notes}
    lines += _finding_lines([] if told else [one for one in report.findings if one.note not in said])
    if not (report.changed or report.dry_run or report.steps) and report.notes and report.action in WRITES:
        lines.append("Nothing changed in the workbook.")
    if report.changed and report.run and not report.steps:
        lines.append(f"Run {report.run}. To take it back: leadbook undo BOOK {report.run}")
    return "\n".join(lines) if lines else "Nothing to do: the workbook is as it should be."


def _finding_lines(findings: list[Finding]) -> list[str]:
    """Findings that need a person, the same of many rows in one line, a few in full and the rest counted."""
    same: dict[tuple[str, str, str], list[int]] = {}
    for one in findings:
        if one.severity is not Severity.NOTE:
            same.setdefault((one.table, one.column, one.note), []).append(one.row)
    lines = [f"  {_place(table, rows, column)}: {note}" for (table, column, note), rows in same.items()]
    if len(lines) > MOST_FINDINGS:
        lines = [*lines[:MOST_FINDINGS], f"  … and {len(lines) - MOST_FINDINGS} more (--json lists all)"]
    notes = Counter(finding.note for finding in findings if finding.severity is Severity.NOTE and finding.note)
    lines += [f"  {note}" + (f" ({count} ×)" if count > 1 else "") for note, count in notes.most_common(3)]
    return lines


def _place(table: str, rows: list[int], column: str) -> str:
    """Where findings are, in words: “web_form.csv, row 27, Phone”, “web_form.csv, 43 rows (2, 3, 4 …), Phone”."""
    numbers = [row for row in rows if row]
    where = f"row {numbers[0]}" if len(numbers) == 1 else ""
    if len(numbers) > 1:
        more = " …" if len(numbers) > MOST_ROWS else ""
        where = f"{len(numbers):,} rows ({', '.join(map(str, numbers[:MOST_ROWS]))}{more})"
    return ", ".join(part for part in (table.removeprefix("tbl"), where, column) if part)
