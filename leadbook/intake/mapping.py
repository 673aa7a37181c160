"""What the columns of a list mean: by their names in several languages, and by the values below them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from importlib.resources import files

from leadbook.fields.email import find_emails
from leadbook.fields.phone import looks_like_phone
from leadbook.fields.text import fold
from leadbook.fields.when import is_dateish

CONTACT_KEYS = frozenset({"first_name", "last_name", "full_name", "company", "email", "phone", "job_title"})
"""Fields that make a table a list of people."""

_NONE = "none"
_SECOND = {"email": "email2", "phone": "phone2"}
_LONG_QUESTION = 5
_LEAST_ALIKE, _RIVAL = 0.87, 0.02
"""How alike a misspelt name must be to a known one, and how much more than to any other."""


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, str]:
    """Squeezed name → field key ("none" for columns that are no field)."""
    table = _toml()
    return {_squeeze(name): key for key, names in table.items() if key not in ("words", "questions") for name in names}


@lru_cache(maxsize=1)
def _toml() -> dict[str, list[str]]:
    """The names as written in headers.toml."""
    return tomllib.loads(files("leadbook.intake").joinpath("headers.toml").read_text("utf-8"))


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    """Lists of words of headers.toml, folded."""
    words: dict[str, list[str]] = _toml()["words"]  # type: ignore[assignment]
    return {name: frozenset(fold(word) for word in values) for name, values in words.items()}


@lru_cache(maxsize=1)
def _questions() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Field key and the patterns of questions that ask for it."""
    table: dict[str, list[str]] = _toml()["questions"]  # type: ignore[assignment]
    return tuple((key, tuple(patterns)) for key, patterns in table.items())


def _squeeze(name: str) -> str:
    """A name without anything but letters and digits."""
    return fold(name).replace(" ", "")


@lru_cache(maxsize=16384)
def known_field(header: str) -> str | None:
    """Field key of a header whose name is in the table of names, as it stands; None otherwise."""
    key = _synonyms().get(_squeeze(header))
    return None if key == _NONE else key


def map_headers(headers: Sequence[str], sample_rows: Sequence[Sequence[str]]) -> list[str | None]:
    """Field key of each column, None for a column that fits no field (it is kept as an extra answer).

    A second address or number becomes email2 or phone2; other fields may be named by several columns, of which the
    first filled cell counts.

    Args:
        headers: names of the columns in file order.
        sample_rows: some rows of the file, cells in the same order.

    Returns:
        One key of `leadbook.schema.fields.FIELD_KEYS`, or "full_name", or None for each header.
    """
    columns = [
        [row[at].strip() for row in sample_rows if at < len(row) and row[at].strip()] for at in range(len(headers))
    ]
    keys: list[str | None] = []
    sure: list[bool] = []
    for header, values in zip(headers, columns, strict=True):
        key, exact = _by_name(header)
        keys.append(_by_values(key, exact, header, values))
        sure.append(exact)
    _settle_names(keys, headers, columns)
    _drop_doubtful(keys, sure)
    return _settle_seconds(keys, headers)


def _by_name(header: str) -> tuple[str | None, bool]:
    """Field key by the name alone, and whether the name stands in the table as it is."""
    table = _synonyms()
    name = _squeeze(header)
    if not name:
        return None, True
    if name in table:
        return table[name], True
    parts = fold(header).split()
    if parts and (parts[-1] in _words()["about"] or parts[0] in _words()["polls"]):  # a poll asks nobody to call
        return _NONE, True
    plain = _without_fillers(header)
    if plain and plain in table:
        return table[plain], False
    key = _by_parts(header) or _by_question(header)
    if key:
        return key, False
    return _by_typo(name), False


def _without_fillers(header: str) -> str:
    """The name without words that add nothing, squeezed."""
    fillers = _words()["fillers"]
    return "".join(word for word in fold(header).split() if word not in fillers)


def _by_parts(header: str) -> str | None:
    """Field key when the parts of a header ("Person - Email - Work", "Mail / other mail") agree on one."""
    for mark in (" - ", "/", ":", "(", "|"):
        if mark in header:
            found = [known_field(part.strip(" )")) for part in header.split(mark)]
            keys = {key for key in found if key}
            if len(keys) == 1:
                return keys.pop()
    return None


def _by_question(header: str) -> str | None:
    """Field key of a question of a form, when all words of a pattern stand in it in their order."""
    words = fold(header).split()
    if len(words) < 3:
        return None
    for key, patterns in _questions():
        for pattern in patterns:
            at = 0
            for part in pattern.split():
                at = next((i + 1 for i in range(at, len(words)) if words[i].startswith(part)), 0)
                if not at:
                    break
            else:
                return key
    return None


