"""Several rows of one person in one report: one inquiry, with the times of all of them added up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leadbook.fields.text import fold, tidy
from leadbook.fields.when import is_dateish, parse_dates
from leadbook.intake.presets.match import find_columns
from leadbook.intake.presets.preset import Preset, Step
from leadbook.intake.presets.rows import Shaped

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_CLOCK = re.compile(r"(\d+):(\d\d):(\d\d)")
_UNITS = re.compile(r"(\d+)\s*(h|m|s|mins?|secs?|hrs?|std|hours?|minutes?|seconds?)\b", re.IGNORECASE)
_TEXTS = frozenset({None, "", "notes", "need", "application", "raised_hand"})


def join_rows(preset: Preset | None, shaped: Shaped, keys: Sequence[str | None]) -> dict[int, int]:
    """Join the rows of each person; position of a row → position of the row that stands for the person.

    The rows are the same person when the first filled column of `by` is the same and no column of `alike` tells
    another name. Blank cells of the row that stays are filled from the others; differing answers stand beside each
    other. Which row stays follows from the content, so the order of the file changes nothing.

    Args:
        shaped: changed in place: sums, filled blanks, and one more column with the number of rows.
        keys: field key of each column.
    """
    joined: dict[int, int] = {}
    for step in preset.steps["join"] if preset else ():
        groups = _groups(shaped, step)
        counts: dict[int, int] = {}
        for rows in groups:
            first, *others = rows
            _fold_in(shaped, step, rows, keys)
            joined |= dict.fromkeys(others, first)
            counts[first] = len(rows)
        if step.word and any(count > 1 for count in counts.values()):
            for at, row in enumerate(shaped.cells):
                row.append(str(counts[at]) if counts.get(at, 1) > 1 else "")
            shaped.names.append(step.word)
            shaped.parents.append(-1)
    return joined


def _groups(shaped: Shaped, step: Step) -> list[list[int]]:
    """Positions of the rows of each person who has several, the one that stays first."""
    by = [at for pattern in step.by for at in find_columns(shaped.names, pattern)]
    alike = [at for pattern in step.alike for at in find_columns(shaped.names, pattern)]
    same: dict[tuple[int, str], list[int]] = {}
    for at in (at for at in range(len(shaped.cells)) if at not in shaped.rejects):
        row = shaped.cells[at]
        told = next(((place, row[place].strip().casefold()) for place in by if row[place].strip()), None)
        if told:
            same.setdefault(told, []).append(at)
    found: list[list[int]] = []
    for rows in same.values():
        if len(rows) > 1:
            rows.sort(key=lambda at: _earliest(shaped.cells[at]))
        people: list[list[int]] = []
        for at in rows:
            mine = [shaped.cells[at][place] for place in alike]
            for person in people:
                if all(_agree(a, shaped.cells[person[0]][p]) for a, p in zip(mine, alike, strict=True)):
                    person.append(at)
                    break
            else:
                people.append([at])
        found.extend(person for person in people if len(person) > 1)
    return found


def _earliest(row: list[str]) -> tuple[list[str], list[str]]:
    """What to sort rows of one person by: the times in them, else all cells; in any order of rows and columns."""
    times = parse_dates([cell for cell in row if is_dateish(cell)], "MDY").values
    return sorted(str(time) for time in times if time), sorted(row)


def _agree(one: str, other: str) -> bool:
    """Whether two names do not contradict: the same words, fewer of them, or none."""
    first, second = set(fold(one).split()), set(fold(other).split())
    return first <= second or second <= first


def _fold_in(shaped: Shaped, step: Step, rows: list[int], keys: Sequence[str | None]) -> None:
    """Sums, blanks and differing answers of the rows of one person into the first."""
    first = shaped.cells[rows[0]]
    sums = {at for pattern in step.sum for at in find_columns(shaped.names, pattern)}
    for at in range(len(keys)):
        texts = list(dict.fromkeys(tidy(shaped.cells[row][at]) for row in rows if shaped.cells[row][at].strip()))
        if at in sums:
            first[at] = _sum([shaped.cells[row][at] for row in rows]) or first[at]
        elif not first[at].strip():
            first[at] = texts[0] if texts else ""
        elif len(texts) > 1 and keys[at] in _TEXTS and not all(is_dateish(text) for text in texts):
            first[at] = "; ".join(texts)


def _sum(cells: Sequence[str]) -> str:
    """The sum of numbers, or of times such as 1:02:03 or 1h 2m 3s as minutes; "" when one is neither.

    >>> _sum(["12", "30"]), _sum(["0:10:30", "1:00:30"]), _sum(["1h 1m 30s", "30s"]), _sum(["12", "a while"])
    ('42', '71', '62', '')
    """
    total = 0.0
    for cell in (tidy(cell) for cell in cells):
        clock = _CLOCK.fullmatch(cell)
        units = _UNITS.findall(cell)
        if not cell or cell in ("-", "--"):
            continue
        if clock:
            total += int(clock[1]) * 60 + int(clock[2]) + int(clock[3]) / 60
        elif units:
            per = {"h": 60.0, "s": 1 / 60}
            total += sum(int(number) * (60.0 if unit[:3].lower() == "std" else per.get(unit[0].lower(), 1.0))
                         for number, unit in units)  # fmt: skip
        elif _NUMBER.fullmatch(cell):
            total += float(cell.replace(",", "."))
        else:
            return ""
    return f"{total:.0f}" if abs(total - round(total)) < 0.05 or total > 10 else f"{total:.1f}"
