"""The fields of an inquiry. Key and header are fixed: lists, rules and sheets of teams build on them."""

from __future__ import annotations

from leadbook.schema.core import Column, FilledBy, Kind


def _field(key: str, header: str, help_: str, kind: Kind = Kind.TEXT, width: float = 16.0, **more: str) -> Column:
    """A column that intake fills; it does not print unless the table says so."""
    return Column(
        key=key, header=header, help=help_, kind=kind, filled_by=FilledBy.INTAKE, width=width,
        choices=more.get("choices", ""), refers=more.get("refers", ""), printed=key in PRINTED,
    )  # fmt: skip


PRINTED = frozenset({"company", "first_name", "last_name", "raised_hand", "campaign", "created_at"})
"""Fields on the printed Inquiries sheet; the others would make its type too small to read."""

FIELDS: tuple[Column, ...] = (
    _field("first_name", "First name", "Given name as received, with its spelling tidied.", width=11),
    _field("last_name", "Last name", "Family name as received, with its spelling tidied.", width=12),
    _field("company", "Company", "Company or organisation in their words.", width=19),
    _field("job_title", "Job title", "Their title at work.", width=20),
    _field("email", "E-mail", "The address to write to; checked for form, never by sending.", width=26),
    _field("email2", "Other e-mail", "A second address.", width=22),
    _field("phone", "Phone", "The number to call, in international form when it checks.", width=18),
    _field("phone2", "Other phone", "A second number.", width=18),
    _field("website", "Website", "Their web site.", width=20),
    _field("industry", "Industry", "Their line of business."),
    _field("employees", "Employees", "Number of people, as received (a range is fine).", width=11),
    _field("revenue", "Revenue", "Yearly revenue, as received.", width=12),
    _field("address", "Address", "Street and number.", width=22),
    _field("city", "City", "Town."),
    _field("region", "State/region", "State, province or region; a two-letter code where there is one.", width=12),
    _field("postal_code", "Postcode", "Postcode; leading zeros are kept.", width=10),
    _field("country", "Country", "Two-letter country code where the name was recognised.", width=10),
    _field("language", "Language", "Language they asked to be spoken to in.", width=11),
    _field("product", "Product", "Product they asked about; blank comes from the campaign.", width=14),
    _field("need", "Need (their words)", "The problem they want solved, in their words.", width=32),
    _field("application", "What for", "What they would use it for.", width=24),
    _field("timeframe", "Buying by", "When they plan to buy, in their words or as a date.", width=14),
    _field("decision_role", "Decides?", "Their part in the decision, and who else decides.", width=14),
    _field("budget", "Budget", "Money they named; blank is asked, never read as no.", width=12),
    _field("buying_stage", "Stage", "Researching, comparing or ready.", width=12),
    _field("raised_hand", "Raised hand (their words)", "The words in which they asked to talk to us.", width=28),
    _field("hand_date", "Asked on", "The day they asked.", Kind.DATE, 12),
    _field("hand_by", "Evidence", "“theirs” when copied from the list, “ours” with initials when typed.", width=11),
    _field("meeting_at", "Meeting", "Date and time of a meeting they agreed to.", Kind.STAMP, 16),
    _field("source", "Source", "The list or channel the inquiry came from.", width=18),
    _field("source_type", "Gathered how", "How the names were gathered; attendance or a prize is no raised hand.",
           Kind.CHOICE, 15, choices="gathered_how"),
    _field("campaign", "Campaign", "The campaign it answers.", Kind.CHOICE, 16, refers="campaigns"),
    _field("created_at", "Received", "The day of the inquiry itself, not of the import.", Kind.DATE, 12),
    _field("consent", "Consent", "What they agreed to, as received.", width=14),
    _field("do_not_contact", "Do not contact", "Yes when they asked not to be contacted; it sticks.",
           Kind.YES_NO, 10, choices="yes_no"),
    _field("status", "Status (theirs)", "The status of the system the list came from.", width=14),
    _field("owner", "Owner (theirs)", "The owner named by the system the list came from.", width=14),
    _field("notes", "Notes", "Comments, as received.", width=30),
    _field("extra", "Other answers", "Columns of the list that fit no field, as “header: value”.", width=30),
)  # fmt: skip

FIELD_KEYS: tuple[str, ...] = ("lead_id", *(column.key for column in FIELDS))
"""All field keys; `full_name` and the like exist in header mapping only."""
