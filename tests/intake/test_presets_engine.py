"""The engine of presets: what a file of data may say, which list it takes, and what it does with the rows."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from leadbook.errors import IntakeError
from leadbook.intake.inquiries import Intake
from leadbook.intake.presets.join import join_rows
from leadbook.intake.presets.match import find_columns, recognise
from leadbook.intake.presets.preset import Preset, presets, read_preset
from leadbook.intake.presets.rows import Shaped, shape
from leadbook.stages.got_name import how_got_name
from tests.intake.lists import inquiries, read
from tests.intake.presets.lists import NAMES, sample

HEAD = 'name = "X"\nabout = "A sentence."\n[recognise]\nall = ["Badge"]\n'
ZOOM = "Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes),Is Guest\n"


SENTENCE = re.compile(
    r"On (\d{1,2} [A-Z][a-z]{2} 20\d\d|a day that was not noted) "
    r"(on our form|at our event|"
    r"when they signed up for our event|from a bought list|through one of us|through) \(?C\)?, "
    r"(they|we|noted) \S.*\S[.”]"
)


def _preset(text: str) -> Preset:
    return read_preset("x", HEAD + text)


def _zoom(folder: Path, rows: list[str]) -> Intake:
    return inquiries(read(folder, ZOOM + "".join(f"{row}\n" for row in rows)))


def test_every_preset_can_be_read_and_says_in_words_what_it_is() -> None:
    for preset in presets():
        assert preset.name, preset.key
        assert preset.about.endswith("."), preset.key


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[fields]\nWho = 'nickname'\n", "nickname"),
        ("[[reject]]\ncolumn = 'A'\nreason = 'host'\n", "neither is nor filled"),
        ("[[join]]\nalike = ['A']\n", "“by” is missing"),
        ("[[sort]]\ncolumn = 'A'\n", "“sort” is not known"),
        ("[[stop]]\ncolumn = 'A'\nis = ['yes']\nvalue = 'B'\nwhat = 'fax'\n", "fax"),
        ("[suppression]\nwhat = 'phone'\n", "“why” is missing"),
        ("[[blank]\n", "no TOML"),
    ],
)
def test_a_preset_that_says_what_nobody_knows_is_refused_by_name(text: str, why: str) -> None:
    with pytest.raises(IntakeError, match=why) as caught:
        _preset(text)
    assert caught.value.where == "x.toml"


def test_headers_are_found_in_any_writing_and_a_star_stands_for_any_text() -> None:
    names = ["E_MAIL 1 - VALUE", "e-mail 2 – Value", "Label", "#"]
    assert find_columns(names, "E-mail * - Value") == [0, 1]
    assert find_columns(names, "Nobody|#") == [3]
    assert find_columns(names, "*") == [0, 1, 2, 3]


@pytest.mark.parametrize(
    "names",
    [
        ["First Name", "Last Name", "Email", "Phone", "Company", "Job Title", "City", "State", "Country", "Notes"],
        ["Name", "E-Mail", "Telefon", "Firma", "Ort", "Bemerkung", "Status", "Datum"],
        ["id", "name", "email", "phone", "created_at", "status", "source", "message"],
        ["Timestamp", "Full Name", "Email Address", "Phone Number", "Company Name", "Remarks"],
        ["ID", "Name", "Email", "Start time", "Room"],
    ],
)
def test_a_plain_list_is_of_no_known_kind(names: list[str]) -> None:
    assert recognise(names, [[""] * len(names)], "csv") is None


def test_what_a_person_says_of_a_column_wins_over_the_preset_and_that_over_a_guess(tmp_path: Path) -> None:
    rows = ZOOM.replace("Is Guest", "Is Guest,Company") + "Yes,Cy Dahl,cy@clinic.example,,,1,Yes,Lakeside\n"
    source = read(tmp_path, rows)
    assert dict(inquiries(source).mapping)["Is Guest"] == ""
    said = inquiries(source, mapping={"Is Guest": "notes", "Email": ""})
    assert (dict(said.mapping)["Is Guest"], dict(said.mapping)["Email"]) == ("notes", "")
    assert dict(said.mapping)["Company"] == "company"


def test_joins_of_a_person_are_one_inquiry_with_their_minutes_added_up(tmp_path: Path) -> None:
    made = _zoom(tmp_path, ["Yes,Cy Dahl,cy@clinic.example,11/18/2026 11:35 AM,,12,Yes",
                            "Yes,Cy,CY@clinic.example,11/18/2026 11:00 AM,,30,Yes",
                            "Yes,Di Falk,di@practice.example,11/18/2026 11:00 AM,,9,Yes"])  # fmt: skip
    assert (made.preset, made.joined) == ("zoom-webinar", ((2, 3),))
    assert "Time in Session (minutes): 42" in made.frame["extra"][3]
    assert "Times joined: 2" in made.frame["extra"][3]
    assert "Times joined" not in made.frame["extra"][4]
    assert made.received[2]["Time in Session (minutes)"] == "12"


def test_two_people_behind_one_address_are_not_joined(tmp_path: Path) -> None:
    made = _zoom(tmp_path, ["Yes,Cy Dahl,info@clinic.example,,,12,Yes", "Yes,Di Falk,info@clinic.example,,,30,Yes"])
    assert not made.joined
    assert len(made.frame) == 2


def test_no_row_is_lost_whatever_the_order_and_the_people_are_the_same(tmp_path: Path) -> None:
    chance = random.Random(4)
    rows = [
        f"{chance.choice(['Yes', 'No'])},{name},{mail},11/18/2026 1{chance.randrange(10)}:00 AM,--,{at},Yes"
        for at in range(40)
        for name, mail in [chance.choice([("Cy Dahl", "cy@clinic.example"), ("", "cy@clinic.example"), ("Cy", ""),
                                          ("Di Falk", "di@practice.example"), ("12065550142", ""), ("", "")])]
    ]  # fmt: skip
    people = set()
    for turn in range(3):
        chance.shuffle(rows)
        folder = tmp_path / str(turn)
        folder.mkdir()
        made = _zoom(folder, rows)
        assert made.input_rows == 40 == len(made.frame) + len(made.rejects) + len(made.joined)
        assert {into for _, into in made.joined} <= set(made.frame.index)
        people.add(tuple(sorted(tuple(map(str, row)) for row in made.frame.to_numpy().tolist())))
    assert len(people) == 1


def test_an_address_of_an_order_stays_with_who_is_called_so() -> None:
    preset = _preset("[[shared]]\ncolumn = 'Email'\nwithin = 'Order'\nas = 'Address of the order'\n")
    cells = [["1", "Ann Berg", "bo.lund@x.example"], ["1", "Bo Lund", "bo.lund@x.example"], ["2", "Cy", "cy@x.example"]]
    shaped = shape(preset, ["Order", "Name", "Email"], cells)
    assert [row[2] for row in shaped.cells] == ["", "bo.lund@x.example", "cy@x.example"]
    assert [row[3] for row in shaped.cells] == ["bo.lund@x.example", "", ""]
    assert (shaped.names[3], shaped.parents) == ("Address of the order", [-1])
    assert cells[0][2] == "bo.lund@x.example", "what was received is not touched"


def test_values_that_share_a_cell_are_parted_and_marks_of_a_tool_are_taken_off() -> None:
    preset = _preset("[[split]]\ncolumns = ['Mail']\nat = ' ::: '\n[[prefix]]\ncolumns = ['Mail']\nstrip = ['p:']\n")
    shaped = shape(preset, ["Mail"], [["p:a@x.example ::: b@x.example"], ["c@x.example"], ["p:"]])
    assert shaped.cells == [["a@x.example", "b@x.example"], ["c@x.example", ""], ["p:", ""]]
    assert shaped.parents == [0]


def test_boxes_that_were_ticked_become_one_answer_and_a_box_that_asks_to_talk_stays_itself() -> None:
    preset = _preset("[[choices]]\nas = 'Chosen'\n")
    names = ["Name", "Washers", "Dryers", "Please call me"]
    shaped = shape(preset, names, [["Cy", "Washers", "", "Please call me"], ["Di", "Washers", "Dryers", ""]])
    assert [row[4] for row in shaped.cells] == ["Washers", "Washers, Dryers"]
    assert shaped.cells[0][3] == "Please call me"
    assert shaped.plain == {1, 2}


def test_a_cell_counts_for_blank_only_where_another_column_says_so() -> None:
    only = "[[blank]]\ncolumns = ['When']\ncolumn = 'Off'\nwhen = ['yes']\n"
    preset = _preset(f"{only}[[blank]]\ncolumns = 'N'\nis = '--'\n")
    shaped = shape(preset, ["When", "Off", "N"], [["1 May", "TRUE", "--"], ["2 May", "false", "5"], ["3 May", "", "—"]])
    assert shaped.cells == [["", "TRUE", ""], ["2 May", "false", "5"], ["3 May", "", "—"]]


def test_a_row_stops_its_number_with_day_and_reason() -> None:
    step = "[[stop]]\ncolumn = 'DNC'\nis = ['yes']\nvalue = ['Phone']\n"
    preset = _preset(f"{step}what = 'phone'\nsince = 'On'\nwhy = 'W'\n")
    rows = [["Y", "312-555-0101", "2026-11-02"], ["no", "312-555-0102", ""], ["1", "", ""], ["x", "312-555-0101", ""]]
    (stop,) = shape(preset, ["DNC", "Phone", "On"], rows).stops
    assert (stop.what, stop.value, str(stop.since), stop.why) == ("phone", "312-555-0101", "2026-11-02", "W")


def test_joined_rows_keep_answers_that_differ_and_fill_what_the_first_lacks() -> None:
    preset = _preset("[[join]]\nby = ['Mail']\nalike = ['Name']\nsum = ['Time']\nword = 'Times'\n")
    cells = [["a@x.example", "Ann", "0:10:00", "", "blue"], ["a@x.example", "", "20 min", "Acme", "red"]]
    shaped = Shaped(["Mail", "Name", "Time", "Company", "Colour"], cells)
    joined = join_rows(preset, shaped, ["email", "full_name", None, "company", None])
    (into,) = set(joined.values())
    assert shaped.cells[into][2:4] == ["30", "Acme"]
    assert set(shaped.cells[into][4].split("; ")) == {"blue", "red"}
    assert shaped.cells[into][5] == "2"


@pytest.mark.parametrize("name", [name for name in NAMES if not name.endswith(".vcf")])
def test_the_sentence_how_we_got_the_name_has_a_day_a_place_and_no_loose_end(name: str) -> None:
    for _, row in sample(name).frame.iterrows():
        said = how_got_name({**row.to_dict(), "let_through": ""})
        assert SENTENCE.fullmatch(said), said


def test_who_said_no_to_a_call_is_not_asked_whether_they_want_one(tmp_path: Path) -> None:
    text = "Timestamp,Email Address,Your name?,Would you like us to call you?,Anything else?\n"
    text += "2026-11-05,cy@clinic.example,Cy Dahl,No,Please call me instead of writing\n"
    text += "2026-11-06,di@x.example,Di,No,\n"
    made = inquiries(read(tmp_path, text))
    assert made.preset == "google-forms"
    assert list(made.frame["raised_hand"]) == ["Please call me instead of writing", ""]


def test_callers_in_a_section_of_their_own_are_of_the_same_report(tmp_path: Path) -> None:
    head = ZOOM.replace("Is Guest", "Is Guest,Country/Region Name")
    text = f"Attendee Details\n{head}Yes,Cy Dahl,cy@clinic.example,18 Nov 2026 11:00,,30,Yes,US\nOther Attended\n"
    text += "User Name,Join Time,Leave Time,Time in Session (minutes),Country/Region Name\n"
    text += "13125550142,18 Nov 2026 11:02,,38,US\n"
    source = read(tmp_path, text)
    assert not source.others
    made = inquiries(source)
    assert list(made.frame["phone"]) == ["", "13125550142"]
    assert "Time in Session (minutes): 38" in made.frame["extra"].iloc[1]


def test_the_second_line_of_a_survey_names_boxes_and_answers_carry_their_question(tmp_path: Path) -> None:
    text = "Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,Which machines?,,Call?\n"
    text += ",,,,,,,Washers,Dryers,Response\n"
    text += "1,9,11/05/2026,11/05/2026,192.0.2.1,cy@clinic.example,Cy,Washers,Dryers,Yes\n"
    text += "2,9,11/06/2026,11/06/2026,192.0.2.1,di@practice.example,Di,,Dryers,No\n"
    made = inquiries(read(tmp_path, text))
    assert (made.preset, [(one.row, one.reason) for one in made.rejects]) == ("surveymonkey", [(2, "second_header")])
    assert list(made.frame["email"]) == ["cy@clinic.example", "di@practice.example"]
    assert ["Which machines?: Washers, Dryers" in extra for extra in made.frame["extra"]] == [True, False]
    assert all("Which machines?: " in extra for extra in made.frame["extra"])


def test_guests_who_share_the_account_stay_and_colleagues_of_the_host_do_not(tmp_path: Path) -> None:
    head = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,In Waiting Room\n"
    people = ("Ann,ann@ours.example", "Bo,bo@ours.example", "Cy Dahl,cy@clinic.example")
    rows = "".join(f"{person},11/17/2026 09:00:00 AM,11/17/2026 09:30:00 AM,30,No,No\n" for person in people)
    made = inquiries(read(tmp_path, head + rows))
    assert [one.reason for one in made.rejects] == ["staff", "staff"]
    assert list(made.frame["email"]) == ["cy@clinic.example"]


def test_who_is_anonymous_to_the_tool_is_who_they_say_they_are_in_its_questions(tmp_path: Path) -> None:
    text = "ID,Start time,Completion time,Email,Name,Your name,Your e-mail\n"
    text += "1,11/25/26 10:00:00,11/25/26 10:05:00,anonymous,,Cy Dahl,cy@clinic.example\n"
    (row,) = inquiries(read(tmp_path, text)).frame.to_dict("records")
    assert (row["first_name"], row["last_name"], row["email"]) == ("Cy", "Dahl", "cy@clinic.example")


def test_what_somebody_is_called_in_a_mail_program_is_no_second_address(tmp_path: Path) -> None:
    text = "First Name,E-mail Address,Business Phone,Business Street,Business City,Home Phone,E-mail 2 Address\n"
    (row,) = inquiries(read(tmp_path, f"{text}Cy,cy@clinic.example,,,,,Cy Dahl\n")).frame.to_dict("records")
    assert row["email2"] == ""
    assert "E-mail 2 Address: Cy Dahl" in row["extra"]
