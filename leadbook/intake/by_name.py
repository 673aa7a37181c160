"""What the name of a column tells about its meaning, and how surely."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from leadbook.fields.text import fold
from leadbook.intake.synonyms import NONE, header_words, known_field, questions, squeeze, synonyms, word_list

_LEAST_ALIKE, _RIVAL = 0.87, 0.02
"""How alike a misspelt name must be to a known one, and how much more than to any other."""
_EXACT, _PLAIN, _PARTS, _ASKED, _ALIKE = 1.0, 0.9, 0.85, 0.8, 0.7
"""How sure a name makes: as it stands in the table, without fillers, by its parts, as a question, by likeness."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column could be.

    Args:
        key: field key, None for no field.
        confidence: 0 (nothing speaks for it) to 1 (the name is in the table and the values agree).
        rival: the other field it could be, None when there is none.
        closed: the name says that it is no field, whatever stands in the column.
    """

    key: str | None
    confidence: float
    rival: str | None = None
    closed: bool = False

    @property
    def exact(self) -> bool:
        """Whether the name stands in the table as it is."""
        return self.confidence == _EXACT


@lru_cache(maxsize=16384)
def by_name(header: str) -> Guess:
    """The meaning of a column by its name alone.

    >>> by_name("E-Mail-Adresse").key, by_name("Person - Email - Work").confidence, by_name("Fax").closed
    ('email', 1.0, True)
    """
    table = synonyms()
    name = squeeze(header)
    if not name:
        return Guess(None, 0.0)
    if name in table:
        known = table[name]
        return Guess(None, _EXACT, closed=True) if known == NONE else Guess(known, _EXACT)
    parts = header_words(header)
    if parts and (parts[-1] in word_list("about") or parts[0] in word_list("polls")):  # a poll asks nobody to call
        return Guess(None, _EXACT, closed=True)
    plain = "".join(word for word in parts if word not in word_list("fillers"))
    for key, sure in ((table.get(plain), _PLAIN), (_by_parts(header), _PARTS), (_by_question(header), _ASKED)):
        if key:
            return Guess(None if key == NONE else key, sure)
    key = _by_typo(name)
    return Guess(None if key == NONE else key, _ALIKE if key else 0.0)


def _by_parts(header: str) -> str | None:
    """Field key when the parts of a header ("Person - Email - Work", "Mail / other mail") agree on one."""
    for mark in (" - ", "/", ":", "(", "|"):
        if mark in header:
            found = [known_field(part.strip(" )")) for part in header.split(mark)]
            keys = {key for key in found if key}
            if len(keys) == 1:
                return keys.pop()
    return None


def _by_question(header: str) -> str | None:
    """Field key of a question of a form, when all words of a pattern stand in it in their order."""
    words = fold(header).split()
    if len(words) < 3:
        return None
    for key, patterns in questions():
        for pattern in patterns:
            at = 0
            for part in pattern.split():
                at = next((i + 1 for i in range(at, len(words)) if words[i].startswith(part)), 0)
                if not at:
                    break
            else:
                return key
    return None


@lru_cache(maxsize=8192)
def _by_typo(name: str) -> str | None:
    """Field key of a name that is one slip away from a known one; None for short or doubtful names."""
    if not 6 <= len(name) <= 24:
        return None
    best, best_key, rival = 0.0, "", 0.0
    slips = SequenceMatcher(None, "", name, autojunk=False)
    for known, key in synonyms().items():
        if abs(len(known) - len(name)) > 2 or len(known) < 5:
            continue
        slips.set_seq1(known)
        # only what could win or stand close to the winner is compared letter by letter, which is slow
        if slips.quick_ratio() < _LEAST_ALIKE - _RIVAL:
            continue
        ratio = SequenceMatcher(None, name, known, autojunk=False).ratio()
        if ratio > best:
            rival = best if key != best_key else rival
            best, best_key = ratio, key
        elif key != best_key:
            rival = max(rival, ratio)
    return best_key if best >= _LEAST_ALIKE and best - rival > _RIVAL else None
