"""Which field each column of a list is: what a person said stands before a preset, and a preset before a guess."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from leadbook.fields.text import fold
from leadbook.intake.columns.mapping import SURE, Mapped
from leadbook.intake.presets.match import find_columns
from leadbook.intake.presets.preset import Preset
from leadbook.schema.fields import FIELDS

if TYPE_CHECKING:
    from leadbook.intake.inquiries import IntakeOptions

_KEYS = frozenset({*(column.key for column in FIELDS), "full_name"})
_SECOND = {"email": "email2", "phone": "phone2"}
_SEVERAL = frozenset({"notes", "need", "application", "raised_hand", "email2", "phone2", "lead_id", "do_not_contact"})
"""Fields that several columns may fill; texts are joined there."""
_FILL_IN = frozenset({"full_name", "first_name", "last_name", "company", "job_title"})
"""Fields of which a tool's own column may be blank while people named themselves in a question of the form."""


def decide(
    names: Sequence[str], guesses: Sequence[Mapped], options: IntakeOptions, preset: Preset | None
) -> list[str | None]:
    """Field key of each column, None for another answer.

    A column that nobody and no preset named, guessed to be a field that is given already, becomes the second address
    or number, fills in for a name that is blank, or is another answer. Of several addresses or numbers the one that
    was said for this run is the first; what was said of an earlier list fills in beside what is there, as its answer
    on *To fix* did.
    """
    said = _said(names, options.saved) | _said(names, options.mapping)
    named = {at: key for at, key in named_fields(names, preset).items() if at not in said}
    keys: list[str | None] = [guess.key if guess.confidence >= SURE else None for guess in guesses]
    for at, key in (said | named).items():
        keys[at] = key if key in _KEYS else None
    by_person = {keys[at] for at in said}
    by_preset = {keys[at] for at in named} - _SEVERAL
    for at, guess in enumerate(keys):
        if at not in said and guess in by_person:
            keys[at] = guess if guess in _SECOND else None
        elif at not in said and at not in named and guess in by_preset:
            keys[at] = guess if guess in _FILL_IN else _SECOND.get(str(guess))
    now = _said(names, options.mapping)
    for first, second in _SECOND.items():
        places = [at for at, key in enumerate(keys) if key == first]
        if said.keys() & set(places):
            for at in sorted(places, key=lambda at: (at not in now, at in said, at))[1:]:
                keys[at] = second
    return keys


def _said(names: Sequence[str], mapping: Mapping[str, str]) -> dict[int, str]:
    """Position of a column and what a person said it is."""
    keys = {fold(name): key for name, key in mapping.items()}
    return {at: keys[fold(name)] for at, name in enumerate(names) if fold(name) in keys}


def named_fields(names: Sequence[str], preset: Preset | None) -> dict[int, str]:
    """Position of a column and the field its preset gives it, "" for another answer; the first pattern counts."""
    found: dict[int, str] = {}
    for pattern, key in preset.fields if preset else ():
        for at in find_columns(names, pattern):
            found.setdefault(at, key)
    return found


def parted(keys: Sequence[str | None], parents: Sequence[int]) -> list[str | None]:
    """Field keys of the columns that were parted from others: the second of a kind, else the same field."""
    return [None if at < 0 else _SECOND.get(str(keys[at]), keys[at]) for at in parents]


def in_order(
    preset: Preset | None, names: Sequence[str], keys: Sequence[str | None], columns: Sequence[list[str]]
) -> tuple[list[str], list[str | None], list[list[str]]]:
    """Names, keys and columns so that of several columns of one field the one that the preset names first is first.

    Other columns keep their places, so the other answers stay in the order of the file.
    """
    ranks = {at: rank for rank, at in enumerate(_ranked(names, preset))}
    order = list(range(len(names)))
    for key in {key for key in keys if key}:
        places = [at for at, other in enumerate(keys) if other == key]
        for place, at in zip(places, sorted(places, key=lambda one: ranks.get(one, len(names))), strict=True):
            order[place] = at
    return [names[at] for at in order], [keys[at] for at in order], [columns[at] for at in order]


def _ranked(names: Sequence[str], preset: Preset | None) -> list[int]:
    """Positions of the columns that a preset names, in its order."""
    patterns = [pattern for pattern, _ in preset.fields] if preset else []
    return list(dict.fromkeys(at for pattern in patterns for at in find_columns(names, pattern)))
