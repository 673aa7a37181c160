"""Presets: what is known about the export of one tool, read from `presets/*.toml` and checked when it is read.

A file may hold the following; a key or an operator that is not named here is refused.

name, about      words people read; about is one sentence for the documents: what is special about it.
origin           one of `GatheredHow`, or "" when the tool does not tell how the names were gathered.
date_order       DMY or MDY when the tool always writes so, else "".
country          two letters when everybody in the lists of this kind lives there, else "".
labels           for surveys whose header has a second line: a column that is blank there and nowhere else.
form             true when people filled the list in themselves, so that a message in it is theirs.
sections         true when further tables below, with columns of the same names, hold more people of the list.
[recognise]      by headers and structure, never by the file's name. all: headers of the signature (alternatives by
                 |, one * for any text); any: more of them, of which `least` (1) are usual; starts: beginnings of
                 headers, which count when two or more headers begin so; none: headers that rule it out; kinds: what
                 the file was read as ("html"); values: header → how most of its cells begin ("p:"); filled: one of
                 these columns holds something in nearly every row; questions: true when headers that are questions,
                 or whole sentences, count (two at most). A header that is listed twice counts twice.
                 A list is of this kind when it has as many of all + any + starts as all and least together, at most
                 two of `all` are missing (one of two, none of one), and no other preset finds more of its own.
[fields]         header (alternatives by |, * for any text) → field key, "" for another answer. Where several columns
                 give one field, the first that is named here and filled counts.
[[reject]]       column, is (or filled = true), reason: a code of `leadbook.findings`; ours: a column of addresses, when
                 it holds only for those of the company of who ran the event.
[[blank]]        columns, is: cells that say nothing; with `column` and `when` only in rows where that column says so.
[[prefix]]       columns, strip: what a tool writes before a value (a word or a list of words).
[[split]]        columns, at: several values in one cell.
[[join]]         by: columns of which the first filled tells a person, alike: columns that must not contradict;
                 sum: columns to add up, word: how the number of rows is called in the other answers.
[[shared]]       column, within: an address that everybody of one order has is the buyer's alone; `as` names it.
[[choices]]      as: columns whose every cell repeats the header are boxes that were ticked; they become one answer.
[[asked]]        column, is (or filled = true): these rows asked to talk; text: what they did,
                 value: columns that say more of it.
[[stop]]         column, is (or filled = true), value (columns), what ("e-mail" or "phone"), since: reaches the
                 suppression list, number by number.
[suppression]    what, since, why: the whole file is a list of who must not be contacted.

In every `is`, "yes" stands for all words and marks that mean yes; words are compared without case and accents.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

from leadbook.errors import IntakeError
from leadbook.model import GatheredHow
from leadbook.schema.fields import FIELD_KEYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What a list of this kind is recognised by; see the module."""

    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    least: int = 1
    none: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    filled: tuple[str, ...] = ()
    questions: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One operator with what it needs; keys that an operator does not know are refused when it is read."""

    column: str = ""
    columns: tuple[str, ...] = ()
    is_: tuple[str, ...] = ()
    filled: bool = False
    when: tuple[str, ...] = ()
    reason: str = ""
    strip: tuple[str, ...] = ()
    at: str = ""
    by: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    sum: tuple[str, ...] = ()
    word: str = ""
    within: str = ""
    as_: str = ""
    value: tuple[str, ...] = ()
    what: str = ""
    since: str = ""
    why: str = ""
    text: str = ""
    ours: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """One kind of list.

    Args:
        key: name of its file. name, about: words people read.
        steps: operators by name, in the order of the file. fields: pattern of a header and field key.
    """

    key: str
    name: str
    about: str
    origin: str
    date_order: str
    form: bool
    sections: bool
    signature: Signature
    fields: tuple[tuple[str, str], ...]
    steps: Mapping[str, tuple[Step, ...]]
    suppression: Step | None
    country: str = ""
    labels: str = ""


_TOP = frozenset({
    "name", "about", "origin", "date_order", "country", "labels", "form", "sections", "recognise", "fields",
    "suppression",
})  # fmt: skip
_SIGNATURE = frozenset({"all", "any", "least", "none", "starts", "kinds", "values", "filled", "questions"})
_STEPS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "reject": (frozenset({"column", "reason"}), frozenset({"is", "filled", "ours"})),
    "blank": (frozenset({"columns"}), frozenset({"is", "column", "when"})),
    "prefix": (frozenset({"columns", "strip"}), frozenset()),
    "split": (frozenset({"columns", "at"}), frozenset()),
    "join": (frozenset({"by"}), frozenset({"alike", "sum", "word"})),
    "shared": (frozenset({"column", "within"}), frozenset({"as"})),
    "choices": (frozenset({"as"}), frozenset()),
    "asked": (frozenset({"column", "text"}), frozenset({"is", "filled", "value"})),
    "stop": (frozenset({"column", "value", "what"}), frozenset({"is", "filled", "since", "why"})),
}
"""Operator → keys it needs, keys it may have."""
_LISTS = frozenset({"columns", "is", "when", "strip", "by", "alike", "sum", "value"})
_WHAT = ("e-mail", "phone")
_KEYS = frozenset({*FIELD_KEYS, "full_name", ""})


@lru_cache(maxsize=1)
def presets() -> tuple[Preset, ...]:
    """All presets in the order of their names, each checked.

    Raises:
        IntakeError: a file of the package is not a preset (which a test rules out for what is shipped).
    """
    folder = files("leadbook.intake.presets")
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(".toml"))
    return tuple(read_preset(name.removesuffix(".toml"), folder.joinpath(name).read_text("utf-8")) for name in names)


def read_preset(key: str, text: str) -> Preset:
    """A preset from the text of its file.

    Raises:
        IntakeError: it is no TOML, a key is unknown or missing, or a word is not one of those that are allowed.

    >>> text = 'name = "X"\\nabout = "A."\\n[recognise]\\nall = ["Badge"]\\n[fields]\\nWho = "full_name"'
    >>> read_preset("x", text).fields
    (('Who', 'full_name'),)
    >>> read_preset("x", "sort = 1\\n" + text)
    Traceback (most recent call last):
    leadbook.errors.IntakeError: ...
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _wrong(key, f"it is no TOML: {error}") from error
    _check(key, data, _TOP | set(_STEPS), {"name", "about", "recognise"})
    origin, order = str(data.get("origin", "")), str(data.get("date_order", ""))
    _one_of(key, "origin", origin, {"", *(str(word) for word in GatheredHow)})
    _one_of(key, "date_order", order, {"", "DMY", "MDY"})
    fields = tuple((str(name), str(to)) for name, to in data.get("fields", {}).items())
    for _, to in fields:
        _one_of(key, "fields", to, _KEYS)
    steps = {name: tuple(_step(key, name, one) for one in data.get(name, [])) for name in _STEPS}
    return Preset(
        key=key, name=str(data["name"]), about=str(data["about"]), origin=origin, date_order=order,
        form=bool(data.get("form", False)), sections=bool(data.get("sections", False)),
        signature=_signature(key, data["recognise"]), fields=fields, steps=steps,
        suppression=_suppression(key, data.get("suppression")), country=str(data.get("country", "")),
        labels=str(data.get("labels", "")),
    )  # fmt: skip


