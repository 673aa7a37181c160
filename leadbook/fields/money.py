"""Money as people write it, to an amount and a currency."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from leadbook.fields.text import fold, tidy, word_set

_SIGNS = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "us$": "USD", "c$": "CAD", "a$": "AUD", "r$": "BRL",
}  # fmt: skip
_CODES = word_set("USD EUR GBP CHF CAD AUD NZD JPY CNY INR SEK NOK DKK PLN CZK HUF MXN BRL ZAR SGD HKD AED")
_NAMES = (("dollar", "USD"), ("euro", "EUR"), ("pound", "GBP"), ("rupee", "INR"), ("franken", "CHF"))
_SCALES = {
    "teur": 1_000, "tusd": 1_000, "tchf": 1_000, "t€": 1_000,
    "k": 1_000, "thousand": 1_000, "tsd": 1_000, "mille": 1_000, "mil": 1_000, "m": 1_000_000, "mio": 1_000_000,
    "million": 1_000_000, "millions": 1_000_000, "mn": 1_000_000, "l": 100_000, "lakh": 100_000, "lakhs": 100_000,
    "cr": 10_000_000, "crore": 10_000_000, "bn": 1_000_000_000, "billion": 1_000_000_000,
}  # fmt: skip
_NUMBER = re.compile(
    r"(?:(?<![\w.,])|(?<=USD)|(?<=EUR)|(?<=GBP)|(?<=CHF)|(?<=CAD))(?<![A-Za-z]{2}-)"
    r"\d[\d.,'’ \u00a0\u202f]*(?<![ \u00a0\u202f])"
)
_SCALE = re.compile(r"[ \u00a0]?(?:(?:-|–|to|bis|à|a|and|und)[ \u00a0]?\d[\d.,]*[ \u00a0]?)?([Tt]€|[A-Za-z]+)")
_NO_AMOUNT = re.compile(
    r"[ \u00a0]?(?:%|percent|prozent|pour ?cent|por ciento|"
    r"(?:days?|weeks?|months?|years?|tagen?|wochen?|monat\w*|jahr\w*|jours?|semaines?|mois|ans?|semanas?|meses|años?)\b)",
    re.IGNORECASE,
)
"""What stands behind a number that is a share or a time and never money."""

_OTHER_NUMBERS = re.compile(r"\b[Qq][1-4][ /-]*(?:19|20)\d\d\b|\b\d{3}[-. ]\d{3}[-. ]\d{4}\b|\(\d{3}\) ?\d{3}-\d{4}")
"""Quarters with their year, and phone numbers."""

_NOTHING = word_set(
    "none|no budget|no money|zero|nothing|kein budget|keines|kein geld|aucun|pas de budget|sin presupuesto|ninguno|nil|"
    "nichts|rien|nada|niente|kein|keine|geen budget|nessun budget|aucun budget",
    "|",
)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount; `currency` is a three-letter code or "" when none was written."""

    amount: Decimal
    currency: str = ""


def parse_money(text: str) -> Money | None:
    """The (first, lower) amount in a text, None when there is none; words for nothing are 0.

    >>> parse_money("€ 1.234,56"), parse_money("no budget")
    (Money(amount=Decimal('1234.56'), currency='EUR'), Money(amount=Decimal('0'), currency=''))
    >>> [str(parse_money(t).amount) for t in ("$50k", "10'000 CHF", "₹1.2 Cr", "5-10k")], parse_money("ask me")
    (['50000', '10000', '12000000.0', '5000'], None)
    """
    plain = tidy(text)
    if fold(plain) in _NOTHING:
        return Money(Decimal(0))
    found = amounts(plain)
    return Money(found[0], _currency(plain)) if found else None


def amounts(text: str) -> tuple[Decimal, ...]:
    """All amounts in a text, in their order; the scale behind a range counts for both of its ends.

    >>> [str(amount) for amount in amounts("5-10k")], [str(amount) for amount in amounts("€ 1.250 to 2.500")]
    (['5000', '10000'], ['1250', '2500'])
    >>> amounts("XX-200 in Q3"), [str(amount) for amount in amounts("₹1.2 Cr")]
    ((), ['12000000.0'])
    >>> amounts("60 % discount"), amounts("in 6 months, Q3 2027"), [str(amount) for amount in amounts("20 TEUR")]
    ((), (), ['20000'])
    """
    found = []
    text = _OTHER_NUMBERS.sub(" ", text)
    for match in _NUMBER.finditer(text):
        amount, scale = _amount(match.group()), _SCALE.match(text, match.end())
        word = scale[1].casefold() if scale else ""
        glued = text[match.end() : match.end() + 1].isalpha() and word not in _SCALES and word.upper() not in _CODES
        if amount is not None and not glued and not _NO_AMOUNT.match(text, match.end()):
            found.append(amount * _SCALES.get(word, 1))
    return tuple(found)


def _amount(digits: str) -> Decimal | None:
    """A number with whatever marks for thousands and decimals."""
    plain = re.sub(r"['’ \u00a0\u202f]", "", digits).strip(".,")
    last = max(plain.rfind("."), plain.rfind(","))
    if last >= 0:
        mark, tail = plain[last], plain[last + 1 :]
        other = "," if mark == "." else "."
        thousands = len(tail) == 3 and (plain.count(mark) > 1 or other not in plain)
        plain = re.sub(r"[.,]", "", plain) if thousands else re.sub(r"[.,]", "", plain[:last]) + "." + tail
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def _currency(text: str) -> str:
    """Three-letter code of the currency a text names, "" when it names none."""
    for word in re.findall(r"(?<![A-Za-z])[Tt]?([A-Za-z]{3})(?![A-Za-z])", text):
        if word.upper() in _CODES:
            return str(word.upper())
    lower = text.casefold()
    for sign in sorted(_SIGNS, key=len, reverse=True):
        if sign in lower:
            return _SIGNS[sign]
    return next((code for name, code in _NAMES if name in lower), "")
