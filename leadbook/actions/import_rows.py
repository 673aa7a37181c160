"""One list into the frames of a run: merged, remembered, and told row by row."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from leadbook.actions.cleared import keep_cleared
from leadbook.actions.correcting import Origin, ToCorrect, print_of, without_unchanged
from leadbook.actions.import_options import ImportOptions
from leadbook.actions.import_reading import Part
from leadbook.actions.remembering import remember_list, remembered
from leadbook.actions.room import check_list, check_room
from leadbook.actions.session import Session
from leadbook.actions.stopping import add_stops
from leadbook.actions.typed import typed_cells
from leadbook.books.saving.records import Received
from leadbook.errors import BookError
from leadbook.findings import sayings
from leadbook.intake.inquiries import Intake, IntakeOptions, to_inquiries
from leadbook.model import Event, EventKind, FileReport, Finding, Reject, RowOutcome
from leadbook.schema import book as schema
from leadbook.stages.clean import clean
from leadbook.stages.dedupe import Merged, Update, merge
from leadbook.stages.filling import with_seconds
from leadbook.stages.joined import add_joined
from leadbook.stages.ledger import arrival_mark, arrivals, decisions
from leadbook.stages.list_questions import FILE_ROW, can_be_corrected, file_rows
from leadbook.stages.remembered import Saved
from leadbook.stages.suppression import callable_first

NOT_IN_BOOK = "not_in_book"
NEW, MERGED, LEFT_OUT = "new", "merged", "left out"


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one list.

    Args:
        report: the same for a person.
        file_rows: rows of To fix about rows that were left out.
        to_correct: the same rows whole; None when there are none.
        settled: (list, row) whose question on To fix is answered by this list.
    """

    report: FileReport
    file_rows: tuple[Mapping[str, Any], ...] = ()
    to_correct: ToCorrect | None = None
    settled: frozenset[tuple[str, int]] = frozenset()


def take(session: Session, part: Part, options: ImportOptions) -> Taken:
    """Read one list into the session's frames.

    Raises:
        BookError: its rows do not add up; nothing may be saved then.
        IntakeError: the sheets have no room for them.
    """
    if part.origin is not None:
        part = dataclasses.replace(part, table=without_unchanged(part.table, session.memory.seen))
    rows = len(part.table.frame) + len(part.table.rejects)
    session.context.progress(f"merging {part.name} · {rows:,} {'row' if rows == 1 else 'rows'}")
    check_list(session, part.name, len(part.table.frame))
    saved = remembered(session, part.table, part.listed)
    intake = _inquiries(session, part, options, saved)
    cleaned = clean(intake.frame, session.settings)
    before = session.frame("inquiries")
    merged = add_joined(_merge(session, cleaned.frame, options.update), intake.joined)
    frame = keep_cleared(session, before, merged.frame)
    merged = _really_filled(merged, before, frame)
    outcomes = _outcomes(intake, merged, before)
    rejects = tuple(Reject(one.row, one.reason) for one in outcomes if one.outcome == LEFT_OUT)
    report = FileReport(
        file=part.name, source=intake.source, header_row=intake.header_row, input_rows=intake.input_rows,
        imported=len(merged.new_ids), merged=sum(one.outcome == MERGED for one in outcomes),
        warnings=intake.warnings, mapping=intake.mapping, rejects=rejects, preset=intake.preset,
        title=intake.title, rows=outcomes, skipped=intake.skipped,
    )  # fmt: skip
    _check_conservation(report, len(frame) - len(before))
    session.put("inquiries", frame)
    add_stops(session, intake.stops, part.listed)
    _remember(session, part, intake, merged)
    check_room(session, part.name)
    remember_list(
        session, part.listed, intake, said=options.mapping, saved=saved, is_new=bool(merged.new_ids)
    )
    session.findings.extend(_in_file(part.name, (*intake.findings, *cleaned.findings)))
    session.suggestions.update(
        {(merged.ids[row], key): text for (row, key), text in cleaned.suggestions.items() if row in merged.ids}
    )
    return _with_corrections(session, part, options, (report, intake, _is_known(session, part, merged)))


