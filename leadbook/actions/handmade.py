"""Edits by hand in columns that Leadbook fills: told, and put back as they were.

They are found by comparing the workbook with the state in which Leadbook left it. Columns that people may edit
(`filled_by` person, intake, both) are left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from leadbook.actions.cleared import note_cleared
from leadbook.books.package import PackageBook
from leadbook.books.saving.recordfile import last_left
from leadbook.model import Finding, Severity
from leadbook.schema import book as schema
from leadbook.schema import frames
from leadbook.schema.core import Column, FilledBy, Table
from leadbook.template.migrate import migrate

if TYPE_CHECKING:
    from leadbook.actions.session import Session

_DIGITS = 1e-12
"""Share by which two numbers may differ and still be one."""


def restore_hand_edits(session: Session) -> None:
    """Put back what was changed by hand in Leadbook's own columns, with a finding for each column touched."""
    left = last_left(session.opened.path)
    if left is None:
        return
    if left == session.opened.data:
        session.left_let_through = _initials(session.frame("inquiries"))
        return
    before = PackageBook(left)
    migrate(before)  # the last run may have been one of an earlier layout
    known = {table.name.casefold() for table in before.tables()}
    for table in schema.TABLES:
        own = [column for column in table.columns if column.filled_by is FilledBy.LEADBOOK and not column.formula]
        if not own or table.name.casefold() not in known or not session.has_table(table.key):
            continue  # a step that needs a table which is gone says so
        was, _ = frames.to_frame(table, before.read(table.name))
        now = session.frame(table.key)
        note_cleared(session, table, was, now)
        if table.key == "inquiries":
            session.left_let_through = _initials(was)
        restored = _restored(session, table, own, was, now)
        if restored is not now:
            session.put(table.key, restored)


def _restored(session: Session, table: Table, own: list[Column], was: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """The present frame with Leadbook's own columns as they were in rows found by a unique key."""
    keys = list(table.row_key)
    if was.empty or now.empty or was.duplicated(keys).any() or now.duplicated(keys).any():
        return now
    then = now[keys].merge(was, on=keys, how="left", indicator=True)
    found = (then["_merge"] == "both").to_numpy()
    result = now
    for column in own:
        if column.key in keys:
            continue
        old, new = then[column.key], now[column.key].reset_index(drop=True)
        differs = found & ~(_equal(old, new) | (old.isna() & new.isna())).to_numpy()
        if differs.any():
            result = result.assign(**{column.key: new.where(~differs, old).to_numpy()})
            session.findings.append(
                Finding(
                    "own_column_edited",
                    table.name,
                    int(differs.argmax()) + 1,
                    column.header,
                    f"{int(differs.sum())} changed by hand; Leadbook fills this column, so it was put back.",
                    Severity.NOTE,
                )
            )
    return result


def _equal(old: pd.Series, new: pd.Series) -> pd.Series:
    """Whether cells hold the same; some programs save numbers with 15 significant digits only."""
    if old.dtype.kind == "f" and new.dtype.kind == "f":
        return (old - new).abs() <= _DIGITS * np.maximum(old.abs(), new.abs())
    return old == new


def _initials(inquiries: pd.DataFrame) -> dict[str, str]:
    """ID → initials under Let through, as Leadbook left them."""
    return dict(zip(inquiries["lead_id"], inquiries["let_through"], strict=True))
