"""What an inquiry proves: whether somebody raised a hand, can be reached, and has a need.

A raised hand is asking to talk, in one's own words or by ticking a box that says so. Attending, winning,
downloading or being on a bought list is none. Where a prize or a lunch was to be had, only words that ask to
talk count: the rest may be about the prize.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd

from leadbook.fields.attendance import attendance
from leadbook.fields.hand import Said, asks_to_talk, few_words, names_need, need_beside, what_is_said
from leadbook.fields.hand_words import may_be_about_talking
from leadbook.fields.text import NO_WORDS, YES_WORDS, fold, word_set
from leadbook.model import GatheredHow
from leadbook.rules.matching import Matcher, Texts
from leadbook.rules.phrases import phrases, plain
from leadbook.rules.reachable import Codes, email_problems, phone_problems
from leadbook.rules.rule import Words

_YES = YES_WORDS | word_set("please|yes please|ja bitte|oui svp", "|")
_TICKS = frozenset("✓✔☑")
_OURS_SIGNED = re.compile(r"\bours\b\W*\w")
_BORROWED = frozenset({GatheredHow.HOSPITALITY.value, GatheredHow.PRIZE.value})
_LOOKED_AT = ("need", "application", "notes", "status", "extra")


class Hand(StrEnum):
    """What the evidence for a raised hand is worth. The first three count."""

    WORDS = "their words"
    TICKED = "ticked"
    OURS = "ours, signed"
    UNSIGNED = "ours, unsigned"
    UNCLEAR = "unclear words"
    ELSEWHERE = "found elsewhere"
    FORM = "form without words"
    SENT = "form without words or need"
    BROCHURE = "brochure only"
    DECLINED = "declined"
    ACTIVITY = "activity only"
    NONE = "none"


COUNTS = frozenset({Hand.WORDS, Hand.TICKED, Hand.OURS})
ASKED = frozenset({Hand.UNSIGNED, Hand.UNCLEAR, Hand.ELSEWHERE, Hand.FORM, Hand.SENT})
"""One answer away: somebody has to say whether it was a request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """For each inquiry, by position.

    Args:
        hand: a `Hand`.
        phone, email, need: "" when it checks, else the code of the problem (`leadbook.rules.asking.PROBLEMS`). Phone
            and e-mail are looked at only where it matters: where there is something of a raised hand.
        source: how the name was gathered: the inquiry's own word, else its campaign's.
        incentive: what its campaign gave away, "" for nothing.
        said: a few of the words that the hand was read from, as received; "" where there are none.
        came: `leadbook.fields.attendance.attendance` of each: whether the report of an event says they were there.
    """

    hand: Codes
    phone: Codes
    email: Codes
    need: Codes
    source: Codes
    incentive: Codes
    said: Codes
    came: Codes


def evidence(matcher: Matcher, campaigns: pd.DataFrame, home: str, settled: Iterable[int] = ()) -> Evidence:
    """Weigh every inquiry of the matcher's frame.

    Args:
        campaigns: columns campaign, gathered_how, incentive.
        home: two-letter country for phones of inquiries without one, "" when nothing is assumed.
        settled: positions that something else has decided; their phones and addresses are not checked.
    """
    frame = matcher.frame
    source, incentive = _gathered(frame, campaigns)
    told = Texts(frame["raised_hand"])
    beside = told.spread(need_beside(value) != "" for value in told.values)
    need = np.where(_named(matcher, "need") | _named(matcher, "application") | beside, "", "blank").astype(object)
    hands = _hands(matcher, need == "", (source, incentive))
    open_ = np.isin(hands, list(COUNTS | ASKED))
    open_[list(settled)] = False
    phone, email = (np.full(len(frame), "", dtype=object) for _ in range(2))
    phone[open_] = phone_problems(frame[open_], home)
    email[open_] = email_problems(frame[open_], matcher.words)
    said = _quotes(matcher, hands)
    came = frame["extra"].map(attendance).to_numpy(dtype=object)
    return Evidence(
        hand=hands, phone=phone, email=email, need=need, source=source, incentive=incentive, said=said, came=came
    )  # fmt: skip