def _inquiries(session: Session, part: Part, options: ImportOptions, saved: Saved) -> Intake:
    """A list as inquiries, with what its campaign says of it; corrected rows as said when their list came in."""
    origin = part.origin or Origin()
    campaign = options.campaign or origin.campaign
    gathered = options.gathered or origin.gathered or _campaign_how(session, campaign)
    return to_inquiries(
        part.table,
        IntakeOptions(
            file=part.listed, campaign=campaign, gathered_how=gathered, mapping=options.mapping, saved=saved.mapping,
            date_order=origin.date_order or saved.order, settings=session.settings, today=session.context.today,
        ),
    )  # fmt: skip


def _campaign_how(session: Session, campaign: str) -> str:
    """How the campaign of that name gathers its names, "" when it does not say."""
    rows = session.frame("campaigns")
    same = rows["campaign"].str.strip().str.casefold() == campaign.strip().casefold()
    return str(rows.loc[same, "gathered_how"].iloc[0]) if campaign and same.any() else ""


def _merge(session: Session, incoming: pd.DataFrame, update: Update) -> Merged:
    """Merge cleaned rows into the inquiries; people who were joined by hand stay joined."""
    book, known = session.frame("inquiries"), session.memory
    joined = decisions(session.frame("events")).joined
    aliases = dict(joined) | {name: joined.get(into, into) for name, into in known.aliases.items()}
    taken, today = known.issued, session.context.today
    incoming = callable_first(incoming, session.frame("suppression"), session.settings, today)
    if update.fields:
        matched = merge(book, incoming, today, taken=taken, seen=known.seen, aliases=aliases)
        wanted = [one.survivor_id for one in matched.merges]
        guarded, note = typed_cells(session, wanted, with_seconds(update.fields))
        session.notes.extend(note)
        update = dataclasses.replace(update, guarded=guarded)
    return merge(book, incoming, today, taken=taken, seen=known.seen, aliases=aliases, update=update)


def _really_filled(merged: Merged, before: pd.DataFrame, after: pd.DataFrame) -> Merged:
    """The merge without fields that stay empty, because a person had emptied them."""
    if not any(one.filled for one in merged.merges):
        return merged
    place = {name: at for at, name in enumerate(before["lead_id"].tolist())}
    columns = {key: after[key].tolist() for one in merged.merges for key in one.filled}
    merges = tuple(
        dataclasses.replace(
            one, filled=tuple(key for key in one.filled if not _is_blank(columns[key][place[one.survivor_id]]))
        ) if one.filled and one.survivor_id in place else one
        for one in merged.merges
    )  # fmt: skip
    return dataclasses.replace(merged, merges=merges)


def _is_blank(value: object) -> bool:
    """Whether a cell is blank."""
    return value == "" or bool(pd.isna(value))  # type: ignore[call-overload]


def _outcomes(intake: Intake, merged: Merged, before: pd.DataFrame) -> tuple[RowOutcome, ...]:
    """What became of every row, in the order of the file."""
    place = {str(name): at for at, name in enumerate(before["lead_id"].tolist())}
    old = {key: before[key].tolist() for one in merged.merges for key in one.filled}
    found: dict[int, RowOutcome] = {one.row: RowOutcome(row=one.row, outcome=LEFT_OUT, reason=one.reason)
                                    for one in intake.rejects}  # fmt: skip
    found |= {row: RowOutcome(row=row, outcome=LEFT_OUT, reason=NOT_IN_BOOK) for row in merged.unmatched}
    found |= {row: RowOutcome(row=row, outcome=NEW, id=name) for row, name in merged.ids.items()}
    for one in merged.merges:
        at = place.get(one.survivor_id)
        replaced = {
            key for key in one.filled if key != "extra" and at is not None and not _is_blank(old[key][at])
        }
        found[one.row] = RowOutcome(
            row=one.row, outcome=MERGED, id=one.survivor_id, reason=one.key,
            fields=tuple(key for key in one.filled if key not in replaced),
            replaced=tuple(key for key in one.filled if key in replaced),
        )  # fmt: skip
    return tuple(found[row] for row in sorted(found))


def _check_conservation(report: FileReport, added: int) -> None:
    """Every row of the list is new, merged or left out with a reason; otherwise nothing is saved.

    Args:
        added: by how many the inquiries have grown.
    """
    counts = [sum(one.outcome == outcome for one in report.rows) for outcome in (NEW, MERGED, LEFT_OUT)]
    if sum(counts) != report.input_rows or added != report.imported or counts[0] != report.imported:
        raise BookError(
            f"{report.input_rows} rows were read, but {sum(counts)} are accounted for.", report.file,
            "Nothing was changed. Please report this as a bug.",
        )  # fmt: skip


