"""The sentences of a hand-out: why this rep, why it waits, why a rep has none, which products have a gap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from leadbook.stages.allocate_flow import bits
from leadbook.stages.allocate_reach import Reach, Rules
from leadbook.stages.territory import split_list
from leadbook.stages.wording import count, day, listed, period_name, short_names

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Room:
    """How much a rep can take: the number, and what sets the limit ("4 leads a week")."""

    left: int | None
    says: str = ""


class Reasons:
    """Sentences about one hand-out.

    Args:
        needed: leads needed by rep and product; those in `guessed` are not known and were taken from others.
        room: by rep, before the hand-out.
    """

    def __init__(
        self, rules: Rules, needed: Sequence[Sequence[int]], guessed: frozenset[tuple[int, int]],
        room: Sequence[Room],
    ) -> None:  # fmt: skip
        self.rules, self._needed, self._guessed, self._room = rules, needed, guessed, room
        names = [rep.name for rep in rules.plan.reps]
        short = short_names(names)
        self._names = [short[name] for name in names]
        self._period = period_name(rules.plan.period, rules.plan.settings.period, with_year=False)

    def given(self, reach: Reach, rep: int, count: Sequence[Sequence[int]], left: Sequence[int]) -> str:
        """Why this rep got a lead.

        Args:
            count: leads given by rep and product just before this one.
            left: room by rep after the whole hand-out.
        """
        name, had = self._names[rep], self._had(rep, reach.product, count)
        if reach.owner >= 0:
            return f"{name} owns the account. {had}"
        others = [other for other in bits(reach.mask) if other != rep]
        if not others:
            return f"{self._only(reach, name)} {had}"
        if len(others) < _NAMED:
            who = listed([name, *(self._names[other] for other in others)])
            behind = "; ".join(self._compared(rep, other, reach.product, (count, left)) for other in others)
            return f"{who} could take it. {had[:-1]}; {behind}."
        among = self._among(rep, others, reach.product, count)
        return f"{len(others) + 1} reps could take it. {had[:-1]}{among}."

    def _had(self, rep: int, product: int, count: Sequence[Sequence[int]]) -> str:
        """“Dana had 4 of 14 leads needed for December.”"""
        name, has, need = self._names[rep], count[rep][product], self._needed[rep][product]
        if (rep, product) in self._guessed:
            return f"{name} had {has}; how many are needed is not known (no close rate or average deal on Quotas)."
        if need == 0:
            return f"{name} needs no more leads to make the quota for {self._period}."
        return f"{name} had {has} of {need} leads needed for {self._period}."

    def _only(self, reach: Reach, name: str) -> str:
        """“Only Dana sells XX-200 in US-CA.”, or who else would and is away."""
        away = [other for other in bits(reach.speaks & ~reach.mask) if self.rules.away[other] is not None]
        if away:
            others = listed([f"{self._names[other]} is away until {self._away(other)}" for other in away[:_NAMED]])
            return f"{name} sells {self._product(reach)}{self._in(reach)}; {others}."
        speaks = f" and speaks {reach.language}" if reach.there != reach.speaks else ""
        where = self._in(reach) if reach.sells != reach.there else ""
        return f"Only {name} sells {self._product(reach)}{where}{speaks}."

    def _compared(
        self, rep: int, other: int, product: int, state: tuple[Sequence[Sequence[int]], Sequence[int]]
    ) -> str:  # fmt: skip
        """Why not the other one: further on, at quota, full, or needed more by other leads."""
        count, left = state
        name, has, need = self._names[other], count[other][product], self._needed[other][product]
        if need == 0:
            return f"{name} needs no more to make the quota"
        stands = f"{name} had {has}" if (other, product) in self._guessed else f"{name} had {has} of {need}"
        mine = self._needed[rep][product]
        if mine and (2 * count[rep][product] + 1) * need <= (2 * has + 1) * mine:
            same = (2 * count[rep][product] + 1) * need == (2 * has + 1) * mine
            return f"{stands}, " + ("as far; the order on Reps decided" if same and rep < other else "further on")
        if left[other] <= 0:
            return f"{stands} and has no more room"
        return f"{stands}, and gets others that fewer reps can take"

    def _among(self, rep: int, others: Sequence[int], product: int, count: Sequence[Sequence[int]]) -> str:
        """How far the rep is among many."""
        need, has = self._needed[rep][product], count[rep][product]
        ahead = [
            other for other in others
            if self._needed[other][product] and need
            and (2 * count[other][product] + 1) * need < (2 * has + 1) * self._needed[other][product]
        ]  # fmt: skip
        if not need:
            return ""
        if not ahead:
            return ", the smallest share of them"
        return f"; those further behind ({len(ahead)}) are full or get others that fewer reps can take"

    def waits(self, reach: Reach) -> str:
        """Why a lead without a rep waits: the first hard rule that nobody passes, or who has no room."""
        plan, product = self.rules.plan, self._product(reach)
        if not plan.reps:
            return "Waits: there is no rep on Reps yet."
        if not self.rules.active:
            return "Waits: no rep is active."
        if not split_list(reach.asked):
            return "Waits: we do not know which product they ask about."
        if reach.product < 0:
            return f"Waits: no rep has a quota on {product} for {period_name(plan.period, plan.settings.period)}."
        if not reach.sells:
            return f"Waits: no active rep has a quota on {product}."
        if reach.owner < 0 and not reach.there:
            where = "its country is not known, and no rep" if not reach.place.country else "no rep"
            covers = "covers every country" if not reach.place.country else f"covers {reach.place}"
            return f"Waits: {where} who sells {product} {covers}."
        if reach.owner < 0 and not reach.speaks:
            sells = f"no rep who sells {product}{self._in(reach)} speaks it"
            return f"Waits: they ask to be called in {reach.language}; {sells}."
        if not reach.mask:
            return self._waits_for_absent(reach)
        return self._waits_for_room(reach)

    def _waits_for_absent(self, reach: Reach) -> str:
        """All who may get it are away."""
        if reach.owner >= 0:
            return f"Waits: {self._names[reach.owner]} owns the account and is away until {self._away(reach.owner)}."
        who = bits(reach.speaks)
        names = listed([f"{self._names[rep]} is away until {self._away(rep)}" for rep in who[:_NAMED]])
        more = f" ({len(who) - _NAMED} more are away)" if len(who) > _NAMED else ""
        return f"Waits: {names}{more}, and no other rep sells {self._product(reach)}{self._in(reach)}."

    def _waits_for_room(self, reach: Reach) -> str:
        """All who may get it are at capacity: who, and which limit."""
        who = bits(reach.mask)
        full = listed([f"{self._names[rep]} ({self._room[rep].says})" for rep in who[:_NAMED]])
        more = f" and {len(who) - _NAMED} more" if len(who) > _NAMED else ""
        if reach.owner >= 0:
            return f"Waits: the account's owner has no room: {full}."
        if len(who) == 1:
            return f"Waits: only {self._names[who[0]]} could take it and has no room: {self._room[who[0]].says}."
        return f"Waits: all who could take it have no room: {full}{more}."

    def none_for(self, rep: int, product: int, seen: Mapping[str, int]) -> str:
        """Why a rep with a quota has no lead.

        Args:
            seen: qualified leads on the product: "all", "there" (in the rep's territory), "fits" (and language);
                "room": what the rep can take after the hand-out.
        """
        plan = self.rules.plan
        name = next(line.product for line in plan.quotas if line.product.casefold() == self.rules.products[product])
        if not plan.reps[rep].active:
            return "Not active."
        if self.rules.away[rep] is not None:
            return f"Away until {self._away(rep)}."
        if not seen["all"]:
            return f"No qualified lead on {name}."
        if not seen["there"]:
            return f"{count(seen['all'], 'qualified lead')} on {name}, none in {'; '.join(plan.reps[rep].territory)}."
        if not seen["fits"]:
            return f"No qualified lead on {name} in a language they speak."
        if seen["room"] <= 0:
            return f"No room: {self._room[rep].says}."
        if self._needed[rep][product] == 0:
            return "Needs no more to make the quota."
        return "Their leads went to reps further behind, to account owners, or were given before."

    def _product(self, reach: Reach) -> str:
        """The product as asked; several stand with “or”."""
        return listed(split_list(reach.asked), "or")

    def _in(self, reach: Reach) -> str:
        """“ in US-CA”, nothing where the place is not known."""
        return f" in {reach.place}" if reach.place.country else ""

    def _away(self, rep: int) -> str:
        """The last day of an absence."""
        until = self.rules.away[rep]
        return day(until) if until else ""
