"""What each row of a list is told: the verdict of the inquiry it became, whom it repeats, or why it is left out.

A list that is flagged belongs to somebody without a workbook: rows are named by their number in the file, never by
an ID, and the sentences of the gate lose what only a workbook explains (rules by number, initials, other sheets).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from leadbook.fields.email import email_key
from leadbook.fields.person import name_key
from leadbook.fields.phone import phone_key
from leadbook.fields.text import fold
from leadbook.model import Verdict
from leadbook.rules.asking import PROBLEMS, QUESTIONS
from leadbook.stages.dedupe import Merged
from leadbook.stages.filling import NOT_PRINTED

LEFT_OUT = "Left out"
"""The word for a row that is no inquiry at all."""

WORDS: tuple[str, ...] = (*(verdict.value for verdict in Verdict), LEFT_OUT)
"""Every word that can stand under Verdict."""

_RULE = re.compile(r"\s*\(rules? \d+(?:(?:, | and )\d+)*\)")
_ONLY_IN_A_BOOK = {
    "; initials let it through if they buy": "; worth a second look if they buy",
    "; comes back for review": "",
}
_QUOTED = re.compile("“[^”]*”")
_DAY = re.compile(r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December"
                  r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?: \d{4})?\b")  # fmt: skip
_ROW = re.compile(r"\brow \d+\b")


@dataclass(frozen=True, slots=True)
class Flag:
    """What stands beside one row of a list.

    Args:
        row: number of the row in the file.
        verdict: one of `WORDS`.
        why: one sentence that can be understood alone.
        ask: the question that would win the lead, or rank it better; "" for none.
    """

    row: int
    verdict: str
    why: str
    ask: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, in how many rows it is the next one, and how many of those are leads once it is answered."""

    question: str
    rows: int
    wins: int


def standing(inquiries: pd.DataFrame, merged: Merged) -> dict[str, int]:
    """ID → rank for `find_maybes`: who asked to talk stands before who did not, then the order of the file."""
    known = _Rows(inquiries)
    rows = {lead_id: known.speaker(own) for lead_id, own in _rows_of(merged).items()}
    ranked = sorted(rows, key=lambda lead_id: (not known.has_hand(rows[lead_id]), rows[lead_id]))
    return {lead_id: rank for rank, lead_id in enumerate(ranked)}


def flag_rows(
    inquiries: pd.DataFrame, merged: Merged, judged: pd.DataFrame, left_out: Mapping[int, str]
) -> tuple[Flag, ...]:
    """One flag for each row of a list, by row number.

    The verdict of a person stands in the row that says the most: the one with the newest raised hand, else the one
    with the most cells filled, else the first. The person's other rows are duplicates of that row.

    Args:
        inquiries: cleaned rows; columns of `leadbook.schema.fields.FIELDS`, index = row numbers.
        merged: those rows, merged into an empty book.
        judged: verdict, why, ask_next by the index of `merged.frame`.
        left_out: row number → sentence, for rows that are no inquiry.
    """
    rows_of, known = _rows_of(merged), _Rows(inquiries)
    speaker = {lead_id: known.speaker(rows) for lead_id, rows in rows_of.items()}
    flags = [Flag(row, LEFT_OUT, sentence) for row, sentence in left_out.items()]
    said = zip(merged.frame["lead_id"], judged["verdict"], judged["why"], judged["ask_next"], strict=True)
    sentences: dict[str, str] = {"": ""}  # most are said of many rows
    for lead_id, verdict, why, ask in said:
        first = speaker[lead_id]
        for sentence in (why, ask):
            if sentence not in sentences:
                sentences[sentence] = plain_sentence(sentence, speaker)
        flags.append(Flag(first, str(verdict), sentences[why], sentences[ask]))
        flags += [
            Flag(row, Verdict.DUPLICATE.value, known.repeats(row, first)) for row in rows_of[lead_id] if row != first
        ]
    return tuple(sorted(flags, key=lambda flag: flag.row))


def plain_sentence(sentence: str, rows: Mapping[str, int]) -> str:
    """A sentence of the gate without what only a workbook explains.

    Args:
        rows: ID → row number; IDs in the sentence become row numbers.

    >>> plain_sentence("Did not ask to talk (rule 2).", {})
    'Did not ask to talk.'
    >>> plain_sentence("May be the same person as 8RTPQ (rule 3).", {"8RTPQ": 12})
    'May be the same person as row 12.'
    """
    plain = _RULE.sub("", sentence)
    for only, instead in _ONLY_IN_A_BOOK.items():
        plain = plain.replace(only, instead)
    return re.sub(r"\b[2-9A-HJ-NP-Z]{5,}\b", lambda word: f"row {rows[word[0]]}" if word[0] in rows else word[0], plain)


