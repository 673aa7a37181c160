"""The sheets that a manager edits, read into what the stages work with.

A row that cannot be understood stops the run and says which row, what is wrong and what there is to choose
from: a rule that is left out in silence would let through what somebody wanted to keep out.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

import pandas as pd

from leadbook.errors import FieldUnknown, OperatorUnknown, RuleError, ValueInvalid
from leadbook.model import Operator, Settings, Verdict
from leadbook.rules.matching import span
from leadbook.rules.rule import Rule, Words
from leadbook.rules.settings import read_settings
from leadbook.schema.choices import CHOICES
from leadbook.schema.core import HEADER_ROW, Kind
from leadbook.schema.fields import FIELDS

__all__ = ["field_header", "field_key", "field_kind", "read_gate", "read_settings", "read_words"]

_BY_HEADER = {name.casefold(): column.key for column in FIELDS for name in (column.key, column.header)}
_DATES = frozenset(column.key for column in FIELDS if column.kind.is_date)
_HEADERS = tuple(column.header for column in FIELDS)
_LISTS = (Operator.CONTAINS_WORD, Operator.IN_LIST, Operator.DOMAIN_IN_LIST)
_TEXTS = (Operator.IS, Operator.IS_NOT, Operator.CONTAINS)
_AMOUNTS = (Operator.AT_LEAST, Operator.AT_MOST)
_POINTS_ONLY = "Points only"


def read_words(frame: pd.DataFrame) -> Words:
    """The words of tblWords by kind.

    Args:
        frame: columns kind, word.
    """
    found: dict[str, list[str]] = {}
    for kind, word in zip(frame["kind"].tolist(), frame["word"].tolist(), strict=True):
        if str(kind).strip() and str(word).strip():
            found.setdefault(str(kind).strip().casefold(), []).append(str(word).strip())
    return Words({kind: tuple(words) for kind, words in found.items()})


def read_gate(frame: pd.DataFrame, settings: Settings | None = None, top: int = HEADER_ROW) -> tuple[Rule, ...]:
    """The rules of tblGate that are switched on, in the order of the sheet.

    Args:
        frame: columns of `leadbook.schema.tables.rules.GATE`.
        settings: what a value such as "stale_days" stands for; the defaults when left out.
        top: row of the header on the sheet, so that an error names the row that people see.

    Raises:
        FieldUnknown, OperatorUnknown, ValueInvalid: a row cannot be understood; the error names it.
    """
    settings = settings or Settings()
    columns = ("on", "field", "operator", "value", "verdict", "reason")
    rules = []
    for at, cells in enumerate(zip(*(frame[key].tolist() for key in columns), strict=True), start=1):
        texts = dict(zip(columns, (str(cell).strip() for cell in cells), strict=True))
        if texts["on"].casefold() == "no" or not (texts["field"] or texts["operator"]):
            continue
        points = float(frame["points"].iloc[at - 1])
        rules.append(_rule(texts, points, (at, top), settings))
    return tuple(rules)


def _rule(cells: dict[str, str], points: float, place: tuple[int, int], settings: Settings) -> Rule:
    """One row of the gate as a rule."""
    row, top = place
    where = f"sheet “Gate”, row {top + row}"
    operator = _operator(cells["operator"], where)
    fields = tuple(_field(name.strip(), where) for name in cells["field"].split(";") if name.strip())
    if not fields:
        raise FieldUnknown("The rule names no field.", where, f"Choose from: {', '.join(_HEADERS)}.")
    _check_kinds(fields, operator, where)
    number = _number(operator, cells["value"], settings, where)
    verdict = _verdict(cells["verdict"], points, where)
    return Rule(
        fields=fields, operator=operator, value=cells["value"], number=number, verdict=verdict,
        points=0.0 if points != points else points, reason=cells["reason"] or _plain_reason(cells), row=row,
    )  # fmt: skip


def _operator(text: str, where: str) -> Operator:
    """The operator of that name."""
    for operator in Operator:
        if operator.value == text.casefold():
            return operator
    raise _unknown(OperatorUnknown, f"The operator “{text}” does not exist.", (text, tuple(Operator)), where)


def _field(text: str, where: str) -> str:
    """The key of the field with that header."""
    key = _BY_HEADER.get(text.casefold())
    if key is None:
        raise _unknown(FieldUnknown, f"The field “{text}” does not exist.", (text, _HEADERS), where)
    return key


def _check_kinds(fields: tuple[str, ...], operator: Operator, where: str) -> None:
    """Dates are tested for age and for being there; text is never tested for age."""
    dates = [key for key in fields if key in _DATES]
    if operator is Operator.OLDER_THAN_DAYS and len(dates) < len(fields):
        raise ValueInvalid("“older than days” needs a date.", where, "Use Asked on, Received or Meeting as field.")
    if dates and operator not in (Operator.OLDER_THAN_DAYS, Operator.IS_BLANK, Operator.IS_FILLED):
        raise ValueInvalid(
            f"A date cannot be tested with “{operator}”.", where, "Use “older than days”, “is blank” or “is filled”."
        )


def _number(operator: Operator, value: str, settings: Settings, where: str) -> float | None:
    """The number a rule compares with; checks that the value fits the operator."""
    if operator in _LISTS:
        _check_kind_of_words(value, where)
    elif operator in _TEXTS and not value:
        raise ValueInvalid(f"“{operator}” needs a value.", where, "Type one, or several with ; between.")
    elif operator is Operator.OLDER_THAN_DAYS and value.casefold() in ("stale_days", "cycle_days"):
        return float(getattr(settings, value.casefold()))
    elif operator in _AMOUNTS or operator is Operator.OLDER_THAN_DAYS:
        low, _ = span(value.casefold())
        if low != low:
            raise ValueInvalid(f"“{value}” is not a number.", where, f"“{operator}” needs a number as value.")
        return low
    return None


def _check_kind_of_words(value: str, where: str) -> None:
    """The value of a rule that looks into Words is a kind of words."""
    kinds = CHOICES["word_kind"]
    if value.casefold() not in kinds:
        raise _unknown(ValueInvalid, f"Words has no kind “{value}”.", (value, kinds), where)


def _verdict(text: str, points: float, where: str) -> Verdict | None:
    """What a row decides; None for one that only gives points."""
    if text.casefold() in ("", _POINTS_ONLY.casefold()):
        if points != points:
            raise ValueInvalid("The rule has neither a verdict nor points.", where, "Fill one of the two.")
        return None
    for verdict in (Verdict.NEEDS_INFO, Verdict.NOT_A_LEAD, Verdict.SUPPRESSED):
        if verdict.value.casefold() == text.casefold():
            return verdict
    raise _unknown(ValueInvalid, f"The verdict “{text}” does not exist.", (text, CHOICES["gate_verdict"]), where)


def _plain_reason(cells: dict[str, str]) -> str:
    """A sentence for a row whose reason is blank: the test itself."""
    return " ".join(part for part in (cells["field"], cells["operator"], cells["value"]) if part) + " (Gate)."


def _unknown(kind: type[RuleError], what: str, choice: tuple[str, Iterable[str]], where: str) -> RuleError:
    """An error that offers the nearest name, else everything there is."""
    text, names = choice[0], [str(name) for name in choice[1]]
    near = difflib.get_close_matches(text.casefold(), [name.casefold() for name in names], n=1, cutoff=0.6)
    there = f"There is: {', '.join(names)}."
    if near:
        meant = next(name for name in names if name.casefold() == near[0])
        return kind(what, where, f"Did you mean “{meant}”? {there}")
    return kind(what, where, there)


def field_key(header: str) -> str:
    """The key of a field by header or key, "" when there is none."""
    return _BY_HEADER.get(header.strip().casefold(), "")


def field_header(key: str) -> str:
    """The header of a field by key; the key itself when there is none."""
    return next((column.header for column in FIELDS if column.key == key), key)


def field_kind(key: str) -> Kind:
    """What the values of a field are."""
    return next((column.kind for column in FIELDS if column.key == key), Kind.TEXT)
