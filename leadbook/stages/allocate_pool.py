"""Which leads are to be shared: those without a rep, and those that may go to another one."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

import pandas as pd

from leadbook.model import LeadStatus, Leftover, Rep, Verdict
from leadbook.stages.allocate_plan import is_working_day
from leadbook.stages.allocate_reach import WHO, Reach, Rules
from leadbook.stages.forecast import period_of
from leadbook.stages.wording import as_day

_LEAD = ("lead_id", "status", "rep", "lock", "outcome", "product", "score", "given_on")


@dataclass(frozen=True, slots=True)
class Free:
    """A lead to share.

    Args:
        now: position of its present rep, -1 for none. uncalled: who never called it, and may not get it again.
        counts: whether it counts for the period where it is now.
    """

    lead_id: str
    score: float
    reach: Reach
    now: int = -1
    uncalled: int = -1
    counts: bool = False


@dataclass(slots=True)
class Sorted:
    """The leads of a book, sorted out.

    Args:
        free: to be shared. kept: IDs of leads that stay with their rep. held_back: leads that nobody may get.
        settled: leads that have a rep → who could have got them.
        alone: positions of reps whose uncalled leads stay, as nobody else may get them; one for each lead.
    """

    free: list[Free] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    held_back: list[Leftover] = field(default_factory=list)
    settled: dict[str, Reach] = field(default_factory=dict)
    alone: list[int] = field(default_factory=list)


def sort_out(
    leads: pd.DataFrame, inquiries: pd.DataFrame, rules: Rules, today: dt.date, rebalance: bool = False
) -> Sorted:  # fmt: skip
    """Sort the leads of a book out.

    Leads with a rep stay; unless nobody called them for the working days that Rules gives, somebody else may get
    them, and they are not locked; or (rebalancing) nobody has called them yet.

    Args:
        leads, inquiries: tblLeads and tblInquiries by schema keys, in any order.
    """
    verdicts = dict(zip(inquiries["lead_id"], inquiries["verdict"], strict=True))
    wanted = inquiries if len(leads) >= len(inquiries) else inquiries[inquiries["lead_id"].isin(leads["lead_id"])]
    columns = (wanted[key].tolist() for key in WHO)
    who = dict(zip(wanted["lead_id"].tolist(), zip(*columns, strict=True), strict=True))
    place = {rep.name.casefold(): at for at, rep in enumerate(rules.plan.reps)}
    is_late, is_of = _lateness(rules, today), _membership(rules)
    done = Sorted()
    for row in zip(*(leads[key].tolist() for key in _LEAD), strict=True):
        key, status, rep, lock, outcome, product, score, given_on = row
        rep, locked = rep.strip(), lock.casefold() == "yes"
        reach = rules.reach(key, product, who[key]) if key in who else None
        now = place.get(rep.casefold(), -1) if rep else -1
        if rep and reach is not None:
            done.settled[key] = reach
        if status == LeadStatus.CLOSED:
            continue
        qualified = reach is not None and verdicts[key] == Verdict.QUALIFIED
        late = bool(rep) and not locked and not outcome and qualified and is_late(now, given_on)
        counts = now >= 0 and is_of(given_on)
        if rep and late and reach is not None and not rebalance:
            _without(done, Free(key, _number(score), reach, uncalled=now, counts=counts))
        elif rep and (locked or outcome or not rebalance):
            done.kept.append(key)
        elif reach is None or not qualified:
            done.held_back.append(Leftover(key, "Waits: the gate does not call it a lead."))
        elif locked:
            done.held_back.append(Leftover(key, "Waits: locked without a rep."))
        else:
            done.settled.pop(key, None)
            done.free.append(Free(key, _number(score), reach, now, counts=counts))
    return done


def _without(done: Sorted, lead: Free) -> None:
    """A lead that its rep never called: to be shared among the others, or it stays where nobody else may get it."""
    bit = 1 << lead.uncalled
    if lead.reach.mask & ~bit:
        reach = dataclasses.replace(lead.reach, mask=lead.reach.mask & ~bit, gave_back=lead.reach.gave_back | bit)
        done.settled.pop(lead.lead_id, None)
        done.free.append(dataclasses.replace(lead, reach=reach))
    else:
        done.kept.append(lead.lead_id)
        done.alone.append(lead.uncalled)


def _number(score: float) -> float:
    """A score; a lead without one comes last."""
    return score if score == score else -1.0


def _lateness(rules: Rules, today: dt.date) -> Callable[[int, object], bool]:
    """Whether a rep had a lead for as many working days as Rules gives, by the day it was given."""
    limit, reps = rules.plan.untouched_days, rules.plan.reps
    known: dict[tuple[int, dt.date], bool] = {}

    def is_late(rep: int, given_on: object) -> bool:
        given = as_day(given_on)
        if limit is None or rep < 0 or given is None:
            return False
        if (rep, given) not in known:
            known[rep, given] = working_days(reps[rep], given, today) >= limit
        return known[rep, given]

    return is_late


def _membership(rules: Rules) -> Callable[[object], bool]:
    """Whether a lead given on a day counts for the period of the plan."""
    plan, known = rules.plan, dict[dt.date, bool]()

    def is_of(given_on: object) -> bool:
        day = as_day(given_on)
        if day is not None and day not in known:
            known[day] = period_of(day, plan.settings) == plan.period
        return day is not None and known[day]

    return is_of


def working_days(rep: Rep, after: dt.date, until: dt.date) -> int:
    """Working days of a rep after a day, up to and with another: no weekends, holidays and absences."""
    days = (after + dt.timedelta(days=more) for more in range(1, (until - after).days + 1))
    return sum(is_working_day(rep, day) for day in days)
