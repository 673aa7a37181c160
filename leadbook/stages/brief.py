"""The briefing page of a campaign: what a rep gets asked, with answers; what is open is printed as open."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import re
from collections.abc import Mapping, Sequence

import pandas as pd

from leadbook.model import BattleRow, BriefLine, BriefPage, Verdict
from leadbook.stages.brief_defaults import (
    ASK,
    ELSE,
    FIRST,
    FOR,
    HELP,
    HESITATE,
    LINKS,
    NOT_FOR,
    OTHERS,
    WHY,
    complete_answers,
    default_answers,
)
from leadbook.stages.brief_missing import Gap, campaign_gaps
from leadbook.stages.brief_open import is_must, is_open, says
from leadbook.stages.territory import split_list
from leadbook.stages.wording import as_day, day, days_between, short_day

__all__ = [
    "Held", "brief_page", "complete_answers", "content_mark", "default_answers", "held_in", "issue", "mark_answers",
]  # fmt: skip

Row = Mapping[str, object]

OPEN = "NOT ANSWERED YET."
CALL_BACK = "“I'll find out and call you back.”"
DRAFT, ANSWERS_MISSING, READY, ISSUED = "Draft", "Answers missing", "Ready", "Issued v{}"
_AUDIENCE = ("audience_industry", "audience_size", "audience_role", "audience_region")
_ON_PAGE = (
    "campaign", "type", "incentive", "product", "starts", "ends", "owner", "goal", "audience_industry",
    "audience_size", "audience_role", "audience_region", "exclusions", "line_to_say", "offer", "terms", "deadline",
)  # fmt: skip
_FOOTER = re.compile(r"v(\d+) of (\d{1,2} \w{3} \d{4}) \(([0-9a-f]{6})\)")
_CHANGED_IN = re.compile(r"v\d+ \(([0-9a-f]{4})\)")


@dataclasses.dataclass(frozen=True, slots=True)
class Held:
    """The version that reps hold now: its number, its day, and the mark of its content. Version 0: none."""

    version: int = 0
    issued: dt.date | None = None
    mark: str = ""


def brief_page(
    campaign: Row, answers: pd.DataFrame, inquiries: pd.DataFrame, today: dt.date, version: int
) -> BriefPage:
    """The page of one campaign, as plain text.

    Args:
        campaign: a row of tblCampaigns by schema keys.
        answers, inquiries: tblAnswers and tblInquiries; rows of other campaigns are left out.
        version: of the page that reps hold; 0 when none was issued. `issue` decides on a new one.
    """
    name = str(campaign["campaign"]).strip()
    rows = _of_campaign(answers, name)
    must = [row for row in rows if is_must(row)]
    filled = sum(says(row["answer"]) for row in must)
    deadline = as_day(campaign["deadline"])
    gaps = campaign_gaps(campaign, rows, today)
    is_open_somewhere = any(gap.blocks for gap in gaps) or any(is_open(row) for row in rows)
    state = DRAFT if not filled else ANSWERS_MISSING if is_open_somewhere else READY
    return BriefPage(
        campaign=name, subtitle=_text(campaign, "type"), state=state, version=version,
        line_to_say=_written(campaign, "line_to_say"),
        offer=_written(campaign, "offer") or _written(campaign, "incentive"),
        terms=_written(campaign, "terms"), deadline=deadline, days_left=(deadline - today).days if deadline else None,
        runs=days_between(as_day(campaign["starts"]), as_day(campaign["ends"])), owner=_text(campaign, "owner"),
        product=", ".join(split_list(_text(campaign, "product"))), answers_filled=filled, answers_needed=len(must),
        matching=matching(name, inquiries),
        why=_why(_written(campaign, "goal"), _pairs(rows, WHY, today)),
        who_for=_audience(campaign, rows, today), who_not=_exclusions(campaign, rows, today),
        asks=_lines(rows, ASK, today), objections=_lines(rows, HESITATE, today), battle=_battle(rows, today),
        first_questions=_pairs(rows, FIRST, today), help_us=tuple(text for _, text in _pairs(rows, HELP, today)),
        contact=_contact(campaign, rows), links=_pairs(rows, LINKS, today), missing=tuple(gap.text for gap in gaps),
        footer=_footer(name, Held(version)),
    )  # fmt: skip


def _why(goal: str, answered: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Why the campaign runs; its goal once, as the answers word it when they do."""
    told = any("goal" in question.casefold() and not answer.startswith(OPEN[:12]) for question, answer in answered)
    return answered if told else (("Goal", goal or OPEN), *answered)


