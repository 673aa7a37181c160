"""What a person said about columns of a list is kept on the sheet Mappings, and applied to the next of its kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from leadbook.actions.finishing import append
from leadbook.actions.session import Session
from leadbook.books.saving.recordfile import load_runs
from leadbook.fields.text import fold
from leadbook.findings import sayings
from leadbook.intake.inquiries import Intake, unique_names
from leadbook.intake.presets.match import recognise
from leadbook.intake.source import SourceTable
from leadbook.model import FileReport, Finding, Severity
from leadbook.rules.asking import MUSTS
from leadbook.rules.reading import field_header
from leadbook.schema import book as schema
from leadbook.stages.answers import initials
from leadbook.stages.list_answers import answered_field, answered_order
from leadbook.stages.list_questions import COLUMN, DATE_ORDER, place_of, row_of
from leadbook.stages.remembered import (
    DATES,
    KEEP,
    ORDERS,
    Asked,
    Form,
    Saved,
    asked,
    form_of,
    kind_name,
    not_understood,
    remember,
    saved_for,
    shown_field,
    typed,
    waiting,
)

KEY = "mappings"
MOST_ASKED = 5
"""So many columns of one list are asked about, the most useful first."""

_LOOKED_AT = 50
_CODE = "mapping_not_understood"


def remembered(session: Session, table: SourceTable, file: str) -> Saved:
    """What was said before about the columns of a list, and the order of its dates.

    Args:
        table: the list. file: its name.
    """
    if not session.has_table(KEY) or session.frame(KEY).empty:
        return Saved()
    names = unique_names([str(name) for name in table.frame.columns])
    preset = recognise(names, table.frame.head(_LOOKED_AT).to_numpy(dtype=object).tolist(), table.source)
    return saved_for(session.frame(KEY), _form(names, preset.name if preset else "", file))


def remember_list(
    session: Session, file: str, intake: Intake, *, said: Mapping[str, str], saved: Saved, is_new: bool
) -> None:
    """Keep what was said of a list and what is to be asked about it; tell what was read as somebody said before.

    Args:
        said: header → field key, as said for this run. saved: what was applied to it.
        is_new: the list brought inquiries that were not there; else there is nothing to ask about.
    """
    _tell(session, file, intake, ({fold(name) for name in said}, saved))
    form = _form([name for name, _ in intake.mapping], intake.title if intake.preset else "", file)
    told = {fold(name): key for name, key in said.items()}
    rows = [_said(session, name, shown_field(told[fold(name)]), "--map") | {"lists": file * is_new}
            for name in form.headers if fold(name) in told]  # fmt: skip
    unsure = [one for one in intake.unsure if fold(one.header) not in told and is_new]
    filled = {one.header: sum(one.header in texts for texts in intake.received.values()) for one in unsure}
    unsure.sort(key=lambda one: (_importance(one.key), -filled[one.header], one.header))
    rows += [{"column": one.header, "could_be": field_header(one.key), "lists": file} for one in unsure[:MOST_ASKED]]
    if is_new and session.has_table(KEY):
        there = [name for name in waiting(session.frame(KEY), form) if fold(name) not in told and name != DATES]
        rows += [{"column": name, "lists": file} for name in there]
    if is_new and "ambiguous_dates" in intake.warnings:
        rows.append({"column": DATES, "lists": file})
    _keep(session, form, rows)


def remember_asked(session: Session, reports: Iterable[FileReport]) -> None:
    """Keep of which lists the columns are that To fix asks about now, so that the answer is kept for their kind.

    Args:
        reports: what was read in this run.
    """
    fix = session.frame("fix")
    for report in reports:
        rows = fix[(fix["kind"] == COLUMN) & (fix["file"] == report.file)]
        form = _form([name for name, _ in report.mapping], report.title if report.preset else "", report.file)
        _keep(session, form, [
            {"column": header, "could_be": suggestion, "lists": report.file}
            for header, suggestion in zip(rows["field"].tolist(), rows["suggestion"].tolist(), strict=True)
        ])  # fmt: skip


def remember_answers(session: Session, fix: pd.DataFrame, done: Sequence[int]) -> None:
    """Keep answers of To fix about columns and the order of dates for later lists of that kind.

    Args:
        fix: To fix as it was answered. done: positions of the answers that were taken.
    """
    for row in fix.iloc[list(done)].to_dict("records"):
        plain = {str(key): value for key, value in row.items()}
        if plain["lead_id"] or plain["kind"] not in (COLUMN, DATE_ORDER):
            continue
        if plain["kind"] == DATE_ORDER:
            column, text = DATES, ORDERS.get(answered_order(plain), "")
        else:
            key = answered_field(plain)
            column, text = str(plain["field"]), KEEP if key is None else shown_field(key)
        form = _form_of_list(session, str(plain["file"])) if text else None
        if form is not None:
            _keep(session, form, [_said(session, column, text, "To fix") | {"lists": plain["file"]}])


def with_typed(session: Session) -> pd.DataFrame:
    """To fix with the answers that somebody wrote on Mappings instead: they reach the inquiries all the same."""
    fix = session.frame("fix")
    rows = [
        row_of(DATE_ORDER, file, field="Received", correct=text) if column == DATES
        else row_of(COLUMN, file, field=column, correct=text)
        for file, column, text in (typed(session.frame(KEY)) if session.has_table(KEY) else ())
    ]  # fmt: skip
    if not rows:
        return fix
    there = {place_of(row) for row in rows}
    kept = [place_of({str(k): v for k, v in row.items()}) not in there for row in fix.to_dict("records")]
    return append(fix[kept].reset_index(drop=True), rows)


def asked_columns(session: Session) -> tuple[Asked, ...]:
    """The columns that Mappings tells of; what somebody wrote there that is no field becomes a finding."""
    return asked(session.frame(KEY)) if session.has_table(KEY) else ()


def together(session: Session) -> dict[tuple[str, str], frozenset[str]]:
    """List and column → all lists of that kind whose answers wait for the same answer."""
    return {
        (file, fold(one.header)): frozenset(one.files)
        for one in asked_columns(session) for file in one.files
    }  # fmt: skip


def check_mappings(session: Session) -> None:
    """A finding for each row of Mappings whose field is none, so that it is not passed over in silence."""
    if session.has_table(KEY):
        table, note = schema.table(KEY), sayings()[_CODE]
        session.findings.extend(
            Finding(_CODE, table.name, at, table.column("field").header, f"{note.meaning} {note.fix}", Severity.ASK)
            for at in not_understood(session.frame(KEY))
        )


def told_columns(session: Session) -> tuple[str, ...]:
    """Mappings in lines: the kind of list, its column, and what somebody said it is."""
    if not session.has_table(KEY) or session.frame(KEY).empty:
        return ("Nothing was said about columns yet.",)
    rows = session.frame(KEY)
    columns = zip(*(rows[key].tolist() for key in ("source", "column", "field", "said")), strict=True)
    return tuple(
        f"{source}: {column} = {field or 'not said yet, asked on To fix'}{f' ({said})' if said else ''}"
        for source, column, field, said in columns
    )


def _keep(session: Session, form: Form, rows: Iterable[Mapping[str, Any]]) -> None:
    """Put rows about a kind of list on the sheet."""
    wanted = list(rows)
    if not wanted:
        return
    if session.has_table(KEY):
        session.put(KEY, remember(session.frame(KEY), form, wanted))
    elif any(row.get("field") for row in wanted):
        note = "The sheet Mappings was taken out, so what was said about columns is not kept for the next list."
        session.notes.extend([note] if note not in session.notes else [])


def _tell(session: Session, file: str, intake: Intake, what: tuple[set[str], Saved]) -> None:
    """One line on the columns that were read as somebody said before; `what`: said now (folded), and said before."""
    now, saved = what
    count = sum(name in saved.mapping and fold(name) not in now for name, _ in intake.mapping)
    columns = "1 column was" if count == 1 else f"{count} columns were"
    parts = [f"{columns} read as you said before"] * bool(count)
    if saved.order and "date_order_from_kind" in intake.warnings:
        parts.append(f"dates were read {ORDERS[saved.order]}, as you said before")
    if parts:
        session.notes.append(f"{file}: {'; '.join(parts)} (sheet {_sheet(session)}).")


def _sheet(session: Session) -> str:
    """The sheet of what was said: another name than Mappings where a team had one of that name."""
    name = schema.table(KEY).name.casefold()
    return next((info.sheet for info in session.opened.book.tables() if info.name.casefold() == name), "Mappings")


def _said(session: Session, column: str, text: str, how: str) -> dict[str, Any]:
    """A row with what was said, how, by whom and when."""
    by = initials(session.context.who)
    return {
        "column": column, "field": text, "said": f"{how}, {by}" if by else how,
        "when": pd.Timestamp(session.context.today),
    }  # fmt: skip


def _form(headers: Sequence[str], title: str, file: str) -> Form:
    """The kind of a list."""
    return Form(title or kind_name(file), tuple(headers), is_known=bool(title))


def _form_of_list(session: Session, file: str) -> Form | None:
    """The kind of a list of an earlier run: as Mappings has it, else as this computer remembers its columns."""
    found = form_of(session.frame(KEY), file) if session.has_table(KEY) else None
    if found is not None:
        return found
    for run in reversed(load_runs(session.opened.path)):
        headers = [header for name, header, _ in run.mappings if name == file]
        if headers and not run.undone:
            return _form(headers, "", file)
    return None


def _importance(key: str) -> int:
    """How early a field is asked."""
    return MUSTS.index(key) if key in MUSTS else len(MUSTS)
