"""`check`: take the answers on To fix, then judge every inquiry again."""

from __future__ import annotations

from pathlib import Path

from leadbook.actions.context import Context
from leadbook.actions.finishing import finish
from leadbook.actions.judging import judge
from leadbook.actions.remembering import check_mappings, remember_answers, together, with_typed
from leadbook.actions.session import Session
from leadbook.books.saving.clearedfile import load_cleared
from leadbook.model import Event, EventKind, RunReport
from leadbook.stages.answers import apply_answers
from leadbook.stages.ledger import DIFFERENT, arrivals
from leadbook.stages.same_person import OnePerson, People, join_people


def check(book: Path, context: Context) -> RunReport:
    """Apply what was typed on To fix, and judge every inquiry by the rules as they stand now.

    Raises:
        RuleError and its kinds: a row of Gate cannot be read. BookError, LayoutError and their kinds.
    """
    session = Session.open(book, context)
    events = session.frame("events")
    answered = with_typed(session)
    applied = apply_answers(
        session.frame("inquiries"), answered, context.today, context.who, session.settings,
        arrivals=arrivals(events), together=together(session),
    )  # fmt: skip
    check_mappings(session)
    remember_answers(session, answered, applied.done)
    session.put("inquiries", applied.inquiries)
    session.put("fix", applied.fix)
    session.findings.extend(applied.findings)
    session.log(Event(context.now, name, EventKind.KEPT, before=key, after=text) for name, key, text in applied.kept)
    session.log(
        Event(context.now, name, EventKind.SPLIT, before=other, after=DIFFERENT) for name, other in applied.different
    )
    joined = _join(session, applied.same)
    judged = judge(session, applied.unfit)
    counts = dict(judged.counts) | {"answers": len(applied.done), "joined": len(joined.gone)}
    notes = (judged.headline, *applied.notes, *_joined_note(joined), *judged.notes)
    return finish(session, RunReport(action="check", counts=counts, notes=notes))


def _join(session: Session, same: tuple[tuple[str, str], ...]) -> OnePerson:
    """Make one inquiry of those that somebody said are one person, with what hangs on them."""
    ranks = {name: place.rank for name, place in arrivals(session.frame("events")).items()}
    people = People(
        leads=session.frame("leads"), ranks=ranks, cleared=session.cleared | load_cleared(session.opened.path),
        now=session.context.now,
    )  # fmt: skip
    joined = join_people(session.frame("inquiries"), same, people)
    if joined.gone:
        session.put("inquiries", joined.inquiries)
        session.put("leads", joined.leads)
        session.log(joined.events)
        session.memory.add({}, (), joined.gone)
        session.opt_outs |= joined.opted_out
    return joined


def _joined_note(joined: OnePerson) -> tuple[str, ...]:
    """A sentence on how many became part of another."""
    count = len(joined.gone)
    return (f"{count:,} {'inquiry' if count == 1 else 'inquiries'} joined with the same person's.",) if count else ()
