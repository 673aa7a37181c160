"""What the months ahead need: Forecast (by rep, product and month) and Plan (by product and month)."""

from __future__ import annotations

from leadbook.schema.core import Column, Kind, Table

SURE = {"leads_50": "50", "leads_80": "80", "leads_90": "90"}
"""Key of a column → how sure it makes, in per cent."""


def _sure(key: str, what: str) -> Column:
    """A column with the leads it takes to be so sure."""
    share = SURE[key]
    return Column(key=key, header=f"For {share} % sure", kind=Kind.WHOLE, width=8, help=what.format(share=share))


_CELL = "tblForecast[[#This Row],[{}]]"
_GAP, _DEAL, _RATE, _DEALS = (_CELL.format(h) for h in ("Gap", "Average deal", "Close rate", "Deals needed"))
_EIGHTY, _GIVEN = (_CELL.format(h) for h in ("For 80 % sure", "Given"))
_FEWEST = (
    "The fewest leads with a chance of {share} % to make this quota: exact, from gap, average deal and close rate, and "
    "from how well the close rate is known."
)

FORECAST = Table(
    key="forecast",
    name="tblForecast",
    sheet="Forecast",
    help="Leads each quota of the months ahead needs, and how likely the leads given make it.",
    row_key=("rep", "product", "month"),
    columns=(
        Column(key="rep", header="Rep", help="Name.", width=19),
        Column(key="product", header="Product", help="Product line.", width=10),
        Column(key="month", header="Month", kind=Kind.MONTH, width=10,
               help="The month the quota is for; of a quarter its first."),
        Column(key="unit", header="Unit", help="money or units, from Quotas.", width=8),
        Column(key="quota", header="Quota", kind=Kind.MONEY, help="From Quotas.", width=10),
        Column(key="booked", header="Booked", kind=Kind.MONEY, help="From Quotas.", width=10, printed=False),
        Column(key="pipeline", header="Pipeline", kind=Kind.MONEY, width=10, printed=False,
               help="From Quotas, already weighted."),
        Column(key="gap", header="Gap", kind=Kind.MONEY, width=10,
               help="Quota less booked less pipeline, never below 0.",
               formula=f"MAX(0,{_CELL.format('Quota')}-{_CELL.format('Booked')}-{_CELL.format('Pipeline')})"),
        Column(key="close_rate", header="Close rate", kind=Kind.SHARE, help="The one that counts.", width=8),
        Column(key="rate_from", header="Rate from", width=19,
               help="entered; or the rep's sold of closed leads, and the team's rate where it is counted in."),
        Column(key="average_deal", header="Average deal", kind=Kind.MONEY, help="The one that counts.", width=10),
        Column(key="deals_needed", header="Deals needed", kind=Kind.WHOLE, width=8,
               help="Gap divided by the average deal, rounded up.",
               formula=f'IF({_GAP}=0,0,IF(N({_DEAL})=0,"",ROUNDUP(ROUND({_GAP}/{_DEAL},6),0)))'),
        Column(key="leads_needed", header="Leads on average", kind=Kind.WHOLE, width=9,
               help="Deals divided by the close rate, rounded up. It makes quota little more than half the time.",
               formula=f'IF({_GAP}=0,0,IF(OR(N({_RATE})=0,{_DEALS}=""),"",ROUNDUP(ROUND({_DEALS}/{_RATE},6),0)))'),
        _sure("leads_50", _FEWEST), _sure("leads_80", _FEWEST), _sure("leads_90", _FEWEST),
        Column(key="given", header="Given", kind=Kind.WHOLE, help="Leads given for this month.", width=7),
        Column(key="chance", header="Chance with what they have", kind=Kind.SHARE, width=12,
               help="Chance to make quota with the leads given: exact, like the columns before."),
        Column(key="short_by", header="Short of 80 %", kind=Kind.WHOLE, width=8,
               help="For 80 % sure less given, never below 0.",
               formula=f'IF({_EIGHTY}="","",MAX(0,{_EIGHTY}-{_GIVEN}))'),
        Column(key="give_by", header="Give by", kind=Kind.DATE, width=12,
               help="The last day on which a lead given still closes in this month, one sales cycle ahead."),
    ),
)  # fmt: skip

_LINE = "tblPlan[[#This Row],[{}]]"
_HAVE = f"({_LINE.format('Given')}+{_LINE.format('Expected from campaigns')})"
_NEEDS, _LACKS = _LINE.format("For 80 % sure"), _LINE.format("Lacking so far")
_SUM = "Sum over the quotas on the product: each of them by itself is {share} % sure with so many."

PLAN = Table(
    key="plan",
    name="tblPlan",
    sheet="Plan",
    help="Qualified leads the months ahead need by product, and what the planned campaigns should bring.",
    row_key=("month", "product"),
    columns=(
        Column(key="month", header="Month", kind=Kind.MONTH, width=10,
               help="The month the quotas are for; of a quarter its first."),
        Column(key="product", header="Product", help="Product line.", width=12),
        Column(key="leads_needed", header="Leads on average", kind=Kind.WHOLE, width=9,
               help="Sum over the quotas. It makes each of them little more than half the time."),
        _sure("leads_50", _SUM), _sure("leads_80", _SUM), _sure("leads_90", _SUM),
        Column(key="given", header="Given", kind=Kind.WHOLE, help="Leads given for this month.", width=8),
        Column(key="expected", header="Expected from campaigns", kind=Kind.WHOLE, width=11,
               help="Expected qualified leads of Campaigns that are not in the book yet, spread evenly over the days a "
                    "campaign has left and counted for the month in which they can close. Branding brings none; "
                    "several products share evenly."),
        Column(key="coverage", header="Coverage", kind=Kind.SHARE, width=10,
               help="Given and expected leads as a share of those for 80 % sure.",
               formula=f'IF(N({_NEEDS})=0,"",{_HAVE}/{_NEEDS})'),
        Column(key="lacking", header="Lacking so far", kind=Kind.WHOLE, width=9,
               help="What the quotas lack of their 80 % with the leads given, each by itself."),
        Column(key="short_by", header="Short", kind=Kind.WHOLE, width=8,
               help="Lacking so far less what the campaigns should bring, never below 0.",
               formula=f"MAX(0,{_LACKS}-{_LINE.format('Expected from campaigns')})"),
        Column(key="campaigns", header="Campaigns", width=24, help="Those that bring leads for this month."),
        Column(key="note", header="Note", width=62, help="What is missing, and when leads for this month can come."),
    ),
)  # fmt: skip
