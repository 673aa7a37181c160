"""Months made from the public tables of a CRM: opportunities by the day they began, closed ones as what was known.

The tables (Maven Analytics, “CRM Sales Opportunities”: accounts.csv, products.csv, sales_pipeline.csv and
sales_teams.csv) are read from a folder that the caller names; they are no part of this project.
"""

import csv
import datetime as dt
import math
from collections import Counter, defaultdict

from tests.benchmarks.months import Lead, Line, Month, Seller

GROWTH = 1.1
"""The invented quota: what an agent sold of a product in an average month so far, and a tenth more."""
STEADY = 20
"""Closed opportunities that an account's own rate needs to count as much as the rate of the product."""


def day(text):
    """A date as month/day/year or year-month-day, None for a blank."""
    if not text:
        return None
    return dt.datetime.strptime(text, "%m/%d/%Y" if "/" in text else "%Y-%m-%d").date()


class Tables:
    """The opportunities, and the months that can be made of them.

    Args:
        folder: where the four tables are.
    """

    def __init__(self, folder):
        def rows(name):
            with (folder / name).open(encoding="utf-8-sig", newline="") as file:
                return list(csv.DictReader(file))

        self.agents = [row["sales_agent"] for row in rows("sales_teams.csv")]
        self.products = [row["product"] for row in rows("products.csv")]
        self.accounts = {row["account"] for row in rows("accounts.csv")}
        place = {name.replace(" ", "").casefold(): at for at, name in enumerate(self.products)}
        self.rows = [
            {"agent": row["sales_agent"], "product": place[row["product"].replace(" ", "").casefold()],
             "account": row["account"], "stage": row["deal_stage"], "began": day(row["engage_date"]),
             "closed": day(row["close_date"]), "value": float(row["close_value"] or 0)}
            for row in rows("sales_pipeline.csv")
        ]  # fmt: skip

    def months(self):
        """A month for each one that has opportunities and closed ones before it, in order."""
        first = min(row["closed"] for row in self.rows if row["closed"])
        starts = sorted({row["began"].replace(day=1) for row in self.rows if row["began"]})
        return [self.month(start) for start in starts if start > first]

    def month(self, start):
        """The opportunities that began in a month, and what was known on its first day.

        A rep sells what they won before; close rates are (won + 1/2) / (closed + 1) of the agent and product, deals
        the mean of those won. The chance of a lead is the rate of its account, drawn towards that of its product.
        """
        known = [row for row in self.rows if row["closed"] and row["closed"] < start]
        past = len({(row["closed"].year, row["closed"].month) for row in known})
        won, closed = defaultdict(list), Counter()
        for row in known:
            closed[row["agent"], row["product"]] += 1
            if row["stage"] == "Won":
                won[row["agent"], row["product"]].append(row["value"])
        sellers = []
        for agent in self.agents:
            lines = {
                product: Line(GROWTH * sum(values) / past, sum(values) / len(values),
                              (len(values) + 0.5) / (closed[agent, product] + 1))
                for product in range(len(self.products)) if (values := won.get((agent, product)))
            }  # fmt: skip
            if lines:
                sellers.append(Seller(lines))
        for seller in sellers:
            seller.room = math.ceil(1.25 * seller.needed)
        chance = self.chances(known)
        began = [row for row in self.rows if row["began"] and row["began"].replace(day=1) == start]
        began.sort(key=lambda row: row["began"])
        leads = [Lead(row["product"], chance(row["product"], row["account"])) for row in began]
        return Month(sellers, leads, len(self.products))

    def chances(self, known):
        """(product, account) → chance, from opportunities closed so far."""
        by_product, by_account = defaultdict(Counter), defaultdict(Counter)
        for row in known:
            by_product[row["product"]][row["stage"]] += 1
            by_account[row["account"]][row["stage"]] += 1

        def chance(product, account):
            stages = by_product[product]
            base = (stages["Won"] + 0.5) / (stages.total() + 1)
            own = by_account[account] if account in self.accounts else Counter()
            return round((own["Won"] + STEADY * base) / (own.total() + STEADY), 3)

        return chance

    def says(self):
        """What these months are, and what they cannot tell."""
        undated = sum(row["began"] is None for row in self.rows)
        active = len({row["agent"] for row in self.rows})
        return (
            f"{len(self.rows):,} opportunities of {active} of {len(self.agents)} agents on {len(self.products)}"
            f" products; {undated} without a first day are left out, and the months before the first one closed.\n"
            "Quotas are invented (sales of an average month so far, and a tenth more); close rates, deals and chances"
            " are measured from opportunities closed before the month.\n"
            "What another mix of reps and products would really have won cannot be known from these tables: each"
            " opportunity closed once, with the agent it had. Money is what the measured rates expect."
        )  # fmt: skip
