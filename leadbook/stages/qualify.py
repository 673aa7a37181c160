"""The gate: which inquiry is a lead, which is one answer away, and which is none, with one sentence each.

What a lead must have is built in (a raised hand, a phone number and an e-mail address that check, a need); what
stands against it are the rows of tblGate. A title, a company, a size, a time or money never decide: they rank a
lead and are asked for. The order: what stands against it, then the raised hand, then what is missing; initials
in Let through overrule all that; duplicates are held back while they are open; do-not-contact is asked last and
wins over everything.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from leadbook.fields.text import NO_WORDS, fold
from leadbook.model import Settings, Verdict
from leadbook.rules.evidence import Evidence, evidence
from leadbook.rules.matching import Matcher
from leadbook.rules.phrases import plain
from leadbook.rules.rule import Rule, Words
from leadbook.stages.audience import left_out
from leadbook.stages.keeping import Kept, accepted, say_kept
from leadbook.stages.sentences import Finished, Ruling, built_in, ranking_question
from leadbook.stages.suppression import suppressed

REFUSED = "not a lead"
"""In Let through: a person decided that it is none, and the gate keeps to it."""

_NO_INITIALS = frozenset({"", "no", "n", "-", "0", "false"})
_UNLESS = {"no decision": "decider", "offers": "buyer"}
"""A rule on words of one kind does not hold where words of the other stand beside them: somebody names who does
decide, or says what they make and that they need something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GateInput:
    """What the gate goes by, besides the inquiries.

    Args:
        rules: rows of tblGate, `leadbook.rules.reading.read_gate`.
        words: `leadbook.rules.reading.read_words`.
        suppression: frame of tblSuppression.
        campaigns: frame of tblCampaigns; how names were gathered, gifts and exclusions are looked up there.
        kept: (ID, field header) → values that a person kept as they are; they count as good.
        duplicates: ID of an inquiry → ID of the earlier one it may repeat, while that question is open.
    """

    rules: tuple[Rule, ...]
    words: Words
    suppression: pd.DataFrame
    campaigns: pd.DataFrame
    settings: Settings = field(default_factory=Settings)
    kept: Kept = field(default_factory=dict)
    duplicates: Mapping[str, str] = field(default_factory=dict)


def qualify(inquiries: pd.DataFrame, gate: GateInput, today: dt.date) -> pd.DataFrame:
    """Judge every inquiry.

    Args:
        inquiries: columns of `leadbook.schema.tables.inquiries.INQUIRIES`; the order does not matter.
        today: what ages are counted to.

    Returns:
        Columns verdict, why, ask_next, lead_since by the index of `inquiries`. `why` is never blank. `lead_since`
        keeps its value while an inquiry stays Qualified, is today when it becomes it, and NaT otherwise.
    """
    matcher = Matcher(inquiries, gate.words, today)
    against, asked = _rulings(matcher, gate)
    proof = evidence(matcher, gate.campaigns, gate.settings.home_country, settled=against)
    proof, kept = accepted(proof, inquiries, gate.kept)
    stops = suppressed(inquiries, gate.suppression, gate.settings, today)
    verdicts = _judge(inquiries, proof, (against, asked, today))
    say_kept(verdicts, kept)
    _let_through(verdicts, inquiries["let_through"].tolist())
    _hold_back(verdicts, inquiries["lead_id"].tolist(), gate.duplicates)
    _suppress(verdicts, stops.tolist(), against)
    _rank_questions(verdicts, matcher)
    shared: dict[str, str] = {}  # a sentence that is said of many is in memory once
    judged = pd.DataFrame(
        {
            "verdict": [finished.verdict.value for finished in verdicts],
            "why": [shared.setdefault(finished.why, finished.why) for finished in verdicts],
            "ask_next": [finished.ask for finished in verdicts],
        },
        index=inquiries.index, dtype=object,
    )  # fmt: skip
    judged["lead_since"] = _since(judged["verdict"], inquiries["lead_since"], today)
    return judged


def _rulings(matcher: Matcher, gate: GateInput) -> tuple[dict[int, Ruling], dict[int, Ruling]]:
    """For each position the first row of the gate against it, and the first that asks for something."""
    against: dict[int, Ruling] = {}
    asked: dict[int, Ruling] = {}
    suppressing = [rule for rule in gate.rules if rule.verdict is Verdict.SUPPRESSED]
    others = [rule for rule in gate.rules if rule.verdict in (Verdict.NOT_A_LEAD, Verdict.NEEDS_INFO)]
    for rule in (*suppressing, *others):
        place = asked if rule.verdict is Verdict.NEEDS_INFO else against
        rows = [int(at) for at in np.flatnonzero(_holds(matcher, rule)) if int(at) not in place]
        for at, found in zip(rows, matcher.found(rule, rows), strict=True):
            place[at] = Ruling(rule, found)
    for at, ruling in left_out(matcher.frame, gate.campaigns).items():
        against.setdefault(at, ruling)
    return against, asked


