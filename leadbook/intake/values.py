"""Cells of mapped columns to the fields of an inquiry; nothing that was received is dropped."""

from __future__ import annotations

import re

from leadbook.fields.contact import company_with_person
from leadbook.fields.email import find_emails
from leadbook.fields.location import split_location
from leadbook.fields.person import name_only, split_name
from leadbook.fields.phone import looks_like_phone, split_phones, without_fax
from leadbook.fields.place import country_code
from leadbook.fields.text import NO_WORDS, YES_WORDS, fold, is_blank_word, tidy
from leadbook.schema.fields import FIELDS

_VALUE_PREFIX = re.compile(r"^(l|ag|as|c|f|p|e|ad):(?=[+\w])")
_PREFIXED = frozenset({"phone", "phone2", "lead_id", "email"})
_SAID = frozenset(
    {"need", "application", "timeframe", "decision_role", "budget", "buying_stage", "raised_hand", "notes"}
)
_MAIL = re.compile(r"[^\s,;|/<>]+@[^\s,;|/<>]+")
_SNAKE = re.compile(r"[^\s_@/]+(_[^\s_@/]+)+")
"""An answer picked from a list, as advertisement platforms write it: please_call_me."""
_JOINED = frozenset({"notes", "need", "application", "raised_hand"})
_NUMBERS = frozenset({"phone", "phone2", "postal_code"})
"""Before such a value an apostrophe keeps a spreadsheet from taking it for a sum."""
_NEXT = {"email": "email2", "phone": "phone2"}
"""Where a further value goes when several columns give the first of a kind."""


def gather(names: list[str], keys: list[str | None], columns: list[list[str]], count: int) -> dict[str, list[str]]:
    """Text of every field for every row, plus the temporary key "full_name" resolved into first and last name.

    Several columns of one field: the first filled cell counts (texts are joined), what is left goes to `extra` as
    “header: value”, like every column that fits no field.

    Args:
        names: headers, each once.
        keys: field key of each column or None.
        columns: cells by column.
        count: number of rows.
    """
    made = {column.key: [""] * count for column in FIELDS}
    made["full_name"] = [""] * count
    extra: list[list[str]] = [[] for _ in range(count)]
    prefix = _calling_codes(names, columns)
    for name, key, cells in zip(names, keys, columns, strict=True):
        if name == prefix:
            continue
        texts = {cell: _text(key, cell) for cell in set(cells) if cell and not cell.isspace()}
        for at, cell in enumerate(cells):
            if cell in texts:
                _put(made, extra, at, (name, key, texts[cell], cell))
    if prefix is not None:
        _apply_calling_codes(made, columns[names.index(prefix)])
    for at in range(count):
        _spread(made, extra, at)
        made["extra"][at] = "; ".join(extra[at])
    return made


def _text(key: str | None, cell: str) -> str:
    """A filled cell as text, without what a platform added to it."""
    text = tidy(cell) if "\n" not in cell else cell.strip()
    if key in _SAID and _SNAKE.fullmatch(text):
        text = text.replace("_", " ")
    text = _VALUE_PREFIX.sub("", text) if key in _PREFIXED else text
    return text.lstrip("'’") if key in _NUMBERS else text


def _put(made: dict[str, list[str]], extra: list[list[str]], at: int, what: tuple[str, str | None, str, str]) -> None:
    """One text to its field, or to the extra answers; `what` is header, key, text and cell as received."""
    name, key, text, cell = what
    if key == "do_not_contact":
        made[key][at] = _opt_out(text) if made[key][at] != "Yes" else "Yes"
        return
    if key == "raised_hand":
        answer = _answer(name, text)
        key = key if answer else None
        text = answer or tidy(cell)
    if key == "email2" and "@" not in text and not (is_blank_word(text) or looks_like_phone(text)):
        key = None  # “E-mail display name” and the like: what somebody is called there
    if key is None or key == "lead_id" or key not in made:
        if text:
            extra[at].append(f"{name}: {text}")
    elif not made[key][at]:
        made[key][at] = text
    elif key in _JOINED and text not in made[key][at]:
        made[key][at] += f"\n{text}"
    elif made[key][at] != text and key in _NEXT and made[_NEXT[key]][at] in ("", text):
        made[_NEXT[key]][at] = text
    elif made[key][at] != text:
        extra[at].append(f"{name}: {text}")


def _opt_out(text: str) -> str:
    """Yes unless the cell plainly says no: an opt-out is never overlooked."""
    key = fold(text)
    if key in NO_WORDS or (key not in YES_WORDS and is_blank_word(text)):
        return "No" if key in NO_WORDS else ""
    return "Yes"


def _answer(question: str, text: str) -> str:
    """The words of a raised hand: the question with a yes, or their own words; "" for a no."""
    key = fold(text)
    if key in NO_WORDS or is_blank_word(text):
        return ""
    return f"{question}: {text}" if key in YES_WORDS or len(key) < 4 else text


def _calling_codes(names: list[str], columns: list[list[str]]) -> str | None:
    """The column that holds only country calling codes (+91) for the phone beside it."""
    for name, cells in zip(names, columns, strict=True):
        filled = [cell.strip() for cell in cells if cell.strip()]
        words = set(fold(name).split())
        if "code" not in words or not words & {"country", "calling", "dial", "dialling"} or not filled:
            continue
        if sum(bool(re.fullmatch(r"\+?\d{1,4}", cell)) for cell in filled) > 0.8 * len(filled):
            return name
    return None


def _apply_calling_codes(made: dict[str, list[str]], codes: list[str]) -> None:
    """Put the calling code before numbers that have none."""
    for at, code in enumerate(codes):
        digits = re.sub(r"\D", "", code)
        phone = made["phone"][at]
        if digits and phone and not phone.startswith(("+", "00")) and looks_like_phone(phone):
            made["phone"][at] = f"+{digits} {phone.lstrip('0')}"