def reason_counts(flags: Iterable[Flag]) -> list[tuple[str, str, int]]:
    """Verdict, reason and number of rows, the most frequent first; reasons that differ in a day, a word they used or
    a row number are one."""
    found = Counter((flag.verdict, _reason(flag.why)) for flag in flags)
    order = {word: at for at, word in enumerate(WORDS)}
    ranked = sorted(found.items(), key=lambda item: (-item[1], order.get(item[0][0], len(order)), item[0][1]))
    return [(verdict, reason, count) for (verdict, reason), count in ranked]


def asked(flags: Iterable[Flag]) -> list[Asked]:
    """What to ask of those who are one answer away, the question that wins most leads first."""
    rows: Counter[str] = Counter()
    wins: Counter[str] = Counter()
    for flag in flags:
        if flag.verdict == Verdict.NEEDS_INFO and flag.ask:
            rows[flag.ask] += 1
            wins[flag.ask] += _missing(flag) <= 1
    found = [Asked(ask, rows[ask], wins[ask]) for ask in rows]
    return sorted(found, key=lambda one: (-one.wins, -one.rows, one.question))


def _missing(flag: Flag) -> int:
    """How many answers a row needs, as its sentence names them."""
    return sum(problem in flag.why for problem in set(PROBLEMS.values())) + (flag.ask == QUESTIONS["raised_hand"])


def _rows_of(merged: Merged) -> dict[str, list[int]]:
    """ID → the rows of that person, in the order of the file."""
    rows_of: dict[str, list[int]] = defaultdict(list)
    for row in sorted(merged.ids):
        rows_of[merged.ids[row]].append(row)
    return rows_of


class _Rows:
    """The rows of a list as plain columns, as they are asked for one by one."""

    def __init__(self, inquiries: pd.DataFrame) -> None:
        self._at = {int(row): at for at, row in enumerate(inquiries.index)}
        self._columns: dict[str, list[Any]] = {str(key): inquiries[key].tolist() for key in inquiries.columns}
        texts = [values for values in self._columns.values() if values and isinstance(values[0], str)]
        self._filled = [sum(1 for value in row if value) for row in zip(*texts, strict=True)]

    def has_hand(self, row: int) -> bool:
        """Whether the row holds a request to talk."""
        return bool(self._columns["raised_hand"][self._at[row]])

    def speaker(self, rows: Sequence[int]) -> int:
        """The row of one person that carries the verdict."""
        return min(rows, key=self._silence) if len(rows) > 1 else rows[0]

    def _silence(self, row: int) -> tuple[bool, float, int, int]:
        """How little a row says: no hand, an old one, few cells, a late place."""
        at = self._at[row]
        day = self._columns["hand_date"][at]
        return not self.has_hand(row), 0.0 if pd.isna(day) else -day.timestamp(), -self._filled[at], row

    def repeats(self, row: int, first: int) -> str:
        """Which row another one repeats, and what the two have in common."""
        one, other = self._at[row], self._at[first]
        columns = [values for key, values in self._columns.items() if key not in NOT_PRINTED]
        if all(own[one] == own[other] or (pd.isna(own[one]) and pd.isna(own[other])) for own in columns):
            return f"The same as row {first} in every cell."
        return f"Same person as row {first} ({self._common(one, other)})."

    def _common(self, one: int, other: int) -> str:
        """What two rows of one person have in common, in words."""
        own = self._columns
        for words, keys, change in (
            ("same e-mail", ("email", "email2"), email_key),
            ("same phone", ("phone", "phone2"), phone_key),
        ):
            if ({change(own[key][one]) for key in keys} & {change(own[key][other]) for key in keys}) - {""}:
                return words
        names = {name_key(own["first_name"][at], own["last_name"][at]) for at in (one, other)}
        if len(names) == 1 and names != {""}:
            same_firm = fold(own["company"][one]) == fold(own["company"][other]) != ""
            return "same name and company" if same_firm else "same name"
        return "both share an address or number with a third row"


def _reason(why: str) -> str:
    """A sentence with what differs from row to row taken out."""
    plain = _ROW.sub("another row", _DAY.sub("(day)", _QUOTED.sub("“…”", why)))
    return plain.replace(" on (day)", "").replace("From (day)", "From an earlier day")
