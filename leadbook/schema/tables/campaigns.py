"""What marketing tells the reps: Campaigns, Answers, Questions."""

from __future__ import annotations

from leadbook.schema.core import Column, FilledBy, Kind, Table

NOT_PRINTED = frozenset({
    "type", "gathered_how", "incentive", "brief_by", "goal", "audience_industry", "audience_size", "audience_role",
    "audience_region", "exclusions", "terms", "expected_leads",
})  # fmt: skip
"""Columns of Campaigns that stay on the screen: the briefing page prints them, and the sheet stays readable."""


def _p(
    key: str, header: str, help_: str, kind: Kind = Kind.TEXT, width: float = 16.0, *, choices: str = ""
) -> Column:
    """A column that only people fill."""
    return Column(
        key=key, header=header, help=help_, kind=kind, width=width, choices=choices, filled_by=FilledBy.PERSON,
        printed=key not in NOT_PRINTED,
    )  # fmt: skip


CAMPAIGNS = Table(
    key="campaigns",
    name="tblCampaigns",
    sheet="Campaigns",
    help="One row a campaign: what a rep is asked about it. Answers to questions stand on Answers.",
    row_key=("campaign",),
    columns=(
        Column(key="campaign", header="Campaign", filled_by=FilledBy.PERSON, required=True, unique=True, width=20,
               help="Short name; it becomes the name of the briefing page."),
        _p("type", "Type", "Only lead generation is measured in leads.", Kind.CHOICE, 16, choices="campaign_type"),
        _p("gathered_how", "Gathered how", "How its names are gathered.", Kind.CHOICE, 16, choices="gathered_how"),
        _p("incentive", "Incentive", "Prize, gift, lunch or voucher; blank is none.", width=18),
        _p("product", "Product", "Product or products, with ; between.", Kind.LIST, 14),
        _p("starts", "Starts", "First day.", Kind.DATE, 12),
        _p("ends", "Ends", "Last day.", Kind.DATE, 12),
        _p("brief_by", "Brief by", "The day the reps should have the page.", Kind.DATE, 12),
        _p("owner", "Owner", "Who answers questions, with phone.", width=22),
        _p("goal", "Goal", "What it should bring, in numbers.", width=28),
        _p("audience_industry", "Audience: industry", "Who it is for, by line of business.", width=20),
        _p("audience_size", "Audience: size", "By number of people, rooms, sites …", width=16),
        _p("audience_role", "Audience: role", "By role in the decision.", width=18),
        _p("audience_region", "Audience: region", "By place.", width=16),
        _p("exclusions", "Exclusions", "Who it is not for.", width=24),
        _p("line_to_say", "Line to say", "One sentence a rep can say.", width=30),
        _p("offer", "Offer", "What the customer gets.", width=24),
        _p("terms", "Terms", "Exact terms: who, how often, what is needed.", width=32),
        _p("deadline", "Deadline", "Last day of the offer.", Kind.DATE, 12),
        _p("cost", "Cost", "Full cost in the book's currency.", Kind.MONEY, 11),
        _p("expected_leads", "Expected qualified leads", "Qualified leads it should bring.", Kind.WHOLE, 12),
        Column(key="status", header="Status", width=16,
               help="Draft, Answers missing, Ready, or Issued with its version."),
        Column(key="matching", header="Matching in book", kind=Kind.WHOLE, width=10,
               help="Inquiries of this campaign that are leads or one answer away."),
    ),
)  # fmt: skip

ANSWERS = Table(
    key="answers",
    name="tblAnswers",
    sheet="Answers",
    help="What reps get asked, and the answer. An open one is printed as open, with who owes it and by when.",
    row_key=("campaign", "section", "question"),
    columns=(
        _p("campaign", "Campaign", "The campaign it belongs to.", width=16),
        _p("section", "Section", "Part of the briefing page.", Kind.CHOICE, 22, choices="section"),
        _p("question", "Question", "As a customer or a rep would ask it.", width=36),
        _p("must", "Must answer?", "Yes: the page is not ready without it.", Kind.YES_NO, 8, choices="yes_no"),
        _p("answer", "Answer", "The sentence a rep can say. Against the others: they offer | we win | they win.",
           width=52),
        _p("until_then", "Until then say", "What to say while it is open.", width=28),
        _p("owes", "Owes it", "Who finds the answer.", width=18),
        _p("by", "By", "By when.", Kind.DATE, 12),
        Column(key="changed_in", header="Changed in", width=10, printed=False,
               help="The version of the page it last changed in."),
    ),
)  # fmt: skip

QUESTIONS = Table(
    key="questions",
    name="tblQuestions",
    sheet="Questions",
    help="Questions and wishes from either side, with who answers.",
    row_key=("when", "from", "question"),
    columns=(
        Column(key="when", header="When", kind=Kind.DATE, help="The day it was asked.", width=12),
        Column(key="from", header="From", help="Who asked.", width=20),
        Column(key="about", header="About", help="Campaign, lead or topic.", width=20),
        Column(key="question", header="Question or wish", help="In their words.", width=44),
        _p("owner", "Owner", "Who answers.", width=18),
        _p("by", "By", "By when.", Kind.DATE, 12),
        _p("answer", "Answer", "The answer.", width=44),
        Column(key="reissued", header="Re-issued", help="The version in which reps got the answer.", width=12),
    ),
)  # fmt: skip
