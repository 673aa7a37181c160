"""The Scoreboard: what marketing owes each rep and what the rep has, in facts, in the order of tblReps."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial

import pandas as pd

from leadbook.model import EventKind, Outcome, QuotaLine, Rep, Settings
from leadbook.schema import book, frames
from leadbook.stages.allocate_plan import SalesPlan, promised_leads
from leadbook.stages.cover import needed
from leadbook.stages.forecast import deals_needed, leads_needed, months_of, period_of, period_with
from leadbook.stages.quotas import given_counts
from leadbook.stages.sensitivity import Levers, sensitivity
from leadbook.stages.territory import split_list
from leadbook.stages.wording import as_day, count, money, period_name, plain_name

_PARTS = 2
"""Sentences of a note, at most."""


@dataclass(slots=True)
class _Leads:
    """What the leads of one rep amount to: scores of those given for the period, and what sales brought."""

    scores: list[float] = field(default_factory=list)
    sold: list[float] = field(default_factory=list)
    unpriced: int = 0


def scoreboard(plan: SalesPlan, leads: pd.DataFrame, lines: Sequence[QuotaLine]) -> pd.DataFrame:
    """Rows of tblScoreboard, one for each active rep in the order of tblReps.

    Args:
        plan: reps, settings and the ledger, which knows the day of each sale.
        leads: tblLeads by schema keys.
        lines: the quotas of the plan with `given`, the leads given for their period.

    Returns:
        All keys of tblScoreboard, values of formula columns as the sheet computes them (NaN where it shows ""). Money
        is in the book's currency; what is not known is NaN.
    """
    own: dict[str, list[QuotaLine]] = {}
    for line in lines:
        own.setdefault(line.rep.casefold(), []).append(line)
    given: dict[str, int] = {}
    for (rep, _), number in given_counts(leads, plan.period, plan.settings).items():
        given[plain_name(rep)] = given.get(plain_name(rep), 0) + number
    amounts = _amounts(plan, leads)
    levers = {rep.casefold(): found for rep, found in sensitivity(lines).items()}
    rows = []
    for one in plan.reps:
        if one.active:
            key = one.name.casefold()
            row = _row(one, own.get(key, ()), given.get(key, 0), plan)
            about = amounts.get(key, _Leads())
            row |= _shares(row, about) | _bring(levers.get(key))
            rows.append(row | {"note": _note(row, about.unpriced, plan) if key in own else _no_quota(row, plan)})
    return frames.from_rows(book.table("scoreboard"), rows)


def _row(rep: Rep, lines: Sequence[QuotaLine], given: int, plan: SalesPlan) -> dict[str, object]:
    """Promise, quotas and goal of one rep by schema keys; None for blank."""
    months = len(months_of(plan.period, plan.settings))
    paid = [line for line in lines if line.unit == "money"]
    promised = promised_leads(rep, months)
    goal = None if rep.personal_goal is None else rep.personal_goal * months
    cap = rep.commission_cap * months if rep.commission_cap else None
    booked = math.fsum(line.booked for line in paid)
    pipeline = math.fsum(line.pipeline for line in paid)
    reached = "booked" if cap and booked >= cap else "with pipeline" if cap and booked + pipeline >= cap else ""
    return {
        "rep": rep.name, "promised": promised, "given": given,
        "short_of_promise": None if promised is None else max(0, promised - given),
        "quota": math.fsum(line.quota for line in paid) if paid else None, "booked": booked if paid else None,
        "leads_for_quota": _total([needed(line) for line in lines]), "personal_goal": goal,
        "leads_for_goal": leads_for_goal(goal, lines), "commission_cap": cap, "at_cap": reached,
    }  # fmt: skip


def money_per_lead(lines: Sequence[QuotaLine]) -> float | None:
    """What a lead brings on average: the quotas in money divided by the leads that these quotas take as a whole.

    75,000 that takes 10 leads is 7,500 a lead. None without such a quota, or when one cannot be told.
    """
    paid = [line for line in lines if line.unit == "money" and line.quota > 0]
    takes = _total([leads_needed(deals_needed(line.quota, line.average_deal), line.close_rate) for line in paid])
    return math.fsum(line.quota for line in paid) / takes if takes else None


def leads_for_goal(goal: float | None, lines: Sequence[QuotaLine]) -> int | None:
    """Leads a personal goal still needs on average; None when goal or money per lead are not known.

    What is booked and in the pipeline counts as it does for the quota. Leads for quotas in units come on top, for they
    bring no money that is known; and a goal above the quotas takes no fewer leads than these.
    """
    each = money_per_lead(lines)
    paid = [line for line in lines if line.unit == "money"]
    in_units = _total([needed(line) for line in lines if line.unit != "money"], blank=0)
    if goal is None or each is None or in_units is None:
        return None
    still = goal - math.fsum(line.booked + line.pipeline for line in paid)
    leads = in_units + math.ceil(round(max(0.0, still) / each, 6))
    for_quota = _total([needed(line) for line in lines])
    above = goal >= math.fsum(line.quota for line in paid)
    return max(leads, for_quota) if above and for_quota is not None else leads


def _total(values: Sequence[int | None], blank: int | None = None) -> int | None:
    """The sum; None when one of them is not known, `blank` when there is none."""
    known = [value for value in values if value is not None]
    return None if len(known) < len(values) else sum(known) if known else blank


def _amounts(plan: SalesPlan, leads: pd.DataFrame) -> dict[str, _Leads]:
    """Rep in lower case → scores of the leads given for the period, and amounts of the sales that count for it."""
    period = lru_cache(maxsize=None)(partial(period_of, settings=plan.settings))  # there are few days and many leads
    found: dict[str, _Leads] = {}
    closed = _closed_on(plan.events)
    in_units = {(plain_name(line.rep), line.product.casefold()) for line in plan.quotas if line.unit != "money"}
    keys = ("lead_id", "rep", "product", "given_on", "outcome", "score", "amount")
    for lead, rep, product, given_on, outcome, score, amount in zip(
        *(leads[key].tolist() for key in keys), strict=True
    ):  # fmt: skip
        key, given = plain_name(rep), as_day(given_on)
        if not key or outcome == Outcome.RETURNED:
            continue
        about = found.setdefault(key, _Leads())
        if given is not None and score == score and period(given) == plan.period:
            about.scores.append(score)
        if outcome == Outcome.SOLD and counts_for(given, closed.get(lead), plan.settings) == plan.period:
            names = split_list(product)
            if names and all((key, name.casefold()) in in_units for name in names):
                continue
            about.sold.append(amount if amount == amount else 0.0)
            about.unpriced += amount != amount
    return found


def _closed_on(events: pd.DataFrame) -> dict[str, dt.date]:
    """ID → the day on which the ledger last heard that it is sold."""
    sold = events[(events["event"] == str(EventKind.OUTCOME)) & (events["after"] == str(Outcome.SOLD))]
    days = zip(sold["lead_id"].tolist(), map(as_day, sold["when"].tolist()), strict=True)
    return {lead: day for lead, day in days if day is not None}


def counts_for(given: dt.date | None, closed: dt.date | None, settings: Settings) -> dt.date | None:
    """First day of the period that a sale counts for: each sale counts once.

    It is the period the lead was given for, or the later one in which the sale closed. None when neither day is
    known, or when the lead was given more than the attribution months before.
    """
    if given is None or closed is None:
        return period_of(given, settings) if given else period_with(closed, settings) if closed else None
    months = (closed.year - given.year) * 12 + closed.month - given.month - (closed.day < given.day)
    if months >= settings.attribution_months:
        return None
    return max(period_of(given, settings), period_with(closed, settings))


def _shares(row: dict[str, object], about: _Leads) -> dict[str, object]:
    """What the leads amount to."""
    sold, quota = math.fsum(about.sold), row["quota"]
    scores = about.scores
    return {
        "sold_from_leads": sold, "sold_share": sold / quota if isinstance(quota, float) and quota else None,
        "average_score": round(math.fsum(scores) / len(scores), 1) if scores else None,
    }  # fmt: skip


def _bring(levers: Levers | None) -> dict[str, object]:
    """Expected money, and what each lever adds to it; cents are beyond what anybody knows."""
    if levers is None:
        return dict.fromkeys(("expected", "more_leads", "more_rate", "more_deal", "better_gate"))
    found = {"expected": levers.expected, "more_leads": levers.more_leads, "more_rate": levers.close_rate,
             "more_deal": levers.deal_size, "better_gate": levers.gate}  # fmt: skip
    return {key: round(value, 2) for key, value in found.items()}


def _note(row: dict[str, object], unpriced: int, plan: SalesPlan) -> str:
    """What stands out, in one or two short sentences; "" when nothing does."""
    parts = _short(row)
    if row["at_cap"]:
        cap = money(float(row["commission_cap"]), plan.settings.currency)  # type: ignore[arg-type]
        start = "At" if row["at_cap"] == "booked" else "Booked and pipeline reach"
        parts.append(f"{start} the commission cap of {cap}; the sharing does not look at it.")
    if unpriced:
        parts.append(f"{count(unpriced, 'sale')} without an amount.")
    goal, quota = row["leads_for_goal"], row["leads_for_quota"]
    if goal is not None and quota is not None and goal != quota:
        parts.append(f"{count(goal, 'lead')} for the personal goal, {quota or 'none'} for the quota.")  # type: ignore[arg-type]
    return " ".join(parts[:_PARTS])


def _no_quota(row: dict[str, object], plan: SalesPlan) -> str:
    """The note of a rep who has no quota in the period, and so gets no leads."""
    return " ".join([*_short(row), f"No quota for {period_name(plan.period, plan.settings.period)}."])


def _short(row: dict[str, object]) -> list[str]:
    """What the promise lacks, as a sentence or none."""
    short, promised = row["short_of_promise"], row["promised"]
    return [f"{short:,} short of the {promised:,} promised."] if short else []


def promise_notes(frame: pd.DataFrame) -> tuple[str, ...]:
    """“Promised 10, given 4: Dana Vale (6 short).” for each rep below the promised minimum, in the order of the rows.

    Args:
        frame: rows of tblScoreboard.
    """
    keys = ("rep", "promised", "given", "short_of_promise")
    return tuple(
        f"Promised {promised:,.0f}, given {given:,.0f}: {rep} ({short:,.0f} short)."
        for rep, promised, given, short in zip(*(frame[key].tolist() for key in keys), strict=True) if short > 0
    )  # fmt: skip


def status(frame: pd.DataFrame) -> str:
    """The sheet's status line, from the rows of tblScoreboard."""
    if frame.empty:
        return book.sheet("scoreboard").empty
    given = count(float(frame["given"].sum()), "lead")
    promised = frame["promised"].fillna(0.0)
    total, kept = promised.sum(), (promised - frame["short_of_promise"].fillna(0.0)).sum()
    if not total:
        return f"{given} given to {count(len(frame), 'rep')}; Reps names no promised minimum."
    short = int((frame["short_of_promise"] > 0).sum())
    if not short:
        return f"{given} given; each rep has the leads promised ({total:,.0f} in all)."
    are = "is" if short == 1 else "are"
    return f"{given} given. Of {total:,.0f} promised, {kept:,.0f} were given; {count(short, 'rep')} {are} short of it."


def title(period: dt.date, kind: str = "month") -> str:
    """The sheet's title with its period."""
    return f"Scoreboard: {period_name(period, kind)}"
