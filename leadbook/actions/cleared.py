"""Cells that a person emptied: no import fills them again.

What a person typed wins for ever, also when that is nothing. Emptied cells are found by comparing the workbook
with the state in which Leadbook left it, and remembered beside the run records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from leadbook.books.saving.clearedfile import add_cleared, load_cleared
from leadbook.schema.core import FilledBy, Table

if TYPE_CHECKING:
    from leadbook.actions.session import Session


def note_cleared(session: Session, table: Table, was: pd.DataFrame, now: pd.DataFrame) -> None:
    """Remember which filled cells of an intake column are blank now, by row key."""
    if table.key != "inquiries" or was.empty or now.empty:
        return
    then = was.drop_duplicates("lead_id").set_index("lead_id")
    here = now.drop_duplicates("lead_id").set_index("lead_id")
    both = here.index.intersection(then.index)
    found: set[tuple[str, str]] = set()
    for column in table.columns:
        if column.filled_by is FilledBy.INTAKE:
            emptied = _blank(here.loc[both, column.key]) & ~_blank(then.loc[both, column.key])
            found |= {(str(key), column.key) for key in both[emptied.to_numpy()]}
    session.cleared |= found


def keep_cleared(session: Session, before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """The inquiries after a merge, with the cells a person emptied empty again (never the do-not-contact)."""
    cleared = session.cleared | load_cleared(session.opened.path)
    if not cleared:
        return after
    place = {key: at for at, key in enumerate(before["lead_id"].tolist())}
    result = after.copy()
    for key, column in cleared:
        at = place.get(key)
        if at is not None and column != "do_not_contact" and _blank(before[column].iloc[at : at + 1]).all():
            result[column] = result[column].where(result.index != result.index[at], before[column].iloc[at])
    return result


def save_cleared(session: Session) -> None:
    """Remember for later runs what was found in this one."""
    if session.cleared:
        add_cleared(session.opened.path, session.cleared)


def _blank(values: pd.Series) -> pd.Series:
    """Whether the cells of a column are blank."""
    return values.isna() | (values == "")
