"""A table becomes inquiries: every row accounted for, every value kept, hands read in their own words."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadbook.schema.fields import FIELDS
from tests.intake.lists import inquiries, read


def _one(folder: Path, text: str, how: str = "", **more: object) -> pd.Series:
    made = inquiries(read(folder, text), how, **more)  # type: ignore[arg-type]
    assert len(made.frame) == 1
    return made.frame.iloc[0]


def test_the_frame_has_the_fields_of_the_schema_and_the_rows_of_the_file(tmp_path: Path) -> None:
    made = inquiries(read(tmp_path, "Report\n\nName,E-mail\nAna Silva,ana@x.example\n"))
    assert list(made.frame.columns) == [column.key for column in FIELDS]
    assert made.frame.index.tolist() == [4]
    assert made.received == {4: {"Name": "Ana Silva", "E-mail": "ana@x.example"}}
    assert made.mapping == (("Name", "full_name"), ("E-mail", "email"))


def test_unknown_columns_are_kept_as_extra_answers(tmp_path: Path) -> None:
    row = _one(tmp_path, "Name,E-mail,Favourite colour\nAna Silva,ana@x.example,blue\n")
    assert row["extra"] == "Favourite colour: blue"


def test_a_message_of_a_form_is_the_need_and_a_request_in_it_the_raised_hand(tmp_path: Path) -> None:
    text = "Submitted at,Name,E-mail,Message\n2026-11-20,Ana Silva,ana@x.example,Cycles too long. Please call me\n"
    row = _one(tmp_path, text, "raised-hand form")
    assert row["need"] == row["raised_hand"] == "Cycles too long. Please call me"
    assert row["hand_by"] == "theirs"
    assert row["hand_date"] == row["created_at"] == pd.Timestamp("2026-11-20")


def test_a_request_in_a_comment_is_a_raised_hand_and_stays_a_comment(tmp_path: Path) -> None:
    row = _one(tmp_path, "Name,Company,Comments\nAna Silva,Acme,Asked to be called next week\n", "event")
    assert row["raised_hand"] == row["notes"] == "Asked to be called next week"
    assert row["need"] == ""


def test_attendance_and_our_own_plans_raise_no_hand(tmp_path: Path) -> None:
    for note in ("great show!", "Brochure sent", "will call back", "do not call"):
        assert _one(tmp_path, f"Name,Company,Comments\nAna Silva,Acme,{note}\n", "event")["raised_hand"] == ""


def test_the_wish_for_a_brochure_is_kept_as_their_words_for_the_gate_to_weigh(tmp_path: Path) -> None:
    text = "Name,Company,Comments\nAna Silva,Acme,Please send a brochure\n"
    assert _one(tmp_path, text, "event")["raised_hand"] == "Please send a brochure"
    assert _one(tmp_path, text, "event")["need"] == ""


def test_a_problem_told_beside_a_request_is_their_need(tmp_path: Path) -> None:
    text = "Name,Company,Comments\nAna Silva,Acme,Wants a demo - their lift stops between floors\n"
    assert _one(tmp_path, text, "event")["need"] == "their lift stops between floors"


def test_a_yes_to_the_question_is_a_raised_hand_with_the_question_as_words(tmp_path: Path) -> None:
    text = "Name,E-mail,Would you like a demo?\nAna Silva,ana@x.example,{}\n"
    assert _one(tmp_path, text.format("Yes"))["raised_hand"] == "Would you like a demo?: Yes"
    assert _one(tmp_path, text.format("No"))["raised_hand"] == ""


def test_how_it_was_gathered_is_given_or_guessed_with_care(tmp_path: Path) -> None:
    plain = "Name,E-mail\nAna Silva,ana@x.example\n"
    webinar = "Name,E-mail,Join Time,Leave Time\nAna Silva,ana@x.example,,\n"
    assert _one(tmp_path, plain)["source_type"] == ""
    assert _one(tmp_path, plain, "purchased")["source_type"] == "purchased"
    assert _one(tmp_path, webinar)["source_type"] == "event"


def test_an_opt_out_is_never_overlooked(tmp_path: Path) -> None:
    text = "Name,E-mail,Do not call,Unsubscribed\nAna Silva,ana@x.example,{},{}\n"
    assert _one(tmp_path, text.format("no", "2026-01-05"))["do_not_contact"] == "Yes"
    assert _one(tmp_path, text.format("1", "0"))["do_not_contact"] == "Yes"
    assert _one(tmp_path, text.format("0", "false"))["do_not_contact"] == "No"


def test_ambiguous_dates_are_kept_as_text_and_asked(tmp_path: Path) -> None:
    text = "Name,E-mail,Created\nAna Silva,ana@x.example,03/04/2026\n"
    made = inquiries(read(tmp_path, text))
    assert made.frame["created_at"].isna().all()
    assert made.frame["extra"].tolist() == ["Received: 03/04/2026"]
    assert made.warnings == ("ambiguous_dates",)
    assert [(f.code, f.row, f.column) for f in made.findings] == [("ambiguous_dates", 2, "created_at")]
    assert inquiries(read(tmp_path, text), order="DMY").frame["created_at"].iloc[0] == pd.Timestamp("2026-04-03")


def test_several_addresses_and_numbers_in_one_cell_are_parted(tmp_path: Path) -> None:
    row = _one(tmp_path, "Name,Contact\nAna Silva,ana@x.example / +1 415 555 0132\n", mapping={"Contact": "email"})
    assert (row["email"], row["phone"]) == ("ana@x.example", "+1 415 555 0132")
    row = _one(tmp_path, "Name,Phone,E-mail\nAna Silva,415 555 0132 / 415 555 0133,a@x.example / b@x.example\n")
    assert (row["phone"], row["phone2"]) == ("415 555 0132", "415 555 0133")
    assert (row["email"], row["email2"]) == ("a@x.example", "b@x.example")


def test_what_a_person_said_about_a_column_wins(tmp_path: Path) -> None:
    row = _one(tmp_path, "Name,Thing\nAna Silva,too slow\n", mapping={"thing": "need"})
    assert row["need"] == "too slow"


def test_sums_tests_and_nobody_are_rejected_with_their_reason(tmp_path: Path) -> None:
    text = (
        "Name,E-mail,Phone,Notes\nTotal,,,3\nTest Test,test@test.com,000,\n,,,only a note\nAna Silva,ana@x.example,,\n"
    )
    made = inquiries(read(tmp_path, text))
    assert [(reject.row, reject.reason) for reject in made.rejects] == [
        (2, "total_row"), (3, "test_lead"), (4, "no_contact"),
    ]  # fmt: skip
    assert made.input_rows == 4


CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters=',"'), max_size=10)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(rows=st.lists(st.lists(CELL, min_size=1, max_size=6), max_size=8))
def test_every_row_is_imported_or_rejected_and_every_filled_cell_is_kept(tmp_path: Path, rows: list[list[str]]) -> None:
    text = "Name,E-mail,Phone,Company\n" + "\n".join(",".join(row) for row in rows)
    source = read(tmp_path, text)
    made = inquiries(source)
    assert made.input_rows == len(made.frame) + len(made.rejects) == len(source.frame) + len(source.rejects)
    assert set(made.received) == set(source.frame.index)


def test_lead_forms_of_advertisements_are_forms(tmp_path: Path) -> None:
    for header in ("ad_id,form_name", "Ad group,Lead submitted", "Lead form,Ad group", "form_name,platform"):
        row = _one(tmp_path, f"{header},Name,E-mail,Phone\n1,2,Ana Silva,ana@x.example,+1 415-555-0132\n")
        assert row["source_type"] == "raised-hand form", header


def test_comments_beside_a_status_are_those_of_the_team_and_no_need(tmp_path: Path) -> None:
    text = "Name,E-mail,Comments,Status\nAna Silva,ana@x.example,Tried twice,New\n"
    row = _one(tmp_path, text, "raised-hand form")
    assert (row["need"], row["notes"]) == ("", "Tried twice")


def test_what_is_written_behind_a_name_is_no_part_of_it(tmp_path: Path) -> None:
    row = _one(tmp_path, "Name and details,E-mail\nana silva - works at Acme,ana@x.example\n")
    assert (row["first_name"], row["last_name"]) == ("Ana", "Silva")
    assert row["extra"] == "Name: ana silva - works at Acme"


def test_a_no_in_another_language_is_no_opt_out_and_a_yes_is_one(tmp_path: Path) -> None:
    answers = ["nie", "нет", "nej", "não", "tak", "да", "sim", "Kyllä"]
    rows = "".join(f"P{at} Lee,p{at}@x.example,{answer}\n" for at, answer in enumerate(answers))
    made = inquiries(read(tmp_path, f"Name,E-mail,Do not contact\n{rows}"))
    assert made.frame["do_not_contact"].tolist() == ["No"] * 4 + ["Yes"] * 4


def test_numbers_in_a_cell_for_any_contact_become_phones(tmp_path: Path) -> None:
    row = _one(tmp_path, "Name,Email\nAna Silva,Ph: +1 415-555-0132 / alt 415-555-0133\n")
    assert (row["email"], row["phone"], row["phone2"]) == ("", "+1 415-555-0132", "415-555-0133")
    assert _one(tmp_path, "Name,Email,City\nAna Silva,No contact info,Rome\n")["email"] == ""


def test_second_addresses_and_numbers_are_parted_and_stand_in_for_a_blank_first(tmp_path: Path) -> None:
    text = "Name,Email,Alt email,Phone,Alt phone\nAna,,ana@x.example,,+1 415-555-0132; +1 415-555-0133\n"
    row = _one(tmp_path, text)
    assert (row["email"], row["email2"]) == ("ana@x.example", "")
    assert (row["phone"], row["phone2"]) == ("+1 415-555-0132", "+1 415-555-0133")


def test_a_fax_and_words_are_no_number_to_call(tmp_path: Path) -> None:
    text = (
        "Name,Company,Phone,Other phone\nAna Silva,Acme,Fax: 415 555 0101,\n"
        "Bo Lee,Acme,ask reception,415 555 0102\nCy Ray,Acme,Tel: 415 555 0103 Fax: 415 555 0104,\n"
        "Di Fox,Acme,Tel./Fax: 415 555 0105,\n"
    )
    frame = inquiries(read(tmp_path, text)).frame
    assert frame["phone"].tolist() == ["", "415 555 0102", "Tel: 415 555 0103", "415 555 0105"]
    assert frame["extra"].tolist() == ["Fax: 415 555 0101", "Phone: ask reception", "Fax: 415 555 0104", ""]
    assert frame["phone2"].eq("").all()
