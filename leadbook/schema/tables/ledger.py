"""What happened: Report, Runs, Events."""

from __future__ import annotations

from leadbook.schema.core import Column, Kind, Table

_ROW = "tblReport[[#This Row],[{}]]"
_QUALIFIED, _RECEIVED, _COST, _NEVER = (
    _ROW.format(header) for header in ("Qualified", "of received", "Cost", "Never called")
)

REPORT = Table(
    key="report",
    name="tblReport",
    sheet="Report",
    help="From inquiry to sale. What was received stands only beside what was qualified.",
    row_key=("by", "name"),
    columns=(
        Column(key="by", header="By", kind=Kind.CHOICE, choices="report_by", help="What the row sums up.", width=10),
        Column(key="name", header="Name", help="Campaign, source, product or rep.", width=22),
        Column(key="gathered_how", header="Gathered how", help="For a campaign.", width=17),
        Column(key="qualified", header="Qualified", kind=Kind.WHOLE, help="Passed the gate.", width=9),
        Column(key="received", header="of received", kind=Kind.WHOLE, help="Inquiries it came from.", width=9),
        Column(key="qualified_share", header="Qualified %", kind=Kind.SHARE, width=10, help="Qualified of received.",
               formula=f'IF({_RECEIVED}=0,"",{_QUALIFIED}/{_RECEIVED})'),
        Column(key="given", header="Given", kind=Kind.WHOLE, help="Given to a rep.", width=8),
        Column(key="called", header="Called", kind=Kind.WHOLE, help="With any outcome.", width=8),
        Column(key="meeting", header="Meeting", kind=Kind.WHOLE, width=9, help="Meeting set, or sold."),
        Column(key="sold", header="Sold", kind=Kind.WHOLE, help="Sold.", width=8),
        Column(key="sold_amount", header="Sold amount", kind=Kind.MONEY, help="Sum of the amounts.", width=12),
        Column(key="cost", header="Cost", kind=Kind.MONEY, help="Cost of the campaign; blank when unknown.", width=10),
        Column(key="cost_per_qualified", header="Cost per qualified", kind=Kind.MONEY, width=11,
               help="Cost divided by qualified.",
               formula=f'IF(OR({_COST}="",{_QUALIFIED}=0),"",{_COST}/{_QUALIFIED})'),
        Column(key="never_called", header="Never called", kind=Kind.WHOLE, width=8,
               help="Given before today, no outcome yet."),
        Column(key="lost_money", header="Lost in ignored leads", kind=Kind.MONEY, width=13,
               help="Cost share of the leads never called.",
               formula=f'IF(OR({_COST}="",{_QUALIFIED}=0),"",{_COST}*{_NEVER}/{_QUALIFIED})'),
        Column(key="trust", header="Trust", kind=Kind.SHARE, width=8,
               help="Of the leads that reps answered, the share they did not send back. Blank for reps."),
    ),
)  # fmt: skip

RUNS = Table(
    key="runs",
    name="tblRuns",
    sheet="Runs",
    help="Every run, with what it did and whether it can be undone.",
    row_key=("run",),
    columns=(
        Column(key="run", header="Run", kind=Kind.WHOLE, help="Number.", unique=True, width=7),
        Column(key="when", header="When", kind=Kind.STAMP, help="Local date and time.", width=17),
        Column(key="who", header="Who", help="Name of the computer's user.", width=14),
        Column(key="what", header="What", help="The command.", width=12),
        Column(key="files", header="Files", help="Lists that were read.", width=26),
        Column(key="received", header="Received", kind=Kind.WHOLE, help="Data rows read.", width=10),
        Column(key="new", header="New", kind=Kind.WHOLE, help="Rows that became inquiries.", width=8),
        Column(key="merged", header="Merged", kind=Kind.WHOLE, help="Rows merged into inquiries.", width=9),
        Column(key="rejected", header="Rejected", kind=Kind.WHOLE, help="Rows left out, with reason.", width=9),
        Column(key="changed", header="Changed", kind=Kind.WHOLE, help="Cells changed.", width=9),
        Column(key="message", header="Message", help="What it said.", width=47),
        Column(key="undo", header="Undo", help="How to take it back.", width=21),
    ),
)

EVENTS = Table(
    key="events",
    name="tblEvents",
    sheet="Events",
    help="The ledger: one line for everything that happened to a lead.",
    row_key=("when", "run", "lead_id", "event", "before", "after"),
    columns=(
        Column(key="when", header="When", kind=Kind.STAMP, help="Local date and time.", width=17),
        Column(key="run", header="Run", kind=Kind.WHOLE, help="Number of the run.", width=7),
        Column(key="lead_id", header="ID", help="The inquiry.", width=9),
        Column(key="rep", header="Rep", help="The rep concerned.", width=18),
        Column(key="campaign", header="Campaign", help="The campaign concerned.", width=20),
        Column(key="event", header="Event", kind=Kind.CHOICE, choices="event", help="What happened.", width=16),
        Column(key="before", header="From", help="What it was.", width=20),
        Column(key="after", header="To", help="What it became.", width=20),
        Column(key="amount", header="Amount", kind=Kind.MONEY, help="Money, for a sale.", width=12),
    ),
)
