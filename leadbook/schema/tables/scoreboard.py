"""What marketing owes and what each rep has: Scoreboard."""

from __future__ import annotations

from leadbook.schema.core import Column, Kind, Table

_ROW = "tblScoreboard[[#This Row],[{}]]"
_PROMISED, _GIVEN, _QUOTA, _SOLD = (
    _ROW.format(header) for header in ("Promised", "Given", "Quota", "Sold from leads")
)  # fmt: skip


def _money(key: str, header: str, text: str, width: float = 10.0, *, printed: bool = True) -> Column:
    """A column of money."""
    return Column(key=key, header=header, help=text, kind=Kind.MONEY, width=width, printed=printed)


SCOREBOARD = Table(
    key="scoreboard",
    name="tblScoreboard",
    sheet="Scoreboard",
    help="What was promised to each active rep and what there is, for the period of Cover, in the order of Reps.",
    row_key=("rep",),
    columns=(
        Column(key="rep", header="Rep", help="Active reps, in the order of Reps.", width=16),
        Column(key="promised", header="Promised", kind=Kind.WHOLE, width=9,
               help="Qualified leads promised: Promised minimum of Reps, times the months of the period, rounded up."),
        Column(key="given", header="Given", kind=Kind.WHOLE, width=7,
               help="Qualified leads given for the period; those sent back do not count."),
        Column(key="short_of_promise", header="Short of promise", kind=Kind.WHOLE, width=8,
               help="Promised less given, never below 0.",
               formula=f'IF({_PROMISED}="","",MAX(0,{_PROMISED}-{_GIVEN}))'),
        _money("quota", "Quota", "Sum of the quotas in money of the period; quotas in units stay out."),
        _money("booked", "Booked", "From Quotas, for the same rows."),
        _money("sold_from_leads", "Sold from leads",
               "Amounts of leads with outcome Sold that were given for this period, or for an earlier one and closed "
               "in this; given within the attribution months of Settings. Products on a quota in units stay out."),
        Column(key="sold_share", header="Sold of quota %", kind=Kind.SHARE, width=8,
               help="Sold from leads, of the quota.", formula=f'IF(N({_QUOTA})=0,"",N({_SOLD})/{_QUOTA})'),
        Column(key="leads_for_quota", header="Leads for quota", kind=Kind.WHOLE, width=8,
               help="Leads needed on average for what is still open of all quotas, as on Cover."),
        _money("personal_goal", "Personal goal", "From Reps, times the months of the period."),
        Column(key="leads_for_goal", header="Leads for goal", kind=Kind.WHOLE, width=8,
               help="Leads needed on average for what is still open of the goal: open money divided by the money a "
                    "lead brings (quota divided by the leads a whole quota takes), and the leads for quotas in units."),
        Column(key="average_score", header="Average score", kind=Kind.WHOLE, width=8,
               help="Mean score of the leads given for the period."),
        _money("expected", "Expected now",
               "Money towards the quotas that the leads given bring on average (exact binomial from the close rate, no "
               "more than what is open). Products without close rate or average deal stay out."),
        _money("more_leads", "+10 % leads", "What a tenth more leads would add to it.", 9),
        _money("more_rate", "+10 % close rate", "What a close rate higher by a tenth would add.", 9),
        _money("more_deal", "+10 % deal size", "What an average deal larger by a tenth would add.", 9),
        _money("better_gate", "Better gate",
               "What it would add if one in ten of the leads that do not close were another lead instead.", 8.4),
        Column(key="note", header="Note", help="What stands out in the row, in words.", width=26),
        _money("commission_cap", "Commission cap", "From Reps, times the months of the period; the sharing does not "
               "look at it.", 12, printed=False),
        Column(key="at_cap", header="At cap", width=14, printed=False,
               help="Booked, or booked and pipeline together, reach the commission cap."),
    ),
)  # fmt: skip
