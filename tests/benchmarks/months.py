"""A month in which leads are handed out: reps with quotas by product, leads with a chance; what a hand-out is worth.

Months are invented here, or made from tables of a CRM (`crm_months`). Rules of other systems (`peer_rules`) and
Leadbook get the same month and give a list: for each lead the position of its rep, -1 when it waits.
"""

import datetime as dt
import math
import random
from dataclasses import dataclass, field

from tests.stages.team import DECEMBER, Team, quota, rep

EARLIER = dt.datetime(2026, 11, 10, 9)
"""A day before the hand-out whose leads count for December and for nobody's week any more."""
KINDS = (
    "one quota a rep", "plain", "little room", "more leads than needed", "overlapping specialists",
    "leads given before",
)  # fmt: skip
STATES = ("CA", "OR", "WA", "NV", "AZ", "UT")


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead: position of its product, its chance to be won, and the state it comes from."""

    product: int
    chance: float
    state: str = "CA"


@dataclass(slots=True)
class Line:
    """A quota of one rep on one product, in money; `given` are the chances of the leads given before."""

    quota: float
    deal: float
    close: float
    given: list = field(default_factory=list)

    @property
    def deals(self):
        """Deals that make it."""
        return math.ceil(round(self.quota / self.deal, 6))

    @property
    def needed(self):
        """Leads that bring so many deals on average."""
        return math.ceil(round(self.deals / self.close, 6))


@dataclass(slots=True)
class Seller:
    """A rep: quotas by position of the product, leads they can take, states they cover (none: all)."""

    lines: dict
    room: int = 0
    states: tuple = ()

    @property
    def needed(self):
        """Leads needed over all products."""
        return sum(line.needed for line in self.lines.values())

    @property
    def quota(self):
        """Money to sell over all products."""
        return sum(line.quota for line in self.lines.values())

    def may_get(self, lead):
        """Whether product and place are theirs."""
        return lead.product in self.lines and (not self.states or lead.state in self.states)


@dataclass(slots=True)
class Month:
    """Reps in the order of the sheet, leads in the order in which they came in."""

    sellers: list
    leads: list
    products: int


def invented(seed, kind="plain"):
    """A month of six reps, three products and 120 leads, or a harder one of KINDS.

    Room is a quarter more than the leads needed. The three products are asked for as 6 : 3 : 1.
    """
    rnd = random.Random(f"{kind} {seed}")
    hard = kind == "overlapping specialists"
    reps, products, leads = (12, 6, 160) if hard else (6, 3, 120)
    sellers = []
    for _ in range(reps):
        sold = rnd.sample(range(products), 2 if hard else rnd.choice([1, 1, 2, 3]))
        lines = {product: _line(rnd, len(sold)) for product in sorted(sold)}
        if kind == "one quota a rep":  # as a manager writes it down by product: in proportion to what is asked for
            whole, asked = _line(rnd, 1), sum((6, 3, 1)[product] for product in sold)
            lines = {product: Line(whole.quota * (6, 3, 1)[product] / asked, whole.deal, whole.close)
                     for product in sorted(sold)}  # fmt: skip
        states = tuple(rnd.sample(STATES, rnd.choice([2, 3, 4]))) if hard and rnd.random() < 0.7 else ()
        sellers.append(Seller(lines, states=states))
    for product in range(products):
        if not any(product in seller.lines for seller in sellers):
            rnd.choice(sellers).lines[product] = _line(rnd, 2)
    for seller in sellers:
        seller.room = math.ceil((0.2 if kind == "little room" else 1.25) * seller.needed)
        if kind == "leads given before":
            for line in seller.lines.values():
                line.given = [_chance(rnd) for _ in range(rnd.choice([0, 0, line.needed // 4, line.needed // 2]))]
    if kind == "more leads than needed":
        leads = round(1.4 * sum(seller.needed for seller in sellers))
    asked = [6, 3, 1] if products == 3 else [1] * products
    return Month(sellers, [Lead(product, _chance(rnd), rnd.choice(STATES))
                           for product in rnd.choices(range(products), weights=asked, k=leads)], products)  # fmt: skip


def _line(rnd, products):
    """A quota on one of so many products of a rep."""
    return Line(rnd.choice([50, 75, 100, 150]) * 1000 / products, rnd.choice([5, 10, 15]) * 1000,
                rnd.choice([0.15, 0.2, 0.25, 0.35]))  # fmt: skip


def _chance(rnd):
    """The chance of a lead to be won: most are small."""
    return round(rnd.betavariate(2, 5), 3)


def by_leadbook(month):
    """The hand-out of Leadbook, through the entry that the command uses."""
    names = [f"Rep {at:03}" for at in range(len(month.sellers))]
    inquiries = [{"product": f"P{lead.product}", "score": 100 * lead.chance, "region": lead.state}
                 for lead in month.leads]  # fmt: skip
    earlier = [(name, product, chance) for name, seller in zip(names, month.sellers, strict=True)
               for product, line in seller.lines.items() for chance in line.given]  # fmt: skip
    leads, events = [], []
    for at, (name, product, chance) in enumerate(earlier):
        key = f"B{at:03}"
        inquiries.append({"lead_id": key, "product": f"P{product}", "score": 100 * chance})
        leads.append({"lead_id": key, "rep": name, "given_on": EARLIER.date(), "status": "New"})
        events.append({"lead_id": key, "event": "Given", "rep": name, "after": name, "when": EARLIER})
    team = Team(
        inquiries,
        [rep(name, capacity_week=seller.room, territory="; ".join(f"US-{state}" for state in seller.states))
         for name, seller in zip(names, month.sellers, strict=True)],
        [quota(name, f"P{product}", quota=line.quota, average_deal=line.deal, close_rate=line.close)
         for name, seller in zip(names, month.sellers, strict=True) for product, line in seller.lines.items()],
        leads=leads, events=events,
    )  # fmt: skip
    given = team.given()
    assert team.plan.period == DECEMBER
    return [names.index(given[key]) if (key := f"L{at:03}") in given else -1 for at in range(len(month.leads))]


def wins(leads, close, most):
    """Expected number of sales from so many leads, those beyond `most` not counted: binomial."""
    total, probability = 0.0, (1 - close) ** leads
    for sales in range(leads + 1):
        total += min(sales, most) * probability
        probability *= (leads - sales) / (sales + 1) * close / (1 - close) if close < 1 else 0.0
    return total if close < 1 else float(min(leads, most))


COLUMNS = (
    "placed", "score placed", "worst share", "spread", "quality spread", "unevenness", "quality unevenness",
    "wrong product", "over capacity", "money", "money to quota", "worst rep", "rep spread", "rep quality spread",
)  # fmt: skip
BY_REP = ("worst rep", "rep spread", "rep quality spread")
"""Columns that add up all products of a rep."""
MORE_IS_BETTER = frozenset({"placed", "score placed", "worst rep", "worst share", "money", "money to quota"})


def measures(month, reps):
    """Column → figure of a hand-out.

    worst share: leads given of leads needed by quota (rep and product), the lowest; spread: the highest less the
    lowest. quality spread: the same for the sum of chances of the leads. The three with “rep” in their name add up
    all leads and needs of a rep, whatever the product. unevenness: the sum of (k - 1/2) / leads needed over the k-th
    leads on quotas, what Leadbook makes least of the ways to give the same leads; quality unevenness: the like for
    sums of chances, half the sum of (sum of chances)² / leads needed. wrong product: leads with a rep without a quota
    on it, or outside their states. money: close rate x average deal of the rep over the leads on their products.
    money to quota: the same, but a rep's sales beyond a quota do not count (binomial). Leads given before count in
    shares and money to quota.
    """
    sellers = month.sellers
    has = [dict.fromkeys(seller.lines, 0) for seller in sellers]
    worth = [{product: sum(line.given) for product, line in seller.lines.items()} for seller in sellers]
    total, quality = [0] * len(sellers), [0.0] * len(sellers)
    for at, seller in enumerate(sellers):
        for product, line in seller.lines.items():
            has[at][product] += len(line.given)
            total[at] += len(line.given)
            quality[at] += sum(line.given)
    earlier, wrong, money = list(total), 0, 0.0
    for lead, rep_at in zip(month.leads, reps, strict=True):
        if rep_at < 0:
            continue
        total[rep_at] += 1
        quality[rep_at] += lead.chance
        if not sellers[rep_at].may_get(lead):
            wrong += 1
            continue
        has[rep_at][lead.product] += 1
        worth[rep_at][lead.product] += lead.chance
        line = sellers[rep_at].lines[lead.product]
        money += line.close * line.deal
    shares = [number / seller.needed for number, seller in zip(total, sellers, strict=True)]
    values = [number / seller.needed for number, seller in zip(quality, sellers, strict=True)]
    lines = [(line, has[at][product]) for at, seller in enumerate(sellers) for product, line in seller.lines.items()]
    by_quota = [number / line.needed for line, number in lines]
    quality_by_quota = [worth[at][product] / line.needed for at, seller in enumerate(sellers)
                        for product, line in seller.lines.items()]  # fmt: skip
    return {
        "placed": sum(at >= 0 for at in reps),
        "score placed": sum(100 * lead.chance for lead, at in zip(month.leads, reps, strict=True) if at >= 0),
        "worst rep": min(shares), "rep spread": max(shares) - min(shares),
        "rep quality spread": max(values) - min(values), "worst share": min(by_quota),
        "spread": max(by_quota) - min(by_quota), "quality spread": max(quality_by_quota) - min(quality_by_quota),
        "unevenness": sum((number**2 - len(line.given) ** 2) / (2 * line.needed) for line, number in lines),
        "quality unevenness": sum(worth[at][product] ** 2 / (2 * line.needed) for at, seller in enumerate(sellers)
                                  for product, line in seller.lines.items()),
        "wrong product": wrong,
        "over capacity": sum(max(0, total[at] - earlier[at] - seller.room) for at, seller in enumerate(sellers)),
        "money": money,
        "money to quota": sum(wins(number, line.close, line.deals) * line.deal for line, number in lines),
    }  # fmt: skip
