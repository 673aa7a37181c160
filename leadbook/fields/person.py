"""Names of people: tidied and split, never judged (people called Null exist)."""

from __future__ import annotations

import re
from functools import lru_cache

from leadbook.fields.text import fold, tidy, word_set

_HONORIFICS = word_set(
    "mr mrs ms miss mx dr prof professor sir madam herr frau hr fr monsieur madame mme mlle senor senora sr sra "
    "ing dipl mag med eng rev capt shri smt hc"
)
_BEFORE_FAMILY = word_set("mr mrs ms miss herr frau hr fr monsieur madame mme mlle senor senora")
"""Titles that stand before a family name when only one name follows."""

_BETWEEN_TITLES = word_set("& + and und et y")
_SUFFIXES = word_set(
    "jr sr ii iii iv phd md mba cpa esq dds rn bsc msc ba ma pe pmp cfa dvm do "
    "bsn msn aprn crna facs mph pharmd jd edd dnp llm rph psyd dmd esquire"
)
_NAMES_TOO = word_set("ma ba do pe")
"""Degrees that are names: without a comma they are read as degrees only when they alone stand in capitals."""
_PARTICLES = word_set(
    "van von der den de del della di da dos das du la le les al el bin ibn ten ter zu zum zur af av st saint"
)

_NO_NAME = re.compile(r"^(?:[\W\d_]*|n/a)$", re.IGNORECASE)
_MAIL = re.compile(r"[<(\[]?\S+@\S+[>)\]]?")
_NICKNAME = re.compile(r"(?<=\s)[\"“„”][^\"“„”]*[\"“„”](?=\s)")
_ABOUT = re.compile(r"\s+[-–—|]+\s+|\s*[-–—]{2,}\s*")


@lru_cache(maxsize=65536)
def tidy_name(text: str) -> str:
    """One name with its blanks tidied; names written all in one case get capitals.

    >>> tidy_name("  SMITH-JONES "), tidy_name("mcdonald"), tidy_name("van der BERG"), tidy_name("O'NEIL")
    ('Smith-Jones', 'McDonald', 'van der BERG', "O'Neil")
    """
    plain = tidy(text).strip(",; ")
    if len(plain) > 2 and (plain.isupper() or plain.islower()):
        words = [w.lower() if w.lower() in _PARTICLES and i else _capital(w) for i, w in enumerate(plain.split(" "))]
        return " ".join(words)
    return plain


@lru_cache(maxsize=65536)
def split_name(text: str) -> tuple[str, str]:
    """First and last name of a full name; titles and degrees in front and behind are left out.

    >>> split_name("Dr. Anna Maria van der Berg, PhD"), split_name("Silva, Ana"), split_name("Cher")
    (('Anna Maria', 'van der Berg'), ('Ana', 'Silva'), ('Cher', ''))
    >>> split_name("PRIYA SHARMA (friend of Amit)")
    ('Priya', 'Sharma')
    >>> split_name("Mrs. Jones"), split_name("María de la Cruz Gómez"), split_name("Ann Lee <ann@acme.example>")
    (('', 'Jones'), ('María', 'de la Cruz Gómez'), ('Ann', 'Lee'))
    """
    plain = name_only(_NICKNAME.sub(" ", _MAIL.sub(" ", text) if "@" in text else text))
    if _NO_NAME.match(plain):
        return "", ""
    parts = [part.strip() for part in plain.split(",") if part.strip()]
    while len(parts) > 1 and all(fold(w).replace(" ", "") in _SUFFIXES for w in parts[-1].split()):
        parts.pop()
    if len(parts) == 2:
        return tidy_name(_without_titles(parts[1])), tidy_name(parts[0])
    whole = " ".join(parts)
    words = _without_titles(whole).split(" ")
    while len(words) > 2 and _is_suffix(words[-1], plain):
        words.pop()
    if len(words) < 2:
        is_family = words[0] != whole and fold(whole.split(" ")[0]) in _BEFORE_FAMILY
        return ("", tidy_name(words[0])) if is_family else (tidy_name(words[0]), "")
    at = _family_at(words)
    family = tidy_name(" ".join(words[at:]))
    is_lower = fold(words[at]) in _PARTICLES and words[at].islower() and at < len(words) - 1
    return tidy_name(" ".join(words[:at])), family[:1].lower() + family[1:] if is_lower else family


