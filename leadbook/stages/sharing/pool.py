"""What is to be shared, where the reps stand, and what came of it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

BAND = 10
"""Points of a band of scores: leads of 90 to 99 points are alike, 80 to 89 are alike, and so on."""


@dataclass(frozen=True, slots=True)
class Pool:
    """The leads to share, in the order of preference: by score downwards, then by ID.

    Args:
        product: position of the product by lead.
        mask: who may get it; bit i stands for rep i, 0 for nobody.
        score: by lead, never rising.
        now: position of the rep it is with, -1 for none; not given: none has a rep.
    """

    product: Sequence[int]
    mask: Sequence[int]
    score: Sequence[float]
    now: Sequence[int] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where the reps stand before the sharing, by position of rep and product.

    Args:
        needed: leads needed by rep and product; 0 where the quota is made.
        count: leads that count as given by rep and product, from which the slots are counted on.
        room: leads a rep can still take.
        promise: leads still missing to the promised minimum.
        liked: products a rep prefers as bits; 0 has no preference.
        kept: (rep, product, band of scores) → leads the rep has already; for the sharing of quality.
    """

    needed: Sequence[Sequence[int]]
    count: Sequence[Sequence[int]]
    room: Sequence[int]
    promise: Sequence[int]
    liked: Sequence[int] = ()
    kept: Mapping[tuple[int, int, int], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the objective.

    Args:
        name: what was made as large or as small as it can be.
        objective: what was reached.
        bound: what no sharing can better, the levels before being as they are; proven by prices (weak duality).
    """

    name: str
    objective: float
    bound: float

    @property
    def gap(self) -> float:
        """How far the bound is; 0 is proven best."""
        return abs(self.objective - self.bound)


@dataclass(frozen=True, slots=True)
class Shared:
    """A sharing.

    Args:
        rep: position of the rep by lead of the pool, -1 where it waits.
        levels: how good it is, level by level.
    """

    rep: list[int]
    levels: tuple[Level, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Leads that are alike to the sharing.

    Args:
        line: the product; in the sharing of quality 0 for the band that is shared and 1 for lower ones.
        mask: who may get them, as bits.
    """

    line: int
    mask: int


def band_of(score: float) -> int:
    """The band of a score: 87 is in band 8. A lead without a score is in a band below all."""
    return math.floor(score / BAND) if score >= 0 else -1


@lru_cache(maxsize=1 << 16)
def bits(mask: int) -> tuple[int, ...]:
    """Positions of the bits that are set, ascending."""
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return tuple(found)
