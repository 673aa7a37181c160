"""Who may get a lead: the hard rules, one at a time, so that a sentence can say which of them holds a lead back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from leadbook.fields.company import company_key
from leadbook.model import EventKind
from leadbook.stages.allocate_flow import bits
from leadbook.stages.allocate_plan import SalesPlan, away_until, host_of, owners
from leadbook.stages.territory import Place, TerritoryIndex, parse_piece, place_of, split_list

_LANGUAGES = {
    "en": "english", "de": "german deutsch", "fr": "french français francais", "es": "spanish español espanol",
    "it": "italian italiano", "nl": "dutch nederlands", "pt": "portuguese português portugues", "pl": "polish polski",
    "sv": "swedish svenska", "da": "danish dansk", "no": "norwegian norsk nb", "fi": "finnish suomi",
    "cs": "czech čeština cestina", "tr": "turkish türkçe turkce", "ru": "russian русский", "ja": "japanese 日本語",
    "zh": "chinese mandarin 中文", "ko": "korean 한국어", "ar": "arabic العربية", "he": "hebrew עברית",
}  # fmt: skip
_CODES = {word: code for code, words in _LANGUAGES.items() for word in (code, *words.split())}


def language_code(name: str) -> str:
    """A language as one word to compare by: "French", "fr" and "fr-CA" are the same."""
    word = name.strip().casefold()
    return _CODES.get(word) or _CODES.get(word.replace("_", "-").split("-")[0], word)


@dataclass(frozen=True, slots=True)
class Reach:
    """Who may get a lead, rule by rule. In a mask, bit i stands for rep i.

    Args:
        product: position in `Rules.products`, -1 when nobody has a quota on it; `asked` is its name.
        sells: active reps with the product on their quota. there: of those, in the territory.
        speaks: of those, in the language. mask: of those, not away; the owner alone when there is one.
        owner: position of the account's owner, -1 when there is none who may get it.
        unfit: position of an owner who may not get it (not active, or no quota on the product), -1 for none.
        gave_back: reps who sent the lead back; it never goes to them again.
    """

    product: int
    asked: str
    place: Place
    language: str
    sells: int
    there: int
    speaks: int
    mask: int
    owner: int
    unfit: int = -1
    gave_back: int = 0


class Rules:
    """The hard rules of one plan on one day."""

    def __init__(self, plan: SalesPlan, today: dt.date) -> None:
        self.plan = plan
        self.away = tuple(away_until(rep, today) for rep in plan.reps)
        self.products = tuple(dict.fromkeys(line.product.casefold() for line in plan.quotas))
        self._product = {name: at for at, name in enumerate(self.products)}
        self.active = sum(1 << at for at, rep in enumerate(plan.reps) if rep.active)
        self.here = sum(1 << at for at, until in enumerate(self.away) if until is None)
        place = {rep.name.casefold(): at for at, rep in enumerate(plan.reps)}
        self.sells = [0] * len(self.products)
        for line in plan.quotas:
            at = place.get(line.rep.casefold())
            if at is not None:
                self.sells[self._product[line.product.casefold()]] |= 1 << at
        self._index = TerritoryIndex([rep.territory for rep in plan.reps])
        spoken = [{language_code(name) for name in rep.languages} for rep in plan.reps]
        self._spoken = spoken
        self._speaks: dict[str, int] = {}
        self._companies, self._domains = owners(plan.customers, plan.reps)
        self._gave_back = _gave_back(plan, place)
        self._countries: dict[str, int] = {}
        self._known: dict[tuple[object, ...], Reach] = {}

    def reach(self, lead: Mapping[str, object], inquiry: Mapping[str, object]) -> Reach:
        """Who may get a lead, from its rows of tblLeads (lead_id, product) and tblInquiries."""
        owner = self._owner(inquiry)
        place = place_of(inquiry, self.plan.settings.home_country)
        back = self._gave_back.get(str(lead["lead_id"]), 0)
        key = (str(lead["product"]), place, str(inquiry["language"]), owner, back)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._find(str(lead["product"]), place, str(inquiry["language"]), (owner, back))
        return known

    def _find(self, asked: str, place: Place, language: str, special: tuple[int, int]) -> Reach:
        """The rules in order; `special` is the account's owner and the reps who sent the lead back."""
        (owner, back), unfit = special, -1
        names = [name for name in split_list(asked) if name.casefold() in self._product]
        product = self._product[names[0].casefold()] if names else -1
        sells = self.sells[product] & self.active if names else 0
        if owner >= 0 and not sells >> owner & 1:
            owner, unfit = -1, owner
        if owner >= 0 and back >> owner & 1:
            owner = -1
        there = sells & self.covers(place)
        speaks = there & self.speakers(language)
        mask = (1 << owner if owner >= 0 else speaks) & self.here & ~back
        return Reach(product, asked, place, language.strip(), sells, there, speaks, mask, owner, unfit, back)

    def covers(self, place: Place) -> int:
        """Reps in whose territory a place lies."""
        return self._index.holders(place)

    def neighbors(self, place: Place) -> int:
        """Reps with another part of the same country in their territory."""
        if place.country not in self._countries:
            pieces = ([parse_piece(text) for text in rep.territory] for rep in self.plan.reps)
            lands = [{piece.country for piece in parts if piece is not None} for parts in pieces]
            self._countries[place.country] = sum(1 << at for at, held in enumerate(lands) if place.country in held)
        return self._countries[place.country]

    def in_part(self, mask: int, place: Place) -> bool:
        """Whether only the country is known, and one of these reps covers a part of it."""
        if not place.country or place.region or place.postal_code:
            return False
        pieces = (parse_piece(text) for at in bits(mask) for text in self.plan.reps[at].territory)
        return any(piece is not None and piece.country == place.country for piece in pieces)

    def speakers(self, language: str) -> int:
        """Reps who speak a language: those who list it, and those who list none."""
        code = language_code(language)
        if code not in self._speaks:
            self._speaks[code] = sum(
                1 << at for at, spoken in enumerate(self._spoken) if not code or not spoken or code in spoken
            )
        return self._speaks[code]

    def _owner(self, inquiry: Mapping[str, object]) -> int:
        """Position of the account's owner, by the domain of mail or website first, then by name; -1 for none."""
        for text in (str(inquiry["email"]), str(inquiry["website"])):
            labels = host_of(text).split(".") if "." in text else []
            for start in range(len(labels) - 1):  # a department's own host is the same account
                at = self._domains.get(".".join(labels[start:]))
                if at is not None:
                    return at
        return self._companies.get(company_key(str(inquiry["company"])), -1)


def _gave_back(plan: SalesPlan, place: Mapping[str, int]) -> dict[str, int]:
    """Lead → the reps who sent it back, from the ledger."""
    masks: dict[str, int] = {}
    for key, kind, rep in zip(*(plan.events[name].tolist() for name in ("lead_id", "event", "rep")), strict=True):
        if kind == EventKind.RETURNED and str(rep).strip().casefold() in place:
            masks[str(key)] = masks.get(str(key), 0) | 1 << place[str(rep).strip().casefold()]
    return masks
