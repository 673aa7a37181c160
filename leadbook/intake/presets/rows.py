"""What a preset does with the cells of its list before their meaning is read; what was received stays untouched."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from leadbook.fields.hand import asks_to_talk
from leadbook.fields.text import YES_WORDS, fold, tidy
from leadbook.fields.when import parse_dates
from leadbook.intake.presets.labels import Labels
from leadbook.intake.presets.match import find_columns
from leadbook.intake.presets.preset import Preset, Step
from leadbook.intake.stopped import Stop

_FEW_WORDS = 12
_UNNAMED = re.compile(r"Column \d+")
"""A column without a header, which is a further box of the question before it."""


@dataclass(slots=True)
class Shaped:
    """A list as a preset leaves it.

    Args:
        names, cells: headers and rows; what was parted stands in columns at the end.
        parents: for each column at the end the column it was parted from, -1 for an answer of its own.
        plain: columns that are answers and nothing else.
        rejects: position of a row → why it is left out.
        asked: position of a row → what somebody did that is a request to talk, such as booking a time.
        stops: what single rows say must not be contacted.
    """

    names: list[str]
    cells: list[list[str]]
    parents: list[int] = field(default_factory=list)
    plain: set[int] = field(default_factory=set)
    rejects: dict[int, str] = field(default_factory=dict)
    asked: dict[int, str] = field(default_factory=dict)
    stops: tuple[Stop, ...] = ()


def shape(
    preset: Preset | None, names: list[str], cells: list[list[str]], told: tuple[Labels, Collection[str]] = ({}, ())
) -> Shaped:
    """Apply the operators of a preset that need no meaning of columns; without one the list stays as it is.

    Args:
        told: what the second line of the header says of the columns, and the domains of who ran the event.
    """
    if preset is None:
        return Shaped(names, cells)
    shaped = Shaped(list(names), [list(row) for row in cells])
    for step in preset.steps["prefix"]:
        _strip(shaped, step)
    for step in preset.steps["reject"]:
        _reject(shaped, step, told[1])
    shaped.stops = tuple(stop for step in preset.steps["stop"] for stop in _stops(shaped, step))
    for step in preset.steps["blank"]:
        _blank(shaped, step)
    for step in preset.steps["asked"]:
        _asked(shaped, step)
    for step in preset.steps["split"]:
        _split(shaped, step)
    for step in preset.steps["shared"]:
        _shared(shaped, step)
    for step in preset.steps["choices"]:
        _choices(shaped, step, told[0])
    return shaped


def says(cell: str, step: Step, words: Sequence[str] = ()) -> bool:
    """Whether a cell is one of the words of an operator, or filled when it asks for no more than that."""
    text = cell.strip()
    if not text:
        return False
    if step.filled and not words and not step.is_:
        return True
    key = fold(text)
    for word in words or step.is_:
        plain = fold(word)
        if (plain == "yes" and key in YES_WORDS) or (key == plain if plain else text == word.strip()):
            return True
    return False


def _columns(shaped: Shaped, patterns: Sequence[str]) -> list[int]:
    """Positions of the columns that an operator names."""
    return sorted({at for pattern in patterns for at in find_columns(shaped.names, pattern)})


def _strip(shaped: Shaped, step: Step) -> None:
    """Take off what a tool writes before a value."""
    marks = sorted(step.strip, key=len, reverse=True)
    for at in _columns(shaped, step.columns):
        for row in shaped.cells:
            text = row[at].strip()
            mark = next((mark for mark in marks if text.startswith(mark) and len(text) > len(mark)), None)
            if mark is not None:
                row[at] = text[len(mark) :].removesuffix('"' if mark.endswith('"') else "").strip()


def _reject(shaped: Shaped, step: Step, hosts: Collection[str]) -> None:
    """Leave out rows of which a column says that they are no inquiry."""
    for column in find_columns(shaped.names, step.column):
        said = [at for at, row in enumerate(shaped.cells) if says(row[column], step)]
        if step.ours:
            said = _ours(shaped, find_columns(shaped.names, step.ours), said, hosts)
        for at in said:
            shaped.rejects.setdefault(at, step.reason)


def _ours(shaped: Shaped, mails: list[int], rows: list[int], hosts: Collection[str]) -> list[int]:
    """Those of some rows whose address is of the company of who ran the event.

    When the list does not tell who did, it is the company that most of the rows have; none when two have as many.
    """
    domains = {
        at: next((domain for mail in mails if (domain := domain_of(shaped.cells[at][mail]))), "") for at in rows
    }  # fmt: skip
    most = Counter(filter(None, domains.values())).most_common(2)
    if not hosts and most and (len(most) == 1 or most[0][1] > most[1][1]):
        hosts = {most[0][0]}
    return [at for at, domain in domains.items() if domain in hosts]


def domain_of(address: str) -> str:
    """What stands behind the @ of an address, "" when it is none.

    >>> domain_of(" Ann@Clinic.example "), domain_of("Ann")
    ('clinic.example', '')
    """
    return address.strip().casefold().rpartition("@")[2] if "@" in address else ""


def _stops(shaped: Shaped, step: Step) -> list[Stop]:
    """What rows say must not be contacted, each value once."""
    flags, values = find_columns(shaped.names, step.column), _columns(shaped, step.value)
    dates = find_columns(shaped.names, step.since) if step.since else []
    days = parse_dates([row[dates[0]] if dates else "" for row in shaped.cells]).values
    found: dict[str, Stop] = {}
    for at, row in enumerate(shaped.cells):
        if not any(says(row[flag], step) for flag in flags):
            continue
        for value in (tidy(row[column]) for column in values):
            if value:
                day = days[at]
                since: dt.date | None = day.date() if day else None
                found.setdefault(value.casefold(), Stop(step.what, value, since, step.why))
    return list(found.values())


def _blank(shaped: Shaped, step: Step) -> None:
    """Empty cells that say nothing, or that do not count in rows where another column says so."""
    guards = find_columns(shaped.names, step.column) if step.column else []
    for at in _columns(shaped, step.columns):
        for row in shaped.cells:
            if step.column and not any(says(row[guard], step, step.when) for guard in guards):
                continue
            if not step.is_ or says(row[at], step):
                row[at] = ""


def _asked(shaped: Shaped, step: Step) -> None:
    """Note who asked to talk by what they did."""
    more = _columns(shaped, step.value)
    for column in find_columns(shaped.names, step.column):
        for at, row in enumerate(shaped.cells):
            if says(row[column], step):
                told = next((tidy(row[place]) for place in more if row[place].strip()), "")
                shaped.asked.setdefault(at, f"{step.text}: {told}" if told else step.text)


def _split(shaped: Shaped, step: Step) -> None:
    """Part several values of one cell; the further ones stand in columns of their own, as many as are needed."""
    for at in _columns(shaped, step.columns):
        parted = [[part.strip() for part in row[at].split(step.at) if part.strip()] for row in shaped.cells]
        most = max((len(parts) for parts in parted), default=0)
        if most < 2:
            continue
        for row, parts in zip(shaped.cells, parted, strict=True):
            row[at] = parts[0] if parts else ""
            row.extend([*parts[1:], *[""] * (most - max(1, len(parts)))])
        shaped.names.extend(f"{shaped.names[at]} ({number})" for number in range(2, most + 1))
        shaped.parents.extend([at] * (most - 1))


def _shared(shaped: Shaped, step: Step) -> None:
    """Leave an address that everybody of an order has to one of them: who is called so, else the first by content."""
    orders = find_columns(shaped.names, step.within)
    for at in find_columns(shaped.names, step.column) if orders else []:
        groups: dict[tuple[str, str], list[int]] = {}
        for place, row in enumerate(shaped.cells):
            if row[at].strip() and row[orders[0]].strip() and place not in shaped.rejects:
                groups.setdefault((row[orders[0]].strip(), row[at].strip().casefold()), []).append(place)
        theirs = {
            place: shaped.cells[place][at]
            for rows in groups.values()
            for place in rows
            if place != min(rows, key=lambda one: (not _is_called(shaped.cells[one], at), sorted(shaped.cells[one])))
        }
        if theirs:
            for place, row in enumerate(shaped.cells):
                row.append(theirs.get(place, ""))
                row[at] = "" if place in theirs else row[at]
            shaped.names.append(step.as_ or f"{shaped.names[at]} of the order")
            shaped.parents.append(-1)


def _is_called(row: list[str], at: int) -> bool:
    """Whether the name before the @ of an address stands in the row."""
    local = fold(row[at].partition("@")[0]).split()
    words = {word for place, cell in enumerate(row) if place != at for word in fold(cell).split()[:_FEW_WORDS]}
    return any(len(part) > 1 and part in words for part in local)


def _choices(shaped: Shaped, step: Step, labels: Labels) -> None:
    """One answer of the boxes that were ticked: columns in which every filled cell says the same as the header."""
    boxes: dict[str, list[int]] = {}
    for at, name in enumerate(shaped.names):
        words = {fold(row[at]) for row in shaped.cells} - {""}
        question, label = labels.get(at, (step.as_, name))
        is_box = words == {fold(label)} or (len(words) == 1 and bool(_UNNAMED.fullmatch(name)))
        if is_box and not asks_to_talk(label):
            boxes.setdefault(question, []).append(at)
    for question, places in boxes.items():
        for row in shaped.cells:
            row.append(", ".join(tidy(row[at]) for at in places if row[at].strip()))
            for at in places:
                row[at] = ""
        shaped.names.append(question)
        shaped.parents.append(-1)
        shaped.plain |= set(places)
