"""What people said about columns of lists, kept for the next list of that kind: Mappings."""

from __future__ import annotations

from leadbook.schema.core import Column, FilledBy, Kind, Table


def _both(key: str, header: str, help_: str, width: float, kind: Kind = Kind.TEXT) -> Column:
    """A column that Leadbook fills and people may edit."""
    return Column(key=key, header=header, help=help_, width=width, kind=kind, filled_by=FilledBy.BOTH)


MAPPINGS = Table(
    key="mappings",
    name="tblMappings",
    sheet="Mappings",
    help="What somebody said about columns of a kind of list, one row a column; delete a row to forget it.",
    row_key=("source", "headers", "column"),
    columns=(
        _both("source", "Source", "The kind of list: its name where Leadbook knows it, else the name of the file.", 22),
        _both("headers", "Headers", "The columns by which such a list is known again, in any order.", 44),
        _both("column", "Their column", "The column of the list; “(dates)” is the order of day and month.", 24),
        _both("field", "Our field",
              "A heading of Inquiries, or “Keep as other answer”; blank is still asked on To fix.", 20),
        _both("could_be", "Could be", "The field it looks like.", 16),
        _both("lists", "Lists", "The lists whose answers are asked or were said.", 22, Kind.LIST),
        _both("said", "Said", "Where it was said, and by whom.", 16),
        _both("when", "When", "The day it was said.", 12, Kind.DATE),
    ),
)  # fmt: skip
