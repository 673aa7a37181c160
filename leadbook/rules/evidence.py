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

from leadbook.fields.email import check_email
from leadbook.fields.hand import asks_to_talk
from leadbook.fields.phone import check_phone
from leadbook.model import GatheredHow
from leadbook.rules.matching import Matcher, Texts
from leadbook.rules.phrases import phrases, plain, replacements, tokens
from leadbook.rules.rule import Words

Codes = np.ndarray[Any, np.dtype[np.object_]]

_TICKS = frozenset({"yes", "y", "true", "1", "x", "✓", "✔", "☑", "on", "ja", "j", "oui", "sí", "si", "checked", "wahr",
                    "vrai", "please", "yes please", "yes, please", "ja bitte", "ja, bitte", "oui svp"})  # fmt: skip
_NOES = frozenset({"no", "n", "false", "0", "off", "nein", "non", "falsch", "faux", "unchecked"})
_OURS_SIGNED = re.compile(r"\bours\b\W*\w")
_BORROWED = frozenset({GatheredHow.HOSPITALITY.value, GatheredHow.PRIZE.value})
_STEM_LIST = """
    call phon ring cont reac touc back visi meet talk spea quot sche arra book set foll emai text what demo appo
    tria cons prop offe conv rep sale disc hear see come get esti ruck rück anru zuru zurü rufe ruf kont meld term
    vorf ange besu vorb bera gesp kost spre appe rapp reco join devi rend démo parl écha echa llam llám comu coti
    pres cita habl reun ofer
"""
_STEMS = frozenset(_STEM_LIST.split())
"""How the words begin that a request to talk has at least one of, in the languages of `asks_to_talk`."""

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
    """

    hand: Codes
    phone: Codes
    email: Codes
    need: Codes
    source: Codes
    incentive: Codes


def evidence(matcher: Matcher, campaigns: pd.DataFrame, home: str, settled: Iterable[int] = ()) -> Evidence:
    """Weigh every inquiry of the matcher's frame.

    Args:
        campaigns: columns campaign, gathered_how, incentive.
        home: two-letter country for phones of inquiries without one, "" when nothing is assumed.
        settled: positions that something else has decided; their phones and addresses are not checked.
    """
    frame = matcher.frame
    source, incentive = _gathered(frame, campaigns)
    need = np.where(matcher.texts("need").blank & matcher.texts("application").blank, "blank", "").astype(object)
    hands = _hands(matcher, need == "", (source, incentive))
    open_ = np.isin(hands, list(COUNTS | ASKED))
    open_[list(settled)] = False
    phone, email = (np.full(len(frame), "", dtype=object) for _ in range(2))
    phone[open_] = phone_problems(frame[open_], home)
    email[open_] = email_problems(frame[open_], matcher.words)
    return Evidence(hand=hands, phone=phone, email=email, need=need, source=source, incentive=incentive)


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


def _kind_of_words(text: str, words: Words) -> str:
    """What the cell with their words holds: blank, no, tick, asks, declined, brochure or other."""
    if text in _TICKS:
        return "tick"
    if text in _NOES:
        return "no"
    if not text or text in phrases(words.of("placeholder")).whole:
        return "blank"
    refuses = phrases(words.of("no hand")).find(text)
    if not refuses and phrases(words.of("raised hand")).find(text):
        return "asks"
    if _may_ask(tokens(text)) and asks_to_talk(text):
        return "asks"
    if refuses:
        return "declined"
    return "brochure" if phrases(words.of("brochure")).find(text) else "other"


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
    if source in (GatheredHow.EVENT, GatheredHow.DOWNLOAD):
        return Hand.UNCLEAR
    return Hand.WORDS


def _elsewhere(matcher: Matcher, said: Texts) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Where a request to talk stands in another field, of those whose own words are blank."""
    blank = said.spread(not value or value in phrases(matcher.words.of("placeholder")).whole for value in said.values)
    found = np.zeros(len(matcher.frame), dtype=np.bool_)
    for key in _LOOKED_AT:
        texts = matcher.texts(key)
        asked = np.unique(texts.codes[blank & ~found])
        asks = np.zeros(len(texts.values), dtype=np.bool_)
        for code in asked:
            asks[code] = _may_ask(texts.tokens[code]) and asks_to_talk(texts.values[code])
        found |= blank & (asks[texts.codes] if len(asks) else False)
    return found


