"""A place written in one cell, taken apart where that is certain: "Austin, TX 78701, USA", "D-80331 München"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from leadbook.fields.place import country_code
from leadbook.fields.regions import region_code
from leadbook.fields.text import tidy, word_set

_SIGNS = {"D": "DE", "A": "AT", "F": "FR", "I": "IT", "E": "ES", "B": "BE", "L": "LU"}
"""Signs of cars before a postcode; longer ones are the country's code."""

_SIGNED = re.compile(r"^([A-Z]{1,2})[- ](\d{4,5})\s+([^\d,]+)$")
_CODE_FIRST = re.compile(r"^(\d{5})\s+([^\d,]+)$")
_ENDS = (
    ("US", re.compile(r"^(.+?)[\s,]+(\d{5}(?:-\d{4})?)$")),
    ("CA", re.compile(r"^(.+?)[\s,]+([A-Z]\d[A-Z][ -]?\d[A-Z]\d)$", re.IGNORECASE)),
    ("GB", re.compile(r"^(.+?)[\s,]+([A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})$", re.IGNORECASE)),
    ("AU", re.compile(r"^(.+?)[\s,]+(\d{4})$")),
)
"""Countries that write the postcode last, with its form."""

_STATES = word_set(
    "AC AL AP AM BA CE DF ES GO MA MT MS MG PA PB PR PE PI RJ RN RS RO RR SC SP SE TO "  # Brazil
    "AD AR AS BR CG CT DL DN GA GJ HR HP JK JH KA KL LA LD MH ML MN MP MZ NL OD OR PB PY PN RJ SK TN TG TR TS UP "
    "UT WB "  # India
    "AG AO AP AQ AR AV BA BG BI BL BN BO BR BS BT BZ CA CB CE CI CL CN CO CR CS CZ EN FC FE FG FI FM GE GO GR IM IS KR "
    "LC LE LI LO LT LU MB MC ME MI MN MO MS NA NO NU OR OT PA PC PD PE PG PI PN PO PR PT PU PV PZ RA RC RE RG RI RM RN "
    "RO SA SI SO SP SR SS SU SV TA TE TN TO TP TR TS TV UD VA VB VC VE VI VR VT VV BA BS"  # Italy
)  # fmt: skip
"""Codes that lists of these countries put behind a town: “Mumbai, MH” is not on the Marshall Islands. Those of
Switzerland and the United Kingdom are countries more often than states."""


@dataclass(frozen=True, slots=True)
class Location:
    """Parts of a place; what is not written is ""."""

    city: str
    region: str = ""
    postal_code: str = ""
    country: str = ""


@lru_cache(maxsize=16384)
def split_location(text: str, country: str = "") -> Location:
    """City, region as written, postcode, and the code of the country; a text that may be something else is the city.

    >>> split_location("Austin, TX 78701, USA"), split_location("D-80331 München").country
    (Location(city='Austin', region='TX', postal_code='78701', country='US'), 'DE')
    >>> split_location("Paris, Texas").region, split_location("12 Main St, Austin").city
    ('Texas', '12 Main St, Austin')
    >>> split_location("Mumbai, MH").country, split_location("Graz, AT").country, split_location("Dubai, AE").country
    ('', 'AT', 'AE')
    >>> split_location("Dover, DE").city, split_location("Dover, DE", "US").region, split_location("Ulm, DE", "DE").city
    ('Dover, DE', 'DE', 'Ulm')

    Args:
        text: the cell.
        country: code of the country when another cell tells it.
    """
    plain = tidy(text)
    head, comma, tail = (part.strip() for part in plain.rpartition(","))
    told = country_code(tail) if comma else ""
    is_shared = len(tail) == 2 and bool(
        region_code(tail, "US") or region_code(tail, "CA") or tail.upper() in _STATES
    )  # fmt: skip
    if told and (told == country or not (country or is_shared or region_code(tail))):
        return _inside(head, told) or Location(plain)
    return _inside(plain, country) or Location(plain)


def _inside(text: str, country: str) -> Location | None:
    """The parts of a text whose country was taken off its end ("" when it had none); None when they are not certain."""
    if match := _SIGNED.match(text):
        signed = _SIGNS.get(match[1]) or (country_code(match[1]) if len(match[1]) == 2 else "")
        return Location(match[3].strip(), "", match[2], signed) if signed and country in ("", signed) else None
    if match := _CODE_FIRST.match(text):
        return Location(match[2].strip(), "", match[1], country)
    for where, form in _ENDS:
        match = form.match(text) if country in ("", where) else None
        if match and (parts := _town(match[1].strip(" ,"), where, is_there=bool(country) or where == "GB")):
            return Location(parts[0], parts[1], match[2].upper(), country)
    parts = _town(text, country, is_there=bool(country))
    return Location(*parts, country=country) if parts and (country or parts[1]) else None


def _town(text: str, country: str, *, is_there: bool) -> tuple[str, str] | None:
    """Town and region of "Town, Region" or "Town REGION"; without a region only where the country `is_there`."""
    if re.search(r"\d", text):
        return None
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) == 2 and (region_code(parts[1], country) if country else _is_region(parts[1])):
        return parts[0], parts[1]
    if len(parts) == 2 and country and country not in ("US", "CA"):
        return parts[0], parts[1]
    if len(parts) != 1:
        return None
    town, _, code = parts[0].rpartition(" ")
    if town and country and code.isupper() and len(code) <= 3 and region_code(code, country):
        return town, code
    return (parts[0], "") if is_there else None


def _is_region(text: str) -> bool:
    """Whether a text behind a town is surely a state: a full name, or a code of the United States or Canada alone."""
    if region_code(text):
        return True
    american = text.isupper() and len(text) == 2 and bool(region_code(text, "US") or region_code(text, "CA"))
    return american and text not in ("DE", "NL", "IN", "IL")  # Germany, the Netherlands, India and Israel are as likely
