"""Share the qualified leads among the reps by what each still needs to make quota; every lead gets a sentence.

Order of aims: the hard rules (product on quota, territory, language, not away, room, locks, account owner); then
the best-scoring leads that fit; then promised minimums; then the smallest sum of slot costs (k - 1/2) / leads
needed, which fills reps in proportion to their need; a rep at quota comes last. Ties go by the order of tblReps.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from leadbook.model import Assignment, Event, EventKind, LeadStatus, Leftover, Verdict
from leadbook.stages.allocate_flow import Group, Sharing
from leadbook.stages.allocate_plan import SalesPlan
from leadbook.stages.allocate_reach import Reach, Rules
from leadbook.stages.allocate_reasons import Reasons, Tally
from leadbook.stages.allocate_shares import Share, shares
from leadbook.stages.allocate_standing import Standing
from leadbook.stages.allocate_waiting import Waiting
from leadbook.stages.leads import status_of
from leadbook.stages.leads_order import is_ours, ordered
from leadbook.stages.wording import count

__all__ = ["Allocation", "SalesPlan", "allocate", "apply"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """A hand-out. Every open lead is in exactly one of assignments, kept and leftovers.

    Args:
        assignments: leads that get a rep, or (rebalancing) another one.
        kept: leads that stay with their rep.
        leftovers: leads that wait, each with the reason.
        certificate: how good it is; empty when that was not proven.
        rep_notes: (rep, product) → why a rep with a quota has no lead.
        product_gaps: products with leads and no rep, and on quota without leads.
        notes: sentences for a person.
        shares: how far each quota is before and after, for a preview; two hand-outs are compared by them.
    """

    assignments: tuple[Assignment, ...] = ()
    kept: tuple[str, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    certificate: dict[str, float | str] = field(default_factory=dict)
    rep_notes: dict[tuple[str, str], str] = field(default_factory=dict)
    product_gaps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    shares: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True)
class Free:
    """A lead to hand out; `now` is the position of its present rep, -1 for none."""

    lead_id: str
    score: float
    reach: Reach
    now: int


def allocate(
    leads: pd.DataFrame, inquiries: pd.DataFrame, plan: SalesPlan, today: dt.date, *, rebalance: bool = False
) -> Allocation:
    """Who gets which lead, and why. Nothing is changed; see `apply`.

    Args:
        leads, inquiries: tblLeads (after `sync_leads`) and tblInquiries by schema keys, in any order.
        rebalance: leads without an outcome and without a lock may move to another rep; otherwise leads that have
            a rep stay.
    """
    rules = Rules(plan, today)
    free, kept, held_back = _sort_out(leads, inquiries, rules, rebalance)
    ids = {lead.lead_id for lead in free}
    standing = Standing(rules, leads, ids, today)
    free.sort(key=lambda lead: (-lead.score, lead.lead_id))
    keys = sorted({(lead.reach.product, lead.reach.mask) for lead in free if lead.reach.mask})
    number = {key: at for at, key in enumerate(keys)}
    able = [lead for lead in free if lead.reach.mask]
    sharing = Sharing([Group(*key) for key in keys], standing.stand())
    wanted = [number[lead.reach.product, lead.reach.mask] for lead in able]
    placed = sharing.place(wanted)
    amounts = [0] * len(keys)
    for group, is_placed in zip(wanted, placed, strict=True):
        amounts[group] += is_placed
    shares = sharing.share(amounts)
    chosen = _deal([lead for lead, is_in in zip(able, placed, strict=True) if is_in], number, shares, standing)
    settled = _settled(leads, inquiries, rules, ids)
    return _report(free, chosen, (kept, held_back, settled), standing, sharing)


def _settled(leads: pd.DataFrame, inquiries: pd.DataFrame, rules: Rules, free: Collection[str]) -> list[Reach]:
    """Who could have got the leads that have a rep already: the same reasons hold before and after a hand-out."""
    wanted = ("lead_id", "company", "email", "website", "country", "region", "postal_code", "language")
    known = {str(row["lead_id"]): row for row in _records(inquiries, wanted)}
    rows = _records(leads, ("lead_id", "rep", "product"))
    return [
        rules.reach(row, known[str(row["lead_id"])])
        for row in rows if row["lead_id"] in known and row["lead_id"] not in free and str(row["rep"]).strip()
    ]  # fmt: skip


def _sort_out(
    leads: pd.DataFrame, inquiries: pd.DataFrame, rules: Rules, rebalance: bool
) -> tuple[list[Free], list[str], list[Leftover]]:  # fmt: skip
    """The leads to hand out, those that stay with their rep, and those that nobody may get."""
    wanted = ("lead_id", "verdict", "company", "email", "website", "country", "region", "postal_code", "language")
    known = {str(row["lead_id"]): row for row in _records(inquiries, wanted)}
    place = {rep.name.casefold(): at for at, rep in enumerate(rules.plan.reps)}
    free: list[Free] = []
    kept: list[str] = []
    held_back: list[Leftover] = []
    for row in _records(leads, ("lead_id", "status", "rep", "lock", "outcome", "product", "score")):
        key, rep = str(row["lead_id"]), str(row["rep"]).strip()
        inquiry, locked = known.get(key), str(row["lock"]).casefold() == "yes"
        if row["status"] == LeadStatus.CLOSED:
            continue
        if rep and (locked or row["outcome"] or not rebalance):
            kept.append(key)
        elif inquiry is None or inquiry["verdict"] != Verdict.QUALIFIED:
            held_back.append(Leftover(key, "Waits: the gate does not call it a lead."))
        elif locked:
            held_back.append(Leftover(key, "Waits: locked without a rep."))
        else:
            score = float(row["score"])  # type: ignore[arg-type]
            now = place.get(rep.casefold(), -1)
            free.append(Free(key, score if score == score else -1.0, rules.reach(row, inquiry), now))
    return free, kept, held_back


def _records(frame: pd.DataFrame, keys: Sequence[str]) -> list[dict[str, object]]:
    """Rows with these keys only."""
    columns = [frame[key].tolist() for key in keys]
    return [dict(zip(keys, values, strict=True)) for values in zip(*columns, strict=True)]


def _deal(
    placed: Sequence[Free], number: Mapping[tuple[int, int], int], shares: Sequence[Mapping[int, int]],
    standing: Standing,
) -> dict[str, int]:  # fmt: skip
    """Which lead of a group goes to which rep: first those that can stay, then the scores shared evenly.

    The j-th lead of a rep stands at (j - 1/2) / (number they get); leads go out in that order, the best first, and
    of equals to the rep who is further behind.
    """
    groups: dict[int, list[Free]] = {}
    for lead in placed:
        groups.setdefault(number[lead.reach.product, lead.reach.mask], []).append(lead)
    chosen: dict[str, int] = {}
    for group, members in groups.items():
        left = dict(shares[group])
        moving = []
        for lead in members:
            if left.get(lead.now, 0):
                left[lead.now] -= 1
                chosen[lead.lead_id] = lead.now
            else:
                moving.append(lead)
        product = members[0].reach.product
        turns = sorted(
            ((2 * j + 1) / (2 * amount), standing.share(rep, product), rep)
            for rep, amount in left.items() for j in range(amount)
        )  # fmt: skip
        chosen.update((lead.lead_id, turn[2]) for lead, turn in zip(moving, turns, strict=True))
    return chosen


def _report(
    free: Sequence[Free], chosen: Mapping[str, int], others: tuple[list[str], list[Leftover], list[Reach]],
    standing: Standing, sharing: Sharing,
) -> Allocation:  # fmt: skip
    """Sentences, notes and figures of a hand-out."""
    kept, held_back, settled = others
    rules, running, totals = standing.rules, standing.counts(), list(standing.total)
    earlier = standing.counts()
    reasons = Reasons(rules, standing.needed, standing.guessed, standing.room)
    waiting = Waiting(rules, reasons.words, standing.room, sharing.stand.room)
    tally = Tally(count=running, total=totals, left=sharing.stand.room, promised=standing.promised)
    names = [rep.name for rep in rules.plan.reps]
    assignments, leftovers = [], list(held_back)
    for lead in free:
        rep = chosen.get(lead.lead_id, -1)
        if rep < 0:
            leftovers.append(Leftover(lead.lead_id, waiting.why(lead.reach)))
            continue
        if rep == lead.now:
            kept.append(lead.lead_id)
        else:
            before = f"Before with {reasons.words.names[lead.now]}. " if lead.now >= 0 else ""
            assignments.append(Assignment(lead.lead_id, names[rep], before + reasons.given(lead.reach, rep, tally)))
        running[rep][lead.reach.product] += 1
        totals[rep] += 1
    for lead in free:
        if lead.now >= 0 and lead.reach.product >= 0:
            earlier[lead.now][lead.reach.product] += 1
    return Allocation(
        assignments=tuple(assignments), kept=tuple(kept), leftovers=tuple(leftovers),
        certificate=_certificate(free, standing, sharing),
        rep_notes=standing.without_leads(
            (running, sharing.stand.room), [*settled, *(lead.reach for lead in free)], reasons
        ),
        product_gaps=standing.product_gaps([lead.reach for lead in free]),
        notes=_notes(assignments, leftovers, standing), shares=shares(standing, running, earlier),
    )  # fmt: skip


def _certificate(free: Sequence[Free], standing: Standing, sharing: Sharing) -> dict[str, float | str]:
    """What is proven of the hand-out; empty when nothing is."""
    if not sharing.optimal or not free:
        return {}
    cost = 0.0
    for rep, row in enumerate(sharing.stand.count):
        for product, has in enumerate(row):
            need, before = standing.needed[rep][product], standing.given[rep][product]
            if need:
                cost += (has * has - before * before) / (2 * need)
    return {
        "method": "exact by successive shortest paths, ended when no exchange of leads is cheaper",
        "objective": round(cost, 6), "conditional_on": "leads that stay with their rep",
    }  # fmt: skip


def _notes(assignments: Sequence[Assignment], leftovers: Sequence[Leftover], standing: Standing) -> tuple[str, ...]:
    """The headline of a hand-out."""
    reps = len({assignment.rep for assignment in assignments})
    notes = []
    if assignments:
        notes.append(f"{count(len(assignments), 'lead')} to {count(reps, 'rep')}.")
    if leftovers:
        waits = "waits, with its reason" if len(leftovers) == 1 else "wait, each with its reason"
        notes.append(f"{count(len(leftovers), 'lead')} {waits}.")
    if not assignments and not leftovers:
        notes.append("No lead was waiting; nothing changed.")
    return (*notes, *standing.notes())


def apply(
    leads: pd.DataFrame, allocation: Allocation, today: dt.date | dt.datetime
) -> tuple[pd.DataFrame, tuple[Event, ...]]:
    """The Leads sheet after a hand-out, and the events for the ledger.

    Args:
        leads: tblLeads by schema keys; it is not changed.
        today: the day, or the stamp for the ledger.
    """
    stamp = today if isinstance(today, dt.datetime) else dt.datetime.combine(today, dt.time())
    gets = {assignment.lead_id: assignment for assignment in allocation.assignments}
    waits = {leftover.lead_id: leftover for leftover in allocation.leftovers}
    columns = {key: leads[key].tolist() for key in ("lead_id", "rep", "why_rep", "status", "given_on")}
    words, dates = leads["outcome"].tolist(), leads["next_date"].tolist()  # a person may have written both before
    events: list[Event] = []
    for at, key in enumerate(columns["lead_id"]):
        before = columns["rep"][at]
        if key in gets:
            new = gets[key]
            columns["rep"][at], columns["why_rep"][at] = new.rep, new.why
            status = status_of(new.rep, str(words[at]), dates[at], stamp.date())
            columns["status"][at], columns["given_on"][at] = str(status), stamp.date()
            events.append(Event(stamp, key, EventKind.GIVEN, rep=new.rep, before=before, after=new.rep))
        elif key in waits:
            if before:
                events.append(Event(stamp, key, EventKind.RECALLED, rep=before, before=before))
            columns["rep"][at], columns["why_rep"][at] = "", waits[key].why
            columns["status"][at], columns["given_on"][at] = str(LeadStatus.WAITING), pd.NaT
    new_columns = {
        key: pd.Series(columns[key], dtype="datetime64[us]" if key == "given_on" else "object", index=leads.index)
        for key in ("rep", "why_rep", "status", "given_on")
    }
    done = leads.assign(**new_columns)
    return ordered(done) if is_ours(leads) else done, tuple(events)
