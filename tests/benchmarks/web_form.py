"""An invented list as a web form gives it: about one row in eight repeats an earlier person, verdicts are mixed."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

DAY = dt.date(2026, 11, 23)
HEADERS = (
    "Submitted at", "First name", "Last name", "Work e-mail", "Phone", "Company", "Job title", "State", "Country",
    "Product of interest", "How can we help you?", "When do you plan to buy?", "Who makes the decision?", "Budget",
    "Number of employees", "I agree to be contacted",
)  # fmt: skip
FIRST = ("Ana", "Ben", "Chloe", "Dan", "Eva", "Finn", "Grace", "Hugo", "Ivy", "Jack", "Kira", "Leo", "Mia", "Noah")
LAST = ("Albright", "Berg", "Castro", "Dahl", "Ek", "Fischer", "Grant", "Hahn", "Ito", "Jones", "Klein", "Lund")
STATES = ("CA", "TX", "NY", "IL", "WA", "OR", "CO", "AZ", "FL", "GA", "OH", "MI", "PA", "NC", "VA", "NJ", "MA", "MN")
NEEDS = (
    "Our old unit needs 70 minutes a cycle and patients wait. Please call me.",
    "We lose a day each week to repairs; I would like a demo of the faster model.",
    "Please send a quote for two units, our lease ends in March.",
    "Just looking for the brochure.",
    "",
    "I am a student writing a paper.",
    "We open a second practice and need a sterilizer there by spring.",
)
PRODUCTS = ("XX-200", "XX-300", "")
CAMPAIGNS: tuple[dict[str, object], ...] = (
    {"campaign": "Winter web form", "type": "lead generation", "product": "XX-200", "owner": "Ana Albright"},
    {"campaign": "Spring lunch", "type": "lead generation", "product": "XX-300", "owner": "Ben Berg"},
)


def inquiries(count: int) -> Iterator[tuple[str, ...]]:
    """Rows under `HEADERS`."""
    chance, people = random.Random(11), list[tuple[str, ...]]()
    for number in range(count):
        day = DAY - dt.timedelta(days=chance.randrange(1, 25))
        if people and chance.random() < 0.12:
            person = chance.choice(people)
        else:
            domain = f"practice{number}.example" if number % 9 else "example.com"
            first, last = chance.choice(FIRST), chance.choice(LAST)
            person = (
                first, last, f"{first}.{last}{number}@{domain}".lower() if number % 13 else "",
                f"+1 {201 + number % 700} 555 {number % 10000:04d}" if number % 4 else "",
                f"Practice {number}" if number % 11 else "", chance.choice(("Owner", "Practice manager", "Nurse", "")),
                chance.choice(STATES), "USA",
            )  # fmt: skip
            people.append(person)
        rest = (
            chance.choice(PRODUCTS), chance.choice(NEEDS),
            chance.choice(("within 30 days", "Q1 2027", "", "next year")),
            chance.choice(("me", "my partner and I", "")), chance.choice(("9000", "$8,500", "")),
            str(chance.randrange(1, 60)), chance.choice(("yes", "yes", "no", "")),
        )  # fmt: skip
        yield (f"{day:%Y-%m-%d} {8 + number % 10:02d}:{number % 60:02d}", *person, *rest)