def _of_campaign(answers: pd.DataFrame, name: str) -> list[dict[str, object]]:
    """The rows of a campaign, in the order of the sheet."""
    mine = answers[[str(value).strip().casefold() == name.casefold() for value in answers["campaign"]]]
    return [{str(key): value for key, value in row.items()} for row in mine.to_dict("records")]


def matching(name: str, inquiries: pd.DataFrame) -> int:
    """Inquiries of a campaign that are leads or one answer away."""
    pairs = zip(inquiries["campaign"], inquiries["verdict"], strict=True)
    wanted = (Verdict.QUALIFIED, Verdict.NEEDS_INFO)
    return sum(verdict in wanted and str(of).strip().casefold() == name.casefold() for of, verdict in pairs)


def _text(row: Row, key: str) -> str:
    """A text cell without outer blanks."""
    return str(row[key]).strip()


def _written(row: Row, key: str) -> str:
    """A text cell; "" for one that only says “tbd” or the like."""
    return _text(row, key) if says(row[key]) else ""


def _said(row: Row, today: dt.date) -> BriefLine | None:
    """The line of a question: its answer, or for an open one who owes it; None when it is optional and blank.

    “I don't know” and “tbd” are open: a rep would otherwise say it to a customer.
    """
    question, answer = _text(row, "question"), _text(row, "answer")
    if says(answer):
        return BriefLine(question, answer)
    if not is_open(row):
        return None
    owes, by = _written(row, "owes"), as_day(row["by"])
    if not owes:
        who = "Nobody is named yet who finds it out."
    elif by is None:
        who = f"{owes} owes this; no day is set."
    else:
        who = f"{owes} {'owes' if by >= today else 'owed'} this by {short_day(by)}."
    until = _written(row, "until_then")
    return BriefLine(question, f"{OPEN} {who} Until then say: {until or CALL_BACK}", open=True)


def _lines(rows: Sequence[Row], section: str, today: dt.date) -> tuple[BriefLine, ...]:
    """The lines of a section."""
    lines = (_said(row, today) for row in rows if _text(row, "section") == section)
    return tuple(line for line in lines if line is not None)


def _pairs(rows: Sequence[Row], section: str, today: dt.date) -> tuple[tuple[str, str], ...]:
    """Question and answer of a section's lines."""
    return tuple((line.question, line.answer) for line in _lines(rows, section, today))


def _battle(rows: Sequence[Row], today: dt.date) -> tuple[BattleRow, ...]:
    """The rows against the others; an answer is “they offer | we win | they win”."""
    battle = []
    for line in _lines(rows, OTHERS, today):
        parts = [line.answer] if line.open else [part.strip() for part in line.answer.split("|", 2)]
        they_offer, we_win, they_win = [*parts, "", ""][:3]
        battle.append(BattleRow(line.question, they_offer, we_win, they_win))
    return tuple(battle)


def _audience(campaign: Row, rows: Sequence[Row], today: dt.date) -> tuple[str, ...]:
    """Who it is for: the audience of the campaign, then what Answers adds."""
    parts = [_text(campaign, key) for key in _AUDIENCE]
    first = ", ".join(part for part in parts if part)
    return tuple(filter(None, (first, *_answers(rows, FOR, today))))


def _exclusions(campaign: Row, rows: Sequence[Row], today: dt.date) -> tuple[str, ...]:
    """Who it is not for."""
    return (*split_list(_text(campaign, "exclusions")), *_answers(rows, NOT_FOR, today))


def _answers(rows: Sequence[Row], section: str, today: dt.date) -> list[str]:
    """Answers of a section; the question only before an open one, as under “For” and “Not” it would read oddly."""
    lines = _lines(rows, section, today)
    return [_joined(line.question, line.answer) if line.open else line.answer for line in lines]


def _added(rows: Sequence[Row], section: str) -> list[str]:
    """Answers of a section, the question before them where it says something."""
    mine = [row for row in rows if _text(row, "section") == section and says(row["answer"])]
    return [_joined(_text(row, "question"), _text(row, "answer")) for row in mine]