def _remember(session: Session, part: Part, intake: Intake, merged: Merged) -> None:
    """Keep what was received, and write the ledger; corrected rows under the list and row they are from."""
    session.files.append((part.name, part.sha))
    session.mappings.extend((part.listed, header, key) for header, key in intake.mapping)
    session.memory.add(merged.key_hashes, merged.prints.values(), merged.aliases)
    table = schema.table("inquiries").name
    new = set(merged.new_ids)
    session.received.extend(
        Received(table, (merged.ids[row],), *part.place(row), texts)
        for row, texts in intake.received.items()
        if row in merged.ids
    )
    stamp = session.context.now
    merged_rows = {one.row for one in merged.merges}
    came = {name: part.place(row) for row, name in merged.ids.items() if row not in merged_rows}
    session.log(
        Event(stamp, key, EventKind.IMPORTED, before=arrival_mark(came[key][1]), after=came[key][0])
        for key in merged.new_ids
    )
    session.log(
        Event(stamp, one.survivor_id, EventKind.MERGED, before="{}, row {}".format(*part.place(one.row)), after=one.key)
        for one in merged.merges
        if one.filled or one.survivor_id in new
    )
    session.opt_outs |= any("do_not_contact" in one.filled and one.survivor_id not in new for one in merged.merges)


def _in_file(name: str, findings: Iterable[Finding]) -> list[Finding]:
    """Findings about rows of a list, with its name and the headers people know."""
    headers = {column.key: column.header for column in schema.table("inquiries").columns}
    return [
        dataclasses.replace(one, table=one.table or name, column=headers.get(one.column, one.column))
        for one in findings
    ]


def _is_known(session: Session, part: Part, merged: Merged) -> bool:
    """Whether a list was read before under its name: of those who came with it then, at least half are in it."""
    fix = session.frame("fix")
    if not ((fix["kind"] == FILE_ROW) & (fix["file"] == part.name)).any():
        return False
    came: dict[int, set[str]] = {}
    for name, place in arrivals(session.frame("events")).items():
        if place.file == part.name:
            came.setdefault(place.rank, set()).add(name)
    here = set(merged.ids.values())
    return not came or any(2 * len(names & here) >= len(names) for names in came.values())


def _with_corrections(
    session: Session, part: Part, options: ImportOptions, what: tuple[FileReport, Intake, bool]
) -> Taken:
    """The list with what there is to correct in it: not what was told before.

    Args:
        what: its report, what was read of it, and whether it was read before under its name.
    """
    report, intake, known = what
    cells = intake.rejected_cells
    rejects = [one for one in report.rejects if can_be_corrected(one.reason)]
    prints = {one.row: print_of(cells.get(one.row, (part.name, str(one.row)))) for one in rejects}
    fresh = [one for one in rejects if prints[one.row] not in session.memory.seen]
    session.memory.add({}, prints.values(), {})
    places = {one.row: part.place(one.row) for one in report.rows}
    left = {places[one.row] for one in rejects}
    settled = {places[one.row] for one in report.rows if one.outcome != LEFT_OUT or not can_be_corrected(one.reason)}
    if part.origin is None and not known:
        settled = set()  # another list of the same name: its rows say nothing of the earlier one's
    said = {code: f"{saying.meaning} {saying.fix}" for code, saying in sayings().items()}
    asked = [
        dict(row)
        for name in dict.fromkeys(places[one.row][0] for one in fresh)
        for row in file_rows(
            name, [Reject(places[one.row][1], one.reason) for one in fresh if places[one.row][0] == name],
            {places[row][1]: texts for row, texts in cells.items() if row in places}, said,
        )
    ]  # fmt: skip
    if not fresh:
        return Taken(report, settled=frozenset(settled - left))
    origin = part.origin or Origin()
    wanted = ToCorrect(
        Origin(
            part.listed, options.campaign or origin.campaign, options.gathered or origin.gathered,
            date_order=intake.date_order,
        ),
        tuple(str(name) for name in part.table.frame.columns),
        tuple((places[one.row][1], said.get(one.reason, one.reason), cells.get(one.row, ())) for one in fresh),
    )  # fmt: skip
    return Taken(report, tuple(asked), wanted, frozenset(settled - left))