def _quotes(matcher: Matcher, hands: Codes) -> Codes:
    """A few words of each inquiry that says something about talking."""
    quotes = np.full(len(hands), "", dtype=object)
    columns = {key: matcher.frame[key].tolist() for key in ("raised_hand", *_LOOKED_AT)}
    for at in np.flatnonzero(hands != Hand.NONE):
        row = {key: str(values[at]) for key, values in columns.items()}
        own = plain(row["raised_hand"])
        if hands[at] is Hand.ELSEWHERE:
            quotes[at] = few_words(request_in(row))
        elif hands[at] is Hand.DECLINED and not own:
            refusal = (row[key] for key in ("notes", "status") if _refuses(plain(row[key]), matcher.words))
            quotes[at] = few_words(next(refusal, ""))
        elif hands[at] is Hand.TICKED:
            question, sign, answer = row["raised_hand"].rpartition(": ")
            quotes[at] = few_words(question) if sign and _is_yes(plain(answer)) else ""
        elif own:
            quotes[at] = few_words(row["raised_hand"])
    return quotes


def _named(matcher: Matcher, key: str) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Where a field names a need: more than the wish for a call or a brochure."""
    texts = matcher.texts(key)
    return ~texts.blank & texts.spread(names_need(value) for value in texts.values)


def _gathered(frame: pd.DataFrame, campaigns: pd.DataFrame) -> tuple[Codes, Codes]:
    """How each name was gathered, and for what gift."""
    names = [plain(str(name)) for name in campaigns["campaign"].tolist()]
    how = dict(zip(names, (plain(str(v)) for v in campaigns["gathered_how"].tolist()), strict=True))
    gifts = (str(v).strip() for v in campaigns["incentive"].tolist())
    gift = {name: "" if plain(text) in ("none", "no", "-") else text for name, text in zip(names, gifts, strict=True)}
    own = frame["source_type"].map(plain)
    campaign = frame["campaign"].map(plain)
    source = own.where(own != "", campaign.map(lambda name: how.get(name, "")))
    incentive = campaign.map(lambda name: gift.get(name, ""))
    return source.to_numpy(dtype=object), incentive.to_numpy(dtype=object)


def _hands(matcher: Matcher, has_need: np.ndarray[Any, np.dtype[np.bool_]], gathered: tuple[Codes, Codes]) -> Codes:
    """The worth of each inquiry's evidence."""
    said = Texts(matcher.frame["raised_hand"])
    kinds = [_kind_of_words(value, matcher.words) for value in said.values]
    signed = matcher.frame["hand_by"].map(plain).to_numpy(dtype=object)
    source, incentive = gathered
    elsewhere = _elsewhere(matcher, said)
    refused, reached = _refused(matcher), ~_blank_in(matcher, ("email", "email2", "phone", "phone2"))
    hands = np.full(len(matcher.frame), Hand.NONE, dtype=object)
    for at, code in enumerate(said.codes):
        if kinds[code] == "no":
            hands[at] = Hand.NONE
        elif kinds[code] == "blank":
            facts = (str(source[at]), bool(has_need[at]), bool(reached[at]))
            hands[at] = _without_words(facts, refused=bool(refused[at]), asks=bool(elsewhere[at]))
        else:
            hands[at] = _weigh(kinds[code], str(signed[at]), (str(source[at]), bool(incentive[at]), bool(has_need[at])))
    return hands


def _is_yes(text: str) -> bool:
    """Whether an answer is a yes or a tick."""
    return text in _TICKS or fold(text) in _YES


def _kind_of_words(text: str, words: Words) -> str:
    """What the cell with their words holds: blank, no, tick, asks, declined, brochure, activity, words or empty."""
    if _is_yes(text):
        return "tick"
    if fold(text) in NO_WORDS:
        return "no"
    if not text or text in phrases(words.of("placeholder")).whole:
        return "blank"
    question, sign, answer = text.rpartition(": ")
    if sign and _is_yes(answer) and may_be_about_talking(fold(question)):
        return "tick"
    said = what_is_said(text)
    if said is Said.ASKS:
        return "asks"
    if said is Said.REFUSES or phrases(words.of("no hand")).find(text):
        return "declined"
    if said is Said.OTHER and phrases(words.of("raised hand")).find(text):
        return "asks"
    if said is Said.ACTIVITY:
        return "activity"
    if phrases(words.of("brochure")).find(text):
        return "brochure"
    return "words" if said is Said.OTHER and names_need(text) else "empty"


