"""How far each quota is before and after a hand-out: what a preview shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leadbook.stages.allocate_standing import Standing
from leadbook.stages.wording import percent


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One rep and product of the plan.

    Args:
        needed: leads needed to make quota on average; None when that is not known, 0 at quota.
        before, after: leads given for the period before and after the hand-out.
    """

    rep: str
    product: str
    needed: int | None
    before: int
    after: int

    @property
    def gets(self) -> int:
        """Leads more (or, rebalancing, fewer) than before."""
        return self.after - self.before


def shares(standing: Standing, running: Sequence[Sequence[int]], earlier: Sequence[Sequence[int]]) -> tuple[Share, ...]:
    """A share for each quota of the plan, in the order of Reps, then of Quotas.

    Args:
        running: leads by rep and product after the hand-out; earlier: before it, those that could move included.
    """
    found: list[tuple[int, int, Share]] = []
    for line in standing.rules.plan.quotas:
        rep, product = standing.places(line)
        if rep >= 0:
            known = (rep, product) not in standing.guessed
            needed = standing.needed[rep][product] if known else None
            before, after = earlier[rep][product], running[rep][product]
            share = Share(rep=line.rep, product=line.product, needed=needed, before=before, after=after)
            found.append((rep, len(found), share))
    return tuple(share for _, _, share in sorted(found, key=lambda one: one[:2]))


def as_table(found: Sequence[Share]) -> tuple[str, ...]:
    """The shares as lines of text with aligned columns; those that change, then how many stay as they are."""
    rows = [("Rep", "Product", "Leads", "Before", "After")]
    rows += [
        (one.rep, one.product, f"{one.gets:+d}", _of(one.before, one.needed), _of(one.after, one.needed))
        for one in found if one.gets
    ]  # fmt: skip
    if len(rows) == 1:
        return ()
    width = [max(len(row[at]) for row in rows) for at in range(5)]
    lines = [
        f"{row[0]:<{width[0]}}  {row[1]:<{width[1]}}  {row[2]:>{width[2]}}  {row[3]:>{width[3]}}  {row[4]:>{width[4]}}"
        for row in rows
    ]
    same = sum(not one.gets for one in found)
    if same:
        lines.append(f"{same} more {'quota gets' if same == 1 else 'quotas get'} no lead from this.")
    return tuple(lines)


def _of(has: int, needed: int | None) -> str:
    """“3 of 12 (25 %)”."""
    if needed is None:
        return f"{has} of ?"
    return f"{has} of {needed} ({percent(has / needed)})" if needed else f"{has}, quota made"
