"""Phone numbers: checked and formatted by phonenumbers, region from the row, then from the settings."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

from leadbook.fields import phone_nanp
from leadbook.fields.text import is_blank_word, tidy

_SCIENTIFIC = re.compile(r"^\+?(\d[.,]\d+|\d+)[eE]\+?(\d{1,2})$")
_NOTE = re.compile(r"\s*\((?:mobile|mob|cell|work|office|home|direct|privat|mobil|m|w|h|o)\.?\)\s*$", re.IGNORECASE)
_PREFIX = re.compile(
    r"^(whatsapp|callto|direct|work|office|home|cell phone|mobile phone|p|ph|phone|tel|téle?|telefon|telefono|teléfono|"
    r"telefone|telephone|téléphone|mobile|mobil|móvil|mob|cell|cel|celular|cellulare|handy|gsm|portable|privat|fon|t|m|h"
    r")\s*[.:]+\s*", re.IGNORECASE,
)
_SHARED = re.compile(
    r"^\W*(?:tel\w*|phone|ph|fon|t)\b[.\s]*(?:/|&|\+|und|and|et|y|e)\s*(?:tele)?fax\W*(?=[+(\d])", re.IGNORECASE
)
"""One line for both: Tel./Fax."""
_FAX = re.compile(
    r"(?:^|[\s,;/|(])(?:tele)?fax(?:\s?(?:no|nr|number))?\b\.?\s*:?\s*(\+?[\d\s().\-]{5,}\d)?", re.IGNORECASE
)
_FAX_BEHIND = re.compile(r"\+?\d[\d\s.\-]{5,}\d\s*\((?:tele)?fax\.?\)", re.IGNORECASE)
_EXTENSION = re.compile(
    r",?\s*\b(?:durchwahl|dw|apparat|app|poste|wewn|wew|interno|toestel|anknytning)\b\.?\s*-?\s*(?=\d{1,6}$)",
    re.IGNORECASE,
)
"""Words for an extension that phonenumbers does not know."""
_SPLIT = re.compile(r"\s*(?:/|;|\||,|\n|:::|\bor\b|\balt\b|\boder\b)\s*")
_SEQUENCES = ("0123456789", "1234567890")
_LONGEST_RUN = 10
"""From more digits on a number can begin with the code of its country."""
_CALLING_CODES = frozenset(phonenumbers.COUNTRY_CODE_TO_REGION_CODE)


@dataclass(frozen=True, slots=True)
class PhoneResult:
    """What became of one number.

    Args:
        value: international form ("+1 415-555-0132 ext. 12") when it checks, else "".
        problem: "" when it checks, else blank, not_a_number, placeholder, no_country, digits_lost or not_valid.
        suggestion: what was probably meant, "" when nothing can be said.
    """

    value: str
    problem: str = ""
    suggestion: str = ""


@lru_cache(maxsize=1 << 18)
def check_phone(text: str, region: str = "", home: str = "") -> PhoneResult:
    """Check one number; `region` is the two-letter country of the row, `home` the one of the settings.

    Numbers kept for fiction (555-01xx behind a real North American area code) check like any other, so that
    samples and trainings need no real person's number.

    >>> check_phone("(415) 555-0132 x12", "US").value
    '+1 415-555-0132 ext. 12'
    >>> check_phone("4.155550132E+09", "", "US").value
    '+1 415-555-0132'
    >>> [check_phone(t, "US").problem for t in ("n/a", "000-000-0000", "12345", "4.16E+09", "call me")]
    ['blank', 'placeholder', 'not_valid', 'digits_lost', 'not_a_number']
    >>> check_phone("0171 1234567").problem, check_phone("415 555 0132 / 415 555 0133", "US").suggestion
    ('no_country', '+1 415-555-0132')
    """
    plain = _NOTE.sub("", _PREFIX.sub("", _SHARED.sub("", _usual(text)))).strip("'\" ")
    plain = _EXTENSION.sub(" ext. ", re.sub(r"^\(\+(\d{1,3})\)", r"+\1", plain))
    if is_blank_word(plain):
        return PhoneResult("", "blank")
    several = split_phones(plain)
    if len(several) > 1:
        return PhoneResult("", "not_valid", check_phone(several[0], region, home).value)
    plain, lost = _unspoil(plain)
    if lost:
        # a number that ends in zeros looks like one whose last digits are gone: suggested, never assumed
        return PhoneResult("", "digits_lost", _valid_text(plain, region.upper() or home.upper()) if plain else "")
    digits = re.sub(r"\D", "", plain.partition("x")[0])
    if len(digits) < 4 or _FAX.search(plain):
        return PhoneResult("", "not_a_number")
    if _is_placeholder(digits, is_abroad=plain.startswith(("+", "00"))):
        return PhoneResult("", "placeholder")
    return _parsed(plain, digits, region.upper() or home.upper())


def phone_key(text: str) -> str:
    """The number as a key to compare by (digits after +, without extension), "" unless in international form.

    >>> phone_key("+1 415-555-0132 ext. 12"), phone_key("555-0132")
    ('14155550132', '')
    """
    if not text.startswith("+"):
        return ""
    digits = re.sub(r"\D", "", text.partition("ext")[0].partition("x")[0])
    return digits if len(digits) >= 7 else ""


@lru_cache(maxsize=65536)
def country_abroad(text: str, home: str = "") -> str:
    """The two-letter country that a number in international form tells, "" for one with the calling code of home.

    >>> [country_abroad(t, "US") for t in ("+31 6 12345678", "0031 6 12345678", "+1 416-555-0149", "555-0149")]
    ['NL', 'NL', '', '']
    """
    plain = tidy(text)
    plain = "+" + plain[2:] if re.match(r"^00[1-9]", plain) else plain
    if not plain.startswith("+"):
        return ""
    try:
        number = phonenumbers.parse(plain)
    except NumberParseException:
        return ""
    if number.country_code == phonenumbers.country_code_for_region(home.strip().upper()):
        return ""
    region = phonenumbers.region_code_for_number(number) or ""
    return region if region.isalpha() else ""


def split_phones(text: str) -> list[str]:
    """The numbers of one cell, in their order.

    >>> split_phones("9876543210 / 9123456780"), split_phones("+1 415/555-0132")
    (['9876543210', '9123456780'], ['+1 415/555-0132'])
    """
    parts = [part for part in _SPLIT.split(tidy(text)) if part]
    if len(parts) > 1 and all(len(re.sub(r"\D", "", part)) >= 7 for part in parts):
        return [_PREFIX.sub("", part) for part in parts]
    return [text] if tidy(text) else []


def without_fax(text: str) -> tuple[str, list[str]]:
    """A cell without the numbers that it calls a fax, and these as written.

    >>> without_fax("030 901820 / Fax: 030 901821"), without_fax("Fax 030 901821"), without_fax("030 901820")
    (('030 901820', ['030 901821']), ('', ['030 901821']), ('030 901820', []))
    """
    if "fax" not in text.casefold():
        return text, []
    found: list[str] = []
    rest = _SHARED.sub("", text)
    if rest != text and "fax" not in rest.casefold():
        return rest, []
    for form in (_FAX_BEHIND, _FAX):
        for match in form.finditer(rest):
            number = re.sub(r"\s*\((?:tele)?fax\.?\)$", "", match[0], flags=re.IGNORECASE)
            number = match[1] or "" if form is _FAX else number
            if number:
                found.append(number.strip())
                rest = rest.replace(match[0], " ")
    return (" ".join(rest.split()).strip(" /;,|"), found) if found else (rest, [])


def looks_like_phone(text: str) -> bool:
    """Whether a text has the form of a number a person could call.

    >>> [looks_like_phone(t) for t in ("+49 (30) 555-0101", "2026-11-02", "Suite 12", "12345678")]
    [True, False, False, True]
    """
    plain = _PREFIX.sub("", tidy(text))
    if re.match(r"^\d{4}-\d{2}-\d{2}", plain) or re.search(r"[A-Za-wyz]{2,}", plain.replace("ext", "")):
        return False
    digits = re.sub(r"\D", "", plain)
    return 7 <= len(digits) <= 17 and len(re.sub(r"[\d\s().+\-/x]|ext", "", plain)) == 0


def _usual(text: str) -> str:
    """One line with the digits, signs and letters of everyday (full-width forms, digits of other scripts)."""
    plain = tidy(text)
    if plain.isascii():
        return plain
    plain = unicodedata.normalize("NFKC", plain)
    return "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in plain)


def _unspoil(plain: str) -> tuple[str, bool]:
    """A number as it was before a spreadsheet turned it into a number; True when digits are, or may be, lost.

    With it comes what the number was if only zeros are missing at its end, "" when more is.
    """
    if re.fullmatch(r"\d{7,15}[.,]0+", plain):
        return re.split("[.,]", plain)[0], False
    match = _SCIENTIFIC.match(plain.replace(" ", ""))
    if not match:
        return plain, False
    try:
        number = Decimal(match.group(1).replace(",", ".")).scaleb(int(match.group(2)))
    except InvalidOperation:
        return "", True
    shown = len(re.sub(r"\D", "", match.group(1)))
    if number != number.to_integral_value() or shown < int(match.group(2)) - 1:
        return "", True
    return f"{int(number)}", shown <= int(match.group(2))


def _is_placeholder(digits: str, *, is_abroad: bool) -> bool:
    """Whether the digits were typed to get past a form: one digit again and again, or nothing but a run.

    A run at the end of a longer number (+31 6 12345678) is no proof: phonenumbers decides there.
    """
    if len(set(digits)) == 1 or (len(digits) >= 8 and len(set(digits[-8:])) == 1):
        return True
    plain = digits.lstrip("0")
    national = [digits, plain]
    if is_abroad or (plain == digits and len(digits) > _LONGEST_RUN):
        national += [plain[size:].lstrip("0") for size in (1, 2, 3) if int(plain[:size] or 0) in _CALLING_CODES]
    return any(len(part) >= 7 and part in sequence for part in national for sequence in _SEQUENCES)


def _parsed(plain: str, digits: str, region: str) -> PhoneResult:
    """The number by phonenumbers; without a country only an international one can be read."""
    text = "+" + plain[2:] if re.match(r"^00[1-9]", plain) else plain
    international = text.startswith("+")
    if not international and not region:
        # a number in full international form without its plus sign is suggested, never assumed
        return PhoneResult("", "no_country", _valid_text("+" + digits) if len(digits) >= 11 else "")
    value = _valid_text(text, region)
    if value:
        return PhoneResult(value)
    if not international and len(digits) >= 11:
        value = _valid_text("+" + digits)
        if value:
            return PhoneResult(value)
    # in Italy alone the zero of a town is part of the number, and a spreadsheet takes it away
    value = "" if international or region != "IT" else _valid_text("0" + text, region)
    return PhoneResult(value) if value else PhoneResult("", "not_valid")


def _valid_text(text: str, region: str = "") -> str:
    """International form of a number that checks, else ""."""
    known = phone_nanp.checked(text, region)
    if known is not None:
        return known
    try:
        number = phonenumbers.parse(text, region or None)
    except NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    return str(phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL))
