"""What all fields share: tidy blanks, folded keys."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
_ASCII_WORDS = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
_NOT_WORD = re.compile(r"[^\w]+", re.UNICODE)
_SPECIAL = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"})


def tidy(text: str) -> str:
    """One line without outer, doubled or invisible blanks.

    >>> tidy("  Ana\\u00a0 Silva\\u200b ")
    'Ana Silva'
    """
    return " ".join((text if text.isascii() else text.translate(_INVISIBLE)).split())


def fold(text: str) -> str:
    """Letters and digits only, without case and accents, words parted by one blank: a key to compare by.

    >>> fold("E-Mail  Adresse:"), fold("Müller & Söhne")
    ('e mail adresse', 'muller sohne')
    """
    if text.isascii():  # most texts, and nothing in them to take apart
        return " ".join(text.translate(_ASCII_WORDS).split())
    # twice, because a letter can come out of its decomposition with a case of its own
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text.casefold()).casefold()).translate(_SPECIAL)
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", letters.replace("_", " ")).strip()


def word_set(text: str, mark: str | None = None) -> frozenset[str]:
    """The words of a text as a set, for short tables in code.

    >>> sorted(word_set("b a")), sorted(word_set("no plan|none", "|"))
    (['a', 'b'], ['no plan', 'none'])
    """
    return frozenset(text.split(mark))


YES_WORDS = word_set(
    "yes y true 1 x ja j oui o si s sim tak ano da да evet kylla wahr vrai vero verdadero verdadeiro on checked"
)
"""Folded answers that mean yes, whether somebody typed them or a tool did."""

NO_WORDS = word_set(
    "no n false 0 nein non nee nej nao nie ne нет hayir hayır ei falsch faux falso off unchecked"
)
"""Folded answers that mean no."""

_PLACEHOLDERS = word_set(
    "n a|na|none|null|nil|unknown|unbekannt|keine|kein|no|not available|not provided|not applicable|tbd|tba|xxx|xx|x|"
    "test|asdf|inconnu|desconocido|ninguno|aucun|nan|no contact info|no contact details|no email|no e mail|no phone|"
    "no phone number|no number", "|",
)  # fmt: skip


def is_blank_word(text: str) -> bool:
    """Whether the text only says that there is nothing ("n/a", "-", "unknown"); not for names of people.

    >>> is_blank_word("N/A"), is_blank_word("--"), is_blank_word("Null Island Ltd")
    (True, True, False)
    """
    key = fold(text)
    return not key or key in _PLACEHOLDERS
