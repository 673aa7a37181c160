"""The plain model of a briefing page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BriefLine:
    """A question with the answer a rep can say; `open` prints it as not answered yet."""

    question: str
    answer: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class BattleRow:
    """One competitor (or doing nothing): what they offer, where we win, where they win."""

    name: str
    they_offer: str
    we_win: str
    they_win: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefPage:
    """Everything that stands on one campaign's briefing page, as plain text.

    Args:
        state: "Draft", "Answers missing", "Ready" or "Issued v3".
        runs: "1 Oct – 30 Nov 2026".
        days_left: days to the deadline; negative when it has passed, None without a deadline.
        answers_filled, answers_needed: of the rows with *Must answer?* Yes.
        matching: inquiries of the campaign that are leads or one answer away.
        why, first_questions: pairs of label and text.
        missing: what is missing or contradictory, one sentence each; printed as open.
        footer: "Autumn Swap, v3".
    """

    campaign: str
    subtitle: str = ""
    state: str = "Draft"
    version: int = 0
    issued: dt.date | None = None
    line_to_say: str = ""
    offer: str = ""
    terms: str = ""
    deadline: dt.date | None = None
    days_left: int | None = None
    runs: str = ""
    owner: str = ""
    product: str = ""
    answers_filled: int = 0
    answers_needed: int = 0
    matching: int = 0
    why: tuple[tuple[str, str], ...] = ()
    who_for: tuple[str, ...] = ()
    who_not: tuple[str, ...] = ()
    asks: tuple[BriefLine, ...] = ()
    objections: tuple[BriefLine, ...] = ()
    battle: tuple[BattleRow, ...] = ()
    first_questions: tuple[tuple[str, str], ...] = ()
    help_us: tuple[str, ...] = ()
    contact: str = ""
    links: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    footer: str = ""
