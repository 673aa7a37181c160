"""Builders of incoming rows and books for the tests of cleaning and merging."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from leadbook.schema.book import table
from leadbook.schema.fields import FIELDS
from leadbook.schema.frames import empty


def incoming(rows: Sequence[Mapping[str, object]], start: int = 2) -> pd.DataFrame:
    """Rows as an import gives them; the index counts from the row below the header."""
    data: dict[str, pd.Series] = {}
    index = pd.RangeIndex(start, start + len(rows))
    for column in FIELDS:
        values = [row.get(column.key) for row in rows]
        if column.kind.is_date:
            data[column.key] = pd.Series(pd.to_datetime(values), index=index).astype("datetime64[us]")
        else:
            data[column.key] = pd.Series([value or "" for value in values], index=index, dtype="object")
    return pd.DataFrame(data, index=index)


def no_book() -> pd.DataFrame:
    """A book without inquiries."""
    return empty(table("inquiries"))
