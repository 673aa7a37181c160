"""Company names: tidied for people, keyed for comparing. A name is never emptied."""

from __future__ import annotations

import re
from functools import lru_cache

from leadbook.fields.text import fold, is_blank_word, tidy, word_set

_LEGAL = word_set(
    "inc incorporated llc llp ltd limited corp corporation pllc gmbh kgaa ohg sarl eurl sasu srl kft zrt sro doo pty "
    "pvt bhd sdn ltda eireli spzoo sadecv sderldecv sderl eood uab"
)
"""Legal forms that mean nothing else: left out wherever they stand behind the first word."""

_LEGAL_AT_END = word_set(
    "lp plc co company pc mbh ag kg gbr ug ev ek eg sa sas sl slu spa snc bv nv cv ab publ as asa aps oy oyj dd pte "
    "private kk yk se lda ood jsc pjsc fze fzco sia ou ooo ооо зао ао тоо"
)
"""Legal forms that are names and words too (SAS Institute, AS Roma): left out at the end only."""

_LEGAL_AT_START = word_set("ooo pt ооо зао тоо")
_SPELLED = re.compile(
    r"\b(g m b h|s a r l|s a s|s r l|s p a|b v|n v|a g|s a de c v|s de r l de c v|s de r l|s a|s l|l l c|l l p|p l c|"
    r"p c|k k|e k|e v|a s|d o o|sp z o o|s r o|u g|e o o d|o o d)\b"
)
_WRITTEN_OUT = re.compile(
    r" (gesellschaft mit beschrankter haftung|aktiengesellschaft|societe anonyme|societe a responsabilite limitee|"
    r"limited liability company|sociedad anonima|sociedad limitada|besloten vennootschap|naamloze vennootschap|"
    r"societa per azioni|public limited company|private limited)\b"
)
_EASTERN = re.compile("株式会社|有限会社|股份有限公司|有限公司|주식회사")
"""The words for a company with shares in Japanese, Chinese and Korean, which stand at the name without a blank."""

_FILLERS = word_set("the and und et y e of")


@lru_cache(maxsize=65536)
def tidy_company(text: str) -> str:
    """The name with its blanks tidied, as they write it; words that say nothing become blank.

    >>> tidy_company("  Müller &  Söhne GmbH "), tidy_company("n/a"), tidy_company("IBM")
    ('Müller & Söhne GmbH', '', 'IBM')
    """
    plain = tidy(text).strip("\"' ")
    return "" if is_blank_word(plain) and len(plain) < 15 and plain.casefold() != "x" else plain


@lru_cache(maxsize=65536)
def company_key(text: str) -> str:
    """A key to compare companies by: without case, accents, legal form and fillers; never empty for a name.

    >>> company_key("The Acme Medical Co., Ltd."), company_key("ACME MEDICAL G.m.b.H.")
    ('acme medical', 'acme medical')
    >>> company_key("SAS"), company_key("SAS Institute"), company_key("Acme S.A. de C.V."), company_key("")
    ('sas', 'sas institute', 'acme', '')
    """
    full = fold(text)
    plain = full if text.isascii() else fold(_EASTERN.sub(" ", text)) or full
    plain = _SPELLED.sub(lambda match: match[0].replace(" ", ""), _WRITTEN_OUT.sub(" ", plain))
    words = plain.split()
    words = [word for at, word in enumerate(words) if word not in _FILLERS and (not at or word not in _LEGAL)] or words
    while len(words) > 1 and (words[-1] in _LEGAL_AT_END or words[-1] in _LEGAL):
        words.pop()
    if len(words) > 1 and words[0] in _LEGAL_AT_START:
        words.pop(0)
    return " ".join(words) or full
