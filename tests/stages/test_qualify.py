"""The gate: who is a lead, who is one answer away, who is none, and why."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from leadbook.model import Cell, Settings, Verdict
from leadbook.stages.qualify import counts, headline, qualify
from tests.rules.builders import TODAY, frame, gate, inquiries, words


def judged(change: dict[str, Cell], **more) -> pd.Series:
    """The gate's word on one inquiry."""
    return qualify(inquiries(change), gate(**more), TODAY).iloc[0]


def test_R1_a_raised_hand_with_phone_email_and_need_is_a_lead_and_says_so():
    found = judged({})
    assert found["verdict"] == Verdict.QUALIFIED
    assert found["why"] == (
        "Asked on 20 Nov: “Please call me about the cables”; phone and e-mail check; need named (rule 1)."
    )


def test_R1_every_one_of_100_mixed_inquiries_gets_a_verdict_and_a_reason():
    changes = [
        {},
        {"phone": None},
        {"email": "a@b"},
        {"need": None},
        {"raised_hand": None},
        {"do_not_contact": "Yes"},
        {"job_title": "PhD student"},
        {"budget": "0"},
        {"source_type": "purchased"},
        {"let_through": "KM"},
    ] * 10
    found = qualify(inquiries(*changes), gate(), TODAY)
    assert len(found) == 100
    assert set(found["verdict"]) <= set(Verdict)
    assert (found["why"].str.len() > 10).all()


@pytest.mark.parametrize("how", ["event", "hospitality", "prize", "download", "own", "", "raised-hand form"])
def test_R26_nobody_is_a_lead_without_evidence_of_a_raised_hand(how):
    assert judged({"raised_hand": None, "source_type": how})["verdict"] != Verdict.QUALIFIED


def test_R2_of_forty_attendees_only_the_three_who_asked_to_talk_pass():
    attendee = {"source_type": "event", "raised_hand": None, "need": None, "phone": None}
    asked = {"source_type": "event", "raised_hand": "Please have someone call me"}
    found = qualify(inquiries(*[attendee] * 37, *[asked] * 3), gate(), TODAY)
    assert headline(found["verdict"]) == "3 leads · 0 one answer away · 37 not leads"
    assert set(found["why"][:37]) == {"Attended the event; did not ask to talk (rule 2)."}


def test_R33_289_lunch_guests_without_a_raised_hand_give_no_lead_and_289_reasons():
    polite = "Thank you for the great lunch, but we aren’t interested"
    found = qualify(inquiries(*[{"raised_hand": polite, "source_type": "hospitality"}] * 289), gate(), TODAY)
    assert counts(found["verdict"])["leads"] == 0
    assert (found["why"] == f"Said they do not want to talk: “{polite}” (rule 2).").all()


@pytest.mark.parametrize("said", [None, "Yes", "iPad please", "Good luck to all"])
def test_R34_where_a_prize_was_to_be_had_only_words_that_ask_to_talk_count(said):
    campaigns = frame("campaigns", {"campaign": "Fair", "gathered_how": "event", "incentive": "iPad"})
    assert judged({"raised_hand": said, "campaign": "Fair"}, campaigns=campaigns)["verdict"] != Verdict.QUALIFIED
    asked = judged({"raised_hand": "Please call me about the cables", "campaign": "Fair"}, campaigns=campaigns)
    assert asked["verdict"] == Verdict.QUALIFIED


def test_R34_an_entry_for_a_prize_alone_is_no_lead_and_the_gift_is_named():
    campaigns = frame("campaigns", {"campaign": "Fair", "incentive": "iPad"})
    found = judged({"raised_hand": None, "need": None, "campaign": "Fair"}, campaigns=campaigns)
    assert found["why"] == "Came for what the campaign gave away (iPad); did not ask to talk (rule 2)."


def test_R62_nobody_from_a_bought_list_is_a_lead_whatever_the_list_says():
    found = judged({"source_type": "purchased"})
    assert found["verdict"] == Verdict.NOT_A_LEAD
    assert found["why"] == "From a bought list; never asked to be contacted (rule 2)."


