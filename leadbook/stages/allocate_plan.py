"""What a hand-out stands on: reps with their absences, quotas, account owners, settings and the ledger so far."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from leadbook.errors import DuplicateRep
from leadbook.fields.company import company_key
from leadbook.fields.email import FREE
from leadbook.model import Finding, QuotaLine, Rep, Settings, Severity
from leadbook.schema import book
from leadbook.schema.core import HEADER_ROW
from leadbook.stages.agreed import UNTOUCHED, agreed
from leadbook.stages.forecast import period_before, period_of
from leadbook.stages.quotas import read_quotas
from leadbook.stages.territory import not_understood, split_list
from leadbook.stages.wording import as_day, plain_name

EVERYONE = "everyone"
WORKING_DAYS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class SalesPlan:
    """The sales side of a hand-out.

    Args:
        reps: in the order of tblReps, which settles ties.
        quotas: lines of the period; a rep gets leads on these products only.
        customers: tblCustomers; a lead of an account goes to its owner.
        events: tblEvents so far; leads given in the last seven days use up the week's capacity.
        period: first day of the month or quarter the leads are given for.
        earlier: the quotas of the period before, for the fairness over time.
        untouched_days: working days after which a lead that nobody called goes to somebody else; None: never.
    """

    reps: tuple[Rep, ...]
    quotas: tuple[QuotaLine, ...]
    customers: pd.DataFrame
    settings: Settings
    events: pd.DataFrame
    period: dt.date
    earlier: tuple[QuotaLine, ...] = ()
    untouched_days: float | None = None


def sales_plan(
    tables: Mapping[str, pd.DataFrame], settings: Settings, today: dt.date, top: int = HEADER_ROW
) -> tuple[SalesPlan, tuple[Finding, ...]]:
    """The plan from the tables reps, away, quotas, customers, events and (where given) rules.

    Args:
        top: row of the header on the sheet Reps.

    Raises:
        DuplicateRep: two reps have one name.
    """
    period = period_of(today, settings)
    reps, about_reps = read_reps(tables["reps"], tables["away"], top)
    quotas, about_quotas = read_quotas(tables["quotas"], period, settings, reps)
    plan = SalesPlan(
        reps=reps, quotas=quotas, customers=tables["customers"], settings=settings, events=tables["events"],
        period=period, earlier=read_quotas(tables["quotas"], period_before(period, settings), settings, reps)[0],
        untouched_days=agreed(tables["rules"], UNTOUCHED) if "rules" in tables else None,
    )  # fmt: skip
    return plan, (*about_reps, *about_quotas, *_strange_owners(tables["customers"], reps))


def read_reps(
    reps: pd.DataFrame, away: pd.DataFrame, top: int = HEADER_ROW
) -> tuple[tuple[Rep, ...], tuple[Finding, ...]]:
    """The reps of tblReps with their absences of tblAway, and findings for what is not understood.

    Raises:
        DuplicateRep: two reps have one name.
    """
    findings: list[Finding] = []
    found: dict[str, Rep] = {}
    named: dict[str, str] = {}
    absences = _absences(away, {str(name).strip().casefold() for name in reps["rep"]}, findings)
    for at, cells in enumerate(reps.to_dict("records"), start=1):
        row: dict[str, object] = {str(key): value for key, value in cells.items()}
        name = " ".join(str(row["rep"]).split())
        if not name:
            continue
        if name.casefold() in found:
            raise DuplicateRep(
                f"“{name}” is there twice.", f"sheet “Reps”, row {top + at}",
                "Give each rep a name of their own, for example with an initial, or delete one of the rows.",
            )  # fmt: skip
        if wrong := not_understood(split_list(str(row["territory"]))):
            findings.append(
                Finding("territory_not_understood", "tblReps", at, "Territory",
                        f"“{wrong[0]}” is not like US, US-CA or DE 8*; this piece holds nobody.", Severity.ASK)
            )  # fmt: skip
        findings += _named_twice(name, split_list(str(row["named_accounts"])), named, at)
        since = as_day(row["since"])
        before = ((dt.date.min, since - dt.timedelta(days=1)),) if since is not None else ()
        away_days = (*absences.get(name.casefold(), ()), *absences.get(EVERYONE, ()), *before)
        found[name.casefold()] = _rep(name, row, tuple(sorted(away_days)), len(found))
    return tuple(found.values()), tuple(findings)


def _rep(name: str, row: Mapping[str, object], away: tuple[tuple[dt.date, dt.date], ...], order: int) -> Rep:
    """One row of tblReps."""
    numbers = {key: _number(row[key]) for key in (
        "capacity_week", "backlog_cap", "promised_minimum", "personal_goal", "commission_cap", "open_leads",
    )}  # fmt: skip
    return Rep(
        name=name, email=str(row["email"]).strip(), active=str(row["active"]).strip().casefold() != "no",
        territory=split_list(str(row["territory"])), languages=split_list(str(row["languages"])),
        preferred_products=split_list(str(row["preferred_products"])), capacity_per_week=numbers["capacity_week"],
        backlog_cap=numbers["backlog_cap"], promised_minimum=numbers["promised_minimum"],
        personal_goal=numbers["personal_goal"], commission_cap=numbers["commission_cap"],
        open_leads=int(numbers["open_leads"] or 0), away=away, order=order, since=as_day(row["since"]),
        named_accounts=split_list(str(row["named_accounts"])),
    )  # fmt: skip


def promised_leads(rep: Rep, months: int) -> int | None:
    """Whole leads promised to a rep for a period of so many months; None when nothing was promised."""
    minimum = rep.promised_minimum
    return None if minimum is None else math.ceil(round(minimum * months, 6))  # 7/3 in three months is 7, not 8


def _number(value: object) -> float | None:
    """A number from 0, None when it is blank."""
    number = float(value)  # type: ignore[arg-type]
    return max(0.0, number) if number == number else None


def _absences(
    away: pd.DataFrame, names: set[str], findings: list[Finding]
) -> dict[str, tuple[tuple[dt.date, dt.date], ...]]:
    """Lower-case name (or “everyone”) → first and last day of each absence."""
    absences: dict[str, tuple[tuple[dt.date, dt.date], ...]] = {}
    table = book.table("away")

    def say(row: int, key: str, code: str, note: str) -> None:
        findings.append(Finding(code, table.name, row, table.column(key).header, note, Severity.ASK))

    for at, (rep, first, last) in enumerate(zip(away["rep"], away["from"], away["to"], strict=True), start=1):
        name, begins = plain_name(rep), as_day(first)
        ends = as_day(last) or begins
        if not name and begins is None:
            continue
        if name not in names and name != EVERYONE:
            say(at, "rep", "rep_unknown", "This rep is not on Reps.")
        elif begins is None or ends is None:
            say(at, "from", "absence_without_day", "Without a first day this absence does not count.")
        elif ends < begins:
            say(at, "to", "absence_ends_before_it_starts", "The last day is before the first.")
        else:
            absences[name] = (*absences.get(name, ()), (begins, ends))
    return absences


def away_until(rep: Rep, today: dt.date) -> dt.date | None:
    """The last day of the absence that today falls into, following absences that adjoin; None when they are here."""
    until: dt.date | None = None
    day = today
    for first, last in sorted(rep.away):
        if first <= day <= last:
            until, day = last, last + dt.timedelta(days=1)
    return until


def days_here(rep: Rep, today: dt.date) -> int:
    """Working days (Monday to Friday) of the coming seven days on which a rep is here: 0 to 5."""
    coming = (today + dt.timedelta(days=more) for more in range(7))
    return sum(is_working_day(rep, day) for day in coming)


def is_away(rep: Rep, day: dt.date) -> bool:
    """Whether a day falls into an absence of a rep."""
    return any(first <= day <= last for first, last in rep.away)


def is_working_day(rep: Rep, day: dt.date) -> bool:
    """Whether a rep works on a day: no weekend, no holiday, no absence."""
    return day.weekday() < WORKING_DAYS and not is_away(rep, day)


Owner = tuple[int, bool]
"""Position of a rep, and whether it is only a named account: one that they are to win."""


def owners(customers: pd.DataFrame, reps: Sequence[Rep]) -> tuple[dict[str, Owner], dict[str, Owner]]:
    """Key of a company → the owning rep, and mail domain → the same; unknown owners are left out.

    Companies are compared without case, accents and legal form. A domain where anybody has a mailbox says nothing.
    Who owns a customer comes before who has it as a named account; of two of these the upper row of Reps.
    """
    place = {rep.name.casefold(): at for at, rep in enumerate(reps)}
    companies: dict[str, Owner] = {}
    domains: dict[str, Owner] = {}
    for company, domain, owner in zip(customers["company"], customers["domain"], customers["owner"], strict=True):
        at = place.get(plain_name(owner))
        if at is None:
            continue
        if key := company_key(str(company)):
            companies.setdefault(key, (at, False))
        host = host_of(str(domain))
        if host and host not in FREE:
            domains.setdefault(host, (at, False))
    for at, rep in enumerate(reps):
        for name in rep.named_accounts:
            if is_host(name) and host_of(name) not in FREE:
                domains.setdefault(host_of(name), (at, True))
            elif key := company_key(name):
                companies.setdefault(key, (at, True))
    return companies, domains


def is_host(name: str) -> bool:
    """Whether somebody wrote a domain and no name of a company.

    >>> is_host("brook.example"), is_host("Dr. Brook"), is_host("Brook Inc.")
    (True, False, False)
    """
    return "." in name.strip(" .") and " " not in name.strip() and "@" not in name


def host_of(text: str) -> str:
    """The host of an address as people write it: a domain, an e-mail address or a link.

    >>> host_of("https://www.Brook.example/about"), host_of("zoe@brook.example"), host_of("")
    ('brook.example', 'brook.example', '')
    """
    plain = text.strip().casefold().rpartition("//")[2].rpartition("@")[2]
    return plain.split("/")[0].split(":")[0].removeprefix("www.").strip(".")


def _strange_owners(customers: pd.DataFrame, reps: Sequence[Rep]) -> tuple[Finding, ...]:
    """Findings for owners of accounts who are not on Reps; without reps nothing can be said."""
    names = {rep.name.casefold() for rep in reps}
    table = book.table("customers")
    return tuple(
        Finding("rep_unknown", table.name, at, table.column("owner").header,
                "This owner is not on Reps, so the account counts as without an owner.", Severity.ASK)
        for at, owner in enumerate(customers["owner"], start=1)
        if names and str(owner).strip() and plain_name(owner) not in names
    )  # fmt: skip


def _named_twice(rep: str, accounts: Sequence[str], named: dict[str, str], row: int) -> list[Finding]:
    """Findings for named accounts of a rep that an upper one has too; `named` is account → rep so far, added to."""
    column = book.table("reps").column("named_accounts").header
    found = []
    for name in accounts:
        other = named.setdefault(host_of(name) if is_host(name) else company_key(name) or name, rep)
        if other != rep:
            note = f"“{name}” is a named account of {other} too; {other}, who stands above, gets its leads."
            found.append(Finding("account_named_twice", "tblReps", row, column, note, Severity.ASK))
    return found
