"""Who sells what to whom: Leads, Reps, Away, Quotas, Cover."""

from __future__ import annotations

from leadbook.schema.core import Column, FilledBy, Kind, Table
from leadbook.schema.names import MEASURED_FROM

PERSON, BOTH = FilledBy.PERSON, FilledBy.BOTH

LEADS = Table(
    key="leads",
    name="tblLeads",
    sheet="Leads",
    help="Every qualified lead: who got it and why, and what became of it.",
    row_key=("lead_id",),
    columns=(
        Column(key="lead_id", header="ID", help="The inquiry it was.", unique=True, width=9),
        Column(key="company", header="Company", help="As on Inquiries.", width=17),
        Column(key="contact", header="Contact", help="The person to call.", width=14),
        Column(key="role", header="Role", help="Their title, else their part in the decision.", width=13),
        Column(key="product", header="Product", help="What they asked about.", width=10),
        Column(key="need", header="Need", help="The problem, in their words.", width=21),
        Column(key="buying_by", header="Buying by", width=12, help="When they plan to buy."),
        Column(key="score", header="Score", kind=Kind.WHOLE, help="0 to 100; ranks, never gates.", width=6),
        Column(key="status", header="Status", kind=Kind.CHOICE, choices="status", width=10,
               help="Waiting has no rep yet; New has a rep and no first call."),
        Column(key="rep", header="Rep", filled_by=BOTH, refers="reps", width=14,
               help="Pick another rep and the lead stays there."),
        Column(key="lock", header="Lock", kind=Kind.YES_NO, choices="yes_no", filled_by=BOTH, width=7, printed=False,
               help="Yes keeps this rep whatever Allocate would do."),
        Column(key="why_rep", header="Why this rep", width=38,
               help="For a waiting lead, why it waits. Leads are shared so: product, place, language, absence, room "
                    "and account decide who may get one; the best scores that fit are placed; promised minimums come "
                    "first; then every rep gets leads in proportion to those still needed for quota, good and weak "
                    "ones alike; ties go by the order of Reps."),
        Column(key="how_got_name", header="How we got the name", width=36, printed=False,
               help="When, where and in which words they asked: say this when they wonder."),
        Column(key="given_on", header="Given on", kind=Kind.DATE, help="The day the rep got it.", width=12,
               printed=False),
        Column(key="outcome", header="Outcome", kind=Kind.CHOICE, choices="outcome", filled_by=BOTH, width=12,
               help="The rep's word. Any outcome can follow any other; Sold at any time."),
        Column(key="next_date", header="Next date", kind=Kind.DATE, filled_by=BOTH, width=12,
               help="When to call again, or of the meeting."),
        Column(key="amount", header="Amount", kind=Kind.MONEY, filled_by=BOTH, width=11, printed=False,
               help="For Sold: the amount."),
        Column(key="reason", header="Reason", kind=Kind.CHOICE, choices="reason", filled_by=BOTH, width=16,
               printed=False, help="For Lost and Returned: why."),
    ),
)  # fmt: skip

REPS = Table(
    key="reps",
    name="tblReps",
    sheet="Reps",
    help="The salespeople. Their order settles ties: a manager settles one by moving a row.",
    row_key=("rep",),
    columns=(
        Column(key="rep", header="Rep", filled_by=PERSON, required=True, unique=True, help="Name.", width=20),
        Column(key="email", header="E-mail", filled_by=PERSON, help="Where their leads are sent.", width=28),
        Column(key="active", header="Active", kind=Kind.YES_NO, choices="yes_no", filled_by=PERSON, width=8,
               help="No: gets nothing new. Blank counts as Yes."),
        Column(key="territory", header="Territory", kind=Kind.LIST, filled_by=PERSON, width=18,
               help="For example US-CA; US-NV; DE 8*. Blank is everywhere."),
        Column(key="languages", header="Languages", kind=Kind.LIST, filled_by=PERSON, width=14,
               help="For example English; French. Blank speaks whatever is asked."),
        Column(key="preferred_products", header="Preferred products", kind=Kind.LIST, filled_by=PERSON, width=18,
               help="Decides between hand-outs that are equally fair; who may get what comes from Quotas."),
        Column(key="named_accounts", header="Named accounts", kind=Kind.LIST, filled_by=PERSON, width=22, printed=False,
               help="Companies or domains with ; between: their leads go to this rep, wherever they are."),
        Column(key="capacity_week", header="Capacity/week", kind=Kind.NUMBER, filled_by=PERSON, width=12,
               help="New leads a week they can work. Blank: no limit."),
        Column(key="backlog_cap", header="Backlog cap", kind=Kind.NUMBER, filled_by=PERSON, width=10,
               help="Open leads at most. Blank: no limit."),
        Column(key="promised_minimum", header="Promised minimum", kind=Kind.NUMBER, filled_by=PERSON, width=12,
               help="Qualified leads a month that marketing promised."),
        Column(key="personal_goal", header="Personal goal", kind=Kind.MONEY, filled_by=PERSON, width=12,
               help="What they want to sell a month, above quota."),
        Column(key="commission_cap", header="Commission cap", kind=Kind.MONEY, filled_by=PERSON, width=12,
               help="Shown to the manager; ignored by the allocation."),
        Column(key="since", header="Here since", kind=Kind.DATE, filled_by=PERSON, width=12, printed=False,
               help="First day of somebody new; no leads before it. Blank: always."),
        Column(key="measured_close_rate", header="Measured close rate", kind=Kind.SHARE, width=12,
               help="Sold of closed, from this book."),
        Column(key="open_leads", header="Open leads", kind=Kind.WHOLE, help="New, open and not yet.", width=10),
    ),
)  # fmt: skip

