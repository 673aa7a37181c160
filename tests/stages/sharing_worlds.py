"""Invented hand-outs for the sharing: leads in the order of preference, and where the reps stand.

A world is plain numbers, so that an independent model, the sharing and a benchmark can all be given the same one.
"""

import math
import random
from dataclasses import dataclass, field

KINDS = (
    "ample", "scarce", "specialists", "locks and absences", "at quota", "promises", "preferences", "equal scores",
    "no room", "everything",
)  # fmt: skip
MOVING = ("moving", "moving, little room")
"""Leads that have a rep and may change."""
NO_LIMIT = 10**9


@dataclass
class World:
    """A hand-out as `Pool` and `Stand` take it: the first four by lead, then by rep (and product).

    `kept` counts the leads a rep has already, by (rep, product, band of scores).
    """

    product: list = field(default_factory=list)
    mask: list = field(default_factory=list)
    score: list = field(default_factory=list)
    now: list = field(default_factory=list)
    needed: list = field(default_factory=list)
    count: list = field(default_factory=list)
    room: list = field(default_factory=list)
    promise: list = field(default_factory=list)
    liked: list = field(default_factory=list)
    kept: dict = field(default_factory=dict)

    def pool(self):
        """What `Pool` is made of."""
        return {key: list(getattr(self, key)) for key in ("product", "mask", "score", "now")}

    def stand(self):
        """What `Stand` is made of."""
        return {
            "needed": [list(row) for row in self.needed], "count": [list(row) for row in self.count],
            "room": list(self.room), "promise": list(self.promise), "liked": list(self.liked), "kept": dict(self.kept),
        }  # fmt: skip


def band(score):
    """The band of a score: ten points wide, -1 for a lead without one."""
    return math.floor(score / 10)


def needs(rnd):
    """A few numbers of leads needed whose least common multiple is small, so that shares of them are whole."""
    times = rnd.choice([1, 1, 10])
    while True:
        found = [rnd.randint(1, 40) * times for _ in range(4)]
        if math.lcm(*found) <= 60_000:
            return found


def world(seed, kind, most_reps=8, most_products=4, most_leads=60):
    """A random hand-out of a kind (one of KINDS or of MOVING)."""
    rnd = random.Random(f"{kind} {seed}")
    mixed = kind == "everything" or kind in MOVING

    def has(what, chance=0.6):
        return kind == what or (mixed and rnd.random() < chance)

    reps, products = rnd.randint(2, most_reps), rnd.randint(1, most_products)
    leads = rnd.randint(max(1, most_leads // 6), most_leads)
    made = World()
    _reps(made, rnd, has, (reps, products))
    _rooms(made, rnd, has, leads)
    _leads(made, rnd, has, leads)
    if kind == "moving, little room":
        most = rnd.randint(1, max(1, leads // reps))
        made.room = [min(room, most) for room in made.room]
    if kind in MOVING:
        made.now = [rnd.choice([-1, *_bits(mask)]) if rnd.random() < 0.8 else -1 for mask in made.mask]
    return made


def tiny(seed, kind):
    """A hand-out small enough to try every possibility."""
    return world(seed, kind, most_reps=3, most_products=2, most_leads=6)


def _reps(made, rnd, has, size):
    """Needs, leads given before, preferences."""
    reps, products = size
    palette = needs(rnd)
    at_quota = 0.4 if has("at quota") else 0.0
    before = 0.7 if has("locks and absences") else 0.3
    for rep in range(reps):
        made.needed.append([0 if rnd.random() < at_quota else rnd.choice(palette) for _ in range(products)])
        made.count.append([0] * products)
        for product in range(products):
            while rnd.random() < before and made.count[rep][product] < 12:
                key = (rep, product, rnd.randint(-1, 10))
                made.kept[key] = made.kept.get(key, 0) + 1
                made.count[rep][product] += 1
    wishes = 0.7 if has("preferences") else 0.0
    made.liked = [rnd.randrange(1, 2**products) if rnd.random() < wishes else 0 for _ in range(reps)]


def _rooms(made, rnd, has, leads):
    """Room and promised minimums: for all leads about one and a half times over, or for a part of them."""
    reps = len(made.needed)
    tight = rnd.uniform(0.2, 0.8) if has("scarce", 0.4) else rnd.uniform(1.0, 2.0)
    made.room = [round(tight * leads / reps * rnd.uniform(0.3, 1.7)) for _ in range(reps)]
    if has("ample", 0.3):
        made.room = [NO_LIMIT if rnd.random() < 0.5 else room for room in made.room]
    if has("no room", 0.4):
        made.room = [0 if rnd.random() < 0.4 else room for room in made.room]
    promises = 0.6 if has("promises") else 0.0
    most = max(1, 2 * leads // reps)
    made.promise = [rnd.randint(1, most) if rnd.random() < promises else 0 for _ in range(reps)]


def _leads(made, rnd, has, leads):
    """Products, who may get them, scores."""
    reps, products = len(made.needed), len(made.needed[0])
    sells = [0] * products
    few = has("specialists")
    for rep in range(reps):
        for product in rnd.sample(range(products), rnd.randint(1, min(2, products)) if few else products):
            sells[product] |= 1 << rep
    away = sum(1 << rep for rep in range(reps) if rnd.random() < 0.3) if has("locks and absences") else 0
    areas = [sum(1 << rep for rep in range(reps) if rnd.random() < 0.6) for _ in range(rnd.randint(1, 5))]
    steps = rnd.choice([(5, 20), (10, 3), (50, 2)]) if has("equal scores") else rnd.choice([(1, 100), (0.25, 400)])
    scores = sorted((rnd.randint(0, steps[1]) * steps[0] if rnd.random() < 0.97 else -1 for _ in range(leads)),
                    reverse=True)  # fmt: skip
    for score in scores:
        product = rnd.randrange(products) if rnd.random() < 0.97 else -1
        mask = sells[product] & rnd.choice(areas) & ~away if product >= 0 else 0
        if few and mask and rnd.random() < 0.1:  # the owner of an account
            mask = 1 << rnd.choice(_bits(mask))
        made.product.append(product)
        made.mask.append(mask)
        made.score.append(float(score))
    made.now = [-1] * leads


def _bits(mask):
    """Positions of the bits that are set."""
    return [at for at in range(mask.bit_length()) if mask >> at & 1]
