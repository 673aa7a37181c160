"""Rows of a report that were joined before the merge, because they are one person: they count as merged."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from leadbook.stages.dedupe import Merge, Merged

SAME_REPORT = "same person of one report"


def add_joined(merged: Merged, joined: Sequence[tuple[int, int]]) -> Merged:
    """The merge with rows that had been joined into others of the same list.

    Args:
        joined: row, and the row it was joined into; where that one was left out as nobody in the book, so is it.
    """
    if not joined:
        return merged
    ids = dict(merged.ids)
    ids |= {row: ids[into] for row, into in joined if into in ids}
    merges = (Merge(row, ids[into], (), SAME_REPORT) for row, into in joined if into in ids)
    unmatched = (row for row, into in joined if into in merged.unmatched)
    return dataclasses.replace(
        merged, ids=ids, merges=(*merged.merges, *merges), unmatched=(*merged.unmatched, *unmatched)
    )
