"""The sheet To fix: what a person is asked, one row a question, the answers that win a lead first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
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
from leadbook.stages.keeping import Kept
from leadbook.stages.kept_answers import keep_answers
from leadbook.stages.ledger import Arrival
from leadbook.stages.list_questions import (
    COLUMN,
    DATE_ORDER,
    Place,
    columns,
    countries,
    date_orders,
    mark_of,
    row_of,
)
from leadbook.stages.maybes import Maybe
from leadbook.stages.remembered import Asked

KEEP_AS_IS = "keep as is"
MINE = frozenset({"value", "to qualify"})
"""Kinds of questions about one field of one inquiry (or, without an ID, of all of a list)."""

DUPLICATE = "duplicate?"
SAME = "Same person"
_MADE = MINE | {DUPLICATE, DATE_ORDER, COLUMN}
"""Kinds that are made anew from the inquiries; others on the sheet are carried along."""

_BY_QUESTION = {text: key for key, text in QUESTIONS.items()} | {PHONE_COUNTRY: "phone"}
_ENOUGH_WORDS = 6
_SURE = 4

@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known besides the inquiries.

    Args:
        places: ID → where it came from.
        kept: (ID, field header) → values that somebody kept as they are; not asked again.
        maybes: ID of a later inquiry → what it may repeat.
        wins: IDs that would be leads if they were somebody else.
        unfit: what a typed answer belongs to → why it could not be taken.
        file_rows: rows of To fix about rows that were left out, of lists read in this run.
        asked: columns of lists that Mappings tells of.
        is_known: whether a header is one of which a tool is known to mean another answer.
    """

    places: Mapping[str, Arrival] = field(default_factory=dict)
    kept: Kept = field(default_factory=dict)
    maybes: Mapping[str, Maybe] = field(default_factory=dict)
    wins: frozenset[str] = frozenset()
    unfit: Mapping[Place, str] = field(default_factory=dict)
    file_rows: tuple[Mapping[str, Any], ...] = ()
    asked: tuple[Asked, ...] = ()
    is_known: Callable[[str], bool] | None = None


def questions(
    inquiries: pd.DataFrame, present: pd.DataFrame, suggestions: Mapping[tuple[str, str], str] | None = None,
    findings: Iterable[Finding] = (), known: Known | None = None,
) -> pd.DataFrame:  # fmt: skip
    """The rows of tblFix.

    Asked are: what an inquiry that needs info still lacks; an address or number of a lead that does not check;
    cells of Inquiries that could not be read; whether two inquiries are one person; and what is open about whole
    lists. An answer that would make a lead unlocks 1; of several that are missing none does alone. Answers typed
    into rows that are still open, and answers no Check has seen, are kept.

    Args:
        inquiries: columns of INQUIRIES, judged by `qualify`.
        present: tblFix as it stands.
        suggestions: (ID, field key) → what was probably meant.
        findings: about cells of tblInquiries (`row` = position from 1, `column` = header); others are passed over.

    Returns:
        Columns of `leadbook.schema.tables.inquiries.TO_FIX`, sorted by unlocks, ID and importance, index from 0.
    """
    known = known or Known()
    asked = [row for row in _asked(inquiries, suggestions or {}, known) if not _is_kept(row, known.kept)]
    lacking: dict[str, set[str]] = defaultdict(set)
    for row in asked:
        lacking[row["lead_id"]].add(field_key(row["field"]))
    rows = countries(asked, inquiries)
    rows += _unread(inquiries, findings, {(row["lead_id"], row["field"]) for row in asked})
    rows += _same_person(inquiries, known)
    rows += date_orders(inquiries, known.places, known.kept)
    rows += columns(inquiries, (known.places, known.kept, known.asked), lacking, known.is_known)
    rows += _carried(present, known)
    keep_answers(rows, present, known.unfit)
    fresh = pd.DataFrame(rows, columns=list(TO_FIX.keys), dtype=object)
    fresh = fresh.assign(**{key: pd.to_numeric(fresh[key]).astype("float64") for key in ("row", "unlocks")})
    order = {field_header(key): at for at, key in enumerate(MUSTS)}
    sorted_ = fresh.assign(_place=fresh["field"].map(lambda header: order.get(header, len(order)))).sort_values(
        ["unlocks", "lead_id", "_place", "file", "row"], ascending=[False, True, True, True, True], kind="stable",
        na_position="last",
    )  # fmt: skip
    return sorted_.drop(columns="_place").reset_index(drop=True)


def _is_kept(row: Mapping[str, Any], kept: Kept) -> bool:
    """Whether somebody kept this very value as it is."""
    return row["now"] in kept.get((row["lead_id"], row["field"]), ())


def _same_person(inquiries: pd.DataFrame, known: Known) -> list[dict[str, Any]]:
    """For each inquiry that may repeat another one the question whether it does."""
    ids = set(known.maybes) | {maybe.earlier for maybe in known.maybes.values()}
    rows = {str(row["lead_id"]): row for row in records(inquiries[inquiries["lead_id"].isin(ids)])} if ids else {}
    asked = []
    for name, maybe in known.maybes.items():
        wins = float(name in known.wins)
        place, other = known.places.get(name), rows[maybe.earlier]
        reach = " · ".join(part for part in (who(other), str(other["email"] or other["phone"])) if part)
        asked.append(
            row_of(
                DUPLICATE, place.file if place else str(rows[name]["source"]), lead_id=name,
                row=place.row if place else float("nan"), who=who(rows[name]), field="Same person?",
                now=f"{maybe.earlier} · {reach}", wrong=f"May be the same person as {maybe.earlier}: {maybe.why}.",
                suggestion=SAME if maybe.strength >= _SURE else "", unlocks=wins,
            )
        )  # fmt: skip
    return asked


def _carried(present: pd.DataFrame, known: Known) -> list[dict[str, Any]]:
    """Rows about lists as they stand, and those of lists that were read in this run."""
    fresh = [dict(row) for row in known.file_rows if mark_of(row) not in known.kept.get(("", row["kind"]), ())]
    read = {row["file"] for row in fresh}
    old = [row for row in records(present[~present["kind"].isin(_MADE)]) if row["file"] not in read]
    return old + fresh


def _asked(
    inquiries: pd.DataFrame, suggestions: Mapping[tuple[str, str], str], known: Known
) -> list[dict[str, Any]]:  # fmt: skip
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
        open_ = {key for key in missing if not _kept_value(inquiry, key, known.kept)}
        for key in sorted(missing, key=lambda key: MUSTS.index(key) if key in MUSTS else len(MUSTS)):
            row = _question(inquiry, key, missing[key], suggestions) | _place_of(inquiry, known.places)
            rows.append(row | {"unlocks": 1.0 if open_ == {key} and away[at] else 0.0, "problem": missing[key]})
    return rows


def _kept_value(inquiry: Mapping[str, Any], key: str, kept: Kept) -> bool:
    """Whether a value counts because somebody kept it as it is; words are not made a request that way."""
    return key in ("phone", "email") and inquiry[key] in kept.get((str(inquiry["lead_id"]), field_header(key)), ())


def _place_of(inquiry: Mapping[str, Any], places: Mapping[str, Arrival]) -> dict[str, Any]:
    """List and row an inquiry came from, as far as the ledger knows."""
    place = places.get(str(inquiry["lead_id"]))
    return {"file": place.file, "row": place.row} if place else {}


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame, each as column → value."""
    names = [str(key) for key in frame.columns]
    columns = [frame[key].tolist() for key in frame.columns]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


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
