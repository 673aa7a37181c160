"""Who sells where: `US`, `US-CA` (ISO 3166-2), `DE 8*` (postcode beginning); blank is everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from leadbook.fields.phone import country_abroad

_COUNTRY = re.compile(r"[A-Z]{2}")
_REGION = re.compile(r"([A-Z]{2})-([A-Z0-9]{1,3})")
_POSTCODE = re.compile(r"([A-Z]{2}) ([A-Z0-9 -]+)(\*?)")
_SAME_COUNTRY = {"UK": "GB"}


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a territory; `postcode` is a beginning unless `whole` is set."""

    country: str
    region: str = ""
    postcode: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where an inquiry is; blank parts are not known."""

    country: str = ""
    region: str = ""
    postal_code: str = ""

    def __str__(self) -> str:
        return "-".join(part for part in (self.country, self.region) if part) or "an unknown country"


def split_list(text: str) -> tuple[str, ...]:
    """The entries of a cell with `;` between them, without blanks ("US-CA; US-NV")."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def parse_piece(text: str) -> Piece | None:
    """One piece of a territory, None when it is not understood.

    >>> parse_piece("us-ca")
    Piece(country='US', region='CA', postcode='', whole=False)
    >>> parse_piece("DE 8*")
    Piece(country='DE', region='', postcode='8', whole=False)
    """
    text = " ".join(text.upper().split())
    if _COUNTRY.fullmatch(text):
        return Piece(_country(text))
    if found := _REGION.fullmatch(text):
        return Piece(_country(found[1]), region=found[2])
    if found := _POSTCODE.fullmatch(text):
        return Piece(_country(found[1]), postcode=_postcode(found[2]), whole=not found[3])
    return None


def not_understood(pieces: Iterable[str]) -> tuple[str, ...]:
    """The pieces that follow none of the three forms."""
    return tuple(piece for piece in pieces if parse_piece(piece) is None)


def covers(pieces: Sequence[str], place: Place) -> bool:
    """Whether a territory holds a place. No pieces: everywhere. A piece that is not understood holds nothing."""
    return bool(TerritoryIndex([pieces]).holders(place))


def place_of(row: Mapping[str, object], home_country: str = "") -> Place:
    """The place of an inquiry's row (country, region, postal_code, phone).

    A blank country is the one that an international number tells, unless a region is given; else the home country.
    """
    country, region, postal = (str(row[key] or "").strip().upper() for key in ("country", "region", "postal_code"))
    if not country and not region:
        country = country_abroad(str(row.get("phone") or ""), home_country)
    if region.startswith(f"{country}-") and country:
        region = region[len(country) + 1 :]
    return Place(_country(country or home_country.strip().upper()), region, _postcode(postal))


class TerritoryIndex:
    """Many territories at once: which of them hold a place, in time that does not grow with their number.

    Args:
        territories: for each rep, in order, the pieces as written; empty means everywhere.
    """

    def __init__(self, territories: Sequence[Sequence[str]]) -> None:
        self._everywhere = 0
        self._held: dict[Piece, int] = {}
        self._lengths: dict[str, set[int]] = {}
        for at, pieces in enumerate(territories):
            if not pieces:
                self._everywhere |= 1 << at
            for piece in filter(None, map(parse_piece, pieces)):
                self._held[piece] = self._held.get(piece, 0) | 1 << at
                if piece.postcode and not piece.whole:
                    self._lengths.setdefault(piece.country, set()).add(len(piece.postcode))

    def holders(self, place: Place) -> int:
        """Bit i is set when territory i holds the place. Without a country only blank territories do."""
        held = self._everywhere
        if not place.country:
            return held
        held |= self._held.get(Piece(place.country), 0)
        if place.region:
            held |= self._held.get(Piece(place.country, region=place.region), 0)
        if place.postal_code:
            held |= self._held.get(Piece(place.country, postcode=place.postal_code, whole=True), 0)
            for length in self._lengths.get(place.country, ()):
                held |= self._held.get(Piece(place.country, postcode=place.postal_code[:length]), 0)
        return held


def _country(code: str) -> str:
    """The country code as used by the standard."""
    return _SAME_COUNTRY.get(code, code)


def _postcode(text: str) -> str:
    """A postcode without blanks and hyphens, for comparing."""
    return text.replace(" ", "").replace("-", "")
