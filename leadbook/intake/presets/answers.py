"""Columns of which a tool is known to mean something that is no field of ours, and what Leadbook adds itself."""

from __future__ import annotations

from functools import lru_cache

from leadbook.intake.presets.match import find_columns
from leadbook.intake.presets.preset import presets


@lru_cache(maxsize=4096)
def is_other_answer(header: str) -> bool:
    """Whether some tool names a column so, and its preset keeps it among the other answers.

    >>> [is_other_answer(name) for name in ("MODIFIED_TIME", "E-mail of the order", "Handy privat", "E-mail")]
    [True, True, False, False]
    """
    return any(find_columns([header], pattern) for pattern in _patterns())


@lru_cache(maxsize=1)
def _patterns() -> tuple[str, ...]:
    """All names of columns that are other answers, and the names of answers that Leadbook makes."""
    found: dict[str, None] = {}
    for preset in presets():
        found |= dict.fromkeys(pattern for pattern, key in preset.fields if not key)
        for step in (step for group in preset.steps.values() for step in group):
            found |= dict.fromkeys(name for name in (step.word, step.as_) if name)
    # “Other *” or “* privat” says something of columns beside the others of its tool only, not in any list
    return tuple(name for pattern in found for name in pattern.split("|") if "*" not in name)
