"""Further sections of one report that hold people too, such as those who only called in: rows of the same list."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import pandas as pd

from leadbook.intake.presets.match import find_columns, recognise, squeezed
from leadbook.intake.presets.preset import Preset
from leadbook.intake.source import SourceTable


def with_sections(table: SourceTable) -> SourceTable:
    """The table with the rows of its report's further sections, for reports of which that is known.

    A section belongs to it when every one of its columns is one of the table's, by its name or by the field that the
    preset gives it; other tables stay apart.
    """
    if not table.others or table.frame.empty:
        return table
    names = [str(name) for name in table.frame.columns]
    preset = recognise(names, table.frame.head(50).to_numpy(dtype=object).tolist(), table.source)
    if preset is None or not preset.sections:
        return table
    parts, apart, findings = [table.frame], [], [*table.findings]
    for other in table.others:
        places = _places([str(name) for name in other.frame.columns], names, preset)
        if not places or other.frame.empty:
            apart.append(other)
            continue
        below = other.frame.to_numpy(dtype=object).tolist()
        rows = [[_cell(row, places, at) for at in range(len(names))] for row in below]
        parts.append(pd.DataFrame(rows, columns=table.frame.columns, index=other.frame.index, dtype="object"))
        findings.extend(other.findings)
    if len(parts) == 1:
        return table
    rejects = [*table.rejects, *(reject for other in table.others if other not in apart for reject in other.rejects)]
    warnings = tuple(code for code in table.warnings if apart or code != "more_tables")
    return dataclasses.replace(
        table, frame=pd.concat(parts), others=tuple(apart), findings=tuple(findings), warnings=warnings,
        rejects=tuple(sorted(rejects, key=lambda reject: reject.row)),
    )  # fmt: skip


def _cell(row: Sequence[str], places: dict[int, int], at: int) -> str:
    """What a row of a section holds for a column of the table."""
    return row[places[at]] if at in places else ""


def _places(section: list[str], names: list[str], preset: Preset) -> dict[int, int]:
    """Column of the table → column of the section; nothing when one of the section's columns is not the table's."""
    found: dict[int, int] = {}
    for place, name in enumerate(section):
        same = [at for at, other in enumerate(names) if squeezed(other) == squeezed(name)]
        patterns = [pattern for pattern, _ in preset.fields if find_columns([name], pattern)]
        same += [at for pattern in patterns[:1] for at in find_columns(names, pattern)]
        if not same:
            return {}
        found.setdefault(same[0], place)
    return found if len(found) == len(section) else {}
