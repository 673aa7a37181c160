"""What both sides agreed on: the numbers of the sheet Rules."""

from __future__ import annotations

import pandas as pd

UNTOUCHED = "working days untouched"
"""After so many a lead that nobody called goes back to the pool."""


def agreed(rules: pd.DataFrame, meaning: str) -> float | None:
    """The number that stands on Rules beside a meaning; None where it was cleared or is below 1.

    Args:
        rules: tblRules by schema keys.
    """
    for said, number in zip(rules["meaning"], rules["number"], strict=True):
        if str(said).strip().casefold() == meaning and number == number and number >= 1:
            return float(number)
    return None