def _spread(made: dict[str, list[str]], extra: list[list[str]], at: int) -> None:
    """Split what stands together in one cell: full names, several addresses, several numbers."""
    full = made["full_name"][at]
    if full and looks_like_phone(full) and not made["phone"][at]:
        made["phone"][at], full = full, ""  # somebody who dialled in: the number stands as the name
    company, person = company_with_person(full, next(iter(_MAIL.findall(made["email"][at])), ""))
    if person and not made["first_name"][at] and fold(made["company"][at]) in ("", fold(company)):
        made["company"][at], full = company, person
    if full and not (made["first_name"][at] and made["last_name"][at]):
        if not made["first_name"][at] and not made["last_name"][at]:
            made["first_name"][at], made["last_name"][at] = split_name(full)
            if name_only(full) != tidy(full):
                extra[at].append(f"Name: {full}")
        elif not made["last_name"][at] and fold(full) != fold(made["first_name"][at]):
            made["last_name"][at] = split_name(full)[1]
        elif not made["first_name"][at] and fold(full) != fold(made["last_name"][at]):
            made["first_name"][at] = split_name(full)[0]
    for first, second in (("email", "email2"), ("phone", "phone2")):
        is_none = first == "email" and "@" not in made[first][at] and "@" in made[second][at]
        if is_none and not is_blank_word(made[first][at]):
            extra[at].append(f"E-mail: {made[first][at]}")  # “anonymous”, and their address in an answer
        if made[second][at] and (is_none or is_blank_word(made[first][at])):
            made[first][at], made[second][at] = made[second][at], ""
    _prefer_number(made, extra, at)
    _spread_email(made, extra, at)
    _spread_phone(made, extra, at)
    _spread_second(made, extra, at)
    _spread_city(made, at)


def _prefer_number(made: dict[str, list[str]], extra: list[list[str]], at: int) -> None:
    """The second number as the first, where words stand in place of it: “ask reception” is another answer."""
    text, second = made["phone"][at], made["phone2"][at]
    if text and second and not any(c.isdigit() for c in text) and any(map(looks_like_phone, split_phones(second))):
        made["phone"][at], made["phone2"][at] = second, ""
        if "@" in text:  # an address in the wrong column
            made["email2" if made["email"][at] else "email"][at] = text
        else:
            extra[at].append(f"Phone: {tidy(text)}")


def _spread_city(made: dict[str, list[str]], at: int) -> None:
    """Region, postcode and country that stand in the cell of the city, where none of them would be lost."""
    text = made["city"][at]
    if not re.search(r"[,\d]", text):
        return
    found = split_location(text, country_code(made["country"][at]))
    parts = {"region": found.region, "postal_code": found.postal_code}
    if any(part and made[key][at] and fold(part) != fold(made[key][at]) for key, part in parts.items()):
        return
    made["city"][at] = found.city
    for key, part in (*parts.items(), ("country", found.country)):
        made[key][at] = made[key][at] or part


def _spread_email(made: dict[str, list[str]], extra: list[list[str]], at: int) -> None:
    """Further addresses and numbers in the cell of the address."""
    text = made["email"][at]
    if not text or (text.count("@") == 1 and not any(mark in text for mark in " /;,|\n")):
        return
    found = find_emails(text)
    rest = text
    for address in found:
        rest = re.sub(re.escape(address), " ", rest, flags=re.IGNORECASE)
    numbers = [part for part in split_phones(rest.strip(" /;,|:<>")) if looks_like_phone(part.strip(" /;,|"))]
    if not found and ("@" in text or not (numbers or is_blank_word(text))):
        return
    if len(found) == 1 and not numbers and len(re.sub(r"\D", "", rest)) < 7:
        return
    made["email"][at] = found[0] if found else ""
    _second(made, extra, at, ("email2", found[1:]))
    if numbers and not made["phone"][at]:
        made["phone"][at] = "/".join(number.strip(" /;,|") for number in numbers)
    elif numbers:
        _second(made, extra, at, ("phone2", numbers))


def _spread_phone(made: dict[str, list[str]], extra: list[list[str]], at: int) -> None:
    """Further numbers and an address in the cell of the number."""
    text = made["phone"][at]
    if "@" in text:
        found = find_emails(text)
        if found and not made["email"][at]:
            made["email"][at] = found[0]
        for address in found:
            text = text.replace(address, " ")
        text = text.strip(" /;,|")
    text, faxes = without_fax(text)
    extra[at].extend(f"Fax: {fax}" for fax in faxes)
    numbers = split_phones(text)
    made["phone"][at] = numbers[0] if numbers else ""
    _second(made, extra, at, ("phone2", numbers[1:]))


def _spread_second(made: dict[str, list[str]], extra: list[list[str]], at: int) -> None:
    """Several addresses or numbers in the cells of the second."""
    addresses = find_emails(made["email2"][at])
    if len(addresses) > 1:
        made["email2"][at] = addresses[0]
        _second(made, extra, at, ("email2", addresses[1:]))
    numbers = split_phones(made["phone2"][at])
    if len(numbers) > 1:
        made["phone2"][at] = numbers[0]
        _second(made, extra, at, ("phone2", numbers[1:]))


def _second(made: dict[str, list[str]], extra: list[list[str]], at: int, what: tuple[str, list[str]]) -> None:
    """The second of a kind to its field, the rest to the extra answers."""
    key, more = what
    for text in more:
        if not made[key][at]:
            made[key][at] = text
        elif made[key][at] != text:
            extra[at].append(f"{'E-mail' if key == 'email2' else 'Phone'}: {text}")
