"""`check`: take the answers on To fix, then judge every inquiry again."""

from __future__ import annotations

from pathlib import Path

from leadbook.actions.context import Context
from leadbook.actions.finishing import finish
from leadbook.actions.judging import judge
from leadbook.actions.session import Session
from leadbook.model import RunReport
from leadbook.stages.answers import apply_answers


def check(book: Path, context: Context) -> RunReport:
    """Apply what was typed on To fix, and judge every inquiry by the rules as they stand now.

    Raises:
        RuleError and its kinds: a row of Gate cannot be read. BookError, LayoutError and their kinds.
    """
    session = Session.open(book, context)
    applied = apply_answers(
        session.frame("inquiries"), session.frame("fix"), context.today, context.who, session.settings
    )
    session.put("inquiries", applied.inquiries)
    session.put("fix", applied.fix)
    session.findings.extend(applied.findings)
    judged = judge(session)
    counts = dict(judged.counts) | {"answers": len(applied.done)}
    notes = (judged.headline, *applied.notes, *judged.notes)
    return finish(session, RunReport(action="check", counts=counts, notes=notes))
