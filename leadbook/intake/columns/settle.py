"""The columns of a list beside each other: who is first, who is second, and who has to stand back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from leadbook.fields.text import fold, word_set
from leadbook.intake.columns import kinds
from leadbook.intake.columns.by_name import Guess
from leadbook.intake.columns.by_values import has_no_name
from leadbook.intake.columns.kinds import share
from leadbook.intake.columns.synonyms import header_words, squeeze, word_list

_SECOND = {"email": "email2", "phone": "phone2"}
_REACHED = frozenset({"email", "phone", "email2", "phone2"})
_FIRST_ONLY = frozenset({"nombre", "nome", "jmeno", "meno", "имя", "nev"})
_LAST_ONLY = frozenset({"name", "nom", "kontaktname", "nomducontact", "naam", "navn", "namn", "nazwa"})
_SOMEBODY = word_set(
    "contact client customer lead prospect person account kunde kontakt cliente contacto contatto klient guest"
)
_ASK = 0.45
"""How sure a guess stays that another column makes doubtful: it is asked."""


def settle(guesses: list[Guess], headers: Sequence[str], columns: Sequence[Sequence[str]]) -> list[Guess]:
    """The guesses of all columns after a look at each other.

    Args:
        guesses: what each column is by its name and its values.
        headers: the names.
        columns: filled cells of each column.
    """
    made = list(guesses)
    _settle_names(made, headers, columns)
    _find_family_names(made, headers, columns)
    _ask_for_other_names(made, headers, columns)
    _drop_doubtful(made)
    _ask_for_strangers(made)
    _settle_seconds(made, headers)
    return made


def _settle_names(made: list[Guess], headers: Sequence[str], columns: Sequence[Sequence[str]]) -> None:
    """“Name” beside a first name is the family name, “Nombre” beside a family name the given one."""
    have = {guess.key for guess in made}
    for at, guess in enumerate(made):
        name = squeeze(headers[at])
        single = share(columns[at], lambda value: " " not in value) > 0.7
        lone = guess.key == "first_name" and not have & {"last_name", "full_name"} and len(columns[at]) > 1
        if lone and share(columns[at], kinds.is_person) >= 0.6:
            made[at] = replace(guess, key="full_name", rival="first_name")
        if guess.key != "full_name":
            continue
        wants_last = "first_name" in have and "last_name" not in have
        wants_first = "last_name" in have and "first_name" not in have
        if wants_last and name in _LAST_ONLY and (single or name == "nom"):
            made[at] = replace(guess, key="last_name", rival="full_name")
        elif wants_first and (name in _FIRST_ONLY or (name in _LAST_ONLY and single and columns[at])):
            made[at] = replace(guess, key="first_name", rival="full_name")


def _find_family_names(made: list[Guess], headers: Sequence[str], columns: Sequence[Sequence[str]]) -> None:
    """A column of single words without a name, beside one of given names without a name."""
    if any(guess.key == "last_name" for guess in made):
        return
    for at, guess in enumerate(made):
        if guess.key == "first_name" and has_no_name(headers[at]):
            for beside in (at + 1, at - 1):
                if not 0 <= beside < len(made) or made[beside].key or not has_no_name(headers[beside]):
                    continue
                if len(columns[beside]) > 1 and share(columns[beside], kinds.is_one_word) >= 0.8:
                    made[beside] = Guess("last_name", 0.65)
                    return


def _ask_for_other_names(made: list[Guess], headers: Sequence[str], columns: Sequence[Sequence[str]]) -> None:
    """Two columns that name somebody, and not the same: “Client” beside a name is asked."""
    places = [at for at, guess in enumerate(made) if guess.key == "full_name" and guess.exact]
    certain = [at for at in places if squeeze(headers[at]) not in _SOMEBODY]
    if not certain:
        return
    names = {fold(value) for value in columns[certain[0]]}
    for at in places:
        others = {fold(value) for value in columns[at]}
        if at not in certain and others and names and len(names & others) < len(others) / 2:
            made[at] = Guess("company", _ASK, "full_name")


def _drop_doubtful(made: list[Guess]) -> None:
    """A field that one column has for certain, or surer, is not given again by likeness or by values alone."""
    best: dict[str, float] = {}
    for guess in made:
        if guess.key:
            best[guess.key] = max(best.get(guess.key, 0.0), guess.confidence)
    for at, guess in enumerate(made):
        if guess.key and guess.key not in _REACHED:
            surer = best[guess.key]
            if surer > guess.confidence and (surer == 1.0 or guess.confidence < 0.7):
                made[at] = Guess(None, 0.0, guess.key)


def _ask_for_strangers(made: list[Guess]) -> None:
    """An address or number under a name that says nothing of it, beside one that does: perhaps somebody else's."""
    for key in _SECOND:
        known = any(guess.key == key and guess.exact for guess in made)
        for at, guess in enumerate(made):
            if known and guess.key == key and guess.confidence == 0.9 and guess.by_values:
                made[at] = replace(guess, key=_SECOND[key], confidence=_ASK)


def _settle_seconds(made: list[Guess], headers: Sequence[str]) -> None:
    """One column for the first address and number, the others for the second."""
    for first, second in _SECOND.items():
        places = [at for at, guess in enumerate(made) if guess.key in (first, second) and guess.confidence > _ASK]
        if not places:
            continue
        plain = [at for at in places if made[at].key == first and not _says_second(headers[at])]
        chosen = min(plain or places, key=lambda at: (not _says_first(headers[at]), at))
        for at in places:
            made[at] = replace(made[at], key=first if at == chosen else second)


def _says_first(header: str) -> bool:
    """Whether a name tells that it is the first of its kind."""
    return bool(set(header_words(header)) & {"1", "primary", "main", "first", "preferred"})


def _says_second(header: str) -> bool:
    """Whether a name tells that it is not the first of its kind."""
    return bool(set(header_words(header)) & word_list("second"))
