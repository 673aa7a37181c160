"""The columns of a list beside each other: who is first, who is second, and who has to stand back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from leadbook.fields.text import fold
from leadbook.intake.by_name import Guess
from leadbook.intake.by_values import share
from leadbook.intake.synonyms import header_words, word_list

_SECOND = {"email": "email2", "phone": "phone2"}
_FIRST_ONLY = frozenset({"nombre", "nome"})
_LAST_ONLY = frozenset({"name", "nom"})
_DOUBTFUL = 0.3
"""How sure a guess stays for a field that another column has for certain."""


def settle(guesses: list[Guess], headers: Sequence[str], columns: Sequence[Sequence[str]]) -> list[Guess]:
    """The guesses of all columns after a look at each other.

    Args:
        guesses: what each column is by its name and its values.
        headers: the names.
        columns: filled cells of each column.
    """
    made = list(guesses)
    _settle_names(made, headers, columns)
    _drop_doubtful(made)
    _settle_seconds(made, headers)
    return made


def _settle_names(made: list[Guess], headers: Sequence[str], columns: Sequence[Sequence[str]]) -> None:
    """“Name” beside a first name is the family name, “Nombre” beside a family name the given one."""
    have = {guess.key for guess in made}
    for at, guess in enumerate(made):
        if guess.key != "full_name":
            continue
        name = fold(headers[at])
        single = share(columns[at], lambda value: " " not in value) > 0.7
        if name in _LAST_ONLY and "first_name" in have and "last_name" not in have and (single or name == "nom"):
            made[at] = replace(guess, key="last_name", rival="full_name")
        elif name in _FIRST_ONLY and "last_name" in have and "first_name" not in have:
            made[at] = replace(guess, key="first_name", rival="full_name")


def _drop_doubtful(made: list[Guess]) -> None:
    """A field that a name gives for certain is not given again by likeness."""
    certain = {guess.key for guess in made if guess.key and guess.exact}
    for at, guess in enumerate(made):
        if guess.key in certain and not guess.exact and guess.key not in ("email", "phone", "email2", "phone2"):
            made[at] = Guess(None, 0.0, guess.key)


def _settle_seconds(made: list[Guess], headers: Sequence[str]) -> None:
    """One column for the first address and number, the others for the second."""
    for first, second in _SECOND.items():
        places = [at for at, guess in enumerate(made) if guess.key in (first, second)]
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
