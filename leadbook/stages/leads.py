"""The Leads sheet: one row for every inquiry that passed the gate, with what people wrote there kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from leadbook.model import Event, EventKind, LeadStatus, Outcome, Verdict
from leadbook.schema import book
from leadbook.stages.got_name import how_got_name
from leadbook.stages.leads_ledger import Last, last_of
from leadbook.stages.leads_order import is_ours, ordered
from leadbook.stages.territory import split_list
from leadbook.stages.wording import as_day, count

Row = dict[str, object]

CLOSED = frozenset({Outcome.SOLD, Outcome.LOST, Outcome.RETURNED})
"""Outcomes after which nobody works on a lead any more."""

TAKEN_BACK = "taken back by hand"
NOT_CALLED = "not called in time"
"""How the ledger names why a lead was recalled: it does not go to the same rep again."""

PERSON_DECIDES = frozenset({
    "not a lead", "duplicate", "do not contact", "outrageous expectations", "no budget", "no decision",
})  # fmt: skip
"""Reasons for sending a lead back after which another rep would not do better with it."""

_READ = (
    "lead_id", "verdict", "company", "first_name", "last_name", "email", "job_title", "decision_role", "product",
    "need", "application", "timeframe", "score", "campaign", "source", "source_type", "hand_date", "created_at",
    "raised_hand", "hand_by", "let_through",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Synced:
    """The Leads sheet brought up to date.

    Args:
        frame: tblLeads by schema keys.
        recalled: IDs of leads that somebody had and that are leads no more; told once.
        notes: sentences for a person.
        events: what the ledger does not know yet: reps picked by hand, leads recalled or sent back, outcomes.
    """

    frame: pd.DataFrame
    recalled: tuple[str, ...]
    notes: tuple[str, ...]
    events: tuple[Event, ...] = ()


def status_of(rep: str, outcome: str, next_date: object, today: dt.date) -> LeadStatus:
    """Where a lead stands, from its rep and the rep's word. “Not yet” is open again from its next date on."""
    if outcome in CLOSED:
        return LeadStatus.CLOSED
    if not rep.strip():
        return LeadStatus.WAITING
    if not outcome:
        return LeadStatus.NEW
    due = as_day(next_date)
    later = outcome == Outcome.NOT_YET and (due is None or due > today)
    return LeadStatus.NOT_YET if later else LeadStatus.OPEN


def moved(before: str, rep: str) -> str:
    """The sentence for a rep changed by hand; Allocate then adds what it cost."""
    return f"Moved by hand from {before} to {rep}."


def picked(rep: str) -> str:
    """The sentence for a rep picked by hand for a lead that waited."""
    return f"Given to {rep} by hand."


def sync_leads(
    leads: pd.DataFrame, inquiries: pd.DataFrame, events: pd.DataFrame, campaigns: pd.DataFrame,
    today: dt.date | dt.datetime,
) -> Synced:  # fmt: skip
    """Bring tblLeads in line with the verdicts, keeping what people wrote.

    Rows that people sorted keep their order and new ones follow; else waiting leads stand first, each block by
    score. A rep who is not the one the ledger last gave the lead to was picked by a person: the lead is locked
    there. A lead whose inquiry is no longer qualified leaves the sheet, or stays as closed when it has an outcome.
    A lead that a rep sent back waits for another one, with the reason kept; when the reason is not given yet, or one
    of `PERSON_DECIDES`, it is closed until a person clears the rep (it waits then) or names another.

    Args:
        leads, inquiries, events, campaigns: the tables as frames by schema keys.
        today: the day, or the stamp for the ledger.
    """
    known: dict[str, Row] = {str(row["lead_id"]): row for row in _records(inquiries[list(_READ)])}
    products = {str(row["campaign"]).strip().casefold(): str(row["product"]) for row in _records(campaigns)}
    work = _Sync(known, products, last_of(events), today)
    rows = [row for row in map(work.present, _records(leads)) if row is not None]
    here = {str(key) for key in leads["lead_id"]}
    fresh = [row for key, row in known.items() if row["verdict"] == Verdict.QUALIFIED and key not in here]
    fresh.sort(key=lambda row: (-_score(row), str(row["lead_id"])))
    rows += [row for row in map(work.present, map(work.fresh, fresh)) if row is not None]
    frame = ordered(_frame(rows)) if is_ours(leads) else _frame(rows)
    return Synced(frame, tuple(work.recalled), work.notes(len(fresh)), tuple(work.events))


