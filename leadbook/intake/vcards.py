"""vCards (2.1, 3.0, 4.0) to a table with a row for each card.

A reader of our own: vobject 0.9.9 stops a whole file at the first card it cannot parse (a soft line break inside a
letter of a 2.1 card is enough) and brings python-dateutil, pytz and six; here a broken card is a rejected row and the
rest is read.
Sources: RFC 6350 (4.0), RFC 2426 (3.0), versit vCard 2.1.
"""

from __future__ import annotations

import binascii
import quopri
import re
from dataclasses import dataclass
from pathlib import Path

from leadbook.fields.text import word_set
from leadbook.intake.sheets.cells import MAX_CELLS
from leadbook.intake.sniff import MAX_COLUMNS, MAX_ROWS, refuse
from leadbook.intake.source import RawRows
from leadbook.intake.text.decoding import decode
from leadbook.model import Reject

_BEGIN, _END = re.compile(r"^begin\s*:\s*vcard\s*$", re.IGNORECASE), re.compile(r"^end\s*:\s*vcard\s*$", re.IGNORECASE)
_LINE = re.compile(r'^(?:([\w-]+)\.)?([A-Za-z][\w-]*)((?:;(?:[^:";]|"[^"]*")*)*):(.*)$', re.DOTALL)
_SOFT = re.compile(r"ENCODING=QUOTED-PRINTABLE|;QUOTED-PRINTABLE", re.IGNORECASE)
_BINARY = word_set("PHOTO LOGO SOUND KEY X-MS-CARDPICTURE")
_SILENT = word_set(
    "BEGIN END VERSION PRODID REV UID N FN SORT-STRING CLASS PROFILE MAILER CLIENTPIDMAP KIND AGENT "
    "X-ABLABEL X-ABADR X-ABSHOWAS X-ABUID"
)
_ORDER = ("First Name", "Middle Name", "Last Name", "Full Name", "Name Prefix", "Name Suffix", "Nickname", "Company",
          "Department", "Job Title", "Email", "Phone", "Mobile Phone", "Work Phone", "Home Phone")  # fmt: skip
_NAMES = ("Last Name", "First Name", "Middle Name", "Name Prefix", "Name Suffix")
_PLAIN = {
    "TITLE": "Job Title", "ROLE": "Role", "NICKNAME": "Nickname", "NOTE": "Notes", "CATEGORIES": "Tags",
    "BDAY": "Birthday", "URL": "Website", "EMAIL": "Email", "ANNIVERSARY": "Anniversary", "GENDER": "Gender",
    "LANG": "Language", "TZ": "Time Zone", "IMPP": "Messenger", "RELATED": "Related",
    "X-SOCIALPROFILE": "Social Profile",
}  # fmt: skip
_MOST = 20
_ADDRESS = ("PO Box", "Extended Address", "Street", "City", "State", "Postal Code", "Country")


@dataclass(frozen=True, slots=True)
class _Property:
    """One line of a card: its group, name, parameters as words in capitals, and its value not yet unescaped."""

    group: str
    name: str
    words: frozenset[str]
    value: str


def read_vcards(path: Path) -> RawRows:
    """A row for each card of a file, below a row of headers; what a card has twice stands in "Email 2" and so on.

    The number of a row is that of its card, the headers being row 1. A card that is not closed, or holds nobody, is
    rejected as `card_not_understood`. Pictures, sounds and keys are left out and said.

    Raises:
        IntakeError: there is no card, or there are too many.
    """
    decoded = decode(path.read_bytes())
    raw = RawRows([], [], [], [], ["encoding_guessed"] * decoded.guessed, "vcard", ragged=False)
    cards: dict[int, dict[str, str]] = {}
    for number, (lines, whole) in enumerate(_cards(decoded.text), start=2):
        properties = [found for line in _unfolded(lines) if (found := _property(line)) is not None]
        card = _card(properties)
        if any(one.name in _BINARY for one in properties):
            raw.warnings.append("pictures_left_out")
        if not whole or not card or any("\udc80" <= char <= "\udcff" for text in card.values() for char in text):
            raw.rejects.append(Reject(number, "card_not_understood"))
            raw.untrusted[number] = list(card.values())
        else:
            cards[number] = card
    if not cards and not raw.rejects:
        raise refuse("NOT-A-WORKBOOK", "There is no vCard in the file.", path, "Export the contacts again, or as CSV.")
    if len(cards) > MAX_ROWS:
        raise refuse("TOO-MANY-ROWS", f"The file has {len(cards):,} cards; a sheet holds {MAX_ROWS:,}.", path,
                     "Split it and import the parts one after the other.")  # fmt: skip
    headers = _headers(cards)
    if len(headers) > MAX_COLUMNS or len(headers) * len(cards) > MAX_CELLS:
        raise refuse("TOO-MANY-COLUMNS", f"The cards have {len(headers):,} kinds of entries.", path,
                     "Export the contacts as CSV with the columns you need.")  # fmt: skip
    raw.rows = [headers, *([card.get(name, "") for name in headers] for card in cards.values())]
    raw.numbers = [1, *cards]
    return raw


