"""A workbook as XML."""

from __future__ import annotations

from pathlib import Path

from leadbook.intake.sniff import refuse
from leadbook.intake.source import RawRows


def read_spreadsheetml(path: Path) -> dict[str, RawRows]:
    raise refuse("NOT-A-WORKBOOK", "A workbook as XML is not read yet.", path, "Save it as .xlsx.")