def _is_suffix(word: str, text: str) -> bool:
    """Whether the last word of a name is a degree or the like."""
    key = fold(word).replace(" ", "")
    return key in _SUFFIXES and (key not in _NAMES_TOO or (word.isupper() and not text.isupper()))


def _family_at(words: list[str]) -> int:
    """Where the family name begins: at its particles, also when two names follow them (de la Cruz Gómez)."""
    at = len(words) - 1
    while at > 1 and fold(words[at - 1]) in _PARTICLES:
        at -= 1
    is_mixed = any(not word.islower() for word in words)
    early = [n for n in range(1, at) if is_mixed and words[n].islower() and fold(words[n]) in _PARTICLES]
    return early[0] if early else at


def tidy_first_name(text: str) -> str:
    """A first name without titles in front.

    >>> tidy_first_name("Dr. Arjun"), tidy_first_name("PROF. DR. EVA"), tidy_first_name("Dr.")
    ('Arjun', 'Eva', 'Dr.')
    """
    return tidy_name(_without_titles(tidy(text)))


def tidy_last_name(text: str) -> str:
    """A family name without degrees behind a comma.

    >>> tidy_last_name("Mehta, DDS"), tidy_last_name("DO"), tidy_last_name("Okafor, Jr., MD")
    ('Mehta', 'DO', 'Okafor')
    """
    parts = [part.strip() for part in tidy(text).split(",") if part.strip()]
    while len(parts) > 1 and all(fold(word).replace(" ", "") in _SUFFIXES for word in parts[-1].split()):
        parts.pop()
    return tidy_name(", ".join(parts))


def name_only(text: str) -> str:
    """A name without what somebody wrote about the person behind it: brackets, and all after a dash.

    >>> name_only("Priya - works at the mill"), name_only("Ana Silva (buyer)"), name_only("Anna-Lena Smith")
    ('Priya', 'Ana Silva', 'Anna-Lena Smith')
    """
    plain = tidy(re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", text))
    return _ABOUT.split(plain, maxsplit=1)[0].strip() or plain


@lru_cache(maxsize=65536)
def name_key(first: str, last: str) -> str:
    """A key to compare people by; "" when there is no name.

    >>> name_key("José", "GARCÍA"), name_key("", "")
    ('jose garcia', '')
    """
    return fold(f"{first} {last}")


def names_fit(one: str, other: str) -> bool:
    """Whether two name keys can be one person: equal, or equal but for initials or a missing first name.

    >>> names_fit("ann lee", "a lee"), names_fit("ann lee", "bob lee"), names_fit("ann lee", "lee"), names_fit("", "x")
    (True, False, True, True)
    """
    if not one or not other or one == other:
        return True
    a, b = one.split(), other.split()
    if sorted(a) == sorted(b):
        return True
    if len(a) == 1 or len(b) == 1:
        return a[-1] == b[-1] or (a[0] == b[0])
    return a[-1] == b[-1] and (a[0] == b[0] or (min(len(a[0]), len(b[0])) == 1 and a[0][0] == b[0][0]))


def _capital(word: str) -> str:
    """A word with a capital after each hyphen, apostrophe and Mc; a letter without one capital (ß) stays."""
    made = re.sub(
        r"(^|[-'’])(\w)", lambda m: m[1] + (m[2].upper() if len(m[2].upper()) == 1 else m[2]), word.lower()
    )
    return re.sub(r"\bMc([a-z])(?=[a-z]{2})", lambda m: f"Mc{m[1].upper()}", made)


def _without_titles(text: str) -> str:
    """The name without titles in front; a name of titles only stays as it is."""
    words = text.split(" ")
    is_titled = False
    while len(words) > 1 and (_is_title(words[0]) or (is_titled and words[0].casefold() in _BETWEEN_TITLES)):
        is_titled = True
        words.pop(0)
    return " ".join(words)


def _is_title(word: str) -> bool:
    """Whether a word is a title, or several of them (Dipl.-Ing., h.c.)."""
    key = fold(word)
    return key.replace(" ", "") in _HONORIFICS or (bool(key) and all(part in _HONORIFICS for part in key.split()))
