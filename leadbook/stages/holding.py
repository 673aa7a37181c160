"""Inquiries held back while it is open whether they are somebody who is in the book already."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import pandas as pd

from leadbook.model import Verdict
from leadbook.stages.maybes import Maybe, find_maybes

ASK = "Is it the same person?"
_MATTERS = (Verdict.QUALIFIED.value, Verdict.NEEDS_INFO.value)
_SUPPRESSED, _WORKED, _OTHERS = 0, 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Which of two inquiries stands first, and what is known of pairs.

    Args:
        ranks: ID → rank of the list it came from.
        worked: IDs of leads that a rep has or has had; they are not held back.
        apart: pairs of IDs that a person said are different, each in ascending order.
    """

    ranks: Mapping[str, int] = field(default_factory=dict)
    worked: Collection[str] = frozenset()
    apart: Collection[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Held:
    """What became of the verdicts.

    Args:
        verdicts: the frame that was given, with the verdict Duplicate where a question is open.
        maybes: ID of the later one → what it may repeat; every open question.
        wins: IDs that would be leads if they were somebody else.
    """

    verdicts: pd.DataFrame
    maybes: Mapping[str, Maybe]
    wins: frozenset[str]


def hold_back(inquiries: pd.DataFrame, verdicts: pd.DataFrame, standing: Standing) -> Held:
    """Give the verdict Duplicate to whoever may repeat an earlier inquiry, while nobody has said.

    A pair counts only when one of the two is a lead or one answer away: two that are none harm nobody. Who asked not
    to be contacted stands before everybody, so that the other one is held back, whoever has it; else a lead that a rep
    works on stands first, and is never held back; else what came first. Initials in Let through say that somebody
    looked, and hold against everything but a do-not-contact.

    Args:
        inquiries: columns of INQUIRIES.
        verdicts: columns verdict, why, ask_next, lead_since as `leadbook.stages.qualify.qualify` gives them.
    """
    said = dict(zip(inquiries["lead_id"].tolist(), verdicts["verdict"].tolist(), strict=True))
    about = frozenset(name for name, verdict in said.items() if verdict in _MATTERS)
    found = find_maybes(inquiries, apart=standing.apart, standing=_ranks(said, standing), about=about) if about else {}
    place = {name: at for at, name in enumerate(inquiries["lead_id"].tolist())}
    trusted = {name for name, why in zip(place, verdicts["why"], strict=True) if why.startswith("Let through by")}
    open_: dict[str, Maybe] = {}
    columns = {key: verdicts[key].tolist() for key in ("verdict", "why", "ask_next", "lead_since")}
    for name, maybe in found.items():
        stops = said[maybe.earlier] == Verdict.SUPPRESSED
        if said[name] == Verdict.SUPPRESSED or (name in trusted and not stops):
            continue
        open_[name] = maybe
        if name in standing.worked and not stops:
            continue
        at = place[name]
        why = _why(maybe, stops)
        held_back = {"verdict": Verdict.DUPLICATE.value, "why": why, "ask_next": ASK, "lead_since": pd.NaT}
        for key, value in held_back.items():
            columns[key][at] = value
    held = verdicts.assign(**{key: pd.Series(values, index=verdicts.index, dtype=verdicts[key].dtype)
                              for key, values in columns.items()})  # fmt: skip
    return Held(held, open_, frozenset(name for name in open_ if said[name] == Verdict.QUALIFIED))


def _ranks(said: Mapping[str, str], standing: Standing) -> dict[str, int]:
    """Rank of every inquiry: the suppressed, those a rep works on, the others by the list they came from."""
    last = max(standing.ranks.values(), default=0) + 1
    ranks = {}
    for name, verdict in said.items():
        if verdict == Verdict.SUPPRESSED:
            ranks[name] = _SUPPRESSED
        else:
            ranks[name] = _WORKED if name in standing.worked else _OTHERS + standing.ranks.get(name, last)
    return ranks


def _why(maybe: Maybe, stops: bool) -> str:
    """The sentence beside an inquiry that is held back."""
    who = f"{maybe.earlier}, who asked not to be contacted" if stops else maybe.earlier
    return f"May be the same person as {who}: {maybe.why} (rule 3)."
