"""What people said about columns of lists, and which later list is of the same kind.

A later list is of the same kind as one of which somebody said something when

* it is of the same preset and has at least half of its columns, or
* it has at least four of five of its columns, and these are at least three of five of its own.

Names of columns are compared without case, accents and marks, and in any order. Names that Leadbook made up for
columns without one ("Column 3") tell nothing: a list that has only such names must have all of them, and the same
name of file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from leadbook.fields.text import fold, tidy, word_set
from leadbook.rules.reading import field_header, field_key

KEEP = "Keep as other answer"
"""Our field of a column that stays among the other answers."""

DATES = "(dates)"
"""Their column of the row that holds the order of day and month."""

ORDERS = {"DMY": "day first", "MDY": "month first"}

_MARK = " · "
_ROOM = 30_000
_KEEP_WORDS = word_set("keep as other answer|keep as is|other answer|other answers|extra|none|-|–|—", "|")
_ORDER_WORDS = {"day first": "DMY", "dmy": "DMY", "month first": "MDY", "mdy": "MDY"}
_FULL_NAME = "Full name"
_MADE_UP = re.compile(r"column \d+(?: \d+)?")
_TIMES = word_set(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec januar februar marz mai juni juli oktober dezember janvier fevrier mars avril juin juillet "
    "aout septembre octobre novembre decembre enero febrero marzo mayo junio julio agosto septiembre octubre noviembre "
    "diciembre q1 q2 q3 q4 copy kopie final new neu kw week"
)


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of list.

    Args:
        source: its name where it is known, else what the names of its files have in common.
        headers: its columns.
        is_known: `source` is the name of a preset.
    """

    source: str
    headers: tuple[str, ...]
    is_known: bool = False

    @property
    def text(self) -> str:
        """The columns as the sheet shows them, in one order for every order of the file."""
        parts: list[str] = []
        for name in sorted(self.headers, key=lambda one: (fold(one), one)):
            if sum(len(part) + len(_MARK) for part in parts) + len(name) < _ROOM:
                parts.append(name)
        return _MARK.join(parts)


@dataclass(frozen=True, slots=True)
class Saved:
    """What was said before about a list of this kind: header → field key ("" for another answer), order of dates."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    order: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A column of some lists that is asked, or was.

    Args:
        key: field it could be, "" when nothing is known. files: the lists. is_said: somebody answered.
    """

    header: str
    key: str
    files: tuple[str, ...]
    is_said: bool


def kind_name(file: str) -> str:
    """What the name of a list has in common with that of the next one: no ending, date, number or copy mark.

    >>> kind_name("Expo leads 2026-11 (2).csv"), kind_name("audience.zip: members_nov_2026.csv"), kind_name("11.csv")
    ('Expo leads', 'audience: members', '11')
    """
    stems = [part.rpartition(".")[0] or part for part in file.split(": ")]
    kept = []
    for stem in stems:
        words = [word for word in re.split(r"[\s_()\[\]-]+", stem) if word]
        plain = [word for word in words if not re.search(r"\d", word) and fold(word) not in _TIMES]
        kept.append(" ".join(plain) or stem)
    return ": ".join(kept)


def shown_field(key: str) -> str:
    """How the sheet names a field; `KEEP` for none.

    >>> shown_field("phone"), shown_field("full_name"), shown_field("")
    ('Phone', 'Full name', 'Keep as other answer')
    """
    return _FULL_NAME if key == "full_name" else field_header(key) if key else KEEP


def said_field(text: str) -> str | None:
    """The field key that somebody wrote, "" for another answer, None when nothing is said or it is no field.

    >>> said_field("Phone"), said_field("—"), said_field(" "), said_field("Telephone tree")
    ('phone', '', None, None)
    """
    plain = tidy(text)
    if not plain:
        return None
    if plain.casefold() in _KEEP_WORDS or plain == field_header("extra"):
        return ""
    key = "full_name" if fold(plain) == fold(_FULL_NAME) else field_key(plain)
    return key if key and key != "lead_id" else None


def saved_for(frame: pd.DataFrame, form: Form) -> Saved:
    """What was said before about columns of a list.

    Args:
        frame: tblMappings. form: the list.
    """
    here: dict[str, str] = {}
    for name in form.headers:
        here.setdefault(fold(name), name)
    best: dict[str, tuple[tuple[bool, int, int], str]] = {}
    for at, row in enumerate(_records(frame)):
        shared = _shared(row, form)
        column = fold(str(row["column"]))
        said = said_field(str(row["field"])) if row["column"] != DATES else _ORDER_WORDS.get(fold(str(row["field"])))
        if not shared or said is None or (row["column"] != DATES and column not in here):
            continue
        rank = (fold(str(row["source"])) == fold(form.source), shared, at)
        name = DATES if row["column"] == DATES else here[column]
        if name not in best or rank > best[name][0]:
            best[name] = (rank, said)
    order = best.pop(DATES, ((False, 0, 0), ""))[1]
    return Saved({name: said for name, (_, said) in best.items()}, order)


