"""Answers about a whole list: the order of its dates, what a column is, the country of its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from leadbook.fields.phone import check_phone
from leadbook.fields.place import country_code, tidy_country
from leadbook.fields.text import fold, tidy
from leadbook.fields.when import is_ambiguous, parse_date
from leadbook.model import Settings
from leadbook.stages.ledger import Arrival
from leadbook.stages.list_questions import COLUMN, DATE_ORDER, DATES, FILE_ROW, file_of
from leadbook.stages.other_answers import answers, parts_of, pieces
from leadbook.stages.remembered import DATES as DATES_COLUMN
from leadbook.stages.remembered import said_field
from leadbook.stages.typed_values import Unfit, checked_value

_ORDERS = {
    "day first": "DMY", "dmy": "DMY", "day": "DMY", "dd mm": "DMY", "dd mm yyyy": "DMY",
    "month first": "MDY", "mdy": "MDY", "month": "MDY", "mm dd": "MDY", "mm dd yyyy": "MDY",
}  # fmt: skip
_SECOND = {"email": "email2", "phone": "phone2"}


@dataclass(frozen=True, slots=True)
class ListAnswers:
    """What answers about lists go by.

    Args:
        arrivals: ID → the list it came from. signed: initials of the person.
        together: list and column (folded) → the lists of that kind that wait for the same answer.
    """

    arrivals: Mapping[str, Arrival]
    settings: Settings
    signed: str = ""
    together: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)


def take_list_answer(row: Mapping[str, Any], inquiries: pd.DataFrame, by: ListAnswers) -> None:
    """Take one answer about a list into the inquiries that came from it; the frame is changed.

    What a person has typed into a cell since stays. "Keep as is" changes nothing.

    Raises:
        Unfit: the answer does not fit; nothing was changed.
    """
    decision, text = tidy(str(row["decision"])).casefold(), _answer(row)
    if not text and decision == "keep as is":
        return
    if row["kind"] == FILE_ROW:
        raise Unfit("Please correct the row in the list and import it again, or pick Keep as is.")
    if not text:
        raise Unfit("Please type the answer, or pick Keep as is.")
    column = DATES_COLUMN if row["kind"] == DATE_ORDER else str(row["field"])
    lists = by.together.get((str(row["file"]), fold(column)), frozenset()) | {str(row["file"])}
    places = [
        (at, inquiry)
        for at, inquiry in enumerate(inquiries.to_dict("records"))
        if file_of({str(key): value for key, value in inquiry.items()}, by.arrivals) in lists
    ]
    rows = [(at, {str(key): value for key, value in inquiry.items()}) for at, inquiry in places]
    take = {DATE_ORDER: _dates, COLUMN: _column}.get(str(row["kind"]), _country)
    for at, changes in take(row, text, rows, by):
        for key, value in changes.items():
            inquiries.at[at, key] = value


def _answer(row: Mapping[str, Any]) -> str:
    """What was typed, else the suggestion where it was picked."""
    text = tidy(str(row["correct"]))
    picked = tidy(str(row["decision"])).casefold() in ("suggestion", "use it")
    return tidy(str(row["suggestion"])) if picked and not text else text


def answered_field(row: Mapping[str, Any]) -> str | None:
    """The field that a taken answer about a column names, None when it is to stay another answer."""
    return said_field(_answer(row)) or None


def answered_order(row: Mapping[str, Any]) -> str:
    """The order of day and month that a taken answer names ("DMY", "MDY"), "" when it names none."""
    return _ORDERS.get(fold(_answer(row)), "")


def kept_name(row: Mapping[str, Any]) -> str:
    """Under what the ledger remembers that a question about a list is not asked again."""
    return f"{COLUMN}: {row['field']}" if row["kind"] == COLUMN else str(row["kind"])


Rows = list[tuple[int, dict[str, Any]]]
Changes = list[tuple[int, dict[str, Any]]]


def _dates(row: Mapping[str, Any], text: str, rows: Rows, by: ListAnswers) -> Changes:  # noqa: ARG001 (one of three)
    """The dates of the list, read in the order that was given."""
    order = _ORDERS.get(fold(text), "")
    if not order:
        raise Unfit("Please type day first or month first.")
    changes: Changes = []
    for at, inquiry in rows:
        extra = str(inquiry["extra"])
        found: dict[str, Any] = {}
        for label, key in DATES.items():
            for said in answers(extra, label):
                stamp = parse_date(said, order) if is_ambiguous(said) else None
                if stamp is not None:
                    day = stamp if key == "meeting_at" else stamp.replace(hour=0, minute=0, second=0, microsecond=0)
                    extra = _without(extra, f"{label}: {said}")
                    if pd.isna(inquiry[key]):
                        found[key] = pd.Timestamp(day)
        if found and inquiry["raised_hand"] and pd.isna(inquiry["hand_date"]):
            found.setdefault("hand_date", found.get("created_at", pd.NaT))
        if extra != inquiry["extra"]:
            changes.append((at, found | {"extra": extra}))
    return changes


def _column(row: Mapping[str, Any], text: str, rows: Rows, by: ListAnswers) -> Changes:
    """The values of a column, put where they belong; those that do not check stay among the other answers."""
    key = said_field(text)
    if key is None or key == "full_name":
        raise Unfit("There is no field of this name; the headings of Inquiries are the fields.")
    if not key:
        return []
    header, changes = str(row["field"]), []
    for at, inquiry in rows:
        extra = str(inquiry["extra"])
        for part, said in parts_of(extra, header):
            place = key if _blank(inquiry[key]) else _SECOND.get(key, "")
            if not place or not _blank(inquiry[place]):
                continue
            value: Any
            try:
                value = checked_value(key, said, str(inquiry["country"]), by.settings)
            except Unfit:
                value = said if key in _SECOND else None  # an address that does not check is asked, one by one
            if value is not None:
                own: dict[str, Any] = {place: value, "extra": _without(extra, part)}
                if key == "raised_hand":
                    own["hand_by"] = inquiry["hand_by"] or "theirs"
                changes.append((at, own))
                break
    return changes


def _country(row: Mapping[str, Any], text: str, rows: Rows, by: ListAnswers) -> Changes:  # noqa: ARG001 (one of three)
    """The numbers of the list that say no country, read as those of one."""
    region = country_code(tidy_country(text))
    if not region:
        raise Unfit("This is no country we know; a code such as US or DE is always understood.")
    changes: Changes = []
    for at, inquiry in rows:
        own = {}
        for key in ("phone", "phone2"):
            number = str(inquiry[key])
            if number and check_phone(number, country_code(str(inquiry["country"]))).problem == "no_country":
                read = check_phone(number, region)
                if not read.problem:
                    own[key] = read.value
        if own:
            changes.append((at, own))
    if not changes:
        raise Unfit(f"None of these numbers can be one of {region}.")
    return changes


def _without(extra: str, part: str) -> str:
    """The other answers without one of them."""
    parts = pieces(extra)
    if part in parts:
        parts.remove(part)
    return "; ".join(parts)


def _blank(value: object) -> bool:
    """Whether a cell is blank."""
    return value == "" or bool(pd.isna(value))  # type: ignore[call-overload]


