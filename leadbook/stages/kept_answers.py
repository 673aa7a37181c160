"""Answers typed on To fix that Check has not taken yet: they stay, whatever else happens meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from leadbook.fields.text import tidy
from leadbook.stages.list_questions import Place, place_of

_UNFIT = " Your answer does not fit yet: "
MOOT = "It is not asked any more; the next Check still takes your answer."
"""What stands in a row that nobody would ask now, and that holds an answer all the same."""


def keep_answers(rows: list[dict[str, Any]], present: pd.DataFrame, unfit: Mapping[Place, str]) -> None:
    """Put what people typed back into the rows that are still open, and say why an answer was not taken.

    A row with an answer that no Check has seen stays although its question is settled: it is somebody's work, and
    their last word on the matter.

    Args:
        rows: the questions of now; changed in place.
        present: tblFix as it stands. unfit: what an answer belongs to → why a Check could not take it.
    """
    standing = [{str(key): cell for key, cell in row.items()} for row in present.to_dict("records")]
    there = {place_of(row): row for row in standing}
    for row in rows:
        place = place_of(row)
        old = there.pop(place, {})
        row["correct"], row["decision"] = old.get("correct", ""), old.get("decision", "")
        row["wrong"] = str(row["wrong"]).partition(_UNFIT)[0]
        if place in unfit and (row["correct"] or row["decision"]):
            row["wrong"] = f"{row['wrong']}{_UNFIT}{unfit[place]}"
    for place, row in there.items():
        if (tidy(str(row["correct"])) or tidy(str(row["decision"]))) and place not in unfit:
            rows.append(row | {"wrong": MOOT, "unlocks": 0.0})
