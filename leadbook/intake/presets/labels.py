"""The second line of a survey's header: it names the boxes and the fields that stand below one question."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from leadbook.fields.text import fold
from leadbook.intake.presets.match import find_columns

Labels = Mapping[int, tuple[str, str]]
"""Position of a column → the question it belongs to, and how the second line of the header names it."""

_UNNAMED = re.compile(r"(?:Column|Unnamed:?) \d+(?:_level_\d+)?")
_ANY = frozenset({"response", "open ended response", "reponse", "antwort", "respuesta", "risposta", "resposta"})
"""What stands there for a question that has one answer."""


def second_line(column: str, names: Sequence[str], cells: Sequence[Sequence[str]]) -> Labels | None:
    """What the second line of the header says, None when the first row is a row like others.

    Args:
        column: a column of the tool that it leaves blank there and fills in every other row; "" for none.
        names: headers, each once. cells: all rows.

    >>> names = ["Id", "Which?", "Column 3", "Your name?"]
    >>> second_line("Id", names, [["", "Washers", "Dryers", "Response"], ["1", "Washers", "", "Ann"]])
    {1: ('Which?', 'Washers'), 2: ('Which?', 'Dryers')}
    >>> second_line("Id", names, [["1", "Washers", "", "Ann"]]) is None
    True
    """
    known = find_columns(names, column) if column else []
    if not known or not cells or cells[0][known[0]].strip() or not any(cell.strip() for cell in cells[0]):
        return None
    if not all(row[known[0]].strip() for row in cells[1:]):
        return None
    found: dict[int, tuple[str, str]] = {}
    question = ""
    for at, (name, label) in enumerate(zip(names, cells[0], strict=True)):
        question = question if _UNNAMED.fullmatch(name) else name
        if question and label.strip() and fold(label) not in _ANY:
            found[at] = (question, label.strip())
    return found


def with_labels(names: Sequence[str], labels: Labels) -> list[str]:
    """The headers with what the second line says of those that have none of their own.

    >>> with_labels(["Id", "Your details", "Column 3"], {1: ("Your details", "Name"), 2: ("Your details", "E-mail")})
    ['Id', 'Your details – Name', 'Your details – E-mail']
    """
    return [f"{labels[at][0]} – {labels[at][1]}" if at in labels else name for at, name in enumerate(names)]
