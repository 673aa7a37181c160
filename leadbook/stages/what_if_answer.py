"""The answer to a “what if”, in leads and in money: the hand-out as it is beside the one that is supposed."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from leadbook.model import QuotaLine
from leadbook.stages.allocate import Allocation
from leadbook.stages.allocate_plan import SalesPlan
from leadbook.stages.cover import needed
from leadbook.stages.forecast import SURE
from leadbook.stages.odds import chance, expected_to_quota, leads_for
from leadbook.stages.wording import count, money, percent

_SHOWN = 12
"""Quotas named one by one, at most."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What a hand-out comes to.

    Args:
        given, waiting: leads it gives, and leads that wait.
        mean, sure: leads needed on average, and to be 80 % sure, over all quotas that are known.
        expected: money towards the quotas that the leads given can be expected to bring.
        units: the same for quotas in units.
        lines: the quotas with the leads given after it.
    """

    given: int
    waiting: int
    mean: int
    sure: int
    expected: float
    units: float
    lines: tuple[QuotaLine, ...]


def figures(plan: SalesPlan, allocation: Allocation) -> Figures:
    """The figures of a hand-out of a plan."""
    after = {(one.rep, one.product): one.after for one in allocation.shares}
    lines = tuple(
        dataclasses.replace(line, given=after.get((line.rep, line.product), line.given)) for line in plan.quotas
    )
    by_unit = {"money": 0.0, "units": 0.0}
    for line in lines:
        by_unit["units" if line.unit == "units" else "money"] += expected_to_quota(line, line.given) or 0.0
    return Figures(
        len(allocation.assignments), len(allocation.leftovers), sum(needed(line) or 0 for line in lines),
        sum(leads_for(line) or 0 for line in lines), by_unit["money"], by_unit["units"], lines,
    )  # fmt: skip


def answer(says: Sequence[str], now: Figures, then: Figures, currency: str) -> tuple[str, ...]:
    """Sentences: what was supposed, what it changes in leads and money, and for which quotas."""
    notes = [f"What if: {said}" for said in says]
    notes.append(f"Leads needed on average: {_change(now.mean, then.mean)}; for {SURE * 100:.0f} % sure: "
                 f"{_change(now.sure, then.sure)}.")  # fmt: skip
    notes.append(f"This hand-out would give {_change(now.given, then.given)}; {_change(now.waiting, then.waiting)} "
                 "would wait.")  # fmt: skip
    notes.append(f"Money to be expected towards the quotas with the leads given: {_sum(now.expected, currency)} → "
                 f"{_sum(then.expected, currency)} ({_more(then.expected - now.expected, currency)}).")  # fmt: skip
    if abs(then.units - now.units) >= 0.05:
        notes.append(f"Units to be expected: {now.units:,.1f} → {then.units:,.1f} ({then.units - now.units:+,.1f}).")
    return (*notes, *_quotas(now, then), "Nothing was written.")


def _quotas(now: Figures, then: Figures) -> list[str]:
    """A line for each quota that changes, those that change most first."""
    before = {(line.rep, line.product): line for line in now.lines}
    found: list[tuple[float, int, str]] = []
    for at, line in enumerate(then.lines):
        old = before[line.rep, line.product]
        was, sure = leads_for(old), leads_for(line)
        parts = []
        if old.given != line.given:
            parts.append(f"{count(line.given, 'lead')} instead of {old.given:,}")
        if was != sure and was is not None and sure is not None:
            parts.append(f"needs {sure:,} instead of {was:,} to be {SURE * 100:.0f} % sure")
        odds, odds_were = chance(line.given, line), chance(old.given, old)
        if odds is not None and odds_were is not None and percent(odds) != percent(odds_were):
            parts.append(f"chance {percent(odds)} instead of {percent(odds_were)}")
        if parts:
            size = abs((odds or 0) - (odds_were or 0)) + abs(line.given - old.given)
            found.append((-size, at, f"{line.rep} on {line.product}: {', '.join(parts)}."))
    shown = [said for _, _, said in sorted(found)[:_SHOWN]]
    rest = len(found) - len(shown)
    if not found:
        return ["No quota gets other leads, and no chance changes."]
    return [*shown, f"{count(rest, 'more quota')} {'changes' if rest == 1 else 'change'} too."] if rest else shown


def _change(before: int, after: int) -> str:
    """“119 → 155 (+36)”, or “119 as now”."""
    return f"{before:,} → {after:,} ({after - before:+,})" if before != after else f"{before:,} as now"


def _sum(amount: float, currency: str) -> str:
    """Money in whole units."""
    return money(round(amount), currency)


def _more(amount: float, currency: str) -> str:
    """A change of money with its sign."""
    return f"{'+' if round(amount) > 0 else ''}{money(round(amount), currency)}" if round(amount) else "no change"


def as_counts(now: Figures, then: Figures) -> dict[str, int | float]:
    """The figures for JSON, those of now with “_now” at the end."""
    found: dict[str, int | float] = {}
    for end, one in (("", then), ("_now", now)):
        found |= {
            f"given{end}": one.given, f"waiting{end}": one.waiting, f"leads_needed{end}": one.mean,
            f"leads_80{end}": one.sure, f"expected{end}": round(one.expected, 2),
        }  # fmt: skip
    return found
