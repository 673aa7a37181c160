"""Builders of small lists for the tests of reading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from leadbook.errors import IntakeError
from leadbook.intake import SourceTable, read_table
from leadbook.intake.inquiries import Intake, IntakeOptions, to_inquiries
from leadbook.model import Settings

TODAY = dt.date(2026, 11, 23)
HEADER = "First name,Last name,E-mail,Phone,Company"


def write(folder: Path, content: str | bytes, name: str = "list.csv") -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def read(folder: Path, content: str | bytes, name: str = "list.csv") -> SourceTable:
    """The table in a file with this content."""
    return read_table(write(folder, content, name))


def outcome(path: Path) -> SourceTable | IntakeError:
    """The table in a file, or why there is none."""
    try:
        return read_table(path)
    except IntakeError as error:
        return error


def inquiries(source: SourceTable, how: str = "", mapping: Mapping[str, str] | None = None, order: str = "") -> Intake:
    """Inquiries of a table, as an import with home country US makes them."""
    settings = Settings(home_country="US", date_order=order)
    options = IntakeOptions(
        file="list.csv", campaign="C", gathered_how=how, mapping=mapping or {}, settings=settings, today=TODAY
    )
    return to_inquiries(source, options)
