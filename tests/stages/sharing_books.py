"""Books in which everything about a hand-out occurs: specialists, places, absences, locks, promises, accounts."""

import datetime as dt
import random

from tests.stages.team import TODAY, quota, rep


def mixed(seed, leads=40):
    """Rows for `tests.stages.team.Team`."""
    some = random.Random(seed)
    names = [f"Rep {letter}" for letter in "ABCDEFG"]
    reps = [
        rep(name, territory=some.choice([None, None, "US", "US-CA; US-NV", "DE 8*"]),
            languages=some.choice([None, None, "English", "German; English"]),
            capacity_week=some.choice([3, 6, 12, None]),
            promised_minimum=some.choice([None, None, 2, 5]), preferred_products=some.choice([None, "P", "Q; R"]),
            named_accounts=some.choice([None, None, "Brook Dental", "acme.example"]),
            since=some.choice([None, None, None, dt.date(2026, 11, 18)]))
        for name in names
    ]  # fmt: skip
    quotas = [
        quota(name, product, period=month, quota=some.choice([0, 20_000, 30_000, 70_000]),
              close_rate=some.choice([0.2, 0.25, 0.5]))
        for name in names for product in "PQR" if some.random() < 0.6
        for month in (dt.date(2026, 11, 1), dt.date(2026, 12, 1))
    ]  # fmt: skip
    inquiries = [
        {"product": some.choice("PPPQQRS"), "score": some.randint(5, 99),
         "country": some.choice(["US", "US", "DE", None]), "region": some.choice(["CA", "NV", "TX", None]),
         "postal_code": some.choice(["80331", None]),
         "language": some.choice([None, None, "de"]), "company": some.choice(["Brook Dental", f"Company {at}"]),
         "email": some.choice([f"a{at}@acme.example", f"a{at}@other{at}.example"])}
        for at in range(leads)
    ]  # fmt: skip
    given = [
        {"lead_id": f"L{at:03}", "rep": some.choice(names), "given_on": some.choice([TODAY, dt.date(2026, 11, 10)]),
         "lock": some.choice([None, "Yes"]), "outcome": some.choice([None, None, "Accepted"])}
        for at in range(0, leads, 3)
    ]  # fmt: skip
    events = [{"when": dt.datetime.combine(row["given_on"], dt.time(9)), "lead_id": row["lead_id"], "event": "Given",
               "rep": row["rep"], "after": row["rep"]} for row in given]  # fmt: skip
    events.append({"when": dt.datetime(2026, 11, 20), "lead_id": "L001", "event": "Returned", "rep": names[0],
                   "after": "not mine"})  # fmt: skip
    return {
        "inquiries": inquiries, "reps": reps, "quotas": quotas, "leads": given, "events": events,
        "away": [{"rep": names[1], "from": dt.date(2026, 11, 9), "to": dt.date(2026, 11, 25)}],
        "customers": [{"company": "Acme", "domain": "acme.example", "owner": names[2]}],
        "rules": [{"rule": "8", "number": 5, "meaning": "working days untouched"}],
    }  # fmt: skip
