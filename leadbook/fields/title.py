"""Titles at work: tidied, and the level they tell."""

from __future__ import annotations

import re
from functools import lru_cache

from leadbook.fields.text import fold, is_blank_word, tidy

_LEVELS: tuple[tuple[str, str], ...] = (
    ("student", r"students?|studentin|pupil|interns?|internship|trainee|apprentice|praktikant\w*|werkstudent\w*|azubi|"
                r"stagiaire|becari[oa]|estudiante|etudiante?|studente|tirocinante|phd candidate"),
    ("assistant", r"assistant to|executive assistant|personal assistant|(?<!general )(?<!corporate )secretary|"
                  r"sekretar\w*|assistant manager|assistenz|secretaire|secretari[ao]"),
    ("owner", r"owners?|co ?owner|cofounder|founder|proprietor|managing partner|founding partner|inhaber\w*|"
              r"gesellschafter\w*|fondat\w+|grunder\w*|propietari[oa]|titolare|gerante?|eigenaar"),
    ("chief", r"chief|c[efitomrdlp]o|cmio|cio|cco|(?<!vice )(?<!v )president|geschaftsfuhr\w*|managing director|"
              r"vorstand\w*|"
              r"pdg|director general|directeur general|gerente general|amministratore delegato|algemeen directeur|"
              r"chairman|chairwoman|chairperson|co ?chair|board (?:of \w+ )?member|member of the (?:\w+ ){0,3}board|"
              r"board of (?:directors|trustees|advisors)|general counsel|directrice generale"),
    ("vice president", r"vice president|[se]?vp|avp|v p|vicepresident\w*|vizeprasident\w*"),
    ("director", r"director[ae]?s?|direktor\w*|directeur|directrice|direttore|direttrice|head|leiter|leiterin|"
                 r"leitung|\w+leiter|\w+leiterin|responsable|responsabile|hoofd|chefarzt|chefarztin|dean"),
    ("manager", r"manager|mgr|lead|leader|supervisor|co ?ordinator|koordinator\w*|jefe|jefa|chef de|superintendent|"
                r"management|foreman|meister|capo|teamleiter\w*"),
)  # fmt: skip
_COMPILED = tuple((level, re.compile(rf"\b(?:{words})\b")) for level, words in _LEVELS)


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
    >>> title_level("Services Coordinator"), title_level("Head, Internal Audit"), title_level("Praktikantin")
    ('manager', 'director', 'student')
    """
    key = fold(text)
    if not key:
        return ""
    for level, pattern in _COMPILED:
        if pattern.search(key):
            return level
    return "staff"
