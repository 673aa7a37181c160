"""Finding words and domains of a list in what people wrote, fast enough for every inquiry of a book."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

EXCEPTION = "not:"
_TOKEN = re.compile(r"\w+|[.!?;:]")
_SIGNS = re.compile(r"[^\w\s'’.!?;:,-]")


def plain(text: str) -> str:
    """Text as it is compared: case folded, straight apostrophes, single spaces.

    >>> plain("  Don’t  CALL ")
    "don't call"
    """
    return " ".join(text.replace("’", "'").replace("`", "'").split()).casefold()


def tokens(text: str) -> tuple[str, ...]:
    """The words of a plain text and the signs that part its sentences, in their order.

    >>> tokens("no, thanks. call!")
    ('no', 'thanks', '.', 'call', '!')
    """
    return tuple(_TOKEN.findall(text))


def is_domain_word(word: str) -> bool:
    """Whether a word of a list is a domain: it has a dot and no space (".edu", "student.", "gmail.com")."""
    return "." in word.strip() and " " not in word.strip() and "@" not in word and len(word.strip()) > 2


@dataclass(frozen=True, slots=True)
class _Phrase:
    """One phrase of a list, cut into words."""

    words: tuple[str, ...]
    text: str
    shown: str
    counts: bool
    exact: bool


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words and phrases ready to be looked for; build with `phrases`.

    Looking is by words, not by letters: commas and hyphens do not matter, the end of a sentence does. `anchors`
    has the longest word of each phrase: a text with none of them holds no phrase, and is passed over at once.
    """

    starts: dict[str, tuple[_Phrase, ...]]
    anchors: frozenset[str]
    whole: frozenset[str]

    def find(self, text: str, words: tuple[str, ...] | None = None) -> str:
        """The first phrase in a plain text that is no exception, as the list has it; "" when there is none.

        Args:
            words: the tokens of the text, when they are known already.
        """
        words = tokens(text) if words is None else words
        if self.anchors.isdisjoint(words):
            return ""
        return next((phrase.shown for phrase, _ in self._places(text, words) if phrase.counts), "")

    def without(self, text: str) -> str:
        """The words of a plain text that belong to no phrase."""
        words = tokens(text)
        gone: set[int] = set()
        for phrase, at in self._places(text, words):
            gone.update(range(at, at + len(phrase.words)))
        return " ".join(word for at, word in enumerate(words) if at not in gone)

    def _places(self, text: str, words: tuple[str, ...]) -> Iterator[tuple[_Phrase, int]]:
        """The phrases in their order, the longest where several begin, none inside another."""
        at = 0
        while at < len(words):
            step = 1
            for phrase in self.starts.get(words[at], ()):
                size = len(phrase.words)
                if words[at : at + size] == phrase.words and (not phrase.exact or phrase.text in text):
                    yield phrase, at
                    step = size
                    break
            at += step


@lru_cache(maxsize=256)
def phrases(words: tuple[str, ...]) -> Phrases:
    """Make a list of words ready. Domains are left out; "not: …" words are exceptions.

    >>> phrases(("no budget", "not: no budget limit")).find("there is no budget limit")
    ''
    """
    found: dict[str, list[_Phrase]] = {}
    for word in words:
        text, shown = plain(word), " ".join(word.split())
        counts = not text.startswith(EXCEPTION)
        text = text.removeprefix(EXCEPTION).strip()
        cut = tokens(text)
        if cut and not (counts and is_domain_word(text)):
            found.setdefault(cut[0], []).append(_Phrase(cut, text, shown, counts, bool(_SIGNS.search(text))))
    starts = {
        first: tuple(sorted(several, key=lambda phrase: (-len(phrase.words), phrase.counts, phrase.text)))
        for first, several in found.items()
    }
    anchors = frozenset(max(p.words, key=len) for several in found.values() for p in several if p.counts)
    return Phrases(starts, anchors, frozenset(plain(word) for word in words))


_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "ac", "gov", "edu"})


@dataclass(frozen=True, slots=True)
class Domains:
    """Domains ready to be compared; build with `domains`."""

    ends: frozenset[str]
    parts: frozenset[str]
    names: frozenset[str] = frozenset()

    def find(self, domain: str) -> str:
        """The entry that a domain (lower case) belongs to, "" when none: itself, a parent, a part, or a name of it.

        A name of several words, or of five letters and more, owns the domains that are called exactly so.
        """
        pieces = domain.split(".")
        for at in range(len(pieces)):
            end = ".".join(pieces[at:])
            if end in self.ends:
                return end
        for piece in pieces[:-1]:
            if piece in self.parts:
                return domain
        second = next((piece for piece in reversed(pieces[:-1]) if piece not in _SECOND_LEVEL), "")
        return domain if second.replace("-", "") in self.names else ""


@lru_cache(maxsize=256)
def domains(words: tuple[str, ...]) -> Domains:
    """Make the domains of a list ready: "gmail.com", ".edu" (all that end so), "student." (all with that part).

    Other words are names: "Alpha Medical" is the owner of alphamedical.com and alpha-medical.co.uk.

    >>> domains((".edu",)).find("physics.college.edu"), domains(("Alpha Medical",)).find("mail.alpha-medical.co.uk")
    ('edu', 'mail.alpha-medical.co.uk')
    """
    found = [plain(word).removeprefix("@") for word in words if is_domain_word(word.removeprefix("@"))]
    parts = frozenset(word.rstrip(".") for word in found if word.endswith("."))
    ends = frozenset(word.lstrip(".") for word in found if not word.endswith("."))
    texts = [plain(word) for word in words if not is_domain_word(word) and not plain(word).startswith(EXCEPTION)]
    joined = ("".join(_TOKEN.findall(text)) for text in texts)
    return Domains(ends, parts, frozenset(name for name in joined if len(name) >= 5 and name.isalnum()))


def domain_of(text: str) -> str:
    """The domain of an e-mail address or web address, lower case, "" when there is none.

    >>> domain_of("https://www.Northgate.example/contact")
    'northgate.example'
    """
    text = text.strip().casefold()
    if "@" in text:
        text = text.rpartition("@")[2]
    else:
        text = text.partition("://")[2] or text
        text = re.split(r"[/?#:]", text, maxsplit=1)[0].removeprefix("www.")
    text = text.strip(" .>)")
    return text if "." in text and " " not in text else ""


@lru_cache(maxsize=16)
def replacements(words: tuple[str, ...]) -> dict[str, str]:
    """The mail typos of a list, written "wrong > right", as wrong → right."""
    pairs = (plain(word).partition(">") for word in words)
    return {wrong.strip(): right.strip() for wrong, sign, right in pairs if sign and wrong.strip() and right.strip()}
