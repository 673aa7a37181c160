"""A preset fitted to one list: columns that somebody renamed stand for those of the tool that are missing."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from leadbook.intake.columns.mapping import SURE, map_columns
from leadbook.intake.presets.match import find_columns, squeezed
from leadbook.intake.presets.preset import Preset, Step
from leadbook.intake.presets.slips import is_slip

_SAMPLE = 60
_FIRST = {"email2": "email", "phone2": "phone"}
_NOT_BY_MEANING = frozenset({"do_not_contact", "status", "notes", "need", "raised_hand"})
"""Fields for which a column of that meaning is no sign that it is the tool's own: its values have another language."""


def fit(preset: Preset | None, names: Sequence[str], cells: Sequence[Sequence[str]]) -> Preset | None:
    """The preset with the names that the columns have in this list as further alternatives.

    A column that the preset does not name stands for one of the tool that is missing, when its name is one slip away
    from that name, or when by its name and values it is the same field.

    Args:
        preset: None for a list of no known kind. names: headers, each once. cells: rows as received.
    """
    if preset is None:
        return None
    patterns = _patterns(preset)
    plain = filter(None, map(_without_any_text, patterns))  # “Home *” may take up a name that is one slip away
    strange = set(range(len(names))) - {at for pattern in plain for at in find_columns(names, pattern)}
    strange = {at for at in strange if not set("|*") & set(names[at])}
    missing = [pattern for pattern in patterns if not find_columns(names, pattern)]
    if not strange or not missing:
        return preset
    meant: dict[str, str] = {}
    for at in sorted(strange, key=lambda one: names[one]):
        found = next((one for one in missing if one not in meant and _is_slip(names[at], one)), None)
        if found:
            meant[found] = names[at]
    _by_meaning(preset, (names, cells), missing, meant)
    return _with(preset, meant) if meant else preset


def _patterns(preset: Preset) -> list[str]:
    """All patterns of headers in a preset, each once."""
    steps = [step for group in preset.steps.values() for step in group]
    named = [word for step in steps for word in (step.column, step.within, step.since, step.ours, *_lists(step))]
    since = [preset.suppression.since] if preset.suppression else []
    return list(dict.fromkeys(word for word in (*(pattern for pattern, _ in preset.fields), *named, *since) if word))


def _lists(step: Step) -> tuple[str, ...]:
    """Patterns of headers in the keys of an operator that hold several."""
    return (*step.columns, *step.by, *step.alike, *step.sum, *step.value)


def _without_any_text(pattern: str) -> str:
    """The alternatives of a pattern that name one header each."""
    return "|".join(one for one in pattern.split("|") if "*" not in one)


def _is_slip(name: str, pattern: str) -> bool:
    """Whether a header is one slip of the pen away from an alternative of a pattern."""
    mine = squeezed(name)
    return any(is_slip(mine, squeezed(one)) for one in _without_any_text(pattern).split("|"))


def _by_meaning(
    preset: Preset, table: tuple[Sequence[str], Sequence[Sequence[str]]], missing: Sequence[str], meant: dict[str, str]
) -> None:
    """Add columns that are by name and values the same field as one of the tool that is missing, the foremost first."""
    names, cells = table
    known = {at for pattern in _patterns(preset) for at in find_columns(names, pattern)}
    taken = set(meant.values())
    guesses = map_columns(names, [list(row) for row in cells[:_SAMPLE]])
    filled = {at for row in cells for at, cell in enumerate(row) if cell.strip()}
    free = [at for at in range(len(names)) if at in filled and at not in known and names[at] not in taken]
    for at in sorted(free, key=lambda one: (guesses[one].key or "", -guesses[one].confidence, names[one])):
        key = guesses[at].key
        if not key or guesses[at].confidence < SURE or key in _NOT_BY_MEANING or set("|*") & set(names[at]):
            continue
        same = [pattern for pattern, to in preset.fields if pattern in missing and pattern not in meant and to]
        for wanted in (key, _FIRST.get(key, "")):
            found = next((pattern for pattern in same if dict(preset.fields)[pattern] == wanted), None)
            if found:
                meant[found] = names[at]
                break


def _with(preset: Preset, meant: Mapping[str, str]) -> Preset:
    """The preset with further alternatives for the headers that are missing in a list."""

    def wider(pattern: str) -> str:
        return f"{pattern}|{meant[pattern]}" if pattern in meant else pattern

    def fitted(step: Step) -> Step:
        several = {key: tuple(map(wider, getattr(step, key))) for key in ("columns", "by", "alike", "sum", "value")}
        single = {key: wider(getattr(step, key)) for key in ("column", "within", "since", "ours")}
        return dataclasses.replace(step, **several, **single)  # type: ignore[arg-type]

    return dataclasses.replace(
        preset, fields=tuple((wider(pattern), key) for pattern, key in preset.fields),
        steps={name: tuple(map(fitted, group)) for name, group in preset.steps.items()},
        suppression=fitted(preset.suppression) if preset.suppression else None,
    )  # fmt: skip
