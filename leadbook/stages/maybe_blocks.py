"""Inquiries as they are compared, and the small blocks in which they are: who shares none is never looked at.

Blocks are made of rare words of the company, the mail domain, the whole name, the number. Whatever many rows say is
worked out once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from leadbook.fields.email import FREE, email_key, is_role
from leadbook.fields.phone import phone_key
from leadbook.fields.text import fold
from leadbook.stages.clusters import mapped
from leadbook.stages.likeness import Name, acronym, company_words, given_form, name_of

_COMPANIES = 4
"""A mail domain with more companies than this is nobody's own."""
LOCAL = 5
"""A local part this long says something about whose mailbox it is."""


@dataclass(frozen=True, slots=True)
class Person:
    """One row as it is compared."""

    name: Name
    whole: str
    company: tuple[str, ...]
    domain: str
    mails: tuple[str, ...]
    phones: tuple[str, ...]
    place: str
    is_named: bool


def people_of(inquiries: pd.DataFrame) -> list[Person]:
    """The rows as they are compared; what many rows say is worked out once."""
    mails = [mapped(inquiries[key], email_key) for key in ("email", "email2")]
    shared = FREE | _shared_domains(mails[0], inquiries["company"].tolist())
    phones = [mapped(inquiries[key], phone_key) for key in ("phone", "phone2")]
    columns = (inquiries[key].tolist() for key in ("first_name", "last_name", "company", "postal_code", "address"))
    domains = {mail: _own_domain(mail, shared) for mail in {*mails[0], *mails[1]}}
    alone = {mail: () if not mail or is_role(mail) else (mail,) for mail in domains}
    names: dict[tuple[str, str], tuple[Name, str]] = {}
    people = []
    for row in zip(*columns, *mails, *phones, strict=True):
        first, last, company, postcode, address, mail, mail2, phone, phone2 = row
        domain = domains[mail] or domains[mail2]
        named = names.get((first, last))
        if named is None:
            name = name_of(first, last)
            named = names[first, last] = name, name.whole
        people.append(
            Person(
                *named, company_words(company) or _domain_words(domain), domain,
                alone[mail] + alone[mail2], _filled(phone, phone2),
                fold(f"{postcode} {address}") if postcode else "", bool(company),
            )
        )  # fmt: skip
    return people


def _filled(one: str, other: str) -> tuple[str, ...]:
    """Those of two texts that say something."""
    if other:
        return (one, other) if one else (other,)
    return (one,) if one else ()


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
    for domain, company in {(m.rpartition("@")[2], c) for m, c in zip(mails, companies, strict=True) if m and c}:
        if domain not in FREE:
            found[domain].add(company_words(company))
    return {domain for domain, names in found.items() if len(names) > _COMPANIES}


def blocks_of(people: Sequence[Person]) -> Iterator[list[int]]:
    """Positions of the rows that stand in one block; most keys are one row's alone, which costs no list."""
    common: Counter[str] = Counter()
    for company, times in Counter(person.company for person in people).items():
        for word in set(company):
            common[word] += times
    of_company: dict[tuple[str, ...], tuple[tuple[str, str], ...]] = {}
    first: dict[tuple[str, ...], int] = {}
    blocks: dict[tuple[str, ...], list[int]] = {}
    for at, person in enumerate(people):
        ends = of_company.get(person.company)
        if ends is None:
            ends = of_company[person.company] = tuple(dict.fromkeys(_company_keys(person.company, common)))
        for key in dict.fromkeys(_keys(person, ends)):  # two addresses may give one key: nobody repeats himself
            there = first.setdefault(key, at)
            if there != at:
                blocks.setdefault(key, [there]).append(at)
    yield from blocks.values()


def _keys(person: Person, of_company: Sequence[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Blocks a row stands in."""
    keys: list[tuple[str, ...]] = [("mail", mail) for mail in person.mails]
    keys += [("phone", phone) for phone in person.phones]
    name, whole, own = person.name, person.whole, person.domain
    if not name.first or not name.last:
        return keys
    letters = _letters(name.first[0], name.last[0])
    for mail in person.mails:
        local, _, domain = mail.partition("@")
        if len(local) >= LOCAL:
            keys.append(("local", local, letters))
        if domain != own:
            keys.append(("domain", domain, whole))
    for phone in person.phones:
        keys += (("tel", phone[:-4], whole), ("tel", phone[-4:], whole))
    if person.place:
        keys.append(("place", person.place, whole))
    if own:
        keys.append(("domain", own, letters))
    keys += [(*key, letters) for key in of_company]
    return keys


@lru_cache(maxsize=65536)
def _letters(given: str, family: str) -> str:
    """The first letters of both names in alphabetical order, short given names taken for the long ones."""
    return "".join(sorted((given_form(given)[0], family[0])))


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