AWAY = Table(
    key="away",
    name="tblAway",
    sheet="Away",
    help="Absences and holidays; nobody gets leads while away.",
    row_key=("rep", "from", "to"),
    columns=(
        Column(key="rep", header="Rep", filled_by=PERSON, required=True, refers="reps", width=22,
               help="Name, or “Everyone” for a holiday."),
        Column(key="from", header="From", kind=Kind.DATE, filled_by=PERSON, required=True, help="First day.", width=13),
        Column(key="to", header="To", kind=Kind.DATE, filled_by=PERSON, help="Last day; blank is one day.", width=13),
    ),
)  # fmt: skip



def _needed_on_quotas() -> str:
    """Formula for the leads a row of Quotas needs on average, "" where a figure is missing.

    The measured close rate counts from `MEASURED_FROM` closed leads on, and where none from 0 to 100 is entered; 25 is
    25 %. The measured deal likewise; units count one by one.
    """
    cell = "tblQuotas[[#This Row],[{}]]".format
    rate, measured, deal, measured_deal = map(
        cell, ("Close rate", "Measured close rate", "Average deal", "Measured deal")
    )
    gap = "-".join(map(cell, ("Quota", "Booked", "Pipeline")))
    enough = f"{cell('Closed leads')}>={MEASURED_FROM}"
    rates = (
        f'IF(OR({rate}="",{rate}<0,{rate}>100,AND({enough},{measured}<>"")),{measured},IF({rate}>1,{rate}/100,{rate}))'
    )
    deals = (
        f'IF({cell("Unit")}="units",IF(N({deal})>0,{deal},1),'
        f'IF(OR(N({deal})<=0,AND({enough},{measured_deal}<>"")),{measured_deal},{deal}))'
    )
    return f'IFERROR(IF({gap}<=0,0,ROUNDUP(ROUND(ROUNDUP(ROUND(({gap})/{deals},6),0)/{rates},6),0)),"")'


_QUOTA_LEADS = _needed_on_quotas()

QUOTAS = Table(
    key="quotas",
    name="tblQuotas",
    sheet="Quotas",
    help="What each rep has to sell of each product in each month. A rep gets leads on these products only.",
    row_key=("rep", "product", "period"),
    columns=(
        Column(key="rep", header="Rep", filled_by=PERSON, required=True, refers="reps", help="Name.", width=20),
        Column(key="product", header="Product", filled_by=PERSON, required=True, help="Product line.", width=14),
        Column(key="period", header="Period", kind=Kind.MONTH, filled_by=PERSON, required=True, width=11,
               help="The first of the month, as a date."),
        Column(key="quota", header="Quota", kind=Kind.MONEY, filled_by=PERSON, required=True, width=13,
               help="Money, or units when Unit says so."),
        Column(key="unit", header="Unit", kind=Kind.CHOICE, choices="unit", filled_by=PERSON, width=9,
               help="money or units; blank is money."),
        Column(key="booked", header="Booked", kind=Kind.MONEY, filled_by=BOTH, width=13, help="Already sold."),
        Column(key="pipeline", header="Pipeline", kind=Kind.MONEY, filled_by=PERSON, width=13,
               help="What is likely to close anyway; enter it already weighted."),
        Column(key="close_rate", header="Close rate", kind=Kind.SHARE, filled_by=PERSON, width=10,
               help="Share of qualified leads that are sold, for example 25 %."),
        Column(key="average_deal", header="Average deal", kind=Kind.MONEY, filled_by=PERSON, width=12,
               help="Money of an average deal; for units 1."),
        Column(key="closed_leads", header="Closed leads", kind=Kind.WHOLE, width=8,
               help="The rep's leads on the product that were sold or lost so far."),
        Column(key="measured_rate", header="Measured close rate", kind=Kind.SHARE, width=10,
               help="Sold of closed leads; the team's on the product count as up to ten more. It counts from as many "
                    "closed leads on as measured_from in Settings says, and where no close rate is entered."),
        Column(key="measured_deal", header="Measured deal", kind=Kind.MONEY, width=11,
               help="Average amount of a sale; the team's count as up to five more. It counts when the measured close "
                    "rate does."),
        Column(key="leads_needed", header="Leads needed", kind=Kind.WHOLE, width=9,
               help="On average, with the figures that count; it follows at once when you type. That many make quota "
                    "little more than half the time: Cover and Forecast say how many it takes to be sure.",
               formula=_QUOTA_LEADS),
    ),
)  # fmt: skip

