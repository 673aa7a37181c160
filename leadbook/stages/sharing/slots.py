"""What one more lead costs a cell (a rep on a line): the slot costs that make reps be filled in proportion to need.

A cost is a pair, compared in order: a rank (promised minimums, quotas that are made) and a price. The price of the
k-th lead is (k - 1/2) / leads needed, in whole numbers, so that comparing sums is exact on every machine; below it
stand, as far smaller parts, a product the rep would rather not have and a lead more than the cell had before.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

PROMISED = 1 << 20
"""Rank of a promised lead: more than any number of leads at quota on one path."""
RANK = 1 << 80
"""A rank in a cost that is one whole number: more than any sum of prices."""
FAR = 1 << 61
"""A price that is never paid. Sums of prices along a path stay below it."""
FAR_RANK = 1 << 50
_MOST_BITS = 61
_SCALE_BITS = 40


class Slots:
    """The costs of all cells, by line and rep.

    Args:
        needed: leads needed, 0 at quota.
        most: leads a cell can ever count, for the size of the numbers.
        unliked: 1 where a rep would rather not have the line.
        had: leads that the cell has before a rebalancing; not given: no matter.
        free: lines whose leads cost nothing.
    """

    def __init__(
        self, needed: Sequence[Sequence[int]], most: int, *, unliked: Sequence[Sequence[int]] | None = None,
        had: Sequence[Sequence[int]] | None = None, free: Sequence[int] = (),
    ) -> None:  # fmt: skip
        self.lines, self.reps = len(needed), len(needed[0]) if needed else 0
        self.needed = needed
        need = np.array(needed, dtype=np.int64).reshape(self.lines, self.reps)
        paid = np.ones((self.lines, 1), dtype=np.int64)
        paid[list(free)] = 0
        self.rank: Ints = ((need == 0) * paid).astype(np.int64)
        self._twice: Ints = 2 * np.maximum(need, 1)
        path = (2 * self.reps + 4).bit_length()
        parts = (path if had is not None else 0, path if unliked is not None else 0)
        least = int(need[need > 0].min()) if (need > 0).any() else 1
        ratio = (most // least + 2).bit_length()
        scale = min(_SCALE_BITS, _MOST_BITS - path - sum(parts) - ratio)
        self.unit = 1 << scale
        """The whole number that stands for a price of 1."""
        self.scaled: Ints = paid * self.unit
        self.shift = sum(parts)
        nothing = np.zeros((self.lines, self.reps), dtype=np.int64)
        self._unliked = nothing if unliked is None else (np.array(unliked, dtype=np.int64) * paid) << parts[0]
        self._had = None if had is None else np.array(had, dtype=np.int64)
        self.small = parts[0]
        """Bits of the smallest part, that of leads a cell has more than before."""
        self._lists = (
            self.rank.tolist(), self._twice.tolist(), self.scaled[:, 0].tolist(), self._unliked.tolist(),
            None if self._had is None else self._had.tolist(),
        )  # fmt: skip

    def prices(self, k: Ints) -> Ints:
        """The price of the k-th lead of every cell; k by line and rep."""
        found: Ints = ((2 * k - 1) * self.scaled // self._twice << self.shift) + self._unliked
        if self._had is not None:
            found = found + np.where(k > self._had, 1, 0)
        return found

    def price(self, line: int, rep: int, k: int) -> int:
        """The price of the k-th lead of a cell."""
        price: int = self.cost(line, rep, k) - RANK * self._lists[0][line][rep]
        return price

    def cost(self, line: int, rep: int, k: int) -> int:
        """Rank and price of the k-th lead of a cell as one whole number."""
        rank, twice, scaled, unliked, had = self._lists
        price: int = ((2 * k - 1) * scaled[line] // twice[line][rep] << self.shift) + unliked[line][rep]
        if had is not None and k > had[line][rep]:
            price += 1
        return price + RANK if rank[line][rep] else price
