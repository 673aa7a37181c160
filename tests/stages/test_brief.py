"""A briefing page answers what reps get asked; what is open stands there as open, with who owes it."""

import datetime as dt

import pandas as pd
import pytest

from leadbook.schema import book
from leadbook.schema.choices import CHOICES
from leadbook.stages import brief_defaults
from leadbook.stages.brief import (
    Held,
    brief_page,
    complete_answers,
    content_mark,
    default_answers,
    held_in,
    issue,
    mark_answers,
)
from tests.stages.sales_rows import frame_of

TODAY = dt.date(2026, 11, 23)
SWAP = {
    "campaign": "Autumn Swap", "type": "lead generation", "product": "XX-200; XX-300", "starts": dt.date(2026, 10, 1),
    "ends": dt.date(2026, 11, 30), "owner": "Priya Nair, +1 415 555 0114", "goal": "16 swaps",
    "audience_industry": "Clinics", "audience_size": "2 to 20 rooms", "exclusions": "Students; competitors",
    "line_to_say": "Your old XX is worth $400.", "offer": "$400 off", "terms": "One per unit.",
    "deadline": dt.date(2026, 11, 30),
}  # fmt: skip


def campaign(**more):
    """A campaign's row as the workbook gives it."""
    return frame_of("campaigns", SWAP | more).to_dict("records")[0]


def answered(row, answers=None, **more):
    """The default rows of a campaign with an answer each, except as said."""
    frame = complete_answers(pd.DataFrame([row]), frame_of("answers")) if answers is None else answers
    return frame.assign(answer=[text or "We give $400." for text in frame["answer"]], **more)


def page_of(row, answers, version=0, inquiries=()):
    """The page on the day of these tests."""
    return brief_page(row, answers, frame_of("inquiries", *inquiries), TODAY, version)


def test_sections_are_those_of_the_drop_down():
    used = {getattr(brief_defaults, key) for key in
            ("WHY", "FOR", "NOT_FOR", "ASK", "HESITATE", "OTHERS", "FIRST", "HELP", "ELSE", "LINKS")}  # fmt: skip
    assert used == set(CHOICES["section"])


def test_r63_to_r71_a_new_campaign_asks_where_it_came_from_why_these_words_and_what_customers_ask():
    questions = {(row["section"], row["question"]): row["must"] for row in default_answers(campaign())}
    for words in ("Where it came from", "Why these words", "What happens next", "competition", "extend it",
                  "bought one just now", "upgrade", "my name", "hold the price", "too expensive", "no time",
                  "next model"):  # fmt: skip
        found = [must for (_, question), must in questions.items() if words in question]
        assert found == ["Yes"], words


def test_the_gift_is_asked_about_only_when_there_is_one():
    assert not any("Tell me about" in row["question"] for row in default_answers(campaign()))
    rows = [row for row in default_answers(campaign(incentive="tablet")) if "tablet" in row["question"]]
    assert [row["must"] for row in rows] == ["Yes"]


def test_a_new_campaign_gets_its_questions_and_present_rows_are_not_touched():
    campaigns = frame_of("campaigns", SWAP, SWAP | {"campaign": "Spring"}, {"campaign": ""})
    mine = frame_of("answers", {"campaign": "autumn swap", "section": "If they ask", "question": "My own?",
                                "answer": "Yes."})  # fmt: skip
    done = complete_answers(campaigns, mine)
    pd.testing.assert_frame_equal(done.iloc[:1], mine)
    assert set(done["campaign"].iloc[1:]) == {"Spring"}
    assert list(done.columns) == list(book.table("answers").keys)
    pd.testing.assert_frame_equal(complete_answers(campaigns, done), done)


def test_r72_an_open_must_answer_is_printed_as_open_with_who_owes_it_and_by_when():
    row = campaign()
    answers = answered(row)
    price = answers["question"].str.contains("hold the price")
    answers = answers.assign(
        answer=answers["answer"].mask(price, ""), owes=answers["owes"].mask(price, "Priya Nair"),
        by=pd.Series([pd.Timestamp(2026, 11, 24) if hit else pd.NaT for hit in price], dtype="datetime64[us]"),
    )  # fmt: skip
    page = page_of(row, answers)
    (line,) = [line for line in page.asks if line.open]
    assert line.answer == (
        "NOT ANSWERED YET. Priya Nair owes this by Tue 24 Nov. Until then say: “I'll find out and call you back.”"
    )
    assert (page.state, page.answers_filled, page.answers_needed) == ("Answers missing", 13, 14)


def test_an_open_answer_that_nobody_owes_says_so():
    page = page_of(campaign(), complete_answers(frame_of("campaigns", SWAP), frame_of("answers")))
    assert page.state == "Draft"
    assert all("Nobody is named yet" in line.answer for line in page.asks)
    assert all(text.startswith("NOT ANSWERED YET") for label, text in page.why if label != "Goal")


