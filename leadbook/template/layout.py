"""Where things stand in the workbook that Leadbook builds: what an action needs to show and hide rows.

Rows count from 1, as in the sheet. Everything else is found by name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from leadbook.schema.cells import CHART_ROWS, COVER_GAPS, COVER_LEVERS, COVER_MONTHS, COVER_SENTENCES
from leadbook.schema.core import Column, Table

Paper = Literal["A4", "Letter"]
PAPER: Final[Paper] = "Letter"
"""Paper of a new book; Excel fits the other of the two by itself when it prints."""

LETTER_COUNTRIES: Final = frozenset({
    "BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE",
})  # fmt: skip
"""Where Letter is the usual paper (Unicode CLDR, supplemental measurementData, paperSize US-Letter)."""

VERSION: Final = 4
"""Version of the workbook's layout, in the cell named `lb_version`."""

TITLE_ROW: Final = 1
STATUS_ROW: Final = 2
HEAD_ROW: Final = 3
BODY_ROW: Final = 4

RESERVE: Final = 1000
"""Sheet rows kept for the body of a table that has something below it."""

RULES_RESERVE: Final = 60
"""The same for Rules, whose definition and signatures stand below its table."""

RESERVE_ROWS: Final[dict[str, tuple[int, int]]] = {
    "cover": (BODY_ROW, BODY_ROW + RESERVE - 1),
    "report": (BODY_ROW, BODY_ROW + RESERVE - 1),
    "rules": (BODY_ROW, BODY_ROW + RULES_RESERVE - 1),
}
"""Sheet key → first and last row of the reserve; the rows not used are hidden."""

SENTENCE_ROWS: Final = 3
"""Sheet rows that each sentence of Cover spans, beside the chart."""

COVER_BLOCK: Final = (BODY_ROW + RESERVE + 1, BODY_ROW + RESERVE + 2 + SENTENCE_ROWS * COVER_SENTENCES)
"""First and last row below the totals of Cover: a gap, a heading, the rows of sentences beside the chart."""

COVER_BELOW: Final = (COVER_BLOCK[1] + 1, COVER_BLOCK[1] + 3 + COVER_GAPS + len(COVER_LEVERS) + 1)
"""First and last row of the months ahead on Cover: a gap, then eleven rows. Beside the months stand the product gaps
and what would help, each under a heading, and a sentence."""

COVER_LINES: Final = (COVER_BELOW[1] + 3, COVER_BELOW[1] + 2 + COVER_MONTHS)
"""First and last row of the numbers behind the chart of the months; a hidden row leaves it. They are not printed."""

REPORT_BLOCK: Final = (BODY_ROW + RESERVE + 1, BODY_ROW + RESERVE + 16)
"""First and last row below the totals of Report: a gap, sentences, a gap, headings, ten rows of charts."""

REPORT_CHART_ROWS: Final[dict[str, tuple[int, int]]] = {
    "cost": (REPORT_BLOCK[1] + 3, REPORT_BLOCK[1] + 2 + CHART_ROWS),
    "lost": (REPORT_BLOCK[1] + 4 + CHART_ROWS, REPORT_BLOCK[1] + 3 + 2 * CHART_ROWS),
}
"""First and last row of the numbers behind two charts of Report; a hidden row leaves its chart."""

STEP_ROWS: Final[tuple[int, ...]] = tuple(range(3, 17))
"""Rows of Start that a newcomer sees: three steps, and what comes after them."""

WEEK_ROWS: Final[tuple[int, ...]] = tuple(range(17, 31))
"""Rows of Start once something was imported: the tiles and the week."""


def paper_of(country: str) -> Paper | None:
    """The usual paper of a country by its two-letter code; None when no country is given.

    >>> paper_of("us"), paper_of("DE"), paper_of("")
    ('Letter', 'A4', None)
    """
    code = country.strip().upper()
    return None if not code else "Letter" if code in LETTER_COUNTRIES else "A4"


def reserve_rows(sheet_key: str, used: int) -> tuple[frozenset[int], frozenset[int]]:
    """Rows to show and rows to hide for a table of RESERVE_ROWS that has that many rows (at least one)."""
    first, last = RESERVE_ROWS[sheet_key]
    end = min(first + max(used, 1) - 1, last)
    return frozenset(range(first, end + 1)), frozenset(range(end + 1, last + 1))


def chart_rows(chart: str, used: int) -> tuple[frozenset[int], frozenset[int]]:
    """Rows to show and rows to hide behind the chart "cost" or "lost" of Report; one is always shown."""
    first, last = REPORT_CHART_ROWS[chart]
    end = min(first + max(used, 1) - 1, last)
    return frozenset(range(first, end + 1)), frozenset(range(end + 1, last + 1))


def cover_rows(months: int, sentences: Sequence[bool]) -> tuple[frozenset[int], frozenset[int]]:
    """Rows to show and rows to hide below the table of Cover: behind the chart, and of the sentences that are blank.

    Args:
        months: how many months are filled; one is always shown.
        sentences: of each sentence whether it says something; the first is always shown.
    """
    first, last = COVER_LINES
    shown, hidden = set(range(first, first + max(months, 1))), set(range(first + max(months, 1), last + 1))
    for at, said in enumerate(sentences):
        (shown if said or at == 0 else hidden).update(sentence_rows(at))
    return frozenset(shown), frozenset(hidden)


def sentence_rows(at: int) -> range:
    """The sheet rows of a sentence of Cover (from 0)."""
    first = COVER_BLOCK[0] + 2 + at * SENTENCE_ROWS
    return range(first, first + SENTENCE_ROWS)


def start_rows(*, week: bool) -> tuple[frozenset[int], frozenset[int]]:
    """Rows of Start to show and to hide: the week, or the three steps."""
    shown, hidden = (WEEK_ROWS, STEP_ROWS) if week else (STEP_ROWS, WEEK_ROWS)
    return frozenset(shown), frozenset(hidden)


def sheet_columns(table: Table) -> tuple[Column, ...]:
    """The columns as they stand in the sheet: first those that print, then the rest, each in schema order."""
    return tuple(sorted(table.columns, key=lambda column: not column.printed))


def printed_columns(table: Table) -> int:
    """How many columns from the left belong to the print area."""
    return sum(column.printed for column in table.columns)
