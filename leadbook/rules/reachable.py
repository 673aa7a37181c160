"""Whether somebody can be reached: phone numbers and e-mail addresses of inquiries, checked for their form."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from leadbook.fields.email import check_email
from leadbook.fields.phone import check_phone
from leadbook.rules.phrases import phrases, replacements
from leadbook.rules.rule import Words

Codes = np.ndarray[Any, np.dtype[np.object_]]


def phone_problems(frame: pd.DataFrame, home: str) -> Codes:
    """For each inquiry "" when one of its numbers checks, else what is wrong with the first.

    Args:
        frame: columns phone, phone2, country.
        home: two-letter country for inquiries without one.
    """
    rows = zip(frame["phone"].tolist(), frame["phone2"].tolist(), frame["country"].tolist(), strict=True)
    known: dict[tuple[str, str, str], str] = {}
    problems = []
    for row in rows:
        if row not in known:
            first, second, country = row
            wrong = phone_problem(first, country, home)
            known[row] = wrong if wrong and (not second or phone_problem(second, country, home)) else ""
        problems.append(known[row])
    return np.array(problems, dtype=object)


def phone_problem(text: str, country: str, home: str) -> str:
    """What is wrong with one number, "" when nothing is; too few digits are no number in any country."""
    problem = check_phone(text, _region(country), home).problem
    return "not_valid" if problem == "no_country" and sum(map(str.isdigit, text)) < 7 else problem


def _region(country: str) -> str:
    """A two-letter country code, "" for anything else."""
    return country if len(country) == 2 and country.isalpha() else ""


def email_problems(frame: pd.DataFrame, words: Words) -> Codes:
    """For each inquiry "" when one of its addresses checks, else what is wrong with the first.

    Args:
        frame: columns email, email2.
    """
    known: dict[tuple[str, str], str] = {}
    problems = []
    for row in zip(frame["email"].tolist(), frame["email2"].tolist(), strict=True):
        if row not in known:
            first, second = row
            wrong = email_problem(first, words)[0]
            known[row] = wrong if wrong and (not second or email_problem(second, words)[0]) else ""
        problems.append(known[row])
    return np.array(problems, dtype=object)


def email_problem(text: str, words: Words) -> tuple[str, str]:
    """What is wrong with an address ("" when nothing is) and what was probably meant ("" when not known)."""
    result = check_email(text)
    if result.problem:
        return result.problem, result.suggestion
    local, _, domain = result.value.rpartition("@")
    meant = replacements(words.of("mail typo")).get(domain, "")
    if meant:
        return "domain_typo", f"{local}@{meant}"
    made_up = result.value in phrases(words.of("placeholder")).whole
    return ("placeholder", "") if made_up else ("", "")
