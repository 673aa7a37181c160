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
class Measured:
    """What a rep's own closed leads on one product show, shrunk to what the team's other reps show.

    The team's leads count as at most ten of one's own: `lent` of them, which closed at the team's rate. The close
    rate then follows Beta(`alpha`, `beta`), with 1/2 and 1/2 before anything was seen (Jeffreys' prior).

    Args:
        wins, closed: own leads sold, and sold or lost.
        team_wins, team_closed: the same of all other reps on the product.
        lent: how many leads the team's count as.
        deal: average amount of a sale, shrunk likewise; None where nothing was sold for money.
    """

    wins: int = 0
    closed: int = 0
    team_wins: int = 0
    team_closed: int = 0
    lent: int = 0
    deal: float | None = None

    @property
    def team_rate(self) -> float:
        """Share of the others' closed leads that were sold; 0 where there are none."""
        return self.team_wins / self.team_closed if self.team_closed else 0.0

    @property
    def rate(self) -> float | None:
        """The close rate as it is shown: the mean of own and lent leads; None where there are none."""
        total = self.closed + self.lent
        return (self.wins + self.lent * self.team_rate) / total if total else None

    @property
    def alpha(self) -> float:
        """First parameter of the close rate's Beta distribution."""
        return 0.5 + self.wins + self.lent * self.team_rate

    @property
    def beta(self) -> float:
        """Second parameter of it."""
        return 0.5 + (self.closed - self.wins) + self.lent * (1 - self.team_rate)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaLine:
    """One rep's quota on one product for one period, with what is still needed.

    Money or units according to `unit`; `close_rate` is a share from 0 to 1. Close rate and average deal are the
    figures that count.

    Args:
        given: leads given for the period.
        beta: parameters of the close rate's distribution where the measured rate counts; None: it is taken as known.
        rate_from: where the rate comes from, in words: “entered”, “5 of 20, team 24 %”; "" where there is none.
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
    beta: tuple[float, float] | None = None
    rate_from: str = ""

    @property
    def gap(self) -> float:
        """What is still to be sold: quota less booked less pipeline, never below 0."""
        return max(0.0, self.quota - self.booked - self.pipeline)


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
        measured_from: closed leads of a rep on a product from which on the measured close rate counts.
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
    measured_from: int = 20