def _headers(cards: dict[int, dict[str, str]]) -> list[str]:
    """All columns the cards have: people and companies first, the rest as it comes, what repeats beside its first."""
    seen = dict.fromkeys(name for card in cards.values() for name in card)
    first = {name: at for at, name in enumerate(dict.fromkeys((*_ORDER, *(_stem(name) for name in seen))))}
    return sorted(seen, key=lambda name: (first[_stem(name)], len(name), name))


def _stem(name: str) -> str:
    """A column without its number."""
    return re.sub(r" \d+$", "", name)


def _cards(text: str) -> list[tuple[list[str], bool]]:
    """The lines of each card, and whether it was closed."""
    cards: list[tuple[list[str], bool]] = []
    lines: list[str] | None = None
    depth = 0
    for line in text.splitlines() if "\n" in text or "\r" not in text else text.split("\r"):
        if _BEGIN.match(line):
            if lines is not None and lines[-1:] and not re.match(r"^agent", lines[-1], re.IGNORECASE):
                cards.append((lines, False))  # the one before was never closed
                lines, depth = [], 0
            elif lines is not None:
                depth += 1  # the card of somebody's agent inside a card
            else:
                lines = []
        elif _END.match(line):
            if depth:
                depth -= 1
            elif lines is not None:
                cards.append((lines, True))
                lines = None
        elif lines is not None and not depth:
            lines.append(line)
    if lines is not None:
        cards.append((lines, False))
    return cards


def _unfolded(lines: list[str]) -> list[str]:
    """Lines that go on are joined: those that begin with a blank, and quoted-printable ones that end with "="."""
    joined: list[str] = []
    soft = False
    for line in lines:
        if soft and joined:
            joined[-1] = joined[-1][:-1] + line
        elif line[:1] in (" ", "\t") and joined:
            joined[-1] += line[1:]
        elif line.strip():
            joined.append(line)
        soft = bool(joined) and joined[-1].endswith("=") and _SOFT.search(joined[-1].partition(":")[0]) is not None
    return joined


def _property(line: str) -> _Property | None:
    """A line as a property; None for a line that is none."""
    found = _LINE.match(line)
    if not found:
        return None
    group, name, parameters, value = found.groups()
    words: set[str] = set()
    charset = "utf-8"
    for parameter in re.findall(r';((?:[^;"]|"[^"]*")*)', parameters or ""):
        key, sign, said = parameter.upper().partition("=")
        if key == "CHARSET":
            charset = said.strip('" ') or charset
        elif sign and key not in ("TYPE", "ENCODING", "VALUE", "PREF"):
            continue
        words.update(word.strip('" ') for word in (said if sign else key).split(","))
    if "QUOTED-PRINTABLE" in words:
        value = _quoted(value, charset)
    elif words & {"B", "BASE64"} and name.upper() not in _BINARY:
        value = _base64(value, charset)
    return _Property((group or "").upper(), name.upper(), frozenset(words), value)


def _quoted(value: str, charset: str) -> str:
    """Quoted-printable text in its own encoding; bytes that are none of it stay visible as such."""
    data = quopri.decodestring(value.encode("utf-8", "surrogateescape"))
    return _text(data, charset)


def _base64(value: str, charset: str) -> str:
    """Text that was sent as base64."""
    try:
        return _text(binascii.a2b_base64("".join(value.split())), charset)
    except binascii.Error:
        return value


