"""Company names: tidied for people, keyed for comparing. A name is never emptied."""

from __future__ import annotations

import re
from functools import lru_cache

from leadbook.fields.text import fold, is_blank_word, tidy, word_set

_LEGAL = word_set(
    "inc incorporated llc llp lp ltd limited plc corp corporation co company pc pllc gmbh mbh ag kg kgaa ohg gbr ug ev "
    "eg sa sas sarl eurl sasu sl slu srl spa snc bv nv cv ab as asa aps oy oyj kft zrt sro doo dd pte pty pvt private "
    "kk yk bhd sdn ltda eireli se"
)
_PHRASES = re.compile(
    r"\b(g m b h|s a r l|s a s|s r l|s p a|b v|n v|a g|s a|s l|l l c|l l p|p l c|e k|e v|a s|d o o|s r o|u g)\b"
)
_FILLERS = word_set("the and und et y e of")


@lru_cache(maxsize=65536)
def tidy_company(text: str) -> str:
    """The name with its blanks tidied, as they write it; words that say nothing become blank.

    >>> tidy_company("  Müller &  Söhne GmbH "), tidy_company("n/a"), tidy_company("IBM")
    ('Müller & Söhne GmbH', '', 'IBM')
    """
    plain = tidy(text).strip("\"'")
    return "" if is_blank_word(plain) and len(plain) < 15 and plain.casefold() != "x" else plain


@lru_cache(maxsize=65536)
def company_key(text: str) -> str:
    """A key to compare companies by: without case, accents, legal form and fillers; never empty for a name.

    >>> company_key("The Acme Medical Co., Ltd."), company_key("ACME MEDICAL G.m.b.H.")
    ('acme medical', 'acme medical')
    >>> company_key("SAS"), company_key("")
    ('sas', '')
    """
    full = fold(text)
    plain = _PHRASES.sub(" ", full)
    words = [word for word in plain.split() if word not in _LEGAL and word not in _FILLERS]
    return " ".join(words) or full
