"""Frames for the tests of the gate: a new book's rules, and inquiries that differ from a good one as told."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from leadbook.model import Cell, Grid, Settings
from leadbook.rules.reading import read_gate, read_words
from leadbook.schema import book
from leadbook.schema.core import Table
from leadbook.schema.defaults import default_rows
from leadbook.schema.frames import to_frame
from leadbook.stages.qualify import GateInput

TODAY = dt.date(2026, 11, 23)

GOOD: dict[str, Cell] = {
    "first_name": "Ana",
    "last_name": "Silva",
    "company": "Northgate Clinic",
    "email": "ana@northgate.example",
    "phone": "+1 415-555-0132",
    "need": "Cables break at the wall",
    "raised_hand": "Please call me about the cables",
    "hand_date": dt.date(2026, 11, 20),
    "hand_by": "theirs",
    "created_at": dt.date(2026, 11, 20),
}
"""An inquiry that is a lead."""


def table(key: str) -> Table:
    """A table of the schema."""
    return book.table(key)


def frame(key: str, *rows: dict[str, Cell]) -> pd.DataFrame:
    """A typed frame of a table from rows by column key."""
    columns = table(key)
    grid = Grid(columns.headers, [[row.get(name) for name in columns.keys] for row in rows])
    return to_frame(columns, grid)[0]


def inquiries(*changes: dict[str, Cell]) -> pd.DataFrame:
    """Inquiries that are leads but for these changes; IDs L1, L2, …"""
    return frame("inquiries", *({"lead_id": f"L{at}"} | GOOD | change for at, change in enumerate(changes, start=1)))


def default_frame(key: str) -> pd.DataFrame:
    """A table as a new book has it."""
    columns = table(key)
    return to_frame(columns, Grid(columns.headers, default_rows(key)))[0]


def words(*more: tuple[str, str]) -> pd.DataFrame:
    """The words of a new book, and more as (kind, word)."""
    extra = frame("words", *({"kind": kind, "word": word} for kind, word in more))
    return pd.concat([default_frame("words"), extra], ignore_index=True)


def gate(**more: Any) -> GateInput:
    """The gate of a new book; `words`, `rules`, `suppression` and `campaigns` are frames that replace its own."""
    settings = more.get("settings", Settings())
    return GateInput(
        rules=read_gate(more.get("rules", default_frame("gate")), settings),
        words=read_words(more.get("words", default_frame("words"))),
        suppression=more.get("suppression", frame("suppression")),
        campaigns=more.get("campaigns", frame("campaigns")),
        settings=settings,
        kept=more.get("kept", {}),
        duplicates=more.get("duplicates", {}),
    )


def rule(**cells: Cell) -> dict[str, Cell]:
    """One row of tblGate that is on and says Not a lead, but for these cells."""
    return {"on": "Yes", "operator": "is filled", "verdict": "Not a lead", "reason": "Because (rule 1)."} | cells
