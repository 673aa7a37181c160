"""The nouns of lead management, and the plain values that move between the layers.

A word in a cell is the value of its enum member, so that what a person reads is what the code compares.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, StrEnum


class Verdict(StrEnum):
    """What the gate says of one inquiry."""

    QUALIFIED = "Qualified"
    NEEDS_INFO = "Needs info"
    NOT_A_LEAD = "Not a lead"
    SUPPRESSED = "Suppressed"
    DUPLICATE = "Duplicate"


class Outcome(StrEnum):
    """The rep's word on one lead, and nothing else."""

    ACCEPTED = "Accepted"
    NO_ANSWER_1 = "No answer 1"
    NO_ANSWER_2 = "No answer 2"
    NO_ANSWER_3 = "No answer 3"
    NO_ANSWER_4 = "No answer 4"
    CALL_AGAIN = "Call again"
    MEETING_SET = "Meeting set"
    NOT_YET = "Not yet"
    SOLD = "Sold"
    LOST = "Lost"
    RETURNED = "Returned"


class LeadStatus(StrEnum):
    """Where a lead stands; follows from rep and outcome."""

    WAITING = "Waiting"
    NEW = "New"
    OPEN = "Open"
    NOT_YET = "Not yet"
    CLOSED = "Closed"


class GatheredHow(StrEnum):
    """How the names of a list were gathered; decides what a row of it can prove."""

    RAISED_HAND_FORM = "raised-hand form"
    EVENT = "event"
    HOSPITALITY = "hospitality"
    PRIZE = "prize"
    DOWNLOAD = "download"
    PURCHASED = "purchased"
    OWN = "own"


class Operator(StrEnum):
    """The closed list of tests a rule may use; nothing typed by a user is run as code."""

    IS_BLANK = "is blank"
    IS_FILLED = "is filled"
    IS = "is"
    IS_NOT = "is not"
    CONTAINS = "contains"
    CONTAINS_WORD = "contains word of"
    IN_LIST = "is in list"
    DOMAIN_IN_LIST = "domain in list"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    OLDER_THAN_DAYS = "older than days"


class EventKind(StrEnum):
    """What can happen to a lead: the ledger that fairness, follow-up, reports and `why` stand on."""

    IMPORTED = "Imported"
    VERDICT = "Verdict changed"
    GIVEN = "Given"
    RECALLED = "Recalled"
    RETURNED = "Returned"
    TOUCHED = "Touched"
    OUTCOME = "Outcome"
    MERGED = "Merged"
    SPLIT = "Split"
    SUPPRESSED = "Suppressed"


class Severity(StrEnum):
    """How much a finding matters to the person who reads it."""

    NOTE = "note"
    ASK = "ask"
    PROBLEM = "problem"


class _Keep(Enum):
    """The type of `KEEP`, an enum so that type checkers can tell it from a value."""

    KEEP = "KEEP"

    def __repr__(self) -> str:
        return "KEEP"


KEEP = _Keep.KEEP
"""In a grid that is written: leave this cell as it is (value, formula, format, everything)."""

Cell = str | float | int | bool | dt.date | dt.datetime | None
"""What a cell can hold. Blank is None. Dates are local dates; a datetime has no zone."""

GridCell = Cell | _Keep


