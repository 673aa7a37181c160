"""From inquiry to sale: the funnel and the money by campaign, source, product and rep.

What was received never stands alone: every row has the qualified number before it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from leadbook.model import EventKind, Outcome, Verdict
from leadbook.schema import book
from leadbook.stages.territory import split_list
from leadbook.stages.wording import as_day

FEW = 5
"""A share or a cost from fewer qualified leads is “read with care”."""
BY_CAMPAIGN, BY_SOURCE, BY_PRODUCT, BY_REP = "Campaign", "Source", "Product", "Rep"
_COUNTS = ("qualified", "received", "given", "called", "meeting", "sold", "sold_amount", "never_called")


@dataclass(frozen=True, slots=True)
class _Inquiry:
    """One inquiry with what became of it; each flag is 1 or 0."""

    campaign: str
    source: str
    gathered: str
    product: str
    rep: str
    qualified: int = 0
    received: int = 1
    given: int = 0
    called: int = 0
    meeting: int = 0
    sold: int = 0
    sold_amount: float = 0.0
    never_called: int = 0
    returned: int = 0
    answered: int = 0
    sent_back: int = 0


def report(
    inquiries: pd.DataFrame, leads: pd.DataFrame, campaigns: pd.DataFrame, events: pd.DataFrame, today: dt.date
) -> pd.DataFrame:
    """Rows of tblReport: by campaign first, every inquiry in exactly one row of each kind but *Rep*.

    Args:
        inquiries, leads, campaigns, events: the tables by schema keys.
        today: leads given before it and without an outcome count as never called.

    Returns:
        All keys of tblReport, values of formula columns as the sheet computes them (NaN where it shows ""). Rep
        rows count leads: *of received* all they have, *Qualified* those they did not return. A lead with an
        outcome that is no longer qualified still counts from *Given* on.
    """
    rows = _inquiries(inquiries, leads, events, today)
    about = _campaigns(campaigns, today)
    table = book.table("report")
    found = [
        *_group(BY_CAMPAIGN, rows, lambda row: row.campaign, about),
        *_group(BY_SOURCE, rows, lambda row: row.source, {}),
        *_group(BY_PRODUCT, rows, lambda row: row.product, {}),
        *_by_rep(rows),
    ]
    frame = pd.DataFrame(found, columns=list(table.keys))
    for column in table.columns:
        frame[column.key] = frame[column.key].astype("float64" if column.kind.is_number else object)
    return frame


def _inquiries(
    inquiries: pd.DataFrame, leads: pd.DataFrame, events: pd.DataFrame, today: dt.date
) -> list[_Inquiry]:  # fmt: skip
    """Every inquiry with what became of it."""
    met = {
        key for key, kind, after in zip(events["lead_id"], events["event"], events["after"], strict=True)
        if kind == EventKind.OUTCOME and after == Outcome.MEETING_SET
    }  # fmt: skip
    back = {key for key, kind in zip(events["lead_id"], events["event"], strict=True) if kind == EventKind.RETURNED}
    keys = ("lead_id", "rep", "outcome", "amount", "given_on", "product")
    lead_rows = {values[0]: values[1:] for values in zip(*(leads[key].tolist() for key in keys), strict=True)}
    asked = ("lead_id", "verdict", "campaign", "source", "source_type", "product")
    none = ("", "", np.nan, None, "")
    rows = []
    for key, verdict, campaign, source, gathered, product in zip(*(inquiries[k].tolist() for k in asked), strict=True):
        rep, outcome, amount, given_on, lead_product = lead_rows.get(key, none)
        sold, day = outcome == Outcome.SOLD, as_day(given_on)
        rows.append(_Inquiry(
            campaign=" ".join(campaign.split()) or "(no campaign)", source=" ".join(source.split()) or "(no source)",
            gathered=gathered, product="; ".join(split_list(lead_product or product)) or "(no product)",
            rep=rep.strip(), qualified=int(verdict == Verdict.QUALIFIED), given=int(bool(rep or outcome)),
            called=int(bool(outcome)), sold=int(sold), returned=int(outcome == Outcome.RETURNED),
            answered=int(bool(outcome) or key in back), sent_back=int(outcome == Outcome.RETURNED or key in back),
            meeting=int(sold or outcome == Outcome.MEETING_SET or (bool(outcome) and key in met)),
            sold_amount=float(amount) if sold and amount == amount else 0.0,
            never_called=int(bool(rep) and not outcome and day is not None and day < today),
        ))  # fmt: skip
    return rows


def _campaigns(campaigns: pd.DataFrame, today: dt.date) -> dict[str, tuple[str, str, float]]:
    """Lower-case name → name, how its names are gathered with the incentive, cost; of campaigns that have begun."""
    about = {}
    keys = ("campaign", "gathered_how", "incentive", "cost", "starts")
    for name, gathered, incentive, cost, starts in zip(*(campaigns[key].tolist() for key in keys), strict=True):
        name, starts_on = " ".join(name.split()), as_day(starts)
        if name:
            how = ", ".join(filter(None, (gathered, incentive.strip())))
            begun = starts_on is None or starts_on <= today
            about[name.casefold()] = (name if begun else "", how, float(cost))
    return about


def _group(
    by: str, rows: Sequence[_Inquiry], name_of: Callable[[_Inquiry], str], about: dict[str, tuple[str, str, float]]
) -> list[dict[str, object]]:
    """The rows of one kind, most qualified first, then by name."""
    groups: dict[str, list[_Inquiry]] = {key: [] for key, (name, _, _) in about.items() if name}
    names = {key: name for key, (name, _, _) in about.items() if name}
    for row in rows:
        key = name_of(row).casefold()
        groups.setdefault(key, []).append(row)
        names.setdefault(key, name_of(row))
    found = []
    for key, members in groups.items():
        _, how, cost = about.get(key, ("", "", float("nan")))
        if not how and by in (BY_CAMPAIGN, BY_SOURCE):
            how = _most_common(row.gathered for row in members)
        found.append(_figures(by, names[key], members) | _money(members, cost) | {"gathered_how": how})
    return sorted(found, key=_order)


def _by_rep(rows: Sequence[_Inquiry]) -> list[dict[str, object]]:
    """The rows of reps: of the leads they have, those they did not return."""
    groups: dict[str, list[_Inquiry]] = {}
    for row in rows:
        if row.rep:
            groups.setdefault(row.rep, []).append(row)
    found = []
    for rep, members in groups.items():
        figures = _figures(BY_REP, rep, members)
        kept = len(members) - sum(row.returned for row in members)
        figures |= {"qualified": kept, "qualified_share": kept / len(members), "trust": float("nan")}
        found.append(figures | _money(members, float("nan")))
    return sorted(found, key=_order)


def _order(row: dict[str, object]) -> tuple[float, str]:
    """Most qualified first, then by name."""
    return -float(row["qualified"]), str(row["name"]).casefold()  # type: ignore[arg-type]


def _figures(by: str, name: str, members: Sequence[_Inquiry]) -> dict[str, object]:
    """The counts of a row."""
    totals = {key: float(sum(getattr(row, key) for row in members)) for key in _COUNTS}
    share = totals["qualified"] / totals["received"] if totals["received"] else float("nan")
    answered, back = sum(row.answered for row in members), sum(row.sent_back for row in members)
    trust = (answered - back) / answered if answered else float("nan")
    return {"by": by, "name": name, "gathered_how": "", **totals, "qualified_share": share, "trust": trust}


def _money(members: Sequence[_Inquiry], cost: float) -> dict[str, object]:
    """Cost, cost per qualified lead, and the share of it in leads never called."""
    qualified = sum(row.qualified for row in members)
    never = sum(row.never_called for row in members)
    each = cost / qualified if qualified else float("nan")
    return {"cost": cost, "cost_per_qualified": each, "lost_money": cost * never / qualified if qualified else each}


def _most_common(words: Iterable[str]) -> str:
    """The most frequent word that is not blank; the first in the alphabet of equals."""
    counts = Counter(word for word in words if word)
    return min(counts, key=lambda word: (-counts[word], word)) if counts else ""


def lost_reasons(leads: pd.DataFrame) -> list[tuple[str, int]]:
    """Why leads were lost, the most frequent first; one without a reason counts as “no reason given”."""
    pairs = zip(leads["outcome"], leads["reason"], strict=True)
    counts = Counter(reason.strip() or "no reason given" for outcome, reason in pairs if outcome == Outcome.LOST)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


OUTRAGEOUS = "outrageous expectations"
"""The reason of Leads that a rep picks when somebody expects what nobody can give."""


def outrageous_by_source(inquiries: pd.DataFrame, leads: pd.DataFrame) -> list[tuple[str, int, int]]:
    """Source, leads a rep gave that reason for, and leads with an outcome; most of them first.

    Args:
        inquiries: columns lead_id, source. leads: columns lead_id, outcome, reason.
    """
    sources = {key: " ".join(name.split()) for key, name in zip(inquiries["lead_id"], inquiries["source"], strict=True)}
    picked: Counter[str] = Counter()
    of_all: Counter[str] = Counter()
    for key, outcome, reason in zip(leads["lead_id"], leads["outcome"], leads["reason"], strict=True):
        source = sources.get(key, "") or "(no source)"
        is_picked = reason.strip().casefold() == OUTRAGEOUS
        picked[source] += is_picked
        of_all[source] += bool(outcome) or is_picked
    found = [(source, number, of_all[source]) for source, number in picked.items() if number]
    return sorted(found, key=lambda row: (-row[1], row[0]))
