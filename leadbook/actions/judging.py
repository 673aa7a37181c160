"""The part that import and check share: judge every inquiry, and bring Leads, Not leads and To fix in line."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

import pandas as pd

from leadbook.actions.session import Session
from leadbook.model import Event, EventKind, Verdict
from leadbook.rules import reading
from leadbook.rules.rule import Rule
from leadbook.stages.leads import sync_leads
from leadbook.stages.not_leads import carry_let_through, not_leads
from leadbook.stages.qualify import GateInput, counts, headline, qualify
from leadbook.stages.questions import questions
from leadbook.stages.score import score


@dataclass(frozen=True, slots=True)
class Judged:
    """What the gate said of all inquiries: the headline, the counts behind it, and more sentences."""

    headline: str
    counts: dict[str, int]
    notes: tuple[str, ...]


def judge(session: Session) -> Judged:
    """Verdict, reason, question and score of every inquiry; then the sheets that follow from them.

    Raises:
        RuleError and its kinds: a row of Gate cannot be read.
    """
    context = session.context
    inquiries = _with_let_through(session)
    context.progress(f"checking {len(inquiries):,} inquiries")
    rules = reading.read_gate(session.frame("gate"), session.settings)
    before = inquiries["verdict"]
    inquiries = inquiries.assign(**{str(key): said for key, said in _verdicts(session, inquiries, rules)})
    words = reading.read_words(session.frame("words"))
    inquiries = inquiries.assign(score=score(inquiries, rules, context.today, words))
    session.put("inquiries", inquiries)
    _log_verdicts(session, inquiries, before)
    notes = sync(session)
    session.put("not_leads", not_leads(inquiries, session.frame("not_leads"), context.today))
    session.put("fix", _questions(session, inquiries))
    found = counts(inquiries["verdict"])
    found["needs_a_person"] = len(session.frame("fix"))
    return Judged(headline(inquiries["verdict"]), found, notes)


def _verdicts(
    session: Session, inquiries: pd.DataFrame, rules: tuple[Rule, ...]
) -> Iterable[tuple[Hashable, pd.Series]]:
    """Column and values of what the gate says of each inquiry."""
    gate = GateInput(
        rules=rules, words=reading.read_words(session.frame("words")), suppression=session.frame("suppression"),
        campaigns=session.frame("campaigns"), settings=session.settings,
    )  # fmt: skip
    return qualify(inquiries, gate, session.context.today).items()


def sync(session: Session) -> tuple[str, ...]:
    """Bring the sheet Leads in line with the verdicts; sentences for a person."""
    synced = sync_leads(
        session.frame("leads"), session.frame("inquiries"), session.frame("events"), session.frame("campaigns"),
        session.context.now,
    )  # fmt: skip
    session.put("leads", synced.frame)
    session.log(synced.events)
    session.findings.extend(synced.findings)
    return synced.notes


def _with_let_through(session: Session) -> pd.DataFrame:
    """The inquiries with the initials of both sheets; the last written wins."""
    inquiries = session.frame("inquiries")
    return inquiries.assign(
        let_through=carry_let_through(inquiries, session.frame("not_leads"), session.left_let_through)
    )


def _log_verdicts(session: Session, inquiries: pd.DataFrame, before: pd.Series) -> None:
    """A line in the ledger for every verdict that changed; a first verdict is no change."""
    changed = (before != inquiries["verdict"]) & (before != "")
    rows = zip(inquiries["lead_id"][changed], before[changed], inquiries["verdict"][changed], strict=True)
    session.log(
        Event(
            session.context.now, key,
            EventKind.SUPPRESSED if new == Verdict.SUPPRESSED else EventKind.VERDICT, before=old, after=new,
        )
        for key, old, new in rows
    )  # fmt: skip


def _questions(session: Session, inquiries: pd.DataFrame) -> pd.DataFrame:
    """tblFix: what a person is asked, the answers typed so far kept."""
    return questions(inquiries, session.frame("fix"), session.suggestions, session.findings)
