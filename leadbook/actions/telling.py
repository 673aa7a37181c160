"""`why`: the whole story of one inquiry, from the workbook and from what this computer recorded of its runs."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from pathlib import Path

from leadbook.actions.context import Context
from leadbook.actions.session import Session
from leadbook.actions.telling_rows import Row, Test, rows_of, steps_of, stops_of
from leadbook.books.saving.rowmemory import load_rows
from leadbook.books.saving.states import load_issued
from leadbook.errors import LayoutError, RuleError, RunError, UsageError
from leadbook.fields.company import company_key
from leadbook.fields.email import email_key
from leadbook.fields.person import name_key
from leadbook.model import EventKind, RunReport
from leadbook.rules import reading
from leadbook.rules.phrases import domain_of
from leadbook.rules.rule import Rule
from leadbook.schema import book as schema
from leadbook.stages.ledger import SAME_PERSON
from leadbook.stages.story import tell
from leadbook.stages.story_facts import Facts, number, text

Take = Callable[[str, tuple[str, ...], Test], list[Row]]
"""Gives the rows of a table that pass a test; none when the table is not there."""

_MOST = 8
_ID_LENGTH = 12


def why(book: Path, who: str | Sequence[str], context: Context) -> RunReport:
    """Tell the story of one inquiry, oldest first. Nothing is written, and a workbook that is open can be read.

    Args:
        who: its ID, or an e-mail address or “First Last” (also word by word) that fits exactly one inquiry. An ID
            that was merged into another one tells that and goes on with the other.

    Returns:
        A report whose notes are the sentences; those that begin with two blanks belong to the one above.

    Raises:
        UsageError: no inquiry fits, or several do. BookError, LayoutError and their kinds.
    """
    session = Session.open(book, context, for_writing=False, as_it_is=True)
    inquiry, asked_as = _find(session, " ".join((who if isinstance(who, str) else " ".join(who)).split()))
    story = tell(_facts(session, inquiry, asked_as))
    return RunReport(
        action="why", book=str(session.opened.path), counts=story.counts, notes=story.sentences,
        findings=story.findings,
    )  # fmt: skip


def _find(session: Session, wanted: str) -> tuple[Row, str]:
    """The inquiry that fits, and the ID that was asked for when it was merged into that one.

    Raises:
        UsageError
    """
    found = _by_text(session, wanted)
    if found:
        if len(found) > 1:
            ids = ", ".join(sorted(text(row, "lead_id") for row in found)[:_MOST])
            more = " and more" if len(found) > _MOST else ""
            raise UsageError(
                f"{len(found)} inquiries fit: {ids}{more}.", session.opened.path.name, "Ask for one of them by its ID."
            )
        return found[0], ""
    survivor = _survivor(session, wanted)
    if survivor:
        rows = rows_of(session, "inquiries", ("lead_id",), lambda cell: _same(cell, survivor))
        if rows:
            return rows[0], wanted.upper()
    raise _unknown(session, wanted)


def _by_text(session: Session, wanted: str) -> list[Row]:
    """Inquiries with that ID, else with that address, else of that name."""
    rows = rows_of(session, "inquiries", ("lead_id",), lambda cell: _same(cell, wanted))
    if rows or not wanted:
        return rows
    if "@" in wanted:
        key = email_key(wanted)
        return rows_of(
            session, "inquiries", ("email", "email2"),
            lambda *cells: any(_same(cell, wanted) or (key and email_key(str(cell or "")) == key) for cell in cells),
        )  # fmt: skip
    if " " not in wanted:
        return []
    name = name_key(wanted, "")
    return rows_of(
        session, "inquiries", ("first_name", "last_name"),
        lambda first, last: name_key(str(first or ""), str(last or "")) == name,
    )  # fmt: skip


def _same(cell: object, wanted: str) -> bool:
    """Whether a cell holds that text, whatever its case."""
    return isinstance(cell, str) and cell.strip().casefold() == wanted.casefold()


def _survivor(session: Session, wanted: str) -> str:
    """The ID that this one was merged into, as this computer remembers it, else as Events says; "" when unknown."""
    try:
        aliases = {old.casefold(): new for old, new in load_rows(session.opened.path)[1].items()}
    except RunError:  # a damaged record: Events may still know
        aliases = {}
    for event in _optional(session, "events", ("before", "event"), lambda before, kind: (
        kind == EventKind.MERGED and _same(before, wanted)
    )):  # fmt: skip
        aliases.setdefault(wanted.casefold(), text(event, "lead_id"))
    seen, now = set(), wanted.casefold()
    while now in aliases and now not in seen:
        seen.add(now)
        now = aliases[now].casefold()
    return now if seen else ""


def _unknown(session: Session, wanted: str) -> UsageError:
    """The error for somebody who is not there; an address or a name is not repeated."""
    where = session.opened.path.name
    if " " in wanted or "@" in wanted or not wanted or len(wanted) > _ID_LENGTH:
        what = "address" if "@" in wanted else "name"
        return UsageError(
            f"No inquiry has this {what}.", where,
            "The address and the name must fit a row of Inquiries exactly; its ID stands in the first column.",
        )  # fmt: skip
    if any(_same(old, wanted) for old in load_issued(session.opened.path)):
        return UsageError(
            f"{wanted.upper()} is not in the workbook now: the run that brought it in was taken back, or its row was "
            "deleted.", where, "Import the list again, or undo that undo; it then has this ID again.",
        )  # fmt: skip
    ids = [str(row[0]) for row in session.opened.book.read(schema.table("inquiries").name).rows if row and row[0]]
    near = difflib.get_close_matches(wanted.upper(), ids, 3, 0.5)
    fix = f"The nearest are: {', '.join(near)}." if near else "The IDs stand in the first column of Inquiries."
    return UsageError(f"There is no inquiry {wanted.upper()}.", where, fix)


def _optional(session: Session, key: str, columns: tuple[str, ...], test: Test) -> list[Row]:
    """Rows of a table that a story can do without."""
    try:
        return rows_of(session, key, columns, test)
    except LayoutError:
        return []


def _facts(session: Session, inquiry: Row, asked_as: str) -> Facts:
    """Everything about one inquiry; tables that are not there are named."""
    lead_id = text(inquiry, "lead_id")
    missing: list[str] = []

    def take(key: str, columns: tuple[str, ...], test: Test) -> list[Row]:
        try:
            return rows_of(session, key, columns, test)
        except LayoutError:
            missing.append(schema.table(key).sheet)
            return []

    def mine(cell: object) -> bool:
        return _same(cell, lead_id)

    leads, kept = take("leads", ("lead_id",), mine), take("not_leads", ("lead_id",), mine)
    steps = steps_of(session, lead_id)
    recorded = {step.run for step in steps}
    runs = {number(row["run"]): row for row in take("runs", ("run",), lambda run: number(run) not in recorded)}
    campaign = text(inquiry, "campaign")
    rep = text(leads[0], "rep") if leads else ""
    stops = stops_of(session, inquiry, take("suppression", (), lambda: True))
    gate = take("gate", (), lambda: True)
    return Facts(
        inquiry=inquiry, today=session.context.today, asked_as=asked_as, lead=leads[0] if leads else None,
        not_lead=kept[0] if kept else None, questions=tuple(take("fix", ("lead_id",), mine)),
        events=_events(take, lead_id), steps=steps, runs=runs, stops=stops,
        campaign=next(iter(take("campaigns", ("campaign",), lambda cell: _same(cell, campaign))), None),
        customer=_customer(take("customers", (), lambda: True), inquiry),
        rules=_rules(take("rules", (), lambda: True)), gate=_gate(session),
        gate_top=number(gate[0]["sheet_row"]) - 1 if gate else 0,
        rep_known=not rep or bool(take("reps", ("rep",), lambda cell: _same(cell, rep))), missing=tuple(missing),
    )  # fmt: skip


def _events(take: Take, lead_id: str) -> tuple[Row, ...]:
    """The lines of the ledger about an inquiry, and how those came in that a person made part of it."""
    columns = ("lead_id", "event", "before")
    own = take("events", columns, lambda key, kind, before: (
        _same(key, lead_id) or (kind == EventKind.SPLIT and _same(before, lead_id))
    ))  # fmt: skip
    parts = {
        text(row, "before") for row in own if row["event"] == EventKind.MERGED and row["after"] == SAME_PERSON
    }  # fmt: skip
    if not parts:
        return tuple(own)
    more = take("events", columns, lambda key, kind, _: kind == EventKind.IMPORTED and key in parts)
    return tuple(sorted((*own, *more), key=lambda row: number(row["sheet_row"])))


def _gate(session: Session) -> tuple[Rule, ...]:
    """The rules of the gate, none when a row of it cannot be read: the next check says which."""
    try:
        return reading.read_gate(session.frame("gate"), session.settings)
    except (RuleError, LayoutError):
        return ()


def _rules(rows: list[Row]) -> dict[str, str]:
    """Number of a rule → its text, from the sheet Rules."""
    found: dict[str, str] = {}
    for row in rows:
        head, _, rest = text(row, "rule").partition(" ")
        if head.isdigit():
            found.setdefault(head, rest.strip())
    return found


def _customer(rows: list[Row], inquiry: Row) -> Row | None:
    """The account of the inquiry's company, by name or mail domain."""
    name, domain = company_key(text(inquiry, "company")), domain_of(text(inquiry, "email"))
    for row in rows:
        theirs = text(row, "domain").casefold()
        if (name and company_key(text(row, "company")) == name) or (domain and theirs == domain):
            return row
    return None
