"""Who a campaign is not for: the exclusions that marketing wrote down, looked for in the inquiries."""

from __future__ import annotations

import pandas as pd

from leadbook.model import Operator, Verdict
from leadbook.rules.phrases import phrases, plain
from leadbook.rules.rule import Rule
from leadbook.stages.sentences import Ruling

_LOOKED_AT = ("company", "industry", "job_title")


def left_out(inquiries: pd.DataFrame, campaigns: pd.DataFrame) -> dict[int, Ruling]:
    """The inquiries that their own campaign excludes, by position.

    The pieces of Exclusions (with ; or , between) are looked for as whole words in company, industry and title;
    "distributors" finds "distributor" too. Sentences that are no words of theirs find nothing and do no harm.

    Args:
        inquiries: columns campaign, company, industry, job_title.
        campaigns: columns campaign, exclusions.
    """
    found: dict[int, Ruling] = {}
    names = inquiries["campaign"].map(plain).to_numpy(dtype=object)
    for campaign, exclusions in zip(campaigns["campaign"].tolist(), campaigns["exclusions"].tolist(), strict=True):
        words = _pieces(str(exclusions))
        if not words or not plain(str(campaign)):
            continue
        looked = phrases(words)
        for at in (names == plain(str(campaign))).nonzero()[0]:
            texts = (plain(str(inquiries[key].iloc[at])) for key in _LOOKED_AT)
            word = next((hit for text in texts if (hit := looked.find(text))), "")
            if word:
                found[int(at)] = Ruling(_rule(str(campaign).strip()), word)
    return found


def _pieces(text: str) -> tuple[str, ...]:
    """The words of an exclusion, in singular and plural."""
    pieces = [plain(piece) for piece in text.replace(";", ",").split(",")]
    long = [piece for piece in pieces if len(piece) > 3]
    single = [piece.removesuffix("s") for piece in long]
    return tuple(dict.fromkeys([*long, *single, *(f"{piece}s" for piece in single)]))


def _rule(campaign: str) -> Rule:
    """The campaign's exclusion as a rule, so that it reads like any other."""
    return Rule(
        fields=_LOOKED_AT, operator=Operator.CONTAINS, verdict=Verdict.NOT_A_LEAD,
        reason=f"{campaign} is not for “{{found}}” (Campaigns: exclusions).",
    )  # fmt: skip
