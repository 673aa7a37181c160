"""Answers typed on To fix, taken into the inquiries; what does not fit stays open and says why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from leadbook.fields.text import tidy
from leadbook.model import Finding, Settings, Severity
from leadbook.rules.reading import field_header, field_key
from leadbook.stages.ledger import Arrival
from leadbook.stages.list_answers import ListAnswers, kept_name, take_list_answer
from leadbook.stages.list_questions import Place, mark_of, place_of
from leadbook.stages.qualify import REFUSED
from leadbook.stages.questions import DUPLICATE, KEEP_AS_IS, records
from leadbook.stages.typed_values import Unfit, checked_value

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
        kept: (ID, field header, value) kept as they are; about a list the ID is "" and the value names the list.
        same: pairs of IDs that are one person, the later first. different: pairs that are not.
        unfit: what an answer belongs to → why it could not be taken.
    """

    inquiries: pd.DataFrame
    fix: pd.DataFrame
    done: tuple[int, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    kept: tuple[tuple[str, str, str], ...] = ()
    same: tuple[tuple[str, str], ...] = ()
    different: tuple[tuple[str, str], ...] = ()
    unfit: Mapping[Place, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Book:
    """The inquiries while answers are taken into them."""

    inquiries: pd.DataFrame
    places: dict[str, int]
    arrivals: Mapping[str, Arrival]
    together: Mapping[tuple[str, str], frozenset[str]]
    today: dt.date
    signed: str
    settings: Settings
    kept: list[tuple[str, str, str]] = field(default_factory=list)
    same: list[tuple[str, str]] = field(default_factory=list)
    different: list[tuple[str, str]] = field(default_factory=list)

    def inquiry(self, lead_id: str) -> dict[str, Any]:
        """The inquiry of an ID."""
        if lead_id not in self.places:
            raise Unfit("There is no inquiry of this ID any more.")
        return {str(key): value for key, value in self.inquiries.iloc[self.places[lead_id]].items()}

    def change(self, lead_id: str, changes: Mapping[str, Any]) -> None:
        """Put values into an inquiry."""
        for key, value in changes.items():
            self.inquiries.at[self.places[lead_id], key] = value


def apply_answers(
    inquiries: pd.DataFrame, fix: pd.DataFrame, today: dt.date, who: str, settings: Settings | None = None, *,
    arrivals: Mapping[str, Arrival] | None = None, together: Mapping[tuple[str, str], frozenset[str]] | None = None,
) -> Applied:  # fmt: skip
    """Take the answers of tblFix into the inquiries.

    A typed Correct value, or the suggestion when Suggestion (or Use it without a typed value) is picked, is checked
    like any value of a list. Words of a raised hand typed here are ours: Evidence gets the initials of who ran the
    check, also when Use it takes the words that stand there for a request. "Not a lead" is kept in Let through,
    where it can be taken back. "Keep as is" leaves the value, which then counts, and is not asked again.

    Args:
        inquiries: columns of INQUIRIES.
        fix: tblFix as it stands.
        who: name or initials of the person.
        settings: country for phones and order of dates; the defaults when left out.
        arrivals: ID → the list it came from, for answers about a whole list.
        together: list and column → the lists of that kind that wait for the same answer.
    """
    book = _Book(
        inquiries.reset_index(drop=True), {name: at for at, name in enumerate(inquiries["lead_id"].tolist())},
        arrivals or {}, together or {}, today, initials(who), settings or Settings(),
    )  # fmt: skip
    done, findings, unfit = [], [], {}
    for at, row in enumerate(records(fix)):
        if not _is_answered(row):
            continue
        try:
            _take(row, book)
        except Unfit as error:
            findings.append(Finding(_CODE, "tblFix", at + 1, "Correct value", str(error), Severity.ASK))
            unfit[place_of(row)] = str(error)
            continue
        done.append(at)
    book.inquiries.index = inquiries.index
    left = fix.drop(index=fix.index[done]).reset_index(drop=True)
    return Applied(
        inquiries=book.inquiries, fix=left, done=tuple(done), findings=tuple(findings), unfit=unfit,
        notes=_notes(len(done), len(findings)), kept=tuple(book.kept), same=tuple(book.same),
        different=tuple(book.different),
    )  # fmt: skip


def _take(row: dict[str, Any], book: _Book) -> None:
    """Take the answer of one row.

    Raises:
        Unfit: it does not fit; nothing was changed.
    """
    typed, decision = tidy(str(row["correct"])), _decision(row)
    name = str(row["lead_id"])
    if row["kind"] == DUPLICATE:
        _take_pair(row, book)
    elif not name:
        take_list_answer(row, book.inquiries, ListAnswers(book.arrivals, book.settings, book.signed, book.together))
        if decision == KEEP_AS_IS and not typed:
            book.kept.append(("", kept_name(row), mark_of(row)))
    elif decision == KEEP_AS_IS and not typed:
        book.kept.append((name, str(row["field"]), str(row["now"])))
    else:
        book.change(name, _changes(row, book.inquiry(name), (book.today, book.signed, book.settings)))


def _take_pair(row: dict[str, Any], book: _Book) -> None:
    """Take the answer whether two are one person."""
    typed, decision, name = tidy(str(row["correct"])).casefold(), _decision(row), str(row["lead_id"])
    if decision == REFUSED and not typed:
        book.inquiry(name)
        book.change(name, {"let_through": f"Not a lead, {book.signed}" if book.signed else "Not a lead"})
        return
    said = typed or decision
    if said in ("suggestion", "use it"):
        said = tidy(str(row["suggestion"])).casefold()
    other = str(row["now"]).partition(" ")[0]
    book.inquiry(name)
    book.inquiry(other)
    if said in ("same person", "same", "yes"):
        book.same.append((name, other))
    elif said in ("different", "no", KEEP_AS_IS):
        book.different.append((name, other))
    else:
        raise Unfit("Please pick Same person or Different.")


def _decision(row: Mapping[str, Any]) -> str:
    """The decision as it is compared."""
    return tidy(str(row["decision"])).casefold()


def _is_answered(row: dict[str, Any]) -> bool:
    """Whether a person answered."""
    return bool(tidy(str(row["correct"])) or _decision(row))


def _changes(row: dict[str, Any], inquiry: dict[str, Any], more: tuple[dt.date, str, Settings]) -> dict[str, Any]:
    """Field keys and their new values."""
    today, signed, settings = more
    typed, decision = tidy(str(row["correct"])), tidy(str(row["decision"])).casefold()
    if decision == REFUSED:
        if typed:
            raise Unfit("There is a value and “Not a lead”; please keep one of the two.")
        return {"let_through": f"Not a lead, {signed}" if signed else "Not a lead"}
    if decision in ("same person", "different"):
        raise Unfit("This decision is for questions about duplicates.")
    text = typed if decision != "suggestion" or typed else tidy(str(row["suggestion"]))
    text = text or (tidy(str(row["suggestion"])) if decision == "use it" else "")
    if decision == "use it" and not text and row["field"] == field_header("raised_hand"):
        text = tidy(str(row["now"]))
    if not text:
        raise Unfit("There is no suggestion to use; please type the value.")
    key = field_key(str(row["field"]))
    if not key:
        raise Unfit("There is no field of this name.")
    changes = {key: checked_value(key, text, str(inquiry["country"]), settings)}
    if key == "raised_hand":
        changes["hand_by"] = f"ours, {signed}" if signed else "ours, unsigned"
        if pd.isna(inquiry["hand_date"]):
            changes["hand_date"] = pd.Timestamp(today)
    return changes


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
