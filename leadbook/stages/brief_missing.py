"""What a campaign leaves open or contradicts, one sentence each: on its page, in its status, in the run's findings."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from leadbook.fields.text import fold
from leadbook.stages.brief_defaults import ASK, HESITATE, OTHERS, WHY
from leadbook.stages.brief_open import is_open, says
from leadbook.stages.wording import as_day, count, day, listed

Row = Mapping[str, object]

INCOMPLETE, CONTRADICTS, LATE, OVER = "campaign_incomplete", "campaign_contradicts", "briefing_late", "campaign_over"
LATE_WORD = "Late:"
"""A sentence that begins with it is red on the page."""
OBJECTIONS = 3
_PHONE = re.compile(r"(?:\d[\s()./-]*){7,}")
_NEEDED = (
    ("line_to_say", "Line to say", "The line to say is not written yet."),
    ("goal", "Goal", "The goal is not written yet."),
    ("product", "Product", "The product is not named yet."),
    ("owner", "Owner", "Nobody is named yet who answers questions (Owner)."),
)
_AUDIENCE = ("audience_industry", "audience_size", "audience_role", "audience_region")
_IDLE = ("do nothing", "doing nothing", "nothing", "nichts", "status quo", "keep the old", "ne rien faire")
_POINTS: tuple[tuple[str, int, tuple[tuple[str, str], ...]], ...] = (
    (WHY, 3, (
        ("where it came from", r"came|come|from|origin|idea|concept|source|woher|idee|entstand"),
        ("why these words", r"words?|wording|language|slogan|tag ?line|line|worte?|satz|sprache"),
        ("what happens next", r"next|after|success|decide|then|danach|weiter|nachher|erfolg"),
    )),
    (ASK, 6, (
        ("the competition", r"compet\w*|compar\w*|vs|versus|against|differ\w*|vergleich\w*|konkurr\w*|wettbewerb\w*"),
        ("whether it is extended", r"exten\w*|longer|prolong\w*|until|verlanger\w*|wie lange|how long|goes on|after"),
        ("who just bought", r"bought|buy|recent\w*|purchas\w*|customer\w*|gekauft|gerade|schon|neulich"),
        ("an upgrade or another model", r"upgrad\w*|modell?s?|larger?|smaller|bigger|other|another|grosser\w*"),
        ("how you got their name", r"name|call|number|list|contact|namen|anruf\w*"),
        ("how long the price is held", r"price|prices|hold|held|quote|preis\w*"),
    )),
)  # fmt: skip
"""Section, its least number of rows, and points with the words that tell them."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing or contradictory.

    Args:
        code: of `leadbook.findings`.
        column: header on Campaigns (or “Answers”, for what is missing there).
        text: one sentence, printed on the page.
        blocks: whether the page cannot be ready with it.
    """

    code: str
    column: str
    text: str
    blocks: bool = True


def campaign_gaps(campaign: Row, answers: Sequence[Row], today: dt.date) -> tuple[Gap, ...]:
    """What is missing or contradictory on a row of tblCampaigns and on its rows of tblAnswers.

    A deadline or an end that has passed is printed, but does not unmake a page; cost and expected leads may be blank.
    """
    gaps = [Gap(INCOMPLETE, header, text) for key, header, text in _NEEDED if not says(campaign[key])]
    if says(campaign["owner"]) and not _PHONE.search(str(campaign["owner"])):
        gaps.append(Gap(INCOMPLETE, "Owner", "The owner has no phone number here (Owner: name, number)."))
    if not any(says(campaign[key]) for key in _AUDIENCE):
        gaps.append(Gap(INCOMPLETE, "Audience: industry", "Who it is for is not written yet."))
    return (*gaps, *_about_offer(campaign), *_about_days(campaign, today), *_about_answers(campaign, answers))


def late_gap(campaign: Row, today: dt.date) -> tuple[Gap, ...]:
    """What to say of a page that is not out although its campaign runs, or although it is due."""
    starts, due = as_day(campaign["starts"]), as_day(campaign["brief_by"])
    if starts and starts <= today:
        when = "starts today" if starts == today else f"started on {day(starts)}"
        return (Gap(LATE, "Starts", f"{LATE_WORD} it {when} and this page is not issued to the reps.", False),)
    if due and due < today:
        return (Gap(LATE, "Brief by", f"{LATE_WORD} this page was due on {day(due)} and is not issued.", False),)
    return ()


def _about_offer(campaign: Row) -> list[Gap]:
    """An offer or a gift needs exact terms and a last day."""
    if not says(campaign["offer"]) and not says(campaign["incentive"]):
        return []
    what = "offer" if says(campaign["offer"]) else "gift"
    gaps = [] if says(campaign["terms"]) else [Gap(INCOMPLETE, "Terms", f"The {what} has no terms yet.")]
    if as_day(campaign["deadline"]) is None:
        gaps.append(Gap(INCOMPLETE, "Deadline", f"The {what} has no deadline yet."))
    return gaps


def _about_days(campaign: Row, today: dt.date) -> list[Gap]:
    """Days that are missing, out of order or over."""
    starts, ends, deadline, due = (as_day(campaign[key]) for key in ("starts", "ends", "deadline", "brief_by"))
    gaps = []
    if starts is None:
        gaps.append(Gap(INCOMPLETE, "Starts", "The first day is not set yet."))
    if ends is None:
        gaps.append(Gap(INCOMPLETE, "Ends", "The last day is not set yet."))
    if starts and ends and starts > ends:
        gaps.append(Gap(CONTRADICTS, "Ends", f"It starts ({day(starts)}) after it ends ({day(ends)})."))
    if deadline and ends and deadline > ends:
        gaps.append(Gap(CONTRADICTS, "Deadline", f"The deadline ({day(deadline)}) is after the end ({day(ends)})."))
    if deadline and starts and deadline < starts:
        gaps.append(
            Gap(CONTRADICTS, "Deadline", f"The deadline ({day(deadline)}) is before the start ({day(starts)}).")
        )
    if due and starts and due > starts:
        gaps.append(Gap(CONTRADICTS, "Brief by", f"The page is due ({day(due)}) after the start ({day(starts)})."))
    if deadline and deadline < today:
        gaps.append(Gap(OVER, "Deadline", f"The deadline has passed ({day(deadline)}).", False))
    if ends and ends < today:
        gaps.append(Gap(OVER, "Ends", f"The campaign is over since {day(ends)}.", False))
    return gaps


def _about_answers(campaign: Row, answers: Sequence[Row]) -> list[Gap]:
    """Points every briefing answers, and sections that are too thin."""
    told = {section: [row for row in answers if str(row["section"]).strip() == section] for section, *_ in _POINTS}
    missing = [name for section, least, points in _POINTS if len(told[section]) < least
               for name, words in points if not _asked(told[section], words)]  # fmt: skip
    gift = str(campaign["incentive"]).strip()
    if says(gift) and not _asked(told[ASK], _gift_words(gift)):
        missing.append("who gets the gift, and until when")
    gaps = [Gap(INCOMPLETE, "Answers", f"Answers has no question yet on {listed(missing)}.")] if missing else []
    pushed = _here(answers, HESITATE, lambda _: True)
    if pushed < OBJECTIONS:
        said = f"Only {count(pushed, 'objection')} {'is' if pushed == 1 else 'are'}" if pushed else "No objection is"
        gaps.append(Gap(INCOMPLETE, "Answers", f"{said} answered under “{HESITATE}”; three would help."))
    if not _here(answers, OTHERS, lambda name: not _is_idle(name)):
        text = f"No competitor stands under “{OTHERS}” (or “None”, with the reason)."
        gaps.append(Gap(INCOMPLETE, "Answers", text))
    if not _here(answers, OTHERS, _is_idle):
        gaps.append(Gap(INCOMPLETE, "Answers", f"“Do nothing” is not compared under “{OTHERS}”.", False))
    return gaps


def _asked(rows: Sequence[Row], words: str) -> bool:
    """Whether one of the questions has one of the words."""
    pattern = re.compile(rf"\b(?:{words})\b")
    return any(pattern.search(fold(str(row["question"]))) for row in rows)


def _gift_words(gift: str) -> str:
    """Words by which a question about a gift is known: those of the gift, and what people ask about any."""
    own = [re.escape(word) for word in fold(gift).split() if len(word) > 3]
    return "|".join([*own, "win", "won", "gift", "prize", "free", "draw", "gewinn\\w*", "gratis", "geschenk"])


def _here(answers: Sequence[Row], section: str, wanted: Callable[[str], bool]) -> int:
    """Rows of a section that the page prints (answered, or open) and whose question is wanted."""
    mine = (row for row in answers if str(row["section"]).strip() == section)
    return sum((says(row["answer"]) or is_open(row)) and wanted(str(row["question"])) for row in mine)


def _is_idle(name: str) -> bool:
    """Whether a row against the others is about doing nothing."""
    return fold(name).startswith(_IDLE)
