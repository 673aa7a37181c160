"""What the people who sell asked of the gate, shown on lists and workbooks as they use them."""

import datetime as dt

import pytest

from leadbook.intake.columns.mapping import map_headers
from leadbook.model import Verdict
from leadbook.stages.qualify import headline
from tests.actions.desk import HEADERS, person

FORM = ("--gathered", "raised-hand form")
ZOOM = ("First Name", "Last Name", "Email", "Phone", "Join Time", "Leave Time", "Time in Session (minutes)", "Comments")


def attendee(number, phone="", comment=""):
    """A row of a webinar's attendee report."""
    mail = f"guest{number}@works{number}.example"
    times = ("2026-11-19 10:00", "2026-11-19 10:45", "45")
    return (f"Guest{number}", "Holm", mail, phone, *times, comment)


def verdicts(desk):
    """Verdict of each inquiry, by e-mail."""
    return {row["email"]: row["verdict"] for row in desk.rows("inquiries")}


def one(desk, number):
    """The inquiry of an invented person."""
    return next(row for row in desk.rows("inquiries") if row["email"].startswith(f"ann{number}@"))


def test_r01_of_a_hundred_mixed_rows_only_qualified_ones_are_handed_out_and_each_has_a_reason(desk):
    rows = [person(n, need="" if n % 3 == 1 else "It fails twice a week.", call="No" if n % 3 == 2 else "Yes")
            for n in range(100)]  # fmt: skip
    desk.run("import", desk.list("form.csv", rows), *FORM)
    inquiries, leads = desk.rows("inquiries"), desk.rows("leads")
    qualified = {row["lead_id"] for row in inquiries if row["verdict"] == Verdict.QUALIFIED}
    assert len(inquiries) == 100
    assert all(row["why"].endswith("(rule 1).") or row["why"].endswith("(rule 2).") for row in inquiries)
    assert 0 < len(qualified) < 100
    assert {row["lead_id"] for row in leads} == qualified
    assert any(row["reason"].startswith("Studies") for row in desk.rows("gate")), "the rules stand on a sheet"


def test_r02_of_forty_attendees_exactly_the_three_who_asked_are_leads(desk):
    asked = "Our lifts fail every week. Please have somebody call me."
    rows = [attendee(n, f"+1 415 555 {100 + n:04d}", asked) for n in range(3)]
    rows += [attendee(n, f"+1 415 555 {100 + n:04d}", "Great session, thank you") for n in range(3, 10)]
    rows += [attendee(n) for n in range(10, 40)]
    desk.run("import", desk.list("attendees.csv", rows, ZOOM))
    found = verdicts(desk)
    assert {mail for mail, verdict in found.items() if verdict == Verdict.QUALIFIED} == {
        f"guest{n}@works{n}.example" for n in range(3)
    }
    assert sum(verdict == Verdict.NOT_A_LEAD for verdict in found.values()) == 37
    assert all(row["review_on"] == row["review_on"] for row in desk.rows("not_leads"))
    assert len(desk.rows("leads")) == 3


def test_r10_what_is_missing_waits_on_to_fix_and_answered_it_becomes_a_lead(desk):
    desk.run("import", desk.list("form.csv", [person(1, need="", phone="")]), *FORM)
    questions = {row["field"]: row["kind"] for row in desk.rows("fix")}
    assert set(questions) >= {"Phone", "Need (their words)"}
    assert one(desk, 1)["ask_next"] == "Phone: which number reaches them?"
    for header, answer in (("Phone", "+1 415 555 0142"), ("Need (their words)", "Two lifts fail every week")):
        desk.type("fix", desk.where("fix", field=header), correct=answer)
    desk.run("check")
    assert one(desk, 1)["verdict"] == Verdict.QUALIFIED
    assert [row for row in desk.rows("fix") if row["lead_id"] == one(desk, 1)["lead_id"]] == []


def test_r17_a_phone_number_that_cannot_be_called_is_asked_for(desk):
    numbers = ["n/a", "000-000-0000", "12345", "", "123456789", "call me", "+1 415 555 0142"]
    desk.run("import", desk.list("form.csv", [person(n, phone=text) for n, text in enumerate(numbers)]), *FORM)
    bad = [one(desk, n) for n in range(6)]
    assert {row["verdict"] for row in bad} == {Verdict.NEEDS_INFO}
    assert {row["ask_next"] for row in bad} == {"Phone: which number reaches them?"}
    assert one(desk, 6)["verdict"] == Verdict.QUALIFIED


def test_r18_an_address_that_does_not_check_is_asked_for_and_a_shared_one_is_not(desk):
    mails = {"A": "a@b", "B": "test@test.com", "C": "", "D": "info@clinic.example", "E": "ann.berg@gmail.com"}
    rows = [person(n, first=name, email=mail) for n, (name, mail) in enumerate(mails.items())]
    desk.run("import", desk.list("form.csv", rows), *FORM)
    found = {row["first_name"]: row for row in desk.rows("inquiries")}
    assert {name for name, row in found.items() if row["verdict"] == Verdict.QUALIFIED} == {"D", "E"}
    assert {found[name]["ask_next"] for name in "ABC"} == {"E-mail: which address reaches them?"}


