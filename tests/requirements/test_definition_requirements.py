"""What a lead is, in the words of the people who sell: each a rule of the gate, tried on single inquiries."""

import pytest

from leadbook.model import GatheredHow, Verdict
from leadbook.rules.reading import read_gate, read_words
from leadbook.schema.choices import CHOICES
from leadbook.stages.not_leads import not_leads
from leadbook.stages.qualify import qualify
from leadbook.stages.score import score
from tests.actions.desk import person
from tests.rules.builders import TODAY, default_frame, frame, gate, inquiries, words


def judged(*changes):
    """The gate's word on inquiries that are leads but for the changes."""
    return qualify(inquiries(*changes), gate(), TODAY).to_dict("records")


@pytest.mark.parametrize("how", [*map(str, GatheredHow), ""])
def test_r26_without_words_that_ask_to_talk_nobody_is_a_lead(how):
    assert judged({"raised_hand": None, "source_type": how})[0]["verdict"] != Verdict.QUALIFIED


def test_r26_a_brochure_alone_is_an_inquiry_and_with_a_problem_told_a_raised_hand():
    alone, told = judged({"raised_hand": "Please send a brochure", "need": None}, {"raised_hand": "Brochure please"})
    assert alone["verdict"] == Verdict.NOT_A_LEAD
    assert told["verdict"] == Verdict.QUALIFIED


def test_r27_outrageous_expectations_are_no_lead_and_a_reason_a_rep_can_pick():
    assert judged({"need": "They want everything for free"})[0]["why"].startswith("Expects more than anybody can give")
    assert "outrageous expectations" in CHOICES["reason"]


def test_r27_outrageous_expectations_are_counted_by_source_on_the_report(desk):
    rows = [person(n) for n in range(4)]
    for name, part in (("fair.csv", rows[:3]), ("web.csv", rows[3:])):
        desk.run("import", desk.list(name, part), "--gathered", "raised-hand form")
    sources = {row["lead_id"]: row["source"] for row in desk.rows("inquiries")}
    picked = [n for n, row in enumerate(desk.rows("leads")) if sources[row["lead_id"]] == "fair.csv"]
    for n, outcome in zip(picked, ("Lost", "Returned", "Accepted"), strict=True):
        reason = {} if outcome == "Accepted" else {"reason": "outrageous expectations"}
        desk.type("leads", n, rep="Dana", outcome=outcome, **reason)
    said = desk.run("report")
    expected = "Outrageous expectations, say the reps: 2 of 3 answered leads from fair.csv."
    assert any(expected in note for note in said["notes"])


@pytest.mark.parametrize("said", ["0", "none", "no budget", "$0", "kein Budget"])
def test_r28_no_money_said_is_no_lead_and_the_threshold_is_a_row_of_the_gate(said):
    assert judged({"budget": said})[0]["verdict"] == Verdict.NOT_A_LEAD
    rows = default_frame("gate")
    at = rows.index[rows["operator"] == "at most"][0]
    rows.loc[at, "value"] = "5000"
    raised = qualify(inquiries({"budget": "€ 4.500"}, {"budget": "6k"}), gate(rules=rows), TODAY)
    assert list(raised["verdict"]) == [Verdict.NOT_A_LEAD, Verdict.QUALIFIED]


def test_r28_money_that_is_not_known_is_asked_and_never_a_no():
    found = judged({"budget": None, "timeframe": "3 months", "decision_role": "owner"})[0]
    assert (found["verdict"], found["ask_next"]) == (Verdict.QUALIFIED, "Is money set aside?")


def test_r29_who_cannot_decide_is_no_lead_unless_they_name_who_does():
    alone, named = judged({"decision_role": "I cannot decide"}, {"decision_role": "Influencer; our director decides"})
    assert alone["verdict"] == Verdict.NOT_A_LEAD
    assert named["verdict"] == Verdict.QUALIFIED


def test_r31_a_need_in_a_year_is_a_lead_and_ranks_below_one_in_a_month():
    rows = inquiries({"timeframe": "12 months"}, {"timeframe": "within 30 days"}, {"need": None})
    rows["verdict"] = qualify(rows, gate(), TODAY)["verdict"]
    assert list(rows["verdict"]) == [Verdict.QUALIFIED, Verdict.QUALIFIED, Verdict.NEEDS_INFO]
    year, month, none = score(rows, read_gate(default_frame("gate")), TODAY, read_words(default_frame("words")))
    assert none < year < month


def test_r46_prisons_and_what_the_team_adds_are_no_leads():
    listed = words(("institution", "county.example"), ("institution", "barracks"))
    changes = ({"company": "State Correctional Facility"}, {"email": "w@county.example"}, {"company": "North Barracks"})
    found = qualify(inquiries(*changes), gate(words=listed), TODAY)
    assert set(found["verdict"]) == {Verdict.NOT_A_LEAD}
    assert found["why"].str.contains("institution").all()


@pytest.mark.parametrize("note", ["opened 4 e-mails", "downloaded the guide", "clicked “Request a quote”", "poll: yes"])
def test_r85_opening_clicking_and_downloading_never_make_a_lead(note):
    changes = [{"raised_hand": said, "notes": note, "source_type": "download"} for said in (None, note)]
    rows = inquiries(*changes)
    judgement = qualify(rows, gate(), TODAY)
    assert set(judgement["verdict"]) == {Verdict.NOT_A_LEAD}
    kept = not_leads(rows.assign(**dict(judgement.items())), frame("not_leads"), TODAY)
    assert kept["review_on"].notna().all(), "kept for nurture, not thrown away"


def test_r89_without_title_company_and_size_only_a_raised_hand_makes_a_lead_and_they_are_asked():
    bare = {"job_title": None, "company": None, "employees": None}
    known = {"timeframe": "3 months", "decision_role": "I decide", "budget": "20000"}
    without, with_hand = judged(bare | {"raised_hand": None}, bare | known)
    assert without["verdict"] == Verdict.NOT_A_LEAD
    assert (with_hand["verdict"], with_hand["ask_next"]) == (Verdict.QUALIFIED, "Which company are they with?")