def _without_words(facts: tuple[str, bool, bool], *, refused: bool, asks: bool) -> Hand:
    """The worth of an inquiry whose own words are blank: what stands elsewhere in it, else the form itself."""
    source, has_need, reached = facts
    if source == GatheredHow.PURCHASED:
        return Hand.NONE
    if refused:
        return Hand.DECLINED
    if asks:
        return Hand.ELSEWHERE
    if source != GatheredHow.RAISED_HAND_FORM:
        return Hand.NONE
    return Hand.FORM if has_need else Hand.SENT if reached else Hand.NONE


def _weigh(kind: str, hand_by: str, facts: tuple[str, bool, bool]) -> Hand:
    """The worth of one inquiry's evidence from the kind of its words, who wrote them, and where it came from."""
    source, incentive, has_need = facts
    bought = source == GatheredHow.PURCHASED
    if kind == "declined":
        return Hand.DECLINED
    if kind == "activity":
        return Hand.ACTIVITY
    if hand_by.startswith("ours"):
        return Hand.OURS if _OURS_SIGNED.search(hand_by) else Hand.UNSIGNED
    if bought:
        return Hand.NONE
    if kind == "asks":
        return Hand.WORDS
    borrowed = incentive or source in _BORROWED
    if kind == "brochure":
        return Hand.BROCHURE if borrowed or not has_need else Hand.WORDS
    if borrowed:
        return Hand.UNCLEAR if has_need else Hand.NONE
    if kind == "tick":
        return Hand.TICKED
    unclear = kind == "empty" or source in (GatheredHow.EVENT, GatheredHow.DOWNLOAD)
    return Hand.UNCLEAR if unclear else Hand.WORDS


def _elsewhere(matcher: Matcher, said: Texts) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Where a request to talk stands in another field, of those whose own words are blank."""
    blank = said.spread(not value or value in phrases(matcher.words.of("placeholder")).whole for value in said.values)
    found = np.zeros(len(matcher.frame), dtype=np.bool_)
    for key in _LOOKED_AT:
        texts = matcher.texts(key)
        asked = np.unique(texts.codes[blank & ~found])
        asks = np.zeros(len(texts.values), dtype=np.bool_)
        for code in asked:
            value = texts.values[code]
            asks[code] = asks_to_talk(value) and (key != "extra" or _asked_in(value) != "")
        found |= blank & (asks[texts.codes] if len(asks) else False)
    return found


def _refused(matcher: Matcher) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Where the notes or the status of the list say that they do not want to talk."""
    found = np.zeros(len(matcher.frame), dtype=np.bool_)
    for key in ("notes", "status"):
        texts = matcher.texts(key)
        found |= texts.spread(_refuses(value, matcher.words) for value in texts.values)
    return found


def _refuses(text: str, words: Words) -> bool:
    """Whether a text says that they do not want to talk."""
    said = what_is_said(text)
    return said is Said.REFUSES or (said is not Said.ASKS and phrases(words.of("no hand")).find(text) != "")


def _blank_in(matcher: Matcher, keys: tuple[str, ...]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Where all of these fields are blank."""
    blank = np.ones(len(matcher.frame), dtype=np.bool_)
    for key in keys:
        blank &= matcher.texts(key).blank
    return blank


def request_in(row: dict[str, Any]) -> str:
    """The text of another field in which a request to talk stands, as received; "" when there is none.

    >>> request_in({"need": "", "application": "", "notes": "", "status": "", "extra": "Hall: 3; Ask: Please call me"})
    'Please call me'
    """
    texts = (str(row[key]) for key in _LOOKED_AT if key != "extra")
    return next((text for text in texts if text and asks_to_talk(text)), "") or _asked_in(str(row["extra"]))


def _asked_in(extra: str) -> str:
    """The answer that asks to talk among the other answers, else the question with it, unless the answer is a no.

    >>> _asked_in("Call you?: No; Hall: 3; Shall we call you?: Sure"), _asked_in("Shall we call you?: No")
    ('Shall we call you?: Sure', '')
    """
    answers = [(part, part.rpartition(": ")[2]) for part in extra.split("; ")]
    for part, answer in answers:
        if fold(answer) not in NO_WORDS and asks_to_talk(part):
            return answer if asks_to_talk(answer) else part
    return ""
