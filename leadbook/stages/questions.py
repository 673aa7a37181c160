"""The sheet To fix: what a person is asked, one row a question, the answers that win a lead first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from leadbook.fields.email import check_email
from leadbook.fields.phone import check_phone
from leadbook.model import Finding, Verdict
from leadbook.rules.asking import MUSTS, PHONE_COUNTRY, PROBLEMS, QUESTIONS, wrong
from leadbook.rules.evidence import request_in
from leadbook.rules.phrases import tokens
from leadbook.rules.reachable import email_problems, phone_problems
from leadbook.rules.reading import field_header, field_key
from leadbook.rules.rule import Words
from leadbook.schema.tables.inquiries import INQUIRIES, TO_FIX

KEEP_AS_IS = "keep as is"
MINE = frozenset({"value", "to qualify"})
"""Kinds of questions that this module asks and answers; others on the sheet are carried along."""

_BY_QUESTION = {text: key for key, text in QUESTIONS.items()} | {PHONE_COUNTRY: "phone"}
_ENOUGH_WORDS = 6


def questions(
    inquiries: pd.DataFrame, present: pd.DataFrame, suggestions: Mapping[tuple[str, str], str] | None = None,
    findings: Iterable[Finding] = (),
) -> pd.DataFrame:  # fmt: skip
    """The rows of tblFix.

    Asked are: what an inquiry that needs info still lacks; an address or number of a lead that does not check;
    and cells of Inquiries that could not be read. An answer that would make a lead unlocks 1; of several that are
    missing none does alone. Answers typed into rows that are still open are kept.

    Args:
        inquiries: columns of INQUIRIES, judged by `qualify`.
        present: tblFix as it stands.
        suggestions: (ID, field key) → what was probably meant.
        findings: about cells of tblInquiries (`row` = position from 1, `column` = header); others are passed over.

    Returns:
        Columns of `leadbook.schema.tables.inquiries.TO_FIX`, sorted by unlocks, ID and importance, index from 0.
    """
    rows = _asked(inquiries, suggestions or {})
    rows += _unread(inquiries, findings, {(row["lead_id"], row["field"]) for row in rows})
    _keep_answers(rows, present)
    ids = set(inquiries["lead_id"])
    others = present[~present["kind"].isin(MINE) & (present["lead_id"].isin(ids) | (present["lead_id"] == ""))]
    fresh = pd.DataFrame(rows, columns=list(TO_FIX.keys), dtype=object)
    joined = pd.concat([others, fresh], ignore_index=True) if len(others) else fresh
    joined = joined.assign(**{key: pd.to_numeric(joined[key]).astype("float64") for key in ("row", "unlocks")})
    order = {field_header(key): at for at, key in enumerate(MUSTS)}
    places = joined["field"].map(lambda header: order.get(header, len(order)))
    sorted_ = joined.assign(_place=places).sort_values(
        ["unlocks", "lead_id", "_place"], ascending=[False, True, True], kind="stable", na_position="last"
    )
    return sorted_.drop(columns="_place").reset_index(drop=True)


def _asked(inquiries: pd.DataFrame, suggestions: Mapping[tuple[str, str], str]) -> list[dict[str, Any]]:
    """Questions about leads and about inquiries that are answers away."""
    wanted = inquiries[inquiries["verdict"].isin((Verdict.NEEDS_INFO, Verdict.QUALIFIED))]
    problems = {
        "phone": phone_problems(wanted, ""),
        "email": email_problems(wanted, Words()),
        "need": np.where((wanted["need"] == "") & (wanted["application"] == ""), "blank", "").astype(object),
    }
    away = (wanted["verdict"] == Verdict.NEEDS_INFO).to_numpy()
    asks = np.flatnonzero(away | np.logical_or.reduce([codes != "" for codes in problems.values()]))
    rows = []
    for at, inquiry in zip(asks, records(wanted.iloc[asks]), strict=True):
        missing = {key: str(codes[at]) for key, codes in problems.items() if codes[at]}
        if away[at]:
            asked = field_of_question(str(inquiry["ask_next"]))
            missing.setdefault(asked, "") if asked else None
            if not inquiry["raised_hand"]:
                missing.setdefault("raised_hand", "")
        else:
            missing = {key: code for key, code in missing.items() if inquiry[key]}  # let through: blanks are known
        for key in sorted(missing, key=lambda key: MUSTS.index(key) if key in MUSTS else len(MUSTS)):
            wins = len(missing) == 1 and away[at]
            rows.append(_question(inquiry, key, missing[key], suggestions) | {"unlocks": 1.0 if wins else 0.0})
    return rows


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame, each as column → value."""
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]


def field_of_question(ask_next: str) -> str:
    """The key of the field that a question is about, "" when it is about none.

    >>> field_of_question("Phone: which number reaches them?"), field_of_question("Please add this: industry.")
    ('phone', 'industry')
    """
    rest = ask_next.partition("Please add this: ")[2].rstrip(".")
    return _BY_QUESTION.get(ask_next) or field_key(rest.replace(" ", "_"))


