"""What a change by hand cost: the chance of the rep a lead left, and of the rep it went to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from leadbook.model import LeadStatus, QuotaLine
from leadbook.stages.allocate_plan import SalesPlan
from leadbook.stages.forecast import period_of
from leadbook.stages.leads import moved, picked
from leadbook.stages.odds import chance
from leadbook.stages.quotas import with_given
from leadbook.stages.wording import as_day, percent, short_names

_MARK = "\0"
Lines = Mapping[tuple[str, str], QuotaLine]


def with_costs(leads: pd.DataFrame, plan: SalesPlan) -> pd.DataFrame:
    """tblLeads in which every fresh sentence on a change by hand also says what it cost; others stay.

    Several leads moved from one rep are counted one after the other, by ID, so the last sentence ends at the
    chance that stands on Cover before leads are shared.
    """
    keys = ("lead_id", "rep", "product", "status", "given_on", "why_rep")
    rows = list(zip(*(leads[key].tolist() for key in keys), strict=True))
    lines = {(line.rep.casefold(), line.product.casefold()): line
             for line in with_given(plan.quotas, leads, plan.settings)}  # fmt: skip
    fresh = sorted(
        (lead_id, at) for at, (lead_id, rep, _, status, given, why) in enumerate(rows)
        if rep and status != LeadStatus.CLOSED and _counts(given, plan)
        and (_left(why, rep) or why == picked(rep))
    )  # fmt: skip
    if not fresh:
        return leads
    sentences = [row[5] for row in rows]
    work = _Costs(lines, [rep.name for rep in plan.reps])
    for _, at in reversed(fresh):  # backwards from the counts that stand now
        _, rep, product, _, _, why = rows[at]
        sentences[at] = " ".join(filter(None, (why, work.of(_left(why, rep), rep, product))))
    return leads.assign(why_rep=pd.Series(sentences, dtype="object", index=leads.index))


def _left(why: str, rep: str) -> str:
    """The rep a lead was moved from, when the sentence says that and nothing more."""
    head, tail = moved(_MARK, rep).split(_MARK)
    return why[len(head) : -len(tail)] if why.startswith(head) and why.endswith(tail) else ""


def _counts(given: object, plan: SalesPlan) -> bool:
    """Whether a lead given that day counts for the plan's period."""
    day = as_day(given)
    return day is not None and period_of(day, plan.settings) == plan.period


class _Costs:
    """Chances, counted back from the leads that reps have now."""

    def __init__(self, lines: Lines, reps: Sequence[str]) -> None:
        self._lines, self._short = lines, short_names(list(reps))
        self._has = {key: line.given for key, line in lines.items()}

    def of(self, before: str, rep: str, product: str) -> str:
        """What moving one lead changed; "" when there is nothing to say."""
        gain = self._step(rep, product, more=True)
        loss = self._step(before, product, more=False) if before else None
        if not before:
            lacks = (rep.casefold(), product.casefold()) not in self._lines and product
            return f"{self._name(rep)} has no quota on {product}." if lacks else ""
        if loss is None:
            said = f"{self._name(before)} has no quota on {product}, so it cost nothing" if product else ""
            return f"{said}." if said else ""
        if isinstance(loss, str):
            return f"What that changes is not known ({self._name(before)}: {loss})."
        said = f"{self._name(before)}'s chance on {product} went from {percent(loss[0])} to {percent(loss[1])}"
        if isinstance(gain, tuple):
            return f"{said}, {self._name(rep)}'s from {percent(gain[0])} to {percent(gain[1])}."
        return f"{said}; {self._name(rep)} has no quota on it." if gain is None else f"{said}."

    def _step(self, rep: str, product: str, *, more: bool) -> tuple[float, float] | str | None:
        """Chance before and after one lead more or less; why it is not known; None without a quota on it."""
        key = (rep.casefold(), product.casefold())
        line = self._lines.get(key)
        if line is None:
            return None
        after = self._has[key]
        earlier = after - 1 if more else after + 1
        self._has[key] = earlier
        before, now = chance(max(0, earlier), line), chance(after, line)
        if before is None or now is None:
            return "no close rate or average deal on Quotas"
        return before, now

    def _name(self, rep: str) -> str:
        """The short name of a rep."""
        return self._short.get(rep, rep)
