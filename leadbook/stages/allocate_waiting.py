"""Why a lead waits: the first hard rule that nobody passes, by name, and the one change that would place it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from leadbook.stages.allocate_reach import Reach, Rules
from leadbook.stages.allocate_words import Room, Words
from leadbook.stages.sharing import bits
from leadbook.stages.territory import split_list
from leadbook.stages.wording import listed


class Waiting:
    """Sentences for the leads that wait, asked for in the order of their scores, the best first.

    Args:
        room: by rep, before the hand-out.
        left: room by rep after the whole hand-out.
    """

    def __init__(self, rules: Rules, words: Words, room: Sequence[Room], left: Sequence[int]) -> None:
        self._rules, self._words, self._room, self._left = rules, words, room, left
        self._queue: Counter[int] = Counter()
        self._how = ""
        self._free = rules.here & sum(1 << rep for rep, more in enumerate(left) if more > 0)

    def why(self, reach: Reach, lead_id: str = "") -> str:
        """The sentence of one lead."""
        self._how = self._rules.came_back(lead_id) or "had it before"
        said = self._why(reach)
        return said if reach.unfit < 0 else f"{said} {self._words.unfit(reach)}"

    def _why(self, reach: Reach) -> str:
        """The rules in order."""
        rules, words, product = self._rules, self._words, self._words.product(reach)
        if not rules.plan.reps:
            return "Waits: there is no rep on Reps yet."
        if not rules.active:
            return "Waits: no rep is active."
        if not split_list(reach.asked):
            return "Waits: we do not know which product they ask about. Filling Product on Inquiries would settle it."
        if reach.product < 0:
            return f"Waits: no rep has a quota on {product} for {words.full_period}.{self._quota(reach)}"
        if not reach.sells:
            who = bits(rules.sells[reach.product])
            return f"Waits: no active rep has a quota on {product}; {words.reps(rules.sells[reach.product])} " + (
                f"{'is' if len(who) == 1 else 'are'} not active.{self._quota(reach)}"
            )
        if reach.owner >= 0:
            return self._for_owner(reach)
        if not reach.there:
            return self._for_place(reach)
        if not reach.speaks:
            says = f"no rep who sells {product}{words.where(reach)} speaks it"
            return f"Waits: they ask to be called in {reach.language}; {says}.{self._elsewhere(reach)}"
        return self._for_reps(reach)

    def _for_place(self, reach: Reach) -> str:
        """Nobody who sells it covers the place."""
        product = self._words.product(reach)
        if not reach.place.country:
            says = f"its country is not known, and no rep who sells {product} covers every country"
            return f"Waits: {says}. Filling Country on Inquiries would settle it."
        if self._rules.in_part(reach.sells, reach.place):
            says = f"State/region and Postcode are blank, and no rep who sells {product} covers all of {reach.place}"
            return f"Waits: {says}. Filling one of them on Inquiries could settle it."
        return f"Waits: no rep who sells {product} covers {reach.place}.{self._quota(reach) or self._elsewhere(reach)}"

    def _for_owner(self, reach: Reach) -> str:
        """The owner of the account cannot take it now."""
        name, owns = self._words.names[reach.owner], "has it as a named account" if reach.named else "owns the account"
        if self._rules.away[reach.owner] is not None:
            return f"Waits: {self._words.away([reach.owner])} and {owns}."
        return f"Waits: {name} {owns} and has no room ({self._room[reach.owner].says}).{self._more(reach)}"

    def _for_reps(self, reach: Reach) -> str:
        """Those who pass the rules are away, sent it back, or have no room."""
        words = self._words
        where = f"sells {words.product(reach)}{words.where(reach)}"
        able, back = reach.speaks & ~reach.gave_back, reach.speaks & reach.gave_back
        returned = f"{words.reps(back)} {self._how if len(bits(back)) == 1 else 'had it before'}" if back else ""
        if not able:
            return f"Waits: {returned}, and no other rep {where}.{self._elsewhere(reach)}"
        gone = able & ~self._rules.here
        if not reach.mask:
            says = listed([part for part in (returned, words.away(bits(gone))) if part])
            return f"Waits: {says}, and no other rep {where}.{self._elsewhere(reach)}"
        also = [f"{part}" for part in (words.away(bits(gone)) if gone else "", returned) if part]
        more = f"; {listed(also)}" if also else ""
        who = bits(reach.mask)
        if len(who) == 1:
            name, says = words.names[who[0]], self._room[who[0]].says
            return f"Waits: {name} has no room ({says}){more or f', and no other rep {where}'}.{self._more(reach)}"
        full = listed([f"{words.names[rep]} ({self._room[rep].says})" for rep in who[:3]])
        rest = f" and {len(who) - 3} more" if len(who) > 3 else ""
        return f"Waits: all who could take it have no room: {full}{rest}{more}.{self._more(reach)}"

    def _more(self, reach: Reach) -> str:
        """How much more room would do: one for each lead before this one that waits for one of the same reps."""
        self._queue[reach.mask] += 1
        number = sum(leads for mask, leads in self._queue.items() if mask & reach.mask)
        return f" With room for {number} more, {self._words.first(reach.mask)} could take it."

    def _quota(self, reach: Reach) -> str:
        """Who covers the place and has room, but no quota on the product."""
        rules = self._rules
        sells = rules.sells[reach.product] if reach.product >= 0 else 0
        could = rules.covers(reach.place) & rules.speakers(reach.language) & rules.active & self._free
        could &= ~sells & ~reach.gave_back
        return f" A quota on it for {self._words.first(could)} would place it." if could else ""

    def _elsewhere(self, reach: Reach) -> str:
        """Who sells the product in other places, speaks the language and has room."""
        rules, place = self._rules, reach.place
        able = reach.sells & ~reach.there & rules.speakers(reach.language) & ~reach.gave_back
        if not able or not place.country:
            return ""
        near = able & rules.neighbors(place)  # a rep for another country is no help while this one has its own
        could = (near or able) & self._free
        if could:
            return f" {place} in the territory of {self._words.first(could)} would place it."
        near &= rules.here
        if not near:
            return ""
        sells, has = ("sells", "has") if len(bits(near)) == 1 else ("sell", "have")
        return f" {self._words.reps(near)} {sells} it elsewhere in {place.country} and {has} no room."