def _holds(matcher: Matcher, rule: Rule) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Where a rule holds, less those who name somebody who decides."""
    holds = matcher.holds(rule)
    other = _UNLESS.get(rule.value.casefold())
    if other and holds.any():
        holds = holds & ~matcher.words_hold_beside(other, rule)
    return holds


def _judge(
    inquiries: pd.DataFrame, proof: Evidence, more: tuple[dict[int, Ruling], dict[int, Ruling], dt.date]
) -> list[Finished]:
    """The gate's word on every inquiry, before a person or a do-not-contact has a say."""
    against, asked, today = more
    days = inquiries["hand_date"].fillna(inquiries["created_at"]).tolist()
    signed = inquiries["hand_by"].tolist()
    verdicts = []
    for at in range(len(inquiries)):
        ruling = against.get(at)
        if ruling is not None:
            verdicts.append(ruling.finished())
            continue
        finished = built_in(proof, at, (days[at], str(signed[at]), today))
        if finished.verdict is Verdict.QUALIFIED and at in asked:
            finished = asked[at].finished()
        verdicts.append(finished)
    return verdicts


def _let_through(verdicts: list[Finished], marks: list[str]) -> None:
    """What a person decided in Let through, with what the gate would have said."""
    for at, text in enumerate(marks):
        mark = " ".join(str(text).split())
        if plain(mark) in _NO_INITIALS:
            continue
        if plain(mark).startswith(REFUSED):
            who = mark[len(REFUSED) :].strip(" ,;()") or "a person"
            verdicts[at] = Finished(Verdict.NOT_A_LEAD, f"Not a lead: decided by {who} (rule 9).")
        elif verdicts[at].verdict is not Verdict.QUALIFIED:
            why = f"Let through by {mark} (rule 9). The gate said: {verdicts[at].why}"
            verdicts[at] = Finished(Verdict.QUALIFIED, why)


def _hold_back(verdicts: list[Finished], ids: list[str], duplicates: Mapping[str, str]) -> None:
    """Inquiries that may repeat an earlier one, until somebody says; initials say that they do not."""
    for at, lead_id in enumerate(ids if duplicates else ()):
        earlier = duplicates.get(lead_id)
        if earlier is not None and not verdicts[at].why.startswith("Let through by"):
            why = f"May be the same person as {earlier} (rule 3)."
            verdicts[at] = Finished(Verdict.DUPLICATE, why, "Is it the same person?")


def _suppress(verdicts: list[Finished], stops: list[str], against: dict[int, Ruling]) -> None:
    """Do-not-contact, over everything else: the list, and rows of the gate that suppress."""
    for at, stop in enumerate(stops):
        ruling = against.get(at)
        if stop:
            verdicts[at] = Finished(Verdict.SUPPRESSED, stop)
        elif ruling is not None and ruling.verdict is Verdict.SUPPRESSED:
            verdicts[at] = ruling.finished()


def _rank_questions(verdicts: list[Finished], matcher: Matcher) -> None:
    """For every lead the question that would rank it better."""
    keys = ("timeframe", "application", "need", "decision_role", "budget", "company", "job_title")
    blanks = [matcher.texts(key).blank.tolist() for key in keys]
    decides = matcher.texts("decision_role")  # a plain "no" says that somebody else decides, and not who
    no = decides.spread(fold(value) in NO_WORDS for value in decides.values)
    blanks[keys.index("decision_role")] = (decides.blank | no).tolist()
    for at, row in enumerate(zip(*blanks, strict=True)):
        if verdicts[at].verdict is Verdict.QUALIFIED:
            asked = ranking_question(dict(zip(keys, row, strict=True)))
            verdicts[at] = Finished(Verdict.QUALIFIED, verdicts[at].why, asked)


def _since(verdicts: pd.Series, before: pd.Series, today: dt.date) -> pd.Series:
    """The day each lead passed the gate."""
    day = before.fillna(pd.Timestamp(today)).astype("datetime64[us]")
    return day.where(verdicts == Verdict.QUALIFIED, pd.NaT)


def counts(verdicts: Iterable[str]) -> dict[str, int]:
    """How many inquiries have which verdict: received, leads, needs_info, not_leads, suppressed, duplicates.

    Suppressed ones count among not_leads too, duplicates do not:
    received = leads + needs_info + not_leads + duplicates.
    """
    found = Counter(str(verdict) for verdict in verdicts)
    return {
        "received": sum(found[verdict] for verdict in Verdict),
        "leads": found[Verdict.QUALIFIED],
        "needs_info": found[Verdict.NEEDS_INFO],
        "not_leads": found[Verdict.NOT_A_LEAD] + found[Verdict.SUPPRESSED],
        "suppressed": found[Verdict.SUPPRESSED],
        "duplicates": found[Verdict.DUPLICATE],
    }


def headline(verdicts: Iterable[str]) -> str:
    """The one line of an import.

    >>> headline(["Qualified", "Needs info", "Not a lead", "Suppressed"])
    '1 lead · 1 one answer away · 2 not leads'
    """
    found = counts(verdicts)
    parts = [
        f"{found['leads']:,} {'lead' if found['leads'] == 1 else 'leads'}",
        f"{found['needs_info']:,} one answer away",
        f"{found['not_leads']:,} {'not a lead' if found['not_leads'] == 1 else 'not leads'}",
    ]
    if found["duplicates"]:
        parts.append(f"{found['duplicates']:,} perhaps twice")
    return " · ".join(parts)
