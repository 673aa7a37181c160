"""People of a list who are no inquiries: who ran the event, and who asked to be left alone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from leadbook.intake import read_table
from leadbook.intake.inquiries import Intake, IntakeOptions, to_inquiries
from leadbook.intake.stopped import Stop
from leadbook.model import Settings
from tests.intake.lists import TODAY

REPORT = """Attendee Report
Topic,Webinar ID
Drying,812 3344
{above}
Attended,User Name (Original Name),Email,Join Time,Leave Time
Yes,Ann Berg,ann@seller.example,11/18/2026 10:41:00 AM,11/18/2026 11:58:00 AM
Yes,Bo Lund,bo@seller.example,11/18/2026 10:42:00 AM,11/18/2026 11:57:00 AM
Attendee Details,
Attended,User Name (Original Name),First Name,Last Name,Email,Registration Time,Join Time,Leave Time
Yes,Cy Dahl,Cy,Dahl,cy@clinic.example,11/02/2026 1:00:00 PM,11/18/2026 11:00:00 AM,11/18/2026 11:30:00 AM
No,Di Falk,Di,Falk,di@practice.example,11/03/2026 1:00:00 PM,--,--
"""


def _read(folder: Path, name: str, text: str) -> Intake:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return to_inquiries(read_table(path), IntakeOptions(file=name, settings=Settings(home_country="US"), today=TODAY))


@pytest.mark.parametrize(
    ("above", "reason"), [("Host Details,", "host"), ("Panelist Details", "panelist"), ("Presenters", "panelist")]
)
def test_hosts_and_panelists_are_left_out_and_attendees_stay(tmp_path: Path, above: str, reason: str) -> None:
    made = _read(tmp_path, "report.csv", REPORT.format(above=above))
    assert [(reject.row, reject.reason) for reject in made.rejects] == [(6, reason), (7, reason)]
    assert list(made.frame["last_name"]) == ["Dahl", "Falk"]
    assert made.input_rows == 4


def test_a_list_of_hosts_alone_is_a_list_of_people(tmp_path: Path) -> None:
    """Without the line above it, a table is nobody's staff; a company called Host Details is none either."""
    made = _read(tmp_path, "report.csv", "Name,Company,Email\nAnn Berg,Host Details,ann@clinic.example\n")
    assert not made.rejects
    assert len(made.frame) == 1


def test_a_file_of_people_who_unsubscribed_brings_stops_and_no_inquiry(tmp_path: Path) -> None:
    text = "Email Address,First Name,UNSUB_TIME\nann@clinic.example,Ann,2026-11-02 10:00:00\nBO@x.example,Bo,\n"
    made = _read(tmp_path, "members.csv", text.replace("Bo,\n", "Bo,2026-11-03\n"))
    assert made.frame.empty
    assert [reject.reason for reject in made.rejects] == ["suppression_list"] * 2
    days = dt.date(2026, 11, 2), dt.date(2026, 11, 3)
    assert made.stops == (Stop("e-mail", "ann@clinic.example", days[0]), Stop("e-mail", "BO@x.example", days[1]))


def test_a_do_not_call_list_is_known_by_its_name_and_stops_numbers(tmp_path: Path) -> None:
    made = _read(tmp_path, "Do Not Call 2026.csv", "Name,Phone\nAnn Berg,(312) 555-0101\nBo Lund,312.555.0102\n")
    assert [stop.value for stop in made.stops] == ["(312) 555-0101", "312.555.0102"]
    assert {stop.what for stop in made.stops} == {"phone"}


def test_an_export_in_which_some_unsubscribed_is_still_a_list_of_inquiries(tmp_path: Path) -> None:
    rows = "".join(f"p{at}@clinic{at}.example,P{at},{'2026-11-02' if at == 3 else ''}\n" for at in range(20))
    made = _read(tmp_path, "contacts.csv", f"Email,First Name,Unsubscribe date\n{rows}")
    assert len(made.frame) == 20
    assert not made.stops


def test_a_row_of_totals_is_named_as_one_even_when_its_sum_stands_under_a_name(tmp_path: Path) -> None:
    text = "Badge ID,First Name,Last Name,Email\nB1,Ann,Berg,ann@clinic.example\nTotal,1,,\n"
    assert [one.reason for one in _read(tmp_path, "scan.csv", text).rejects] == ["total_row"]


def test_a_caller_whose_number_is_hidden_is_nobody_and_one_with_a_number_can_be_called(tmp_path: Path) -> None:
    text = "User Name,Email,Join Time,Leave Time\n13125550101,,1 Nov 2026,1 Nov 2026\n1206***0182,,1 Nov 2026,\n"
    text += "Ann Berg,ann@clinic.example,1 Nov 2026,\n"
    made = _read(tmp_path, "callers.csv", text)
    assert [(reject.row, reject.reason) for reject in made.rejects] == [(3, "no_contact")]
    assert list(made.frame["phone"]) == ["13125550101", ""]
    assert list(made.frame["first_name"]) == ["", "Ann"]


def test_answers_picked_from_a_list_read_as_words(tmp_path: Path) -> None:
    text = "full_name,email,how_soon_do_you_want_it?,what_would_you_like_us_to_do?\n"
    text += "Ann Berg,a_b@clinic.example,within_30_days,please_call_me\nBo Lund,bo@x.example,no_plans,nothing\n"
    frame = _read(tmp_path, "ads.csv", text).frame
    assert list(frame["raised_hand"]) == ["please call me", ""]
    assert list(frame["timeframe"]) == ["within 30 days", "no plans"]
    assert frame["email"].iloc[0] == "a_b@clinic.example"
