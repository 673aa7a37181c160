"""`import`: lead lists of any origin into the workbook."""

from __future__ import annotations

import contextlib
import dataclasses
import difflib
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from leadbook.actions.context import Context
from leadbook.actions.correcting import FOLDER, ToCorrect, put_all
from leadbook.actions.finishing import finish
from leadbook.actions.import_options import ImportOptions, check_lists, check_mapping, read_mapping, read_update
from leadbook.actions.import_reading import Part, Refused, named, read_parts
from leadbook.actions.import_rows import Taken, take
from leadbook.actions.judging import Judged, judge
from leadbook.actions.places import on_sheets
from leadbook.actions.remembering import check_mappings, remember_asked
from leadbook.actions.session import Session
from leadbook.books.saving.hostfs import file_sha, remove_quietly
from leadbook.books.saving.listmemory import add_unchanged, load_unchanged
from leadbook.books.saving.recordfile import load_runs
from leadbook.errors import IntakeError
from leadbook.model import FileReport, Finding, RunReport
from leadbook.stages.dedupe import Mode
from leadbook.stages.list_questions import FILE_ROW, IN_FOLDER, IN_LIST

INBOX = "Inbox"
_NAMED = 5
LIST_SUFFIXES = frozenset({
    ".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".htm", ".html", ".xml", ".zip", ".gz",
    ".vcf",
})  # fmt: skip


