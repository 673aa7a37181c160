"""The order of the Leads sheet: waiting first, then those with a rep, then closed; each by score, the best first.

A sheet that people sorted otherwise stays as they sorted it.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pandas as pd

from leadbook.model import LeadStatus

_BLOCKS = {LeadStatus.WAITING: 0, LeadStatus.CLOSED: 2}
Place = tuple[int, float, str]


def places(leads: pd.DataFrame) -> list[Place]:
    """What each row is sorted by: block, score downwards, ID."""
    keys = ("status", "score", "lead_id")
    return [
        (_BLOCKS.get(status, 1), -score if score == score else 1.0, str(lead_id))
        for status, score, lead_id in zip(*(leads[key].tolist() for key in keys), strict=True)
    ]


def is_ours(leads: pd.DataFrame) -> bool:
    """Whether the rows stand in this order; a sheet without rows does."""
    found = places(leads)
    return all(one <= other for one, other in itertools.pairwise(found))


def ordered(leads: pd.DataFrame) -> pd.DataFrame:
    """The rows in this order."""
    found = places(leads)
    order: Sequence[int] = sorted(range(len(found)), key=found.__getitem__)
    return leads.iloc[list(order)].reset_index(drop=True)
