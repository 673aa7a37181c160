"""The sentences of the gate: what a coordinator reads beside each inquiry, with the rule it came from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from leadbook.fields.attendance import NO_SHOW, REGISTERED
from leadbook.model import GatheredHow, Verdict
from leadbook.rules.asking import DECIDES_AND_MONEY, PROBLEMS, QUESTIONS, question
from leadbook.rules.evidence import COUNTS, Evidence, Hand
from leadbook.rules.matching import day
from leadbook.rules.reachable import Codes
from leadbook.rules.rule import Rule

_ACTIVITY: dict[str, str] = {
    GatheredHow.EVENT: "Attended the event; did not ask to talk (rule 2).",
    GatheredHow.HOSPITALITY: "Came as a guest; did not ask to talk (rule 2).",
    GatheredHow.PRIZE: "Entered for the prize; did not ask to talk (rule 2).",
    GatheredHow.DOWNLOAD: "Downloaded something; did not ask to talk (rule 2).",
    GatheredHow.PURCHASED: "From a bought list; never asked to be contacted (rule 2).",
    GatheredHow.OWN: "One of our own contacts who never asked to talk (rule 2).",
    GatheredHow.RAISED_HAND_FORM: "Sent a form that holds neither a need nor a request to talk (rule 2).",
}
_CAME = {
    NO_SHOW: "Registered for the event but did not attend; did not ask to talk (rule 2).",
    REGISTERED: "Registered for the event; did not ask to talk (rule 2).",
}
_NO_HAND = "Did not ask to talk (rule 2)."
_SAYS: dict[Hand, str] = {
    Hand.BROCHURE: "Asked for a brochure or a price list only{said}; did not ask to talk (rule 2).",
    Hand.DECLINED: "Said they do not want to talk{said} (rule 2).",
}
_DOUBTS: dict[Hand, str] = {
    Hand.UNSIGNED: "Interest noted by us without initials{said}",
    Hand.UNCLEAR: "Wrote something that does not plainly ask to talk{said}",
    Hand.ELSEWHERE: "Something in the list reads like a request to talk{said}, but nobody confirmed it",
    Hand.FORM: "Sent the form and named a need, but did not say that they want to talk",
    Hand.SENT: "Sent the form, but neither a need nor a request to talk is in it",
}


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a row of the gate decides about one inquiry, and what it found there."""

    rule: Rule
    found: str = ""

    @property
    def verdict(self) -> Verdict:
        """What the inquiry becomes."""
        return self.rule.verdict or Verdict.NOT_A_LEAD

    def finished(self) -> Finished:
        """The decision with the reason as people read it, and what to ask for a row that asks."""
        number = self.rule.number
        value = self.rule.value if number is None else f"{number:g}"
        text = self.rule.reason.replace("{found}", self.found).replace("{value}", value).strip()
        why = text if re.search(r"[.!?)]$", text) else f"{text}."
        asks = self.verdict is Verdict.NEEDS_INFO
        return Finished(self.verdict, why, question(self.rule.fields[0]) if asks else "")


@dataclass(frozen=True, slots=True)
class Finished:
    """A decision about one inquiry: verdict, sentence, and what to ask next ("" for nothing)."""

    verdict: Verdict
    why: str
    ask: str = ""


def built_in(proof: Evidence, at: int, more: tuple[pd.Timestamp, str, dt.date]) -> Finished:
    """What the built-in musts say of one inquiry.

    Args:
        more: the day they asked, who the evidence is by, and today.
    """
    when, signed, today = more
    hand: Hand = proof.hand[at]
    said = _quoted(str(proof.said[at]))
    if hand not in COUNTS and hand not in _DOUBTS:
        facts = (str(proof.source[at]), str(proof.incentive[at]), said, str(proof.came[at]))
        return Finished(Verdict.NOT_A_LEAD, _without_hand(hand, facts))
    missing = [(key, str(problems[at])) for key, problems in _musts(proof) if problems[at]]
    if hand in _DOUBTS:
        told = "need" if hand is Hand.SENT else ""  # its sentence names the need already
        rest = [PROBLEMS[entry] for entry in missing if entry[0] != told]
        also = f"; {_listed(rest)}" if rest else ""
        asked = QUESTIONS[told or "raised_hand"]
        return Finished(Verdict.NEEDS_INFO, f"{_DOUBTS[hand].format(said=said)}{also} (rule 1).", asked)
    told_by = _asked(hand, (signed, said), day(when, today))
    if missing:
        why = f"{told_by}, but {_listed([PROBLEMS[entry] for entry in missing])} (rule 1)."
        return Finished(Verdict.NEEDS_INFO, why, question(*missing[0]))
    return Finished(Verdict.QUALIFIED, f"{told_by}; phone and e-mail check; need named (rule 1).")


def _musts(proof: Evidence) -> tuple[tuple[str, Codes], ...]:
    """What a raised hand needs besides, the most important first."""
    return (("phone", proof.phone), ("email", proof.email), ("need", proof.need))


def _listed(parts: list[str]) -> str:
    """Parts of a sentence in one: "a", "a and b", "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _quoted(words: str) -> str:
    """Their words after a colon, "" when there are none."""
    inner = words.replace("“", "‘").replace("”", "’").replace('"', "’")
    return f": “{inner}”" if inner else ""


def _asked(hand: Hand, told: tuple[str, str], when: str) -> str:
    """How they asked, and when; `told` is who the evidence is by, and their words as `_quoted` gives them."""
    signed, said = told
    on = f" on {when}" if when else ""
    if hand is Hand.TICKED:
        return f"Ticked{on}{said}" if said else f"Ticked{on} that they want to be contacted"
    if hand is Hand.OURS:
        initials = re.sub(r"^\W*ours\W*", "", signed.strip(), flags=re.IGNORECASE).strip(" ()")
        return f"Asked{on}, noted by us ({initials}){said}"
    return f"Asked{on}{said}"


def _without_hand(hand: Hand, facts: tuple[str, str, str, str]) -> str:
    """Why somebody without a raised hand is no lead: the activity, or what they said, is named."""
    source, incentive, said, came = facts
    if hand in _SAYS:
        return _SAYS[hand].format(said=said)
    if incentive and source != GatheredHow.PURCHASED:
        return f"Came for what the campaign gave away ({incentive}); did not ask to talk (rule 2)."
    if hand is Hand.ACTIVITY and source not in _ACTIVITY:
        return f"What stands there asks for nothing{said} (rule 2)."
    if source == GatheredHow.EVENT and came in _CAME:
        return _CAME[came]
    return _ACTIVITY.get(source, _NO_HAND)


def ranking_question(blank: Mapping[str, bool]) -> str:
    """The one question that would rank a lead better, "" when all is known.

    >>> ranking_question({"timeframe": False, "application": True, "need": False, "decision_role": True, "budget": True,
    ...                   "company": False, "job_title": True})
    'Who decides, and is money set aside?'
    """
    if blank["timeframe"]:
        return QUESTIONS["timeframe"]
    if blank["decision_role"] and blank["budget"]:
        return DECIDES_AND_MONEY
    if blank["application"] and blank["need"]:
        return QUESTIONS["need"]
    return next((QUESTIONS[key] for key in ("decision_role", "budget", "company", "job_title") if blank[key]), "")
