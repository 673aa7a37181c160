"""Two inquiries that a person said are one: the survivor's blanks are filled, an opt-out wins, the rest is put away."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from leadbook.model import Event, EventKind, Verdict
from leadbook.schema.fields import FIELDS
from leadbook.stages.clusters import Joined as Union
from leadbook.stages.filling import Both
from leadbook.stages.ledger import SAME_PERSON

_HAND = ("raised_hand", "hand_date", "hand_by")
_REPS_WORD = ("outcome", "next_date", "amount", "reason")
_REFUSED = "not a lead"


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """What decides which of two inquiries survives.

    Args:
        leads: frame of tblLeads.
        ranks: ID → rank of the list it came from (`leadbook.stages.ledger.Arrival.rank`).
        cleared: (ID, field key) of cells that a person emptied; they stay empty.
        now: stamp for the ledger.
    """

    leads: pd.DataFrame
    now: dt.datetime
    ranks: Mapping[str, int] = field(default_factory=dict)
    cleared: Collection[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class OnePerson:
    """The book after the answers “Same person”.

    Args:
        inquiries, leads: new frames without the rows that became part of another.
        gone: ID that is no more → ID it is part of.
        events: lines for the ledger.
        opted_out: a do-not-contact was carried over.
    """

    inquiries: pd.DataFrame
    leads: pd.DataFrame
    gone: Mapping[str, str] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    opted_out: bool = False


def worked(leads: pd.DataFrame) -> frozenset[str]:
    """IDs of leads that somebody has or has had: with a rep, a lock or an outcome."""
    has = (leads["rep"].str.strip() != "") | (leads["outcome"] != "") | leads["lock"].str.casefold().isin(("yes", "y"))
    return frozenset(leads.loc[has, "lead_id"])


def join_people(inquiries: pd.DataFrame, same: Sequence[tuple[str, str]], people: People) -> OnePerson:
    """Make one inquiry of those that are one person.

    The one that a rep works on survives, else the one that came first. Its blanks are filled, nothing of it is
    overwritten but the raised hand, of which the newest is kept; whoever asked not to be contacted, as either of
    them, is not contacted. Locks and outcomes stay with the survivor.

    Args:
        inquiries: columns of `leadbook.schema.tables.inquiries.INQUIRIES`.
        same: pairs of IDs; pairs that hang together are one person.
    """
    groups = _groups(inquiries, same, people)
    if not groups:
        return OnePerson(inquiries=inquiries, leads=people.leads)
    gone = {name: survivor for survivor, names in groups.items() for name in names}
    filled, opted_out = _filled(inquiries, groups, people)
    events = [Event(people.now, survivor, EventKind.MERGED, before=name, after=SAME_PERSON)
              for name, survivor in gone.items()]  # fmt: skip
    leads, recalled = _leads(people, gone)
    left = filled[~filled["lead_id"].isin(list(gone))].reset_index(drop=True)
    return OnePerson(
        inquiries=left, leads=leads, gone=gone, events=(*events, *recalled), opted_out=opted_out
    )


def _groups(
    inquiries: pd.DataFrame, same: Sequence[tuple[str, str]], people: People
) -> dict[str, list[str]]:
    """Survivor → those who become part of it, the first come first."""
    place = {str(name): at for at, name in enumerate(inquiries["lead_id"].tolist())}
    found = Union(len(place))
    for one, other in same:
        if one in place and other in place:
            found.join(place[one], place[other])
    together: dict[int, list[str]] = defaultdict(list)
    for name in sorted({name for pair in same for name in pair if name in place}):
        together[found.root(place[name])].append(name)
    busy, last = worked(people.leads), max(people.ranks.values(), default=0) + 1
    days = ["9" if pd.isna(day) else day.isoformat() for day in inquiries["created_at"].tolist()]
    groups = {}
    for names in together.values():
        if len(names) > 1:
            names.sort(key=lambda name: (name not in busy, people.ranks.get(name, last), days[place[name]], name))
            groups[names[0]] = names[1:]
    return groups


def _filled(
    inquiries: pd.DataFrame, groups: Mapping[str, list[str]], people: People
) -> tuple[pd.DataFrame, bool]:  # fmt: skip
    """The inquiries with the survivors filled, and whether an opt-out was carried over."""
    place = {str(name): at for at, name in enumerate(inquiries["lead_id"].tolist())}
    survivors = inquiries.iloc[[place[name] for name in groups]]
    gone = inquiries.iloc[[place[name] for names in groups.values() for name in names]]
    carried = gone[[column.key for column in FIELDS]]
    both = Both(survivors, carried.assign(let_through=gone["let_through"].map(_initials)), people.now.date())
    owns = [own for own, names in enumerate(groups.values()) for _ in names]
    for at, own in enumerate(owns):
        both.fill(own, 0, at)
    result = both.result([], [])[0]
    columns = {str(key): inquiries[key].tolist() for key in inquiries.columns}
    before = list(columns["do_not_contact"])
    for own, (survivor, names) in enumerate(groups.items()):
        at, others = place[survivor], [place[name] for name in names]
        row = {str(key): result[key].iloc[own] for key in result.columns}
        _settle(row, columns, (at, others), people)
        for key, value in row.items():
            columns[key][at] = value
    filled = pd.DataFrame(
        {key: pd.Series(values, index=inquiries.index, dtype=inquiries[key].dtype) for key, values in columns.items()}
    )
    return filled, before != columns["do_not_contact"]


def _settle(
    row: dict[str, Any], columns: Mapping[str, list[Any]], places: tuple[int, list[int]], people: People
) -> None:  # fmt: skip
    """Give a filled survivor the newest raised hand, what a person emptied, and a do-not-contact of any of them."""
    at, others = places
    newest = max((at, *others), key=lambda place: _asked(columns, place, people.now))
    if newest != at and columns["raised_hand"][newest]:
        row.update({key: columns[key][newest] for key in _HAND})
    for name, key in people.cleared:
        if name == row["lead_id"] and key != "do_not_contact" and key in columns:
            row[key] = columns[key][at]
    if any(columns["verdict"][place] == Verdict.SUPPRESSED for place in (at, *others)):
        row["do_not_contact"] = "Yes"


def _initials(text: str) -> str:
    """Let through as it carries over: initials do, a refusal of one of the two does not."""
    return "" if text.strip().casefold().startswith(_REFUSED) else text


def _asked(columns: Mapping[str, list[Any]], at: int, now: dt.datetime) -> tuple[bool, float]:
    """Whether there is a raised hand, and its day as a number; days to come, and none, count as oldest."""
    day, said = columns["hand_date"][at], bool(columns["raised_hand"][at])
    known = said and not pd.isna(day) and day.date() <= now.date()
    return said, float(day.timestamp()) if known else 0.0


def _leads(people: People, gone: Mapping[str, str]) -> tuple[pd.DataFrame, list[Event]]:
    """The leads without those that are no more; what a rep said of one is not lost, and a rep who loses one is told."""
    place = {str(name): at for at, name in enumerate(people.leads["lead_id"].tolist())}
    columns: dict[str, list[Any]] = {str(key): people.leads[key].tolist() for key in people.leads.columns}
    events = []
    for name, survivor in gone.items():
        at, other = place.get(name), place.get(survivor)
        if at is None:
            continue
        rep = str(columns["rep"][at]).strip()
        if other is not None and columns["outcome"][at] and not columns["outcome"][other]:
            for key in _REPS_WORD:
                columns[key][other] = columns[key][at]
        has = str(columns["rep"][other]).strip() if other is not None else ""
        if rep and rep.casefold() != has.casefold():
            events.append(Event(people.now, name, EventKind.RECALLED, rep=rep, before=rep, after=SAME_PERSON))
    leads = pd.DataFrame({key: pd.Series(values, dtype=people.leads[key].dtype) for key, values in columns.items()})
    return leads[~leads["lead_id"].isin(list(gone))].reset_index(drop=True), events