def test_R85_opening_and_downloading_is_activity_and_no_lead():
    found = judged({"source_type": "download", "raised_hand": None, "notes": "opened 3 e-mails, read the guide"})
    assert found["why"] == "Downloaded something; did not ask to talk (rule 2)."


def test_R89_title_company_and_size_never_decide_and_are_asked_when_a_hand_is_raised():
    bare = {"job_title": None, "company": None, "employees": None}
    known = {"timeframe": "3 months", "decision_role": "decides", "budget": "20000"}
    found = judged(bare | known)
    assert found["verdict"] == Verdict.QUALIFIED
    assert found["ask_next"] == "Which company are they with?"
    assert judged(bare | {"raised_hand": None})["verdict"] == Verdict.NOT_A_LEAD


@pytest.mark.parametrize("number", [None, "n/a", "000-000-0000", "12345", "call me"])
def test_R17_without_a_phone_number_that_checks_a_raised_hand_is_one_answer_away(number):
    found = judged({"phone": number})
    assert found["verdict"] == Verdict.NEEDS_INFO
    assert found["ask_next"] == "Phone: which number reaches them?"


def test_R17_a_second_number_that_checks_is_enough():
    assert judged({"phone": "12345", "phone2": "+1 415-555-0132"})["verdict"] == Verdict.QUALIFIED


@pytest.mark.parametrize("address", [None, "a@b", "ana at northgate", "test@test.com", "ana@gmial.com"])
def test_R18_without_an_address_that_checks_a_raised_hand_is_one_answer_away(address):
    found = judged({"email": address})
    assert found["verdict"] == Verdict.NEEDS_INFO
    assert found["ask_next"] == "E-mail: which address reaches them?"


def test_R18_a_shared_mailbox_is_no_reason_against_a_lead():
    assert judged({"email": "info@northgate.example"})["verdict"] == Verdict.QUALIFIED


def test_R31_without_a_need_it_is_asked_and_a_distant_need_is_still_a_lead():
    found = judged({"need": None})
    assert (found["verdict"], found["ask_next"]) == (Verdict.NEEDS_INFO, "Need: what should get better?")
    assert judged({"timeframe": "12 months"})["verdict"] == Verdict.QUALIFIED


def test_when_several_answers_are_missing_the_phone_is_asked_first_and_the_rest_is_said():
    found = judged({"phone": None, "email": "a@b", "need": None})
    assert found["ask_next"] == "Phone: which number reaches them?"
    assert found["why"] == (
        "Asked on 20 Nov: “Please call me about the cables”, but there is no phone number, the e-mail address does not "
        "check and no need is named (rule 1)."
    )


def test_R22_a_lead_is_asked_when_they_buy_then_who_decides_and_money():
    assert judged({})["ask_next"] == "When do they plan to buy?"
    assert judged({"timeframe": "3 months"})["ask_next"] == "Who decides, and is money set aside?"
    assert judged({"timeframe": "3 months", "decision_role": "owner"})["ask_next"] == "Is money set aside?"


LISTED = words(
    ("competitor", "corvane.example"),
    ("competitor", "Corvane"),
    ("own domain", "us.example"),
    ("supplier", "parts.example"),
    ("institution", "county.example"),
)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"email": "max@sales.corvane.example"}, "Domain corvane.example is on the competitor list (rule 3)."),
        ({"company": "Corvane Medical Inc."}, "Works for Corvane, on the competitor list (rule 3)."),
        ({"job_title": "Graduate student"}, "Studies: the title says “graduate student” (rule 3)."),
        ({"need": "A monitor for my master's thesis"}, "Studies: said “thesis” (rule 3)."),
        ({"email": "m@physics.college.edu"}, "School or university address"),
        ({"email": "joe@us.example"}, "Address of our own company"),
        ({"email": "joe@parts.example"}, "Domain parts.example is on the supplier list (rule 3)."),
        ({"raised_hand": "We offer SEO services, please call"}, "Wants to sell to us: said “seo services” (rule 3)."),
        ({"job_title": "Journalist"}, "Writes for the press: “journalist” (rule 3)."),
        ({"notes": "see my resume attached"}, "Looks for a job: “my resume” (rule 3)."),
        ({"website": "www.corvane.example/team"}, "Domain corvane.example is on the competitor list (rule 3)."),
    ],
)
def test_R20_competitors_students_staff_vendors_press_and_job_seekers_are_no_leads(change, says):
    found = judged(change, words=LISTED)
    assert found["verdict"] == Verdict.NOT_A_LEAD
    assert found["why"].startswith(says)


