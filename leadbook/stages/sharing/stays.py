"""The fewest leads that change their rep, when leads may move: the counts by rep and product are fixed before.

Of two leads that anybody of some reps may take, either can move; which of them do is settled by exchanges along which
the counts stay, each of them letting one lead more stay where it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from leadbook.stages.sharing.flow import Flow
from leadbook.stages.sharing.network import Labels
from leadbook.stages.sharing.slots import FAR, FAR_RANK, Ints

Present = Sequence[Mapping[int, int]]
"""By group: rep → leads of the group that are with them now."""


def keep_most(flow: Flow, now: Present) -> int:
    """Exchange leads of one product until no exchange lets more of them stay; how many change their rep in the end."""
    for line in range(flow.lines):
        swaps = _Swaps(flow, now, line)
        labels = Labels(len(swaps.price))
        while found := labels.cycles(swaps):
            if not sum(swaps.carry_out(cycle) for cycle in found):
                break
    return sum(
        max(0, there - held.get(rep, 0))
        for held, reps in zip(flow.by_group, now, strict=True) for rep, there in reps.items()
    )  # fmt: skip


class _Swaps:
    """The network of one line: what passing a lead from one rep to another changes in the number of those that stay.

    Attributes:
        rank, price, ranked: as in `leadbook.stages.sharing.network.Network`.
    """

    ranked = False

    def __init__(self, flow: Flow, now: Present, line: int) -> None:
        self.flow, self.now = flow, now
        self._groups = [at for at, group in enumerate(flow.groups) if group.line == line and flow.by_group[at]]
        self.price: Ints = np.empty((flow.reps, flow.reps), dtype=np.int64)
        self.rank: Ints = np.empty((flow.reps, flow.reps), dtype=np.int64)
        self._group = np.full((flow.reps, flow.reps), -1, dtype=np.int64)
        self._renew()

    def _renew(self) -> None:
        """Work the network out again."""
        self.price.fill(FAR)
        for group in self._groups:
            held, here, who = self.flow.by_group[group], self.now[group], self.flow.eligible[group]
            comes = {rep: -1 if held.get(rep, 0) < here.get(rep, 0) else 0 for rep in who}
            for source, number in held.items():
                goes = 1 if number <= here.get(source, 0) else 0
                for target in who:
                    if target != source and goes + comes[target] < self.price[source, target]:
                        self.price[source, target] = goes + comes[target]
                        self._group[source, target] = group
        self.rank[:] = np.where(self.price < FAR, 0, FAR_RANK)

    def carry_out(self, cycle: Sequence[int]) -> bool:
        """Exchange one lead each; False when that keeps none more (any more)."""
        moves = [
            (int(self._group[node, cycle[(at + 1) % len(cycle)]]), node, cycle[(at + 1) % len(cycle)])
            for at, node in enumerate(cycle)
        ]
        before = self._staying(moves)
        need: dict[tuple[int, int], int] = {}
        for group, source, _ in moves:
            need[group, source] = need.get((group, source), 0) + 1
        if any(self.flow.by_group[group].get(rep, 0) < number for (group, rep), number in need.items()):
            return False
        self.flow.carry_out(moves, 1)
        if self._staying(moves) <= before:
            self.flow.carry_out([(group, target, source) for group, source, target in moves], 1)
            return False
        self._renew()
        return True

    def _staying(self, moves: Sequence[tuple[int, int, int]]) -> int:
        """Leads that stay, of the groups and reps of some moves."""
        places = {(group, rep) for group, source, target in moves for rep in (source, target)}
        return sum(min(self.flow.by_group[group].get(rep, 0), self.now[group].get(rep, 0)) for group, rep in places)
