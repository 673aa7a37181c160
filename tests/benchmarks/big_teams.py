"""Big invented hand-outs, as numbers and as frames: reps with product quotas, territories and languages."""

import datetime as dt
import math
import random
from dataclasses import dataclass

import numpy as np
import pandas as pd

from leadbook.model import Settings
from leadbook.schema import book
from leadbook.stages.allocate_plan import sales_plan
from tests.stages.sales_rows import frame_of
from tests.stages.sharing_worlds import World
from tests.stages.team import DECEMBER, TODAY

STATES = tuple(f"{at:02}" for at in range(50))
LANGUAGES = ("", "", "English", "Spanish")
PRODUCTS = 8
RATES, DEALS = (0.15, 0.2, 0.25, 0.3), (5_000.0, 7_500.0, 10_000.0)
QUOTAS = (0, 20_000, 50_000, 75_000, 100_000, 150_000)
_AMPLE, _SCARCE = 1.2, 0.6


@dataclass
class Rep:
    """A rep: states they cover (none: all), whether they speak English only, leads they can take, quotas by product."""

    states: frozenset
    english_only: bool
    room: int
    lines: dict


class BigTeam:
    """So many leads for so many reps.

    Args:
        scarce: room for about six leads in ten; otherwise for a fifth more leads than there are.
        generalists: most reps sell everywhere, and three to six of the eight products; otherwise one to four, and
            seven in ten have a territory.
    """

    def __init__(self, leads, reps, *, scarce, generalists=False, seed=1):
        self.generalists = generalists
        rnd = random.Random(f"{seed} {leads} {reps} {scarce}")
        room = (_SCARCE if scarce else _AMPLE) * leads / reps
        self.reps = [self._rep(rnd, room, leads / reps / 50) for _ in range(reps)]
        self.leads = sorted(
            ((rnd.randrange(PRODUCTS), rnd.choice(STATES), rnd.choice(LANGUAGES), float(rnd.randint(20, 100)))
             for _ in range(leads)),
            key=lambda lead: -lead[3],
        )  # fmt: skip

    def _rep(self, rnd, room, size):
        """One rep; quotas grow with the number of leads for each rep."""
        states = frozenset(() if rnd.random() < 0.3 else rnd.sample(STATES, rnd.choice([5, 10, 15, 25])))
        english, most = rnd.random() < 0.2, math.ceil(room * rnd.uniform(0.6, 1.4))
        lines = {product: (rnd.choice(QUOTAS) * size, rnd.choice(DEALS), rnd.choice(RATES))
                 for product in rnd.sample(range(PRODUCTS), rnd.choice([1, 2, 3, 4]))}  # fmt: skip
        if self.generalists:
            states = frozenset() if rnd.random() < 0.7 else states
            lines = {product: (rnd.choice(QUOTAS) * size, rnd.choice(DEALS), rnd.choice(RATES))
                     for product in rnd.sample(range(PRODUCTS), rnd.choice([3, 4, 5, 6]))}  # fmt: skip
        return Rep(states, english, most, lines)

    def _mask(self, product, state, language):
        """Who may get such a lead."""
        return sum(
            1 << at for at, rep in enumerate(self.reps)
            if product in rep.lines and (not rep.states or state in rep.states)
            and (language in ("", "English") or not rep.english_only)
        )  # fmt: skip

    def world(self):
        """The hand-out as numbers."""
        known = {}
        masks = []
        for product, state, language, _ in self.leads:
            key = product, state, language
            if key not in known:
                known[key] = self._mask(*key)
            masks.append(known[key])
        needed = [[_needed(rep.lines.get(product)) for product in range(PRODUCTS)] for rep in self.reps]
        reps = len(self.reps)
        return World(
            product=[lead[0] for lead in self.leads], mask=masks, score=[lead[3] for lead in self.leads],
            now=[-1] * len(masks), needed=needed, count=[[0] * PRODUCTS for _ in range(reps)],
            room=[rep.room for rep in self.reps], promise=[0] * reps, liked=[0] * reps, kept={},
        )  # fmt: skip

    def frames(self):
        """The hand-out as the command gets it: tblLeads, tblInquiries and the plan."""
        keys = [f"L{at:06}" for at in range(len(self.leads))]
        product, state, language, score = (list(column) for column in zip(*self.leads, strict=True))
        product = [f"P{at}" for at in product]
        inquiries = frame("inquiries", len(keys), lead_id=keys, verdict="Qualified", product=product, country="US",
                          region=state, language=language, score=score, company=[f"Company {at}" for at in keys],
                          email=[f"ann@{key.casefold()}.example" for key in keys])  # fmt: skip
        leads = frame("leads", len(keys), lead_id=keys, product=product, score=score, status="Waiting",
                      company=[f"Company {at}" for at in keys])  # fmt: skip
        names = [f"Rep {at:03}" for at in range(len(self.reps))]
        reps = [{"rep": name, "territory": "; ".join(f"US-{state}" for state in sorted(rep.states)), "active": "Yes",
                 "languages": "English" if rep.english_only else "", "capacity_week": rep.room}
                for name, rep in zip(names, self.reps, strict=True)]  # fmt: skip
        quotas = [{"rep": name, "product": f"P{at}", "period": DECEMBER, "quota": quota, "average_deal": deal,
                   "close_rate": rate} for name, rep in zip(names, self.reps, strict=True)
                  for at, (quota, deal, rate) in sorted(rep.lines.items())]  # fmt: skip
        tables = {key: frame_of(key) for key in ("away", "customers", "events")}
        tables |= {"reps": frame_of("reps", *reps), "quotas": frame_of("quotas", *quotas)}
        return leads, inquiries, sales_plan(tables, Settings(), TODAY)[0]


def _needed(line):
    """Leads needed for a quota (quota, average deal, close rate)."""
    if line is None:
        return 0
    quota, deal, rate = line
    return math.ceil(round(math.ceil(round(quota / deal, 6)) / rate, 6))


def frame(key, rows, **columns):
    """A typed frame of a table, blank but for these columns (a list, or one value for all rows)."""
    data = {}
    for column in book.table(key).columns:
        values = columns.get(column.key)
        if column.kind.is_number:
            data[column.key] = np.full(rows, np.nan) if values is None else np.array(values, dtype="float64")
        elif column.kind.is_date:
            blank = pd.NaT if values is None else pd.Timestamp(values)
            data[column.key] = pd.Series([blank] * rows, dtype="datetime64[us]")
        else:
            values = "" if values is None else values
            data[column.key] = pd.Series([values] * rows if isinstance(values, str) else values, dtype=object)
    return pd.DataFrame(data)


def as_worked_on(leads):
    """tblLeads as reps have it: with the words that Leadbook and a person put beside each lead."""
    size = len(leads)
    words = {
        "contact": "Ann Berg", "role": "Owner", "need": "Our old unit fails twice a week.", "buying_by": "3 months",
        "how_got_name": "On 20 Nov 2026 they wrote in the form of Autumn Swap: “Our old unit fails twice a week.”",
        "rep": "Rep 001", "why_rep": "Only Dana Whitfield sells it here; had 12 of the 23 leads needed.",
    }  # fmt: skip
    given = pd.Series([pd.Timestamp(dt.date(2026, 11, 23))] * size, dtype="datetime64[us]")
    return leads.assign(**{key: pd.Series([text] * size, dtype=object) for key, text in words.items()}, given_on=given)