def import_lists(
    book: Path, files: Sequence[Path], context: Context, *, campaign: str = "", gathered: str = "",
    map: Sequence[str] = (), sheet: str | None = None, update: str = "blanks", dry_run: bool = False,
) -> RunReport:  # fmt: skip
    """Read lists into the workbook, merge what is there already, judge every inquiry.

    Args:
        files: the lists, also archives of several; none means what is new in the folder Inbox beside the workbook.
        map: "Their header=field" for columns that Leadbook should not guess.
        sheet: the sheet to read, or "all" for each that holds people.
        update: what the lists may do to people who are known: blanks, only, new or fields=KEY,…
        dry_run: do everything but save.

    Returns:
        A report with one `FileReport` for each list, and in it what became of each row; a list that cannot be read is
        named there and the others go on, unless it was the only one.

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
        return _nothing(session, book)
    check_mappings(session)
    there = len(session.frame("suppression"))
    done = _take_all(session, lists, options)
    check_mapping(options.mapping, [one.report for one in done])
    judged = judge(session, file_rows=_file_rows(session, done))
    remember_asked(session, [one.report for one in done])
    stopped = _stopped_note(len(session.frame("suppression")) - there)
    report = _report(done, judged, (*stopped, *_campaign_note(session, campaign)))
    wanted = [one.to_correct for one in done if one.to_correct is not None]
    if dry_run:
        return _dry(session, report, wanted)
    saved = _save(session, dataclasses.replace(report, notes=(*report.notes, *_next(report))), wanted)
    if not saved.changed and options.update.mode is Mode.BLANKS:
        add_unchanged(session.opened.path, _whole(session, done))
    return saved


def _nothing(session: Session, book: Path) -> RunReport:
    """The report when no list was named and none is new."""
    note = f"Nothing new in {session.opened.path.parent / INBOX}. Put a list there, or name one."
    return RunReport(action="import", book=str(book), notes=(*session.notes, note))


def _dry(session: Session, report: RunReport, wanted: Sequence[ToCorrect]) -> RunReport:
    """The report of a dry run: what the import would say, without saving."""
    count = report.counts.get("needs_a_person", 0)
    asked = "1 question would stand" if count == 1 else f"{count:,} questions would stand"
    notes = (
        *session.notes, *report.notes, *_would_correct(wanted), *([f"{asked} on To fix."] if count else ()),
        "This was a dry run: nothing was written.",
    )  # fmt: skip
    findings = on_sheets(session, (*report.findings, *session.findings))
    return dataclasses.replace(report, book=str(session.opened.path), notes=notes, findings=findings, dry_run=True)


def _whole(session: Session, done: Sequence[Taken]) -> set[str]:
    """Content of the files of which nothing is missing in the workbook, so that the Inbox need not be read again."""
    refused = {one.report.file.partition(": ")[0] for one in done if one.report.error}
    return {sha for name, sha in session.files if name.partition(": ")[0] not in refused}


def _next(report: RunReport) -> tuple[str, ...]:
    """What there is to do next."""
    count = report.counts.get("needs_a_person", 0)
    asked = "1 question stands" if count == 1 else f"{count:,} questions stand"
    return (f"Next: {asked} on To fix. Answer what you can, then run check.",) if count else ()


def _save(session: Session, report: RunReport, wanted: Sequence[ToCorrect]) -> RunReport:
    """Put the rows to correct beside the workbook, then save; what was put there goes again when nothing was saved."""
    book = session.opened.path
    made, fresh, refused = put_all(book, wanted)
    kept = False
    try:
        count = sum(len(one.rows) for one in wanted)
        if refused:
            _without_folder(session, refused)
            note = f"Files could not be put into “{FOLDER}”; the rows to correct stand on To fix."
            report = dataclasses.replace(report, notes=(*report.notes, note))
        if made:
            files = ", ".join(f"“{FOLDER}/{path.name}”" for path, _ in made)
            rows = "1 row could not come in as it is" if count == 1 else f"{count:,} rows could not come in as they are"
            note = f"{rows}. To correct: {files}. Then import that file."
            outputs = (str(book), *(str(path) for path, _ in made))
            report = dataclasses.replace(report, notes=(*report.notes, note), outputs=outputs)
        saved = finish(session, report, tuple((path.name, sha) for path, sha in made))
        kept = saved.changed
    finally:
        for path in fresh if not kept else ():
            remove_quietly(path)
            with contextlib.suppress(OSError):  # other files are in the folder
                path.parent.rmdir()
    return saved


def _without_folder(session: Session, files: Sequence[str]) -> None:
    """Let To fix not point to a file that could not be written."""
    fix = session.frame("fix").copy()
    here = (fix["kind"] == FILE_ROW) & fix["file"].isin(files)
    fix.loc[here, "wrong"] = [text.replace(IN_FOLDER, IN_LIST) for text in fix.loc[here, "wrong"]]
    session.put("fix", fix)


def _would_correct(wanted: Sequence[ToCorrect]) -> tuple[str, ...]:
    """What a dry run says of the rows that somebody could correct."""
    count = sum(len(one.rows) for one in wanted)
    rows = "1 row" if count == 1 else f"{count:,} rows"
    return (f"{rows} could be corrected; the import puts them into the folder “{FOLDER}”.",) if count else ()


def _take_all(session: Session, paths: Sequence[Path], options: ImportOptions) -> list[Taken]:
    """Every list of every file; one that cannot be read is named, and the others go on.

    Raises:
        IntakeError: there was only one file, and nothing of it can be read.
    """
    done: list[Taken] = []
    error: IntakeError | None = None
    for number, file in enumerate(named(paths), start=1):
        count = f" ({number} of {len(paths)})" if len(paths) > 1 else ""
        session.context.progress(f"reading {file.name}{count}")
        with tempfile.TemporaryDirectory(prefix="leadbook-") as folder:
            try:
                parts = read_parts(file, options.sheet, Path(folder), session.context.rows(f"reading {file.name}"))
            except IntakeError as found:
                parts = [Refused(file.name, found)]
            for part in parts:
                if isinstance(part, Part):
                    session.notes.extend(part.notes)
                    done.append(take(session, part, options))
                else:
                    error = error or part.error
                    done.append(_refused(session, part))
    if error is not None and len(paths) == 1 and all(one.report.error for one in done):
        raise error
    return done


def _refused(session: Session, part: Refused) -> Taken:
    """A list that cannot be read, as a line of the report."""
    said = f"{part.error.what} {part.error.fix}"
    session.findings.append(Finding(part.error.code, part.name, note=said))
    return Taken(FileReport(file=part.name, error=said))


def _file_rows(session: Session, done: Sequence[Taken]) -> list[Mapping[str, Any]]:
    """Rows for To fix about rows that were left out; those that came in since are no question any more."""
    settled = {place for one in done for place in one.settled}
    asked = [row for one in done for row in one.file_rows]
    fix = session.frame("fix")
    places = list(zip(fix["kind"], fix["file"], fix["row"], fix["field"], strict=True))
    there = {(file, row) for kind, file, row, _ in places if kind == FILE_ROW}
    more = {file for file, row in settled if (file, row) not in there}  # beyond those that were asked one by one
    gone = [
        kind == FILE_ROW and ((file, row) in settled or (field == "more" and file in more))
        for kind, file, row, field in places
    ]
    if any(gone):
        fix = fix[[not out for out in gone]].reset_index(drop=True)
        session.put("fix", fix)
    again = {(row["file"], row["row"]) for row in asked} | {(row["file"], row["field"]) for row in asked}
    files = {row["file"] for row in asked}
    kept = [
        {str(key): value for key, value in row.items()}
        for row in fix[(fix["kind"] == FILE_ROW) & fix["file"].isin(files)].to_dict("records")
        if (row["file"], row["row"]) not in again and not (row["field"] and (row["file"], row["field"]) in again)
    ]
    return [*kept, *asked]


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
    """Lists in the Inbox that no run that still stands has read, by content; in order of their names.

    Raises:
        IntakeError: the folder cannot be looked at.
    """
    inbox = session.opened.path.parent / INBOX
    if not inbox.is_dir():
        return []
    runs = load_runs(session.opened.path)
    known = {sha for run in runs if not run.undone for _, sha in run.files} | load_unchanged(session.opened.path)
    try:
        there = [path for path in sorted(inbox.iterdir()) if path.is_file() and not path.name.startswith(("~$", "."))]
        others = [one.name for one in named([path for path in there if path.suffix.lower() not in LIST_SUFFIXES])]
        if others:
            names = ", ".join(others[:_NAMED]) + ", …" * (len(others) > _NAMED)
            session.notes.append(f"Not read in {INBOX}, as the names are not those of lists (.csv, .xlsx, …): {names}.")
        return [path for path in there if path.suffix.lower() in LIST_SUFFIXES and _content(path) not in known]
    except OSError as error:
        raise IntakeError(
            "LB-E-NOT-A-WORKBOOK", "The folder cannot be looked at.", INBOX, "Check the drive and its rights."
        ) from error


def _content(path: Path) -> str:
    """Hash of a list's content; "" for one that cannot be read now, so that reading it says why."""
    try:
        return file_sha(path)
    except OSError:
        return ""


def _report(done: Sequence[Taken], judged: Judged, more: tuple[str, ...]) -> RunReport:
    """The report of the import; its first sentence is the headline."""
    files = tuple(one.report for one in done)
    imported, merged = (sum(getattr(file, part) for file in files) for part in ("imported", "merged"))
    notes = [judged.headline]
    if not imported and files and not any(file.error for file in files):
        notes.append("Nothing new: every row was here already." if merged else "Nothing new.")
    notes += [*judged.notes, *more]
    counts = dict(judged.counts) | {
        "imported": imported, "merged": merged, "rejected": sum(file.rejected for file in files),
    }  # fmt: skip
    return RunReport(action="import", files=files, counts=counts, notes=tuple(notes))
