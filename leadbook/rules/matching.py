"""The operators of the gate: a closed list, one function each, over a whole column at a time.

A blank cell passes only "is blank": what is not known is asked, never held against somebody. To "is blank" and
"is filled" a placeholder such as "n/a" is blank; the other operators see the text as it stands, so that "none"
as a budget can be told from no answer.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import pandas as pd

from leadbook.fields.money import amounts
from leadbook.model import Operator
from leadbook.rules.phrases import Domains, Phrases, domain_of, domains, phrases, plain, tokens
from leadbook.rules.rule import Rule, Words

Mask = np.ndarray[tuple[int], np.dtype[np.bool_]]


class Texts:
    """A text column with its distinct values made ready once, for all the rules that look at it.

    Args:
        column: any column; NaN and NaT count as blank.
        placeholders: plain texts that count as blank where "is blank" and "is filled" are asked.
    """

    def __init__(self, column: pd.Series, placeholders: frozenset[str] = frozenset()) -> None:
        codes, distinct = pd.factorize(column.astype(object), use_na_sentinel=False)
        self.codes = codes
        self.values = [plain(value) if isinstance(value, str) else _as_text(value) for value in distinct]
        self.blanks = [not value or value in placeholders for value in self.values]
        self._tokens: list[tuple[str, ...]] | None = None
        self._places: dict[str, list[int]] = {}
        self._domains: list[str] | None = None

    @property
    def tokens(self) -> list[tuple[str, ...]]:
        """The words of each distinct value."""
        if self._tokens is None:
            self._tokens = [tokens(value) for value in self.values]
            for at, words in enumerate(self._tokens):
                for word in words:
                    self._places.setdefault(word, []).append(at)
        return self._tokens

    @property
    def domains(self) -> list[str]:
        """The domain of each distinct value that is an e-mail or web address."""
        if self._domains is None:
            self._domains = [domain_of(value) for value in self.values]
        return self._domains

    def holding(self, looked: Phrases) -> Mask:
        """For each distinct value whether a phrase of the list stands in it."""
        cut = self.tokens
        flags = np.zeros(len(self.values), dtype=np.bool_)
        for anchor in looked.anchors:
            for at in self._places.get(anchor, ()):
                if not flags[at] and looked.find(self.values[at], cut[at]):
                    flags[at] = True
        return flags

    @property
    def blank(self) -> Mask:
        """For each row whether nothing stands there, or a placeholder."""
        return self.spread(self.blanks)

    def spread(self, distinct: Iterable[bool]) -> Mask:
        """A result for each distinct value as a result for each row."""
        flags = np.fromiter(distinct, dtype=np.bool_, count=len(self.values))
        return flags[self.codes] if len(flags) else np.zeros(len(self.codes), dtype=np.bool_)


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """What a column is compared with."""

    __test__ = False  # a noun of the gate, not a test case

    options: frozenset[str] = frozenset()
    number: float = 0.0
    phrases: Phrases = field(default_factory=lambda: phrases(()))
    domains: Domains = field(default_factory=lambda: domains(()))


def is_blank(texts: Texts, test: Test) -> Mask:  # noqa: ARG001 (all operators have one shape)
    """Nothing stands there, or a placeholder."""
    return texts.blank


def is_filled(texts: Texts, test: Test) -> Mask:  # noqa: ARG001
    """Something stands there that is no placeholder."""
    return ~texts.blank


def is_one_of(texts: Texts, test: Test) -> Mask:
    """The whole value is one of the given ones, whatever its case."""
    return texts.spread(value in test.options for value in texts.values)


def is_none_of(texts: Texts, test: Test) -> Mask:
    """A value stands there, and it is none of the given ones."""
    return texts.spread(
        not blank and value not in test.options for value, blank in zip(texts.values, texts.blanks, strict=True)
    )


def contains(texts: Texts, test: Test) -> Mask:
    """One of the given texts stands anywhere in it, also inside a word."""
    return texts.spread(any(option in value for option in test.options) for value in texts.values)


def contains_word(texts: Texts, test: Test) -> Mask:
    """A word or phrase of the list stands in it, not inside another word."""
    return texts.spread(texts.holding(test.phrases))


def in_list(texts: Texts, test: Test) -> Mask:
    """The whole value is a word of the list."""
    return texts.spread(value != "" and value in test.phrases.whole for value in texts.values)


def domain_in_list(texts: Texts, test: Test) -> Mask:
    """The domain of the e-mail or web address is in the list, or belongs to one that is."""
    return texts.spread(domain != "" and test.domains.find(domain) != "" for domain in texts.domains)


def at_least(texts: Texts, test: Test) -> Mask:
    """A number stands there, and all of its range is the given one or more."""
    return texts.spread(low >= test.number for low, _ in map(span, texts.values))


def at_most(texts: Texts, test: Test) -> Mask:
    """A number stands there, and all of its range is the given one or less."""
    return texts.spread(high <= test.number for _, high in map(span, texts.values))


OPERATORS: dict[Operator, Callable[[Texts, Test], Mask]] = {
    Operator.IS_BLANK: is_blank,
    Operator.IS_FILLED: is_filled,
    Operator.IS: is_one_of,
    Operator.IS_NOT: is_none_of,
    Operator.CONTAINS: contains,
    Operator.CONTAINS_WORD: contains_word,
    Operator.IN_LIST: in_list,
    Operator.DOMAIN_IN_LIST: domain_in_list,
    Operator.AT_LEAST: at_least,
    Operator.AT_MOST: at_most,
}
"""Operator → its function on text. "older than days" is on dates: `older_than`."""


def older_than(column: pd.Series, days: float, today: dt.date) -> Mask:
    """A date stands there, and it is more than that many days before today."""
    limit = pd.Timestamp(today) - pd.Timedelta(days=days)
    return np.asarray((column.notna() & (column < limit)).to_numpy(), dtype=np.bool_)


class Matcher:
    """Tests rules on one frame of inquiries.

    Args:
        frame: columns are field keys, as in `leadbook.schema.frames`.
        words: the lists that rules may ask for.
        today: what age is counted to.
    """

    def __init__(self, frame: pd.DataFrame, words: Words, today: dt.date) -> None:
        self.frame = frame
        self.words = words
        self.today = today
        self._texts: dict[str, Texts] = {}
        self._placeholders = phrases(words.of("placeholder")).whole

    def texts(self, key: str) -> Texts:
        """The field as distinct plain texts."""
        if key not in self._texts:
            self._texts[key] = Texts(self.frame[key], self._placeholders)
        return self._texts[key]

    def holds(self, rule: Rule) -> Mask:
        """Where the rule's test holds: in any of its fields; for "is blank" in all of them."""
        if rule.operator is Operator.OLDER_THAN_DAYS:
            return older_than(self.first_date(rule.fields), rule.number or 0.0, self.today)
        test = self.test(rule)
        masks = [OPERATORS[rule.operator](self.texts(key), test) for key in rule.fields]
        joined = np.logical_and if rule.operator is Operator.IS_BLANK else np.logical_or
        result: Mask = joined.reduce(masks)
        return result

    def words_hold_beside(self, kind: str, rule: Rule) -> Mask:
        """Where a word of that kind stands in the rule's fields besides the words the rule looks for."""
        looked, own = phrases(self.words.of(kind)), phrases(self.words.of(rule.value))
        masks = []
        for key in rule.fields:
            texts = self.texts(key)
            named = texts.holding(looked)
            for at in np.flatnonzero(named):
                named[at] = looked.find(own.without(texts.values[at])) != ""
            masks.append(texts.spread(named))
        result: Mask = np.logical_or.reduce(masks)
        return result

    def test(self, rule: Rule) -> Test:
        """What the rule compares with, ready."""
        listed = self.words.of(rule.value)
        return Test(
            options=frozenset(plain(part) for part in rule.value.split(";") if part.strip()),
            number=rule.number or 0.0,
            phrases=phrases(listed),
            domains=domains(listed),
        )

    def first_date(self, keys: tuple[str, ...]) -> pd.Series:
        """Of each row the first of these dates that is filled."""
        dates = self.frame[keys[0]]
        for key in keys[1:]:
            dates = dates.fillna(self.frame[key])
        return dates

    def found(self, rule: Rule, rows: Iterable[int]) -> list[str]:
        """What the rule found in the rows at these positions: the word, the text, or the date; else ""."""
        if rule.operator is Operator.OLDER_THAN_DAYS:
            dates = self.first_date(rule.fields)
            return [day(dates.iloc[at]) for at in rows]
        test = self.test(rule)
        columns = [self.texts(key) for key in rule.fields]
        return [
            next(filter(None, (_hit(rule.operator, test, texts.values[texts.codes[at]]) for texts in columns)), "")
            for at in rows
        ]


