"""Whether a text on Campaigns or Answers says anything: “I don't know” is an open question, not an answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import pandas as pd

from leadbook.fields.text import fold

_NOTHING: Final = frozenset({
    "", "tbd", "tba", "tbc", "todo", "to do", "n a", "na", "not applicable", "xx", "xxx", "x", "lorem ipsum", "unknown",
    "not known", "not known yet", "unclear", "open", "still open", "pending", "later", "will follow", "follows", "soon",
    "coming soon", "not yet", "not answered yet", "not written yet", "ask marketing", "ask me", "placeholder",
    "who knows", "offen", "noch offen", "unklar", "unbekannt", "folgt", "folgt noch", "kommt noch", "wird nachgereicht",
    "spater", "keine angabe",
})  # fmt: skip
_MARKS: Final = ("tbd", "tba", "tbc", "todo", "to be determined", "to be decided", "to be defined", "to be announced",
                 "to be confirmed", "to be clarified")  # fmt: skip
"""A text that begins with one of these is open, whatever follows."""
_UNSURE: Final = re.compile(
    r"(?:(?:we|i|sorry|that|it|honestly|well|hm+|ehrlich)\s)*"
    r"(?:don ?t|do not|cannot|can ?t|dont) (?:really )?(?:know|say|tell)\b"
    r"|(?:(?:i|we) ?(?:m|am|re|are) )?not (?:really )?sure\b|(?:(?:i|we) )?(?:have )?no (?:idea|clue)\b|good question\b"
    r"|(?:das )?(?:weiss|weis) (?:ich|man|wir|noch)\b|(?:ich|wir) (?:weiss|wissen) (?:es |das )?(?:noch )?nicht\b"
    r"|weiss nicht\b|keine ahnung\b"
)
_SHORT: Final = 10
"""Words of an answer that begins with “I don't know” and is still none; a longer one goes on to say something."""


def says(text: object) -> bool:
    """Whether a text answers anything.

    >>> says("No."), says("$400 until 30 Nov"), says("None, because we are the only ones.")
    (True, True, True)
    >>> [says(text) for text in ("", "?", "tbd", "TBD by finance", "I don't know, don't worry about that.", "n/a")]
    [False, False, False, False, False, False]
    >>> says("I do not know their price of today; ours is $400, all in, delivered and installed.")
    True
    """
    key = fold("" if text is None or text is pd.NaT else str(text))
    if key in _NOTHING or any(key == mark or key.startswith(f"{mark} ") for mark in _MARKS):
        return False
    return not (_UNSURE.match(key) and len(key.split()) <= _SHORT)


def is_must(row: Mapping[str, object]) -> bool:
    """Whether the page is not ready without this answer."""
    return str(row["must"]).strip().casefold() == "yes"


def is_open(row: Mapping[str, object]) -> bool:
    """Whether a row of tblAnswers is an open question: it must be answered, or somebody wrote “I don't know”."""
    return not says(row["answer"]) and (is_must(row) or bool(str(row["answer"]).strip()))


def open_rows(answers: pd.DataFrame) -> pd.Series:
    """A mask over tblAnswers: must-answer rows without an answer."""
    pairs = zip(answers["must"], answers["answer"], strict=True)
    found = [str(must).strip().casefold() == "yes" and not says(answer) for must, answer in pairs]
    return pd.Series(found, dtype=bool, index=answers.index)
