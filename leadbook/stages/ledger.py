"""What the ledger remembers of people's decisions and of where inquiries came from.

The ledger is a sheet of the workbook, so all of this is known on every computer, and undo takes it back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from leadbook.model import Event, EventKind

SAME_PERSON = "same person"
DIFFERENT = "different people"
_ROW = "row "


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where an inquiry came from.

    Args:
        rank: lists in the order in which they were read, from 0.
        file: name of the list.
        row: row in it, NaN when that was not written down.
    """

    rank: int
    file: str
    row: float


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people decided.

    Args:
        apart: pairs of IDs that are different people, each in ascending order.
        joined: ID of an inquiry that is no more → the inquiry it is part of.
        kept: (ID, field header) → value that somebody kept as it is; a question about a whole list has the ID "".
    """

    apart: frozenset[tuple[str, str]] = frozenset()
    joined: Mapping[str, str] = field(default_factory=dict)
    kept: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)


def arrival_mark(row: int) -> str:
    """How the ledger writes the row of a list from which an inquiry came.

    >>> arrival_mark(12)
    'row 12'
    """
    return f"{_ROW}{row}"


def arrivals(events: pd.DataFrame, new: Iterable[Event] = ()) -> dict[str, Arrival]:
    """ID → where it came from first.

    Args:
        events: columns run, lead_id, event, before, after.
        new: lines of the run that is under way.
    """
    kept = events[events["event"] == str(EventKind.IMPORTED)]
    lines = list(zip(*(kept[key].tolist() for key in ("run", "lead_id", "before", "after")), strict=True))
    lines += [(-1.0, one.lead_id, one.before, one.after) for one in new if one.kind is EventKind.IMPORTED]
    ranks: dict[tuple[float, str], int] = {}
    found: dict[str, Arrival] = {}
    for run, name, before, after in lines:
        rank = ranks.setdefault((run, after), len(ranks))
        number = before.removeprefix(_ROW)
        found.setdefault(name, Arrival(rank, after, float(number) if number.isdigit() else float("nan")))
    return found


def decisions(events: pd.DataFrame) -> Decisions:
    """What people decided, as far as it was not taken back; later merges carry over to what was said of a part.

    Args:
        events: columns lead_id, event, before, after.
    """
    wanted = events[events["event"].isin([str(EventKind.SPLIT), str(EventKind.MERGED), str(EventKind.KEPT)])]
    apart: list[tuple[str, str]] = []
    joined: dict[str, str] = {}
    kept: dict[tuple[str, str], set[str]] = {}
    columns = (wanted[key].tolist() for key in ("lead_id", "event", "before", "after"))
    for name, kind, before, after in zip(*columns, strict=True):
        if kind == EventKind.SPLIT and after == DIFFERENT:
            apart.append((name, before))
        elif kind == EventKind.MERGED and after == SAME_PERSON:
            joined[before] = name
        elif kind == EventKind.KEPT:
            kept.setdefault((name, before), set()).add(after)
    pairs = {_pair(_last(one, joined), _last(other, joined)) for one, other in apart}
    return Decisions(
        frozenset(pair for pair in pairs if pair[0] != pair[1]),
        {gone: _last(gone, joined) for gone in joined},
        {place: frozenset(values) for place, values in kept.items()},
    )


def _pair(one: str, other: str) -> tuple[str, str]:
    """Two IDs in ascending order."""
    return (one, other) if one < other else (other, one)


def _last(name: str, joined: Mapping[str, str]) -> str:
    """The inquiry that somebody is part of in the end."""
    seen = {name}
    while name in joined and joined[name] not in seen:
        name = joined[name]
        seen.add(name)
    return name
