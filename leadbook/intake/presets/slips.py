"""Headers of known tools as somebody mistypes them: two letters exchanged, one too many, one missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from leadbook.intake.presets.preset import presets

_SHORTEST, _SHORTEST_CHANGED = 5, 7


def corrected(name: str, squeeze: Callable[[str], str]) -> str:
    """The squeezed header of a tool that a squeezed header is one slip away from; itself when it is none, or known.

    Digits are never changed: the second address is not the first one mistyped.

    >>> from leadbook.intake.presets.match import squeezed
    >>> [corrected(squeezed(name), squeezed) for name in ("Profiel URL", "ZomInfo Contact ID", "Name", "Street 9")]
    ['profileurl', 'zoominfocontactid', 'name', 'street9']
    """
    known, shorter = _known(squeeze)
    if name in known or len(name) < _SHORTEST:
        return name
    found = {one for one in _exchanged(name) if one in known}
    if not found and len(name) >= _SHORTEST_CHANGED:
        found = {one for one in _one_less(name) if one in known} | set(shorter.get(name, ()))
    return min(found) if len(found) == 1 else name


@lru_cache(maxsize=1)
def _known(squeeze: Callable[[str], str]) -> tuple[frozenset[str], dict[str, tuple[str, ...]]]:
    """All headers of the signatures, and each of them with one letter missing."""
    patterns = (one for preset in presets() for one in (*preset.signature.all, *preset.signature.any))
    known = frozenset(squeeze(name) for one in patterns for name in one.split("|") if "*" not in name)
    shorter: dict[str, tuple[str, ...]] = {}
    for name in sorted(known):
        if len(name) >= _SHORTEST_CHANGED:
            for less in _one_less(name):
                shorter[less] = (*shorter.get(less, ()), name)
    return known, shorter


def _exchanged(name: str) -> Iterator[str]:
    """The name with two neighbouring letters exchanged."""
    for at in range(len(name) - 1):
        if name[at].isalpha() and name[at + 1].isalpha():
            yield name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _one_less(name: str) -> set[str]:
    """The name with one letter missing, each once."""
    return {name[:at] + name[at + 1 :] for at in range(len(name)) if name[at].isalpha()}
