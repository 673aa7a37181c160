"""Do not contact: who asked to be left alone, consulted last before anything is handed over; it sticks."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pandas as pd

from leadbook.fields.company import company_key
from leadbook.fields.email import check_email
from leadbook.fields.person import name_key
from leadbook.fields.phone import check_phone, phone_key
from leadbook.fields.text import YES_WORDS, fold
from leadbook.model import Settings
from leadbook.rules.phrases import domain_of, plain

_OPTED_OUT = re.compile(r"\bopt(?:ed)?[ -]?out|unsubscrib|withdrawn|do not (?:contact|call|e-?mail)|revoked")
_IN_A_NAME = re.compile(
    r"\b(?:do ?not|don'?t|never) (?:contact|call|phone|e-?mail|write)\b|\bdnc\b|"
    r"\bnicht (?:mehr )?(?:anrufen|kontaktieren)\b|"
    r"\bne (?:pas|plus) (?:appeler|contacter)\b|\bno (?:llamar|contactar)\b|\bnon (?:chiamare|contattare)\b|"
    r"\bniet (?:meer )?(?:bellen|contacteren)\b"
)
"""What somebody wrote into the cell of a name for lack of a better one."""
_PLAIN_MAIL = re.compile(r"[a-z0-9][a-z0-9._+-]*@[a-z0-9.-]+\.[a-z]{2,}")
_NO_WISH = re.compile(r"^The address bounced|by the seller of the list|messages to this number")
"""Reasons that are about one address or number, and tell nothing about what the person wants."""
_NAMED = {
    "e-mail": "The e-mail address is on the do-not-contact list",
    "phone": "The phone number is on the do-not-contact list",
}
_MAILS = ("email", "email2")
_PHONES = ("phone", "phone2")


@dataclass(slots=True)
class _Lists:
    """The list of today by what it names; each value with its reason, and the reasons that reach no further."""

    mails: dict[str, str] = field(default_factory=dict)
    domains: dict[str, str] = field(default_factory=dict)
    phones: dict[str, str] = field(default_factory=dict)
    national: dict[str, str] = field(default_factory=dict)
    endings: dict[str, str] = field(default_factory=dict)
    people: dict[tuple[str, str], str] = field(default_factory=dict)
    companies: dict[str, str] = field(default_factory=dict)
    narrow: set[str] = field(default_factory=set)


def suppressed(
    inquiries: pd.DataFrame, suppression: pd.DataFrame, settings: Settings, today: dt.date
) -> pd.Series:  # fmt: skip
    """Why each inquiry may not be contacted, as a sentence; "" when it may.

    An e-mail address and a phone number are compared in their checked form, so another way of writing them is
    caught. A domain counts with what is below it. A person is "First Last", or "First Last, Company". With
    `optout_scope` "channel" an address or number on the list blocks only itself: somebody with a phone number
    that is not on the list can still be called. An address that bounced, or a number that the seller of a list marks,
    blocks only itself in any case: the person asked for nothing. A do-not-contact, a person, a company and a domain
    block all.

    Args:
        inquiries: columns of `leadbook.schema.tables.inquiries.INQUIRIES`.
        suppression: columns what, value, why, from, until; a blank What is told from the value.

    Returns:
        Text by the index of `inquiries`.
    """
    lists = _lists(suppression, settings, today)
    reasons = pd.Series("", index=inquiries.index, dtype=object)
    for found in (
        _flagged(inquiries),
        _persons(inquiries, lists),
        inquiries["company"].map(_lookup(lists.companies, company_key)),
        _by_domain(inquiries, lists),
        _by_channel(inquiries, lists, settings),
    ):
        reasons = reasons.where(reasons != "", found)
    return reasons


def callable_first(
    inquiries: pd.DataFrame, suppression: pd.DataFrame, settings: Settings, today: dt.date
) -> pd.DataFrame:  # fmt: skip
    """The inquiries with the second number first where the first must not be called and the second may.

    Args:
        inquiries: columns phone, phone2 and country besides any others; not changed.
    """
    lists = _lists(suppression, settings, today)
    if not lists.phones or inquiries.empty:
        return inquiries
    blocked = {key: _by_phone(inquiries, key, (lists, settings.home_country)) != "" for key in _PHONES}
    turned = blocked["phone"] & ~blocked["phone2"] & (inquiries["phone2"].str.strip() != "")
    if not turned.any():
        return inquiries
    result = inquiries.copy()
    result.loc[turned, "phone"], result.loc[turned, "phone2"] = (
        inquiries.loc[turned, "phone2"], inquiries.loc[turned, "phone"],
    )  # fmt: skip
    return result


def _lists(suppression: pd.DataFrame, settings: Settings, today: dt.date) -> _Lists:
    """The rows that are in force today."""
    lists = _Lists()
    columns = (suppression[key].tolist() for key in ("what", "value", "why", "from", "until"))
    for what, value, why, start, end in zip(*columns, strict=True):
        text = str(value).strip()
        late = not pd.isna(start) and start.date() > today
        over = not pd.isna(end) and end.date() < today
        if text and not late and not over:
            kind = plain(str(what)) or _guess(text)
            _add(lists, kind, text, (str(why).strip(), settings.home_country))
    return lists


def _add(lists: _Lists, kind: str, text: str, more: tuple[str, str]) -> None:
    """One row in the place where it is looked up."""
    because, home = more
    tail = f": {because}" if because else ""
    if _NO_WISH.search(because) and kind in ("e-mail", "phone"):
        lists.narrow.add(f"{_NAMED[kind]}{tail} (rule 3).")
    if kind == "e-mail":
        lists.mails.setdefault(_mail(text), f"{_NAMED[kind]}{tail} (rule 3).")
    elif kind == "domain":
        name = domain_of("@" + text.lstrip("@*."))
        lists.domains.setdefault(name, f"The domain {name} is on the do-not-contact list{tail} (rule 3).")
    elif kind == "phone":
        why = f"{_NAMED[kind]}{tail} (rule 3)."
        digits, international = _number(text, home)
        lists.phones.setdefault(digits, why)
        lists.endings.setdefault(_ending(digits), why)
        if not international:
            lists.national.setdefault(_ending(digits), why)
    elif kind == "person":
        name, _, company = text.partition(",")
        lists.people.setdefault(
            (name_key(name, ""), company_key(company)), f"This person is on the do-not-contact list{tail} (rule 3)."
        )
    else:
        lists.companies.setdefault(company_key(text), f"The company is on the do-not-contact list{tail} (rule 3).")


def _guess(text: str) -> str:
    """What a value is when nobody said."""
    if "@" in text.lstrip("@"):
        return "domain" if text.startswith("@") else "e-mail"
    if len(re.sub(r"\D", "", text)) >= 6:
        return "phone"
    return "domain" if domain_of(text) else "company"


def _mail(text: str) -> str:
    """An address as it is compared; the plain text when it does not check. Most stand in plain form already."""
    return text if _PLAIN_MAIL.fullmatch(text) else check_email(text).value or plain(text)


def _number(text: str, region: str) -> tuple[str, bool]:
    """The digits of a number, and whether they are the international ones."""
    checked = phone_key(text) or phone_key(check_phone(text, region).value)
    return (checked, True) if checked else (re.sub(r"\D", "", text), False)


def _ending(digits: str) -> str:
    """The last nine digits, which are the same in national and international form; the digits when they are fewer."""
    return digits.lstrip("0")[-9:]


def _blocked(text: str, region: str, lists: _Lists) -> str:
    """The reason for one number; one without its country is caught by its ending, to be on the safe side."""
    digits, international = _number(text, region)
    if len(digits) < 6:
        return ""
    exact = lists.phones.get(digits, "")
    return exact or (lists.national if international else lists.endings).get(_ending(digits), "")


def _flagged(inquiries: pd.DataFrame) -> pd.Series:
    """Those who asked not to be contacted, or took back their consent, in the list they came from."""
    asked = inquiries["do_not_contact"].map(lambda text: fold(text) in YES_WORDS)
    consent = inquiries["consent"].map(lambda text: bool(text) and bool(_OPTED_OUT.search(plain(text))))
    reasons = pd.Series("", index=inquiries.index, dtype=object)
    reasons[consent] = "Took back their consent (rule 3)."
    names = inquiries["first_name"] + " " + inquiries["last_name"] + " | " + inquiries["company"]
    noted = names.map(lambda text: bool(_IN_A_NAME.search(plain(text))))
    reasons[noted] = "“Do not contact” stands in place of a name (rule 3)."
    reasons[asked] = "Asked not to be contacted (rule 3)."
    return reasons


def _persons(inquiries: pd.DataFrame, lists: _Lists) -> pd.Series:
    """Those on the list by name, or by name and company."""
    if not lists.people:
        return pd.Series("", index=inquiries.index, dtype=object)
    found = []
    for first, last, company in zip(
        inquiries["first_name"].tolist(), inquiries["last_name"].tolist(), inquiries["company"].tolist(), strict=True
    ):
        name = name_key(first, last)
        why = lists.people.get((name, "")) or lists.people.get((name, company_key(company)), "")
        found.append(why if name else "")
    return pd.Series(found, index=inquiries.index, dtype=object)


def _by_domain(inquiries: pd.DataFrame, lists: _Lists) -> pd.Series:
    """Those whose address or web site belongs to a domain on the list."""
    if not lists.domains:
        return pd.Series("", index=inquiries.index, dtype=object)
    reasons = pd.Series("", index=inquiries.index, dtype=object)
    for key in (*_MAILS, "website"):
        reasons = reasons.where(reasons != "", inquiries[key].map(lambda text: _parent(domain_of(text), lists.domains)))
    return reasons


def _parent(domain: str, listed: dict[str, str]) -> str:
    """The reason of the domain or of one it is below."""
    pieces = domain.split(".")
    return next((why for at in range(len(pieces)) if (why := listed.get(".".join(pieces[at:])))), "")


def _by_channel(inquiries: pd.DataFrame, lists: _Lists, settings: Settings) -> pd.Series:
    """Those whose address or number is on the list, as far as the scope of an opt-out reaches."""
    mails = {key: inquiries[key].map(_lookup(lists.mails, _mail)) for key in _MAILS}
    phones = {key: _by_phone(inquiries, key, (lists, settings.home_country)) for key in _PHONES}
    reasons = pd.Series("", index=inquiries.index, dtype=object)
    callable_, first = (pd.Series(False, index=inquiries.index) for _ in range(2))
    wished = pd.Series(False, index=inquiries.index)
    for key, found in {**mails, **phones}.items():
        reasons = reasons.where(reasons != "", found)
        if key == "phone":
            first = (inquiries[key].str.strip() != "") & (found == "")
        if key in _PHONES:
            callable_ |= (inquiries[key].str.strip() != "") & (found == "")
        wished |= (found != "") & ~found.isin(lists.narrow)
    if settings.optout_scope == "channel":
        return reasons.where(~callable_, "")
    return reasons.where(wished | ~first, "")


def _by_phone(inquiries: pd.DataFrame, key: str, more: tuple[_Lists, str]) -> pd.Series:
    """The reason for each number in a column; the country of the row helps to read it."""
    lists, home = more
    if not lists.phones:
        return pd.Series("", index=inquiries.index, dtype=object)
    found = [
        _blocked(text, country or home, lists) if text else ""
        for text, country in zip(inquiries[key].tolist(), inquiries["country"].tolist(), strict=True)
    ]
    return pd.Series(found, index=inquiries.index, dtype=object)


def _lookup(listed: dict[str, str], key: Callable[[str], str]) -> Callable[[str], str]:
    """A function from a cell to its reason, "" for a blank cell."""
    if not listed:
        return lambda _: ""
    return lambda text: (listed.get(key(text), "") if text else "")
