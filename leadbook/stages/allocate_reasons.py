"""The sentences of a hand-out for reps: why this rep got a lead, and why a rep with a quota has none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from leadbook.stages.allocate_memory import Memory
from leadbook.stages.allocate_reach import Reach, Rules
from leadbook.stages.allocate_words import NAMED, Room, Words
from leadbook.stages.sharing import bits
from leadbook.stages.wording import count, day, listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How the reps stand when a lead is given.

    Args:
        count: leads that count as given by rep and product just before this one; total: leads given by rep.
        left: room by rep after the whole hand-out.
        promised: qualified leads promised to each rep for the period, 0 when nobody promised any.
    """

    count: Sequence[list[int]]
    total: list[int]
    left: Sequence[int]
    promised: Sequence[int]

    def owed(self, rep: int) -> bool:
        """Whether a rep has fewer leads than were promised."""
        return self.total[rep] < self.promised[rep]


class Numbers(Protocol):
    """What the sentences need to know of where the reps stand; by position of rep and product.

    Attributes:
        needed: leads needed; those in `guessed` are not known and were taken from others.
        room: by rep, before the hand-out.
        memory: what is added to the leads given.
    """

    @property
    def needed(self) -> Sequence[Sequence[int]]: ...
    @property
    def guessed(self) -> frozenset[tuple[int, int]]: ...
    @property
    def room(self) -> Sequence[Room]: ...
    @property
    def memory(self) -> Memory: ...


