"""`import`: lead lists of any origin into the workbook."""

from __future__ import annotations

import dataclasses
import difflib
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from leadbook.actions.cleared import keep_cleared
from leadbook.actions.context import Context
from leadbook.actions.finishing import finish
from leadbook.actions.import_options import ImportOptions, check_lists, check_mapping, read_mapping, read_update
from leadbook.actions.judging import Judged, judge
from leadbook.actions.session import Session
from leadbook.actions.stopping import add_stops
from leadbook.actions.typed import typed_cells
from leadbook.books.saving.recordfile import load_runs
from leadbook.books.saving.records import Received
from leadbook.errors import BookError, IntakeError
from leadbook.findings import sayings
from leadbook.intake import read_table
from leadbook.intake.inquiries import Intake, IntakeOptions, to_inquiries
from leadbook.model import Event, EventKind, FileReport, Finding, Reject, RunReport
from leadbook.schema import book as schema
from leadbook.stages.clean import clean
from leadbook.stages.dedupe import Merged, Update, merge
from leadbook.stages.ledger import arrival_mark, decisions
from leadbook.stages.list_questions import file_rows

INBOX = "Inbox"
NOT_IN_BOOK = "not_in_book"
LIST_SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods"})


def import_lists(
    book: Path, files: Sequence[Path], context: Context, *, campaign: str = "", gathered: str = "",
    map: Sequence[str] = (), sheet: str | None = None, update: str = "blanks", dry_run: bool = False,
) -> RunReport:  # fmt: skip
    """Read lists into the workbook, merge what is there already, judge every inquiry.

    Args:
        files: the lists; none means what is new in the folder Inbox beside the workbook.
        map: "Their header=field" for columns that Leadbook should not guess.
        update: what the lists may do to people who are known: blanks, only, new or fields=KEY,…
        dry_run: do everything but save.

    Returns:
        A report with one `FileReport` for each list; a list that cannot be read is named there and the others go
        on, unless it was the only one.

    Raises:
        UsageError, IntakeError, BookError, LayoutError, RuleError and their kinds; nothing was changed then.
    """
    check_lists(files, book)
    options = ImportOptions(
        campaign=campaign, gathered=gathered, mapping=read_mapping(map), sheet=sheet, update=read_update(update)
    )
    session = Session.open(book, context, for_writing=not dry_run)
    lists = list(files) or _new_in_inbox(session)
    if not lists:
        note = f"Nothing new in {session.opened.path.parent / INBOX}. Put a list there, or name one."
        return RunReport(action="import", book=str(book), notes=(*session.notes, note))
    there = len(session.frame("suppression"))
    done = [_import_one(session, path, options, alone=len(lists) == 1) for path in lists]
    reports = [read.report for read in done]
    check_mapping(options.mapping, reports)
    judged = judge(session, file_rows=[row for read in done for row in read.file_rows])
    stopped = len(session.frame("suppression")) - there
    report = _report(reports, judged, (*_stopped_note(stopped), *_campaign_note(session, campaign)))
    if dry_run:
        note = "This was a dry run: nothing was written."
        return dataclasses.replace(report, book=str(book), notes=(*report.notes, note))
    saved = finish(session, report)
    if saved.changed:
        session.memory.save(session.opened.path, saved.run)
    return saved


def _campaign_note(session: Session, campaign: str) -> tuple[str, ...]:
    """A sentence when the campaign of `--campaign` is not on the sheet, as it may be a slip of the pen."""
    names = [str(name).strip() for name in session.frame("campaigns")["campaign"] if str(name).strip()]
    wanted = campaign.strip()
    if not wanted or wanted.casefold() in {name.casefold() for name in names}:
        return ()
    near = difflib.get_close_matches(wanted, names, 1, 0.5)
    ask = f" Did you mean “{near[0]}”? Then undo this run and import again." if near else ""
    return (f"“{wanted}” is not on Campaigns yet; the inquiries carry that name all the same.{ask}",)


def _stopped_note(count: int) -> tuple[str, ...]:
    """A sentence when a suppression list was among the lists."""
    if not count:
        return ()
    return (f"{count:,} new on Suppression: nobody of them is handed out. Undo does not take that back.",)


def _new_in_inbox(session: Session) -> list[Path]:
    """Lists in the Inbox that no run that still stands has read, by content; in order of their names."""
    inbox = session.opened.path.parent / INBOX
    if not inbox.is_dir():
        return []
    known = {sha for run in load_runs(session.opened.path) if not run.undone for _, sha in run.files}
    found = [path for path in sorted(inbox.iterdir()) if path.suffix.lower() in LIST_SUFFIXES and path.is_file()]
    return [path for path in found if not path.name.startswith(("~$", ".")) and _sha(path) not in known]