def _records(frame: pd.DataFrame) -> list[Row]:
    """Rows as dictionaries by key."""
    names = list(frame.columns)
    columns = [frame[key].tolist() for key in names]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def _frame(rows: Sequence[Row]) -> pd.DataFrame:
    """tblLeads with the types of the schema."""
    table = book.table("leads")
    data = {}
    for column in table.columns:
        values = [row[column.key] for row in rows]
        dtype = "float64" if column.kind.is_number else "datetime64[us]" if column.kind.is_date else "object"
        data[column.key] = pd.Series(values, dtype=dtype)
    return pd.DataFrame(data, columns=list(table.keys))


class _Sync:
    """One pass over the rows; collects what happened."""

    def __init__(
        self, known: Mapping[str, Row], products: Mapping[str, str], last: Mapping[str, Last],
        today: dt.date | dt.datetime,
    ) -> None:  # fmt: skip
        self._known, self._products, self._last = known, products, last
        self._stamp = today if isinstance(today, dt.datetime) else dt.datetime.combine(today, dt.time())
        self.recalled: list[str] = []
        self.events: list[Event] = []
        self._by_hand = self._left = self._kept = self._due = self._returned = 0
        self._new_returns: set[str] = set()

    def present(self, row: Row) -> Row | None:
        """A row that stands on the sheet, up to date; None when it leaves."""
        key = str(row["lead_id"])
        inquiry = self._known.get(key)
        if inquiry is None or inquiry["verdict"] != Verdict.QUALIFIED:
            return self._no_lead(row, inquiry)
        row = row | self._from_inquiry(inquiry)
        last = self._last.get(key, Last())
        row |= self._sent_back(row, last)
        rep, outcome = str(row["rep"]).strip(), str(row["outcome"])
        if rep and (rep.casefold() != last.rep.casefold() or last.recalled):
            row |= self._by_a_person(key, rep, last.rep, row["given_on"])
        elif not rep:
            row |= {"given_on": pd.NaT}
            if last.rep and not last.recalled and not last.returned and not self._is_new_return(key):
                row["why_rep"] = "Waits: taken back by hand."
                self.events.append(
                    Event(self._stamp, key, EventKind.RECALLED, rep=last.rep, before=last.rep, after=TAKEN_BACK)
                )
        self._note_outcome(row, last)
        status = status_of(rep, outcome, row["next_date"], self._stamp.date())
        self._due += row["status"] == LeadStatus.NOT_YET and status is LeadStatus.OPEN and outcome == Outcome.NOT_YET
        return row | {"status": str(status)}

    def _sent_back(self, row: Row, last: Last) -> Row:
        """What changes in a row when its rep sent the lead back, and when a person then decides on it."""
        key, rep, reason = str(row["lead_id"]), str(row["rep"]).strip(), str(row["reason"]).strip()
        if row["outcome"] != Outcome.RETURNED:
            if last.returned and rep and rep.casefold() == last.rep.casefold():  # the same rep goes on with it
                self.events.append(Event(self._stamp, key, EventKind.GIVEN, rep=rep, before=rep, after=rep))
                return {"why_rep": f"Sent back by {rep}, and taken on again."}
            return {}
        who = last.rep or rep
        if who and (not last.returned or (reason and reason != last.reason)):
            self._returned += not last.returned
            self.events.append(Event(self._stamp, key, EventKind.RETURNED, rep=who, before=who, after=reason))
            self._new_returns.add(key)
        because = f" ({reason})" if reason else ""
        back: Row = {"outcome": "", "reason": "", "next_date": pd.NaT}
        if who and rep.casefold() == who.casefold():
            if not reason or reason in PERSON_DECIDES:
                return {"why_rep": f"Sent back by {who}{because}. Not given to them again; name another rep, or clear "
                                   "Rep and it waits."}  # fmt: skip
            rep = ""
        return back if rep else back | {"rep": "", "lock": "", "why_rep": f"Waits: {who} sent it back{because}."}

    def _is_new_return(self, key: str) -> bool:
        """Whether this run is the first to see that a rep sent the lead back."""
        return key in self._new_returns

    def _note_outcome(self, row: Row, last: Last) -> None:
        """A line in the ledger when the rep's word is another one than the ledger knows."""
        key, outcome, rep = str(row["lead_id"]), str(row["outcome"]), str(row["rep"]).strip()
        known = "" if last.returned or self._is_new_return(key) else last.outcome
        if outcome != known and outcome != Outcome.RETURNED:
            paid = float(row["amount"]) if outcome == Outcome.SOLD else float("nan")  # type: ignore[arg-type]
            amount = paid if paid == paid else None
            self.events.append(
                Event(self._stamp, key, EventKind.OUTCOME, rep=rep, before=known, after=outcome, amount=amount)
            )

    def fresh(self, inquiry: Row) -> Row:
        """A row for an inquiry that just became a lead."""
        blank: Row = dict.fromkeys(book.table("leads").keys, "")
        blank |= {"given_on": pd.NaT, "next_date": pd.NaT, "amount": float("nan")}
        return blank | self._from_inquiry(inquiry) | {"lead_id": inquiry["lead_id"], "status": str(LeadStatus.WAITING)}

    def _from_inquiry(self, inquiry: Row) -> Row:
        """What the sheet repeats of the inquiry."""
        return {
            "company": inquiry["company"],
            "contact": " ".join(f"{inquiry['first_name']} {inquiry['last_name']}".split()) or inquiry["email"],
            "role": inquiry["job_title"] or inquiry["decision_role"],
            "product": self._product(inquiry), "need": inquiry["need"] or inquiry["application"],
            "buying_by": inquiry["timeframe"], "score": inquiry["score"], "how_got_name": how_got_name(inquiry),
        }  # fmt: skip

    def _product(self, inquiry: Row) -> str:
        """The product they asked about; a blank one is the campaign's when it has exactly one."""
        if str(inquiry["product"]).strip():
            return str(inquiry["product"]).strip()
        of_campaign = split_list(self._products.get(str(inquiry["campaign"]).strip().casefold(), ""))
        return of_campaign[0] if len(of_campaign) == 1 else ""

    def _by_a_person(self, key: str, rep: str, before: str, given_on: object) -> Row:
        """A rep picked by hand stays: locked, given today, in the ledger."""
        self._by_hand += 1
        self.events.append(Event(self._stamp, key, EventKind.GIVEN, rep=rep, before=before, after=rep))
        other = bool(before) and before.casefold() != rep.casefold()
        why = moved(before, rep) if other else picked(rep)
        new = other or as_day(given_on) is None
        return {"rep": rep, "lock": "Yes", "why_rep": why, "given_on": self._stamp.date() if new else given_on}

    def _no_lead(self, row: Row, inquiry: Row | None) -> Row | None:
        """A row whose inquiry is a lead no more: out, or closed when it has an outcome."""
        key, rep = str(row["lead_id"]), str(row["rep"]).strip()
        stays = bool(row["outcome"])
        suppressed = inquiry is not None and inquiry["verdict"] == Verdict.SUPPRESSED
        open_still = stays and row["outcome"] not in CLOSED
        told = self._last.get(key, Last()).recalled
        if rep and not told and (suppressed or open_still or not stays):
            self.recalled.append(key)
            after = str(inquiry["verdict"]) if inquiry else ""
            self.events.append(Event(self._stamp, key, EventKind.RECALLED, rep=rep, before=rep, after=after))
        if not stays:
            self._left += 1
            return None
        self._kept += not told
        return row | {"status": str(LeadStatus.CLOSED), "why_rep": _why_closed(inquiry, suppressed)}

    def notes(self, added: int) -> tuple[str, ...]:
        """What happened, for a person."""
        notes = []
        if added:
            notes.append(f"{count(added, 'new lead')} on Leads.")
        if self._left:
            notes.append(
                f"{count(self._left, 'row')} left Leads: the gate no longer calls "
                f"{'it a lead' if self._left == 1 else 'them leads'}."
            )
        if self._kept:
            notes.append(f"{count(self._kept, 'lead')} closed: no lead any more, kept because of the outcome.")
        if self.recalled:
            notes.append(f"{count(len(self.recalled), 'lead')} recalled from reps; please do not call them.")
        if self._due:
            were = "said “not yet” until today; it is open again" if self._due == 1 else (
                "said “not yet” until today; they are open again"
            )
            notes.append(f"{count(self._due, 'lead')} {were}.")
        if self._returned:
            notes.append(f"{count(self._returned, 'lead')} sent back by reps: the reason is on Leads.")
        if self._by_hand:
            notes.append(f"{count(self._by_hand, 'lead')} given by hand; locked there.")
        return tuple(notes)


def _why_closed(inquiry: Row | None, suppressed: bool) -> str:
    """Why a lead with an outcome is closed though the rep did not close it."""
    if inquiry is None:
        return "Closed: its inquiry is no longer in the book."
    if suppressed:
        return "Recalled: do not contact. Kept because of the outcome."
    return f"Closed: no longer a lead ({str(inquiry['verdict']).lower()}). Kept because of the outcome."


def _score(row: Row) -> float:
    """The score, below all others when it is blank."""
    score = float(row["score"])  # type: ignore[arg-type]
    return score if score == score else -1.0