class Reasons:
    """Sentences about one hand-out."""

    def __init__(self, rules: Rules, numbers: Numbers) -> None:
        self.rules, self._needed, self._guessed, self._room = rules, numbers.needed, numbers.guessed, numbers.room
        self._memory = numbers.memory
        self.words = Words(rules)

    def given(self, reach: Reach, rep: int, tally: Tally) -> str:
        """Why this rep got a lead."""
        name, had = self.words.names[rep], self._had(rep, reach.product, tally.count)
        if reach.owner >= 0:
            return f"{name} {'has it as a named account' if reach.named else 'owns the account'} and {had}."
        others = [other for other in bits(reach.mask) if other != rep]
        if not others:
            said = f"{self._only(reach, name)} {had[0].upper()}{had[1:]}."
        elif len(others) < NAMED:
            who = listed([name, *(self.words.names[other] for other in others)])
            behind = "; ".join(self._compared(rep, other, reach.product, tally) for other in others)
            said = f"{who} could take it. {name} {had}; {behind}."
        else:
            said = f"{len(others) + 1} reps could take it. {name} {had}{self._among(rep, others, reach, tally)}."
        return f"{said} {self.words.unfit(reach)}" if reach.unfit >= 0 else said

    def _had(self, rep: int, product: int, count: Sequence[Sequence[int]]) -> str:
        """“had 4 of 14 leads needed for December”, and what is added to the 4 for the time before."""
        need, more = self._needed[rep][product], self._memory.of(rep, product)
        has = count[rep][product] - more
        if (rep, product) in self._guessed:
            return f"had {has}; how many are needed is not known (no close rate or average deal on Quotas)"
        if need == 0:
            return f"needs no more leads to make the quota for {self.words.period}, so comes last in turn"
        if has >= need and not more:
            return f"had {count_of(has)} already, where {self.words.period} needs {need} on average"
        said = f"had {has} of {count_of(need)} needed for {self.words.period}"
        return f"{said} ({self._why_more(rep, product, has + more)})" if more else said

    def _why_more(self, rep: int, product: int, counts: int) -> str:
        """“counts as 7, for the time away”."""
        away, carried = self._memory.away[rep][product], self._memory.carried[rep][product]
        if away:
            return f"counts as {counts}, for the time away"
        return f"counts as {counts}, as the period before brought {'more' if carried > 0 else 'fewer'} than usual"

    def _only(self, reach: Reach, name: str) -> str:
        """“Only Dana sells XX-200 in US-CA.”, or who else would and is away, or only of those who had it not before."""
        product, where = self.words.product(reach), self.words.where(reach)
        away = [other for other in bits(reach.speaks & ~reach.gave_back & ~reach.mask) if self.rules.away[other]]
        if away:
            return f"{name} sells {product}{where}; {self.words.away(away)}."
        if reach.speaks & reach.gave_back:
            return f"Of the others only {name} sells {product}{where}."
        speaks = f" and speaks {reach.language}" if reach.there != reach.speaks else ""
        return f"Only {name} sells {product}{where if reach.sells != reach.there else ''}{speaks}."

    def _compared(self, rep: int, other: int, product: int, tally: Tally) -> str:
        """Why not the other one: further on, at quota, full, promised fewer, or needed more by other leads."""
        name, has, need = self.words.names[other], tally.count[other][product], self._needed[other][product]
        known, more = (other, product) not in self._guessed, self._memory.of(other, product)
        stands = f"{name} had {has - more} of {need}" if known and need else f"{name} had {has - more}"
        if more:
            stands += f" ({self._why_more(other, product, has)})"
        if not need:
            return f"{name} needs no more to make the quota"
        mine = self._needed[rep][product]
        ours, theirs = (2 * tally.count[rep][product] + 1) * need, (2 * has + 1) * mine
        if mine and ours <= theirs:
            even = ours == theirs and rep < other
            return stands + (", just as far, and stands below on Reps" if even else ", less behind")
        if tally.left[other] <= 0:
            return f"{stands} and has no more room"
        if tally.owed(rep) and not tally.owed(other):
            return f"{stands}, but {self.words.names[rep]} was promised {count_of(tally.promised[rep])}" + (
                f" and had {tally.total[rep]} in all"
            )
        return f"{stands}, and gets others that fewer reps can take"

    def _among(self, rep: int, others: Sequence[int], reach: Reach, tally: Tally) -> str:
        """How far the rep is among many."""
        product, needed, count = reach.product, self._needed, tally.count
        need, mine = needed[rep][product], 2 * count[rep][product] + 1
        if not need:
            return ""
        ahead = [
            other for other in others
            if needed[other][product] and (2 * count[other][product] + 1) * need < mine * needed[other][product]
        ]  # fmt: skip
        if not ahead:
            return ", the least covered of them"
        if tally.owed(rep) and not any(tally.owed(other) for other in ahead):
            return f", and was promised {count_of(tally.promised[rep])} (had {tally.total[rep]} in all)"
        return f"; the {len(ahead)} less covered are full or get others that fewer reps can take"

    def none_for(self, rep: int, product: int, seen: Mapping[str, int]) -> str:
        """Why a rep with a quota has no lead.

        Args:
            seen: qualified leads on the product: "all", "there" (in the rep's territory), "fits" (and language);
                "room": what the rep can take after the hand-out.
        """
        plan = self.rules.plan
        name = next(line.product for line in plan.quotas if line.product.casefold() == self.rules.products[product])
        until = self.rules.away[rep]
        if not plan.reps[rep].active:
            return "Not active."
        if until is not None:
            return f"Away until {day(until)}."
        if not seen["all"]:
            return f"No qualified lead on {name}."
        if not seen["there"]:
            where = "; ".join(plan.reps[rep].territory)
            return f"{count(seen['all'], 'qualified lead')} on {name}, none in their territory ({where})."
        if not seen["fits"]:
            spoken = listed(plan.reps[rep].languages, "or")
            return f"{count(seen['all'], 'qualified lead')} on {name}, none that can be called in {spoken}."
        if seen["room"] <= 0:
            return f"No room: {self._room[rep].says}."
        if self._needed[rep][product] == 0:
            return "Needs no more to make the quota."
        return "Their leads went to reps further behind, to account owners, or were given before."


def count_of(number: int) -> str:
    """“1 lead”, “14 leads”."""
    return count(number, "lead")
