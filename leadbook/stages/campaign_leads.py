"""The qualified leads that planned campaigns should still bring, by the month in which they can close.

What a campaign should bring, less its qualified inquiries that are in the book already, is spread evenly over the
days it has left. Branding brings no leads. A campaign on several products is split evenly between them: to give the
leads where most are lacking would make every plan look better than anybody knows.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from leadbook.model import Settings, Verdict
from leadbook.stages.forecast import first_to_give, give_by
from leadbook.stages.territory import split_list
from leadbook.stages.wording import as_day, plain_name

BRANDING = "branding"


@dataclass(frozen=True, slots=True)
class CampaignLeads:
    """Leads that one campaign should bring on one product for one period; `product` in lower case."""

    campaign: str
    product: str
    period: dt.date
    leads: int


@dataclass(frozen=True, slots=True)
class Horizon:
    """What is planned: today, the periods with quotas in order, and the products on quota, in lower case."""

    today: dt.date
    periods: Sequence[dt.date]
    products: Sequence[str]
    settings: Settings


def campaign_leads(campaigns: pd.DataFrame, inquiries: pd.DataFrame, horizon: Horizon) -> list[CampaignLeads]:
    """What the campaigns should still bring, in the order of tblCampaigns.

    Args:
        campaigns: columns campaign, type, product, starts, ends, deadline, expected_leads. Without a first day a
            campaign runs already; without a last one it runs to its deadline, and without that as long as leads can
            close in a period with quotas. Of one that is over nothing more is expected.
        inquiries: columns campaign, verdict; the qualified ones are in the book.

    Returns:
        Entries with at least one lead; all of one campaign together are never more than it lacks. A campaign that
        names no product counts evenly for those on quota.
    """
    if not horizon.periods:
        return []
    pairs = zip(inquiries["campaign"].tolist(), inquiries["verdict"].tolist(), strict=True)
    here = Counter(plain_name(name) for name, verdict in pairs if verdict == Verdict.QUALIFIED)
    keys = ("campaign", "type", "product", "starts", "ends", "deadline", "expected_leads")
    found = []
    for name, kind, product, starts, ends, deadline, expected in zip(
        *(campaigns[key].tolist() for key in keys), strict=True
    ):
        left = float(expected) - here[plain_name(name)]
        if not plain_name(name) or plain_name(kind) == BRANDING or not left > 0:  # NaN is not above 0 either
            continue
        first = max(horizon.today, as_day(starts) or horizon.today)
        last = as_day(ends) or as_day(deadline) or give_by(horizon.periods[-1], horizon.settings)
        products = [plain_name(one) for one in split_list(product)] or list(horizon.products)
        found += _spread(" ".join(str(name).split()), products, (first, last, left), horizon)
    return found


def _spread(
    name: str, products: Sequence[str], run: tuple[dt.date, dt.date, float], horizon: Horizon
) -> list[CampaignLeads]:
    """The leads of one campaign over its days; whole leads that add up, at any number of months and products."""
    first, last, left = run
    days = (last - first).days + 1
    found: list[CampaignLeads] = []
    for period in horizon.periods if days > 0 and products else ():
        until = min(last, give_by(period, horizon.settings))
        since = max(first, first_to_give(period, horizon.settings))
        if until < since:
            continue
        start = _so_far(left, (since - first).days, days)
        end = _so_far(left, (until - first).days + 1, days)
        for at, product in enumerate(products):
            leads = _share(end, at, len(products)) - _share(start, at, len(products))
            if leads:
                found.append(CampaignLeads(name, product, period, leads))
    return found


def _so_far(left: float, days: int, of: int) -> int:
    """Whole leads that have come after some of the days."""
    return math.floor(left * days / of + 0.5)


def _share(leads: int, at: int, parts: int) -> int:
    """How many of so many leads fall to one of the products when they take turns."""
    return (leads + parts - 1 - at) // parts
