"""A row of the gate, the words it may ask for, and what tests them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from leadbook.model import Operator, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row of tblGate that is switched on.

    Args:
        fields: keys of the fields that are tested together.
        value: the text, kind of Words or name of a setting as it stands in the cell.
        number: the value as a number, for operators that compare numbers or days.
        verdict: what the inquiry becomes when the test holds; None for a row that only gives points.
        points: added to the score when the test holds.
        reason: the sentence people read; `{found}` and `{value}` are filled in.
        row: position in the table, from 1.
    """

    fields: tuple[str, ...]
    operator: Operator
    value: str = ""
    number: float | None = None
    verdict: Verdict | None = None
    points: float = 0.0
    reason: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Words:
    """The words of tblWords by kind, as typed; a kind without words is simply empty."""

    by_kind: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, kind: str) -> tuple[str, ...]:
        """The words of a kind, () when there are none."""
        return self.by_kind.get(kind.casefold(), ())