def _hit(operator: Operator, test: Test, value: str) -> str:
    """The word or domain of the list that one value holds."""
    if operator is Operator.DOMAIN_IN_LIST:
        return test.domains.find(domain_of(value))
    if operator in (Operator.IS, Operator.CONTAINS, Operator.AT_LEAST, Operator.AT_MOST):
        return value
    return test.phrases.find(value) if operator is Operator.CONTAINS_WORD else ""


def day(value: dt.date | pd.Timestamp, today: dt.date | None = None) -> str:
    """A date as people read it; without its year when it is this year's and `today` is given.

    >>> day(dt.date(2026, 3, 9))
    '9 Mar 2026'
    """
    if pd.isna(value):
        return ""
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    text = f"{value.day} {months[value.month - 1]}"
    return text if today is not None and value.year == today.year else f"{text} {value.year}"


_NOTHING = (float("nan"), float("nan"))


@lru_cache(maxsize=65536)
def span(text: str) -> tuple[float, float]:
    """Lowest and highest number in a plain text ("50-99", "$20k", "1,250"); NaN when there is none.

    A sign before the number says the open end: "> 50" and "50+" have no highest, "< 50" has no lowest.
    """
    numbers = [float(amount) for amount in amounts(text)]
    if not numbers:
        return _NOTHING
    low, high = min(numbers), max(numbers)
    if len(numbers) == 1 and re.search(r"[<≤]|up to|under|less", text):
        low = 0.0
    if len(numbers) == 1 and re.search(r"[>≥]|\d\s*\+|over|more", text):
        high = float("inf")
    return low, high


def _as_text(value: object) -> str:
    """A value that is no text as plain text; blank for NaN and NaT."""
    if value is None or value is pd.NaT or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value)
