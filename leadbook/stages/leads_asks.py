"""What an outcome on Leads still lacks: asked, never required."""

from __future__ import annotations

import pandas as pd

from leadbook.model import Finding, Outcome, Severity
from leadbook.schema import book

_ASKS: tuple[tuple[tuple[str, ...], str, str, str], ...] = (
    ((Outcome.SOLD,), "amount", "sold_without_amount", "Sold for how much? Until then the sale counts as 0."),
    ((Outcome.LOST,), "reason", "outcome_without_reason", "Lost: what was the reason?"),
    ((Outcome.RETURNED,), "reason", "outcome_without_reason", "Sent back: what was the reason?"),
    ((Outcome.NOT_YET,), "next_date", "not_yet_without_date", "Not yet: when could they be called again?"),
)
"""Outcomes, the column that goes with them, the finding's code, the question."""


def asks(leads: pd.DataFrame) -> tuple[Finding, ...]:
    """A finding for each lead whose outcome lacks its amount, reason or next date.

    Args:
        leads: tblLeads by schema keys; `Finding.row` is the position in it, from 1.
    """
    table = book.table("leads")
    outcomes = leads["outcome"].tolist()
    found = []
    for words, key, code, question in _ASKS:
        header, values = table.column(key).header, leads[key].tolist()
        for at, (outcome, value) in enumerate(zip(outcomes, values, strict=True), start=1):
            if outcome in words and (value == "" or value != value):  # NaN, NaT
                found.append(Finding(code, table.name, at, header, question, Severity.ASK))
    return tuple(found)
