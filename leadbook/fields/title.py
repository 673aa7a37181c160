"""Titles at work: tidied, and the level they tell."""

from __future__ import annotations

import re
from functools import lru_cache

from leadbook.fields.text import fold, is_blank_word, tidy

_LEVELS: tuple[tuple[str, str], ...] = (
    ("student", r"student|pupil|intern|trainee|apprentice|praktikant|stagiaire|becari|estudiante|etudiant|"
                r"phd candidate"),
    ("assistant", r"assistant to|executive assistant|personal assistant|secretary|sekret"),
    ("owner", r"owner|founder|proprietor|managing partner|inhaber|gesellschafter|fondat|propietari|gerant"),
    ("chief", r"chief|c[efitomr]o|president(?<!vice president)|geschaftsfuhr|managing director|vorstand|pdg|"
              r"director general|directeur general|gerente general"),
    ("vice president", r"vice president|s?vp|evp"),
    ("director", r"director|direktor|directeur|directrice|director[ae]?|head of|leiter|leitung|responsable"),
    ("manager", r"manager|mgr|lead|supervisor|coordinator|koordinator|jefe|chef de|superintendent"),
)  # fmt: skip
_COMPILED = tuple((level, re.compile(rf"\b({words})", re.UNICODE)) for level, words in _LEVELS)


def tidy_title(text: str) -> str:
    """The title with its blanks tidied; words that say nothing become blank.

    >>> tidy_title(" Head  of Surgery "), tidy_title("N/A")
    ('Head of Surgery', '')
    """
    plain = tidy(text)
    return "" if is_blank_word(plain) else plain


@lru_cache(maxsize=16384)
def title_level(text: str) -> str:
    """Level that a title tells: student, assistant, owner, chief, vice president, director, manager, staff or "".

    >>> title_level("CEO"), title_level("Vice President Sales"), title_level("Leiterin Einkauf"), title_level("")
    ('chief', 'vice president', 'director', '')
    """
    key = fold(text)
    if not key:
        return ""
    for level, pattern in _COMPILED:
        if pattern.search(key) and not (level == "chief" and "vice president" in key):
            return level
    return "staff"
