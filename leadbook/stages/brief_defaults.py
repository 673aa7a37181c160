"""The questions every new campaign starts with, because reps get asked them."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from leadbook.schema import book

WHY, FOR, NOT_FOR, ASK, HESITATE, OTHERS, FIRST, HELP, ELSE, LINKS = (
    "Why we are doing this", "Who it is for", "Who it is not for", "If they ask", "If they hesitate",
    "Against the others", "Ask first", "What we ask of you", "Anything else", "Links",
)  # fmt: skip
"""Sections of the page, as in the drop-down of Answers."""

_DEFAULTS: tuple[tuple[str, str, str, str], ...] = (
    (WHY, "Where it came from", "Yes", ""),
    (WHY, "Why these words", "Yes", ""),
    (WHY, "What happens next", "Yes", ""),
    (ASK, "How do you compare with the competition?", "Yes", ""),
    (ASK, "If it works, will you extend it?", "Yes", ""),
    (ASK, "We bought one just now. What about us?", "Yes", ""),
    (ASK, "What if I want to upgrade, or another model?", "Yes", ""),
    (ASK, "How did you get my name? Please do not call again.", "Yes", ""),
    (ASK, "Can you hold the price after the deadline?", "Yes", ""),
    (HESITATE, "It is too expensive.", "Yes", ""),
    (HESITATE, "We have no time for a change.", "Yes", ""),
    (HESITATE, "We will wait for the next model.", "Yes", ""),
    (OTHERS, "Strongest competitor (their name here)", "Yes", ""),
    (OTHERS, "Do nothing", "Yes", ""),
    (FIRST, "Why now?", "No", "When does it have to be solved?"),
    (FIRST, "What for?", "No", "What would you use it for, and where?"),
    (FIRST, "Who says yes?", "No", "Who decides with you, and is the money set aside?"),
    (HELP, "First call", "No", "A first call within one working day, and one word on each lead."),
    (HELP, "What you hear", "No", "What you hear from customers: good lines go into the next version."),
)  # fmt: skip
"""Section, question, must it be answered, and what stands there to begin with."""


def default_answers(campaign: Mapping[str, object]) -> list[dict[str, object]]:
    """The rows of tblAnswers that a new campaign begins with, by schema keys.

    The question about the gift is there, and must be answered, when the campaign has an incentive.
    """
    name, incentive = str(campaign["campaign"]), str(campaign["incentive"]).strip()
    gift = ((ASK, f"Tell me about the {incentive}. Who gets it, and until when?", "Yes", ""),) if incentive else ()
    first_ask = next(at for at, row in enumerate(_DEFAULTS) if row[0] == ASK)
    rows = (*_DEFAULTS[:first_ask], *gift, *_DEFAULTS[first_ask:])
    return [
        {"campaign": name, "section": section, "question": question, "must": must, "answer": answer,
         "until_then": "", "owes": "", "by": pd.NaT, "changed_in": ""}
        for section, question, must, answer in rows
    ]  # fmt: skip


def complete_answers(campaigns: pd.DataFrame, answers: pd.DataFrame) -> pd.DataFrame:
    """tblAnswers with the default rows of campaigns that have no row there yet, at the end.

    Rows that are there are never touched, and rows a person removed do not come back.
    """
    here = {str(name).strip().casefold() for name in answers["campaign"]}
    rows: list[dict[str, object]] = []
    for cells in campaigns.to_dict("records"):
        campaign: dict[str, object] = {str(key): value for key, value in cells.items()}
        name = str(campaign["campaign"]).strip()
        if name and name.casefold() not in here:
            here.add(name.casefold())
            rows += default_answers(campaign)
    if not rows:
        return answers
    table = book.table("answers")
    added = pd.DataFrame(rows, columns=list(table.keys))
    for column in table.columns:
        added[column.key] = added[column.key].astype("datetime64[us]" if column.kind.is_date else object)
    return pd.concat([answers, added], ignore_index=True) if len(answers) else added
