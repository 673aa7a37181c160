"""Whether the sheets have room for what a list brings; asked before anything is judged, which takes much longer."""

from __future__ import annotations

from leadbook.actions.session import Session
from leadbook.books.closed.cellrefs import MAX_ROW
from leadbook.errors import IntakeError
from leadbook.schema import book as schema
from leadbook.schema.core import Table


def check_list(session: Session, file: str, rows: int) -> None:
    """Refuse a list that would not fit even if it named everybody who is in the workbook; before it is merged.

    Rows that repeat somebody within the list are counted as if they did not: to find them is most of the work.

    Args:
        file: its name.
        rows: how many it has.

    Raises:
        IntakeError: Inquiries would have more rows than Excel has.
    """
    table = schema.table("inquiries")
    there = len(session.frame("inquiries"))
    most = _most(session, table)
    if rows - there > most:
        raise _no_room(table, file, (there, max(rows, there), most))


def check_room(session: Session, file: str) -> None:
    """Refuse a list whose rows do not fit beside those that are there.

    Args:
        session: with the list merged and its lines for the ledger logged.
        file: its name.

    Raises:
        IntakeError: Inquiries or Events would have more rows than Excel has.
    """
    for key, more in (("inquiries", 0), ("events", len(session.events))):
        table = schema.table(key)
        most = _most(session, table)
        frame, count = session.frame(key), len(session.frame(key)) + more
        there = len(session.before[key]) if key in session.before else len(frame)
        if count > most:
            raise _no_room(table, file, (there, count, most))


def _most(session: Session, table: Table) -> int:
    """How many rows fit on the sheet of a table."""
    places = {info.name: info.first_row for info in session.opened.book.tables()}
    return MAX_ROW - places[table.name] + 1


def _no_room(table: Table, file: str, counts: tuple[int, int, int]) -> IntakeError:
    """The refusal; `counts` are the rows that are there, that there would be, and that fit."""
    there, count, most = counts
    return IntakeError(
        "LB-E-TOO-MANY-ROWS",
        f"The sheet {table.sheet} has {there:,} rows and would have {count:,}; there is room for {most:,}.",
        file,
        "Split the list, by year or by region for example, and keep the parts in workbooks of their own "
        "(leadbook new SECOND.xlsx).",
    )  # fmt: skip
