"""What the ledger last says of each lead: who has it, and the rep's word."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import pandas as pd

from leadbook.model import EventKind, Outcome


@dataclass(frozen=True, slots=True)
class Last:
    """The last lines about one lead.

    Args:
        rep: who had it. recalled, returned: it was taken back from them, they sent it back.
        outcome: the rep's word. reason: why they sent it back.
    """

    rep: str = ""
    recalled: bool = False
    returned: bool = False
    outcome: str = ""
    reason: str = ""


def last_of(events: pd.DataFrame) -> dict[str, Last]:
    """For each lead what tblEvents last says of it; later lines win. The next rep begins without an outcome."""
    last: dict[str, Last] = {}
    keys = ("lead_id", "event", "rep", "after")
    for key, kind, rep, after in zip(*(events[name].tolist() for name in keys), strict=True):
        before = last.get(key, Last())
        if kind == EventKind.GIVEN:
            last[key] = Last(rep, outcome="" if before.returned else before.outcome)
        elif kind == EventKind.RECALLED:
            last[key] = Last(rep, recalled=True, outcome=before.outcome)
        elif kind == EventKind.RETURNED:
            last[key] = Last(rep, returned=True, outcome=Outcome.RETURNED, reason=str(after).strip())
        elif kind == EventKind.OUTCOME:
            last[key] = dataclasses.replace(before, outcome=after)
    return last
