"""Who may be one person without anything that proves it: pairs that a person is asked about, never merged alone.

Two inquiries are put to the question when they share an address or a number, or when the names are alike and the
company, the number, the address or the place is too. People of one company with different names are never a pair.
Rows are compared only within small blocks (rare words of the company, mail domain, whole name, number), so the
work grows with the number of rows and not with its square.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from rapidfuzz.distance import OSA

from leadbook.fields.email import FREE
from leadbook.stages.likeness import (
    SAME,
    company_likeness,
    is_telling,
    name_likeness,
    numbers_differ,
)
from leadbook.stages.mailboxes import tell_two
from leadbook.stages.maybe_blocks import LOCAL, Person, blocks_of, people_of

_BLOCK = 40
"""In a larger block only neighbours by name are compared."""

_NEAR = 3
@dataclass(frozen=True, slots=True)
class Maybe:
    """What one inquiry may repeat.

    Args:
        earlier: ID of the inquiry that stands first.
        why: what speaks for it ("same name, same company").
        strength: 1 (weak) to 5; only for putting questions in order.
    """

    earlier: str
    why: str
    strength: int = 1


def find_maybes(
    inquiries: pd.DataFrame, *, apart: Collection[tuple[str, str]] = frozenset(),
    standing: Mapping[str, int] | None = None, about: Collection[str] | None = None,
) -> dict[str, Maybe]:  # fmt: skip
    """For each inquiry that may repeat another one, the most likely other one.

    Of two the later is told to repeat the earlier: the one with the lower `standing`, else the older day of inquiry,
    else the lower ID. The order of the rows does not matter.

    Args:
        inquiries: lead_id, first_name, last_name, company, email, email2, phone, phone2, postal_code, address,
            created_at; cleaned, each person once (what `merge` leaves).
        apart: pairs of IDs that a person said are different, each in ascending order.
        standing: ID → rank; IDs that are not named rank last.
        about: only pairs with one of these count; all when left out.

    Returns:
        ID of the later one → `Maybe`.
    """
    ids = [str(name) for name in inquiries["lead_id"].tolist()]
    ranks = _ranks(inquiries, ids, standing or {})
    people = people_of(inquiries)
    asked = [about is None or name in about for name in ids]
    best: dict[int, tuple[int, tuple[int, int, str], str]] = {}
    for one, other in _pairs(people, ids, asked):
        late, early = (one, other) if ranks[one] > ranks[other] else (other, one)
        if tuple(sorted((ids[one], ids[other]))) in apart:
            continue
        strength, why = _evidence(people[one], people[other])
        if strength:
            found = (-strength, ranks[early], why)
            best[late] = min(best.get(late, found), found)
    return {ids[late]: Maybe(rank[2], why, -strength) for late, (strength, rank, why) in sorted(best.items())}


def _ranks(inquiries: pd.DataFrame, ids: list[str], standing: Mapping[str, int]) -> list[tuple[int, int, str]]:
    """What decides which of two stands first; a blank day is the last of all."""
    last = max(standing.values(), default=0) + 1
    days = inquiries["created_at"].to_numpy(dtype="M8[us]")
    counted = np.where(np.isnat(days), np.iinfo("int64").max, days.astype("int64")).tolist()
    return [(standing.get(name, last), day, name) for name, day in zip(ids, counted, strict=True)]


def _pairs(people: Sequence[Person], ids: list[str], asked: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Pairs that share a block, each once; blocks nobody is asked about are passed over."""
    seen: set[tuple[int, int]] = set()
    for rows in blocks_of(people):
        if not any(asked[row] for row in rows):
            continue
        for one, other in _within(rows, lambda at: (people[at].whole, people[at].company, ids[at])):
            pair = (one, other) if one < other else (other, one)
            if (asked[one] or asked[other]) and pair not in seen:
                seen.add(pair)
                yield pair


def _within(rows: list[int], order: Callable[[int], tuple[str, tuple[str, ...], str]]) -> Iterator[tuple[int, int]]:
    """Pairs of one block: all of a small one, neighbours by name of a large one."""
    reach = len(rows)
    if reach > _BLOCK:
        rows, reach = sorted(rows, key=order), _NEAR
    for at, one in enumerate(rows):
        for other in rows[at + 1 : at + 1 + reach]:
            yield one, other


def _evidence(one: Person, other: Person) -> tuple[int, str]:
    """How much speaks for two rows being one person, and in words; 0 when it is not enough to ask."""
    if any(mail in other.mails for mail in one.mails):
        return 5, "same e-mail address"
    names = name_likeness(one.name, other.name)
    if not names:
        return 0, ""
    said = "same name" if names == SAME else names
    if set(one.phones) & set(other.phones):
        return 4, f"{said}, same phone number"
    mails = _mails_near(one.mails, other.mails)
    if mails and (names == SAME or "slip" in mails):
        return 4, f"{said}, {mails}"
    company = _company(one, other)
    if company and not tell_two(one, other):
        strength = 1 + (names == SAME) + company.startswith("same")
        return (0, "") if strength == 1 and names == "initial" else (strength, f"{said}, {company}")
    if names != SAME:
        return 0, ""
    if one.is_named and other.is_named:
        return 0, ""
    has_no_mail = not one.mails or not other.mails
    if has_no_mail and any(_one_digit_off(a, b) for a in one.phones for b in other.phones):
        return 3, f"{said}, phone numbers that differ in one digit"
    if one.place and one.place == other.place:
        return 2, f"{said}, same address"
    return 0, ""


def _company(one: Person, other: Person) -> str:
    """In which way the companies are one, in words."""
    if one.domain and one.domain == other.domain and not numbers_differ(one.company, other.company):
        return "same company" if one.company == other.company else "same mail domain"
    if not one.is_named and not other.is_named:
        return ""
    found = company_likeness(one.company, other.company)
    return "same company" if found == SAME and any(map(_says, one.company)) else "" if found == SAME else found


def _says(word: str) -> bool:
    """Whether a company's name says anything: more than one letter."""
    return len(word) > 1 or is_telling(word)


def _mails_near(one: Sequence[str], other: Sequence[str]) -> str:
    """Addresses that are one but for a slip, or for where the mailbox is."""
    for mine in one:
        for theirs in other:
            local, _, domain = mine.partition("@")
            local2, _, domain2 = theirs.partition("@")
            if len(local) < LOCAL or len(local2) < LOCAL:
                continue
            if local == local2 and (domain in FREE or domain2 in FREE):
                return "same name in the e-mail address"
            if domain == domain2 and not any(map(str.isdigit, local + local2)) and OSA.distance(local, local2) == 1:
                return "e-mail addresses that differ by a slip of the pen"
    return ""


def _one_digit_off(one: str, other: str) -> bool:
    """Whether two numbers differ in one digit, or in two that changed places."""
    return len(one) == len(other) and OSA.distance(one, other, score_cutoff=1) == 1