def _signature(key: str, data: Mapping[str, Any]) -> Signature:
    """What it is recognised by."""
    _check(key, data, _SIGNATURE, set())
    made: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in data.items()
    }
    if not (made.get("all") or made.get("any") or made.get("starts")):
        raise _wrong(key, "recognise names no header")
    return Signature(**made)


def _step(key: str, name: str, data: Mapping[str, Any]) -> Step:
    """One operator."""
    needs, may = _STEPS[name]
    _check(key, data, needs | may, needs)
    if name in ("reject", "stop", "asked") and "is" not in data and not data.get("filled"):
        raise _wrong(key, f"{name} says neither is nor filled")
    if name == "stop":
        _one_of(key, "what", str(data["what"]), set(_WHAT))
    return Step(**{_safe(part): _value(part, value) for part, value in data.items()})


def _suppression(key: str, data: Mapping[str, Any] | None) -> Step | None:
    """What a file of people to leave alone stops."""
    if data is None:
        return None
    _check(key, data, frozenset({"what", "since", "why"}), {"what", "why"})
    _one_of(key, "what", str(data["what"]), set(_WHAT))
    return Step(what=str(data["what"]), since=str(data.get("since", "")), why=str(data["why"]))


def _safe(part: str) -> str:
    """The name of a key in `Step`; two are words of Python."""
    return f"{part}_" if part in ("is", "as") else part


def _value(part: str, value: Any) -> Any:  # noqa: ANN401 (TOML values of any type)
    """A value in the form of `Step`: lists as tuples, one word as a list of one."""
    if part not in _LISTS:
        return value if isinstance(value, bool) else str(value)
    return tuple(str(one) for one in value) if isinstance(value, list) else (str(value),)


def _check(key: str, data: Mapping[str, Any], known: set[str] | frozenset[str],
           needed: set[str] | frozenset[str]) -> None:  # fmt: skip
    """Refuse keys that nobody knows, and what lacks a key that it needs."""
    strange = sorted(set(data) - known)
    if strange:
        raise _wrong(key, f"“{strange[0]}” is not known there")
    missing = sorted(set(needed) - set(data))
    if missing:
        raise _wrong(key, f"“{missing[0]}” is missing")


def _one_of(key: str, where: str, word: str, allowed: set[str] | frozenset[str]) -> None:
    """Refuse a word that is not one of the allowed."""
    if word not in allowed:
        raise _wrong(key, f"{where} cannot be “{word}”")


def _wrong(key: str, why: str) -> IntakeError:
    """The error for a preset that cannot be used."""
    return IntakeError("LB-E-PRESET", f"The preset cannot be used: {why}.", f"{key}.toml", "Correct the file.")
