"""What became of one list, as lines for a person: in a few words after an import, row by row in a dry run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from leadbook.findings import sayings, title
from leadbook.model import FileReport, RowOutcome
from leadbook.schema.fields import FIELDS

MOST_LINES = 60
"""So many lines say what would become of the rows of one list; --json has all."""

_NO_CARE = "Nothing to do"
_ABOVE = "header_row_guessed"
MOST_RANGES = 8
"""So many ranges of lines that are no rows are named; --json has all."""
_TOLD = frozenset({"more_tables", "text_rows_skipped"})
"""What a sentence of the report says already, with the place."""

_HEADERS = {field.key: field.header for field in FIELDS} | {"full_name": "Name"}


def list_lines(file: FileReport, *, dry_run: bool = False) -> list[str]:
    """The lines about one list: the sum of its rows, what it was read as, what was left out, what was guessed."""
    if file.error:
        return [f"{file.file}: not imported. {file.error}"]
    rows = "1 row" if file.input_rows == 1 else f"{file.input_rows:,} rows"
    lines = [f"{file.file}: {rows} = {file.imported:,} new + {file.merged:,} merged + {file.rejected:,} left out"]
    if file.title:
        lines.append(f"  Read as: {file.title}")
    reasons = Counter(reject.reason for reject in file.rejects)
    if reasons:
        lines.append("  Left out: " + "; ".join(f"{count:,} × {title(code)}" for code, count in reasons.most_common()))
    lines += _noted(file.warnings, is_known=bool(file.title))
    if file.skipped:
        lines.append(f"  No rows, but headings or footers: {_numbers(file.skipped)}")
    if dry_run:
        lines += [_columns(file), *row_lines(file.rows)]
    return lines


def _noted(warnings: Sequence[str], *, is_known: bool) -> list[str]:
    """What was guessed or noticed: first what a person may want to look at, then the rest.

    Args:
        is_known: it is a list known by sight, so that lines above its header are nothing to look at.
    """
    known = sayings()
    wanted = [code for code in warnings if code not in _TOLD]
    care = [code for code in wanted if not (code in known and known[code].fix.startswith(_NO_CARE))
            and not (is_known and code == _ABOVE)]
    rest = [code for code in wanted if code not in care]
    lines = [f"  Please look: {'; '.join(map(title, care))}"] if care else []
    return lines + ([f"  Noted: {'; '.join(map(title, rest))}"] if rest else [])


def _numbers(rows: Sequence[int]) -> str:
    """Numbers of lines, those that follow one another as a range.

    >>> _numbers([7, 12, 13, 14]), _numbers([3])
    ('lines 7, 12–14', 'line 3')
    """
    ranges: list[tuple[int, int]] = []
    for row in sorted(rows):
        if ranges and ranges[-1][1] == row - 1:
            ranges[-1] = ranges[-1][0], row
        else:
            ranges.append((row, row))
    said = [f"{first:,}" if first == last else f"{first:,}–{last:,}" for first, last in ranges[:MOST_RANGES]]
    said += ["…"] * (len(ranges) > MOST_RANGES)
    return f"{'line' if len(rows) == 1 else 'lines'} {', '.join(said)}"


def _columns(file: FileReport) -> str:
    """Which column was read as which field."""
    read = "; ".join(f"{header} → {_field(key)}" for header, key in file.mapping if key in _HEADERS)
    kept = "; ".join(header for header, key in file.mapping if key not in _HEADERS)
    parts = [part for part in (read, f"kept under Other answers: {kept}" if kept else "") if part]
    return f"  Columns: {'. '.join(parts) or 'none were understood'}"


def _field(key: str) -> str:
    """The heading of a field."""
    return _HEADERS.get(key, key)


def row_lines(rows: Sequence[RowOutcome]) -> list[str]:
    """What becomes of rows, those that follow one another with the same outcome in one line.

    >>> [line.strip() for line in row_lines([RowOutcome(row=2, outcome="new"), RowOutcome(row=3, outcome="new"),
    ...                                      RowOutcome(row=4, outcome="left out", reason="test_lead")])]
    ['rows 2–3: new', 'row 4: left out, a test lead']
    """
    groups: list[tuple[str, int, int]] = []
    for one in rows:
        said = _outcome(one)
        if groups and groups[-1][0] == said:
            groups[-1] = said, groups[-1][1], one.row
        else:
            groups.append((said, one.row, one.row))
    lines = [
        f"  {f'row {first}' if first == last else f'rows {first:,}–{last:,}'}: {said}" for said, first, last in groups
    ]
    if len(lines) > MOST_LINES:
        lines = [*lines[:MOST_LINES], f"  … and {len(lines) - MOST_LINES:,} more such lines (--json has all rows)"]
    return lines


def _outcome(one: RowOutcome) -> str:
    """What becomes of a row, in words."""
    if one.outcome == "left out":
        return f"left out, {title(one.reason)}"
    if one.outcome == "new":
        return "new"
    parts = [f"fills {', '.join(map(_field, one.fields))}"] if one.fields else []
    parts += [f"overwrites {', '.join(map(_field, one.replaced))}"] if one.replaced else []
    if not parts:
        return "here already, nothing to add"
    return f"merged into {one.id}: {'; '.join(parts)}"
