"""Share the qualified leads among the reps by what each still needs to make quota; every lead gets a sentence.

Order of aims: the hard rules (product on quota, territory, language, not away, room, locks, account owner); then
the best-scoring leads that fit; then promised minimums; then the smallest sum of slot costs (k - 1/2) / leads
needed, which fills reps in proportion to their need; a rep at quota comes last; then what reps prefer; then good leads
and weak ones by the same rule (`leadbook.stages.sharing`). Ties go by the order of tblReps.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from leadbook.model import Assignment, Event, EventKind, LeadStatus, Leftover
from leadbook.stages.allocate_plan import SalesPlan
from leadbook.stages.allocate_pool import Free, Sorted, sort_out
from leadbook.stages.allocate_reach import Rules
from leadbook.stages.allocate_reasons import Reasons, Tally
from leadbook.stages.allocate_shares import Share, shares
from leadbook.stages.allocate_standing import Standing
from leadbook.stages.allocate_waiting import Waiting
from leadbook.stages.leads import NOT_CALLED, status_of
from leadbook.stages.leads_order import is_ours, ordered
from leadbook.stages.sharing import Level, Pool, Shared, share_out
from leadbook.stages.wording import count

__all__ = ["Allocation", "SalesPlan", "allocate", "apply"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """A hand-out. Every open lead is in exactly one of assignments, kept and leftovers.

    Args:
        assignments: leads that get a rep, or another one.
        kept: leads that stay with their rep.
        leftovers: leads that wait, each with the reason.
        recalled: lead → rep it is taken from because nobody called it; they are among the assignments.
        certificate: how good it is, level by level: what was reached, what no hand-out can better, the difference.
        rep_notes: (rep, product) → why a rep with a quota has no lead.
        product_gaps: products with leads and no rep, and on quota without leads.
        notes: sentences for a person.
        shares: how far each quota is before and after, for a preview; two hand-outs are compared by them.
    """

    assignments: tuple[Assignment, ...] = ()
    kept: tuple[str, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    recalled: dict[str, str] = field(default_factory=dict)
    certificate: dict[str, float | str] = field(default_factory=dict)
    rep_notes: dict[tuple[str, str], str] = field(default_factory=dict)
    product_gaps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    shares: tuple[Share, ...] = ()


def allocate(
    leads: pd.DataFrame, inquiries: pd.DataFrame, plan: SalesPlan, today: dt.date, *, rebalance: bool = False
) -> Allocation:
    """Who gets which lead, and why. Nothing is changed; see `apply`.

    Args:
        leads, inquiries: tblLeads (after `sync_leads`) and tblInquiries by schema keys, in any order.
        rebalance: leads without an outcome and without a lock may move to another rep; otherwise leads that have
            a rep stay, unless nobody called them for too long.
    """
    rules = Rules(plan, today)
    done = sort_out(leads, inquiries, rules, today, rebalance)
    done.free.sort(key=lambda lead: (-lead.score, lead.lead_id))
    standing = Standing(rules, leads, done, today)
    shared = _share(done.free, standing)
    return _Report(done, shared, standing).allocation()


def _share(free: Sequence[Free], standing: Standing) -> Shared:
    """Who gets which of the leads to share."""
    masks = [lead.reach.mask for lead in free]
    if not any(masks):
        return Shared([-1] * len(free))
    products, scores = [lead.reach.product for lead in free], [lead.score for lead in free]
    return share_out(Pool(products, masks, scores, [lead.now for lead in free]), standing.stand())


class _Report:
    """Sentences, notes and figures of a hand-out."""

    def __init__(self, done: Sorted, shared: Shared, standing: Standing) -> None:
        self._done, self._standing, self._levels = done, standing, shared.levels
        self._rep = shared.rep
        self._room = standing.left()
        for rep in shared.rep:
            if rep >= 0:
                self._room[rep] -= 1
        self._tally = Tally(
            count=standing.counted(), total=list(standing.total), left=self._room, promised=standing.promised
        )
        self._assignments: list[Assignment] = []
        self._leftovers = list(done.held_back)
        self._kept = list(done.kept)
        self._recalled: dict[str, str] = {}

    def allocation(self) -> Allocation:
        """The hand-out as a whole."""
        standing, rules = self._standing, self._standing.rules
        reasons = Reasons(rules, standing)
        waiting = Waiting(rules, reasons.words, standing.room, self._room)
        running, earlier = standing.counts(), standing.counts()
        for lead, rep in zip(self._done.free, self._rep, strict=True):
            self._tell(lead, rep, reasons, waiting)
            if rep >= 0:
                running[rep][lead.reach.product] += 1
                self._tally.count[rep][lead.reach.product] += 1
                self._tally.total[rep] += 1
            before = max(lead.now, lead.uncalled)
            if lead.counts and lead.reach.product >= 0:
                earlier[before][lead.reach.product] += 1
                running[before][lead.reach.product] += rep < 0 and lead.uncalled >= 0
        free = [lead.reach for lead in self._done.free]
        return Allocation(
            assignments=tuple(self._assignments), kept=tuple(self._kept), leftovers=tuple(self._leftovers),
            recalled=self._recalled, certificate=certificate(self._levels, bool(self._kept)),
            rep_notes=standing.without_leads(
                (running, self._room), [*self._done.settled.values(), *free], reasons
            ),
            product_gaps=standing.product_gaps(free), notes=self._notes(), shares=shares(standing, running, earlier),
        )  # fmt: skip

    def _tell(self, lead: Free, rep: int, reasons: Reasons, waiting: Waiting) -> None:
        """What becomes of one lead, and why."""
        names, reps = reasons.words.names, self._standing.rules.plan.reps
        if (rep < 0 and lead.uncalled >= 0) or (rep >= 0 and rep == lead.now):
            self._kept.append(lead.lead_id)
        elif rep < 0:
            self._leftovers.append(Leftover(lead.lead_id, waiting.why(lead.reach, lead.lead_id)))
        else:
            before = self._standing.rules.before(lead.lead_id)
            if lead.uncalled >= 0:
                days = count(self._standing.rules.plan.untouched_days or 0, "working day")
                before = f"{names[lead.uncalled]} did not call it in {days}."
                self._recalled[lead.lead_id] = reps[lead.uncalled].name
            elif lead.now >= 0:
                before = f"Before with {names[lead.now]}."
            why = reasons.given(lead.reach, rep, self._tally)
            self._assignments.append(Assignment(lead.lead_id, reps[rep].name, f"{before} {why}" if before else why))

    def _notes(self) -> tuple[str, ...]:
        """The headline of a hand-out."""
        given, waits, notes = len(self._assignments), len(self._leftovers), []
        if given:
            reps = len({assignment.rep for assignment in self._assignments})
            notes.append(f"{count(given, 'lead')} to {count(reps, 'rep')}.")
        if waits:
            notes.append(f"{count(waits, 'lead')} {'waits, with its' if waits == 1 else 'wait, each with its'} reason.")
        if not given and not waits:
            notes.append("No lead was waiting; nothing changed.")
        if self._recalled:
            days = count(self._standing.rules.plan.untouched_days or 0, "working day")
            whose = "Of them 1 was" if len(self._recalled) == 1 else f"Of them {len(self._recalled):,} were"
            notes.append(f"{whose} with a rep who did not call in {days}.")
        return (*notes, *self._alone(), *self._standing.notes())

    def _alone(self) -> tuple[str, ...]:
        """Leads that nobody called and that nobody else may get."""
        plan = self._standing.rules.plan
        days = count(plan.untouched_days or 0, "working day")
        numbers = {rep: self._done.alone.count(rep) for rep in sorted(set(self._done.alone))}
        return tuple(
            f"{count(number, 'lead')} not called in {days} {'stays' if number == 1 else 'stay'} with "
            f"{plan.reps[rep].name}: no other rep may get {'it' if number == 1 else 'them'}."
            for rep, number in numbers.items()
        )


def certificate(levels: Sequence[Level], conditional: bool) -> dict[str, float | str]:
    """What is proven of a hand-out: by level what was reached, the bound and the gap; empty when nothing was shared."""
    if not levels:
        return {}
    found: dict[str, float | str] = {
        "method": "lexicographic; placing by augmenting paths, shares by exchanges until none is cheaper, bounds by "
                  "prices (weak duality)",
    }  # fmt: skip
    for level in levels:
        found[level.name] = round(level.objective, 6)
        found[f"{level.name}, bound"] = round(level.bound, 6)
    found["gap"] = round(max(level.gap for level in levels), 9)
    if conditional:
        found["conditional_on"] = "leads that stay with their rep"
    return found


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
            if key in allocation.recalled:
                events.append(Event(stamp, key, EventKind.RECALLED, rep=before, before=before, after=NOT_CALLED))
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
