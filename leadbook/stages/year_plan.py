"""Rows of tblPlan: qualified leads the months ahead need by product, and what the planned campaigns should bring."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
import pandas as pd

from leadbook.model import Settings
from leadbook.schema import book, frames
from leadbook.stages.campaign_leads import CampaignLeads, Horizon, campaign_leads
from leadbook.stages.forecast import first_to_give, give_by
from leadbook.stages.wording import as_day, count, days_between, listed

NONE_PLANNED = "No campaign brings any yet: what could?"
SUMS = ("leads_needed", "leads_50", "leads_80", "leads_90", "given")


def year_plan(
    forecast: pd.DataFrame, campaigns: pd.DataFrame, inquiries: pd.DataFrame, settings: Settings, today: dt.date
) -> pd.DataFrame:  # fmt: skip
    """Rows of tblPlan, by month and product.

    Args:
        forecast: rows of tblForecast. campaigns, inquiries: the tables by schema keys.

    Returns:
        All keys of tblPlan, values of formula columns as the sheet computes them (NaN where it shows ""). Sums leave
        out quotas whose close rate or average deal are not known; a note says so.
    """
    groups: dict[tuple[dt.date, str], list[dict[str, object]]] = {}
    for cells in forecast.to_dict("records"):
        row: dict[str, object] = {str(key): value for key, value in cells.items()}
        day = as_day(row["month"])
        if day is not None:
            groups.setdefault((day, str(row["product"]).casefold()), []).append(row)
    horizon = Horizon(today, sorted({day for day, _ in groups}), sorted({name for _, name in groups}), settings)
    coming = campaign_leads(campaigns, inquiries, horizon)
    rows = []
    for key in sorted(groups):
        bring = [one for one in coming if (one.period, one.product) == key]
        rows.append(_row(key[0], groups[key], bring, horizon))
    return frames.from_rows(book.table("plan"), rows)


def _row(
    month: dt.date, quotas: Sequence[dict[str, object]], bring: Sequence[CampaignLeads], horizon: Horizon
) -> dict[str, object]:
    """One month and product by schema keys; None for blank."""
    sums = {key: _sum([row[key] for row in quotas]) for key in SUMS}
    lacking, expected = _sum([row["short_by"] for row in quotas]), sum(one.leads for one in bring)
    needs, have = sums["leads_80"], (sums["given"] or 0.0) + expected
    short = max(0.0, (lacking or 0.0) - expected)
    unknown = sum(row["leads_80"] != row["leads_80"] for row in quotas)
    return {
        "month": month, "product": quotas[0]["product"], **sums, "expected": expected, "lacking": lacking,
        "coverage": have / needs if needs else None, "short_by": short,
        "campaigns": "; ".join(dict.fromkeys(one.campaign for one in bring)),
        "note": _note(short, (have, sums["leads_50"]), unknown, "" if bring else NONE_PLANNED,
                      window(month, horizon.settings, horizon.today)),
    }  # fmt: skip


def _sum(values: Sequence[object]) -> float | None:
    """The sum of the known values; None where none is known."""
    known = [float(value) for value in values if value == value]  # type: ignore[arg-type]
    return sum(known) if known else None


def _note(short: float, even: tuple[float, float | None], unknown: int, none_planned: str, days: str) -> str:
    """What is missing and until when leads would have to come, for a person.

    Args:
        even: leads there are, and leads an even chance takes.
    """
    said = []
    if short:
        said.append(f"{count(short, 'more lead')} would make it 80 % sure; they can come {days}.")
        have, half = even
        if half is not None and have < half:
            said.append(f"Brown-out: an even chance takes {half:,.0f}, there are {have:,.0f}.")
        if none_planned:
            said.append(none_planned)
    elif not unknown:
        said.append("80 % sure with the leads given and expected.")
    if unknown:
        quotas = "1 quota is" if unknown == 1 else f"{unknown} quotas are"
        said.append(f"{quotas} left out: close rate or average deal not known.")
    return " ".join(said)


def window(month: dt.date, settings: Settings, today: dt.date) -> str:
    """The days on which leads for a period can come: “from 30 Jan to 1 Mar 2027”, “until 1 Dec 2026”."""
    first, last = first_to_give(month, settings), give_by(month, settings)
    if first <= today:
        return days_between(None, last)
    return f"from {days_between(first, last).replace(' – ', ' to ')}"


def brown_outs(plan: pd.DataFrame) -> list[tuple[dt.date, float, float]]:
    """Months whose given and expected leads are fewer than an even chance takes: first day, leads, leads it takes.

    Args:
        plan: rows of tblPlan.
    """
    found = []
    for month, rows in plan.groupby("month", sort=True):
        have, half = float(rows[["given", "expected"]].sum().sum()), float(rows["leads_50"].sum())
        day = as_day(month)
        if day is not None and np.isfinite(half) and have < half:
            found.append((day, have, half))
    return found


def campaigns_of(plan: pd.DataFrame, month: dt.date) -> str:
    """The campaigns that bring leads for a month, as a list of names; "" where there is none."""
    rows = plan.loc[plan["month"] == pd.Timestamp(month), "campaigns"]
    names = dict.fromkeys(name.strip() for text in rows for name in str(text).split(";") if name.strip())
    return listed(list(names))
