"""The rows a new book starts with: settings, rules of the gate, words, Lead Management Rules."""

from __future__ import annotations

from leadbook.model import Cell
from leadbook.schema.default_gate import GATE_ROWS
from leadbook.schema.default_rules import RULES_ROWS
from leadbook.schema.default_words import WORDS_ROWS

SETTINGS_ROWS: tuple[tuple[Cell, ...], ...] = (
    ("home_country", None, "country code",
     "Filled in for inquiries without a country, and for phones. Blank: nothing is assumed."),
    ("date_order", None, "DMY or MDY",
     "How 03/04/2026 is read when a list leaves it open. Blank: such dates are left blank and asked."),
    ("currency", "USD", "code", "The one currency of this book; money shows its sign for USD, EUR and GBP."),
    ("period", "month", "month or quarter", "What quotas and leads needed are counted for."),
    ("zone", None, "time zone",
     "For example Europe/Berlin; used for stamps that carry an offset. Blank: the day as written."),
    ("language", "en", "language code", "Language of the briefing pages."),
    ("optout_scope", "person", "person or channel",
     "person: one opt-out stops every channel. channel: an e-mail opt-out leaves the phone."),
    ("stale_days", 180, "days", "An inquiry older than this is no lead; it comes back for review."),
    ("cycle_days", 30, "days", "Sales cycle: leads given now close that many days later, in that period's quota."),
    ("attribution_months", 18, "months", "A sale counts for a campaign this long after the inquiry."),
    ("measured_from", 20, "closed leads",
     "From so many closed leads of a rep on a product on, the measured close rate and deal count."),
)  # fmt: skip

_ROWS: dict[str, tuple[tuple[Cell, ...], ...]] = {
    "gate": GATE_ROWS, "words": WORDS_ROWS, "rules": RULES_ROWS, "settings": SETTINGS_ROWS,
}  # fmt: skip


def default_rows(table_key: str) -> tuple[tuple[Cell, ...], ...]:
    """Rows of a new book for a table, in the order of the schema's columns; () for most tables."""
    return _ROWS.get(table_key, ())
