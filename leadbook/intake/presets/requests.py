"""Who asked to talk, by what they did or by an answer that no column of its own asks for."""

from __future__ import annotations

from collections.abc import Sequence

from leadbook.fields.hand import asks_to_talk
from leadbook.fields.text import tidy
from leadbook.intake.columns.deciding import named_fields
from leadbook.intake.presets.preset import Preset
from leadbook.intake.presets.rows import Shaped


def requests(preset: Preset | None, shaped: Shaped, keys: Sequence[str | None]) -> dict[int, str]:
    """Position of a row and the words of the request.

    In a form that people filled in themselves every answer is theirs, so “Anything else?: Please call me” is a raised
    hand, whatever the question. Columns that the tool itself fills are not looked at.

    Args:
        keys: field key of each column of the list.
    """
    found = dict(shaped.asked)
    if preset is None or not preset.form:
        return found
    named = named_fields(shaped.names[: len(keys)], preset)
    answers = [at for at, key in enumerate(keys) if key is None and at not in named and at not in shaped.plain]
    for place in answers:
        for at, row in enumerate(shaped.cells):
            if at not in found and row[place] and asks_to_talk(row[place]):
                found[at] = tidy(row[place])
    return found
