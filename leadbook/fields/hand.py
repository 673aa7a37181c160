"""Whether somebody asked to talk to us: the raised hand, in their own words or in those of who noted them.

Asking for a call, a meeting, a demonstration, a visit, an offer, prices or simply contact is a raised hand. Asking
for a brochure or a price list alone is not, nor is what somebody did (attended, opened, clicked, answered a poll),
nor what a colleague noted about our own plans ("will call back"). Each part of a sentence is judged on its own, so
that "Don't e-mail, call me" is a request, and "asked for a call, now not interested" is none.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from leadbook.fields.hand_words import (
    ACTIVITY,
    CLICKS,
    GIVEN,
    HARMLESS,
    NO,
    NO_CALL,
    NO_MORE,
    OURS,
    PAPER,
    POLITE,
    PRICE_ONLY,
    may_be_about_talking,
    yes,
)
from leadbook.fields.text import fold, tidy, word_set

_SENTENCE = re.compile(r"(?<=[.!?;\n])\s+|[;\n]+")
_PART = re.compile(
    r"[.!?;\n|]+|[,:](?!\d)|\s[-–—]+\s|\b(?:but|however|aber|jedoch|sondern|mais|pero|sino|però|maar)\b", re.IGNORECASE
)
_REACHED = re.compile(r"[^\s,;|/<>@]+@[^\s,;|/<>@]+\.[^\s,;|/<>@.]+|\+?\d[\d\s()\-]{7,}\d")
"""Addresses and numbers: they tell no need, and their dots part no sentence."""
_JOINED = re.compile(r" (?:and|und|et|y|e|en) ")
_EMPTY = word_set(
    # English
    "a about after again also am an and any anyone anytime are as asap at back be been before but by call callback "
    "called can contact contacted could d day days demo demonstration dear do email everything for free from get give "
    "good got great have hello help here hi hope how i if in info information inquiry interested interest is it just "
    "kindly know let like ll looking love mail may me meet meeting message more morning my name need new next no not "
    "now number of offer on or other our out phone please pls plz price prices pricing proposal quick quotation quote "
    "quotes reach regards rep reply request requested requesting ring s sales schedule see send sent set shortly some "
    "somebody someone soon speak t talk team thank thanks that the them there this time to today tomorrow touch up "
    "us very visit want wanted wants we week what when will with would yes you your brochure brochures catalog "
    "catalogue list sheet datasheet flyer leaflet slides copy monday tuesday wednesday thursday friday saturday sunday "
    "product products service services something hot warm lead leads was were been has their they he she his its still "
    # German
    "anruf anrufen angebot an auf bald bitte bitten brauche danke das dem den der die ein eine einen einer er es fur "
    "gern gerne guten gruss grusse hallo hatte herr frau ich ihr ihre ihren info informationen ist kontakt "
    "kontaktieren konnen melden mich mir mit mochte mochten morgen nach preis preise preisliste prospekt "
    "katalog broschure unterlagen rufen ruckruf sehr sich sie tag termin uber um und uns von vorfuhrung wir "
    "wunsche zu zuruck zum zur zusenden "
    # French
    "appel appeler appelez au aux avec bonjour brochure ce cordialement d de demande demander des devis du en est et "
    "etre j je la le les m me merci moi mon nous offre par plaquette plait pour pouvez prix qu que rappel rappele "
    "rappeler rappelez recevoir rendez s si souhaite souhaiterais svp tarif tarifs un une voudrais vous votre "
    # Spanish, Italian, Dutch
    "buenos dias buenas catalogo cita con cotizacion deseo el favor folleto gracias gustaria hola la lista llamada "
    "llamar llamen llamenme llameme los mas necesito nos por precio precios presupuesto pueden quiero quisiera una y "
    "appuntamento buongiorno chiamare chiamatemi contattare contattatemi contattato contatto di essere favore grazie "
    "il informazioni listino offerta per potete preventivo prezzi richiamatemi richiedo un vorrei "
    "aan aub bellen bel contact een folder graag groet hallo ik info kunt mij maar offerte ons opnemen prijslijst "
    "prijzen teruggebeld u uw wij willen worden"
)
"""Words that name no need: courtesies, times of day, and the request itself."""
_LONG = 60


class Said(StrEnum):
    """What a text says about talking to us."""

    ASKS = "asks"
    REFUSES = "refuses"
    ACTIVITY = "activity"
    OURS = "our own note"
    OTHER = "something else"


@lru_cache(maxsize=65536)
def what_is_said(text: str) -> Said:
    """What a text says about talking to us.

    >>> [str(what_is_said(t)) for t in ("wants pricing", "no calls please", "opened 3 e-mails", "will call back later")]
    ['asks', 'refuses', 'activity', 'our own note']
    >>> str(what_is_said("our lifts are 20 years old")), str(what_is_said("asked for a call, now not interested"))
    ('something else', 'refuses')
    """
    keys = _keys(text)
    found = [_part(key) for key in keys]
    asked = [at for at, said in enumerate(found) if said is Said.ASKS]
    if asked:
        gone = any(NO_MORE.search(key) for key in keys[asked[-1] + 1 :])
        silent = any(NO_CALL.search(key) for key in keys) and all(PRICE_ONLY.search(keys[at]) for at in asked)
        return Said.REFUSES if gone or silent else Said.ASKS
    for said in (Said.REFUSES, Said.OURS):
        if said in found:
            return said
    return Said.ACTIVITY if found and set(found) == {Said.ACTIVITY} else Said.OTHER


def asks_to_talk(text: str) -> bool:
    """Whether these words ask for contact (English, German, French, Spanish, Italian, Dutch).

    >>> [asks_to_talk(t) for t in ("Please call me next week", "Asked for a demo of the XX-200", "Need a quote for 3")]
    [True, True, True]
    >>> [asks_to_talk(t) for t in ("Unit is down, can someone call today?", "Give me a call", "Asked to be called")]
    [True, True, True]
    >>> [asks_to_talk(t) for t in ("Please send a brochure", "Will call back later", "Do not call me", "Great lunch!")]
    [False, False, False, False]
    >>> [asks_to_talk(t) for t in ("Demo requested", "Need to schedule a follow up call", "clicked “Request a quote”")]
    [True, False, False]
    >>> [asks_to_talk(t) for t in ("Bitte um Rückruf", "Merci de me rappeler", "Quiero una demo", "Kein Interesse")]
    [True, True, True, False]
    """
    return what_is_said(text) is Said.ASKS


@lru_cache(maxsize=65536)
def names_need(text: str) -> bool:
    """Whether a text says more than that they want to talk: a need, a thing, a problem.

    >>> [names_need(t) for t in ("Please call me", "Demo please", "Bitte um Rückruf", "Quote for 3 beds")]
    [False, False, False, True]
    """
    return any(word not in _EMPTY and not word.isdigit() for word in fold(text).split())


def need_beside(text: str) -> str:
    """What a request tells besides the wish to talk, as they wrote it; "" when it tells no need.

    >>> need_beside("Asked for a demo, trays go missing between their sites"), need_beside("Please call me on Monday")
    ('trays go missing between their sites', '')
    """
    told = []
    for part in _PART.split(_REACHED.sub(" ", text)):
        key = " ".join(HARMLESS.sub(" ", fold(part)).split()) if part else ""
        words = [word for word in key.split() if word not in _EMPTY and not word.isdigit()]
        if len(words) > 1 and _part(key) is Said.OTHER and not PAPER.search(key):
            told.append(tidy(part))
    return ", ".join(told)


def asks_for_paper(text: str) -> bool:
    """Whether these words ask for a brochure, a catalogue or a price list: an inquiry, and with a need a raised hand.

    >>> [asks_for_paper(t) for t in ("Please send a brochure", "Brochure sent on the 16th", "downloaded the catalogue")]
    [True, False, False]
    """
    return any(PAPER.search(key) and not GIVEN.search(key) and _part(key) is Said.OTHER for key in _keys(text))


def few_words(text: str) -> str:
    """The sentence that asks to talk or refuses to, as they wrote it, else the first; cut after some sixty letters.

    >>> few_words("We met at the fair. Please call me about the cables! Best, Ana")
    'Please call me about the cables'
    """
    sentences = [sentence for part in _SENTENCE.split(text) if (sentence := tidy(part).strip(" .!,;:-“”\"'"))]
    telling = (s for kind in (Said.ASKS, Said.REFUSES) for s in sentences if what_is_said(s) is kind)
    said = next(telling, sentences[0] if sentences else "")
    if len(said) <= _LONG:
        return said
    return said[:_LONG].rpartition(" ")[0].rstrip(" ,;:-") + " …"


def _keys(text: str) -> list[str]:
    """The parts of a text, folded; what only looks like a refusal is left out."""
    keys = (HARMLESS.sub(" ", fold(part)) for part in _PART.split(text))
    return [" ".join(key.split()) for key in keys if key.strip()]


def _part(key: str) -> Said:
    """What one folded part says."""
    if CLICKS.search(key):
        pieces = _JOINED.split(key)
        asks = any(_asks(piece) for piece in pieces if not CLICKS.search(piece))
        return Said.ASKS if asks else Said.ACTIVITY
    if may_be_about_talking(key) or "unsubscribe" in key:
        if _asks(key):
            return Said.ASKS
        if NO.search(key) or NO_MORE.search(key):
            return Said.REFUSES
    if OURS.search(key):
        return Said.OURS
    return Said.ACTIVITY if ACTIVITY.search(key) or POLITE.search(key) else Said.OTHER


def _asks(key: str) -> bool:
    """Whether one folded part asks, and neither refuses nor tells of our own plans."""
    return bool(yes().search(key)) and not NO.search(key) and not OURS.search(key)
