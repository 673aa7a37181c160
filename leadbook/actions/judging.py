"""The part that import and check share: judge every inquiry, and bring Leads, Not leads and To fix in line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from leadbook.actions.places import header_row
from leadbook.actions.remembering import asked_columns
from leadbook.actions.session import Session
from leadbook.intake.presets.answers import is_other_answer
from leadbook.model import Event, EventKind, Verdict
from leadbook.rules import reading
from leadbook.rules.rule import Rule
from leadbook.stages.holding import Standing, hold_back
from leadbook.stages.leads import sync_leads
from leadbook.stages.ledger import Arrival, Decisions, arrivals, decisions
from leadbook.stages.list_questions import Place
from leadbook.stages.not_leads import carry_let_through, not_leads
from leadbook.stages.qualify import GateInput, counts, headline, qualify
from leadbook.stages.questions import MINE, Known, questions
from leadbook.stages.same_person import worked
from leadbook.stages.score import score


@dataclass(frozen=True, slots=True)
class Judged:
    """What the gate said of all inquiries: the headline, the counts behind it, and more sentences."""

    headline: str
    counts: dict[str, int]
    notes: tuple[str, ...]


def judge(
    session: Session, unfit: Mapping[Place, str] | None = None, file_rows: Iterable[Mapping[str, Any]] = ()
) -> Judged:
    """Verdict, reason, question and score of every inquiry; then the sheets that follow from them.

    Args:
        unfit: answers of To fix that could not be taken, with the reason.
        file_rows: rows for To fix about rows of lists that were left out in this run.

    Raises:
        RuleError and its kinds: a row of Gate cannot be read.
    """
    context = session.context
    inquiries = _with_let_through(session)
    context.progress(f"checking {len(inquiries):,} inquiries")
    rules = reading.read_gate(session.frame("gate"), session.settings, header_row(session, "gate"))
    before = inquiries["verdict"]
    decided = decisions(session.frame("events"))
    places = arrivals(session.frame("events"), session.events)
    verdicts = _verdicts(session, inquiries, rules, decided)
    context.progress(f"looking for people who may be there twice among {len(inquiries):,}")
    held = hold_back(inquiries, verdicts, _standing(session, decided, places))
    inquiries = inquiries.assign(**{str(key): said for key, said in held.verdicts.items()})
    words = reading.read_words(session.frame("words"))
    inquiries = inquiries.assign(score=score(inquiries, rules, context.today, words))
    session.put("inquiries", inquiries)
    _log_verdicts(session, inquiries, before)
    notes = sync(session)
    session.put("not_leads", not_leads(inquiries, session.frame("not_leads"), context.today))
    context.progress("gathering what is to be asked")
    known = Known(
        places=places, kept=_kept(session, decided), maybes=held.maybes, wins=held.wins, unfit=unfit or {},
        file_rows=tuple(file_rows), asked=asked_columns(session), is_known=is_other_answer,
    )  # fmt: skip
    asked = questions(inquiries, session.frame("fix"), session.suggestions, session.findings, known)
    session.put("fix", asked)
    found = counts(inquiries["verdict"])
    found["needs_a_person"] = len(asked)
    found["further"] = _several_away(asked, inquiries)
    if found["further"]:
        notes = (*notes, f"{found['further']:,} of the {found['needs_info']:,} need more than one answer.")
    return Judged(headline(inquiries["verdict"]), found, notes)


def _verdicts(
    session: Session, inquiries: pd.DataFrame, rules: tuple[Rule, ...], decided: Decisions
) -> pd.DataFrame:  # fmt: skip
    """What the gate says of each inquiry."""
    gate = GateInput(
        rules=rules, words=reading.read_words(session.frame("words")), suppression=session.frame("suppression"),
        campaigns=session.frame("campaigns"), settings=session.settings, kept=_kept(session, decided),
    )  # fmt: skip
    return qualify(inquiries, gate, session.context.today)


def _kept(session: Session, decided: Decisions) -> dict[tuple[str, str], frozenset[str]]:
    """What was kept as it is, in earlier runs and in this one."""
    kept = dict(decided.kept)
    for one in session.events:
        if one.kind is EventKind.KEPT:
            place = one.lead_id, one.before
            kept[place] = kept.get(place, frozenset()) | {one.after}
    return kept


def _standing(session: Session, decided: Decisions, places: Mapping[str, Arrival]) -> Standing:
    """Which of two inquiries stands first, and which pairs were told apart, also in this run."""
    new = {tuple(sorted((one.lead_id, one.before))) for one in session.events if one.kind is EventKind.SPLIT}
    return Standing(
        ranks={name: place.rank for name, place in places.items()}, worked=worked(session.frame("leads")),
        apart=decided.apart | {(pair[0], pair[1]) for pair in new},
    )  # fmt: skip


def sync(session: Session) -> tuple[str, ...]:
    """Bring the sheet Leads in line with the verdicts; sentences for a person."""
    synced = sync_leads(
        session.frame("leads"), session.frame("inquiries"), session.frame("events"), session.frame("campaigns"),
        session.context.now,
    )  # fmt: skip
    session.put("leads", synced.frame)
    session.log(synced.events)
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


def _several_away(fix: pd.DataFrame, inquiries: pd.DataFrame) -> int:
    """How many inquiries that need info lack more than one answer."""
    away = inquiries.loc[inquiries["verdict"] == Verdict.NEEDS_INFO, "lead_id"]
    asked = fix.loc[fix["kind"].isin(MINE) & fix["lead_id"].isin(away), "lead_id"]
    return int((asked.value_counts() > 1).sum())
