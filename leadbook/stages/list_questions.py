"""Questions about a whole list: the order of its dates, a column nobody understood, the country of its numbers, and
rows that were left out though somebody could correct them.

All but the last are read from the inquiries as they stand, so they are the same on every computer, and are asked as
long as there is something to win by the answer.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from leadbook.fields.email import find_emails
from leadbook.fields.phone import looks_like_phone
from leadbook.fields.text import fold, word_set
from leadbook.fields.when import is_ambiguous, is_dateish, parse_date
from leadbook.model import Reject
from leadbook.rules.reading import field_header
from leadbook.stages.keeping import Kept
from leadbook.stages.ledger import Arrival
from leadbook.stages.other_answers import answers, parts_of, pieces
from leadbook.stages.remembered import Asked

DATE_ORDER, COLUMN, FILE_ROW = "date order", "column", "file row"
DATES = {"Received": "created_at", "Asked on": "hand_date", "Meeting": "meeting_at"}
"""Label under which the text of a date that was not read is kept among the other answers → its field."""

_OURS = frozenset({*DATES, "E-mail", "Phone"})
_SHOWN = 80
_EXAMPLES = 3
MOST_COLUMNS = 5
"""So many columns of one list are asked about at a time."""

_MOST = 50
IN_FOLDER = " It stands in the folder “Rows to correct” beside the workbook: correct it there and import that."
"""What a row that was left out is followed by while the file of rows to correct is there."""

IN_LIST = " Correct it in the list and import that again."
"""The same where that file could not be written."""
"""So many rows of one list are asked about one by one."""

_NOT_TO_CORRECT = frozenset(
    {"total_row", "test_lead", "suppression_list", "not_in_book", "host", "panelist", "refunded", "staff", "no_contact",
     "not_attending", "second_header"}
)
"""Reasons for leaving a row out that no correction changes."""

_COMPANY = word_set("company firm employer organization organisation business practice clinic firma unternehmen "
                    "entreprise societe empresa azienda")  # fmt: skip
_NOT_COMPANY = word_set("size type employees revenue industry number no id address phone city")


Place = tuple[str, str, float, str]
"""ID, else the list and its row; and the field: what an answer belongs to."""


def row_of(kind: str, file: str, **cells: Any) -> dict[str, Any]:  # noqa: ANN401 (cells of any type)
    """A row of To fix about a list."""
    return {
        "kind": kind, "lead_id": "", "file": file, "row": float("nan"), "who": "", "field": "", "now": "", "wrong": "",
        "suggestion": "", "correct": "", "decision": "", "unlocks": 0.0,
    } | cells  # fmt: skip


def place_of(row: Mapping[str, Any]) -> Place:
    """What an answer belongs to."""
    whole = bool(row["lead_id"])
    number = 0.0 if whole or pd.isna(row["row"]) else float(row["row"])
    return str(row["lead_id"]), "" if whole else str(row["file"]), number, str(row["field"])


def mark_of(row: Mapping[str, Any]) -> str:
    """How the ledger names a row of a list that somebody keeps as it is."""
    return str(row["file"]) if pd.isna(row["row"]) else f"{row['file']}, row {row['row']:.0f}"


def date_orders(inquiries: pd.DataFrame, places: Mapping[str, Arrival], kept: Kept) -> list[dict[str, Any]]:
    """For each list whose dates can be read both ways one question, with both readings of an example."""
    found: dict[str, list[str]] = defaultdict(list)
    rows = inquiries[inquiries["extra"].str.contains("|".join(f"{label}: " for label in DATES), regex=True)]
    for inquiry in _records(rows[["lead_id", "source", "extra", *DATES.values()]]):
        for label, key in DATES.items():
            texts = [text for text in answers(inquiry["extra"], label) if is_ambiguous(text)]
            if texts and pd.isna(inquiry[key]):
                found[file_of(inquiry, places)].append(texts[0])
    asked = []
    for file, texts in sorted(found.items()):
        if file in kept.get(("", DATE_ORDER), ()):
            continue
        example = min(texts)
        readings = [parse_date(example, order) for order in ("DMY", "MDY")]
        said = " or ".join(f"{day.day} {day:%B %Y}" for day in readings if day)
        dates = "date" if len(texts) == 1 else "dates"
        wrong = f"Day and month of {len(texts):,} {dates} could be meant either way: “{example}” is {said}. "
        wrong += "Please type day first or month first."
        who = f"{len(texts):,} {dates}"
        asked.append(row_of(DATE_ORDER, file, who=who, field="Received", now=example, wrong=wrong))
    return asked


def columns(
    inquiries: pd.DataFrame, known: tuple[Mapping[str, Arrival], Kept, Sequence[Asked]],
    lacking: Mapping[str, set[str]], is_known: Callable[[str], bool] | None = None,
) -> list[dict[str, Any]]:
    """For each column that was not understood, and could be a field or looks like what its people lack, one question.

    At most `MOST_COLUMNS` of one list are asked about, those first whose answers win the most leads.

    Args:
        known: ID → where it came from; what was kept as it is; the columns that Mappings tells of.
        lacking: ID → field keys that keep it from being a lead.
        is_known: whether a header is one of which a tool is known to mean another answer; it is not asked about.
    """
    places, kept, asked = known
    alike = (one for one in _alike(inquiries, places, asked) if is_known is None or not is_known(one.header))
    found = _asked_values(inquiries, places, (*asked, *alike))
    questions: dict[str, list[tuple[float, int, dict[str, Any]]]] = defaultdict(list)
    for (file, header, key), values in sorted(found.items()):
        if file not in kept.get(("", f"{COLUMN}: {header}"), ()):
            row = _column_row(file, header, key, (values, lacking))
            questions[file].append((-row["unlocks"], -len(values), row))
    return [
        row for _, rows in sorted(questions.items())
        for _, _, row in sorted(rows, key=lambda one: one[:2])[:MOST_COLUMNS]
    ]  # fmt: skip


def _alike(inquiries: pd.DataFrame, places: Mapping[str, Arrival], asked: Sequence[Asked]) -> list[Asked]:
    """Columns that Mappings does not tell of, and that look like what their people lack."""
    told = {(file, fold(one.header)) for one in asked for file in one.files}
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    open_ = inquiries[(inquiries["extra"] != "") & _lacks(inquiries)]
    for inquiry in _records(open_[["lead_id", "source", "extra", "phone", "email", "company"]]):
        file = file_of(inquiry, places)
        for part in pieces(str(inquiry["extra"])):
            header, mark, value = part.partition(": ")
            key = _looks_like(header, value) if mark and header not in _OURS else ""
            if key and not inquiry[key] and (file, fold(header)) not in told:
                found[file, header][key] += 1
    return [
        Asked(header, max(keys, key=lambda key: (keys[key], key)), (file,), is_said=False)
        for (file, header), keys in sorted(found.items())
    ]


def _asked_values(
    inquiries: pd.DataFrame, places: Mapping[str, Arrival], asked: Sequence[Asked]
) -> dict[tuple[str, str, str], list[tuple[str, str]]]:
    """First list, header and likely field of each column that waits for an answer → ID and value of its people."""
    found: dict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    waiting: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        for file in one.files if one.key and not one.is_said else ():
            waiting[file].append(one)
    if not waiting:
        return found
    rows = inquiries.loc[inquiries["extra"] != "", ["lead_id", "source", "extra"]]
    for inquiry in _records(rows):
        for one in waiting.get(file_of(inquiry, places), ()):
            for _, value in parts_of(str(inquiry["extra"]), one.header)[:1]:
                found[one.files[0], one.header, one.key].append((str(inquiry["lead_id"]), value))
    return found


def _column_row(
    file: str, header: str, key: str, people: tuple[list[tuple[str, str]], Mapping[str, set[str]]]
) -> dict[str, Any]:
    """The question about one column; `people`: ID and value of each, and what each lacks."""
    values, lacking = people
    count = "1 person" if len(values) == 1 else f"{len(values):,} people"
    fit = {value for _, value in values if key not in ("phone", "email") or _looks_like(header, value) == key}
    examples = [
        value[:_SHOWN] for value in sorted({value for _, value in values}, key=lambda value: (value not in fit, value))
    ]  # fmt: skip
    return row_of(
        COLUMN, file, who=count, field=header, now=" · ".join(examples[:_EXAMPLES]), suggestion=field_header(key),
        wrong=f"The column “{header}” was not understood. It looks like {field_header(key)}: which field is it?",
        unlocks=float(sum(lacking.get(name) == {key} and value in fit for name, value in values)),
    )  # fmt: skip


def countries(
    rows: list[dict[str, Any]], inquiries: pd.DataFrame
) -> list[dict[str, Any]]:  # fmt: skip
    """The questions with those for the country of a number put together, where a list has several.

    Args:
        rows: rows of To fix; those with `problem` "no_country" are about such a number.
    """
    lists: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if row.get("problem") == "no_country":
            lists[row["file"]].append(row)
    country = dict(zip(inquiries["lead_id"], inquiries["country"], strict=True))
    result = [row for row in rows if len(lists.get(row["file"], ())) < 2 or row.get("problem") != "no_country"]
    for file, group in sorted(lists.items()):
        if len(group) > 1:
            known = sorted(str(country[row["lead_id"]]) for row in group if country[row["lead_id"]])
            result.append(
                row_of(
                    "value", file, who=f"{len(group):,} people", field=field_header("phone"), now=group[0]["now"],
                    wrong=f"These {len(group):,} numbers do not say their country. Which country are they from?",
                    suggestion=max(set(known), key=known.count) if known else "",
                    unlocks=sum(row["unlocks"] for row in group),
                )
            )  # fmt: skip
    return result


def can_be_corrected(reason: str) -> bool:
    """Whether a row that was left out for this reason can come in when somebody corrects it."""
    return reason not in _NOT_TO_CORRECT


def file_rows(
    file: str, rejects: Sequence[Reject], untrusted: Mapping[int, Sequence[str]], said: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The rows of a list that were left out and that somebody could correct there.

    Args:
        untrusted: row number → what could be read of it.
        said: reason → what it means and what helps.
    """
    wanted = [reject for reject in rejects if can_be_corrected(reject.reason)]
    rows = []
    for reject in wanted[:_MOST]:
        text = " · ".join(cell for cell in untrusted.get(reject.row, ()) if cell)[:_SHOWN]
        wrong = f"This row was left out. {said.get(reject.reason, '')}".strip()
        wrong += IN_FOLDER
        rows.append(row_of(FILE_ROW, file, row=float(reject.row), now=text, wrong=wrong))
    if len(wanted) > _MOST:
        more = f"{len(wanted) - _MOST:,} more rows were left out; the report of the import names them."
        rows.append(row_of(FILE_ROW, file, field="more", wrong=more))
    return rows


def file_of(inquiry: Mapping[str, Any], places: Mapping[str, Arrival]) -> str:
    """The list an inquiry came from: as the ledger says, else its source."""
    place = places.get(str(inquiry["lead_id"]))
    return place.file if place else str(inquiry["source"])


def _lacks(inquiries: pd.DataFrame) -> pd.Series:
    """Where a field is blank that a column could fill."""
    blank = pd.Series(False, index=inquiries.index)
    for key in ("phone", "email", "company"):
        blank |= inquiries[key] == ""
    return blank


def _looks_like(header: str, value: str) -> str:
    """The field that a column could be, "" when it looks like none."""
    if find_emails(value):
        return "email"
    if is_dateish(value):
        return ""
    if looks_like_phone(value) and (value.startswith("+") or any(mark in value for mark in "()- .")):
        return "phone"
    words = set(fold(header).split())
    return "company" if words & _COMPANY and not words & _NOT_COMPANY and any(map(str.isalpha, value)) else ""


def _records(frame: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """The rows of a frame."""
    return ({str(key): value for key, value in row.items()} for row in frame.to_dict("records"))
