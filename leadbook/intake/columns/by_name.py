"""What the name of a column tells about its meaning, and how surely."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from leadbook.fields.text import fold
from leadbook.intake.columns.by_phrase import by_phrase, without_form
from leadbook.intake.columns.slips import by_slip
from leadbook.intake.columns.synonyms import (
    NONE,
    header_words,
    known_field,
    questions,
    squeeze,
    synonyms,
    vocabulary,
    word_list,
)

_EXACT, _PLAIN, _PARTS, _ASKED, _NOUN, _BEGIN = 1.0, 0.9, 0.85, 0.8, 0.75, 0.55
"""How sure a name makes: as it stands in the table, without fillers, by its parts, as a question, by the noun at its
end, by its beginning, which the values have to confirm."""

_PERSON = frozenset({"email", "email2", "phone", "phone2", "first_name", "last_name", "full_name"})
_REACHED = frozenset({"email", "email2", "phone", "phone2"})
_NOUNS = _PERSON | {
    "company", "job_title", "city", "country", "postal_code", "website", "industry", "notes", "employees", "revenue",
    "address", "region",
}  # fmt: skip
"""Fields that a longer name can be recognised as by its noun: a customer's *mobile number*, an *e-mail* professionnel.
Names, titles, dates, states and numbers are none of them: what an *event name* is decides the first word."""

_VAGUE = frozenset({"name", "id", "contact", "lead", "client", "customer", "account", "site", "info", "details", "note",
                    "by", "description", "size", "location", "st", "org", "message", "place", "number", "practice",
                    "title", "position", "role", "function", "post", "job"})  # fmt: skip
_LONG_QUESTION = 5


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column could be.

    Args:
        key: field key, None for no field.
        confidence: 0 (nothing speaks for it) to 1 (the name is in the table and the values agree).
        rival: the other field it could be, None when there is none.
        closed: the name says that it is no field, whatever stands in the column.
        by_values: the name tells nothing, the values speak alone.
    """

    key: str | None
    confidence: float
    rival: str | None = None
    closed: bool = False
    by_values: bool = False

    @property
    def exact(self) -> bool:
        """Whether the name stands in the table as it is."""
        return self.confidence == _EXACT


@lru_cache(maxsize=16384)
def by_name(header: str) -> Guess:
    """The meaning of a column by its name alone.

    >>> by_name("E-Mail-Adresse").key, by_name("Person - Email - Work").confidence, by_name("Fax").closed
    ('email', 1.0, True)
    >>> by_name("LeadEmailAddr").key, by_name("Assistant e-mail").closed, by_name("Owner e-mail").key
    ('email', True, 'owner')
    """
    table = synonyms()
    known = table.get(squeeze(header)) if header.strip()[-1:] != "#" else None
    if known:
        return Guess(None, _EXACT, closed=True) if known == NONE else Guess(known, _EXACT)
    plain = without_form(header)
    if plain != header:
        return by_name(plain)
    words = header_words(header)
    if not words:
        return Guess(None, 0.0)
    phrase = by_phrase(header)
    if phrase:
        return Guess(phrase, _ASKED)
    if words[0] in word_list("polls"):  # a poll asks nobody to call
        return Guess(None, _EXACT, closed=True)
    return _of_others(words) or _by_words(words) or _by_rest(header, words)


def _of_others(words: list[str]) -> Guess | None:
    """A name that speaks of somebody else: people of ours are owners, others are no field."""
    if len(words) > _LONG_QUESTION:
        return None
    if set(words) & word_list("staff"):
        about = {word for word in words if word not in word_list("staff") | word_list("fillers")}
        return Guess("owner", _PARTS) if about <= {"name", "email", "mail"} else Guess(None, _EXACT, closed=True)
    about, closed = set(words), Guess(None, _EXACT, closed=True)
    if about & word_list("others"):
        rest = [word for word in words if word not in word_list("others")]
        if _key_of(rest) in _NOUNS or any(synonyms().get(word) in _PERSON for word in rest):
            return closed
    if about & word_list("things"):
        rest = [word for word in words if word not in word_list("things")]
        if _key_of(rest) in _NOUNS - _REACHED:
            return closed
    return None


def _by_words(words: list[str]) -> Guess | None:
    """The name without words that add nothing, in either order, or what it tells about another column."""
    table = synonyms()
    if words[-1] == "1" and _key_of(words[:-1]) in _REACHED:  # “Teléfono 1” beside “Teléfono 2”
        return Guess(_key_of(words[:-1]), _PLAIN)
    for left_out in (frozenset[str](), word_list("fillers"), word_list("fillers") | word_list("second")):
        rest = [word for word in words if word not in left_out]
        for order in (rest, rest[::-1]) if len(rest) == 2 else (rest,):
            key = table.get("".join(order))
            if key and (key != NONE or order == rest):
                return Guess(None, _PLAIN, closed=len(rest) > 1) if key == NONE else Guess(key, _PLAIN)
    if words[-1] in word_list("about") and _key_of(words[:-1]) in _PERSON | {"company", "website", "address"}:
        return Guess(None, _EXACT, closed=True)
    return None


def _key_of(words: list[str]) -> str:
    """Field key of some words without fillers, "" when they are none."""
    table = synonyms()
    plain = "".join(word for word in words if word not in word_list("fillers"))
    key = table.get("".join(words)) or table.get(plain) or ""
    return "" if key == NONE else key


def _by_rest(header: str, words: list[str]) -> Guess:
    """What is left to try: parts, questions, nouns, slips, beginnings."""
    noun, begin = _by_noun(words), _by_noun(words, at_end=False)
    if noun == "full_name" and begin in ("first_name", "last_name"):  # “Cognome referente”
        noun = begin
    if noun == "company" and begin and begin != noun:  # the *postcode* of a company, where the noun stands in front
        noun = begin
    tries = (_by_parts(header), _PARTS), (_by_question(header), _ASKED), (noun, _NOUN)
    plain = "".join(word for word in words if word not in word_list("fillers"))
    slips = (by_slip(squeeze(header)), by_slip(plain)) if _is_misspelt(words, plain) else ()
    for found, sure in (*tries, *slips, (begin, _BEGIN)):
        if found:
            return Guess(None if found == NONE else found, sure)
    return Guess(None, 0.0)


def _is_misspelt(words: list[str], plain: str) -> bool:
    """Whether a name could be a slip: “Caller” and “Registration type” are spelt as they are meant."""
    if len(words) > 1 and all(word in vocabulary() or word in word_list("spelt") for word in words):
        return False
    return not {plain, "".join(words)} & word_list("spelt")


def _by_parts(header: str) -> str | None:
    """Field key when the parts of a header ("Person - Email - Work", "Mail / other mail") agree on one."""
    for mark in (" - ", "/", ":", "(", "|", "."):
        if mark in header:
            found = [known_field(part.strip(" )]*")) for part in header.split(mark) if fold(part) not in _VAGUE]
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


def _by_noun(words: list[str], *, at_end: bool = True) -> str | None:
    """Field key of the words at the end of a short name, or at its beginning (as in the Romance languages)."""
    if not 2 <= len(words) <= _LONG_QUESTION:
        return None
    for count in range(len(words) - 1, 0, -1):
        part = "".join(words[-count:] if at_end else words[:count])
        key = synonyms().get(part)
        if key in _NOUNS and part not in _VAGUE and len(part) > 1:
            return key
    return None