def remember(frame: pd.DataFrame, form: Form, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """tblMappings with rows about columns of a list; what is there about that column of such a list is renewed.

    Args:
        rows: column and what else is said of it; a blank `field` is a question, and never takes an answer away.
            `lists` of the row are added to those that are there.
    """
    result = frame.copy()
    added: list[dict[str, Any]] = []
    for row in rows:
        at = _place(result, form, str(row["column"]))
        if at is None:
            blank = {key: pd.NaT if key == "when" else "" for key in frame.columns}
            added.append(blank | {"source": form.source, "headers": form.text} | dict(row))
            continue
        said = {key: value for key, value in row.items() if key != "column"}
        before = str(result.at[at, "field"])
        if not said.get("field") and before:
            continue
        if said.get("field") == before != "" and result.at[at, "said"]:
            said = {"lists": said.get("lists", "")}  # said again: who said it first, and when, stays
        lists = [*_files(str(result.at[at, "lists"])), *_files(str(said.pop("lists", "")))]
        for key, value in (said | {"lists": "; ".join(dict.fromkeys(lists))}).items():
            result.at[at, key] = value
    if added:
        fresh = pd.DataFrame(added, columns=list(frame.columns)).astype(frame.dtypes.to_dict())
        result = pd.concat([result, fresh], ignore_index=True) if len(result) else fresh
    return result


def asked(frame: pd.DataFrame) -> tuple[Asked, ...]:
    """The columns that the table tells of, in its order; rows that people made for no list are left out."""
    found = []
    for row in _records(frame):
        files = _files(str(row["lists"]))
        if files:
            said = said_field(str(row["field"])) is not None or (row["column"] == DATES and bool(row["field"]))
            found.append(Asked(str(row["column"]), said_field(str(row["could_be"])) or "", files, said))
    return tuple(found)


def waiting(frame: pd.DataFrame, form: Form) -> list[str]:
    """The columns of a list that are asked about already, because of an earlier list of its kind."""
    here = {fold(name) for name in form.headers} | {fold(DATES)}
    return [
        str(row["column"]) for row in _records(frame)
        if not str(row["field"]).strip() and fold(str(row["column"])) in here and _shared(row, form)
    ]  # fmt: skip


def typed(frame: pd.DataFrame) -> list[tuple[str, str, str]]:
    """First list, column and field of each row that waited for an answer and in which a person wrote one."""
    found = []
    for row in _records(frame):
        files, text = _files(str(row["lists"])), str(row["field"])
        known = _ORDER_WORDS.get(fold(text)) if row["column"] == DATES else said_field(text)
        if files and known not in (None, "full_name") and not str(row["said"]).strip():
            found.append((files[0], str(row["column"]), text))
    return found


def form_of(frame: pd.DataFrame, file: str) -> Form | None:
    """The kind of a list of which the table tells something, None when it does not."""
    for row in _records(frame):
        if file in _files(str(row["lists"])):
            return Form(str(row["source"]), tuple(str(row["headers"]).split(_MARK)))
    return None


def not_understood(frame: pd.DataFrame) -> list[int]:
    """Positions (from 1) of rows in which somebody wrote something that is no field."""
    return [
        at for at, row in enumerate(_records(frame), start=1)
        if tidy(str(row["field"])) and (
            _ORDER_WORDS.get(fold(str(row["field"]))) if row["column"] == DATES else said_field(str(row["field"]))
        ) is None
    ]  # fmt: skip


def _place(frame: pd.DataFrame, form: Form, column: str) -> int | None:
    """Position of the row about a column of such a list; of several the one that knows most of its columns."""
    found = [
        (shared, at) for at, row in enumerate(_records(frame))
        if fold(str(row["column"])) == fold(column) and (shared := _shared(row, form))
    ]  # fmt: skip
    return max(found)[1] if found else None


def _shared(row: Mapping[str, Any], form: Form) -> int:
    """How many columns a list has of those a row knows; 0 when it is of another kind."""
    known = {fold(name) for name in str(row["headers"]).split(_MARK) if name}
    new = {fold(name) for name in form.headers}
    is_same = fold(str(row["source"])) == fold(form.source)
    if all(_MADE_UP.fullmatch(name) for name in known):
        return len(known) if is_same and known == new else 0
    shared = len({name for name in known & new if not _MADE_UP.fullmatch(name)})
    most = len([name for name in known if not _MADE_UP.fullmatch(name)])
    if form.is_known and is_same and 2 * shared >= most:
        return shared
    return shared if 5 * shared >= 4 * most and 5 * shared >= 3 * len(new) else 0


def _files(text: str) -> tuple[str, ...]:
    """The names in a cell."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of the table."""
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]
