"""What comes in and what is asked about it: Inquiries, To fix, Not leads."""

from __future__ import annotations

from leadbook.schema.core import Column, FilledBy, Kind, Table
from leadbook.schema.fields import FIELDS

LET_THROUGH = Column(
    key="let_through", header="Let through", width=10, filled_by=FilledBy.BOTH,
    help="Your initials let this inquiry through the gate; a do-not-contact stays. The last one written, here "
    "or on the other sheet, wins.",
)  # fmt: skip

INQUIRIES = Table(
    key="inquiries",
    name="tblInquiries",
    sheet="Inquiries",
    help="Everything that came in, one row an inquiry, with the verdict of the gate.",
    row_key=("lead_id",),
    columns=(
        Column(key="lead_id", header="ID", help="Made once by Leadbook, never reissued.", unique=True, width=9),
        Column(key="verdict", header="Verdict", kind=Kind.CHOICE, choices="verdict", width=13,
               help="Qualified is a lead; everything else says what is missing."),
        Column(key="why", header="Why", width=32, help="One sentence, with the rule that decided."),
        Column(key="ask_next", header="Ask next", width=19, help="The question that would bring it further."),
        *FIELDS,
        Column(key="score", header="Score", kind=Kind.WHOLE, width=8,
               help="Ranks leads, 0 to 100; never decides whether one is a lead."),
        LET_THROUGH,
        Column(key="lead_since", header="Lead since", kind=Kind.DATE, width=12, printed=False,
               help="The day it passed the gate."),
    ),
)  # fmt: skip

TO_FIX = Table(
    key="fix",
    name="tblFix",
    sheet="To fix",
    help="One row a question; the answers that win the most leads stand first.",
    row_key=("kind", "lead_id", "file", "row", "field"),
    columns=(
        Column(key="kind", header="Kind", kind=Kind.CHOICE, choices="fix_kind", width=12,
               help="What sort of question this is."),
        Column(key="lead_id", header="ID", help="The inquiry it is about.", width=9),
        Column(key="file", header="File", help="The list it came from.", width=20, printed=False),
        Column(key="row", header="Row", kind=Kind.WHOLE, help="Row in that list.", width=7, printed=False),
        Column(key="who", header="Who", help="Person and company.", width=26),
        Column(key="field", header="Field", help="The field it is about.", width=16),
        Column(key="now", header="Now", help="What stands there now.", width=22),
        Column(key="wrong", header="What is wrong", help="In one sentence.", width=34),
        Column(key="suggestion", header="Suggestion", help="What Leadbook would write.", width=22),
        Column(key="correct", header="Correct value", filled_by=FilledBy.PERSON, width=22,
               help="Type the right value here, then run Check."),
        Column(key="decision", header="Decision", kind=Kind.CHOICE, choices="decision", width=14,
               filled_by=FilledBy.PERSON, help="Or pick a decision. A typed value needs none."),
        Column(key="unlocks", header="Unlocks", kind=Kind.WHOLE, width=9,
               help="Leads won by this answer, as far as can be told."),
    ),
)  # fmt: skip

NOT_LEADS = Table(
    key="not_leads",
    name="tblNotLeads",
    sheet="Not leads",
    help="What did not pass the gate, each with its reason; kept, not thrown away.",
    row_key=("lead_id",),
    columns=(
        Column(key="lead_id", header="ID", help="The inquiry.", unique=True, width=9),
        Column(key="company", header="Company", help="As on Inquiries.", width=26),
        Column(key="who", header="Who", help="As on Inquiries.", width=24),
        Column(key="reason", header="Reason", help="The rule and its sentence.", width=48),
        Column(key="source", header="Source", help="The list it came from.", width=22),
        Column(key="since", header="Since", kind=Kind.DATE, help="The day of the verdict.", width=12),
        Column(key="review_on", header="Review on", kind=Kind.DATE, filled_by=FilledBy.BOTH, width=12,
               help="The day to look at it again; change it as you like."),
        LET_THROUGH,
    ),
)  # fmt: skip
