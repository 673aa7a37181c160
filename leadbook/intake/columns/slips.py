"""Misspelt names of columns: what is one or two slips away from a known one, and from no other."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from rapidfuzz.distance import OSA

from leadbook.intake.columns.synonyms import synonyms

_LEAST, _MOST = 5, 24
_LONG = 10
"""From this length on two slips are read as one name still."""
_ONE, _SHORT, _TWO = 0.7, 0.5, 0.65
"""How sure one slip makes, one in a short name, and two in a long one."""


@lru_cache(maxsize=8192)
def by_slip(name: str) -> tuple[str | None, float]:
    """Field key (or "none") of a squeezed name that is misspelt, and how sure; (None, 0.0) for doubtful names.

    >>> by_slip("compnay"), by_slip("emailadress"), by_slip("emial"), by_slip("favouritecolour")
    (('company', 0.7), ('email', 0.7), ('email', 0.5), (None, 0.0))
    """
    if not _LEAST <= len(name) <= _MOST or not name[0].isalpha():
        return None, 0.0
    allowed = 2 if len(name) >= _LONG else 1
    found: dict[int, set[str]] = defaultdict(set)
    for length in range(len(name) - allowed, len(name) + allowed + 1):
        for known, key in _by_length().get(length, ()):
            if known[0] in name[:2]:
                away = slips_between(name, known, allowed)
                if away <= allowed:
                    found[away].add(key)
    for away in (1, 2):
        if found[away]:
            sure = _TWO if away == 2 else _ONE if len(name) > _LEAST else _SHORT
            return (found[away].pop(), sure) if len(found[away]) == 1 else (None, 0.0)
    return None, 0.0


@lru_cache(maxsize=1)
def _by_length() -> dict[int, list[tuple[str, str]]]:
    """The known names and their fields, by length."""
    made: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for name, key in synonyms().items():
        if len(name) >= _LEAST:
            made[len(name)].append((name, key))
    return dict(made)


def slips_between(one: str, other: str, most: int) -> int:
    """Letters missing, too many, wrong, or changed with their neighbour; more than `most` as `most` + 1.

    >>> slips_between("compnay", "company", 2), slips_between("adress", "address", 2), slips_between("abc", "xyz", 1)
    (1, 1, 2)
    """
    return OSA.distance(one, other, score_cutoff=most)
