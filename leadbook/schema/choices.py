"""The drop-down lists: closed ones, and those that live in the book itself."""

from __future__ import annotations

from leadbook.model import EventKind, GatheredHow, LeadStatus, Operator, Outcome, Verdict

CHOICES: dict[str, tuple[str, ...]] = {
    "yes_no": ("Yes", "No"),
    "verdict": tuple(Verdict),
    "gate_verdict": (Verdict.NEEDS_INFO, Verdict.NOT_A_LEAD, Verdict.SUPPRESSED, "Points only"),
    "status": tuple(LeadStatus),
    "outcome": tuple(Outcome),
    "reason": (
        "price", "competitor", "no budget", "no decision", "timing", "no response", "outrageous expectations",
        "wrong person", "not a lead", "no contact", "do not contact", "duplicate", "not mine", "other",
    ),
    "gathered_how": tuple(GatheredHow),
    "operator": tuple(Operator),
    "event": tuple(EventKind),
    "unit": ("money", "units"),
    "campaign_type": ("lead generation", "branding"),
    "campaign_status": ("Draft", "Answers missing", "Ready", "Issued"),
    "fix_kind": ("value", "duplicate?", "date order", "column", "file row", "to qualify"),
    "decision": ("Use it", "Suggestion", "Keep as is", "Same person", "Different", "Not a lead"),
    "suppression_what": ("e-mail", "domain", "phone", "person", "company"),
    "word_kind": (
        "competitor", "student", "study", "free mail", "role mail", "own domain", "supplier", "offers", "buyer",
        "reseller", "settled", "wrong person", "press", "job seeker", "placeholder", "no money", "no decision",
        "decider", "no time", "outrageous",
        "brochure", "raised hand", "no hand", "opt out", "institution", "mail typo",
    ),
    "section": (
        "Why we are doing this", "Who it is for", "Who it is not for", "If they ask", "If they hesitate",
        "Against the others", "Ask first", "What we ask of you", "Anything else", "Links",
    ),
    "report_by": ("Campaign", "Source", "Product", "Rep"),
}  # fmt: skip
"""Name of the list → its words. A campaign's status may carry a version: "Issued v3"."""

BOOK_LISTS: dict[str, tuple[str, str]] = {
    "reps": ("tblReps", "Rep"),
    "campaigns": ("tblCampaigns", "Campaign"),
}
"""Name of the list → table and header whose values are offered."""


def list_name(name: str) -> str:
    """The defined name that holds a list ("lb_list_outcome")."""
    return f"lb_list_{name}"
