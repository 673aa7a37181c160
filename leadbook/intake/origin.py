"""How the names of a list were gathered, as far as its structure tells; rows that are no inquiry at all."""

from __future__ import annotations

import re
from functools import lru_cache

from leadbook.fields.email import check_email
from leadbook.fields.phone import check_phone
from leadbook.fields.text import YES_WORDS, fold, word_set
from leadbook.intake.presets.match import find_columns
from leadbook.intake.presets.preset import Preset
from leadbook.intake.presets.rows import domain_of
from leadbook.intake.source import SourceTable
from leadbook.model import GatheredHow

_SIGNS: tuple[tuple[GatheredHow, frozenset[str], int], ...] = (
    (GatheredHow.EVENT, word_set(
        "join time|leave time|time in session minutes|attended|badge id|scan date|scan time|scanned at|scanned by|"
        "scan date time|attendee status|ticket type|order number|booth|captured on|device|approval status|"
        "registration time|checked in", "|"), 2),
    (GatheredHow.EVENT, word_set("join time|leave time|time in session minutes", "|"), 1),
    (GatheredHow.PURCHASED, word_set(
        "email status|email confidence|primary email source|seniority|departments|technologies|total funding|"
        "latest funding|person linkedin url|company linkedin url|zoominfo contact id|contact accuracy score|"
        "contact accuracy grade|apollo contact id|sic|sic code|naics|naics code|zip5|zip4|list price", "|"), 2),
    # lead forms of advertisements: whoever is in such a list filled the form in
    (GatheredHow.RAISED_HAND_FORM, word_set(
        "form name|form id|lead form|lead form name|lead form id|ad id|ad name|adset id|adset name|ad set id|"
        "ad set name|ad group|ad group id|ad group name|adgroup id|is organic|platform|gclid|gcl id|creative id|"
        "creative name|lead submitted|lead submitted at|inbox url", "|"), 2),
    (GatheredHow.RAISED_HAND_FORM, word_set(
        "how can we help|how can we help you|how may we help|your message|your inquiry|your enquiry|form|page|"
        "page url|form page|wie konnen wir helfen|ihre nachricht|ihr anliegen|votre message|su mensaje", "|"), 1),
)  # fmt: skip
_MESSAGES = word_set(
    "message|your message|messages|comment|comments|your comments|questions comments|questions or comments|"
    "comments questions|anything else|nachricht|ihre nachricht|mitteilung|kommentar|commentaire|commentaires|"
    "votre message|mensaje|su mensaje|comentarios|messaggio|mensagem",
    "|",
)
_TOTALS = ("total", "totals", "grand total", "grand totals", "sum", "summe", "gesamt", "insgesamt", "total general")
_WHO = ("first_name", "last_name", "company", "email", "email2", "phone", "phone2")
_WAYS = ("company", "email", "email2", "phone", "phone2")
_LETTER, _DIGIT = re.compile(r"[^\W\d_]|@"), re.compile(r"\d")


def guess(names: list[str]) -> str:
    """How the list was gathered, by its columns; "" when they do not tell. A guess never makes anybody a lead alone.

    >>> guess(["Name", "Email", "Join Time", "Leave Time"]), guess(["Name", "Email"])
    (<GatheredHow.EVENT: 'event'>, '')
    """
    folded = {fold(name) for name in names}
    for how, signs, least in _SIGNS:
        if len(folded & signs) >= least:
            return how
    return ""


def is_form(how: str, names: list[str]) -> bool:
    """Whether people filled this list themselves, so that a message in it is theirs."""
    return how == GatheredHow.RAISED_HAND_FORM or guess(names) == GatheredHow.RAISED_HAND_FORM


def is_message(name: str, *, is_worked: bool) -> bool:
    """Whether a column holds what people wrote into a form's field for anything they want to say.

    Args:
        is_worked: the list has a status or an owner, so somebody here works with it, and comments may be theirs.
    """
    return fold(name) in _MESSAGES and not (is_worked and "comment" in fold(name))


def staff(source: SourceTable) -> dict[str, str]:
    """Addresses of who ran the event, by the tables above the list, and why their rows are left out.

    A panelist who came in as a visitor stands among the visitors too.
    """
    reasons = {reject.row: reject.reason for reject in source.rejects if reject.reason in ("host", "panelist")}
    return {
        cell.strip().casefold(): reason
        for row, reason in reasons.items()
        for cell in source.untrusted.get(row, ())
        if "@" in cell
    }


def host_domains(source: SourceTable, preset: Preset | None) -> frozenset[str]:
    """What stands behind the @ in the addresses of who ran a meeting, by the table about the meeting itself."""
    found = set()
    for step in preset.steps["reject"] if preset else ():
        for table in source.others if step.ours else ():
            names = [str(name) for name in table.frame.columns]
            if not find_columns(names, step.column):
                mails = (cell for at in find_columns(names, step.ours) for cell in table.frame.iloc[:, at])
                found |= {domain_of(str(mail)) for mail in mails}
    return frozenset(found - {""})


def reject_reason(made: dict[str, list[str]], at: int, names: list[str], cells: list[str]) -> str:
    """Why a row is no inquiry: a sum, a test, or nobody at all; "" when it is one.

    Args:
        made: text by field key.
        at: position of the row.
        names, cells: headers and the row as received.
    """
    words = fold(f"{made['first_name'][at]} {made['last_name'][at]}")
    is_nobody = not any(made[key][at] for key in ("email", "phone", "company"))
    if is_nobody and (words in _TOTALS or any(fold(cell) in _TOTALS for cell in cells)):
        return "total_row"
    if _is_sum(words, cells):
        return "total_row"
    if not any(made[key][at] for key in _WHO):
        return "no_contact"
    letters = any(char.isalpha() for char in made["first_name"][at] + made["last_name"][at])
    if not letters and not any(made[key][at] for key in _WAYS):
        return "no_contact"  # a caller of whom a webinar tool shows some digits, "1206***0182"
    if _is_test(made, at):
        return "test_lead"
    for name, cell in zip(names, cells, strict=True):
        if cell and _asks_for_test(name) and fold(cell) in YES_WORDS:
            return "test_lead"
    return ""


def _is_sum(words: str, cells: list[str]) -> bool:
    """Whether a row called Total holds nothing but numbers, whatever the columns are called.

    >>> _is_sum("total", ["Total", "2", "", "1,250"]), _is_sum("total", ["Total", "a.total@firm.example", "2"])
    (True, False)
    """
    filled = [text for cell in cells if (text := cell.strip())]
    if words not in _TOTALS and not any(fold(cell) in _TOTALS for cell in filled[:1]):
        return False
    return all(fold(text) in _TOTALS or (not _LETTER.search(text) and len(_DIGIT.findall(text)) < 7) for text in filled)


@lru_cache(maxsize=1024)
def _asks_for_test(name: str) -> bool:
    """Whether a column marks test leads; asked for every cell, so each header is folded once."""
    return fold(name) == "test lead"


def _is_test(made: dict[str, list[str]], at: int) -> bool:
    """Whether somebody only tried the form: called Test, with an address or number that leads nowhere."""
    name = f"{made['first_name'][at]} {made['last_name'][at]}"
    if name.casefold().startswith("<test lead"):
        return True  # what advertisement platforms fill in when somebody tries a form there
    words = set(fold(name).split())
    if not words or not words <= {"test", "testing", "tester", "asdf", "dummy", "lead"} or words == {"lead"}:
        return False
    mail, phone = check_email(made["email"][at]), check_phone(made["phone"][at], "US")
    return bool(mail.problem) and bool(phone.problem)
