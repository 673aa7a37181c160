"""The sheet Not leads: what did not pass the gate, why, and when to look at it again. Nothing is thrown away."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping

import pandas as pd

from leadbook.fields.timeframe import parse_timeframe
from leadbook.model import Verdict
from leadbook.schema.tables.inquiries import NOT_LEADS

KEPT = (Verdict.NOT_A_LEAD, Verdict.SUPPRESSED, Verdict.DUPLICATE)
NOT_NOW_DAYS = 90
ACTIVITY_DAYS = 60
_FAR = 1830  # five years: whatever lies behind is no day to look again
_DATES_NAMED_IN = ("timeframe", "buying_stage", "raised_hand", "need", "notes")
_PART = re.compile(r"[;,!?]|\.\s|\b(?:but|aber|mais|pero|maybe|before|until|not now)\b", re.IGNORECASE)


def not_leads(inquiries: pd.DataFrame, present: pd.DataFrame, today: dt.date) -> pd.DataFrame:
    """The rows of tblNotLeads after a check.

    Review on is proposed once: for somebody who said "not now" the date they named, anywhere in what was written, else
    in 90 days; for activity only, and for inquiries that have grown old, in 60 days; for competitors, students and
    the like none. A date
    that stands in `present` stays, whoever wrote it, and so does the day of the verdict while its kind is the same.

    Args:
        inquiries: columns of INQUIRIES, judged, with Let through as `carry_let_through` gave it.
        present: tblNotLeads as it stands.

    Returns:
        Columns of `leadbook.schema.tables.inquiries.NOT_LEADS`, in the order of `inquiries`, index from 0.
    """
    kept = inquiries[inquiries["verdict"].isin(KEPT)].reset_index(drop=True)
    since = dict(zip(present["lead_id"].tolist(), present["since"].tolist(), strict=True))
    reviews = dict(zip(present["lead_id"].tolist(), present["review_on"].tolist(), strict=True))
    ids = kept["lead_id"]
    names = (kept["first_name"].str.strip() + " " + kept["last_name"].str.strip()).str.strip()
    return pd.DataFrame(
        {
            "lead_id": ids,
            "company": kept["company"],
            "who": names.where(names != "", kept["job_title"]),
            "reason": _reasons(kept),
            "source": kept["source"],
            "since": _dates([since.get(lead_id, pd.NaT) for lead_id in ids]).fillna(pd.Timestamp(today)),
            "review_on": _reviews(kept, reviews, today),
            "let_through": kept["let_through"],
        },
        columns=list(NOT_LEADS.keys),
    )


def _reasons(kept: pd.DataFrame) -> pd.Series:
    """The sentence of the gate, with its verdict before it where that says more than "not a lead"."""
    named = kept["verdict"].where(kept["verdict"] != Verdict.NOT_A_LEAD, "")
    return (named + ": ").where(named != "", "") + kept["why"]


def _dates(values: list[pd.Timestamp]) -> pd.Series:
    """A column of dates in the unit of all frames."""
    return pd.Series(values, dtype="datetime64[us]")


def _reviews(kept: pd.DataFrame, stands: Mapping[str, pd.Timestamp], today: dt.date) -> pd.Series:
    """Review on: what stands there, also when it was emptied; else what is proposed for rows new on the sheet."""
    columns = (kept[key].tolist() for key in ("lead_id", "verdict", "why", *_DATES_NAMED_IN))
    return _dates([
        stands[lead_id] if lead_id in stands else _proposal(verdict, why, said, today)
        for lead_id, verdict, why, *said in zip(*columns, strict=True)
    ])  # fmt: skip


def _proposal(verdict: str, why: str, said: Iterable[str], today: dt.date) -> pd.Timestamp:
    """When to look at an inquiry again; NaT for never."""
    never = pd.Timestamp("NaT")
    if verdict != Verdict.NOT_A_LEAD:
        return never
    if why.startswith("Not now"):
        dates = (_named(part, today) for text in said for part in _PART.split(text))
        return next(filter(None, dates), None) or _in_days(today, NOT_NOW_DAYS)
    worth = "(rule 2)" in why or "older than" in why
    return _in_days(today, ACTIVITY_DAYS) if worth and "do not want" not in why else never


def _named(said: str, today: dt.date) -> pd.Timestamp | None:
    """The first day of the time they named themselves, when it is still to come; its last day when it has begun."""
    found = parse_timeframe(said, today)
    if found is None or found.first is None or found.last is None:
        return None
    day = found.first if found.first > today else found.last
    return pd.Timestamp(day) if today < day < today + dt.timedelta(days=_FAR) else None


def _in_days(today: dt.date, days: int) -> pd.Timestamp:
    """That many days from today."""
    return pd.Timestamp(today) + pd.Timedelta(days=days)


def carry_let_through(inquiries: pd.DataFrame, not_leads_now: pd.DataFrame, before: Mapping[str, str]) -> pd.Series:
    """Let through of each inquiry from the two sheets that show it; the last written wins.

    A workbook does not say when a cell was typed, so what Leadbook wrote there last tells: the sheet that differs
    from it was edited since. Where both were edited, a filled cell wins over an emptied one, then Inquiries.

    Args:
        inquiries: columns lead_id, let_through.
        not_leads_now: columns lead_id, let_through, as the sheet stands.
        before: ID → what Leadbook last wrote in both sheets; a missing ID counts as blank.

    Returns:
        Text by the index of `inquiries`.
    """
    other = dict(zip(not_leads_now["lead_id"].tolist(), not_leads_now["let_through"].tolist(), strict=True))
    decided = []
    for lead_id, here in zip(inquiries["lead_id"].tolist(), inquiries["let_through"].tolist(), strict=True):
        there, was = other.get(lead_id, here).strip(), before.get(lead_id, "").strip()
        mine = here.strip()
        if mine == there or there == was:
            decided.append(mine)
        else:
            decided.append(there if mine == was or not mine else mine)
    return pd.Series(decided, index=inquiries.index, dtype=object)
