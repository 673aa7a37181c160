"""Answers typed on To fix, taken into the inquiries; what does not fit stays open and says why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pandas as pd

from leadbook.fields.email import check_email
from leadbook.fields.phone import check_phone
from leadbook.fields.place import tidy_country
from leadbook.fields.text import is_blank_word, tidy
from leadbook.fields.when import parse_date
from leadbook.model import Finding, Settings, Severity
from leadbook.rules.reading import field_key, field_kind
from leadbook.schema.choices import CHOICES
from leadbook.schema.core import Kind
from leadbook.schema.fields import FIELDS
from leadbook.stages.qualify import REFUSED
from leadbook.stages.questions import KEEP_AS_IS, MINE, records

_CHOICES = {column.key: CHOICES[column.choices] for column in FIELDS if column.choices}
_CODE = "answer_not_understood"


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What became of the answers.

    Args:
        inquiries: a new frame with the answers in it.
        fix: tblFix without the rows that were answered.
        done: positions in tblFix of the rows that were answered.
        findings: one for each answer that does not fit; its row stays open.
        notes: sentences for a person.
    """

    inquiries: pd.DataFrame
    fix: pd.DataFrame
    done: tuple[int, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()


class _Unfit(Exception):
    """An answer that cannot be taken; the message is the sentence for the person who typed it."""


def apply_answers(
    inquiries: pd.DataFrame, fix: pd.DataFrame, today: dt.date, who: str, settings: Settings | None = None
) -> Applied:  # fmt: skip
    """Take the answers of tblFix into the inquiries.

    A typed Correct value, or the suggestion when Suggestion (or Use it without a typed value) is picked, is checked
    like any value of a list. Words of a raised hand typed here are ours: Evidence gets the initials of who ran the
    check. "Not a lead" is kept in Let through, where it can be taken back. "Keep as is" leaves the value and the
    question as they are; it is not asked first again.

    Args:
        inquiries: columns of INQUIRIES.
        fix: tblFix as it stands.
        who: name or initials of the person.
        settings: country for phones and order of dates; the defaults when left out.
    """
    settings = settings or Settings()
    result = inquiries.reset_index(drop=True)
    places = {lead_id: at for at, lead_id in enumerate(inquiries["lead_id"].tolist())}
    done, findings = [], []
    for at, row in enumerate(records(fix)):
        if row["kind"] not in MINE or not _is_answered(row):
            continue
        try:
            changes = _changes(row, _inquiry(inquiries, places, str(row["lead_id"])), (today, initials(who), settings))
        except _Unfit as unfit:
            findings.append(Finding(_CODE, "tblFix", at + 1, "Correct value", str(unfit), Severity.ASK))
            continue
        for key, value in changes.items():
            result.at[places[str(row["lead_id"])], key] = value
        done.append(at)
    result.index = inquiries.index
    left = fix.drop(index=fix.index[done]).reset_index(drop=True)
    notes = _notes(len(done), len(findings))
    return Applied(inquiries=result, fix=left, done=tuple(done), findings=tuple(findings), notes=notes)


def _is_answered(row: dict[str, Any]) -> bool:
    """Whether a person answered; a value kept as it is has no answer to take."""
    decision = tidy(str(row["decision"])).casefold()
    return bool(tidy(str(row["correct"]))) or decision not in ("", KEEP_AS_IS)


def _inquiry(inquiries: pd.DataFrame, places: dict[str, int], lead_id: str) -> dict[str, Any]:
    """The inquiry a row is about."""
    if lead_id not in places:
        raise _Unfit("There is no inquiry of this ID any more.")
    return {str(key): value for key, value in inquiries.iloc[places[lead_id]].items()}


def _changes(row: dict[str, Any], inquiry: dict[str, Any], more: tuple[dt.date, str, Settings]) -> dict[str, Any]:
    """Field keys and their new values."""
    today, signed, settings = more
    typed, decision = tidy(str(row["correct"])), tidy(str(row["decision"])).casefold()
    if decision == REFUSED:
        if typed:
            raise _Unfit("There is a value and “Not a lead”; please keep one of the two.")
        return {"let_through": f"Not a lead, {signed}" if signed else "Not a lead"}
    if decision in ("same person", "different"):
        raise _Unfit("This decision is for questions about duplicates.")
    text = typed if decision != "suggestion" or typed else tidy(str(row["suggestion"]))
    text = text or (tidy(str(row["suggestion"])) if decision == "use it" else "")
    if not text:
        raise _Unfit("There is no suggestion to use; please type the value.")
    key = field_key(str(row["field"]))
    if not key:
        raise _Unfit("There is no field of this name.")
    changes = {key: checked_value(key, text, str(inquiry["country"]), settings)}
    if key == "raised_hand":
        changes["hand_by"] = f"ours, {signed}" if signed else "ours, unsigned"
        if pd.isna(inquiry["hand_date"]):
            changes["hand_date"] = pd.Timestamp(today)
    return changes


def checked_value(key: str, text: str, country: str, settings: Settings) -> str | pd.Timestamp:
    """A typed value in the form it has in a cell.

    Raises:
        _Unfit: it does not fit the field.
    """
    if key in ("email", "email2"):
        mail = check_email(text)
        if mail.problem:
            raise _Unfit("This e-mail address does not check either.")
        return mail.value
    if key in ("phone", "phone2"):
        phone = check_phone(text, country if len(country) == 2 else "", settings.home_country)
        if phone.problem:
            more = " Please type it with + and its country." if phone.problem == "no_country" else ""
            raise _Unfit(f"This number does not check either.{more}")
        return phone.value
    if field_kind(key).is_date:
        stamp = parse_date(text, settings.date_order)
        if stamp is None:
            raise _Unfit("This is not a date; 2026-11-23 is always understood.")
        return pd.Timestamp(stamp if field_kind(key) is Kind.STAMP else stamp.date())
    if key in _CHOICES:
        for choice in _CHOICES[key]:
            if choice.casefold() == text.casefold():
                return str(choice)
        raise _Unfit(f"Please choose one of: {', '.join(_CHOICES[key])}.")
    if is_blank_word(text):
        raise _Unfit("This says nothing yet; “Not a lead” is there if they do not want to talk.")
    return tidy_country(text) if key == "country" else text


def initials(who: str) -> str:
    """The initials of a name or login; short names stay.

    >>> initials("Katrin Maier"), initials("km"), initials("katrin.maier"), initials("")
    ('KM', 'KM', 'KM', '')
    """
    parts = [part for part in who.replace(".", " ").replace("_", " ").replace("-", " ").split() if part[0].isalnum()]
    if len(parts) == 1:
        return parts[0].upper() if len(parts[0]) <= 4 else parts[0][:12]
    return "".join(part[0] for part in parts).upper()


def _notes(done: int, unfit: int) -> tuple[str, ...]:
    """What to say about the answers."""
    notes = []
    if done:
        notes.append(f"{done:,} {'answer' if done == 1 else 'answers'} from To fix taken.")
    if unfit:
        some = "answer does not fit yet and stays" if unfit == 1 else "answers do not fit yet and stay"
        notes.append(f"{unfit:,} {some} on To fix.")
    return tuple(notes)
