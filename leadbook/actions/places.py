"""Findings with the row a person sees: positions in a table become rows of its sheet."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import TYPE_CHECKING

from leadbook.model import Finding
from leadbook.schema import book as schema
from leadbook.schema.core import HEADER_ROW

if TYPE_CHECKING:
    from leadbook.actions.session import Session


def header_row(session: Session, key: str) -> int:
    """Row of the header of a table on its sheet."""
    name = schema.table(key).name.casefold()
    return next((i.first_row - 1 for i in session.opened.book.tables() if i.name.casefold() == name), HEADER_ROW)


def on_sheets(session: Session, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings; those about a table of the book with the row number of the sheet instead of the position."""
    before = {info.name: info.first_row - 1 for info in session.opened.book.tables()}
    return tuple(
        dataclasses.replace(one, row=one.row + before[one.table]) if one.row and one.table in before else one
        for one in findings
    )
