"""A list judged by itself: the same stages as import and check, with the default gate and an empty book."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import pandas as pd

from leadbook.actions.finishing import append
from leadbook.errors import IntakeError
from leadbook.findings import sayings, title
from leadbook.intake.inquiries import Intake, IntakeOptions, to_inquiries
from leadbook.intake.source import SourceTable
from leadbook.intake.stopped import Stop
from leadbook.intake.tables.layout import looks_like_value
from leadbook.model import FileReport, Grid, Settings, Verdict
from leadbook.rules import reading
from leadbook.schema import book as schema
from leadbook.schema import frames
from leadbook.schema.defaults import default_rows
from leadbook.stages.clean import clean
from leadbook.stages.dedupe import Merged, merge
from leadbook.stages.flags import Flag, flag_rows, standing
from leadbook.stages.joined import add_joined
from leadbook.stages.maybes import Maybe, find_maybes
from leadbook.stages.qualify import GateInput, counts, headline, qualify

_WHO = frozenset({"first_name", "last_name", "full_name", "company", "email", "email2", "phone", "phone2"})
_TO_LEAVE_ALONE = "suppression_list"
MOST_NAMES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedList:
    """A list with a flag for each of its rows.

    Args:
        intake: how the list was read; of its frame only the column source_type, and nothing of what was received.
        flags: by row number; as many as the list has rows.
        headline: the one line of the result.
        counts: figures by name, as an import counts them.
    """

    intake: Intake
    flags: tuple[Flag, ...]
    headline: str
    counts: dict[str, int]
    report: FileReport


def _silent(_: str) -> None:
    """Progress that nobody reads."""


def judge_list(
    source: SourceTable, name: str, today: dt.date, progress: Callable[[str], None] = _silent
) -> JudgedList:  # fmt: skip
    """Judge every row of a list.

    Args:
        source: the list as read.
        name: of the file.
        progress: told what is done next, with the number of rows.

    Raises:
        IntakeError: there are no rows, or no column could be a person.
    """
    settings = Settings()
    intake = to_inquiries(source, IntakeOptions(file=name, settings=settings, today=today))
    _refuse_without_people(intake, source, name)
    cleaned = clean(intake.frame, settings)
    intake = replace(intake, frame=intake.frame[["source_type"]], received={})  # the rest of a long list weighs much
    progress(f"looking for people who are there twice among {intake.input_rows:,} rows")
    merged = merge(frames.empty(schema.table("inquiries")), cleaned.frame, today)
    maybes = find_maybes(merged.frame, standing=standing(cleaned.frame, merged))
    progress(f"judging {len(merged.frame):,} people")
    judged = _verdicts(merged.frame, settings, today, (maybes, intake.stops))
    reasons = {one.row: one.reason for one in intake.rejects}
    alone = sum(reason == _TO_LEAVE_ALONE for reason in reasons.values())
    flags = flag_rows(cleaned.frame, merged, judged, {row: left_out(reason) for row, reason in reasons.items()})
    flags = tuple(_left_out_flag(one, reasons[one.row]) if one.row in reasons else one for one in flags)
    flags = _with_joined(flags, intake.joined)
    merged = add_joined(merged, intake.joined)
    found = counts(judged["verdict"]) | {
        "imported": len(merged.new_ids), "merged": len(merged.merges), "rejected": len(intake.rejects),
    }  # fmt: skip
    found["needs_a_person"] = found["needs_info"] + found["duplicates"]
    return JudgedList(
        intake=intake, flags=flags, headline=_headline(judged["verdict"], alone), counts=found,
        report=_file_report(name, intake, merged),
    )  # fmt: skip


def left_out(reason: str) -> str:
    """Why a row is left out, as a sentence."""
    if reason == _TO_LEAVE_ALONE:
        return "The whole list is of people to leave alone: they unsubscribed, or their address bounced."
    saying = sayings().get(reason)
    return saying.meaning if saying else f"{title(reason).capitalize()}."


def _left_out_flag(flag: Flag, reason: str) -> Flag:
    """What can be done about a row that is left out; who asked to be left alone is suppressed, as everywhere."""
    if reason == _TO_LEAVE_ALONE:
        return replace(flag, verdict=Verdict.SUPPRESSED.value)
    saying = sayings().get(reason)
    return replace(flag, ask="" if saying is None or saying.fix.startswith("Nothing to do") else saying.fix)


def _with_joined(flags: tuple[Flag, ...], joined: tuple[tuple[int, int], ...]) -> tuple[Flag, ...]:
    """The flags with those of rows that tell of a person of another row, as a report that has a row for each visit."""
    more = [Flag(row, Verdict.DUPLICATE.value, f"Same person as row {into}, counted there.") for row, into in joined]
    return tuple(sorted((*flags, *more), key=lambda flag: flag.row))


def _headline(verdicts: pd.Series, alone: int) -> str:
    """The headline of the gate, or what kind of list it is that holds nobody to call."""
    if len(verdicts) or not alone:
        return headline(verdicts)
    return f"a list of {alone:,} {'person' if alone == 1 else 'people'} to leave alone"


def _verdicts(
    inquiries: pd.DataFrame, settings: Settings, today: dt.date,
    known: tuple[Mapping[str, Maybe], tuple[Stop, ...]],
) -> pd.DataFrame:  # fmt: skip
    """What the gate of a new book says of each inquiry; of those who may be twice, what speaks for it.

    Args:
        known: who may be twice, and what the list itself says must not be contacted.
    """
    maybes, stops = known
    gate = GateInput(
        rules=reading.read_gate(_default("gate"), settings), words=reading.read_words(_default("words")),
        suppression=_stopped(stops), campaigns=frames.empty(schema.table("campaigns")),
        settings=settings, duplicates={lead_id: maybe.earlier for lead_id, maybe in maybes.items()},
    )  # fmt: skip
    judged = qualify(inquiries, gate, today)
    held = judged["verdict"] == Verdict.DUPLICATE.value
    for at, lead_id in inquiries["lead_id"][held].items():
        maybe = maybes[str(lead_id)]
        judged.loc[at, "why"] = f"May be the same person as {maybe.earlier} ({maybe.why})."
        judged.loc[at, "ask_next"] = f"Is it the same person as {maybe.earlier}?"
    return judged


def _stopped(stops: tuple[Stop, ...]) -> pd.DataFrame:
    """What single rows of a list say must not be contacted, as the sheet Suppression would hold it."""
    rows: list[dict[str, object]] = [
        {"what": one.what, "value": one.value, "why": one.why or "The list says so"} for one in stops
    ]
    return append(frames.empty(schema.table("suppression")), rows)


@lru_cache(maxsize=4)
def _default(key: str) -> pd.DataFrame:
    """A table as a new book has it."""
    table = schema.table(key)
    return frames.to_frame(table, Grid(table.headers, default_rows(key)))[0]


def _refuse_without_people(intake: Intake, source: SourceTable, name: str) -> None:
    """Stop where nothing can be judged, and say what was seen.

    Raises:
        IntakeError
    """
    keys = {key for _, key in intake.mapping}
    is_hidden = "hidden_sheets_ignored" in intake.warnings
    hidden = " A hidden sheet was not looked at: unhide it if the list is there." if is_hidden else ""
    if not intake.input_rows:
        raise IntakeError(
            "LB-E-EMPTY", "There is not one row below the headings.", name,
            f"Export the list again, with its rows.{hidden}",
        )  # fmt: skip
    if keys & _WHO:
        return
    seen = [str(header) for header in source.frame.columns if str(header).strip() and not looks_like_value(str(header))]
    shown = ", ".join(f"“{' '.join(header.split())[:40]}”" for header in seen[:MOST_NAMES]) or "none with a name"
    more = f" and {len(seen) - MOST_NAMES} more" if len(seen) > MOST_NAMES else ""
    raise IntakeError(
        "LB-E-NO-PEOPLE",
        f"No column could be a person, a company, an address or a number. The headings seen in row "
        f"{source.header_row}: {shown}{more}.",
        name,
        f"Name the columns (for example Name, Company, E-mail, Phone), or choose another sheet with --sheet.{hidden}",
    )  # fmt: skip


def _file_report(name: str, intake: Intake, merged: Merged) -> FileReport:
    """What became of the rows: judged, merged into another row, or left out."""
    return FileReport(
        file=name, source=intake.source, header_row=intake.header_row, input_rows=intake.input_rows,
        imported=len(merged.new_ids), merged=len(merged.merges), rejects=intake.rejects, warnings=intake.warnings,
        mapping=intake.mapping, preset=intake.preset, title=intake.title, skipped=intake.skipped,
    )  # fmt: skip
