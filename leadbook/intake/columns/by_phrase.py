"""Names of columns that are said by a verb: what somebody asks for, and whom nobody may contact."""

from __future__ import annotations

import re

from leadbook.fields.text import fold
from leadbook.intake.columns.synonyms import word_list

_MOST_WORDS = 5
_YES_NO = re.compile(
    r"[\s(\[]+(?:y(?:es)?\s*/\s*no?|j(?:a)?\s*/\s*n(?:ein|ee|ej|ei)?|o(?:ui)?\s*/\s*n(?:on)?|s(?:[iíì]|im)?\s*/\s*n(?:o|ão)?|"
    r"t(?:ak)?\s*/\s*n(?:ie)?|true\s*/\s*false|1\s*/\s*0)[)\]?\s]*$",
    re.IGNORECASE,
)
_SIGN = re.compile(r"(?<=\w)\s*#(?=\s*$)")


def without_form(header: str) -> str:
    """A name without the answers that are allowed, and with the word for a sign of numbers.

    >>> without_form("DNC Y/N"), without_form("Rückruf (ja/nein)"), without_form("Acct #"), without_form("# of beds")
    ('DNC', 'Rückruf', 'Acct number', '# of beds')
    """
    return _SIGN.sub(" number", _YES_NO.sub("", header)).strip() or header


def by_phrase(header: str) -> str | None:
    """"do_not_contact" or "raised_hand" when a short name says so by a verb, None otherwise.

    >>> [by_phrase(t) for t in ("Nicht anrufen", "Showing requested", "Souhaite être rappelé", "Call date")]
    ['do_not_contact', 'raised_hand', 'raised_hand', None]
    """
    words = fold(header).split()
    if not 2 <= len(words) <= _MOST_WORDS or set(words) & word_list("when"):
        return None
    for at, word in enumerate(words):
        if word in word_list("not") and any(other in word_list("reaching") for other in words[at + 1 :]):
            return "do_not_contact"
    if set(words) & word_list("not"):
        return None
    asks = any(word in word_list("wished") for word in words)
    return "raised_hand" if asks and any(word in word_list("wishes") for word in words) else None
