"""Headers of known tools as somebody mistypes them: two letters exchanged, one too many, one missing."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from leadbook.intake.columns.slips import slips_between
from leadbook.intake.presets.preset import presets

_SHORTEST, _SHORTEST_CHANGED, _SHORTEST_OTHER = 4, 6, 12
"""From this length on a slip is told for letters exchanged, for one too many or missing, and for a wrong one."""


def corrected(name: str, squeeze: Callable[[str], str]) -> str:
    """The squeezed header of a tool that a squeezed header is one slip away from; itself when it is none, or known.

    >>> from leadbook.intake.presets.match import squeezed
    >>> [corrected(squeezed(name), squeezed) for name in ("Profiel URL", "ZomInfo Contact ID", "Name", "Street 9")]
    ['profileurl', 'zoominfocontactid', 'name', 'street9']
    """
    known = _known(squeeze)
    if len(name) < _SHORTEST or name in known.get(len(name), ()):
        return name
    near = range(len(name) - 1, len(name) + 2)
    found = [one for length in near for one in known.get(length, ()) if is_slip(name, one)]
    return found[0] if len(found) == 1 else name


def is_slip(one: str, other: str) -> bool:
    """Whether two squeezed names are one slip apart; the shorter they are, the fewer slips are believed.

    Digits are never changed: the second address is not the first one mistyped.

    >>> is_slip("approvalstauts", "approvalstatus"), is_slip("email3value", "email2value")
    (True, False)
    >>> is_slip("stage", "state"), is_slip("nmae", "name")
    (False, True)
    """
    short = min(len(one), len(other))
    if short < _SHORTEST or slips_between(one, other, 1) != 1 or _digits(one) != _digits(other):
        return False
    if len(one) != len(other):
        return short >= _SHORTEST_CHANGED
    return short >= _SHORTEST_OTHER or sorted(one) == sorted(other)


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


@lru_cache(maxsize=1)
def _known(squeeze: Callable[[str], str]) -> dict[int, frozenset[str]]:
    """All headers of the signatures by their length."""
    patterns = (one for preset in presets() for one in (*preset.signature.all, *preset.signature.any))
    names = {squeeze(name) for one in patterns for name in one.split("|") if "*" not in name}
    return {length: frozenset(name for name in names if len(name) == length) for length in set(map(len, names))}
