"""The score: which leads to call first. It ranks, it never decides whether somebody is a lead.

| What they told                                             | Points            |
|------------------------------------------------------------|-------------------|
| nothing: an inquiry without a raised hand                  | 5, and no more    |
| raised a hand, one answer is missing                       | 20                |
| raised a hand, all that a lead needs is there              | 30                |
| buys within 1 / 3 / 6 / 12 months / later                  | 25, 18, 12, 7, 3  |
| said a time that cannot be read                            | 5                 |
| decides alone or with others / names who decides / no part | 12, 8, 4          |
| named money / said something about it                      | 10, 4             |
| ready / comparing / researching                            | 8, 5, 2           |
| said what for                                              | 5                 |
| agreed to a meeting                                        | 10                |

Rows of tblGate with points are added to that; the sum is held between 0 and 100.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from leadbook.model import Verdict
from leadbook.rules.matching import Matcher, Texts, span
from leadbook.rules.phrases import phrases
from leadbook.rules.rule import Rule, Words
from leadbook.rules.timing import months_until

BASE, ONE_AWAY, LEAD = 5.0, 20.0, 30.0
_TIMING = ((1.0, 25.0), (3.0, 18.0), (6.0, 12.0), (12.0, 7.0))
_LATER, _UNREADABLE = 3.0, 5.0
_DECIDES = phrases((
    "decider", "decision maker", "i decide", "we decide", "my decision", "final decision", "decide together", "yes",
    "owner", "sole", "final say", "entscheider", "entscheiderin", "ja", "décideur", "oui", "decido", "sí",
    "not: not my decision", "not: not the decision maker", "not: not a decision maker", "not: no decision maker",
))  # fmt: skip
_NAMES = phrases((
    "influencer", "influence", "recommend", "recommends", "team", "committee", "boss", "manager", "director", "ceo",
    "cfo", "board", "part of", "involved", "together", "geschäftsführer", "chef", "chefin", "jefe",
))  # fmt: skip
_READY = phrases(("ready", "buying", "purchase", "decided", "order", "kaufbereit", "prêt", "listo"))
_COMPARING = phrases(("comparing", "compare", "evaluating", "evaluation", "shortlist", "quotes", "vergleich"))
_APPROVED = phrases(("yes", "approved", "allocated", "set aside", "funded", "budgeted", "ja", "genehmigt", "oui", "sí"))


def score(
    inquiries: pd.DataFrame, rules: Sequence[Rule], today: dt.date, words: Words | None = None
) -> pd.Series:  # fmt: skip
    """Points of each inquiry, 0 to 100, whole numbers as float.

    Args:
        inquiries: columns of `leadbook.schema.tables.inquiries.INQUIRIES`, with the verdicts of `qualify`.
        rules: rows of tblGate; those with points count, whatever their verdict.
        words: what rules on lists look into; without them such rows give no points.
    """
    matcher = Matcher(inquiries, words or Words(), today)
    raised = inquiries["verdict"].map({Verdict.QUALIFIED.value: LEAD, Verdict.NEEDS_INFO.value: ONE_AWAY})
    points = raised.fillna(BASE).to_numpy(dtype=np.float64).copy()
    points += _by_value(matcher.texts("timeframe"), lambda text: _timing(text, today))
    points += _by_value(matcher.texts("decision_role"), _decision)
    points += _by_value(matcher.texts("budget"), _money)
    points += _by_value(matcher.texts("buying_stage"), _stage)
    points += np.where(matcher.texts("application").blank, 0.0, 5.0)
    points += np.where(inquiries["meeting_at"].notna(), 10.0, 0.0)
    for rule in rules:
        if rule.points:
            points += np.where(matcher.holds(rule), rule.points, 0.0)
    points = np.where(raised.isna(), BASE, np.clip(np.round(points), 0.0, 100.0))
    return pd.Series(points, index=inquiries.index, dtype="float64")


def _by_value(texts: Texts, worth: Callable[[str], float]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Points of each row by its text; a blank gives none."""
    table = [0.0 if blank else worth(text) for text, blank in zip(texts.values, texts.blanks, strict=True)]
    return np.array(table, dtype=np.float64)[texts.codes] if table else np.zeros(0)


def _timing(text: str, today: dt.date) -> float:
    """Points for how soon they buy."""
    months = months_until(text, today)
    if months != months:
        return _UNREADABLE
    return next((points for limit, points in _TIMING if months <= limit), _LATER)


def _decision(text: str) -> float:
    """Points for their part in the decision."""
    if _DECIDES.find(text):
        return 12.0
    return 8.0 if _NAMES.find(text) else 4.0


def _money(text: str) -> float:
    """Points for money they named."""
    _, high = span(text)
    return 10.0 if high > 0 or _APPROVED.find(text) else 4.0


def _stage(text: str) -> float:
    """Points for how far they are."""
    if _READY.find(text):
        return 8.0
    return 5.0 if _COMPARING.find(text) else 2.0
