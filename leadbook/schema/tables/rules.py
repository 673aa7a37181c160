"""What a manager edits to change how Leadbook decides: Rules, Gate, Words, Suppression, Customers, Settings."""

from __future__ import annotations

from leadbook.schema.core import Column, FilledBy, Kind, Table

PERSON = FilledBy.PERSON


def _p(key: str, header: str, help_: str, width: float = 16.0, kind: Kind = Kind.TEXT, *, choices: str = "") -> Column:
    """A column that only people fill."""
    return Column(key=key, header=header, help=help_, width=width, kind=kind, choices=choices, filled_by=PERSON)


RULES = Table(
    key="rules",
    name="tblRules",
    sheet="Rules",
    help="The Lead Management Rules on one page; both sides are measured. A rule with several numbers has a row each.",
    row_key=("rule", "meaning"),
    columns=(
        Column(key="rule", header="Rule", help="Number and text.", width=50),
        _p("number", "Number", "The figure both sides agreed on.", 9, Kind.NUMBER),
        Column(key="meaning", header="Meaning", help="What the figure counts.", width=26),
        Column(key="marketing_measured", header="Marketing measured", help="What the book shows.", width=20),
        Column(key="marketing_passes", header="Marketing passes", help="Pass, Fail or not measured.", width=14),
        Column(key="sales_measured", header="Sales measured", help="What the book shows.", width=20),
        Column(key="sales_passes", header="Sales passes", help="Pass, Fail or not measured.", width=14),
    ),
)

GATE = Table(
    key="gate",
    name="tblGate",
    sheet="Gate",
    help="The tests that tell a lead from an inquiry, in order; the first that decides gives the reason.",
    row_key=("reason",),
    columns=(
        _p("on", "On", "No switches the rule off.", 7, Kind.YES_NO, choices="yes_no"),
        _p("field", "Field", "Header of a field of Inquiries.", 22),
        _p("operator", "Operator", "How it is tested.", 18, Kind.CHOICE, choices="operator"),
        _p("value", "Value", "What it is compared with: a text, a number, or a kind of Words.", 20),
        _p("verdict", "Verdict", "What it becomes when the test holds.", 14, Kind.CHOICE, choices="gate_verdict"),
        _p("points", "Points", "Added to the score when the test holds.", 8, Kind.NUMBER),
        _p("reason", "Reason", "The sentence people read.", 44),
        Column(key="kept_out", header="Kept out last 12 months", kind=Kind.WHOLE, width=12,
               help="Inquiries this rule kept out."),
        Column(key="would_have_sold", header="Would have sold", kind=Kind.WHOLE, width=12,
               help="Of those, let through by a person and sold."),
    ),
)  # fmt: skip

WORDS = Table(
    key="words",
    name="tblWords",
    sheet="Words",
    help="Words, names and domains the rules look for.",
    row_key=("kind", "word"),
    columns=(
        _p("kind", "Kind", "What the word tells.", 18, Kind.CHOICE, choices="word_kind"),
        _p("word", "Word", "A word, a name or a domain; a mail typo is written as wrong > right.", 36),
    ),
)

SUPPRESSION = Table(
    key="suppression",
    name="tblSuppression",
    sheet="Suppression",
    help="Do not contact. Asked last before every allocation; it sticks.",
    row_key=("what", "value"),
    columns=(
        _p("what", "What", "What the value is.", 12, Kind.CHOICE, choices="suppression_what"),
        _p("value", "Value", "The address, domain, number, name or company.", 32),
        _p("why", "Why", "The reason.", 30),
        _p("from", "From", "Since when.", 12, Kind.DATE),
        _p("until", "Until", "Until when; blank is for ever.", 12, Kind.DATE),
        Column(key="added", header="Added", kind=Kind.DATE, help="The day it was put in the book.", width=12),
    ),
)

CUSTOMERS = Table(
    key="customers",
    name="tblCustomers",
    sheet="Customers",
    help="Accounts you have; a lead from one goes to its owner.",
    row_key=("company", "domain"),
    columns=(
        _p("company", "Company", "Name of the account.", 28),
        _p("domain", "Domain", "Its mail domain.", 22),
        _p("owner", "Owner", "The rep who owns it.", 20),
        _p("last_bought", "Last bought", "Day of the last order.", 13, Kind.DATE),
        _p("product", "Product", "What they have.", 16),
    ),
)

SETTINGS = Table(
    key="settings",
    name="tblSettings",
    sheet="Settings",
    help="What Leadbook assumes unless a list says otherwise.",
    row_key=("key",),
    columns=(
        Column(key="key", header="Key", help="Name of the setting.", unique=True, width=20),
        _p("value", "Value", "What applies here.", 20),
        Column(key="unit", header="Unit", help="What the value counts in.", width=14),
        Column(key="help", header="Help", help="What it does.", width=70),
    ),
)