def _sha(path: Path) -> str:
    """Hash of a file's content."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Read:
    """What became of one list, and what there is to correct in it."""

    report: FileReport
    file_rows: tuple[Mapping[str, Any], ...] = ()


def _import_one(session: Session, path: Path, options: ImportOptions, *, alone: bool) -> _Read:
    """Read one list into the session's frames."""
    session.context.progress(f"reading {path.name}")
    try:
        intake = _read(session, path, options)
    except IntakeError as error:
        if alone:
            raise
        session.findings.append(Finding(error.code, path.name, note=f"{error.what} {error.fix}"))
        return _Read(FileReport(file=path.name, error=f"{error.what} {error.fix}"))
    session.context.progress(f"merging {path.name}")
    cleaned = clean(intake.frame, session.settings)
    before = session.frame("inquiries")
    merged = _merge(session, cleaned.frame, options.update)
    rejects = (*intake.rejects, *(Reject(row, NOT_IN_BOOK) for row in merged.unmatched))
    frame = keep_cleared(session, before, merged.frame)
    _check_conservation(path, intake, (len(merged.new_ids), len(merged.merges), len(rejects)), len(frame) - len(before))
    session.put("inquiries", frame)
    add_stops(session, intake.stops, path.name)
    _remember(session, path, intake, merged)
    session.findings.extend(_in_file(path.name, (*intake.findings, *cleaned.findings)))
    session.suggestions.update(
        {(merged.ids[row], key): text for (row, key), text in cleaned.suggestions.items() if row in merged.ids}
    )
    report = FileReport(
        file=path.name, source=intake.source, header_row=intake.header_row, input_rows=intake.input_rows,
        imported=len(merged.new_ids), merged=len(merged.merges), warnings=intake.warnings, mapping=intake.mapping,
        rejects=tuple(sorted(rejects, key=lambda reject: reject.row)),
    )  # fmt: skip
    said = {code: f"{saying.meaning} {saying.fix}" for code, saying in sayings().items()}
    return _Read(report, tuple(file_rows(path.name, rejects, {}, said)))


def _merge(session: Session, incoming: pd.DataFrame, update: Update) -> Merged:
    """Merge cleaned rows into the inquiries; people who were joined by hand stay joined."""
    book, known = session.frame("inquiries"), session.memory
    joined = decisions(session.frame("events")).joined
    aliases = dict(joined) | {name: joined.get(into, into) for name, into in known.aliases.items()}
    taken, today = known.issued, session.context.today
    if update.fields:
        matched = merge(book, incoming, today, taken=taken, seen=known.seen, aliases=aliases)
        wanted = [one.survivor_id for one in matched.merges]
        guarded, note = typed_cells(session, wanted, update.fields)
        session.notes.extend(note)
        update = dataclasses.replace(update, guarded=guarded)
    return merge(book, incoming, today, taken=taken, seen=known.seen, aliases=aliases, update=update)


def _read(session: Session, path: Path, options: ImportOptions) -> Intake:
    """A file as inquiries, with what its campaign says of it."""
    source = read_table(path, options.sheet)
    return to_inquiries(
        source,
        IntakeOptions(
            file=path.name, campaign=options.campaign,
            gathered_how=options.gathered or _campaign_how(session, options.campaign),
            mapping=options.mapping, settings=session.settings, today=session.context.today,
        ),
    )  # fmt: skip


def _in_file(name: str, findings: Iterable[Finding]) -> list[Finding]:
    """Findings about rows of a list, with its name and the headers people know."""
    headers = {column.key: column.header for column in schema.table("inquiries").columns}
    return [
        dataclasses.replace(one, table=one.table or name, column=headers.get(one.column, one.column))
        for one in findings
    ]


def _campaign_how(session: Session, campaign: str) -> str:
    """How the campaign of that name gathers its names, "" when it does not say."""
    rows = session.frame("campaigns")
    same = rows["campaign"].str.strip().str.casefold() == campaign.strip().casefold()
    return str(rows.loc[same, "gathered_how"].iloc[0]) if campaign and same.any() else ""


def _check_conservation(path: Path, intake: Intake, parts: tuple[int, int, int], added: int) -> None:
    """Every row of the list is new, merged or left out with a reason; otherwise nothing is saved.

    Args:
        parts: how many are new, merged and left out. added: by how many the inquiries have grown.
    """
    rows = sum(parts)
    if rows != intake.input_rows or added != parts[0]:
        raise BookError(
            f"{intake.input_rows} rows were read, but {rows} are accounted for.", path.name,
            "Nothing was changed. Please report this as a bug.",
        )  # fmt: skip


def _remember(session: Session, path: Path, intake: Intake, merged: Merged) -> None:
    """Keep what was received, and write the ledger."""
    session.files.append((path.name, _sha(path)))
    session.mappings.extend((path.name, header, key) for header, key in intake.mapping)
    session.memory.add(merged.key_hashes, merged.prints.values(), merged.aliases)
    table = schema.table("inquiries").name
    new = set(merged.new_ids)
    session.received.extend(
        Received(table, (merged.ids[row],), path.name, row, texts)
        for row, texts in intake.received.items()
        if row in merged.ids
    )
    stamp = session.context.now
    merged_rows = {one.row for one in merged.merges}
    came = {name: arrival_mark(row) for row, name in merged.ids.items() if row not in merged_rows}
    session.log(Event(stamp, key, EventKind.IMPORTED, before=came[key], after=path.name) for key in merged.new_ids)
    session.log(
        Event(stamp, one.survivor_id, EventKind.MERGED, before=f"{path.name}, row {one.row}", after=one.key)
        for one in merged.merges
        if one.filled or one.survivor_id in new
    )
    session.opt_outs |= any("do_not_contact" in one.filled and one.survivor_id not in new for one in merged.merges)


def _report(files: list[FileReport], judged: Judged, more: tuple[str, ...]) -> RunReport:
    """The report of the import; its first sentence is the headline."""
    imported, merged = (sum(getattr(file, part) for file in files) for part in ("imported", "merged"))
    notes = [judged.headline]
    if not imported and files and not any(file.error for file in files):
        notes.append("Nothing new: every row was here already." if merged else "Nothing new.")
    notes += [*judged.notes, *more]
    counts = dict(judged.counts) | {
        "imported": imported, "merged": merged, "rejected": sum(file.rejected for file in files),
    }  # fmt: skip
    return RunReport(action="import", files=tuple(files), counts=counts, notes=tuple(notes))
