"""Lists of people who asked to be left alone: told from lists of leads, and read as what must not be contacted.

A mail tool exports those who unsubscribed, and those whose address bounced, as files of their own. Importing such a
file as leads would be the worst that can happen to it, so it is known by its columns or by its plain name.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from leadbook.fields.text import fold, tidy, word_set
from leadbook.fields.when import parse_dates
from leadbook.intake.presets.match import find_columns
from leadbook.intake.presets.preset import Step

_DAYS = word_set(
    "unsub time|unsubscribe time|unsubscribed time|unsubscribed at|unsubscribed on|unsubscribe date|"
    "unsubscribed date|opt out date|opt out time|opted out at|opted out on|optout date|clean time|bounced at|"
    "suppressed at|suppression date|abgemeldet am|date de desinscription|fecha de baja",
    "|",
)
_FILLED = 0.9
_LONGEST = 40
_FILES = (
    "unsubscribed", "unsubscribes", "unsubscribe list", "opt outs", "optouts", "opt out list", "suppression list",
    "suppressions", "suppressed", "do not call", "do not contact", "do not mail", "dnc list", "dnc", "abmeldungen",
    "abgemeldet", "sperrliste", "desinscrits",
)  # fmt: skip


_LEFT = word_set(
    "unsubscribed|unsubscribe|opted out|optedout|opt out|email opt out|complained|spam complaint|marked as spam|"
    "reported as spam|abgemeldet|ausgetragen|abbestellt|widerrufen|desinscrit|desabonne|dado de baja|disiscritto|"
    "disiscritta|descadastrado|cancelou a inscricao|uitgeschreven|afgemeld|wypisany",
    "|",
)
_LEAVE = word_set(
    "do not contact|do not email|do not mail|blocklisted|blacklisted|nicht kontaktieren|werbesperre|"
    "ne pas contacter|no contactar|non contattare|nao contatar|niet contacteren|nie kontaktowac",
    "|",
)
_BOUNCED = word_set(
    "bounced|bounce|hard bounce|hard bounced|hardbounce|hardbounced|undeliverable|unzustellbar|nicht zustellbar|"
    "non delivre|rebond|rebotado|no entregable|rimbalzato|non recapitabile|onbestelbaar",
    "|",
)
_WHY = {True: "The address bounced.", False: "They unsubscribed."}
_CANCELLED, _BESIDE = word_set("cancelled|canceled", "|"), word_set("complained|bounced", "|")
"""Who cancelled a newsletter: told from other cancelling by the words of such a tool in the same column."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One address or number that must not be contacted.

    Args:
        what: "e-mail" or "phone", as in the column What of tblSuppression.
        value: as received.
        since: the day the person asked for it, None when the list does not say.
        why: the reason in words, "" for the usual one.
    """

    what: str
    value: str
    since: dt.date | None
    why: str = ""


def is_suppression_list(names: Sequence[str], cells: Sequence[Sequence[str]], file: str) -> bool:
    """Whether a whole file lists people who must not be contacted.

    It does when nearly every row has the day on which somebody unsubscribed, or when its name begins or ends so. A
    flag or a day in some of the rows ("Email Opt Out") makes no such list; it counts for its row.

    >>> is_suppression_list(["Email Address", "UNSUB_TIME"], [["ann@clinic.example", "2026-11-02"]], "members.csv")
    True
    >>> [is_suppression_list(["Email"], [], name) for name in ("do_not_call 2026.csv", "cleaned_leads.csv")]
    [True, False]
    """
    for at, name in enumerate(names):
        if fold(name) in _DAYS and sum(bool(row[at].strip()) for row in cells) >= max(1, _FILLED * len(cells)):
            return True
    stem = fold(PurePath(file).stem)
    return any(f"{stem} ".startswith(f"{words} ") or f" {stem}".endswith(f" {words}") for words in _FILES)


def stops(
    made: dict[str, list[str]], names: Sequence[str], cells: Sequence[Sequence[str]], known: Step | None = None
) -> tuple[Stop, ...]:  # fmt: skip
    """What each row stops: its addresses, else its numbers; each once, in the order of the file.

    Args:
        made: text by field key.
        names, cells: headers and rows as received.
        known: what the preset of the list says of it: address or number, the column of the day, and why.
    """
    since = find_columns(names, known.since) if known and known.since else []
    place = since[0] if since else next((at for at, name in enumerate(names) if fold(name) in _DAYS), None)
    days = parse_dates(["" if place is None else _of_seconds(row[place]) for row in cells]).values
    found: dict[tuple[str, str], Stop] = {}
    for at in range(len(cells)):
        mails = [made[key][at] for key in ("email", "email2") if "@" in made[key][at]]
        numbers = [made[key][at] for key in ("phone", "phone2") if made[key][at]]
        day = days[at]
        either = (("e-mail", mails), ("phone", [] if mails else numbers))
        only = (("e-mail", mails),) if known and known.what == "e-mail" else (("phone", numbers),)
        for what, values in only if known else either:
            for value in map(tidy, values):
                why = known.why if known else ""
                found.setdefault((what, value.casefold()), Stop(what, value, day.date() if day else None, why))
    return tuple(found.values())


def row_stops(made: dict[str, list[str]], cells: Sequence[Sequence[str]]) -> tuple[Stop, ...]:
    """What single rows stop by a cell that says of its person Unsubscribed, Bounced or the like and nothing else.

    So an opt-out counts whatever the column is called, and whether the tool of the list is known or not. An address
    that bounced is stopped as one; nobody asked for it.

    Args:
        made: text by field key. cells: rows as received.
    """
    found: dict[str, Stop] = {}
    known: dict[str, str] = {}
    for column in zip(*cells, strict=True):
        words = {text: known.setdefault(text, fold(text)) for text in set(column) if 3 < len(text) < _LONGEST}
        if not set(words.values()) & (_LEFT | _LEAVE | _BOUNCED):
            continue
        left = _LEFT | _LEAVE | (_CANCELLED if set(words.values()) & _BESIDE else frozenset())
        for row, cell in enumerate(column):
            word = words.get(cell, "")
            is_bounced = word in _BOUNCED
            for key in ("email",) if is_bounced else ("email", "email2") if word in left else ():
                value = tidy(made[key][row])
                if "@" in value:
                    why = f"Marked “{tidy(cell)}”" if word in _LEAVE else _WHY[is_bounced]
                    found.setdefault(value.casefold(), Stop("e-mail", value, None, why))
    return tuple(found.values())


def _of_seconds(text: str) -> str:
    """A stamp in seconds since 1970, as mail services write them, as a day; anything else as it is.

    >>> _of_seconds("1790083507"), _of_seconds("2026-11-02")
    ('2026-09-22', '2026-11-02')
    """
    plain = text.strip()
    if len(plain) == 10 and plain.isdigit() and plain[0] == "1":
        return dt.datetime.fromtimestamp(int(plain), dt.UTC).date().isoformat()
    return text
