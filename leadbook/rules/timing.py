"""How soon somebody plans to buy, from their own words, in months from today."""

from __future__ import annotations

import datetime as dt
import re

from leadbook.fields.when import parse_date
from leadbook.rules.phrases import plain, tokens

NEVER_SAID = float("nan")
_MONTH = 30.44
_WORDS: tuple[tuple[float, str], ...] = (
    (0.5, r"immediate\w*|asap|a s a p|urgent\w*|right away|right now|now|today|this week|next week|as soon as possible"
          r"|sofort|umgehend|dringend|so bald wie möglich|schnellstmöglich|immédiat\w*|urgent|tout de suite|inmediat\w*"
          r"|ya|cuanto antes|subito|ready to buy"),
    (1.0, r"this month|next month|diesen monat|nächsten monat|ce mois|le mois prochain|este mes|próximo mes"),
    (3.0, r"this quarter|next quarter|soon|dieses quartal|nächstes quartal|bald|bientôt|pronto"),
    (6.0, r"half a year|halbes jahr|halbjahr|six mois|seis meses"),
    (12.0, r"this year|within the year|a year|one year|dieses jahr|ein jahr|cette année|un an|este año|un año"),
    (18.0, r"next year|nächstes jahr|année prochaine|próximo año|el año que viene"),
    (24.0, r"later|someday|no plans?|just looking|unsure|not sure|undecided|unknown|später|unklar|plus tard|más tarde"),
)  # fmt: skip
_PHRASES = tuple((months, re.compile(rf"(?<!\w)(?:{words})(?!\w)")) for months, words in _WORDS)
_SPAN = re.compile(
    r"(\d+)\s*(?:(?:-|–|to|bis|à|a|and|und)\s*(\d+))?\s*\+?\s*"
    r"(days?|tagen?|tage|jours?|días?|weeks?|wochen?|semaines?|semanas?|months?|mos?|monaten?|monate?|mois|mes(?:es)?"
    r"|quarters?|quartale?n?|years?|yrs?|jahren?|jahre?|ans?|années?|años?)(?!\w)"
)  # fmt: skip
_UNITS = (
    (1 / _MONTH, ("day", "tag", "jour", "día")),
    (7 / _MONTH, ("week", "woche", "semain", "semana")),
    (3.0, ("quar",)),
    (12.0, ("year", "yr", "jahr", "an", "année", "año")),
)
_QUARTER = re.compile(r"\bq([1-4])\s*[-/ ]?\s*(20\d\d|\d\d)?\b|\b(20\d\d)\s*[-/ ]?\s*q([1-4])\b")


def months_until(text: str, today: dt.date) -> float:
    """The latest time they named, in months from today; NaN when nothing was said that can be read.

    A time that is past counts as now. Open ends ("over 12 months") count as the time they begin.

    >>> months_until("1-3 months", dt.date(2026, 11, 22)), months_until("ASAP", dt.date(2026, 11, 22))
    (3.0, 0.5)
    >>> months_until("Q1 2027", dt.date(2026, 11, 22)) < 6 < months_until("next year", dt.date(2026, 11, 22))
    True
    """
    plain_text = plain(text)
    if not plain_text:
        return NEVER_SAID
    found = _SPAN.search(plain_text)
    if found:
        return int(found.group(2) or found.group(1)) * _unit(found.group(3))
    quarter = _QUARTER.search(plain_text)
    if quarter:
        return _until_quarter(quarter, today)
    stamp = parse_date(text)
    if stamp is not None:
        return max(0.0, (stamp.date() - today).days / _MONTH)
    spoken = " ".join(tokens(plain_text))
    return next((months for months, pattern in _PHRASES if pattern.search(spoken)), NEVER_SAID)


def _unit(word: str) -> float:
    """Length of a unit of time in months."""
    return next((months for months, stems in _UNITS if word.startswith(stems)), 1.0)


def _until_quarter(match: re.Match[str], today: dt.date) -> float:
    """Months to the end of a quarter; without a year it is the next one of that number."""
    number = int(match.group(1) or match.group(4))
    year_text = match.group(2) or match.group(3)
    end_month = number * 3
    year = int(year_text) + (2000 if len(year_text) == 2 else 0) if year_text else today.year
    if not year_text and end_month < today.month:
        year += 1
    return max(0.0, float((year - today.year) * 12 + end_month - today.month + 1))
