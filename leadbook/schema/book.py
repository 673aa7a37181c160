"""The sheets and tables of the workbook, in tab order.

Two words, two sheets: everything that comes in is an *inquiry*; what passed the gate is a *lead*.
"""

from __future__ import annotations

from leadbook.schema.core import Sheet, Table, Works
from leadbook.schema.tables import campaigns, inquiries, ledger, mappings, outlook, rules, sales, scoreboard

TABLES: tuple[Table, ...] = (
    inquiries.INQUIRIES, inquiries.TO_FIX, inquiries.NOT_LEADS,
    sales.LEADS, sales.REPS, sales.AWAY, sales.QUOTAS, sales.COVER, scoreboard.SCOREBOARD, outlook.FORECAST,
    outlook.PLAN,
    campaigns.CAMPAIGNS, campaigns.ANSWERS, campaigns.QUESTIONS,
    ledger.REPORT, rules.RULES, rules.GATE, rules.WORDS, rules.SUPPRESSION, rules.CUSTOMERS, rules.SETTINGS,
    mappings.MAPPINGS, ledger.RUNS, ledger.EVENTS,
)  # fmt: skip

SHEETS: tuple[Sheet, ...] = (
    Sheet(key="start", name="Start", title="Start: from a list to leads in three steps", works=Works.EVERYBODY,
          empty="Have one list at hand, of any shape? Then begin with step 1. Nothing you drop here is ever lost.",
          help="What to do today.", protected=True),
    Sheet(key="inquiries", name="Inquiries", title="Inquiries: everything that came in", works=Works.MARKETING,
          empty="Nothing yet. Import a list: every row of it will stand here with a verdict and one sentence why.",
          help="Every inquiry, with the verdict of the gate."),
    Sheet(key="to_fix", name="To fix", title="To fix: the answers that win leads", works=Works.MARKETING,
          empty="Nothing to fix. After an import, the questions that win the most leads stand here first.",
          help="Questions Leadbook would rather ask than guess."),
    Sheet(key="not_leads", name="Not leads", title="Not leads: each with its reason", works=Works.MARKETING,
          empty="Nothing here yet. What does not pass the gate is kept here, with the reason and a day to look again.",
          help="What did not pass the gate."),
    Sheet(key="leads", name="Leads", title="Leads: who got which, and why", works=Works.SALES,
          empty="No leads yet. Fill Reps and Quotas, then run Allocate: every lead gets a rep and a reason.",
          help="Qualified leads, with rep and reason."),
    Sheet(key="reps", name="Reps", title="Reps: who sells where, and how much they can take", works=Works.MANAGER,
          empty="Write one row for each rep. Only the name is needed; the rest makes the sharing fairer.",
          help="The salespeople."),
    Sheet(key="away", name="Away", title="Away: absences and holidays", works=Works.MANAGER, state="hidden",
          empty="Write one row for each absence. “Everyone” is a holiday.", help="Absences."),
    Sheet(key="quotas", name="Quotas", title="Quotas: what each rep has to sell", works=Works.MANAGER,
          empty="Write one row for each rep, product and month. Who has no quota on a product gets no leads on it.",
          help="Quota by rep, product and month."),
    Sheet(key="cover", name="Cover", title="Cover: can the quotas be made?", works=Works.MANAGER, state="hidden",
          empty="No quotas yet. Fill Reps and Quotas, then run Allocate.", help="Leads needed against leads given.",
          protected=True),
    Sheet(key="scoreboard", name="Scoreboard", title="Scoreboard: what was promised, and what each rep has",
          works=Works.EVERYBODY, state="hidden", empty="No reps yet. Fill Reps and Quotas, then run Allocate.",
          help="Promised and given, quota and goal, rep by rep.", protected=True),
    Sheet(key="forecast", name="Forecast", title="Forecast: the leads each quota needs, month by month",
          works=Works.MANAGER, state="hidden", empty="No quotas yet. Fill Reps and Quotas, then run Forecast.",
          help="Leads needed by rep, product and month, to be 50, 80 and 90 % sure.", protected=True),
    Sheet(key="plan", name="Plan", title="Plan: leads the months need, and campaigns that bring them",
          works=Works.MARKETING, state="hidden", empty="No quotas yet. Fill Reps and Quotas, then run Forecast.",
          help="Leads needed by product and month, and what the planned campaigns should bring.", protected=True),
    Sheet(key="campaigns", name="Campaigns", title="Campaigns: what reps get asked about", works=Works.MARKETING,
          empty="Write one row for each campaign; its questions then appear on Answers.", help="The campaigns."),
    Sheet(key="answers", name="Answers", title="Answers: what to say when they ask", works=Works.MARKETING,
          empty="Write a campaign first; its questions appear here at the next run.", help="Questions and answers."),
    Sheet(key="questions", name="Questions", title="Questions and wishes", works=Works.EVERYBODY, state="hidden",
          empty="No open questions.", help="Questions and wishes of either side."),
    Sheet(key="report", name="Report", title="Report: from inquiry to sale", works=Works.EVERYBODY, state="hidden",
          empty="Nothing to report yet. Import a list, then run Report.", help="Funnel and money.", protected=True),
    Sheet(key="rules", name="Rules", title="Lead Management Rules", works=Works.EVERYBODY, state="hidden",
          empty="Both sides sign these. Change a number when both agree.", help="The rules, on one page.",
          protected=True),
    Sheet(key="gate", name="Gate", title="Gate: what makes an inquiry a lead", works=Works.MANAGER, state="hidden",
          empty="Rules are read from the top; the first that decides gives the reason.", help="The gate's rules."),
    Sheet(key="words", name="Words", title="Words the rules look for", works=Works.MANAGER, state="hidden",
          empty="Add your competitors, your own domains and your suppliers here.", help="Word lists."),
    Sheet(key="suppression", name="Suppression", title="Suppression: do not contact", works=Works.MARKETING,
          state="hidden", empty="Nobody is suppressed. Add an address, a domain, a number, a person or a company.",
          help="Do not contact."),
    Sheet(key="customers", name="Customers", title="Customers and who owns them", works=Works.MANAGER, state="hidden",
          empty="Add accounts you have; their leads go to the owner.", help="Accounts."),
    Sheet(key="settings", name="Settings", title="Settings", works=Works.MANAGER, state="hidden",
          empty="Change the yellow values; the help says what each does.", help="Assumptions."),
    Sheet(key="mappings", name="Mappings", title="Mappings: what you said about columns of lists",
          works=Works.MARKETING, state="hidden",
          empty="Nothing said yet. What you say with --map or on To fix about a column stands here from then on.",
          help="What you said about columns of lists; applied to the next list of that kind."),
    Sheet(key="runs", name="Runs", title="Runs: what was done, and how to take it back", works=Works.LEADBOOK,
          state="hidden", empty="No run yet.", help="Every run."),
    Sheet(key="events", name="Events", title="Events: the ledger", works=Works.LEADBOOK, state="hidden",
          empty="Nothing happened yet.", help="Everything that happened to a lead."),
    Sheet(key="lists", name="Lists", title="Lists for the drop-downs", works=Works.LEADBOOK, state="veryHidden",
          empty="Drop-down lists.", help="Drop-down sources."),
    Sheet(key="brief_master", name="Brief master", title="Master of the briefing page", works=Works.LEADBOOK,
          state="veryHidden", empty="Cloned for every campaign.", help="Master sheet.", landscape=False),
)  # fmt: skip

_BY_KEY = {table.key: table for table in TABLES}
_SHEETS = {sheet.key: sheet for sheet in SHEETS}
_BY_SHEET = {table.sheet: table for table in TABLES}


def table(key: str) -> Table:
    """The table of that key ("inquiries"); KeyError when there is none."""
    return _BY_KEY[key]


def sheet(key: str) -> Sheet:
    """The sheet of that key ("to_fix"); KeyError when there is none."""
    return _SHEETS[key]


def table_on(sheet_name: str) -> Table | None:
    """The table that stands on a sheet, or None."""
    return _BY_SHEET.get(sheet_name)
