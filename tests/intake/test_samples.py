"""The shipped lists and set-up tables are whole, invented, and meet the traps they were made for."""

from __future__ import annotations

import csv
import re
from importlib.resources import files
from pathlib import Path

import pytest

from leadbook.fields.phone import check_phone
from leadbook.intake import read_table
from leadbook.schema.book import table
from leadbook.schema.choices import CHOICES
from leadbook.schema.fields import FIELDS
from tests.intake.lists import inquiries

SAMPLES = Path(str(files("leadbook.samples")))
LISTS = {
    "web_form.csv": (51, "raised-hand form"), "ad_leads.csv": (45, "raised-hand form"), "crm_export.csv": (50, "own"),
    "webinar_report.csv": (78, "event"), "trade_show.xlsx": (61, "event"), "lunch_guests.xlsx": (25, "hospitality"),
    "purchased_list.csv": (45, "purchased"), "unsubscribed.csv": (12, ""),
}  # fmt: skip
UNDATED = {"lunch_guests.xlsx", "purchased_list.csv"}
"""Lists that do not tell when: in one every date can be read two ways, the other has none."""


def _rows(name: str) -> list[dict[str, str]]:
    with (SAMPLES / "setup" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", sorted(LISTS))
def test_every_row_of_a_sample_list_is_read(name: str) -> None:
    count, how = LISTS[name]
    made = inquiries(read_table(SAMPLES / "lists" / name), how)
    assert made.input_rows == count == len(made.frame) + len(made.rejects) + len(made.joined)
    if name == "unsubscribed.csv":
        assert made.frame.empty
        return
    assert made.frame["email"].str.contains("@").mean() > 0.85
    assert made.frame["created_at"].notna().mean() >= 0.98 or name in UNDATED
    assert (made.frame["first_name"] + made.frame["last_name"] != "").mean() > 0.98


def test_the_lists_together_have_enough_rows_to_be_believed() -> None:
    assert sum(count for count, _ in LISTS.values()) >= 330


def test_hands_are_raised_where_people_asked_and_only_there() -> None:
    show = inquiries(read_table(SAMPLES / "lists" / "trade_show.xlsx"), "event").frame
    asked = show.loc[show["raised_hand"] != "", "last_name"]
    assert {"Feld", "Ruiz", "Yates", "Nash", "Delgado", "Vogel", "Fontaine", "Foster", "Lane", "Holm"} <= set(asked)
    assert not {"Cole", "Emmons", "Abbott", "Petrov", "Barton", "Simms", "Moss", "Choi", "Park"} & set(asked)


def test_nobody_in_the_samples_exists() -> None:
    codings = {"crm_export.csv": "cp1252", "ad_leads.csv": "utf-16"}
    for path in SAMPLES.rglob("*.*"):
        if path.suffix == ".csv":
            text = path.read_bytes().decode(codings.get(path.name, "utf-8"))
        elif path.suffix == ".xlsx":
            text = "\n".join(read_table(path).frame.to_csv(index=False).splitlines())
        else:
            continue
        domains = set(re.findall(r"(?<=[\w.-])@([\w.-]+)", text)) - {"brookdentistry", "gmial.com", "test.com"}
        assert all(domain.lower().endswith((".example", "example.com")) for domain in domains), domains


@pytest.mark.parametrize(
    "name", ["campaigns", "answers", "reps", "quotas", "away", "customers", "suppression", "words"]
)
def test_set_up_tables_name_columns_of_the_schema_and_words_of_its_lists(name: str) -> None:
    schema = table(name)
    rows = _rows(f"{name}.csv")
    assert rows
    assert set(rows[0]) <= set(schema.keys)
    for key in rows[0]:
        column = schema.column(key)
        if column.choices:
            assert {row[key] for row in rows} - {""} <= set(CHOICES[column.choices]), key
        if column.required:
            assert all(row[key] for row in rows), key


def test_quotas_and_answers_belong_to_reps_and_campaigns_that_are_there() -> None:
    assert {row["rep"] for row in _rows("quotas.csv")} <= {row["rep"] for row in _rows("reps.csv")}
    begun = [row for row in _rows("campaigns.csv") if row["starts"] <= "2026-11-23"]  # the others are planned only
    names = {row["campaign"] for row in begun}
    assert len(begun) < len(_rows("campaigns.csv"))
    assert {row["campaign"] for row in _rows("answers.csv")} == names
    assert {row["campaign"] for row in _rows("lists.csv")} - {""} == names
    assert {row["file"] for row in _rows("lists.csv")} == set(LISTS)


def test_exactly_one_must_answer_question_is_open_and_says_who_owes_it() -> None:
    open_ones = [row for row in _rows("answers.csv") if row["must"] == "Yes" and not row["answer"]]
    assert [(row["campaign"], bool(row["owes"]), bool(row["by"])) for row in open_ones] == [("Autumn Swap", True, True)]
    for campaign in {row["campaign"] for row in _rows("answers.csv")}:
        assert sum(row["campaign"] == campaign and row["must"] == "Yes" for row in _rows("answers.csv")) >= 12


def test_numbers_of_the_samples_check_unless_they_are_meant_not_to() -> None:
    frame = inquiries(read_table(SAMPLES / "lists" / "web_form.csv")).frame
    bad = [row for row, phone in frame["phone"].items() if phone and not check_phone(phone, "US").value]
    assert len(bad) == 2
    assert {column.key for column in FIELDS} == set(frame.columns)


def test_every_number_is_kept_free_for_fiction() -> None:
    """North American numbers end in 555-01xx; a few of other countries stand in ranges kept free there."""
    for path in sorted((SAMPLES / "lists").iterdir()):
        if path.name.startswith("_"):
            continue
        frame = inquiries(read_table(path), "").frame
        for phone in [*frame["phone"], *frame["phone2"]]:
            digits = re.sub(r"\D", "", phone.replace("E+09", "").partition(" x")[0]).removeprefix("1")
            if phone.startswith(("+49", "+31", "+44")) or len(digits) < 10:
                continue
            assert re.fullmatch(r"[2-9]\d\d55501\d\d", digits), (path.name, phone)
