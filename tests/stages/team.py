"""A small book for tests of the hand-out: qualified inquiries, reps, quotas, and the Monday on which it happens."""

import datetime as dt

from leadbook.model import Settings
from leadbook.stages.allocate import allocate
from leadbook.stages.allocate_plan import sales_plan
from leadbook.stages.leads import sync_leads
from tests.stages.sales_rows import frame_of

TODAY = dt.date(2026, 11, 23)
DECEMBER = dt.date(2026, 12, 1)


def quota(rep, product="XX-200", **more):
    """A December quota that needs 12 leads: 3 deals of 10,000 at a quarter."""
    given = {"rep": rep, "product": product, "period": DECEMBER, "quota": 30_000, "close_rate": 0.25,
             "average_deal": 10_000}  # fmt: skip
    return given | more


class Team:
    """A book with qualified inquiries, reps and quotas."""

    def __init__(self, inquiries, reps, quotas, **tables):
        base = {"verdict": "Qualified", "product": "XX-200", "country": "US", "region": "CA", "score": 50}
        self.inquiries = frame_of("inquiries", *[base | {"lead_id": f"L{at:03}"} | row for at, row in
                                                 enumerate(inquiries)])  # fmt: skip
        self.tables = {key: frame_of(key, *tables.get(key, ())) for key in ("away", "customers", "events", "rules")}
        self.tables |= {"reps": frame_of("reps", *reps), "quotas": frame_of("quotas", *quotas)}
        self.settings = tables.get("settings", Settings())
        self.plan, self.findings = sales_plan(self.tables, self.settings, TODAY)
        self.leads = sync_leads(
            frame_of("leads", *tables.get("leads", ())), self.inquiries, self.tables["events"], frame_of("campaigns"),
            TODAY,
        ).frame  # fmt: skip

    def allocate(self, **more):
        return allocate(self.leads, self.inquiries, self.plan, TODAY, **more)

    def given(self, **more):
        """Lead → rep."""
        return {one.lead_id: one.rep for one in self.allocate(**more).assignments}

    def why_waiting(self):
        """The sentence of the only waiting lead."""
        (left,) = self.allocate().leftovers
        return left.why


def rep(name, **more):
    return {"rep": name, **more}
