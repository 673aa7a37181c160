"""vCards."""

from __future__ import annotations

from pathlib import Path

from leadbook.intake.sniff import refuse
from leadbook.intake.source import RawRows


def read_vcards(path: Path) -> RawRows:
    raise refuse("NOT-A-WORKBOOK", "vCards are not read yet.", path, "Export the contacts as CSV.")
