"""Files that Leadbook itself made, told from lists by their content."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

from leadbook.intake.source import SourceTable
from leadbook.stages.flags import WORDS

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
    except (OSError, KeyError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError):
        return False  # no workbook, or one that the reader itself will refuse with its reason


def without_flags(source: SourceTable) -> tuple[SourceTable, int | None]:
    """The list without the columns of an earlier flagging, and the position of those among its columns."""
    names = [str(name).strip().casefold() for name in source.frame.columns]
    for wanted in (FLAG_HEADERS, OTHER_FLAG_HEADERS):
        folded = [header.casefold() for header in wanted]
        for at in range(len(names) - len(folded), -1, -1):
            if names[at : at + len(folded)] == folded and set(source.frame.iloc[:, at]) <= {*WORDS, ""}:
                kept = [place for place in range(len(names)) if not at <= place < at + len(folded)]
                return replace(source, frame=source.frame.iloc[:, kept]), at
    return source, None
