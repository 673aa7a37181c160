"""When somebody plans to buy: phrases and dates to a first and a last day."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from leadbook.fields.month_names import month_number
from leadbook.fields.text import fold, word_set
from leadbook.fields.when import parse_date

_WORDS_TOO = word_set("sie out set sub tem gen mag elo des haz gru cze kas nis lip")
"""Short forms of months that are words of other languages too: in a sentence they tell nothing."""
_NOW = re.compile(
    r"\b(asap|as soon as possible|immediate\w*|right away|urgent\w*|now|today|at once|sofort|umgehend|dringend"
    r"|schnellstmoglich"
    r"|so schnell wie moglich|tout de suite|immediatement|des que possible|urgente?|inmediat\w*|cuanto antes|ya"
    r"|ready to move|ready to buy|yesterday|diese woche|cette semaine|esta semana|subito|direct|zo snel mogelijk)\b"
)
_NEVER = re.compile(
    r"\b(no plans?|not now|never|just looking|just browsing|no time|not planned|no date|"
    r"kein\w* (plan\w*|bedarf)|nicht geplant"
    r"|pas de projet|aucun projet|sin planes|no (immediate )?need|only researching|just researching|someday|"
    r"jetzt nicht|nicht jetzt|nie|jamais|nunca|nooit|mai|pas maintenant|ahora no|non ora|nu niet|irgendwann)\b"
)
_UNITS = {
    "day": 1, "tag": 1, "jour": 1, "dia": 1, "giorn": 1, "dag": 1, "week": 7, "woche": 7, "semaine": 7, "semana": 7,
    "settiman": 7, "wek": 7, "month": 30, "mo": 30, "monat": 30, "mois": 30, "mes": 30, "maand": 30, "quarter": 91,
    "quartal": 91, "trimest": 91, "kwart": 91, "year": 365, "yr": 365, "jahr": 365, "jaar": 365, "jar": 365,
    "an": 365, "ano": 365,
}  # fmt: skip
_UNIT = (
    r"(days?|tag\w*|jours?|dias?|giorn[oi]|dag(?:en)?|weeks?|wks?|woche\w*|semaines?|semanas?|settiman[ae]|weken|months?|"
    r"mos?|monat\w*|mois|mes(?:es)?|mes[ei]|maand(?:en)?|quarters?|quartal\w*|trimestr[ei]s?|kwarta\w+|years?|yrs?|jahr\w*|"
    r"jaar|jaren|ans?|annees?|ann[oi]|anos?)"
)
_COUNTS = {
    "1": r"one|an?|ein|eine[mnr]?|une?|uno|una|een", "2": r"two|a couple of|zwei|deux|dos|due|twee",
    "3": r"three|drei|trois|tres|tre|drie", "4": r"four|a few|few|some|vier|quatre|cuatro|quattro|einige[nr]?|ein paar|"
    r"quelques|unos|algunos|alcun[ei]|enkele", "5": r"five|funf|cinq|cinco|cinque|vijf", "6": r"six|sechs|seis|sei|zes",
    "9": r"nine|neun|neuf|nueve|nove|negen", "12": r"twelve|zwolf|douze|doce|dodici|twaalf",
}  # fmt: skip
_SPOKEN = tuple((re.compile(rf"\b(?:{words}) (?={_UNIT}\b)"), f"{number} ") for number, words in _COUNTS.items())
_HALF_YEAR = re.compile(r"\b(?:half a year|half year|halbes jahr|halben jahr|halbjahr|half jaar)\b")
_SEASONS = (
    (5, r"spring|fruhling|fruhjahr|printemps|primavera|voorjaar|lente"), (8, r"summer|sommer|ete|verano|estate|zomer"),
    (11, r"autumn|herbst|automne|otono|autunno|herfst"), (3, r"winter|hiver|invierno|inverno"),
)  # fmt: skip
_CHRISTMAS = re.compile(r"\b(?:christmas|xmas|weihnachten|noel|navidad|natale|kerst(?:mis)?)\b")
_YEAR_END = re.compile(
    r"\b(?:end of (?:the |this )?year|year end|jahresende|ende des jahres|fin d annee|fin de l annee|fin de ano|"
    r"fine anno|einde van het jaar)\b"
)
_EARLY = re.compile(r"\b(?:early|beginning of|start of|anfang|debut|principios de|inizio|begin)\b")
_HALF = re.compile(
    r"\b(?:h([12])|(?:(first|erste\w*|premier|primer|1st|1)|(?:second|zweite\w*|deuxieme|segundo|2nd|2)) "
    r"(?:half|halbjahr|semestre|halfjaar))\b"
)
_MONTH_YEAR = re.compile(r"^\s*(0?[1-9]|1[0-2])\s*[/.-]\s*(20\d\d)\s*$")
_RANGE = re.compile(rf"(\d+) (?:to |bis |a |und |and )?(\d+) {_UNIT}\b")
_WITHIN = re.compile(rf"(\d+) {_UNIT}\b")
_PERIOD = re.compile(
    r"\b(this|next|dieses?|diesen|nachste[nrs]?|kommende[nrs]?|ce|cette|prochaine?|este|esta|proximo|proxima|questo|"
    r"quest|prossimo|dit|deze|volgende?|komende?) "
    + _UNIT
    + r"\b|"
    + _UNIT
    + r" (prochaine?|proximo|proxima|prossim[oa])\b"
)
_QUARTER = re.compile(r"\b(?:q([1-4])|([1-4])(?:st|nd|rd|th|er|e)? (?:quarter|quartal|trimestre|kwartaal))\b")
_YEAR = re.compile(r"\b(20\d\d)\b")
_NEXT = ("next", "nachst", "kommend", "prochain", "proxim", "prossim", "volgend", "komend")


@dataclass(frozen=True, slots=True)
class Timeframe:
    """First and last day of the time in which somebody plans to buy; without days when they said never or not now."""

    first: dt.date | None
    last: dt.date | None


def parse_timeframe(text: str, asked: dt.date) -> Timeframe | None:
    """When they plan to buy, None when the words do not tell.

    Args:
        text: their words, in English, German, French or Spanish, or a date.
        asked: the day they said it.

    >>> day = dt.date(2026, 11, 20)
    >>> [parse_timeframe(t, day).last.isoformat() for t in ("ASAP", "0-3 months", "Q1 2027", "this year")]
    ['2026-12-20', '2027-02-18', '2027-03-31', '2026-12-31']
    >>> [parse_timeframe(t, day).last.isoformat() for t in ("by end of January", "next quarter", "2027-02-01")]
    ['2027-01-31', '2027-03-31', '2027-02-01']
    >>> parse_timeframe("just looking", day).last, parse_timeframe("when the roof is done", day)
    (None, None)
    """
    exact = parse_date(text)
    if exact is not None:
        return Timeframe(asked, max(exact.date(), asked))
    key = fold(text)
    if not key:
        return None
    if _NEVER.search(key):
        return Timeframe(None, None)
    numbered = _MONTH_YEAR.match(text)
    if numbered:
        return _month(int(numbered[2]), int(numbered[1]), asked)
    open_ended = bool(re.search(r"\d\s*\+", text))
    return (
        _named_quarter(key, asked)
        or _counted(_numbered(key), asked, open_ended=open_ended)
        or _named(key, asked)
        or (Timeframe(asked, asked + dt.timedelta(days=30)) if _NOW.search(key) else None)
    )


def _numbered(key: str) -> str:
    """Numbers spelled out as digits, where a unit of time follows; half a year is six months."""
    key = _HALF_YEAR.sub("6 months", key)
    for words, number in _SPOKEN:
        key = words.sub(number, key)
    return key


def _counted(key: str, asked: dt.date, *, open_ended: bool) -> Timeframe | None:
    """“0-3 months”, “within 6 weeks”, “6+ months”."""
    match = _RANGE.search(key)
    if match:
        days = _unit(match.group(3))
        first, last = sorted((int(match.group(1)), int(match.group(2))))
        return _span(asked, min(first * days, 36500), min(last * days, 36500))
    match = _WITHIN.search(key)
    if match:
        days = min(int(match.group(1)) * _unit(match.group(2)), 36500)
        late = re.search(r"\b(more than|over|after|uber|mehr als|plus de|mas de|piu di|meer dan)\b", key)
        return _span(asked, days, days + 180) if late or open_ended else _span(asked, 0, days)
    return None


def _named_quarter(key: str, asked: dt.date) -> Timeframe | None:
    """Quarters by their number."""
    match = _QUARTER.search(key)
    if not match:
        return None
    year = _YEAR.search(key)
    return _quarter(int(year.group(1)) if year else None, int(match.group(1) or match.group(2)), asked)


def _named(key: str, asked: dt.date) -> Timeframe | None:
    """Halves, seasons, months, years, and this or next of them."""
    period = _PERIOD.search(key)
    following = period is not None and any(word.startswith(_NEXT) for word in period.group().split())
    year = _YEAR.search(key)
    named = int(year.group(1)) if year else asked.year + 1 if following and "year" in key else None
    half = _HALF.search(key)
    if half:
        return _half(named, 1 if half[1] == "1" or half[2] else 2, asked)
    if _CHRISTMAS.search(key):
        return Timeframe(asked, max(asked, dt.date(named or asked.year, 12, 24)))
    if period:
        return _period(_unit(period.group(2) or period.group(3)), following, asked)
    if _YEAR_END.search(key):
        return Timeframe(asked, dt.date(asked.year, 12, 31))
    return _in_year(key, named, asked)


def _in_year(key: str, year: int | None, asked: dt.date) -> Timeframe | None:
    """A season or a month, of a year or the next to come; or a year itself."""
    season = next((end for end, words in _SEASONS if re.search(rf"\b(?:{words})\b", key)), 0)
    if season:
        chosen = year if year is not None else asked.year + (season < asked.month)
        return Timeframe(asked, max(asked, _month_end(chosen, season)))
    words = [word for word in key.split() if len(word) > 2 and word not in _WORDS_TOO]
    month = next((number for word in words if (number := month_number(word))), 0)
    if month:
        chosen = year if year is not None else asked.year + (month < asked.month)
        found = _month(chosen, month, asked)
        if re.search(r"\b(?:mid|mitte|mi|mediados|meta|half)\b", key) and found.first and found.last:
            return Timeframe(found.first, max(found.first, dt.date(chosen, month, 15)))
        return found
    if year is None or year < asked.year:
        return None
    end = dt.date(year, 4, 30) if _EARLY.search(key) else dt.date(year, 12, 31)
    return Timeframe(max(asked, dt.date(year, 1, 1)), max(asked, end))


def _month(year: int, month: int, asked: dt.date) -> Timeframe:
    """A month of a year; one that is over counts as now."""
    return Timeframe(max(asked, dt.date(year, month, 1)), max(asked, _month_end(year, month)))


def _half(year: int | None, half: int, asked: dt.date) -> Timeframe:
    """Half of a year; without a year the next one that is not over."""
    end = half * 6
    chosen = year if year is not None else asked.year + (end < asked.month)
    return Timeframe(max(asked, dt.date(chosen, end - 5, 1)), max(asked, _month_end(chosen, end)))


def _unit(word: str) -> int:
    """Days of a unit of time."""
    return next(
        (days for name, days in sorted(_UNITS.items(), key=lambda pair: -len(pair[0])) if word.startswith(name)), 30
    )


def _span(asked: dt.date, first: int, last: int) -> Timeframe:
    """Days counted from the day they said it."""
    return Timeframe(asked + dt.timedelta(days=first), asked + dt.timedelta(days=last))


def _quarter(year: int | None, quarter: int, asked: dt.date) -> Timeframe:
    """A quarter; without a year the next one of that number that is not over."""
    end = quarter * 3
    chosen = year if year is not None else asked.year + (end < asked.month)
    return Timeframe(max(asked, dt.date(chosen, end - 2, 1)), max(asked, _month_end(chosen, end)))


def _period(days: int, following: bool, asked: dt.date) -> Timeframe:
    """This or next week, month, quarter or year."""
    if days <= 7:
        return _span(asked, 0, 14 if following else 7)
    if days == 30:
        ahead = asked.month - 1 + following
        year, month = asked.year + ahead // 12, ahead % 12 + 1
        return Timeframe(max(asked, dt.date(year, month, 1)), _month_end(year, month))
    if days == 91:
        ahead = (asked.month - 1) // 3 + following
        return _quarter(asked.year + ahead // 4, ahead % 4 + 1, asked)
    year = asked.year + following
    return Timeframe(max(asked, dt.date(year, 1, 1)), dt.date(year, 12, 31))


def _month_end(year: int, month: int) -> dt.date:
    """Last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])
