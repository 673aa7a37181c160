"""What the sentences of a hand-out are made of: short names, products, places, limits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from leadbook.stages.allocate_reach import Reach, Rules
from leadbook.stages.sharing import bits
from leadbook.stages.territory import split_list
from leadbook.stages.wording import day, listed, period_name, short_names

NAMED = 3
"""More reps than that are counted, not named."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much a rep can take: the number, and what sets the limit ("4 leads a week")."""

    left: int | None
    says: str = ""


class Words:
    """Names as the sentences of one hand-out use them."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        names = [rep.name for rep in rules.plan.reps]
        short = short_names(names)
        self.names = [short[name] for name in names]
        self.period = period_name(rules.plan.period, rules.plan.settings.period, with_year=False)
        self.full_period = period_name(rules.plan.period, rules.plan.settings.period)

    def reps(self, mask: int, last: str = "and") -> str:
        """“Dana, Luis and 4 more”; two names when there are many."""
        who = [self.names[rep] for rep in bits(mask)]
        return listed(who if len(who) <= NAMED else [*who[:2], f"{len(who) - 2} more"], last)

    def first(self, mask: int, most: int = 2) -> str:
        """The first reps of a mask, in the order of Reps, as a choice: “Dana or Luis”."""
        return listed([self.names[rep] for rep in bits(mask)[:most]], "or")

    def product(self, reach: Reach) -> str:
        """The product as asked; several stand with “or”."""
        return listed(split_list(reach.asked), "or")

    def where(self, reach: Reach) -> str:
        """“ in US-CA”, nothing where the place is not known."""
        return f" in {reach.place}" if reach.place.country else ""

    def unfit(self, reach: Reach) -> str:
        """Why the account's owner does not get a lead."""
        lacks = f"has no quota on {self.product(reach)}" if self._rules.active >> reach.unfit & 1 else "is not active"
        owns = "has it as a named account" if reach.named else "owns the account"
        return f"{self.names[reach.unfit]} {owns} but {lacks}."

    def away(self, reps: Sequence[int]) -> str:
        """“Dana Vale is away until 27 Nov 2026”, or “starts on 1 Dec 2026”, for some reps."""
        said = []
        for rep in reps[:NAMED]:
            who, until = self._rules.plan.reps[rep], self._rules.away[rep]
            if until and who.since is not None and until == who.since - dt.timedelta(days=1):
                said.append(f"{who.name} starts on {day(who.since)}")
            elif until:
                said.append(f"{who.name} is away until {day(until)}")
        more = f" ({len(reps) - NAMED} more are away)" if len(reps) > NAMED else ""
        return listed(said) + more
