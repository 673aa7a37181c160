"""What must not be contacted, from the list to the verdicts: addresses that bounced, single numbers, later lists."""

from __future__ import annotations

import zipfile
from pathlib import Path

from tests.actions.desk import Desk

ZOOMINFO = (
    "ZoomInfo Contact ID,First Name,Last Name,Company Name,Direct Phone Number,Direct Phone Do Not Call,Mobile phone,"
    "Mobile Phone Do Not Call,Email Address,Job title,Management Level,Contact Accuracy Score\n"
    "-1,Kat,Lund,Lund Spa,(312) 555-0110,Yes,(312) 555-0111,No,kat@lund.example,COO,C-Level,95\n"
)
FORM = "Name,Email,Phone,Other phone,Message,Form,Created at\n"
MAILCHIMP = "Email Address,First Name,MEMBER_RATING,OPTIN_TIME,LEID,EUID"


def _list(desk: Desk, name: str, text: str) -> Path:
    path = desk.book.parent / name
    path.write_text(text, "utf-8")
    return path


def _rows(desk: Desk) -> dict[str, dict[str, str]]:
    return {str(row["email"]): {key: str(value) for key, value in row.items()} for row in desk.rows("inquiries")}


def test_a_number_not_to_be_called_counts_in_later_lists_in_any_form_and_the_other_number_stays(desk: Desk) -> None:
    asks = "Please call me about new dryers for our laundry"
    later = (  # the same number twice, the second time with another one; then her own that may be called
        f"Kit Lund,kit@lund.example,+1 312.555.0110,,{asks},Contact,2026-11-02\n"
        f"Kay Lund,kay@lund.example,3125550110,312-555-0112,{asks},Contact,2026-11-02\n"
        f"Kat Lund,kat@lund.example,312 555 0111,,{asks},Contact,2026-11-02\n"
    )
    desk.run("import", _list(desk, "bought.csv", ZOOMINFO))
    (stop,) = desk.rows("suppression")
    assert (stop["what"], stop["value"]) == ("phone", "(312) 555-0110")
    desk.run("import", _list(desk, "forms.csv", FORM + later))
    found = _rows(desk)
    assert found["kit@lund.example"]["verdict"] == "Suppressed"
    assert "do not call" in found["kit@lund.example"]["why"]
    assert found["kat@lund.example"]["verdict"] != "Suppressed", "the other number of hers may be called"
    assert found["kay@lund.example"]["verdict"] != "Suppressed", "the second number may be called"
    assert [found["kay@lund.example"][key] for key in ("phone", "phone2")] == ["312-555-0112", "3125550110"]


def test_an_address_that_bounced_is_stopped_and_nobody_is_said_to_have_asked(desk: Desk) -> None:
    text = "First,Email,Mail state\nAnn,ann@clinic.example,Bounced\nBo,bo@clinic.example,Abgemeldet\n"
    desk.run("import", _list(desk, "members.csv", f"{text}Cy,cy@clinic.example,Active\n"))
    why = {row["value"]: row["why"] for row in desk.rows("suppression")}
    assert why == {
        "ann@clinic.example": "The address bounced (list members.csv)",
        "bo@clinic.example": "They unsubscribed (list members.csv)",
    }
    found = _rows(desk)
    assert {mail: row["verdict"] for mail, row in found.items() if row["verdict"] == "Suppressed"} == {
        "ann@clinic.example": "Suppressed", "bo@clinic.example": "Suppressed",
    }  # fmt: skip
    assert "asked" not in found["ann@clinic.example"]["why"].casefold()


def test_who_left_in_one_file_of_an_archive_is_stopped_before_the_people_of_the_others_are_judged(desk: Desk) -> None:
    path = desk.book.parent / "audience.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("subscribed.csv", f"{MAILCHIMP},NOTES\nann@clinic.example,Ann,2,2026-10-01,1,a,Please call\n")
        archive.writestr("unsubscribed.csv", f"{MAILCHIMP},UNSUB_TIME,UNSUB_REASON\n"
                         "ann@clinic.example,Ann,2,2026-10-01,1,a,2026-11-01 10:00:00,NORMAL\n")  # fmt: skip
    desk.run("import", path)
    (row,) = desk.rows("inquiries")
    assert row["verdict"] == "Suppressed"


def test_who_registered_and_did_not_come_is_not_said_to_have_attended(desk: Desk) -> None:
    head = "Attended,User Name (Original Name),Email,Registration Time,Approval Status,Join Time,Is Guest\n"
    rows = "No,Bo Falk,bo@falk.example,\"Nov 2, 2026 10:00:00\",approved,--,--\n"
    desk.run("import", _list(desk, "webinar.csv", head + rows))
    (row,) = desk.rows("inquiries")
    assert row["why"] == "Registered for the event but did not attend; did not ask to talk (rule 2)."
