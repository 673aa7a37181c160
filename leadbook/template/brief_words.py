"""The fixed words of a briefing page, by language. They suggest; they never command."""

from __future__ import annotations

from typing import Final

ENGLISH: Final[dict[str, str]] = {
    "line": "The line you could say", "offer": "The offer", "until": "Until", "terms": "Terms",
    "left": "days left", "left_one": "day left", "no_until": "No deadline yet", "no_terms": "Terms: not written yet.",
    "last_day": "last day", "over": "has ended",
    "runs": "Runs", "owner": "Owner", "product": "Product", "answers": "Answers", "matching": "In the book",
    "filled": "{} of {} filled", "match": "{} match", "version": "Sales brief", "internal": "internal",
    "missing": "Still missing on this page", "why": "Why we are doing this", "who": "Who it is for, and not for",
    "for": "For", "not": "Not", "ask": "If they ask …", "say": "… you could say", "push": "If they hesitate …",
    "battle": "Against the others", "they": "They offer", "win": "Where we win", "lose": "Where they win",
    "first": "Good questions to ask first", "help": "What would help us, and what you get", "links": "Links",
    "more": "… and {} more on the sheet Answers.", "nothing": "Not written yet.", "pages": "{} pages",
}  # fmt: skip

GERMAN: Final[dict[str, str]] = {
    "line": "Der Satz, den Sie sagen könnten", "offer": "Das Angebot", "until": "Bis", "terms": "Bedingungen",
    "left": "Tage übrig", "left_one": "Tag übrig", "no_until": "Noch ohne Frist",
    "no_terms": "Bedingungen: noch nicht geschrieben.", "last_day": "letzter Tag", "over": "ist vorbei",
    "runs": "Laufzeit", "owner": "Verantwortlich", "product": "Produkte", "answers": "Antworten",
    "matching": "Im Buch", "filled": "{} von {} liegen vor", "match": "{} passende", "version": "Kurzbrief",
    "internal": "intern", "missing": "Was auf dieser Seite noch fehlt", "why": "Warum wir das machen",
    "who": "Für wen es gedacht ist und für wen nicht", "for": "Für", "not": "Nicht", "ask": "Wenn gefragt wird …",
    "say": "… könnten Sie sagen", "push": "Wenn gezögert wird …", "battle": "Im Vergleich mit den anderen",
    "they": "Was sie anbieten", "win": "Worin wir besser sind", "lose": "Worin sie besser sind",
    "first": "Gute Fragen für den Anfang", "help": "Was uns hilft und was Sie dafür bekommen", "links": "Unterlagen",
    "more": "… und {} weitere auf dem Blatt Answers.", "nothing": "Noch nicht geschrieben.",
    "pages": "{} Seiten",
}  # fmt: skip

WORDS: Final[dict[str, dict[str, str]]] = {"en": ENGLISH, "de": GERMAN}

MONTHS: Final[dict[str, tuple[str, ...]]] = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "de": ("Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sep.", "Okt.", "Nov.", "Dez."),
}
DAYS: Final[dict[str, tuple[str, ...]]] = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), "de": ("Mo.", "Di.", "Mi.", "Do.", "Fr.", "Sa.", "So."),
}  # fmt: skip


def words(language: str) -> dict[str, str]:
    """The words of a language ("de", "de-CH"); English where there are none."""
    return WORDS[_known(language)]


def months(language: str) -> tuple[str, ...]:
    """Short names of the months."""
    return MONTHS[_known(language)]


def days(language: str) -> tuple[str, ...]:
    """Short names of the days, Monday first."""
    return DAYS[_known(language)]


def _known(language: str) -> str:
    short = language.strip().lower()[:2]
    return short if short in WORDS else "en"
