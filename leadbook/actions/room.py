"""Whether the sheets have room for what a list brings; asked before anything is judged, which takes much longer."""

from __future__ import annotations

from leadbook.actions.session import Session
from leadbook.books.closed.cellrefs import MAX_ROW
from leadbook.errors import IntakeError
from leadbook.schema import book as schema


def check_room(session: Session, file: str) -> None:
    """Refuse a list whose rows do not fit beside those that are there.

    Args:
        session: with the list merged and its lines for the ledger logged.
        file: its name.

    Raises:
        IntakeError: Inquiries or Events would have more rows than Excel has.
    """
    places = {info.name: info.first_row for info in session.opened.book.tables()}
    for key, more in (("inquiries", 0), ("events", len(session.events))):
        table = schema.table(key)
        most = MAX_ROW - places[table.name] + 1
        frame, count = session.frame(key), len(session.frame(key)) + more
        there = len(session.before[key]) if key in session.before else len(frame)
        if count > most:
            raise IntakeError(
                "LB-E-TOO-MANY-ROWS",
                f"The sheet {table.sheet} has {there:,} rows and would have {count:,}; there is room for {most:,}.",
                file,
                "Split the list, by year or by region for example, and keep the parts in workbooks of their own "
                "(leadbook new SECOND.xlsx).",
            )  # fmt: skip