KINDS = {
    "student": {"need": "Beds for my thesis"}, "competitor": {"company": "Corvane Medical Inc."},
    "supplier": {"need": "We would like to become your supplier"}, "press": {"need": "A press enquiry about beds"},
    "job seeker": {"need": "I attach my CV, are you hiring?"}, "own": {"email": "joe@ourselves.example"},
}  # fmt: skip


def test_r20_each_kind_that_never_buys_is_named_and_initials_overrule_it_for_good(desk):
    desk.add("words", {"kind": "competitor", "word": "Corvane"}, {"kind": "own domain", "word": "ourselves.example"})
    path = desk.list("form.csv", [person(n, first=f"F{n}", **change) for n, change in enumerate(KINDS.values())])
    desk.run("import", path, *FORM)
    reasons = [row["why"] for row in desk.rows("inquiries")]
    assert {row["verdict"] for row in desk.rows("inquiries")} == {Verdict.NOT_A_LEAD}
    starts = ("Studies", "Works for Corvane", "Wants to sell", "Writes for the press", "Looks for a job", "Address of")
    for start in starts:
        assert sum(why.startswith(start) for why in reasons) == 1, start
    desk.type("inquiries", desk.where("inquiries", first_name="F0"), let_through="KM")
    desk.run("check")
    desk.run("import", path, *FORM)
    row = desk.rows("inquiries")[desk.where("inquiries", first_name="F0")]
    assert row["verdict"] == Verdict.QUALIFIED
    assert row["why"].startswith("Let through by KM (rule 9). The gate said: Studies")


def test_r22_when_what_for_and_who_decides_are_found_in_a_list_and_asked_when_missing(desk):
    headers = ["Email", "When do you plan to buy?", "What will you use it for?", "Are you the decision maker?"]
    assert map_headers(headers, []) == ["email", "timeframe", "application", "decision_role"]
    desk.run("import", desk.list("form.csv", [person(1)]), *FORM)
    assert one(desk, 1)["ask_next"] == "When do they plan to buy?"
    desk.type("inquiries", 0, timeframe="3 months")
    desk.run("check")
    assert one(desk, 1)["ask_next"] == "Who decides, and is money set aside?"


def test_r33_289_lunch_guests_are_no_leads_and_each_has_a_reason(desk):
    headers = ("First name", "Last name", "Email", "Phone", "Comments")
    polite = ("Great lunch, thank you", "", "Thank you for the great lunch, but we aren't interested")
    rows = [
        (f"Guest{n}", f"Lund{n}", f"guest{n}@firm{n}.example", f"+1 415 555 {100 + n % 100:04d}", polite[n % 3])
        for n in range(289)
    ]
    said = desk.run("import", desk.list("lunch.csv", rows, headers), "--gathered", "hospitality")
    assert said["counts"]["leads"] == 0
    assert said["notes"][0].startswith("0 leads")
    assert said["counts"]["not_leads"] == len(desk.rows("not_leads")) == 289
    assert all("(rule 2)" in row["reason"] for row in desk.rows("not_leads"))


def test_r34_an_entry_for_a_prize_is_no_lead_and_the_prize_is_named(desk):
    desk.add("campaigns", {"campaign": "Fair", "type": "lead generation", "gathered_how": "prize",
                           "incentive": "iPad"})  # fmt: skip
    rows = [person(1, call=""), person(2, call="Yes"), person(3, call="Please call me about the lifts")]
    desk.run("import", desk.list("cards.csv", rows), "--campaign", "Fair")
    assert [one(desk, n)["verdict"] for n in (1, 2, 3)] == ["Not a lead", "Needs info", "Qualified"]
    assert "(iPad)" in one(desk, 1)["why"]


def test_r45_inquiries_and_leads_are_two_sheets_and_the_headline_counts_leads_apart(desk):
    rows = [person(1), person(2, need=""), person(3, call="No thanks, not interested")]
    said = desk.run("import", desk.list("form.csv", rows), *FORM)
    assert len(desk.rows("inquiries")) == 3
    assert [row["lead_id"] for row in desk.rows("leads")] == [one(desk, 1)["lead_id"]]
    assert said["notes"][0] == headline(verdicts(desk).values()) == "1 lead · 1 one answer away · 1 not a lead"


def test_r58_age_is_counted_from_the_day_they_asked_though_imported_today(desk):
    rows = [person(1, at="2026-02-20"), person(2, at="2026-11-20")]
    desk.run("import", desk.list("form.csv", rows, HEADERS), *FORM)
    assert one(desk, 1)["why"] == "From 20 Feb 2026: older than 180 days (rule 1)."
    assert one(desk, 2)["verdict"] == Verdict.QUALIFIED
    assert [row["review_on"].date() > dt.date(2026, 11, 23) for row in desk.rows("not_leads")] == [True]


@pytest.mark.parametrize("call", ["Yes, please call me", "", "Please send me a quote"])
def test_r62_nobody_on_a_bought_list_is_a_lead_whatever_it_says(desk, call):
    rows = [person(n, call=call) for n in range(5)]
    desk.run("import", desk.list("bought.csv", rows), "--gathered", "purchased")
    assert {row["verdict"] for row in desk.rows("inquiries")} == {Verdict.NOT_A_LEAD}
    assert {row["why"] for row in desk.rows("inquiries")} == {
        "From a bought list; never asked to be contacted (rule 2)."
    }
