"""What reps asked of the briefing page: the page in a workbook, and what it says when something is missing."""

import datetime as dt

import pandas as pd
import pytest

from leadbook.books.package import PackageBook
from leadbook.stages.brief import brief_page, default_answers
from leadbook.template.masters import brief_fill
from tests.stages.sales_rows import frame_of

TODAY = dt.date(2026, 11, 23)
CAMPAIGN = {
    "campaign": "Free tablet", "type": "lead generation", "incentive": "tablet", "product": "XX-200",
    "starts": dt.date(2026, 11, 24), "ends": dt.date(2026, 11, 30), "owner": "Alice Monroe, 312-555-0199",
    "goal": "16 sold by 30 November", "audience_role": "Practice manager", "exclusions": "Students; dealers",
    "line_to_say": "Buy by the end of November and the tablet is yours.", "offer": "A tablet with each XX-200",
    "terms": "One per order, signed by the deadline; not with a quote.", "deadline": dt.date(2026, 11, 30),
}  # fmt: skip


def answers_of(campaign, without="", **instead):
    """Every default question answered, except the one that contains `without`; `instead` is what stands there."""
    rows = []
    for blank in default_answers(campaign):
        row = {key: value for key, value in blank.items() if value is not pd.NaT}
        is_left = bool(without) and without in str(row["question"])
        rows.append(row | {"answer": "Yes, and here is how."} | (({"answer": ""} | instead) if is_left else {}))
    return frame_of("answers", *rows)


def page(answers=None, **change):
    """The page on the day of these tests."""
    row = frame_of("campaigns", CAMPAIGN | change).to_dict("records")[0]
    return brief_page(row, answers_of(row) if answers is None else answers, frame_of("inquiries"), TODAY, 0)


def lines(found):
    """Question → answer of all that a customer may ask or say."""
    return {line.question: line.answer for line in (*found.asks, *found.objections)}


def must_be_answered(words):
    """A page without the answer to the question is not ready, and prints it as open; with it, it is."""
    full = page()
    assert full.state == "Ready"
    assert full.missing == ()
    owed = {"owes": "Robert Hale", "by": dt.date(2026, 11, 26)}
    found = page(answers_of(CAMPAIGN, words, **owed))
    assert found.state == "Answers missing"
    assert found.answers_filled == found.answers_needed - 1
    said = [*lines(found).values(), *(text for _, text in found.why), *(row.they_offer for row in found.battle)]
    assert [text for text in said if text.startswith("NOT ANSWERED YET.")] == [
        "NOT ANSWERED YET. Robert Hale owes this by Thu 26 Nov. Until then say: “I'll find out and call you back.”"
    ]
    return full


def test_r04_the_page_in_the_workbook_shows_offer_terms_deadline_and_days_left(desk):
    desk.add("campaigns", CAMPAIGN)
    desk.add("answers", *({"by": None} | row for row in answers_of(CAMPAIGN).drop(columns="by").to_dict("records")))
    said = desk.run("brief")
    assert "Free tablet: 15 of 15 must-answers, Issued v1." in said["notes"]
    slots = ("offer", "terms", "until", "days_left", "label_left", "line_to_say", "ask_1_q", "ask_1_a")
    shown = PackageBook(desk.book.read_bytes()).values("Brief - Free tablet", slots)
    assert shown == {
        "offer": CAMPAIGN["offer"], "terms": f"Terms: {CAMPAIGN['terms']}", "until": "Until Mon 30 Nov 2026",
        "days_left": 7, "label_left": "days left", "line_to_say": CAMPAIGN["line_to_say"],
        "ask_1_q": "Tell me about the tablet. Who gets it, and until when?", "ask_1_a": "Yes, and here is how.",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"terms": None}, "The offer has no terms yet."),
        ({"terms": "tbd"}, "The offer has no terms yet."),
        ({"deadline": None}, "The offer has no deadline yet."),
        ({"offer": None, "deadline": None}, "The gift has no deadline yet."),
    ],
)
def test_r04_an_offer_without_terms_or_deadline_keeps_the_page_from_going_out(change, sentence):
    found = page(**change)
    assert found.state == "Answers missing"
    assert sentence in found.missing
    assert sentence in [text for name, text in brief_fill(found).cells.items() if name.startswith("missing_")]


