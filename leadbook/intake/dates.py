"""Dates of a list: one order of day and month for all of them; what can be read both ways is asked, not guessed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadbook.fields.text import tidy
from leadbook.fields.when import date_order, date_orders, is_ambiguous, is_dateish, parse_dates
from leadbook.fields.zone import find_zone
from leadbook.model import Finding, Severity

if TYPE_CHECKING:
    from leadbook.intake.inquiries import IntakeOptions

_LABELS = {"created_at": "Received", "hand_date": "Asked on", "meeting_at": "Meeting"}
_NOTES = {
    "ambiguous_dates": "Day and month could be meant either way; the date was left blank.",
    "date_not_understood": "This is not a date that could be read; it was left blank.",
    "date_in_future": "The day of the inquiry lies after today; it was left blank.",
}


@dataclass(frozen=True, slots=True)
class FileDates:
    """Dates by field key, findings for cells that were left blank, warnings of the file, and the order of day and
    month in which it was read (DMY, MDY, or "" when nothing tells it)."""

    columns: dict[str, list[dt.datetime | None]]
    findings: tuple[Finding, ...]
    warnings: tuple[str, ...]
    order: str = ""


def read_dates(
    made: dict[str, list[str]], numbers: list[int], options: IntakeOptions, known: str = "",
    others: Iterable[Sequence[str]] = (),
) -> FileDates:
    """Read all date fields of a list; the text of what was not read is kept in `extra` of `made`.

    Args:
        made: field key → text of every row.
        numbers: number of each row in the file.
        options: what is known about the list.
        known: the order of day and month that the tool always writes, "" when it is not known.
        others: cells of all columns; a date anywhere in the list can prove its order of day and month.
    """  # fmt: skip
    order, warning = _order(made, options, known, others)
    zone = find_zone(options.settings.zone)
    counted = False
    columns: dict[str, list[dt.datetime | None]] = {}
    findings: list[Finding] = []
    for key, label in _LABELS.items():
        read = parse_dates(made[key], order, zone)
        values = list(read.values)
        counted = counted or read.counted
        troubles = [(at, "ambiguous_dates") for at in read.ambiguous]
        troubles += [(at, "date_not_understood") for at in read.failed]
        if key != "meeting_at":
            late = [at for at, value in enumerate(values) if value and value.date() > options.today]
            troubles += [(at, "date_in_future") for at in late]
        for at, code in troubles:
            values[at] = None
            _keep_text(made, at, label, made[key][at])
            findings.append(Finding(code, options.file, numbers[at], key, _NOTES[code], Severity.ASK))
        columns[key] = values
    warnings = (*((warning,) if warning else ()), *(("dates_from_numbers",) if counted else ()))
    return FileDates(columns, tuple(findings), warnings, order)


def _order(
    made: dict[str, list[str]], options: IntakeOptions, known: str, others: Iterable[Sequence[str]]
) -> tuple[str, str]:
    """The order of day and month, "" when nothing tells it; and the warning that says where it comes from."""
    either = any(is_ambiguous(text) for key in _LABELS for text in set(made[key]))
    found = date_order(text for key in _LABELS for text in made[key])
    if either and not found:
        found = _order_elsewhere(made, others)
    order = found or known or options.settings.date_order
    whose = "date_order_from_file" if found else ("date_order_from_kind" if known else "date_order_from_settings")
    return order, (whose if order else "ambiguous_dates") if either else ""


def _order_elsewhere(made: dict[str, list[str]], others: Iterable[Sequence[str]]) -> str:
    """The order that other columns of the list prove, when its own dates say nothing and contradict nothing."""
    if date_orders(text for key in _LABELS for text in set(made[key])):
        return ""  # the dates of the list contradict each other
    seen: set[str] = set()
    for cells in others:
        sample = [cell for cell in dict.fromkeys(cells) if cell][:20]
        if sample and 2 * sum(map(is_dateish, sample)) > len(sample):
            seen |= date_orders(set(cells), dots=False)
    return seen.pop() if len(seen) == 1 else ""


def _keep_text(made: dict[str, list[str]], at: int, label: str, text: str) -> None:
    """Add what was received to the extra answers."""
    line = f"{label}: {tidy(text)}"
    made["extra"][at] = f"{made['extra'][at]}; {line}" if made["extra"][at] else line