def test_R20_initials_overrule_the_gate_and_the_gate_is_quoted():
    found = judged({"job_title": "Student", "let_through": "KM"})
    assert found["verdict"] == Verdict.QUALIFIED
    assert found["why"].startswith("Let through by KM (rule 9). The gate said: Studies")


@pytest.mark.parametrize("change", [{"company": "State Correctional Facility"}, {"email": "w@county.example"}])
def test_R46_institutions_on_the_list_are_no_leads(change):
    assert judged(change, words=LISTED)["verdict"] == Verdict.NOT_A_LEAD


@pytest.mark.parametrize("said", ["0", "none", "$0", "no budget"])
def test_R28_no_money_said_is_no_lead(said):
    assert judged({"budget": said})["verdict"] == Verdict.NOT_A_LEAD


@pytest.mark.parametrize("said", [None, "n/a", "unknown", "20000", "0-5000", "no budget limit", "no budget yet"])
def test_R28_money_that_is_not_known_is_asked_and_never_a_no(said):
    assert judged({"budget": said})["verdict"] == Verdict.QUALIFIED


def test_R29_nobody_who_decides_is_no_lead_but_an_influencer_who_names_them_is():
    assert judged({"decision_role": "Not my decision"})["why"] == (
        "Said “not my decision” and named nobody who decides (rule 1)."
    )
    assert judged({"decision_role": "Not my decision, our director decides"})["verdict"] == Verdict.QUALIFIED
    assert judged({"decision_role": "Influencer"})["verdict"] == Verdict.QUALIFIED


def test_R30_no_time_for_it_is_no_lead_for_now():
    assert judged({"timeframe": "Not now"})["why"].startswith("Not now: said “not now”")


def test_R27_outrageous_expectations_are_named():
    assert judged({"need": "We want it for free"})["why"].startswith("Expects more than anybody can give")


def test_R58_age_is_counted_from_the_inquiry_and_not_from_the_import():
    old = {"created_at": dt.date(2026, 2, 20), "hand_date": None}
    assert judged(old)["why"] == "From 20 Feb 2026: older than 180 days (rule 1)."
    assert judged(old, settings=Settings(stale_days=365))["verdict"] == Verdict.QUALIFIED
    assert judged({"created_at": None, "hand_date": None})["verdict"] == Verdict.QUALIFIED


def test_R58_a_new_request_of_an_old_contact_is_fresh():
    assert judged({"created_at": dt.date(2025, 1, 1), "hand_date": TODAY})["verdict"] == Verdict.QUALIFIED


def test_a_brochure_alone_is_an_inquiry_and_with_a_need_a_raised_hand():
    asked = {"raised_hand": "Please send a price list"}
    assert judged(asked | {"need": None})["why"] == (
        "Asked for a brochure or a price list only: “Please send a price list”; did not ask to talk (rule 2)."
    )
    assert judged(asked)["verdict"] == Verdict.QUALIFIED


def test_interest_noted_by_us_is_asked_until_somebody_signs_it():
    found = judged({"raised_hand": "seemed keen", "hand_by": "ours"})
    assert (found["verdict"], found["ask_next"]) == (
        Verdict.NEEDS_INFO,
        "Would they like a call, and about what?",
    )
    signed = judged({"raised_hand": "wants a call", "hand_by": "ours, KM"})
    assert signed["why"].startswith("Asked on 20 Nov, noted by us (KM): “wants a call”;")


def test_a_request_that_stands_in_the_notes_is_asked_and_not_assumed():
    found = judged({"raised_hand": None, "notes": "Please call me next week"})
    assert found["verdict"] == Verdict.NEEDS_INFO


