"""What setting up, or taking away, came to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Done:
    """What was done: whether anything changed, what was written or removed, and sentences for a person."""

    changed: bool
    outputs: tuple[str, ...]
    notes: tuple[str, ...]
