"""Even out one band of scores by exchanges of the usual kind: a lead of the band goes one way, a lower one comes back.

Where a lead of the band could go to somebody who pays less for it, the exchange is done, as long as a chain of lower
leads leads back. When no such place is left, nothing is cheaper at all: any exchange is made of such ways, and none of
them saves anything. Where a way is left but no chain back, longer exchanges are looked for (Bellman-Ford): labels that
settle prove that there is none; otherwise somebody else must make it (`exchanging`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from leadbook.stages.sharing.network import close
from leadbook.stages.sharing.pool import bits

Cost = Callable[[int, int], int]
"""What the k-th lead of the band costs a rep: (rep, k) → cost."""
Holdings = dict[int, dict[int, int]]
"""Group → rep → leads."""
_Move = tuple[int, int, int]
"""Group, from whom, to whom."""


class Side:
    """The leads of the band, or the lower ones: who holds how many of which group.

    Args:
        held: group → rep → leads; changed in place.
        masks: group → who may get its leads.
    """

    def __init__(self, held: Holdings, masks: Mapping[int, int], reps: int) -> None:
        self._held, self._masks = held, masks
        self.by_rep: list[dict[int, int]] = [{} for _ in range(reps)]
        for group, shares in held.items():
            for rep, number in shares.items():
                self.by_rep[rep][group] = number
        self._direct = [self._mask(rep) for rep in range(reps)]

    def _mask(self, rep: int) -> int:
        """To whom a rep could give a lead."""
        mask = 0
        for group in self.by_rep[rep]:
            mask |= self._masks[group]
        return mask

    def ways(self, passing: bool) -> list[int]:
        """By rep to whom a lead of theirs can go, as bits; others may pass leads on or may not."""
        masks = list(self._direct)
        if passing:
            close(masks)
        return masks

    def chain(self, rep: int, target: int) -> list[_Move]:
        """The fewest moves that bring a lead from one rep to another, of the group of which there are most."""
        here = self.by_rep[rep]
        direct = [(number, -group) for group, number in here.items() if self._masks[group] >> target & 1]
        if direct:
            return [(-max(direct)[1], rep, target)]
        steps: dict[int, tuple[int, int]] = {rep: (-1, -1)}
        seen, queue = 1 << rep, [rep]
        for source in queue:
            for group in self.by_rep[source]:
                fresh = self._masks[group] & ~seen
                for other in bits(fresh):
                    steps[other] = (group, source)
                    queue.append(other)
                seen |= fresh
            if seen >> target & 1:
                break
        moves: list[_Move] = []
        while steps[target][1] >= 0:
            group, source = steps[target]
            moves.append((group, source, target))
            target = source
        return moves

    def most(self, moves: Sequence[_Move]) -> int:
        """How often the moves can be done."""
        return min(self.by_rep[source][group] for group, source, _ in moves)

    def do(self, moves: Sequence[_Move], times: int) -> None:
        """Do the moves so many times."""
        for group, source, target in moves:
            shares = self._held[group]
            shares[source] -= times
            shares[target] = shares.get(target, 0) + times
            self.by_rep[target][group] = shares[target]
            if shares[source]:
                self.by_rep[source][group] = shares[source]
            else:
                del shares[source], self.by_rep[source][group]
        for _, source, target in moves:
            self._direct[source], self._direct[target] = self._mask(source), self._mask(target)


def even_out(band: Side, lower: Side, has: list[int], cost: Cost) -> bool:
    """Exchange leads of the band against lower ones; whether nothing is cheaper then.

    Args:
        has: by rep the number of the last lead that counts; changed in place.
    """
    more = [cost(rep, number + 1) for rep, number in enumerate(has)]
    last = [cost(rep, number) for rep, number in enumerate(has)]
    left = False
    for passing in (False, True):
        while True:
            pair, left = _cheaper((band, lower), (more, last), passing)
            if pair is None:
                break
            _exchange(band, lower, (*pair, has), cost)
            for rep in pair:
                more[rep], last[rep] = cost(rep, has[rep] + 1), cost(rep, has[rep])
        if not left and not _wanted(band, lower, more, last):
            return True
    return not left or _settles(band.ways(True), lower.ways(True), more, last)


def _settles(there: Sequence[int], back: Sequence[int], more: Sequence[int], last: Sequence[int]) -> bool:
    """Whether labels settle: then no exchange of any length is cheaper."""
    label = [0] * len(more)
    for _ in more:
        changed = False
        for rep, mask in enumerate(there):
            from_here = label[rep] - last[rep]
            for other in bits(mask):
                if from_here + more[other] < label[other] and other != rep:
                    label[other], changed = from_here + more[other], True
        for rep, mask in enumerate(back):
            for other in bits(mask):
                if label[rep] < label[other]:
                    label[other], changed = label[rep], True
        if not changed:
            return True
    return False


def _wanted(band: Side, lower: Side, more: Sequence[int], last: Sequence[int]) -> bool:
    """Whether anybody at all would pay less for a lead of the band than somebody who has one."""
    dear = max((last[rep] for rep, groups in enumerate(band.by_rep) if groups), default=None)
    cheap = min((more[rep] for rep, groups in enumerate(lower.by_rep) if groups), default=None)
    return dear is not None and cheap is not None and cheap < dear


def _cheaper(
    sides: tuple[Side, Side], prices: tuple[Sequence[int], Sequence[int]], passing: bool
) -> tuple[tuple[int, int] | None, bool]:  # fmt: skip
    """A rep and another who would pay less for a lead of the rep's; and whether some are left without a chain back."""
    (band, lower), (more, last) = sides, prices
    if not _wanted(band, lower, more, last):
        return None, False
    there, back = band.ways(passing), lower.ways(passing)
    takers = sorted((more[rep], rep) for rep, mask in enumerate(back) if mask)  # others can give none back
    left = False
    for price, rep in sorted((-last[rep], rep) for rep, groups in enumerate(band.by_rep) if groups):
        if takers[0][0] >= -price:
            break
        for less, other in takers:
            if less >= -price:
                break
            if there[rep] >> other & 1 and other != rep:
                if back[other] >> rep & 1:
                    return (rep, other), left
                left = True
    return None, left


def _exchange(band: Side, lower: Side, pair: tuple[int, int, list[int]], cost: Cost) -> None:
    """Do an exchange as often as it is cheaper."""
    rep, other, has = pair
    there, back = band.chain(rep, other), lower.chain(other, rep)
    most, times = min(band.most(there), lower.most(back)), 1
    while times < most and cost(other, has[other] + times + 1) < cost(rep, has[rep] - times):
        times += 1
    band.do(there, times)
    lower.do(back, times)
    has[other] += times
    has[rep] -= times