def _refused(matcher: Matcher) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Where the notes or the status of the list say that they do not want to talk."""
    found = np.zeros(len(matcher.frame), dtype=np.bool_)
    says_no = phrases(matcher.words.of("no hand"))
    for key in ("notes", "status"):
        texts = matcher.texts(key)
        found |= texts.spread(bool(says_no.find(value)) for value in texts.values)
    return found


def _blank_in(matcher: Matcher, keys: tuple[str, ...]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Where all of these fields are blank."""
    blank = np.ones(len(matcher.frame), dtype=np.bool_)
    for key in keys:
        blank &= matcher.texts(key).blank
    return blank


def _may_ask(words: tuple[str, ...]) -> bool:
    """Whether a text can ask to talk at all: a quick look before the slow one."""
    return any(word[:4] in _STEMS for word in words)


def request_in(row: dict[str, Any]) -> str:
    """The text of another field in which a request to talk stands, as received; "" when there is none.

    >>> request_in({"need": "", "application": "", "notes": "", "extra": "Hall: 3; Request: Please call me"})
    'Please call me'
    """
    texts = [str(row[key]) for key in _LOOKED_AT if key != "extra"]
    texts += [answer.partition(": ")[2] or answer for answer in str(row["extra"]).split("; ")]
    return next((text for text in texts if text and asks_to_talk(text)), "")


def phone_problems(frame: pd.DataFrame, home: str) -> Codes:
    """For each inquiry "" when one of its numbers checks, else what is wrong with the first.

    Args:
        frame: columns phone, phone2, country.
        home: two-letter country for inquiries without one.
    """
    rows = zip(frame["phone"].tolist(), frame["phone2"].tolist(), frame["country"].tolist(), strict=True)
    known: dict[tuple[str, str, str], str] = {}
    problems = []
    for row in rows:
        if row not in known:
            first, second, country = row
            wrong = phone_problem(first, country, home)
            known[row] = wrong if wrong and (not second or phone_problem(second, country, home)) else ""
        problems.append(known[row])
    return np.array(problems, dtype=object)


def phone_problem(text: str, country: str, home: str) -> str:
    """What is wrong with one number, "" when nothing is; too few digits are no number in any country."""
    problem = check_phone(text, _region(country), home).problem
    return "not_valid" if problem == "no_country" and sum(map(str.isdigit, text)) < 7 else problem


def _region(country: str) -> str:
    """A two-letter country code, "" for anything else."""
    return country if len(country) == 2 and country.isalpha() else ""


def email_problems(frame: pd.DataFrame, words: Words) -> Codes:
    """For each inquiry "" when one of its addresses checks, else what is wrong with the first.

    Args:
        frame: columns email, email2.
    """
    known: dict[tuple[str, str], str] = {}
    problems = []
    for row in zip(frame["email"].tolist(), frame["email2"].tolist(), strict=True):
        if row not in known:
            first, second = row
            wrong = email_problem(first, words)[0]
            known[row] = wrong if wrong and (not second or email_problem(second, words)[0]) else ""
        problems.append(known[row])
    return np.array(problems, dtype=object)


def email_problem(text: str, words: Words) -> tuple[str, str]:
    """What is wrong with an address ("" when nothing is) and what was probably meant ("" when not known)."""
    result = check_email(text)
    if result.problem:
        return result.problem, result.suggestion
    local, _, domain = result.value.rpartition("@")
    meant = replacements(words.of("mail typo")).get(domain, "")
    if meant:
        return "domain_typo", f"{local}@{meant}"
    made_up = result.value in phrases(words.of("placeholder")).whole
    return ("placeholder", "") if made_up else ("", "")