_ROW = "tblCover[[#This Row],[{}]]"
_GAP, _DEAL, _RATE, _DEALS = (_ROW.format(h) for h in ("Gap", "Average deal", "Close rate", "Deals needed"))
_SURE, _GIVEN = (_ROW.format(h) for h in ("For 80 % sure", "Given"))

COVER = Table(
    key="cover",
    name="tblCover",
    sheet="Cover",
    help="Whether each quota can be made with the leads there are; the largest shortfall first.",
    row_key=("rep", "product"),
    columns=(
        Column(key="rep", header="Rep", help="Name.", width=17),
        Column(key="product", header="Product", help="Product line.", width=11),
        Column(key="unit", header="Unit", help="money or units, from Quotas.", width=9),
        Column(key="quota", header="Quota", kind=Kind.MONEY, help="From Quotas.", width=11),
        Column(key="booked", header="Booked", kind=Kind.MONEY, help="From Quotas.", width=11),
        Column(key="pipeline", header="Pipeline", kind=Kind.MONEY, help="From Quotas, already weighted.", width=11),
        Column(key="gap", header="Gap", kind=Kind.MONEY, width=11,
               help="Quota less booked less pipeline, never below 0.",
               formula=f"MAX(0,{_ROW.format('Quota')}-{_ROW.format('Booked')}-{_ROW.format('Pipeline')})"),
        Column(key="close_rate", header="Close rate", kind=Kind.SHARE, width=9,
               help="The one that counts, entered or measured: Rate from says which."),
        Column(key="average_deal", header="Average deal", kind=Kind.MONEY, width=10,
               help="The one that counts, entered or measured."),
        Column(key="deals_needed", header="Deals needed", kind=Kind.WHOLE, width=9,
               help="Gap divided by the average deal, rounded up.",
               formula=f'IF({_GAP}=0,0,IF(N({_DEAL})=0,"",ROUNDUP(ROUND({_GAP}/{_DEAL},6),0)))'),
        Column(key="leads_needed", header="Leads needed", kind=Kind.WHOLE, width=9,
               help="Deals divided by the close rate, rounded up. It makes quota little more than half the time.",
               formula=f'IF({_GAP}=0,0,IF(OR(N({_RATE})=0,{_DEALS}=""),"",ROUNDUP(ROUND({_DEALS}/{_RATE},6),0)))'),
        Column(key="leads_80", header="For 80 % sure", kind=Kind.WHOLE, width=9,
               help="The fewest leads with a chance of 80 % to make quota: exact; more where the rate is known from "
                    "few leads."),
        Column(key="given", header="Given", kind=Kind.WHOLE, help="Leads given for this period.", width=8),
        Column(key="chance", header="Chance with what they have", kind=Kind.SHARE, width=14,
               help="Chance to make quota with the leads given: exact, from the close rate and how well it is known."),
        Column(key="short_by", header="Short by", kind=Kind.WHOLE, width=8,
               help="For 80 % sure less given, never below 0.",
               formula=f'IF({_SURE}="","",MAX(0,{_SURE}-{_GIVEN}))'),
        Column(key="why_none", header="Why no leads", width=24, help="For a rep with quota and no lead: the reason."),
        Column(key="rate_from", header="Rate from", width=19, printed=False,
               help="entered; or the rep's sold of closed leads, and the team's rate where it is counted in."),
    ),
)  # fmt: skip