@dataclass(frozen=True, slots=True)
class Grid:
    """The body of one table as plain values.

    Args:
        headers: names of the columns, in the order of the values of a row.
        rows: one sequence of values per row, as long as `headers`.
        origins: for a grid that is written: for each row the position (from 0) of the row of the present
            table it continues, or None for a new row. Cells in columns that the grid does not name, and
            cells that are `KEEP`, are carried along from there. Without it, row i continues row i.
    """

    headers: tuple[str, ...]
    rows: Sequence[Sequence[GridCell]]
    origins: Sequence[int | None] | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about one row of the user's data; collected and shown, never raised.

    Args:
        code: stable name, explained once in `leadbook.findings`.
        table: table or file the row is in.
        row: row number a person can find (sheet or file row), 0 when it is about the whole.
        column: header or field, "" when it is about the row.
        note: one sentence without any of the lead's values.
    """

    code: str
    table: str = ""
    row: int = 0
    column: str = ""
    note: str = ""
    severity: Severity = Severity.NOTE


@dataclass(frozen=True, slots=True)
class Reject:
    """A row of a list that was not imported, with the reason; `row` is its number in the file."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """What became of one list. `input_rows = imported + merged + rejected`, always.

    `error` says why a list was refused as a whole while others were imported.
    """

    file: str
    source: str = ""
    header_row: int = 0
    input_rows: int = 0
    imported: int = 0
    merged: int = 0
    rejects: tuple[Reject, ...] = ()
    warnings: tuple[str, ...] = ()
    mapping: tuple[tuple[str, str], ...] = ()
    error: str = ""

    @property
    def rejected(self) -> int:
        """Number of rows that were not imported."""
        return len(self.rejects)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """What one action did: what every action returns, the run record stores and `--json` prints.

    Args:
        action: name of the command.
        counts: figures by name, for example {"leads": 3, "needs_info": 41}.
        notes: sentences for a person, in the order in which they should be read.
        changed: whether the workbook was changed on disk.
        outputs: files that were made or changed, as text.
        steps: reports of the steps of `run` and `demo`.
        certificate: how good the allocation is; empty elsewhere.
    """

    action: str
    book: str = ""
    run: int = 0
    files: tuple[FileReport, ...] = ()
    tables: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    counts: dict[str, int | float] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    changed: bool = False
    outputs: tuple[str, ...] = ()
    steps: tuple[RunReport, ...] = ()
    certificate: dict[str, float | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rep:
    """One salesperson as the allocation sees them.

    Args:
        territory: pieces such as "US", "US-CA" or "DE 8*"; empty means everywhere.
        capacity_per_week: leads a week, None when nobody said.
        backlog_cap: open leads at most, None when nobody said.
        away: first and last day of each absence.
        order: position in the table; settles ties.
    """

    name: str
    email: str = ""
    active: bool = True
    territory: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    preferred_products: tuple[str, ...] = ()
    capacity_per_week: float | None = None
    backlog_cap: float | None = None
    promised_minimum: float | None = None
    personal_goal: float | None = None
    commission_cap: float | None = None
    open_leads: int = 0
    away: tuple[tuple[dt.date, dt.date], ...] = ()
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaLine:
    """One rep's quota on one product for one period, with what is still needed.

    Money or units according to `unit`; `close_rate` is a share from 0 to 1.
    """

    rep: str
    product: str
    period: dt.date
    quota: float
    unit: str = "money"
    booked: float = 0.0
    pipeline: float = 0.0
    close_rate: float | None = None
    average_deal: float | None = None
    given: int = 0


@dataclass(frozen=True, slots=True)
class Assignment:
    """One lead given to one rep, and the sentence why."""

    lead_id: str
    rep: str
    why: str


@dataclass(frozen=True, slots=True)
class Leftover:
    """A qualified lead without a rep, and the sentence why it waits."""

    lead_id: str
    why: str


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the ledger; `when` is a local stamp that the action was given."""

    when: dt.datetime
    lead_id: str
    kind: EventKind
    rep: str = ""
    campaign: str = ""
    before: str = ""
    after: str = ""
    amount: float | None = None


@dataclass(frozen=True, slots=True)
class BriefLine:
    """A question with the answer a rep can say; `open` prints it as not answered yet."""

    question: str
    answer: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class BattleRow:
    """One competitor (or doing nothing): what they offer, where we win, where they win."""

    name: str
    they_offer: str
    we_win: str
    they_win: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefPage:
    """Everything that stands on one campaign's briefing page, as plain text.

    Args:
        state: "Draft", "Answers missing", "Ready" or "Issued v3".
        runs: "1 Oct – 30 Nov 2026".
        days_left: days to the deadline; negative when it has passed, None without a deadline.
        answers_filled, answers_needed: of the rows with *Must answer?* Yes.
        matching: inquiries of the campaign that are leads or one answer away.
        why, first_questions: pairs of label and text.
        missing: what is missing or contradictory, one sentence each; printed as open.
        footer: "Autumn Swap, v3".
    """

    campaign: str
    subtitle: str = ""
    state: str = "Draft"
    version: int = 0
    issued: dt.date | None = None
    line_to_say: str = ""
    offer: str = ""
    terms: str = ""
    deadline: dt.date | None = None
    days_left: int | None = None
    runs: str = ""
    owner: str = ""
    product: str = ""
    answers_filled: int = 0
    answers_needed: int = 0
    matching: int = 0
    why: tuple[tuple[str, str], ...] = ()
    who_for: tuple[str, ...] = ()
    who_not: tuple[str, ...] = ()
    asks: tuple[BriefLine, ...] = ()
    objections: tuple[BriefLine, ...] = ()
    battle: tuple[BattleRow, ...] = ()
    first_questions: tuple[tuple[str, str], ...] = ()
    help_us: tuple[str, ...] = ()
    contact: str = ""
    links: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    footer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the sheet *Settings* says, with the defaults of a new book.

    Args:
        home_country: two-letter code, "" when nothing is assumed.
        date_order: "DMY", "MDY" or "" (ambiguous dates are asked).
        period: "month" or "quarter".
        optout_scope: "person" or "channel".
    """

    home_country: str = ""
    date_order: str = ""
    currency: str = "USD"
    period: str = "month"
    zone: str = ""
    language: str = "en"
    optout_scope: str = "person"
    stale_days: int = 180
    cycle_days: int = 30
    attribution_months: int = 18
