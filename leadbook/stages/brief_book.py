"""What only the whole book tells of a campaign: named twice, a product nobody sells, answers that belong nowhere."""

from __future__ import annotations

import dataclasses
import datetime as dt
import difflib
from collections.abc import Mapping, Sequence

import pandas as pd

from leadbook.model import BriefPage, Finding, Severity
from leadbook.stages.brief_missing import CONTRADICTS, Gap
from leadbook.stages.brief_open import is_open, says
from leadbook.stages.territory import split_list
from leadbook.stages.wording import as_day, count, listed, plain_name

Row = Mapping[str, object]
CAMPAIGNS, ANSWERS = "tblCampaigns", "tblAnswers"
NO_QUOTA = "campaign_without_quota"


def book_gaps(campaign: Row, campaigns: pd.DataFrame, quotas: pd.DataFrame) -> tuple[Gap, ...]:
    """What contradicts a campaign elsewhere in the book.

    Args:
        campaigns, quotas: tblCampaigns and tblQuotas by schema keys. A book without quotas says nothing of them.
    """
    gaps = []
    name = plain_name(campaign["campaign"])
    rows = [at for at, other in enumerate(campaigns["campaign"], 1) if plain_name(other) == name]
    if len(rows) > 1:
        where = listed([str(at) for at in rows])
        text = f"The campaign stands {count(len(rows), 'time')} on Campaigns (rows {where}); the first counts here."
        gaps.append(Gap(CONTRADICTS, "Campaign", text))
    held = {str(product).strip().casefold() for product in quotas["product"]} - {""}
    lacking = [product for product in split_list(str(campaign["product"])) if product.casefold() not in held]
    if held and says(campaign["product"]) and lacking:
        whose = "its leads" if len(lacking) == 1 else "their leads"
        gaps.append(Gap(NO_QUOTA, "Product", f"No rep has a quota on {listed(lacking)}: {whose} would wait.", False))
    return tuple(gaps)


def with_gaps(page: BriefPage, gaps: Sequence[Gap], states: tuple[str, str]) -> BriefPage:
    """The page with more that is missing; one that was ready is not when a gap blocks.

    Args:
        states: the words for a ready page, and for one with something missing.
    """
    ready, missing = states
    state = missing if page.state == ready and any(gap.blocks for gap in gaps) else page.state
    return dataclasses.replace(page, state=state, missing=(*page.missing, *(gap.text for gap in gaps)))


def gap_findings(row: int, gaps: Sequence[Gap]) -> tuple[Finding, ...]:
    """A finding for each gap of the campaign in that row (from 1) of its table."""
    return tuple(
        Finding(gap.code, CAMPAIGNS, row, gap.column, gap.text, Severity.PROBLEM if gap.blocks else Severity.ASK)
        for gap in gaps
    )


def answer_findings(
    answers: pd.DataFrame, campaigns: pd.DataFrame, only: Sequence[str], today: dt.date
) -> tuple[Finding, ...]:
    """Rows of tblAnswers that need a person: nobody owes them, late, half answered, of no campaign.

    Args:
        only: names of the campaigns that are briefed; rows of other known campaigns are left out.
    """
    names = [str(name).strip() for name in campaigns["campaign"] if str(name).strip()]
    known = {plain_name(name): name for name in reversed(names)}
    wanted, lost = {plain_name(name) for name in only}, set()
    found: list[Finding] = []
    for at, cells in enumerate(answers.to_dict("records"), 1):
        row = {str(key): value for key, value in cells.items()}
        name = plain_name(row["campaign"])
        if name not in known and name not in lost and any(str(row[key]).strip() for key in ("question", "answer")):
            lost.add(name)
            found.append(_stray(at, str(row["campaign"]).strip(), known))
        elif name in wanted:
            found += _about(row, at, today)
    return tuple(found)


def _stray(at: int, name: str, known: Mapping[str, str]) -> Finding:
    """Answers of a campaign that is not on Campaigns, said once a name."""
    near = [known[key] for key in difflib.get_close_matches(plain_name(name), list(known), 1, 0.6)]
    said = f"“{name}” is not on Campaigns" if name else "No campaign is named here"
    hint = f"; is it “{near[0]}”?" if near else ": these answers are on no page."
    return Finding("answers_without_campaign", ANSWERS, at, "Campaign", said + hint, Severity.PROBLEM)


def _about(row: Row, at: int, today: dt.date) -> list[Finding]:
    """What a person may look at on one row."""
    by, owes, until = as_day(row["by"]), str(row["owes"]).strip(), str(row["until_then"]).strip()
    if not is_open(row):
        if says(row["answer"]) and by is not None and owes:
            note = "There is an answer, and still a day by which somebody owes it: please clear the one that is over."
            return [Finding("answer_half_open", ANSWERS, at, "By", note, Severity.ASK)]
        return []
    found = []
    if not says(owes):
        found.append(Finding("answer_without_owner", ANSWERS, at, "Owes it", "Nobody is named who finds this answer.",
                             Severity.ASK))  # fmt: skip
    elif by is None:
        note = "No day is set by which this answer is owed."
        found.append(Finding("answer_without_owner", ANSWERS, at, "By", note, Severity.ASK))
    if by is not None and by < today:
        late = count((today - by).days, "day")
        found.append(Finding("answer_overdue", ANSWERS, at, "By", f"This answer is {late} late.", Severity.PROBLEM))
    if not says(until):
        note = "Nothing is written to say until then; the page suggests “I'll find out and call you back.”"
        found.append(Finding("until_then_missing", ANSWERS, at, "Until then say", note))
    return found