def test_a_campaign_is_not_for_those_it_excludes():
    campaigns = frame("campaigns", {"campaign": "Swap", "exclusions": "Distributors; dental practices"})
    found = judged({"campaign": "swap", "company": "Acme Distributor Ltd"}, campaigns=campaigns)
    assert found["why"] == "Swap is not for “distributor” (Campaigns: exclusions)."
    assert judged({"company": "Acme Distributor Ltd"}, campaigns=campaigns)["verdict"] == Verdict.QUALIFIED


def test_P10_do_not_contact_wins_over_initials():
    found = judged({"do_not_contact": "Yes", "let_through": "KM"})
    assert (found["verdict"], found["why"]) == (Verdict.SUPPRESSED, "Asked not to be contacted (rule 3).")


def test_P10_words_that_ask_us_to_stop_suppress_and_initials_do_not_help():
    found = judged({"notes": "please unsubscribe me", "let_through": "KM"})
    assert found["verdict"] == Verdict.SUPPRESSED


def test_an_open_maybe_is_held_back_as_a_duplicate():
    found = judged({}, duplicates={"L1": "K7P2"})
    assert (found["verdict"], found["why"]) == (Verdict.DUPLICATE, "May be the same person as K7P2 (rule 3).")


def test_a_person_can_say_not_a_lead_and_the_gate_keeps_to_it():
    assert judged({"let_through": "Not a lead, KM"})["why"] == "Not a lead: decided by KM (rule 9)."


def test_lead_since_stays_while_it_is_a_lead_and_goes_when_it_is_none():
    since = dt.date(2026, 11, 1)
    found = qualify(inquiries({"lead_since": since}, {}, {"phone": None, "lead_since": since}), gate(), TODAY)
    assert [None if pd.isna(day) else day.date() for day in found["lead_since"]] == [since, TODAY, None]


def test_a_manager_can_ask_for_more_by_switching_a_row_on():
    rules = frame(
        "gate",
        {
            "on": "Yes",
            "field": "Buying by",
            "operator": "is blank",
            "verdict": "Needs info",
            "reason": "When is open.",
        },
    )
    found = judged({}, rules=rules)
    assert (found["verdict"], found["ask_next"]) == (Verdict.NEEDS_INFO, "When do they plan to buy?")


def test_no_inquiries_give_an_empty_result_with_the_right_columns():
    found = qualify(inquiries(), gate(), TODAY)
    assert list(found.columns) == ["verdict", "why", "ask_next", "lead_since"]
    assert headline(found["verdict"]) == "0 leads · 0 one answer away · 0 not leads"


def test_the_headline_counts_suppressed_among_not_leads_and_tells_duplicates_apart():
    found = ["Qualified", "Needs info", "Not a lead", "Suppressed", "Duplicate"]
    assert headline(found) == "1 lead · 1 one answer away · 2 not leads · 1 perhaps twice"
    assert counts(found) == {
        "received": 5,
        "leads": 1,
        "needs_info": 1,
        "not_leads": 2,
        "suppressed": 1,
        "duplicates": 1,
    }


def test_a_form_with_nothing_but_an_address_and_a_number_is_one_answer_away():
    found = judged({"raised_hand": None, "need": None, "source_type": "raised-hand form"})
    assert found["verdict"] == Verdict.NEEDS_INFO
    assert found["why"] == "Sent the form, but neither a need nor a request to talk is in it (rule 1)."
    assert found["ask_next"] == "Need: what should get better?"


@pytest.mark.parametrize("status", ["Sale closed", "SALE_DONE", "Booked!", "junk / wrong number", "Closed - Converted"])
def test_what_the_list_itself_calls_settled_is_no_lead(status):
    found = judged({"status": status})
    assert found["verdict"] == Verdict.NOT_A_LEAD
    assert f"“{status.casefold()}”" in found["why"]


@pytest.mark.parametrize("status", ["Open - Not Contacted", "New", "Demo booked", "Not converted yet", "Hot"])
def test_a_status_that_settles_nothing_decides_nothing(status):
    assert judged({"status": status})["verdict"] == Verdict.QUALIFIED
