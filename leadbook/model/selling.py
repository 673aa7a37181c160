"""Who sells what to whom: reps, quotas, assignments, the ledger, and the settings they are read with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from leadbook.model.words import EventKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Rep:
    """One salesperson as the allocation sees them.

    Args:
        territory: pieces such as "US", "US-CA" or "DE 8*"; empty means everywhere.
        capacity_per_week: leads a week, None when nobody said.
        backlog_cap: open leads at most, None when nobody said.
        away: first and last day of each absence; for somebody new all days before the first.
        since: the first day of somebody new, None when nobody said.
        named_accounts: companies or domains whose leads are theirs before anybody has sold there.
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
    since: dt.date | None = None
    named_accounts: tuple[str, ...] = ()
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
