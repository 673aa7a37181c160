"""What the book itself measures of the reps."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from leadbook.model import Outcome
from leadbook.stages.wording import plain_name


def rep_measures(leads: pd.DataFrame, reps: pd.DataFrame) -> pd.DataFrame:
    """tblReps with the measured close rate (sold of sold and lost) and the open leads of each rep.

    A rep without a closed lead has no measured rate (blank). Returned leads are not counted: they were no leads.
    """
    sold: Counter[str] = Counter()
    closed: Counter[str] = Counter()
    still_open: Counter[str] = Counter()
    for rep, outcome in zip(leads["rep"], leads["outcome"], strict=True):
        key = plain_name(rep)
        if outcome in (Outcome.SOLD, Outcome.LOST):
            closed[key] += 1
            sold[key] += outcome == Outcome.SOLD
        elif key and outcome != Outcome.RETURNED:
            still_open[key] += 1
    names = [plain_name(name) for name in reps["rep"]]
    rates = [sold[name] / closed[name] if closed[name] else float("nan") for name in names]
    opens = [float(still_open[name]) if name else float("nan") for name in names]
    return reps.assign(
        measured_close_rate=pd.Series(rates, dtype="float64", index=reps.index),
        open_leads=pd.Series(opens, dtype="float64", index=reps.index),
    )