def test_r04_an_offer_without_a_last_day_says_so_where_the_day_would_stand():
    cells = brief_fill(page(deadline=None, terms=None)).cells
    assert (cells["until"], cells["terms"], cells["days_left"]) == ("No deadline yet", "Terms: not written yet.", None)


def test_r63_the_page_says_why_and_each_point_of_it_is_a_must():
    full = must_be_answered("Why these words")
    assert [label for label, _ in full.why] == ["Goal", "Where it came from", "Why these words", "What happens next"]
    assert full.why[0][1] == CAMPAIGN["goal"]


def test_r63_points_of_the_why_that_were_deleted_are_missed():
    rows = answers_of(CAMPAIGN)
    found = page(rows[~rows["question"].str.contains("came from|happens next")])
    assert "Answers has no question yet on where it came from and what happens next." in found.missing
    assert found.state == "Answers missing"


@pytest.mark.parametrize(
    ("blank", "sentence"),
    [
        ("line_to_say", "The line to say is not written yet."),
        ("goal", "The goal is not written yet."),
        ("audience_role", "Who it is for is not written yet."),
    ],
)
def test_r64_line_audience_and_goal_are_musts_and_what_is_answered_is_counted(blank, sentence):
    found = page(**{blank: None})
    assert sentence in found.missing
    assert found.state == "Answers missing"
    assert brief_fill(page()).cells["answers"] == "15 of 15 filled"


def test_r65_where_the_idea_came_from_is_a_must():
    full = must_be_answered("Where it came from")
    assert ("Where it came from", "Yes, and here is how.") in full.why


def test_r68_each_competitor_and_doing_nothing_stand_with_what_they_offer_and_where_each_wins():
    rows = answers_of(CAMPAIGN, "Strongest competitor", question="Medisys", answer="$250 | No contract | Larger team")
    first, idle = page(rows).battle
    assert (first.name, first.they_offer, first.we_win, first.they_win) == (
        "Medisys", "$250", "No contract", "Larger team",
    )  # fmt: skip
    assert idle.name == "Do nothing"
    must_be_answered("Strongest competitor")


def test_r68_without_a_competitor_the_page_is_not_ready_unless_it_says_why_there_is_none():
    rows = answers_of(CAMPAIGN)
    none = page(rows[~rows["question"].str.startswith("Strongest")])
    assert none.state == "Answers missing"
    assert any("No competitor stands under" in line for line in none.missing)
    told = page(answers_of(CAMPAIGN, "Strongest competitor", question="None", answer="None, because it is a new duty."))
    assert told.state == "Ready"


def test_r69_the_page_says_from_when_to_when_and_by_which_rule_it_is_extended():
    full = must_be_answered("will you extend it")
    assert full.runs == "24 Nov – 30 Nov 2026"
    assert page(ends=None).missing == ("The last day is not set yet.",)
    assert page(ends=dt.date(2026, 11, 1)).missing[0] == "It starts (24 Nov 2026) after it ends (1 Nov 2026)."


def test_r70_who_has_just_bought_gets_an_answer():
    full = must_be_answered("bought one just now")
    assert "We bought one just now. What about us?" in lines(full)


@pytest.mark.parametrize("nothing", ["I don't know, don't worry about that.", "tbd", "?"])
def test_r70_i_do_not_know_is_no_answer(nothing):
    found = page(answers_of(CAMPAIGN, "bought one just now", answer=nothing))
    assert found.state == "Answers missing"
    assert lines(found)["We bought one just now. What about us?"].startswith("NOT ANSWERED YET.")


def test_r71_the_page_names_the_products_and_the_deal_for_another_model():
    full = must_be_answered("upgrade, or another model")
    assert full.product == "XX-200"
    assert "The product is not named yet." in page(product=None).missing