def _joined(question: str, answer: str) -> str:
    """“Good to know: …”, “Who decides? …”; the answer alone without a question."""
    return f"{question}{'' if question.endswith(('?', '!', '.', ':')) else ':'} {answer}" if question else answer


def _contact(campaign: Row, rows: Sequence[Row]) -> str:
    """Who answers what is not on the page."""
    owner = _text(campaign, "owner")
    who = f"Anything not on this page: {owner} answers." if owner else "Anything not on this page: nobody is named yet."
    return " ".join([who, *_added(rows, ELSE)])


def content_mark(campaign: Row, answers: pd.DataFrame) -> str:
    """Six signs that change when what a page says changes; not with the day, nor with the book's counts."""
    parts = [_plain(campaign[key]) for key in _ON_PAGE]
    for row in _of_campaign(answers, _text(campaign, "campaign")):
        if _text(row, "answer") or is_must(row):
            parts += [_text(row, "section"), _content(row)]
    return _mark(parts, 6)


def _content(row: Row) -> str:
    """What a row of Answers says."""
    return "\x1f".join(_plain(row[key]) for key in ("question", "answer", "until_then", "owes", "by"))


def _plain(value: object) -> str:
    """A cell as text, dates as days."""
    found = as_day(value)
    return found.isoformat() if found else "" if value is pd.NaT else str(value).strip()


def _mark(parts: Sequence[str], length: int) -> str:
    """A short mark of some texts."""
    return hashlib.sha256("\x1e".join(parts).encode("utf-8")).hexdigest()[:length]


def held_in(footer: object) -> Held:
    """The version that a printed page's footer names; version 0 when it names none."""
    found = _FOOTER.search(str(footer or ""))
    if not found:
        return Held()
    return Held(int(found[1]), _read_day(found[2]), found[3])


def _read_day(text: str) -> dt.date | None:
    """“23 Nov 2026” as a date, in every locale; None when it is none."""
    number, month, year = text.split()
    for at in range(1, 13):
        if day(dt.date(2000, at, 1)).split()[1] == month and 1 <= int(number) <= 28 + 3 * (at != 2):
            return dt.date(int(year), at, 1) + dt.timedelta(days=int(number) - 1)
    return None


def _footer(name: str, held: Held, draft: bool = False) -> str:
    """The footer: name, version, day, mark; for a draft after which version."""
    if not held.version or not held.mark or held.issued is None:
        return f"{name}, draft" if not held.version else f"{name}, v{held.version}"
    return f"{name}, {'draft after ' if draft else ''}v{held.version} of {day(held.issued)} ({held.mark})"


def issue(page: BriefPage, mark: str, held: Held, today: dt.date, late: Sequence[Gap] = ()) -> BriefPage:
    """The page as it goes out: a new version only when it is ready and says something new.

    Args:
        page: from `brief_page`. mark: from `content_mark`. held: from `held_in`, what reps hold now.
        late: from `late_gap`; said first on a page that does not go out, while reps hold no version of it.
    """
    if page.state != READY:
        return dataclasses.replace(
            page, missing=(*(gap.text for gap in late), *page.missing),
            version=held.version, issued=held.issued, footer=_footer(page.campaign, held, draft=True),
        )  # fmt: skip
    if mark != held.mark or not held.version:
        held = Held(max(held.version, page.version) + 1, today, mark)
    return dataclasses.replace(
        page, version=held.version, issued=held.issued, state=ISSUED.format(held.version),
        footer=_footer(page.campaign, held),
    )  # fmt: skip


def mark_answers(answers: pd.DataFrame, page: BriefPage) -> pd.DataFrame:
    """tblAnswers with *Changed in* of an issued page: the version in which each answer last changed, with its mark."""
    if page.state != ISSUED.format(page.version):
        return answers
    changed = []
    for cells in answers.to_dict("records"):
        row: dict[str, object] = {str(key): value for key, value in cells.items()}
        text = str(row["changed_in"])
        if _text(row, "campaign").casefold() == page.campaign.casefold() and says(row["answer"]):
            mark, had = _mark([_content(row)], 4), _CHANGED_IN.fullmatch(text.strip())
            text = text if had and had[1] == mark else f"v{page.version} ({mark})"
        changed.append(text)
    return answers.assign(changed_in=pd.Series(changed, dtype="object", index=answers.index))
