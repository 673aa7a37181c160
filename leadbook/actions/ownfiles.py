"""Files that Leadbook itself made, told from lists by their content."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

from leadbook.errors import IntakeError
from leadbook.intake import read_table
from leadbook.intake.sniff import BROKEN_ZIP
from leadbook.intake.source import RawRows, SourceTable
from leadbook.intake.text.lines import Progress, unheard
from leadbook.intake.whole import whole_rows
from leadbook.stages.flags import WORDS
from leadbook.template.flagged import SHEET, TITLE

FLAG_HEADERS = ("Verdict", "Why", "Ask next")
"""Columns that `flag` adds."""

OTHER_FLAG_HEADERS = tuple(f"{header} (Leadbook)" for header in FLAG_HEADERS)
"""Their names in a list that has such columns of its own."""

_MOST_OF_A_PART = 1 << 20  # bytes; the names of a workbook stand well before


def is_leadbook(path: Path) -> bool:
    """Whether a file is a workbook that Leadbook made; only the part that names its cells is looked at."""
    try:
        with zipfile.ZipFile(path) as file, file.open("xl/workbook.xml") as part:
            return b'"lb_version"' in part.read(_MOST_OF_A_PART)
    except (*BROKEN_ZIP, RuntimeError):
        return False  # no workbook, or one that the reader itself will refuse with its reason


def read_list(path: Path, sheet: str | None, progress: Progress = unheard) -> SourceTable:
    """`read_table`, for which the summary that `flag` puts beside a list is none of several sheets to choose from.

    Raises:
        IntakeError: as `read_table`.
    """
    try:
        return read_table(path, sheet, progress)
    except IntakeError as error:
        own = _beside_summary(path) if sheet is None and error.code == "LB-E-WHICH-SHEET" else ""
        if not own:
            raise
    return read_table(path, own, progress)


def _beside_summary(path: Path) -> str:
    """The one sheet beside the summary of an earlier flagging, "" when there is no summary, or more than one sheet."""
    filled = {title: raw for title, raw in whole_rows(path).items() if any(any(row) for row in raw.rows)}
    lists = [title for title, raw in filled.items() if not is_summary(title, raw)]
    return lists[0] if len(lists) == 1 < len(filled) else ""


def is_summary(title: str, raw: RawRows) -> bool:
    """Whether a sheet is the summary of an earlier flagging."""
    return title.startswith(SHEET) and any(TITLE in row for row in raw.rows[:1])


def without_flags(source: SourceTable) -> tuple[SourceTable, int | None]:
    """The list without the columns of an earlier flagging, and the position of those among its columns."""
    names = [str(name).strip().casefold() for name in source.frame.columns]
    for wanted in (FLAG_HEADERS, OTHER_FLAG_HEADERS):
        folded = [header.casefold() for header in wanted]
        for at in range(len(names) - len(folded), -1, -1):
            if names[at : at + len(folded)] == folded and set(source.frame.iloc[:, at]) <= {*WORDS, ""}:
                kept = [place for place in range(len(names)) if not at <= place < at + len(folded)]
                return replace(source, frame=source.frame.iloc[:, kept]), at
    if "no_header" in source.warnings and len(source.frame):  # no names then: the words of the verdicts tell them
        for at in range(max(len(names) - len(FLAG_HEADERS), 1), len(names)):
            if {*source.frame.iloc[:, at]} <= {*WORDS}:
                return replace(source, frame=source.frame.iloc[:, :at]), at
    return source, None
