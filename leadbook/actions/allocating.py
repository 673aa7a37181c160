"""`allocate`: share the leads among the reps, and say whether the quotas can be made."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pandas as pd

from leadbook.actions.context import Context
from leadbook.actions.finishing import finish
from leadbook.actions.judging import judge
from leadbook.actions.places import on_sheets
from leadbook.actions.planning import plan_of, rate_notes, update_cover
from leadbook.actions.session import Session
from leadbook.model import RunReport
from leadbook.stages.allocate import Allocation, apply
from leadbook.stages.allocate import allocate as share
from leadbook.stages.allocate_overrides import with_costs
from leadbook.stages.allocate_plan import SalesPlan
from leadbook.stages.allocate_shares import as_table
from leadbook.stages.scoreboard import promise_notes
from leadbook.stages.what_if import suppose
from leadbook.stages.what_if_answer import answer, as_counts, figures


def allocate(
    book: Path, context: Context, *, preview: bool = False, rebalance: bool = False, what_if: str = ""
) -> RunReport:
    """Share the qualified leads by what each rep still needs; suppression is asked again first.

    Args:
        preview: say what would happen and write nothing.
        rebalance: also move leads that nobody has called yet.
        what_if: changes to suppose ("quota Dana 120000; close rate +2 %"); answered in leads and money, never written.

    Raises:
        DuplicateRep: a rep is there twice. UsageError: what is supposed is not understood. BookError, LayoutError,
            RuleError and their kinds.
    """
    session = Session.open(book, context, for_writing=not (preview or what_if))
    judge(session)
    context.progress("sharing the leads")
    plan, findings = plan_of(session)
    session.findings.extend(findings)
    if what_if:
        return _answer(session, plan, what_if, rebalance)
    session.put("leads", with_costs(session.frame("leads"), plan))
    allocation = share(session.frame("leads"), session.frame("inquiries"), plan, context.today, rebalance=rebalance)
    leads, events = apply(session.frame("leads"), allocation, context.now)
    session.put("leads", leads)
    session.log(events)
    update_cover(session, plan, allocation.rep_notes)
    report = RunReport(
        action="allocate", counts=_counts(leads, allocation), notes=_notes(session, plan, allocation),
        certificate=dict(allocation.certificate),
    )  # fmt: skip
    if preview:
        note = "This was a preview: nothing was written."
        return dataclasses.replace(
            report, book=str(book), notes=(*report.notes, *_preview(allocation), note),
            findings=on_sheets(session, session.findings),
        )
    return finish(session, report)


def _answer(session: Session, plan: SalesPlan, what_if: str, rebalance: bool) -> RunReport:
    """The hand-out as it is beside the one with the changes."""
    context, leads, inquiries = session.context, session.frame("leads"), session.frame("inquiries")
    supposed = suppose(plan, what_if, context.today)
    now, then = (
        figures(one, share(leads, inquiries, one, context.today, rebalance=rebalance)) for one in (plan, supposed.plan)
    )
    return RunReport(
        action="allocate", book=str(session.opened.path), counts=as_counts(now, then), dry_run=True,
        notes=answer(supposed.says, now, then, session.settings.currency),
        findings=on_sheets(session, session.findings),
    )  # fmt: skip


def _counts(leads: pd.DataFrame, allocation: Allocation) -> dict[str, int | float]:
    """Figures of the hand-out."""
    return {
        "given": len(allocation.assignments), "kept": len(allocation.kept), "waiting": len(allocation.leftovers),
        "leads": len(leads), "needs_a_person": len(allocation.leftovers),
    }  # fmt: skip


def _notes(session: Session, plan: SalesPlan, allocation: Allocation) -> tuple[str, ...]:
    """The outcome in sentences: how many went where, who got none and why, what is missing; rates too high."""
    lacks = [sheet for sheet, rows in (("Reps", plan.reps), ("Quotas", session.frame("quotas"))) if not len(rows)]
    first = (f"Nothing can be shared yet: fill {' and '.join(lacks)} first.",) if lacks else ()
    if not lacks and not plan.quotas:
        first = (f"There is no quota for {plan.period:%B %Y}, the month these leads are given for.",)
    none = tuple(f"{rep} has no {product} lead: {why}" for (rep, product), why in allocation.rep_notes.items())
    promised = promise_notes(session.frame("scoreboard")) if session.has_table("scoreboard") else ()
    proof = _proof(allocation)
    return (*first, *allocation.notes, *none, *promised, *allocation.product_gaps, *rate_notes(session, plan), *proof)


def _proof(allocation: Allocation) -> tuple[str, ...]:
    """What the certificate says, in a sentence; nothing where nothing was shared."""
    gap = allocation.certificate.get("gap")
    if gap is None:
        return ()
    given = ", the leads that stay with their rep being where they are" if allocation.kept else ""
    if gap == 0:
        return (f"Proven: no other hand-out is better on any of the aims (gap 0){given}.",)
    return (f"Not proven to be the best hand-out: on one of the aims {gap:g} is open{given}.",)


def _preview(allocation: Allocation) -> tuple[str, ...]:
    """What a proposal would change: a table of the quotas, then a line for each lead, those that wait last."""
    given = tuple(f"{one.lead_id} → {one.rep}: {one.why}" for one in allocation.assignments)
    waits = tuple(f"{one.lead_id} {one.why[0].lower()}{one.why[1:]}" for one in allocation.leftovers)
    return (*as_table(allocation.shares), *given, *waits)