def test_an_optional_question_without_an_answer_is_left_out():
    answers = frame_of("answers", {"campaign": "Autumn Swap", "section": "If they ask", "question": "Colour?"})
    assert page_of(campaign(), answers).asks == ()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"terms": None}, "The offer has no terms yet."),
        ({"deadline": None}, "The offer has no deadline yet."),
        ({"offer": None, "incentive": "tablet", "terms": None}, "The gift has no terms yet."),
        ({"deadline": dt.date(2026, 12, 24)}, "The deadline (24 Dec 2026) is after the end (30 Nov 2026)."),
        ({"starts": dt.date(2026, 12, 24)}, "It starts (24 Dec 2026) after it ends (30 Nov 2026)."),
        ({"goal": None}, "The goal is not written yet."),
        ({"line_to_say": None}, "The line to say is not written yet."),
        ({"audience_industry": None, "audience_size": None}, "Who it is for is not written yet."),
        ({"owner": None}, "Nobody is named yet who answers questions (Owner)."),
    ],
)
def test_r4_r64_what_is_missing_or_contradictory_is_said_and_keeps_the_page_from_ready(change, says):
    row = campaign(**change)
    page = page_of(row, answered(row))
    assert says in page.missing
    assert page.state == "Answers missing"


def test_r4_the_offer_stands_with_terms_deadline_and_days_left():
    page = page_of(campaign(), answered(campaign()))
    assert (page.offer, page.terms, page.days_left, page.runs) == (
        "$400 off", "One per unit.", 7, "1 Oct – 30 Nov 2026",
    )  # fmt: skip
    assert (page.missing, page.state, page.product) == ((), "Ready", "XX-200, XX-300")
    assert (page.who_for, page.who_not) == (("Clinics, 2 to 20 rooms",), ("Students", "competitors"))


def test_who_it_is_for_is_said_without_its_question_and_an_open_one_is_printed_as_open():
    row = campaign()
    more = [
        {"campaign": row["campaign"], "section": "Who it is for", "question": "Whom first?", "must": "Yes",
         "answer": "Old units."},
        {"campaign": row["campaign"], "section": "Who it is not for", "question": "Whom not?", "must": "Yes",
         "owes": "Kim"},
    ]  # fmt: skip
    page = page_of(row, frame_of("answers", *more))
    assert page.who_for[-1] == "Old units."
    assert page.who_not[-1].startswith("Whom not? NOT ANSWERED YET. Kim owes this")


def test_a_deadline_that_has_passed_is_said():
    row = campaign(deadline=dt.date(2026, 11, 20))
    page = page_of(row, answered(row))
    assert page.days_left == -3
    assert page.missing == ("The deadline has passed (20 Nov 2026).",)


def test_r68_a_row_against_the_others_is_split_into_offer_and_wins():
    answers = frame_of(
        "answers",
        {"campaign": "Autumn Swap", "section": "Against the others", "question": "Medisys",
         "answer": "$250 | No contract | Bigger team"},
        {"campaign": "Autumn Swap", "section": "Against the others", "question": "Do nothing", "must": "Yes"},
        {"campaign": "Autumn Swap", "section": "Links", "question": "Swap form", "answer": "https://example.com/swap"},
    )  # fmt: skip
    page = page_of(campaign(), answers)
    first = page.battle[0]
    assert (first.name, first.they_offer, first.we_win, first.they_win) == (
        "Medisys", "$250", "No contract", "Bigger team",
    )  # fmt: skip
    assert page.battle[1].they_offer.startswith("NOT ANSWERED YET.")
    assert page.links == (("Swap form", "https://example.com/swap"),)


def test_the_page_counts_the_leads_and_near_leads_of_its_campaign():
    rows = [{"lead_id": str(at), "campaign": name, "verdict": verdict} for at, (name, verdict) in enumerate((
        ("Autumn Swap", "Qualified"), ("autumn swap", "Needs info"), ("Autumn Swap", "Not a lead"), ("", "Qualified"),
    ))]  # fmt: skip
    assert page_of(campaign(), answered(campaign()), inquiries=rows).matching == 2


def issued(row, answers, held=None, today=TODAY):
    """The page as it goes out after what reps hold."""
    held = held or Held()
    page = brief_page(row, answers, frame_of("inquiries"), today, held.version)
    return issue(page, content_mark(row, answers), held, today)


def test_a_page_gets_a_new_version_only_when_it_says_something_new():
    row = campaign()
    first = issued(row, answered(row))
    assert (first.state, first.version, first.issued) == ("Issued v1", 1, TODAY)
    later = TODAY + dt.timedelta(days=9)
    again = issued(row, answered(row), held_in(first.footer), later)
    assert (again.state, again.version, again.issued, again.footer) == ("Issued v1", 1, TODAY, first.footer)
    changed = campaign(offer="$500 off")
    second = issued(changed, answered(changed), held_in(again.footer), later)
    assert (second.state, second.version, second.issued) == ("Issued v2", 2, later)


def test_a_page_that_is_not_ready_keeps_the_version_reps_hold():
    row = campaign()
    first = issued(row, answered(row))
    broken = campaign(terms=None)
    draft = issued(broken, answered(broken), held_in(first.footer))
    assert (draft.state, draft.version) == ("Answers missing", 1)
    assert "draft after v1" in draft.footer
    assert issued(row, answered(row), held_in(draft.footer)).version == 1


def test_changed_in_says_in_which_version_an_answer_last_changed():
    row = campaign()
    answers = answered(row)
    first = issued(row, answers)
    marked = mark_answers(answers, first)
    assert {text[:2] for text in marked["changed_in"]} == {"v1"}
    edited = marked.assign(answer=["Something new.", *marked["answer"].tolist()[1:]])
    second = issued(row, edited, held_in(first.footer))
    after = mark_answers(edited, second)["changed_in"].tolist()
    assert [text[:2] for text in after] == ["v2"] + ["v1"] * (len(after) - 1)


def test_a_footer_of_somebody_else_names_no_version():
    assert held_in("Our own footer") == held_in(None) == Held()
