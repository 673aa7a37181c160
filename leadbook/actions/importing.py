"""`import`: lead lists of any origin into the workbook."""

from __future__ import annotations

import dataclasses
import difflib
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from leadbook.actions.cleared import keep_cleared
from leadbook.actions.context import Context
from leadbook.actions.finishing import finish
from leadbook.actions.judging import Judged, judge
from leadbook.actions.session import Session
from leadbook.actions.stopping import add_stops
from leadbook.books.saving.recordfile import load_runs
from leadbook.books.saving.records import Received
from leadbook.errors import BookError, IntakeError, UsageError
from leadbook.intake import read_table
from leadbook.intake.inquiries import Intake, IntakeOptions, to_inquiries
from leadbook.model import Event, EventKind, FileReport, Finding, RunReport
from leadbook.schema import book as schema
from leadbook.schema.fields import FIELD_KEYS
from leadbook.stages.clean import clean
from leadbook.stages.dedupe import Merged, merge

INBOX = "Inbox"
MOST_NAMES = 12
LIST_SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """What the user said about the lists: campaign, how gathered, their header → field, sheet."""

    campaign: str = ""
    gathered: str = ""
    mapping: dict[str, str]
    sheet: str | None = None


def import_lists(
    book: Path, files: Sequence[Path], context: Context, *, campaign: str = "", gathered: str = "",
    map: Sequence[str] = (), sheet: str | None = None, dry_run: bool = False,
) -> RunReport:  # fmt: skip
    """Read lists into the workbook, merge what is there already, judge every inquiry.

    Args:
        files: the lists; none means what is new in the folder Inbox beside the workbook.
        map: "Their header=field" for columns that Leadbook should not guess.
        dry_run: do everything but save.

    Returns:
        A report with one `FileReport` for each list; a list that cannot be read is named there and the others go
        on, unless it was the only one.

    Raises:
        UsageError, IntakeError, BookError, LayoutError, RuleError and their kinds; nothing was changed then.
    """
    options = ImportOptions(campaign=campaign, gathered=gathered, mapping=_mapping(map), sheet=sheet)
    session = Session.open(book, context, for_writing=not dry_run)
    lists = list(files) or _new_in_inbox(session)
    if not lists:
        note = f"Nothing new in {session.opened.path.parent / INBOX}. Put a list there, or name one."
        return RunReport(action="import", book=str(book), notes=(*session.notes, note))
    there = len(session.frame("suppression"))
    reports = [_import_one(session, path, options, alone=len(lists) == 1) for path in lists]
    _check_mapping(options.mapping, reports)
    judged = judge(session)
    stopped = len(session.frame("suppression")) - there
    report = _report(reports, judged, (*_stopped_note(stopped), *_campaign_note(session, campaign)))
    if dry_run:
        note = "This was a dry run: nothing was written."
        return dataclasses.replace(report, book=str(book), notes=(*report.notes, note))
    done = finish(session, report)
    if done.changed:
        session.memory.save(session.opened.path, done.run)
    return done


def _mapping(pairs: Sequence[str]) -> dict[str, str]:
    """The pairs “Their header=field” as a dictionary.

    Raises:
        UsageError: no "=", or no such field.
    """
    mapping = {}
    by_header = {column.header.casefold(): column.key for column in schema.table("inquiries").columns}
    for pair in pairs:
        header, sign, field = pair.rpartition("=")
        key = by_header.get(field.strip().casefold(), field.strip())
        if not sign or not header.strip() or key not in {*FIELD_KEYS, "full_name", ""} - {"lead_id"}:
            raise UsageError(
                f"“{pair}” is not “Their header=field” with a field of Inquiries.", "--map",
                "Write for example --map \"Mobile No.=phone\"; the fields stand in workbook/README.md.",
            )  # fmt: skip
        mapping[header.strip()] = key
    return mapping


def _check_mapping(mapping: Mapping[str, str], reports: Sequence[FileReport]) -> None:
    """Refuse a header of `--map` that no list has: it would be left out without a word.

    Raises:
        UsageError
    """
    there = {header.strip().casefold(): header for file in reports for header, _ in file.mapping}
    for header in mapping:
        if header.casefold() not in there and any(file.mapping for file in reports):
            near = difflib.get_close_matches(header, there.values(), 1, 0.5)
            names = ", ".join(f"“{name}”" for name in list(there.values())[:MOST_NAMES])
            names += ", …" * (len(there) > MOST_NAMES)
            raise UsageError(
                f"No list has a column “{header}”.", "--map",
                f"Did you mean “{near[0]}”?" if near else f"There are: {names}.",
            )  # fmt: skip


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


def _import_one(session: Session, path: Path, options: ImportOptions, *, alone: bool) -> FileReport:
    """Read one list into the session's frames."""
    session.context.progress(f"reading {path.name}")
    try:
        intake = _read(session, path, options)
    except IntakeError as error:
        if alone:
            raise
        session.findings.append(Finding(error.code, path.name, note=f"{error.what} {error.fix}"))
        return FileReport(file=path.name, error=f"{error.what} {error.fix}")
    session.context.progress(f"merging {path.name}")
    cleaned = clean(intake.frame, session.settings)
    before = session.frame("inquiries")
    known = session.memory
    merged = merge(
        before, cleaned.frame, session.context.today, taken=known.issued, seen=known.seen, aliases=known.aliases
    )
    frame = keep_cleared(session, before, merged.frame)
    _check_conservation(path, intake, merged, len(frame) - len(before))
    session.put("inquiries", frame)
    add_stops(session, intake.stops, path.name)
    _remember(session, path, intake, merged)
    session.findings.extend(_in_file(path.name, (*intake.findings, *cleaned.findings)))
    session.suggestions.update(
        {(merged.ids[row], key): text for (row, key), text in cleaned.suggestions.items() if row in merged.ids}
    )
    return FileReport(
        file=path.name, source=intake.source, header_row=intake.header_row, input_rows=intake.input_rows,
        imported=len(merged.new_ids), merged=len(merged.merges), rejects=intake.rejects, warnings=intake.warnings,
        mapping=intake.mapping,
    )  # fmt: skip


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


def _check_conservation(path: Path, intake: Intake, merged: Merged, added: int) -> None:
    """Every row of the list is new, merged or left out with a reason; otherwise nothing is saved."""
    rows = len(merged.new_ids) + len(merged.merges) + len(intake.rejects)
    if rows != intake.input_rows or added != len(merged.new_ids):
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
    session.log(Event(stamp, key, EventKind.IMPORTED, after=path.name) for key in merged.new_ids)
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