def _text(data: bytes, charset: str) -> str:
    """Bytes of a known encoding; of UTF-8 or Windows-1252 when it is not known."""
    try:
        return data.decode(charset)
    except (LookupError, ValueError):
        return decode(data).text


def _card(properties: list[_Property]) -> dict[str, str]:
    """Column → text of one card; {} when it names nobody and no way to reach them."""
    card: dict[str, str] = {}
    labels = {one.group: _plain(one.value) for one in properties if one.name == "X-ABLABEL" and one.group}
    for one in properties:
        if one.name == "N":
            for name, part in zip(_NAMES, _split(one.value), strict=False):
                _put(card, name, part.replace(",", ", ") if "," in part else part)
        elif one.name == "FN":
            _put(card, "Full Name", _plain(one.value))
        elif one.name == "ORG":
            company, *department = _split(one.value)
            _put(card, "Company", company)
            _put(card, "Department", ", ".join(filter(None, department)))
        elif one.name == "ADR":
            for name, part in zip(_ADDRESS, _split(one.value), strict=False):
                _put(card, name, part)
        elif one.name not in _BINARY and one.name not in _SILENT:
            _put(card, _column(one, labels), _value(one))
    if {"First Name", "Last Name"} & card.keys():
        _drop_same_name(card)
    elif card.get("Full Name") == card.get("Company", ""):
        card.pop("Full Name", None)  # the card of a company names nobody
    return card


def _drop_same_name(card: dict[str, str]) -> None:
    """Leave out the whole name when it says no more than its parts."""
    whole = card.get("Full Name", "")
    parts = {word for name in _NAMES for word in re.split(r"[\s,.]+", card.get(name, ""))}
    if whole and set(re.split(r"[\s,.]+", whole)) <= parts:
        del card["Full Name"]


def _column(one: _Property, labels: dict[str, str]) -> str:
    """The name of the column of a property."""
    if one.name == "TEL":
        if one.words & {"FAX"}:
            return "Fax"
        if one.words & {"CELL", "IPHONE", "MOBILE"} or "mobil" in labels.get(one.group, "").lower():
            return "Mobile Phone"
        if "PAGER" in one.words:
            return "Pager"
        return "Work Phone" if "WORK" in one.words else "Home Phone" if "HOME" in one.words else "Phone"
    known = _PLAIN.get(one.name)
    if known:
        return known
    label = re.sub(r"^_\$!<(.*)>!\$_$", r"\1", labels.get(one.group, ""))
    return label or one.name.removeprefix("X-").replace("-", " ").title()


def _value(one: _Property) -> str:
    """The text of a property of one value; a URI without its scheme where it is a number or an address."""
    text = ", ".join(filter(None, (part.strip() for part in _split(one.value, ",")))) if one.name == "CATEGORIES" \
        else _plain(one.value)  # fmt: skip
    if one.name in ("TEL", "EMAIL"):
        text = re.sub(r"^(?:tel|mailto):", "", text, flags=re.IGNORECASE)
    if one.name == "BDAY" and re.fullmatch(r"\d{8}", text):
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return text


def _split(value: str, mark: str = ";") -> list[str]:
    """The parts of a value, each unescaped."""
    parts, at = [""], 0
    while at < len(value):
        step = 2 if value[at] == "\\" else 1
        if value[at] == mark:
            parts.append("")
        else:
            parts[-1] += value[at : at + step]
        at += step
    return [_plain(part) for part in parts]


def _plain(value: str) -> str:
    """A value without the marks that protect characters in it."""
    text = re.sub(r"\\([nN,;:\\])", lambda found: "\n" if found[1] in "nN" else found[1], value)
    return text.replace("\r\n", "\n").strip()


def _put(card: dict[str, str], name: str, text: str) -> None:
    """Fill a column, or the next of its kind when it is filled; the same text is not kept twice.

    What comes behind the twentieth of a kind is added to that one, so that no card makes a table of endless columns.
    """
    text = text.strip()
    if not text:
        return
    for place in range(1, _MOST + 1):
        column = name if place == 1 else f"{name} {place}"
        if column not in card:
            card[column] = text
            return
        if card[column] == text:
            return
    card[f"{name} {_MOST}"] += f"\n{text}"
