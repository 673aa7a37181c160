"""Who may be one person without anything that proves it: pairs that a person is asked about, never merged alone.

Two inquiries are put to the question when they share an address or a number, or when the names are alike and the
company, the number, the address or the place is too. People of one company with different names are never a pair.
Rows are compared only within small blocks (rare words of the company, mail domain, whole name, number), so the
work grows with the number of rows and not with its square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd
from rapidfuzz.distance import OSA

from leadbook.fields.email import FREE, email_key, is_role
from leadbook.fields.phone import phone_key
from leadbook.fields.text import fold
from leadbook.stages.clusters import mapped
from leadbook.stages.likeness import (
    SAME,
    Name,
    acronym,
    company_likeness,
    company_words,
    given_form,
    is_telling,
    name_likeness,
    name_of,
    numbers_differ,
)
from leadbook.stages.mailboxes import tell_two

_BLOCK = 40
"""In a larger block only neighbours by name are compared."""

_NEAR = 3
_COMPANIES = 4
"""A mail domain with more companies than this is nobody's own."""
_LOCAL = 5
"""A local part this long says something about whose mailbox it is."""


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


@dataclass(frozen=True, slots=True)
class _Person:
    """One row as it is compared."""

    name: Name
    whole: str
    company: tuple[str, ...]
    domain: str
    mails: tuple[str, ...]
    phones: tuple[str, ...]
    place: str
    is_named: bool


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
    people = _people(inquiries)
    asked = [about is None or name in about for name in ids]
    best: dict[int, tuple[int, tuple[int, str, str], str]] = {}
    for one, other in _pairs(people, ids, asked):
        late, early = (one, other) if ranks[one] > ranks[other] else (other, one)
        if tuple(sorted((ids[one], ids[other]))) in apart:
            continue
        strength, why = _evidence(people[one], people[other])
        if strength:
            found = (-strength, ranks[early], why)
            best[late] = min(best.get(late, found), found)
    return {ids[late]: Maybe(rank[2], why, -strength) for late, (strength, rank, why) in sorted(best.items())}


def _ranks(inquiries: pd.DataFrame, ids: list[str], standing: Mapping[str, int]) -> list[tuple[int, str, str]]:
    """What decides which of two stands first."""
    last = max(standing.values(), default=0) + 1
    days = ["9" if pd.isna(day) else day.isoformat() for day in inquiries["created_at"].tolist()]
    return [(standing.get(name, last), day, name) for name, day in zip(ids, days, strict=True)]


def _people(inquiries: pd.DataFrame) -> list[_Person]:
    """The rows as they are compared."""
    mails = [mapped(inquiries[key], email_key) for key in ("email", "email2")]
    shared = FREE | _shared_domains(mails[0], inquiries["company"].tolist())
    phones = [mapped(inquiries[key], phone_key) for key in ("phone", "phone2")]
    columns = (inquiries[key].tolist() for key in ("first_name", "last_name", "company", "postal_code", "address"))
    people = []
    for row in zip(*columns, *mails, *phones, strict=True):
        first, last, company, postcode, address, mail, mail2, phone, phone2 = row
        domain = _own_domain(mail, shared) or _own_domain(mail2, shared)
        name = name_of(first, last)
        people.append(
            _Person(
                name, name.whole, company_words(company) or _domain_words(domain), domain,
                tuple(text for text in (mail, mail2) if text and not is_role(text)),
                tuple(text for text in (phone, phone2) if text),
                fold(f"{postcode} {address}") if postcode else "", bool(company),
            )
        )  # fmt: skip
    return people


def _own_domain(mail: str, shared: Collection[str]) -> str:
    """The mail domain when it is a company's own."""
    domain = mail.rpartition("@")[2]
    return "" if domain in shared else domain


def _domain_words(domain: str) -> tuple[str, ...]:
    """A company as its mail domain names it."""
    return (fold(domain.split(".")[0]).replace(" ", ""),) if domain else ()


def _shared_domains(mails: Sequence[str], companies: Sequence[str]) -> set[str]:
    """Domains that several companies use; they tell no company from another."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for mail, company in zip(mails, companies, strict=True):
        if mail and company:
            found[mail.rpartition("@")[2]].add(company_words(company))
    return {domain for domain, names in found.items() if len(names) > _COMPANIES}


def _pairs(people: Sequence[_Person], ids: list[str], asked: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Pairs that share a block, each once; blocks nobody is asked about are passed over."""
    common = Counter(word for person in people for word in set(person.company))
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, person in enumerate(people):
        for key in dict.fromkeys(_keys(person, common)):  # two addresses may give one key: nobody repeats himself
            blocks[key].append(at)
    seen: set[tuple[int, int]] = set()
    for rows in blocks.values():
        if len(rows) < 2 or not any(asked[row] for row in rows):
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


def _keys(person: _Person, common: Mapping[str, int]) -> Iterator[tuple[str, ...]]:
    """Blocks a row stands in."""
    yield from (("mail", mail) for mail in person.mails)
    yield from (("phone", phone) for phone in person.phones)
    name, whole = person.name, person.whole
    if not name.first or not name.last:
        return
    letters = _letters(name)
    for mail in person.mails:
        local, _, domain = mail.partition("@")
        if len(local) >= _LOCAL:
            yield ("local", local, letters)
        if domain != person.domain:
            yield ("domain", domain, whole)
    for phone in person.phones:
        yield from (("tel", phone[:-4], whole), ("tel", phone[-4:], whole))
    if person.place:
        yield ("place", person.place, whole)
    if person.domain:
        yield ("domain", person.domain, letters)
    yield from ((*key, letters) for key in _company_keys(person.company, common))


@lru_cache(maxsize=65536)
def _letters(name: Name) -> str:
    """The first letters of both names in alphabetical order, short given names taken for the long ones."""
    return "".join(sorted((given_form(name.first[0])[0], name.last[0][0])))


def _company_keys(words: tuple[str, ...], common: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Blocks of a company: its two rarest words, its beginning and its end, its initials."""
    numbers = [word for word in words if any(map(str.isdigit, word))]
    if numbers:
        yield ("word", numbers[0])  # numbers never differ in one company
        return
    if len(words) > 1:
        yield from (("word", word) for word in sorted(set(words), key=lambda word: (common[word], word))[:2])
    whole = "".join(words)
    if whole and len(words) < 3:
        yield from (("begins", whole[:4]), ("ends", whole[-4:]))
    short = whole if len(words) == 1 else acronym(words)
    if 1 < len(short) < 7:
        yield ("initials", short)
    if len(words) == 1:
        yield ("word", whole)


def _evidence(one: _Person, other: _Person) -> tuple[int, str]:
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


def _company(one: _Person, other: _Person) -> str:
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
            if len(local) < _LOCAL or len(local2) < _LOCAL:
                continue
            if local == local2 and (domain in FREE or domain2 in FREE):
                return "same name in the e-mail address"
            if domain == domain2 and not any(map(str.isdigit, local + local2)) and OSA.distance(local, local2) == 1:
                return "e-mail addresses that differ by a slip of the pen"
    return ""


def _one_digit_off(one: str, other: str) -> bool:
    """Whether two numbers differ in one digit, or in two that changed places."""
    return len(one) == len(other) and OSA.distance(one, other, score_cutoff=1) == 1