@lru_cache(maxsize=8192)
def _by_typo(name: str) -> str | None:
    """Field key of a name that is one slip away from a known one; None for short or doubtful names."""
    if not 6 <= len(name) <= 24:
        return None
    best, best_key, rival = 0.0, "", 0.0
    slips = SequenceMatcher(None, "", name, autojunk=False)
    for known, key in _synonyms().items():
        if abs(len(known) - len(name)) > 2 or len(known) < 5:
            continue
        slips.set_seq1(known)
        # only what could win or stand close to the winner is compared letter by letter, which is slow
        if slips.quick_ratio() < _LEAST_ALIKE - _RIVAL:
            continue
        ratio = SequenceMatcher(None, name, known, autojunk=False).ratio()
        if ratio > best:
            rival = best if key != best_key else rival
            best, best_key = ratio, key
        elif key != best_key:
            rival = max(rival, ratio)
    return best_key if best >= _LEAST_ALIKE and best - rival > _RIVAL else None


def _share(values: Sequence[str], test: Callable[[str], bool]) -> float:
    """The share of values that pass a test."""
    return sum(1 for value in values if test(value)) / len(values) if values else 0.0


def _by_values(key: str | None, exact: bool, header: str, values: list[str]) -> str | None:
    """The key, corrected by what stands in the column."""
    if key == _NONE and exact:
        return None
    key = None if key == _NONE else key
    mails = _share(values, lambda value: bool(find_emails(value)))
    if key == "job_title" and values and _share(values, lambda v: fold(v) in _words()["honorifics"]) > 0.6:
        return None
    if key in (None, "notes") and not exact and mails >= 0.6:
        return "email"
    if mails >= 0.6 and key in ("full_name", "phone", "company") and _share(values, looks_like_phone) < 0.5:
        return "email" if key != "full_name" or mails > 0.9 else key
    if key in ("email", "email2") and len(values) >= 3 and mails == 0 and _share(values, lambda v: "@" in v) == 0:
        return key if exact and _share(values, looks_like_phone) < 0.6 else None
    if key is None and len(values) >= 2 and not _is_id(header):
        if _share(values, _plain_phone) >= 0.8:
            return "phone"
        if fold(header).endswith((" date", " at", " on", " datum")) and _share(values, is_dateish) >= 0.8:
            return None
    if key == "meeting_at" and values and _share(values, is_dateish) < 0.5:
        return None
    return key


def _plain_phone(value: str) -> bool:
    """A number with the marks of a phone, not just any long number."""
    return looks_like_phone(value) and (value.strip().startswith("+") or any(mark in value for mark in "()- "))


def _is_id(header: str) -> bool:
    """Whether a name speaks of a number that is no phone."""
    return any(
        word in ("id", "number", "no", "nr", "code", "date", "time", "fax", "ip") for word in fold(header).split()
    )


_FIRST_ONLY = frozenset({"nombre", "nome"})
_LAST_ONLY = frozenset({"name", "nom"})


def _settle_names(keys: list[str | None], headers: Sequence[str], columns: list[list[str]]) -> None:
    """“Name” beside a first name is the family name, “Nombre” beside a family name the given one."""
    have = set(keys)
    for at, key in enumerate(keys):
        if key != "full_name":
            continue
        name = fold(headers[at])
        single = _share(columns[at], lambda value: " " not in value) > 0.7
        if name in _LAST_ONLY and "first_name" in have and "last_name" not in have and (single or name == "nom"):
            keys[at] = "last_name"
        elif name in _FIRST_ONLY and "last_name" in have and "first_name" not in have:
            keys[at] = "first_name"


def _drop_doubtful(keys: list[str | None], sure: list[bool]) -> None:
    """A field that a name gives for certain is not given again by likeness."""
    certain = {key for key, exact in zip(keys, sure, strict=True) if key and exact}
    for at, key in enumerate(keys):
        if key in certain and not sure[at] and key not in _SECOND and key not in ("email2", "phone2"):
            keys[at] = None


def _settle_seconds(keys: list[str | None], headers: Sequence[str]) -> list[str | None]:
    """One column for the first address and number, the others for the second."""
    result = list(keys)
    for first, second in _SECOND.items():
        places = [at for at, key in enumerate(result) if key in (first, second)]
        if not places:
            continue
        plain = [at for at in places if result[at] == first and not _says_second(headers[at])]
        chosen = min(plain or places, key=lambda at: (not _says_first(headers[at]), at))
        for at in places:
            result[at] = first if at == chosen else second
    return result


def _says_first(header: str) -> bool:
    """Whether a name tells that it is the first of its kind."""
    return bool(set(fold(header).split()) & {"1", "primary", "main", "first", "preferred"})


def _says_second(header: str) -> bool:
    """Whether a name tells that it is not the first of its kind."""
    return bool(set(fold(header).split()) & _words()["second"])