def _question(
    inquiry: Mapping[str, Any], key: str, problem: str, suggestions: Mapping[tuple[str, str], str]
) -> dict[str, Any]:
    """One row of the sheet, without its unlocks."""
    now = str(inquiry[key])
    because = str(inquiry["why"]).removesuffix(".").rpartition(" (")[0] or str(inquiry["why"])
    known = (key, problem) in PROBLEMS
    meant = suggestions.get((str(inquiry["lead_id"]), key)) or _SUGGEST.get(key, _nothing)(inquiry)
    return {
        "kind": "value" if now and known else "to qualify",
        "lead_id": inquiry["lead_id"],
        "file": inquiry["source"],
        "row": float("nan"),
        "who": who(inquiry),
        "field": field_header(key),
        "now": now,
        "wrong": wrong(key, problem) if known else f"{because}.",
        "suggestion": "" if meant == now else meant,
        "correct": "",
        "decision": "",
    }


def who(inquiry: Mapping[str, Any]) -> str:
    """Person and company, as far as they are known.

    >>> who({"first_name": "Ana", "last_name": "Silva", "company": "Acme"})
    'Ana Silva, Acme'
    """
    name = f"{inquiry['first_name']} {inquiry['last_name']}".strip()
    return ", ".join(part for part in (name, str(inquiry["company"])) if part)


def _nothing(inquiry: Mapping[str, Any]) -> str:  # noqa: ARG001 (the fallback of a table of functions)
    """No suggestion."""
    return ""


def _need(inquiry: Mapping[str, Any]) -> str:
    """What they asked, where it says more than that they want a call."""
    said = str(inquiry["raised_hand"])
    return said if len(tokens(said)) >= _ENOUGH_WORDS else ""


_SUGGEST: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "email": lambda inquiry: check_email(str(inquiry["email"])).suggestion,
    "phone": lambda inquiry: check_phone(str(inquiry["phone"]), str(inquiry["country"])).suggestion,
    "need": _need,
    "raised_hand": lambda inquiry: "" if inquiry["raised_hand"] else request_in(dict(inquiry)),
}
"""Field → what to suggest from the rest of the inquiry."""


def _unread(
    inquiries: pd.DataFrame, findings: Iterable[Finding], asked: set[tuple[str, str]]
) -> list[dict[str, Any]]:
    """Questions about cells of Inquiries that hold something that is no date or number."""
    rows = []
    for finding in findings:
        if finding.table != INQUIRIES.name or not field_key(finding.column) or not 0 < finding.row <= len(inquiries):
            continue
        inquiry = records(inquiries.iloc[[finding.row - 1]])[0]
        if (inquiry["lead_id"], finding.column) not in asked:
            rows.append({
                "kind": "value", "lead_id": inquiry["lead_id"], "file": inquiry["source"], "row": float("nan"),
                "who": who(inquiry), "field": finding.column, "now": "", "wrong": finding.note,
                "suggestion": "", "correct": "", "decision": "", "unlocks": 0.0,
            })  # fmt: skip
    return rows


def _keep_answers(rows: list[dict[str, Any]], present: pd.DataFrame) -> None:
    """Put what people typed back into the rows that are still open; a value kept as it is unlocks nothing."""
    typed = {
        (row["lead_id"], row["field"]): (row["correct"], row["decision"])
        for row in records(present[present["kind"].isin(MINE)])
    }
    for row in rows:
        row["correct"], row["decision"] = typed.get((row["lead_id"], row["field"]), ("", ""))
        if str(row["decision"]).strip().casefold() == KEEP_AS_IS:
            row["unlocks"] = 0.0


def answers_waiting(fix: pd.DataFrame) -> int:
    """How many rows have an answer that Check has not taken yet."""
    decided = fix["decision"].str.strip().str.casefold()
    kept = (decided == KEEP_AS_IS) & (fix["unlocks"].fillna(0) == 0) & (fix["correct"].str.strip() == "")
    return int((((fix["correct"].str.strip() != "") | (decided != "")) & ~kept).sum())


def status_line(fix: pd.DataFrame) -> str:
    """The line above To fix: what is waiting, and what there is to win."""
    waiting, wins = answers_waiting(fix), int(fix["unlocks"].fillna(0).sum())
    if not len(fix):
        return "Nothing to fix."
    asked = f"{len(fix):,} {'question' if len(fix) == 1 else 'questions'}"
    win = f" would win up to {wins:,} {'lead' if wins == 1 else 'leads'}" if wins else ""
    if waiting:
        return f"{waiting:,} {'answer' if waiting == 1 else 'answers'} waiting: run Check. {asked} in all{win}."
    return f"{asked}{win}. Type a correct value or pick a decision, then run Check."
