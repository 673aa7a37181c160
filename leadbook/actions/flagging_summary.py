"""The words of the summary sheet of a flagged list, and of what the command prints."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from leadbook.actions.flagging_judging import JudgedList
from leadbook.findings import sayings, title
from leadbook.intake.columns.mapping import known_field
from leadbook.intake.source import SourceTable
from leadbook.intake.tables.layout import looks_like_value
from leadbook.model import Verdict
from leadbook.schema.fields import FIELDS
from leadbook.stages.flags import LEFT_OUT, asked, reason_counts
from leadbook.template.flagged import FlagSummary

MOST_REASONS, MOST_ASKS, MOST_COLUMNS, MOST_TABLES = 14, 10, 60, 6
_MEANINGS = {
    Verdict.QUALIFIED.value: "A lead: asked to talk in their own words, has a phone and an e-mail that check, named a "
                             "need. Ask next is what would help the call.",
    Verdict.NEEDS_INFO.value: "One answer away from a lead: Ask next says which.",
    Verdict.NOT_A_LEAD.value: "Did not ask to talk, or something stands against it; Why says what.",
    Verdict.SUPPRESSED.value: "Asked not to be contacted: please leave alone.",
    Verdict.DUPLICATE.value: "The same person stands in another row, or may: Why says in which.",
    LEFT_OUT: "No inquiry: a test, a total, a host, or a row that cannot be read.",
}  # fmt: skip
_IN_OTHER_WORDS = {
    "ambiguous_dates": "Day and month of some dates could be meant either way (03/04/2026): those dates were not used.",
    "blank_header": "A column has no name: its cells were only searched for telling words.",
    "duplicate_headers": "Two columns have one name: the first filled cell counts.",
    "formula_values_used": "Cells with formulas were read as last calculated.",
    "hidden_rows_included": "Rows that a filter or a hand had hidden were judged too; they stay hidden.",
    "stray_cells_ignored": "A few cells far from the list were not read.",
}
_UNKNOWN = (
    "Your customers, your reps' accounts, your suppression list, campaigns, territories and quotas: a row may be a "
    "customer already, or asked you elsewhere not to be contacted. Import the list into a workbook to use those.",
    "Competitors, suppliers and your own domains: only what the list itself says was seen.",
)
_HOW = {
    "raised-hand form": "a form that people filled in themselves", "event": "an event they attended",
    "purchased": "a bought list",
}  # fmt: skip


def summary_of(judged: JudgedList, source: SourceTable, today: dt.date, noticed: Sequence[str]) -> FlagSummary:
    """What the summary sheet says.

    Args:
        source: the list as read.
        noticed: sentences about how the file was written.
    """
    report, words = judged.report, Counter(flag.verdict for flag in judged.flags)
    sheet = report.source.partition(": ")[2]
    repeated = words[Verdict.DUPLICATE.value] - judged.counts["duplicates"]
    return FlagSummary(
        file=report.file + (f", sheet “{sheet}”" if sheet else ""),
        judged_on=f"{today.day} {today:%b %Y}", headline=judged.headline,
        verdicts=tuple((word, meaning, words[word]) for word, meaning in _MEANINGS.items() if words[word]),
        balance=(balance(report.imported, repeated, report.rejected), report.input_rows),
        reasons=_reasons(judged),
        asks=tuple((one.wins, one.question, one.rows) for one in asked(judged.flags)[:MOST_ASKS]),
        columns=_columns(judged), guesses=(*_guesses(judged, source), *noticed), unknown=_UNKNOWN,
        go_on=_go_on(report.file),
    )  # fmt: skip


def balance(judged: int, repeated: int, left_out: int) -> str:
    """How the rows add up."""
    return f"{judged:,} judged + {repeated:,} repeated + {left_out:,} left out"


def notes_of(judged: JudgedList) -> tuple[str, ...]:
    """What the command prints: the headline, how the rows add up, what to look at first."""
    report = judged.report
    rows = f"{report.input_rows:,} {_plural(report.input_rows, 'row')}"
    lines = [
        f"{report.file}: {judged.headline}",
        f"{rows} = {balance(report.imported, report.merged, report.rejected)}.",
    ]
    leads = [flag.row for flag in judged.flags if flag.verdict == Verdict.QUALIFIED]
    if leads:
        first = ", ".join(map(str, leads[:8]))
        more = f" and {len(leads) - 8:,} more" if len(leads) > 8 else ""
        lines.append(f"Call first: {_plural(len(leads), 'row')} {first}{more}.")
    for one in asked(judged.flags)[:1]:
        wins = f"it wins {_plural(one.wins, 'lead')}" if one.wins else "more is missing after it"
        lines.append(f"Ask first: {one.question} ({one.rows:,} {_plural(one.rows, 'row')}; {wins})")
    against = next((r for r in reason_counts(judged.flags) if r[0] == Verdict.NOT_A_LEAD), None)
    if against and against[2] > 1:
        lines.append(f"Most frequent reason against: {against[1]} ({against[2]:,} {_plural(against[2], 'row')})")
    return (*lines, *_heading_doubt(judged))


def _plural(count: int, word: str) -> str:
    """“row” or “rows”; with “lead” the number too."""
    name = word if count == 1 else f"{word}s"
    return name if word == "row" else f"{count:,} {name}"


def _reasons(judged: JudgedList) -> tuple[tuple[str, str, int], ...]:
    """The most frequent reasons, the rest counted in one line."""
    found = reason_counts(judged.flags)
    shown = found[:MOST_REASONS] if len(found) > MOST_REASONS + 1 else found
    rest = found[len(shown) :]
    more = [("", f"{len(rest)} more reasons, each seldom", sum(count for *_, count in rest))] if rest else []
    return (*shown, *more)


def _columns(judged: JudgedList) -> tuple[tuple[str, str, str], ...]:
    """Each column of theirs, what it was taken for, and how that was known."""
    labels = {column.key: column.header for column in FIELDS}
    labels |= {"full_name": "First and last name", "lead_id": "A number of the system it came from"}
    lines = []
    for header, key in judged.intake.mapping:
        if key:
            lines.append((header, labels.get(key, key), "its name" if known_field(header) == key else "a guess"))
        else:
            lines.append((header, "nothing special: searched for telling words only", ""))
    if len(lines) > MOST_COLUMNS:
        rest = len(lines) - MOST_COLUMNS
        lines = [*lines[:MOST_COLUMNS], (f"and {rest} more", "searched for telling words, or as above", "")]
    return tuple(lines)


def _guesses(judged: JudgedList, source: SourceTable) -> list[str]:
    """What was guessed or left out while the list was read, in sentences."""
    lines = [f"The list was read as: {judged.report.title}."] if judged.report.title else []
    how = next((text for text in judged.intake.frame["source_type"] if text), "")
    if how:
        lines.append(f"How the names were gathered was guessed from the columns: {_HOW.get(how, how)}.")
    else:
        lines.append("How the names were gathered cannot be seen in the columns; nothing was assumed.")
    lines += _heading_doubt(judged)
    lines += [_not_judged(other, source) for other in source.others[:MOST_TABLES]]
    told = {"no_header", *(["more_tables"] if source.others else [])}
    return lines + [_IN_OTHER_WORDS.get(code) or _saying(code) for code in judged.intake.warnings if code not in told]


def _heading_doubt(judged: JudgedList) -> list[str]:
    """A sentence when the list has no headings, or seems to have none, so that its first person was taken for them."""
    if "no_header" in judged.intake.warnings:
        return [
            "The list has no row with the names of its columns: they were understood by their values. Please put such "
            "a row above it if something seems to be missing."
        ]  # fmt: skip
    if not any(looks_like_value(header) for header, _ in judged.intake.mapping):
        return []
    return [
        f"Row {judged.report.header_row} was taken for the headings, but it may be a person: please put a row with "
        "the names of the columns above it."
    ]  # fmt: skip


def _not_judged(other: SourceTable, source: SourceTable) -> str:
    """A further table that was left as it is."""
    rows = f" ({len(other.frame):,} {_plural(len(other.frame), 'row')})" if len(other.frame) else ""
    if other.source != source.source:
        return f"Not judged: the sheet “{other.source.partition(': ')[2]}”{rows}."
    return f"Not judged: the table that begins in row {other.header_row}{rows}."


def _saying(code: str) -> str:
    """A warning as a sentence or two."""
    name = title(code)
    saying = sayings().get(code)
    return f"{name[:1].upper()}{name[1:]}. {saying.meaning}" if saying else f"{name[:1].upper()}{name[1:]}."


def _go_on(file: str) -> tuple[str, ...]:
    """The next commands."""
    quoted = f'"{file}"' if " " in file else file
    return (
        "Answer what Ask next asks, in your list; then flag the list again.",
        "Or keep inquiries, customers, campaigns and reps together in one workbook:   leadbook new Leads.xlsx",
        f"and bring this list in (every row is kept, merged or named):   leadbook import Leads.xlsx {quoted}",
    )
