"""Who may get a lead: the hard rules, one at a time, so that a sentence can say which of them holds a lead back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from leadbook.fields.company import company_key
from leadbook.model import EventKind
from leadbook.stages.allocate_plan import Owner, SalesPlan, away_until, host_of, owners
from leadbook.stages.leads import NOT_CALLED, TAKEN_BACK
from leadbook.stages.sharing import bits
from leadbook.stages.territory import Place, TerritoryIndex, parse_piece, place_of, split_list
from leadbook.stages.wording import short_names

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
        gave_back: reps who sent the lead back or from whom it was taken; it never goes to them again.
        named: the owner has it as a named account only.
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
    named: bool = False


WHO = ("company", "email", "website", "country", "region", "postal_code", "phone", "language")
"""Keys of tblInquiries that decide who may get a lead."""
_NOBODY: Owner = (-1, False)


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
        self._gave_back, self._came_back = _gave_back(plan, place)
        self._countries: dict[str, int] = {}
        self._known: dict[tuple[object, ...], Reach] = {}
        self._owned: dict[tuple[str, str, str], Owner] = {}

    def reach(self, lead_id: str, product: str, who: Sequence[str]) -> Reach:
        """Who may get a lead, from its ID, the product asked about and the values of `WHO` of its inquiry."""
        company, email, website, *place, language = who
        owner = self._owner(email, website, company) if self._companies or self._domains else _NOBODY
        back = self._gave_back.get(lead_id, 0)
        key = (product, *place, language, owner, back)
        known = self._known.get(key)
        if known is None:
            row = dict(zip(("country", "region", "postal_code", "phone"), place, strict=True))
            where = place_of(row, self.plan.settings.home_country)
            known = self._known[key] = self._find(product, where, language, (owner, back))
        return known

    def _find(self, asked: str, place: Place, language: str, special: tuple[Owner, int]) -> Reach:
        """The rules in order; `special` is the account's owner and the reps who may not get the lead again."""
        ((owner, named), back), unfit = special, -1
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
        return Reach(product, asked, place, language.strip(), sells, there, speaks, mask, owner, unfit, back, named)

    def came_back(self, lead_id: str) -> str:
        """“sent it back (not mine)”: what the one did who had a lead last; "" when nobody had it."""
        return self._came_back.get(lead_id, ("", ""))[1]

    def before(self, lead_id: str) -> str:
        """The sentence on who had a lead before; "" when nobody had."""
        name, how = self._came_back.get(lead_id, ("", ""))
        return f"Before with {name}{f', who {how}' if how != _HAD else ''}." if name else ""

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

    def _owner(self, email: str, website: str, company: str) -> Owner:
        """The account's owner, by the domain of mail or website first, then by name; -1 for none."""
        key = (email.rpartition("@")[2], website, company)
        if key not in self._owned:
            self._owned[key] = self._find_owner(*key)
        return self._owned[key]

    def _find_owner(self, mail_host: str, website: str, company: str) -> Owner:
        """The same, not remembered."""
        for text in (mail_host, website):
            labels = host_of(text).split(".") if "." in text else []
            for start in range(len(labels) - 1):  # a department's own host is the same account
                found = self._domains.get(".".join(labels[start:]))
                if found is not None:
                    return found
        return self._companies.get(company_key(company), _NOBODY)


_HAD = "had it before"


def _gave_back(plan: SalesPlan, place: Mapping[str, int]) -> tuple[dict[str, int], dict[str, tuple[str, str]]]:
    """What the ledger says of leads that came back: from whom (as bits); who was the last, and what they did."""
    masks: dict[str, int] = {}
    said: dict[str, tuple[str, str]] = {}
    names = short_names([rep.name for rep in plan.reps])
    columns = (plan.events[name].tolist() for name in ("lead_id", "event", "rep", "after"))
    for key, kind, rep, after in zip(*columns, strict=True):
        if kind == EventKind.RETURNED:
            how = f"sent it back ({after.strip()})" if str(after).strip() else "sent it back"
        elif kind == EventKind.RECALLED and after in (TAKEN_BACK, NOT_CALLED):
            how = _HAD if after == TAKEN_BACK else "did not call it in time"
        else:
            continue
        at = place.get(str(rep).strip().casefold(), -1)
        said[str(key)] = (names[plan.reps[at].name] if at >= 0 else str(rep).strip(), how)
        if at >= 0:
            masks[str(key)] = masks.get(str(key), 0) | 1 << at
    return masks, said
